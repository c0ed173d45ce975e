"""`checklist summarize`."""

import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from checklist.analysis.rows.consent import agreed
from checklist.analysis.rows.portable_names import with_portable_names
from checklist.analysis.rows.report_reader import (
    LazyReport,
    LeftOut,
    ReportReader,
    questionnaire_rows_of,
)
from checklist.analysis.rows.report_rows import Disclosure, ReportRows
from checklist.analysis.rows.report_selection import ReportSelection, made, selected
from checklist.analysis.summary.counted_answers import Answers
from checklist.analysis.summary.document import Summary
from checklist.analysis.summary.summary import summary
from checklist.checks.batch import read_all
from checklist.commands.shared.cycle_options import CycleOption, chosen_cycle, refuse_none_left
from checklist.commands.shared.document_output import (
    can_show,
    print_lines,
    write_document,
    written,
)
from checklist.commands.shared.findings_output import (
    counted,
    print_invalid_count,
    refuse_overwriting,
)
from checklist.commands.shared.grouping import GroupByOption, file_of_groups, grouping_of
from checklist.commands.shared.options import option
from checklist.commands.shared.output_format import OutputOption, resolve_format
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.commands.shared.report_inputs import (
    PathsArgument,
    apart_from,
    print_newer_unusable,
    print_options,
    print_unusable,
    source_of,
)
from checklist.commands.shared.state_lists import ExpectedOption, expected_states
from checklist.console.progress_bar import with_progress
from checklist.files.discovery import ReportFiles
from checklist.render.bars import BARS
from checklist.render.blocks import as_lines
from checklist.render.document import Document
from checklist.render.summary.sections import first_screen
from checklist.render.summary.word_edition import word_blocks


class SummaryFormat(StrEnum):
    """The formats of a summary."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    DOCX = "docx"


_OPTIONS = {
    "draft": "--include-drafts counts drafts",
    "order-unclear": "--cycle YEAR counts the reports of one cycle only",
}
"""The option with which a file would count, by the reason why it does not."""


class _Counted(NamedTuple):
    """Which reports count, and against which States and groups."""

    for_publication: Annotated[
        bool,
        option(
            "--for-publication",
            "Count only reports whose States agree to publication; of others, say that they came.",
        ),
    ] = False
    cycle: CycleOption = None
    include_drafts: Annotated[bool, option("--include-drafts", "Count drafts, too.")] = False
    group_by: GroupByOption = None
    expected: ExpectedOption = None


def run(
    paths: PathsArgument,
    format_name: Annotated[
        SummaryFormat | None,
        option(
            "--format",
            "How the summary is written, if the ending of --output does not say it; without "
            "both, its first screen is shown.",
        ),
    ] = None,
    output: OutputOption = None,
    *,
    counting: _Counted,
    plain: Annotated[bool, option("--plain", "No colour; draw bars in ASCII characters.")] = False,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Count what States report: measures, obstacles, help wanted.

    The summary counts the latest final revision of each State, and names every other file with the
    reason. Confidential answers are counted separately and not shown. The endings .html, .docx and
    .json of --output choose the format: the page has all tables and names States, the Word file is
    to be read and printed. The terminal shows the first screen of the page.

    With --for-publication, only the reports of States that agree to publication are counted; that a
    State reported is always said. Exits with 1 when a file cannot be used, or when it is unclear
    which revision of a State counts.
    """
    view = resolve_format(format_name, output, SummaryFormat.TEXT)
    refuse_overwriting(output, counting.expected, file_of_groups(counting.group_by))
    states, cycle = expected_states(counting.expected), chosen_cycle(counting.cycle)
    rows, shown = questionnaire_rows_of(questionnaire), Disclosure()
    grouping = grouping_of(counting.group_by, rows.questionnaire)
    read = _read(paths, output, ReportReader(questionnaire, shown))
    selection = made(selected(read, drafts=counting.include_drafts, cycle=cycle))
    if not selection.files:
        print("nothing was summarized: no files were found", file=sys.stderr)
        raise typer.Exit(2)
    refuse_none_left(selection)
    selection = with_portable_names(selection)
    if counting.for_publication:
        selection = agreed(selection, rows.questionnaire)
    answers = Answers(rows, selection.counted, shown, grouping)
    result = summary(answers, selection, states)
    _write(result, answers, view, output, plain=plain)
    _print_counts(result, selection)
    raise typer.Exit(0 if selection.is_clear else 1)


def _read(
    named: list[Path], output: Path | None, reader: ReportReader
) -> Iterable[LazyReport[ReportRows] | LeftOut]:
    """Yield each report, and show the progress on standard error."""
    files = apart_from(output, ReportFiles(named))
    return with_progress(
        read_all(reader, map(source_of, files)),
        lambda: sum(1 for _ in ReportFiles(named)),
        is_shown=lambda item: False,
    )


def _write(
    result: Summary, answers: Answers, view: SummaryFormat, output: Path | None, *, plain: bool
) -> None:
    """Write the summary in a format."""
    if view is SummaryFormat.TEXT:
        blocks = [*first_screen(result)]
        is_ascii = plain or not can_show(BARS)
        print_lines(lambda width: as_lines(blocks, width, is_ascii=is_ascii), output, plain=plain)
        return
    if view is SummaryFormat.JSON:
        from checklist.render.summary.json import as_json

        write_document(as_json(result), output)
        return
    if view is SummaryFormat.HTML:
        from checklist.render.summary.html import as_html

        text: str | bytes = as_html(result, answers)
    else:
        text = written(Document([*word_blocks(result)]), view)
    write_document(text, output, instead_of_terminal=Path(f"summary.{view}"))


def _print_counts(result: Summary, selection: ReportSelection[ReportRows]) -> None:
    reports = len(selection.reporting)
    left_out = f"{counted(result.files - reports, 'file')} not counted"
    if result.not_agreed is None:
        said = (
            f"{counted(reports, 'report')} counted of {counted(result.files, 'file')}; {left_out}"
        )
    else:
        said = (
            f"{counted(reports, 'report')}: {len(result.reports)} counted, {result.not_agreed} "
            f"of States that do not agree to publication; {left_out}"
        )
    print(said, file=sys.stderr)
    print_invalid_count(sum(1 for report in result.reports if report.invalid))
    print_newer_unusable(selection.not_counted)
    print_unusable(selection.not_counted)
    print_options(_OPTIONS, selection.not_counted)
