"""What is not for a terminal gets a new file there, which is named; a pipe gets it as it is."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.support.later_reports import EARLIER, LATER
from tests.support.running import checklist_run

if sys.platform != "win32":
    from tests.support.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return Path(shutil.copy(EARLIER / "report-UGA.yaml", tmp_path))


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("words", "name"),
    [
        ([], "report-UGA.html"),
        (["--public"], "report-UGA.public.html"),
    ],
)
def test_in_a_terminal_the_document_gets_a_new_file_beside_the_report(
    words: list[str], name: str, report: Path
) -> None:
    folder = report.parent / "elsewhere"
    folder.mkdir()
    second = name.replace(".html", ".2.html")
    report.with_name(name).write_text("Mine.", "utf-8")

    with Terminal("export", "../report-UGA.yaml", *words, cwd=folder, columns=200) as terminal:
        code = terminal.end()
        screen = terminal.screen_text()

    assert code == 0
    assert f"The file ../{second} was written." in screen
    assert "<p" not in screen
    assert report.with_name(name).read_text("utf-8") == "Mine."
    assert (
        report.with_name(second).read_text("utf-8")
        == checklist_run("export", report.name, *words, cwd=report.parent).stdout
    )
    assert list(folder.iterdir()) == []


def test_the_page_of_a_summary_gets_a_new_file_in_the_current_folder(tmp_path: Path) -> None:
    words = ("summarize", EARLIER, "--format", "html")
    (tmp_path / "summary.html").write_text("Mine.", "utf-8")

    with Terminal(*words, cwd=tmp_path) as terminal:
        code = terminal.end()
        screen = terminal.screen_text()

    assert code == 0
    assert "The file summary.2.html was written." in screen
    assert "<p" not in screen
    assert (tmp_path / "summary.html").read_text("utf-8") == "Mine."
    assert (tmp_path / "summary.2.html").read_text("utf-8") == checklist_run(
        *words, cwd=tmp_path
    ).stdout


def test_the_page_of_a_comparison_gets_a_new_file_in_the_current_folder(tmp_path: Path) -> None:
    words = ("compare", "--format", "html", EARLIER, LATER)
    (tmp_path / "comparison.html").symlink_to("nowhere")

    with Terminal(*words, cwd=tmp_path) as terminal:
        code = terminal.end()
        screen = terminal.screen_text()

    assert code == 0
    assert "The file comparison.2.html was written." in screen
    assert (tmp_path / "comparison.2.html").read_text("utf-8") == checklist_run(
        *words, cwd=tmp_path
    ).stdout
    assert not (tmp_path / "nowhere").exists()
