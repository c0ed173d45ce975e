"""The JSON Schema of the reports that answer a questionnaire."""

from typing import Any

from checklist.answer_types.answer import answer_definitions, answer_schema
from checklist.answer_types.date import date_schema
from checklist.answer_types.implementation import definition as implementation_definition
from checklist.questionnaire.model_schema import DRAFT, model_schema
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import IN_DRAFTS_ONLY, ReportHead
from checklist.states import STATES


def report_schema(questionnaire: Questionnaire) -> dict[str, Any]:
    """Return the JSON Schema of a State report that answers the questionnaire."""
    head = questionnaire.head
    model = model_schema(ReportHead, "", "", {})
    properties: dict[str, Any] = model["properties"]
    reference = model["$defs"]["QuestionnaireReference"]
    reference["properties"]["id"] = {"const": head.id, "description": "The questionnaire's id."}
    properties["state"] = {"$ref": "#/$defs/state"}
    day = {**date_schema("day"), "format": "date"}
    properties["as_of"] |= day
    model["$defs"]["Approval"]["properties"]["on"] |= day
    properties["answers"] = {
        "type": "object",
        "description": "The answers by the id of their question.",
        "properties": {
            question.id: answer_schema(
                question.answer_type.json_schema(),
                _description(question),
                evidence=question.answer_type.evidence_kind,
            )
            for question in questionnaire.questions.values()
        },
        "additionalProperties": False,
    }
    return {
        "$schema": DRAFT,
        "title": f"State report: {head.title}",
        "description": (
            f"A State's answers to the questionnaire {head.id}, version {head.version}. "
            "Which questions are required depends on the answers: `checklist validate` knows."
        ),
        "examples": [_report_example(questionnaire)],
        "type": "object",
        "properties": properties,
        "required": model["required"],
        "additionalProperties": False,
        "if": {"properties": {"status": {"const": "final"}}, "required": ["status"]},
        "then": {
            "required": ["seal"],
            "properties": {key: {"not": {}} for key in IN_DRAFTS_ONLY},
        },
        "else": {"properties": {key: {"not": {}} for key in ("seal", "submitted")}},
        "$defs": {
            **answer_definitions([*questionnaire.authorities]),
            "state": {
                "enum": [state.code for state in sorted(STATES, key=lambda state: state.code)],
                "description": "A State: its ISO 3166-1 alpha-3 code; the European Union is EUE.",
            },
            "implementation": implementation_definition(),
            **model["$defs"],
        },
    }


def _report_example(questionnaire: Questionnaire) -> dict[str, Any]:
    head = questionnaire.head
    authorities = [*questionnaire.authorities]
    return {
        "checklist_report": 1,
        "questionnaire": {"id": head.id, "version": head.version, "digest": questionnaire.digest},
        "state": "AUT",
        "as_of": "2026-11-24",
        "status": "draft",
        "revision": 1,
        "answers": {
            next(iter(questionnaire.questions)): {
                "missing": "not-known",
                "reason": "ministry-did-not-reply",
                "answered_by": authorities[:1] or "Ministry of Justice",
            }
        },
    }


def _description(question: Question) -> str:
    return "\n\n".join(filter(None, [question.ask, question.guidance]))
