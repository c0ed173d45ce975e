"""What is promised of any bytes: nothing but findings comes out of them."""

import json
from collections.abc import Iterable
from typing import Any

from checklist.checks.codes import codes
from checklist.checks.form_codes import FORM_CODES
from checklist.checks.validator import validate
from checklist.diagnostics import Diagnostic, Position
from checklist.files.reader import Document, Limits, parse
from checklist.forms.registry import read_return
from checklist.questionnaire.loading import shipped
from checklist.text.sanitize import safe_text
from tests.support.hostile_word_forms import DOCUMENT
from tests.support.hostile_word_forms import with_member as in_word
from tests.support.ministries import COAST
from tests.support.small_report import SMALL

SHIPPED = shipped("ctoc-cop-2010-6")

_KNOWN_CODES = frozenset(codes("SR", [SMALL, SHIPPED]))
_NARROW = Limits(max_bytes=2_000, max_events=200, max_depth=8)
"""Limits that small files reach."""
_PLAIN_WORDS = b"a: no\nb: 2026-11-24"
"""A file after which the next one is read as if it were the first."""


def check_reader(content: bytes) -> None:
    """Read a file, and fail when it breaks a promise.

    What was read without a finding is also read from JSON, by another parser, and must be the
    same.
    """
    document = parse(content, "report.yaml")

    _check_findings(document.refusals, content)
    assert document.readable or document.refusals, "neither data nor a finding"
    _check_data(document)
    _check_findings(parse(content, "report.yaml", limits=_NARROW).refusals, content)
    assert parse(_PLAIN_WORDS, "next.yaml").data == {"a": "no", "b": "2026-11-24"}


def check_validate(content: bytes) -> None:
    """Read and validate a report, and fail when that breaks a promise.

    It is validated against the small questionnaire when it has that word, and otherwise against
    the shipped one.
    """
    document = parse(content, "report-NOR.yaml")
    questionnaire = SMALL if b"small" in content else SHIPPED

    found = validate(document, questionnaire)

    _check_findings(found, content)


def check_return(content: bytes) -> None:
    """Read a returned form, and fail when that breaks a promise.

    The content is that of a page, and of the body of a Word file.
    """
    word = in_word(DOCUMENT, lambda _: content)
    files = [("NOR-labour.html", content), ("NOR-labour.docx", content), ("NOR-labour.docx", word)]
    for name, file in files:
        one = read_return(file, name, COAST)
        assert len(one.findings) <= 101, len(one.findings)
        for found in one.findings:
            assert found.code in FORM_CODES, found
            assert found.message == safe_text(found.message), found
        assert one.identity is not None or not one.given, one


TARGETS = {
    "reader": check_reader,
    "validate": check_validate,
    "return": check_return,
}
"""What is fuzzed, by its name."""


def _check_findings(found: Iterable[Diagnostic], content: bytes) -> None:
    found = list(found)
    assert len(found) <= 100 or (len(found) == 101 and found[-1].code == "S000"), len(found)
    if not found:
        return
    lines = content.decode(errors="replace").removeprefix("\ufeff").split("\n")
    for one in found:
        assert one.code in _KNOWN_CODES, one
        assert len(one.message.encode()) <= 500, one
        places: list[Diagnostic | Position] = [one, *one.related]
        for place in places:
            assert 1 <= place.line <= len(lines), one
            assert 1 <= place.column <= len(lines[place.line - 1]) + 1, one
            assert place.message == safe_text(place.message), one


def _check_data(document: Document) -> None:
    data = document.data
    if document.refusals or not isinstance(data, dict):
        return
    again = parse(json.dumps(data, ensure_ascii=False).encode(), "report.json")
    assert not again.refusals, again.refusals
    assert _typed(again.data) == _typed(data), (again.data, data)


def _typed(data: Any) -> str:
    """Return data so that what is equal and of the same types is the same: not 1, 1.0 and True."""
    return repr(data)
