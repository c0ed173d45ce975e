"""The charts of the short editions of a summary, counted from the YAML of reports."""

from collections.abc import Iterator

from tests.support.independent.asked import Unit
from tests.support.independent.figures import Figures, Row, Tables
from tests.support.independent.tallies import of_measures
from tests.support.independent.told import ANSWERED, NOT_APPLICABLE, OFF_PATH, STANDINGS

_LEVELS = {
    "In place": {"implemented"},
    "In place in part": {"partly-implemented"},
    "Planned or considered": {"planned", "under-consideration"},
    "Not in place": {"not-implemented", "considered", "ended"},
}


def charts(figures: Figures) -> Tables:
    """Return the rows of the charts of a short edition, and of its table of denominators."""
    found: Tables = {}
    for place, theme in enumerate(figures.asked.themes, start=1):
        measures = [unit for unit in figures.theme_units(theme) if unit.is_measure]
        if measures:
            found[f"F20-{place}"] = [_measure(figures, unit) for unit in measures]
    first_screen = {name: rows for name, rows in figures.tables().items() if name[:3] == "F1-"}
    found |= {name: rows for name, rows in first_screen.items() if name != "F1-2"}
    found["T22-1"] = [*_standings(figures)]
    return found


def _measure(figures: Figures, unit: Unit) -> Row:
    tally = of_measures(figures.every, [unit])
    cells = {words: sum(tally.given[code] for code in codes) for words, codes in _LEVELS.items()}
    silent = {one: tally.standings[one] for one in STANDINGS if one != ANSWERED}
    cells["Not asked"] = silent.pop(OFF_PATH)
    cells["Not applicable"] = silent.pop(NOT_APPLICABLE)
    cells["No answer"] = sum(silent.values())
    asked = figures.asked
    words = asked.questions[unit.question]["ask"]
    label = f"{asked.numbers[unit.question]} {words} {asked.row_words(unit.question, unit.row)}"
    return Row(" ".join(label.split()), {**cells, "States": tally.of})


def _standings(figures: Figures) -> Iterator[Row]:
    for theme, title in figures.asked.themes.items():
        tally = of_measures(figures.every, figures.theme_units(theme))
        if tally.of:
            cells = {words: tally.standings[one] for one, words in STANDINGS.items()}
            cells["Not asked"] = cells.pop(STANDINGS[OFF_PATH])
            cells |= {"In all": tally.of, "Filled in by a gate": tally.by_gate}
            yield Row(title, cells)
