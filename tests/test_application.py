"""The list of the commands: panels by person, groups, and what is imported for a command."""

import sys
from types import ModuleType

import pytest
import typer
from typer.testing import CliRunner

from checklist.application import PANELS, build_app

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


@pytest.fixture
def modules(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Add two commands in a group, of which one appends to the list that is returned."""
    called: list[str] = []

    def add(state: str) -> None:
        """Add the report of a State, word by word."""
        called.append(state)

    for name in ("archive", "archive.add", "archive.show"):
        module = ModuleType(f"checklist.commands.{name}")
        monkeypatch.setitem(sys.modules, module.__name__, module)
    sys.modules["checklist.commands.archive.add"].__dict__["run"] = add
    return called


def with_archive() -> typer.Typer:
    """Build the application with a group of two commands: three lines of the table."""
    archive = {
        "archive": "Keep the reports of a cycle together.",
        "archive add": "Add a report.",
        "archive show": "Show the reports.",
    }
    return build_app({**PANELS, "Answering": {**PANELS["Answering"], **archive}})


def test_help_lists_the_commands_by_person() -> None:
    panels = panels_in(help_of(build_app()))

    assert panels["Answering"] == [*PANELS["Answering"]]
    assert [one for one in panels if one in PANELS] == [*PANELS]


def test_a_panel_without_commands_is_not_shown() -> None:
    shown = help_of(build_app({"Answering": {"status": "Show how far."}, "Nobody": {}}))

    assert "Answering:" in shown
    assert "Nobody" not in shown


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


def test_a_group_is_one_command_of_its_panel(modules: list[str]) -> None:
    panels = panels_in(help_of(with_archive()))

    assert panels["Answering"] == [*PANELS["Answering"], "archive"]


def test_a_group_lists_its_commands_and_imports_none(modules: list[str]) -> None:
    del sys.modules["checklist.commands.archive.add"]

    shown = help_of(with_archive(), "archive")

    assert shown.startswith("Usage: checklist archive [OPTIONS] COMMAND [ARGS]...")
    assert "Keep the reports of a cycle together." in shown
    assert panels_in(shown)["Commands"] == ["add", "show"]


def test_a_command_of_a_group_is_imported_and_called(modules: list[str]) -> None:
    app = with_archive()

    shown = help_of(app, "archive", "add")
    done = RUNNER.invoke(app, ["archive", "add", "NOR"])

    assert shown.startswith("Usage: checklist archive add [OPTIONS] {state}")
    assert "Add the report of a State, word by word." in shown
    assert done.exit_code == 0
    assert modules == ["NOR"]


def test_a_mistyped_command_of_a_group_gets_a_suggestion(modules: list[str]) -> None:
    done = RUNNER.invoke(with_archive(), ["archive", "ad"])

    assert done.exit_code == 2
    assert "No such command 'ad'. Did you mean 'add'?" in done.output
