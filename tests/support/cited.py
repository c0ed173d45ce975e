"""A little questionnaire whose questions take evidence, and answers with some."""

from typing import Any

from checklist.questionnaire.questionnaire import Questionnaire
from tests.support import tiny

_STATUSES = [
    {"code": "implemented", "label": "In place"},
    {"code": "planned", "label": "Planned"},
    {"code": "not-implemented", "label": "Not in place"},
]
_LAWS: tiny.QuestionData = {
    "id": "laws",
    "type": "table",
    "entry": "law",
    "columns": [
        {"id": "name", "label": "Name", "type": "text", "required": True, "unique": True},
        {"id": "title", "label": "Title", "type": "text"},
        {
            "id": "kind",
            "label": "Kind",
            "type": "choice",
            "options": [{"code": "act", "label": "Act"}, {"code": "decree", "label": "Decree"}],
        },
    ],
}
_ROWS = [{"id": one, "label": one.capitalize()} for one in ("police", "judges", "doctors")]


def questionnaire() -> Questionnaire:
    """Return the questionnaire: a register of laws, and each type that takes evidence."""
    rights = [
        {"code": "stay", "label": "To stay"},
        {"code": "work", "label": "To work"},
        {"code": "none", "label": "None", "exclusive": True},
    ]
    return tiny.questionnaire(
        [
            _LAWS,
            {"id": "offence", "type": "choice", "options": _STATUSES, "evidence": "law"},
            {"id": "rights", "type": "choices", "options": rights, "evidence": "law"},
            {"id": "site", "type": "yes-no", "evidence": "link"},
            {
                "id": "duties",
                "type": "matrix",
                "options": _STATUSES,
                "items": _ROWS,
                "evidence": "law",
            },
            {"id": "measure", "type": "implementation"},
            {"id": "plain", "type": "yes-no"},
        ],
        laws={"question": "laws", "name": "name", "citation": "title", "kind": "kind"},
    )


LAW = {"law": "penal-code", "article": "104a"}
LINK = {"url": "https://example.org/law"}
LAWS: dict[str, Any] = {
    "value": [
        {
            "name": {"value": "penal-code"},
            "title": {"value": "Penal Code"},
            "kind": {"value": "act"},
        },
        {"name": {"value": "aliens-act"}, "title": {"value": "Aliens Act"}},
    ]
}
ANSWERS: dict[str, Any] = {
    "laws": LAWS,
    "offence": {"value": "implemented", "evidence": [LAW, LINK]},
    "rights": {"value": ["stay", "work"], "evidence": [{"law": "aliens-act"}]},
    "site": {"value": "affirmative", "evidence": [LINK]},
    "duties": {
        "value": {
            "police": {"value": "implemented", "evidence": [LAW]},
            "judges": {"value": "planned"},
            "doctors": {"value": "implemented", "evidence": [LAW, LINK]},
        }
    },
}
