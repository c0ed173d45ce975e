"""What one report tells on each question and row, read from its YAML."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from tests.support.independent.asked import STATUSES, Asked, Unit

ANSWERED, UNANSWERED, OFF_PATH = "answered", "unanswered", "off-path"
INVALID, WITHHELD, CONFIDENTIAL = "invalid", "withheld", "confidential"
NOT_KNOWN, NOT_APPLICABLE, DECLINED = "not-known", "not-applicable", "declined"
STANDINGS = {
    ANSWERED: "Answered",
    NOT_KNOWN: "Not known",
    NOT_APPLICABLE: "Not applicable",
    DECLINED: "Declined",
    UNANSWERED: "Unanswered",
    OFF_PATH: "Off path",
    INVALID: "Invalid",
    WITHHELD: "Withheld",
    CONFIDENTIAL: "Confidential",
}
"""How an answer can stand, in order, with the words for it."""


class Answer(NamedTuple):
    """How a question or row stands in a report."""

    standing: str
    codes: tuple[str, ...] = ()
    by_gate: bool = False


class Told:
    """A report."""

    def __init__(self, asked: Asked, data: Mapping[str, Any], file: str = "") -> None:
        self.asked = asked
        self.data = data
        self.file = file
        self.state: str = data["state"]
        self.answers: Mapping[str, Any] = data["answers"]
        self.withheld = {*data.get("redacted", {}).get("withheld", ())}
        self._known: dict[tuple[str, str], Answer] = {}
        self._paths: dict[str, bool] = {}

    @cached_property
    def cycle(self) -> str:
        """The year in which the period ends, where that is public; else that of the report."""
        end = self.answers.get(self.asked.plan["period"]["end"], {})
        is_public = "value" in end and not end.get("confidential")
        return str(end["value"] if is_public else self.data["as_of"])[:4]

    @cached_property
    def hidden(self) -> set[str]:
        """The questions that are confidential, or that a confidential answer decides."""
        parts = {(name, "") for name, one in self.answers.items() if one.get("confidential")}
        for name, one in self.answers.items():
            value = one.get("value")
            if isinstance(value, dict) and self.asked.questions[name]["type"] == "matrix":
                parts |= {(name, row) for row, inner in value.items() if inner.get("confidential")}
        return {name for name, row in self._decided(parts) if not row}

    @cached_property
    def left_out(self) -> set[str]:
        """The questions that a copy for publication withholds, or that a withheld one decides."""
        parts = {(name, row) for name, _, row in (one.partition("/") for one in self.withheld)}
        return {name for name, row in self._decided(parts) if not row}

    def _decided(self, parts: set[tuple[str, str]]) -> set[tuple[str, str]]:
        while True:
            more = {
                (name, "")
                for name in self.asked.questions
                if any(one in parts or (one[0], "") in parts for one in self.asked.looks_at(name))
            }
            if more <= parts:
                return parts
            parts = parts | more

    def is_asked(self, question: str) -> bool:
        """Whether a question is asked, given the other answers."""
        if question not in self._paths:
            when = self.asked.questions[question].get("when")
            self._paths[question] = when is None or self._is_true(when) is True
        return self._paths[question]

    def _is_true(self, condition: Mapping[str, Any]) -> bool | None:
        if "not" in condition:
            inner = self._is_true(condition["not"])
            return None if inner is None else not inner
        for word, decisive in (("all", False), ("any", True)):
            if word in condition:
                found = {self._is_true(one) for one in condition[word]}
                return decisive if decisive in found else None if None in found else not decisive
        given = self._given(condition["question"], condition.get("row", ""))
        if "answered" in condition:
            return (given is not None) is condition["answered"]
        if given is None:
            return None
        value = given.get("missing", given.get("value"))
        if isinstance(value, dict):
            value = value["status"]
        codes = {*value} if isinstance(value, list) else {value}
        match condition:
            case {"is": code}:
                return code in codes
            case {"is_not": code}:
                return code not in codes
            case {"any_of": several}:
                return bool(codes & {*several})
            case {"none_of": several}:
                return not codes & {*several}
            case {"all_of": several}:
                return codes >= {*several}
        raise AssertionError(f"not in the shipped questionnaire: {condition}")

    def _given(self, question: str, row: str = "") -> Mapping[str, Any] | None:
        """Return the answer to a question, or to a row; None where there is none that counts."""
        given = self.answers.get(question)
        if given is None or not self.is_asked(question):
            return None
        is_row = row and "value" in given
        found: Mapping[str, Any] | None = given["value"].get(row) if is_row else given
        return found

    def answer(self, question: str, row: str = "") -> Answer:
        """Return how a question or row stands."""
        if (question, row) not in self._known:
            self._known[question, row] = self._answer(question, row)
        return self._known[question, row]

    def _answer(self, question: str, row: str) -> Answer:
        given = self._given(question, row)
        if question in self.hidden or (given and given.get("confidential")):
            return Answer(CONFIDENTIAL)
        if question in self.left_out or f"{question}/{row}" in self.withheld:
            return Answer(WITHHELD)
        if not self.is_asked(question):
            return Answer(OFF_PATH)
        if given is None or given.get("carried") or self.answers[question].get("carried"):
            return Answer(UNANSWERED)
        if "missing" in given:
            return Answer(given["missing"])
        codes = (*_codes(given["value"]),)
        offered = self.asked.codes(question)
        if offered and not offered.keys() >= {*codes}:
            return Answer(INVALID)
        return Answer(
            ANSWERED, codes if offered else (), "by" in {**given, **self.answers[question]}
        )

    def measure(self, unit: Unit) -> Answer:
        """Return how a measure stands, its codes as statuses."""
        one = self.answer(unit.question, unit.row)
        standing = self.asked.plan["standing"].get(unit.question, {})
        codes = tuple(standing.get(code, code) for code in one.codes)
        assert {*codes} <= STATUSES.keys(), unit
        return one._replace(codes=codes)

    def said(self, question: str, row: str = "") -> tuple[str, ...]:
        """Return the codes that are shown of an answer."""
        return self.answer(question, row).codes

    def value(self, question: str) -> Any:
        """Return the value of an answer that is shown; None where there is none."""
        is_shown = self.answer(question).standing == ANSWERED
        return self.answers[question]["value"] if is_shown else None

    def citations(self) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
        """Yield the evidence of all answers that are shown, with the question and row."""
        for unit in self.asked.units:
            if self.answer(unit.question, unit.row).standing == ANSWERED:
                given = self._given(unit.question, unit.row) or {}
                value = given["value"]
                of_measure = value.get("evidence", ()) if isinstance(value, dict) else ()
                for one in (*given.get("evidence", ()), *of_measure):
                    yield unit.question, unit.row, one


def _codes(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from [value["status"]] if "status" in value else []
    elif isinstance(value, list):
        yield from (one for one in value if isinstance(one, str))
    elif isinstance(value, str):
        yield value
