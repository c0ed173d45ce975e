"""The form of the whole questionnaire, without a report."""

from dataclasses import replace

from checklist.forms.build import form_of
from checklist.forms.form import Form
from checklist.ministries.open_conditions import condition_words
from checklist.ministries.part import Part, PartItem
from checklist.ministries.part_identity import PartIdentity, base_digest
from checklist.ministries.proposal import reference_of
from checklist.questionnaire.authorities import OWN
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire


def whole_form(questionnaire: Questionnaire, state: str, as_of: str, part_id: str) -> Form:
    """Return the form of all questions, with no answers.

    Args:
        questionnaire: The questionnaire.
        state: The code of the State that answers; empty where the form asks for it.
        as_of: The day of the report.
        part_id: 32 hexadecimal digits by which the form is known.
    """
    identity = PartIdentity(
        part=part_id,
        number=1,
        authority=OWN,
        state=state,
        questionnaire=reference_of(questionnaire),
        base=base_digest({}),
    ).model_copy(update=questionnaire.other_language)
    part = Part(
        identity=identity,
        questionnaire=questionnaire,
        label=questionnaire.head.title,
        as_of=as_of,
        due="",
        items=[_item(question, questionnaire) for question in questionnaire.questions.values()],
        base={},
        laws=[],
    )
    form = form_of(part)
    return form if state else replace(form, state_name="")


def _item(question: Question, questionnaire: Questionnaire) -> PartItem:
    words = ""
    if question.when is not None:
        asked = {*questionnaire.questions}
        words = condition_words(question.when, questionnaire, asked, question.when_text)
    return PartItem(
        question=question,
        number=questionnaire.numbers[question.id],
        parts=None,
        condition=words,
        answer={},
        period=question.period or "",
        left=question.when,
    )
