"""`checklist answer`."""

from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checklist.commands.shared.answering_options import PartOfReport
from checklist.commands.shared.interview_session import (
    PlainOption,
    ResumeHint,
    interviewing,
    page_and_face,
)
from checklist.commands.shared.options import argument, option
from checklist.commands.shared.person import EnterAlone, Person, can_ask
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.files.discovery import exists, free_path
from checklist.files.folder_reports import ReportKind, kind_of, reports_in_folder
from checklist.files.reader import read
from checklist.interview.open_report import instead_of_second, report_named, report_path
from checklist.text.messages import Words, tr

if TYPE_CHECKING:
    from checklist.commands.shared.given_answers import CarriedReport


_ReportArgument = Annotated[
    Path | None,
    argument(
        "REPORT",
        "The report, or its State, such as Norway; without it, the draft in this folder, or a "
        "new report-<code>.yaml.",
    ),
]
_StateOption = Annotated[str | None, option("--state", "The State: its name, or its code.")]
_EarlierOption = Annotated[
    Path | None,
    option(
        "--from REPORT",
        "Begin the next report with the answers of an earlier one, or correct a final one.",
    ),
]
_HomeOption = Annotated[bool, typer.Option("--home", hidden=True)]


def run(
    report: _ReportArgument = None,
    *,
    state: _StateOption = None,
    earlier: _EarlierOption = None,
    part: PartOfReport,
    questionnaire: QuestionnaireOption = None,
    home: _HomeOption = False,
    plain: PlainOption = False,
) -> None:
    """Answer the questionnaire: begin, go on, correct what is wrong.

    Every answer is saved at once. You can stop at any time: the same command continues where you
    stopped. What is wrong in the report, or differs between authorities, is asked first. --plain
    asks line by line, as in a terminal below 60 columns or 20 rows.

    Without a person, give one answer on each line of standard input; if a line does not fit, the
    run stops and names its number. A line that ends with a backslash continues on the next line,
    and a carriage return is a line break.

    --from OLD begins the report of a new cycle with the answers of OLD, each to be confirmed. Where
    OLD is final, it can begin a correction of OLD instead: its next revision. The command asks
    which; without a person, it corrects, unless it is given the name of a new report.

    --for labour asks what the division gives to that authority, and records it as the author: for
    answers on paper or by telephone.

    If the report cannot be saved, for example because the disk is full, the command asks for
    another file.
    """
    report = report and report_named(report, state)
    page, face = page_and_face(plain=plain)
    corrects = False
    if earlier is not None and report is None and kind_of(earlier) is ReportKind.FINAL:
        corrects = not face.is_interactive or not can_ask() or _is_correction(Person(face), earlier)
    elif face.is_interactive and not any((state, earlier)):
        report, earlier, corrects = _instead_of_final(report, questionnaire, Person(face))
    if earlier is not None and corrects:
        report = _next_revision_path(earlier)
        if exists(report):  # the correction was begun already
            earlier = None
    hint = ResumeHint("answer", questionnaire, [*part.words(), *(["--plain"] if plain else [])])
    with interviewing(hint, page):
        # Unusable files are reported before anything is asked or begun.
        carried = None if earlier is None else _carried(earlier, questionnaire, corrects=corrects)
        with ExitStack() as terminal:
            code = state or (None if carried is None else carried.report.state)
            path, code = report_path(report, code, face, terminal)
            if carried is None:
                choose = partial(Person(face).choose, needs_number=True)
                path = instead_of_second(path, code, face, terminal, choose)
            # Imported only now, so that the question for the State comes sooner.
            from checklist.commands.shared.answering import Answering

            answering = Answering(
                part=part,
                questionnaire=questionnaire,
                begins_at_home=home,
                page=page,
                face=face,
                hint=hint,
                carried=carried,
            )
            answering.answer(path, code, terminal)


# What most runs do without is imported where it is needed: the first question comes sooner.


def _carried(earlier: Path, questionnaire: str | None, *, corrects: bool) -> "CarriedReport":
    from checklist.commands.shared.given_answers import CarriedReport

    return CarriedReport.of(read(earlier), questionnaire, corrects=corrects)


def _instead_of_final(
    report: Path | None, questionnaire: str | None, person: Person
) -> tuple[Path | None, Path | None, bool]:
    """Return the report to answer, an earlier one, and whether this is corrected, by a choice.

    Raises:
        typer.Exit: Something else than answering was chosen for a final report, and is done.
    """
    if not can_ask():
        return report, None, False
    final = _final_instead_of_draft(report)
    if final is None:
        return report, None, False
    from checklist.commands import export, show  # which few runs need

    match _ask_after_final(person, final, is_named=report is not None):
        case _AfterFinal.CORRECT:
            return None, final, True
        case _AfterFinal.NEW_CYCLE:
            new = final.with_name(f"{final.stem}-new{final.suffix}")
            return free_path(new, final.suffix), final, False
        case _AfterFinal.OTHER_STATE:
            return None, None, False
        case _AfterFinal.READ:
            show.run(final, questionnaire=questionnaire)
        case _AfterFinal.PRINT:
            page = free_path(final.with_suffix(".html"), ".html")
            export.run(final, output=page, questionnaire=questionnaire)
    raise typer.Exit(0)


class _AfterFinal(Words):
    """What can be done with a final report, in the words of the choice."""

    READ = "Read it"
    PRINT = "Print it: write it as a page for a browser"
    CORRECT = "Correct it: begin its next revision"
    NEW_CYCLE = "Begin the report of a new cycle with its answers"
    OTHER_STATE = "Begin the report of another State"


def _final_instead_of_draft(report: Path | None) -> Path | None:
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


def _ask_after_final(person: Person, final: Path, *, is_named: bool) -> _AfterFinal | None:
    """Return what a person chooses to do with a final report; None for nothing."""
    title = tr("{final} is a final report, and can no longer be changed. You can:", final)
    choices = [case for case in _AfterFinal if not (is_named and case is _AfterFinal.OTHER_STATE)]
    with suppress(EOFError):
        chosen = person.choose(title, [*map(str, choices)], enter=EnterAlone.STOPS)
        return choices[chosen - 1] if chosen else None
    return None


def _is_correction(person: Person, final: Path) -> bool:
    """Return whether a person wants to correct a final report, not to begin the next one.

    Raises:
        typer.Exit: The person chose neither.
    """
    title = tr("{final} is a final report. You can:", final)
    choices = [_AfterFinal.CORRECT, _AfterFinal.NEW_CYCLE]
    with suppress(EOFError):
        chosen = person.choose(title, [*map(str, choices)], enter=EnterAlone.STOPS)
        if chosen:
            return choices[chosen - 1] is _AfterFinal.CORRECT
    raise typer.Exit(0)


def _next_revision_path(final: Path) -> Path:
    """Return the path of the next revision of a final report."""
    from checklist.commands.shared.readable_report import read_report
    from checklist.lifecycle.carry_forward import revision_path
    from checklist.reports.report import Report

    data = read_report(final).data
    assert isinstance(data, dict)
    return revision_path(final, Report.from_data(data).revision + 1)
