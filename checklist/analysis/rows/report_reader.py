"""Reading of report files as rows."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.analysis.rows.report_rows import NOTHING_HIDDEN, Disclosure, ReportRows, report_rows
from checklist.checks.batch import ReportSource
from checklist.checks.report_summary import state_of
from checklist.checks.resolve_questionnaire import resolve
from checklist.checks.validator import UNUSABLE_CODES, head_findings, validate
from checklist.diagnostics import Diagnostic, Severity, diagnostic
from checklist.files.reader import Document
from checklist.lifecycle.opening import with_present_ids
from checklist.questionnaire.questionnaire import Questionnaire

if TYPE_CHECKING:
    from checklist.reports.schema_gate import SchemaGate

_MAKES_UNUSABLE = UNUSABLE_CODES | {"R003"}
"""The same, and the code of a State that is not known."""


@cache
def questionnaire_rows_of(questionnaire: str | None) -> QuestionnaireRows:
    """Return the rows of a questionnaire, by its folder or id.

    Processes that are forked have it already, once it was asked for.
    """
    return QuestionnaireRows(resolve(questionnaire))


class LeftOut(NamedTuple):
    """A file that is not counted."""

    file: str
    """As it was named."""
    state: str
    """The code of its State, as far as that can be said; else empty."""
    findings: Sequence[Diagnostic]
    """The errors that make it unusable."""


class ReportReader(NamedTuple):
    """Reads reports, each for itself, as rows. Can be sent to other processes."""

    questionnaire: str | None = None
    """The folder or id of the questionnaire whose questions are the rows; None: the shipped one."""
    shown: Disclosure = NOTHING_HIDDEN
    """Whether confidential answers and contacts are shown."""
    of_many: bool = False
    """Whether so many reports are read that it pays to get ready for them."""

    def for_many(self) -> Self:
        """Return a reader that takes fewer steps for each report that is valid.

        What nearly every report needs is got ready. Processes that are forked then have it already.
        """
        questionnaire_rows = questionnaire_rows_of(self.questionnaire)
        _schema_gate(questionnaire_rows.questionnaire).accepts(None)
        report_rows({"answers": {}}, questionnaire_rows)
        return self._replace(of_many=True)

    def read(self, source: ReportSource) -> ReportRows | LeftOut:
        """Return a report as rows; what cannot be counted as a whole is left out."""
        document = source.document()
        questionnaire_rows = questionnaire_rows_of(self.questionnaire)
        questionnaire = questionnaire_rows.questionnaire
        schema_valid = (
            self.of_many
            and not document.refusals
            and _schema_gate(questionnaire).accepts(document.data)
        )
        if not schema_valid:
            wrong = unusable(document, questionnaire)
            if wrong:
                return left_out(document, wrong)
        assert isinstance(document.data, dict)
        # Another version of the questionnaire may have other names for the same questions.
        data: dict[str, Any] = {**document.data}
        data["answers"] = with_present_ids(data["answers"], questionnaire)
        return report_rows(
            data, questionnaire_rows, self.shown, file=document.name, schema_valid=schema_valid
        )

    def lost(self, source: ReportSource) -> LeftOut:
        """Return the entry for a report that ended the process which read it."""
        name = str(source.path)
        message = "the process that read the file has died; it may have run out of memory"
        found = diagnostic(name, 1, 1, "S014", message, hint="read this file with --jobs 1")
        return LeftOut(name, state_of({}, name) or "", [found])


def left_out(document: Document, wrong: Sequence[Diagnostic]) -> LeftOut:
    """Return the entry for a file that is unusable for these reasons."""
    return LeftOut(document.name, state_of(document.data, document.name) or "", wrong)


def unusable(document: Document, questionnaire: Questionnaire) -> Sequence[Diagnostic]:
    """Return the errors that keep a report from being counted: none where it can be used.

    Errors of single answers are not among them: such answers are counted as invalid.
    """
    wrong = head_findings(document)
    wrong = wrong or validate(document, questionnaire, wanted=_MAKES_UNUSABLE.__contains__)
    return [found for found in wrong if found.severity is Severity.ERROR]


def _schema_gate(questionnaire: Questionnaire) -> "SchemaGate":
    from checklist.reports.schema_gate import schema_gate  # its library takes 50 ms to import

    return schema_gate(questionnaire)
