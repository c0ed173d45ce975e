"""The sentences with which a summary begins, counted and written from the YAML of reports."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from tests.support.independent.asked import Asked
from tests.support.independent.told import ANSWERED, STANDINGS, Told

ORGANIZATIONS, OBSERVERS = {"EUE"}, {"VAT", "PSE"}
WORDS = {
    **STANDINGS,
    "off-path": "Not asked, because of another answer",
    "withheld": "Withheld in a copy for publication",
    "confidential": "Confidential, not shown",
}
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
NOTHING = {"none", "other"}


class Said(NamedTuple):
    """The sentences with one id, and the counts behind them by answer and row."""

    sentences: list[str]
    counts: dict[tuple[str, str], int]


class Row(NamedTuple):
    """A question or row: of how many, and how many gave each answer."""

    name: str
    words: str
    of: int
    whole: int
    part: int
    codes: Mapping[str, int]
    missing: Mapping[str, int]
    answered: int


class Headlines:
    """What is said of reports.

    Args:
        asked: The questionnaire.
        reports: The reports that count and whose States are named.
        names: The names of States.
        reported: All reports of which it is said that they came.
        expected: The States that are to report; None: nobody said.
        is_public: Whether it is for publication.
    """

    def __init__(
        self,
        asked: Asked,
        reports: Mapping[str, Told],
        names: Mapping[str, str],
        reported: Mapping[str, Told],
        *,
        expected: set[str] | None = None,
        is_public: bool = False,
    ) -> None:
        self.asked, self.names, self.reported = asked, names, reported
        self.reports = [reports[state] for state in sorted(reports, key=self._place)]
        self.expected, self.is_public = expected, is_public

    def _place(self, state: str) -> str:
        text = unicodedata.normalize("NFKD", self.names[state]).casefold()
        return "".join(one for one in text if not unicodedata.combining(one))

    def said(self) -> dict[str, Said]:
        """Return what is said, by id; without what has nothing to say."""
        plan = self.asked.plan["headlines"]
        found = {"S1": self._who()} if self.reported else {}
        for number, line in enumerate(plan, start=2):
            found[f"S{number}"] = self._of(line) if self.reported else Said([], {})
        found[f"S{len(plan) + 2}"] = self._help()
        found[f"S{len(plan) + 3}"] = self._obstacles()
        return {name: one for name, one in found.items() if one.sentences}

    def _listed(self, states: Sequence[str]) -> str:
        return ", ".join(self.names[one] for one in sorted(states, key=self._place))

    # Who

    def _who(self) -> Said:
        states = [one for one in self.reported if one not in ORGANIZATIONS]
        latest = date.fromisoformat(max(one.data["as_of"] for one in self.reported.values()))
        day = f"{latest.day} {MONTHS[latest.month - 1]} {latest.year}"
        said = []
        if len(self.reported) < 10:
            said.append(f"Reported, as of {day} or before: {self._listed(states)}.")
        elif self.expected is None:
            said.append(f"{len(states)} States reported, as of {day} or before.")
        else:
            wanted = self.expected - ORGANIZATIONS
            came = wanted.intersection(states)
            said.append(
                f"{len(came)} of {len(wanted)} expected States reported, as of {day} or before."
            )
            if others := len(states) - len(came):
                said.append(f"Reports of States that were not expected: {others}.")
        if observers := OBSERVERS.intersection(states):
            said.append(f"Observers among these States: {self._listed([*observers])}.")
        if ORGANIZATIONS & self.reported.keys():
            is_counted = any(one.state in ORGANIZATIONS for one in self.reports)
            counted = "; the sentences below count its report as well" if is_counted else ""
            said.append(f"The European Union reported, too{counted}.")
        treaty = self.asked.plan["treaties"][0]
        name = self.asked.head["glossary"][treaty["term"]]["term"]
        row = self._row(treaty["status"], "", treaty["parties"], treaty["signatories"])
        if row.of < 10:
            for words, codes in (
                (f"Parties to the {name}, as the reports say", treaty["parties"]),
                (f"Signatories of the {name}", treaty["signatories"]),
            ):
                if who := self._who_gave(treaty["status"], "", codes):
                    said.append(f"{words}: {self._listed(who)}.")
        else:
            silent = row.of - row.answered
            others = row.answered - row.whole - row.part
            end = f"; without a status that is shown, {silent}" if silent else ""
            said.append(
                f"Of {row.of} reports, by the treaty status that they state: parties to the "
                f"{name}, {row.whole}; signatories, {row.part}; others, {others}{end}."
            )
        return Said(said, {("Reported", ""): len(states), **self._counts(treaty["status"], row)})

    # A line of the plan

    def _of(self, line: Mapping[str, Any]) -> Said:
        question, names = line["question"], line.get("rows", [""])
        rows = [self._row(question, one, line["whole"], line.get("part", ())) for one in names]
        counts: dict[tuple[str, str], int] = {}
        for row in rows:
            counts.update(self._counts(question, row))
        if not any(row.answered for row in rows):
            return Said([], counts)
        if min(row.of for row in rows) < 10:
            return Said(self._lists(line, names), counts)
        return Said(
            [*(self._single(line, rows[0]) if len(rows) == 1 else self._rows(line, rows))], counts
        )

    def _single(self, line: Mapping[str, Any], row: Row) -> Iterator[str]:
        numbers = {"count": row.whole, "of": row.of}
        if len(line["whole"]) > 1:
            numbers.update({code: row.codes[code] for code in line["whole"]})
        yield filled(line["most" if row.whole > row.of / 2 else "one"], numbers)
        if row.part:
            yield f"A further {row.part}: {line['in_part']}."
        for words, count in row.missing.items():
            if count / row.of > 0.05:
                yield f"{words}: {count}."

    def _rows(self, line: Mapping[str, Any], rows: Sequence[Row]) -> Iterator[str]:
        of = rows[0].of
        top, low = max(one.whole for one in rows), min(one.whole for one in rows)
        near_top = [one for one in rows if (top - one.whole) * 20 <= of]
        near_low = [one for one in rows if (one.whole - low) * 20 <= of]
        is_apart = (top - low) * 10 >= of
        has_part = False
        named = [one for one in rows if (one in near_top) != (one in near_low)]
        if is_apart and len(near_top) <= 3 and len(near_low) <= 3 and len(named) <= 4:
            high = [one for one in near_top if one not in near_low]
            few = [one for one in near_low if one not in near_top]
            has_part = any(one.part for one in high + few)
            both = {"highest": with_counts(high), "lowest": with_counts(few)}
            yield filled(line["stands_out"], both)
        else:
            yield filled(line["range"], {"least": low, "most": top, "of": of})
            if not is_apart:
                yield "None stands out."
            parts = [one.part for one in rows]
            has_part = any(parts)
            if has_part:
                yield f"In part, a further {min(parts)} to {max(parts)}."
        if has_part and "in_part" in line:
            yield f"“In part” means {line['in_part']}."
        yield from self._missing(rows, of, "in each row")

    def _missing(self, rows: Sequence[Row], of: int, where: str) -> Iterator[str]:
        most = Counter[str]()
        for row in rows:
            most |= Counter(row.missing)
        order = dict.fromkeys(words for row in rows for words in row.missing)
        for words in order:
            if most[words] / of > 0.05:
                yield f"{words}: at most {most[words]} {where}."

    def _lists(self, line: Mapping[str, Any], rows: Sequence[str]) -> list[str]:
        question = line["question"]
        said = []
        for code in (*line["whole"], *line.get("part", ())):
            words = self.asked.codes(question)[code]
            who = {
                self.asked.row_words(question, row): self._who_gave(question, row, [code])
                for row in rows
            }
            if "rows" in line:
                listed = self._by_states(who)
                said += [f"{words}: {listed}."] if listed else []
            elif who[""]:
                said.append(f"{words}: {self._listed(who[''])}.")
        return [self.asked.questions[question]["ask"], *said] if said else []

    def _by_states(self, who: Mapping[str, Sequence[str]]) -> str:
        by_states: dict[str, list[str]] = {}
        for words, states in who.items():
            if states:
                by_states.setdefault(self._listed(states), []).append(f"“{words}”")
        return "; ".join(f"{', '.join(words)} ({names})" for names, words in by_states.items())

    def _who_gave(self, question: str, row: str, codes: Sequence[str]) -> list[str]:
        return [one.state for one in self.reports if {*codes} & {*one.answer(question, row).codes}]

    # Themes

    def _once(self, questions: Sequence[str], codes: set[str] | None) -> list[str]:
        """Return the States that chose one of some options, or any but "none", in any question."""
        found = []
        for one in self.reports:
            given = {code for name in questions for code in one.answer(name).codes} - {"none"}
            if given if codes is None else given & codes:
                found.append(one.state)
        return found

    def _questions(self, named: Sequence[str]) -> list[str]:
        asked = self.asked.questions
        return [one for one in named if not asked[one].get("optional") and "when" not in asked[one]]

    def _help(self) -> Said:
        questions = [one["question"] for one in self.asked.plan["assistance"]]
        kinds = {
            code: words
            for name in questions
            for code, words in self.asked.codes(name).items()
            if code not in NOTHING
        }
        who = {words: self._once(questions, {code}) for code, words in kinds.items()}
        themes = {name: self._once([name], None) for name in questions}
        titles = {name: self.asked.themes[self.asked.theme_of[name]] for name in questions}
        counts = {(words, ""): len(states) for words, states in who.items()}
        counts |= {(titles[name], name): len(states) for name, states in themes.items()}
        of = len(self.reports)
        if of < 10 or not any(who.values()):
            listed = self._by_states(who)
            is_said = listed and not self.is_public
            return Said([f"Help wanted for any theme: {listed}."] if is_said else [], counts)
        said = []
        number = len(self._once(questions, None))
        said.append(f"Help for at least one theme is wanted in {number} of {of} reports.")
        said += self._leading("Help wanted more than other kinds", who)
        by_title = {titles[name]: states for name, states in themes.items()}
        said += self._leading("Themes for which help is wanted more than for others", by_title)
        rows = [self._row(name, "", (), ()) for name in self._questions(questions)]
        return Said([*said, *self._missing(rows, of, "for each theme")] if said else [], counts)

    def _obstacles(self) -> Said:
        questions = self._questions(self.asked.plan["obstacles"])
        offered = [self.asked.codes(name) for name in questions]
        common = {*offered[0]}.intersection(*offered) - NOTHING
        labels = {code: words for each in offered for code, words in each.items() if code in common}
        who = {words: self._once(questions, {code}) for code, words in labels.items()}
        counts = {(words, ""): len(states) for words, states in who.items()}
        of = len(self.reports)
        if of < 10 or not any(who.values()):
            listed = self._by_states(who)
            is_said = listed and not self.is_public
            return Said([f"Obstacles named for any theme: {listed}."] if is_said else [], counts)
        said = self._leading("Obstacles named more than others, for at least one theme", who)
        rows = [self._row(name, "", (), ()) for name in questions]
        return Said([*said, *self._missing(rows, of, "for each theme")] if said else [], counts)

    def _leading(self, words: str, who: Mapping[str, Sequence[str]]) -> list[str]:
        of = len(self.reports)
        counts = {name: len(states) for name, states in who.items()}
        top, low = max(counts.values()), min(counts.values())
        first = {name: count for name, count in counts.items() if (top - count) * 20 <= of}
        if len(counts) < 2 or (top - low) * 10 < of or len(first) > 3:
            return []
        rows = ", ".join(f"“{name}” ({count} of {of})" for name, count in first.items())
        return [f"{words}: {rows}."]

    # Counting

    def _row(self, question: str, row: str, whole: Sequence[str], part: Sequence[str]) -> Row:
        answers = [one.answer(question, row) for one in self.reports]
        codes = Counter(code for one in answers for code in {*one.codes})
        standings = Counter(one.standing for one in answers)
        of, answered = len(answers), standings[ANSWERED]
        missing = {
            WORDS[one]: standings[one] for one in STANDINGS if one != ANSWERED and standings[one]
        }
        standing = self.asked.plan["standing"].get(question, {})
        labels = self.asked.codes(question)
        missing |= {
            labels[code]: codes[code]
            for code, as_ in standing.items()
            if as_ == "not-applicable" and codes[code]
        }
        return Row(
            name=row,
            words=self.asked.row_words(question, row),
            of=of,
            whole=sum(codes[one] for one in whole),
            part=sum(codes[one] for one in part),
            codes={one: codes[one] for one in (*whole, *part)},
            missing=missing,
            answered=answered,
        )

    def _counts(self, question: str, row: Row) -> dict[tuple[str, str], int]:
        labels = self.asked.codes(question)
        given = {(labels[code], row.name): count for code, count in row.codes.items()}
        return given | {(words, row.name): count for words, count in row.missing.items()}


def with_counts(rows: Sequence[Row]) -> str:
    """Return rows with their numbers, and those in part."""
    return ", ".join(
        f"“{one.words}” ({one.whole} of {one.of}{f'; {one.part} in part' if one.part else ''})"
        for one in rows
    )


def filled(sentence: str, values: Mapping[str, str | int]) -> str:
    """Return a sentence of the plan with its numbers."""
    for name, value in values.items():
        sentence = sentence.replace(f"{{{name}}}", str(value))
    return sentence
