"""A strategy of hypothesis: a State report in which one part was changed, most often for the worse.

The new part is wrong as real files are wrong, or nearly right: another type, a key in the wrong
place, a date that does not exist, an invisible character.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from hypothesis import strategies as st

Strategy: TypeAlias = st.SearchStrategy[Any]
Place: TypeAlias = tuple[str | int, ...]
"""The keys and indices that lead to a part of a report."""


@dataclass(frozen=True)
class Broken:
    """A report after one change, which may have broken it."""

    report: dict[str, Any]
    place: Place
    """The part that was replaced, removed, added or renamed."""


_KEYS = (
    *("value", "missing", "reason", "note", "confidential", "answered_by", "confidence"),
    *("carried", "by", "status", "partly", "law", "practice", "evidence", "details", "article"),
    *("url", "obstacles", "planned_by", "office", "email", "seal", "salt", "supersedes", "answers"),
    *("valeu", "Value", "value ", "value\n", "\ufeffvalue", "\u017ftatus", "", "__proto__", "$ref"),
)
_JUNK: Strategy = st.sampled_from(
    [
        *(None, True, False, 0, 1, -1, 2, 0.0, 1.0, 1.5, -0.0, 1e3, 10**13, 10**15 - 1),
        *("", " ", "\n", "\ufeff", "\u2028", "x", "null", "true", "1", "NO", "not-known"),
        *([], {}, [None], [[]], ["x"], ["x", "x"], {"value": 1}, {"value": "x"}, [{}], {"": {}}),
    ]
)
_CODES = st.sampled_from(
    [
        *("implemented", "partly-implemented", "considered", "ended", "not-implemented", "planned"),
        *("not-known", "not-applicable", "declined", "other", "not-collected", "does-not-arise"),
        *("law-only", "affirmative", "negative", "party", "none", "high", "draft", "final"),
        *("NOR", "AUT", "EUE", "nor", "N0R", "ZZZ", "a", "a--b", "A", "x" * 61, "aa"),
    ]
)
_NOT_QUITE_DATES = st.sampled_from(
    [
        *("2004-02-30", "2003-02-29", "1900-02-29", "2100-02-29", "2004-04-31", "2004-06-31"),
        *("2004-09-31", "2004-11-31", "2004-13", "2004-00", "2004-01-00", "2004-01-32", "0000"),
        *("0000-01-01", "2004-1", "04", "2004-01-1", "20040131", "2004-W05-6", "2004-031"),
        *("31/01/2004", "2004\n", "2004-01-31\n", " 2004", "2004-01-31T00:00", "+2004", "-2004"),
        *("\uff12004", "\u06620\u06664"),
        *("2000-02-29", "2004-02-29", "2004-12-31", "2004-10", "9999-12-31"),
    ]
)
_FORMS = st.sampled_from(
    [
        *("https://", "https://a b", "ftp://x", "HTTPS://x", "https://x\n", "https://x\ufeff"),
        *("a@b", "a b@c.org", "a@b.org\n", "a@b@c.org", "a@b.o\ufeffrg", "112", "1 2", "+1 2345\n"),
        *("sha256:" + "0" * 63, "SHA256:" + "0" * 64, "sha256:" + "F" * 64, "sha256:" + "0" * 65),
        *("sha256:" + "1" * 64 + "\n", "sha256:" + "2" * 64, "sha256-salted:" + "2" * 64),
        *("sha256-:" + "2" * 64, "a" * 32, "A" * 32, "a" * 31, "a" * 32 + "\n"),
        *("1.0", "1.0.0\n", "01.0.0", "1.0.0.0", "v1.0.0", "\u0661.0.0"),
    ]
)

_LENGTHS = (60, 254, 300, 400, 1000, 2000, 4000, 10_000, 20_000)
"""The most characters that the texts of a report can have."""


@st.composite
def broken(draw: st.DrawFn, report: dict[str, Any]) -> Broken:
    """Return the report with one part replaced, removed, added, renamed or repeated.

    It stays a mapping with at least one key.
    """
    place = draw(st.sampled_from(draw(_regions(report))))
    node = _at(report, place)
    change = draw(st.sampled_from(_changes(node, place)))
    if change == "remove":
        return Broken(_without(report, place), place)
    if change == "rename":
        key = draw(st.sampled_from(_KEYS))
        return Broken(_with(_without(report, place), (*place[:-1], key), node), place)
    if change == "add":
        key = draw(st.sampled_from(_KEYS))
        added = draw(_JUNK | _CODES | _NOT_QUITE_DATES | st.just("Some words."))
        return Broken(_with(report, (*place, key), added), (*place, key))
    return Broken(_with(report, place, draw(_replaced(node))), place)


@st.composite
def _regions(draw: st.DrawFn, report: dict[str, Any]) -> list[Place]:
    """Return the places of one answer, most of the time, or those of the head."""
    answers = report.get("answers")
    if answers and isinstance(answers, dict) and draw(st.integers(0, 5)):
        question_id = draw(st.sampled_from(list(answers)))
        return list(places(answers[question_id], ("answers", question_id)))
    head = {key: {} if key == "answers" else part for key, part in report.items()}
    return list(places(head))[1:]


def _changes(node: Any, place: Place) -> list[str]:
    changes = ["replace", "remove"]
    if isinstance(place[-1], str):
        changes.append("rename")
    return changes + (["add"] if isinstance(node, dict) else ["replace"]) * 4


def _replaced(node: Any) -> Strategy:
    if isinstance(node, str):
        begin, end = node[:1], node[1:]
        near = st.sampled_from(
            [
                *(node + "\n", "\n" + node, node + " ", " " + node, node.upper(), node[:-1]),
                *(begin + odd + end for odd in "\n\u2028\ufeff\u0301"),
                *(node + "\u2029", node + "\ufeff", [node], {"value": node}),
            ]
        )
        long = st.tuples(
            st.sampled_from("x1é\U0001f600"),
            st.sampled_from([length + more for length in _LENGTHS for more in (0, 1)]),
        ).map(lambda parts: parts[0] * parts[1])
        return near | near | long | long | _JUNK | _CODES | _NOT_QUITE_DATES | _FORMS
    if isinstance(node, list):
        return st.sampled_from(
            [[*node, *node], node * 300, [*node, None], [*node, "x"], node[:-1], node[:1]]
            + [[*node, one, one] for one in ("none", "law-only", "NOR")]
            + [[node], {"value": node}, *node, dict.fromkeys(map(str, node))]
        )
    if isinstance(node, bool):
        return st.sampled_from([int(node), float(node), str(node).lower(), [node], not node, None])
    if isinstance(node, int):
        same = [float(node), str(node), [node], bool(node), node + 0.5]
        return st.sampled_from([*same, -node, 0, node % 1000]) | _JUNK
    return _JUNK


def places(node: Any, below: Place = ()) -> Iterator[Place]:
    """Yield the place of a part of a report, and those of all parts below it."""
    yield below
    if isinstance(node, dict | list):
        for key in node if isinstance(node, dict) else range(len(node)):
            yield from places(node[key], (*below, key))


def _at(report: Any, place: Place) -> Any:
    for part in place:
        report = report[part]
    return report


def _with(node: Any, place: Place, part: Any) -> Any:
    """Return a copy with another part at the place; a value shared with other places is kept."""
    if not place:
        return part
    node = node.copy()
    node[place[0]] = part if len(place) == 1 else _with(node[place[0]], place[1:], part)
    return node


def _without(report: Any, place: Place) -> Any:
    rest = _at(report, place[:-1]).copy()
    del rest[place[-1]]
    return _with(report, place[:-1], rest)
