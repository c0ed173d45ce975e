"""Nearly all rows of the matrices of a set have the same option: the first, or the third. A note.

Only sets with four matrices or more are looked at, and in them only rows with an answer that a
person gave: a gate fills in the same code everywhere. Nine rows of ten, and 20 rows or more, must
have the option of the same number.

## Why is this bad?
Lists that are filled in without reading them look like this: the same number is typed for each row,
or for all of them at once. It can also be true, of a State with everything or nothing in place.
Nothing is to be changed then.

## Example
    campaigns: {value: {public: {value: implemented}, consumers: {value: implemented}, …}}
    demand-measures: {value: {inspections: {value: implemented}, …}}

## Use instead
Read each row once more. Where all of them are so, leave them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from checklist.answer_types.answer import AnswerData, is_confidential
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding, Severity
from checklist.questionnaire.question import Question, QuestionSet
from checklist.reports.checked_report import CheckedReport

_FEWEST_LISTS = 4
_FEWEST_ROWS = 20
_TENTHS = 9
"""The tenths of the rows that must have the same option."""


def _check(checked: CheckedReport) -> Iterator[Finding]:
    for part in checked.questionnaire.sets:
        options, lists = _options(part, checked)
        if len(lists) < _FEWEST_LISTS or options.total() < _FEWEST_ROWS:
            continue
        ((option, rows),) = options.most_common(1)
        if 10 * rows >= _TENTHS * options.total():
            yield Finding(
                RULE.code,
                f"{rows} of {options.total()} rows in the {len(lists)} lists of `{part.id}` have "
                f"option {option}",
                ("answers", lists[0].id),
                severity=Severity.NOTE,
                at_key=True,
                hint="read them once more; where all of them are so, leave them",
            )


def _options(part: QuestionSet, checked: CheckedReport) -> tuple[Counter[int], list[Question]]:
    """Return how many rows of a set have the option of each number, and the matrices of the rows.

    Confidential rows are left out: the number would say something of them.
    """
    by_number: dict[int, int] = defaultdict(int)
    lists = []
    for question in part.questions:
        numbers = checked.questionnaire.options_of_rows.get(question.id)
        answer = checked.valid.get(question.id, {})
        if numbers is None or not _is_given(answer):
            continue
        rows = answer["value"].values()
        codes = [row.get("value") for row in rows if len(row) == 1 or not is_confidential(row)]
        known = [numbers[code] for code in codes if type(code) is str and code in numbers]
        if known:
            lists.append(question)
        for number in known:
            by_number[number] += 1
    return Counter(by_number), lists


def _is_given(answer: AnswerData) -> bool:
    """Whether a person gave an answer for this report."""
    is_own = "value" in answer and "by" not in answer and "carried" not in answer
    return is_own and not is_confidential(answer)


RULE = Rule(__name__, __doc__, _check)
