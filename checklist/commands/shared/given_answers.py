"""The answers with which a report begins: those of an earlier one."""

from dataclasses import dataclass

from checklist.checks.resolve_questionnaire import resolve_for_report
from checklist.files.reader import Document
from checklist.interview.session import taken_over_notices
from checklist.lifecycle.carry_forward import TakenOver, next_report, next_revision
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import Report
from checklist.text.messages import tr
from checklist.text.sanitize import safe_text
from checklist.today import today


@dataclass(frozen=True, slots=True)
class CarriedReport:
    """The answers that a new report takes over from an earlier one."""

    name: str
    """The earlier file."""
    questionnaire: Questionnaire
    taken: TakenOver

    @classmethod
    def of(
        cls, document: Document, questionnaire: str | None, *, corrects: bool
    ) -> "CarriedReport":
        """Return what an earlier report gives to a new one.

        Args:
            document: The earlier report.
            questionnaire: The folder or id of the questionnaire; None: the one of the report.
            corrects: Whether the new report is the next revision of the earlier one.

        Raises:
            UnusableReportError: The earlier report cannot be used.
        """
        answered = resolve_for_report(document, questionnaire)
        begin = next_revision if corrects else next_report
        return cls(safe_text(document.name), answered, begin(document, answered, today()))

    @property
    def report(self) -> Report:
        """The new report."""
        return self.taken.report

    def notices(self) -> list[str]:
        """Return the notices for the official: which report this is, and what became of answers."""
        begun = (
            tr(
                "This is the report of a new cycle. It begins with the answers of {name}.",
                self.name,
            )
            if self.report.supersedes is None
            else tr(
                "This corrects {name}: it is revision {revision} of the report, and supersedes it.",
                self.name,
                self.report.revision,
            )
        )
        return [begun, *taken_over_notices(self.taken, self.name)]
