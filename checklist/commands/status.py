"""`checklist status`."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from checklist.answer_types.state_entries import state_name
from checklist.answer_types.written_date import date_in_words
from checklist.checks.resolve_questionnaire import resolve_for_report
from checklist.commands.shared.document_output import say_written, through_pager
from checklist.commands.shared.findings_output import refuse_overwriting
from checklist.commands.shared.options import option
from checklist.commands.shared.questionnaire_options import QuestionnaireOption, command_line
from checklist.commands.shared.readable_report import read_report
from checklist.commands.shared.report_argument import ANY, ReportArgument, resolve_report_path
from checklist.console.page import Page
from checklist.errors import ChecklistError
from checklist.files.discovery import exists
from checklist.files.output_file import output_ending, write_output
from checklist.interview.kept_texts import KeptTexts
from checklist.lifecycle.contradictions import contradictory_numbers
from checklist.lifecycle.opening import other_version_message
from checklist.ministries.folder import ReportFolder
from checklist.render.report.progress_text import progress_lines
from checklist.reports.check_structure import check_structure
from checklist.reports.checked_report import CheckedReport
from checklist.reports.progress import progress, required_in_all
from checklist.reports.report import CONFLICTS, DRAFT, FINAL, Report
from checklist.text.messages import Texts, commas, tr
from checklist.text.paragraphs import Line
from checklist.text.sanitize import safe_text
from checklist.today import today

if TYPE_CHECKING:
    from checklist.ministries.log import LogEntry
    from checklist.ministries.status import AuthorityStatus

_STATUS = Texts({DRAFT: "draft", FINAL: "final"})

# What merges, and what writes Word files, takes a quarter of the time of this command to import,
# and a report that is not divided needs neither.


def run(
    report: ReportArgument = None,
    output: Annotated[
        Path | None,
        option("--output -o FILE", tr("Write the list of ministries to a file: .xlsx or .docx.")),
    ] = None,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Show how far a report is, and what is missing.

    If answers of ministries differ and nobody has decided, the command says how many conflicts are
    open, and which command asks about them.

    If a report is divided among ministries, the command begins with how far each ministry is. The
    ministry that is the most late comes first. Each line shows what is open, the last contact, and
    what to do next. Ministries of which the same is known share a line.
    """
    path = resolve_report_path(report, ANY)
    document = read_report(path)
    assert isinstance(document.data, dict)
    asked = resolve_for_report(document, questionnaire)
    checked, findings = check_structure(document.data, asked)
    listed, log = _ministries(ReportFolder(path, checked.report.state), checked)
    if output is not None:
        _write(output, path, checked, listed)
    page = Page.of_output()
    with through_pager(page):
        _say(page, path, questionnaire, checked, listed, log)
        if findings or checked.invalid_questions:
            page.say(tr("Some answers have errors; `checklist validate` shows them."))
        other = other_version_message(checked.report, asked, str(path))
        for text in filter(None, [other, *KeptTexts(path, asked).notices()]):
            page.say(text)


def _say(
    page: Page,
    path: Path,
    questionnaire: str | None,
    checked: CheckedReport,
    listed: Sequence["AuthorityStatus"],
    log: Sequence["LogEntry"],
) -> None:
    """Say how far a report is, and how far each ministry is."""
    asked = checked.questionnaire
    head = checked.report
    page.say(
        tr(
            "{state_name}: {status}, revision {revision}, as of {of}",
            state_name=state_name(head.state),
            status=_STATUS[head.status],
            revision=head.revision,
            of=date_in_words(head.as_of),
        )
    )
    if listed:
        from checklist.render.ministries.chase_list import (
            changed_lines,
            chase_lines,
            objection_words,
        )

        for line in chase_lines(listed):
            page.show(line)
    if head.internal.get(CONFLICTS):
        from checklist.commands.shared.conflict_questions import conflicts_text

        for text in _agreed(ReportFolder(path, head.state), checked, log):
            page.say(text)
        page.say(conflicts_text(head))
        page.command(command_line("fix", path, questionnaire))
    if listed:
        changed = [status for status in listed if status.has_changed]
        if changed:
            page.show(Line(tr("Changed since it was cleared:"), is_heading=True))
        for status in changed:
            page.show(Line(f"{status.label}:", 2, 2))
            for line in changed_lines(status, asked, 4):
                page.show(line)
        for status in listed:
            if status.objected_until:
                page.say(objection_words(status))
                for line in changed_lines(status, asked, 2):
                    page.show(line)
        for text in [*_replaced(checked, listed, log), *_closing_remarks(path, head, log)]:
            page.say(text)
    parts = progress(checked.path)
    answered, required = required_in_all(parts)
    page.say(tr("Required questions answered: {answered} of {required}", answered, required))
    for line in progress_lines(parts, asked.numbers):
        page.show(line)
    contradictory = contradictory_numbers(checked.path)
    if contradictory:
        page.say(
            tr("Answers that do not fit together: {contradictory}. To correct them:", contradictory)
        )
        page.command(command_line("fix", path, questionnaire))


def _agreed(
    folder: ReportFolder, checked: CheckedReport, log: Sequence["LogEntry"]
) -> Iterator[str]:
    """Yield on what some of those on a sheet agreed, and for whom that waits."""
    from checklist.commands.shared.divided_report import open_division
    from checklist.ministries.log import AGREED
    from checklist.ministries.sheets import sheets_of, waiting_lines
    from checklist.ministries.sides import Sides

    if any(entry.did == AGREED for entry in log):
        file = open_division(folder, checked.report)
        sides = Sides(checked.questionnaire, file.division if file else None)
        yield from map(safe_text, waiting_lines(sheets_of(checked, sides)[0], sides, log))


def _ministries(
    folder: ReportFolder, checked: CheckedReport
) -> tuple[Sequence["AuthorityStatus"], Sequence["LogEntry"]]:
    """Return the status of each ministry, and the log; none where the report is not divided."""
    if not exists(folder.division):
        return (), ()
    from checklist.commands.shared.divided_report import open_division
    from checklist.ministries.log import read_log
    from checklist.ministries.status import statuses

    file = open_division(folder, checked.report)
    if file is None:  # it was removed just now
        return (), ()
    log = read_log(folder.log)
    return statuses(checked, file.division, today(), log), log


def _replaced(
    checked: CheckedReport, listed: Sequence["AuthorityStatus"], log: Sequence["LogEntry"]
) -> Iterator[str]:
    """Yield where another answer stands in place of that of a ministry.

    Of a conflict that was decided, its receipt tells it.
    """
    from checklist.ministries.log import DECIDED
    from checklist.ministries.own_answers import OwnAnswers, known_records

    asked, report = checked.questionnaire, checked.report
    units = [str(entry.data.get("unit", "")) for entry in log if entry.did == DECIDED]
    decided = {unit.partition("/")[0] for unit in units}
    records = known_records(report, asked) if listed else {}
    for authority in listed:
        own = OwnAnswers.of(authority.code, records, asked)
        replaced = [name for name in own.replaced(report.answers) if name not in decided]
        numbers = commas(asked.numbers[name] for name in replaced)
        if numbers:
            yield tr(
                "{authority_label}: another answer stands in place of its own: {numbers}.",
                authority.label,
                numbers,
            )


def _closing_remarks(path: Path, head: Report, log: Sequence["LogEntry"]) -> Iterator[str]:
    """Yield which returns say something at their end, and where that can be read."""
    from checklist.ministries.log import standing
    from checklist.ministries.merged_files import kept_return
    from checklist.ministries.returned import AT_THE_END

    folder = ReportFolder(path, head.state)
    # The form that a clerk corrects still has the remark of the first one.
    last = {(entry.key[:2], entry.closing_remark): entry for entry in standing(log)}
    for entry in last.values():
        if entry.closing_remark:
            kept = kept_return(folder, entry.key[2])
            name = str(entry.data.get("file", ""))
            said = (
                tr(
                    "{name} says something at “{at_the_end}”; it is kept as {kept}.",
                    name,
                    AT_THE_END,
                    kept,
                )
                if kept
                else tr("{name} says something at “{at_the_end}”.", name, AT_THE_END)
            )
            yield safe_text(said)


def _write(
    output: Path, report: Path, checked: CheckedReport, listed: Sequence["AuthorityStatus"]
) -> None:
    """Write the list of ministries to a file."""
    ending = output_ending(output, (".xlsx", ".docx"))
    refuse_overwriting(output, report)
    if not listed:
        name = safe_text(str(report))
        raise ChecklistError(tr("--output: {name} is not divided among ministries", name))
    from checklist.render.document import Document
    from checklist.render.ministries.chase_list import chase_blocks, chase_xlsx
    from checklist.render.word import as_docx

    state, now = state_name(checked.report.state), today().isoformat()
    if ending == ".xlsx":
        content = chase_xlsx(listed, state, now, checked.questionnaire)
    else:
        blocks = [*chase_blocks(listed, state, now, checked.questionnaire)]
        content = as_docx(Document(blocks, is_wide=True))
    write_output(output, content)
    say_written(output)
