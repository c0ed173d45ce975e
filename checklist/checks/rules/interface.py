"""What a rule is, and what it is given to look at."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from inspect import cleandoc
from typing import Any, Generic, TypeAlias, TypeVar

from checklist.answer_types.answer import AnswerData, texts_beside
from checklist.answer_types.interface import (
    AnswerType,
    FreeText,
    Option,
    Places,
    Problem,
    ProblemKind,
    TextKind,
)
from checklist.answer_types.yes_no import NEGATIVE
from checklist.diagnostics import Finding, Related, Severity, Where
from checklist.questionnaire.condition import AS_OF, STATE, Condition
from checklist.questionnaire.question import Check, Question, QuestionSet
from checklist.questionnaire.questionnaire import Questionnaire, with_lists
from checklist.questionnaire.satisfiability import Possibility, SetsOfCodes
from checklist.questionnaire.sources import Part, Sources
from checklist.reports.answer_path import AnswerPath
from checklist.reports.report import Report
from checklist.reports.revisions import Period, ReportIdentity, periods

_MOST_TRIED = 2_000_000
"""Steps of the work on all conditions of a questionnaire, see `Possibility.allowance`: seconds.

All conditions of a long questionnaire of people need a hundredth of them.
"""

NUL = "\0"
"""What the reader lets stand in no text."""

Subject = TypeVar("Subject")
Yielded = TypeVar("Yielded")


@dataclass(frozen=True, slots=True)
class Rule(Generic[Subject, Yielded]):
    """One rule. Its code and name are those of its module, its documentation the module's own."""

    module: str
    """`__name__` of the module: `checklist.checks.rules.r004_unknown_question`."""
    documentation: str
    """What it looks for, why that is bad, an example, and what to write instead."""
    check: Callable[[Subject], Iterator[Yielded]]
    """What finds it."""
    is_settled: bool = False
    """Whether it finds nothing in a report that the questionnaire accepts (`accepts`)."""
    is_across_files: bool = False
    """Whether it looks at all reports of a run together, not at each by itself."""
    suspects: str = ""
    """Where it looks at words only: a pattern that fits wherever it finds something, perhaps more.

    In Rust's syntax; it is sought in all texts of a report at once (`rules.asked`). They are in
    small letters, without the difference of compatible characters, with a `NUL` around each.
    """

    @property
    def code(self) -> str:
        """`R004`."""
        return self.module.rpartition(".")[2][:4].upper()

    @property
    def name(self) -> str:
        """`unknown-question`."""
        return self.module.rpartition(".")[2][5:].replace("_", "-")

    @property
    def explanation(self) -> str:
        """The documentation without its indentation."""
        return cleandoc(self.documentation)


@dataclass(frozen=True)
class CheckedReport:
    """A report whose structure is known, for the R rules."""

    questionnaire: Questionnaire
    report: Report
    """With all its answers, whatever their structure."""
    valid: Mapping[str, AnswerData]
    """The answers to known questions whose structure is right."""
    path: AnswerPath
    """The path that the valid answers open."""
    problems: Sequence[tuple[str, Problem]]
    """What the answer types found wrong, with the question's id. Places begin at the answer."""
    doubtful: frozenset[str]
    """Known questions whose answers cannot be used: their structure, code or form is wrong."""
    meant: Mapping[str, str]
    """By an id that no question has: the question without an answer that it most likely means."""
    unsure: frozenset[str]
    """Doubtful, meant and withheld ones, and all that may be on path or not because of them."""
    party_is_unsure: bool
    """Whether it cannot be said if the State is a party, because that answer is doubtful."""
    as_final: bool
    """Whether it is judged as a final report."""
    head_is_read: bool = True
    """Whether the report says about itself what the file says: nothing in its head is wrong."""
    file: str = ""
    """The file as the user named it; empty where there is none."""
    withheld: Mapping[str, Sequence[Places]] = field(default_factory=dict)
    """What a copy for publication withholds, by question: its parts, or `()` for the whole."""
    is_sound: bool = False
    """Whether it is known already that its form is right, and that its seal fits."""

    @cached_property
    def marked(self) -> Sequence[tuple[str, AnswerData]]:
        """The valid answers, by question, that say that nobody gave them: few, or none."""
        return [
            (question_id, answer)
            for question_id, answer in self.valid.items()
            if "by" in answer or "carried" in answer
        ]

    def is_filled_in(self, question_id: str, gate: str) -> bool:
        """Whether the answer to a gate fills in that of this question."""
        is_gate = gate in self.questionnaire.gates_of.get(question_id, ())
        answer = self.valid.get(gate, {}).get("value")
        return is_gate and gate in self.path.on and answer == NEGATIVE

    @cached_property
    def texts(self) -> Sequence[FreeText]:
        """Every text in the valid answers, with its place in the report.

        Those with a problem of their own, such as a wrong form, are left out: it is told already.
        """
        wrong = {at_answer(question_id, problem) for question_id, problem in self.problems}
        texts = [
            ((*at, *where), text, kind)
            for at, texts in self._texts_by_place
            for where, text, kind in texts
        ]
        return [text for text in texts if text[0] not in wrong] if wrong else texts

    @cached_property
    def words(self) -> Sequence[tuple[str, TextKind]]:
        """The same without their places, which takes less time; those with a problem, too."""
        return [(text, kind) for _, texts in self._texts_by_place for _, text, kind in texts]

    @cached_property
    def _texts_by_place(self) -> Sequence[tuple[Where, Sequence[FreeText]]]:
        """Some places, and the texts below each, whose own places begin there."""
        own_texts = self.questionnaire.own("texts")
        found: list[tuple[Where, Sequence[FreeText]]] = []
        for question_id, answer in self.valid.items():
            if len(answer) > 1:  # otherwise nothing stands beside it
                found.append((("answers", question_id), [*texts_beside(answer)]))
            if question_id in own_texts and "value" in answer:
                texts = own_texts[question_id](answer["value"])
                found.append((("answers", question_id, "value"), [*texts]))
        return found

    def of_values(self, method: str) -> Iterator[tuple[Where, Iterable[Any]]]:
        """Yield what a method of the answer types returns for each valid value, with its place.

        Args:
            method: A method that most answer types leave as it is in general: `dates`.
        """
        for question_id, own in self.questionnaire.own(method).items():
            answer = self.valid.get(question_id)
            if answer is not None and "value" in answer:
                yield ("answers", question_id, "value"), own(answer["value"])

    @property
    def lacking(self) -> Severity:
        """How grave it is that something is not there yet: a note in a draft."""
        return Severity.ERROR if self.as_final else Severity.NOTE


ReportRule: TypeAlias = Rule[CheckedReport, Finding]


Revised: TypeAlias = tuple[str, int]
"""The id of a questionnaire, and the number of a revision."""


@dataclass(frozen=True)
class CheckedRun:
    """The reports of one run, for the R rules that look at all of them together.

    Only those that can be used: whose head is right, whose State is known, and whose seal fits.
    """

    reports: Sequence[ReportIdentity]
    """By the names of their files."""

    @cached_property
    def periods(self) -> Sequence[Period]:
        """The reports by State, questionnaire and period."""
        return list(periods(self.reports))

    @cached_property
    def superseded(self) -> Mapping[str, Mapping[str, Mapping[Revised, ReportIdentity]]]:
        """By seal and State: the first report of each revision that `supersedes` can mean.

        A copy for publication stands for its original.
        """
        found: dict[str, dict[str, dict[Revised, ReportIdentity]]] = {}
        for report in self.reports:
            for seal in report.seals:
                same = found.setdefault(seal, {}).setdefault(report.state, {})
                same.setdefault((report.questionnaire, report.revision), report)
        return found


InReport: TypeAlias = tuple[ReportIdentity, Finding]
"""A finding of a rule on a whole run, with the report that it is in."""

RunRule: TypeAlias = Rule[CheckedRun, InReport]


@dataclass(frozen=True, slots=True)
class PlacedQuestion:
    """A question with its place."""

    question: Question
    part: Part[QuestionSet]
    where: Where
    """`("questions", 3)`."""
    order: int
    """0 for the first question of the first set."""


@dataclass(frozen=True, slots=True)
class PlacedCondition:
    """A condition with its place, and how far back it may look."""

    condition: Condition
    part: Part[Any]
    where: Where
    before: int | None
    """The order of the question it belongs to; None where all questions may be named."""


@dataclass(frozen=True, slots=True)
class PlacedCheck:
    """A check with its place."""

    check: Check
    part: Part[QuestionSet]
    where: Where
    """`("checks", 3)`."""


@dataclass(frozen=True, slots=True)
class PlacedAnswerType:
    """The answer type of a question or of a table's column, with the place of its keys.

    Named option lists are not written out.
    """

    answer_type: AnswerType
    part: Part[QuestionSet]
    where: Where
    """`("questions", 3)`, or `("questions", 3, "columns", 0)`."""


@dataclass(frozen=True, slots=True)
class PlacedOptions:
    """An option list with its place."""

    options: Sequence[Option]
    part: Part[Any]
    where: Where
    """`("questions", 3, "options")`, or `("lists", "obstacles")` of the questionnaire's head."""
    users: Sequence[AnswerType]
    """The answer types that offer these options: for a named list several, or none."""


Misplaced: TypeAlias = tuple[Part[Any], Finding]
"""A finding of a Q rule, with the file that it is in."""


@dataclass(frozen=True)
class CheckedQuestionnaire:
    """A questionnaire, for the Q rules. Files with errors of structure are left out."""

    sources: Sources
    today: date = field(default_factory=date.today)
    """The day on which it is checked."""

    @cached_property
    def lists(self) -> Mapping[str, Sequence[Option]]:
        """The named option lists."""
        head = self.sources.head.model
        return {} if head is None else head.lists

    @cached_property
    def placed(self) -> Sequence[PlacedQuestion]:
        """All questions, their named lists written out."""
        placed: list[PlacedQuestion] = []
        for part in self.sources.sets:
            if part.model is None:
                continue
            for index, question in enumerate(with_lists(part.model, self.lists).questions):
                where = ("questions", index)
                placed.append(PlacedQuestion(question, part, where, len(placed)))
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
        """The same without their places, in the order in which they are asked."""
        return {name: placed.question for name, placed in self.by_id.items()}

    @cached_property
    def checks(self) -> Sequence[PlacedCheck]:
        """The checks of all sets."""
        return [
            PlacedCheck(check, part, ("checks", index))
            for part in self.sources.sets
            for index, check in enumerate(part.model.checks if part.model else ())
        ]

    @cached_property
    def answer_types(self) -> Sequence[PlacedAnswerType]:
        """The answer types of all questions and of all columns of tables."""
        placed: list[PlacedAnswerType] = []
        for part in self.sources.sets:
            for index, question in enumerate(part.model.questions if part.model else ()):
                where: Where = ("questions", index)
                placed.append(PlacedAnswerType(question.answer_type, part, where))
                placed += [
                    PlacedAnswerType(column.answer_type, part, (*where, "columns", number))
                    for number, column in enumerate(question.answer_type.listed_columns())
                ]
        return placed

    @cached_property
    def option_lists(self) -> Sequence[PlacedOptions]:
        """The option lists: the named ones, then those that are written out where they are used."""
        users: dict[str, list[AnswerType]] = {name: [] for name in self.lists}
        written_out: list[PlacedOptions] = []
        for placed in self.answer_types:
            if placed.answer_type.listed_columns():
                continue  # each column has its own entry
            for _, name in placed.answer_type.list_names():
                users.setdefault(name, []).append(placed.answer_type)
            written_out += [
                PlacedOptions(options, placed.part, (*placed.where, *below), [placed.answer_type])
                for below, options in placed.answer_type.option_lists()
            ]
        named = [
            PlacedOptions(options, self.sources.head, ("lists", name), users[name])
            for name, options in self.lists.items()
        ]
        return [*named, *written_out]

    def possibility(
        self, condition: Condition, *, along_path: bool = False, off: str | None = None
    ) -> Possibility:
        """Return the possibilities of a condition. All conditions share one limit on the work.

        Args:
            condition: One of the questionnaire.
            along_path: As for `Possibility`.
            off: As for `Possibility`.
        """
        return Possibility(
            condition,
            self.questions,
            along_path=along_path,
            off=off,
            allowance=self._allowance,
            known_sets=self._known_sets,
        )

    @cached_property
    def _allowance(self) -> Iterator[int]:
        return iter(range(_MOST_TRIED))

    @cached_property
    def _known_sets(self) -> SetsOfCodes:
        return {}

    @property
    def is_whole(self) -> bool:
        """Whether every set could be read, so that what is not found is not there."""
        return self.sources.head.model is not None and all(
            part.model is not None for part in self.sources.sets
        )

    @cached_property
    def conditions(self) -> Sequence[PlacedCondition]:
        """Every condition: of the questions, of the checks, and of the questionnaire itself."""
        conditions = [
            PlacedCondition(p.question.when, p.part, (*p.where, "when"), p.order)
            for p in self.placed
            if p.question.when is not None
        ]
        conditions += [
            PlacedCondition(p.check.when, p.part, (*p.where, "when"), None) for p in self.checks
        ]
        head = self.sources.head.model
        if head is not None and head.party_when is not None:
            conditions.append(
                PlacedCondition(head.party_when, self.sources.head, ("party_when",), None)
            )
        return conditions


QuestionnaireRule: TypeAlias = Rule[CheckedQuestionnaire, Misplaced]


def at_answer(question_id: str, problem: Problem) -> Where:
    """Return the place in the report of a problem that an answer type found."""
    return ("answers", question_id, *problem.where)


_HEAD = {AS_OF: "the date of the report", STATE: "the State that reports"}


def answers_to(checked: CheckedReport, names: Iterable[str]) -> Sequence[Related]:
    """Return the places of answers, and of the report's date and State, where they are given."""
    return [
        Related(_HEAD[name], (name,))
        if name in _HEAD
        else Related(f"the answer to `{name}`", ("answers", name))
        for name in names
        if name in _HEAD or name in checked.report.answers
    ]


def problem_findings(
    checked: CheckedReport, code: str, kind: ProblemKind, severity: Severity = Severity.ERROR
) -> Iterator[Finding]:
    """Yield the findings of one kind that the answer types found."""
    for question_id, problem in checked.problems:
        if problem.kind is kind and not problem.follows:
            where = at_answer(question_id, problem)
            message = f"{question_id}: {problem.message}"
            yield Finding(code, message, where, problem.at_key, severity, problem.hint)
