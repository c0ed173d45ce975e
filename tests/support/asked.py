"""A questionnaire with a question of each kind that authorities answer."""

from typing import Any

from tests.support.tiny import GRID, LAWS, OPTIONS, questionnaire

AUTHORITIES: dict[str, Any] = {
    "id": "who",
    "type": "choices",
    "options": [
        {"code": code, "label": code.capitalize()} for code in ("labour", "police", "justice")
    ],
}
CHANNELS: dict[str, Any] = {
    "id": "channels",
    "type": "choices",
    "options": [
        {"code": "radio", "label": "Radio"},
        {"code": "press", "label": "Press"},
        {"code": "web", "label": "Web"},
        {"code": "none", "label": "None", "exclusive": True},
    ],
}
TALLY: dict[str, Any] = {
    "id": "tally",
    "type": "table",
    "entry": "raid",
    "columns": [
        {"id": "place", "label": "Place", "type": "text", "required": True},
        {"id": "found", "label": "Found", "type": "integer"},
    ],
}
YEARS: dict[str, Any] = {
    "id": "years",
    "type": "table",
    "entry": "year",
    "key": ["year"],
    "columns": [
        {"id": "year", "label": "Year", "type": "integer", "required": True},
        {"id": "cases", "label": "Cases", "type": "integer"},
    ],
}
ASKED = questionnaire(
    [
        AUTHORITIES,
        {"id": "remark", "type": "text"},
        {"id": "rank", "type": "choice", "options": OPTIONS},
        CHANNELS,
        GRID,
        LAWS,
        TALLY,
        YEARS,
        {"id": "measure", "type": "implementation"},
    ],
    authorities="who",
    laws={"question": "laws", "name": "name", "citation": "title"},
)
