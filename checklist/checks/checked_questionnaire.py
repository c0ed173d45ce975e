"""A questionnaire for the Q rules: its questions, conditions and options with their places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from checklist.answer_types.interface import AnswerType, Option
from checklist.diagnostics import DocumentPath, Finding, Found, Severity, all_below
from checklist.questionnaire.catalogue import Recommendation
from checklist.questionnaire.condition import Comparison, Condition, leaves
from checklist.questionnaire.loading import questionnaire_of
from checklist.questionnaire.question import Check, Question
from checklist.questionnaire.questionnaire import Questionnaire, with_lists
from checklist.questionnaire.sources import SourceFile, Sources

PlacedFinding: TypeAlias = tuple[SourceFile[Any], Finding]
"""A finding of a Q rule, with its file."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A part of a questionnaire with its place."""

    part: SourceFile[Any]
    where: DocumentPath

    def finding(
        self,
        message: str,
        *below: str | int,
        severity: Severity = Severity.ERROR,
        at_key: bool = False,
        hint: str = "",
    ) -> PlacedFinding:
        """Return what a rule finds at this place, or at the keys and indices below it."""
        place = (*self.where, *below)
        return self.part, Found(message, place, at_key, severity=severity, hint=hint)


@dataclass(frozen=True, slots=True)
class PlacedQuestion(Placed):
    """A question with its place: `("questions", 3)`."""

    question: Question
    order: int
    """0 for the first question of the first set."""


@dataclass(frozen=True, slots=True)
class PlacedCondition(Placed):
    """A condition with its place, and the questions that it may name."""

    condition: Condition
    before: int | None
    """The order of the question that has it; None where it may name all questions."""


@dataclass(frozen=True, slots=True)
class PlacedComparison(Placed):
    """A comparison of a condition, which says in `before` what the condition does."""

    comparison: Comparison
    before: int | None


@dataclass(frozen=True, slots=True)
class PlacedCheck(Placed):
    """A check with its place: `("checks", 3)`."""

    check: Check


@dataclass(frozen=True, slots=True)
class PlacedAnswerType(Placed):
    """The answer type of a question or of a table's column, with the place of its keys.

    That is `("questions", 3)`, or `("questions", 3, "columns", 0)`. If it uses a named option list,
    it has the name of the list, not the options.
    """

    answer_type: AnswerType


@dataclass(frozen=True, slots=True)
class PlacedOptions(Placed):
    """An option list with its place.

    That is `("questions", 3, "options")`, or `("lists", "obstacles")` of the questionnaire's head.
    """

    options: Sequence[Option]
    users: Sequence[AnswerType]
    """The answer types that offer these options. A named list can have several, or none."""


@dataclass(frozen=True, eq=False)
class CheckedQuestionnaire:
    """A questionnaire for the Q rules. Files with errors of structure are left out."""

    sources: Sources

    @cached_property
    def loaded(self) -> Questionnaire | None:
        """The questionnaire as it is answered; None where a file has errors of structure."""
        return questionnaire_of(self.sources)

    @cached_property
    def texts(self) -> Sequence[tuple[SourceFile[Any], DocumentPath, str]]:
        """Every text that somebody reads, with its file and its place. A pattern is none."""
        return [
            (part, where, text)
            for part in self.sources.parts
            if part.model is not None
            for where, text in all_below(part.document.data)
            if isinstance(text, str) and where[-1:] != ("pattern",)
        ]

    @cached_property
    def lists(self) -> Mapping[str, Sequence[Option]]:
        """The named option lists."""
        head = self.sources.head.model
        return {} if head is None else head.lists

    @cached_property
    def recommendations(self) -> Mapping[str, Recommendation]:
        """The recommendations of the catalogue, by id; empty where it cannot be read."""
        catalogue = self.sources.catalogue.model
        return {} if catalogue is None else catalogue.by_id()

    @cached_property
    def placed(self) -> Sequence[PlacedQuestion]:
        """All questions, with the options of named lists in place."""
        placed: list[PlacedQuestion] = []
        for part in self.sources.sets:
            if part.model is None:
                continue
            for index, question in enumerate(with_lists(part.model, self.lists).questions):
                where = ("questions", index)
                placed.append(PlacedQuestion(part, where, question, len(placed)))
        return placed

    @cached_property
    def by_id(self) -> Mapping[str, PlacedQuestion]:
        """The first question of each id."""
        first: dict[str, PlacedQuestion] = {}
        for placed in self.placed:
            first.setdefault(placed.question.id, placed)
        return first

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """The first question of each id without its place, in the order of the questionnaire."""
        return {name: placed.question for name, placed in self.by_id.items()}

    @cached_property
    def checks(self) -> Sequence[PlacedCheck]:
        """The checks of all sets."""
        return [
            PlacedCheck(part, ("checks", index), check)
            for part in self.sources.sets
            for index, check in enumerate(part.model.checks if part.model else ())
        ]

    @cached_property
    def answer_types(self) -> Sequence[PlacedAnswerType]:
        """The answer types of all questions and of all columns of tables."""
        placed: list[PlacedAnswerType] = []
        for part in self.sources.sets:
            for index, question in enumerate(part.model.questions if part.model else ()):
                where: DocumentPath = ("questions", index)
                placed.append(PlacedAnswerType(part, where, question.answer_type))
                placed += [
                    PlacedAnswerType(part, (*where, "columns", number), column.answer_type)
                    for number, column in enumerate(question.answer_type.listed_columns())
                ]
        return placed

    @cached_property
    def option_lists(self) -> Sequence[PlacedOptions]:
        """The option lists: first the named ones, then those written out in questions."""
        users: dict[str, list[AnswerType]] = {name: [] for name in self.lists}
        written_out: list[PlacedOptions] = []
        for placed in self.answer_types:
            if placed.answer_type.listed_columns():
                continue  # `answer_types` has each column, too
            for _, name in placed.answer_type.list_names():
                users.setdefault(name, []).append(placed.answer_type)
            written_out += [
                PlacedOptions(placed.part, (*placed.where, *below), options, [placed.answer_type])
                for below, options in placed.answer_type.option_lists()
            ]
        named = [
            PlacedOptions(self.sources.head, ("lists", name), options, users[name])
            for name, options in self.lists.items()
        ]
        return [*named, *written_out]

    @property
    def is_whole(self) -> bool:
        """Whether all files with questions could be read, so that an unknown id does not exist."""
        return self.sources.head.model is not None and all(
            part.model is not None for part in self.sources.sets
        )

    @cached_property
    def conditions(self) -> Sequence[PlacedCondition]:
        """Every condition: of the questions, of the checks, and of the questionnaire itself."""
        conditions = [
            PlacedCondition(p.part, (*p.where, "when"), p.question.when, p.order)
            for p in self.placed
            if p.question.when is not None
        ]
        conditions += [
            PlacedCondition(p.part, (*p.where, "when"), p.check.when, None) for p in self.checks
        ]
        head = self.sources.head.model
        if head is not None and head.party_when is not None:
            conditions.append(
                PlacedCondition(self.sources.head, ("party_when",), head.party_when, None)
            )
        return conditions

    @cached_property
    def comparisons(self) -> Sequence[PlacedComparison]:
        """The comparisons of all conditions."""
        return [
            PlacedComparison(placed.part, (*placed.where, *where), comparison, placed.before)
            for placed in self.conditions
            for where, comparison in leaves(placed.condition)
        ]
