"""`checklist trace`."""

import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from checklist.analysis.comparison.comparing import Task
from checklist.analysis.comparison.many_reports import Comparer
from checklist.analysis.comparison.table_ids import (
    CHANGES,
    TRANSITIONS,
    compares_cycles,
    of_cycles,
    sides_table_ids,
)
from checklist.analysis.counting import Source
from checklist.analysis.groups import Grouping
from checklist.analysis.issued.manifest import (
    Manifest,
    ManifestReport,
    OtherReports,
    other_reports,
    read_manifest,
)
from checklist.analysis.rows.consent import agreed
from checklist.analysis.rows.report_reader import ReportReader, questionnaire_rows_of
from checklist.analysis.rows.report_rows import Disclosure, ReportRows
from checklist.analysis.rows.report_selection import ReportSelection, made, selected
from checklist.analysis.summary.counted_answers import Answers
from checklist.analysis.summary.summary import summary
from checklist.analysis.summary.table_ids import TableId, table_id_of, table_ids
from checklist.analysis.summary.unnamed import counted_again
from checklist.checks.batch import ReportSource, read_all
from checklist.commands.shared.compared_paths import compared, times_of
from checklist.commands.shared.cycle_options import (
    SinceOption,
    UntilOption,
    refuse_none_left,
    within,
)
from checklist.commands.shared.document_output import NoPagerOption, print_lines, write_document
from checklist.commands.shared.grouping import GroupByOption, file_of_groups, grouping_of
from checklist.commands.shared.options import argument, option
from checklist.commands.shared.questionnaire_options import QuestionnaireOption
from checklist.commands.shared.report_inputs import (
    FilesFromOption,
    IncludeConfidentialOption,
    JobsOption,
    named_paths,
    source_of,
)
from checklist.errors import ChecklistError
from checklist.files.discovery import STANDARD_INPUT, ReportFiles, is_file
from checklist.files.reader import whole_content
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.blocks import Block, Table, as_lines, counted_in
from checklist.render.comparison.document import count_tables, opening_blocks
from checklist.render.summary.editions import all_blocks
from checklist.render.trace import (
    DelegateView,
    SourcePlaces,
    Traced,
    TracedTable,
    as_json,
    trace_blocks,
    traced_counts,
)
from checklist.states import BY_CODE, STATES, alphabetical, find
from checklist.text.sanitize import quoted, safe_text
from checklist.text.suggestions import did_you_mean


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
_ManifestOption = Annotated[
    Path | None,
    option(
        "--manifest FILE",
        "The manifest beside the output: it has the options of the output, and the seals of "
        "the reports.",
    ),
]


class _Counts(NamedTuple):
    """Which counts of the table are traced, and for whom."""

    row: Annotated[
        str | None,
        option("--row WORDS", "Only rows that begin with this, or have it."),
    ] = None
    column: Annotated[
        str | None, option("--column WORDS", "Only columns that begin with this.")
    ] = None
    for_state: Annotated[
        str | None,
        option(
            "--for STATE",
            "For the delegate of this State: its own answers, and of all others totals only.",
        ),
    ] = None

    @property
    def view(self) -> DelegateView:
        """Whose answers are shown."""
        return DelegateView(_state(self.for_state))


class _Options(NamedTuple):
    """The options of the output in which the table stands."""

    include_drafts: Annotated[bool, option("--include-drafts", "Count drafts, too.")] = False
    cycle: Annotated[
        list[str] | None,
        option("--cycle YEAR", "The cycle of the output; repeat it for several cycles."),
    ] = None
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
    output = _TracedOutput(
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
        output = _with_manifest_options(output, manifest, read_manifest(manifest))
    found = _traced_table(table, output)
    others = None if output.manifest is None else _changed_reports(output.manifest, found)
    chosen = _chosen(view.counts(found.counts), counts.row, counts.column)
    if manifest is not None and others is not None and not others.are_same:
        _print_changed_reports(manifest, others, view)
    matches = None if others is None else others.are_same
    place = SourcePlaces([report.file for _, report in found.reports], found.questionnaire)
    if format_name is TraceFormat.JSON:
        write_document(as_json(found, chosen, place, view, matches_manifest=matches))
    else:
        blocks = [*trace_blocks(found, chosen, place, view)]
        print_lines(lambda width: as_lines(blocks, width), with_pager=not no_pager)
    raise typer.Exit(1 if matches is False else 0)


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


_OF_COMPARISONS = frozenset({"R", "C"})
"""The letters with which the ids of tables of comparisons begin; all others are of summaries."""


@dataclass(frozen=True, kw_only=True)
class _TracedOutput:
    """An output whose counts are traced: its options, and the reports as they are now."""

    paths: Sequence[Path]
    """The reports, or folders; of a comparison in its order."""
    cycles: Sequence[str] = ()
    since: str | None = None
    until: str | None = None
    group_by: str | None = None
    drafts: bool = False
    shown: Disclosure = field(default_factory=Disclosure)
    for_publication: bool = False
    manifest: Manifest | None = None
    """Where one is named: which reports were counted, and which of these without their names."""
    jobs: int | None = None
    questionnaire: str | None = None

    @property
    def asked(self) -> Questionnaire:
        """The questionnaire whose questions are counted."""
        return questionnaire_rows_of(self.questionnaire).questionnaire

    @property
    def grouping(self) -> Grouping | None:
        """The groups by which is counted."""
        return grouping_of(self.group_by, self.asked)

    def sources(self, paths: Sequence[Path]) -> list[ReportSource]:
        """Return the files of the reports."""
        return [source_of(file) for file in ReportFiles([*paths])]


def _traced_table(typed: str, output: _TracedOutput) -> TracedTable:
    """Return a table with what its counts are made of.

    Args:
        typed: Its id, as a person types it.
        output: The output in which it stands.

    Raises:
        ChecklistError: There is no such table; or the options do not fit such an output.
    """
    is_of_comparison = table_id_of(typed)[:1] in _OF_COMPARISONS
    command, manifest = "compare" if is_of_comparison else "summarize", output.manifest
    if manifest is not None and manifest.command != command:
        raise ChecklistError(
            f"{quoted(typed)} is not a table of {safe_text(manifest.output)}, which "
            f"`checklist {safe_text(manifest.command)}` made"
        )
    return _in_comparison(typed, output) if is_of_comparison else _in_summary(typed, output)


def _in_summary(typed: str, output: _TracedOutput) -> TracedTable:
    if len(output.cycles) > 1:
        raise ChecklistError("--cycle: a summary counts the reports of one cycle, or of all")
    table = _found(typed, table_ids(output.asked), "a summary")
    rows = questionnaire_rows_of(output.questionnaire)
    read = read_all(
        ReportReader(output.questionnaire, output.shown), output.sources(output.paths), output.jobs
    )
    chosen = within(output.cycles, output.since, output.until)
    everything = made(selected(read, drafts=output.drafts, within=chosen))
    refuse_none_left(everything)
    selection = _with_same_names(everything, output)
    answers = Answers(rows, selection.counted, output.shown, output.grouping, keeps=True)
    unnamed = None
    if output.for_publication and output.manifest is not None:
        others = Answers(rows, selection.unnamed, output.shown, keeps=True)
        unnamed = counted_again(others, selection.withheld, output.manifest.unnamed)
    found = _shown(all_blocks(summary(answers, selection, STATES, unnamed)), table.id)
    return TracedTable(
        id=table.id,
        caption=table.name if found is None else found.caption,
        questionnaire=output.asked,
        reports=[
            ("", candidate.identity) for candidate in (*selection.counted, *selection.unnamed)
        ],
        counts=[] if found is None else traced_counts(found),
        together=len(selection.unnamed),
    )


def _shown(blocks: Iterator[Block], table_id: str) -> Table | None:
    """Return a table, or the figures behind bars or sentences, by its id; None: there is none."""
    tables = (table for block in blocks for table in counted_in(block))
    wanted = table_id_of(table_id)
    return next((table for table in tables if table_id_of(table.id) == wanted), None)


def _with_same_names(
    selection: ReportSelection[ReportRows], output: _TracedOutput
) -> ReportSelection[ReportRows]:
    """Return a selection in which the same States are named as in a summary for publication."""
    if not output.for_publication or output.manifest is None:
        return selection
    held_back = {report.state for report in output.manifest.reports if not report.is_named}
    return agreed(selection, output.asked, held_back)


def _in_comparison(typed: str, output: _TracedOutput) -> TracedTable:
    written, _, sides = typed.partition(".")
    table = _found(
        written, sides_table_ids(questionnaire_rows_of(output.questionnaire)), "a comparison"
    )
    is_of_changes = table in (CHANGES, TRANSITIONS)
    comparer = Comparer(
        output.asked,
        output.shown,
        output.jobs,
        grouping=output.grouping,
    )
    manifest = output.manifest
    task = Task(
        comparer,
        drafts=output.drafts,
        within=times_of(output.paths, output.cycles, output.since, output.until),
        issued=() if output.for_publication else None,
        named=None if manifest is None else {report.state for report in manifest.reports},
        sections=() if is_of_changes else (table.section,),
        with_changes=is_of_changes,
        keeps=True,
    )
    found = compared(output.paths, output.sources, task)
    steps = [(step.earlier, step.later) for step in found.side_by_side.steps]
    pair = _sides(table, sides, [found.span] if is_of_changes else steps)
    full = of_cycles(table.id, *pair) if pair else table.id
    blocks = count_tables(found) if is_of_changes else opening_blocks(found, are_many=True)
    shown = _shown(blocks, full)
    return TracedTable(
        id=full,
        caption="" if shown is None else shown.caption,
        questionnaire=output.asked,
        reports=found.counted,
        counts=[] if shown is None else traced_counts(shown, _in_order(output)),
        compared=2 * len(found.reports) if is_of_changes else None,
    )


def _in_order(output: _TracedOutput) -> Callable[[Source], Any]:
    """Return by what sources are sorted: State by State, in the order of the questionnaire."""
    units = questionnaire_rows_of(output.questionnaire).questions
    places = {unit: place for place, unit in enumerate(units)}
    return lambda source: (
        alphabetical(source.report.state_name),
        places.get((source.question, source.row), -1),
    )


def _sides(table: TableId, typed: str, steps: Sequence[Sequence[str]]) -> Sequence[str]:
    """Return the two cycles, or sides, of a table; nothing for a table of all.

    Raises:
        ChecklistError: It is no table of these two.
    """
    if not compares_cycles(table):
        if typed:
            raise ChecklistError(f"{table.id} is a table of all cycles: leave out {quoted(typed)}")
        return ()
    every = [step for step in steps if step]
    found = [
        step for step in every if "-".join(step) == typed.lower() or (not typed and len(every) == 1)
    ]
    if not found:
        ids = (
            ", ".join(of_cycles(table.id, *step) for step in every)
            or "there are no two cycles to compare"
        )
        raise ChecklistError(f"{table.id} compares two cycles, which its id names: {ids}")
    return found[0]


def _found(typed: str, tables: Sequence[TableId], of: str) -> TableId:
    """Return the table with an id.

    Raises:
        ChecklistError: There is none.
    """
    known = {table.id: table for table in tables}
    found = known.get(table_id_of(typed))
    if found is None:
        hint = did_you_mean(table_id_of(typed), known) or f"every table of {of} shows its id"
        raise ChecklistError(f"no table of {of} has the id {quoted(typed)}; {hint}")
    return found


_LARGEST_GROUPS = 1024 * 1024
"""In bytes."""


def _with_manifest_options(output: _TracedOutput, path: Path, manifest: Manifest) -> _TracedOutput:
    """Return an output with the options with which it was made.

    Args:
        output: The output, with the options that are given now.
        path: The file of the manifest.
        manifest: The manifest of the output.

    Raises:
        ChecklistError: An option is given that the manifest has, or it is not clear which file has
            the groups.
    """
    group_by = _option(manifest, "group-by")
    if group_by is not None and file_of_groups(group_by):
        group_by = output.group_by or _file_of_groups(group_by, path.parent)
    if any([output.cycles, output.since, output.until, output.drafts, *output.shown]):
        raise ChecklistError(
            "the manifest has the cycle, the time, and what is included: leave these options out"
        )
    given = {name for name, said in manifest.options.items() if said}
    return replace(
        output,
        cycles=_texts(manifest, "cycle"),
        since=_option(manifest, "since"),
        until=_option(manifest, "until"),
        group_by=group_by,
        drafts="include-drafts" in given,
        shown=Disclosure("include-confidential" in given, "include-contacts" in given),
        for_publication=manifest.is_public,
        manifest=manifest,
    )


def _file_of_groups(name: str, folder: Path) -> str:
    """Return the file with this name in the folder of the manifest, or in the present one.

    A manifest has no more of the file than its name.

    Raises:
        ChecklistError: It is in neither, two files that differ have this name, or one of them
            cannot be read.
    """
    places = (folder / name, Path(name)) if name == Path(name).name else ()
    found = [place for place in places if is_file(place)]
    if not found:
        where = "it is neither beside the manifest nor in the present folder"
    elif len(found) == 1 or len({whole_content(path, _LARGEST_GROUPS) for path in found}) == 1:
        return str(found[0])
    else:
        where = "two files that differ have this name"
    raise ChecklistError(
        f"the output has the groups of the file {quoted(name)}; {where}: name the file with "
        "--group-by"
    )


def _texts(manifest: Manifest, option: str) -> Sequence[str]:
    """Return the texts that a manifest has for an option; none where it was not given.

    Raises:
        ChecklistError: It is no text.
    """
    said = manifest.options.get(option, ())
    if isinstance(said, int):
        raise ChecklistError(
            f"the manifest of {safe_text(manifest.output)}: --{option} is not a text"
        )
    return [said] if isinstance(said, str) else said


def _option(manifest: Manifest, option: str) -> str | None:
    """Return the text that a manifest has for an option; None where it was not given."""
    return next(iter(_texts(manifest, option)), None)


def _changed_reports(manifest: Manifest, found: TracedTable) -> OtherReports:
    """Return how the reports of a table differ from those of a manifest.

    Raises:
        ChecklistError: The output has no such table, or is on another questionnaire.
    """
    asked, head = manifest.questionnaire, found.questionnaire.head
    if (asked.id, asked.version) != (head.id, head.version):
        raise ChecklistError(
            f"the output is on the questionnaire {quoted(asked.id)}, version "
            f"{safe_text(asked.version)}, and the reports are read with {quoted(head.id)}, version "
            f"{head.version}: name the questionnaire of the output with --questionnaire"
        )
    ids = [table_id_of(table.id) for table in manifest.tables]
    if table_id_of(found.id) not in ids:
        hint = did_you_mean(found.id, ids) or "each of its tables shows its id"
        raise ChecklistError(f"{safe_text(manifest.output)} has no table {found.id}; {hint}")
    return other_reports(manifest, found.reports)


def _print_changed_reports(manifest: Path, others: OtherReports, view: DelegateView) -> None:
    """Print on standard error which reports are not those of the manifest."""
    print(
        f"The reports are not those of {safe_text(str(manifest))}. Reports of the manifest that "
        f"are changed or not here: {_names(others.gone, view)}. Reports here that the manifest "
        f"does not have: {_names(others.new, view)}. The counts are of the reports that are here.",
        file=sys.stderr,
    )


def _names(reports: Sequence[ManifestReport], view: DelegateView) -> str:
    """Return the number of reports, and the names of those that may be shown."""
    names = [
        f"{BY_CODE[report.state].name if report.state in BY_CODE else safe_text(report.state)}, "
        f"revision {report.revision}"
        for report in reports
        if view.shows(report.state)
    ]
    return f"{len(reports)} ({'; '.join(names)})" if names else str(len(reports))
