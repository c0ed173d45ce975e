"""What an official of Denmark types to answer the small questionnaire, and what it amounts to."""

import io
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from checklist.answer_types.implementation import CONSIDERED
from checklist.answer_types.interface import Refusal, Step
from checklist.interview.engine import Interview
from checklist.interview.prompt import Prompt
from checklist.interview.user_commands import parse
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import Report

SMALL = ("--questionnaire", "small")

TREATY = (
    "party",
    "2001-05-31",
    "2004",
    "The first parties met in a lighthouse.",
    "Norway",
    "3",
    "Bergen, Oslo",
    "Coastal Administration",
    "Kari Nordmann",
    "",
    "",
    "+47 22 00 00 00",
    "SWE; Norway",
    "yes",
    "Act on lights at sea, No. 12 of 1999",
    "lights-act",
    "1999",
    "40",
    "1",
    "Norway",
    "1",
    "",
)
"""The first set, one entry a prompt; the State is named before."""

LIGHTS = (
    "yes",
    "2",
    "1,3",
    "The act names one keeper.",
    "Most lights are kept.",
    "1 article 4; https://example.org/lights",
    "1",
    "3*",
    "Repairs follow the winter.",
    "1",
    "",
    "",
    "https://example.org/fog",
    "horn",
    "1,2",
    "1",
)
"""The second set."""

ANSWERS: dict[str, Any] = {
    "treaty-status": "party",
    "signature": "2001-05-31",
    "deposit": "2004",
    "founding-story": "The first parties met in a lighthouse.",
    "depositary": "NOR",
    "port-count": 3,
    "port-list": "Bergen, Oslo",
    "port-authority": {
        "office": "Coastal Administration",
        "person": "Kari Nordmann",
        "telephone": "+47 22 00 00 00",
    },
    "sea-neighbours": ["SWE", "NOR"],
    "northern-route": "affirmative",
    "laws": [
        {
            "short-name": {"value": "lights-act"},
            "citation": {"value": "Act on lights at sea, No. 12 of 1999"},
            "adopted": {"value": "1999"},
            "articles": {"value": 40},
            "in-force": {"value": "affirmative"},
            "model": {"value": "NOR"},
            "rank": {"value": "act"},
        }
    ],
    "authority": "affirmative",
    "light-service": {
        "status": "partly-implemented",
        "partly": ["law-only", "some-regions"],
        "law": "The act names one keeper.",
        "practice": "Most lights are kept.",
        "evidence": [
            {"law": "lights-act", "article": "4"},
            {"url": "https://example.org/lights"},
        ],
    },
    "light-tasks": {
        "repair": {"value": "implemented"},
        "watch": {"value": "not-implemented"},
        "charts": {"value": "not-implemented"},
    },
    "repair-plan": "Repairs follow the winter.",
    "fog-signals": {
        "status": "implemented",
        "evidence": [{"url": "https://example.org/fog"}],
    },
    "fog-signals-sound": "horn",
    "obstacles": ["funding", "staff"],
    "payers": ["ports"],
}
"""The values that the entries of both sets make."""


def lines(*entries: str) -> str:
    """Return entries as a file of answers, one a line."""
    return "".join(f"{entry}\n" for entry in entries)


def loaded(path: Path) -> dict[str, Any]:
    """Return a report's data as another YAML library reads it."""
    data: dict[str, Any] = YAML(typ="safe", pure=True).load(io.StringIO(path.read_text("utf-8")))
    return data


def values(path: Path) -> dict[str, Any]:
    """Return the value of each answer in a report."""
    return {name: answer["value"] for name, answer in loaded(path)["answers"].items()}


Strategy = Callable[[Prompt], str]
"""What is asked → what is typed."""

_TYPED = (
    "In a few words",
    "2001",
    "15",
    "criminal-code",
    "https://example.org",
    "office@example.org",
    "+43 1 26060",
    "Austria",
)
"""Entries of which one fits whatever is asked for without options."""


def required_only(prompt: Prompt) -> str:
    """Take the first option where an answer is required, and leave the rest open."""
    is_needed = prompt.required if prompt.is_first else True
    return _typed(prompt.step, option=1) if is_needed and prompt.step.required else ""


def everything() -> Strategy:
    """Answer every prompt once, with the first option; a table gets one entry."""
    asked: set[tuple[str, str]] = set()

    def strategy(prompt: Prompt) -> str:
        place = (prompt.question.id, prompt.step.name)
        if place in asked and not prompt.step.required:
            return ""
        asked.add(place)
        return _typed(prompt.step, option=1)

    return strategy


def last_options(prompt: Prompt) -> str:
    """Take the last option where an answer is required, and leave the rest open.

    In a grid it is the last that every row offers.
    """
    if prompt.step.name == "none":  # the last option goes back to the list
        return "1"
    is_needed = prompt.required if prompt.is_first else True
    offered = [
        one for one in prompt.step.options if not (prompt.step.cell and one.code == CONSIDERED)
    ]
    number = len(offered)
    return _typed(prompt.step, option=number) if is_needed and prompt.step.required else ""


def nothing_known(prompt: Prompt) -> str:
    """Decline every answer, without a reason."""
    return "" if prompt.step.name == "note" else "/decline"


def walk(
    questionnaire: Questionnaire, state: str, strategy: Strategy
) -> Iterator[tuple[Prompt, str]]:
    """Yield each prompt with the entry of a strategy, from the first question to the summary."""
    interview = Interview(questionnaire, Report.begin(questionnaire, state, date(2026, 1, 1)))
    limit = 100 * len(questionnaire.questions)
    for _ in range(limit):
        if interview.at_end:
            return
        prompt = interview.prompt()
        entry = strategy(prompt)
        yield prompt, entry
        refused = interview.enter(parse(entry)).refused
        assert not refused, f"{prompt.question.id}: {entry!r}: {refused}"
    raise AssertionError(f"the interview has no end after {limit} entries")


def script(questionnaire: Questionnaire, state: str, strategy: Strategy) -> list[str]:
    """Return the entries of a strategy, from the first question to the summary."""
    return [entry for _, entry in walk(questionnaire, state, strategy)]


def assert_nothing_is_left_behind(folder: Path) -> None:
    """Assert that an official's folder holds the report and the questionnaire only."""
    assert sorted(path.name for path in folder.iterdir()) == ["report-DNK.yaml", "small"]


def _typed(step: Step, option: int) -> str:
    if step.options:
        return str(option)
    for entry in _TYPED:
        try:
            step.read(entry)
        except Refusal:
            continue
        return entry
    raise AssertionError(f"no entry fits: {step.ask} ({step.form})")
