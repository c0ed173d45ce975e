"""A draft that is no part, such as a colleague's copy, as a return with an empty base."""

from collections.abc import Mapping, Sequence
from typing import Any

from checklist.diagnostics import Diagnostic, Severity
from checklist.ministries.returned import FormFinding, Returned, SetAside
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.address import AddressError, units


def returned_answers(
    file: str,
    answers: Mapping[str, Any],
    questionnaire: Questionnaire,
    diagnostics: Sequence[Diagnostic] = (),
    set_aside: Sequence[SetAside] = (),
) -> Returned:
    """Return answers as a return.

    Args:
        file: The file that has them.
        answers: Answers of the right structure, by question.
        questionnaire: The questionnaire that they belong to.
        diagnostics: What is wrong with other answers in the file, which are not among these.
        set_aside: What the file says of an earlier version, and has no place in this one.
    """
    given: dict[str, Any] = {}
    for name, answer in answers.items():
        try:
            given |= {str(at): content for at, content in units({name: answer}, questionnaire)}
        except AddressError:
            continue
    findings = [
        FormFinding(
            code=finding.code,
            message=finding.message,
            place=f"{finding.line}:{finding.column}",
            severity=finding.severity,
        )
        for finding in diagnostics
        if finding.severity is not Severity.NOTE
    ]
    return Returned(file=file, identity=None, given=given, findings=findings, set_aside=set_aside)
