"""What a return says, in the present version of the questionnaire, whatever its own version is."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from checklist.answer_types.answer import AnswerData
from checklist.answer_types.units import PartPath
from checklist.lifecycle.route import steps_to
from checklist.ministries.incoming import QuestionReturn
from checklist.ministries.returned import Returned, SetAside
from checklist.questionnaire.changes import VersionStep
from checklist.questionnaire.declared_names import present_places
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports import address as addresses
from checklist.reports.address import Address, AddressError
from checklist.reports.report import DRAFT, Report

if TYPE_CHECKING:
    from checklist.lifecycle.migrate import Migration

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


Route: TypeAlias = "Sequence[tuple[Questionnaire, VersionStep]]"
"""The steps from an earlier version to the present one, each with its first version."""


class PartAnswers(NamedTuple):
    """What a return says in the present version."""

    asked: Mapping[str, QuestionReturn]
    """What it says on what was asked, by question."""
    proposed: Mapping[str, QuestionReturn]
    """What it says on what was not asked of its authority, by question."""
    wrong: Mapping[str, str]
    """The reasons why contents cannot be merged, by address."""
    set_aside: Collection[SetAside]
    """What has no place in the present version."""


def part_answers(
    returned: Returned,
    questionnaire: Questionnaire,
    rows: Mapping[str, Sequence[str] | None],
) -> PartAnswers:
    """Return what a return says in the present version.

    Args:
        returned: The return.
        questionnaire: The questionnaire of the draft.
        rows: The rows that the part has of a matrix, by question; None, or nothing, for all.
    """
    route = _route(returned, questionnaire)
    asked = route[0][0] if route else questionnaire
    base: Units
    theirs: Units
    proposed: Units
    base, _ = parsed_units(returned.base, asked)
    theirs, wrong = parsed_units(_said(returned), asked)
    proposed, also_wrong = parsed_units(returned.proposed, asked)
    parsed, _ = parsed_units(dict.fromkeys(returned.removed, True), asked)
    removed: ByQuestion = {name: [*paths] for name, paths in parsed.items()}
    confirmed, set_aside = _confirmed(returned, asked), returned.set_aside
    contributes = returned.identity.contributes if returned.identity else None
    leads = _by_row(contributes or {}, route)
    otherwise = _by_row(dict.fromkeys(returned.otherwise, ""), route)
    if route:
        mover = Mover(route, questionnaire)
        base, known = mover.moved(base)
        theirs, lost = mover.moved(theirs)
        proposed, also_lost = mover.moved(proposed)
        removed, confirmed = _moved_paths(removed, route), _moved_paths(confirmed, route)
        before = [(unit.at, unit.content) for unit in known]
        set_aside = [unit for unit in [*lost, *also_lost] if (unit.at, unit.content) not in before]
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
        set_aside=set_aside,
    )


def _moved_paths(paths: ByQuestion, route: Route) -> ByQuestion:
    """Return paths in the present version, by question; without those that it does not have."""
    steps = [step for _, step in route]
    moved: dict[str, list[PartPath]] = {}
    for name, own in paths.items():
        for path in own:
            place = f"{name}/{path.row or path.column}".rstrip("/")
            for present in present_places(place, steps):
                question_id, _, part = present.partition("/")
                own_path = path._replace(column=part) if path.column else path._replace(row=part)
                moved.setdefault(question_id, []).append(own_path)
    return moved


def _by_row(places: Mapping[str, str], route: Route) -> Mapping[str, Mapping[str, str]]:
    """Return what is known of questions and rows, by question and row, in the present version."""
    found: dict[str, dict[str, str]] = {}
    for place, known in places.items():
        for present in present_places(place, [step for _, step in route]) if route else [place]:
            question_id, _, row = present.partition("/")
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


def _route(returned: Returned, questionnaire: Questionnaire) -> Route:
    """Return the steps from the version of a part to the present one; none where it is the same."""
    if returned.identity is None:
        return []
    reference = returned.identity.questionnaire
    return route_from(reference.id, reference.version, questionnaire)


def route_from(questionnaire_id: str, version: str, questionnaire: Questionnaire) -> Route:
    """Return the steps from a version to the present one; none where it is the same."""
    if version == questionnaire.head.version or questionnaire_id != questionnaire.head.id:
        return []
    return [*(steps_to(questionnaire, version) or ())]


class Mover:
    """Moves units along the steps of a route, question by question."""

    def __init__(self, route: Route, questionnaire: Questionnaire) -> None:
        self.route = route
        self.old = route[0][0]
        self.new = questionnaire

    def moved(self, units: Units) -> tuple[Units, Sequence[SetAside]]:
        """Return units in the present version, and what has no place there."""
        before = numbered_answers(units, self.old)
        migration = self._migration(before.answers)
        moved = NumberedAnswers(migration.report.answers, self._numbers(before, migration))
        lost = [SetAside(unit.address, unit.content, unit.reason) for unit in migration.set_aside]
        return moved.units(self.new), lost

    def _migration(self, answers: Mapping[str, Any]) -> "Migration":
        from checklist.lifecycle.migrate import migrate_along  # few are of an earlier version

        head = self.old.head
        report = Report(
            questionnaire_id=head.id,
            questionnaire_version=head.version,
            questionnaire_digest=self.old.digest,
            state="",
            as_of="2000-01-01",
            status=DRAFT,
            revision=1,
            answers=answers,
        )
        return migrate_along(report, self.route, self.new)

    def _numbers(self, before: NumberedAnswers, migration: "Migration") -> Mapping[str, Any]:
        """Return the numbers of entries, for the tables that have as many entries as before."""
        numbers: dict[str, Any] = {}
        for name, answer in migration.report.answers.items():
            question = self.new.questions.get(name)
            if question is None or not question.answer_type.listed_columns():
                continue
            old = name if name in before.numbers else self._old_name(name, before)
            known = before.numbers.get(old, ())
            if len(known) == len(answer.get("value", ())):
                numbers[name] = known
        return numbers

    def _old_name(self, name: str, before: NumberedAnswers) -> str:
        """Return what a table was called, where it was renamed."""
        tables = [old for old in before.numbers if old not in self.new.questions]
        return tables[0] if len(tables) == 1 else ""
