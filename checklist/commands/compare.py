"""`checklist compare`."""

import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple, TypeVar

import typer

from checklist.analysis.comparison.comparing import Task
from checklist.analysis.comparison.comparison import Comparison
from checklist.analysis.comparison.document import ReportEntry
from checklist.analysis.comparison.many_reports import Comparer
from checklist.analysis.rows.report_selection import NotCounted
from checklist.commands.shared.compared_paths import (
    FOR_FOLDERS,
    ComparedSources,
    are_many,
    compared,
    questionnaire_of,
)
from checklist.commands.shared.cycle_options import chosen_cycle
from checklist.commands.shared.document_output import print_lines, write_document, written
from checklist.commands.shared.findings_output import counted, print_findings, refuse_overwriting
from checklist.commands.shared.grouping import GroupByOption, file_of_groups, grouping_of
from checklist.commands.shared.options import argument, option
from checklist.commands.shared.output_format import OutputOption, resolve_format
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.commands.shared.report_inputs import print_newer_unusable
from checklist.console.progress_bar import with_progress
from checklist.diagnostics import FileFindings
from checklist.errors import ChecklistError
from checklist.render.blocks import as_lines
from checklist.render.comparison.document import FIRST, PRINTED, comparison_document
from checklist.render.findings.registry import FormatName
from checklist.text.sanitize import safe_text


class ComparisonFormat(StrEnum):
    """The formats of a comparison."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    DOCX = "docx"


_Read = TypeVar("_Read")


class _Counted(NamedTuple):
    """Which reports count in folders."""

    for_publication: Annotated[
        bool,
        option(
            "--for-publication",
            "Count only reports whose States agree to publication, and show the changes only of "
            "States that agree in both; of others, say only that they reported.",
        ),
    ] = False
    cycle: Annotated[
        list[str] | None,
        option(
            "--cycle YEAR",
            "In folders, only reports of this cycle; given twice, of OLD, then of NEW.",
        ),
    ] = None
    group_by: GroupByOption = None

    def cycles(self) -> tuple[str, str]:
        """Return the cycles of the earlier and the later reports; empty: any.

        Raises:
            ChecklistError: A cycle is no year, or more than two are named.
        """
        years = [*map(chosen_cycle, self.cycle or ())] or [""]
        if len(years) > 2:
            raise ChecklistError("--cycle: name one cycle, or that of OLD and that of NEW")
        return years[0], years[-1]


def run(
    old: Annotated[Path, argument("OLD", "The earlier report or folder; - for standard input.")],
    new: Annotated[Path, argument("NEW", "The later report or folder; - for standard input.")],
    format_name: Annotated[
        ComparisonFormat | None,
        option(
            "--format",
            "How the comparison is written, if the ending of --output does not say it; without "
            "both, text.",
        ),
    ] = None,
    output: OutputOption = None,
    *,
    counting: _Counted,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Show what changed between two reports, or two folders.

    Two reports of one State are compared question by question. In two folders, the latest final
    revisions of the same States are counted first: what came into place, what changed by theme,
    recommendation and group, who came and who went. Then come the changes of each State. The
    comparison says that something changed, never that it is better or worse. Changed words are
    shown as [-old-] {+new+}.

    Changed confidential answers and contacts are named, and not shown. Answers that depend on a
    confidential answer are not compared. The endings .html, .docx and .json of --output choose the
    format; of folders, the terminal shows the first screen.

    Without --for-publication, the output is not for publication. Exits with 1 when a file cannot be
    used, or when it is unclear which revision of a State counts.
    """
    view = resolve_format(format_name, output, ComparisonFormat.TEXT)
    refuse_overwriting(output, file_of_groups(counting.group_by))
    named = old, new
    cycles, is_many = counting.cycles(), are_many(named)
    if not is_many and (counting.group_by is not None or any(cycles)):
        raise ChecklistError(FOR_FOLDERS)
    sources = ComparedSources(output, must_be_there=is_many)
    asked = questionnaire_of(named, sources, questionnaire)
    comparison = compared(
        named,
        sources,
        Task(
            Comparer(asked, grouping=grouping_of(counting.group_by, asked)),
            cycles=cycles,
            is_public=counting.for_publication,
            with_changes=not is_many or view in {ComparisonFormat.HTML, ComparisonFormat.JSON},
            progress=_with_progress,
        ),
    )
    if not is_many:
        if not comparison.reports:
            raise typer.Exit(_nothing_compared(file for _, file in comparison.not_counted))
        _print_order(comparison.reports[0])
    _write(comparison, view, output, is_many=is_many)
    if is_many:
        _print_counts(comparison, is_one_folder=old == new and not any(cycles))
    raise typer.Exit(0 if comparison.is_clear else 1)


def _with_progress(read: Iterable[_Read], number: int) -> Iterable[_Read]:
    return with_progress(read, lambda: number, is_shown=lambda item: False)


def _print_counts(comparison: Comparison, *, is_one_folder: bool) -> None:
    not_counted = [file for _, file in comparison.not_counted]
    states = counted(len(comparison.compared), "State")
    said = f"{states} compared; {counted(len(not_counted), 'file')} not counted"
    if others := len(comparison.other_cycles):
        said += f"; {counted(others, 'file')} of other cycles"
    if comparison.publication and (others := len(comparison.publication.not_compared)):
        said += f"; States that do not agree in both reports to publication: {others}"
    print(said, file=sys.stderr)
    print_newer_unusable(not_counted)
    if is_one_folder:
        print(
            "OLD and NEW are one folder; --cycle YEAR --cycle YEAR compares two cycles of it",
            file=sys.stderr,
        )


def _nothing_compared(unusable: Iterable[NotCounted]) -> int:
    """Print the reasons why two reports cannot be compared, and return the exit code."""
    files = (FileFindings(file.file, file.findings) for file in unusable)
    code = print_findings(files, FormatName.TEXT)
    print("nothing was compared", file=sys.stderr)
    return code


def _write(
    comparison: Comparison, view: ComparisonFormat, output: Path | None, *, is_many: bool
) -> None:
    """Write the comparison in a format."""
    if view is ComparisonFormat.JSON:
        from checklist.render.comparison.json import as_json

        write_document(as_json(comparison), output)
        return
    names: Sequence[str] = ()
    if is_many:
        names = {ComparisonFormat.TEXT: FIRST, ComparisonFormat.DOCX: PRINTED}.get(view, ())
    document = comparison_document(comparison, names, are_many=is_many)
    if view is ComparisonFormat.TEXT:
        print_lines(lambda width: as_lines(document.blocks, width), output)
    else:
        new_page = Path(f"comparison.{view}")
        write_document(written(document, view), output, instead_of_terminal=new_page)


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
