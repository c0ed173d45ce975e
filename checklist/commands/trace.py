"""`checklist trace`."""

from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from checklist.analysis.issued.manifest import read_manifest
from checklist.analysis.rows.report_rows import Disclosure
from checklist.commands.shared.cycle_options import SinceOption, UntilOption
from checklist.commands.shared.document_output import NoPagerOption, print_lines, write_document
from checklist.commands.shared.grouping import GroupByOption
from checklist.commands.shared.options import argument, option
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.commands.shared.report_inputs import (
    FilesFromOption,
    IncludeConfidentialOption,
    JobsOption,
    named_paths,
)
from checklist.commands.shared.traced_manifest import (
    changed_reports,
    print_changed_reports,
    with_manifest_options,
)
from checklist.commands.shared.traced_outputs import TracedOutput, traced_table
from checklist.console.page import Page
from checklist.errors import ChecklistError
from checklist.files.discovery import STANDARD_INPUT
from checklist.render.blocks import Block, as_lines
from checklist.render.trace import DelegateView, SourcePlaces, Traced, as_json, trace_blocks
from checklist.states import find
from checklist.text.sanitize import quoted


class TraceFormat(StrEnum):
    """The formats of a trace."""

    TEXT = "text"
    JSON = "json"


_TableArgument = Annotated[
    str,
    argument("TABLE", "The id of a table or figure: T3-3, F1-2, R1-1, C2."),
]
_PathsArgument = Annotated[
    list[Path] | None,
    argument("PATH", "Reports, or folders; of a comparison OLD and NEW."),
]
_FormatOption = Annotated[TraceFormat, option("--format", "How it is written.")]
_RowOption = Annotated[
    str | None,
    option("--row WORDS", "Only rows that begin with this, or have it."),
]
_ColumnOption = Annotated[
    str | None, option("--column WORDS", "Only columns that begin with this.")
]
_ForOption = Annotated[
    str | None,
    option(
        "--for STATE",
        "For the delegate of this State: its own answers, and of all others totals only.",
    ),
]
_ManifestOption = Annotated[
    Path | None,
    option(
        "--manifest FILE",
        "The manifest beside the output: it has the options of the output, and the seals of "
        "the reports.",
    ),
]
_CyclesOption = Annotated[
    list[str] | None,
    option("--cycle YEAR", "The cycle of the output; repeat it for several cycles."),
]
_IncludeDraftsOption = Annotated[bool, option("--include-drafts", "Count drafts, too.")]


class _Counts(NamedTuple):
    """Which counts of the table are traced, and for whom."""

    row: _RowOption = None
    column: _ColumnOption = None
    for_state: _ForOption = None

    @property
    def view(self) -> DelegateView:
        """Whose answers are shown."""
        return DelegateView(_state(self.for_state))


class _Options(NamedTuple):
    """The options of the output in which the table stands."""

    include_drafts: _IncludeDraftsOption = False
    cycle: _CyclesOption = None
    since: SinceOption = None
    until: UntilOption = None
    group_by: GroupByOption = None
    include_confidential: IncludeConfidentialOption = False


def run(
    table: _TableArgument,
    paths: _PathsArgument = None,
    files_from: FilesFromOption = None,
    manifest: _ManifestOption = None,
    *,
    counts: _Counts,
    format_name: _FormatOption = TraceFormat.TEXT,
    options: _Options,
    jobs: JobsOption = None,
    no_pager: NoPagerOption = False,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Show the States, files and lines behind a count.

    The count is from a summary or a comparison. Name the reports, and give the same
    options as for the output, or its manifest. Without --row and --column, all counts of the table
    that are not zero are traced. The result names States and shows answers, so it is not for
    publication. With --for, the result shows the answers of one State, with revision and date, and
    only totals for all others. Exits with 1 when the reports are no longer those of the manifest,
    and names the reports that differ.
    """
    view = counts.view
    named = named_paths(paths, files_from)
    if STANDARD_INPUT in named:
        raise ChecklistError(
            "trace reads each file twice, for its lines: name files, not standard input"
        )
    output = TracedOutput(
        paths=named,
        cycles=options.cycle or (),
        since=options.since,
        until=options.until,
        group_by=options.group_by,
        drafts=options.include_drafts,
        shown=Disclosure(confidential=options.include_confidential),
        jobs=jobs,
        questionnaire=questionnaire,
    )
    if manifest is not None:
        output = with_manifest_options(output, manifest, read_manifest(manifest))
    found = traced_table(table, output)
    others = None if output.manifest is None else changed_reports(output.manifest, found)
    chosen = _chosen(view.counts(found.counts), counts.row, counts.column)
    if manifest is not None and others is not None and not others.are_same:
        print_changed_reports(manifest, others, view)
    matches = None if others is None else others.are_same
    place = SourcePlaces([report.file for _, report in found.reports], found.questionnaire)
    if format_name is TraceFormat.JSON:
        write_document(as_json(found, chosen, place, view, matches_manifest=matches))
    else:
        _print(trace_blocks(found, chosen, place, view), with_pager=not no_pager)
    raise typer.Exit(1 if matches is False else 0)


def _print(blocks: Iterable[Block], *, with_pager: bool) -> None:
    page = Page.of_output()
    print_lines(list(as_lines(blocks, page.width)), page, with_pager=with_pager)


def _state(named: str | None) -> str | None:
    if named is None:
        return None
    state = find(named)
    if state is None:
        raise ChecklistError(f"--for: {quoted(named)} is not the name or code of a State")
    return state.code


def _chosen(counts: Sequence[Traced], row: str | None, column: str | None) -> Sequence[Traced]:
    """Return the counts of the rows and columns that begin with these words.

    Raises:
        ChecklistError: There are none.
    """
    if not counts:
        raise ChecklistError("this table counts no answers, or all its counts are zero")
    rows = _named([*dict.fromkeys(counted.row for counted in counts)], row, _NO_ROW)
    columns = _named([*dict.fromkeys(counted.column for counted in counts)], column, _NO_COLUMN)
    chosen = [counted for counted in counts if counted.row in rows and counted.column in columns]
    if not chosen:
        raise ChecklistError("the table has no count in this row and column")
    return chosen


_MOST_LISTED = 8
"""The most rows or columns that a message lists."""
_NO_ROW = "no row of the table with a count has {typed}; the rows with a count: {known}"
_NO_COLUMN = "no column of the table with a count has {typed}; the columns with a count: {known}"


def _named(known: Sequence[str], typed: str | None, refused: str) -> Collection[str]:
    """Return the rows or columns that begin with what was typed; if none does, those that have it.

    Raises:
        ChecklistError: None does either.
    """
    if typed is None:
        return known
    found = [words for words in known if _begins(words, typed)] or [
        words for words in known if typed.casefold() in words.casefold()
    ]
    if not found:
        some = [*known[:_MOST_LISTED], *["…"] * (len(known) > _MOST_LISTED)]
        raise ChecklistError(refused.format(typed=quoted(typed), known="; ".join(some)))
    return found


def _begins(words: str, typed: str | None) -> bool:
    """Whether words begin with what was typed; an id such as 1 is not the beginning of 10."""
    if typed is None:
        return True
    words, typed = words.casefold(), typed.casefold()
    return (
        words == typed
        or words.startswith((f"{typed} ", f"{typed},", f"{typed}:"))
        or (not typed[-1:].isdigit() and words.startswith(typed))
    )
