"""A whole questionnaire as one JSON document, for other programs."""

import json
from typing import Any

from checklist.models.question import Question
from checklist.models.questionnaire import Questionnaire, cited_by
from checklist.models.words import in_words

VERSION = 1
"""Rises when a program that reads the document would no longer understand it."""


def as_json(questionnaire: Questionnaire) -> str:
    """Return the sets and questions with their options, rows and conditions; and the catalogue."""
    head = questionnaire.head
    document = {
        "checklist_questions": VERSION,
        "id": head.id,
        "version": head.version,
        "digest": questionnaire.digest,
        "title": head.title,
        "source": head.source.model_dump(),
        "sets": [
            {
                "id": part.id,
                "title": part.title,
                "introduction": part.introduction,
                "questions": [_question(question, questionnaire) for question in part.questions],
            }
            for part in questionnaire.sets
        ],
        "glossary": {key: term.model_dump() for key, term in head.glossary.items()},
        "recommendations": [one.model_dump() for one in questionnaire.catalogue.recommendations],
    }
    # In ASCII it is the same on every console.
    return json.dumps(document, indent=2) + "\n"


def _question(question: Question, questionnaire: Questionnaire) -> dict[str, Any]:
    own = question.model_dump(by_alias=True, exclude_none=True, exclude={"answer_type"})
    answer_type = question.answer_type.model_dump(by_alias=True, exclude_none=True)
    asked_when = question.when and in_words(question.when, questionnaire.questions)
    return {
        **own,
        **answer_type,
        "serves": list(dict.fromkeys(cited_by(question))),
        "parties_only": questionnaire.binds_parties_only(question),
        **({"asked_when": asked_when} if asked_when else {}),
    }
