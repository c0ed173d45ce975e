"""The commands that look around, and parts of the questions, on a real terminal.

Each screen is kept for a terminal of 60 and of 80 columns.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.acceptance.entries import ANSWERS, LIGHTS, SMALL, TREATY, lines, loaded, values
from tests.acceptance.kept import keep
from tests.support.running import checklist_run

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

from tests.support.terminal import Terminal, widest

REPORT = "report-DNK.yaml"
FOG = ("/goto fog-signals", "1", "The act names the signals.", "", "1 article 7")
"""A measure that another one is related to, answered before it."""

Keeps = Callable[[str, str], None]
"""A screen, and the name under which it is kept → it is compared."""


@pytest.fixture(params=[60, 80])
def columns(request: pytest.FixtureRequest) -> int:
    """How wide the terminal is."""
    return int(request.param)


@pytest.fixture
def keeps(columns: int) -> Keeps:
    """Compares a screen with the one that is kept for this width."""

    def compare(screen: str, name: str) -> None:
        assert widest(screen.splitlines()) <= columns
        keep(screen, f"{name}-{columns}")

    return compare


def interview(
    folder: Path, columns: int, *words: str, questions: tuple[str, ...] = SMALL
) -> Terminal:
    return Terminal("answer", *questions, *words, cwd=folder, columns=columns)


def answered(folder: Path, *entries: str) -> Path:
    """Have the entries answered before the test begins."""
    done = checklist_run("answer", *SMALL, "--state", "DNK", cwd=folder, stdin=lines(*entries))
    assert done.code == 0, done.stderr
    return folder / REPORT


# At the question for the State


def test_commands_at_the_question_for_the_state(folder: Path, columns: int, keeps: Keeps) -> None:
    with interview(folder, columns) as terminal:
        keeps(terminal.enter("/", "?", "/foo", "/list", ""), "state-commands")
        terminal.enter("/quit")

        assert terminal.end() == 0
        assert "Nothing was begun." in terminal.screen_text()
    assert not list(folder.glob("report-*"))


# Looking around


@pytest.mark.sampled
def test_questions_are_found_by_a_word(folder: Path, columns: int, keeps: Keeps) -> None:
    answered(folder, *TREATY, *LIGHTS[:6])

    with interview(folder, columns, REPORT) as terminal:
        keeps(terminal.enter("/find light"), "find")
        keeps(terminal.enter("/goto 2.2"), "find-go-there")
        assert "`xyz` is in no question." in terminal.enter("/find xyz")


@pytest.mark.sampled
def test_answers_are_reviewed_and_one_is_changed(folder: Path, columns: int, keeps: Keeps) -> None:
    report = answered(folder, *TREATY, *LIGHTS[:6])

    with interview(folder, columns, REPORT) as terminal:
        keeps(terminal.enter("/list treaty"), "review")
        keeps(terminal.enter("/goto 1.6"), "review-change")
        keeps(terminal.enter("4"), "review-changed")
        assert "Which of these tasks are done for each light?" in terminal.screen_text()

    assert values(report)["port-count"] == 4


# A part of the questions


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["--only", "open"], "only-open"),
        (["--only", "open", "--part", "lights"], "only-open-of-part"),
    ],
)
def test_a_part_of_the_questions(
    words: list[str], name: str, folder: Path, columns: int, keeps: Keeps
) -> None:
    answered(folder, *TREATY[:5])

    with interview(folder, columns, REPORT, *words) as terminal:
        keeps(terminal.wait_for_prompt(), name)


@pytest.mark.thorough
def test_a_part_without_questions_says_so(folder: Path, columns: int, keeps: Keeps) -> None:
    answered(folder, *TREATY[:5])

    with interview(folder, columns, REPORT, "--only", "not-known") as terminal:
        keeps(terminal.wait_for_prompt(), "only-nothing")


# An answer of an earlier report


@pytest.mark.sampled
def test_an_answer_of_an_earlier_report_is_confirmed_changed_or_dropped(
    final: Path, columns: int, keeps: Keeps
) -> None:
    folder = final.parent

    with interview(folder, columns, "new.yaml", "--from", REPORT) as terminal:
        keeps(terminal.wait_for_prompt(), "carried")
        keeps(terminal.enter("", "2003"), "carried-next")
        keeps(terminal.enter("/clear"), "carried-dropped")
        terminal.enter("/quit")
        assert terminal.end() == 0

    answers = loaded(folder / "new.yaml")["answers"]
    assert answers["treaty-status"] == {"value": "party"}
    assert answers["signature"] == {"value": "2003"}
    assert "deposit" not in answers


@pytest.mark.thorough
@pytest.mark.parametrize("question", ["laws", "light-service", "light-tasks", "obstacles"])
def test_each_kind_of_answer_is_carried_as_a_whole(
    question: str, final: Path, columns: int, keeps: Keeps
) -> None:
    folder = final.parent

    with interview(folder, columns, "new.yaml", "--from", REPORT) as terminal:
        keeps(terminal.enter("", f"/goto {question}"), f"carried-{question}")
        terminal.enter("")

    assert loaded(folder / "new.yaml")["answers"][question] == {"value": ANSWERS[question]}


# What stays on the screen


@pytest.mark.thorough
def test_a_wrong_entry_that_is_repeated_never_moves_the_question_off_the_screen(
    folder: Path, columns: int, keeps: Keeps
) -> None:
    with interview(folder, columns, "--state", "DNK") as terminal:
        for number in range(12):
            terminal.enter(f"wrong {number}")

            assert "What is your State's status under the treaty?" in terminal.flat_text()
        keeps(terminal.screen_text(), "wrong-again")


@pytest.mark.thorough
def test_eighteen_options_fit_the_screen(tmp_path: Path, columns: int, keeps: Keeps) -> None:
    with interview(tmp_path, columns, "--state", "Austria", questions=()) as terminal:
        keeps(terminal.enter("/goto consulted"), "consulted")
        keeps(terminal.enter("1,2,18"), "consulted-refused")
        keeps(terminal.enter("1,2,coordinating-body", "/goto consulted"), "consulted-again")


@pytest.mark.thorough
def test_a_long_matrix_is_answered_row_by_row(tmp_path: Path, columns: int, keeps: Keeps) -> None:
    report = tmp_path / "report-AUT.yaml"

    with interview(tmp_path, columns, "--state", "Austria", questions=()) as terminal:
        keeps(terminal.enter("/goto professions"), "long-matrix")
        keeps(terminal.enter("1", "2", "x", "1"), "long-matrix-rows")
        keeps(terminal.enter(*"121212"), "long-matrix-near-the-end")
        keeps(terminal.enter("2*"), "long-matrix-done")
        keeps(terminal.enter("/goto professions"), "long-matrix-again")

    assert len(values(report)["professions"]) == 10


@pytest.mark.thorough
def test_every_row_of_a_long_matrix_is_on_the_screen_with_its_options(
    tmp_path: Path, columns: int
) -> None:
    with interview(tmp_path, columns, "--state", "Austria", questions=()) as terminal:
        terminal.enter("/goto professions")
        for row in range(1, 11):
            assert f"({row} of 10)" in terminal.flat_text()
            assert "No training in the period; planned" in terminal.flat_text()
            terminal.enter("1")


# Wide terminals


@pytest.mark.thorough
def test_nothing_breaks_on_a_very_wide_terminal(folder: Path) -> None:
    looks = ("?", "/list", "/", "/find light", "", "/list treaty", "")
    with Terminal("answer", *SMALL, "--state", "DNK", cwd=folder, columns=200, rows=60) as terminal:
        terminal.enter(*TREATY, *looks, *LIGHTS, "/list")
        screen = terminal.screen_text()
        terminal.enter("", "/quit")
        assert terminal.end() == 0

    assert widest(screen.splitlines()) <= 100
    assert values(folder / REPORT) == ANSWERS
