"""A report with its division, as the commands on ministries open it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checklist.checks.resolve_questionnaire import resolve_for_report
from checklist.commands.shared.findings_output import print_file_findings
from checklist.commands.shared.options import argument
from checklist.commands.shared.readable_report import read_report
from checklist.commands.shared.report_argument import ANY, DRAFT, resolve_report_path
from checklist.errors import ChecklistError
from checklist.files.lock import ReportLock
from checklist.files.reader import Document
from checklist.files.writer import remove_strays
from checklist.lifecycle.opening import other_version_message
from checklist.ministries.division import Authority, Division, belongs_to
from checklist.ministries.division_file import (
    DivisionFile,
    UnusableDivisionError,
    errors_in,
    find_division,
)
from checklist.ministries.folder import ReportFolder
from checklist.questionnaire.authorities import CABINET, OWN
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.check_structure import check_structure
from checklist.reports.checked_report import CheckedReport
from checklist.reports.report import Report
from checklist.text.messages import tr
from checklist.text.sanitize import quoted, safe_text
from checklist.text.suggestions import correction_hint, with_hint
from checklist.today import today

if TYPE_CHECKING:
    from checklist.ministries.status import AuthorityStatus
    from checklist.render.ministries.covering_note import Sender

ReportBehindArgument = Annotated[
    Path | None,
    argument("REPORT", tr("The draft; without it, the one in this folder.")),
]


@dataclass(frozen=True, slots=True)
class DividedReport:
    """A report with its questionnaire and, if there is one, its division."""

    folder: ReportFolder
    document: Document
    checked: CheckedReport
    questionnaire: Questionnaire
    file: DivisionFile | None

    @property
    def divided(self) -> DivisionFile:
        """The file of the division.

        Raises:
            ChecklistError: There is none yet.
        """
        if self.file is None:
            raise not_divided(self.folder.report)
        return self.file

    @property
    def division(self) -> Division:
        """The division."""
        return self.divided.division

    def authority(self, code: str) -> Authority:
        """Return an authority of the division.

        Raises:
            ChecklistError: It is not in the division.
        """
        known = self.division.authorities
        if code == CABINET:  # it is asked for the whole report, whether it was named or not
            return known.get(code, Authority())
        if code not in known or code == OWN:
            hint = correction_hint(code, [other for other in known if other != OWN])
            raise ChecklistError(with_hint(tr("{code} is not in the division", quoted(code)), hint))
        return known[code]

    def statuses(self, day: date | None = None) -> Sequence["AuthorityStatus"]:
        """Return the status of each authority, on a day or today."""
        from checklist.ministries.log import read_log  # `answer` needs neither
        from checklist.ministries.status import statuses

        log = read_log(self.folder.log)
        return statuses(self.checked, self.division, day or today(), log)

    @property
    def sender(self) -> "Sender":
        """Who writes to the authorities: the contact of `own` in the division."""
        from checklist.render.ministries.covering_note import Sender  # `answer` needs no note

        own = self.division.authorities.get(OWN)
        contact = own.contact if own else None
        if contact is None:
            return Sender()
        return Sender(
            office=contact.office,
            person=contact.person or "",
            email=contact.email or "",
            telephone=contact.telephone or "",
        )


def not_divided(report: Path) -> ChecklistError:
    """Return the error that a report has no division."""
    name = safe_text(str(report))
    return ChecklistError(
        tr("{name} is not divided yet. Begin with:\n  checklist ministries divide {name}", name)
    )


@contextmanager
def divided_report(
    given: Path | None,
    questionnaire: str | None,
    *,
    refuses_errors: bool = True,
    only_reads: bool = False,
) -> Iterator[DividedReport]:
    """Yield a draft with its division, while no other process can change it.

    Args:
        given: The draft that is named, if any.
        questionnaire: The questionnaire that is named, if any.
        refuses_errors: Whether a division with errors ends the command.
        only_reads: Whether nothing is written, so that another process may hold the report, and
            it can be final.

    Raises:
        typer.Exit: The report or its division cannot be used. The findings are printed.
        ChecklistError: The draft is of an older version.
    """
    path = resolve_report_path(given, ANY if only_reads else DRAFT)
    read_report(path)  # before a lock is made next to what is no report
    with nullcontext() if only_reads else ReportLock(path):
        divided = _opened(
            path, questionnaire, refuses_errors=refuses_errors, takes_final=only_reads
        )
        if not only_reads:
            for written in (path, divided.folder.division):
                remove_strays(written)
        yield divided


def _opened(
    path: Path, questionnaire: str | None, *, refuses_errors: bool, takes_final: bool
) -> DividedReport:
    document = read_report(path)
    assert isinstance(document.data, dict)
    asked = resolve_for_report(document, questionnaire)
    checked, _ = check_structure(document.data, asked)
    if checked.report.is_final and not takes_final:
        raise ChecklistError(
            tr(
                "{path} is final; `checklist answer --from` begins its next revision",
                safe_text(str(path)),
            )
        )
    other = other_version_message(checked.report, asked, str(path))
    if other:
        raise ChecklistError(other)
    folder = ReportFolder(path, checked.report.state)
    file = open_division(folder, checked.report)
    if file is not None and refuses_errors:
        wrong = errors_in(file, asked)
        if wrong:
            raise typer.Exit(print_file_findings(str(file.path), wrong))
    return DividedReport(folder, document, checked, asked, file)


def open_division(folder: ReportFolder, report: Report) -> DivisionFile | None:
    """Return the division of a report, if there is one.

    Raises:
        typer.Exit: It cannot be used. The findings are printed.
        ChecklistError: It belongs to another report.
    """
    try:
        file = find_division(folder.division)
    except UnusableDivisionError as error:
        code = print_file_findings(str(folder.division), error.diagnostics)
        raise typer.Exit(code) from None
    if file is not None and not belongs_to(file.division, report):
        name = safe_text(str(folder.division))
        raise ChecklistError(
            tr(
                "{name} divides another report of this State; keep each report in a "
                "folder of its own",
                name,
            )
        )
    return file
