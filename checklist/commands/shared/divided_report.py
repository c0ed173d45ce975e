"""A report with its division, as the commands on ministries open it."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import typer

from checklist.checks.resolve_questionnaire import resolve_for_report
from checklist.commands.shared.findings_output import print_file_findings
from checklist.commands.shared.readable_report import read_report
from checklist.commands.shared.report_argument import DRAFT, resolve_report_path
from checklist.errors import ChecklistError
from checklist.files.lock import ReportLock
from checklist.files.reader import Document
from checklist.files.writer import remove_strays
from checklist.interview.scope import Scope
from checklist.interview.session import Session
from checklist.ministries.division import Division, asked_of, belongs_to, division_path
from checklist.ministries.division_file import (
    DivisionFile,
    UnusableDivisionError,
    errors_in,
    find_division,
)
from checklist.questionnaire.authorities import OWN
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.answer_path import AnswerPath
from checklist.reports.check_structure import check_structure
from checklist.reports.checked_report import CheckedReport
from checklist.reports.report import Report
from checklist.text.messages import commas, tr
from checklist.text.sanitize import quoted, safe_text
from checklist.text.suggestions import correction_hint, with_hint


@dataclass(frozen=True, slots=True)
class DividedReport:
    """A report with its questionnaire and, if there is one, its division."""

    path: Path
    document: Document
    checked: CheckedReport
    questionnaire: Questionnaire
    file: DivisionFile | None

    @property
    def division(self) -> Division:
        """The division.

        Raises:
            ChecklistError: There is none yet.
        """
        if self.file is None:
            raise not_divided(self.path)
        return self.file.division


def not_divided(report: Path) -> ChecklistError:
    """Return the error that a report has no division."""
    name = safe_text(str(report))
    return ChecklistError(
        tr("{name} is not divided yet. Begin with:\n  checklist divide {name}", name)
    )


def require_authority(code: str, division: Division) -> None:
    """Refuse the code of an authority that a division does not have.

    Raises:
        ChecklistError: It does not have it.
    """
    if code not in division.authorities or code == OWN:
        hint = correction_hint(code, [*division.authorities])
        raise ChecklistError(with_hint(tr("{code} is not in the division", quoted(code)), hint))


@contextmanager
def divided_report(
    given: Path | None, questionnaire: str | None, *, refuses_errors: bool = True
) -> Iterator[DividedReport]:
    """Yield a draft with its division, while no other process can change it.

    Args:
        given: The draft that is named, if any.
        questionnaire: The questionnaire that is named, if any.
        refuses_errors: Whether a division with errors ends the command.

    Raises:
        typer.Exit: The report or its division cannot be used. The findings are printed.
        ChecklistError: The report is final.
    """
    path = resolve_report_path(given, DRAFT)
    read_report(path)  # before a lock is made next to what is no report
    with ReportLock(path):
        document = read_report(path)
        assert isinstance(document.data, dict)
        asked = resolve_for_report(document, questionnaire)
        checked, _ = check_structure(document.data, asked)
        if checked.report.is_final:
            message = tr(
                "{path} is final; `checklist answer` begins its correction", safe_text(str(path))
            )
            raise ChecklistError(message)
        file = open_division(path, checked.report)
        wrong = errors_in(file, asked) if file is not None and refuses_errors else []
        if file is not None and wrong:
            raise typer.Exit(print_file_findings(str(file.path), wrong))
        for written in (path, division_path(path, checked.report.state)):
            remove_strays(written)
        yield DividedReport(path, document, checked, asked, file)


def open_division(path: Path, report: Report) -> DivisionFile | None:
    """Return the division of a report, if there is one.

    Args:
        path: The file of the report.
        report: The report.

    Raises:
        typer.Exit: It cannot be used. The findings are printed.
        ChecklistError: It belongs to another report.
    """
    of = division_path(path, report.state)
    try:
        file = find_division(of)
    except UnusableDivisionError as error:
        raise typer.Exit(print_file_findings(str(of), error.diagnostics)) from None
    if file is not None and not belongs_to(file.division, report):
        name = safe_text(str(of))
        raise ChecklistError(
            tr(
                "{name} divides another report of this State; keep each report in a "
                "folder of its own",
                name,
            )
        )
    return file


def scope_of_ministry(session: Session, code: str, scope: Scope) -> Scope:
    """Return the scope that is asked of a ministry.

    Args:
        session: The report.
        code: The code of the ministry.
        scope: What is asked without regard to the ministry.

    Raises:
        ChecklistError: The report is not divided, or the ministry is not asked.
    """
    file = open_division(session.path, session.report)
    if file is None:
        raise not_divided(session.path)
    asked = asked_of(file.division, code, session.questionnaire)
    if code not in file.division.authorities or not asked:
        hint = correction_hint(code, [*file.division.authorities])
        raise ChecklistError(with_hint(tr("--for: nothing is asked of {code}", quoted(code)), hint))

    def takes(question: Question, path: AnswerPath, ids: Collection[str] = asked) -> bool:
        return question.id in ids

    label = file.division.label(code, session.questionnaire)
    name = commas(filter(None, [scope.name, tr("what is asked of {label}", label)]))
    return scope._replace(
        name=name,
        conditions=[*scope.conditions, takes],
        answered_too=True,
        parts={question_id: parts for question_id, parts in asked.items() if parts is not None},
    )
