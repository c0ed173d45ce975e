"""Screens, forms, mails and documents in languages that nobody speaks.

What stands there in English is no message yet, and no sentence is a part of another.
"""

import getpass
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir, contextmanager
from datetime import date
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from typer.testing import CliRunner

from checklist.answer_types.answer import REASONS
from checklist.application import build_app
from checklist.checks.codes import codes
from checklist.interview.session import Session
from checklist.interview.user_commands import Action
from checklist.questionnaire import program_texts
from checklist.render.mail_draft import form_mail
from checklist.render.report.document import report_document
from checklist.reports.check_structure import check_structure
from checklist.reports.report import Report
from checklist.states import BY_CODE
from checklist.text.entries import month_names
from checklist.text.languages import ENGLISH
from checklist.text.messages import speaking
from tests.acceptance.entries import ANSWERS
from tests.interview.fullscreen.test_face import Official
from tests.interview.fullscreen.test_snapshots import KEYS, SMALL
from tests.support.block_text import block_text
from tests.support.divided import COAST, REPORT, RETURNS, divided
from tests.support.folders import COAST_FOLDER, SMALL_FOLDER
from tests.support.ministries import part_of
from tests.support.pseudo import (
    catalogue,
    english_words,
    in_brackets,
    in_greek,
    sentences_within,
)

FILES = ("NOR-labour.docx", "NOR-note.docx")
WRONG, BROKEN = "report-NOR-wrong.yaml", "report-NOR-broken.yaml"


def in_french() -> Sequence[str]:
    """Return the names that are no messages, but have a table of their own: States and months."""
    with speaking("fr", {}):
        return [*(state.shown for state in BY_CODE.values()), *month_names()]


KNOWN = [
    *(path.read_text("utf-8") for of in (SMALL_FOLDER, COAST_FOLDER) for path in of.glob("*.yaml")),
    *map(str, ANSWERS.values()),
    *(state.name for state in BY_CODE.values()),
    *in_french(),
    *Action,
    *FILES,
    "Enter Esc Tab Space Del Backspace Ctrl Alt PgDn PgUp",
    "zzz gianche lig new R-labour",
    "Yes",  # in a condition that an author left without words, in a questionnaire in English
]
"""What is no message: questions, answers, States, commands, files, keys, and what is typed."""


@contextmanager
def spoken(translate: Callable[[str], str]) -> Iterator[None]:
    with speaking("fr", catalogue(translate)):
        yield


def begun() -> Report:
    answers = {name: {"value": value} for name, value in ANSWERS.items()}
    return Report.begin(SMALL, "DNK", date(2026, 1, 1))._replace(answers=answers)


def report_text() -> str:
    return block_text([*report_document(check_structure(begun().to_data(), SMALL)[0]).blocks])


def mail() -> str:
    return form_mail(part_of({}, "labour"), FILES[0])


SHOWN = {"a report": report_text, "a mail": mail}


def test_a_text_that_is_no_message_is_found() -> None:
    assert english_words("Nobody translated Χο το.", ["nobody"]) == ["translated"]
    assert [*sentences_within("⟦One. ⟦Two is in it.⟧⟧ ⟦A ⟦word⟧.⟧")] == ["Two is in it."]


@pytest.mark.parametrize("name", KEYS)
def test_a_screen_has_no_english_of_the_program(name: str, tmp_path: Path) -> None:
    with spoken(in_greek):
        session = Session.begin(tmp_path / "report-DNK.yaml", SMALL, begun())
        shown = Official(session, KEYS[name], (120, 40)).screen

    assert english_words(shown, KNOWN) == []


@pytest.mark.parametrize("name", SHOWN)
def test_a_text_has_no_english_of_the_program(name: str) -> None:
    with spoken(in_greek):
        shown = SHOWN[name]()

    assert english_words(shown, KNOWN) == []


@pytest.mark.parametrize("name", SHOWN)
def test_no_sentence_is_a_part_of_another(name: str) -> None:
    with spoken(in_brackets):
        shown = SHOWN[name]()

    assert [*sentences_within(shown)] == []


SAID = {
    "pay-rule": {"value": "nix"},
    "nix": {"value": 1},
    "channels": {"value": ["nix"]},
    "pay-details": {"value": "to be completed"},
}
"""Answers with mistakes."""
RUNS: Sequence[Sequence[str]] = [
    ("status", REPORT),
    ("show", REPORT),
    ("show", REPORT, "--gaps"),
    ("export", REPORT, "--output", "report.docx"),
    ("export", REPORT, "--output", "report.html"),
    ("merge", REPORT, *RETURNS),
    ("merge", REPORT, *RETURNS),
    ("merge", REPORT, "nix.docx"),
    ("divide", REPORT),
    ("form", REPORT, "--all", "--format", "docx"),
    ("status", REPORT),
    ("answer", REPORT),
    ("answer", "--state", "nix"),
    ("finalize", REPORT),
    ("export", REPORT, "--public"),
    ("export", REPORT, "--output", "nix.pdf"),
    ("questions", "pay-rule"),
    ("questions", "nix"),
    ("validate", WRONG),
    ("show", WRONG),
    ("show", BROKEN),
    ("show", "nix.yaml"),
]
"""Commands of officials, each after the others, with their mistakes."""
SHOWN_PARTS = re.compile(r"(document|footer\d*)\.xml$")
WRITTEN = ("report.docx", "report.html")
"""Files that these commands write."""
CODES = [
    *(code.name for code in codes("FRS").values()),
    *(reason.code for reasons in REASONS.values() for reason in reasons),
    "checklist merge html htm draft final",
    "{visible} {all}",  # numbers that the page itself puts there
]
"""What commands say that has one form in all languages."""


def said_by_commands(
    folder: Path, translate: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[str, str]]:
    """Yield each command with what it says, in such a language where it speaks English."""
    divided(folder)
    monkeypatch.setattr(program_texts, "_texts_in", lambda *_: catalogue(translate))
    report = yaml.safe_load((folder / REPORT).read_text("utf-8"))
    wrong = {**report, "as_of": "2099-01-01", "answers": SAID}
    (folder / WRONG).write_text(yaml.safe_dump(wrong, sort_keys=False), "utf-8")
    head = {"status": "nix", "revision": 0, "nix": 1, "language": 5, "seal": "nix", "state": None}
    broken = {**report, **head, "as_of": 2026, "answers": ["nix"], "questionnaire": "nix"}
    (folder / BROKEN).write_text(yaml.safe_dump(broken, sort_keys=False), "utf-8")
    app = build_app()
    with speaking(ENGLISH, catalogue(translate)), chdir(folder):
        for words in RUNS:
            done = CliRunner().invoke(app, [*words, *COAST])
            error = "" if isinstance(done.exception, SystemExit) else str(done.exception or "")
            yield " ".join(words), f"{done.output}\n{error}"


def written_text(path: Path) -> str:
    """Return what is shown of a file that a command wrote."""
    if path.suffix == ".html":
        page = re.sub(r"<(style|script)\b.*?</\1>", "", path.read_text("utf-8"), flags=re.DOTALL)
        return unescape(re.sub("<[^>]+>", " ", page))
    with ZipFile(path) as parts:
        shown = [name for name in parts.namelist() if SHOWN_PARTS.search(name)]
        return "\n".join(re.sub("<[^>]+>", " ", parts.read(name).decode()) for name in shown)


def test_commands_have_no_english_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = [*said_by_commands(tmp_path, in_greek, monkeypatch)]
    files = [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")]
    own = [*KNOWN, *CODES, *files, str(SAID), getpass.getuser()]
    said += [(str(path), written_text(path)) for name in WRITTEN for path in tmp_path.rglob(name)]
    found = {name: words for name, text in said if (words := english_words(text, [*own, name]))}

    assert len(said) == len(RUNS) + len(WRITTEN)
    assert found == {}


def test_no_sentence_of_a_command_is_a_part_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {
        name: inner
        for name, said in said_by_commands(tmp_path, in_brackets, monkeypatch)
        if (inner := [*sentences_within(said)])
    }

    assert found == {}
