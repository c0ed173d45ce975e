"""A questionnaire and a report that are larger than any real one, as demanding as the usual one.

The question sets of the benchmarks stand in it several times, with their conditions,
checks and gates, and with the whole catalogue behind them. Each time all ids have another ending.
"""

import json
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from checklist.answer_types.interface import Refusal, Step
from checklist.files.reader import read
from checklist.interview.engine import Interview
from checklist.interview.user_commands import parse
from checklist.questionnaire.loading import load
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.questionnaire.sources import CATALOGUE_FILE, HEAD_FILE
from checklist.reports.report import Report
from tests.benchmarks.installation import questionnaire as usual

_TIMES = 5
"""How often the question sets stand in the large questionnaire."""

_ENTRIES = 3
"""Entries of a table."""

_TEXT = """
the ministry of justice reports that since the reform each region has a unit with trained officers
which works with prosecutors and with organizations that run shelters; guidance is renewed every
second year, figures are collected by the statistical office and published, and victims can ask
for a decision to be looked at again without cost or delay
"""


def large_questionnaire(folder: Path) -> Questionnaire:
    """Write the large questionnaire into a new folder, and return it."""
    own = usual()
    assert own.folder is not None
    folder.mkdir()
    (folder / CATALOGUE_FILE).write_bytes((own.folder / CATALOGUE_FILE).read_bytes())
    head: Any = read(own.folder / HEAD_FILE).data
    files = [
        (f"{time}-{file}", _again(read(own.folder / file).data, time, own))
        for time in range(_TIMES)
        for file in own.head.sets
    ]
    head |= {"id": folder.name, "sets": [file for file, _ in files]}
    for name, data in [(HEAD_FILE, head), *files]:
        (folder / name).write_text(json.dumps(data), encoding="utf-8")
    return load(folder)


def _again(part: Any, time: int, own: Questionnaire) -> Any:
    """Return the data of a question set with an ending to its name and those of its questions."""
    ending = f"-{time}" if time else ""
    closable = [
        question.id
        for question in own.questions.values()
        if question.answer_type.value_filled_in("not-implemented") is not None
    ]
    order = list(own.questions)
    for question in part["questions"]:
        # The usual questionnaire has few gates: each yes-no question becomes one.
        if question["type"] == "yes-no" and "gate" not in question:
            behind = order[order.index(question["id"]) :]
            question["gate"] = [one for one in behind if one in closable][:3]
        question["id"] += ending
        question["ask"] = question["ask"].replace("?", f"{ending}?")
    if time:
        part.pop("checks", None)  # there are a hundred codes for them, and no more
    return {**_renamed(part, ending, own), "id": part["id"] + ending}


def _renamed(data: Any, ending: str, own: Questionnaire) -> Any:
    """Return data in which each name of a question in a condition, check or gate has the ending."""
    if isinstance(data, list):
        return [_renamed(item, ending, own) for item in data]
    if not isinstance(data, dict):
        return data
    return {
        key: value + ending
        if key in {"question", "than", "at"} and value in own.questions
        else [name + ending for name in value]
        if key == "gate"
        else _renamed(value, ending, own)
        for key, value in data.items()
    }


def large_report(questionnaire: Questionnaire, answered: int) -> Report:
    """Return a draft in which so many questions on path are answered, each with a remark."""
    typing = Typing()
    interview = Interview(questionnaire, Report.begin(questionnaire, "AUT", date(2026, 1, 1)))
    while len(interview.report.answers) < answered or not interview.prompt().is_first:
        prompt = interview.prompt()
        entry = typing.entry(prompt.step, first_option=True)
        outcome = interview.enter(parse(entry))
        assert not outcome.refused, (prompt.question.id, entry, outcome.refused)
        if interview.at_end or interview.prompt().question is prompt.question:
            continue
        interview.enter(parse(f"/goto {prompt.question.id}"))
        interview.enter(parse(f"/note {typing.text(350)}"))
        interview.enter(parse("/next"))
    return interview.report


class Typing:
    """What an official types. The same each time it is begun."""

    def __init__(self) -> None:
        self._random = random.Random(500)

    def entry(self, step: Step, *, first_option: bool = False) -> str:
        """Return an entry that the step takes.

        Args:
            step: What is asked.
            first_option: Whether to choose the first option, with which most questions are asked.
        """
        if isinstance(step.so_far, list) and len(step.so_far) >= _ENTRIES and not step.cell:
            return ""  # the table is long enough
        if step.options:
            return "1" if first_option else str(self._random.randint(1, len(step.options)))
        for entry in self._entries(step):
            try:
                step.read(entry)
            except Refusal:
                continue
            return entry
        raise AssertionError(f"no entry fits: {step.ask} ({step.form})")

    def choice(self, among: list[str]) -> str:
        """Return one of several names."""
        return self._random.choice(among)

    def text(self, length: int) -> str:
        """Return a text of about that many characters."""
        words = self._random.choices(_TEXT.split(), k=length // 6)
        return f"{' '.join(words)}.".capitalize()

    def _entries(self, step: Step) -> Iterator[str]:
        yield self.text(self._random.randint(100, 500) if step.free_text else 60)
        yield from (
            f"act-{self._random.randint(1, 10**6)}",
            "+43 1 26060",
            "2001-05-31",
            "2010",
            str(self._random.randint(1, 90)),
            "https://example.org/law",
            "office@example.org",
            "Norway",
        )
