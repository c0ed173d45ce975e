"""What of a report is confidential, also where the mark itself stands elsewhere."""

from collections.abc import Iterator, Mapping, Set
from copy import deepcopy
from typing import Any

from checklist.answer_types.answer import AnswerData, is_confidential
from checklist.answer_types.interface import AnswerType
from checklist.models.questionnaire import Questionnaire


def confidential_questions(
    answers: Mapping[str, Any], questionnaire: Questionnaire, also: Set[str] = frozenset()
) -> Set[str]:
    """Return the ids of the answers that are confidential as a whole.

    They are marked, or a gate filled them in whose own answer is: they tell how it was answered.

    Args:
        answers: The answers of a report, whatever their form: a mark counts on a broken one, too.
        questionnaire: What they answer.
        also: The ids of answers that are taken as if they were marked.
    """
    known = {i: answer for i, answer in answers.items() if isinstance(answer, dict)}
    marked = {i for i, answer in known.items() if i in also or is_confidential(answer)}
    if marked.isdisjoint(questionnaire.gates):
        return marked
    return marked | {i for i, answer in known.items() if _is_by(answer, marked)}


def confidential_laws(answers: Mapping[str, Any], questionnaire: Questionnaire) -> Set[str]:
    """Return the short names in the register of laws that are confidential.

    An answer that cites one of them tells it.

    Args:
        answers: The answers of a report, whatever their form.
        questionnaire: What they answer.
    """
    register = questionnaire.head.laws
    answer = None if register is None else answers.get(register.question)
    entries = answer.get("value") if isinstance(answer, dict) else None
    if register is None or not isinstance(answer, dict) or not isinstance(entries, list):
        return frozenset()
    cells = [entry.get(register.name) for entry in entries if isinstance(entry, dict)]
    secret: set[str] = set()
    told: set[str] = set()
    for cell in cells:
        if isinstance(cell, dict) and isinstance(cell.get("value"), str):
            is_secret = is_confidential(answer) or is_confidential(cell)
            (secret if is_secret else told).add(cell["value"])
    return secret - told


def without_laws(answer: AnswerData, answer_type: AnswerType, laws: Set[str]) -> AnswerData:
    """Return an answer in which a reference to one of these laws does not tell which it is.

    Args:
        answer: An answer that fits its question.
        answer_type: The answer type of the question.
        laws: The short names of the laws.
    """
    cited = answer_type.laws_cited(answer["value"]) if "value" in answer else []
    hidden = [where for where, name in cited if name in laws]
    if not hidden:
        return answer
    value = deepcopy(answer["value"])
    for *path, index, key in hidden:
        entries = value
        for step in path:
            entries = entries[step]
        entries[index] = {key: "(confidential)"}
    return {**answer, "value": value}


def under_meant_ids(answers: Mapping[str, Any], meant: Mapping[str, str]) -> Mapping[str, Any]:
    """Return answers, and those under an id that no question has also under the one it means."""
    return {**answers, **{now: answers[i] for i, now in meant.items()}} if meant else answers


def _is_by(answer: Mapping[str, Any], gates: Set[str]) -> bool:
    """Whether one of these gates filled in the answer, or one in it: it can stand there, too."""
    return any(
        isinstance(gate := one.get("by"), str) and gate in gates
        for one in (answer, *_inner(answer.get("value")))
    )


def _inner(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the answers of rows, or of the cells of entries."""
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, dict):
            yield from (one for one in part.values() if isinstance(one, dict))
