"""Answers as flat units by path, with the numbers that a part gives to the entries of its tables.

A part can lack entries of a table, such as confidential ones. So its numbers can have gaps, which
the answers of a report cannot have.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from checklist.answer_types.answer import AnswerData
from checklist.answer_types.units import PartPath
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports import address as addresses
from checklist.reports.address import Address, AddressError

Units: TypeAlias = Mapping[str, Mapping[PartPath, Any]]
"""Contents by question and path."""


@dataclass(frozen=True, slots=True)
class NumberedAnswers:
    """Answers, and the numbers that the entries of their tables have in a part."""

    answers: Mapping[str, AnswerData]
    numbers: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """By question, in the order of the entries; where a question is not in it: 1, 2, 3 …"""

    def units(self, questionnaire: Questionnaire) -> Units:
        """Return the answers as units.

        Raises:
            AddressError: The questionnaire lacks a question, row or column that is answered.
        """
        found: dict[str, dict[PartPath, Any]] = {}
        for at, content in addresses.units(self.answers, questionnaire):
            numbers = self.numbers.get(at.question, ())
            path = at.path
            if path.entry and path.entry <= len(numbers):
                path = path._replace(entry=numbers[path.entry - 1])
            found.setdefault(at.question, {})[path] = content
        return found


def numbered_answers(units: Units, questionnaire: Questionnaire) -> NumberedAnswers:
    """Return units as answers.

    Args:
        units: Contents by question and path.
        questionnaire: The questionnaire that they belong to.
    """
    answers: addresses.Answers = {}
    numbers: dict[str, Sequence[int]] = {}
    for question_id, question in questionnaire.questions.items():
        paths = units.get(question_id, {})
        own = sorted({path.entry for path in paths if path.entry})
        if own:
            numbers[question_id] = own
        place = {number: at for at, number in enumerate(own, 1)}
        answer: Mapping[str, Any] = {}
        for path, content in sorted(paths.items(), key=lambda unit: unit[0].entry):
            at = path._replace(entry=place.get(path.entry, 0))
            answer = question.answer_type.set(answer, at, content)
        if answer:
            answers = {**answers, question_id: answer}
    return NumberedAnswers(answers, numbers)


def parsed_units(
    contents: Mapping[str, Any], questionnaire: Questionnaire
) -> tuple[dict[str, dict[PartPath, Any]], Mapping[str, str]]:
    """Return contents by address as units, and the reasons why some addresses lead nowhere.

    Args:
        contents: Contents by address.
        questionnaire: The questionnaire that they belong to.
    """
    units: dict[str, dict[PartPath, Any]] = {}
    wrong: dict[str, str] = {}
    for text, content in contents.items():
        try:
            at = Address.parse(text, questionnaire)
        except AddressError as error:
            wrong[text] = str(error)
            continue
        units.setdefault(at.question, {})[at.path] = content
    return units, wrong
