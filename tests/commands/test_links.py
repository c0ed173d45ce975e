"""Links that stand where a command of the ministries writes: nobody chose their names."""

import os
from pathlib import Path

import pytest

from tests.support.divided import REPORT, divided, run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="making a link needs rights on Windows")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("links")
    divided(folder)
    return folder


@pytest.mark.thorough
def test_no_command_writes_through_a_link_of_a_name_that_it_chose(folder: Path) -> None:
    victim = folder / "diary.txt"
    victim.write_text("mine\n", "utf-8")
    (folder / "returns").mkdir()
    report = (folder / REPORT).read_bytes()
    commands = {
        "parts/NOR-justice.html": ("form", REPORT, "--authority", "justice"),
        "parts/NOR-justice.eml": ("form", REPORT, "--authority", "justice"),
        "NOR-whole.html": ("form", "--state", "NOR", "--to", "."),
    }
    for name, words in commands.items():
        link = folder / name
        link.unlink(missing_ok=True)
        link.symlink_to(victim)

        done = run(folder, *words)

        assert done.code == 2, (name, done.stdout, done.stderr)
        assert f"{name} could not be saved: a symbolic link is in its place" in done.stderr
        assert victim.read_text("utf-8") == "mine\n"
        assert (folder / REPORT).read_bytes() == report
        link.unlink()
