"""The counts of both sides as blocks: the same in every format."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from checklist.analysis.comparison.side_by_side_document import (
    CyclePair,
    CyclePairCounts,
    OwnCodesLine,
    RecommendationLine,
    SideBySide,
    SubjectCounts,
)
from checklist.analysis.summary.figures import FEW, Tally
from checklist.render.bars import Bar, Bars, BarSegment
from checklist.render.blocks import Block, Facts, Items, Paragraph, Table
from checklist.render.summary.bar_segments import measure_segments
from checklist.render.summary.count_tables import (
    SHORT,
    state_names,
    tallies_table,
    without_value_in_both,
)

_ARROW = "→"
_PAIR_HEADS = ("Reported in both", "Came", "Went")
"""The heads of the columns of the States of two cycles."""
_CHANGE_HEADS = ("Compared", "Unchanged", "Changed", "Confidential")
"""The heads of the columns of what changed."""
_MORE_HEADS, _MORE_SHADES = ("More", "As many", "Fewer"), ("s1", "s6", "s4")
"""The parts of the figure of how many States report more or fewer measures than before."""
_SAME = "States that reported in both, {cycles}: {states}."
_MORE = (
    "Of {measures} measures, as far as a State answered them in both reports, more are reported as "
    "in place by {more} of {of} States, as many by {as_many}, and fewer by {fewer}."
)
_LINES = (
    "Of {of} measures that a summary's sentences name, and that ten or more of these States "
    "answered in both reports, clearly more States report {more}, and clearly fewer {fewer}: the "
    "difference is at least a tenth of those who answered."
)
_ROW_CHANGE = (
    "“{row}”: newly reported as in place by {newly} of {of} States, no longer by {no_longer}."
)
_CHANGE = "Newly reported as in place by {newly} of {of} States, no longer by {no_longer}."


def counted_sections(counts: SideBySide) -> Iterator[tuple[str, Iterator[Block]]]:
    """Yield the sections with the counts of both sides by their names, if there are any."""
    if counts.cycles:
        yield "overview", _overview(counts)
        yield "themes", _themes(counts)
        yield "transitions", _transitions(counts)
        yield "groups", _groups(counts)
        yield "recommendations", _recommendations(counts)
        yield "cycles", _cycles(counts)


def _overview(counts: SideBySide) -> Iterator[Block]:
    if counts.steps:
        last = counts.steps[-1]
        if not last.same.count:
            yield _no_same_state(last)
        else:
            yield Items([*_sentences(last, sum(theme.units for theme in counts.themes))])
            if last.lines_compared:
                yield from _line_changes(last)
            yield _states_of_themes(last)
        yield Table(
            "Who reported again, who came, and who went",
            ("Cycles", *_PAIR_HEADS),
            [
                (_span(step), step.same.count, step.came.count, step.went.count)
                for step in counts.steps
            ],
        )
    yield Table(
        "Reports that count",
        ("Cycle", "States", "Version of the questionnaire"),
        [(cycle.cycle, cycle.reported.count, ", ".join(cycle.versions)) for cycle in counts.cycles],
    )


def _sentences(step: CyclePair, measures: int) -> Iterator[str]:
    """Yield how many States report more of so many measures, in sentences that are counted."""
    same = step.same
    who = state_names(same.states) if same.states and same.count < FEW else str(same.count)
    yield _SAME.format(cycles=_span(step), states=who)
    yield _MORE.format(
        more=step.measures.more,
        as_many=step.measures.as_many,
        fewer=step.measures.fewer,
        measures=measures,
        of=same.count,
    )


def _line_changes(step: CyclePair) -> Iterator[Block]:
    """Yield what changed: how many measures clearly did, then a sentence for each of these."""
    more = sum(line.newly > line.no_longer for line in step.lines)
    numbers = {"more": more, "fewer": len(step.lines) - more, "of": step.lines_compared}
    yield Paragraph(_LINES.format(**numbers))
    facts = []
    for (number, asked), lines in groupby(step.lines, lambda line: (line.number, line.asked)):
        sentences = (
            (_ROW_CHANGE if line.row else _CHANGE).format(
                row=line.words, newly=line.newly, no_longer=line.no_longer, of=line.compared
            )
            for line in lines
        )
        facts.append((f"{number} {asked}", "\n".join(sentences)))
    yield Facts(facts)


def _states_of_themes(step: CyclePair) -> Bars:
    """Return, by theme, how many States report more measures as in place, as many, and fewer."""
    return Bars(
        f"States that report more or fewer measures as in place, {_span(step)}",
        "Theme",
        [
            Bar(theme.title, sum(counts), [*map(BarSegment, _MORE_HEADS, counts, _MORE_SHADES)])
            for theme in (step.measures, *step.themes)
            for counts in [(theme.more, theme.as_many, theme.fewer)]
            if sum(counts)
        ],
        whole="States in all",
        about="Of the measures that a State answered in both reports.",
    )


def _cycles(counts: SideBySide) -> Iterator[Block]:
    for step in counts.steps:
        for words, states in (("Came", step.came.states), ("Went", step.went.states)):
            if states:
                yield Paragraph(f"{words}, {_span(step)}: {state_names(states)}.")


def _themes(counts: SideBySide) -> Iterator[Block]:
    for step in counts.steps:
        if not step.same.count:
            yield _no_same_state(step)
            continue
        yield _step_bars(
            f"By theme, {_span(step)}. States that reported in both: {step.same.count}",
            counts.themes,
            step,
        )
        yield _changes_table(f"What changed, {_span(step)}", "Theme", counts.themes, step)
    yield Bars(
        "All States of each cycle, also those that came or went",
        "Cycle and theme",
        [
            _bar(line, cycle.cycle, cycle.tally)
            for line in counts.themes
            for cycle in line.cycles
            if cycle.tally.of
        ],
        whole="Answers in all",
    )


def _transitions(counts: SideBySide) -> Iterator[Block]:
    for step in counts.steps:
        for line in counts.themes:
            yield from _grid(line, step)


def _step_bars(caption: str, lines: Sequence[SubjectCounts], step: CyclePair) -> Bars:
    return Bars(
        caption,
        "Cycle and subject",
        [
            _bar(line, cycle, tally)
            for line in lines
            for cycle, tally in _sides(_of_step(line, step))
            if tally.of
        ],
        whole="Answers in all",
    )


def _bar(line: SubjectCounts, cycle: str, tally: Tally) -> Bar:
    name = f"{cycle} {line.title}"
    return Bar(name, tally.of, measure_segments(tally), subject=line.title, short_name=cycle)


def _sides(counts: CyclePairCounts) -> Iterator[tuple[str, Tally]]:
    yield counts.earlier, counts.before
    yield counts.later, counts.after


def _of_step(line: SubjectCounts, step: CyclePair) -> CyclePairCounts:
    return next(
        counted
        for counted in line.steps
        if (counted.earlier, counted.later) == (step.earlier, step.later)
    )


def _changes_table(
    caption: str, first: str, lines: Iterable[SubjectCounts], step: CyclePair
) -> Table:
    """Return how many answers were compared, and how many of them are others now."""
    return Table(
        caption,
        (first, *_CHANGE_HEADS),
        [
            (line.title, *_compared(counts), counts.confidential)
            for line in lines
            for counts in [_of_step(line, step)]
        ],
    )


def _grid(line: SubjectCounts, step: CyclePair) -> Iterator[Block]:
    """Yield the transitions: a row for each earlier answer, a column for each later one."""
    transitions = _of_step(line, step).transitions
    counts = {(transition.before, transition.after): transition.count for transition in transitions}
    if counts:
        before = [*dict.fromkeys(transition.before for transition in transitions)]
        found = {transition.after for transition in transitions}
        codes = [*dict.fromkeys([*before, *(transition.after for transition in transitions)])]
        after = [code for code in codes if code in found]
        yield Table(
            f"{line.title}: from {step.earlier} (rows) to {step.later} (columns)",
            ("", *(code.label for code in after)),
            [(code.label, *(counts.get((code, other), 0) for other in after)) for code in before],
            ("", *(SHORT.get(code.code, code.label) for code in after)),
        )


def _compared(counts: CyclePairCounts) -> Sequence[int]:
    """Return how many pairs of answers there are, are the same, and are not the same."""
    pairs = counts.transitions
    same = sum(pair.count for pair in pairs if pair.before == pair.after)
    changed = sum(pair.count for pair in pairs if pair.before != pair.after)
    return sum(pair.count for pair in pairs), same, changed


def _groups(counts: SideBySide) -> Iterator[Block]:
    grouped = counts.grouped_by
    if grouped is None:
        return
    source = f" Source: {grouped.source}." if grouped.source else ""
    yield Paragraph(
        f"Groups: {grouped.title}.{source} Each State is in exactly one group; where its group "
        "changes, it is compared within that of the later report."
    )
    if grouped.notes:
        yield Items(grouped.notes)
    yield Table(
        "Reports that count, by group",
        ("Group", *(cycle.cycle for cycle in counts.cycles)),
        [(line.group.label, *line.reports) for line in counts.groups],
    )
    for step in counts.steps:
        if not step.same.count:
            yield _no_same_state(step)
            continue
        lines = [line.measures for line in counts.groups]
        yield _step_bars(f"All measures, the same States, {_span(step)}", lines, step)
        yield _changes_table(f"What changed, {_span(step)}", "Group", lines, step)
        yield tallies_table(
            f"By theme and group, the same States, {_span(step)}",
            ("Theme", "Group", "Cycle"),
            [
                ((theme.title, group.group.label, cycle), tally)
                for place, theme in enumerate(counts.themes)
                for group in counts.groups
                for cycle, tally in _sides(_of_step(group.themes[place], step))
                if tally.of
            ],
        )


def _recommendations(counts: SideBySide) -> Iterator[Block]:
    if not counts.steps:
        return
    yield Paragraph(
        "Each recommendation to States has a row. Where no question says how far a measure is in "
        "place, the codes of the recommendation's own questions are shown below the measures."
    )
    for step in counts.steps:
        if not step.same.count:
            yield _no_same_state(step)
            continue
        yield tallies_table(
            f"By recommendation, {_span(step)}",
            ("Rec.", "Cycle", "Own codes"),
            [
                ((line.measures.id, cycle, _numbers(line)), tally)
                for line in counts.recommendations
                for cycle, tally in _sides(_of_step(line.measures, step))
                if line.measures.units
            ],
        )
    yield Table(
        "Recommendations without measures",
        ("Rec.", "Questions"),
        [
            (line.measures.id, _numbers(line) or "No question is about it")
            for line in counts.recommendations
            if not line.measures.units
        ],
    )
    own = {
        (codes.question, codes.row): codes
        for line in counts.recommendations
        for codes in line.own_codes
    }
    for codes in own.values():
        yield from (_own_codes(codes, step) for step in counts.steps if step.same.count)


def _numbers(line: RecommendationLine) -> str:
    return ", ".join(dict.fromkeys(own.number for own in line.own_codes))


def _own_codes(line: OwnCodesLine, step: CyclePair) -> Table:
    counts = _of_step(line.counts, step)
    codes = zip(counts.before.codes, counts.after.codes, strict=True)
    return Table(
        f"{line.number} {line.words}",
        ("Answer", step.earlier, step.later),
        [
            *(
                (before.label, before.count, after.count)
                for before, after in codes
                if before.count or after.count
            ),
            ("Answered", counts.before.answered, counts.after.answered),
            *without_value_in_both(counts.before, counts.after),
            ("Compared in all", counts.before.of, counts.after.of),
        ],
    )


def _no_same_state(step: CyclePair) -> Paragraph:
    """Return what stands in place of the tables of two cycles that have no State in common."""
    return Paragraph(
        f"No State has a report that counts in both {step.earlier} and {step.later}: there is "
        "nothing to compare."
    )


def _span(step: CyclePair) -> str:
    return f"{step.earlier} {_ARROW} {step.later}"
