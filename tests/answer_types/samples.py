"""Values of every answer type, for what holds for all of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from checklist.answer_types.interface import AnswerType
from tests.answer_types.driving import make, options

MISSING = [
    {"missing": "declined"},
    {"missing": "not-known", "reason": "not-collected"},
    {"missing": "not-applicable", "reason": "other", "note": "The sea is far."},
]


@dataclass(frozen=True)
class Sample:
    """An answer type, values of it, entries that it may take, and one that it surely takes."""

    answer_type: AnswerType
    values: list[Any]
    entries: list[str]
    sure: str

    def __repr__(self) -> str:
        return self.answer_type.type


CODES = options("party", "signatory", "neither")
WITH_NONE = [*options("party", "signatory"), {"code": "nothing", "label": "N", "exclusive": True}]
COLUMNS = [
    {"id": "name", "label": "Name", "type": "text", "required": True, "single_line": True},
    {"id": "kind", "label": "Kind", "type": "choice", "options": CODES},
    {"id": "year", "label": "Year", "type": "date", "required": True},
    {"id": "cases", "label": "Cases", "type": "integer"},
    {"id": "where", "label": "Where", "type": "state"},
    {"id": "open", "label": "Open", "type": "yes-no"},
]
ROW = {
    "name": {"value": "x", "note": "old"},
    "kind": {"value": "party"},
    "year": {"value": "2004-05"},
    "cases": MISSING[1],
    "where": {"value": "NOR", "confidential": True},
    "open": {"value": "negative"},
}
SAMPLES = [
    Sample(make("choice", options=CODES), ["party"], ["p", "neither"], "1"),
    Sample(make("choices", options=WITH_NONE), [["party", "signatory"], ["nothing"]], ["1,3"], "1"),
    Sample(make("yes-no"), ["affirmative"], ["y", "no"], "1"),
    Sample(
        make("text", max_length=9, single_line=True, pattern="[a-z0-9]+"),
        ["abc"],
        ["ABC", "abcdefghij"],
        "1",
    ),
    Sample(make("text"), ["two\nlines"], ["two\nlines", "-"], "1"),
    Sample(make("integer", minimum=-7, maximum=90), [0, 90], ["-7", "91", "1 2"], "1"),
    Sample(make("date"), ["2004", "2004-02-29"], ["2004-13", "0000", "2003-02-29"], "2004"),
    Sample(make("state"), ["NOR"], ["norway", "Atlantis"], "NOR"),
    Sample(make("states"), [["NOR", "SWE"]], ["NOR; SWE", "NOR;NOR", ";"], "NOR"),
    Sample(
        make("contact"),
        [{"office": "Ministry", "email": "a@b.example", "telephone": "+43 1 26060"}],
        ["a@b.example", "+43 1 26060", "Ministry"],
        "Ministry",
    ),
    Sample(make("table", entry="law", columns=COLUMNS), [[ROW, ROW], []], ["NOR", "y"], "2004"),
    Sample(
        make("matrix", options=CODES, items=[{"id": f"r-{n}", "label": f"R{n}"} for n in "123"]),
        [{"r-1": {"value": "party", "note": "n"}, "r-2": MISSING[1], "r-3": MISSING[2]}],
        ["2*", "*"],
        "1",
    ),
    Sample(
        make("implementation", considered=True),
        [
            {
                "status": "partly-implemented",
                "partly": ["law-only"],
                "law": "The law.",
                "evidence": [
                    {"law": "criminal-code", "article": "3"},
                    {"url": "https://x.example"},
                ],
                "details": {"planned_by": "2027", "obstacles": "Some."},
            },
            {"status": "considered", "reason": "No need."},
        ],
        ["5", "1 article 3; https://x.example", "implemented"],
        "1",
    ),
]


def with_less(value: Any) -> Iterator[Any]:
    """Yield the value, then the same without each of its parts."""
    yield value
    if isinstance(value, dict):
        yield from ({k: part for k, part in value.items() if k != left_out} for left_out in value)
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from ([*value[:at], less, *value[at + 1 :]] for less in with_less(item))
