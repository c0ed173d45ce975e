"""What can be done with a final report, as a choice for a person who wants to go on answering."""

from contextlib import suppress
from pathlib import Path

from checklist.commands.shared.person import EnterAlone, Person
from checklist.commands.shared.readable_report import read_report
from checklist.files.folder_reports import ReportKind, kind_of, reports_in_folder
from checklist.lifecycle.carry_forward import revision_path
from checklist.reports.report import Report
from checklist.text.messages import Words, tr


class AfterFinal(Words):
    """What can be done with a final report, in the words of the choice."""

    READ = "Read it"
    PRINT = "Print it: write it as a page for a browser"
    CORRECT = "Correct it: begin its next revision"
    NEW_CYCLE = "Begin the report of a new cycle with its answers"
    OTHER_STATE = "Begin the report of another State"


def final_instead_of_draft(report: Path | None) -> Path | None:
    """Return the final report that a person would answer; None where there is a draft, or nothing.

    Args:
        report: The report that is named; None: the only final one in this folder, if no draft is
            there.
    """
    if report is not None:
        return report if kind_of(report) is ReportKind.FINAL else None
    here = reports_in_folder()
    final = [report.path for report in here if report.kind is ReportKind.FINAL]
    has_draft = any(report.kind is ReportKind.DRAFT for report in here)
    return final[0] if len(final) == 1 and not has_draft else None


def ask_after_final(person: Person, final: Path, *, is_named: bool) -> AfterFinal | None:
    """Return what a person chooses to do with a final report; None for nothing."""
    title = tr("{final} is a final report, and can no longer be changed. You can:", final)
    choices = [case for case in AfterFinal if not (is_named and case is AfterFinal.OTHER_STATE)]
    with suppress(EOFError):
        chosen = person.choose(title, [*map(str, choices)], enter=EnterAlone.STOPS)
        return choices[chosen - 1] if chosen else None
    return None


def next_revision_path(final: Path) -> Path:
    """Return the path of the next revision of a final report."""
    data = read_report(final).data
    assert isinstance(data, dict)
    return revision_path(final, Report.from_data(data).revision + 1)
