"""`checklist compare`."""

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TypeVar

import typer

from checklist.analysis.comparison.comparing import Task
from checklist.analysis.comparison.comparison import Comparison
from checklist.analysis.comparison.document import ReportEntry
from checklist.analysis.comparison.many_reports import Comparer
from checklist.analysis.rows.report_selection import NotCounted, Within
from checklist.commands.shared.compared_paths import (
    FOR_FOLDERS,
    ComparedSources,
    are_many,
    compared,
    is_of_sides,
    questionnaire_of,
    times_of,
)
from checklist.commands.shared.cycle_options import SinceOption, UntilOption
from checklist.commands.shared.document_output import (
    print_lines,
    write_document,
    written,
)
from checklist.commands.shared.findings_output import counted, print_findings
from checklist.commands.shared.grouping import (
    GroupByOption,
    file_of_groups,
    grouping_of,
)
from checklist.commands.shared.issued_output import (
    FiguresOption,
    IssuedOption,
    PageOptions,
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
from checklist.commands.shared.options import argument, option
from checklist.commands.shared.output_format import OutputOption, resolve_format
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.commands.shared.report_inputs import (
    FilesFromOption,
    JobsOption,
    ShownOptions,
    named_paths,
    print_newer_unusable,
    print_options,
)
from checklist.console.progress_bar import with_progress
from checklist.diagnostics import FileFindings
from checklist.errors import ChecklistError
from checklist.render.blocks import Block, as_lines, by_section
from checklist.render.comparison.document import (
    FIRST,
    OF_CHANGES,
    SECTIONS,
    SHORT,
    comparison_document,
    count_tables,
    in_the_annex,
    not_shown,
    opening_blocks,
    state_blocks,
)
from checklist.render.document import Document, Edition
from checklist.render.findings.registry import FormatName
from checklist.states import BY_CODE, alphabetical
from checklist.text.sanitize import safe_text


class ComparisonFormat(StrEnum):
    """The formats of a comparison."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
    CSV = "csv"


_PAGES = {ComparisonFormat.HTML, ComparisonFormat.DOCX}
"""The formats that are printed."""
_Read = TypeVar("_Read")
_TWO_CYCLES = "--cycle YEAR --cycle YEAR compares two cycles, of one folder or of two"
_OPTIONS = {
    "draft": "--include-drafts counts drafts",
}
"""The option with which a file would count, by the reason why it does not."""
_CSV_FOR_FOLDERS = (
    "the format csv has the counts of many reports: name folders, not two reports, or write the "
    "changes of two reports as json"
)


_PathsArgument = Annotated[
    list[Path] | None,
    argument(
        "PATH",
        "Two reports or folders, OLD and NEW; or folders with reports of many cycles; - for "
        "standard input.",
    ),
]


class _Times(NamedTuple):
    """Which reports count in folders."""

    include_drafts: Annotated[
        bool, option("--include-drafts", "In folders, count drafts, too.")
    ] = False
    cycle: Annotated[
        list[str] | None,
        option(
            "--cycle YEAR",
            "In folders, only reports of these cycles; of OLD and NEW: that of OLD, then of NEW.",
        ),
    ] = None
    since: SinceOption = None
    until: UntilOption = None

    def within(self, paths: Sequence[Path]) -> tuple[Within, Within]:
        """Return which of the earlier reports, and of the later ones, may count."""
        return times_of(paths, self.cycle or [], self.since, self.until)


class _Output(NamedTuple):
    """What is written, and to where."""

    format_name: Annotated[
        ComparisonFormat | None,
        option(
            "--format",
            "How the comparison is written, if the ending of --output does not say it; without "
            "both, text.",
        ),
    ] = None
    output: OutputOption = None
    figures: FiguresOption = None
    section: Annotated[
        list[str] | None,
        section_option(SECTIONS),
    ] = None
    edition: Annotated[
        Edition | None,
        option(
            "--edition",
            "Of folders. short: what changed, on a few pages, with an annex workbook beside it; "
            "for Word, if nothing else is said. conference: the same, for publication. full: all.",
        ),
    ] = None

    @property
    def view(self) -> ComparisonFormat:
        """The format."""
        return resolve_format(self.format_name, self.output, ComparisonFormat.TEXT)

    @property
    def sections(self) -> Sequence[str]:
        """The sections that are named; empty: all."""
        return chosen_sections(self.section, SECTIONS, self.view, {ComparisonFormat.CSV})

    def of_edition(self, paths: Sequence[Path], *, for_publication: bool) -> Edition:
        """Return the edition: of a Word file on many reports a short one, of all else the full one.

        Args:
            paths: The reports or folders.
            for_publication: Whether it is for publication, if nothing else is said.

        Raises:
            ChecklistError: The short editions go with neither sections, nor this format, nor two
                reports.
        """
        is_read = self.view is ComparisonFormat.DOCX and not self.section and are_many(paths)
        short = Edition.CONFERENCE if for_publication else Edition.SHORT
        edition = self.edition or (short if is_read else Edition.FULL)
        if edition is not Edition.FULL:
            if self.section:
                raise ChecklistError("--section goes with --edition full only")
            if self.view in {ComparisonFormat.JSON, ComparisonFormat.CSV}:
                raise ChecklistError(f"--edition: {self.view} always has everything")
            if not are_many(paths):
                raise ChecklistError("--edition: two reports of one State have only the full one")
        return edition

    @property
    def is_for_a_screen(self) -> bool:
        """Whether the comparison is printed, and not written to a file."""
        return self.view is ComparisonFormat.TEXT and self.output is None

    @property
    def parts(self) -> tuple[Collection[str], bool]:
        """The sections that are counted, and whether the changes of each State are found."""
        wanted = {*(self.sections or (FIRST if self.is_for_a_screen else SECTIONS))}
        counted = wanted - {*OF_CHANGES}
        if counted and (self.output or self.figures):  # all tables are in figures and a manifest
            counted = {*SECTIONS}
        return counted, not wanted.isdisjoint(OF_CHANGES)


class _Publication(NamedTuple):
    """Whether the comparison is for publication."""

    for_publication: Annotated[
        bool,
        option(
            "--for-publication",
            "Count only reports whose States agree to publication, and show the changes only of "
            "States that agree in both; of others, say only that they reported.",
        ),
    ] = False
    issued: IssuedOption = None


def run(
    paths: _PathsArgument = None,
    files_from: FilesFromOption = None,
    *,
    written_as: _Output,
    times: _Times,
    group_by: GroupByOption = None,
    shown: ShownOptions,
    publication: _Publication,
    jobs: JobsOption = None,
    pages: PageOptions,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Show what changed: between two reports, two folders, or over cycles.

    Two reports of one State are compared question by question. In two folders, or over the cycles
    of any other number of folders, the latest final revisions of the same States are counted first:
    what came into place, what changed by theme, recommendation and group, who came and who went.
    Then come the changes of each State; of many cycles, those from the last but one to the last.
    The comparison says that something changed, never that it is better or worse. Changed words are
    shown as [-old-] {+new+}. The cycle of a report is the year in which its period ends, if the
    period is public; otherwise it is the year of the report's date.

    Changed confidential answers and contacts are named, and shown only with an option. Answers that
    depend on a confidential answer are not compared, and questions that a version did not ask, or
    asked with another meaning, are not counted. In folders, the terminal shows the sections
    overview and left-out; --section chooses others. The endings .txt, .json, .csv, .md, .html and
    .docx of --output choose the format. Each table has an id for `checklist trace`. The manifest
    next to the file names each State by the seal of its report: do not publish it.

    A Word file on folders is short, with an annex workbook beside it: --edition full has all.
    Without --for-publication, the output is not for publication. Exits with 1 when a file cannot be
    used, or when it is unclear which revision of a State counts.
    """
    output, groups = written_as.output, file_of_groups(group_by)
    named = named_paths(paths, files_from)
    edition = written_as.of_edition(named, for_publication=publication.for_publication)
    publication = publication._replace(
        for_publication=is_published(
            publication.for_publication,
            shown.disclosure,
            is_conference=edition is Edition.CONFERENCE,
        )
    )
    annex = annex_path(output) if edition is not Edition.FULL else None
    refuse_output_over(output, annex, files_from, groups)
    names = written_as.sections if edition is Edition.FULL else SHORT
    written_as = written_as._replace(section=[*names])
    within, is_many = times.within(named), are_many(named)
    if not is_many and group_by is not None:
        raise ChecklistError(FOR_FOLDERS)
    if not is_many and written_as.view is ComparisonFormat.CSV:
        raise ChecklistError(_CSV_FOR_FOLDERS)
    sources = ComparedSources(output, must_be_there=is_many and is_of_sides(named))
    asked, disclosure = questionnaire_of(named, sources, questionnaire), shown.disclosure
    is_public = publication.for_publication
    before = what_was_issued(
        publication.issued, asked, output, disclosure, for_publication=is_public
    )
    comparer = Comparer(asked, disclosure, jobs, grouping=grouping_of(group_by, asked))
    if is_many:
        comparer = comparer._replace(section=_section_writer(written_as))
    sections, with_changes = written_as.parts
    task = Task(
        comparer,
        drafts=times.include_drafts,
        within=within,
        issued=before,
        sections=sections,
        with_changes=with_changes,
        progress=_with_progress,
    )
    comparison = compared(named, sources, task)
    _refuse_nothing(comparison, is_many=is_many)
    _write(comparison, written_as, annex, is_many=is_many, with_pager=not pages.no_pager)
    write_annex(annex, _annex_blocks(comparison), "What changed")
    if output is not None or written_as.figures is not None:
        blocks = [*opening_blocks(comparison, are_many=is_many)]
        write_figures(blocks, written_as.figures, by_section(blocks)[0].heading.text)
        options = {**times._asdict(), **shown._asdict(), **publication._asdict()}
        chosen = {"section": names} if edition is Edition.FULL else {"edition": edition}
        options |= {**chosen, "group-by": groups or group_by}
        if output is not None and not pages.no_manifest:
            _write_manifest(comparison, blocks, output, options, annex)
    if is_many:
        is_one_folder = is_of_sides(named) and named[0] == named[1]
        _print_counts(comparison, is_one_folder=is_one_folder and not times.cycle)
    raise typer.Exit(0 if comparison.is_clear else 1)


def _with_progress(read: Iterable[_Read], number: int) -> Iterable[_Read]:
    return with_progress(read, lambda: number, is_shown=lambda item: False)


def _refuse_nothing(comparison: Comparison, *, is_many: bool) -> None:
    """Stop where nothing can be compared, and print why.

    Raises:
        Exit: No report counts, or one of two reports cannot be used.
    """
    not_counted = [file for _, file in comparison.not_counted]
    if not is_many:
        if not comparison.reports:
            raise typer.Exit(_nothing_compared(not_counted))
        _print_order(comparison.reports[0])
    elif comparison.is_of_cycles and not comparison.counted:
        reasons = []
        if not_counted:
            reasons.append(f"{counted(len(not_counted), 'file')} not counted")
        if comparison.publication and (reports := comparison.publication.not_agreed):
            reasons.append(f"reports whose States do not agree to publication: {reports}")
        reason = "; ".join(reasons) or "no files were found"
        print(f"nothing was compared: {reason}", file=sys.stderr)
        raise typer.Exit(2 if comparison.is_clear else 1)


def _print_counts(comparison: Comparison, *, is_one_folder: bool) -> None:
    not_counted = [file for _, file in comparison.not_counted]
    states = counted(len(comparison.compared), "State")
    said = f"{states} compared; {counted(len(not_counted), 'file')} not counted"
    if comparison.is_of_cycles:
        reports = counted(len(comparison.counted), "report")
        cycles = counted(len({side for side, _ in comparison.counted}), "cycle")
        said = f"{reports} of {cycles} counted; {said}"
    if others := len(comparison.other_cycles):
        said += f"; {counted(others, 'file')} of other cycles"
    if comparison.publication and (unnamed := len(comparison.publication.not_compared)):
        said += f"; States that do not agree in both reports to publication: {unnamed}"
    print(said, file=sys.stderr)
    print_newer_unusable(not_counted)
    print_options(_OPTIONS, not_counted)
    if is_one_folder:
        print(f"OLD and NEW are one folder; {_TWO_CYCLES}", file=sys.stderr)


def _nothing_compared(unusable: Iterable[NotCounted]) -> int:
    """Print the reasons why two reports cannot be compared, and return the exit code."""
    files = (FileFindings(file.file, file.findings) for file in unusable)
    code = print_findings(files, FormatName.TEXT)
    print("nothing was compared", file=sys.stderr)
    return code


def _write(
    comparison: Comparison,
    written_as: _Output,
    annex: Path | None,
    *,
    is_many: bool,
    with_pager: bool,
) -> None:
    view, names = written_as.view, written_as.sections
    if written_as.is_for_a_screen:
        first = names or (FIRST if is_many else ())
        blocks = [*comparison_document(comparison, first, are_many=is_many).blocks]
        if is_many and not names:
            blocks.append(not_shown(comparison))
        print_lines(lambda width: as_lines(blocks, width), with_pager=with_pager)
        return
    new_page = Path(f"comparison.{view}") if view in _PAGES else None
    text = _document(comparison, names, view, annex, is_many=is_many)
    write_document(text, written_as.output, instead_of_terminal=new_page)


_BY_SECTION = {ComparisonFormat.TEXT, ComparisonFormat.MARKDOWN}
"""The formats whose sections of States, one after the other, are the document."""


def _section_writer(written_as: _Output) -> Callable[[ReportEntry], str] | None:
    """Return what writes the section of a State; None for an output without such sections."""
    has_some = written_as.view in _BY_SECTION and not written_as.is_for_a_screen
    return partial(_section, written_as.view) if has_some else None


def _section(view: ComparisonFormat, report: ReportEntry) -> str:
    return str(written(Document([*state_blocks(report)]), view))


def _annex_blocks(comparison: Comparison) -> Iterator[Block]:
    """Yield what stands in the annex of a short edition: all but the changes of each State."""
    names = [name for name in SECTIONS if name not in OF_CHANGES]
    return opening_blocks(comparison, names, are_many=True)


def _document(
    comparison: Comparison,
    names: Sequence[str],
    view: ComparisonFormat,
    annex: Path | None,
    *,
    is_many: bool,
) -> str | bytes:
    """Return a comparison in one of the formats, as a file has it."""
    if view is ComparisonFormat.JSON:
        from checklist.render.comparison.json import as_json

        return as_json(comparison, names)
    if view is ComparisonFormat.CSV:
        from checklist.render.comparison.csv import as_csv

        return as_csv(comparison.side_by_side)
    about = [] if annex is None else [in_the_annex(annex.name)]
    if is_many and view in _BY_SECTION:
        title, *blocks = opening_blocks(comparison, names, are_many=True)
        opening = str(written(Document([title, *about, *blocks]), view))
        wanted = not names or "changes" in names
        sections = comparison.sections_by(partial(_section, view)) if wanted else ()
        return "\n".join([opening, *sections])
    prints_steps = view not in _PAGES or "steps" in names
    document = comparison_document(comparison, names, are_many=is_many, prints_steps=prints_steps)
    first, *others = document.blocks
    return written(replace(document, blocks=[first, *about, *others]), view)


def _write_manifest(
    comparison: Comparison,
    blocks: Sequence[Block],
    output: Path,
    options: Mapping[str, Any],
    annex: Path | None,
) -> None:
    """Write the manifest beside the output."""
    from checklist.analysis.issued.manifest import manifest_report  # what is shown has none

    options = {name.replace("_", "-"): value for name, value in options.items()}
    named = comparison.named
    reports = [
        manifest_report(report, side=side, is_named=named is None or report.state in named)
        for side, report in comparison.counted
    ]
    reports.sort(key=lambda report: alphabetical(BY_CODE[report.state].name))
    # A table of each part has the id of the table of all: the manifest has the numbers of that one.
    of_changes = [*count_tables(comparison)] if comparison.reports else []
    ids = {block.id for block in of_changes}
    tables = [*(block for block in blocks if getattr(block, "id", "") not in ids), *of_changes]
    asked = comparison.questionnaire
    write_manifest(manifest_of("compare", options, asked, reports, tables), output, annex)


def _print_order(pair: ReportEntry) -> None:
    """Print on standard error that the report named first is the later one, if it is."""
    old, new = pair.old, pair.new
    if (old.as_of, old.revision) > (new.as_of, new.revision):
        print(
            f"{safe_text(old.file) or 'OLD'} is the later report: revision {old.revision} as of "
            f"{old.as_of}, and {safe_text(new.file) or 'NEW'} is revision {new.revision} as of "
            f"{new.as_of}",
            file=sys.stderr,
        )
