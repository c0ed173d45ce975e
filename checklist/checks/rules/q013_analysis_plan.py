"""The analysis plan names what does not exist, or a question or column of another kind.

## Why is this bad?
The summary would leave out those answers, and nobody would notice; or it could not be made. By a
text, for example, States cannot be grouped.

## Example
    treaty_status: treaty-staus

## Use instead
    treaty_status: treaty-status
"""

from collections.abc import Collection, Iterator, Mapping

from checklist.answer_types.interface import AnswerType
from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import DocumentPath, Finding
from checklist.questionnaire.analysis_plan import AnalysisPlan, Fit
from checklist.text.sanitize import quoted
from checklist.text.suggestions import did_you_mean


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    part, head = checked.sources.plan, checked.sources.head.model
    if part is None or part.model is None or head is None or not checked.is_whole:
        return
    types = {name: placed.question.answer_type for name, placed in checked.by_id.items()}
    for finding in _in_questions(part.model, types):
        yield part, finding
    for where, term in part.model.terms():
        for finding in _unknown(where, term, head.glossary, "term in the glossary:"):
            yield part, finding


def _in_questions(plan: AnalysisPlan, types: Mapping[str, AnswerType]) -> Iterator[Finding]:
    for where, name, fit in plan.questions():
        yield from _unknown(where, name, types, "question")
        if name in types:
            yield from _unfit(where, f"the question `{name}`", types[name], fit)
    for where, question, code in plan.codes():
        if question in types:
            codes = types[question].codes() or ()
            yield from _unknown(where, code, codes, f"option in `{question}`:")
    for where, table, name, fit in plan.columns():
        listed = types[table].listed_columns() if table in types else ()
        columns = {column.id: column.answer_type for column in listed}
        if columns:
            yield from _unknown(where, name, columns, f"column in the table `{table}`:")
        if name in columns:
            yield from _unfit(where, f"the column `{name}`", columns[name], fit)


def _unknown(
    where: DocumentPath, name: str, known: Collection[str], kind: str
) -> Iterator[Finding]:
    if name not in known:
        message = f"there is no {kind} {quoted(name)}"
        yield Finding(RULE.code, message, where, hint=did_you_mean(name, known))


def _unfit(where: DocumentPath, named: str, answer_type: AnswerType, fit: Fit) -> Iterator[Finding]:
    # Another rule finds a named option list that does not exist.
    if not fit.is_met(answer_type) and not answer_type.list_names():
        message = f"{named} is of the type {answer_type.type}, which does not fit here"
        yield Finding(RULE.code, message, where, hint=f"name one that has {fit}")


RULE = Rule(__name__, __doc__, _check)
