"""The findings of structure in a report: keys and values of the wrong form.

A report without such findings can still be wrong: the answer types and the R rules check the
content of its answers.
"""

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

from pydantic import ValidationError

from checklist.answer_types.answer import Answer
from checklist.answer_types.base_model import ValueAdapter
from checklist.answer_types.evidence import Evidence
from checklist.answer_types.interface import AnswerType
from checklist.diagnostics import DocumentPath, Finding
from checklist.questionnaire.model_errors import known_keys, structure_findings
from checklist.questionnaire.question import Question
from checklist.reports.report import QuestionnaireReference, ReportHead
from checklist.text.messages import Texts, tr
from checklist.text.suggestions import allowed

_OTHER_FILES = Texts(
    {
        "checklist_division": "`checklist divide` checks a division",
    }
)
"""What to do with each other kind of file, by the key with which it begins."""


_OF_ONE_CODE = frozenset({"choice", "yes-no"})
"""The types of answers that are one code."""

_HEAD, _ANSWER = ValueAdapter(ReportHead), ValueAdapter(Answer)


def kind_findings(data: Any) -> Iterator[Finding]:
    """Yield a finding if the data is no State report at all."""
    if not isinstance(data, dict):
        yield Finding("S013", tr("a State report is a mapping of keys; this is not one"))
    elif _is_nested(data):
        message = tr("`answers` stands within `answers`, so that no answer is where it belongs")
        hint = tr("delete the inner `answers:`, and indent what is below it by two spaces less")
        place = ("answers", "answers")
        yield Finding("S101", message, place, True, hint=hint, unquoted=message)
    elif "checklist_report" not in data:
        others = (hint for key, hint in _OTHER_FILES.items() if key in data)
        yield Finding(
            "S101",
            tr("this is not a State report: the key `checklist_report` is missing"),
            hint=next(others, tr("a report begins with `checklist_report: 1`")),
        )


def _is_nested(data: dict[Any, Any]) -> bool:
    """Whether the answers of a report stand one level too deep, below a key `answers` of theirs."""
    answers = data.get("answers")
    return isinstance(answers, dict) and isinstance(answers.get("answers"), dict)


def head_findings(data: Any) -> Iterator[Finding]:
    """Yield the findings in the head of a report, and in `answers` as a whole."""
    return _model_findings(_HEAD, data, partial(known_keys, ReportHead, QuestionnaireReference))


def answer_findings(question_id: str, question: Question | None, answer: Any) -> Iterator[Finding]:
    """Yield the findings in one answer.

    Args:
        question_id: The key of the answer.
        question: Its question; None if the questionnaire has none with that id. The form of the
            value is then unknown.
        answer: The data of the answer, in any form.
    """
    below = ("answers", question_id)
    if question is not None and isinstance(answer, dict) and "value" in answer:
        number = answer["value"]
        if day := question.answer_type.meant(number):
            message = tr(
                "{number} looks like the number of a day in a spreadsheet, {day}", number, day
            )
            yield Finding("S103", message, (*below, "value"), hint=tr('write "{day}"', day))
            return
    wrong = list(_model_findings(_ANSWER, answer, partial(known_keys, Answer, Evidence), below))
    yield from wrong
    if question is None or not isinstance(answer, dict) or "value" not in answer:
        return
    if any(finding.where[:3] == (*below, "value") for finding in wrong):
        return
    value = (*below, "value")
    for found in _model_findings(
        question.answer_type.value_adapter,
        answer["value"],
        partial(_value_keys, type(question.answer_type)),
        value,
    ):
        is_code = found.where == value and question.type in _OF_ONE_CODE
        codes = allowed([code for code, _ in question.answer_type.offered()]) if is_code else ""
        if codes and answer["value"] is None:
            codes = tr("{codes}; to leave the question open, remove all its lines", codes)
        yield found._replace(hint=codes) if codes else found


def _model_findings(
    adapter: ValueAdapter,
    data: Any,
    keys: Callable[[], frozenset[str]],
    below: DocumentPath = (),
) -> Iterator[Finding]:
    """Yield the findings of a model. Its keys are only gathered where something is wrong."""
    try:
        adapter.validate_python(data)
    except ValidationError as error:
        yield from structure_findings(error, data, below=below, keys=keys())


@cache
def _value_keys(answer_type: type[AnswerType]) -> frozenset[str]:
    """Return every key that can stand somewhere in a value of this answer type."""
    schema = answer_type.value_adapter.json_schema()
    definitions = [schema, *schema.get("$defs", {}).values()]
    return frozenset(key for part in definitions for key in part.get("properties", {}))
