"""The announced steps: how many there are, and each beside what the next report says."""

from collections.abc import Iterator
from dataclasses import replace

from checklist.analysis.comparison.announced_steps import LAST_CYCLE, NOT_AGAIN
from checklist.analysis.comparison.side_by_side_document import (
    AnnouncedStep,
    MeasureChange,
    SideBySide,
    ThemeSteps,
)
from checklist.analysis.comparison.table_ids import NEXT_STEPS, step_name
from checklist.render.bars import HATCHES, Bar, Bars, Part
from checklist.render.blocks import Block, Paragraph, Table

_ARROW = "→"
_STEP_HEADS = (
    "Announced",
    LAST_CYCLE,
    "Reported again",
    "With changed measures of the theme",
)
"""The heads of the columns of the announced steps."""
_SHADES = {"same-step": "s2", "other-step": "s4"}
_NOT_AGAIN, _LAST_CYCLE = Part(NOT_AGAIN, 0, "s7"), Part(LAST_CYCLE, 0, "s6")


def announced_blocks(counts: SideBySide, *, prints_all: bool) -> Iterator[Block]:
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
