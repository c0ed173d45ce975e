"""A trend over cycles as a document: the same sections in every format."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from checklist.analysis.summary.figures import Tally
from checklist.analysis.trend.document import (
    Line,
    OwnCodesLine,
    RecommendationLine,
    Step,
    StepCounts,
    Trend,
)
from checklist.analysis.trend.sources import CHANGE_HEADS, PAIR_HEADS
from checklist.analysis.trend.table_ids import of_cycles, own_codes_name
from checklist.render.bars import Bar, Bars
from checklist.render.blocks import Block, Heading, Items, Paragraph, Table
from checklist.render.summary.count_tables import (
    SHORT,
    state_names,
    tallies_table,
    without_value_in_both,
)
from checklist.render.summary.parts import measure_parts
from checklist.render.trend.announced import announced_blocks
from checklist.text.sanitize import safe_text

_ARROW = "→"
SECTIONS = {
    "overview": "At a glance",
    "cycles": "Who came, and who went",
    "themes": "Measures by theme, the same States",
    "transitions": "Before and after, by theme",
    "groups": "Measures by group",
    "recommendations": "Recommendations, the same States",
    "steps": "Announced steps, and what the next report says",
    "comparability": "Questions that cannot be compared",
    "left-out": "Files not counted",
    "method": "How this was counted",
}
"""The sections by their names, in their order."""
FIRST = ("overview",)
"""The sections that a terminal shows where none is named: the others have hundreds of lines."""


def trend_blocks(trend: Trend, *, prints_steps: bool = True) -> Iterator[Block]:
    """Yield the trend, section by section.

    Args:
        trend: The trend.
        prints_steps: Whether each announced step stands on paper, too.
    """
    yield Heading(f"Trend over cycles: {trend.title}", 1)
    yield from _begin(trend)
    ids = {(one.section, one.name): one.id for one in trend.tables}
    for name, blocks in (
        ("overview", _overview(trend)),
        ("cycles", _cycles(trend)),
        ("themes", _themes(trend)),
        ("transitions", _transitions(trend)),
        ("groups", _groups(trend)),
        ("recommendations", _recommendations(trend)),
        ("steps", announced_blocks(trend, prints_all=prints_steps)),
        ("comparability", _comparability(trend)),
        ("left-out", _left_out(trend)),
        ("method", _method()),
    ):
        several = [_with_id(one, name, ids) for one in blocks]
        if several:
            yield Heading(SECTIONS[name], 2, name)
            yield from several


def sections_not_shown(blocks: Iterable[Block]) -> Paragraph:
    """Return the sentence that names the sections of a trend that a terminal does not show yet."""
    names = [one.name for one in blocks if isinstance(one, Heading) and one.level == 2]
    others = ", ".join(one for one in names if one not in FIRST)
    return Paragraph(
        f"--section NAME shows more: {others}. --output trend.html writes a page with everything, "
        "and --output trend.csv or trend.json all figures."
    )


def _with_id(block: Block, section: str, ids: Mapping[tuple[str, str], str]) -> Block:
    """Return a table, or bars, with its id."""
    if isinstance(block, Table | Bars):
        name, behind, cycles = block.name.partition(".")
        return replace(block, id=f"{ids[section, name]}{behind}{cycles}")
    return block


def _begin(trend: Trend) -> Iterator[Block]:
    cycles = ", ".join(one.cycle for one in trend.cycles)
    yield Paragraph(f"Cycles: {cycles}.")
    if len(trend.cycles) == 1:
        yield Paragraph("The reports are of one cycle only: there is nothing to compare it with.")
    if trend.since:
        yield Paragraph(f"Only reports as of {trend.since} or later are counted.")
    if trend.until:
        yield Paragraph(f"Only reports as of {trend.until} or earlier are counted.")
    if trend.cut_off:
        yield Paragraph(f"Cut-off date: {trend.cut_off}, the latest day of a report counted.")
    if trend.not_agreed is None:
        yield Paragraph("This trend names States. It is not for publication.")
    else:
        yield Paragraph(
            "Made for publication: only States that agree to be named are counted, and no State is "
            f"named. Reports of other States that are not counted: {trend.not_agreed}."
        )
    if trend.held_back:
        yield Paragraph(
            f"States among these that agree to be named: {trend.held_back}. They are not counted, "
            "because an output issued before counts them without their names, and the difference "
            "would tell the answers of other States."
        )


def _overview(trend: Trend) -> Iterator[Block]:
    yield Table(
        "Reports that count",
        ("Cycle", "States", "Version of the questionnaire"),
        [(one.cycle, one.reported.count, ", ".join(one.versions)) for one in trend.cycles],
        name="reported",
    )
    if trend.steps:
        yield Table(
            "Who reported again, who came, and who went",
            ("Cycles", *PAIR_HEADS),
            [(_span(one), one.same.count, one.came.count, one.went.count) for one in trend.steps],
            name="same",
        )
        last = trend.steps[-1]
        yield _glance(trend.themes, last) if last.same.count else _no_same_state(last)


def _glance(themes: Sequence[Line], step: Step) -> Table:
    """Return how many measures of each theme are in place before and after, among the same."""
    counted = [(line.title, _of_step(line, step)) for line in themes]
    label = counted[0][1].before.codes[0].label if counted else ""
    return Table(
        f"Measures of the States that reported in both, {_span(step)}",
        ("Theme", "Compared", f"{label}, {step.earlier}", f"{label}, {step.later}", "Changed"),
        [
            (
                title,
                counts.before.of,
                counts.before.codes[0].count,
                counts.after.codes[0].count,
                counts.before.of - _unchanged(counts),
            )
            for title, counts in counted
        ],
        ("", "comp", step.earlier, step.later, "chgd"),
        name=_name("themes", step),
    )


def _cycles(trend: Trend) -> Iterator[Block]:
    for step in trend.steps:
        for words, states in (("Came", step.came.states), ("Went", step.went.states)):
            if states:
                yield Paragraph(f"{words}, {_span(step)}: {state_names(states)}.")


def _themes(trend: Trend) -> Iterator[Block]:
    for step in trend.steps:
        if not step.same.count:
            yield _no_same_state(step)
            continue
        yield _step_bars(
            f"By theme, {_span(step)}. States that reported in both: {step.same.count}",
            trend.themes,
            step,
        )
        yield _changes_table(f"What changed, {_span(step)}", "Theme", trend.themes, step)
    yield Bars(
        "All States of each cycle, also those that came or went",
        "Cycle and theme",
        [
            _bar(line, one.cycle, one.tally)
            for line in trend.themes
            for one in line.cycles
            if one.tally.of
        ],
        whole="Answers in all",
        name="all",
    )


def _transitions(trend: Trend) -> Iterator[Block]:
    for step in trend.steps:
        for line in trend.themes:
            yield from _grid(line, step)


def _step_bars(caption: str, lines: Sequence[Line], step: Step) -> Bars:
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
        name=_name("same", step),
    )


def _bar(line: Line, cycle: str, tally: Tally) -> Bar:
    name = f"{cycle} {line.title}"
    return Bar(name, tally.of, measure_parts(tally), subject=line.title, short_name=cycle)


def _sides(counts: StepCounts) -> Iterator[tuple[str, Tally]]:
    yield counts.earlier, counts.before
    yield counts.later, counts.after


def _of_step(line: Line, step: Step) -> StepCounts:
    return next(one for one in line.steps if (one.earlier, one.later) == (step.earlier, step.later))


def _changes_table(caption: str, first: str, lines: Iterable[Line], step: Step) -> Table:
    """Return how many answers were compared, and how many of them are others now."""
    return Table(
        caption,
        (first, *CHANGE_HEADS),
        [
            (
                line.title,
                counts.before.of,
                _unchanged(counts),
                counts.before.of - _unchanged(counts),
                counts.confidential,
                counts.not_comparable,
            )
            for line in lines
            for counts in [_of_step(line, step)]
        ],
        name=_name("changed", step),
    )


def _grid(line: Line, step: Step) -> Iterator[Block]:
    """Yield the transitions: a row for each earlier answer, a column for each later one."""
    transitions = _of_step(line, step).transitions
    counts = {(one.before, one.after): one.count for one in transitions}
    if counts:
        before = [*dict.fromkeys(one.before for one in transitions)]
        found = {one.after for one in transitions}
        codes = [*dict.fromkeys([*before, *(one.after for one in transitions)])]
        after = [one for one in codes if one in found]
        yield Table(
            f"{line.title}: from {step.earlier} (rows) to {step.later} (columns)",
            ("", *(one.label for one in after)),
            [(one.label, *(counts.get((one, other), 0) for other in after)) for one in before],
            ("", *(SHORT.get(one.code, one.label) for one in after)),
            name=_name(line.id, step),
        )


def _unchanged(counts: StepCounts) -> int:
    return sum(one.count for one in counts.transitions if one.before == one.after)


def _groups(trend: Trend) -> Iterator[Block]:
    grouped = trend.grouped_by
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
        ("Group", *(one.cycle for one in trend.cycles)),
        [(one.group.label, *one.reports) for one in trend.groups],
        name="reported",
    )
    for step in trend.steps:
        if not step.same.count:
            yield _no_same_state(step)
            continue
        lines = [one.measures for one in trend.groups]
        yield _step_bars(f"All measures, the same States, {_span(step)}", lines, step)
        yield _changes_table(f"What changed, {_span(step)}", "Group", lines, step)
        yield tallies_table(
            f"By theme and group, the same States, {_span(step)}",
            ("Theme", "Group", "Cycle"),
            [
                ((one.title, group.group.label, cycle), tally)
                for place, one in enumerate(trend.themes)
                for group in trend.groups
                for cycle, tally in _sides(_of_step(group.themes[place], step))
                if tally.of
            ],
            name=_name("themes", step),
        )


def _recommendations(trend: Trend) -> Iterator[Block]:
    if not trend.steps:
        return
    yield Paragraph(
        "Each recommendation to States has a row. Where no question says how far a measure is in "
        "place, the codes of the recommendation's own questions are shown below the measures."
    )
    for step in trend.steps:
        if not step.same.count:
            yield _no_same_state(step)
            continue
        yield tallies_table(
            f"By recommendation, {_span(step)}",
            ("Rec.", "Cycle", "Own codes"),
            [
                ((one.measures.id, cycle, _numbers(one)), tally)
                for one in trend.recommendations
                for cycle, tally in _sides(_of_step(one.measures, step))
                if one.measures.units
            ],
            name=_name("measures", step),
        )
    yield Table(
        "Recommendations without measures",
        ("Rec.", "Questions"),
        [
            (one.measures.id, _numbers(one) or "No question is about it")
            for one in trend.recommendations
            if not one.measures.units
        ],
        name="own-codes",
    )
    own = {(one.question, one.row): one for line in trend.recommendations for one in line.own_codes}
    for one in own.values():
        yield from (_own_codes(one, step) for step in trend.steps if step.same.count)


def _numbers(one: RecommendationLine) -> str:
    return ", ".join(dict.fromkeys(own.number for own in one.own_codes))


def _own_codes(one: OwnCodesLine, step: Step) -> Table:
    counts = _of_step(one.counts, step)
    codes = zip(counts.before.codes, counts.after.codes, strict=True)
    return Table(
        f"{one.number} {one.words}",
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
        name=_name(own_codes_name(one.question, one.row), step),
    )


def _comparability(trend: Trend) -> Iterator[Block]:
    if trend.not_comparable:
        yield Paragraph(
            "As changes.yaml of the questionnaire declares it. What is not named is compared."
        )
        yield Table(
            "Left out of the reports of a version",
            ("Question", "Version", "Why"),
            [
                (
                    " / ".join(filter(None, (f"{one.number} {one.question}", one.row))),
                    one.version,
                    one.why,
                )
                for one in trend.not_comparable
            ],
            name="questions",
        )


def _left_out(trend: Trend) -> Iterator[Block]:
    if trend.left_out:
        yield Table(
            "Not counted",
            ("File", "State", "Why"),
            [
                (
                    safe_text(one.file),
                    one.state,
                    f"{one.message}: {one.finding}" if one.finding else one.message,
                )
                for one in trend.left_out
            ],
            name="files",
        )


def _method() -> Iterator[Block]:
    yield Paragraph(
        "The cycle of a report is the year in which its period ends, where that is public; "
        "else the year of its date. In each cycle the latest final revision of each State counts."
    )
    yield Paragraph(
        "The same States are those that reported in both cycles. Of these, each answer is compared "
        "with the later answer to the same question; bars and tables count answers, not States. "
        "Both sides leave out what is confidential in one of the two reports, and what the version "
        "of one of them did not ask, or asked with another meaning."
    )
    yield Paragraph("The trend says that something changed, never that it is better or worse.")


def _no_same_state(step: Step) -> Paragraph:
    """Return what stands in place of the tables of two cycles that have no State in common."""
    return Paragraph(
        f"No State reported in both {step.earlier} and {step.later}: there is nothing to compare."
    )


def _span(step: Step) -> str:
    return f"{step.earlier} {_ARROW} {step.later}"


def _name(table: str, step: Step) -> str:
    """Return the name of a table of two cycles."""
    return of_cycles(table, step.earlier, step.later)
