"""Runs README's commands as they are written there, and keeps its help current.

A fenced block is run when the line above it is `<!-- run -->`, or `<!-- run: exit N -->` when its
last command is to end with N. `<!-- file: NAME -->` writes the block to a file first.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"(?:<!-- (?P<mark>.+?) -->\n)?```(?P<kind>\w+)\n(?P<body>.*?)```", re.DOTALL)


def blocks() -> Iterator[tuple[str, str, str]]:
    for block in BLOCK.finditer(README.read_text(encoding="utf-8")):
        yield block["mark"] or "", block["kind"], block["body"]


def command(containing: str) -> str:
    (found,) = [
        body.strip()
        for mark, kind, body in blocks()
        if kind == "sh" and not mark and containing in body
    ]
    return found


def run() -> None:
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
        case ["test-command"]:
            print(command('".[test]" && pytest'))
        case ["main-command"]:
            print(command("checklist answer"))
        case ["run"]:
            run()
        case _:
            sys.exit("usage: readme.py test-command | main-command | run")


if __name__ == "__main__":
    main()
