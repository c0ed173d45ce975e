"""The charts of the short editions of a summary, counted from the YAML of reports."""

from collections.abc import Iterator

from tests.support.independent.asked import Unit
from tests.support.independent.figures import Figures, Row, Tables, in_order
from tests.support.independent.tallies import of_measures
from tests.support.independent.told import ANSWERED, NOT_APPLICABLE, OFF_PATH, STANDINGS

_LEVELS = {
    "In place": {"implemented"},
    "In place in part": {"partly-implemented"},
    "Planned or considered": {"planned", "under-consideration"},
    "Not in place": {"not-implemented", "considered", "ended"},
}


def charts(figures: Figures) -> Tables:
    """Return the rows of the tables and figures that only a short edition has."""
    found: Tables = {}
    for place, theme in enumerate(figures.asked.themes, start=1):
        measures = [unit for unit in figures.theme_units(theme) if unit.is_measure]
        if measures:
            found[f"F20-{place}"] = [_measure(figures, unit) for unit in measures]
    found |= {name: rows for name, rows in _common(figures) if rows}
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


def _common(figures: Figures) -> Iterator[tuple[str, list[Row]]]:
    """Yield the obstacles of all themes, and the help wanted and offered; a State counts once."""
    asked, plan, every = figures.asked, figures.plan, figures.every
    offered = [{*asked.kinds(name)} for name in plan["obstacles"]]
    words = figures.words_of(plan["obstacles"])
    named = {
        words[code]: sum(any(code in one.said(name) for name in plan["obstacles"]) for one in every)
        for code in words
        if all(code in codes for codes in offered)
    }
    kinds = figures.kinds_of_help()
    wanted = {kinds[code]: sum(code in figures.wishes(one) for one in every) for code in kinds}
    yield "F21-1", _rows(figures, in_order(named, words["other"]))
    yield "F21-2", _rows(figures, in_order(wanted, kinds["other"]))
    for place, offer in enumerate(plan["offers"], start=3):
        labels = asked.codes(offer["question"])
        counts = {
            labels[code]: sum(code in one.said(offer["question"]) for one in every)
            for code in labels
            if code in offer["codes"]
        }
        yield f"F21-{place}", _rows(figures, {label: n for label, n in counts.items() if n})


def _rows(figures: Figures, counts: dict[str, int]) -> list[Row]:
    whole = len(figures.every)
    return [Row(label, {"States": n, "In all": whole}) for label, n in counts.items()]


def _standings(figures: Figures) -> Iterator[Row]:
    for theme, title in figures.asked.themes.items():
        tally = of_measures(figures.every, figures.theme_units(theme))
        if tally.of:
            cells = {words: tally.standings[one] for one, words in STANDINGS.items()}
            cells["Not asked"] = cells.pop(STANDINGS[OFF_PATH])
            cells |= {"In all": tally.of, "Filled in by a gate": tally.by_gate}
            yield Row(title, cells)
