"""The fenced blocks of README, as they are written there."""

import re

from tests.support.folders import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")

_BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)


def block(kind: str, containing: str) -> str:
    """Return the only block of this kind with this text in it."""
    (found,) = [
        one["body"]
        for one in _BLOCK.finditer(README)
        if one["kind"] == kind and containing in one["body"]
    ]
    return found
