"""Prints commands of README, and runs those of README and the guides unchanged.

`tests/support/readme.py` explains the comments that mark commands.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.support.folders import ROOT
from tests.support.readme import DOCUMENTS, block, blocks, command

COMMANDS = {
    "environment-command": "python3 -m venv",
    "main-command": "checklist answer",
    "test-command": '".[test]" && pytest',
}


def run() -> None:
    """Run the marked commands of each document in an empty folder of its own.

    Each command has a shell of its own, without standard input.
    """
    for document in DOCUMENTS:
        print(f"--- {document.relative_to(ROOT)}", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            _run(document, Path(folder))


def _run(document: Path, folder: Path) -> None:
    for mark, _, body in blocks(document):
        if mark.startswith("file: "):
            (folder / mark.removeprefix("file: ")).write_text(body, encoding="utf-8")
        elif mark.startswith("run"):
            expected = int(mark.removeprefix("run: exit ")) if ":" in mark else 0
            for line in body.strip().splitlines():
                print(f"$ {line}", flush=True)
                code = subprocess.run(
                    ["bash", "-c", line],
                    stdin=subprocess.DEVNULL,
                    cwd=folder,
                    env={**os.environ, "CHECKLIST_REPOSITORY": str(ROOT)},
                    check=False,
                ).returncode
                if code != expected:
                    sys.exit(f"{document.name}: `{line}` ended with {code}, not {expected}")


def main() -> None:
    match sys.argv[1:]:
        case ["run"]:
            run()
        case ["workflow"]:
            print(block("yaml", "runs-on:"), end="")
        case [*names] if names and COMMANDS.keys() >= set(names):
            print("\n".join(command(COMMANDS[name]) for name in names))
        case _:
            sys.exit(f"usage: readme.py run | workflow | ({' | '.join(COMMANDS)})...")


if __name__ == "__main__":
    main()
