"""`checklist trend`."""

import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from checklist.analysis.rows.report_reader import ReportReader
from checklist.analysis.rows.report_rows import Disclosure
from checklist.analysis.rows.report_selection import ReportSelection, selected_by_cycle
from checklist.analysis.trend.document import Trend
from checklist.analysis.trend.report_units import TrendReader, TrendReport, units_of
from checklist.analysis.trend.trend import trend
from checklist.checks.batch import read_all
from checklist.checks.resolve_questionnaire import resolve
from checklist.commands.shared.cycle_options import SinceOption, UntilOption, within
from checklist.commands.shared.document_output import NoPagerOption, print_lines, write_document
from checklist.commands.shared.findings_output import counted, refuse_overwriting
from checklist.commands.shared.grouping import GroupByOption, file_of_groups, grouping_of
from checklist.commands.shared.output_format import resolve_format
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.commands.shared.report_inputs import (
    FilesFromOption,
    JobsOption,
    PathsArgument,
    apart_from,
    named_paths,
    report_files,
    source_of,
)
from checklist.console.page import Page
from checklist.console.progress_bar import with_progress
from checklist.errors import ChecklistError
from checklist.render.blocks import Block, as_lines
from checklist.render.trend.sections import trend_blocks


class TrendFormat(StrEnum):
    """The formats of a trend."""

    TEXT = "text"
    HTML = "html"
    CSV = "csv"
    JSON = "json"


_FormatOption = Annotated[
    TrendFormat | None,
    typer.Option(
        "--format",
        help="How the trend is written, if the ending of --output does not say it; else text.",
    ),
]
_OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", readable=False, help="Write it to a file."),
]
_CyclesOption = Annotated[
    list[str] | None,
    typer.Option("--cycle", metavar="YEAR", help="Only these cycles; can be given several times."),
]
_IncludeDraftsOption = Annotated[bool, typer.Option("--include-drafts", help="Count drafts, too.")]
_ForPublicationOption = Annotated[
    bool,
    typer.Option(
        "--for-publication", help="Count only States that agree to be named; name no State."
    ),
]


def run(
    paths: PathsArgument = None,
    files_from: FilesFromOption = None,
    format_name: _FormatOption = None,
    output: _OutputOption = None,
    cycle: _CyclesOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    group_by: GroupByOption = None,
    include_drafts: _IncludeDraftsOption = False,
    for_publication: _ForPublicationOption = False,
    jobs: JobsOption = None,
    no_pager: NoPagerOption = False,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Show what changed over cycles, among the same States.

    A folder can hold the reports of many cycles. States that reported in only one of two cycles are
    listed apart. The cycle of a report is the year in which its period ends, where that is public,
    else the year of its date; within each cycle the latest final revision of each State counts.
    Measures are counted by theme, recommendation and group. What a version of the questionnaire did
    not ask, or asked with another meaning, is not compared. Each announced step stands beside what
    the next report says.

    Confidential answers are never shown, and a pair with one is left out on both sides. The endings
    .txt, .html, .csv and .json of --output say the format.

    Exits with 1 when a file cannot be used, or when it is unclear which revision of a State counts.
    """
    refuse_overwriting(output, files_from, file_of_groups(group_by))
    view = resolve_format(format_name, output, TrendFormat.TEXT)
    counted_within = within(cycle or [], since, until)
    asked = resolve(questionnaire)
    if for_publication and asked.plan.publication is None:
        raise ChecklistError("the questionnaire asks no State whether it may be named")
    grouping = grouping_of(group_by, asked)
    named = named_paths(paths, files_from)
    reader = TrendReader(ReportReader(questionnaire, Disclosure()))
    read = with_progress(
        read_all(reader, map(source_of, apart_from(output, report_files(named))), jobs),
        lambda: sum(1 for _ in report_files(named)),
        is_shown=lambda one: False,
    )
    selections = selected_by_cycle(read, drafts=include_drafts, within=counted_within)
    result = trend(
        units_of(questionnaire),
        selections,
        counted_within,
        grouping,
        drafts=include_drafts,
        for_publication=for_publication,
    )
    if not result.cycles:
        print(_nothing(selections), file=sys.stderr)
        raise typer.Exit(1 if result.files else 2)
    _write(result, view, output, with_pager=not no_pager)
    _print_counts(result)
    raise typer.Exit(0 if all(one.is_clear for one in selections.values()) else 1)


def _nothing(selections: Mapping[str, ReportSelection[TrendReport]]) -> str:
    number = sum(len(one.not_counted) for one in selections.values())
    reason = f"{counted(number, 'file')} not counted" if number else "no files were found"
    return f"nothing was compared: {reason}"


def _write(result: Trend, view: TrendFormat, output: Path | None, *, with_pager: bool) -> None:
    blocks = list(trend_blocks(result))
    if output is None and view is TrendFormat.TEXT:
        page = Page.of_output()
        print_lines(list(as_lines(blocks, page.width)), page, with_pager=with_pager)
        return
    new_page = Path("trend.html") if view is TrendFormat.HTML else None
    write_document(_text(result, blocks, view), output, instead_of_terminal=new_page)


def _text(result: Trend, blocks: Sequence[Block], view: TrendFormat) -> str | bytes:
    if view is TrendFormat.JSON:
        from checklist.render.trend.json import as_json

        return as_json(result)
    if view is TrendFormat.CSV:
        from checklist.render.trend.csv import as_csv

        return as_csv(result)
    if view is TrendFormat.HTML:
        from checklist.render.trend.html import as_html

        return as_html(blocks)
    return Page.text(lambda width: as_lines(blocks, width))


def _print_counts(result: Trend) -> None:
    reports = sum(one.reported.count for one in result.cycles)
    print(
        f"{counted(reports, 'report')} of {counted(len(result.cycles), 'cycle')} counted, of "
        f"{counted(result.files, 'file')}",
        file=sys.stderr,
    )
