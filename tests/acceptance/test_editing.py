"""`/edit` on a real terminal, with editors of a few lines."""

import json
import shlex
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.entries import LIGHTS, SMALL, lines, values
from tests.acceptance.kept import keep
from tests.support.running import checklist_run

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

from tests.support.terminal import Terminal

REPORT = "report-DNK.yaml"
TEXT = "The first parties met in a lighthouse.\n\nNobody took minutes."
WRITE = "path.write_text('The first parties met in a lighthouse.\\n\\nNobody took minutes.\\n')"

EDITOR = """\
import json, os, sys, time
from pathlib import Path
path = Path(sys.argv[-1])
seen = {"words": sys.argv[1:], "mode": path.stat().st_mode & 0o777}
seen["text"] = path.read_text("latin-1")
with (Path(__file__).parent / "seen").open("a") as file:
    print(json.dumps(seen), file=file)
"""


@dataclass
class Desk:
    """An official's folder with a report at its first text, and a folder for temporary files."""

    folder: Path

    def editor(self, body: str, *words: str, name: str = "my editor.py") -> str:
        """Return the command of an editor that does this with the file `path`."""
        script = self.folder / "tools" / name
        script.parent.mkdir(exist_ok=True)
        script.write_text(EDITOR + body, "utf-8")
        return shlex.join([sys.executable, str(script), *words])

    def interview(self, env: Mapping[str, str], *words: str, columns: int = 80) -> Terminal:
        """Go on with the report, at the question for a text."""
        temporary = self.folder / "temporary"
        temporary.mkdir(exist_ok=True)
        terminal = Terminal(
            "answer",
            *SMALL,
            REPORT,
            *words,
            cwd=self.folder,
            columns=columns,
            env={"TMPDIR": str(temporary), **env},
        )
        terminal.enter("/goto founding-story")
        return terminal

    @property
    def seen(self) -> list[dict[str, Any]]:
        """What the editors met, each time."""
        text = (self.folder / "tools" / "seen").read_text("utf-8")
        return [json.loads(line) for line in text.splitlines()]

    @property
    def left_behind(self) -> list[Path]:
        """The temporary files that are still there."""
        return list((self.folder / "temporary").iterdir())

    @property
    def answer(self) -> str | None:
        """The text in the report."""
        text = values(self.folder / REPORT).get("founding-story")
        return None if text is None else str(text)


@pytest.fixture
def desk(begun: Path) -> Desk:
    return Desk(begun.parent)


@pytest.mark.parametrize("columns", [60, 80])
def test_what_the_editor_saves_is_the_answer(columns: int, desk: Desk) -> None:
    with desk.interview({"EDITOR": desk.editor(WRITE)}, columns=columns) as terminal:
        terminal.enter("/edit")
        keep(terminal.enter("/back"), f"edited-{columns}")
        terminal.enter("/quit")
        assert terminal.end() == 0
        assert terminal.is_restored

    assert desk.answer == TEXT


def test_the_editor_begins_with_the_answer_that_is_there(desk: Desk) -> None:
    with desk.interview({"EDITOR": desk.editor(WRITE)}) as terminal:
        terminal.enter("/edit", "/back", "/edit")

        assert "Nothing was changed in the editor." in terminal.flat_text()

    assert [each["text"] for each in desk.seen] == ["", f"{TEXT}\n"]


def test_an_editor_can_have_arguments_and_visual_comes_before_it(desk: Desk) -> None:
    chosen = desk.editor(WRITE, "--wait", "--title", "an answer")
    env = {"VISUAL": chosen, "EDITOR": "no-such-editor"}

    with desk.interview(env) as terminal:
        terminal.enter("/edit")

    assert desk.answer == TEXT
    assert desk.seen[0]["words"][:-1] == ["--wait", "--title", "an answer"]


def test_an_empty_visual_is_none(desk: Desk) -> None:
    with desk.interview({"VISUAL": " ", "EDITOR": desk.editor(WRITE)}) as terminal:
        terminal.enter("/edit")

    assert desk.answer == TEXT


def test_only_the_official_can_read_the_file_and_it_is_gone_afterwards(desk: Desk) -> None:
    with desk.interview({"EDITOR": desk.editor(WRITE)}) as terminal:
        terminal.enter("/edit")

        (seen,) = desk.seen
        assert seen["mode"] == 0o600
        assert Path(seen["words"][0]).parent == desk.folder / "temporary"
        assert desk.left_behind == []


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("false", "The editor ended with code 1. The answer is as it was."),
        ("no-such-editor", "The editor `no-such-editor` cannot be started. Set EDITOR to another"),
        ("vi 'open", "EDITOR is `vi 'open`, which is no command."),
        ("true", "Nothing was changed in the editor."),
        ("rm -f", "The editor's file cannot be used: No such file or directory."),
    ],
)
def test_an_editor_that_does_not_work_is_said_and_the_question_stays(
    command: str, says: str, desk: Desk
) -> None:
    with desk.interview({"EDITOR": command}) as terminal:
        terminal.enter("/edit")
        assert says in terminal.flat_text()
        terminal.enter("Typed instead.")

    assert desk.answer == "Typed instead."
    assert desk.left_behind == []


@pytest.mark.parametrize(
    ("body", "says", "again"),
    [
        ("path.write_bytes(b'K\\xf6ln')", "What the editor left is not UTF-8 text.", "K\xf6ln"),
        (
            "path.write_text('a\\x1b[2J')",
            "has a character that cannot be kept (U+001B)",
            "a\x1b[2J",
        ),
        (
            "path.write_text('long ' * 50)",
            "The text has 249 characters; at most 200 are allowed.",
            "long " * 50,
        ),
    ],
    ids=["not-utf-8", "escape", "too-long"],
)
def test_a_text_that_is_refused_is_not_lost(body: str, says: str, again: str, desk: Desk) -> None:
    first = f"if path.read_text('latin-1'): {WRITE}\nelse: {body}"

    with desk.interview({"EDITOR": desk.editor(first)}) as terminal:
        terminal.enter("/edit")
        assert says in terminal.flat_text()
        assert "/edit opens your text again." in terminal.flat_text()
        assert desk.answer is None
        terminal.enter("/edit")

    assert desk.seen[1]["text"] == again
    assert desk.answer == TEXT
    assert desk.left_behind == []


def test_the_editor_is_for_texts_only(desk: Desk) -> None:
    with desk.interview({"EDITOR": desk.editor(WRITE)}) as terminal:
        terminal.enter("/goto treaty-status", "/edit")

        assert "The editor is for texts. Type this answer here." in terminal.flat_text()


def test_a_part_of_an_answer_can_be_written_in_the_editor(desk: Desk) -> None:
    with desk.interview({"EDITOR": desk.editor(WRITE)}) as terminal:
        terminal.enter("/goto light-service", *LIGHTS[1:3], "/edit", "", "")

    assert values(desk.folder / REPORT)["light-service"] == {
        "status": "partly-implemented",
        "partly": ["law-only", "some-regions"],
        "law": TEXT,
    }


def test_the_editor_works_where_everything_is_read_aloud(desk: Desk) -> None:
    with desk.interview({"EDITOR": desk.editor(WRITE)}, "--plain") as terminal:
        terminal.enter("/edit")
        assert "With which State did yours deposit its instrument?" in terminal.flat_text()

    assert desk.answer == TEXT


def test_without_a_person_there_is_no_editor(desk: Desk) -> None:
    done = checklist_run(
        "answer",
        *SMALL,
        REPORT,
        cwd=desk.folder,
        stdin=lines("/goto founding-story", "/edit"),
        env={"EDITOR": desk.editor(WRITE)},
    )

    assert done.code == 1
    assert done.stderr == "checklist: line 2: The editor needs a person at a terminal.\n"
    assert desk.answer is None


# How it can end


def ctrl_c(terminal: Terminal) -> int:
    terminal.control("c")
    return terminal.end()


def terminate(terminal: Terminal) -> int:
    terminal.signal(signal.SIGTERM)
    return terminal.end()


def close(terminal: Terminal) -> int:
    return terminal.hang_up()


@pytest.mark.parametrize(
    ("leave", "code"),
    [(ctrl_c, 130), (terminate, 128 + signal.SIGTERM), (close, 128 + signal.SIGHUP)],
)
def test_leaving_inside_the_editor_keeps_what_was_saved_and_leaves_nothing_behind(
    leave: Callable[[Terminal], int], code: int, desk: Desk
) -> None:
    waiting = "print('The editor is open.', flush=True)\ntry: time.sleep(60)\nexcept: pass"

    with desk.interview({"EDITOR": desk.editor(waiting)}) as terminal:
        terminal.send("/edit\r")
        terminal.wait_for("The editor is open.")

        assert leave(terminal) == code
        if leave is not close:
            assert terminal.is_restored
            saved, command = terminal.screen_text().splitlines()[-2:]
            assert saved == f"Saved in {REPORT}. Go on with:"
            assert command == f"  checklist answer {REPORT} --questionnaire small"
    assert list(values(desk.folder / REPORT)) == ["treaty-status", "signature", "deposit"]
    assert desk.left_behind == []
    assert not list(desk.folder.glob(".report*"))
