"""README says what the command says. Its commands are run by CI as they are written."""

import re
from pathlib import Path

from checklist.application import COMMANDS
from tests.support.folders import ROOT
from tests.support.running import checklist_run

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_readme_shows_the_help_as_it_is(tmp_path: Path) -> None:
    block = re.search(r"<!-- help -->\n```text\n(.*?)```", README, re.DOTALL)

    shown = checklist_run("--help", cwd=tmp_path, env={"COLUMNS": "80"}).stdout

    assert block is not None
    assert block[1].split() == shown.split()


def test_readme_shows_every_command() -> None:
    for command in COMMANDS:
        assert f"checklist {command}" in README


def test_readme_links_only_to_what_is_there() -> None:
    for target in re.findall(r"\]\((?!https?://)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
