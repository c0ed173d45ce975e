"""Finds where an answer that was filled in would contradict itself."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from checklist.answer_types.answer import NO_ANSWER, check_metadata
from checklist.answer_types.problem import Problem, ProblemKind
from checklist.answer_types.units import ANSWER_PARTS, MISSING
from checklist.diagnostics import DocumentPath
from checklist.forms.form import NOTE
from checklist.ministries.part import Part
from checklist.ministries.part_record import answer_of_contents
from checklist.questionnaire.question import Question
from checklist.reports.address import Address
from checklist.reports.structure import answer_findings
from checklist.text.messages import Message, Texts, in_quotes, tr

_KEPT = ("/confidential", "/carried")
"""The ends of the addresses that stay when a code for the absence of a value is given."""
_BESIDE = ("/note", "/confidential", "/evidence", "/carried")
"""The ends of the addresses of what stands beside an answer, and is none."""
_REMARK = f"/{NOTE}"
_CODE = re.compile(r"`(?:status: )?([a-z0-9-]+)`")
_MISSING_KEY = re.compile("the key `([a-z_]+)` is missing")
_BEGINNINGS = Texts(
    {
        "partly": "If it is only partly implemented",
        "reason": "If it was considered",
        "status": "the answer",
    }
)
"""The beginnings of the lines of a form, by the names of the parts of an answer."""
WITHOUT_ANSWER = Message("this belongs to an answer, and none is marked or written here")
"""What a form says of a link or mark that stands alone; it does not show `value` and `missing`."""
BESIDE_REFUSED = Message(
    "a source or a mark “Do not publish” is not taken without its answer, and the answer is not "
    "taken: enter both again"
)
"""What a form says of a source or mark beside an answer that was written and is not taken."""
_ALLOWED = frozenset({ProblemKind.INCOMPLETE})
"""Problems that a return can leave: what is still open is asked for again."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What cannot stand together."""

    message: str
    units: Sequence[str]
    """The addresses of what was given there."""


def contradictions(
    part: Part, base: Mapping[str, Any], given: Mapping[str, Any], removed: Set[str]
) -> Iterator[Contradiction]:
    """Yield where what was given contradicts itself, or what stands.

    A remark without an answer contradicts nothing.

    Args:
        part: The part.
        base: What it was sent with: contents by address.
        given: What was given, by address.
        removed: The addresses of what was taken away.
    """
    by_question: dict[str, list[str]] = {}
    standing = {*(base.keys() - removed), *given}
    for at in given:
        if not _is_lone_remark(at, standing, part):
            by_question.setdefault(at.partition("/")[0], []).append(at)
    for question_id, units in by_question.items():
        question = part.questionnaire.questions[question_id]
        now = {at: given[at] for at in units}
        gone = {*removed, *replaced(part, base, now)}
        kept = {at: c for at, c in base.items() if at not in gone and _is_of(at, question_id)}
        answer, numbers = answer_of(part, {**kept, **now})
        wrong: dict[tuple[str, ...], str] = {}
        for where, message in _problems(question, answer):
            below = _units_at(question_id, where, units, numbers)
            wrong.setdefault(tuple(below), message)
        for below_it, message in wrong.items():
            yield Contradiction(message, below_it)


def has_answer(owner: str, units: Set[str]) -> bool:
    """Whether some units make an answer, and not only what stands beside one.

    Args:
        owner: The address of a question or row.
        units: Addresses.
    """
    question_id = owner.partition("/")[0]
    return f"{question_id}/{MISSING}" in units or any(
        at == owner or (at.startswith(f"{owner}/") and not at.endswith(_BESIDE)) for at in units
    )


def _is_lone_remark(at: str, standing: Set[str], part: Part) -> bool:
    """Whether an address is that of a remark without an answer."""
    if not at.endswith(_REMARK) or has_answer(at.removesuffix(_REMARK), standing):
        return False
    return Address.parse(at, part.questionnaire).part == NOTE


def _is_of(address: str, question_id: str) -> bool:
    return address == question_id or address.startswith(f"{question_id}/")


def stale(question: Question, kept: Mapping[str, Any], given: Mapping[str, Any]) -> Set[str]:
    """Return the addresses of standing answers that do not fit what was given."""
    status = given.get(f"{question.id}/status")
    parts = question.answer_type.value_fields() if status is not None else ()
    out = [part.name for part in parts if part.only_with and status not in part.only_with]
    return {f"{question.id}/{name}" for name in out} & kept.keys()


def replaced(part: Part, base: Mapping[str, Any], given: Mapping[str, Any]) -> Set[str]:
    """Return the addresses of what stands, and what was given takes the place of.

    A value takes the place of the code for its absence, and such a code that of all else.
    """
    out: set[str] = set()
    for at in given:
        address = Address.parse(at, part.questionnaire)
        question = part.questionnaire.questions[address.question]
        owner = str(Address.at(question.id, address.path._replace(part="")))
        inside = [one for one in base if one == owner or one.startswith(f"{owner}/")]
        if address.part == MISSING:
            out.update(unit for unit in inside if not unit.endswith(_KEPT))
        elif address.part not in ANSWER_PARTS or address.part in question.answer_type.value_parts:
            out |= {f"{owner}/{MISSING}", f"{question.id}/{MISSING}"} & base.keys()
        out |= stale(question, base, given)
    return out - given.keys()


def answer_of(part: Part, units: Mapping[str, Any]) -> tuple[Mapping[str, Any], Sequence[int]]:
    """Return the answer that consists of some units, and the numbers of the entries of a table."""
    parsed = [(Address.parse(at, part.questionnaire), content) for at, content in units.items()]
    return answer_of_contents(parsed, part.questionnaire)


def _problems(question: Question, answer: Mapping[str, Any]) -> Iterator[tuple[DocumentPath, str]]:
    if not answer:
        return
    structural = [*answer_findings(question.id, question, answer)]
    if structural:
        for one in structural:
            yield (
                one.where[2:],
                tr(WITHOUT_ANSWER)
                if one.message == tr(NO_ANSWER)
                else _needed(one.message, question),
            )
        return
    found: list[Problem] = [*check_metadata(question.answer_type, answer)]
    if "value" in answer:
        found += (one.below("value") for one in question.answer_type.check(answer["value"]))
    for problem in found:
        if problem.kind not in _ALLOWED:
            hint = f"; {problem.hint}" if problem.hint and "`" not in problem.hint else ""
            yield problem.where, _in_words(f"{problem.message}{hint}", question)


def _needed(message: str, question: Question) -> str:
    """Return what an answer of several parts lacks, in the words of its form."""
    found = _MISSING_KEY.fullmatch(message)
    asks = {field.name: field.ask for field in question.answer_type.value_fields()}
    words = {**_BEGINNINGS, **asks}
    if found is None or not words.get(found[1]):
        return message
    return tr("“{words}” is empty, and this cannot be taken without it", words[found[1]])


def _in_words(message: str, question: Question) -> str:
    """Return a message with the words that a form has in place of codes, which it does not show."""
    answer_type = question.answer_type
    words = {**_BEGINNINGS, **{code: label for _, code, label in answer_type.codes_of_parts()}}
    return _CODE.sub(lambda one: in_quotes(words[one[1]]) if one[1] in words else one[0], message)


def _units_at(
    question_id: str, where: DocumentPath, units: Sequence[str], numbers: Sequence[int]
) -> list[str]:
    """Return the units that were given at a place of an answer, or else all of the question."""
    names: list[str] = []
    for step in where[1:] if where[:1] == ("value",) else where:
        is_entry = isinstance(step, int) and not names and numbers
        names.append(str(numbers[int(step)] if is_entry else step))
    while names:
        below = "/".join([question_id, *names])
        found = [at for at in units if at == below or at.startswith(f"{below}/")]
        if found:
            return found
        names.pop()
    return list(units)
