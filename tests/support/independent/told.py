"""What one report tells on each question and row, read from its YAML."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import product
from typing import Any, NamedTuple

from tests.support.independent.asked import STATUSES, Asked, Unit, comparisons, named
from tests.support.independent.fitting import (
    broken_rows,
    can_be_read,
    contradicts_itself,
    fits,
    has_form,
)

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
NO_GUESS: Mapping[int, bool | None] = {}


class Answer(NamedTuple):
    """How a question or row stands in a report."""

    standing: str
    codes: tuple[str, ...] = ()
    by_gate: bool = False


class Told:
    """A report.

    Args:
        asked: The questionnaire whose questions are counted.
        data: The report, with answers to these questions.
        file: The name of its file.
    """

    def __init__(
        self,
        asked: Asked,
        data: Mapping[str, Any],
        file: str = "",
    ) -> None:
        self.asked = asked
        self.data = data
        self.file = file
        self.state: str = data["state"]
        self.answers: Mapping[str, Any] = {
            name: one for name, one in data["answers"].items() if name in asked.questions
        }
        self.misspelt = {asked.nearest(one) for one in data["answers"] if one not in self.answers}
        self.withheld = {*data.get("redacted", {}).get("withheld", ())}
        self._known: dict[tuple[str, str], Answer] = {}
        self._paths: dict[str, bool] = {}

    @cached_property
    def cycle(self) -> str:
        """The year in which the period ends, where that is public; else that of the report."""
        end = self.answers.get(self.asked.plan["period"]["end"], {})
        end = end if has_form(end) and not end.get("carried") else {}
        is_public = "value" in end and not end.get("confidential")
        return str(end["value"] if is_public else self.data["as_of"])[:4]

    @cached_property
    def hidden(self) -> set[str]:
        """The questions that are confidential, or that a confidential answer decides."""
        marked = {name for name, row in self._secret_parts if not row}
        gates = marked & {*self.asked.gates.values()}
        return marked | self.dependent | {name for name in self.answers if self._is_by(name, gates)}

    def _is_by(self, name: str, gates: set[str]) -> bool:
        """Whether one of these gates filled in an answer, or a row of it."""
        answer = self.answers[name]
        value = answer.get("value") if isinstance(answer, dict) else None
        rows = value.values() if isinstance(value, dict) else ()
        return any(isinstance(one, dict) and one.get("by") in gates for one in (answer, *rows))

    @cached_property
    def dependent(self) -> set[str]:
        """The questions of which only a confidential answer or row decides whether they are asked.

        All that is confidential can say anything. Each combination is tried: if not all agree that
        a question is asked, or if it is asked and a gate of which the answer is unknown can fill it
        in, then what is told of the question tells what is confidential.
        """
        found: set[str] = set()
        for name, asked in self.asked.questions.items():
            ways = {True}
            if "when" in asked:
                when = asked["when"]
                ways = {self._is_true(when, guess) is True for guess in self._guesses(when, found)}
            gate = self.asked.gates.get(name, "")
            by_gate = True in ways and gate and self._is_open(gate, "", found)
            if len(ways) > 1 or by_gate:
                found.add(name)
        # That a question is marked itself does not make it depend on what is confidential.
        parts = self._decided(self._secret_parts)
        return {
            name
            for name in found
            if any(one in parts or (one[0], "") in parts for one in self.asked.looks_at(name))
        }

    def _is_open(self, question: str, row: str, found: set[str]) -> bool:
        """Whether the answer to a question or row can be any, given the questions found so far."""
        if question in found:
            return True
        if not self.is_asked(question):
            return False
        given = self.answers.get(question)
        is_matrix = self.asked.questions[question]["type"] == "matrix"
        rows: set[str] = set()
        if is_matrix and isinstance(given, dict) and isinstance(given.get("value"), dict):
            rows = broken_rows(self.asked, question, given)
        is_broken = question in self.broken or any(
            (question, one) not in self._secret_parts for one in rows
        )
        return is_broken or not {(question, ""), (question, row)}.isdisjoint(self._secret_parts)

    def _guesses(self, when: Any, found: set[str]) -> Iterator[Mapping[int, bool | None]]:
        """Yield what the open comparisons of a condition can give, each by its identity."""
        open_ones = [
            one
            for one in comparisons(when)
            if self._is_open(one["question"], one.get("row", ""), found)
        ]
        each = [(True, False) if "answered" in one else (True, False, None) for one in open_ones]
        for truths in product(*each):
            yield {id(one): truth for one, truth in zip(open_ones, truths, strict=True)}

    @cached_property
    def _secret_parts(self) -> set[tuple[str, str]]:
        """The answers and rows that are marked as confidential."""
        known = {name: one for name, one in self.answers.items() if isinstance(one, dict)}
        parts = {(name, "") for name, one in known.items() if one.get("confidential")}
        for name, one in known.items():
            value = one.get("value")
            if isinstance(value, dict) and self.asked.questions[name]["type"] == "matrix":
                parts |= {
                    (name, row)
                    for row, inner in value.items()
                    if isinstance(inner, dict) and inner.get("confidential")
                }
        return parts

    @cached_property
    def broken(self) -> set[str]:
        """The questions with an answer that cannot be used as a whole, or under another name."""
        found = {name for name, one in self.answers.items() if not fits(self.asked, name, one)}
        return found | {one for one in self.misspelt if one}

    @cached_property
    def invalid(self) -> set[str]:
        """The questions with an answer that is counted as invalid."""
        return self.broken | {
            name
            for name, one in self.answers.items()
            if name not in self.broken
            and (contradicts_itself(self.asked, name, one) or self._is_not_filled_in(name, one))
        }

    def _is_not_filled_in(self, name: str, one: Mapping[str, Any]) -> bool:
        """Whether an answer says that a gate filled it in whose answer fills in nothing."""
        if "by" not in one or one["by"] in self.unclear:
            return False
        gate = self.asked.questions.get(one["by"], {}).get("gate", {})
        fills = gate["fills"] if isinstance(gate, dict) else {"negative": ""}
        given = self._given(one["by"])
        return given is None or given.get("value") not in fills

    @cached_property
    def unclear(self) -> set[str]:
        """The questions of which it cannot be said whether they are asked.

        An invalid answer decides it, or one that a copy for publication withholds.
        """
        found = {*self.broken, *(one.partition("/")[0] for one in self.withheld)}
        for name, asked in self.asked.questions.items():
            if found & {one for one, _ in named(asked.get("when"))}:
                found.add(name)
        return found

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

    def _is_true(
        self, condition: Mapping[str, Any], guess: Mapping[int, bool | None] = NO_GUESS
    ) -> bool | None:
        if id(condition) in guess:
            return guess[id(condition)]
        if "not" in condition:
            inner = self._is_true(condition["not"], guess)
            return None if inner is None else not inner
        for word, decisive in (("all", False), ("any", True)):
            if word in condition:
                found = {self._is_true(one, guess) for one in condition[word]}
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
        """Return the answer to a question, or to a row; None where there is none that counts.

        One that was carried over and is not confirmed does not count.
        """
        given = self.answers.get(question)
        if not can_be_read(self.asked, question, given) or not self.is_asked(question):
            return None
        assert isinstance(given, dict)
        if given.get("carried"):
            return None
        if not row or "value" not in given:
            return given
        rows = given["value"] if isinstance(given["value"], dict) else {}
        is_broken = question in self.broken or row in broken_rows(self.asked, question, given)
        return None if is_broken else rows.get(row)

    def answer(self, question: str, row: str = "") -> Answer:
        """Return how a question or row stands."""
        if (question, row) not in self._known:
            self._known[question, row] = self._answer(question, row)
        return self._known[question, row]

    def _answer(self, question: str, row: str) -> Answer:
        one = self._open_answer(question, row)
        if one.standing == WITHHELD or question not in self.hidden:
            return one
        # That an answer does not fit is told, but not of one that a confidential answer decides.
        is_invalid = self._open_answer(question, "").standing == INVALID
        return one if is_invalid and question not in self.dependent else Answer(CONFIDENTIAL)

    def _open_answer(self, question: str, row: str) -> Answer:
        """Return how a question or row stands where the question as a whole is not hidden."""
        given = self._given(question, row)
        if row and given and given.get("confidential") and question not in self.invalid:
            return Answer(CONFIDENTIAL)
        if not self.is_asked(question):
            why = INVALID if self.broken or not self.withheld else WITHHELD
            return Answer(why if question in self.unclear else OFF_PATH)
        if question in self.withheld:
            return Answer(WITHHELD)
        if question in self.invalid or self.is_broken_row(question, row):
            return Answer(INVALID)
        if given is None or given.get("carried"):
            whole = self.answers.get(question, {"carried": True})
            is_withheld = f"{question}/{row}" in self.withheld and not whole.get("carried")
            return Answer(WITHHELD if is_withheld else UNANSWERED)
        if "missing" in given:
            return Answer(given["missing"])
        codes = (*_codes(given["value"]),)
        offered = self.asked.codes(question)
        return Answer(
            ANSWERED, codes if offered else (), "by" in {**given, **self.answers[question]}
        )

    def is_broken_row(self, question: str, row: str) -> bool:
        """Whether the answer of a row does not fit, or may stand under another name."""
        given = self.answers.get(question)
        if not row or given is None or "value" not in given or question in self.broken:
            return False
        broken = broken_rows(self.asked, question, given)
        rows = {one["id"] for one in self.asked.questions[question]["items"]}
        # A row that no question has can stand for any that is absent.
        return row in broken or (not broken <= rows and row not in given["value"])

    def measure(self, unit: Unit) -> Answer:
        """Return how a measure stands, its codes as statuses."""
        one = self.answer(unit.question, unit.row)
        standing = self.asked.plan["standing"].get(unit.question, {})
        codes = tuple(standing.get(code, code) for code in one.codes)
        if codes == (NOT_APPLICABLE,):
            return Answer(NOT_APPLICABLE)
        assert {*codes} <= STATUSES.keys(), unit
        return one._replace(codes=codes)

    def said(self, question: str, row: str = "") -> tuple[str, ...]:
        """Return the codes that are shown of an answer."""
        return self.answer(question, row).codes

    def value(self, question: str) -> Any:
        """Return the value of an answer that is shown; None where there is none."""
        is_shown = self.answer(question).standing == ANSWERED
        return self.answers[question]["value"] if is_shown else None


def _codes(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from [value["status"]] if "status" in value else []
    elif isinstance(value, list):
        yield from (one for one in value if isinstance(one, str))
    elif isinstance(value, str):
        yield value
