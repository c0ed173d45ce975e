import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from checklist.console.text_editor import EditorFailedError, command, edit

Set = Callable[[str], str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    path.write_text("First line.\n")
    return path


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Set:
    """Makes an editor of a few lines of Python, in which `path` is the file to be edited."""
    monkeypatch.delenv("VISUAL", raising=False)

    def make(body: str) -> str:
        script = tmp_path / "my editor.py"
        head = "import sys, os, signal\nfrom pathlib import Path\npath = Path(sys.argv[-1])\n"
        script.write_text(head + body)
        command = f'"{sys.executable}" "{script}" --wait'
        monkeypatch.setenv("EDITOR", command)
        return command

    return make


def test_the_editor_changes_the_file(editor: Set, file: Path) -> None:
    editor("path.write_text(path.read_text() + 'Second line.\\n')")

    edit(file, command())

    assert file.read_text() == "First line.\nSecond line.\n"


def test_visual_comes_before_editor(
    editor: Set, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", editor("path.write_text('visual')"))
    monkeypatch.setenv("EDITOR", "no-such-editor")

    edit(file, command())

    assert file.read_text() == "visual"


def test_an_editor_that_fails_leaves_the_file_as_it_saved_it(editor: Set, file: Path) -> None:
    editor("path.write_text('saved'); sys.exit(3)")

    with pytest.raises(EditorFailedError, match=r"The editor ended with code 3\."):
        edit(file, command())

    assert file.read_text() == "saved"


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX")
def test_an_editor_that_is_killed_leaves_the_file_as_it_saved_it(editor: Set, file: Path) -> None:
    editor("path.write_text('saved'); os.kill(os.getpid(), signal.SIGKILL)")

    with pytest.raises(EditorFailedError, match=r"The editor was stopped by signal 9\."):
        edit(file, command())

    assert file.read_text() == "saved"


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGQUIT])
def test_what_the_keys_of_the_terminal_send_is_for_the_editor_alone(
    number: signal.Signals, editor: Set, file: Path
) -> None:
    before = signal.getsignal(number)
    editor(
        f"is_default = signal.getsignal({int(number)}) is not signal.SIG_IGN\n"
        f"os.kill(os.getppid(), {int(number)})\n"
        "path.write_text(f'{is_default}')"
    )
    # As in an interview; by default the process would end, and this test with it.
    signal.signal(number, lambda *_: pytest.fail("the signal came through"))
    try:
        edit(file, command())
    finally:
        signal.signal(number, before)

    assert file.read_text() == "True"


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ("no-such-editor-anywhere", "`no-such-editor-anywhere` cannot be started"),
        ("vi 'unclosed", "which is not a command"),
    ],
)
def test_an_editor_that_is_not_there_is_named(
    chosen: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", chosen)

    with pytest.raises(EditorFailedError, match=says) as told:
        command()
    assert "Type the text here: a line that ends with \\ goes on" in str(told.value)


@pytest.mark.skipif(sys.platform == "win32", reason="the editors are scripts of a shell")
def test_without_a_choice_the_first_of_the_usual_editors_that_is_there_is_taken(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["sensible-editor", "nano", "vi", "notepad"]
    for variable in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(variable, raising=False)
    shell = shutil.which("sh")
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    taken = []
    for name in reversed(names):
        (folder / name).write_text(f'#!{shell}\necho {name} > "$1"\n')
        (folder / name).chmod(0o700)
        edit(file, command())
        taken.append(file.read_text().strip())

    assert taken == names[::-1]


def test_without_any_editor_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("PATH", "")

    with pytest.raises(EditorFailedError, match=r"There is no editor here\. Type the text here"):
        command()
