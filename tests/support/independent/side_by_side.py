"""The figures of cycles next to each other, counted from the YAML of reports."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from tests.support.independent.asked import STATUSES, Asked, Unit
from tests.support.independent.figures import TO_STATES, Row, Tables
from tests.support.independent.tallies import Cells, Tally
from tests.support.independent.told import (
    ANSWERED,
    CONFIDENTIAL,
    OFF_PATH,
    STANDINGS,
    UNANSWERED,
    WITHHELD,
    Answer,
    Told,
)

Pairs = Sequence[tuple[Answer, Answer]]
"""The answers of the same States to the same questions in two cycles."""
Left = Mapping[str, int]
"""How many pairs are not compared, by the reason."""
WORDS = (
    STATUSES
    | {one: words for one, words in STANDINGS.items() if one != ANSWERED}
    | {
        OFF_PATH: "Not asked, because of another answer",
        WITHHELD: "Withheld in a copy for publication",
    }
)
"""The words for what a measure is, and for why there is none, in tables of transitions."""


class SideBySide:
    """What a comparison counts of the cycles.

    Args:
        asked: The questionnaire.
        cycles: The reports that count in each cycle, by State.
        groups: The words for each group by its code; empty without groups.
        group_of: The code of the group of a report.
    """

    def __init__(
        self,
        asked: Asked,
        cycles: Mapping[str, Mapping[str, Told]],
        *,
        groups: Mapping[str, str] | None = None,
        group_of: Callable[[Told], str] = lambda one: "",
    ) -> None:
        self.asked = asked
        self.cycles = cycles
        self.groups = groups or {}
        self.group_of = group_of
        years = sorted(cycles)
        self.steps = [*pairwise(years)]
        if len(years) > 2:
            self.steps.append((years[0], years[-1]))
        self.themes = {
            title: units
            for theme, title in asked.themes.items()
            if (units := [one for one in asked.units if one.theme == theme and one.is_measure])
        }

    def same(self, earlier: str, later: str, group: str | None = None) -> list[tuple[Told, Told]]:
        """Return the reports of the States that reported in both cycles; of a group, if given."""
        before, after = self.cycles[earlier], self.cycles[later]
        return [
            (before[state], after[state])
            for state in before.keys() & after.keys()
            if group is None or self.group_of(after[state]) == group
        ]

    def pairs(
        self, reports: Sequence[tuple[Told, Told]], units: Sequence[Unit]
    ) -> tuple[Pairs, Left]:
        """Return the pairs that are compared, and how many are not."""
        every = [
            (old.over_cycles(unit), new.over_cycles(unit)) for old, new in reports for unit in units
        ]
        shown, left = list[tuple[Answer, Answer]](), Counter[str]()
        for pair in every:
            standings = {one.standing for one in pair}
            why = [one for one in (CONFIDENTIAL,) if one in standings]
            if why:
                left[why[0]] += 1
            else:
                shown.append(pair)
        return shown, left

    def tables(self) -> Tables:
        """Return all tables that have numbers, but those of what each State changed."""
        found: Tables = {}
        for part in (
            self._overview,
            self._themes,
            self._groups,
            self._recommendations,
            self._announced,
        ):
            found.update(part())
        return found

    def _overview(self) -> Iterator[tuple[str, list[Row]]]:
        yield "R1-1", [Row(year, {"States": len(one)}) for year, one in sorted(self.cycles.items())]
        yield (
            "R1-2",
            [
                Row(
                    f"{earlier} → {later}",
                    {
                        "Reported in both": len(self.same(earlier, later)),
                        "Came": len(self.cycles[later].keys() - self.cycles[earlier].keys()),
                        "Went": len(self.cycles[earlier].keys() - self.cycles[later].keys()),
                    },
                )
                for earlier, later in self.steps
            ],
        )
        earlier, later = self.steps[-1]
        yield f"R1-4.{earlier}-{later}", [*self._more(earlier, later)]
        if lines := [row for _, row in self._lines(earlier, later) if _is_clear(row)]:
            yield f"R1-5.{earlier}-{later}", lines

    def sentences(self, earlier: str, later: str) -> Iterator[str]:
        """Yield the sentences on the measures of the plan's headlines: how many, then each."""
        lines = [*self._lines(earlier, later)]
        clear = [(unit, row) for unit, row in lines if _is_clear(row)]
        newly, no_longer = "Newly in place", "No longer reported as in place"
        more = sum(int(row.cells[newly]) > int(row.cells[no_longer]) for _, row in clear)
        if lines:
            yield (
                f"Of {len(lines)} measures that a summary's sentences name, and that ten or more "
                f"of these States answered in both reports, clearly more States report {more}, and "
                f"clearly fewer {len(clear) - more}: the difference is at least a tenth of those "
                f"who answered. [R1-5.{earlier}-{later}]"
            )
        for unit, row in clear:
            words = f"“{self.asked.row_words(unit.question, unit.row)}”: newly"
            yield (
                f"{words if unit.row else 'Newly'} reported as in place by {row.cells[newly]} of "
                f"{row.cells['Compared']} States, no longer by {row.cells[no_longer]}."
            )

    def _lines(self, earlier: str, later: str) -> Iterator[tuple[Unit, Row]]:
        """Yield the measures of the plan's headlines that ten States answered in both reports."""
        planned = {
            (line["question"], row)
            for line in self.asked.plan["headlines"]
            for row in line.get("rows") or [""]
        }
        for unit in self.asked.units:
            if not unit.is_measure or (unit.question, unit.row) not in planned:
                continue
            pairs, _ = self.pairs(self.same(earlier, later), [unit])
            given = [pair for pair in pairs if {one.standing for one in pair} == {ANSWERED}]
            was, now = ([pair[side].codes == ("implemented",) for pair in given] for side in (0, 1))
            newly = sum(after > before for before, after in zip(was, now, strict=True))
            no_longer = sum(after < before for before, after in zip(was, now, strict=True))
            if len(given) >= 10:
                words = self.asked.row_words(unit.question, unit.row)
                ask = self.asked.questions[unit.question]["ask"]
                row = Row(
                    f"{self._number(unit.question)} {words if unit.row else ask}",
                    {
                        "Compared": len(given),
                        "Newly in place": newly,
                        "No longer reported as in place": no_longer,
                    },
                )
                yield unit, row

    def _number(self, question: str) -> str:
        theme = self.asked.theme_of[question]
        of_theme = [name for name, where in self.asked.theme_of.items() if where == theme]
        return f"{[*self.asked.themes].index(theme) + 1}.{of_theme.index(question) + 1}"

    def _more(self, earlier: str, later: str) -> Iterator[Row]:
        """Yield how many States report more or fewer measures, of those that both answered."""
        every = [unit for units in self.themes.values() for unit in units]
        for title, units in {"All themes": every, **self.themes}.items():
            cells = Counter[str]()
            for old, new in self.same(earlier, later):
                pairs, _ = self.pairs([(old, new)], units)
                both = [one for one in pairs if {x.standing for x in one} == {ANSWERED}]
                before, after = (
                    sum(pair[side].codes == ("implemented",) for pair in both) for side in (0, 1)
                )
                if both:
                    more = (after > before) - (after < before)
                    cells[("As many", "More", "Fewer")[more]] += 1
            if cells:
                counts = {one: cells[one] for one in ("More", "As many", "Fewer")}
                yield Row(title, {"States in all": cells.total(), **counts})

    def _themes(self) -> Iterator[tuple[str, list[Row]]]:
        places = {theme: place for place, theme in enumerate(self.asked.themes, start=1)}
        for earlier, later in self.steps:
            name = f"{earlier}-{later}"
            reports = self.same(earlier, later)
            compared = {title: self.pairs(reports, units) for title, units in self.themes.items()}
            yield f"R2-1.{name}", [*_bars(earlier, later, compared)]
            yield f"R2-2.{name}", [Row(title, _changed(*one)) for title, one in compared.items()]
            for title, units in self.themes.items():
                moves = Counter((_word(old), _word(new)) for old, new in compared[title][0])
                yield (
                    f"R3-{places[units[0].theme]}.{name}",
                    [
                        Row(before, {after: moves[before, after] for after in WORDS.values()})
                        for before in WORDS.values()
                    ],
                )
        yield (
            "R2-3",
            [
                Row(
                    f"{year} {title}",
                    _bar(one.over_cycles(unit) for one in reports.values() for unit in units),
                )
                for title, units in self.themes.items()
                for year, reports in sorted(self.cycles.items())
            ],
        )

    def _groups(self) -> Iterator[tuple[str, list[Row]]]:
        measures = [unit for unit in self.asked.units if unit.is_measure]
        years = sorted(self.cycles)
        counts = {
            label: {
                year: sum(self.group_of(one) == code for one in self.cycles[year].values())
                for year in years
            }
            for code, label in self.groups.items()
        }
        yield (
            "R4-1",
            [Row(label, {**cells}) for label, cells in counts.items() if any(cells.values())],
        )
        for earlier, later in self.steps:
            name = f"{earlier}-{later}"
            same = {label: self.same(earlier, later, code) for code, label in self.groups.items()}
            compared = {label: self.pairs(reports, measures) for label, reports in same.items()}
            yield f"R4-2.{name}", [*_bars(earlier, later, compared)]
            yield f"R4-3.{name}", [Row(label, _changed(*one)) for label, one in compared.items()]
            rows = []
            for title, units in self.themes.items():
                for label, reports in same.items():
                    pairs, _ = self.pairs(reports, units)
                    rows += _years(f"{title} / {label}", earlier, later, pairs)
            yield f"R4-4.{name}", rows

    def _recommendations(self) -> Iterator[tuple[str, list[Row]]]:
        to_states = [one["id"] for one in self.asked.catalogue if {*one["to"]} & TO_STATES]
        numbers = self.own_numbers()
        for earlier, later in self.steps:
            name = f"{earlier}-{later}"
            reports = self.same(earlier, later)
            rows = []
            for rec in to_states:
                units = [
                    one for one in self.asked.units if rec in one.recommendations and one.is_measure
                ]
                rows += _years(rec, earlier, later, self.pairs(reports, units)[0]) if units else []
            yield f"R5-1.{name}", rows
            for unit, number in numbers.items():
                yield f"R5-{number}.{name}", self.own_rows(unit, earlier, later)

    def own_numbers(self) -> Mapping[Unit, int]:
        """Return the numbers of the tables of questions with codes of their own."""
        others = [one for one in self.asked.units if one.recommendations and not one.is_measure]
        return {one: number for number, one in enumerate(others, start=3)}

    def own_rows(self, unit: Unit, earlier: str, later: str) -> list[Row]:
        """Return the table of a question with codes of its own."""
        shown, _ = self.pairs(self.same(earlier, later), [unit])
        old, new = ([pair[side] for pair in shown] for side in (0, 1))
        tallies = {earlier: Tally(old), later: Tally(new)}
        codes = self.asked.codes(unit.question).items()
        rows = [
            Row(words, {year: one.given[code] for year, one in tallies.items()})
            for code, words in codes
        ] + [
            Row(words, {year: one.standings[standing] for year, one in tallies.items()})
            for standing, words in STANDINGS.items()
        ]
        rows = [row for row in rows if row.label == "Answered" or any(row.cells.values())]
        return [*rows, Row("Compared in all", {year: len(shown) for year in (earlier, later)})]

    def _announced(self) -> Iterator[tuple[str, list[Row]]]:
        rows, following = [], []
        for step in self.asked.plan["steps"]:
            question = step["question"]
            theme = self.asked.theme_of[question]
            units = [one for one in self.asked.units if one.theme == theme and one.is_measure]
            pairs = [*self._reports_after(question)]
            again = [(one, later) for one, later in pairs if later is not None]
            changed = sum(
                any(_stated_otherwise(*pair) for pair in self.pairs([both], units)[0])
                for both in again
            )
            words = self.asked.themes[theme]
            latest = sum(one in self.cycles[max(self.cycles)].values() for one, _ in pairs)
            cells = {
                "Announced": len(pairs),
                "In the last cycle": latest,
                "Reported again": len(again),
            }
            rows.append(Row(words, {**cells, "With changed measures of the theme": changed}))
            said = Counter(_next_step(one, later, question) for one, later in again)
            unheard = {
                "Not reported again": len(pairs) - len(again) - latest,
                "In the last cycle": latest,
                "Announced": len(pairs),
            }
            following.append(Row(words, {**{word: said[word] for word in _NEXT}, **unheard}))
        yield "R6-1", rows
        yield "R6-7", [row for row in following if row.cells["Announced"]]

    def _reports_after(self, question: str) -> Iterator[tuple[Told, Told | None]]:
        """Yield each report that announces a step, with the next report of its State."""
        for year, reports in self.cycles.items():
            for state, one in reports.items():
                if one.answer(question).standing == ANSWERED:
                    later = [y for y in sorted(self.cycles) if y > year and state in self.cycles[y]]
                    yield one, self.cycles[later[0]][state] if later else None


_SAME, _OTHER = "The same step", "A step in other words"
_WITHOUT = {one: words for one, words in STANDINGS.items() if one != ANSWERED} | {
    UNANSWERED: "No step"
}
_NEXT = (_SAME, _OTHER, *_WITHOUT.values())


def _next_step(report: Told, later: Told, question: str) -> str:
    """Return what a later report announces in place of a step."""
    standing = later.answer(question).standing
    if standing != ANSWERED:
        return _WITHOUT[standing]
    texts = [one.value(question).split() for one in (report, later)]
    return _SAME if texts[0] == texts[1] else _OTHER


def _word(one: Answer) -> str:
    return WORDS[one.codes[0] if one.codes else one.standing]


def _differ(old: Answer, new: Answer) -> bool:
    return _word(old) != _word(new)


def _stated_otherwise(old: Answer, new: Answer) -> bool:
    return bool(old.codes and new.codes) and old.codes != new.codes


def _changed(pairs: Pairs, left: Left) -> Cells:
    changed = sum(_differ(*pair) for pair in pairs)
    return {
        "Compared": len(pairs),
        "Unchanged": len(pairs) - changed,
        "Changed": changed,
        "Confidential": left.get(CONFIDENTIAL, 0),
    }


def _bar(answers: Iterator[Answer]) -> Cells:
    cells = Tally(answers, STATUSES).cells()
    number = cells.pop("In all")
    del cells["Answered"]
    return {**cells, "Answers in all": number}


def _bars(earlier: str, later: str, compared: Mapping[str, tuple[Pairs, Left]]) -> Iterator[Row]:
    for label, (pairs, _) in compared.items():
        for side, year in enumerate((earlier, later)):
            if pairs:
                yield Row(f"{year} {label}", _bar(pair[side] for pair in pairs))


def _years(label: str, earlier: str, later: str, pairs: Pairs) -> list[Row]:
    return [
        Row(f"{label} / {year}", Tally((pair[side] for pair in pairs), STATUSES).cells())
        for side, year in enumerate((earlier, later))
    ]


def _is_clear(row: Row) -> bool:
    """Whether a tenth more, or fewer, of the States report a measure than before."""
    compared, newly, no_longer = map(int, row.cells.values())
    return abs(newly - no_longer) >= compared / 10
