"""A double click: the program begins in the documents folder, and its window stays open."""

import sys
from pathlib import Path

from tests.support.terminal import Terminal

_FROZEN = "import sys; sys.frozen = True; from checklist.cli import main; main({words})"
_OWN_WINDOW = (
    "from checklist.files import double_click; "
    "double_click.has_own_window = lambda: True; from checklist.cli import main; main({words})"
)
"""On Windows, the system says that a window belongs to the program alone; elsewhere none does."""


def _started(script: str, *words: str, cwd: Path, home: Path) -> Terminal:
    shell = (sys.executable, "-c", script.format(words=list(words)))
    return Terminal(cwd=cwd, shell=shell, env={"HOME": str(home)})


def test_it_begins_in_the_documents_folder_and_says_so(tmp_path: Path) -> None:
    documents = tmp_path / "Dokumente"
    documents.mkdir()
    (tmp_path / ".config").mkdir()
    settings = tmp_path / ".config" / "user-dirs.dirs"
    settings.write_text('XDG_MUSIC_DIR="$HOME/Musik"\nXDG_DOCUMENTS_DIR="$HOME/Dokumente"\n')

    with _started(_FROZEN, cwd=tmp_path, home=tmp_path) as terminal:
        shown = terminal.wait_for("No report is in this folder")
        terminal.enter("Norway", "Ministry of Justice", "/quit")

    assert "in your documents folder: " in " ".join(shown.split())
    assert [path.name for path in documents.glob("report*")] == ["report-NOR.yaml"]


def test_it_stays_where_a_report_is_and_where_a_person_went(tmp_path: Path) -> None:
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    (home / "Documents").mkdir(parents=True)
    elsewhere.mkdir()

    with _started(_FROZEN, cwd=elsewhere, home=home) as terminal:
        shown = terminal.wait_for("No report is in this folder")
    assert "documents folder" not in shown

    (home / "report-NOR.yaml").write_text("checklist_report: 1\nstatus: draft\n")
    with _started(_FROZEN, cwd=home, home=home) as terminal:
        terminal.wait_for("report-NOR.yaml")
        assert "documents folder" not in terminal.flat_text()


def test_its_own_window_stays_until_the_error_is_read(tmp_path: Path) -> None:
    with _started(_OWN_WINDOW, "validate", "absent.yaml", cwd=tmp_path, home=tmp_path) as terminal:
        terminal.wait_for("absent.yaml")
        terminal.wait_for("Press Enter to close this window.")
        terminal.send("\r")
        assert terminal.end() == 1


def test_its_own_window_shows_a_mistake_of_the_program(tmp_path: Path) -> None:
    mistaken = (
        "import checklist.application as application; "
        "application.build_app = lambda: lambda **_: 1 / 0; " + _OWN_WINDOW
    )

    with _started(mistaken, "guide", cwd=tmp_path, home=tmp_path) as terminal:
        terminal.wait_for("ZeroDivisionError")
        terminal.wait_for("Press Enter to close this window.")
        terminal.send("\r")
        assert terminal.end() == 2
