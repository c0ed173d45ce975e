"""`checklist trend`."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TypeVar

import typer

from checklist.analysis.issued.manifest import manifest_report
from checklist.analysis.rows.candidate import LazyReport
from checklist.analysis.rows.consent import question_on_publication
from checklist.analysis.rows.report_reader import LazyReader, ReportReader
from checklist.analysis.rows.report_rows import Disclosure, ReportRows
from checklist.analysis.rows.report_selection import Within
from checklist.analysis.summary.publication import keeping
from checklist.analysis.summary.unnamed import Issued
from checklist.analysis.trend.document import Trend
from checklist.analysis.trend.publication import held_back, holding_back
from checklist.analysis.trend.report_units import TrendReader, as_counted, units_of
from checklist.analysis.trend.trend import Selections, counted_reports, selections_of, trend
from checklist.checks.batch import Reader, read_all
from checklist.checks.resolve_questionnaire import resolve
from checklist.commands.shared.cycle_options import (
    SinceOption,
    UntilOption,
    refuse_none_left,
    within,
)
from checklist.commands.shared.document_output import (
    NoPagerOption,
    print_lines,
    write_document,
    written,
)
from checklist.commands.shared.figure_options import FiguresOption, write_figures
from checklist.commands.shared.findings_output import counted, refuse_overwriting
from checklist.commands.shared.grouping import (
    GroupByOption,
    as_option,
    file_of_groups,
    grouping_of,
)
from checklist.commands.shared.manifest_output import (
    NoManifestOption,
    manifest_of,
    refuse_manifest_over,
    write_manifest,
)
from checklist.commands.shared.output_format import OutputOption, resolve_format
from checklist.commands.shared.publication_options import IssuedOption, what_was_issued
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.commands.shared.report_inputs import (
    FilesFromOption,
    JobsOption,
    PathsArgument,
    apart_from,
    named_paths,
    print_newer_unusable,
    report_files,
    source_of,
)
from checklist.commands.shared.section_option import chosen_sections
from checklist.console.page import Page
from checklist.console.progress_bar import with_progress
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.blocks import Block, as_lines, by_section, sections
from checklist.render.document import Document
from checklist.render.trend.sections import FIRST, SECTIONS, sections_not_shown, trend_blocks
from checklist.states import alphabetical


class TrendFormat(StrEnum):
    """The formats of a trend."""

    TEXT = "text"
    HTML = "html"
    CSV = "csv"
    JSON = "json"
    DOCX = "docx"


_PAGES = {TrendFormat.HTML, TrendFormat.DOCX}
"""The formats that are printed."""
_IN_SECTIONS = {TrendFormat.TEXT, TrendFormat.DOCX}
"""The formats that can have some sections only."""

_Read = TypeVar("_Read")
_FormatOption = Annotated[
    TrendFormat | None,
    typer.Option(
        "--format",
        help="How the trend is written, if the ending of --output does not say it; without both, "
        "text.",
    ),
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
_WithStepsOption = Annotated[
    bool,
    typer.Option(
        "--with-steps", help="Print each announced step, too, on paper and in a Word file."
    ),
]
_SectionOption = Annotated[
    list[str] | None,
    typer.Option(
        "--section",
        metavar="NAME",
        help=f"As text or in Word, only these: {', '.join(SECTIONS)}.",
        autocompletion=lambda: list(SECTIONS),
    ),
]


def run(
    paths: PathsArgument = None,
    files_from: FilesFromOption = None,
    format_name: _FormatOption = None,
    output: OutputOption = None,
    figures: FiguresOption = None,
    cycle: _CyclesOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    group_by: GroupByOption = None,
    include_drafts: _IncludeDraftsOption = False,
    for_publication: _ForPublicationOption = False,
    issued: IssuedOption = None,
    section: _SectionOption = None,
    with_steps: _WithStepsOption = False,
    jobs: JobsOption = None,
    no_pager: NoPagerOption = False,
    no_manifest: NoManifestOption = False,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Show what changed over cycles, among the same States.

    A folder can hold the reports of many cycles. States that reported in only one of two cycles are
    listed apart. The cycle of a report is the year in which its period ends, if the period is
    public; otherwise it is the year of the report's date. In each cycle, the latest final revision
    of each State counts. Measures are counted by theme, recommendation and group. Questions that a
    version did not ask, or asked with another meaning, are not compared. Each announced step is
    shown next to what the next report says; on paper, only with --with-steps.

    Confidential answers are never shown: if one answer of a pair is confidential, both are left
    out. The terminal shows the section overview; --section chooses others. The format follows from
    the ending of --output: .txt, .html, .docx, .csv or .json. Each table has an id, such as
    R1-3.2024-2026. The manifest next to the file names each State by the seal of its report: do not
    publish it. Exits with 1 when a file cannot be used, or when it is unclear which revision of a
    State counts.
    """
    for refuse in (refuse_overwriting, refuse_manifest_over):
        refuse(output, files_from, file_of_groups(group_by))
    view = resolve_format(format_name, output, TrendFormat.TEXT)
    names = chosen_sections(section, SECTIONS, view, {*TrendFormat} - _IN_SECTIONS)
    counted_within, asked = within(cycle or [], since, until), resolve(questionnaire)
    before, groups = _issued(issued, asked, output, for_publication), grouping_of(group_by, asked)
    reports = _Reports(named_paths(paths, files_from), output, questionnaire, jobs, before)
    selections = reports.selected(include_drafts, counted_within)
    refuse_none_left(*selections.values())
    choice = {"drafts": include_drafts, "for_publication": for_publication}
    result = trend(units_of(questionnaire), selections, counted_within, groups, **choice)
    are_clear = all(one.is_clear for one in selections.values())
    if not result.cycles:
        print(_nothing(selections), file=sys.stderr)
        raise typer.Exit(2 if are_clear else 1)
    every = list(trend_blocks(result, prints_steps=with_steps or view not in _PAGES))
    _write(result, every, names, view, output, with_pager=not no_pager)
    write_figures(every, figures, by_section(every)[0].heading.text)
    options: dict[str, Any] = {"section": names, "cycle": cycle, "issued": issued}
    options["group-by"] = as_option(group_by)
    _write_manifest(result, selections, asked, None if no_manifest else output, options)
    _print_counts(result, selections)
    raise typer.Exit(0 if are_clear else 1)


def _issued(
    issued: list[Path] | None, asked: Questionnaire, output: Path | None, for_publication: bool
) -> Sequence[Issued]:
    """Return what was issued before, and refuse what cannot be published."""
    if for_publication:
        question_on_publication(asked)
    return what_was_issued(issued, asked, output, Disclosure(), for_publication=for_publication)


class _Reports(NamedTuple):
    """The reports that may count."""

    named: list[Path]
    output: Path | None
    questionnaire: str | None
    jobs: int | None
    issued: Sequence[Issued]
    """What was issued before."""

    def selected(self, drafts: bool, counted_within: Within) -> Selections:
        """Return those that count, by cycle; they are read, with the progress on standard error."""
        reader = ReportReader(self.questionnaire, Disclosure())
        if not self.issued:
            read = self._read(TrendReader(reader))
            return selections_of(read, drafts=drafts, within=counted_within)
        units = units_of(self.questionnaire)
        kept: list[LazyReport[ReportRows]] = []
        read_as_rows = keeping(self._read(LazyReader(reader)), self.issued, kept)
        read = (as_counted(one, units) for one in read_as_rows)
        selections = selections_of(read, drafts=drafts, within=counted_within)
        earlier = [one.made() for one in kept]
        states = held_back(selections, units.rows, self.issued, earlier)
        return holding_back(selections, states)

    def _read(self, reader: Reader[_Read]) -> Iterable[_Read]:
        files = apart_from(self.output, report_files(self.named))
        return with_progress(
            read_all(reader, map(source_of, files), self.jobs),
            lambda: sum(1 for _ in report_files(self.named)),
            is_shown=lambda one: False,
        )


def _nothing(selections: Selections) -> str:
    number = sum(len(one.not_counted) for one in selections.values())
    reason = f"{counted(number, 'file')} not counted" if number else "no files were found"
    return f"nothing was compared: {reason}"


def _write(
    result: Trend,
    every: Sequence[Block],
    names: Sequence[str],
    view: TrendFormat,
    output: Path | None,
    *,
    with_pager: bool,
) -> None:
    blocks = list(sections(every, names))
    if output is None and view is TrendFormat.TEXT:
        if not names:
            blocks = [*sections(every, FIRST), sections_not_shown(every)]
        page = Page.of_output()
        print_lines(list(as_lines(blocks, page.width)), page, with_pager=with_pager)
        return
    new_page = Path(f"trend.{view}") if view in _PAGES else None
    write_document(_text(result, blocks, view), output, instead_of_terminal=new_page)


def _text(result: Trend, blocks: Sequence[Block], view: TrendFormat) -> str | bytes:
    if view is TrendFormat.JSON:
        from checklist.render.trend.json import as_json

        return as_json(result)
    if view is TrendFormat.CSV:
        from checklist.render.trend.csv import as_csv

        return as_csv(result)
    return written(Document(blocks, "trend", has_contents=True, is_wide=True), view)


def _write_manifest(
    result: Trend,
    selections: Selections,
    asked: Questionnaire,
    output: Path | None,
    options: Mapping[str, Any],
) -> None:
    """Write the manifest beside the output, where that is a file."""
    is_named = result.not_agreed is None
    given = {
        **options,
        "since": result.since,
        "until": result.until,
        "for-publication": not is_named,
        "include-drafts": result.drafts,
    }
    counted_in = counted_reports(selections, for_publication=not is_named)
    every = [one for reports in counted_in.values() for one in reports]
    every.sort(key=lambda one: (alphabetical(one.report.state_name), one.report.cycle))
    reports = [manifest_report(one.identity, is_named=is_named) for one in every]
    write_manifest(manifest_of("trend", given, asked, reports, trend_blocks(result)), output)


def _print_counts(result: Trend, selections: Selections) -> None:
    print_newer_unusable(one for each in selections.values() for one in each.not_counted)
    reports = sum(one.reported.count for one in result.cycles)
    print(
        f"{counted(reports, 'report')} of {counted(len(result.cycles), 'cycle')} counted, of "
        f"{counted(result.files, 'file')}",
        file=sys.stderr,
    )
