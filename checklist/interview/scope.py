"""The scope of an interview: all questions, or a selection."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from checklist.answer_types.answer import AnswerData
from checklist.answer_types.interface import Row
from checklist.errors import ChecklistError
from checklist.interview.user_commands import ScopeKind
from checklist.questionnaire.question import Question, QuestionSet
from checklist.questionnaire.questionnaire import Questionnaire, folded
from checklist.reports.answer_path import AnswerPath
from checklist.reports.progress import is_not_known
from checklist.text.messages import Texts, commas, tr
from checklist.text.sanitize import quoted
from checklist.text.suggestions import did_you_mean

Condition = Callable[[Question, AnswerPath], bool]
"""Whether a question is in the scope, given the path that the answers open."""


class Scope(NamedTuple):
    """A selection of the questions of a questionnaire."""

    name: str = ""
    """The selection in words; empty for all questions."""
    conditions: Sequence[Condition] = ()
    """The conditions that a question must meet to be asked."""
    answered_too: bool = False
    """Whether questions that are answered are asked again."""
    parts: Mapping[str, Collection[str]] = {}
    """By question, the rows or columns that are asked; a question not in it is asked as a whole."""
    instead: Mapping[str, str] = {}
    """By a question that is asked in place of another one, that other one: it has its position."""
    is_unsettled: Condition = lambda question, path: False
    """Whether a question is asked again at once, although it was answered just now."""

    def rows(self, question: Question) -> Sequence[Row]:
        """Return the rows of a matrix that are asked."""
        rows, only = question.answer_type.listed_rows(), self.parts.get(question.id)
        return rows if only is None else [row for row in rows if row.id in only]

    def takes(self, question: Question, path: AnswerPath) -> bool:
        """Return whether a question meets all conditions."""
        return all(takes(question, path) for takes in self.conditions)


EVERYTHING = Scope()


def resolve_scope(
    questionnaire: Questionnaire, kind: ScopeKind | None = None, set_id: str | None = None
) -> Scope:
    """Return the scope that fits both options.

    Raises:
        ChecklistError: There is no such part.
    """
    names: list[str] = []
    conditions: list[Condition] = []
    if kind is not None:
        names.append(_NAMES[kind])
        conditions.append(_KINDS[kind])
    if set_id is not None:
        part = _set_named(questionnaire, set_id)
        inside = {question.id for question in part.questions}
        names.append(
            tr("part {part_number}, {part_title}", questionnaire.part_number(part), part.title)
        )
        conditions.append(lambda question, path: question.id in inside)
    return Scope(commas(names), conditions, answered_too=kind is ScopeKind.NOT_KNOWN)


def with_open_rows(
    scope: Scope, questionnaire: Questionnaire, answers: Mapping[str, AnswerData]
) -> Scope:
    """Return a scope that leaves out the rows of matrices that are answered for this report."""
    parts = dict(scope.parts)
    for question in questionnaire.questions.values():
        answer = answers.get(question.id, {})
        value, rows = answer.get("value"), question.answer_type.listed_rows()
        if not rows or not isinstance(value, dict) or answer.get("carried"):
            continue
        wanted = parts.get(question.id, [row.id for row in rows])
        left = [row for row in wanted if row not in value]
        if value and left:
            parts[question.id] = left
    return scope._replace(parts=parts)


def while_true(name: str, condition: Condition) -> Scope:
    """Return the scope of the questions that meet a condition, whether they are answered or not.

    Args:
        name: The selection in words.
        condition: The condition.
    """
    return Scope(name, [condition], answered_too=True)


_NAMES: Mapping[ScopeKind, str] = Texts(
    {ScopeKind.OPEN: "what is open", ScopeKind.NOT_KNOWN: "what is not known"}
)
"""The selections in words."""

_KINDS: dict[ScopeKind, Condition] = {
    ScopeKind.OPEN: lambda question, path: path.is_missing(question),
    ScopeKind.NOT_KNOWN: lambda question, path: (
        path.is_answered(question.id) and is_not_known(question, path.facts.answers[question.id])
    ),
}


def _set_named(questionnaire: Questionnaire, name: str) -> QuestionSet:
    part = questionnaire.find_part(name)
    if part is None:
        sets = [part.id for part in questionnaire.sets]
        hint = did_you_mean(folded(name), sets)
        raise ChecklistError(
            tr(
                "there is no part {name}; {hint}",
                quoted(name),
                hint or tr("the parts are: {sets}", commas(sets)),
            )
        )
    return part
