"""`checklist summarize`."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from checklist.analysis.issued.manifest import manifest_report
from checklist.analysis.rows.consent import agreed
from checklist.analysis.rows.portable_names import with_portable_names
from checklist.analysis.rows.report_reader import LeftOut, ReportReader, questionnaire_rows_of
from checklist.analysis.rows.report_rows import Disclosure, ReportRows
from checklist.analysis.rows.report_selection import DIFFERENT_YEARS, ReportSelection, selected
from checklist.analysis.summary.counted_answers import Answers
from checklist.analysis.summary.document import Summary
from checklist.analysis.summary.summary import summary
from checklist.checks.batch import read_all
from checklist.checks.resolve_questionnaire import resolve
from checklist.commands.shared.cycle_options import (
    CycleOption,
    SinceOption,
    UntilOption,
    within,
)
from checklist.commands.shared.document_output import NoPagerOption, print_lines, write_document
from checklist.commands.shared.expected_states import ExpectedOption, expected_states
from checklist.commands.shared.figure_options import ChartsOption, FiguresOption, write_figures
from checklist.commands.shared.findings_output import (
    counted,
    print_invalid_count,
    refuse_overwriting,
)
from checklist.commands.shared.grouping import GroupByOption, file_of_groups, grouping_of
from checklist.commands.shared.manifest_output import (
    NoManifestOption,
    manifest_of,
    refuse_manifest_over,
    write_manifest,
)
from checklist.commands.shared.output_format import resolve_format
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.commands.shared.report_inputs import (
    FilesFromOption,
    IncludeConfidentialOption,
    IncludeContactsOption,
    JobsOption,
    PathsArgument,
    apart_from,
    named_paths,
    print_options,
    report_files,
    source_of,
)
from checklist.console.page import Page
from checklist.console.progress_bar import with_progress
from checklist.errors import ChecklistError
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.blocks import Block, as_lines, as_markdown, sections
from checklist.render.summary.sections import SECTIONS, summary_blocks
from checklist.text.sanitize import quoted
from checklist.text.suggestions import did_you_mean


class SummaryFormat(StrEnum):
    """The formats of a summary."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"


_CYCLE = "--cycle YEAR counts the reports of one cycle only"
_OPTIONS = {
    "draft": "--include-drafts counts drafts",
    "order-unclear": _CYCLE,
    DIFFERENT_YEARS: _CYCLE,
}
"""The option with which a file would count, by the reason why it does not."""


_FormatOption = Annotated[
    SummaryFormat | None,
    typer.Option(
        "--format",
        help="How the summary is written, if the ending of --output does not say it; else text.",
    ),
]
_OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", readable=False, help="Write the summary to a file."
    ),
]
_SectionOption = Annotated[
    list[str] | None,
    typer.Option(
        "--section",
        metavar="NAME",
        help=f"Only these: {', '.join(SECTIONS)}.",
        autocompletion=lambda: list(SECTIONS),
    ),
]
_IncludeDraftsOption = Annotated[bool, typer.Option("--include-drafts", help="Count drafts, too.")]
_ForPublicationOption = Annotated[
    bool,
    typer.Option(
        "--for-publication", help="Count only States that agree to be named; name no others."
    ),
]


def run(
    paths: PathsArgument = None,
    files_from: FilesFromOption = None,
    format_name: _FormatOption = None,
    output: _OutputOption = None,
    figures: FiguresOption = None,
    charts: ChartsOption = None,
    section: _SectionOption = None,
    include_drafts: _IncludeDraftsOption = False,
    cycle: CycleOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    group_by: GroupByOption = None,
    expected: ExpectedOption = None,
    include_confidential: IncludeConfidentialOption = False,
    include_contacts: IncludeContactsOption = False,
    for_publication: _ForPublicationOption = False,
    jobs: JobsOption = None,
    no_pager: NoPagerOption = False,
    no_manifest: NoManifestOption = False,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Bring State reports together: what is in place, wanted, offered, in the way.

    Counts the latest final revision of each State; every other file is named with the reason.
    Confidential answers are counted by themselves and not shown. Which questions are brought
    together is said in analysis-plan.yaml of the questionnaire. The endings .txt, .json, .md, .html
    and .docx of --output say the format. Every table has an id, such as T5-3. Beside the file of
    --output stands its manifest: the reports that it counts, by their seals, and the numbers of all
    tables. It names every State that is counted: keep it, and do not publish it.

    Exits with 1 when a file cannot be used, or when it is unclear which revision of a State counts.
    """
    refuse_overwriting(output, files_from, expected, file_of_groups(group_by))
    refuse_manifest_over(output, files_from, expected, file_of_groups(group_by))
    if for_publication and (include_confidential or include_contacts):
        raise ChecklistError("--for-publication: confidential answers and contacts are not for it")
    view = resolve_format(format_name, output, SummaryFormat.TEXT)
    names = _sections(section or [], view)
    states, counted_within = expected_states(expected), within(cycle, since, until)
    asked = resolve(questionnaire)
    grouping, rows = grouping_of(group_by, asked), questionnaire_rows_of(questionnaire)
    reader = ReportReader(questionnaire, Disclosure(include_confidential, include_contacts))
    reports = _read(named_paths(paths, files_from), output, reader, jobs)
    selection = with_portable_names(selected(reports, drafts=include_drafts, within=counted_within))
    if for_publication:
        selection = agreed(selection, asked)
    if not selection.files:
        print("nothing was summarized: no files were found", file=sys.stderr)
        raise typer.Exit(2)
    answers = Answers(rows, selection.counted, reader.shown, grouping)
    result = summary(answers, selection, states)
    _write(result, answers, names, view, output, with_pager=not no_pager)
    write_figures(summary_blocks(result), figures, charts, result.title)
    if not no_manifest:
        options = {"expected": expected, "section": names, "group-by": group_by}
        _write_manifest(result, selection, asked, output, options)
    _print_counts(result)
    print_options(_OPTIONS, selection.not_counted)
    raise typer.Exit(0 if selection.is_clear else 1)


def _read(
    named: list[Path], output: Path | None, reader: ReportReader, jobs: int | None
) -> Iterable[ReportRows | LeftOut]:
    """Yield the rows of each report, and show the progress on standard error."""
    files = apart_from(output, report_files(named))
    return with_progress(
        read_all(reader, map(source_of, files), jobs),
        lambda: sum(1 for _ in report_files(named)),
        is_shown=lambda one: False,
    )


def _write(
    result: Summary,
    answers: Answers,
    names: Sequence[str],
    view: SummaryFormat,
    output: Path | None,
    *,
    with_pager: bool,
) -> None:
    blocks = list(sections(summary_blocks(result), names))
    if output is None and view is SummaryFormat.TEXT:
        page = Page.of_output()
        print_lines(list(as_lines(blocks, page.width)), page, with_pager=with_pager)
        return
    is_no_text = view in {SummaryFormat.HTML, SummaryFormat.DOCX}
    new_page = Path(f"summary.{view}") if is_no_text else None
    write_document(_text(result, answers, blocks, view), output, instead_of_terminal=new_page)


def _write_manifest(
    result: Summary,
    selection: ReportSelection[ReportRows],
    asked: Questionnaire,
    output: Path | None,
    options: Mapping[str, Any],
) -> None:
    """Write the manifest beside the output, where that is a file."""
    of_summary = {
        "for-publication": result.not_agreed is not None,
        "include-confidential": result.shows_confidential,
        "include-contacts": result.shows_contacts,
        "include-drafts": result.drafts,
        "cycle": result.cycle,
        "since": result.since,
        "until": result.until,
    }
    reports = [manifest_report(one.identity) for one in selection.counted]
    blocks = summary_blocks(result)
    manifest = manifest_of("summarize", {**of_summary, **options}, asked, reports, blocks)
    write_manifest(manifest, output)


def _text(
    result: Summary, answers: Answers, blocks: Sequence[Block], view: SummaryFormat
) -> str | bytes:
    if view is SummaryFormat.JSON:
        from checklist.render.summary.json import as_json

        return as_json(result)
    if view is SummaryFormat.HTML:
        from checklist.render.summary.html import as_html

        return as_html(result, answers)
    if view is SummaryFormat.MARKDOWN:
        return as_markdown(blocks)
    if view is SummaryFormat.DOCX:
        from checklist.render.summary.docx import as_docx

        return as_docx(blocks)
    return Page.text(lambda width: as_lines(blocks, width))


def _print_counts(result: Summary) -> None:
    counted_reports = counted(len(result.reports), "report")
    print(
        f"{counted_reports} counted of {counted(result.files, 'file')}; "
        f"{counted(result.files - len(result.reports), 'file')} not counted",
        file=sys.stderr,
    )
    print_invalid_count(sum(1 for one in result.reports if one.invalid))


def _sections(names: Sequence[str], view: SummaryFormat) -> Sequence[str]:
    for name in names:
        if name not in SECTIONS:
            hint = did_you_mean(name, SECTIONS) or f"there are: {', '.join(SECTIONS)}"
            raise ChecklistError(f"--section: there is no section {quoted(name)}; {hint}")
    if names and view in {SummaryFormat.JSON, SummaryFormat.HTML}:
        raise ChecklistError(f"--section: in the format {view} all sections come together")
    return names
