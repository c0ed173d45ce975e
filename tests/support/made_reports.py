"""Any number of State reports, made up: each sound, or broken in one of a few named ways.

The same seed gives the same reports. All they say is invented.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml

from checklist.answer_types.answer import REASONS, AnswerData
from checklist.answer_types.choice import Choice
from checklist.answer_types.choices import Choices
from checklist.answer_types.citable import CitableType
from checklist.answer_types.contact import Contact
from checklist.answer_types.date import Date
from checklist.answer_types.implementation import (
    CONSIDERED,
    IMPLEMENTED,
    PARTLY,
    Implementation,
)
from checklist.answer_types.integer import Integer
from checklist.answer_types.interface import AnswerType, Option
from checklist.answer_types.matrix import Matrix
from checklist.answer_types.state import State
from checklist.answer_types.states import States
from checklist.answer_types.table import Table
from checklist.answer_types.text import Text
from checklist.answer_types.yes_no import YesNo
from checklist.checks.rule import report_rules
from checklist.checks.validator import findings, findings_of
from checklist.diagnostics import Finding
from checklist.questionnaire.condition import evaluate
from checklist.questionnaire.loading import shipped
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.answer_path import AnswersOnPath
from checklist.reports.check_structure import check_structure
from checklist.reports.report import DRAFT, Report
from checklist.reports.seal import SEAL
from checklist.reports.seal import seal as seal_of
from checklist.states import BY_CODE, StateKind

AS_OF = date(2026, 6, 30)
_MISSING = 0.06
"""The share of answers and rows that are missing."""
_NOTED = 0.35
"""The share of answers with a note; half as many say who gave them."""
_CONFIDENTIAL = 0.03
"""The share of answers that are confidential."""
_MOST_TRIES = 200
_OTHER_VERSION = "R002"
"""The code of the note on a report of an earlier version, which no other answer would mend."""
_NEVER_BROKEN = {_OTHER_VERSION, "R012", "R016", "R017", "R019", "R021", "R022", "R024"}
"""The rules on the seal, words, the file's name and authorities, which hold in any made report."""

_RELEASE: Mapping[str, Mapping[str, float]] = {
    "publication": {"publish": 125, "totals-only": 43, "withhold": 25}
}
"""How many of 193 States agree to be named, or only counted, where answers have tendencies."""

_DAYS = {
    "signature": (date(2000, 12, 13), date(2002, 12, 11)),
    "deposit": (date(2003, 1, 1), date(2020, 12, 31)),
    "start": (date(2023, 1, 1), date(2023, 12, 31)),
    "end": (date(2024, 1, 1), date(2025, 12, 31)),
}
"""The first and last day for the dates of some questions, by the last word of their ids."""

_WHO = (
    "the ministry",
    "every regional office",
    "the national rapporteur",
    "a unit of the police",
    "the public prosecutor",
    "the council of ministers",
    "an inter-agency group",
    "the labour inspectorate",
    "the border service",
    "each municipality",
    "the central authority",
    "a working group of four agencies",
)
_DOES = (
    "publishes",
    "reviews",
    "has drafted",
    "supervises",
    "pays for",
    "extends",
    "examines",
    "coordinates",
    "has amended",
    "measures",
    "will replace",
    "teaches",
)
_WHAT = (
    "the procedure for identification",
    "a register of shelters",
    "common guidelines",
    "an annual plan",
    "the training of new staff",
    "a fund for victims",
    "model agreements",
    "the handbook of inspectors",
    "the exchange of data",
    "a study of demand",
    "legal aid in three languages",
    "the first interview",
)
_WHEN = (
    "twice a year",
    "since the last reform",
    "in all districts",
    "together with civil society",
    "within thirty days",
    "before each season",
    "with the help of its neighbours",
    "for a trial period",
    "under the supervision of a court",
    "wherever the budget allows it",
    "in the capital only",
)


_MADE: dict[tuple[int, int, str], tuple[Questionnaire, str]] = {}
"""The reports that were made, as JSON: to make one takes a hundred times as long as to read it.

By the address of the questionnaire, which is kept, the seed and the State.
"""


def made_report(
    seed: int, questionnaire: Questionnaire | None = None, *, state: str = ""
) -> dict[str, Any]:
    """Return a final report with its seal, in which nothing is wrong.

    Args:
        seed: The same seed gives the same report.
        questionnaire: What is answered; None: the one that ships.
        state: The code of the State that reports; empty: any.
    """
    asked = questionnaire or shipped()
    key = id(asked), seed, state
    if key not in _MADE:
        _MADE[key] = asked, json.dumps(Maker(asked, Random(seed)).report(state))
    made: dict[str, Any] = json.loads(_MADE[key][1])
    return made


def reports_of_all(seed: int = 0, *, count: int = 193) -> Iterator[dict[str, Any]]:
    """Yield a report of each Member State of the United Nations, by their codes, or of the first.

    Args:
        seed: The same seed gives the same reports.
        count: Of how many.
    """
    members = sorted(code for code, one in BY_CODE.items() if one.kind is StateKind.MEMBER)
    for number, code in enumerate(members[:count]):
        yield made_report(seed + number, state=code)


def made_reports(
    count: int,
    questionnaire: Questionnaire | None = None,
    *,
    broken_every: int = 0,
    seed: int = 0,
) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield reports, each with the way in which it is broken; an empty one where it is sound.

    Args:
        count: How many.
        questionnaire: What is answered; None: the one that ships.
        broken_every: 20: one in twenty is broken, in turn in each way. 0: none is.
        seed: The same seed gives the same reports.
    """
    for number in range(count):
        data, how = made_report(seed + number, questionnaire), ""
        if broken_every and number % broken_every == broken_every - 1:
            how = list(WAYS)[number // broken_every % len(WAYS)]
            WAYS[how](data, Random(seed + number))
            if how in STRUCTURAL:  # the seal must still fit
                data[SEAL] = seal_of(data)
        yield data, how


def write_reports(
    folder: Path, reports: Sequence[Mapping[str, Any]], ending: str = "yaml"
) -> list[Path]:
    """Write reports to a folder, numbered from 00000, as YAML or JSON; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:05}.{ending}" for number in range(len(reports))]
    as_text = as_yaml if ending == "yaml" else as_json
    for path, data in zip(paths, reports, strict=True):
        path.write_text(as_text(data), encoding="utf-8")
    return paths


def as_yaml(data: Mapping[str, Any]) -> str:
    """Return a report as YAML in block style."""
    text = yaml.dump(dict(data), Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)
    assert isinstance(text, str)
    return text


def as_json(data: Mapping[str, Any]) -> str:
    """Return a report as JSON, indented."""
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


class Maker:
    """Makes one report. Answers that do not fit the others are drawn again."""

    def __init__(
        self, questionnaire: Questionnaire, random: Random, *, has_tendencies: bool = False
    ) -> None:
        """Prepare for a report.

        Args:
            questionnaire: What is answered.
            random: Decides on the answers.
            has_tendencies: Whether each question and row has answers that most States give, as in
                real reports; else every answer is as likely as every other.
        """
        self.questionnaire = questionnaire
        self.random = random
        self.has_tendencies = has_tendencies
        self.drawn: dict[str, AnswerData] = {}
        self.report_id = f"{random.getrandbits(128):032x}"
        self.sound: Mapping[str, AnswerData] = {}
        """The answers that had no finding of structure the last time."""

    def report(self, state: str = "") -> dict[str, Any]:
        head = self.questionnaire.head
        state = state or self.random.choice(sorted(BY_CODE))
        for _ in range(_MOST_TRIES):
            answers = self._answers(state)
            digest = self.questionnaire.digest
            report = Report(
                *(head.id, head.version, digest, state, str(AS_OF), DRAFT, 1, answers),
                report_id=self.report_id,
                language="en",
            )
            found = [*self._wrong(report.to_data())]
            if not found:
                data = report.sealed().to_data()
                found = [*findings(data, self.questionnaire)]
                assert {one.code for one in found} <= {_OTHER_VERSION}, found
                return data
            # The places of the findings, and of the answers that they contradict.
            places = [(one.where, *(other.where for other in one.related)) for one in found]
            for where in (where for several in places for where in several if len(where) > 1):
                self.drawn.pop(str(where[1]), None)
        raise AssertionError(f"no sound report came of {_MOST_TRIES} tries: {found}")

    def _wrong(self, data: dict[str, Any]) -> Iterator[Finding]:
        """Yield the findings on a report that is not sealed yet, as if it were final."""
        checked, structural = check_structure(
            data, self.questionnaire, as_final=True, suspects=self._changed
        )
        faulty = {question_id for question_id, _ in checked.problems}
        self.sound = {i: one for i, one in checked.valid.items() if i not in faulty}
        rules = [rule for rule in report_rules() if rule.code not in _NEVER_BROKEN]
        yield from findings_of(rules, checked, data, structural)

    def _changed(self, answers: Mapping[str, AnswerData]) -> set[str]:
        return {i for i, one in answers.items() if self.sound.get(i) is not one}

    def _answers(self, state: str) -> dict[str, AnswerData]:
        on: set[str] = set()
        answers: dict[str, AnswerData] = {}
        seen = AnswersOnPath(self.questionnaire, state, str(AS_OF), answers, on)
        for question in self.questionnaire.questions.values():
            if question.when is None or evaluate(question.when, seen) is True:
                on.add(question.id)
                if question.id not in self.drawn:
                    self.drawn[question.id] = self._answer(question.id, question.answer_type)
                    self._fill_in(question)
                answers[question.id] = self.drawn[question.id]
        return answers

    def _fill_in(self, gate: Question) -> None:
        """Fill in what follows of the answer to a gate, half of the time."""
        code = gate.fills.get(str(self.drawn[gate.id].get("value")))
        if code is None or self.random.random() < 0.5:
            return
        for _, target in gate.gate_targets:
            value = self.questionnaire.questions[target].answer_type.value_filled_in(code)
            if value is not None:
                self.drawn[target] = {"value": value, "by": gate.id}

    def _answer(self, name: str, answer_type: AnswerType) -> dict[str, Any]:
        answer = self._inner(name, answer_type)
        if self.random.random() < _NOTED:
            answer["note"] = self.text(self.random.randint(1, 4))
        if self.random.random() < _NOTED / 2:
            known = sorted(self.questionnaire.authorities)
            answer["answered_by"] = [self.random.choice(known)] if known else self._name()
        if self.random.random() < _CONFIDENTIAL:
            answer["confidential"] = True
        return answer

    def _inner(self, name: str, answer_type: AnswerType) -> dict[str, Any]:
        """Return an answer without metadata, such as that of a row."""
        if self.random.random() >= _MISSING:
            value = self._value(name, answer_type)
            return {"value": value, **self._beside(value, answer_type)}
        code = self.random.choice(sorted(REASONS))
        answer: dict[str, Any] = {"missing": code}
        reasons = [option.code for option in REASONS[code] if option.code != "other"]
        return {**answer, "reason": self.random.choice(reasons)} if reasons else answer

    def _value(self, name: str, answer_type: AnswerType) -> Any:
        random = self.random
        match answer_type:
            case Choice() | YesNo() | State():
                return self._code(name, answer_type)
            case Choices():
                return self._several(answer_type.listed())
            case States():
                return random.sample(sorted(BY_CODE), random.randint(1, 4))
            case Date():
                return self._date(name, answer_type)
            case Integer():
                least = max(answer_type.minimum, 0)
                return random.randint(least, min(answer_type.maximum, least + 900))
            case Text():
                return self._words(answer_type)
            case Contact():
                return {"office": self._name(), "email": "office@example.org"}
            case Matrix():
                return {
                    row: self._inner(f"{name} {row}", _row_type(answer_type, row))
                    for row in answer_type.rows()
                }
            case Table():
                return [self._entry(number, answer_type) for number in range(random.randint(3, 6))]
            case Implementation():
                return self._measure(name, answer_type)
            case _:
                raise AssertionError(f"nothing is made up for {answer_type.type}")

    def _code(self, name: str, answer_type: AnswerType) -> str:
        codes = sorted(answer_type.codes() or ())
        if not self.has_tendencies:
            return self.random.choice(codes)
        # Of the codes of a question, whatever the report: one is likely, and others are rare.
        tendency = Random(name)
        likely = _RELEASE.get(name) or {code: tendency.paretovariate(1) for code in codes}
        return self.random.choices([*likely], [*likely.values()])[0]

    def _several(self, options: Sequence[Option]) -> list[str]:
        codes = [option.code for option in options if not option.exclusive]
        return self.random.sample(codes, self.random.randint(1, min(4, len(codes))))

    def _date(self, name: str, answer_type: Date) -> str:
        coming = (AS_OF + timedelta(days=30), AS_OF + timedelta(days=900))
        otherwise = coming if answer_type.future else (date(1990, 1, 1), AS_OF)
        first, last = _DAYS.get(name.rpartition("-")[2], otherwise)
        return str(first + timedelta(days=self.random.randrange((last - first).days)))

    def _words(self, answer_type: Text) -> str:
        number = self.random.randrange(10_000)
        if answer_type.pattern and "http" in answer_type.pattern:
            return f"https://example.org/documents/{number}"
        if answer_type.pattern:
            return f"act-{number}"
        if answer_type.single_line:
            return self._name()
        return self.text(self.random.randint(2, 5))

    def _entry(self, number: int, table: Table) -> dict[str, Any]:
        return {
            column.id: {
                "value": f"act-{number}"
                if column.unique
                else self._value(column.id, column.answer_type)
            }
            for column in table.columns
        }

    def _measure(self, name: str, answer_type: Implementation) -> dict[str, Any]:
        status = self._code(name, answer_type)
        value: dict[str, Any] = {"status": status}
        if status == PARTLY:
            value["partly"] = self._several(answer_type.partials)
        if status == CONSIDERED:
            value["reason"] = self.text(2)
        if status in {IMPLEMENTED, PARTLY}:
            value["law"] = self.text(2)
            value["practice"] = self.text(3)
            value["evidence"] = [*self._laws(), {"url": "https://example.org/measures"}]
        return value

    def _beside(self, value: Any, answer_type: AnswerType) -> dict[str, Any]:
        """Return the evidence next to a value that some can show."""
        if not isinstance(answer_type, CitableType) or isinstance(answer_type, Matrix):
            return {}
        if answer_type.evidence is None or not answer_type.can_be_shown(value):
            return {}
        laws = self._laws() if answer_type.evidence == "law" else []
        is_linked = not laws or self.random.random() < 0.3
        links = [{"url": "https://example.org/evidence"}] if is_linked else []
        return {"evidence": [*laws, *links]}

    def _laws(self) -> list[dict[str, Any]]:
        register = self.questionnaire.laws(self.drawn)
        law = self.random.choice(register).code if register else None
        return [{"law": law, "article": str(self.random.randint(1, 300))}] if law else []

    def _name(self) -> str:
        return f"Fictional office of {self.random.choice(_WHAT)}"

    def text(self, sentences: int) -> str:
        """Return so many sentences."""
        parts = (_WHO, _DOES, _WHAT, _WHEN)
        made = (" ".join(map(self.random.choice, parts)) for _ in range(sentences))
        return " ".join(f"{one[0].upper()}{one[1:]}." for one in made)


def _row_type(matrix: Matrix, row_id: str) -> Choice:
    """Return the answer type of a row: a choice of what the row offers."""
    codes = matrix.codes(row_id) or ()
    offered = [option for option in matrix.listed() if option.code in codes]
    return Choice.model_construct(type="choice", options=offered, evidence=matrix.evidence)


# Ways to break a report. Each function changes the data in place.


def _code_that_is_none(data: dict[str, Any], random: Random) -> None:
    choices = [a for a in data["answers"].values() if isinstance(a.get("value"), list)]
    random.choice([a for a in choices if isinstance(a["value"][0], str)])["value"][0] = "no-code"


def _question_that_is_none(data: dict[str, Any], random: Random) -> None:
    name = random.choice(sorted(data["answers"]))
    data["answers"][f"{name}-old"] = data["answers"].pop(name)


def _key_that_is_none(data: dict[str, Any], random: Random) -> None:
    random.choice(list(data["answers"].values()))["remarks"] = "See the annex."


def _value_without_its_mapping(data: dict[str, Any], random: Random) -> None:
    name = random.choice(sorted(data["answers"]))
    data["answers"][name] = "affirmative"


def _number_in_place_of_text(data: dict[str, Any], random: Random) -> None:
    random.choice(list(data["answers"].values()))["note"] = 2026


def _head_without_its_date(data: dict[str, Any], random: Random) -> None:
    del data["as_of"]


def _missing_without_its_reason(data: dict[str, Any], random: Random) -> None:
    data["answers"][random.choice(sorted(data["answers"]))] = {"missing": "not-known"}


def _changed_after_it_was_sealed(data: dict[str, Any], random: Random) -> None:
    name = random.choice(sorted(data["answers"]))
    data["answers"][name]["note"] = "This was added by hand, after the report was final."


STRUCTURAL: Mapping[str, Callable[[dict[str, Any], Random], None]] = {
    "unknown-code": _code_that_is_none,
    "unknown-question": _question_that_is_none,
    "unknown-key": _key_that_is_none,
    "bare-value": _value_without_its_mapping,
    "number-for-text": _number_in_place_of_text,
    "missing-key": _head_without_its_date,
    "no-reason": _missing_without_its_reason,
}
"""Ways to break a report that the JSON Schema refuses, too, by name."""

WAYS = {**STRUCTURAL, "changed-after-seal": _changed_after_it_was_sealed}
"""All ways to break a report, by name."""
