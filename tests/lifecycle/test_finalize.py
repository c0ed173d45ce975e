import json
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from checklist.checks.validator import validate
from checklist.errors import ChangedOnDiskError, ChecklistError, SaveError
from checklist.files import writer
from checklist.files.reader import read
from checklist.files.report_text import ReportText
from checklist.lifecycle.finalize import finalization, write_final
from checklist.reports.report import Report
from checklist.reports.seal import seal
from tests.support.tiny import questionnaire

TINY = questionnaire(
    [
        {"id": "plan", "type": "yes-no"},
        {"id": "since", "type": "date", "when": {"question": "plan", "is": "affirmative"}},
        {"id": "remark", "type": "text", "optional": True},
    ]
)
WHOLE = {"plan": {"value": "affirmative"}, "since": {"value": "2001"}}


def draft(path: Path, answers: dict[str, Any], **head: Any) -> Path:
    report = Report.begin(TINY, "AUT", date(2026, 1, 1))._replace(answers=answers, **head)
    if path.suffix == ".json":
        path.write_text(json.dumps(report.to_data()), encoding="utf-8")
    else:
        path.write_bytes(ReportText.new(report.to_data(), str(path)).content())
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "report-AUT.yaml"


def finalized(path: Path) -> Path:
    document = read(path)
    result = finalization(document, TINY)
    assert result.report is not None, result.diagnostics
    return write_final(path, document, result.report)


def data(path: Path) -> dict[str, Any]:
    read_data = read(path).data
    assert isinstance(read_data, dict)
    return read_data


def test_a_whole_draft_becomes_a_report_in_which_nothing_is_found(path: Path) -> None:
    before = draft(path, WHOLE).read_bytes()

    kept = finalized(path)

    assert kept.name == "report-AUT.draft.yaml"
    assert kept.read_bytes() == before
    assert data(path)["status"] == "final"
    assert data(path)["answers"] == WHOLE
    assert validate(read(path), TINY) == []


def test_a_draft_that_lacks_something_is_refused_and_nothing_written(path: Path) -> None:
    draft(path, {"plan": {"value": "affirmative"}})

    result = finalization(read(path), TINY)

    assert result.report is None
    assert result.is_refused
    assert [found.code for found in result.diagnostics] == ["R005"]
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_missing_answers_are_answers(path: Path) -> None:
    draft(path, {"plan": {"missing": "not-known", "reason": "not-collected"}})

    finalized(path)

    assert validate(read(path), TINY) == []


def test_an_answer_off_path_is_left_out(path: Path) -> None:
    draft(path, {"plan": {"value": "negative"}, "since": {"value": "2001"}})

    result = finalization(read(path), TINY)

    assert result.left_out == ["since"]
    assert result.report is not None
    assert result.report.answers == {"plan": {"value": "negative"}}


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["remarc"])
def test_an_answer_whose_question_has_another_id_is_not_left_out(name: str, path: Path) -> None:
    draft(path, {**WHOLE, name: {"value": "A word."}})

    result = finalization(read(path), TINY)

    assert [found.code for found in result.diagnostics] == ["R004"]
    assert result.is_refused


@pytest.mark.parametrize(
    ("name", "digest"), [("harbour", TINY.digest), ("remarc", f"sha256:{'0' * 64}")]
)
def test_an_answer_whose_question_is_no_more_is_left_out(
    name: str, digest: str, path: Path
) -> None:
    draft(path, {**WHOLE, name: {"value": "A word."}}, questionnaire_digest=digest)

    result = finalization(read(path), TINY)

    assert result.left_out == [name]
    assert not result.is_refused


def test_broken_answers_are_told_before_anything_is_left_out(path: Path) -> None:
    draft(path, {"plan": {"value": "perhaps"}, "since": {"value": "soon"}})

    result = finalization(read(path), TINY)

    assert result.report is None
    assert {found.code for found in result.diagnostics} == {"R007", "R008"}


@pytest.mark.parametrize("head", [{"state": "XXX"}, {"as_of": "2026-02-30"}])
def test_a_broken_head_is_refused(head: dict[str, str], path: Path) -> None:
    draft(path, WHOLE, **head)

    result = finalization(read(path), TINY)

    assert result.report is None
    assert result.is_refused


def test_a_final_report_is_not_made_final_again(path: Path) -> None:
    draft(path, WHOLE)
    finalized(path)

    with pytest.raises(ChecklistError, match="is final already"):
        finalization(read(path), TINY)


FORMS = ["sha256:" + "1" * 64]
CONFLICTS = [{"at": "since", "by": "police", "says": {"value": "2003"}}]


def test_what_was_merged_is_left_out_and_an_open_conflict_refused(path: Path) -> None:
    merged = finalization(read(draft(path, WHOLE, internal={"merged": FORMS})), TINY)
    open_ones = finalization(read(draft(path, WHOLE, internal={"conflicts": CONFLICTS})), TINY)

    assert merged.report is not None
    assert merged.report.internal == {}
    assert open_ones.is_refused
    assert [finding.code for finding in open_ones.diagnostics] == ["R040"]


def test_a_final_report_has_a_salt_of_its_own_which_is_sealed_with_the_rest(path: Path) -> None:
    document = read(draft(path, WHOLE))

    made, other = (finalization(document, TINY).report for _ in range(2))
    given = finalization(document, TINY, make_salt=lambda: "0123456789abcdef" * 2).report

    assert made is not None
    assert other is not None
    assert given is not None
    assert made.salt != other.salt
    assert made.seal != other.seal
    assert given.salt == "0123456789abcdef" * 2
    assert given.seal == seal(given.to_data())
    assert seal({**given.to_data(), "salt": "f" * 32}) != given.seal


@pytest.mark.parametrize("salt", ["0" * 32, "1e" + "1" * 30, "0b" + "1" * 30, "1" * 31 + "e"])
def test_a_salt_that_looks_like_a_number_stays_a_text(salt: str, path: Path) -> None:
    document = read(draft(path, WHOLE))
    result = finalization(document, TINY, make_salt=lambda: salt)
    assert result.report is not None

    write_final(path, document, result.report)

    assert data(path)["salt"] == salt
    assert validate(read(path), TINY) == []


def test_the_seal_does_not_depend_on_the_layout_of_the_file(path: Path) -> None:
    draft(path, WHOLE)
    finalized(path)
    text = path.read_text(encoding="utf-8")

    path.write_bytes(f"# A comment.\n{text}".replace("\n", "\r\n").encode())

    assert validate(read(path), TINY) == []


@pytest.mark.parametrize("value", ["2001-05", "2002"])
def test_the_seal_shows_a_changed_answer(value: str, path: Path) -> None:
    draft(path, WHOLE)
    finalized(path)
    text = path.read_text(encoding="utf-8")

    path.write_text(text.replace('"2001"', f'"{value}"'), encoding="utf-8")

    assert [found.code for found in validate(read(path), TINY)] == ["R012"]


def test_a_json_draft_becomes_a_json_report(tmp_path: Path) -> None:
    path = draft(
        tmp_path / "report-AUT.json", {"plan": {"value": "negative"}, "since": {"value": "2001"}}
    )

    finalized(path)

    final = json.loads(path.read_text(encoding="utf-8"))
    assert final["answers"] == {"plan": {"value": "negative"}}
    assert validate(read(path), TINY) == []


def test_a_draft_that_was_kept_before_is_not_overwritten(path: Path) -> None:
    draft(path, WHOLE)
    earlier = path.with_name("report-AUT.draft.yaml")
    earlier.write_text("precious")

    kept = finalized(path)

    assert kept.name == "report-AUT.2.draft.yaml"
    assert earlier.read_text() == "precious"


def test_when_the_draft_cannot_be_kept_nothing_is_changed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = draft(path, WHOLE).read_bytes()

    def full(*arguments: object, **options: object) -> None:
        raise SaveError("no space is left on the disk")

    monkeypatch.setattr("checklist.files.writer.create", full)
    with pytest.raises(SaveError):
        finalized(path)

    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_draft_that_is_edited_while_it_is_replaced_stays_as_it_was_edited(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft(path, WHOLE)
    flush = writer._flush

    def edited_before_the_renaming(file: BinaryIO) -> None:
        flush(file)
        if path.with_name("report-AUT.draft.yaml").exists():
            path.write_text("edited")

    monkeypatch.setattr(writer, "_flush", edited_before_the_renaming)
    with pytest.raises(ChangedOnDiskError, match="was changed by another program meanwhile"):
        finalized(path)

    assert path.read_text() == "edited"
