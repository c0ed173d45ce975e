"""`checklist fix`: what `validate` finds in a draft, asked again question by question."""

import signal
import sys
from pathlib import Path

import pytest

from tests.acceptance.entries import ANSWERS, LIGHTS, SMALL, TREATY, lines, loaded, values
from tests.acceptance.kept import keep
from tests.support.divided import COAST, RETURNS, divided, run, write_return
from tests.support.divided import REPORT as NORWAY
from tests.support.folders import UGANDA
from tests.support.pages import flat
from tests.support.running import Result, checklist_run

REPORT = "report-DNK.yaml"

OBSTACLES = "  obstacles:\n    value:\n      - funding\n      - staff\n"
EVIDENCE = "      evidence:\n        - url: https://example.org/fog\n"
CHARTS = "      charts:\n        value: not-implemented\n"


def fix(folder: Path, *words: str | Path, typed: str = "") -> Result:
    return checklist_run("fix", *SMALL, *words, cwd=folder, stdin=typed)


def validate(folder: Path, *words: str) -> Result:
    return checklist_run("validate", *SMALL, *words, REPORT, cwd=folder)


def change(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


@pytest.fixture
def faulty(draft: Path) -> Path:
    """A draft with one fault of each kind."""
    change(
        draft,
        ('value: "2004"', 'value: "1999"'),  # earlier than the signature
        (CHARTS, ""),  # a row without an answer
        ("value: horn", "value: whistle"),  # not among the options
        (OBSTACLES, ""),  # required, and not there
        ("  payers:\n", "  payer:\n"),  # no such question
    )
    return draft


MENDED = ("2004", "", "", "3", "horn", "1,2")
"""An entry for each prompt on the faulty draft."""


@pytest.mark.thorough
def test_each_finding_is_asked_with_its_question_and_what_no_question_opens_is_said(
    faulty: Path,
) -> None:
    before = validate(faulty.parent)

    done = fix(faulty.parent, REPORT, typed=lines(*MENDED))
    after = validate(faulty.parent)

    shown = flat(done.stdout)
    assert (
        f"In {REPORT}, 3 answers need correction. 1 question that needs an answer is open."
    ) in shown
    for finding in (
        "The deposit is earlier than the signature.",
        "The row “Charts” is not answered.",
        "`whistle` is not among the options.",
    ):
        assert f"To correct: {finding}" in shown
    assert "A final report needs an answer here." in shown
    assert "To correct: A final report" not in shown
    assert shown.endswith(
        f"In {REPORT}, at places that no question opens: there is no question `payer` (did you "
        "mean `payers`?) [R004] No answer needs correction now. This lists all "
        f"other findings: checklist validate {REPORT} --questionnaire small"
    )
    assert done.code == 1
    assert (before.code, after.code) == (1, 1)
    assert after.stdout.count(" error: ") == 1
    mended = values(faulty)
    assert mended.pop("payer") == ["ports"]
    assert mended == {key: value for key, value in ANSWERS.items() if key != "payers"}


def test_what_is_corrected_can_become_final(draft: Path) -> None:
    folder = draft.parent
    change(draft, ("value: horn", "value: whistle"), (OBSTACLES, ""))

    done = fix(folder, REPORT, typed=lines("horn", "funding, staff"))
    sealed = checklist_run("finalize", *SMALL, REPORT, cwd=folder)

    assert (done.code, done.stderr) == (0, "")
    assert done.stdout.endswith(
        f"Nothing is left to correct in {REPORT}. Next:\n"
        f"  checklist finalize {REPORT} --questionnaire small\n"
    )
    assert sealed.code == 0
    assert values(draft) == ANSWERS


def test_an_answer_that_still_does_not_hold_is_left(faulty: Path) -> None:
    done = fix(faulty.parent, REPORT, typed=lines("1998", *MENDED[1:]))

    assert done.code == 1
    assert "Please check: The deposit is earlier than the signature" in flat(done.stdout)
    assert "Still to correct:\n  1.3 When did your State deposit" in done.stdout
    assert f"  checklist fix {REPORT} --questionnaire small\n" in done.stdout
    assert values(faulty)["deposit"] == "1998"


@pytest.mark.thorough
def test_the_next_run_asks_what_the_first_one_left(faulty: Path) -> None:
    first = fix(faulty.parent, REPORT, typed=lines(MENDED[0], "/quit"))
    second = fix(faulty.parent, REPORT, typed=lines(*MENDED[1:]))

    assert (first.code, second.code) == (1, 1)  # of both no question opens one
    left = flat(first.stdout).partition("Still to correct:")[2]
    assert "2.3 " in left
    assert "2.6 " in left
    assert "1 question that needs an answer is open. Go on with:" in left
    assert f"In {REPORT}, 2 answers need correction. 1 question" in second.stdout
    assert "No answer needs correction now." in second.stdout


def test_the_end_of_the_input_says_what_is_left(faulty: Path) -> None:
    done = fix(faulty.parent, REPORT, typed=lines(MENDED[0]))

    assert (done.code, done.stderr) == (1, "")
    assert "1 question that needs an answer is open.\nGo on with:" in done.stdout
    assert values(faulty)["deposit"] == "2004"


def test_a_line_that_does_not_fit_stops_the_run_with_its_number(faulty: Path) -> None:
    done = fix(faulty.parent, REPORT, typed=lines(MENDED[0], "perhaps", "", "3"))

    assert done.code == 1
    assert done.stderr.startswith("checklist: line 2: `perhaps` is not one of the options.")
    assert done.stdout.endswith(f"  checklist fix {REPORT} --questionnaire small\n")
    assert values(faulty)["deposit"] == "2004"


def test_what_is_only_missing_is_no_error_yet(folder: Path) -> None:
    checklist_run("answer", *SMALL, "--state", "DNK", cwd=folder, stdin=lines(*TREATY, *LIGHTS[:9]))

    done = fix(folder, REPORT)

    assert done.code == 0
    shown = flat(done.stdout)
    assert (
        f"In {REPORT}, no answer needs correction. 2 questions that need an answer are open."
    ) in shown
    assert "How far is there a signal for fog? A final report needs an answer here." in shown
    assert shown.endswith(
        "2 questions that need an answer are open. Nothing that is answered is wrong. "
        f"Answer with: checklist answer {REPORT} --questionnaire small"
    )


def test_a_warning_is_asked_too(draft: Path) -> None:
    change(draft, (EVIDENCE, ""))

    left = fix(draft.parent, REPORT, typed=lines("/skip"))
    mended = fix(draft.parent, REPORT, typed=lines("", "", "", "https://example.org/fog"))

    shown = flat(left.stdout)
    assert shown.startswith("1 answer has only a remark, such as evidence that can be added.")
    assert "need correction" not in shown
    assert "Optional: Which law or web address shows this?" in shown
    assert "[R018]" not in shown
    assert (left.code, mended.code) == (0, 0)
    assert "Answers with only a remark: 2.5 Nothing is left to correct" in shown
    assert "Nothing is left to correct" in mended.stdout
    assert values(draft) == ANSWERS


def test_a_renamed_question_is_corrected_under_its_present_name(draft: Path) -> None:
    change(draft, ("  treaty-status:\n    value: party", "  status-of-treaty:\n    value: partie"))

    done = fix(draft.parent, REPORT, typed=lines("party"))

    assert done.code == 0, done.stdout
    assert "What is your State's status under the treaty?\nTo correct: `partie`" in done.stdout
    assert values(draft) == ANSWERS


def test_what_is_carried_and_not_confirmed_is_asked(final: Path) -> None:
    folder, new = final.parent, "new.yaml"
    checklist_run("answer", *SMALL, new, "--from", REPORT, cwd=folder, stdin=lines("", "/quit"))

    first = fix(folder, new, typed=lines(*[""] * 9))
    status = checklist_run("status", *SMALL, new, cwd=folder)

    replaces = "Another answer replaces this answer, and /remove drops this answer."
    assert f"Enter confirms the answer. {replaces}" in flat(first.stdout)
    assert first.code == 0
    assert "Required questions answered:" in status.stdout


def test_nothing_to_correct_says_what_comes_next(draft: Path) -> None:
    before = draft.read_bytes()

    done = fix(draft.parent, REPORT)

    assert (done.code, done.stderr) == (0, "")
    assert done.stdout == (
        f"Nothing is left to correct in {REPORT}. Next:\n"
        f"  checklist finalize {REPORT} --questionnaire small\n"
    )
    assert draft.read_bytes() == before


def test_only_what_no_question_opens_asks_nothing(draft: Path) -> None:
    change(draft, ("  port-count:", "  zebra:"))

    done = fix(draft.parent, REPORT, typed=lines("party"))

    assert done.code == 1
    assert "there is no question `zebra`" in done.stdout
    assert f"  checklist validate {REPORT} --questionnaire small\n" in done.stdout


def test_a_final_report_is_not_corrected_in_place(final: Path) -> None:
    before = final.read_bytes()

    done = fix(final.parent, REPORT, typed=lines("party"))

    assert (done.code, done.stdout) == (1, "")
    assert done.stderr == (
        f"checklist: {REPORT} is a final report, and can no longer be changed.\n"
        f"To read it: checklist show {REPORT}\n"
        f"To print it: checklist export {REPORT} --output report-DNK.html\n"
        f"To begin its next revision, for corrections: checklist amend {REPORT}\n"
        "To begin the report of a new cycle with its answers: "
        f"checklist answer NEW.yaml --from {REPORT}\n"
    )
    assert final.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (None, "lost.yaml:1:1: S001"),
        ("{{{", "lost.yaml:1:2: S006"),
        ("obstacles: [staff]\n", "lost.yaml:1:1: S101"),
    ],
    ids=["missing", "broken", "answers"],
)
def test_a_file_that_is_no_report_is_a_finding(text: str | None, found: str, folder: Path) -> None:
    if text is not None:
        (folder / "lost.yaml").write_text(text, "utf-8")

    done = fix(folder, "lost.yaml", typed=lines("party"))

    assert done.code == 1
    assert done.stdout.startswith(found)
    assert "lost.yaml cannot be used until this is corrected" in done.stderr


def test_a_report_on_other_questions_is_refused(folder: Path) -> None:
    report = folder / "report-UGA.yaml"
    report.write_bytes(UGANDA.read_bytes())

    done = fix(folder, report.name)

    assert done.code == 1
    assert "answers the questionnaire `ctoc-cop-2010-6`, not `small`" in done.stderr


def test_status_names_the_answers_that_do_not_fit_together(draft: Path) -> None:
    change(draft, ('value: "2004"', 'value: "1999"'))

    done = checklist_run("status", *SMALL, REPORT, cwd=draft.parent)

    assert done.code == 0
    assert flat(done.stdout).endswith(
        "Answers that do not fit together: 1.2 and 1.3. To correct them: "
        f"checklist fix {REPORT} --questionnaire small"
    )


# In a terminal

if sys.platform != "win32":
    from tests.support.terminal import Terminal

on_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")


@pytest.mark.sampled
@on_a_terminal
@pytest.mark.parametrize("columns", [60, 80])
def test_correcting_in_a_terminal(columns: int, faulty: Path) -> None:
    with Terminal("fix", *SMALL, REPORT, cwd=faulty.parent, columns=columns) as terminal:
        keep(terminal.wait_for_prompt(), f"fix-{columns}")
        keep(terminal.enter("2"), f"fix-mend-{columns}")
        keep(terminal.enter(MENDED[0]), f"fix-row-{columns}")
        keep(terminal.enter(*MENDED[1:4]), f"fix-option-{columns}")
        terminal.send(f"{MENDED[4]}\r")
        terminal.wait_for("Enter alone stops.")
        keep(terminal.wait_for_prompt(), f"fix-open-{columns}")
        terminal.send("1\r")
        terminal.wait_for("What stands in the way?")
        keep(terminal.enter(MENDED[5]), f"fix-end-{columns}")
        assert terminal.end() == 1


@on_a_terminal
def test_a_person_is_reported_that_nothing_is_to_correct_before_open_questions_come(
    draft: Path,
) -> None:
    change(draft, (OBSTACLES, ""))

    with Terminal("fix", *SMALL, REPORT, cwd=draft.parent) as terminal:
        said = " ".join(terminal.wait_for("Enter alone stops.").split())
        assert "1 question that needs an answer is open. Nothing that is answered is wrong." in said
        terminal.send("2\r")
        assert "What stands in the way?" not in terminal.wait_for("Answer with:")
        assert terminal.end() == 0


@on_a_terminal
def test_a_remark_is_looked_at_at_its_evidence_and_said_once(draft: Path) -> None:
    change(draft, (EVIDENCE, ""))

    with Terminal("fix", *SMALL, REPORT, cwd=draft.parent) as terminal:
        said = " ".join(terminal.wait_for("Enter alone leaves them.").split())
        terminal.send("1\r")
        opened = terminal.wait_for("Which law or document shows it?")
        terminal.send("\r")
        assert terminal.end() == 0
        screen = terminal.screen_text()

    assert "1 answer has only a remark, such as evidence that can be added." in said
    assert "Optional: Which law or web address shows this?" in " ".join(opened.split())
    assert "Which law or document shows it?" in opened
    assert " ".join(screen.split()).count("Which law or web address shows this?") == 1
    assert "Please look again" not in screen
    assert "Answers with only a remark: 2.5\nNothing is left to correct" in screen


LABOUR = (
    "channels: {value: [television], note: Only in the north., confidential: true, "
    "evidence: [{url: 'https://example.org/television'}]}"
)


@on_a_terminal
def test_a_conflict_shows_each_answer_with_all_that_stands_beside_it(tmp_path: Path) -> None:
    from tests.support.terminal import Terminal

    divided(tmp_path)
    write_return(tmp_path, "labour", {"channels:": LABOUR})
    write_return(tmp_path, "police", {"channels:": "channels: {value: [posters], note: In ports.}"})
    words = ("ministries", "merge", NORWAY, *RETURNS, *COAST)
    assert checklist_run(*words, cwd=tmp_path).code == 1

    with Terminal("fix", NORWAY, *COAST, cwd=tmp_path) as terminal:
        shown = [
            line.strip() for line in terminal.wait_for("Enter alone decides later.").splitlines()
        ]
        terminal.send("3\r")
        terminal.wait_for("5 questions that need an answer are open.")

    packets = "\n".join(line.partition(" (")[0] for line in shown if line)
    assert "1  take: Television\nRemark: Only in the north.\n" in packets
    assert "2  take: Posters\nRemark: In ports.\n3  both" in packets
    assert "Television\nRemark: Only in the north.\nSource: https://example.org/tele" in packets
    assert "3  both: Television; Posters\nRemark: Ministry of labour: Only in the north." in packets
    assert packets.count("Not for publication") == 2
    decided = loaded(tmp_path / NORWAY)["answers"]["channels"]
    assert decided["note"] == "Ministry of labour: Only in the north.\nPolice: In ports."
    assert decided["confidential"]


@on_a_terminal
def test_enter_leaves_what_has_only_a_remark(draft: Path) -> None:
    change(draft, (EVIDENCE, ""))

    with Terminal("fix", *SMALL, REPORT, cwd=draft.parent) as terminal:
        terminal.wait_for("Enter alone leaves them.")
        terminal.send("\r")
        assert terminal.end() == 0
        screen = terminal.screen_text()

    assert "Please look again" not in screen
    assert "Nothing is left to correct" in screen


@pytest.mark.sampled
@on_a_terminal
@pytest.mark.parametrize(("key", "code"), [("c", 130), ("d", 1)])
def test_correcting_can_be_left_at_any_time(key: str, code: int, faulty: Path) -> None:
    with Terminal("fix", *SMALL, REPORT, cwd=faulty.parent) as terminal:
        terminal.enter("2", MENDED[0])
        terminal.control(key)

        assert terminal.end() == code
        assert terminal.is_restored
        assert terminal.screen_text().endswith(f"  checklist fix {REPORT} --questionnaire small\n")
    assert values(faulty)["deposit"] == "2004"
    assert sorted(path.name for path in faulty.parent.iterdir()) == [REPORT, "small"]


@on_a_terminal
def test_the_window_can_be_closed_while_mending(faulty: Path) -> None:
    with Terminal("fix", *SMALL, REPORT, cwd=faulty.parent) as terminal:
        terminal.enter("2", MENDED[0])

        assert terminal.hang_up() == 128 + signal.SIGHUP
    assert values(faulty)["deposit"] == "2004"


@on_a_terminal
def test_a_report_that_is_open_elsewhere_is_not_corrected(faulty: Path) -> None:
    with Terminal("answer", *SMALL, REPORT, cwd=faulty.parent) as terminal:
        terminal.wait_for_prompt()

        second = fix(faulty.parent, REPORT, typed=lines("2004"))

    assert second.code == 2
    assert f"{REPORT} is open in another session" in second.stderr
    assert loaded(faulty)["answers"]["deposit"] == {"value": "1999"}


@pytest.mark.thorough
@on_a_terminal
def test_what_is_open_can_be_left_for_later(faulty: Path) -> None:
    with Terminal("fix", *SMALL, REPORT, cwd=faulty.parent) as terminal:
        terminal.enter("2", *MENDED[:4])
        terminal.send(f"{MENDED[4]}\r")
        terminal.wait_for("Enter alone stops.")
        terminal.send("2\r")

        assert terminal.end() == 1
        screen = terminal.screen_text()
    assert "A final report needs an answer here." not in screen
    assert "obstacles" not in values(faulty)


def test_rows_of_ministries_that_did_not_answer_yet_are_open(tmp_path: Path) -> None:
    divided(tmp_path)
    merged = run(tmp_path, "ministries", "merge", NORWAY, "labour.html")

    done = run(tmp_path, "fix", NORWAY, "--plain")

    assert (merged.code, done.code) == (0, 0)
    begins = f"In {NORWAY}, no answer needs correction. 4 questions that need an answer are open."
    assert flat(done.stdout).startswith(begins)
    assert "Nothing that is answered is wrong." in flat(done.stdout)
