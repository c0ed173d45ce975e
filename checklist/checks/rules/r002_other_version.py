"""The report was made with another version, or another content, of the questionnaire.

The message names the answers that no longer fit: their question no longer exists or has another id,
or no longer accepts what they say.

## Why is this bad?
Questions may have been added, removed or reworded since: an answer may not mean what it seems to.
Another version is a warning. The same version with another content is a note: somebody has
edited the questions without raising the version.

## Example
    questionnaire: {id: ctoc-cop-2010-6, version: 0.9.0, …}

## Use instead
Move a draft to the present version with `checklist migrate`, which says what became of each answer.
Where the questionnaire does not say what changed, `checklist answer` takes over the present version
and asks again where an answer does not fit. A final report stays as it is: it is checked against
its own version where that is kept, and its next revision answers the present one.
"""

from collections.abc import Iterator

from checklist.checks.rule import Rule
from checklist.diagnostics import Finding, Severity
from checklist.reports.checked_report import CheckedReport
from checklist.text.enumeration import first_few
from checklist.text.sanitize import quoted

_MOST_NAMED = 5


def _check(checked: CheckedReport) -> Iterator[Finding]:
    report, questionnaire, head = checked.report, checked.questionnaire, checked.questionnaire.head
    if report.questionnaire_id != head.id:
        return
    if report.questionnaire_version != head.version:
        yield Finding(
            RULE.code,
            _with_fit(
                f"the report is for version {quoted(report.questionnaire_version)}; it is checked "
                f"against {head.version}",
                checked,
            ),
            ("questionnaire", "version"),
            severity=Severity.WARNING,
        )
        return
    if questionnaire.present_version:
        yield _earlier(checked)
    if report.questionnaire_digest != checked.questionnaire.digest:
        yield Finding(
            RULE.code,
            _with_fit(
                f"the content of version {head.version} is not the one the report was made with",
                checked,
            ),
            ("questionnaire", "digest"),
            severity=Severity.NOTE,
        )


def _earlier(checked: CheckedReport) -> Finding:
    """Return the finding on a report that is checked against an earlier version."""
    version = checked.report.questionnaire_version
    present = checked.questionnaire.present_version
    is_final = checked.report.is_final
    return Finding(
        RULE.code,
        f"the report is for version {quoted(version)}, and is checked against that; the present "
        f"one is {present}",
        ("questionnaire", "version"),
        severity=Severity.NOTE if is_final else Severity.WARNING,
        hint="" if is_final else "`checklist migrate` moves a draft to the present version",
    )


def _with_fit(message: str, checked: CheckedReport) -> str:
    """Return a message, and whether the answers fit, as clauses with a semicolon between them."""
    return "; ".join(filter(None, [message, _fit(checked)]))


def _fit(checked: CheckedReport) -> str:
    """Return how many answers do not fit, with the first ids; empty where there are none."""
    answers, questions = checked.report.answers, checked.questionnaire.questions
    if not answers:
        return ""
    unfit = [i for i in answers if i not in questions or i in checked.invalid_questions]
    if not unfit:
        return "all its answers fit"
    renamed = checked.questionnaire.renamed
    names = [f"{quoted(i)} (now `{renamed[i]}`)" if i in renamed else quoted(i) for i in unfit]
    named = first_few(names, _MOST_NAMED)
    if len(unfit) == 1:
        return f"1 of its {len(answers)} answers does not fit: {named}"
    return f"{len(unfit)} of its {len(answers)} answers do not fit: {named}"


RULE = Rule(__name__, __doc__, _check)
