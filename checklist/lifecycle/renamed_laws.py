"""A law with another short name in the register of laws: what cites the law follows."""

from collections.abc import Mapping, Sequence
from typing import Any

from checklist.answer_types.answer import AnswerData
from checklist.questionnaire.head import LawRegister
from checklist.questionnaire.questionnaire import Questionnaire


def renamed_laws(
    before: AnswerData | None, after: AnswerData | None, register: LawRegister
) -> Mapping[str, str]:
    """Return the short names that changed in the register of laws: the old ones, with the new.

    An entry is the same law where the register has as many entries as before. A name that another
    entry has, too, is not a name that changed.

    Args:
        before: The answer with the register, as it was.
        after: The answer with the register, as it is now.
        register: What the questionnaire says about the register.
    """
    old, new = _names(before, register), _names(after, register)
    if len(old) != len(new):
        return {}
    return {
        name: other
        for name, other in zip(old, new, strict=True)
        if name and other and name not in new and other not in old
    }


def with_renamed_laws(
    answers: Mapping[str, AnswerData], renamed: Mapping[str, str], questionnaire: Questionnaire
) -> tuple[Mapping[str, AnswerData], int]:
    """Return the answers that cite renamed laws, with the new names, and the number of citations.

    Args:
        answers: The answers that fit their questions.
        renamed: The old names, with the new.
        questionnaire: The questionnaire that they answer.
    """
    changed: dict[str, AnswerData] = {}
    count = 0
    for question_id, cited in questionnaire.overriding("laws_cited").items():
        for where, name in cited(answers[question_id]) if question_id in answers else ():
            if name in renamed:
                answer = changed.get(question_id, answers[question_id])
                changed[question_id] = _with(answer, where, renamed[name])
                count += 1
    return changed, count


def _names(answer: AnswerData | None, register: LawRegister) -> Sequence[str]:
    """Return the short name of each entry of the register; empty where an entry has none."""
    entries = (answer or {}).get("value", ())
    return [str(entry.get(register.name, {}).get("value", "")) for entry in entries]


def _with(content: Any, where: Sequence[str | int], new: str) -> Any:
    """Return content with something else at a place; what is beside the place stays as it is."""
    if not where:
        return new
    step, *rest = where
    copy: Any = list(content) if isinstance(content, list) else dict(content)
    copy[step] = _with(content[step], rest, new)
    return copy
