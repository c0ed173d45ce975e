"""Bars: a whole and its parts, drawn on a page, in a terminal, or written as a table.

What is drawn is what is counted: the figures stand in a table behind the bars, and a part that is
zero is not drawn. Shades go from dark to light in the order of the codes. They are no grades.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from checklist.text.messages import Message, semicolons, tr

SHADES = ("s1", "s2", "s3", "s4", "s5", "s6", "s7")
"""The shades of one hue, from dark to light."""
HATCHES = {
    "not_known": "h-not-known",
    "not_applicable": "h-not-applicable",
    "declined": "h-declined",
    "unanswered": "h-unanswered",
    "confidential": "h-confidential",
    "off_path": "h-other",
    "invalid": "h-other",
    "withheld": "h-other",
}
"""The patterns of answers without a value, by the name of their count in a tally."""

_LEAST_WITH_NUMBER = 5
"""The least share of a part, in percent, in which its number has room."""


@dataclass(frozen=True)
class BarSegment:
    """A part of a whole, as a bar shows it."""

    label: str
    count: int
    shade: str
    """One of `SHADES`, or one of the patterns in `HATCHES`."""


class PlacedSegment(NamedTuple):
    """A segment as it is drawn."""

    segment: BarSegment
    begin: str
    """Where it begins, in percent of the bar, as a page needs it: `12.5%`."""
    width: str
    middle: str
    """Where its number stands; empty where it has no room, or stands on a pattern."""


@dataclass(frozen=True)
class Bar:
    """One bar: a whole, with its parts in order."""

    name: str
    of: int
    """The whole: the length of the bar."""
    segments: Sequence[BarSegment]
    """Their sum is at most the whole; what is left over stays empty."""
    note: str = ""
    """What stands behind the bar in place of the whole: `27 of 61`."""
    theme: str = ""
    """The id of the theme that it is about; empty for a bar about something else."""
    subject: str = ""
    """The words that it shares with the bars next to it, drawn once above them; empty: none."""
    short_name: str = ""
    """The words beside the bar below its subject; a bar without a subject has its name there."""

    def count_of(self, label: str) -> int:
        """Return the count of the part with this label; 0 where there is none."""
        return sum(segment.count for segment in self.segments if segment.label == label)

    @property
    def zeros(self) -> Sequence[str]:
        """The labels of the parts that are codes, and that nobody gave."""
        return [
            segment.label
            for segment in self.segments
            if not segment.count and segment.shade in SHADES
        ]

    def placed(self) -> Iterator[PlacedSegment]:
        """Yield the segments that are not zero with their places."""
        begin = 0
        for segment in self.segments:
            if segment.count:
                share = 100 * segment.count / self.of
                has_number = share >= _LEAST_WITH_NUMBER and segment.shade in SHADES
                middle = 100 * (begin + segment.count / 2) / self.of
                yield PlacedSegment(
                    segment,
                    _percent(100 * begin / self.of),
                    _percent(share),
                    _percent(middle) if has_number else "",
                )
                begin += segment.count


_IN_ALL = Message("In all")


@dataclass(frozen=True)
class Bars:
    """Bars that are read together, with the table of their figures."""

    caption: str
    first: str
    """The head of the column of names in the table."""
    bars: Sequence[Bar]
    whole: str | Message = _IN_ALL
    """The head of the column of wholes in the table; empty: it has none."""
    is_small: bool = False
    """Whether its bars have one part each, so that its number says all."""
    is_compact: bool = False
    """Whether they are many, and drawn so low that a page has room for all, without their table."""
    about: str = ""
    """A sentence below the caption, such as the question that was asked."""
    name: str = ""
    """The id of the theme that they are about; empty for another subject."""

    @property
    def labelled(self) -> Iterator[tuple[str, str, Bar]]:
        """Yield each bar as it is drawn: the subject above it, the words beside it, and the bar.

        The subject is empty where the bar before has the same one.
        """
        before = ""
        for bar in self.bars:
            begins = bar.subject if bar.subject != before else ""
            yield begins, bar.short_name if bar.subject else bar.name, bar
            before = bar.subject

    @property
    def kinds(self) -> Sequence[BarSegment]:
        """The kinds of parts that are not zero in all bars, with their sums, in their order."""
        return [kind for kind in self._sums if kind.count]

    @property
    def zeros(self) -> Sequence[str]:
        """The labels of the kinds that are zero in all bars."""
        return [kind.label for kind in self._sums if not kind.count]

    @property
    def _sums(self) -> Sequence[BarSegment]:
        sums: dict[str, BarSegment] = {}
        for segment in (segment for bar in self.bars for segment in bar.segments):
            before = sums.get(segment.label)
            if before is None:
                sums[segment.label] = segment
            elif segment.count:
                sums[segment.label] = replace(before, count=before.count + segment.count)
        return [*sums.values()]

    @property
    def head(self) -> Sequence[str]:
        """The head of the table of figures."""
        return (self.first, *(kind.label for kind in self.kinds), *self._whole)

    @property
    def rows(self) -> Sequence[Sequence[str | int]]:
        """The rows of the table of figures."""
        kinds = self.kinds
        return [
            (
                bar.name,
                *(bar.count_of(kind.label) for kind in kinds),
                *(bar.of for _ in self._whole),
            )
            for bar in self.bars
        ]

    @property
    def _whole(self) -> Sequence[str]:
        return [tr(self.whole)] if self.whole else []


def _percent(share: float) -> str:
    return f"{share:.1f}".rstrip("0").rstrip(".") + "%"


# In a terminal

BLOCKS: Mapping[str, str] = dict(zip(SHADES, "█▓▒▒░░░", strict=True))
ASCII: Mapping[str, str] = dict(zip(SHADES, "#=++---", strict=True))
"""The sign of each shade."""
HALVES: Mapping[str, str] = {BLOCKS[SHADES[0]]: "▌", ASCII[SHADES[0]]: "-"}
"""The sign of half a cell, by that of a whole one: with it, 1 and 11 of 193 differ."""
BARS = "".join(dict.fromkeys([*BLOCKS.values(), HALVES[BLOCKS[SHADES[0]]]]))
"""The signs that a terminal needs for bars that are not in ASCII."""
WITHOUT_VALUE = "."
"""The sign of all patterns, for which there are too few signs; their figures stand below."""


def signs_legend(bars: Bars, signs: Mapping[str, str]) -> Sequence[str]:
    """Return a line for each sign that occurs, with the labels of all that it stands for."""
    labels: dict[str, list[str]] = {}
    for kind in bars.kinds:
        labels.setdefault(signs.get(kind.shade, WITHOUT_VALUE), []).append(kind.label.lower())
    return [f"{sign} {semicolons(several)}" for sign, several in labels.items()]


def drawn(bar: Bar, width: int, signs: Mapping[str, str], *, is_small: bool = False) -> str:
    """Return a bar as so many characters. A part that is not zero has at least one, if they fit.

    Args:
        bar: The bar.
        width: The number of characters.
        signs: The sign of each shade: `BLOCKS` or `ASCII`.
        is_small: Whether it has one part, for which one sign is enough: it is drawn in half cells.
    """
    if is_small:
        return _in_halves(
            sum(segment.count for segment in bar.segments), bar.of, width, signs[SHADES[0]]
        )
    segments = [segment for segment in bar.segments if segment.count]
    if not bar.of or not segments:
        return " " * width
    empty = bar.of - sum(segment.count for segment in segments)
    drawn_lengths = lengths([*(segment.count for segment in segments), empty], width)
    drawn_as = [*(signs.get(segment.shade, WITHOUT_VALUE) for segment in segments), " "]
    return "".join(sign * length for sign, length in zip(drawn_as, drawn_lengths, strict=True))


def _in_halves(count: int, of: int, width: int, sign: str) -> str:
    """Return a bar of one part, rounded up to half a cell; full only where it is the whole."""
    halves = -(-2 * width * count // of) if of else 0
    if count < of:
        halves = min(halves, 2 * width - 1)
    return f"{sign * (halves // 2)}{HALVES[sign] * (halves % 2)}".ljust(width)


def lengths(counts: Sequence[int], width: int) -> Sequence[int]:
    """Return whole lengths that add up to the width, at least 1 for what is not zero."""
    total = sum(counts)
    exact = [count * width / total for count in counts]
    lengths = [
        max(int(length), int(count > 0)) for length, count in zip(exact, counts, strict=True)
    ]
    while sum(lengths) != width:
        step = 1 if sum(lengths) < width else -1
        gaps = [
            (exact_length - length) * step if length + step > 0 and count else float("-inf")
            for exact_length, length, count in zip(exact, lengths, counts, strict=True)
        ]
        best = max(range(len(gaps)), key=gaps.__getitem__)
        if gaps[best] == float("-inf"):
            break
        lengths[best] += step
    return lengths
