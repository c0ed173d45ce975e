"""An answer says that a gate filled it in, but that gate did not.

## Why is this bad?
`by` tells the reader that nobody was asked this question, because the answer to the gate fills it
in. When the gate is open, does not stand before the question, or fills in something else, that is
not true.

## Example
    strategy-prevention:
      value: {status: not-implemented}
      by: national-strategy        # which is answered with `affirmative`

## Use instead
Answer the question itself, and delete `by`.
"""

from collections.abc import Iterator

from checklist.checks.rule import Rule, answers_to
from checklist.diagnostics import Finding
from checklist.reports.checked_report import CheckedReport
from checklist.text.sanitize import quoted


def _check(checked: CheckedReport) -> Iterator[Finding]:
    for question_id, answer in checked.automatic:
        gate = answer.get("by")
        if gate is None:
            continue
        if gate in checked.uncertain_questions:
            continue  # it is to be corrected first, or withheld
        where = ("answers", question_id, "by")
        if gate not in checked.questionnaire.gates_of.get(question_id, ()):
            yield Finding(RULE.code, f"{quoted(gate)} is not a gate of `{question_id}`", where)
        elif checked.code_filled_in(question_id, gate) is None:
            closing = " or ".join(
                f"`{code}`" for code in checked.questionnaire.questions[gate].fills
            )
            message = f"{question_id}: the gate {quoted(gate)} is not answered with {closing}"
            yield Finding(RULE.code, message, where, related=answers_to(checked, [gate]))
        elif not checked.is_filled_in(question_id, gate):
            message = f"{question_id}: the gate {quoted(gate)} fills in another code"
            yield Finding(RULE.code, message, where, related=answers_to(checked, [gate]))


RULE = Rule(__name__, __doc__, _check)
