"""A whole questionnaire as one JSON document, for other programs."""

import json
from typing import Any

from checklist.questionnaire.condition_text import asked_when, in_words
from checklist.questionnaire.question import Check, Question
from checklist.questionnaire.questionnaire import Questionnaire, cited_by

FORMAT = 1
"""Rises when a program that reads the document would no longer understand it."""


def as_json(questionnaire: Questionnaire) -> str:
    """Return the sets, questions and checks, with each condition in words too, and the catalogue.

    All codes that a question offers stand in `options`, both its own and those of its type.
    """
    head = questionnaire.head
    document = {
        "checklist_questions": FORMAT,
        "id": head.id,
        "version": head.version,
        "digest": questionnaire.digest,
        "title": head.title,
        "introduction": head.introduction,
        "source": head.source.model_dump(),
        "authorities": questionnaire.authorities,
        "laws": head.laws and head.laws.model_dump(),
        "sets": [
            {
                "id": part.id,
                "title": part.title,
                "introduction": part.introduction,
                "questions": [_question(question, questionnaire) for question in part.questions],
                "checks": [_check(check, questionnaire) for check in part.checks],
            }
            for part in questionnaire.sets
        ],
        "glossary": {key: term.model_dump() for key, term in head.glossary.items()},
        "sections": [section.model_dump() for section in questionnaire.catalogue.sections],
        "recommendations": [
            recommendation.model_dump()
            for recommendation in questionnaire.catalogue.recommendations
        ],
    }
    # ASCII is the same on every console.
    return json.dumps(document, indent=2) + "\n"


def _question(question: Question, questionnaire: Questionnaire) -> dict[str, Any]:
    own = question.model_dump(by_alias=True, exclude_none=True, exclude={"answer_type"})
    answer_type = question.answer_type.model_dump(by_alias=True, exclude_none=True)
    offered = [{"code": code, "label": label} for code, label in question.answer_type.offered()]
    if offered:
        answer_type.setdefault("options", offered)
    when = question.when and asked_when(question, questionnaire.questions)
    return {
        **own,
        "number": questionnaire.numbers[question.id],
        **answer_type,
        "serves": list(dict.fromkeys(cited_by(question))),
        "parties_only": questionnaire.is_for_parties_only(question),
        **({"asked_when": when} if when else {}),
    }


def _check(check: Check, questionnaire: Questionnaire) -> dict[str, Any]:
    own = check.model_dump(by_alias=True, exclude_none=True)
    return {**own, "found_when": in_words(check.when, questionnaire.questions)}
