"""Finds the confidential parts of a report, including those that another answer's mark covers."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from copy import deepcopy
from typing import Any, TypeAlias

from checklist.answer_types.answer import AnswerData, is_confidential
from checklist.answer_types.interface import AnswerType
from checklist.answer_types.problem import BREAKING
from checklist.questionnaire.condition import (
    ALL_TRUTHS,
    AS_OF,
    STATE,
    Comparison,
    Truths,
    Variable,
    evaluate,
    possible_truths,
    variables,
)
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.answer_path import AnswersOnPath
from checklist.reports.structure import answer_findings
from checklist.text.messages import tr

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
            asked = frozenset({True}) if when is None else possible_truths(when, self._truths)
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

    def _truths(self, compared: Comparison) -> Truths:
        """Return the truths that a comparison can have, whatever the unknown parts say."""
        if any(map(self._is_unknown, variables(compared))):
            return ALL_TRUTHS - {None} if compared.operator == "answered" else ALL_TRUTHS
        return frozenset({evaluate(compared, self._facts)})

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
        entries = (dict(_public(entry)) if isinstance(entry, dict) else entry for entry in value)
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
    return all(problem.kind not in BREAKING for problem in problems)


Owns: TypeAlias = Callable[[Mapping[str, Any], Mapping[str, Any] | None], bool]
"""Whether an answer is a reader's own, so that its mark hides nothing from the reader.

Takes the answer and, for that of a row or column, the answer to the question.
"""


def owns_none(answer: Mapping[str, Any], within: Mapping[str, Any] | None = None) -> bool:
    """Return that an answer is not the reader's own: the public gave none."""
    return False


def confidential_questions(
    answers: Mapping[str, Any],
    questionnaire: Questionnaire,
    also: Set[str] = frozenset(),
    owns: Owns = owns_none,
) -> Set[str]:
    """Return the ids of the answers that are confidential as a whole.

    An answer is confidential as a whole if it is marked, or if a gate with a marked answer filled
    it in, because it then reveals the answer to the gate.

    Args:
        answers: The answers of a report, in any form: a mark counts on an invalid one, too.
        questionnaire: The questionnaire that they answer.
        also: The ids of further answers that count as marked.
        owns: The answers that are the reader's own.
    """
    known = {i: answer for i, answer in answers.items() if isinstance(answer, dict)}
    marked = {
        i for i, answer in known.items() if is_confidential(answer) and not owns(answer, None)
    }
    marked |= also & known.keys()
    if marked.isdisjoint(questionnaire.gates):
        return marked
    return marked | {i for i, answer in known.items() if _is_by(answer, marked)}


def hidden_questions(
    answers: Mapping[str, Any], questionnaire: Questionnaire, also: Set[str] = frozenset()
) -> Set[str]:
    """Return the ids of the questions that an output without confidential answers leaves out.

    The answers to these questions are confidential, or a confidential answer or row decides whether
    the questions are asked or filled in, so that they would reveal it. The ids are the same
    whatever the confidential answers say.

    Args:
        answers: The answers of a report, in any form.
        questionnaire: The questionnaire that they answer.
        also: The ids of further answers that count as marked.
    """
    secret = confidential_questions(answers, questionnaire, also)
    return secret | dependent_questions(answers, questionnaire, secret)


def dependent_questions(
    answers: Mapping[str, Any],
    questionnaire: Questionnaire,
    secret: Set[str],
    owns: Owns = owns_none,
) -> Set[str]:
    """Return the ids of the questions that depend on confidential answers or rows.

    A question depends on them if, with all that is confidential unknown, it is open whether it is
    asked, or whether a gate fills it in.

    Args:
        answers: The answers of a report, in any form.
        questionnaire: The questionnaire that they answer.
        secret: The ids of the answers that are confidential as a whole.
        owns: The answers that are the reader's own.
    """
    deciding: set[Variable] = {(question_id, None) for question_id in secret}
    deciding.update(confidential_parts(answers, owns))
    return undecided_questions(answers, questionnaire, deciding) if deciding else frozenset()


def confidential_laws(answers: Mapping[str, Any], questionnaire: Questionnaire) -> Set[str]:
    """Return the short names in the register of laws that are confidential.

    Args:
        answers: The answers of a report, in any form.
        questionnaire: The questionnaire that they answer.
    """
    register, names = _law_names(answers, questionnaire)
    is_whole = is_confidential(register)
    return _texts(name for name in names if is_whole or is_confidential(name))


def disclosable_laws(answers: Mapping[str, Any], questionnaire: Questionnaire) -> Set[str] | None:
    """Return the short names of laws that may be shown where an answer cites them; None: all.

    If one short name in the register is confidential, only the other names in the register may be
    shown. A name that is not in the register may not be: if only the confidential name were hidden,
    a reader could confirm a guess at it.

    Args:
        answers: The answers of a report, in any form.
        questionnaire: The questionnaire that they answer.
    """
    register, names = _law_names(answers, questionnaire)
    if is_confidential(register):
        return frozenset()
    if not any(map(is_confidential, names)):
        return None
    return _texts(name for name in names if not is_confidential(name))


def laws_disclosable_in_all(
    reports: Sequence[Mapping[str, Any]], questionnaire: Questionnaire
) -> Set[str] | None:
    """Return the short names of laws that may be shown for all of several reports; None: all.

    Args:
        reports: The answers of each report, in any form.
        questionnaire: The questionnaire that they answer.
    """
    disclosable = [disclosable_laws(answers, questionnaire) for answers in reports]
    if all(names is None for names in disclosable):
        return None
    registers = [
        _texts(_law_names(answers, questionnaire)[1]) if names is None else names
        for names, answers in zip(disclosable, reports, strict=True)
    ]
    return frozenset.intersection(*map(frozenset, registers))


def _law_names(
    answers: Mapping[str, Any], questionnaire: Questionnaire
) -> tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]]:
    """Return the answer that is the register of laws, and the cells with the short names."""
    register = questionnaire.head.laws
    answer = None if register is None else answers.get(register.question)
    if register is None or not isinstance(answer, dict):
        return {}, ()
    entries = answer.get("value")
    cells = (
        entry.get(register.name)
        for entry in (entries if isinstance(entries, list) else ())
        if isinstance(entry, dict)
    )
    return answer, [cell for cell in cells if isinstance(cell, dict)]


def _texts(cells: Iterable[Mapping[str, Any]]) -> Set[str]:
    return {text for cell in cells if isinstance(text := cell.get("value"), str)}


def without_laws(answer: AnswerData, answer_type: AnswerType, shown: Set[str]) -> AnswerData:
    """Return an answer with “(confidential)” in place of each law that may not be shown.

    Args:
        answer: An answer that fits its question.
        answer_type: The answer type of the question.
        shown: The short names of the laws that may be shown.
    """
    hidden = [where for where, name in answer_type.laws_cited(answer) if name not in shown]
    if not hidden:
        return answer
    changed = deepcopy(dict(answer))
    for *path, index, key in hidden:
        entries: Any = changed
        for step in path:
            entries = entries[step]
        entries[index] = {key: tr("(confidential)")}
    return changed


def under_suggested_ids(
    answers: Mapping[str, Any], suggested_ids: Mapping[str, str]
) -> Mapping[str, Any]:
    """Return the answers; one with an unknown id is also under the id suggested for it."""
    return (
        {**answers, **{now: answers[i] for i, now in suggested_ids.items()}}
        if suggested_ids
        else answers
    )


def confidential_parts(answers: Mapping[str, Any], owns: Owns = owns_none) -> Iterator[Variable]:
    """Yield the rows of matrices, and the columns of tables, with a confidential answer."""
    for question_id, answer in answers.items():
        value = answer.get("value") if isinstance(answer, dict) else None
        for part in value if isinstance(value, list) else [value]:
            for name, inner in part.items() if isinstance(part, dict) else ():
                is_secret = isinstance(inner, dict) and is_confidential(inner)
                if is_secret and not owns(inner, answer):
                    yield question_id, name


def _is_by(answer: Mapping[str, Any], gates: Set[str]) -> bool:
    """Whether one of these gates filled in the answer, or an answer within it."""
    return any(
        isinstance(gate := inner.get("by"), str) and gate in gates
        for inner in (answer, *_inner(answer.get("value")))
    )


def _inner(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the answers of rows, or of the cells of entries."""
    for part in value if isinstance(value, list) else [value]:
        if isinstance(part, dict):
            yield from (cell for cell in part.values() if isinstance(cell, dict))
