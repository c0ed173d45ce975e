"""The first screen of a summary: who reported, how far measures are in place, what is needed."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from checklist.analysis.summary.document import Headline, Implementation, Summary
from checklist.analysis.summary.figures import CodeCount, CodeStates
from checklist.analysis.summary.overview import by_treaty_status, common_obstacles, largest_first
from checklist.analysis.summary.small_counts import FEW
from checklist.render.bars import SHADES, Bar, Bars, BarSegment
from checklist.render.blocks import Block, Facts, Paragraph, Table
from checklist.render.summary.bar_segments import based, measure_segments

_UNCHECKED = "According to the States' own reports, which nobody has checked."
_BASE = (
    "Each count is of all reports, unless its sentence says otherwise: reports without an answer "
    "stay in it, and are said where they are more than one in twenty."
)
_PUBLISHED_BASE = (
    "A count of {published} is of the reports whose answers are published by State; a count of "
    "{reported} is of all reports that came, where a count of the others may be published, too. "
    "Reports without an answer that is shown stay in it, and are said where they are more than one "
    "in twenty. A sentence in which a number from 1 to 4 would stand is left out; the charts have "
    "these numbers."
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
    if published < FEW:  # States are named, and not counted
        return _UNCHECKED
    if summary.not_agreed is None:
        return f"{_UNCHECKED} {_BASE}"
    reported = published + summary.not_agreed
    return f"{_UNCHECKED} {_PUBLISHED_BASE.format(published=published, reported=reported)}"


def _figures(headline: Headline) -> Table:
    counts = [(counted.label, counted.row, counted.count) for counted in headline.counts]
    return Table(headline.title, ("Answer", "Row", "States"), counts, id=headline.id)


_OBSTACLES_OF_ALL = (
    "A State counts once, for however many themes it names an obstacle. Obstacles that not every "
    "theme offers are left out."
)
_WANTED_ONCE = "A State counts once, for however many themes it wants a kind of help."


def overview_blocks(summary: Summary) -> Iterator[Bars]:
    """Yield the figures of the first screen."""
    yield status_bars(summary)
    yield _theme_bars(summary.themes)
    yield from needs_bars(summary)


def needs_bars(summary: Summary) -> Iterator[Bars]:
    """Yield what stands in the way of all themes, and the help that is wanted and offered."""
    obstacles, wanted = common_obstacles(summary), largest_first(summary.assistance.wanted_by_kind)
    figures: list[tuple[str, str, str, Sequence[CodeCount | CodeStates], str]] = [
        ("Obstacles that States name", "Obstacle", _OBSTACLES_OF_ALL, obstacles, "obstacles"),
        ("Help that States want", "Kind", _WANTED_ONCE, wanted, "wanted"),
    ]
    for number, offer in enumerate(summary.assistance.offers, 1):
        caption = f"Help that States offer: {offer.theme}"
        named = [code for code in offer.codes if code.count]
        figures.append((caption, "Offer", offer.words, named, f"offers/{number}"))
    for caption, first, about, several, name in figures:
        bars = [_share_bar(code.label, code.count, len(summary.reports)) for code in several]
        yield Bars(based(summary, caption), first, bars, is_small=True, about=about, name=name)


def status_bars(summary: Summary) -> Bars:
    """Return the States by their status under the first treaty, as they report it."""
    treaties = [treaty.treaty for treaty in summary.ratification[:1]]
    under = [f"Status under the {treaty}, as reported" for treaty in treaties]
    return Bars(
        based(summary, next(iter(under), "Treaty status, as reported")),
        "Treaty status",
        [
            _share_bar(status.label, status.count, len(summary.reports))
            for status in by_treaty_status(summary)
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


def _share_bar(label: str, count: int, of: int) -> Bar:
    """Return a bar of one segment, with its denominator behind it, never as a percentage."""
    return Bar(label, of, [BarSegment("States", count, SHADES[1])], note=f"{count} of {of}")
