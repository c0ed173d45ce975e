"""Prints the commands of README, and runs them unchanged.

`tests/support/readme.py` explains the comments in README that mark commands.
"""

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.support.readme import block, blocks, command

COMMANDS = {
    "environment-command": "python3 -m venv",
    "main-command": "checklist answer",
    "test-command": '".[test]" && pytest',
}


def run() -> None:
    """Run each marked command in a shell of its own, without standard input."""
    for mark, _, body in blocks():
        if mark.startswith("file: "):
            Path(mark.removeprefix("file: ")).write_text(body, encoding="utf-8")
        elif mark.startswith("run"):
            expected = int(mark.removeprefix("run: exit ")) if ":" in mark else 0
            for line in body.strip().splitlines():
                print(f"$ {line}", flush=True)
                code = subprocess.run(
                    ["bash", "-c", line], stdin=subprocess.DEVNULL, check=False
                ).returncode
                if code != expected:
                    sys.exit(f"README: `{line}` ended with {code}, not {expected}")


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
