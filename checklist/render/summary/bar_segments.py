"""The parts of a tally as a bar: levels in shades of one hue, what has no value hatched."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from checklist.analysis.summary.figures import Tally
from checklist.answer_types.implementation import PARTLY
from checklist.render.bars import HATCHES, SHADES, Bar, Bars, BarSegment

if TYPE_CHECKING:
    from checklist.analysis.summary.document import Summary, Unit  # a comparison needs none

MISSING_LABELS = {
    "not_known": "Not known",
    "not_applicable": "Not applicable",
    "declined": "Declined",
    "unanswered": "Unanswered",
    "confidential": "Confidential",
    "off_path": "Off path",
    "invalid": "Invalid",
    "withheld": "Withheld",
}
"""The labels of the counts of answers without a value, by their names in a tally."""


def measure_segments(tally: Tally) -> Sequence[BarSegment]:
    """Return the parts of a tally of measures, whose codes have one shade each."""
    levels = zip(tally.codes, SHADES, strict=True)
    return [
        *(BarSegment(level.label, level.count, shade) for level, shade in levels),
        *missing_segments(tally),
    ]


def missing_segments(tally: Tally) -> Sequence[BarSegment]:
    """Return the parts of a tally that have no value."""
    return [
        BarSegment(label, getattr(tally, name), HATCHES[name])
        for name, label in MISSING_LABELS.items()
    ]


_LEVELS: Mapping[str, tuple[str, ...]] = {
    "In place": ("implemented",),
    "In place in part": ("partly-implemented",),
    "Planned or considered": ("planned", "under-consideration"),
    "Not in place": ("not-implemented", "considered", "ended"),
}
"""The levels of a measure in a chart of a whole theme, each with the statuses that it joins."""
_WITHOUT: Mapping[str, tuple[str, ...]] = {
    "Not asked": ("off_path",),
    "Not applicable": ("not_applicable",),
    "No answer": ("not_known", "declined", "unanswered", "confidential", "invalid", "withheld"),
}
"""What stands beside the levels in such a chart, each with the counts of a tally that it joins."""


def level_segments(tally: Tally) -> Iterator[BarSegment]:
    """Yield the parts of the tally of one measure, joined into a few levels."""
    counts = {code.code: code.count for code in tally.codes}
    for (label, codes), shade in zip(_LEVELS.items(), SHADES[::2], strict=True):
        yield BarSegment(label, sum(counts[code] for code in codes), shade)
    for label, names in _WITHOUT.items():
        yield BarSegment(label, sum(getattr(tally, name) for name in names), HATCHES[names[0]])


def based(summary: "Summary", caption: str) -> str:
    """Return the caption of a figure with its base."""
    words = _OF_STATES if summary.not_agreed is None else _OF_PUBLISHED
    return words.format(caption=caption, count=len(summary.reports))


_OF_STATES = "{caption}, of {count} States"
_OF_PUBLISHED = "{caption}, of {count} published reports"


def theme_charts(summary: "Summary") -> Iterator[Bars]:
    """Yield a chart for each theme that has measures: a bar for each, all with the same whole."""
    for theme in summary.themes:
        measures = [unit for unit in summary.units if unit.set == theme.id and unit.statuses]
        if measures:
            yield Bars(
                based(summary, f"{theme.title}: in place + in part"),
                "Measure",
                [*map(_measure_bar, measures)],
                whole="States",
                is_compact=True,
                about=_own_options(measures),
                name=theme.id,
            )


def _own_options(measures: "Sequence[Unit]") -> str:
    """Return which options count as in place in part, of questions with options of their own."""
    options = {
        f"{unit.number} “{code.label}”": None
        for unit in measures
        for code in unit.tally.codes
        if unit.counts_as.get(code.code) == PARTLY
    }
    return _OWN_OPTIONS.format(options="; ".join(options)) if options else ""


_OWN_OPTIONS = "Counted as in place in part, of questions with options of their own: {options}."


def _measure_bar(unit: "Unit") -> Bar:
    assert unit.statuses is not None
    question = f"{unit.number} {unit.words}"
    parts = [*level_segments(unit.statuses)]
    return Bar(
        f"{question} {unit.row_words}".rstrip(),
        unit.statuses.of,
        parts,
        note=f"{parts[0].count} + {parts[1].count}",
        theme=unit.set,
        subject=question,
        short_name=unit.row_words,
    )
