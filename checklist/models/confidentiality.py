"""What of a report is confidential, also where the mark itself stands elsewhere."""

from collections.abc import Mapping, Set
from typing import Any

from checklist.answer_types.answer import AnswerData, is_confidential
from checklist.models.questionnaire import Questionnaire


def confidential_questions(answers: Mapping[str, Any], also: Set[str] = frozenset()) -> Set[str]:
    """Return the ids of the answers that are confidential as a whole.

    They are marked, or a gate filled them in whose own answer is: they tell how it was answered.

    Args:
        answers: The answers of a report, whatever their form: a mark counts on a broken one, too.
        also: The ids of answers that are taken as if they were marked.
    """
    known = {i: answer for i, answer in answers.items() if isinstance(answer, dict)}
    marked = {i for i, answer in known.items() if i in also or is_confidential(answer)}
    by_gate = {i for i, answer in known.items() if _is_by(answer, marked)}
    return marked | by_gate


def confidential_laws(
    answers: Mapping[str, AnswerData], questionnaire: Questionnaire
) -> frozenset[str]:
    """Return the short names in the register of laws that are confidential.

    An answer that cites one of them tells it.

    Args:
        answers: Answers that fit their questions.
        questionnaire: What they answer.
    """
    register = questionnaire.head.laws
    answer = None if register is None else answers.get(register.question)
    if register is None or answer is None or "value" not in answer:
        return frozenset()
    public: dict[str, AnswerData] = {}
    if not is_confidential(answer):
        answer_type = questionnaire.questions[register.question].answer_type
        public[register.question] = {"value": answer_type.published(answer["value"])[0]}
    named, told = ({*questionnaire.law_names(of)} for of in (answers, public))
    return frozenset(named - told)


def _is_by(answer: Mapping[str, Any], gates: Set[str]) -> bool:
    gate = answer.get("by")
    return isinstance(gate, str) and gate in gates
