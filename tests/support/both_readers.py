"""The strict reader alone, which the reader of our own style is held to."""

from pathlib import Path
from typing import Any

import pytest

from checklist.files import reader
from checklist.files.libyaml import CBaseLoader
from checklist.files.reader import Data, Document, Limits, parse
from checklist.files.reading.own_style import NotOwnStyle, load_own_style


def take_none(text: str, limits: Limits) -> Data:
    """Take no text, in the place of the reader of our own style."""
    raise NotOwnStyle


def strictly_parsed(content: bytes, limits: Limits | None = None) -> Document:
    """Return the document that the reader gives without that of our own style."""

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "load_own_style", take_none)
        return parse(content, "report.yaml", limits=limits)


def is_in_own_style(text: str, limits: Limits | None = None) -> bool:
    """Return whether the reader of our own style takes a text."""
    try:
        load_own_style(text, limits or Limits())
    except NotOwnStyle:
        return False
    return True


def assert_both_agree(content: bytes, limits: Limits | None = None) -> Document:
    """Read a file with both readers, and return the document that both give."""
    document = parse(content, "report.yaml", limits=limits)
    strict = strictly_parsed(content, limits)
    assert document == strict
    assert repr(document.data) == repr(strict.data)  # 1 and True are equal, and any orders of keys
    return document


SPECIAL = {"␣": " ", "»": "\t", "—": "", "↵": "", "∎\n": "", "←": "\r", "⇔": "\ufeff"}
"""What the signs in the YAML test suite stand for."""


def suite_texts(folder: Path) -> dict[str, str]:
    """Return the texts of the YAML test suite, valid or not, each by a name."""
    texts = {}
    for path in sorted(folder.glob("src/*.yaml")):
        cases: Any = CBaseLoader(path.read_text(encoding="utf-8")).get_data()
        text = ""
        for number, case in enumerate(cases):
            text = case.get("yaml", text)
            for sign, meaning in SPECIAL.items():
                text = text.replace(sign, meaning)
            texts[f"{path.stem}-{number}"] = text
    return texts
