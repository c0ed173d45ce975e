"""The tables of summaries, trends and comparisons, each with the answers behind its counts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from checklist.analysis.comparison.many_reports import Comparer, compare_reports
from checklist.analysis.comparison.sources import traced_changes, traced_transitions
from checklist.analysis.groups import Grouping
from checklist.analysis.issued.manifest import Manifest
from checklist.analysis.rows.consent import agreed
from checklist.analysis.rows.report_reader import ReportReader, questionnaire_rows_of
from checklist.analysis.rows.report_rows import Disclosure, ReportRows
from checklist.analysis.rows.report_selection import ReportSelection, selected
from checklist.analysis.summary.counted_answers import Answers
from checklist.analysis.summary.sources import traced, traced_unnamed
from checklist.analysis.summary.summary import summary
from checklist.analysis.summary.table_ids import TableId, table_id_of, table_ids
from checklist.analysis.trend.publication import holding_back
from checklist.analysis.trend.report_units import TrendReader, units_of
from checklist.analysis.trend.sources import TrendTable, traced_in_trend
from checklist.analysis.trend.table_ids import compares_cycles, of_cycles, trend_table_ids
from checklist.analysis.trend.trend import TrendMaker, counted_reports, selections_of
from checklist.checks.batch import ReportSource, read_all
from checklist.checks.resolve_questionnaire import resolve_for_report
from checklist.commands.shared.cycle_options import refuse_none_left, within, within_both
from checklist.commands.shared.grouping import grouping_of
from checklist.commands.shared.report_inputs import source_of
from checklist.errors import ChecklistError
from checklist.files.discovery import ReportFiles, is_folder
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.bars import Bars
from checklist.render.blocks import Block, Table
from checklist.render.comparison.count_tables import count_tables
from checklist.render.summary.sections import summary_blocks
from checklist.render.trace import TracedTable
from checklist.render.trend.sections import trend_blocks
from checklist.states import STATES
from checklist.text.sanitize import quoted, safe_text
from checklist.text.suggestions import did_you_mean

SUMMARY, TREND, COMPARISON = "summarize", "trend", "compare"
_KINDS: Mapping[str, str] = {"R": TREND, "C": COMPARISON}
"""The commands by the letter with which the ids of their tables begin; all others: a summary."""


@dataclass(frozen=True, kw_only=True)
class TracedOutput:
    """An output whose counts are traced: its options, and the reports as they are now."""

    paths: Sequence[Path]
    """The reports, or folders; of a comparison two."""
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
    made: Mapping[str, Callable[[str, TracedOutput], TracedTable]] = {
        SUMMARY: _in_summary,
        TREND: _in_trend,
        COMPARISON: _in_comparison,
    }
    return made[kind](typed, output)


def _in_summary(typed: str, output: TracedOutput) -> TracedTable:
    if len(output.cycles) > 1:
        raise ChecklistError("--cycle: a summary counts the reports of one cycle, or of all")
    table = _found(typed, table_ids(output.asked), "a summary")
    rows = questionnaire_rows_of(output.questionnaire)
    read = read_all(
        ReportReader(output.questionnaire, output.shown), output.sources(output.paths), output.jobs
    )
    chosen = within(output.cycles, output.since, output.until)
    everything = selected(read, drafts=output.drafts, within=chosen)
    refuse_none_left(everything)
    selection = _named(everything, output)
    answers = Answers(rows, selection.counted, output.shown, output.grouping)
    counts = traced(answers, table)
    if table.section == "unnamed" and output.manifest is not None:
        unnamed = Answers(rows, selection.unnamed, output.shown)
        counts = traced_unnamed(unnamed, output.manifest.unnamed)
    return TracedTable(
        id=table.id,
        caption=_caption(summary_blocks(summary(answers, selection, STATES)), table.id)
        or table.name,
        questionnaire=output.asked,
        reports=[("", one.identity) for one in (*selection.counted, *selection.unnamed)],
        counts=counts,
    )


def _named(
    selection: ReportSelection[ReportRows], output: TracedOutput
) -> ReportSelection[ReportRows]:
    """Return a selection in which the same States are named as in a summary for publication."""
    if not output.for_publication or output.manifest is None:
        return selection
    held_back = {one.state for one in output.manifest.reports if not one.is_named}
    return agreed(selection, output.asked, held_back)


def _in_trend(typed: str, output: TracedOutput) -> TracedTable:
    rows = questionnaire_rows_of(output.questionnaire)
    written, _, cycles = typed.partition(".")
    table = _found(written, trend_table_ids(rows), "a trend")
    chosen = within(output.cycles, output.since, output.until)
    reader = TrendReader(ReportReader(output.questionnaire, Disclosure()))
    read = read_all(reader, output.sources(output.paths), output.jobs)
    selections = selections_of(read, drafts=output.drafts, within=chosen)
    refuse_none_left(*selections.values())
    if output.manifest is not None and output.manifest.options.get("issued"):
        counted_then = {one.state for one in output.manifest.reports}
        everyone = {one.report.state for each in selections.values() for one in each.counted}
        selections = holding_back(selections, everyone - counted_then)
    counted = counted_reports(selections, for_publication=output.for_publication)
    maker = TrendMaker(
        units_of(output.questionnaire),
        counted,
        output.grouping,
        with_states=not output.for_publication,
    )
    wanted = TrendTable(table.section, table.name, *_cycles(table, cycles, maker))
    full = of_cycles(table.id, wanted.earlier, wanted.later) if wanted.later else table.id
    document = maker.trend(selections, chosen, drafts=output.drafts)
    return TracedTable(
        id=full,
        caption=_caption(trend_blocks(document), full),
        questionnaire=output.asked,
        reports=[("", one.identity) for several in counted.values() for one in several],
        counts=traced_in_trend(maker, wanted),
    )


def _cycles(table: TableId, typed: str, maker: TrendMaker) -> tuple[str, str]:
    """Return the two cycles of a table; empty texts for a table of all cycles.

    Raises:
        ChecklistError: It is no table of these two cycles.
    """
    if not compares_cycles(table):
        if typed:
            raise ChecklistError(f"{table.id} is a table of all cycles: leave out {quoted(typed)}")
        return "", ""
    steps = [*maker.counted.pairs]
    found = [one for one in steps if "-".join(one) == typed or (not typed and len(steps) == 1)]
    if not found:
        ids = (
            ", ".join(of_cycles(table.id, *one) for one in steps)
            or "there are no two cycles to compare"
        )
        raise ChecklistError(f"{table.id} compares two cycles, which its id names: {ids}")
    return found[0]


def _in_comparison(typed: str, output: TracedOutput) -> TracedTable:
    if len(output.paths) != 2:
        raise ChecklistError("C1 and C2 count changes: name OLD and NEW, two reports or folders")
    both = within_both(output.cycles, output.since, output.until)
    table = _found(typed, [TableId(one, "counts", one) for one in ("C1", "C2")], "a comparison")
    old, new = (output.sources([path]) for path in output.paths)
    comparer = Comparer(
        output.asked,
        partial(resolve_for_report, name=output.questionnaire),
        output.shown,
        output.jobs,
        grouping=output.grouping,
        is_public=output.for_publication,
    )
    found = compare_reports(
        old,
        new,
        comparer,
        are_many=any(map(is_folder, output.paths)),
        drafts=output.drafts,
        within=both,
    )
    if output.for_publication:
        public = {one.state for one in found.reports}
        if output.manifest is not None:
            public &= {one.state for one in output.manifest.reports}
        found = found.of_states(public)
    counts = traced_changes(found) if table.id == "C1" else traced_transitions(found)
    return TracedTable(
        id=table.id,
        caption=_caption(count_tables(found), table.id),
        questionnaire=output.asked,
        reports=[(str(side), one) for side, one in found.counted],
        counts=[*counts],
        compared=2 * len(found.reports),
    )


def _found(typed: str, tables: Sequence[TableId], of: str) -> TableId:
    """Return the table with an id.

    Raises:
        ChecklistError: There is none.
    """
    known = {one.id: one for one in tables}
    found = known.get(table_id_of(typed))
    if found is None:
        hint = did_you_mean(table_id_of(typed), known) or f"every table of {of} shows its id"
        raise ChecklistError(f"no table of {of} has the id {quoted(typed)}; {hint}")
    return found


def _caption(blocks: Iterator[Block], table_id: str) -> str:
    captions = {table_id_of(one.id): one.caption for one in blocks if isinstance(one, Table | Bars)}
    return captions.get(table_id, "")
