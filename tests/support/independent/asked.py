"""The questionnaire as its YAML files have it, with the analysis plan."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import yaml

STATUSES = {
    "implemented": "Implemented",
    "partly-implemented": "Partly implemented",
    "planned": "Planned",
    "under-consideration": "Under consideration",
    "considered": "Considered, and decided not to do it",
    "ended": "Implemented earlier, now ended",
    "not-implemented": "Not implemented",
}
"""How far a measure is in place, in order, with the words for it."""
YES_NO = {"affirmative": "Yes", "negative": "No"}


_AROUND = {
    "id",
    "ask",
    "guidance",
    "more",
    "terms",
    "period",
    "recommendations",
    "optional",
    "when",
    "when_text",
    "usually",
    "afresh",
    "gate",
    "comment",
}
"""What a question says besides how it is answered."""


class Unit(NamedTuple):
    """What is counted: a question, or a row of a matrix."""

    question: str
    row: str
    theme: str
    recommendations: tuple[str, ...]
    is_measure: bool


def load(path: Path) -> Any:
    """Return what a YAML file holds."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


class Asked:
    """A questionnaire.

    Args:
        folder: Its files.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.catalogue = load(folder / "recommendations.yaml")["recommendations"]
        self.head = load(folder / "questionnaire.yaml")
        self.plan = load(folder / "analysis-plan.yaml")
        self.sets = [load(folder / name) for name in self.head["sets"]]
        self.questions: dict[str, Any] = {}
        self.themes: dict[str, str] = {}
        self.theme_of: dict[str, str] = {}
        self.numbers: dict[str, str] = {}
        for place, part in enumerate(self.sets, start=1):
            self.themes[part["id"]] = part["title"]
            for number, question in enumerate(part["questions"], start=1):
                self.questions[question["id"]] = question
                self.theme_of[question["id"]] = part["id"]
                self.numbers[question["id"]] = f"{place}.{number}"

    def options(self, question: str) -> Sequence[Mapping[str, Any]]:
        """Return the options of a question, or of each row of a matrix."""
        found = self.questions[question].get("options", ())
        listed: Sequence[Mapping[str, Any]] = (
            self.head["lists"][found] if isinstance(found, str) else found
        )
        return listed

    def codes(self, question: str) -> Mapping[str, str]:
        """Return the codes that are counted for a question, with their words, in order."""
        asked = self.questions[question]
        if asked["type"] == "yes-no":
            return YES_NO
        if asked["type"] == "implementation":
            left = {"considered", "ended"} - {one for one in STATUSES if asked.get(one)}
            return {code: words for code, words in STATUSES.items() if code not in left}
        return {one["code"]: one["label"] for one in self.options(question)}

    def kinds(self, question: str) -> Mapping[str, str]:
        """Return the codes that name something: all but those that say that there is nothing."""
        nothing = {one["code"] for one in self.options(question) if one.get("exclusive")}
        return {code: words for code, words in self.codes(question).items() if code not in nothing}

    def row_words(self, question: str, row: str) -> str:
        """Return the words of a row."""
        items = self.questions[question].get("items", ())
        return next((one["label"] for one in items if one["id"] == row), "")

    def is_measure(self, question: str) -> bool:
        """Whether the codes of a question say how far a measure is in place."""
        if question in self.plan["shown_by_own_codes"]:
            return False
        kind = self.questions[question]["type"]
        if kind == "implementation" or question in self.plan["standing"]:
            return True
        codes = self.codes(question).keys()
        is_status = {"implemented", "not-implemented"} <= codes <= STATUSES.keys()
        return kind in {"choice", "matrix"} and is_status

    def is_of_choice(self, question: str, row: str) -> bool:
        """Whether States may have what a row asks, but need not."""
        return any(
            row in self.plan.get(key, {}).get(question, ()) for key in ("permitted", "alternatives")
        )

    @cached_property
    def units(self) -> Sequence[Unit]:
        """All questions and rows that are counted, in order."""
        return [
            Unit(
                question=name,
                row=row["id"],
                theme=self.theme_of[name],
                recommendations=(
                    *dict.fromkeys(
                        [*asked.get("recommendations", ()), *row.get("recommendations", ())]
                    ),
                ),
                is_measure=self.is_measure(name) and not self.is_of_choice(name, row["id"]),
            )
            for name, asked in self.questions.items()
            for row in asked.get("items", [{"id": ""}])
        ]

    @cached_property
    def gates(self) -> Mapping[str, str]:
        """The gate of each question that a gate can fill in."""
        found = {}
        for name, asked in self.questions.items():
            gate = asked.get("gate", [])
            for target in gate if isinstance(gate, list) else gate["questions"]:
                found[target] = name
        return found

    def nearest(self, name: str) -> str:
        """Return the question that an unknown name means: with one letter less; else nothing."""
        return next((one for one in self.questions if one[:-1] == name), "")

    def looks_at(self, question: str) -> set[tuple[str, str]]:
        """Return the questions, with their rows, that decide whether and how one is answered."""
        found = {*named(self.questions[question].get("when"))}
        if question in self.gates:
            found.add((self.gates[question], ""))
        return found


def named(condition: Any) -> Iterator[tuple[str, str]]:
    """Yield the questions, with their rows, that a condition names."""
    if isinstance(condition, list):
        for part in condition:
            yield from named(part)
    elif isinstance(condition, dict):
        if isinstance(condition.get("question"), str):
            yield condition["question"], condition.get("row", "")
        for part in condition.values():
            yield from named(part)


def comparisons(condition: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the comparisons of a condition."""
    if "not" in condition:
        yield from comparisons(condition["not"])
    elif "question" in condition:
        yield condition
    else:
        for part in condition.get("all", condition.get("any")):
            yield from comparisons(part)
