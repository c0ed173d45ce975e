"""A report as a letter presents it: its findings, sorted by what they ask of the State."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from pathlib import PurePath

from checklist.checks.codes import UNANSWERED
from checklist.checks.report_summary import ReportSummary
from checklist.checks.validator import UNUSABLE_CODES
from checklist.diagnostics import MORE, NOT_FINAL, Diagnostic, Severity, question_at
from checklist.reports.report import DRAFT, FINAL


class Kind(StrEnum):
    """What a finding is for the State. In this order a letter has them."""

    TECHNICAL = "Technical points"
    CLARIFICATION = "Clarifications requested"
    UNANSWERED = "What is not answered yet"
    REMARK = "Remarks"


@dataclass(frozen=True)
class ReportPoints:
    """A report with its findings, as a letter presents them."""

    path: str
    found: Sequence[Diagnostic]
    report_summary: ReportSummary

    @property
    def name(self) -> str:
        """The name of its file."""
        return file_name(self.path)

    @cached_property
    def points(self) -> Mapping[Kind, Sequence[Diagnostic]]:
        """The findings by kind."""
        points: dict[Kind, list[Diagnostic]] = {kind: [] for kind in Kind}
        for finding in self.found:
            if finding.code != MORE:
                points[_kind(finding)].append(finding)
        return points

    @property
    def status(self) -> str | None:
        """Whether the report is a draft or final, as far as it can be read."""
        return self.report_summary.head.get("status")

    @property
    def errors(self) -> Sequence[Diagnostic]:
        """The technical points and what is to be clarified."""
        return [*self.points[Kind.TECHNICAL], *self.points[Kind.CLARIFICATION]]

    @property
    def is_ready(self) -> bool:
        """Whether nothing has to be clarified or answered."""
        return not self.errors and not self.points[Kind.UNANSWERED]

    @property
    def can_be_opened(self) -> bool:
        """Whether the interview and `amend` can open it."""
        return not any(map(_is_closed, self.points[Kind.TECHNICAL]))

    def is_draft_only(self, reports: Iterable["ReportPoints"]) -> bool:
        """Whether the report is a draft, without a final report of the same revision."""
        head = self.report_summary.head
        final = (other.report_summary.head for other in reports if other.status == FINAL)
        is_final = any(other.get("revision") == head.get("revision") for other in final)
        return self.status == DRAFT and not is_final

    def waits_to_be_final(self, reports: Iterable["ReportPoints"]) -> bool:
        """Whether the report is a draft only, in which nothing has to be clarified or answered."""
        return self.is_ready and self.is_draft_only(reports)

    def waits_for_reply(self, reports: Iterable["ReportPoints"]) -> bool:
        """Whether a reply is wanted: a correction, an answer, or the final report."""
        return not self.is_ready or self.waits_to_be_final(reports)

    def without_places_outside(self, paths: Set[str]) -> "ReportPoints":
        """Return the report without the places in other files, which can belong to other States.

        Args:
            paths: The files that the letter may name.
        """
        found = [
            finding._replace(
                related=tuple(o for o in finding.related if not o.path or o.path in paths)
            )
            for finding in self.found
        ]
        return replace(self, found=found)


def file_name(path: str) -> str:
    """Return the name of a file, without the folder in which it lies here."""
    return "standard input" if path == "-" else PurePath(path).name


def is_damage(found: Diagnostic) -> bool:
    """Whether a finding is on the file as such, which only a technical colleague can look at."""
    return found.code.startswith("S") and not question_at(found.where) and found.code != MORE


def _kind(found: Diagnostic) -> Kind:
    if found.code == UNANSWERED:
        return Kind.UNANSWERED
    if found.severity is not Severity.ERROR:
        return Kind.REMARK
    is_technical = found.code in UNUSABLE_CODES or _is_closed(found)
    return Kind.TECHNICAL if is_technical else Kind.CLARIFICATION


def _is_closed(error: Diagnostic) -> bool:
    """Whether this error keeps a report from being amended or answered in the interview."""
    if error.code.startswith("S1"):
        is_in_answers = len(error.where) > 1 and error.where[0] == "answers"
        return not is_in_answers and error.code != NOT_FINAL
    return error.code.startswith("S0")
