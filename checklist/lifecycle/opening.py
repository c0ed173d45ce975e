"""Opens a report to continue with it, although some of its answers may not fit."""

import shlex
from collections.abc import Sequence
from typing import NamedTuple

from checklist.diagnostics import Diagnostic, Severity
from checklist.errors import ChecklistError
from checklist.files.reader import Document
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.check_structure import check_structure
from checklist.reports.report import Report
from checklist.reports.seal import seal
from checklist.text.messages import tr
from checklist.text.sanitize import quoted, safe_text


class UnusableReportError(ChecklistError):
    """A report cannot be used. `diagnostics` have the reasons, with line and column."""

    def __init__(self, message: str, diagnostics: Sequence[Diagnostic] = ()) -> None:
        super().__init__(message)
        self.diagnostics = diagnostics


class OpenedReport(NamedTuple):
    """A report whose head is valid."""

    report: Report
    invalid_questions: frozenset[str]
    """The questions whose answers do not fit them."""


def open_report(document: Document, questionnaire: Questionnaire) -> OpenedReport:
    """Return the report of a document.

    Raises:
        UnusableReportError: It cannot be read, its head is invalid, or it answers another
            questionnaire.
    """
    from checklist.checks.validator import head_findings  # a new report does without

    wrong = head_findings(document)
    if wrong:
        raise UnusableReportError(
            tr("{document} cannot be used until this is corrected", safe_text(document.name)), wrong
        )
    assert isinstance(document.data, dict)
    report = Report.from_data(document.data)
    if report.questionnaire_id != questionnaire.head.id:
        raise UnusableReportError(
            tr(
                "{document} answers the questionnaire {questionnaire_id}, not `{head_id}`",
                safe_text(document.name),
                quoted(report.questionnaire_id),
                questionnaire.head.id,
            )
        )
    checked, _ = check_structure(document.data, questionnaire)
    return OpenedReport(report, checked.invalid_questions)


def sealed_report(document: Document, questionnaire: Questionnaire) -> Report:
    """Return the final report of a document, once its seal is found to fit.

    Raises:
        UnusableReportError: It cannot be used, or was changed after it was sealed.
        ChecklistError: It is a draft, or a copy for publication.
    """
    final = open_report(document, questionnaire).report
    name = safe_text(document.name)
    if not final.is_final:
        raise ChecklistError(
            tr("{name} is still a draft; `checklist answer` goes on with it", name)
        )
    if final.redacted is not None:
        raise ChecklistError(
            tr("{name} is a copy for publication; use the report from which it was made", name)
        )
    if final.seal is None or final.seal != seal(final.to_data()):
        from checklist.checks.codes import SEAL
        from checklist.checks.validator import validate

        found = [finding for finding in validate(document, questionnaire) if finding.code == SEAL]
        raise UnusableReportError(
            tr("{name} is not what was sealed. Begin from the file as it was made final", name),
            found,
        )
    return final


def refuse_errors(document: Document, questionnaire: Questionnaire, message: str) -> None:
    """Refuse a report with errors.

    In an answer that does not fit its question, the confidential parts are unknown.

    Raises:
        UnusableReportError: It has some; the error has the message and the findings.
    """
    from checklist.checks.validator import validate

    found = validate(document, questionnaire)
    wrong = [finding for finding in found if finding.severity is Severity.ERROR]
    if wrong:
        raise UnusableReportError(message, wrong)


def other_version_message(report: Report, questionnaire: Questionnaire, name: str) -> str:
    """Return how to go on with a draft of another version; empty where it is of the present one.

    Args:
        report: The draft.
        questionnaire: The questionnaire in its present version.
        name: The file of the draft.
    """
    if report.is_final or report.questionnaire_version == questionnaire.head.version:
        return ""
    name = safe_text(name)
    return tr(
        "{name} is a draft of version {questionnaire_version}, and the questions are "
        "those of {version} now. This takes its answers over:\n  checklist answer {word}",
        name=name,
        questionnaire_version=report.questionnaire_version,
        version=questionnaire.head.version,
        word=shlex.quote(name),
    )
