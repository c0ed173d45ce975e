"""The codes of all States as data for the script of a page, in few characters.

Each question, and each row of a matrix, has one text for each State. A digit or small letter stands
for a code, a capital letter for a standing. What a State wrote in words is not in it.
"""

from collections.abc import Mapping, Sequence
from string import ascii_lowercase, digits
from typing import Any

from checklist.analysis.summary.by_state import StatesInGroup, UnitCodes
from checklist.analysis.summary.document import Summary
from checklist.analysis.summary.tally import MEASURE
from checklist.render.bars import HATCHES
from checklist.render.summary.parts import MISSING_LABELS

_PLACES = digits + ascii_lowercase
_ANSWERED = "X"
_STANDINGS: Mapping[str, str] = {
    "not_known": "K",
    "not_applicable": "A",
    "declined": "D",
    "unanswered": "U",
    "confidential": "C",
    "off_path": "O",
    "invalid": "I",
    "withheld": "W",
}
_NOT_CALLED_FOR = _STANDINGS["not_applicable"]
SIGNS = "●◐◔◌⊘■○"
"""The sign of each level, from implemented to not implemented, so that no shade stands alone."""
OWN_CODES = "◇"
"""The sign of an answer whose codes do not say how far a measure is in place."""


def state_data(
    summary: Summary, groups: Sequence[StatesInGroup], units: Sequence[UnitCodes]
) -> Mapping[str, Any]:
    """Return the data.

    Args:
        summary: The summary.
        groups: The States in their groups.
        units: Their codes.
    """
    in_group = {one.state.code: group.group.code for group in groups for one in group.states}
    return {
        "states": [
            [one.state.code, one.state.name, in_group[one.state.code]] for one in summary.reports
        ],
        "groups": [[one.group.code, one.group.label] for one in groups],
        "levels": [label for _, label in MEASURE],
        "signs": [*SIGNS, OWN_CODES],
        "standings": {
            sign: [MISSING_LABELS[name], HATCHES[name]] for name, sign in _STANDINGS.items()
        },
        "themes": [[one.id, one.title] for one in summary.themes],
        "recommendations": [
            [one.implementation.id, one.implementation.title, [own.number for own in one.own_codes]]
            for one in summary.recommendations
        ],
        "questions": {one.unit.question: f"{one.unit.number} {one.unit.words}" for one in units},
        "units": [_unit(one) for one in units],
    }


def _unit(one: UnitCodes) -> Sequence[Any]:
    return [
        one.unit.question,
        one.unit.row_words,
        one.unit.set,
        one.unit.recommendations,
        one.labels,
        "".join(_NOT_CALLED_FOR if level is None else str(level) for level in one.levels),
        _texts([_text(*state) for state in zip(one.standings, one.given, strict=True)]),
    ]


def _text(standing: str, given: Sequence[int]) -> str:
    if standing != "answered":
        return _STANDINGS[standing.replace("-", "_")]
    if not given or max(given) >= len(_PLACES):
        return _ANSWERED
    return "".join(_PLACES[place] for place in given)


def _texts(texts: Sequence[str]) -> str:
    """Return one character a State; with several codes, the States with commas between."""
    return ("" if all(len(text) == 1 for text in texts) else ",").join(texts)
