"""What remains open in the path of a report while its confidential parts are unknown.

Conditions are evaluated in Kleene's three-valued logic, with one more thing to know: a comparison
with a part that is confidential can have any truth. So a question whose other operands decide that
it is asked, or that it is not, reveals nothing, although its condition names a confidential part.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from functools import reduce
from itertools import product
from typing import Any, TypeAlias

from checklist.answer_types.answer import AnswerData, is_confidential
from checklist.answer_types.comparison import Truth, negation
from checklist.answer_types.problem import BREAKING
from checklist.questionnaire.condition import (
    AS_OF,
    STATE,
    All,
    AnyOf,
    Condition,
    Leaf,
    Not,
    Variable,
    evaluate,
    variables,
)
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.answer_path import AnswersOnPath
from checklist.reports.structure import answer_findings

Truths: TypeAlias = frozenset[Truth]
"""The truths that a condition can have, whatever the unknown parts say."""

_ANY: Truths = frozenset({True, False, None})
_HEAD = frozenset({AS_OF, STATE})


def undecided_questions(
    answers: Mapping[str, Any], questionnaire: Questionnaire, unknown: Set[Variable]
) -> Set[str]:
    """Return the questions that are asked or filled in depending on what unknown parts say.

    They are the same whatever the unknown parts say.

    Args:
        answers: The answers of a report, in any form.
        questionnaire: The questionnaire that they answer.
        unknown: Questions, `("offence", None)`, rows of matrices and columns of tables,
            `("training", "police")`.
    """
    named = questionnaire.decided_by(unknown)
    path = _KnownPath(answers, questionnaire, unknown)
    return {question_id for question_id in named if path.is_open(question_id)}


class _KnownPath:
    """The path as far as it follows from the known parts of the answers.

    A condition, and a gate, look at earlier questions only, so that each step ends. An answer that
    does not fit its question, or that only a suggestion gives to it, is as unknown as a
    confidential one.
    """

    def __init__(
        self, answers: Mapping[str, Any], questionnaire: Questionnaire, unknown: Set[Variable]
    ) -> None:
        self._answers = answers
        self._questionnaire = questionnaire
        self._unknown = {*unknown}
        self._usable: dict[str, AnswerData] = {}
        self._on: set[str] = set()
        self._facts = AnswersOnPath(questionnaire, "", "", self._usable, self._on)
        self._open: dict[str, bool] = {}
        # Such an answer stands a second time under the id for which the other was suggested.
        asked = questionnaire.questions
        self._suggested = {id(answer) for i, answer in answers.items() if i not in asked}

    def is_open(self, question_id: str) -> bool:
        """Whether a question can be asked and not, or filled in and not."""
        if question_id not in self._open:
            when = self._questionnaire.questions[question_id].when
            asked = frozenset({True}) if when is None else self._truths(when)
            gates = self._questionnaire.gates_of.get(question_id, ())
            self._open[question_id] = True in asked and (
                len(asked) > 1 or any(self._is_unknown((gate, None)) for gate in gates)
            )
            if True in asked and not self._open[question_id]:
                self._take(question_id)
        return self._open[question_id]

    def _take(self, question_id: str) -> None:
        """Put a question on path, with the known parts of its answer."""
        self._on.add(question_id)
        if question_id in self._answers:
            answer = self._answers[question_id]
            known = _without_secret_parts(answer)
            if id(answer) not in self._suggested and _fits(self._questionnaire, question_id, known):
                self._usable[question_id] = known
            else:
                self._unknown.add((question_id, None))

    def _truths(self, condition: Condition) -> Truths:
        """Return the truths that a condition can have."""
        match condition:
            case All():
                return self._combined(condition.all, decisive=False)
            case AnyOf():
                return self._combined(condition.any, decisive=True)
            case Not():
                return frozenset(map(negation, self._truths(condition.not_)))
        if any(map(self._is_unknown, variables(condition))):
            is_presence = isinstance(condition, Leaf) and condition.operator == "answered"
            return _ANY - {None} if is_presence else _ANY
        return frozenset({evaluate(condition, self._facts)})

    def _combined(self, parts: Iterable[Condition], *, decisive: bool) -> Truths:
        """Return the truths of several conditions together, of which one truth decides."""

        def both(one: Truth, other: Truth) -> Truth:
            if decisive in (one, other):
                return decisive
            return None if None in (one, other) else not decisive

        def together(ones: Truths, others: Truths) -> Truths:
            return frozenset(both(one, other) for one, other in product(ones, others))

        return reduce(together, map(self._truths, parts))

    def _is_unknown(self, variable: Variable) -> bool:
        question_id, _ = variable
        if question_id in _HEAD or self.is_open(question_id):
            return True
        parts = (variable, (question_id, None))
        return question_id in self._on and any(part in self._unknown for part in parts)


def _without_secret_parts(answer: Any) -> Any:
    """Return an answer without its confidential rows and cells."""
    value = answer.get("value") if isinstance(answer, dict) else None
    if isinstance(value, dict):
        return {**answer, "value": dict(_public(value))}
    if isinstance(value, list):
        entries = (dict(_public(one)) if isinstance(one, dict) else one for one in value)
        return {**answer, "value": [*entries]}
    return answer


def _public(parts: Mapping[Any, Any]) -> Iterator[tuple[Any, Any]]:
    for key, inner in parts.items():
        if not isinstance(inner, dict) or not is_confidential(inner):
            yield key, inner


def _fits(questionnaire: Questionnaire, question_id: str, answer: Any) -> bool:
    question = questionnaire.questions[question_id]
    if any(answer_findings(question_id, question, answer)):
        return False
    problems = question.answer_type.check(answer["value"]) if "value" in answer else ()
    return all(one.kind not in BREAKING for one in problems)
