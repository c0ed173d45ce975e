"""The help of the commands: all are listed, none is imported for it."""

import re
from pathlib import Path

import pytest

from checklist.application import COMMANDS, PANELS, module_name
from tests.support.running import checklist_run
from tests.support.starts import imported


def test_help_lists_every_command_and_imports_none(tmp_path: Path) -> None:
    modules = imported("--help", cwd=tmp_path)
    done = checklist_run("--help", cwd=tmp_path)

    assert not {name for name in modules if name.startswith("checklist.commands")}
    assert done.code == 0
    assert done.stdout.rstrip().endswith("report of this folder: checklist answer")
    shown = " ".join(done.stdout.split())
    for commands in PANELS.values():
        for name, text in commands.items():
            assert f" {name} {text}" in shown


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_help(name: str, tmp_path: Path) -> None:
    done = checklist_run(name, "--help", cwd=tmp_path)

    assert done.code == 0
    assert done.stdout.startswith(f"Usage: checklist {name} [OPTIONS]")
    assert not re.search(r"^  --output\b", done.stdout, re.MULTILINE)  # it is -o everywhere
    assert done.stderr == ""


def test_every_module_of_commands_with_a_run_is_a_command() -> None:
    import checklist.commands

    folder = Path(str(checklist.commands.__file__)).parent
    modules = {
        ".".join(["checklist.commands", *path.relative_to(folder).with_suffix("").parts])
        for path in folder.rglob("*.py")
        if "\ndef run(" in path.read_text("utf-8")
    }

    assert modules == {module_name(name) for name in COMMANDS}


def test_without_words_the_help_is_shown_and_the_exit_code_is_2(tmp_path: Path) -> None:
    done = checklist_run(cwd=tmp_path)

    assert done.code == 2
    assert "Answering:" in done.stdout + done.stderr
