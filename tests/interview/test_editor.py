import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from checklist.answer_types.interface import Refusal
from checklist.interview.editor import Editor

Set = Callable[[str], str]


def edited(text: str) -> str:
    return Editor().written("question", text)


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Set:
    """Makes an editor of a few lines of Python, in which `path` is the file to be edited."""
    monkeypatch.delenv("VISUAL", raising=False)

    def make(body: str) -> str:
        script = tmp_path / "my editor.py"
        head = "import sys, os\nfrom pathlib import Path\npath = Path(sys.argv[-1])\n"
        script.write_text(head + body)
        command = f'"{sys.executable}" "{script}" --wait'
        monkeypatch.setenv("EDITOR", command)
        return command

    return make


def test_what_the_editor_saves_is_the_text(editor: Set) -> None:
    editor("path.write_text(path.read_text() + 'Second line.\\n\\n')")

    assert edited("First line.") == "First line.\nSecond line."


def test_a_text_that_is_not_there_yet_begins_empty(editor: Set) -> None:
    editor("assert path.read_text() == ''; path.write_text('New.')")

    assert edited("") == "New."


def test_letters_of_all_alphabets_pass_through(editor: Set) -> None:
    editor("path.write_text(path.read_text('utf-8').upper(), 'utf-8')")

    assert edited("größer, больше, 更大") == "GRÖSSER, БОЛЬШЕ, 更大"


def test_visual_comes_before_editor(editor: Set, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", editor("path.write_text('visual')"))
    monkeypatch.setenv("EDITOR", "no-such-editor")

    assert edited("") == "visual"


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are those of POSIX")
def test_only_its_owner_can_read_the_file_and_it_is_gone_afterwards(
    editor: Set, tmp_path: Path
) -> None:
    seen = tmp_path / "seen"
    editor(f"Path({str(seen)!r}).write_text(f'{{path}} {{os.stat(path).st_mode}}')")

    edited("secret")

    name, mode = seen.read_text().split()
    assert stat.S_IMODE(int(mode)) == 0o600
    assert not Path(name).exists()


def test_a_text_that_is_not_taken_opens_again(editor: Set) -> None:
    one = Editor()
    editor("path.write_text('Too long.')")
    one.written("question", "")
    editor("path.write_text(path.read_text() + ' Now shorter.')")

    elsewhere = one.written("another question", "")
    again = one.written("question", "")
    one.take("question")

    assert (elsewhere, again) == (" Now shorter.", "Too long. Now shorter.")
    assert not one.keeps("question")
    assert one.written("question", "Taken.") == "Taken.\n Now shorter."


def test_a_text_that_is_not_utf_8_opens_again_as_it_was(editor: Set) -> None:
    one = Editor()
    editor(r"path.write_bytes(b'K\xf6ln')")
    with pytest.raises(Refusal, match="not UTF-8"):
        one.written("question", "")
    editor("path.write_bytes(path.read_bytes().decode('latin-1').encode())")

    assert one.written("question", "") == "Köln"


def test_the_mark_of_utf_8_and_the_line_ends_of_another_system_are_left_out(editor: Set) -> None:
    editor(r"path.write_bytes(b'\xef\xbb\xbfOne\r\ntwo\rthree\r\n')")

    assert edited("") == "One\ntwo\nthree"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("sys.exit(3)", "The editor ended with code 3."),
        (r"path.write_bytes(b'\xff\xfe')", "What the editor left is not UTF-8 text."),
        ("path.unlink()", "The editor's file cannot be used"),
    ],
)
def test_an_editor_that_fails_leaves_the_answer_as_it_was(
    body: str, says: str, editor: Set
) -> None:
    editor(body)

    with pytest.raises(Refusal, match=says):
        edited("as it was")


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("no-such-editor-anywhere", "`no-such-editor-anywhere` cannot be started"),
        ("vi 'unclosed", "which is no command"),
    ],
)
def test_an_editor_that_is_not_there_is_named(
    command: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", command)

    with pytest.raises(Refusal, match=says):
        edited("")


def test_without_any_editor_the_text_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("PATH", "")

    with pytest.raises(Refusal, match="No editor is chosen"):
        edited("")
