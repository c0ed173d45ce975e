"""The Word edition of a summary: each measure is a bar, in the order in which they are read.

All tables stand on the page.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from checklist.analysis.summary.document import Summary, Unit
from checklist.analysis.summary.figures import FEW
from checklist.render.bars import Bars
from checklist.render.blocks import Block, Facts, Heading, Paragraph, Table
from checklist.render.summary.bar_segments import MISSING_LABELS, theme_charts
from checklist.render.summary.count_tables import state_names
from checklist.render.summary.overview import needs_bars, status_bars
from checklist.render.summary.sections import section_blocks, title_blocks
from checklist.text.paragraphs import capitalized


def word_blocks(summary: Summary) -> Iterator[Block]:
    """Yield the Word edition."""
    yield from title_blocks(summary)
    if summary.headlines:
        yield from section_blocks(summary, "headlines")
    if summary.reports:
        for name, (title, blocks) in _SECTIONS.items():
            yield Heading(title, 2, name)
            yield from blocks(summary)
    yield from section_blocks(summary, "method")


def _measures(summary: Summary) -> Iterator[Block]:
    is_listed = len(summary.reports) < FEW
    if is_listed:
        yield Paragraph(_LISTED)
    else:
        yield from _on_bars(summary)
    for bars in theme_charts(summary):
        if is_listed:
            yield from _lists(summary, bars)
        else:
            yield bars


_LISTED = (
    "Of fewer than ten reports, the States are named in which a measure is in place, as a whole or "
    "in part, as their reports say."
)
_NOWHERE = "In place in none of these States, not even in part"


def _lists(summary: Summary, bars: Bars) -> Iterator[Block]:
    """Yield who has the measures of a theme in place, in place of its chart."""
    theme = bars.name
    yield Heading(bars.caption, 3)
    if bars.about:
        yield Paragraph(bars.about, is_aside=True)
    facts = []
    measures = (unit for unit in summary.units if unit.set == theme and unit.statuses)
    for (number, words), rows in groupby(measures, lambda unit: (unit.number, unit.words)):
        lines, nowhere = [], []
        for unit in rows:
            where = _where(unit)
            if where:
                lines.append(": ".join(filter(None, [unit.row_words, where])))
            else:
                nowhere.append(unit.row_words)
        if nowhere:
            lines.append(": ".join(filter(None, [_NOWHERE, "; ".join(nowhere)])))
        facts.append((f"{number} {words}", "\n".join(f"{capitalized(line)}." for line in lines)))
    yield Facts(facts)


def _where(unit: Unit) -> str:
    """Return where a measure is: `in place in Kenya; in part in Tuvalu`; nothing if nowhere."""
    whole, part = state_names(unit.in_place), state_names(unit.in_part)
    if whole and part:
        return f"in place in {whole}; in part in {part}"
    return f"in place in {whole}" if whole else f"in place in part in {part}" if part else ""


def _on_bars(summary: Summary) -> Iterator[Block]:
    """Yield how the charts of the themes are read."""
    yield Paragraph(
        f"Each bar is all {len(summary.reports)} reports that are counted. Behind "
        "it stands in how many of them the measure is in place, and, after the plus sign, in how "
        "many it is in place in part. A State is not asked about a measure where its answer to an "
        "earlier question rules the measure out."
    )
    yield Paragraph(_COLOURS)
    yield Paragraph(" ".join(_on_parties(summary)))


_COLOURS = (
    "“Planned or considered” is what is planned or under consideration; “Not in place” is what was "
    "never in place, what has ended, and what was considered and decided against; “No answer” is "
    "what is not known, declined, confidential or unanswered. The tables of answers by question on "
    "the page count every option by itself."
)


def _on_parties(summary: Summary) -> Iterator[str]:
    """Yield how many States are parties, to whom alone the treaties' duties apply."""
    for treaty in summary.ratification:
        others = {group.status.code for group in treaty.groups}
        count = sum(code.count for code in treaty.status.codes if code.code not in others)
        yield f"Parties to the {treaty.treaty}, as these reports say: {count}."
    yield (
        "The treaties bind States parties only: of any other State, “Not in place” says nothing on "
        "a duty. The bars do not part States by status: the tables of measures by treaty status on "
        "the page do."
    )


def _needs(summary: Summary) -> Iterator[Block]:
    yield from (replace(figure, is_compact=True) for figure in needs_bars(summary))


def _reporting(summary: Summary) -> Iterator[Block]:
    yield status_bars(summary)
    _, *blocks = section_blocks(summary, "participation")
    yield from blocks
    yield Paragraph(f"Counted: {state_names(report.state for report in summary.reports)}.")


def _denominators(summary: Summary) -> Iterator[Block]:
    yield Paragraph(
        "The charts of the themes join what has no value. This table counts the same answers, not "
        "States: one for each State and measure. Among those that have a value, some were filled "
        "in by a gate: a question before, such as whether there is a strategy at all."
    )
    themes = [theme for theme in summary.themes if theme.measures.of]
    labels = {"answered": "Answered", **MISSING_LABELS, "off_path": "Not asked"}
    names = [name for name in labels if any(getattr(theme.measures, name) for theme in themes)]
    yield Table(
        "Answers on the measures of each theme",
        ("Theme", "In all", *(labels[name] for name in names), "Filled in by a gate"),
        [
            (
                theme.title,
                theme.measures.of,
                *(getattr(theme.measures, name) for name in names),
                theme.measures.by_gate,
            )
            for theme in themes
        ],
    )


_SECTIONS: Mapping[str, tuple[str, Callable[[Summary], Iterable[Block]]]] = {
    "measures": ("Measures, theme by theme", _measures),
    "needs": ("Obstacles, and help wanted and offered", _needs),
    "reporting": ("States that reported", _reporting),
    "denominators": ("Answers without a value", _denominators),
}
"""Its own sections: titles and blocks, by their names."""
