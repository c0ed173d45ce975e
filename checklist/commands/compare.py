"""`checklist compare`."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from checklist.analysis.comparison.document import ReportEntry
from checklist.analysis.comparison.many_reports import Comparer, Comparison, compare_reports
from checklist.analysis.issued.manifest import manifest_report
from checklist.analysis.rows.report_rows import Disclosure
from checklist.analysis.rows.report_selection import ALWAYS, DIFFERENT_YEARS, NotCounted, Within
from checklist.checks.batch import ReportSource
from checklist.checks.resolve_questionnaire import resolve, resolve_current, resolve_for_report
from checklist.checks.validator import head_findings
from checklist.commands.shared.cycle_options import SinceOption, UntilOption, within
from checklist.commands.shared.document_output import NoPagerOption, print_lines, write_document
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
    write_manifest,
)
from checklist.commands.shared.output_format import resolve_format
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.commands.shared.report_inputs import (
    IncludeConfidentialOption,
    IncludeContactsOption,
    JobsOption,
    apart_from,
    print_options,
    report_files,
    source_of,
)
from checklist.console.page import Page
from checklist.diagnostics import FileFindings
from checklist.errors import ChecklistError
from checklist.files.discovery import STANDARD_INPUT, is_folder
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.comparison.count_tables import count_tables
from checklist.render.comparison.json import as_json
from checklist.render.comparison.markdown import report_as_markdown, reports_as_markdown
from checklist.render.comparison.terminal import many_reports, one_report
from checklist.render.findings.registry import FormatName
from checklist.text.sanitize import safe_text


class ComparisonFormat(StrEnum):
    """The formats of a comparison."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"


_OPTIONS = {
    "draft": "--include-drafts counts drafts",
    DIFFERENT_YEARS: "--cycle YEAR --cycle YEAR compares two cycles, of one folder or of two",
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
        help="How the comparison is written, if the ending of --output does not say it; else text.",
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
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Show what changed from one report, or folder of reports, to another.

    Two reports of one State, question by question: whether and what is answered first, then the
    words. Of two folders, the latest final revisions of each State are compared, and all is
    counted; every other file is named with the reason. A folder with several cycles is compared
    with itself: --cycle 2024 --cycle 2026. That something changed is said, never that
    it is better or worse. Changed words are shown as [-old-] {+new+}.

    What a copy for publication withholds is no change. Confidential answers and contacts are named
    as changed and not shown, unless an option asks for it; what depends on a confidential answer
    is not compared. Without --output, a page goes to a new file, which is named. The endings .txt,
    .json, .md, .html and .docx of --output say the format. Beside its file stands the manifest: the
    reports that are compared, by their seals, and the numbers of the tables C1 and C2.

    Exits with 0 whether or not anything changed; with 1 when a file cannot be used, which is named
    with its line, or when it is unclear which revision of a State counts.
    """
    if old == new == STANDARD_INPUT:
        raise ChecklistError("standard input is either the earlier report or the later one")
    refuse_overwriting(output, file_of_groups(group_by))
    view = resolve_format(format_name, output, ComparisonFormat.TEXT)
    are_many, both = is_folder(old) or is_folder(new), _within(cycle or [], since, until)
    earlier, later = _sources(old, output), _sources(new, output)
    if not are_many and (group_by is not None or both != (ALWAYS, ALWAYS)):
        raise ChecklistError("cycles, times and groups are for folders: name two folders")
    asked = _questionnaire([*later, *earlier], questionnaire, are_many=are_many)
    shown = Disclosure(include_confidential, include_contacts)
    own = partial(resolve_for_report, name=questionnaire)
    comparer = Comparer(asked, own, shown, jobs, grouping=grouping_of(group_by, asked))
    counting = {"are_many": are_many, "drafts": include_drafts}
    compared = compare_reports(earlier, later, comparer, **counting, within=both)
    not_counted = [one for _, one in compared.not_counted]
    if not are_many:
        if not compared.reports:
            raise typer.Exit(_nothing_compared(not_counted))
        _print_order(compared.reports[0])
    _write(compared, view, output, are_many=are_many, with_pager=not no_pager)
    if not no_manifest:
        options = {"group-by": as_option(group_by), "cycle": cycle, "since": since, "until": until}
        _write_manifest(compared, output, shown, options, drafts=include_drafts)
    if are_many:
        _print_counts(compared, not_counted)
    raise typer.Exit(0 if compared.is_clear else 1)


def _print_counts(compared: Comparison, not_counted: Sequence[NotCounted]) -> None:
    states = counted(len(compared.reports), "State")
    print(f"{states} compared; {counted(len(not_counted), 'file')} not counted", file=sys.stderr)
    print_options(_OPTIONS, not_counted)


def _within(cycles: Sequence[str], since: str | None, until: str | None) -> tuple[Within, Within]:
    """Return which reports of either side may count."""
    if len(cycles) > 2:
        raise ChecklistError("--cycle: name one cycle, or one of OLD and one of NEW")
    of_old, of_new = cycles[:1], cycles[-1:]
    return within(of_old, since, until), within(of_new, since, until)


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
    if view is not ComparisonFormat.TEXT:
        is_no_text = view in {ComparisonFormat.HTML, ComparisonFormat.DOCX}
        new_page = Path(f"comparison.{view}") if is_no_text else None
        text = _document(compared, view, are_many=are_many)
        write_document(text, output, instead_of_terminal=new_page)
        return
    lines = [*many_reports(compared)] if are_many else [*one_report(compared.reports[0])]
    if output is None:
        print_lines(lines, Page.of_output(), with_pager=with_pager)
    else:
        write_document(Page.text(lambda _: lines), output)


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
    }
    reports = [manifest_report(one, side=side) for side, one in compared.counted]
    tables = count_tables(compared)
    write_manifest(manifest_of("compare", options, compared.questionnaire, reports, tables), output)


def _print_order(compared: ReportEntry) -> None:
    """Print on standard error that the report named first is the later one, if it is."""
    old, new = compared.old, compared.new
    if (old.as_of, old.revision) > (new.as_of, new.revision):
        print(
            f"{safe_text(old.file)} is the later report: revision {old.revision} as of "
            f"{old.as_of}, and {safe_text(new.file)} is revision {new.revision} as of {new.as_of}",
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


def _document(compared: Comparison, view: ComparisonFormat, *, are_many: bool) -> str | bytes:
    """Return a comparison in one of the formats that are not for the terminal."""
    if view is ComparisonFormat.JSON:
        return as_json(compared)
    if view is ComparisonFormat.HTML:
        from checklist.render.comparison.html import report_as_html, reports_as_html

        return reports_as_html(compared) if are_many else report_as_html(compared.reports[0])
    if view is ComparisonFormat.DOCX:
        from checklist.render.comparison.docx import report_as_docx, reports_as_docx

        return reports_as_docx(compared) if are_many else report_as_docx(compared)
    return reports_as_markdown(compared) if are_many else report_as_markdown(compared.reports[0])
