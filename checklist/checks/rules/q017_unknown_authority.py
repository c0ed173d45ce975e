"""`usually` or `independent` names an authority that the questionnaire does not have.

Authorities are the options of the question that `authorities` in `questionnaire.yaml` names, and
`own`: the authority that writes the report.

## Why is this bad?
Nobody could be asked: the question would be sent to an authority that does not exist.

## Example
    usually: [ministry-of-labour]

## Use instead
    usually: [labour]
"""

from collections.abc import Iterator, Sequence

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import DocumentPath, Finding
from checklist.questionnaire.authorities import authority_labels
from checklist.questionnaire.question import Question, QuestionSet
from checklist.text.sanitize import quoted
from checklist.text.suggestions import correction_hint


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    head = checked.sources.head.model
    if head is None or not checked.is_whole:
        return
    question = checked.by_id.get(head.authorities or "")
    if head.authorities is not None and question is None:
        return  # Q012 finds it
    known = {} if question is None else authority_labels(question.question)
    for index, code in enumerate(head.independent):
        if code not in known:
            message = f"{quoted(code)} is not an authority"
            hint = correction_hint(code, [*known])
            yield (
                checked.sources.head,
                Finding(RULE.code, message, ("independent", index), hint=hint),
            )
    for part in checked.sources.sets:
        for where, named in _named(part.model) if part.model else ():
            for index, code in enumerate(named):
                if code not in known:
                    at = (*where, "usually", index)
                    hint = correction_hint(code, [*known])
                    if question is None:
                        hint = "name the question with them in questionnaire.yaml: `authorities`"
                    message = f"{quoted(code)} is not an authority"
                    yield part, Finding(RULE.code, message, at, hint=hint)


def _named(part: QuestionSet) -> Iterator[tuple[DocumentPath, Sequence[str]]]:
    """Yield the authorities of a set and of its questions, rows and columns, with their places."""
    yield (), part.usually or ()
    for index, question in enumerate(part.questions):
        where: DocumentPath = ("questions", index)
        yield where, question.usually or ()
        yield from (((*where, *below), named) for below, named in _named_inside(question))


def _named_inside(question: Question) -> Iterator[tuple[DocumentPath, Sequence[str]]]:
    for index, row in enumerate(question.answer_type.listed_rows()):
        yield ("items", index), row.usually or ()
    for index, column in enumerate(question.answer_type.listed_columns()):
        yield ("columns", index), column.usually or ()


RULE = Rule(__name__, __doc__, _check)
