"""The first screen of a summary: who reported, how far measures are in place, what is needed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from checklist.analysis.summary.document import Headline, Implementation, Summary
from checklist.analysis.summary.overview import Named, Overview, common_obstacles, overview
from checklist.analysis.summary.small_counts import FEW
from checklist.render.bars import SHADES, Bar, Bars, BarSegment
from checklist.render.blocks import Block, Facts, Paragraph, Table
from checklist.render.summary.bar_segments import based, measure_segments

_LARGEST = 8
"""The most obstacles and kinds of help that are shown first; all of them stand in their section."""


_BASE = (
    "According to the States' own reports, which nobody has checked. Each count is of all reports, "
    "unless its sentence says otherwise: reports without an answer stay in it, and are said where "
    "they are more than one in twenty."
)
_PUBLISHED_BASE = (
    "According to the States' own reports, which nobody has checked. A count of {published} is of "
    "the reports whose answers are published by State; a count of {reported} is of all reports "
    "that came, where a count of the others may be published, too. Reports without an answer that "
    "is shown stay in it, and are said where they are more than one in twenty."
)
_NO_SMALL_NUMBERS = (
    "A sentence in which a number from 1 to 4 would stand is left out; the charts have these "
    "numbers."
)


def headline_blocks(summary: Summary) -> Iterator[Block]:
    """Yield what is said first, with the counts behind each sentence."""
    if summary.headlines:
        yield Paragraph(_base(summary), is_aside=True)
        yield Facts(
            [
                (
                    title,
                    "\n".join(
                        f"{' '.join(headline.sentences)} [{headline.id}]" for headline in several
                    ),
                )
                for title, several in groupby(summary.headlines, lambda headline: headline.title)
            ],
            [_figures(headline) for headline in summary.headlines],
        )


def _base(summary: Summary) -> str:
    published = len(summary.reports)
    if summary.not_agreed is None:
        return _BASE
    base = _PUBLISHED_BASE.format(published=published, reported=published + summary.not_agreed)
    return base if published < FEW else f"{base} {_NO_SMALL_NUMBERS}"


def _figures(headline: Headline) -> Table:
    counts = [(counted.label, counted.row, counted.count) for counted in headline.counts]
    return Table(headline.title, ("Answer", "Row", "States"), counts, id=headline.id)


def overview_blocks(summary: Summary) -> Iterator[Bars]:
    """Yield the figures of the first screen."""
    seen = overview(summary)
    yield status_bars(summary)
    yield _theme_bars(summary.themes)
    is_more = len(seen.obstacles) > _LARGEST
    obstacles = "The obstacles that most States name" if is_more else "Obstacles that States name"
    for caption, first, named, name in (
        (obstacles, "Obstacle", seen.obstacles, "obstacles"),
        ("Help that States want", "Kind", seen.wanted, "wanted"),
    ):
        yield _named_bars(based(summary, caption), first, named[:_LARGEST], seen.reports, name)
    yield from _offers_bars(summary, seen)


def common_bars(summary: Summary) -> Iterator[Bars]:
    """Yield what stands in the way of all themes, and the help that is wanted and offered."""
    seen = overview(summary)
    for caption, first, named, name in (
        ("Obstacles", "Obstacle", common_obstacles(summary), "obstacles"),
        ("Help that States want", "Kind", seen.wanted, "wanted"),
    ):
        bars = _named_bars(based(summary, caption), first, named, seen.reports, name)
        yield replace(bars, is_compact=True)
    yield from (replace(bars, is_compact=True) for bars in _offers_bars(summary, seen))


def _offers_bars(summary: Summary, seen: Overview) -> Iterator[Bars]:
    for number, offered in enumerate(seen.offered, 1):
        caption = based(summary, f"Help that States offer: {offered.theme}")
        bars = _named_bars(caption, "Offer", offered.named, seen.reports, f"offers/{number}")
        yield replace(bars, about=offered.words)


def status_bars(summary: Summary) -> Bars:
    """Return the States by their status under the first treaty, as they report it."""
    seen = overview(summary)
    treaties = [treaty.treaty for treaty in summary.ratification[:1]]
    under = [f"Status under the {treaty}, as reported" for treaty in treaties]
    return Bars(
        based(summary, next(iter(under), "Treaty status, as reported")),
        "Treaty status",
        [
            Bar(
                status.label,
                seen.reports,
                [BarSegment("States", status.reports, SHADES[1])],
                note=share(status.reports, seen.reports),
            )
            for status in seen.by_treaty_status
        ],
        is_small=True,
        name="treaty-status",
    )


def _theme_bars(themes: Sequence[Implementation]) -> Bars:
    """Return how far measures are in place, a bar for each theme that has measures."""
    return Bars(
        "How far measures are in place, by theme",
        "Theme",
        [
            Bar(theme.title, theme.measures.of, measure_segments(theme.measures), theme=theme.id)
            for theme in themes
            if theme.measures.of
        ],
        whole="Answers in all",
        name="themes",
    )


def _named_bars(caption: str, first: str, named: Sequence[Named], reports: int, name: str) -> Bars:
    return Bars(
        caption,
        first,
        [
            Bar(
                counted.label,
                reports,
                [BarSegment("States", counted.states, SHADES[1])],
                note=share(counted.states, reports),
            )
            for counted in named
        ],
        is_small=True,
        name=name,
    )


def share(count: int, of: int) -> str:
    """Return a count with its denominator, never as a percentage."""
    return f"{count} of {of}"
