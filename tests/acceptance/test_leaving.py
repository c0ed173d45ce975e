"""Leaving inside a dialogue: what was answered is saved, and the last lines say how to go on."""

import shlex
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.acceptance.entries import SMALL, assert_nothing_is_left_behind, lines, values
from tests.support.running import checklist_run

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

from tests.support.terminal import Terminal

REPORT = "report-DNK.yaml"
GO_ON = f"Saved in {REPORT}. Go on with:\n  checklist answer {REPORT} --questionnaire small\n"
ANSWERED = {"treaty-status": "party", "signature": "2001-05-31", "deposit": "2004"}

DIALOGUES = {
    "reason": ("/unknown",),
    "reason-note": ("/unknown", "4"),
    "find": ("/find light",),
    "review": ("/list treaty",),
    "note": ("/back", "/note"),
    "continued-line": ("The first parties met\\",),
}
"""The ways into each dialogue, from a question for a text."""


def ctrl_c(terminal: Terminal) -> int:
    terminal.control("c")
    return terminal.end()


def ctrl_d(terminal: Terminal) -> int:
    terminal.control("d")
    return terminal.end()


def quit_(terminal: Terminal) -> int:
    terminal.enter("/quit")
    return terminal.end()


def terminate(terminal: Terminal) -> int:
    terminal.signal(signal.SIGTERM)
    return terminal.end()


Leave = Callable[[Terminal], int]
"""Leaves, and returns the exit code."""


@pytest.mark.parametrize("way", DIALOGUES.values(), ids=DIALOGUES)
@pytest.mark.parametrize(
    ("leave", "code"),
    [(ctrl_c, 130), (ctrl_d, 0), (terminate, 128 + signal.SIGTERM)],
    ids=["ctrl-c", "ctrl-d", "sigterm"],
)
def test_leaving_inside_a_dialogue_saves_and_says_how_to_go_on(
    leave: Leave, code: int, way: tuple[str, ...], begun: Path
) -> None:
    with Terminal("answer", *SMALL, REPORT, cwd=begun.parent) as terminal:
        terminal.enter(*way)

        assert leave(terminal) == code
        assert terminal.is_restored
        assert terminal.screen_text().endswith(GO_ON)
        assert "Traceback" not in terminal.screen_text()
    assert values(begun) == ANSWERED
    assert_nothing_is_left_behind(begun.parent)


@pytest.mark.parametrize("way", DIALOGUES.values(), ids=DIALOGUES)
def test_the_window_can_be_closed_inside_a_dialogue(way: tuple[str, ...], begun: Path) -> None:
    with Terminal("answer", *SMALL, REPORT, cwd=begun.parent) as terminal:
        terminal.enter(*way)

        assert terminal.hang_up() == 128 + signal.SIGHUP
    assert values(begun) == ANSWERED
    assert_nothing_is_left_behind(begun.parent)


@pytest.mark.parametrize("way", DIALOGUES.values(), ids=DIALOGUES)
def test_the_input_can_end_inside_a_dialogue(way: tuple[str, ...], begun: Path) -> None:
    done = checklist_run("answer", *SMALL, REPORT, cwd=begun.parent, stdin=lines(*way))

    assert (done.code, done.stderr) == (0, "")
    assert done.stdout.endswith(GO_ON)
    assert values(begun) == ANSWERED
    assert_nothing_is_left_behind(begun.parent)


@pytest.mark.parametrize("name", ["reason", "find", "review", "note"])
def test_quit_leaves_a_dialogue_too(name: str, begun: Path) -> None:
    with Terminal("answer", *SMALL, REPORT, cwd=begun.parent) as terminal:
        terminal.enter(*DIALOGUES[name])

        assert quit_(terminal) == 0
        assert terminal.screen_text().endswith(GO_ON)
    assert values(begun) == ANSWERED


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["reason", "find", "review"])
def test_the_words_at_the_end_lead_back_to_the_question(name: str, begun: Path) -> None:
    with Terminal("answer", *SMALL, REPORT, cwd=begun.parent) as terminal:
        terminal.enter(*DIALOGUES[name])
        ctrl_c(terminal)
        words = shlex.split(terminal.screen_text().splitlines()[-1])

    with Terminal(*words[1:], cwd=begun.parent) as terminal:
        assert "What can the first parties tell" in terminal.wait_for_prompt()


def test_a_reason_that_was_begun_is_no_answer(begun: Path) -> None:
    with Terminal("answer", *SMALL, REPORT, cwd=begun.parent) as terminal:
        terminal.enter("/unknown", "4")
        ctrl_c(terminal)

    assert "founding-story" not in values(begun)


def test_leaving_at_the_end_says_what_comes_next(draft: Path) -> None:
    for leave, code in ((ctrl_d, 0), (quit_, 0)):
        with Terminal("answer", *SMALL, REPORT, cwd=draft.parent) as terminal:
            terminal.wait_for("Nothing required is missing.")
            terminal.wait_for_prompt()

            assert leave(terminal) == code
            assert terminal.screen_text().endswith(
                "Nothing required is missing. Next:\n"
                f"  checklist finalize {REPORT} --questionnaire small\n"
            )
