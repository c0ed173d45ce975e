"""What is to be read aloud: `--plain`, and the variable ACCESSIBLE."""

import re
import sys
from pathlib import Path

import pytest

from checklist.questionnaire.loading import shipped
from tests.acceptance.entries import LIGHTS, SMALL, TREATY, everything, lines, values, walk
from tests.acceptance.kept import keep
from tests.support.running import checklist_run

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

from tests.support.terminal import Terminal

REPORT = "report-DNK.yaml"
PARAGRAPH = "The first parties met in a lighthouse.\nNobody took minutes.\n\nThe keeper did."
SENTENCE = re.compile(r".*[.?!:]$")
LOOKS = ("?", "/list", "/find light", "", "/unknown", "/back", "wrong")
"""Commands of each kind; after each of them something is asked."""

BOX_DRAWING = re.compile(r"[\u2500-\u259f]")


def interview(folder: Path, *words: str, env: dict[str, str] | None = None) -> Terminal:
    return Terminal("answer", *SMALL, *words, cwd=folder, env=env)


@pytest.mark.parametrize(
    ("words", "env"),
    [
        pytest.param(["--plain"], {}, id="option"),
        pytest.param([], {"ACCESSIBLE": "1"}, id="variable", marks=pytest.mark.thorough),
        pytest.param(["--plain"], {"ACCESSIBLE": "1"}, id="both", marks=pytest.mark.thorough),
    ],
)
def test_nothing_is_drawn_and_no_marker_stands_before_an_entry(
    words: list[str], env: dict[str, str], folder: Path
) -> None:
    with interview(folder, *words, env=env) as terminal:
        terminal.enter("Denmark", "1", "party", "wrong", "2001", *LOOKS, "/quit")
        assert terminal.end() == 0

    shown = terminal.output.decode()
    assert "\x1b" not in shown
    assert not BOX_DRAWING.search(shown)
    assert [line for line in shown.splitlines() if line.startswith((">", ". ", "file"))] == []
    assert values(folder / REPORT) == {"treaty-status": "party", "signature": "2001"}


def test_a_plain_screen(folder: Path) -> None:
    checklist_run("answer", *SMALL, "--state", "DNK", cwd=folder, stdin=lines(*TREATY, LIGHTS[0]))

    with interview(folder, REPORT, "--plain") as terminal:
        keep(terminal.wait_for_prompt(), "plain-measure")
        keep(terminal.enter(*LIGHTS[1:6]), "plain-matrix")
        keep(terminal.enter("1"), "plain-row")


@pytest.mark.thorough
def test_each_line_that_waits_for_an_entry_ends_a_sentence(folder: Path) -> None:
    with interview(folder, "--plain") as terminal:
        terminal.wait_for_prompt()
        for entry in (
            "Denmrk",
            "/",
            "Denmark",
            "1",
            *LOOKS,
            "party",
            "2001",
            "/note",
            "As told.",
        ):
            waiting = terminal.screen_text().rstrip().splitlines()[-1]
            assert SENTENCE.match(waiting), waiting
            terminal.enter(entry)


@pytest.mark.thorough
def test_each_line_of_the_shipped_questions_that_waits_ends_a_sentence_or_what_is_asked(
    tmp_path: Path,
) -> None:
    steps = [(prompt.step.ask, entry) for prompt, entry in walk(shipped(), "AUT", everything())]
    entries = [entry for _, entry in steps]
    asked = tuple({" ".join(ask.split()) for ask, _ in steps})

    done = checklist_run("answer", "--plain", "--state", "AUT", cwd=tmp_path, stdin=lines(*entries))

    assert done.code == 0, done.stderr
    # In a pipe an entry leaves an empty line; the answer in words can follow, and then another
    # empty line before what is asked next.
    waiting = re.findall(r"^(.+)\n\n(?:Your answer: .+\n)?\n", done.stdout, re.MULTILINE)
    assert len(waiting) > 0.8 * len(entries)
    unclear = [line for line in waiting if not SENTENCE.match(line)]
    assert [line for line in unclear if not any(ask.endswith(line) for ask in asked)] == []


def test_options_are_sentences_however_they_end(folder: Path) -> None:
    done = checklist_run(
        "answer",
        *SMALL,
        "--plain",
        "--state",
        "DNK",
        cwd=folder,
        stdin=lines(*TREATY[:4]),
    )

    options = re.findall(r"^\d+: .*", done.stdout, re.MULTILINE)
    assert "2: Signatory, not yet a party." in options
    assert [line for line in options if re.search(r"[.?!…][.?!]$", line)] == []


@pytest.mark.sampled
@pytest.mark.parametrize("end", ["", "\n"], ids=["without-line-end", "with-line-end"])
def test_a_paragraph_that_is_pasted_stays_one_answer(end: str, begun: Path) -> None:
    with interview(begun.parent, REPORT, "--plain") as terminal:
        terminal.wait_for_prompt()
        terminal.send((PARAGRAPH + end).replace("\n", "\r"))
        terminal.wait_for("Several lines are one answer here. Press Enter to end it.")
        screen = terminal.enter("")

    assert "With which State did yours deposit its instrument?" in screen
    assert values(begun)["founding-story"] == PARAGRAPH


def test_a_line_that_ends_with_a_backslash_goes_on(begun: Path) -> None:
    with interview(begun.parent, REPORT, "--plain") as terminal:
        terminal.enter("First line,\\", "second line.")

    assert values(begun)["founding-story"] == "First line,\nsecond line."


def test_where_to_save_instead_is_asked_without_a_marker(folder: Path) -> None:
    with interview(folder, "--state", "DNK", "--plain") as terminal:
        terminal.enter("party")
        (folder / REPORT).write_text("{{{", "utf-8")

        screen = terminal.enter("2001")
        assert screen.rstrip().endswith("press Enter to try again, or type /quit.")
        terminal.enter("rescued.yaml")

    assert values(folder / "rescued.yaml") == {"treaty-status": "party", "signature": "2001"}


@pytest.mark.sampled
@pytest.mark.parametrize(("key", "code"), [("c", 130), ("d", 0)])
def test_leaving_is_said_in_sentences_too(key: str, code: int, folder: Path) -> None:
    with interview(folder, "--state", "DNK", "--plain") as terminal:
        terminal.enter("party")
        terminal.control(key)

        assert terminal.end() == code
        assert f"Saved in {REPORT}. Go on with:" in terminal.screen_text()


@pytest.mark.parametrize("command", ["status", "show", "finalize"])
def test_other_commands_draw_nothing_in_a_pipe(command: str, final: Path, draft: Path) -> None:
    done = checklist_run(command, *SMALL, REPORT, cwd=draft.parent, env={"ACCESSIBLE": "1"})

    assert "\x1b" not in done.stdout + done.stderr
    assert not BOX_DRAWING.search(done.stdout + done.stderr)
