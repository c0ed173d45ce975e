"""The analysis plan names a question, an option, a column or a term that does not exist.

## Why is this bad?
The summary would leave out what States tell there, and nobody would notice.

## Example
    treaty_status: treaty-staus

## Use instead
    treaty_status: treaty-status
"""

from collections.abc import Collection, Iterator

from checklist.diagnostics import Finding, Where
from checklist.hints import did_you_mean
from checklist.models.analysis_plan import AnalysisPlan
from checklist.models.questionnaire import QuestionnaireHead
from checklist.rules.interface import CheckedQuestionnaire, Misplaced, Rule
from checklist.sanitize import quoted


def _check(checked: CheckedQuestionnaire) -> Iterator[Misplaced]:
    part, head = checked.sources.plan, checked.sources.head.model
    if part is None or part.model is None or head is None or not checked.is_whole:
        return
    for where, name, known, what in _named(part.model, head, checked):
        if name not in known:
            message = f"there is no {what} {quoted(name)}"
            yield part, Finding(RULE.code, message, where, hint=did_you_mean(name, known))


def _named(
    plan: AnalysisPlan, head: QuestionnaireHead, checked: CheckedQuestionnaire
) -> Iterator[tuple[Where, str, Collection[str], str]]:
    """Yield what the plan names: its place, the name, those that there are, and of what kind."""
    for where, name in plan.questions():
        yield where, name, checked.by_id, "question"
    for where, question_id, code in plan.codes():
        if question_id in checked.by_id:
            codes = checked.by_id[question_id].question.answer_type.codes() or ()
            yield where, code, codes, f"option in `{question_id}`:"
    for where, question_id, column in plan.columns():
        if question_id in checked.by_id:
            answer_type = checked.by_id[question_id].question.answer_type
            columns = [one.id for one in answer_type.listed_columns()]
            yield where, column, columns, f"column in the table `{question_id}`:"
    for where, term in plan.terms():
        yield where, term, head.glossary, "term in the glossary:"


RULE = Rule(__name__, __doc__, _check)
