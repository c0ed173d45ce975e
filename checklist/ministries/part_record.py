"""What a form carries with it, so that it can be read wherever and whenever it comes back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checklist.answer_types.units import MISSING
from checklist.ministries.part import Part, PartIdentity, PartItem, base_digest
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.address import Address, AddressError, Answers
from checklist.reports.address import set as set_content
from checklist.reports.structure import answer_findings


@dataclass(frozen=True, slots=True)
class PartRecord:
    """Which part a form is, what was asked, and what it was sent with."""

    identity: PartIdentity
    asked: Mapping[str, Sequence[str] | None]
    """The rows that were asked, by question; None: all."""
    base: Mapping[str, Any]
    """What it was sent with: contents by address."""

    @classmethod
    def of(cls, part: Part) -> "PartRecord":
        """Return the record of a part."""
        asked = {item.question.id: item.parts for item in part.items}
        return cls(part.identity, asked, part.base)

    @property
    def is_whole(self) -> bool:
        """Whether what it was sent with is what its identity says."""
        return base_digest(self.base) == self.identity.base


def part_again(record: PartRecord, questionnaire: Questionnaire) -> tuple[Part, Sequence[str]]:
    """Return the part of a record, and the addresses that the questionnaire does not have.

    Conditions and dates of periods are left out: they are not needed to read what was filled in.
    """
    contents: dict[str, list[tuple[Address, Any]]] = {}
    unknown = []
    for at, content in record.base.items():
        try:
            address = Address.parse(at, questionnaire)
        except AddressError:
            unknown.append(at)
            continue
        contents.setdefault(address.question, []).append((address, content))
    for question_id in [i for i in contents if not _is_sound(contents[i], questionnaire)]:
        unknown += [str(address) for address, _ in contents.pop(question_id)]
    # What was sent is in the order of the questionnaire, and what a file carries in any order.
    known = {i: record.asked[i] for i in questionnaire.questions if i in record.asked}
    unknown += [i for i in record.asked if i not in known]
    items = [_item(i, parts, contents.get(i, ()), questionnaire) for i, parts in known.items()]
    register = None
    laws = questionnaire.head.laws
    if laws is not None and laws.question not in known:
        found = contents.get(laws.question, ())
        register = _item(laws.question, None, found, questionnaire)
    shown = items if register is None else [*items, register]
    answers = {item.question.id: item.answer for item in shown if item.answer}
    part = Part(
        identity=record.identity,
        questionnaire=questionnaire,
        label=record.identity.authority,
        as_of="",
        due="",
        items=items,
        base={at: content for at, content in record.base.items() if at not in unknown},
        laws=questionnaire.laws(answers),
        register=register,
    )
    return part, unknown


def _is_sound(contents: Sequence[tuple[Address, Any]], questionnaire: Questionnaire) -> bool:
    """Whether contents make an answer of the right structure: a file can hold anything."""
    question_id = contents[0][0].question
    try:
        answer, _ = answer_of_contents(contents, questionnaire)
    except (TypeError, ValueError, AttributeError, KeyError):
        return False
    return not any(answer_findings(question_id, questionnaire.questions[question_id], answer))


def _item(
    question_id: str,
    parts: Sequence[str] | None,
    contents: Sequence[tuple[Address, Any]],
    questionnaire: Questionnaire,
) -> PartItem:
    answer, numbers = answer_of_contents(contents, questionnaire)
    question = questionnaire.questions[question_id]
    return PartItem(
        question=question,
        number=questionnaire.numbers[question_id],
        parts=parts,
        condition="",
        answer=answer,
        entry_numbers=numbers,
        period=question.period or "",
    )


def answer_of_contents(
    contents: Sequence[tuple[Address, Any]], questionnaire: Questionnaire
) -> tuple[Mapping[str, Any], Sequence[int]]:
    """Return the answer that consists of some contents, and the numbers of a table's entries.

    Args:
        contents: The contents of one question, whose entries have any numbers.
        questionnaire: The questionnaire.
    """
    numbers = sorted({address.entry for address, _ in contents if address.entry})
    answers: Answers = {}
    question_id = ""
    for address, content in sorted(contents, key=lambda named: _order(named[0])):
        question_id = address.question
        if address.entry:
            entry = numbers.index(address.entry) + 1
            address = Address.at(question_id, address.path._replace(entry=entry))
        answers = set_content(answers, address, content, questionnaire)
    return answers.get(question_id, {}), numbers


def _order(address: Address) -> tuple[int, bool, bool]:
    """Return what values come first by, then codes for their absence, then all else."""
    is_part = bool(address.part) and address.part != MISSING
    return address.entry, address.part == MISSING, is_part
