"""Answering from a file: what is filled in, what is wrong in it, and what is left."""

import json
import re
import sys
from pathlib import Path

import pytest

from tests.acceptance.entries import ANSWERS, SMALL, lines, loaded, values
from tests.support.folders import UGANDA
from tests.support.running import Result, checklist_run

REPORT = "report-DNK.yaml"

SOME = """\
treaty-status: party
deposit: "2004"
obstacles: [funding]
"""

WRONG = """\
treaty-status: party
deposit: soon
port-count: {value: many}
sea-neighbours: [SWE, Norwegen]
ports: 3
obstacles: {missing: not-known}
light-tasks:
  value:
    repair: {value: implemented}
    wacth: {value: implemented}
"""


def fill(folder: Path, *words: str | Path, typed: str = "") -> Result:
    return checklist_run("answer", *SMALL, *words, cwd=folder, stdin=typed)


def write(folder: Path, text: str, name: str = "answers.yaml") -> str:
    (folder / name).write_text(text, "utf-8")
    return name


def without_input(folder: Path, name: str, *words: str) -> Result:
    return fill(folder, "--state", "DNK", "--answers", name, "--no-input", *words)


def findings(done: Result) -> list[str]:
    """Return the places and codes of the findings that were printed."""
    found = [line for line in done.stdout.splitlines() if " error: " in line]
    return [line.partition(" error: ")[0] for line in found]


# What is filled in


def test_what_a_form_sends_is_filled_in_with_line_feeds(folder: Path) -> None:
    form = '{"treaty-status": "party", "founding-story": "One\\r\\ntwo\\rthree", "deposit": "2004"}'
    name = write(folder, form, "form.json")

    done = without_input(folder, name)

    assert (done.code, findings(done)) == (1, [])  # 1: some questions are left
    assert values(folder / REPORT)["founding-story"] == "One\ntwo\nthree"


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["whole.yaml", "whole.json", "report.json", REPORT])
def test_a_whole_file_of_answers_leaves_nothing_to_be_asked(name: str, final: Path) -> None:
    folder = final.parent
    yaml = "".join(f"{key}: {json.dumps(value)}\n" for key, value in ANSWERS.items())
    write(folder, yaml, "whole.yaml")
    write(folder, json.dumps({"answers": ANSWERS}), "whole.json")
    write(folder, json.dumps(loaded(final)), "report.json")

    done = without_input(folder, name, "new.yaml")
    sealed = checklist_run("finalize", *SMALL, "new.yaml", cwd=folder)

    assert (done.code, done.stderr) == (0, "")
    assert done.stdout == (
        f"19 answers are filled in from {name}.\n"
        "\n"
        "Lights at sea: a small questionnaire\n"
        "Every answer is saved at once, in new.yaml.\n"
        "State: Denmark (DNK).\n"
        "  1. The treaty: required 3 of 3, optional 8 of 8\n"
        "  2. Lights: required 5 of 5, optional 3 of 3\n"
        "Nothing required is missing. Next:\n"
        "  checklist finalize new.yaml --questionnaire small\n"
    )
    assert sealed.code == 0, sealed.stdout
    assert values(folder / "new.yaml") == ANSWERS


def test_what_is_left_is_listed_and_the_exit_code_tells(folder: Path) -> None:
    done = without_input(folder, write(folder, SOME))

    assert (done.code, done.stderr) == (1, "")
    assert done.stdout == (
        "3 answers are filled in from answers.yaml.\n"
        "\n"
        "Lights at sea: a small questionnaire\n"
        "Every answer is saved at once, in report-DNK.yaml.\n"
        "State: Denmark (DNK).\n"
        "  1. The treaty: required 2 of 3, optional 0 of 5\n"
        "    missing: 1.11 Which laws will your answers refer to?\n"
        "  2. Lights: required 1 of 5, optional 0 of 1\n"
        "    missing: 2.1 Does one authority keep the lights?\n"
        "    missing: 2.2 How far are the lights kept all year?\n"
        "    missing: 2.3 Which of these tasks are done for each light?\n"
        "    missing: 2.5 How far is there a signal for fog?\n"
        "Saved in report-DNK.yaml. Go on with:\n"
        "  checklist answer report-DNK.yaml --questionnaire small\n"
    )


def test_without_any_file_no_input_only_says_what_is_left(draft: Path) -> None:
    before = draft.read_bytes()

    whole = fill(draft.parent, REPORT, "--no-input")
    begun = fill(draft.parent, "--state", "NOR", "--no-input")

    assert (whole.code, begun.code) == (0, 1)
    assert "missing: 1.1" in begun.stdout
    assert draft.read_bytes() == before


def test_what_is_left_is_asked_line_by_line(folder: Path) -> None:
    name = write(folder, SOME)

    done = fill(folder, "--state", "DNK", "--answers", name, typed=lines("", "", "/quit"))

    assert (done.code, done.stderr) == (0, "")
    assert "When did your State deposit its instrument?" not in done.stdout
    shown = done.stdout.splitlines()
    asked = [shown[at + 1] for at, line in enumerate(shown) if re.fullmatch(r"1\.\d, \w+\.", line)]
    assert asked == [
        "When did your State sign the treaty?",
        "What can the first parties tell of the beginning?",
        "With which State did yours deposit its instrument?",
    ]


def test_filling_and_lines_together_make_a_whole_report(folder: Path) -> None:
    some = {key: ANSWERS[key] for key in ANSWERS if key not in {"obstacles", "payers"}}
    name = write(folder, json.dumps(some), "some.json")

    done = fill(folder, "--state", "DNK", "--answers", name, typed=lines("1,2", "1"))

    assert (done.code, done.stderr) == (0, "")
    assert "checklist finalize report-DNK.yaml" in done.stdout
    assert values(folder / REPORT) == ANSWERS


def test_what_stands_beside_a_value_is_filled_in_with_it(folder: Path) -> None:
    name = write(
        folder,
        "obstacles: {value: [staff], note: As of May, confidential: true, answered_by: Ports}\n"
        "fog-signals: {missing: declined}\n",
    )

    done = without_input(folder, name)

    assert "2 answers are filled in from answers.yaml." in done.stdout
    assert loaded(folder / REPORT)["answers"] == {
        "fog-signals": {"missing": "declined"},
        "obstacles": {
            "value": ["staff"],
            "note": "As of May",
            "confidential": True,
            "answered_by": "Ports",
        },
    }


def test_an_earlier_id_of_a_question_is_understood(folder: Path) -> None:
    without_input(folder, write(folder, "status-of-treaty: neither\n"))

    assert values(folder / REPORT) == {"treaty-status": "neither"}


def test_no_answer_that_is_there_is_replaced_and_comments_stay(draft: Path) -> None:
    text = draft.read_text("utf-8")
    draft.write_text(text.replace("  obstacles:", "  # Ask again.\n  obstacles:"), "utf-8")
    before = values(draft)
    name = write(draft.parent, SOME)

    done = fill(draft.parent, REPORT, "--answers", name, "--no-input")

    assert done.code == 0
    assert done.stdout.startswith(
        "0 answers are filled in from answers.yaml.\n"
        "These questions have other answers in the report, which stay until you decide:\n"
        "  obstacles\n"
    )
    assert values(draft) == before
    assert "# Ask again." in draft.read_text("utf-8")
    assert [one["at"] for one in loaded(draft)["conflicts"]] == ["obstacles"]


def test_a_file_can_be_filled_in_again_when_it_was_corrected(folder: Path) -> None:
    name = write(folder, "treaty-status: parti\nobstacles: [staff]\n")
    without_input(folder, name)
    write(folder, "treaty-status: party\nobstacles: [staff]\n")

    done = without_input(folder, name)

    assert done.stdout.startswith("1 answer is filled in from answers.yaml.\n")
    assert values(folder / REPORT) == {"treaty-status": "party", "obstacles": ["staff"]}


# What is wrong


def test_what_is_wrong_is_a_finding_at_its_place_and_is_not_filled_in(folder: Path) -> None:
    done = without_input(folder, write(folder, WRONG))

    assert done.code == 1
    assert findings(done) == [
        "answers.yaml:2:10: R008",
        "answers.yaml:3:21: S103",
        "answers.yaml:4:23: R003",
        "answers.yaml:5:1: R004",
        "answers.yaml:6:22: R009",
        "answers.yaml:10:5: R007",
    ]
    assert "deposit: `soon` is not a date; write 2004-05-31, 2004-05 or 2004" in done.stdout
    assert "did you mean `watch`?" in done.stdout
    assert "1 answer is filled in from answers.yaml." in done.stdout
    assert "missing: 2.7 What stands in the way?" in done.stdout
    assert "1 file, 1 with errors: 6 errors" in done.stderr
    assert values(folder / REPORT) == {"treaty-status": "party"}


def test_what_is_wrong_is_asked(folder: Path) -> None:
    name = write(folder, "treaty-status: neither\nobstacles: [rain]\nauthority: affirmative\n")

    done = fill(
        folder, "--state", "DNK", "--answers", name, typed=lines("/goto obstacles", "weather")
    )

    assert done.code == 0
    assert findings(done) == ["answers.yaml:2:13: R007"]
    assert values(folder / REPORT)["obstacles"] == ["weather"]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.json", '{"treaty-status":\n  "partie"}', "a.json:2:3: R007"),
        ("a.json", '{"answers": {"deposit": {"value": 2004}}}', "a.json:1:35: S103"),
        ("a.yaml", "answers:\n  deposit:\n    value: soon\n", "a.yaml:3:12: R008"),
        ("a.yaml", "status-of-treaty: partie\n", "a.yaml:1:19: R007"),
        ("a.yaml", "obstacles: {value: [staff], confidental: true}\n", "a.yaml:1:29: S102"),
        ("a.yaml", "laws: [{short-name: {value: a}}]\n", "a.yaml:1:29: R008"),
    ],
)
def test_a_finding_names_the_line_and_column_of_the_file(
    name: str, text: str, found: str, folder: Path
) -> None:
    done = without_input(folder, write(folder, text, name))

    assert done.code == 1
    assert findings(done)[0] == found
    assert loaded(folder / REPORT)["answers"] == {}


def test_findings_of_a_report_are_those_of_its_own_lines(draft: Path) -> None:
    folder = draft.parent
    text = draft.read_text("utf-8").replace("value: horn", "value: whistle")
    write(folder, text, "other.yaml")
    line = text.splitlines().index("    value: whistle") + 1

    done = without_input(folder, "other.yaml", "new.yaml")

    assert done.code == 1
    assert findings(done) == [f"other.yaml:{line}:12: R007"]
    assert "18 answers are filled in from other.yaml." in done.stdout


def test_answers_that_contradict_each_other_are_said(folder: Path) -> None:
    name = write(folder, 'treaty-status: party\nsignature: "2005"\ndeposit: "2001"\n')

    done = without_input(folder, name)

    assert done.code == 1
    assert findings(done) == ["answers.yaml:3:1: R501"]
    assert "deposit" not in values(folder / REPORT)


def test_no_control_character_of_a_file_or_its_name_is_written(folder: Path) -> None:
    hostile = "\x1b[2J\u202e[bold]"
    if sys.platform == "win32":
        hostile = "\u202e[bold]"
    name = write(folder, json.dumps({f"a{hostile}": f"b{hostile}"}), f"x{hostile}.json")

    done = without_input(folder, name)

    assert done.code == 1
    assert not {"\x1b", "\u202e"} & {*done.stdout, *done.stderr}


# Files that are no use


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (None, "answers.yaml:1:1: S001"),
        ("", "answers.yaml:1:1: S012"),
        ("a: [\n", "answers.yaml:2:1: S005"),
        ("- party\n", "answers.yaml:1:1: S013"),
        ("{{{", "answers.yaml:1:2: S006"),
        ("obstacles: [staff]\nobstacles: [funding]\n", "answers.yaml:2:1: S007"),
        ("obstacles: &mine [staff]\n", "answers.yaml:1:12: S008"),
    ],
    ids=["missing", "empty", "broken", "list", "json", "twice", "anchor"],
)
@pytest.mark.parametrize("words", [["--no-input"], []])
def test_a_file_that_holds_no_answers_is_a_finding_and_nothing_is_begun(
    words: list[str], text: str | None, found: str, folder: Path
) -> None:
    if text is not None:
        write(folder, text)

    done = fill(folder, "--answers", "answers.yaml", *words, typed="Denmark\nparty\n")

    assert done.code == 1
    assert done.stdout.startswith(found)
    assert "checklist: answers.yaml cannot be used until this is corrected" in done.stderr
    assert "Which State reports?" not in done.stdout
    assert not list(folder.glob("report-*"))


def test_answers_to_other_questions_are_refused_and_nothing_is_begun(folder: Path) -> None:
    done = fill(folder, "--answers", UGANDA, "--no-input")

    assert done.code == 1
    assert done.stdout == ""
    assert done.stderr == (
        f"checklist: {UGANDA} answers the questionnaire `ctoc-cop-2010-6`, not `small`\n"
    )
    assert not list(folder.glob("report-*"))


def test_the_report_of_another_state_is_refused_and_nothing_is_begun(final: Path) -> None:
    done = fill(final.parent, "--state", "NOR", "--answers", REPORT, "--no-input")

    assert done.code == 2
    assert "report-DNK.yaml has the answers of `DNK`, but the report is that of `NOR`" in (
        done.stderr
    )
    assert not (final.parent / "report-NOR.yaml").exists()


# Which State


def test_a_report_names_its_state(final: Path) -> None:
    final.rename(final.parent / "given.yaml")

    done = fill(final.parent, "--answers", "given.yaml", "--no-input")

    assert done.code == 0
    assert loaded(final)["state"] == "DNK"


def test_a_state_in_a_report_that_is_none_is_said(final: Path) -> None:
    text = final.read_text("utf-8").replace("state: DNK", "state: DNX")
    write(final.parent, text, "given.yaml")

    done = fill(final.parent, "new.yaml", "--answers", "given.yaml", "--no-input")

    assert done.code == 2
    assert "`DNX` is not the name or code of a State" in done.stderr
    assert not (final.parent / "new.yaml").exists()


def test_without_a_state_and_without_input_nothing_is_asked(folder: Path) -> None:
    done = fill(folder, "--answers", write(folder, SOME), "--no-input")

    assert (done.code, done.stdout) == (2, "")
    assert done.stderr == "checklist: without input the State must be named: --state\n"
    assert not list(folder.glob("report-*"))


def test_without_a_state_and_with_input_the_state_is_asked(folder: Path) -> None:
    done = fill(folder, "--answers", write(folder, SOME), typed=lines("Denmark", "/quit"))

    assert done.code == 0
    assert "Which State reports?" in done.stdout
    assert values(folder / REPORT)["obstacles"] == ["funding"]
