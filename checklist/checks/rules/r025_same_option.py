"""Nearly all rows of the matrices of a set have the same option: the first, or the third. A note.

Only sets with four matrices or more are looked at, and in them only rows with an answer that a
person gave: a gate fills in the same code everywhere. Nine rows of ten, and 20 rows or more, must
have the option of the same number.

## Why is this bad?
Lists that are filled in without reading them look like this: the same number is typed for each
row, or for all of them at once. It can also be true, for a State with everything or nothing in
place. Then change nothing.

## Example
    campaigns: {value: {public: {value: implemented}, consumers: {value: implemented}, …}}
    demand-measures: {value: {inspections: {value: implemented}, …}}

## Use instead
Check each row again. If the answers are correct, leave them as they are.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from checklist.answer_types.answer import AnswerData, is_confidential
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding, Severity
from checklist.reports.checked_report import CheckedReport

_FEWEST_LISTS = 4
_FEWEST_ROWS = 20
_TENTHS = 9
"""The tenths of the rows that must have the same option."""


def _check(checked: CheckedReport) -> Iterator[Finding]:
    for set_id, lists in checked.questionnaire.lists_by_set.items():
        options, answered = _options(lists, checked.valid)
        if len(answered) < _FEWEST_LISTS or len(options) < _FEWEST_ROWS:
            continue
        ((option, rows),) = Counter(options).most_common(1)
        if 10 * rows >= _TENTHS * len(options):
            yield Finding(
                RULE.code,
                f"{rows} of {len(options)} rows in the {len(answered)} lists of `{set_id}` have "
                f"option {option}",
                ("answers", answered[0]),
                severity=Severity.NOTE,
                at_key=True,
                hint="check these rows again; if they are correct, leave them as they are",
            )


def _options(
    lists: Mapping[str, Mapping[str, int]], answers: Mapping[str, AnswerData]
) -> tuple[list[int], list[str]]:
    """Return the number of the option of each answered row, and the ids of the answered questions.

    Confidential rows are left out: the number would say something of them.
    """
    options: list[int] = []
    answered = []
    for question_id, numbers in lists.items():
        answer = answers.get(question_id)
        if answer is None or not _is_given(answer):
            continue
        rows = answer["value"].values()
        codes = [row.get("value") for row in rows if len(row) == 1 or not is_confidential(row)]
        known = [numbers[code] for code in codes if type(code) is str and code in numbers]
        if known:
            answered.append(question_id)
            options += known
    return options, answered


def _is_given(answer: AnswerData) -> bool:
    """Whether a person gave an answer for this report."""
    is_own = "value" in answer and "by" not in answer and "carried" not in answer
    return is_own and not is_confidential(answer)


RULE = Rule(__name__, __doc__, _check)
