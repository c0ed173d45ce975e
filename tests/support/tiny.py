"""Little questionnaires, reports and interviews, made of plain data without any file."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeAlias

from checklist.answer_types.answer import AnswerData
from checklist.answer_types.interface import Refusal
from checklist.files.reader import Document
from checklist.files.reader import parse as parse_file
from checklist.interview.corrections import Warnings
from checklist.interview.engine import Interview
from checklist.interview.prompt import Outcome
from checklist.interview.scope import EVERYTHING, Scope
from checklist.interview.user_commands import parse
from checklist.questionnaire.catalogue import Catalogue
from checklist.questionnaire.digest import questionnaire_digest
from checklist.questionnaire.head import QuestionnaireHead
from checklist.questionnaire.question import QuestionSet
from checklist.questionnaire.questionnaire import Questionnaire, with_lists
from checklist.reports.answer_path import AnswerPath, answer_path
from checklist.reports.report import DRAFT, Report

QuestionData: TypeAlias = dict[str, Any]
"""One question as it stands in a question set; `ask` can be left out."""

LAWS: QuestionData = {
    "id": "laws",
    "type": "table",
    "entry": "law",
    "columns": [
        {"id": "name", "label": "Name", "type": "text", "required": True, "unique": True},
        {"id": "title", "label": "Title", "type": "text"},
    ],
}
"""A register of laws."""

OPTIONS = [{"code": "good", "label": "Good"}, {"code": "bad", "label": "Bad"}]

GRID: QuestionData = {
    "id": "grid",
    "type": "matrix",
    "options": OPTIONS,
    "recommendations": ["12"],
    "items": [
        {"id": "police", "label": "Police"},
        {"id": "judges", "label": "Judges", "recommendations": ["20"]},
    ],
}
"""A matrix with two rows, one of which serves a recommendation of its own."""

LAWS_BY_KIND: QuestionData = {
    "id": "laws",
    "type": "table",
    "entry": "law",
    "columns": [
        {"id": "name", "label": "Name", "type": "text", "required": True},
        {"id": "kind", "label": "Kind", "type": "choice", "options": OPTIONS},
    ],
}
"""A table with a column of codes, which is no register."""

SET_IDS = ("basics", "practice", "closing")

_ADDRESSEES = {
    "1": ["states"],
    "7": ["states-not-parties"],
    "10(a)": ["states-parties"],
    "10(b)": ["states-parties", "conference"],
    "12": ["states-parties", "states"],
    "20": ["secretariat"],
}
"""The addressees of the catalogue's recommendations."""

_SEE = {"7": ["10", "20"]}
"""The references between recommendations: a paragraph includes its subparagraphs."""


def questionnaire(
    questions: Sequence[QuestionData],
    *more_sets: Sequence[QuestionData],
    introductions: Any = (),
    **head: Any,
) -> Questionnaire:
    """Return a questionnaire; its sets are called `basics`, `practice`, `closing`.

    Args:
        questions: The questions of the first set.
        more_sets: The questions of the other sets.
        introductions: The introductions of the sets, a list of texts, if they have any.
        head: Keys of `questionnaire.yaml`, such as `lists` or `party_when`.
    """

    def whole(question: QuestionData) -> QuestionData:
        return {"ask": f"About {question['id']}?", **question}

    sets = [
        {
            "id": set_id,
            "title": set_id.capitalize(),
            **({"introduction": introduction} if introduction else {}),
            "questions": [whole(question) for question in asked],
        }
        for set_id, asked, introduction in zip(
            SET_IDS, (questions, *more_sets), [*introductions, *[""] * len(SET_IDS)], strict=False
        )
    ]
    head_data = {
        "id": "tiny",
        "version": "1.0.0",
        "title": "A little questionnaire",
        "source": {"symbol": "T/1", "title": "A little document", "date": "2010-01-27"},
        "sets": [f"{part['id']}.yaml" for part in sets],
        **head,
    }
    model = QuestionnaireHead.model_validate(head_data)
    return Questionnaire(
        model,
        catalogue(),
        [with_lists(QuestionSet.model_validate(part), model.lists) for part in sets],
        questionnaire_digest([head_data, sets]),
    )


def catalogue() -> Catalogue:
    """Return a catalogue of a few recommendations, with different addressees."""
    return Catalogue.model_validate(
        {
            "source": "T/1",
            "sections": [{"meeting": 2009, "letter": "A", "title": "All"}],
            "recommendations": [
                {
                    "id": name,
                    "meeting": 2009,
                    "section": "A",
                    "to": to,
                    "strength": ["should"],
                    "see": _SEE.get(name, []),
                    "summary": f"What {name} asks.",
                }
                for name, to in _ADDRESSEES.items()
            ],
        }
    )


def report(
    answered: Questionnaire,
    answers: Mapping[str, AnswerData] | None = None,
    *,
    state: str = "AUT",
    as_of: str = "2026-11-24",
) -> Report:
    """Return a draft with these answers."""
    head = answered.head
    return Report(
        head.id, head.version, answered.digest, state, as_of, DRAFT, 1, dict(answers or {})
    )


def document(of: Report) -> Document:
    """Return a report as the document that the reader makes of its file."""
    return parse_file(json.dumps(of.to_data()).encode(), "report-AUT.yaml")


def path(answered: Questionnaire, answers: Mapping[str, AnswerData] | None = None) -> AnswerPath:
    """Return the path that these answers open in a report of Austria."""
    return answer_path(answered, "AUT", "2026-11-24", answers or {})


def interview(
    answered: Questionnaire,
    answers: Mapping[str, AnswerData] | None = None,
    unusable: Collection[str] = (),
    scope: Scope = EVERYTHING,
) -> Interview:
    """Return an interview that begins, or goes on, with these answers, and finds doubtful ones."""
    draft = report(answered, answers)
    return Interview(answered, draft, unusable, scope, warnings=Warnings(answered))


def say(to: Interview, *lines: str) -> Outcome:
    """Type lines, and return the outcome of the last one. All before it must be accepted."""
    outcome = Outcome()
    for line in lines:
        assert not outcome.refused, f"refused before {line!r}: {outcome.refused}"
        try:
            outcome = to.enter(parse(line))
        except Refusal as refusal:
            outcome = Outcome(refused=str(refusal))
    return outcome


def asked(of: Interview) -> str:
    """Return the question and step that is asked, such as `offence/law`; `end` at the end."""
    if of.at_end:
        return "end"
    prompt = of.prompt()
    return f"{prompt.question.id}/{prompt.step.name}"


def answers_of(one: Interview) -> dict[str, Any]:
    """Return the answers in the report of an interview."""
    return dict(one.report.answers)
