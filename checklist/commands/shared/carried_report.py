"""The answers that a new report takes over from an earlier one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checklist.checks.resolve_questionnaire import resolve_current
from checklist.files.reader import Document
from checklist.lifecycle.carry_forward import carry_forward
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import Report
from checklist.text.messages import Plural, labelled, tr
from checklist.text.sanitize import quoted, safe_text
from checklist.today import today

_TAKEN = Plural(
    "{count} answer is taken from {file}. It waits for you to confirm, change or drop it, and does "
    "not count before.",
    "{count} answers are taken from {file}. Each waits for you to confirm, change or drop it; "
    "none counts before.",
)


@dataclass(frozen=True, slots=True)
class CarriedReport:
    """The answers that a new report takes over from an earlier one."""

    name: str
    """The earlier file."""
    questionnaire: Questionnaire
    report: Report
    left_behind: Mapping[str, str]

    @classmethod
    def of(cls, document: Document, questionnaire: str | None) -> "CarriedReport":
        """Return what an earlier report gives to a new one."""
        answered = resolve_current(document, questionnaire)
        report, left_behind = carry_forward(document, answered, today())
        return cls(safe_text(document.name), answered, report, left_behind)

    def notices(self) -> list[str]:
        """Return the notices for the official."""
        left = [labelled(quoted(i), reason) for i, reason in self.left_behind.items()]
        return [
            _TAKEN.of(len(self.report.answers), self.name),
            *listed(tr("These answers no longer fit the questions, and are left out:"), left),
        ]


def listed(text: str, items: Sequence[str]) -> list[str]:
    """Return a notice with one line per item; an empty list without items."""
    return ["\n".join([text, *(f"  {item}" for item in items)])] if items else []
