"""Three States that answer what is required, and nothing else, by the engine of the interview.

They choose by what a prompt offers, not by the question, so that they can walk through a changed
questionnaire too.
"""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from checklist.answer_types.answer import MISSING_CODES
from checklist.answer_types.interface import Option, Refusal, Step
from checklist.interview.engine import Interview
from checklist.interview.prompt import Prompt
from checklist.interview.user_commands import Action, Entry, parse
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import Report

DAY = date(2026, 11, 24)
OBSTACLES, ASSISTANCE, PRIORITIES = "obstacles-", "assistance-kinds", "priorities"
"""The option lists of what is asked once a set: those whose names begin so."""

_TYPED = ("Ministry of Justice", "2025", "15", "https://example.org/law")
"""Entries of which one fits whatever is asked for without options."""


@dataclass
class Walk:
    """What a State met on its way."""

    interview: Interview
    prompts: int = 0
    """How often something had to be typed. What was left open is not counted."""
    left_open: int = 0
    """Optional questions that were passed over."""
    by_set: Counter[str] = field(default_factory=Counter)
    """The prompts of each set."""


class WalkingState(ABC):
    """A State that answers required questions."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire

    def walk(self) -> Walk:
        """Answer from the first question to the last."""
        questionnaire = self._questionnaire
        walk = Walk(Interview(questionnaire, Report.begin(questionnaire, "AUT", DAY)))
        for _ in range(100 * len(questionnaire.questions)):
            if walk.interview.at_end:
                return walk
            self._take(walk, walk.interview.prompt())
        raise AssertionError(f"no end after {walk.prompts} prompts")

    def _take(self, walk: Walk, prompt: Prompt) -> None:
        if prompt.is_first and not prompt.required and not self.wants(prompt.step):
            entry = Entry(Action.NEXT)
            walk.left_open += 1
        else:
            entry = parse(self.entry(prompt.step))
            assert entry.action is Action.ANSWER
            walk.prompts += 1
            walk.by_set[prompt.part.id] += 1
        refused = walk.interview.enter(entry).refused
        assert not refused, f"{prompt.question.id}/{prompt.step.name}: {entry.text!r}: {refused}"

    def wants(self, step: Step) -> bool:
        """Whether the State answers an optional question."""
        return False

    def entry(self, step: Step) -> str:
        """Return what the State types."""
        if step.name == "none":  # whether a list that was left empty is to stay so
            return "1"
        if not step.options:
            return self.free(step)
        if step.several:
            return ",".join(option.code for option in self.several(step.options))
        number = [*step.options].index(self.one(step.options)) + 1
        return f"{number}*" if step.cell and any("*" in tip for tip in step.tips) else f"{number}"

    @abstractmethod
    def one(self, options: Sequence[Option]) -> Option:
        """Return the option that is true of the State."""

    @abstractmethod
    def several(self, options: Sequence[Option]) -> Sequence[Option]:
        """Return the options that are true of the State."""

    @abstractmethod
    def free(self, step: Step) -> str:
        """Return an entry where there are no options."""

    def asks_for(self, options: Sequence[Option], name: str) -> bool:
        """Whether these are the options of a list of the questionnaire whose name begins so."""
        lists = self._questionnaire.head.lists
        return any([*options] == [*lists[one]] for one in lists if one.startswith(name))


class NothingInPlace(WalkingState):
    """A party that implements nothing, meets every obstacle, and wants help everywhere."""

    def wants(self, step: Step) -> bool:
        return self.asks_for(step.options, PRIORITIES)

    def one(self, options: Sequence[Option]) -> Option:
        # Options are listed from the best to the worst.
        return _with_code(options, "party", "not-implemented", "negative") or options[-1]

    def several(self, options: Sequence[Option]) -> Sequence[Option]:
        together = [option for option in options if not option.exclusive]
        if self.asks_for(options, OBSTACLES) or self.asks_for(options, ASSISTANCE):
            return together
        return [option for option in options if option.exclusive] or together[:1]

    def free(self, step: Step) -> str:
        return _fitting(step) if step.required else ""


class EverythingInPlace(WalkingState):
    """A party with all measures in place, two laws to name, and no wish for help."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        super().__init__(questionnaire)
        self._laws = iter(
            (
                *("Criminal Code, No. 60 of 1974", "criminal-code", "1974-01-23"),
                "https://example.org/criminal-code",
                *("Act on Assistance to Victims, No. 12 of 2010", "assistance-act", "2010"),
                *("https://example.org/assistance-act", ""),
            )
        )
        register = questionnaire.head.laws
        assert register is not None
        table = questionnaire.questions[register.question].answer_type
        self._law_steps = {column.id for column in getattr(table, "columns", ())}

    def one(self, options: Sequence[Option]) -> Option:
        return _with_code(options, "party", "implemented", "affirmative") or options[0]

    def several(self, options: Sequence[Option]) -> Sequence[Option]:
        alone = [option for option in options if option.exclusive]
        if self.asks_for(options, OBSTACLES) or self.asks_for(options, ASSISTANCE):
            return alone
        return [option for option in options if not option.exclusive]

    def free(self, step: Step) -> str:
        if step.name in self._law_steps:
            return next(self._laws)
        if step.name == "evidence":
            if step.form == "a web address":
                return "https://example.org/evidence"
            return "1 article 104a; assistance-act article 5"
        return _fitting(step)


class SomeInPlace(EverythingInPlace):
    """A party that answers each row by itself: in place, in part, planned, not in place."""

    _TURNS = ("implemented", "partly-implemented", "planned", "not-implemented")

    def __init__(self, questionnaire: Questionnaire) -> None:
        super().__init__(questionnaire)
        self._number = 0

    def entry(self, step: Step) -> str:
        if step.name == "none" or step.several or not step.options:
            return super().entry(step)
        return str([*step.options].index(self.one(step.options)) + 1)

    def one(self, options: Sequence[Option]) -> Option:
        self._number += 1
        is_own = _with_code(options, "party", "affirmative")
        codes = [code for code in self._TURNS if _with_code(options, code)]
        if is_own or not codes:
            return is_own or options[self._number % (len(options) - 1)]
        turn = _with_code(options, codes[self._number % len(codes)])
        assert turn is not None
        return turn

    def several(self, options: Sequence[Option]) -> Sequence[Option]:
        self._number += 1
        alone = [option for option in options if option.exclusive]
        together = [option for option in options if not option.exclusive]
        return alone if alone and self._number % 2 else together[:3]


def _with_code(options: Sequence[Option], *codes: str) -> Option | None:
    return next((option for option in options if option.code in codes), None)


def _fitting(step: Step) -> str:
    for entry in _TYPED:
        try:
            step.read(entry)
        except Refusal:
            continue
        return entry
    raise AssertionError(f"no entry fits: {step.name}: {step.ask} ({step.form})")


def missing_codes(report: Report) -> Iterator[str]:
    """Yield the codes for absence anywhere in a report's answers."""
    waiting: list[object] = [dict(report.answers)]
    while waiting:
        data = waiting.pop()
        if isinstance(data, dict):
            if data.get("missing") in MISSING_CODES:
                yield str(data["missing"])
            waiting += data.values()
        elif isinstance(data, list):
            waiting += data
