"""`checklist trace`."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from checklist.analysis.issued.manifest import Manifest, ManifestReport, read_manifest
from checklist.analysis.issued.same_reports import OtherReports, other_reports
from checklist.analysis.rows.portable_names import PortableNames
from checklist.analysis.rows.report_rows import Disclosure
from checklist.analysis.summary.sources import Source, Traced
from checklist.commands.shared.cycle_options import SinceOption, UntilOption
from checklist.commands.shared.document_output import NoPagerOption, print_lines, write_document
from checklist.commands.shared.grouping import GroupByOption, is_of_file
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.commands.shared.report_inputs import (
    FilesFromOption,
    IncludeConfidentialOption,
    JobsOption,
    named_paths,
)
from checklist.commands.shared.traced_outputs import TracedOutput, traced_table
from checklist.console.page import Page
from checklist.errors import ChecklistError
from checklist.files.discovery import STANDARD_INPUT
from checklist.files.reader import Document, read
from checklist.lifecycle.comparable import comparable
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.blocks import as_lines
from checklist.render.trace import TracedTable, as_json, line_of, trace_blocks
from checklist.reports.report import Report
from checklist.states import BY_CODE, find
from checklist.text.sanitize import quoted, safe_text
from checklist.text.suggestions import did_you_mean


class TraceFormat(StrEnum):
    """The formats of a trace."""

    TEXT = "text"
    JSON = "json"


_TableArgument = Annotated[
    str,
    typer.Argument(metavar="TABLE", help="The id of a table or figure: T3-3, F1-2, R1-1, C2."),
]
_PathsArgument = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="PATH", readable=False, help="Reports, or folders; of a comparison OLD and NEW."
    ),
]
_RowOption = Annotated[
    str | None, typer.Option("--row", metavar="WORDS", help="Only rows that begin with this.")
]
_ColumnOption = Annotated[
    str | None, typer.Option("--column", metavar="WORDS", help="Only columns that begin with this.")
]
_ForOption = Annotated[
    str | None,
    typer.Option(
        "--for",
        metavar="STATE",
        help="For the delegate of this State: its own answers, and of all others totals only.",
    ),
]
_ManifestOption = Annotated[
    Path | None,
    typer.Option(
        "--manifest",
        metavar="FILE",
        readable=False,
        help="The manifest beside the output: it has the options of the output, and the seals of "
        "the reports.",
    ),
]
_CyclesOption = Annotated[
    list[str] | None,
    typer.Option("--cycle", metavar="YEAR", help="The cycle of the output; of several, each."),
]
_IncludeDraftsOption = Annotated[bool, typer.Option("--include-drafts", help="Count drafts, too.")]


def run(
    table: _TableArgument,
    paths: _PathsArgument = None,
    files_from: FilesFromOption = None,
    manifest: _ManifestOption = None,
    row: _RowOption = None,
    column: _ColumnOption = None,
    for_state: _ForOption = None,
    format_name: Annotated[
        TraceFormat, typer.Option("--format", help="How it is written.")
    ] = TraceFormat.TEXT,
    include_drafts: _IncludeDraftsOption = False,
    cycle: _CyclesOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    group_by: GroupByOption = None,
    include_confidential: IncludeConfidentialOption = False,
    jobs: JobsOption = None,
    no_pager: NoPagerOption = False,
    questionnaire: QuestionnaireOption = None,
) -> None:
    """Lead from a count to the States, files and lines behind it.

    The count is one of a summary, a trend or a comparison. Name the reports, and the options of the
    output or its manifest. Without --row and --column, all counts of the table that are not zero
    are traced. It names States and answers: it is not for publication. With --for, it shows one
    State's own answers, with revision and date, and of all others the totals.

    Exits with 1 when the reports are not those of the manifest any more; it says which.
    """
    state = _state(for_state)
    named = named_paths(paths, files_from)
    if STANDARD_INPUT in named:
        raise ChecklistError("trace reads files a second time for their lines: name files")
    output = TracedOutput(
        paths=named,
        cycles=cycle or (),
        since=since,
        until=until,
        group_by=group_by,
        drafts=include_drafts,
        shown=Disclosure(confidential=include_confidential),
        jobs=jobs,
        questionnaire=questionnaire,
    )
    if manifest is not None:
        output = _as_made(output, read_manifest(manifest))
    found = traced_table(table, output)
    others = None if output.manifest is None else _others(output.manifest, found)
    counts = _chosen(_for_state(found.counts, state), row, column)
    place = _Places([one.file for _, one in found.reports], found.questionnaire)
    if others is not None and not others.are_same:
        _print_others(manifest, others, state)
    matches = None if others is None else others.are_same
    if format_name is TraceFormat.JSON:
        write_document(as_json(found, counts, place, state, matches_manifest=matches))
    else:
        _print(found, counts, place, state, with_pager=not no_pager)
    raise typer.Exit(1 if matches is False else 0)


def _print(
    table: TracedTable,
    counts: Sequence[Traced],
    place: "_Places",
    state: str | None,
    *,
    with_pager: bool,
) -> None:
    def text_of(source: Source) -> str:
        is_shown = state in (None, source.report.state)
        return line_of(source, table.questionnaire, place) if is_shown else ""

    page = Page.of_output()
    lines = as_lines(trace_blocks(table, counts, text_of), page.width)
    print_lines(list(lines), page, with_pager=with_pager)


def _as_made(output: TracedOutput, manifest: Manifest) -> TracedOutput:
    """Return an output with the options with which it was made.

    Args:
        output: The output, with the options that are given now.
        manifest: The manifest of the output.

    Raises:
        ChecklistError: An option is given that the manifest says; or a file of groups is not.
    """
    group_by = _option(manifest, "group-by")
    if is_of_file(group_by) and output.group_by is None:
        raise ChecklistError(
            f"the output has the groups of the file {quoted(str(group_by))}: --group-by names it"
        )
    if any([output.cycles, output.since, output.until, output.drafts, *output.shown]):
        raise ChecklistError(
            "the manifest says the cycle, the time, and what is included: leave these options out"
        )
    given = {name for name, said in manifest.options.items() if said}
    return replace(
        output,
        cycles=_texts(manifest, "cycle"),
        since=_option(manifest, "since"),
        until=_option(manifest, "until"),
        group_by=output.group_by if is_of_file(group_by) else group_by,
        drafts="include-drafts" in given,
        shown=Disclosure("include-confidential" in given, "include-contacts" in given),
        for_publication=manifest.is_public,
        manifest=manifest,
    )


def _texts(manifest: Manifest, option: str) -> Sequence[str]:
    """Return the texts that a manifest has for an option; none where it was not given.

    Raises:
        ChecklistError: It is no text.
    """
    said = manifest.options.get(option, ())
    if isinstance(said, int):
        raise ChecklistError(f"the manifest of {safe_text(manifest.output)}: --{option} is no text")
    return [said] if isinstance(said, str) else said


def _option(manifest: Manifest, option: str) -> str | None:
    """Return the text that a manifest has for an option; None where it was not given."""
    return next(iter(_texts(manifest, option)), None)


def _others(manifest: Manifest, found: TracedTable) -> OtherReports:
    """Return how the reports differ from those of a manifest.

    Raises:
        ChecklistError: The output has no such table, or is on another questionnaire.
    """
    asked, head = manifest.questionnaire, found.questionnaire.head
    if (asked.id, asked.version) != (head.id, head.version):
        raise ChecklistError(
            f"the output is on the questionnaire {quoted(asked.id)}, version "
            f"{safe_text(asked.version)}, and this one is {quoted(head.id)}, version "
            f"{head.version}: --questionnaire names the other"
        )
    ids = [one.id.replace("F", "T") for one in manifest.tables]
    if found.id not in ids:
        hint = did_you_mean(found.id, ids) or "each of its tables shows its id"
        raise ChecklistError(f"{safe_text(manifest.output)} has no table {found.id}; {hint}")
    return other_reports(manifest, found.reports)


def _print_others(manifest: Path | None, others: OtherReports, state: str | None) -> None:
    """Print on standard error that the reports are not those of the manifest."""
    print(
        f"The reports are not those of {safe_text(str(manifest))}. Of its reports, not here with "
        f"their seal: {_named(others.gone, state)}. Here, and not in the manifest: "
        f"{_named(others.new, state)}. The counts are those of the reports that are here.",
        file=sys.stderr,
    )


def _named(reports: Sequence[ManifestReport], state: str | None) -> str:
    """Return how many reports, and which; for a delegate only which of the own State."""
    names = [
        f"{BY_CODE[one.state].name if one.state in BY_CODE else safe_text(one.state)}, revision "
        f"{one.revision}"
        for one in reports
        if state in (None, one.state)
    ]
    return f"{len(reports)} ({'; '.join(names)})" if names else str(len(reports))


def _for_state(counts: Sequence[Traced], state: str | None) -> Sequence[Traced]:
    """Return the counts that a delegate may see: not the rows that are about another State."""
    if state is None:
        return counts
    return [
        one
        for one in counts
        if all(
            source.report.state == state or source.report.state_name != one.row
            for source in one.sources
        )
    ]


def _state(named: str | None) -> str | None:
    if named is None:
        return None
    state = find(named)
    if state is None:
        raise ChecklistError(f"--for: {quoted(named)} is no State that is known")
    return state.code


def _chosen(counts: Sequence[Traced], row: str | None, column: str | None) -> Sequence[Traced]:
    """Return the counts of the rows and columns that begin with these words.

    Raises:
        ChecklistError: There are none.
    """
    chosen = [one for one in counts if _begins(one.row, row) and _begins(one.column, column)]
    if counts and not chosen:
        rows = ", ".join(dict.fromkeys(one.row for one in counts))
        columns = ", ".join(dict.fromkeys(one.column for one in counts))
        raise ChecklistError(
            "no count of the table that is not zero is in this row and column; it has the rows: "
            f"{rows}; and the columns: {columns}"
        )
    if not counts:
        raise ChecklistError("this table counts no answers, or all its counts are zero")
    return chosen


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


class _Places:
    """Finds the places of answers in their files."""

    def __init__(self, files: Sequence[str], asked: Questionnaire) -> None:
        self._names = PortableNames(files)
        self._asked = asked
        self._read = cache(self._document)

    def __call__(self, source: Source) -> tuple[str, int, int]:
        file = source.report.file
        if not source.question:
            return self._names.of(file), 1, 1
        document, ids = self._read(file)
        of_row = ("value", source.row) if source.row else ()
        question = ids.get(source.question, source.question)
        where = source.where or ("answers", question, *of_row)
        line, column = document.position(where, key=True)
        return self._names.of(file), line, column

    def _document(self, file: str) -> tuple[Document, Mapping[str, str]]:
        """Return a file, and the ids that its version had for the questions of the present one."""
        document = read(Path(file))
        assert isinstance(document.data, dict)
        return document, comparable(Report.from_data(document.data), self._asked).ids
