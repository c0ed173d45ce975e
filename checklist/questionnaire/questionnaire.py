"""A questionnaire: all the sets that one report answers, read from its folder."""

import pickle
import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from checklist.answer_types.answer import AnswerData
from checklist.answer_types.interface import Option, overrides
from checklist.questionnaire.authorities import authority_labels
from checklist.questionnaire.condition import (
    Condition,
    Predicate,
    Variable,
    counts_answers,
    names,
    predicate,
    variables,
)
from checklist.questionnaire.head import QuestionnaireHead
from checklist.questionnaire.question import Check, Question, QuestionSet
from checklist.text.entries import plain_digits, plain_points
from checklist.text.languages import ENGLISH
from checklist.text.list_numbers import row_letters
from checklist.text.messages import Message, tr, with_aside
from checklist.text.sanitize import quoted

if TYPE_CHECKING:
    from checklist.questionnaire.analysis_plan import AnalysisPlan
    from checklist.questionnaire.catalogue import Catalogue, Recommendation


class PickledApart:
    """The base class of an object with fields that many commands, or processes, do without.

    In its pickle, each of these fields is a pickle of its own. A process that uses none of them
    passes the object on without unpickling them.
    """

    pickled_apart: ClassVar[frozenset[str]]
    """The names of the fields."""

    def __getstate__(self) -> dict[str, Any]:
        state = dict(self.__dict__)
        apart = {name: pickle.dumps(state.pop(name)) for name in self.pickled_apart & state.keys()}
        return {**state, "_apart": {**state.get("_apart", {}), **apart}}

    if not TYPE_CHECKING:  # the class that has the fields declares them

        def __getattr__(self, name: str) -> Any:
            """Unpickle a field at its first use."""
            if name not in self.__dict__.get("_apart", {}):
                raise AttributeError(f"{type(self).__name__} has no {name}", name=name, obj=self)
            value = self.__dict__[name] = pickle.loads(self._apart[name])
            return value


DRAFT = Message("Draft, not reviewed by a jurist; the English decides.")
"""What is said wherever a translation is shown."""
_RECOMMENDATION = r"^(?:r|rec\.?|recommendation|\u0440|рек\.?|рекомендация)(?=[0-9])"
"""What tells the number of a recommendation from that of a set."""
_SUBPARAGRAPH = r"(?<=\()\w(?=\))"
"""The letter in the number of a recommendation: `10(b)`."""


def _no_plan() -> "AnalysisPlan":
    from checklist.questionnaire.analysis_plan import AnalysisPlan

    return AnalysisPlan()


class ReportPeriod(NamedTuple):
    """The questions on the period that a report covers."""

    words: str
    begin: str
    end: str | None


@dataclass(frozen=True, eq=False, repr=False)
class Questionnaire(PickledApart):
    """A questionnaire that can be answered: its named lists are written out in the questions.

    Two questionnaires are equal only if they are the same object.
    """

    pickled_apart = frozenset({"catalogue", "plan"})

    head: QuestionnaireHead
    catalogue: "Catalogue"
    sets: Sequence[QuestionSet]
    digest: str
    """SHA-256 of the data of the files `Sources.asked`."""
    plan: "AnalysisPlan" = field(default_factory=_no_plan)
    """The questions whose answers a summary brings together."""
    folder: Path | None = None
    """The folder that it was read from; None where it was made of data."""
    language: str = ENGLISH
    """The language of its texts."""
    own_translations: str = ""
    """SHA-256 of the translations, where they are the user's own."""
    questions: Mapping[str, Question] = field(init=False)
    """The questions by id, in the order in which they are asked."""

    def __post_init__(self) -> None:
        questions = {question.id: question for part in self.sets for question in part.questions}
        object.__setattr__(self, "questions", questions)

    @property
    def draft_notice(self) -> Sequence[str]:
        """What is said wherever its translation is shown, as sentences; none of the original.

        It is said in English, too, for who passes on what they cannot read.
        """
        if self.language == ENGLISH:
            return []
        here, english = tr(DRAFT), DRAFT.english
        return [here] if here == english else [here, tr("In English: {ask}", english)]

    @property
    def other_language(self) -> dict[str, str]:
        """Its language by the key `language`, where that is not English."""
        return {} if self.language == ENGLISH else {"language": self.language}

    @cached_property
    def recommendations(self) -> "Mapping[str, Recommendation]":
        """The recommendations of the catalogue, by id."""
        return self.catalogue.by_id()

    @cached_property
    def set_of(self) -> Mapping[str, QuestionSet]:
        """The set of each question, by the question's id."""
        return {question.id: part for part in self.sets for question in part.questions}

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """The number of each question, as in the printed questionnaire: `2.3`, by its id."""
        return {
            question.id: f"{number}.{index}"
            for number, part in enumerate(self.sets, 1)
            for index, question in enumerate(part.questions, 1)
        }

    def number(self, question_id: str) -> str:
        """Return the words for a question in a message: its number, or else its quoted id."""
        return self.numbers.get(question_id) or quoted(question_id)

    @cached_property
    def by_number(self) -> Mapping[str, str]:
        """The id of the question with a number."""
        return {number: question_id for question_id, number in self.numbers.items()}

    def overriding(self, method: str) -> Mapping[str, Callable[..., Any]]:
        """Return a method, such as `dates`, of the answer types that override it, by question."""
        if method not in self._own:
            self._own[method] = {
                i: getattr(question.answer_type, method)
                for i, question in self.questions.items()
                if overrides(question.answer_type, method)
            }
        return self._own[method]

    @cached_property
    def lists_by_set(self) -> Mapping[str, Mapping[str, Mapping[str, int]]]:
        """The questions with rows of each set: the numbers of their options, from 1 on, by code."""
        return {
            part.id: {
                question.id: {
                    code: number
                    for number, (code, _) in enumerate(question.answer_type.offered(), 1)
                }
                for question in part.questions
                if question.answer_type.listed_rows()
            }
            for part in self.sets
        }

    @cached_property
    def _own(self) -> dict[str, Mapping[str, Callable[..., Any]]]:
        return {}

    @cached_property
    def gates_of(self) -> Mapping[str, Sequence[str]]:
        """The gates that stand before a question, by its id."""
        gates: dict[str, list[str]] = {}
        for question in self.questions.values():
            for _, target in question.gate_targets:
                gates.setdefault(target, []).append(question.id)
        return gates

    def fills(self, gate: str, value: Any) -> str | None:
        """Return the code that a gate with this value fills in; None where it fills in none."""
        return self.questions[gate].fills.get(value) if isinstance(value, str) else None

    @cached_property
    def authorities(self) -> Mapping[str, str]:
        """The labels of the authorities that the questionnaire names, by code; empty if none.

        They are the options of the question `authorities` of the head, but not its exclusive ones
        ("nobody else"), and `own`.
        """
        question = self.questions.get(self.head.authorities or "")
        if question is None:
            return {}
        return authority_labels(question)

    @cached_property
    def gates(self) -> frozenset[str]:
        """The questions whose answers can fill in others."""
        return frozenset(gate for gates in self.gates_of.values() for gate in gates)

    @cached_property
    def _looked_at(self) -> Mapping[str, frozenset[str]]:
        """The questions that decide whether a question is asked, by its id."""
        asked = self.questions.values()
        return {
            question.id: frozenset(names(question.when))
            for question in asked
            if question.when is not None
        }

    @cached_property
    def _decided_by(self) -> Mapping[str, Set[Variable]]:
        """The answers and rows that decide whether a question is asked, or that fill it in."""
        decided_by: dict[str, Set[Variable]] = {}
        for question in self.questions.values():
            gates = ((gate, None) for gate in self.gates_of.get(question.id, ()))
            compared = () if question.when is None else variables(question.when)
            decided_by[question.id] = {*gates, *compared}
        return {i: deciding for i, deciding in decided_by.items() if deciding}

    @cached_property
    def checks_on(self) -> Mapping[str, Sequence[Check]]:
        """The checks that compare the answer to a question, by its id."""
        checks: dict[str, list[Check]] = {}
        for check in self.checks:
            for compared in names(check.when):
                checks.setdefault(compared, []).append(check)
        return checks

    def checks_within(self, question_id: str) -> Sequence[Check]:
        """Return the checks that compare nothing but what stands in the answer to a question.

        Checks on what an answer lacks are not among them: it may only be unfinished.
        """
        return [
            check
            for check in self.checks_on.get(question_id, ())
            if names(check.when) == [question_id] and not counts_answers(check.when)
        ]

    @cached_property
    def conditional(self) -> Mapping[str, Condition]:
        """The conditions of the questions that have one, by id."""
        return {i: question.when for i, question in self.questions.items() if question.when}

    @cached_property
    def checks(self) -> Sequence[Check]:
        """All checks, in the order of their sets."""
        return [check for part in self.sets for check in part.checks]

    @cached_property
    def path_predicates(self) -> Mapping[str, Predicate]:
        """The conditions of the questions as functions, by id."""
        return {i: predicate(condition) for i, condition in self.conditional.items()}

    @cached_property
    def check_predicates(self) -> Sequence[tuple[Check, Predicate]]:
        """All checks, in the order of their sets, each with its condition."""
        return [(check, predicate(check.when)) for check in self.checks]

    @cached_property
    def party_predicate(self) -> Predicate | None:
        """The condition under which a State is a party, as a function."""
        return None if self.head.party_when is None else predicate(self.head.party_when)

    def recommendations_of(self, question: Question) -> "list[Recommendation]":
        """Return the recommendations that a question and its rows serve, without repetition."""
        return [
            self.recommendations[cited]
            for cited in dict.fromkeys(cited_by(question))
            if cited in self.recommendations
        ]

    def find_set(self, name: str) -> QuestionSet | None:
        """Return the set of a name; None for an unknown name.

        Args:
            name: The id of a set; capitals and spaces do not matter.
        """
        set_id = folded(name)
        return next((part for part in self.sets if part.id == set_id), None)

    def find_part(self, name: str) -> QuestionSet | None:
        """Return the set of an id, or of its number in the questionnaire; None for another name."""
        numbered = {str(number): part for number, part in enumerate(self.sets, 1)}
        return self.find_set(name) or numbered.get(plain_digits(name.strip()))

    def part_number(self, part: QuestionSet) -> int:
        """Return the number of a set in the questionnaire, from 1."""
        return [question_set.id for question_set in self.sets].index(part.id) + 1

    def find_by_name(self, name: str) -> "tuple[list[Question], list[Recommendation]]":
        """Return the questions and recommendations that a name stands for; none if it is unknown.

        Args:
            name: A question's id or its number in the printed questionnaire (`6.3`), a
                recommendation (`10(b)`), or a paragraph (`10`, for both of its subparagraphs),
                perhaps with `r` before it; capitals and spaces do not matter.
        """
        name = re.sub(_SUBPARAGRAPH, lambda letter: row_letters(letter[0]), name)
        name = re.sub(_RECOMMENDATION, "", folded(name))
        name = self.by_number.get(name, name)
        if name in self.questions:
            question = self.questions[name]
            return [question], self.recommendations_of(question)
        recommendations = [
            recommendation
            for recommendation in self.catalogue.recommendations
            if name in {recommendation.id, recommendation.paragraph}
        ]
        cited = {recommendation.id for recommendation in recommendations}
        citing = [q for q in self.questions.values() if cited.intersection(cited_by(q))]
        return citing, recommendations

    def see_also(self, recommendations: "Sequence[Recommendation]") -> "list[Recommendation]":
        """Return those to which some recommendations refer, and those that refer to them.

        They stand in the catalogue's order. A reference to a paragraph means all its subparagraphs.
        """
        own = {recommendation.id for recommendation in recommendations}
        return self.catalogue.listed({other for i in own for other in self._see_also[i]} - own)

    @cached_property
    def _see_also(self) -> Mapping[str, Set[str]]:
        return self.catalogue.cross_references()

    def related(self, question: Question) -> list[Question]:
        """Return the questions on those recommendations that go with a question's own."""
        see = self.see_also(self.recommendations_of(question))
        citing = {other for cited in see for other in self._citing.get(cited.id, ())}
        return [
            other
            for other in self.questions.values()
            if other.id in citing and other is not question
        ]

    @cached_property
    def _citing(self) -> Mapping[str, Sequence[str]]:
        """The ids of the questions on a recommendation or on a whole paragraph, by its name."""
        citing: dict[str, list[str]] = {}
        for question in self.questions.values():
            for cited in cited_by(question):
                for name in {cited, cited.partition("(")[0]}:
                    citing.setdefault(name, []).append(question.id)
        return citing

    def are_related(self, question_id: str, other: str) -> bool:
        """Whether two questions serve one recommendation, or two of which one refers to the other.

        Args:
            question_id: The id of a question.
            other: The id of another question.
        """
        return other in self._related_ids[question_id] or question_id in self._related_ids[other]

    @cached_property
    def _related_ids(self) -> Mapping[str, frozenset[str]]:
        """By question, the ids of those that serve its recommendations, or one these refer to."""
        related: dict[str, frozenset[str]] = {}
        for question in self.questions.values():
            cited = {*cited_by(question)}
            same = (o.id for o in self.questions.values() if not cited.isdisjoint(cited_by(o)))
            related[question.id] = frozenset({*same, *(o.id for o in self.related(question))})
        return related

    def is_for_parties_only(self, question: Question) -> bool:
        """Whether all its recommendations are to States parties; without any, all of its set's."""
        return question.id in self._for_parties_only

    @cached_property
    def treaties(self) -> Sequence[tuple[str, Set[str], Set[str]]]:
        """For each treaty, the question of its status, the codes of parties, and of former ones."""
        return [(found.status, {*found.parties}, {*found.ended}) for found in self.plan.treaties]

    @cached_property
    def period(self) -> ReportPeriod | None:
        """The period that a report covers, as the plan names it."""
        found = self.plan.period
        return None if found is None else ReportPeriod(found.words, found.begin, found.end)

    def __getstate__(self) -> dict[str, Any]:
        # The rules and the path need no more of these, whose models take long to import.
        if "plan" in self.__dict__:
            _ = self.treaties, self.period
        if "catalogue" in self.__dict__:
            _ = self._for_parties_only
        return super().__getstate__()

    @cached_property
    def _for_parties_only(self) -> Set[str]:
        from checklist.questionnaire.catalogue import STATE_ADDRESSEES  # loaded with the catalogue

        # Not `recommendations`, which would be pickled with this object.
        known = self.catalogue.by_id()
        found: set[str] = set()
        for part in self.sets:
            to = {
                q.id: {who for cited in cited_by(q) if cited in known for who in known[cited].to}
                for q in part.questions
            }
            firm = {i for i, who in to.items() if who & STATE_ADDRESSEES == {"states-parties"}}
            required = {q.id for q in part.questions if to[q.id] and not q.optional}
            found |= firm
            if required and required <= firm:
                found.update(i for i, who in to.items() if not who)
        return found

    def depending_on(self, questions: Set[str]) -> frozenset[str]:
        """Return these questions, and all whose place on path depends on one of them."""
        found = set(questions)
        if found:
            for question_id, looked_at in self._looked_at.items():
                if not found.isdisjoint(looked_at):
                    found.add(question_id)
        return frozenset(found)

    def decided_by(self, answers: Set[Variable]) -> Set[str]:
        """Return the ids of the questions that are asked or filled in depending on these answers.

        This includes questions that depend on them through other questions. A gate and a condition
        count alike: a reader who sees that a question is asked, or was filled in, can infer the
        answer that decides it.

        Args:
            answers: Questions, `("offence", None)`, and rows of matrices, `("training", "police")`.
        """
        deciding = set(answers)
        decided: set[str] = set()
        while True:
            more = {
                question_id
                for question_id, looked_at in self._decided_by.items()
                if question_id not in decided
                and any(place in deciding or (place[0], None) in deciding for place in looked_at)
            }
            if not more:
                return decided
            decided |= more
            deciding |= {(question_id, None) for question_id in more}

    def laws(self, answers: Mapping[str, AnswerData]) -> list[Option]:
        """Return the report's register of laws: short name, and citation with the kind of law."""
        return [
            Option.model_construct(code=name, label=with_aside(citation or name, kind))
            for name, citation, kind in self._registered(answers)
        ]

    def law_names(self, answers: Mapping[str, AnswerData]) -> Sequence[str]:
        """Return the short names in the report's register of laws."""
        return [name for name, _, _ in self._registered(answers)]

    def _registered(self, answers: Mapping[str, AnswerData]) -> Iterator[tuple[str, str, str]]:
        """Yield short name, citation and kind of each law. A law without a name cannot be cited."""
        register = self.head.laws
        if register is None:
            return
        kinds = self._kinds_of_laws
        for entry in answers.get(register.question, {}).get("value", ()):
            name = entry.get(register.name, {}).get("value")
            citation = entry.get(register.citation, {}).get("value")
            if isinstance(name, str) and name:  # a cell can hold anything
                kind = entry.get(register.kind, {}).get("value") if kinds else None
                of_kind = kinds.get(kind, "") if isinstance(kind, str) else ""
                yield name, citation if isinstance(citation, str) else "", of_kind

    @cached_property
    def _kinds_of_laws(self) -> Mapping[str, str]:
        """The codes of the kinds of laws, each with its label; empty without a column for them."""
        register = self.head.laws
        table = self.questions.get(register.question) if register is not None else None
        if register is None or table is None:
            return {}
        columns = table.answer_type.listed_columns()
        found = (column for column in columns if column.id == register.kind)
        return {code: label for question in found for code, label in question.answer_type.offered()}


def is_whole_number(name: str) -> bool:
    """Whether a name, as a person typed it, is a number such as that of a set."""
    return plain_digits(name.strip()).isascii() and name.strip().isdigit()


def folded(name: str) -> str:
    """Return a name, as a person typed it, as in ids: no capitals or spaces, digits `0` to `9`."""
    return plain_points(name.lower().replace(" ", ""))


def cited_by(question: Question) -> list[str]:
    """Return the ids of recommendations that a question and its rows name."""
    rows = question.answer_type.listed_rows()
    return [*question.recommendations, *(r for row in rows for r in row.recommendations)]


def with_lists(part: QuestionSet, lists: Mapping[str, Sequence[Option]]) -> QuestionSet:
    """Return a question set whose named option lists are written out."""
    questions = [
        question.model_copy(update={"answer_type": question.answer_type.with_lists(lists)})
        for question in part.questions
    ]
    return part.model_copy(update={"questions": questions})
