"""The strict reader alone, which the reader of our own style is held to."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checklist.diagnostics import DocumentPath
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
    for where in [*places_in(document.data), ("absent",), ("answers", "absent")]:
        for key in (False, True):
            assert document.offset(where, key=key) == strict.offset(where, key=key), where
    return document


def places_in(data: Data) -> Iterator[DocumentPath]:
    """Yield the place of each value, the innermost last."""
    yield ()
    if isinstance(data, dict | list):
        for key, inner in data.items() if isinstance(data, dict) else enumerate(data):
            yield from ((key, *where) for where in places_in(inner))


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
