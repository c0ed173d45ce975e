"""What a return says, question by question."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from checklist.answer_types.answer import AnswerData
from checklist.answer_types.units import PartPath
from checklist.ministries.incoming import QuestionReturn
from checklist.ministries.returned import Returned
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports import address as addresses
from checklist.reports.address import Address, AddressError

Units: TypeAlias = Mapping[str, Mapping[PartPath, Any]]
"""Contents by question and path."""
ByQuestion: TypeAlias = Mapping[str, Collection[PartPath]]
"""Paths by question."""


class NumberedAnswers(NamedTuple):
    """Answers, and the numbers that the entries of their tables have in a part.

    A part can lack entries, such as confidential ones. So its numbers can have gaps, which the
    answers of a report cannot have.
    """

    answers: Mapping[str, AnswerData]
    numbers: Mapping[str, Sequence[int]] = {}
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


class PartAnswers(NamedTuple):
    """What a return says."""

    asked: Mapping[str, QuestionReturn]
    """What it says on what was asked, by question."""
    proposed: Mapping[str, QuestionReturn]
    """What it says on what was not asked of its authority, by question."""
    wrong: Mapping[str, str]
    """The reasons why contents cannot be merged, by address."""


def part_answers(
    returned: Returned,
    questionnaire: Questionnaire,
    rows: Mapping[str, Sequence[str] | None],
) -> PartAnswers:
    """Return what a return says.

    Args:
        returned: The return.
        questionnaire: The questionnaire of the draft.
        rows: The rows that the part has of a matrix, by question; None, or nothing, for all.
    """
    base, _ = parsed_units(returned.base, questionnaire)
    theirs, wrong = parsed_units(_said(returned), questionnaire)
    proposed, also_wrong = parsed_units(returned.proposed, questionnaire)
    parsed, _ = parsed_units(dict.fromkeys(returned.removed, True), questionnaire)
    removed: ByQuestion = {name: [*paths] for name, paths in parsed.items()}
    confirmed = _confirmed(returned, questionnaire)
    contributes = returned.identity.contributes if returned.identity else None
    leads = _by_row(contributes or {})
    otherwise = _by_row(dict.fromkeys(returned.otherwise, ""))
    return PartAnswers(
        asked={
            name: QuestionReturn(
                base=base.get(name, {}),
                theirs=theirs.get(name, {}),
                removed=removed.get(name, ()),
                rows=rows.get(name),
                confirmed=confirmed.get(name, ()),
                leads=leads.get(name, {}),
                otherwise=[*otherwise.get(name, ())],
            )
            for name in {*base, *theirs, *removed}
        },
        proposed={
            name: QuestionReturn(
                base={},
                theirs=proposed.get(name, {}),
                removed=removed.get(name, ()),
                rows=rows.get(name),
            )
            for name in {*proposed, *removed}
        },
        wrong={**wrong, **also_wrong},
    )


def _by_row(places: Mapping[str, str]) -> Mapping[str, Mapping[str, str]]:
    """Return what is known of questions and rows, by question and row."""
    found: dict[str, dict[str, str]] = {}
    for place, known in places.items():
        question_id, _, row = place.partition("/")
        found.setdefault(question_id, {})[row] = known
    return found


def _confirmed(returned: Returned, questionnaire: Questionnaire) -> ByQuestion:
    """Return what a return confirms of answers that are those of an earlier report."""
    carried = {at.partition("/")[0] for at in returned.base if at.endswith("/carried")}
    known = [at for at in returned.confirmed if at.partition("/")[0] in carried]
    units, _ = parsed_units(dict.fromkeys(known, True), questionnaire)
    return {name: [path for path in paths if not path.entry] for name, paths in units.items()}


def _said(returned: Returned) -> Mapping[str, Any]:
    """Return what a return says: its base with what was given, without what was removed."""
    gone = tuple(f"{at}/" for at in returned.removed if _is_entry(at))
    return {
        at: content for at, content in returned.units.items() if not (gone and at.startswith(gone))
    }


def _is_entry(at: str) -> bool:
    return at.rpartition("/")[2].isdecimal()
