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
from checklist.questionnaire.question import Question
from checklist.questionnaire.standing import is_measure_by_itself, without_standing
from checklist.text.sanitize import quoted
from checklist.text.suggestions import did_you_mean


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    part, head = checked.sources.plan, checked.sources.head.model
    if part is None or part.model is None or head is None or not checked.is_whole:
        return
    types = {name: placed.question.answer_type for name, placed in checked.by_id.items()}
    for finding in _in_questions(part.model, types):
        yield part, finding
    asked = {name: placed.question for name, placed in checked.by_id.items()}
    for finding in _on_standing(part.model, asked):
        yield part, finding
    period = part.model.period
    if period is not None and all(one.period != period.words for one in asked.values()):
        message = f"no question has the `period` {quoted(period.words)}"
        yield part, Finding(RULE.code, message, ("period", "words"))
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


def _on_standing(plan: AnalysisPlan, asked: Mapping[str, Question]) -> Iterator[Finding]:
    """Yield the codes without a standing, and the questions that need none."""
    for name in (one for one in plan.standing if one in asked):
        where: DocumentPath = ("standing", name)
        if is_measure_by_itself(asked[name].answer_type):
            message = f"the codes of `{name}` are statuses of a measure already"
            yield Finding(RULE.code, message, where, at_key=True, hint="leave it out here")
            continue
        missing = without_standing(asked[name], plan)
        if missing and name not in plan.shown_by_own_codes:
            codes = ", ".join(f"`{code}`" for code in sorted(missing))
            message = f"no standing is given for {codes} of `{name}`"
            yield Finding(RULE.code, message, where, at_key=True)
    for index, name in enumerate(plan.shown_by_own_codes):
        where = ("shown_by_own_codes", index)
        if name in plan.standing:
            message = f"`{name}` has a standing, too: keep one of the two"
            yield Finding(RULE.code, message, where)
        elif name in asked and is_measure_by_itself(asked[name].answer_type):
            message = f"the codes of `{name}` say how far a measure is in place"
            yield Finding(RULE.code, message, where, hint="leave it out here")


def _unknown(
    where: DocumentPath, name: str, known: Collection[str], kind: str
) -> Iterator[Finding]:
    if name not in known:
        message = f"there is no {kind} {quoted(name)}"
        at_key = where[0] == "standing"
        yield Finding(RULE.code, message, where, at_key=at_key, hint=did_you_mean(name, known))


def _unfit(where: DocumentPath, named: str, answer_type: AnswerType, fit: Fit) -> Iterator[Finding]:
    # Another rule finds a named option list that does not exist.
    if not fit.is_met(answer_type) and not answer_type.list_names():
        message = f"{named} is of the type {answer_type.type}, which does not fit here"
        at_key = where[0] == "standing"
        hint = f"name one that has {fit}"
        yield Finding(RULE.code, message, where, at_key=at_key, hint=hint)


RULE = Rule(__name__, __doc__, _check)
