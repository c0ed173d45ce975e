"""The editions of a summary: a selection of its blocks, in an order in which they are read.

The full edition has every section. The two short ones have few sections of their own, in which each
measure is a bar, and leave the rest to a workbook beside them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from checklist.analysis.summary.document import Summary, Unit
from checklist.analysis.summary.figures import Unnamed
from checklist.analysis.summary.small_counts import FEW
from checklist.render.blocks import Block, Facts, Heading, Paragraph, Table, counted_in
from checklist.render.document import Edition
from checklist.render.summary.bar_segments import MISSING_LABELS, theme_charts
from checklist.render.summary.count_tables import state_names
from checklist.render.summary.overview import needs_bars, status_bars
from checklist.render.summary.sections import (
    numbered,
    section_blocks,
    sections_of,
    summary_blocks,
    title_blocks,
)
from checklist.text.paragraphs import capitalized


def edition_blocks(summary: Summary, edition: Edition, annex: str = "") -> Iterator[Block]:
    """Yield an edition.

    Args:
        summary: The summary.
        edition: Which one. The conference edition is that of a summary for publication.
        annex: The name of the workbook with the rest; empty: there is none.
    """
    if edition is Edition.FULL:
        yield from summary_blocks(summary)
        return
    yield from title_blocks(summary)
    if annex:
        yield Paragraph(f"The annex, {annex}, has all other tables, with the practices offered.")
    if summary.headlines:
        yield from section_blocks(summary, "headlines")
    yield from _short_sections(summary)
    yield from section_blocks(summary, "method")


def annex_blocks(summary: Summary) -> Iterator[Block]:
    """Yield what stands in the annex: every section, whole, but for the sentences."""
    names = [name for name in sections_of(summary) if name != "headlines"]
    yield from title_blocks(summary)
    for name in names:
        yield from section_blocks(summary, name)


def all_blocks(summary: Summary) -> Iterator[Block]:
    """Yield the blocks of all editions, in which each table and figure is found by its id."""
    yield from summary_blocks(summary)
    yield from _short_sections(summary)


def _short_sections(summary: Summary) -> Iterator[Block]:
    if summary.reports:
        for name, (title, blocks) in _SECTIONS.items():
            yield Heading(title, 2, name)
            yield from blocks(summary)


def _measures(summary: Summary) -> Iterator[Block]:
    is_listed = len(summary.reports) < FEW
    if is_listed:
        yield Paragraph(_LISTED)
    else:
        yield from _on_bars(summary)
    for bars in theme_charts(summary):
        (numbered_bars,) = numbered(summary, "measures", [bars])
        if is_listed:
            yield from _lists(summary, numbered_bars, bars.about)
        else:
            yield numbered_bars


_LISTED = (
    "Of fewer than ten reports, the States are named in which a measure is in place, as a whole or "
    "in part, as their reports say."
)
_NOWHERE = "In place in none of these States, not even in part"


def _lists(summary: Summary, bars: Block, about: str) -> Iterator[Block]:
    """Yield who has the measures of a theme in place, in place of its chart."""
    (figures,) = counted_in(bars)
    theme = figures.name
    yield Heading(figures.title, 3)
    if about:
        yield Paragraph(about, is_aside=True)
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
    yield Facts(facts, [figures])


def _where(unit: Unit) -> str:
    """Return where a measure is: `in place in Kenya; in part in Tuvalu`; nothing if nowhere."""
    whole, part = state_names(unit.in_place), state_names(unit.in_part)
    if whole and part:
        return f"in place in {whole}; in part in {part}"
    return f"in place in {whole}" if whole else f"in place in part in {part}" if part else ""


def _on_bars(summary: Summary) -> Iterator[Block]:
    """Yield how the charts of the themes are read."""
    yield Paragraph(
        f"Each bar is all {len(summary.reports)} reports whose answers are shown by State. Behind "
        "it stands in how many of them the measure is in place, and, after the plus sign, in how "
        "many it is in place in part. A State is not asked about a measure where its answer to an "
        "earlier question rules the measure out."
    )
    yield Paragraph(_COLOURS)
    yield Paragraph(" ".join(_on_parties(summary)))


_COLOURS = (
    "“Planned or considered” is what is planned or under consideration; “Not in place” is what was "
    "never in place, what has ended, and what was considered and decided against; “No answer” is "
    "what is not known, declined, confidential or unanswered. The tables of answers by question, "
    "in the annex or the full edition, count every option by itself."
)


def _on_parties(summary: Summary) -> Iterator[str]:
    """Yield how many States are parties, to whom alone the treaties' duties apply."""
    for treaty in summary.ratification:
        others = {group.status.code for group in treaty.groups}
        count = sum(code.count for code in treaty.status.codes if code.code not in others)
        yield f"Parties to the {treaty.treaty}, as these reports say: {count}."
    yield (
        "The treaties bind States parties only: of any other State, “Not in place” says nothing on "
        "a duty. The bars do not part States by status: the tables of measures by treaty status "
        "do, in the annex or the full edition."
    )


def _unnamed(unnamed: Unnamed, units: int) -> str:
    """Return what becomes of the States whose answers are not published, who are in no chart."""
    states, lines = unnamed.states, len(unnamed.lines)
    if not lines:
        return (
            f"States whose answers are not published by State: {states}. They are too few, or too "
            "much alike, to give a count that tells nothing of a single State."
        )
    return (
        f"States whose answers are not published by State: {states}. They are in no bar. Sentences "
        "at the beginning count them where a count may be given of them; all such counts stand in "
        f"the annex, on the sheet “unnamed”: of {lines} questions and rows, of {units}. None tells "
        "what one State answered."
    )


def _needs(summary: Summary) -> Iterator[Block]:
    bars = (replace(figure, is_compact=True) for figure in needs_bars(summary))
    yield from numbered(summary, "overview", bars)


def _reporting(summary: Summary) -> Iterator[Block]:
    yield from numbered(summary, "overview", [status_bars(summary)])
    _, *blocks = section_blocks(summary, "participation")
    yield from blocks
    if summary.unnamed is not None and summary.unnamed.states:
        yield Paragraph(_unnamed(summary.unnamed, len(summary.units)))
    if summary.not_agreed is None:
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
    table = Table(
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
        name="themes",
    )
    yield from numbered(summary, "denominators", [table])


_SECTIONS: Mapping[str, tuple[str, Callable[[Summary], Iterable[Block]]]] = {
    "measures": ("Measures, theme by theme", _measures),
    "needs": ("Obstacles, and help wanted and offered", _needs),
    "reporting": ("States that reported", _reporting),
    "denominators": ("Answers without a value", _denominators),
}
"""The sections of the short editions: titles and blocks, by their names."""
