"""The figures of a summary, counted from the YAML of reports."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from tests.support.independent.asked import Asked, Unit
from tests.support.independent.headlines import Headlines
from tests.support.independent.tallies import (
    Cells,
    Tally,
    of_measures,
    of_question,
    of_unit,
)
from tests.support.independent.told import ANSWERED, CONFIDENTIAL, INVALID, STANDINGS, Told


class Row(NamedTuple):
    """A row of a table."""

    label: str
    cells: Mapping[str, int | str]


Tables = dict[str, list[Row]]
"""The rows of tables by the id of the table."""


class Figures:
    """What a summary counts of reports.

    Args:
        asked: The questionnaire.
        reports: The reports that count, by State.
        expected: The States that are to report.
        sent: The States of which there is a file, whether or not it counts.
        names: The names of States by their codes.
        reported: The States whose report is said to be counted; for publication, also those that
            are not in `reports`.
        groups: The words for each group by its code; empty without groups.
        group_of: The code of the group of a report.
        members: The States of a group.
        is_public: Whether the summary is for publication.
        unnamed: For publication, the States that are counted and not named.
        headlines: The sentences with which the summary begins; None: they are not counted here.
    """

    def __init__(
        self,
        asked: Asked,
        reports: Mapping[str, Told],
        expected: set[str],
        sent: set[str],
        *,
        names: Mapping[str, str],
        reported: set[str] | None = None,
        groups: Mapping[str, str] | None = None,
        group_of: Callable[[Told], str] | None = None,
        members: Callable[[str], set[str]] = lambda code: set(),
        is_public: bool = False,
        unnamed: Collection[str] = (),
        headlines: Headlines | None = None,
    ) -> None:
        self.headlines = headlines
        self.asked = asked
        self.plan = asked.plan
        self.reports = reports
        self.every = [*reports.values()]
        self.expected = expected
        self.names = names
        self.sent = sent
        self.reported = reported if reported is not None else {*reports}
        self.groups = groups or {}
        self.group_of = group_of
        self.members = members
        self.is_public = is_public
        self.unnamed = {*unnamed}
        self.status = self.plan["treaty_status"]
        status_words = asked.codes(self.status)
        self.by_status: dict[str, list[Told]] = {
            code: found
            for code in (*status_words, "")
            if (found := [one for one in self.every if self._status(one) == code])
        }
        self.by_group = {
            label: [one for one in self.every if group_of and group_of(one) == code]
            for code, label in self.groups.items()
        }

    def _status(self, one: Told) -> str:
        return "".join(one.said(self.status))

    def theme_units(self, theme: str) -> list[Unit]:
        return [unit for unit in self.asked.units if unit.theme == theme]

    def rec_units(self, recommendation: str) -> list[Unit]:
        return [unit for unit in self.asked.units if recommendation in unit.recommendations]

    def tables(self) -> Tables:
        """Return all tables of the summary that have numbers; the caller may replace some."""
        said = {} if self.headlines is None else self.headlines.said()
        sentences = {
            name: [
                Row(f"{words} / {row}" if row else words, {"States": count})
                for (words, row), count in one.counts.items()
            ]
            for name, one in said.items()
        }
        return {**self._tables, **sentences}

    @cached_property
    def _tables(self) -> Tables:
        found: Tables = {}
        for part in (
            self._participation,
            self._implementation,
            self._obstacles,
            self._assistance,
            self._steps,
            self._ratification,
            self._questions,
            self._closing,
            self._groups,
            self._overview,
        ):
            found.update(part())
        return found

    # The parts

    def _participation(self) -> Iterator[tuple[str, list[Row]]]:
        reported = self.reported & self.expected
        if self.is_public:
            numbers = {
                "Have reported": len(reported),
                "Answers are published by State": len(self.reports),
                "Answers are not published by State": len(self.reported - self.reports.keys()),
            }
        else:
            numbers = {
                "Expected": len(self.expected),
                "Counted": len(reported),
                "Sent, but not counted": len((self.expected & self.sent) - reported),
                "Not reported": len(self.expected - self.sent - self.reported),
                "Counted without being expected": len(self.reported - self.expected),
            }
        yield "T2-1", [Row(label, {"States": count}) for label, count in numbers.items()]

    def _implementation(self) -> Iterator[tuple[str, list[Row]]]:
        themes = [
            (title, self.theme_units(theme))
            for theme, title in self.asked.themes.items()
            if any(unit.is_measure for unit in self.theme_units(theme))
        ]
        recs = [(one["id"], self.rec_units(one["id"])) for one in self.asked.catalogue]
        measured = [one for one in recs if any(unit.is_measure for unit in one[1])]
        to_states = {one["id"] for one in self.asked.catalogue if {*one["to"]} & TO_STATES}
        yield (
            "F1-2",
            [Row(title, self._bar(of_measures(self.every, units))) for title, units in themes],
        )
        yield (
            "T3-1",
            [Row(title, of_measures(self.every, units).cells()) for title, units in themes],
        )
        yield (
            "T3-2",
            [
                Row(f"{title} / {status or NOT_GIVEN}", of_measures(reports, units).cells())
                for title, units in themes
                for status, reports in self.by_status.items()
            ],
        )
        yield (
            "T3-3",
            [
                Row(
                    name,
                    {
                        **of_measures(self.every, units).cells(),
                        "By its own codes": len(self.own_codes(units)),
                    },
                )
                for name, units in recs
                if name in to_states
            ],
        )
        yield (
            "T3-5",
            [
                Row(f"{name} / {status or NOT_GIVEN}", of_measures(reports, units).cells())
                for name, units in measured
                for status, reports in self.by_status.items()
            ],
        )

    def _bar(self, tally: Tally) -> Cells:
        cells = tally.cells()
        number = cells.pop("In all")
        del cells["Answered"]
        return {**cells, "Answers in all": number}

    def own_codes(self, units: Sequence[Unit]) -> list[str]:
        """Return the questions on a recommendation that its counts of measures leave out.

        Those that the plan names, and those with options that must be answered; where there are
        neither these nor measures, all.
        """
        has_measures = any(unit.is_measure for unit in units)
        names = [*dict.fromkeys(unit.question for unit in units if not unit.is_measure)]
        main = [name for name in names if self._is_main(name)]
        return main or ([] if has_measures else names)

    def _is_main(self, question: str) -> bool:
        is_required = not self.asked.questions[question].get("optional")
        is_named = question in self.plan["shown_by_own_codes"] or question in self.plan["permitted"]
        return is_named or (is_required and bool(self.asked.codes(question)))

    def question_rows(
        self, question: str, row: str = "", codes: Mapping[str, str] | None = None
    ) -> list[Row]:
        """Return a table of one question: its codes, then how answers stand, then all."""
        tally = of_question(self.asked, self.every, question, row)
        shown = self.asked.codes(question) if codes is None else codes
        rows = [Row(words, {"States": tally.given[code]}) for code, words in shown.items()]
        rows.append(Row("Answered", {"States": tally.standings[ANSWERED]}))
        return rows + self.standing_rows(tally)

    def standing_rows(self, tally: Tally) -> list[Row]:
        """Return the rows of what is not answered, as far as there is any, and of all."""
        rows = [
            Row(words, {"States": tally.standings[one]})
            for one, words in STANDINGS.items()
            if one != ANSWERED and tally.standings[one]
        ]
        return [*rows, Row("In all", {"States": tally.of})]

    def _obstacles(self) -> Iterator[tuple[str, list[Row]]]:
        by_theme = {self.asked.theme_of[one]: one for one in self.plan["obstacles"]}
        for place, theme in enumerate(self.asked.themes):
            if theme in by_theme:
                yield f"T4-{2 * place + 1}", self.question_rows(by_theme[theme])
            if partly := self.partly(theme):
                rows = [Row(words, {"Answers": count}) for words, count in partly.items()]
                yield f"T4-{2 * place + 2}", rows

    def partly(self, theme: str) -> dict[str, int]:
        """Return in which ways measures of a theme are in place in part, by words."""
        names = [
            unit.question
            for unit in self.theme_units(theme)
            if self.asked.questions[unit.question]["type"] == "implementation"
        ]
        given = Counter(
            code
            for one in self.every
            for name in names
            for code in (one.value(name) or {}).get("partly", ())
        )
        offered = {code for name in names for code in self.asked.questions[name]["partial"]}
        return {words: given[code] for code, words in PARTIALS.items() if code in offered}

    def _assistance(self) -> Iterator[tuple[str, list[Row]]]:
        plan = self.plan
        yield (
            "T5-1",
            [Row(w, {"States that want it": n}) for w, n in self.shown_to_donors().items()],
        )
        number = 2
        for one in plan["assistance"]:
            yield f"T5-{number}", self.question_rows(one["question"])
            number += 1
        for name in plan["received"].values():
            yield f"T5-{number}", self.question_rows(name)
            number += 1
        for name in plan["requests"]:
            for row in self.asked.questions[name].get("items", [{"id": ""}]):
                yield f"T5-{number}", self.question_rows(name, row["id"])
                number += 1
        for one in (*plan["offers"], *plan["needs"]):
            words = self.asked.codes(one["question"])
            codes = {code: words[code] for code in words if code in one["codes"]}
            yield f"T5-{number}", self.question_rows(one["question"], codes=codes)
            number += 1

    def wishes(self, one: Told) -> set[str]:
        """Return the kinds of help that a State wants, for any theme."""
        questions = [part["question"] for part in self.plan["assistance"]]
        return {
            code for name in questions for code in one.said(name) if code in self.asked.kinds(name)
        }

    def kinds_of_help(self) -> dict[str, str]:
        """Return the kinds of help with their words."""
        return self.words_of([part["question"] for part in self.plan["assistance"]])

    def words_of(self, questions: Sequence[str]) -> dict[str, str]:
        """Return what questions name, with its words: of several those that most questions have."""
        words: dict[str, Counter[str]] = {}
        for name in self.asked.questions:
            if name in questions:
                for code, label in self.asked.kinds(name).items():
                    words.setdefault(code, Counter())[label] += 1
        return {code: labels.most_common(1)[0][0] for code, labels in words.items()}

    def donor_states(self, codes: Sequence[str]) -> list[Told]:
        """Return the reports whose wishes may be shown to donors in one of these ways."""
        question = self.plan["donors"]["question"]
        return [one for one in self.every if {*one.said(question)} & {*codes}]

    def shown_to_donors(self) -> dict[str, int]:
        """Return how many States want each kind of help and agree that this is shown, by words."""
        donors = self.plan["donors"]
        shown = self.donor_states([*donors["named"], *donors["counted"]])
        return {
            words: sum(code in self.wishes(one) for one in shown)
            for code, words in self.kinds_of_help().items()
        }

    def not_shown_to_donors(self) -> int:
        """Return how many States want help and do not agree that this is shown to donors."""
        donors = self.plan["donors"]
        shown = self.donor_states([*donors["named"], *donors["counted"]])
        return sum(bool(self.wishes(one)) for one in self.every if one not in shown)

    def _steps(self) -> Iterator[tuple[str, list[Row]]]:
        for place, step in enumerate(self.plan["steps"], start=1):
            tally = of_question(self.asked, self.every, step["question"])
            rows = [Row("A step", {"States": tally.standings[ANSWERED]})]
            yield f"T6-{2 * place}", rows + self.standing_rows(tally)

    def _ratification(self) -> Iterator[tuple[str, list[Row]]]:
        number = 0
        for treaty in self.plan["treaties"]:
            yield f"T7-{number + 1}", self.question_rows(treaty["status"])
            number += 1
            for code in self.asked.codes(treaty["status"]):
                if code in treaty["parties"]:
                    continue
                reports = [one for one in self.every if one.said(treaty["status"]) == (code,)]
                for name in (treaty["process"], treaty["obstacles"]):
                    number += 1
                    tally = of_question(self.asked, reports, name)
                    rows = [
                        Row(words, {"States": tally.given[one]})
                        for one, words in self.asked.codes(name).items()
                        if tally.given[one]
                    ]
                    if reports:
                        yield f"T7-{number}", rows + self.standing_rows(tally)[:-1]
            number += 1
            if "overcome" in treaty:
                number += 2
                yield f"T7-{number - 1}", self.question_rows(treaty["overcome"])

    def _questions(self) -> Iterator[tuple[str, list[Row]]]:
        for name, number in self.asked.numbers.items():
            units = [unit for unit in self.asked.units if unit.question == name]
            yield (
                f"T9-{number}",
                [
                    Row(
                        self.asked.row_words(name, unit.row) or "All",
                        of_unit(self.asked, self.every, unit).cells(),
                    )
                    for unit in units
                ],
            )

    def _closing(self) -> Iterator[tuple[str, list[Row]]]:
        laws = self.asked.head["laws"]
        rows = []
        for one in sorted(self.every, key=lambda one: self.names[one.state]):
            cited = Counter[str]()
            for _, law in {
                (question, e["law"]) for question, _, e in one.citations() if "law" in e
            }:
                cited[law] += 1
            for entry in one.value(laws["question"]) or ():
                short = entry[laws["name"]]["value"]
                rows.append(
                    Row(
                        f"{self.names[one.state]} / {short}",
                        {"Questions where it is cited": cited[short]},
                    )
                )
        yield "T10-1", rows
        yield (
            "T13-1",
            [
                Row(
                    self.names[one.state],
                    {
                        "Revision": one.data["revision"],
                        "Invalid": sum(
                            INVALID
                            in {
                                one.answer(unit.question, unit.row).standing
                                for unit in self.asked.units
                                if unit.question == name
                            }
                            for name in self.asked.questions
                        ),
                    },
                )
                for one in sorted(self.every, key=lambda one: self.names[one.state])
            ],
        )
        tally = of_question(self.asked, self.every, self.plan["contact"])
        named = [Row("Named", {"States": tally.standings[ANSWERED]})]
        if not self.is_public:
            yield "T11-1", named + self.standing_rows(tally)[:-1]
            yield "T12-1", self.question_rows(self.plan["publication"]["question"])

    def _groups(self) -> Iterator[tuple[str, list[Row]]]:
        if not self.groups:
            return
        yield (
            "T17-1",
            [
                Row(
                    label,
                    {
                        "Expected": len(self.expected & self.members(code)),
                        "Counted": len(self.by_group[label]),
                    },
                )
                for code, label in self.groups.items()
            ],
        )
        with_reports = {label: found for label, found in self.by_group.items() if found}
        themes = [(title, self.theme_units(theme)) for theme, title in self.asked.themes.items()]
        recs = [(one["id"], self.rec_units(one["id"])) for one in self.asked.catalogue]
        for number, lines in ((2, themes), (3, recs)):
            yield (
                f"T17-{number}",
                [
                    Row(f"{title} / {label}", of_measures(reports, units).cells())
                    for title, units in lines
                    if any(unit.is_measure for unit in units)
                    for label, reports in with_reports.items()
                ],
            )
        wanted = [one["question"] for one in self.plan["assistance"]]
        for number, name in enumerate([*self.plan["obstacles"], *wanted], start=4):
            yield f"T17-{number}", self.by_group_rows(name)

    def by_group_rows(self, question: str) -> list[Row]:
        """Return how many States of each group named something."""
        rows = []
        for code, words in self.asked.codes(question).items():
            parts = []
            for label, found in self.by_group.items():
                naming = sum(code in one.said(question) for one in found)
                answered = sum(one.answer(question).standing == ANSWERED for one in found)
                if naming:
                    parts.append((naming, f"{label}: {naming} of {answered}"))
            if parts:
                cells: dict[str, int | str] = {
                    "States": sum(n for n, _ in parts),
                    BY_GROUP: "; ".join(t for _, t in parts),
                }
                rows.append(Row(words, cells))
        return rows

    def _overview(self) -> Iterator[tuple[str, list[Row]]]:
        number = len(self.every)
        bars: dict[str, dict[str, int]] = {}
        words = self.asked.codes(self.status)
        bars["F1-1"] = {words[s]: len(r) for s, r in self.by_status.items() if s}
        silent = [one.answer(self.status).standing for one in self.by_status.get("", ())]
        secret = 0 if self.is_public else silent.count(CONFIDENTIAL)
        others = {"Not given": len(silent) - secret, "Confidential": secret}
        bars["F1-1"] |= {label: count for label, count in others.items() if count}
        obstacles = self.words_of(self.plan["obstacles"])
        named = {
            words: sum(
                any(code in one.said(name) for name in self.plan["obstacles"]) for one in self.every
            )
            for code, words in obstacles.items()
            if all(code in self.asked.kinds(name) for name in self.plan["obstacles"])
        }
        bars["F1-3"] = _in_order(named, obstacles["other"])
        wanted = self.kinds_of_help()
        wishes = {
            w: sum(code in self.wishes(one) for one in self.every) for code, w in wanted.items()
        }
        bars["F1-4"] = _in_order(wishes, wanted["other"])
        for place, offer in enumerate(self.plan["offers"], start=5):
            labels = self.asked.codes(offer["question"])
            counts = {
                labels[c]: sum(c in one.said(offer["question"]) for one in self.every)
                for c in labels
                if c in offer["codes"]
            }
            bars[f"F1-{place}"] = {w: n for w, n in counts.items() if n}
        for name, rows in bars.items():
            if rows:
                yield (
                    name,
                    [
                        Row(label, {"States": count, "In all": number})
                        for label, count in rows.items()
                    ],
                )


def _in_order(counts: Mapping[str, int], other: str) -> dict[str, int]:
    """Return the counts that are not zero, from the largest; that of other things comes last."""
    found = sorted(counts, key=lambda label: (label == other, -counts[label]))
    return {label: counts[label] for label in found if counts[label]}


NOT_GIVEN = "not given"
BY_GROUP = "By group, of the States that answered"
TO_STATES = {"states", "states-parties", "member-states", "states-not-parties"}
PARTIALS = {
    "law-only": "The law provides for it, practice does not follow yet",
    "practice-only": "Practice does it, no law or rule provides for it",
    "some-regions": "Only in some parts of the country",
    "some-victims": "Only for some victims",
    "some-forms": "Only for some forms of exploitation",
    "some-authorities": "Only some authorities or professions",
    "some-elements": "Only some parts of the measure",
    "other": "Another reason",
}
