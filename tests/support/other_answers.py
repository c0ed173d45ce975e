"""Reports in which one confidential answer says something else, and the rest follows from that."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from functools import cached_property
from random import Random
from typing import Any, NamedTuple, TypeAlias

from checklist.answer_types.answer import REASONS, AnswerData
from checklist.checks.validator import findings
from checklist.diagnostics import Severity
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.answer_path import AnswerPath, answer_path
from checklist.reports.report import Report
from tests.support.made_reports import made_report

Part: TypeAlias = tuple[str | int, ...]
"""The keys that lead from the answers to an answer: of a question, a row, or a cell."""

_MADE = 24
"""The number of made reports that the other answers are taken from."""
_LAW = "law"


class Case(NamedTuple):
    """A report with one confidential answer, the same with others in its place, and a later one.

    In the later report the answer is none of them, and not marked.
    """

    part: Part
    """The place of the confidential answer."""
    report: Mapping[str, Any]
    others: Sequence[Mapping[str, Any]]
    later: Mapping[str, Any]


class OtherAnswers:
    """Makes the cases of a report. The same report gives the same cases."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire

    @cached_property
    def _made(self) -> Mapping[Part, Sequence[AnswerData]]:
        """What reports that are made up say in each place."""
        made: dict[Part, list[AnswerData]] = {}
        for seed in range(_MADE):
            for part, answer in parts_of(made_report(seed, self.questionnaire)["answers"]):
                kind = tuple(key for key in part if isinstance(key, str))
                made.setdefault(kind, []).append(answer)
        return made

    def case(self, data: Mapping[str, Any], part: Part, most: int, turn: int = 0) -> Case:
        """Return a report with a confidential answer, and at most `most` others in its place.

        Args:
            data: The report.
            part: The confidential answer.
            most: The highest number of others.
            turn: From one number to the next, the others begin with another one.
        """
        marked = deepcopy(dict(data))
        answer_at(marked["answers"], part)["confidential"] = True
        others: list[Mapping[str, Any]] = []
        every = [*self._others(answer_at(marked["answers"], part), part)]
        first = turn % len(every)
        for answer in [*every[first:], *every[:first]]:
            other = deepcopy(marked)
            _become(answer_at(other["answers"], part), answer)
            if self._follows(other, marked, part):
                others.append(sealed(other))
            if len(others) == most:
                break
        later = deepcopy({**data, "as_of": "2027-11-20"})
        answer_at(later["answers"], part)["note"] = "This is said later."
        return Case(part, sealed(marked), others, sealed(later))

    def with_other_secrets(self, data: Mapping[str, Any], random: Random) -> Mapping[str, Any]:
        """Return a report in which all confidential answers that fit say something else.

        Nothing else changes: what is asked no more keeps its answer.
        """
        other = deepcopy(dict(data))
        questions = self.questionnaire.questions
        tables = {i for i, one in questions.items() if one.answer_type.listed_columns()}
        broken = {
            found.where[1]
            for found in findings(data, self.questionnaire)
            if found.severity is Severity.ERROR
            and found.where[1:]
            # Entries of a table that repeat each other are answers, and a repeated option is not.
            and (found.code != "R010" or found.where[1] not in tables)
        }
        for part, answer in parts_of({i: a for i, a in data["answers"].items() if i not in broken}):
            is_within = len(part) > 1 and bool(data["answers"][part[0]].get("confidential"))
            if answer.get("confidential") and not is_within:
                others = [*self._others(answer, part)]
                _become(answer_at(other["answers"], part), random.choice(others))
        return sealed(other)

    def _others(self, answer: AnswerData, part: Part) -> Iterator[AnswerData]:
        kind = tuple(key for key in part if isinstance(key, str))
        seen = [_in_short(answer)]
        reason = REASONS["not-known"][0].code
        missing = [{"missing": "declined"}, {"missing": "not-known", "reason": reason}]
        made = self._made.get(kind, [])
        for other in [*missing[:1], *made, *missing[1:]]:
            if _in_short(other) not in seen:
                seen.append(_in_short(other))
                yield deepcopy(other)

    def _follows(self, data: dict[str, Any], before: Mapping[str, Any], part: Part) -> bool:
        """Let the rest of a report follow from its answers; False where it could not be so."""
        answers: dict[str, Any] = data["answers"]
        if part[0] == self._register:
            _cite_again(answers, before["answers"], str(self._register))
        for _ in range(len(self.questionnaire.questions)):
            if not self._one_step(data, answers):
                break
        return not any(
            found.severity is Severity.ERROR and found.code != "R012"
            for found in findings(data, self.questionnaire)
        )

    def _one_step(self, data: Mapping[str, Any], answers: dict[str, Any]) -> bool:
        path = self._path(data)
        for question in self.questionnaire.questions.values():
            given = answers.get(question.id)
            if given is not None and question.id not in path.on:
                del answers[question.id]
                return True
            if given is None and path.is_required(question):
                answers[question.id] = {"missing": "declined"}
                return True
            for gate in self.questionnaire.gates_of.get(question.id, ()):
                value = answers.get(gate, {}).get("value")
                code = self.questionnaire.fills(gate, value) if gate in path.on else None
                if code and _is_to_be_filled_in(answers.get(question.id, {})):
                    value = question.answer_type.value_filled_in(code)
                    answers[question.id] = {"value": value, "by": gate}
                    return True
                if not code and answers.get(question.id, {}).get("by") == gate:
                    answers[question.id] = {"missing": "declined"}
                    return True
        return False

    def _path(self, data: Mapping[str, Any]) -> AnswerPath:
        return answer_path(self.questionnaire, data["state"], data["as_of"], data["answers"])

    @property
    def _register(self) -> str | None:
        register = self.questionnaire.head.laws
        return None if register is None else register.question


def _is_to_be_filled_in(answer: AnswerData) -> bool:
    """Whether a gate fills in an answer: not the one that the case is about."""
    return "by" not in answer and not answer.get("confidential")


def parts_of(answers: Mapping[str, Any]) -> Iterator[tuple[Part, AnswerData]]:
    """Yield every answer of a report with its part: of questions, rows and cells."""
    for question_id, answer in answers.items():
        yield (question_id,), answer
        value = answer.get("value")
        if isinstance(value, dict):
            for row_id, row in value.items():
                if isinstance(row, dict) and ("value" in row or "missing" in row):
                    yield (question_id, row_id), row
        elif isinstance(value, list):
            for number, entry in enumerate(value):
                for column_id, cell in entry.items() if isinstance(entry, dict) else ():
                    if isinstance(cell, dict):
                        yield (question_id, number, column_id), cell


def answer_at(answers: Mapping[str, Any], part: Part) -> dict[str, Any]:
    """Return the answer at a part."""
    question_id, *inner = part
    answer = answers[str(question_id)]
    if inner:
        answer = answer["value"]
        for key in inner:
            answer = answer[key]
    assert isinstance(answer, dict)
    return answer


def sealed(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return a final report with the seal that fits."""
    return Report.from_data(data).sealed().to_data()


def _become(answer: dict[str, Any], other: AnswerData) -> None:
    answer.clear()
    answer.update(deepcopy(dict(other)), confidential=True)
    answer.pop("by", None)


def _in_short(answer: AnswerData) -> Any:
    """Return what makes an answer a different one: the code, the number of entries, the text."""
    value = answer.get("value")
    if isinstance(value, dict):
        return value.get("status", sorted(str(row.get("value")) for row in _mappings(value)))
    if isinstance(value, list):
        return len(value)
    return value, answer.get("missing")


def _mappings(value: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [part for part in value.values() if isinstance(part, dict)]


def _cite_again(answers: Mapping[str, Any], before: Mapping[str, Any], register: str) -> None:
    """Let answers cite the laws of the register that is there now, in the place of those before."""
    names = [[_name(entry) for entry in _entries(one, register)] for one in (before, answers)]
    now = dict(zip(*names, strict=False))
    for question_id, answer in answers.items():
        if question_id != register:
            _rename(answer, now)


def _entries(answers: Mapping[str, Any], register: str) -> Sequence[Mapping[str, Any]]:
    entries = answers.get(register, {}).get("value", ())
    return entries if isinstance(entries, list) else ()


def _name(entry: Mapping[str, Any]) -> str:
    return str(entry.get("short-name", {}).get("value", ""))


def _rename(data: Any, now: Mapping[str, str]) -> None:
    if isinstance(data, dict):
        if isinstance(data.get(_LAW), str):
            data[_LAW] = now.get(data[_LAW], data[_LAW])
        for part in data.values():
            _rename(part, now)
    elif isinstance(data, list):
        for part in data:
            _rename(part, now)
