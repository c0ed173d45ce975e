"""Forms that have lost what identifies them are read by what they show, or asked about."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest

from checklist.commands.shared import lost_identity
from checklist.commands.shared.divided_report import divided_report
from checklist.forms.form import FORM_FOOT
from checklist.states import BY_CODE
from checklist.text.messages import Translated, speaking, tr
from tests.support.divided import REPORT, run
from tests.support.pseudo import catalogue, in_greek
from tests.support.sent_forms import SentForm
from tests.support.word_forms import without_hidden_text

ANSWERS = {"pay-rule": {"value": "law"}, "pay-details": {"value": "What it says."}}


def inspected(form: SentForm) -> bytes:
    """Return a Word form after an inspection, which removes the hidden text."""
    entries = {("pay-rule", "answer", "law"): "x", ("pay-details", "answer"): "What it says."}
    return without_hidden_text(form.filled(entries))


def copied(form: SentForm) -> bytes:
    """Return the sheet of a workbook, without its hidden column, in a workbook of its own."""
    entries = {("pay-rule", "answer"): "A law", ("pay-details", "answer"): "What it says."}
    book = openpyxl.load_workbook(io.BytesIO(form.filled(entries)))
    for sheet in book.worksheets:
        if sheet.title != "Form":
            book.remove(sheet)
    book["Form"].delete_cols(1)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def untitled(content: bytes) -> bytes:
    """Return a workbook without its title."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    book["Form"].delete_rows(1, 1)
    book["Form"].insert_rows(1)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


LOST = [("docx", inspected), ("xlsx", copied)]


@pytest.mark.parametrize(("name", "lose"), LOST, ids=["docx", "xlsx"])
def test_a_form_says_whose_it_is_by_its_title(
    name: str, lose: Callable[[SentForm], bytes], tmp_path: Path
) -> None:
    form = SentForm(tmp_path / "a", name)
    content = lose(form)

    done = form.merge(content)

    assert done.code == 0, done.stdout + done.stderr
    assert "what identifies the form is lost" in done.stdout
    assert "0 conflicts, 0 unreadable" in done.stdout
    assert "beside the fields" not in done.stdout
    assert form.answers == ANSWERS
    assert "merged already" in form.merge(content).stdout


def test_a_form_without_a_title_is_read_as_that_of_the_ministry_that_is_named(
    tmp_path: Path,
) -> None:
    form = SentForm(tmp_path / "a", "xlsx")
    content = untitled(copied(form))

    unknown, named = form.merge(content), form.merge(content, "--as", "labour")

    assert unknown.code == 1
    assert "checklist guide F001" in unknown.stderr
    assert named.code == 0, named.stdout + named.stderr
    assert form.answers == ANSWERS


def test_the_name_of_its_file_says_whose_a_form_is(tmp_path: Path) -> None:
    form = SentForm(tmp_path / "a", "xlsx")
    (form.folder / "NOR-labour.xlsx").write_bytes(untitled(copied(form)))

    done = run(form.folder, "ministries", "merge", REPORT, "NOR-labour.xlsx")

    assert done.code == 0, done.stdout + done.stderr
    assert form.answers == ANSWERS


def test_a_form_in_another_language_says_whose_it_is_by_its_foot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = SentForm(tmp_path / "a", "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(untitled(copied(form))))
    with speaking("fr", catalogue(in_greek)):
        words = {"part_label": "Ministry of labour", "state_name": BY_CODE["NOR"].shown}
        book["Form"]["A1"] = tr(FORM_FOOT, **words, identity_number=1)
    saved = io.BytesIO()
    book.save(saved)
    greek: Sequence[tuple[str, Translated]] = [("en", {}), ("fr", catalogue(in_greek))]
    monkeypatch.setattr(lost_identity, "catalogues", lambda: greek)

    with divided_report(form.folder / REPORT, str(form.folder / "coast")) as divided:
        found = lost_identity.LostIdentity(divided).sent(saved.getvalue(), "back.xlsx")

    assert "part" not in str(book["Form"]["A1"].value)
    assert found == form.form()


def test_without_the_form_that_was_sent_each_answer_is_asked_about(tmp_path: Path) -> None:
    form = SentForm(tmp_path / "a", "xlsx", {"pay-rule": {"value": "agreement"}})
    content = copied(form)
    for path in (form.folder / "parts").iterdir():
        path.unlink()
    draft = form.folder / REPORT
    changed = draft.read_text("utf-8").replace("agreement", "none")
    draft.write_text(changed, "utf-8")

    done = form.merge(content)

    assert done.code == 1
    assert "this form was not noted as sent, so you are asked about each answer" in " ".join(
        done.stdout.split()
    )
    assert form.answers["pay-rule"] == {"value": "none"}


@pytest.mark.parametrize(("name", "lose"), LOST, ids=["docx", "xlsx"])
def test_a_form_of_another_ministry_is_not_read_as_that_of_the_one_named(
    name: str, lose: Callable[[SentForm], bytes], tmp_path: Path
) -> None:
    form = SentForm(tmp_path / "a", name)

    for content in (lose(form), form.form()):
        done = form.merge(content, "--as", "police")
        assert done.code == 2
        assert f"back.{name} is a form of `labour`, not of `police`" in done.stderr
    assert run(form.folder, "ministries", "merge", REPORT, "x", "--as", "nobody").code == 2
