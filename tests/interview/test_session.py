from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from checklist.errors import ChangedOnDiskError, SaveError
from checklist.files import writer
from checklist.files.reader import read
from checklist.interview.session import Session
from checklist.lifecycle.opening import UnusableReportError
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import Report
from tests.support.tiny import GRID, questionnaire

QUESTIONS = [
    {"id": "name", "type": "text"},
    {"id": "plan", "type": "yes-no"},
    {"id": "since", "type": "date"},
]
TINY = questionnaire(QUESTIONS)
DAY = date(2026, 1, 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "report-AUT.yaml"


def begun(path: Path, **values: Any) -> Session:
    session = Session.begin(path, TINY, Report.begin(TINY, "AUT", DAY))
    if values:
        session.save(changed(session, **values))
    return session


def changed(session: Session, **values: Any) -> Report:
    answers = {**session.report.answers, **{name: {"value": v} for name, v in values.items()}}
    return session.report._replace(answers=answers)


def on_disk(path: Path) -> dict[str, Any]:
    data: Any = read(path).data
    return {name: answer["value"] for name, answer in data["answers"].items()}


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_a_report_is_on_disk_as_soon_as_it_is_begun(path: Path) -> None:
    session = begun(path)

    assert not session.resumed
    assert session.is_saved
    assert on_disk(path) == {}
    assert Session.resume(path, TINY).report == session.report


def test_an_existing_report_is_not_begun_anew(path: Path) -> None:
    path.write_text("precious")

    with pytest.raises(SaveError, match="it exists already and is not overwritten"):
        begun(path)

    assert path.read_text() == "precious"


def test_a_save_writes_what_changed_and_keeps_all_other_bytes(path: Path) -> None:
    session = begun(path, name="Ministry", since="2001")
    edit(path, "value: Ministry", "value: 'Ministry'   # of justice")
    session = Session.resume(path, TINY)

    merged = session.save(changed(session, plan="affirmative"))

    assert not merged
    assert on_disk(path) == {"name": "Ministry", "plan": "affirmative", "since": "2001"}
    assert "value: 'Ministry'   # of justice\n" in path.read_text(encoding="utf-8")


def test_after_a_save_the_answers_stand_in_the_order_of_the_file(path: Path) -> None:
    session = begun(path, since="2001")

    session.save(changed(session, name="Ministry"))

    assert [*session.report.answers] == ["name", "since"] == [*on_disk(path)]


def test_an_answer_that_is_taken_away_leaves_the_file(path: Path) -> None:
    session = begun(path, name="Ministry", since="2001")

    session.save(session.report._replace(answers={"since": {"value": "2001"}}))

    assert on_disk(path) == {"since": "2001"}


def test_what_another_program_changed_is_kept_and_said(path: Path) -> None:
    session = begun(path, name="Ministry")
    edit(path, "value: Ministry", "value: Office")

    merged = session.save(changed(session, plan="negative"))

    assert merged
    assert on_disk(path) == {"name": "Office", "plan": "negative"}
    assert session.report.answers["name"] == {"value": "Office"}
    assert session.notices == [
        "Another program changed the file meanwhile. Its changes are kept, and your answer is "
        "put into them."
    ]


def test_rows_that_two_programs_answered_at_once_are_both_kept(path: Path) -> None:
    asked = questionnaire([GRID])
    session = Session.begin(path, asked, Report.begin(asked, "AUT", DAY))
    session.save(changed(session, grid={"police": {"value": "good"}}))
    edit(path, "        value: good\n", "        value: good\n        note: Theirs.\n")

    session.save(changed(session, grid={"police": {"value": "good"}, "judges": {"value": "bad"}}))

    assert on_disk(path)["grid"] == {
        "police": {"value": "good", "note": "Theirs."},
        "judges": {"value": "bad"},
    }
    assert not list(path.parent.glob("*.other.*"))


def test_what_two_programs_answered_differently_is_kept_in_a_copy(path: Path) -> None:
    session = begun(path, name="Ministry")
    edit(path, "value: Ministry", "value: Office")

    session.save(changed(session, name="Bureau"))

    assert on_disk(path) == {"name": "Bureau"}
    (copy,) = path.parent.glob("*.other.*")
    assert on_disk(copy) == {"name": "Office"}


def test_another_program_that_only_touched_the_layout_is_not_worth_a_word(path: Path) -> None:
    session = begun(path, name="Ministry")
    edit(path, "answers:", "# The answers of our State.\nanswers:")

    merged = session.save(changed(session, plan="negative"))

    assert not merged
    assert session.notices == []
    assert "# The answers of our State.\n" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "after"),
    [("answers:", "answers: ["), ("state: AUT", "state: DEU"), ("status: draft", "status: final")],
    ids=["broken", "another State", "final"],
)
def test_a_file_that_became_another_one_is_not_written(before: str, after: str, path: Path) -> None:
    session = begun(path, name="Ministry")
    edit(path, before, after)
    theirs = path.read_bytes()

    for _ in range(2):
        with pytest.raises(ChangedOnDiskError):
            session.save(changed(session, plan="negative"))

    assert path.read_bytes() == theirs
    assert not session.is_saved


def test_a_save_can_be_tried_again_when_the_file_is_mended(path: Path) -> None:
    session = begun(path, name="Ministry")
    whole = path.read_bytes()
    path.write_text("answers: [")
    report = changed(session, plan="negative")
    with pytest.raises(ChangedOnDiskError):
        session.save(report)
    path.write_bytes(whole)

    session.save(report)

    assert session.is_saved
    assert on_disk(path) == {"name": "Ministry", "plan": "negative"}


def test_the_whole_report_can_be_saved_elsewhere(path: Path) -> None:
    session = begun(path, name="Ministry")
    elsewhere = path.with_name("rescued.yaml")

    session.save_elsewhere(elsewhere, changed(session, plan="negative"))
    session.save(changed(session, since="2001"))

    assert session.path == elsewhere
    assert on_disk(elsewhere) == {"name": "Ministry", "plan": "negative", "since": "2001"}
    assert on_disk(path) == {"name": "Ministry"}


def test_a_final_report_is_not_resumed(path: Path) -> None:
    begun(path, name="Ministry")
    edit(path, "status: draft", "status: final")

    with pytest.raises(UnusableReportError, match="is a final report"):
        Session.resume(path, TINY)


def test_a_report_with_a_broken_head_says_where(path: Path) -> None:
    begun(path, name="Ministry")
    edit(path, "revision: 1", "revision: none")

    with pytest.raises(UnusableReportError) as caught:
        Session.resume(path, TINY)

    assert [(d.code, d.line) for d in caught.value.diagnostics] == [("S103", 9)]


def test_answers_that_do_not_fit_are_kept_named_and_asked_again(path: Path) -> None:
    begun(path, name="Ministry", plan="negative")
    edit(path, "value: negative", "value: perhaps")
    edit(path, "  plan:", "  old-question:\n    value: kept\n  plan:")

    session = Session.resume(path, TINY)

    assert session.unusable == {"plan"}
    assert session.notices == [
        "These answers do not fit their questions, and are asked again: 1.2",
        "These answers have no question, and are kept: `old-question`",
    ]
    session.save(changed(session, plan="affirmative"))
    assert session.unusable == frozenset()
    assert on_disk(path) == {"name": "Ministry", "old-question": "kept", "plan": "affirmative"}


def test_changed_questions_are_said_and_the_report_names_the_new_ones(path: Path) -> None:
    begun(path, name="Ministry")
    newer = newer_questionnaire()

    session = Session.resume(path, newer)
    session.save(changed(session, plan="negative"))

    assert len(session.notices) == 1
    assert "The questions have changed since this report was begun" in session.notices[0]
    data: Any = read(path).data
    assert data["questionnaire"]["digest"] == newer.digest


def newer_questionnaire() -> Questionnaire:
    return replace(TINY, digest="sha256:" + "0" * 64)


def test_a_report_on_another_questionnaire_is_not_resumed(path: Path) -> None:
    begun(path, name="Ministry")
    edit(path, f"id: {TINY.head.id}", "id: another-one")

    with pytest.raises(UnusableReportError, match="answers the questionnaire `another-one`"):
        Session.resume(path, TINY)


@pytest.mark.parametrize("theirs", ["{value: negative}", "5", "[]"])
def test_a_gate_does_not_fill_in_what_another_program_has_answered_meanwhile(
    theirs: str, path: Path
) -> None:
    session = begun(path, name="Anna")
    edit(path, "  name:\n    value: Anna\n", f"  name:\n    value: Anna\n  plan: {theirs}\n")
    filled = {**session.report.answers, "plan": {"value": "affirmative", "by": "name"}}

    session.save(session.report._replace(answers=filled))

    assert f"  plan: {theirs}\n" in path.read_text(encoding="utf-8")


@pytest.fixture
def edits(monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], None]]:
    """What another program does while ours brings a save to the disk, one of them a save."""
    edits: list[Callable[[], None]] = []
    flush = writer._flush

    def edited_meanwhile(file: BinaryIO) -> None:
        flush(file)
        if edits:
            edits.pop(0)()

    monkeypatch.setattr(writer, "_flush", edited_meanwhile)
    return edits


def test_what_another_program_writes_during_a_save_is_kept(
    path: Path, edits: list[Callable[[], None]]
) -> None:
    session = begun(path, name="Ministry")
    edits += [
        lambda: edit(path, "value: Ministry", "value: Office"),
        lambda: edit(path, "value: Office", "value: Bureau"),
    ]

    merged = session.save(changed(session, plan="negative"))

    assert merged
    assert on_disk(path) == {"name": "Bureau", "plan": "negative"}
    assert len(session.notices) == 1
    assert "Another program changed the file meanwhile." in session.notices[0]


def test_an_answer_that_another_program_gives_during_a_save_is_kept_too(
    path: Path, edits: list[Callable[[], None]]
) -> None:
    session = begun(path, name="Ministry")
    edits += [lambda: edit(path, "value: Ministry", "value: Theirs")]

    session.save(changed(session, name="Ours"))

    assert on_disk(path) == {"name": "Ours"}
    assert on_disk(path.with_name("report-AUT.other.draft.yaml")) == {"name": "Theirs"}
    assert "the other one is kept in" in session.notices[1]


def test_control_characters_in_a_name_are_spelled_out_where_both_answers_are_kept(
    tmp_path: Path, edits: list[Callable[[], None]]
) -> None:
    path = tmp_path / "report\x1b[2J.yaml"
    session = begun(path, name="Ministry")
    edits += [lambda: edit(path, "value: Ministry", "value: Theirs")]

    session.save(changed(session, name="Ours"))

    assert "report‹U+001B›[2J.other.draft.yaml" in session.notices[1]
    assert "\x1b" not in session.notices[1]


def test_a_file_that_is_written_again_and_again_is_left_to_the_other_program(
    path: Path, edits: list[Callable[[], None]]
) -> None:
    session = begun(path, name="Ministry")

    def edit_again() -> None:
        edit(path, "answers:", "# edited\nanswers:")
        edits.append(edit_again)

    edits.append(edit_again)

    with pytest.raises(ChangedOnDiskError, match="was changed by another program meanwhile"):
        session.save(changed(session, plan="negative"))

    assert on_disk(path) == {"name": "Ministry"}
    assert not session.is_saved
    edits.clear()
    session.save(changed(session, plan="negative"))
    assert on_disk(path) == {"name": "Ministry", "plan": "negative"}
