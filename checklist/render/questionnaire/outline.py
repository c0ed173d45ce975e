"""The sets with their questions, one line each."""

from collections.abc import Iterator

from checklist.questionnaire.question import QuestionSet
from checklist.questionnaire.questionnaire import Questionnaire, cited_by
from checklist.text.messages import commas, labelled, semicolons, tr
from checklist.text.paragraphs import Line


def outline(questionnaire: Questionnaire) -> Iterator[Line]:
    """Yield the sets with the id, words and recommendations of each question."""
    head = questionnaire.head
    yield Line(f"{head.title} ({head.id} {head.version})", is_heading=True)
    for part in questionnaire.sets:
        yield Line("")
        yield from set_outline(part, questionnaire)


def set_outline(part: QuestionSet, questionnaire: Questionnaire) -> Iterator[Line]:
    """Yield one set and its questions, with their numbers."""
    required = sum(not question.optional for question in part.questions)
    yield Line(
        tr(
            "{part_id}: {part_title} ({required} required, {questions} optional)",
            part_id=part.id,
            part_title=part.title,
            required=required,
            questions=len(part.questions) - required,
        ),
        is_heading=True,
    )
    for question in part.questions:
        parts = [commas(dict.fromkeys(cited_by(question)))]
        parts += [tr("optional")] if question.optional else []
        parts += [tr("asked on a condition")] if question.when else []
        notes = semicolons(filter(None, parts))
        number = questionnaire.numbers[question.id]
        shown = labelled(f"{number} {question.id}", question.ask)
        yield Line(f"{shown} [{notes}]" if notes else shown, 2, 2)
