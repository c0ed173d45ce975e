"""Addresses: one way to name each part of a report that can be given, changed and merged alone.

An address is `question[/row | /entry[/column]][/part]`:

    protocol-status                   the value of an answer
    protocol-status/note              its note
    protocol-status/missing           the code for its absence, with its reason and note
    staff-support/law                 a part of a value that has parts
    professions/border-guards         the code in a row of a matrix
    professions/border-guards/note    the note in that row
    laws/2                            an entry of a table, numbered from 1
    laws/2/citation                   the value of one of its cells
    laws/2/citation/confidential      the mark of that cell

A copy for publication lists what it withholds in the same way. In that list, an address without
a part stands for the whole answer of the question, row or cell.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from checklist.answer_types.answer import AnswerData
from checklist.answer_types.interface import AnswerType
from checklist.answer_types.packet import units_of
from checklist.answer_types.units import NoSuchNameError, PartPath, PathError, with_key
from checklist.errors import ChecklistError
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.text.messages import tr
from checklist.text.sanitize import quoted

Answers: TypeAlias = Mapping[str, AnswerData]
"""Answers of the right structure, by the id of their question."""


class AddressError(ChecklistError):
    """An address leads nowhere. The text of the exception names the reason, with a suggestion."""


class Address(NamedTuple):
    """The address of a part of a report. `str` gives the text that `parse` reads."""

    question: str
    """The id of a question."""
    row: str = ""
    """The id of a row of a matrix; empty for the whole matrix, and for other answer types."""
    entry: int = 0
    """The number of an entry of a table, from 1; 0 for the whole table, and for other types."""
    column: str = ""
    """The id of a column of the table; empty for the whole entry."""
    part: str = ""
    """A part of the answer there: `note`, `missing`, `status`; empty for its value."""

    @classmethod
    def parse(cls, text: str, questionnaire: Questionnaire) -> "Address":
        """Return the address for a text.

        Args:
            text: `laws/2/citation`.
            questionnaire: The questionnaire that the report answers.

        Raises:
            AddressError: The questionnaire has no such question, row, column or part.
        """
        question_id, *names = text.split("/")
        answer_type = _answer_type(question_id, questionnaire, text)
        try:
            return cls.at(question_id, answer_type.parse_path(names))
        except PathError as error:
            raise _address_error(text, error) from None

    @classmethod
    def at(cls, question_id: str, path: PartPath) -> "Address":
        """Return the address of a path within the answer to a question."""
        row, entry, column, part = path
        return cls(question=question_id, row=row, entry=entry, column=column, part=part)

    @property
    def path(self) -> PartPath:
        """The path from the question to the part."""
        return PartPath(row=self.row, entry=self.entry, column=self.column, part=self.part)

    def __str__(self) -> str:
        path = str(self.path)
        return f"{self.question}/{path}" if path else self.question


def get(answers: Answers, address: Address, questionnaire: Questionnaire) -> Any:
    """Return the content at an address, or None if there is none.

    Args:
        answers: `{"laws": {"value": [{"citation": {"value": "Act 60 of 1974"}}]}}`.
        address: `laws/1/citation` gives `"Act 60 of 1974"`, `laws/1` the mapping of the entry,
            `laws` the list of all entries. A part `missing` gives a mapping, such as
            `{"missing": "declined"}`.
        questionnaire: The questionnaire that the answers belong to.

    Raises:
        AddressError: The questionnaire has no such address.
    """
    answer_type = checked_type(address, questionnaire)
    return answer_type.get(answers.get(address.question, {}), address.path)


def set(answers: Answers, address: Address, content: Any, questionnaire: Questionnaire) -> Answers:
    """Return a copy of the answers with another content at an address.

    The content is not validated: the validator checks a report once all its contents are set. A new
    value replaces `missing`, and a new `missing` replaces a value and its note. A new entry of a
    table must have the number after the last; the entries after a removed one move up. An answer
    that becomes empty is removed. New questions, rows and columns go where the questionnaire has
    them.

    Args:
        answers: The answers of a report.
        address: The address of the content.
        content: The new content, as `get` returns it; None removes the present content.
        questionnaire: The questionnaire that the answers belong to.

    Raises:
        AddressError: The questionnaire has no such address, or the table has too few entries.
    """
    answer_type = checked_type(address, questionnaire)
    try:
        answer = answer_type.set(answers.get(address.question, {}), address.path, content)
    except PathError as error:
        raise _address_error(str(address), error) from None
    return with_key(answers, address.question, answer or None, questionnaire.questions)


def units(answers: Answers, questionnaire: Questionnaire) -> Iterator[tuple[Address, Any]]:
    """Yield the units of a report, each with its address, in the order of the questionnaire.

    A unit is the smallest part that can be given alone: a value (such as the list of codes of a
    `choices`), a part of a value that has parts, the code of a row, the value of a cell, an empty
    list of entries, a `missing` with its reason and note, or any other key of an answer. No unit
    contains another. To `set` all units in this order, beginning with no answers, gives the same
    answers again.

    Args:
        answers: The answers of a report.
        questionnaire: The questionnaire that they belong to.

    Raises:
        AddressError: The questionnaire lacks a question, row or column that is answered.
    """
    for question_id in answers:
        _answer_type(question_id, questionnaire, question_id)
    for question_id, question in questionnaire.questions.items():
        if question_id not in answers:
            continue
        try:
            for path, content in units_of(question.answer_type, answers[question_id]):
                yield Address.at(question_id, path), content
        except PathError as error:
            raise _address_error(question_id, error) from None


def _answer_type(question_id: str, questionnaire: Questionnaire, text: str) -> AnswerType:
    question = questionnaire.questions.get(question_id)
    if question is None:
        raise _address_error(
            text, NoSuchNameError("question", question_id, questionnaire.questions)
        )
    return question.answer_type


@lru_cache(maxsize=8192)  # a report of many answers has 600 addresses
def checked_type(address: Address, questionnaire: Questionnaire) -> AnswerType:
    """Return the answer type at an address, or raise if the questionnaire has no such address."""
    if Address.parse(str(address), questionnaire) != address:
        raise AddressError(
            tr("{address} does not fit the answer type of its question", quoted(str(address)))
        )
    return questionnaire.questions[address.question].answer_type


def _address_error(text: str, error: PathError) -> AddressError:
    return AddressError(tr("{text} leads nowhere: {error}", quoted(text, 200), error))
