"""The folders that commands make can be used by their owner alone, whatever the umask is."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.divided import COAST, REPORT, divided
from tests.support.running import COMMAND, PATIENCE, environment

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")


def run(folder: Path, *words: str | Path) -> None:
    """Run a command without a mask of permissions, as some servers do."""
    done = subprocess.run(
        [*COMMAND, *map(str, words)],
        cwd=folder,
        env=environment(),
        umask=0,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode in {0, 1}, done.stderr
    assert b"Traceback" not in done.stderr


def modes_of_folders(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): oct(path.stat().st_mode & 0o777)
        for path in folder.rglob("*")
        if path.is_dir() and "coast" not in path.parts
    }


@pytest.mark.thorough
def test_the_folders_of_forms_are_private(tmp_path: Path) -> None:
    divided(tmp_path)
    shutil.rmtree(tmp_path / "parts")

    run(tmp_path, "form", REPORT, "--authority", "justice", *COAST)
    run(tmp_path, "form", "--state", "NOR", "--to", "a/b", *COAST)

    assert set(modes_of_folders(tmp_path).values()) == {"0o700"}
    assert {"parts", "a/b"} <= {*modes_of_folders(tmp_path)}
