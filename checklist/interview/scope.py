"""Which questions an interview asks: all of them, or a selection."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from checklist.errors import ChecklistError
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.answer_path import AnswerPath
from checklist.text.sanitize import quoted
from checklist.text.suggestions import did_you_mean


class Kind(StrEnum):
    """Kinds of questions to which an interview can be limited."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    MISSING = "missing"
    CONFIDENTIAL = "confidential"


Takes = Callable[[Question, AnswerPath], bool]


@dataclass(frozen=True, slots=True)
class Scope:
    """A selection of questions."""

    name: str = ""
    """The selection in words; empty for all questions."""
    conditions: Sequence[Takes] = ()
    """A question is asked when all of them take it."""
    answered_too: bool = False
    """Whether questions that are answered are asked again."""

    def takes(self, question: Question, path: AnswerPath) -> bool:
        """Whether a question is in the selection."""
        return all(takes(question, path) for takes in self.conditions)


EVERYTHING = Scope()


def chosen_scope(
    questionnaire: Questionnaire,
    kind: Kind | None = None,
    set_id: str | None = None,
    recommendation: str | None = None,
) -> Scope:
    """Return the selection that fits all that is given.

    Raises:
        ChecklistError: There is no such set or recommendation.
    """
    names: list[str] = []
    conditions: list[Takes] = []
    if kind is not None:
        names.append(f"{kind} questions" if kind is not Kind.CONFIDENTIAL else "confidential ones")
        conditions.append(_KINDS[kind])
    if set_id is not None:
        inside = _in_set(questionnaire, set_id)
        names.append(f"set `{set_id.strip().lower()}`")
        conditions.append(lambda question, path: question.id in inside)
    if recommendation is not None:
        serving = _on_recommendation(questionnaire, recommendation)
        names.append(f"recommendation {recommendation.lower().replace(' ', '')}")
        conditions.append(lambda question, path: question.id in serving)
    return Scope(", ".join(names), conditions, answered_too=kind is Kind.CONFIDENTIAL)


def only_these(name: str, question_ids: Collection[str]) -> Scope:
    """Return the selection of some questions, whether they are answered or not."""
    return Scope(name, [lambda question, path: question.id in question_ids], answered_too=True)


_KINDS: dict[Kind, Takes] = {
    Kind.REQUIRED: lambda question, path: path.is_required(question),
    Kind.OPTIONAL: lambda question, path: not path.is_required(question),
    Kind.MISSING: lambda question, path: path.is_missing(question),
    Kind.CONFIDENTIAL: lambda question, path: bool(
        path.seen.answers.get(question.id, {}).get("confidential")
    ),
}


def _in_set(questionnaire: Questionnaire, name: str) -> set[str]:
    sets = {part.id: part for part in questionnaire.sets}
    part = sets.get(name.strip().lower())
    if part is None:
        hint = did_you_mean(name.lower(), list(sets))
        raise ChecklistError(
            f"there is no set {quoted(name)}; {hint or 'the sets are: ' + ', '.join(sets)}"
        )
    return {question.id for question in part.questions}


def _on_recommendation(questionnaire: Questionnaire, name: str) -> set[str]:
    questions, recommendations = questionnaire.find_by_name(name)
    if not recommendations or name.strip().lower() in questionnaire.questions:
        raise ChecklistError(
            f"there is no recommendation {quoted(name)}; `checklist questions --coverage` lists "
            "all of them"
        )
    if not questions:
        raise ChecklistError(f"no question asks about recommendation {quoted(name)}")
    return {question.id for question in questions}
