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
from checklist.questionnaire.catalogue import Recommendation
from checklist.questionnaire.question import Question
from checklist.questionnaire.standing import (
    is_measure_by_itself,
    standing_by_code,
    without_standing,
)
from checklist.text.sanitize import quoted
from checklist.text.suggestions import did_you_mean

MAY = "may"
"""The strength of what a recommendation only allows."""
_BY_QUESTION = frozenset({"standing", "permitted", "alternatives"})
"""The keys of the plan below which questions are keys."""


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
    catalogue = checked.sources.catalogue.model
    known = {} if catalogue is None else catalogue.by_id()
    for finding in _left_to_choice(part.model, asked, known):
        yield part, finding
    period = part.model.period
    if period is not None and all(question.period != period.words for question in asked.values()):
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
    for where, question, row in plan.rows():
        if question in types and types[question].listed_rows():
            yield from _unknown(where, row, types[question].rows(), f"row in `{question}`:")
    for where, table, name, fit in plan.columns():
        listed = types[table].listed_columns() if table in types else ()
        columns = {column.id: column.answer_type for column in listed}
        if columns:
            yield from _unknown(where, name, columns, f"column in the table `{table}`:")
        if name in columns:
            yield from _unfit(where, f"the column `{name}`", columns[name], fit)


def _on_standing(plan: AnalysisPlan, asked: Mapping[str, Question]) -> Iterator[Finding]:
    """Yield the codes without a standing, and the questions that need none."""
    for name in (question_id for question_id in plan.standing if question_id in asked):
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


def _left_to_choice(
    plan: AnalysisPlan, asked: Mapping[str, Question], catalogue: Mapping[str, Recommendation]
) -> Iterator[Finding]:
    """Yield the rows that need not be left to choice, or that nothing leaves to it."""
    seen: set[tuple[str, str]] = set()
    for where, name, row_id in plan.rows():
        rows = (
            {row.id: row for row in asked[name].answer_type.listed_rows()} if name in asked else {}
        )
        if row_id not in rows:
            continue
        cited = [*asked[name].recommendations, *rows[row_id].recommendations]
        if (name, row_id) in seen:
            message = f"the row `{row_id}` of `{name}` is named twice"
            yield Finding(RULE.code, message, where)
        elif not standing_by_code(asked[name], plan):
            message = f"the codes of `{name}` do not say how far a measure is in place"
            yield Finding(RULE.code, message, where, hint="leave it out here")
        elif where[0] == "permitted" and not any(
            MAY in catalogue[recommendation].strength
            for recommendation in cited
            if recommendation in catalogue
        ):
            message = f"no recommendation of the row `{row_id}` has the strength `{MAY}`"
            yield Finding(RULE.code, message, where)
        seen.add((name, row_id))
    for name, several in plan.alternatives.items():
        if len(several) == 1:
            message = f"an alternative needs another row beside `{several[0]}`"
            yield Finding(RULE.code, message, ("alternatives", name), at_key=True)


def _unknown(
    where: DocumentPath, name: str, known: Collection[str], kind: str
) -> Iterator[Finding]:
    if name not in known:
        message = f"there is no {kind} {quoted(name)}"
        at_key = where[0] in _BY_QUESTION and len(where) == len(("key", "question"))
        at_key = at_key or where[0] == "standing"
        yield Finding(RULE.code, message, where, at_key=at_key, hint=did_you_mean(name, known))


def _unfit(where: DocumentPath, named: str, answer_type: AnswerType, fit: Fit) -> Iterator[Finding]:
    # Another rule finds a named option list that does not exist.
    if not fit.is_met(answer_type) and not answer_type.list_names():
        message = f"{named} is of the type {answer_type.type}, which does not fit here"
        at_key = where[0] in _BY_QUESTION
        hint = f"name one that has {fit}"
        yield Finding(RULE.code, message, where, at_key=at_key, hint=hint)


RULE = Rule(__name__, __doc__, _check)
