"""The list of the commands: panels by person."""

import typer
from typer.testing import CliRunner

from checklist.application import PANELS, build_app
from checklist.text.messages import tr

RUNNER = CliRunner()


def help_of(app: typer.Typer, *words: str) -> str:
    done = RUNNER.invoke(app, [*words, "--help"], env={"COLUMNS": "80"}, prog_name="checklist")
    assert done.exit_code == 0
    return done.stdout


def panels_in(shown: str) -> dict[str, list[str]]:
    """Return the names that stand below each heading of a help."""
    panels: dict[str, list[str]] = {}
    for line in shown.partition("  To begin, or to go on")[0].splitlines():
        if line and not line.startswith(" "):
            heading = line.removesuffix(":")
            panels[heading] = []
        elif line.startswith("  ") and line[2:3].strip():
            panels[heading].append(line.split()[0])
    return panels


def test_help_lists_the_commands_by_person() -> None:
    panels = panels_in(help_of(build_app()))

    assert [panels[tr(panel)] for panel in PANELS] == [[*listed] for listed in PANELS.values()]


def test_the_help_of_all_panels_begins_in_one_column_and_fits_80_characters() -> None:
    shown = help_of(build_app()).split("Answering:")[1]

    begins = {
        line.index(text.split()[0])
        for commands in PANELS.values()
        for name, text in commands.items()
        for line in shown.splitlines()
        if line.startswith(f"  {name} ") and text.split()[0] in line
    }
    assert len(begins) == 1
    assert max(map(len, shown.splitlines())) <= 80


def test_help_is_plain_text() -> None:
    assert help_of(build_app()).isascii()
    assert "\x1b" not in help_of(build_app())
