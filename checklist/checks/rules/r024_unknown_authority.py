"""`answered_by` does not have the form that the questionnaire wants, or names an unknown authority.

A questionnaire can name authorities: its head says in which question. `answered_by` is then a list
of their codes, among which `own` is the authority that writes the report. Where a questionnaire
names none, it is one line of text.

## Why is this bad?
Nobody could tell which answers an authority has given, so the authority could neither be asked
again nor shown the answers in its name.

## Example
    answered_by: Ministry of Labour

## Use instead
    answered_by: [labour]
"""

from collections.abc import Iterator

from checklist.answer_types.answer import AnswerData
from checklist.checks.rule import Rule
from checklist.diagnostics import DocumentPath, Finding
from checklist.reports.checked_report import CheckedReport
from checklist.text.sanitize import quoted
from checklist.text.suggestions import correction_hint


def _check(checked: CheckedReport) -> Iterator[Finding]:
    known = checked.questionnaire.authorities
    for question_id, answer in checked.valid.items():
        for where, inner in _with_inner(answer):
            named = inner.get("answered_by")
            at = ("answers", question_id, *where, "answered_by")
            if named is None:
                continue
            if isinstance(named, str) and known:
                message = f"{question_id}: `answered_by` is a list of codes in this questionnaire"
                yield Finding(RULE.code, message, at, hint=correction_hint(named, [*known]))
            elif not isinstance(named, str) and not known:
                message = f"{question_id}: this questionnaire names no authorities"
                yield Finding(RULE.code, message, at, hint="write who answered as one line")
            elif not isinstance(named, str):
                for index, code in enumerate(named):
                    if code not in known:
                        message = f"{question_id}: {quoted(code)} is not an authority"
                        hint = correction_hint(code, [*known])
                        yield Finding(RULE.code, message, (*at, index), hint=hint)


def _with_inner(answer: AnswerData) -> Iterator[tuple[DocumentPath, AnswerData]]:
    """Yield an answer, and those of its rows or cells, each with its path."""
    yield (), answer
    value = answer.get("value")
    entries = value if isinstance(value, list) else [value]
    for index, entry in enumerate(entries):
        path: DocumentPath = ("value", index) if entries is value else ("value",)
        for name, inner in entry.items() if isinstance(entry, dict) else ():
            if isinstance(inner, dict) and ("value" in inner or "missing" in inner):
                yield (*path, name), inner


RULE = Rule(__name__, __doc__, _check, covered_by_gate=True)
