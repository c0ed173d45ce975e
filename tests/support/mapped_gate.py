"""A questionnaire with a gate that maps codes."""

from typing import Any

from tests.support.interview_questions import OFFENCE
from tests.support.tiny import questionnaire

_OPTIONS = [{"code": code, "label": code.capitalize()} for code in ("active", "agreed", "none")]
_STATUSES = [{"code": c, "label": c} for c in ("implemented", "planned", "not-implemented")]

MAPPED = questionnaire(
    [
        {
            "id": "body",
            "type": "choice",
            "options": _OPTIONS,
            "gate": {
                "fills": {"agreed": "planned", "none": "not-implemented"},
                "questions": ["offence", "tasks"],
            },
        },
        OFFENCE,
        {
            "id": "tasks",
            "type": "matrix",
            "options": _STATUSES,
            "items": [{"id": "police", "label": "Police"}, {"id": "judges", "label": "Judges"}],
        },
    ]
)
"""`agreed` fills in `planned`, `none` fills in `not-implemented`."""


def mapped_rows(code: str) -> dict[str, Any]:
    """Return the answer of the matrix that the gate fills in with a code."""
    return {"value": {"police": {"value": code}, "judges": {"value": code}}, "by": "body"}
