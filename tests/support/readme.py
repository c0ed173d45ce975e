"""The fenced blocks of README and the guides. `.ci/readme.py` reads them from here, too.

A comment above a block says what it is for:

- `<!-- before: COMMAND -->`: .ci/run runs this first. Readers have done that already. The variable
  CHECKLIST_REPOSITORY names the folder of the project.
- `<!-- run -->`: .ci/run runs each line; with `<!-- run: exit N -->` each ends with N.
- `<!-- file: NAME -->`: .ci/run writes the block to this file.
- `<!-- shown: NAME -->`: tests/acceptance/test_readme.py compares it with what the tool shows.

Only the standard library is imported here: .ci/run needs the blocks before anything is installed.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.support.folders import ROOT

PATH = ROOT / "README.md"
GUIDES = sorted((ROOT / "checklist" / "guides").glob("*.md"))
DOCUMENTS = [PATH, *GUIDES]

_BLOCK = re.compile(
    r"^(?:<!-- (?P<mark>[^\n]+?) -->\n)?```(?P<kind>\w+)\n(?P<body>.*?)^```$"
    r"|^<!-- (?P<before>before: [^\n]+) -->\n",
    re.DOTALL | re.MULTILINE,
)


class Block(NamedTuple):
    """A fenced block."""

    mark: str
    """The text of the comment above it; empty without one."""
    kind: str
    """The language behind the fence; empty for a comment with a command."""
    body: str


def blocks(document: Path = PATH) -> Iterator[Block]:
    """Yield all blocks of a document, in their order."""
    for found in _BLOCK.finditer(document.read_text(encoding="utf-8")):
        if found["before"]:
            yield Block("run", "", found["before"].removeprefix("before: "))
        else:
            yield Block(found["mark"] or "", found["kind"], found["body"])


def block(kind: str, containing: str) -> str:
    """Return the only block of this kind, in any document, with this text in it."""
    (body,) = [
        one.body
        for document in DOCUMENTS
        for one in blocks(document)
        if one.kind == kind and containing in one.body
    ]
    return body


def command(containing: str) -> str:
    """Return the only command of README with this text in it, in a block of its own."""
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
