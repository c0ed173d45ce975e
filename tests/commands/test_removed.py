"""Commands of earlier versions that are gone: each names what takes its place."""

import re
from pathlib import Path

import pytest

from checklist.application import COMMANDS, REMOVED
from tests.support.running import Result, checklist_run

NAMED = re.compile(r"[A-Z]+$|report-[A-Z]+\.yaml$")
"""The words of a command line that stand for what a person names: CODE, NUMBER, report-NOR.yaml."""


def offered_by_tab(*typed: str, cwd: Path) -> list[str]:
    """Return what Tab offers in bash for the last of the words that are typed."""
    done = checklist_run(
        cwd=cwd,
        env={
            "_CHECKLIST_COMPLETE": "complete_bash",
            "COMP_WORDS": "\n".join(["checklist", *typed]),
            "COMP_CWORD": str(len(typed)),
        },
    )
    assert (done.code, done.stderr) == (0, "")
    return done.stdout.split()


@pytest.mark.parametrize("name", REMOVED)
@pytest.mark.parametrize("more", [[], ["--help"], ["labour", "report-NOR.yaml", "--on", "soon"]])
def test_a_command_that_is_gone_is_named_with_what_took_its_place(
    name: str, more: list[str], tmp_path: Path
) -> None:
    done = checklist_run(*name.split(), *more, cwd=tmp_path)

    said = f"checklist: `{name}` is not a command any more: {REMOVED[name]}\n"
    assert done == Result(2, "", said)


@pytest.mark.parametrize("name", REMOVED)
def test_what_took_its_place_is_there(name: str, tmp_path: Path) -> None:
    assert name not in COMMANDS
    for line in re.findall("`checklist ([^`]+)`", REMOVED[name]):
        words = line.split()
        command = max((one for one in COMMANDS if f"{line} ".startswith(f"{one} ")), key=len)
        shown = checklist_run(*command.split(), "--help", cwd=tmp_path)
        assert shown.code == 0
        for word in words[len(command.split()) :]:
            if not NAMED.match(word):
                assert re.search(rf"(^ +|[<|]|, ){word}\b", shown.stdout, re.MULTILINE), word


@pytest.mark.parametrize("name", REMOVED)
def test_tab_does_not_offer_what_is_gone(name: str, tmp_path: Path) -> None:
    assert name.split()[-1] not in offered_by_tab(*name.split(), cwd=tmp_path)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["ministries", "note", "labour", "cl"], ["cleared"]),
        (["register", "note", "12", ""], ["sent", "withdrawn"]),
    ],
)
def test_tab_offers_events(typed: list[str], offered: list[str], tmp_path: Path) -> None:
    assert offered_by_tab(*typed, cwd=tmp_path) == offered
