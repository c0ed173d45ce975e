"""Texts in our own style: parts of reports, as `checklist` writes them and as PyYAML does."""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from checklist.files.reader import read
from checklist.files.report_text import ReportText
from tests.support.folders import FIXTURES

PROSE = {
    "state": "AUT",
    "answers": {
        "paragraphs": {
            "value": "The law says:\n\n- one\n  - and two\n# three\n",
            "note": "a: b\nc",
        },
        "non-ascii": {"value": "Loi nº 5 – « traite des êtres humains » à l'étranger, ٣ ans 😀"},
        "long": {
            "value": "Выявление жертв: полиция и инспекция труда, совместно. " * 4,
            "note": "",
        },
        "quoted": {"value": 'She said "no": it\'s #1 \\ one\u2028\ufeff', "note": "- 'x': ?"},
        "list": {"value": ["2024-01", "null", "no", "- a", "word " * 20, ""]},
        "table": {"value": [{"law": {"value": "x"}, "date": {"value": "1999"}}, {}, {"a": {}}]},
        "numbers": {"value": 5, "note": -3, "confidential": True, "carried": False, "x": None},
        "floats": {"value": 2.5, "note": "1e5", "none": []},
    },
}
"""Data that is hard to write: texts that look like YAML, of several lines and in other scripts."""


def in_both_styles(data: Mapping[str, Any]) -> tuple[str, str]:
    """Return data in YAML as `checklist` writes it, and as PyYAML does."""
    as_pyyaml = yaml.dump(dict(data), Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)
    return ReportText.new(data, "report").text, as_pyyaml


def large_reports() -> Sequence[dict[str, Any]]:
    """Return the data of the fixtures' large reports."""
    reports = [read(path).data for path in sorted(FIXTURES.glob("*reports/*.yaml"))]
    return [data for data in reports if isinstance(data, dict)]


def parts_of_reports(size: int = 6) -> Sequence[str]:
    """Return parts of the fixtures' large reports with so many answers, each in both styles."""
    texts: list[str] = []
    for data in (*large_reports(), PROSE):
        answers: dict[str, Any] = data["answers"]
        ids = list(answers)
        for first in range(0, len(ids), size):
            few = {name: answers[name] for name in ids[first : first + size]}
            texts += in_both_styles({**data, "answers": few})
    return texts
