"""Starts the command in a new interpreter, and lists the modules that it imported."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.support.running import PATIENCE, environment

_SCRIPT = """
import os, sys
os._exit = sys.exit
from checklist.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print(*sorted(sys.modules), file=sys.stderr)
"""


def imported(*arguments: str, cwd: Path, env: Mapping[str, str] | None = None) -> set[str]:
    """Run the command, and return the names of the modules that it imported.

    Args:
        arguments: The words behind `checklist`.
        cwd: The folder in which it runs.
        env: Variables to set in addition to the clean environment.
    """
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, *arguments],
        cwd=cwd,
        env=environment(env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    return set(done.stderr.splitlines()[-1].split())
