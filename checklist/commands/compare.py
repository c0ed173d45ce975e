"""`checklist compare`."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from checklist.analysis.comparison.comparison import Comparison
from checklist.analysis.comparison.document import ReportEntry
from checklist.analysis.comparison.many_reports import Comparer, compare_reports
from checklist.analysis.comparison.publication import compare_for_publication
from checklist.analysis.issued.manifest import manifest_report
from checklist.analysis.rows.report_rows import Disclosure
from checklist.analysis.rows.report_selection import ALWAYS, DIFFERENT_YEARS, NotCounted, Within
from checklist.analysis.summary.unnamed import Issued
from checklist.checks.batch import ReportSource
from checklist.checks.resolve_questionnaire import resolve, resolve_current, resolve_for_report
from checklist.checks.validator import head_findings
from checklist.commands.shared.cycle_options import NONE_LEFT, SinceOption, UntilOption, within_both
from checklist.commands.shared.document_output import (
    NoPagerOption,
    print_lines,
    write_document,
    written,
)
from checklist.commands.shared.findings_output import counted, print_findings, refuse_overwriting
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
from checklist.commands.shared.output_format import resolve_format
from checklist.commands.shared.publication_options import IssuedOption, what_was_issued
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.commands.shared.report_inputs import (
    IncludeConfidentialOption,
    IncludeContactsOption,
    JobsOption,
    apart_from,
    print_newer_unusable,
    print_options,
    report_files,
    source_of,
)
from checklist.console.page import Page
from checklist.diagnostics import FileFindings
from checklist.errors import ChecklistError
from checklist.files.discovery import STANDARD_INPUT, is_folder
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.blocks import as_lines
from checklist.render.comparison.count_tables import count_tables
from checklist.render.comparison.document import (
    comparison_document,
    overview_blocks,
    state_blocks,
)
from checklist.render.comparison.json import as_json
from checklist.render.document import Document
from checklist.render.findings.registry import FormatName
from checklist.text.sanitize import safe_text


class ComparisonFormat(StrEnum):
    """The formats of a comparison."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"


_TWO_CYCLES = "--cycle YEAR --cycle YEAR compares two cycles, of one folder or of two"
_OPTIONS = {
    "draft": "--include-drafts counts drafts",
    DIFFERENT_YEARS: _TWO_CYCLES,
}
"""The option with which a file would count, by the reason why it does not."""


_OldArgument = Annotated[
    Path,
    typer.Argument(
        metavar="OLD",
        readable=False,
        help="The earlier report, or a folder; - for standard input.",
    ),
]
_NewArgument = Annotated[
    Path,
    typer.Argument(
        metavar="NEW",
        readable=False,
        help="The later report, or a folder; - for standard input.",
    ),
]
_FormatOption = Annotated[
    ComparisonFormat | None,
    typer.Option(
        "--format",
        help="How the comparison is written, if the ending of --output does not say it; without "
        "both, text.",
    ),
]
_OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", readable=False, help="Write it to this file."),
]
_CyclesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--cycle",
        metavar="YEAR",
        help="In folders, only reports of this cycle; given twice: of OLD, and of NEW.",
    ),
]
_ForPublicationOption = Annotated[
    bool,
    typer.Option(
        "--for-publication",
        help="Compare only States that agree in both reports to be named; of others, say only that "
        "they reported.",
    ),
]
_IncludeDraftsOption = Annotated[
    bool, typer.Option("--include-drafts", help="In folders, count drafts, too.")
]


def run(
    old: _OldArgument,
    new: _NewArgument,
    format_name: _FormatOption = None,
    output: _OutputOption = None,
    include_confidential: IncludeConfidentialOption = False,
    include_contacts: IncludeContactsOption = False,
    include_drafts: _IncludeDraftsOption = False,
    cycle: _CyclesOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    group_by: GroupByOption = None,
    jobs: JobsOption = None,
    no_pager: NoPagerOption = False,
    no_manifest: NoManifestOption = False,
    for_publication: _ForPublicationOption = False,
    issued: IssuedOption = None,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Show what changed from one report, or folder of reports, to another.

    Two reports of one State are compared question by question: first whether the answer changed and
    how, then the words. In two folders, the latest final revisions of each State are compared and
    all changes are counted; every other file is named with the reason. For two cycles of one
    folder, name it twice, with --cycle 2024 --cycle 2026. The comparison says that something
    changed, never that it is better or worse. Changed words are shown as [-old-] {+new+}.

    An answer that a copy for publication withholds is not a change. Changed confidential answers
    and contacts are named, and shown only with an option. Answers that depend on a confidential
    answer are not compared. The endings .txt, .json, .md, .html and .docx of --output choose the
    format. The manifest next to the file has the seals of the reports, and the counts of C1 and C2.

    With --for-publication, the command compares only States that agree in both reports to be named;
    for all others it says only that they reported. Without it, the output is not for publication.
    Exits with 1 when a file cannot be used, or when it is unclear which revision of a State counts.
    """
    _refuse_reading_twice(old, new, output, group_by)
    shown = Disclosure(include_confidential, include_contacts)
    view = resolve_format(format_name, output, ComparisonFormat.TEXT)
    are_many, both = is_folder(old) or is_folder(new), within_both(cycle or [], since, until)
    earlier, later = _sources(old, output), _sources(new, output)
    if not are_many and (group_by is not None or both != (ALWAYS, ALWAYS)):
        raise ChecklistError("cycles, times and groups are for folders: name two folders")
    asked = _questionnaire([*later, *earlier], questionnaire, are_many=are_many)
    before = what_was_issued(issued, asked, output, shown, for_publication=for_publication)
    own = partial(resolve_for_report, name=questionnaire)
    grouping, section = grouping_of(group_by, asked), _section_writer(view, output)
    comparer = Comparer(asked, own, shown, jobs, grouping=grouping, section=section)
    published = before if for_publication else None
    compared = _compared(earlier, later, comparer, published, are_many, include_drafts, both)
    if not are_many:
        _print_order(_only_pair(compared))
    _write(compared, view, output, are_many=are_many, with_pager=not no_pager)
    times = {"cycle": cycle, "since": since, "until": until}
    options: dict[str, Any] = {"group-by": as_option(group_by), "issued": issued, **times}
    if not no_manifest:
        _write_manifest(compared, output, shown, options, drafts=include_drafts)
    if are_many:
        _print_counts(compared, is_one_folder=old == new and not cycle)
    raise typer.Exit(0 if compared.is_clear else 1)


def _refuse_reading_twice(old: Path, new: Path, output: Path | None, group_by: str | None) -> None:
    """Stop where standard input would be both sides, or an output would overwrite what is read."""
    if old == new == STANDARD_INPUT:
        raise ChecklistError("standard input is either the earlier report or the later one")
    for refuse in (refuse_overwriting, refuse_manifest_over):
        refuse(output, file_of_groups(group_by))


def _compared(
    old: Sequence[ReportSource],
    new: Sequence[ReportSource],
    comparer: Comparer,
    issued: Sequence[Issued] | None,
    are_many: bool,
    drafts: bool,
    both: tuple[Within, Within],
) -> Comparison:
    """Compare the reports; for publication, where it is given what was issued before."""
    if issued is None:
        found = compare_reports(old, new, comparer, are_many=are_many, drafts=drafts, within=both)
        outside = found.other_cycles or any(one.is_outside for _, one in found.not_counted)
        if outside and found.is_clear and len({side for side, _ in found.counted}) < len(both):
            raise ChecklistError(NONE_LEFT)
        return found
    return compare_for_publication(
        old, new, comparer, issued, are_many=are_many, drafts=drafts, within=both
    )


def _print_counts(compared: Comparison, *, is_one_folder: bool) -> None:
    not_counted = [one for _, one in compared.not_counted]
    states = counted(len(compared.reports), "State")
    said = f"{states} compared; {counted(len(not_counted), 'file')} not counted"
    if others := len(compared.other_cycles):
        said += f"; {counted(others, 'file')} of other cycles"
    if compared.publication and (unnamed := len(compared.publication.not_compared)):
        said += f"; States that do not agree in both reports to be named: {unnamed}"
    print(said, file=sys.stderr)
    print_newer_unusable(not_counted)
    print_options(_OPTIONS, not_counted)
    if is_one_folder:
        print(f"OLD and NEW are one folder; {_TWO_CYCLES}", file=sys.stderr)


def _nothing_compared(unusable: Iterable[NotCounted]) -> int:
    """Print the reasons why two reports cannot be compared, and return the exit code."""
    files = (FileFindings(one.file, one.findings) for one in unusable)
    code = print_findings(files, FormatName.TEXT)
    print("nothing was compared", file=sys.stderr)
    return code


def _write(
    compared: Comparison,
    view: ComparisonFormat,
    output: Path | None,
    *,
    are_many: bool,
    with_pager: bool,
) -> None:
    if view is ComparisonFormat.TEXT and output is None:
        page = Page.of_output()
        blocks = comparison_document(compared, are_many=are_many).blocks
        print_lines([*as_lines(blocks, page.width)], page, with_pager=with_pager)
        return
    is_no_text = view in {ComparisonFormat.HTML, ComparisonFormat.DOCX}
    new_page = Path(f"comparison.{view}") if is_no_text else None
    text = _document(compared, view, are_many=are_many)
    write_document(text, output, instead_of_terminal=new_page)


_BY_SECTION = {ComparisonFormat.TEXT, ComparisonFormat.MARKDOWN}
"""The formats whose sections of States, one after the other, are the document."""


def _section_writer(
    view: ComparisonFormat, output: Path | None
) -> Callable[[ReportEntry], str] | None:
    """Return what writes the section of a State; None for an output without such sections."""
    is_for_a_screen = view is ComparisonFormat.TEXT and output is None
    return partial(_section, view) if view in _BY_SECTION and not is_for_a_screen else None


def _section(view: ComparisonFormat, report: ReportEntry) -> str:
    return str(written(Document([*state_blocks(report)]), view))


def _document(compared: Comparison, view: ComparisonFormat, *, are_many: bool) -> str | bytes:
    """Return a comparison in one of the formats, as a file has it."""
    if view is ComparisonFormat.JSON:
        return as_json(compared)
    if are_many and view in _BY_SECTION:
        overview = str(written(Document([*overview_blocks(compared)]), view))
        return "\n".join([overview, *compared.sections_by(partial(_section, view))])
    return written(comparison_document(compared, are_many=are_many), view)


def _write_manifest(
    compared: Comparison,
    output: Path | None,
    shown: Disclosure,
    options: Mapping[str, Any],
    *,
    drafts: bool,
) -> None:
    """Write the manifest beside the output, where that is a file."""
    options = {
        **options,
        "include-confidential": shown.confidential,
        "include-contacts": shown.contacts,
        "include-drafts": drafts,
        "for-publication": compared.publication is not None,
    }
    reports = [manifest_report(one, side=side) for side, one in compared.counted]
    tables = count_tables(compared)
    write_manifest(manifest_of("compare", options, compared.questionnaire, reports, tables), output)


def _only_pair(compared: Comparison) -> ReportEntry:
    """Return the two reports that are compared.

    Raises:
        Exit: A report cannot be used; the reasons are printed.
    """
    if not compared.reports:
        raise typer.Exit(_nothing_compared(one for _, one in compared.not_counted))
    (pair,) = compared.reports
    return pair


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


def _sources(path: Path, output: Path | None) -> Sequence[ReportSource]:
    """Return the reports that an argument names."""
    sources = [source_of(file) for file in apart_from(output, report_files([path]))]
    if not sources:
        raise ChecklistError(f"there are no reports in {safe_text(str(path))}")
    return sources


def _questionnaire(
    sources: Sequence[ReportSource], name: str | None, *, are_many: bool
) -> Questionnaire:
    """Return the questionnaire by whose questions is compared.

    It is the version that both of two reports answer; else the present version of the chosen one,
    or of the first that is named.
    """
    if not are_many:
        own = [resolve_for_report(source.document(), name) for source in sources]
        if all(one is own[0] for one in own):
            return own[0]
    if name is not None:
        return resolve(name)
    documents = map(ReportSource.document, sources)
    usable = (document for document in documents if not head_findings(document))
    return resolve_current(next(usable, sources[0].document()), None)
