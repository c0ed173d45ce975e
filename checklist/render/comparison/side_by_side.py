"""The counts of cycles, or of both sides, as blocks: the same in every format."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from checklist.analysis.comparison.announced_steps import LAST_CYCLE, NOT_AGAIN
from checklist.analysis.comparison.side_by_side_document import (
    AnnouncedStep,
    Line,
    MeasureChange,
    OwnCodesLine,
    RecommendationLine,
    SideBySide,
    Step,
    StepCounts,
    ThemeSteps,
)
from checklist.analysis.comparison.table_ids import NEXT_STEPS, of_cycles, own_codes_name, step_name
from checklist.analysis.summary.figures import Tally
from checklist.render.bars import HATCHES, Bar, Bars, Part
from checklist.render.blocks import Block, Items, Paragraph, Table
from checklist.render.summary.count_tables import (
    SHORT,
    state_names,
    tallies_table,
    without_value_in_both,
)
from checklist.render.summary.parts import measure_parts

_ARROW = "→"
_PAIR_HEADS = ("Reported in both", "Came", "Went")
"""The heads of the columns of the States of two cycles."""
_CHANGE_HEADS = ("Compared", "Unchanged", "Changed", "Confidential", "Not comparable")
"""The heads of the columns of what changed."""
_MORE_HEADS = ("More", "As many", "Fewer")
"""The parts of the figure of how many States report more or fewer measures than before."""
_STEP_HEADS = (
    "Announced",
    LAST_CYCLE,
    "Reported again",
    "With changed measures of the theme",
)
"""The heads of the columns of the announced steps."""
_SHADES = {"same-step": "s2", "other-step": "s4"}
_NOT_AGAIN, _LAST_CYCLE = Part(NOT_AGAIN, 0, "s7"), Part(LAST_CYCLE, 0, "s6")


def counted_sections(
    counts: SideBySide, *, prints_steps: bool
) -> Iterator[tuple[str, Iterator[Block]]]:
    """Yield the sections with the counts of all cycles, or of both sides, by their names, if any.

    Args:
        counts: The counts.
        prints_steps: Whether each announced step stands on paper, too.
    """
    if not counts.cycles:
        return
    ids = {(one.section, one.name): one.id for one in counts.tables}
    for name, blocks in (
        ("overview", _overview(counts)),
        ("themes", _themes(counts)),
        ("transitions", _transitions(counts)),
        ("groups", _groups(counts)),
        ("recommendations", _recommendations(counts)),
        ("steps", _announced(counts, prints_all=prints_steps)),
        ("cycles", _cycles(counts)),
        ("comparability", _comparability(counts)),
    ):
        yield name, (_with_id(one, name, ids) for one in blocks)


def _with_id(block: Block, section: str, ids: Mapping[tuple[str, str], str]) -> Block:
    """Return a table, or bars, with its id."""
    if isinstance(block, Table | Bars):
        name, behind, cycles = block.name.partition(".")
        return replace(block, id=f"{ids[section, name]}{behind}{cycles}")
    return block


def _overview(counts: SideBySide) -> Iterator[Block]:
    if counts.steps:
        last = counts.steps[-1]
        if not last.same.count:
            yield _no_same_state(last)
        else:
            yield _states_of_themes(last)
            yield _glance(counts.themes, last)
        yield Table(
            "Who reported again, who came, and who went",
            ("Cycles", *_PAIR_HEADS),
            [(_span(one), one.same.count, one.came.count, one.went.count) for one in counts.steps],
            name="same",
        )
    yield Table(
        "Reports that count",
        ("Cycle", "States", "Version of the questionnaire"),
        [(one.cycle, one.reported.count, ", ".join(one.versions)) for one in counts.cycles],
        name="reported",
    )


def _states_of_themes(step: Step) -> Bars:
    """Return how many States report more, as many and fewer measures of each theme as in place."""
    shades = ("s1", "s6", "s4")
    return Bars(
        f"States that report more or fewer measures as in place, {_span(step)}",
        "Theme",
        [
            Bar(
                one.title,
                one.more + one.as_many + one.fewer,
                [
                    Part(label, count, shade)
                    for label, count, shade in zip(
                        _MORE_HEADS, (one.more, one.as_many, one.fewer), shades, strict=True
                    )
                ],
            )
            for one in step.themes
            if one.more + one.as_many + one.fewer
        ],
        whole="States in all",
        about="Of the measures that a State answered in both reports.",
        name=_name("more", step),
    )


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
                *_compared(counts)[:1],
                counts.before.codes[0].count,
                counts.after.codes[0].count,
                *_compared(counts)[2:],
            )
            for title, counts in counted
        ],
        ("", "comp", step.earlier, step.later, "chgd"),
        name=_name("themes", step),
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
            _bar(line, one.cycle, one.tally)
            for line in counts.themes
            for one in line.cycles
            if one.tally.of
        ],
        whole="Answers in all",
        name="all",
    )


def _transitions(counts: SideBySide) -> Iterator[Block]:
    for step in counts.steps:
        for line in counts.themes:
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
        (first, *_CHANGE_HEADS),
        [
            (
                line.title,
                *_compared(counts),
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


def _compared(counts: StepCounts) -> Sequence[int]:
    """Return how many pairs of answers there are, are the same, and are not the same."""
    pairs = counts.transitions
    same = sum(one.count for one in pairs if one.before == one.after)
    changed = sum(one.count for one in pairs if one.before != one.after)
    return sum(one.count for one in pairs), same, changed


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
        ("Group", *(one.cycle for one in counts.cycles)),
        [(one.group.label, *one.reports) for one in counts.groups],
        name="reported",
    )
    for step in counts.steps:
        if not step.same.count:
            yield _no_same_state(step)
            continue
        lines = [one.measures for one in counts.groups]
        yield _step_bars(f"All measures, the same States, {_span(step)}", lines, step)
        yield _changes_table(f"What changed, {_span(step)}", "Group", lines, step)
        yield tallies_table(
            f"By theme and group, the same States, {_span(step)}",
            ("Theme", "Group", "Cycle"),
            [
                ((one.title, group.group.label, cycle), tally)
                for place, one in enumerate(counts.themes)
                for group in counts.groups
                for cycle, tally in _sides(_of_step(group.themes[place], step))
                if tally.of
            ],
            name=_name("themes", step),
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
                ((one.measures.id, cycle, _numbers(one)), tally)
                for one in counts.recommendations
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
            for one in counts.recommendations
            if not one.measures.units
        ],
        name="own-codes",
    )
    own = {
        (one.question, one.row): one for line in counts.recommendations for one in line.own_codes
    }
    for one in own.values():
        yield from (_own_codes(one, step) for step in counts.steps if step.same.count)


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


def _comparability(counts: SideBySide) -> Iterator[Block]:
    if counts.not_comparable:
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
                for one in counts.not_comparable
            ],
            name="questions",
        )


def _no_same_state(step: Step) -> Paragraph:
    """Return what stands in place of the tables of two cycles that have no State in common."""
    return Paragraph(
        f"No State has a report that counts in both {step.earlier} and {step.later}: there is "
        "nothing to compare."
    )


def _span(step: Step) -> str:
    return f"{step.earlier} {_ARROW} {step.later}"


def _name(table: str, step: Step) -> str:
    """Return the name of a table of two cycles."""
    return of_cycles(table, step.earlier, step.later)


def _announced(counts: SideBySide, *, prints_all: bool) -> Iterator[Block]:
    """Yield the section on announced steps; nothing where no step was announced.

    Args:
        counts: The counts of all cycles, or of both sides.
        prints_all: Whether each step stands on paper, too, and not only their number.
    """
    if not any(one.announced for one in counts.announced):
        return
    yield Paragraph(
        "A State announces at most one next step for each theme. The answers do not tell whether a "
        "step was taken: the next report shows what the State announces then, and for which "
        "measures of the theme its answers changed. No report follows the steps of the last cycle "
        "yet."
    )
    yield Table(
        "Steps by theme",
        ("Theme", *_STEP_HEADS),
        [
            (
                one.theme,
                one.announced,
                one.in_last_cycle,
                one.with_next_report,
                one.with_changes,
            )
            for one in counts.announced
        ],
        name="themes",
    )
    yield Bars(
        "What the next report announces, of all announced steps",
        "Theme",
        [
            Bar(one.theme, one.announced, [*_parts(one)])
            for one in counts.announced
            if one.announced
        ],
        whole=_STEP_HEADS[0],
        name=NEXT_STEPS,
    )
    themes = [one for one in counts.announced if any(step.next_cycle for step in one.steps)]
    if themes and not prints_all:
        yield Paragraph(
            "Each step stands folded on the page, and in the JSON document. With --section steps, "
            "each step stands on paper, too."
        )
    for one in themes:
        yield _each(one, is_annex=not prints_all)


def _parts(theme: ThemeSteps) -> Iterator[Part]:
    """Yield what the next reports announce, and of how many steps there is no next report."""
    alone = theme.announced - theme.with_next_report
    for one in theme.next:
        shade = _SHADES.get(one.code) or HATCHES[one.code.replace("-", "_")]
        yield Part(one.label, one.count, shade)
    yield replace(_NOT_AGAIN, count=alone - theme.in_last_cycle)
    yield replace(_LAST_CYCLE, count=theme.in_last_cycle)


def _each(theme: ThemeSteps, *, is_annex: bool) -> Table:
    """Return the steps of the States that reported again."""
    return Table(
        theme.theme,
        ("State", "Announced", "The next report says", "Measures that changed"),
        [
            (
                one.state.name,
                f"{one.cycle}: {one.text}{_until(one.due)}",
                _next(one),
                [_change(change) for change in one.changes],
            )
            for one in theme.steps
            if one.next_cycle
        ],
        name=step_name(theme.question),
        is_annex=is_annex,
    )


def _next(one: AnnouncedStep) -> str:
    said = "The same step" if one.is_same else one.next_answer
    return f"{one.next_cycle}: {said}{_until(one.next_due)}"


def _until(due: str) -> str:
    return f" (until {due})" if due else ""


def _change(one: MeasureChange) -> str:
    return f"{one.number} {one.words}: {one.before.label} {_ARROW} {one.after.label}"
