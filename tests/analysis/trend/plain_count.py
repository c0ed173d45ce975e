"""A count of reports that uses nothing of the project: raw YAML, dictionaries and loops.

It reads the question sets and the reports as PyYAML gives them, and works out by itself what is a
measure, what is confidential, and which reports are of which cycle. The reports are sound, so that
what is answered is also asked.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

STATUSES = {
    "implemented",
    "partly-implemented",
    "planned",
    "under-consideration",
    "considered",
    "ended",
    "not-implemented",
}
HIDDEN, NONE, GIVEN = "confidential", "no answer", "answered"


class Unit(NamedTuple):
    question: str
    row: str
    theme: str
    recommendations: frozenset[str]
    is_measure: bool


class PlainCount:
    def __init__(self, questions: Path, reports: Path) -> None:
        self.head = load(questions / "questionnaire.yaml")
        self.plan = load(questions / "analysis-plan.yaml")
        self.sets = [load(questions / name) for name in self.head["sets"]]
        self.questions = {q["id"]: q for part in self.sets for q in part["questions"]}
        self.units = [*self._units()]
        self.cycles: dict[str, dict[str, dict[str, Any]]] = {}
        for path in sorted(reports.glob("*.yaml")):
            data = load(path)
            self.cycles.setdefault(self._cycle(data), {})[data["state"]] = data
        self._hidden: dict[int, set[str]] = {}

    def _units(self) -> Iterator[Unit]:
        for part in self.sets:
            for question in part["questions"]:
                own = question.get("recommendations", [])
                measure = self._is_measure(question)
                for row in question.get("items", [{"id": ""}]):
                    cited = frozenset([*own, *row.get("recommendations", [])])
                    yield Unit(question["id"], row["id"], part["id"], cited, measure)

    def _is_measure(self, question: dict[str, Any]) -> bool:
        name = question["id"]
        if name in self.plan["shown_by_own_codes"]:
            return False
        if question["type"] == "implementation" or name in self.plan["standing"]:
            return True
        options = question.get("options", [])
        if isinstance(options, str):
            options = self.head["lists"][options]
        codes = {option["code"] for option in options}
        of_one = question["type"] in {"choice", "matrix"}
        return of_one and {"implemented", "not-implemented"} <= codes <= STATUSES

    def _cycle(self, data: dict[str, Any]) -> str:
        end = data["answers"].get("period-end", {})
        is_public = "value" in end and not end.get("confidential")
        return str(end["value"] if is_public else data["as_of"])[:4]

    def answer(self, report: dict[str, Any], unit: Unit) -> tuple[str, ...]:
        """Return the codes of an answer; or why there is none."""
        if unit.question in self.hidden(report):
            return (HIDDEN,)
        given = report["answers"].get(unit.question)
        if given and unit.row and "value" in given:
            given = given["value"].get(unit.row)
            if given and given.get("confidential"):
                return (HIDDEN,)
        if not given:
            return (NONE,)
        if "missing" in given:
            return (given["missing"],)
        value = given["value"]
        if isinstance(value, dict):
            value = value.get("status", GIVEN)
        codes = value if isinstance(value, list) else [value]
        if not all(isinstance(code, str) for code in codes):
            return (GIVEN,)
        standing = self.plan["standing"].get(unit.question, {})
        return tuple(standing.get(code, code) for code in codes)

    def hidden(self, report: dict[str, Any]) -> set[str]:
        """Return the questions that are confidential, or that a confidential answer decides."""
        if id(report) not in self._hidden:
            answers = report["answers"]
            marked = {i for i, one in answers.items() if one.get("confidential")}
            rows = {
                (i, row)
                for i, one in answers.items()
                if isinstance(one.get("value"), dict)
                for row, inner in one["value"].items()
                if isinstance(inner, dict) and inner.get("confidential")
            }
            columns = {
                (i, column)
                for i, one in answers.items()
                if isinstance(one.get("value"), list)
                for entry in one["value"]
                if isinstance(entry, dict)
                for column, inner in entry.items()
                if isinstance(inner, dict) and inner.get("confidential")
            }
            marked |= {i for i, one in answers.items() if filled_by(one) & marked}
            self._hidden[id(report)] = self._decided(marked, rows | columns)
        return self._hidden[id(report)]

    def _decided(self, marked: set[str], parts: set[tuple[str, str]]) -> set[str]:
        gates = {
            target: gate
            for gate, question in self.questions.items()
            for target in question.get("gate", {}).get("questions", [])
        }
        hidden = {*marked}
        while True:
            more = set()
            for name, question in self.questions.items():
                looked_at = [*named(question.get("when"))]
                if name in gates:
                    looked_at.append((gates[name], None))
                if any(one in hidden or (one, row) in parts for one, row in looked_at):
                    more.add(name)
                # A whole question is looked at where one of its rows is confidential.
            if more <= hidden:
                return hidden
            hidden |= more

    # What is counted

    def cycle(self, cycle: str, units: list[Unit], states: set[str] | None = None) -> Counter[str]:
        """Return how often each code, or standing, is in the reports of a cycle."""
        return Counter(
            code
            for state, report in self.cycles[cycle].items()
            if states is None or state in states
            for unit in units
            for code in self.answer(report, unit)
        )

    def same(self, earlier: str, later: str) -> set[str]:
        return self.cycles[earlier].keys() & self.cycles[later].keys()

    def transitions(
        self, earlier: str, later: str, units: list[Unit], states: set[str] | None = None
    ) -> Counter[tuple[str, str]]:
        """Return the pairs of answers of the same States; a confidential one hides the other."""
        found: Counter[tuple[str, str]] = Counter()
        for state in self.same(earlier, later):
            if states is not None and state not in states:
                continue
            for unit in units:
                (before,) = self.answer(self.cycles[earlier][state], unit)
                (after,) = self.answer(self.cycles[later][state], unit)
                if HIDDEN in (before, after):
                    before = after = HIDDEN
                found[before, after] += 1
        return found


def named(condition: Any) -> Iterator[tuple[str, str | None]]:
    """Yield the questions and rows that a condition looks at."""
    if isinstance(condition, dict):
        if "question" in condition:
            yield condition["question"], condition.get("row")
        for part in condition.values():
            yield from named(part)
    elif isinstance(condition, list):
        for part in condition:
            yield from named(part)


def load(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def filled_by(answer: dict[str, Any]) -> set[str]:
    """Return the gates that filled in an answer, or a row of it."""
    value = answer.get("value")
    inner = value.values() if isinstance(value, dict) else ()
    return {one["by"] for one in (answer, *inner) if isinstance(one, dict) and "by" in one}
