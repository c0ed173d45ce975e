"""The fenced blocks of README, as they stand there. `.ci/readme.py` reads them from here, too.

A comment above a block says what it is for:

- `<!-- run -->`: .ci/run runs each line; with `<!-- run: exit N -->` each ends with N.
- `<!-- file: NAME -->`: .ci/run writes the block to this file.
- `<!-- shown: NAME -->`: tests/acceptance/test_readme.py compares it with what the tool shows.

Only the standard library is imported here: .ci/run needs the blocks before anything is installed.
"""

import os
import re
from collections.abc import Iterator
from typing import NamedTuple

from tests.support.folders import ROOT

PATH = ROOT / "README.md"

_BLOCK = re.compile(
    r"^(?:<!-- (?P<mark>.+?) -->\n)?```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE
)


class Block(NamedTuple):
    """A fenced block."""

    mark: str
    """The text of the comment above it; empty without one."""
    kind: str
    """The language behind the fence."""
    body: str


def blocks() -> Iterator[Block]:
    """Yield all blocks, in their order."""
    for found in _BLOCK.finditer(PATH.read_text(encoding="utf-8")):
        yield Block(found["mark"] or "", found["kind"], found["body"])


def block(kind: str, containing: str) -> str:
    """Return the only block of this kind with this text in it."""
    (body,) = [one.body for one in blocks() if one.kind == kind and containing in one.body]
    return body


def command(containing: str) -> str:
    """Return the only command with this text in it that stands in a block of its own."""
    (body,) = [
        one.body.strip()
        for one in blocks()
        if one.kind == "sh" and not one.mark and containing in one.body
    ]
    return body


def assert_shown(name: str, text: str) -> None:
    """Compare the block `<!-- shown: NAME -->` with a text. With `REWRITE=1`, write it instead."""
    mark = f"shown: {name}"
    if os.environ.get("REWRITE"):
        readme = PATH.read_text(encoding="utf-8")
        start = re.search(rf"<!-- {re.escape(mark)} -->\n```\w+\n", readme)
        assert start is not None, f"README has no block {mark!r}"
        end = readme.index("```", start.end())
        PATH.write_text(readme[: start.end()] + text + readme[end:], encoding="utf-8")
    (body,) = [one.body for one in blocks() if one.mark == mark]
    assert body == text
