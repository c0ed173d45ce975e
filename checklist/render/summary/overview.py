"""The first screen of a summary: who reported, how far measures are in place, what is needed."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from checklist.analysis.summary.document import Implementation, Summary
from checklist.analysis.summary.figures import FEW, CodeCount, CodeStates
from checklist.analysis.summary.overview import by_treaty_status, common_obstacles, largest_first
from checklist.render.bars import SHADES, Bar, Bars, BarSegment
from checklist.render.blocks import Block, Facts, Paragraph
from checklist.render.summary.bar_segments import based, measure_segments

_UNCHECKED = "According to the States' own reports, which nobody has checked."
_BASE = (
    "Each count is of all reports, unless its sentence says otherwise: reports without an answer "
    "stay in it, and are said where they are more than one in twenty."
)
_PUBLISHED_BASE = (
    "Each count is of all reports whose States agree to publication, unless its sentence says "
    "otherwise: reports without an answer stay in it, and are said where they are more than one in "
    "twenty."
)


def headline_blocks(summary: Summary) -> Iterator[Block]:
    """Yield what is said first, in sentences that are counted."""
    if summary.headlines:
        yield Paragraph(_base(summary), is_aside=True)
        yield Facts(
            [
                (title, "\n".join(" ".join(headline.sentences) for headline in several))
                for title, several in groupby(summary.headlines, lambda headline: headline.title)
            ]
        )


def _base(summary: Summary) -> str:
    published = len(summary.reports)
    if published < FEW:  # States are named, and not counted
        return _UNCHECKED
    if summary.not_agreed is None:
        return f"{_UNCHECKED} {_BASE}"
    return f"{_UNCHECKED} {_PUBLISHED_BASE}"


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
    figures: list[tuple[str, str, str, Sequence[CodeCount | CodeStates]]] = [
        ("Obstacles that States name", "Obstacle", _OBSTACLES_OF_ALL, obstacles),
        ("Help that States want", "Kind", _WANTED_ONCE, wanted),
    ]
    for offer in summary.assistance.offers:
        caption = f"Help that States offer: {offer.theme}"
        named = [code for code in offer.codes if code.count]
        figures.append((caption, "Offer", offer.words, named))
    for caption, first, about, several in figures:
        bars = [_share_bar(code.label, code.count, len(summary.reports)) for code in several]
        yield Bars(based(summary, caption), first, bars, is_small=True, about=about)


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
    )


def _share_bar(label: str, count: int, of: int) -> Bar:
    """Return a bar of one segment, with its denominator behind it, never as a percentage."""
    return Bar(label, of, [BarSegment("States", count, SHADES[1])], note=f"{count} of {of}")
