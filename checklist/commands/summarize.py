"""`checklist summarize`."""

import os
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from checklist.analysis.issued.manifest import Manifest, manifest_report
from checklist.analysis.rows.portable_names import with_portable_names
from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.analysis.rows.report_reader import (
    LazyReport,
    LeftOut,
    ReportReader,
    questionnaire_rows_of,
)
from checklist.analysis.rows.report_rows import ReportRows
from checklist.analysis.rows.report_selection import ReportSelection, made, selected
from checklist.analysis.summary.counted_answers import Answers
from checklist.analysis.summary.document import Summary
from checklist.analysis.summary.figures import Unnamed
from checklist.analysis.summary.publication import keeping, released
from checklist.analysis.summary.summary import summary
from checklist.analysis.summary.unnamed import Issued
from checklist.checks.batch import read_all
from checklist.commands.shared.cycle_options import (
    CycleOption,
    SinceOption,
    UntilOption,
    refuse_none_left,
    within,
)
from checklist.commands.shared.document_output import (
    NoPagerOption,
    can_show,
    print_lines,
    write_document,
    written,
)
from checklist.commands.shared.findings_output import counted, print_invalid_count
from checklist.commands.shared.grouping import GroupByOption, file_of_groups, grouping_of
from checklist.commands.shared.issued_output import (
    FiguresOption,
    ForPublicationOption,
    IssuedOption,
    NoManifestOption,
    annex_path,
    chosen_sections,
    is_published,
    manifest_of,
    refuse_output_over,
    section_option,
    what_was_issued,
    write_annex,
    write_figures,
    write_manifest,
)
from checklist.commands.shared.options import option
from checklist.commands.shared.output_format import resolve_format
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.commands.shared.report_inputs import (
    FilesFromOption,
    JobsOption,
    PathsArgument,
    ShownOptions,
    apart_from,
    named_paths,
    print_newer_unusable,
    print_options,
    print_unusable,
    source_of,
)
from checklist.commands.shared.state_lists import (
    ExpectedOption,
    OfficialOption,
    expected_states,
    official_statuses,
)
from checklist.console.page import Page
from checklist.console.progress_bar import with_progress
from checklist.errors import ChecklistError
from checklist.files.discovery import ReportFiles
from checklist.files.output_file import create_output, is_stream
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.bars import BARS
from checklist.render.blocks import Block, Table, as_lines, sections
from checklist.render.document import Document, Edition
from checklist.render.summary.editions import all_blocks, annex_blocks, edition_blocks
from checklist.render.summary.sections import SECTIONS
from checklist.text.messages import tr
from checklist.text.sanitize import safe_text


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
}
"""The option with which a file would count, by the reason why it does not."""


_EDITIONS = (
    "This is the {edition} edition. --edition conference is to be read and published, with the "
    "rest in an annex; short is the same for internal use; full has everything."
)


class _Output(NamedTuple):
    """What is written, and to where."""

    format_name: Annotated[
        SummaryFormat | None,
        option(
            "--format",
            "How the summary is written, if the ending of --output does not say it; without "
            "both, text.",
        ),
    ] = None
    output: Annotated[
        Path | None,
        option("--output -o FILE", "Write the summary to a file."),
    ] = None
    figures: FiguresOption = None
    section: Annotated[
        list[str] | None,
        section_option(SECTIONS),
    ] = None
    edition: Annotated[
        Edition | None,
        option(
            "--edition",
            "conference: to be read and published, with an annex workbook beside it; for Word, if "
            "nothing else is said. short: the same for internal use. full: everything.",
        ),
    ] = None

    @property
    def view(self) -> SummaryFormat:
        """The format."""
        return resolve_format(self.format_name, self.output, SummaryFormat.TEXT)

    @property
    def sections(self) -> Sequence[str]:
        """The sections that are named; empty: all."""
        whole = {SummaryFormat.JSON, SummaryFormat.HTML}
        return chosen_sections(self.section, SECTIONS, self.view, whole)

    @property
    def chosen_edition(self) -> Edition:
        """The edition: of a Word file that of the conference, of all else the full one.

        Raises:
            ChecklistError: The short editions go with neither sections nor this format.
        """
        is_read = self.view is SummaryFormat.DOCX and not self.section
        edition = self.edition or (Edition.CONFERENCE if is_read else Edition.FULL)
        if edition is not Edition.FULL and self.section:
            raise ChecklistError("--section goes with --edition full only")
        if edition is not Edition.FULL and self.view is SummaryFormat.JSON:
            raise ChecklistError("--edition: JSON always has everything")
        return edition

    @property
    def annex(self) -> Path | None:
        """The workbook beside a short edition; None: there is none."""
        return None if self.chosen_edition is Edition.FULL else annex_path(self.output)


class _Counted(NamedTuple):
    """Which reports count, and against which States and groups."""

    include_drafts: Annotated[bool, option("--include-drafts", "Count drafts, too.")] = False
    cycle: CycleOption = None
    since: SinceOption = None
    until: UntilOption = None
    group_by: GroupByOption = None
    expected: ExpectedOption = None


class _Publication(NamedTuple):
    """Whether the summary is for publication."""

    for_publication: ForPublicationOption = False
    issued: IssuedOption = None


class _Pages(NamedTuple):
    """How a terminal shows the summary, and what stands beside its file."""

    no_pager: NoPagerOption = False
    no_manifest: NoManifestOption = False
    with_profiles: Annotated[
        bool,
        option("--profiles", "Write a folder next to the page, with a profile of each State."),
    ] = False
    plain: Annotated[bool, option("--plain", "No colour; draw bars in ASCII characters.")] = False


def run(
    paths: PathsArgument = None,
    files_from: FilesFromOption = None,
    *,
    written_as: _Output,
    counting: _Counted,
    shown_too: ShownOptions,
    publication: _Publication,
    official: OfficialOption = None,
    jobs: JobsOption = None,
    pages: _Pages,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Bring State reports together: measures in place, obstacles, help wanted and offered.

    The summary counts the latest final revision of each State, and names every other file with the
    reason. Confidential answers are counted separately and not shown. The endings .txt, .json, .md,
    .html and .docx of --output choose the format. Every table has an id for `checklist trace`. The
    manifest next to the file has the seals of the reports, and names each State: do not publish it.

    With --for-publication, the answers of States that do not agree to it are counted together, in
    one line for each question; that a State reported is always said. A count is left out if it
    would disclose the answer of one State, alone or together with the outputs that --issued names.
    Exits with 1 when a file cannot be used, or when it is unclear which revision of a State counts.
    """
    output, expected, group_by = written_as.output, counting.expected, counting.group_by
    groups, annex = file_of_groups(group_by), written_as.annex
    refuse_output_over(output, annex, files_from, expected, official, groups)
    names, shown, edition = written_as.sections, shown_too.disclosure, written_as.chosen_edition
    is_page = written_as.view is SummaryFormat.HTML and edition is Edition.FULL
    profiles = _profiles_folder(output, is_page=is_page) if pages.with_profiles else None
    is_conference, issued = edition is Edition.CONFERENCE, publication.issued
    is_public = is_published(publication.for_publication, shown, is_conference=is_conference)
    states = expected_states(expected)
    counted_within = within([counting.cycle], counting.since, counting.until)
    rows = questionnaire_rows_of(questionnaire)
    asked, grouping = rows.questionnaire, grouping_of(group_by, rows.questionnaire)
    before = what_was_issued(issued, asked, output, shown, for_publication=is_public)
    earlier, reader = list[LazyReport[ReportRows]](), ReportReader(questionnaire, shown)
    read = keeping(
        _read(named_paths(paths, files_from), output, reader, jobs), before or (), earlier
    )
    selection = made(selected(read, drafts=counting.include_drafts, within=counted_within))
    selection, unnamed = _released(selection, rows, before, earlier)
    answers = Answers(rows, selection.counted, shown, grouping)
    result = summary(answers, selection, states, unnamed, official_statuses(official, asked))
    blocks = [*edition_blocks(result, edition, annex.name if annex is not None else "")]
    _write(result, answers, [*sections(blocks, names)], written_as, pages, profiles)
    write_figures(blocks, written_as.figures, result.title)
    files = {"expected": expected, "issued": issued, "official": official}
    chosen = "" if written_as.view is SummaryFormat.JSON else edition
    options = {"section": names, "edition": chosen, "group-by": groups or group_by, **files}
    write_annex(annex, annex_blocks(result), result.title)
    if output is not None and not pages.no_manifest:
        numbered = blocks if annex is None else all_blocks(result)
        manifest = _manifest(result, selection, asked, numbered, options)
        write_manifest(manifest, output, annex)
    _print_counts(result, selection)
    if chosen:
        print(_EDITIONS.format(edition=edition), file=sys.stderr)
    raise typer.Exit(0 if selection.is_clear else 1)


def _released(
    selection: ReportSelection[ReportRows],
    rows: QuestionnaireRows,
    issued: Sequence[Issued] | None,
    earlier: Collection[LazyReport[ReportRows]],
) -> tuple[ReportSelection[ReportRows], Unnamed | None]:
    """Return what counts; for publication, with the States that are only counted apart.

    Args:
        selection: The reports that count.
        rows: The questionnaire whose questions are counted.
        issued: What was issued before; None: nothing is to be published.
        earlier: The reports that are counted there.
    """
    if not selection.files:
        print("nothing was summarized: no files were found", file=sys.stderr)
        raise typer.Exit(2)
    refuse_none_left(selection)
    selection = with_portable_names(selection)
    if issued is None:
        return selection, None
    return released(selection, rows, issued, [candidate.made() for candidate in earlier])


def _read(
    named: list[Path], output: Path | None, reader: ReportReader, jobs: int | None
) -> Iterable[LazyReport[ReportRows] | LeftOut]:
    """Yield each report, and show the progress on standard error."""
    files = apart_from(output, ReportFiles(named))
    return with_progress(
        read_all(reader, map(source_of, files), jobs),
        lambda: sum(1 for _ in ReportFiles(named)),
        is_shown=lambda item: False,
    )


def _write(
    result: Summary,
    answers: Answers,
    blocks: Sequence[Block],
    written_as: _Output,
    pages: _Pages,
    profiles: Path | None,
) -> None:
    """Write the summary.

    Args:
        result: The summary.
        answers: The answers that it counts.
        blocks: The edition, or the sections that are chosen.
        written_as: What is written, and to where.
        pages: How a terminal shows it.
        profiles: The folder of the profiles, beside the page; None: none are written.
    """
    view, output = written_as.view, written_as.output
    if output is None and view is SummaryFormat.TEXT:
        is_ascii = pages.plain or not can_show(BARS)
        print_lines(
            lambda width: as_lines(blocks, width, is_ascii=is_ascii),
            with_pager=not pages.no_pager,
            plain=pages.plain,
        )
        return
    if profiles is not None:
        _write_profiles(result, answers, profiles)
    new_page = Path(f"summary.{view}") if view in {SummaryFormat.HTML, SummaryFormat.DOCX} else None
    if view is SummaryFormat.HTML and written_as.chosen_edition is Edition.FULL:
        from checklist.render.summary.html import as_html

        text: str | bytes = as_html(result, answers, "" if profiles is None else profiles.name)
    else:
        text = _text(result, blocks, written_as, is_ascii=pages.plain)
    write_document(text, output, instead_of_terminal=new_page)


def _manifest(
    result: Summary,
    selection: ReportSelection[ReportRows],
    asked: Questionnaire,
    blocks: Iterable[Block],
    options: Mapping[str, Any],
) -> Manifest:
    """Return the manifest of an output with these blocks, and of its annex."""
    of_summary = {
        "for-publication": result.not_agreed is not None,
        "include-confidential": result.shows_confidential,
        "include-contacts": result.shows_contacts,
        "include-drafts": result.drafts,
        "cycle": result.cycle,
        "since": result.since,
        "until": result.until,
    }
    reports = [
        *(manifest_report(candidate.identity) for candidate in selection.counted),
        *(manifest_report(candidate.identity, is_named=False) for candidate in selection.unnamed),
    ]
    lines = result.unnamed.lines if result.unnamed is not None else ()
    given = {**of_summary, **options}
    return manifest_of("summarize", given, asked, reports, blocks, lines)


def _text(
    result: Summary, blocks: Sequence[Block], written_as: _Output, *, is_ascii: bool
) -> str | bytes:
    """Return the edition, or the sections that are chosen."""
    view, is_full = written_as.view, written_as.chosen_edition is Edition.FULL
    if view is SummaryFormat.JSON:
        from checklist.render.summary.json import as_json

        return as_json(result)
    if view is SummaryFormat.HTML:
        from checklist.render.html import as_html

        return as_html(Document(blocks, "edition"))
    if view is not SummaryFormat.TEXT:
        # A section that is chosen has the tables, too, that only some readers need.
        shown = [
            replace(block, is_annex=False)
            if written_as.sections and isinstance(block, Table)
            else block
            for block in blocks
        ]
        return written(Document(shown, has_contents=is_full, is_wide=is_full), view)
    return Page.text(lambda width: as_lines(blocks, width, is_ascii=is_ascii))


def _print_counts(result: Summary, selection: ReportSelection[ReportRows]) -> None:
    reports = len(result.reports) + (result.not_agreed or 0)
    left_out = f"{counted(result.files - reports, 'file')} not counted"
    if result.not_agreed is None:
        said = (
            f"{counted(reports, 'report')} counted of {counted(result.files, 'file')}; {left_out}"
        )
    else:
        said = (
            f"{counted(reports, 'report')}: {len(result.reports)} published by State, "
            f"{result.not_agreed} not; {left_out}"
        )
    print(said, file=sys.stderr)
    print_invalid_count(sum(1 for report in result.reports if report.invalid))
    print_newer_unusable(selection.not_counted)
    print_unusable(selection.not_counted)
    print_options(_OPTIONS, selection.not_counted)


def _profiles_folder(output: Path | None, *, is_page: bool) -> Path:
    """Return the folder of the profiles that belong to a page.

    Args:
        output: The file of the page; None: none is named.
        is_page: Whether the summary is written as a page.

    Raises:
        ChecklistError: No file is named for a page, or something stands at the folder's place. A
            profile of an earlier run could be of a State that does not want it any more.
    """
    if output is None or is_stream(output) or not is_page:
        raise ChecklistError(tr("--profiles: profiles stand beside a page, --output FILE.html"))
    folder = output.with_name(f"{output.stem}-profiles")
    if os.path.lexists(folder):
        raise ChecklistError(
            tr("{folder} exists already: remove it, or name another page", safe_text(str(folder)))
        )
    return folder


def _write_profiles(summary: Summary, answers: Answers, folder: Path) -> None:
    """Write the profile of each State whose report is counted.

    Raises:
        ChecklistError: The folder cannot be made.
        SaveError: A file cannot be written.
    """
    from checklist.render.summary.profile import profiles  # takes 60 ms to import

    try:
        folder.mkdir(mode=0o700)
    except OSError as error:
        raise ChecklistError(
            tr("{folder} cannot be made: {strerror}", safe_text(str(folder)), error.strerror)
        ) from error
    for name, page in profiles(summary, answers):
        create_output(folder / name, page.encode())
