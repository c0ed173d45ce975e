"""A report over the years: filled from files, mended, made final, revised, carried forward."""

from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.entries import ANSWERS, LIGHTS, SMALL, TREATY, lines, loaded, values
from tests.support.running import Result, checklist_run

REPORT = "report-DNK.yaml"


def run(folder: Path, *words: str, typed: str = "") -> Result:
    return checklist_run(*words, *SMALL, cwd=folder, stdin=typed)


def write(folder: Path, text: str, name: str = "answers.yaml") -> str:
    (folder / name).write_text(text, "utf-8")
    return name


# Revisions


def test_a_final_report_is_revised_and_both_stand(final: Path) -> None:
    folder, before = final.parent, final.read_bytes()

    begun = run(folder, "amend", REPORT)
    assert begun.code == 0
    assert "Revision 2 is begun in report-DNK-r2.yaml." in begun.stdout
    new = "report-DNK-r2.yaml"
    changed = run(folder, "answer", new, typed=lines("/goto port-count", "4", "/quit"))
    assert changed.code == 0
    assert run(folder, "finalize", new).code == 0

    assert final.read_bytes() == before
    second = loaded(folder / new)
    assert (second["revision"], second["supersedes"]) == (2, loaded(final)["seal"])
    assert values(folder / new) == {**ANSWERS, "port-count": 4}
    checked = run(folder, "validate", REPORT, new)
    assert checked.code == 0, checked.stdout


def test_a_revision_goes_where_it_is_told_and_overwrites_nothing(final: Path) -> None:
    folder = final.parent

    assert run(folder, "amend", REPORT, "-o", "new.yaml").code == 0
    again = run(folder, "amend", REPORT, "-o", "new.yaml")
    itself = run(folder, "amend", REPORT, "-o", REPORT)

    assert (again.code, itself.code) == (2, 2)
    assert "exists already" in again.stderr
    assert loaded(final)["status"] == "final"


def test_a_draft_and_a_changed_report_are_not_revised(final: Path) -> None:
    folder = final.parent
    final.write_text(final.read_text("utf-8").replace("value: 3", "value: 5"), "utf-8")

    changed = run(folder, "amend", REPORT)
    draft = run(folder, "amend", "report-DNK.draft.yaml")

    assert (changed.code, draft.code) == (1, 2)
    assert "R012" in changed.stdout
    assert "is still a draft" in draft.stderr
    assert not (folder / "report-DNK-r2.yaml").exists()


def test_a_final_report_says_how_it_can_be_changed(final: Path) -> None:
    done = run(final.parent, "answer", REPORT)

    assert done.code == 1
    assert "`checklist amend` begins its next revision" in done.stderr


# The next cycle


def test_a_new_report_begins_with_the_answers_of_an_earlier_one(final: Path) -> None:
    folder, before = final.parent, final.read_bytes()

    done = run(
        folder,
        "answer",
        "report-DNK-2030.yaml",
        "--from",
        REPORT,
        typed=lines("", "2002", "/remove", "/quit"),
    )

    assert done.code == 0
    assert f"{len(ANSWERS)} answers are taken from {REPORT}." in " ".join(done.stdout.split())
    answers = loaded(folder / "report-DNK-2030.yaml")["answers"]
    assert answers["treaty-status"] == {"value": "party"}
    assert answers["signature"] == {"value": "2002"}
    assert "deposit" not in answers
    assert answers["port-count"] == {"value": 3, "carried": True}
    assert final.read_bytes() == before


def test_what_is_carried_and_not_confirmed_keeps_a_report_from_being_final(final: Path) -> None:
    folder = final.parent
    run(folder, "answer", "new.yaml", "--from", REPORT)

    refused = run(folder, "finalize", "new.yaml")

    assert refused.code == 1
    assert "R014" in refused.stdout


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["new.yaml", "--state", "Norway"], 2, "is the report of Denmark (DNK)"),
        ([REPORT], 2, "is there already. To go on with it, leave --from out."),
    ],
)
def test_an_earlier_report_that_does_not_suit_is_refused(
    words: list[str], code: int, says: str, final: Path
) -> None:
    done = run(final.parent, "answer", *words, "--from", REPORT)

    assert done.code == code
    assert says in done.stderr


def test_an_earlier_report_that_cannot_be_read_is_a_finding(folder: Path) -> None:
    write(folder, "checklist_report: 1\nanswers: [\n", "old.yaml")

    done = run(folder, "answer", "new.yaml", "--state", "Denmark", "--from", "old.yaml")

    assert done.code == 1
    assert "old.yaml:" in done.stdout
    assert not (folder / "new.yaml").exists()


# Filling


def test_answers_are_filled_in_and_what_is_left_is_asked(folder: Path) -> None:
    given = write(folder, "treaty-status: party\nsignature: 2001-05-31\nport-count: three\n")

    done = run(folder, "answer", "--state", "DNK", "--answers", given, typed=lines("2004", "/quit"))

    assert done.code == 0
    assert "answers.yaml:3:13: S103 error" in done.stdout
    assert values(folder / REPORT) == {
        "treaty-status": "party",
        "signature": "2001-05-31",
        "deposit": "2004",
    }


def test_without_input_what_is_left_is_listed_and_the_exit_code_tells(final: Path) -> None:
    folder = final.parent
    part = write(folder, "treaty-status: party\n")

    some = run(folder, "answer", "new.yaml", "--state", "DNK", "--answers", part, "--no-input")
    rest = run(folder, "answer", "new.yaml", "--answers", REPORT, "--no-input")

    assert some.code == 1
    assert "missing: deposit (" in " ".join(some.stdout.split())
    assert rest.code == 0, rest.stdout
    assert values(folder / "new.yaml") == ANSWERS


def test_the_state_is_that_of_the_report_that_is_filled_from(final: Path) -> None:
    folder = final.parent
    final.rename(folder / "given.yaml")

    done = run(folder, "answer", "--answers", "given.yaml", "--no-input")

    assert done.code == 0
    assert values(folder / REPORT) == ANSWERS


def test_without_input_the_state_must_be_known(folder: Path) -> None:
    done = run(folder, "answer", "--no-input")

    assert done.code == 2
    assert "--state" in done.stderr
    assert list(folder.glob("*.yaml")) == []


@pytest.mark.parametrize("text", ["- a list\n", "a: [\n", "%PDF-1.7\n"])
def test_a_file_without_answers_is_a_finding(text: str, folder: Path) -> None:
    given = write(folder, text)

    done = run(folder, "answer", "--state", "DNK", "--answers", given, "--no-input")

    assert done.code == 1
    assert "answers.yaml:1:" in done.stdout or "answers.yaml:2:" in done.stdout
    assert "Traceback" not in done.stderr


# A part of the questions


def test_a_set_is_asked_alone(folder: Path) -> None:
    done = run(folder, "answer", "--state", "DNK", "--set", "lights", typed=lines("yes", "/quit"))

    assert done.code == 0
    assert values(folder / REPORT) == {"authority": "affirmative"}


def test_a_set_that_is_not_there_is_said(folder: Path) -> None:
    done = run(folder, "answer", "--state", "DNK", "--set", "light")

    assert done.code == 2
    assert "did you mean `lights`?" in done.stderr


# Mending


def broken(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


def test_fix_asks_what_is_wrong_and_says_what_is_left(folder: Path) -> None:
    run(folder, "answer", "--state", "Denmark", typed=lines(*TREATY, *LIGHTS))
    broken(folder / REPORT, ("value: party", "value: partie"), ("value: horn", "valeu: horn"))

    done = run(folder, "fix", REPORT, typed=lines("party", "horn"))

    shown = " ".join(done.stdout.split())
    assert done.code == 0, done.stdout
    assert "2 questions are to be mended in report-DNK.yaml." in shown
    assert "To be mended, 1 of 2." in shown
    assert "did you mean `party`?" in shown
    assert "Nothing is left to be mended in report-DNK.yaml." in shown
    assert values(folder / REPORT) == ANSWERS


def test_fix_that_is_left_before_its_end_keeps_what_was_answered(folder: Path) -> None:
    run(folder, "answer", "--state", "Denmark", typed=lines(*TREATY, *LIGHTS))
    broken(folder / REPORT, ("value: party", "value: partie"), ("value: horn", "valeu: horn"))

    done = run(folder, "fix", REPORT, typed=lines("party"))

    answers: dict[str, Any] = loaded(folder / REPORT)["answers"]
    assert done.code == 1
    assert "1 question is left to be mended." in done.stdout
    assert "checklist fix report-DNK.yaml" in done.stdout
    assert answers["treaty-status"] == {"value": "party"}
    assert answers["fog-signals-sound"] == {"valeu": "horn"}


def test_fix_with_nothing_to_mend_says_what_comes_next(folder: Path) -> None:
    run(folder, "answer", "--state", "Denmark", typed=lines(*TREATY, *LIGHTS))

    done = run(folder, "fix", REPORT)

    assert done.code == 0
    assert "checklist finalize report-DNK.yaml" in done.stdout


def test_what_no_question_opens_is_left_with_an_error(folder: Path) -> None:
    run(folder, "answer", "--state", "Denmark", typed=lines(*TREATY, *LIGHTS))
    broken(folder / REPORT, ("  port-count:", "  zebra:"))

    done = run(folder, "fix", REPORT)

    assert done.code == 1
    assert "there is no question `zebra`" in " ".join(done.stdout.split())
    assert "checklist validate report-DNK.yaml" in done.stdout
