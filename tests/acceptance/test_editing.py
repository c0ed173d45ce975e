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
FILE = "report-DNK.yaml.founding-story.value.edit.txt"
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

    def resumed(self, env: Mapping[str, str], *words: str, columns: int = 80) -> Terminal:
        """Go on with the report."""
        return Terminal("answer", *SMALL, REPORT, *words, cwd=self.folder, columns=columns, env=env)

    def interview(self, env: Mapping[str, str], *words: str, columns: int = 80) -> Terminal:
        """Go on with the report, at the question for a text."""
        terminal = self.resumed(env, *words, columns=columns)
        terminal.enter("/goto founding-story")
        return terminal

    @property
    def seen(self) -> list[dict[str, Any]]:
        """What the editors met, each time."""
        text = (self.folder / "tools" / "seen").read_text("utf-8")
        return [json.loads(line) for line in text.splitlines()]

    @property
    def left_behind(self) -> list[Path]:
        """The files for texts that are still there."""
        return list(self.folder.glob("*.edit.txt*"))

    @property
    def answer(self) -> str | None:
        """The text in the report."""
        text = values(self.folder / REPORT).get("founding-story")
        return None if text is None else str(text)


@pytest.fixture
def desk(begun: Path) -> Desk:
    return Desk(begun.parent)


@pytest.mark.sampled
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


@pytest.mark.thorough
def test_an_editor_can_have_arguments_and_visual_comes_before_it(desk: Desk) -> None:
    chosen = desk.editor(WRITE, "--wait", "--title", "an answer")
    env = {"VISUAL": chosen, "EDITOR": "no-such-editor"}

    with desk.interview(env) as terminal:
        terminal.enter("/edit")

    assert desk.answer == TEXT
    assert desk.seen[0]["words"][:-1] == ["--wait", "--title", "an answer"]


@pytest.mark.thorough
def test_an_empty_visual_is_none(desk: Desk) -> None:
    with desk.interview({"VISUAL": " ", "EDITOR": desk.editor(WRITE)}) as terminal:
        terminal.enter("/edit")

    assert desk.answer == TEXT


def test_only_the_official_can_read_the_file_and_it_is_gone_afterwards(desk: Desk) -> None:
    with desk.interview({"EDITOR": desk.editor(WRITE)}) as terminal:
        terminal.enter("/edit")

        (seen,) = desk.seen
        assert seen["mode"] == 0o600
        assert Path(seen["words"][0]) == desk.folder / FILE
        assert desk.left_behind == []


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("false", "The editor ended with code 1. The answer is as it was."),
        ("no-such-editor", "The editor `no-such-editor` cannot be started. Type the text here: a"),
        ("vi 'open", "EDITOR is `vi 'open`, which is not a command."),
        ("true", "Nothing was changed in the editor."),
        ("rm -f", "cannot be read. The answer is as it was."),
    ],
)
def test_an_editor_that_does_not_work_is_said_and_the_question_stays(
    command: str, says: str, desk: Desk
) -> None:
    with desk.interview({"EDITOR": command}) as terminal:
        terminal.enter("/edit")
        assert says in terminal.flat_text()
        is_started = command not in {"no-such-editor", "vi 'open"}
        assert ("Your text is in" in terminal.flat_text()) == is_started
        terminal.enter("Typed instead.")

    assert desk.answer == "Typed instead."
    assert desk.left_behind == []


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("body", "says", "again"),
    [
        ("path.write_bytes(b'K\\xf6ln')", f"{FILE} is not UTF-8 text.", "K\xf6ln"),
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

OPEN = "The editor is open."
SAVED = f"{WRITE}\nprint({OPEN!r}, flush=True)\n"
WAIT = "while not Path('go').exists(): time.sleep(0.02)\n"


def editor_fails(desk: Desk) -> None:
    with desk.interview({"EDITOR": desk.editor(f"{SAVED}sys.exit(3)")}) as terminal:
        terminal.enter("/edit")
        assert "The editor ended with code 3." in terminal.flat_text()
        assert f"Your text is kept in {FILE}. /edit opens your text again." in terminal.flat_text()


def editor_is_killed(desk: Desk) -> None:
    with desk.interview({"EDITOR": desk.editor(f"{SAVED}os.kill(os.getpid(), 9)")}) as terminal:
        terminal.enter("/edit")
        assert "The editor was stopped by signal 9." in terminal.flat_text()
        assert f"Your text is kept in {FILE}. /edit opens your text again." in terminal.flat_text()


def ctrl_c(desk: Desk) -> None:
    with desk.interview({"EDITOR": desk.editor(f"{SAVED}{WAIT}")}) as terminal:
        terminal.send("/edit\r")
        terminal.wait_for(OPEN)
        terminal.control("c")
        terminal.wait_for(f"Your text is kept in {FILE}. /edit opens your text again.")
        terminal.enter("/quit")
        assert terminal.end() == 0
        assert f"It is kept in {FILE}, and was written for" in terminal.flat_text()


def terminate(desk: Desk) -> None:
    with desk.interview({"EDITOR": desk.editor(f"{SAVED}{WAIT}print('Written.')")}) as terminal:
        terminal.send("/edit\r")
        terminal.wait_for(OPEN)
        terminal.signal(signal.SIGTERM)
        (desk.folder / "go").touch()  # the editor is still there, and can be left as usual
        assert terminal.end() == 128 + signal.SIGTERM
        assert terminal.is_restored
        assert "Written." in terminal.flat_text()
        assert f"It is kept in {FILE}, and was written for" in terminal.flat_text()
        saved, command = terminal.screen_text().splitlines()[-2:]
        assert saved == f"Saved in {REPORT}. Go on with:"
        assert command == f"  checklist answer {REPORT} --questionnaire small"


def close(desk: Desk) -> None:
    with desk.interview({"EDITOR": desk.editor(f"{SAVED}{WAIT}")}) as terminal:
        terminal.send("/edit\r")
        terminal.wait_for(OPEN)
        assert terminal.hang_up() == 128 + signal.SIGHUP


def kill(desk: Desk) -> None:
    with desk.interview({"EDITOR": desk.editor(f"{SAVED}{WAIT}")}) as terminal:
        terminal.send("/edit\r")
        terminal.wait_for(OPEN)
        terminal.signal(signal.SIGKILL)
        assert terminal.end() == -signal.SIGKILL


@pytest.mark.sampled
@pytest.mark.parametrize("lose", [editor_fails, editor_is_killed, ctrl_c, terminate, close, kill])
def test_what_was_saved_in_the_editor_is_taken_on_the_next_start(
    lose: Callable[[Desk], None], desk: Desk
) -> None:
    lose(desk)

    assert desk.answer is None
    assert [path.name for path in desk.left_behind] == [FILE]
    with desk.resumed({"EDITOR": "true"}) as terminal:
        terminal.wait_for_prompt()
        assert f"It is kept in {FILE}, and was written for" in terminal.flat_text()
        terminal.enter("/goto founding-story", "/edit", "/quit")
        assert terminal.end() == 0
    assert desk.answer == TEXT
    assert desk.left_behind == []
    assert not list(desk.folder.glob(".report*"))


@pytest.fixture
def kept(desk: Desk) -> Desk:
    (desk.folder / FILE).write_text("Kept.\n")
    return desk


def test_a_kept_text_stands_below_another_answer_until_it_is_emptied(kept: Desk) -> None:
    with kept.resumed({"EDITOR": kept.editor("path.write_text('')")}) as terminal:
        terminal.enter("/goto founding-story", "Typed instead.", "/quit")
        assert f"It is kept in {FILE}, and was written for" in terminal.flat_text()
    assert [path.name for path in kept.left_behind] == [FILE]

    with kept.resumed({"EDITOR": kept.editor("path.write_text('')")}) as terminal:
        terminal.enter("/goto founding-story", "/edit", "/quit")

    assert kept.answer == "Typed instead."
    assert kept.left_behind == []


@pytest.mark.thorough
def test_a_kept_text_that_does_not_fit_is_kept(kept: Desk) -> None:
    (kept.folder / FILE).write_text("long " * 50)

    with kept.resumed({"EDITOR": "true"}) as terminal:
        terminal.enter("/goto founding-story", "/edit")
        assert "The text has 249 characters; at most 200 are allowed." in terminal.flat_text()
        terminal.enter("/quit")

    assert [path.name for path in kept.left_behind] == [FILE]


def test_a_kept_text_is_said_where_nobody_is_asked(kept: Desk) -> None:
    done = checklist_run("answer", *SMALL, REPORT, "--no-input", cwd=kept.folder)

    assert f"It is kept in {FILE}," in " ".join(done.stdout.split())
    assert [path.name for path in kept.left_behind] == [FILE]


def test_a_kept_part_of_an_answer_is_opened_where_it_belongs(desk: Desk) -> None:
    with desk.interview({"EDITOR": desk.editor(f"{SAVED}{WAIT}")}) as terminal:
        terminal.enter("/goto light-service", *LIGHTS[1:3])
        terminal.send("/edit\r")
        terminal.wait_for(OPEN)
        terminal.signal(signal.SIGKILL)

    with desk.resumed({"EDITOR": "true"}) as terminal:
        terminal.enter("/goto light-service", "", "", "/edit", "", "")

    assert values(desk.folder / REPORT)["light-service"] == {
        "status": "partly-implemented",
        "partly": ["law-only", "some-regions"],
        "law": TEXT,
    }
    assert desk.left_behind == []


@pytest.mark.thorough
def test_status_and_finalize_say_that_a_text_is_kept(draft: Path) -> None:
    (draft.parent / FILE).write_text("Kept.\n")

    status = checklist_run("status", *SMALL, REPORT, cwd=draft.parent)
    final = checklist_run("finalize", *SMALL, REPORT, cwd=draft.parent)

    assert f"It is kept in {FILE}," in " ".join(status.stdout.split())
    assert f"It is kept in {FILE}," in final.stderr
    assert (draft.parent / FILE).exists()


@pytest.mark.thorough
def test_a_remark_that_waits_for_its_answer_is_kept_until_the_report_has_it(desk: Desk) -> None:
    file = FILE.replace(".value.", ".note.")

    with desk.interview({"EDITOR": desk.editor(WRITE)}) as terminal:
        terminal.enter("/note", "/edit", "/note", "/edit")
        assert "Nothing was changed in the editor." in terminal.flat_text()
        assert [path.name for path in desk.left_behind] == [file]
        terminal.enter("/back", "The answer.")
        assert desk.left_behind == []

    assert desk.answer == "The answer."
