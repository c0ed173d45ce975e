"""Where output is no terminal, lines are written without rich, and are the same as with it."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from checklist.console.page import Page, PlainConsole
from checklist.text.paragraphs import Line, Marked
from tests.support.folders import EXAMPLES
from tests.support.running import environment

LINES = [
    Line("A heading", is_heading=True),
    Line(""),
    Line("word " * 40, indent=4, hanging=2),
    Line("x" * 200, indent=2),
    Line("国際連合事務局" * 12, indent=2),
    Line("a\ttab, [bold]no markup[/bold], :smile: and \x1b[31m, \u202e, \r\x07\x0b"),
    Line("two\nlines "),
    Line("some changed words", marked=(Marked(5, 12, "strike"),)),
]


@pytest.mark.parametrize("width", [20, 41, 80, 300])
def test_lines_are_those_that_rich_writes(width: int) -> None:
    drawn, plain = io.StringIO(), io.StringIO()
    pages = [
        Page(Console(file=drawn, width=width, highlight=False, markup=False, emoji=False)),
        Page(PlainConsole(plain, width)),
    ]

    for page in pages:
        for line in LINES:
            page.show(line)
        page.command("checklist answer 'a report.yaml'")

    assert plain.getvalue() == drawn.getvalue()
    assert pages[0].lines == pages[1].lines
    assert pages[1].height == sys.maxsize
    assert pages[0].rendered(LINES) == pages[1].rendered(LINES)


@pytest.mark.parametrize("columns", ["", "30", "137"])
def test_the_width_is_that_which_rich_finds(columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)

    assert PlainConsole().width == Console(file=io.StringIO()).width


@pytest.mark.thorough
def test_a_pipe_needs_no_rich_unless_a_variable_asks_for_colours(tmp_path: Path) -> None:
    code = "import sys, checklist.cli as cli\n" + (
        "cli._end = lambda code: print(code, 'rich.console' in sys.modules, file=sys.stderr)\n"
        f"cli.main(['summarize', {str(EXAMPLES)!r}])\n"
    )

    def run(**more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code],
            cwd=tmp_path,
            env={**environment(), **more},
            capture_output=True,
            text=True,
        )

    plain, coloured = run(), run(FORCE_COLOR="1")

    assert plain.stderr.endswith("0 False\n")
    assert coloured.stderr.endswith("0 True\n")
    assert "\x1b" not in plain.stdout
