"""The tables of summaries and comparisons, each with the answers behind its counts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

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
from checklist.analysis.issued.manifest import Manifest
from checklist.analysis.rows.consent import agreed
from checklist.analysis.rows.report_reader import ReportReader, questionnaire_rows_of
from checklist.analysis.rows.report_rows import Disclosure, ReportRows
from checklist.analysis.rows.report_selection import ReportSelection, made, selected
from checklist.analysis.summary.counted_answers import Answers
from checklist.analysis.summary.summary import summary
from checklist.analysis.summary.table_ids import TableId, table_id_of, table_ids
from checklist.analysis.summary.unnamed import counted_again
from checklist.checks.batch import ReportSource, read_all
from checklist.checks.resolve_questionnaire import resolve_for_report
from checklist.commands.shared.compared_paths import compared, times_of
from checklist.commands.shared.cycle_options import refuse_none_left, within
from checklist.commands.shared.grouping import grouping_of
from checklist.commands.shared.report_inputs import source_of
from checklist.errors import ChecklistError
from checklist.files.discovery import ReportFiles
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.blocks import Block, Table, counted_in
from checklist.render.comparison.document import count_tables, opening_blocks
from checklist.render.summary.editions import all_blocks
from checklist.render.trace import TracedTable, traced_counts
from checklist.states import STATES, alphabetical
from checklist.text.sanitize import quoted, safe_text
from checklist.text.suggestions import did_you_mean

SUMMARY, COMPARISON = "summarize", "compare"
_KINDS: Mapping[str, str] = {"R": COMPARISON, "C": COMPARISON}
"""The commands by the letter with which the ids of their tables begin; all others: a summary."""


@dataclass(frozen=True, kw_only=True)
class TracedOutput:
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


def traced_table(typed: str, output: TracedOutput) -> TracedTable:
    """Return a table with what its counts are made of.

    Args:
        typed: Its id, as a person types it.
        output: The output in which it stands.

    Raises:
        ChecklistError: There is no such table; or the options do not fit such an output.
    """
    kind = _KINDS.get(table_id_of(typed)[:1], SUMMARY)
    if output.manifest is not None and output.manifest.command != kind:
        raise ChecklistError(
            f"{quoted(typed)} is not a table of {safe_text(output.manifest.output)}, which "
            f"`checklist {safe_text(output.manifest.command)}` made"
        )
    by_kind: Mapping[str, Callable[[str, TracedOutput], TracedTable]] = {
        SUMMARY: _in_summary,
        COMPARISON: _in_comparison,
    }
    return by_kind[kind](typed, output)


def _in_summary(typed: str, output: TracedOutput) -> TracedTable:
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
    selection = _named(everything, output)
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


def _named(
    selection: ReportSelection[ReportRows], output: TracedOutput
) -> ReportSelection[ReportRows]:
    """Return a selection in which the same States are named as in a summary for publication."""
    if not output.for_publication or output.manifest is None:
        return selection
    held_back = {report.state for report in output.manifest.reports if not report.is_named}
    return agreed(selection, output.asked, held_back)


def _in_comparison(typed: str, output: TracedOutput) -> TracedTable:
    written, _, sides = typed.partition(".")
    table = _found(
        written, sides_table_ids(questionnaire_rows_of(output.questionnaire)), "a comparison"
    )
    is_of_changes = table in (CHANGES, TRANSITIONS)
    comparer = Comparer(
        output.asked,
        partial(resolve_for_report, name=output.questionnaire),
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


def _in_order(output: TracedOutput) -> Callable[[Source], Any]:
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
