"""The answers of an earlier version as answers to the present one, and which cannot be compared."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from checklist.answer_types.answer import MARK, STAND_IN
from checklist.answer_types.units import ANSWER_PARTS, MISSING
from checklist.lifecycle.opening import with_current_ids
from checklist.lifecycle.route import can_migrate, steps_to
from checklist.lifecycle.unit_moves import Treatment, queue_reason
from checklist.questionnaire.changes import ItemChange, QuestionChange, VersionStep
from checklist.questionnaire.declared_names import question_places
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.address import Address, AddressError
from checklist.reports.confidentiality import confidential_parts, hidden_questions
from checklist.reports.report import Report
from checklist.text.messages import Message, tr


def secret_places(
    answers: Mapping[str, Any], route: Sequence[tuple[Questionnaire, VersionStep]]
) -> Set[str]:
    """Return the present ids of the questions that are confidential as a whole.

    Whether an answer finds a place in the next version can depend on what it says: on a code that
    was removed, on a limit that is new. So the places of what is confidential stay confidential as
    a whole, whatever has come there, unless the question was only renamed. They are the same
    whatever the confidential answers say.

    Args:
        answers: The answers of the earlier version, in any form.
        route: The steps to the present one, each with the version that it begins with.
    """
    first, _ = route[0]
    marked = {question for question, _ in confidential_parts(answers)}
    hidden = hidden_questions(answers, first)
    marked |= hidden
    # What depends on a confidential answer need not depend on it any more.
    secret = {question_id for question_id in hidden if not _has_mark(answers.get(question_id))}
    for old, step in route:
        secret |= {
            question_id
            for question_id in marked
            if question_id in old.questions and not _is_as_it_was(step, question_id)
        }
        secret, marked = ({*_places(step, several)} for several in (secret, marked))
    return secret


def _has_mark(answer: Any) -> bool:
    """Whether an answer in any form keeps its own mark, which every version understands."""
    return isinstance(answer, dict) and answer.get(MARK) is True


def _places(step: VersionStep, questions: Iterable[str]) -> Iterator[str]:
    """Yield what questions have become, also those that take single rows."""
    for question in questions:
        yield from (place.question for place in question_places(step, question))
        for row in step.change(question).rows.values():
            yield from (target.partition("/")[0] for target in row.to if "/" in target)


def _is_as_it_was(step: VersionStep, question: str) -> bool:
    """Whether every answer to a question is carried over with its meaning."""
    change: QuestionChange = step.change(question)
    inner: list[ItemChange] = [*change.codes.values(), *change.rows.values()]
    for column in change.columns.values():
        inner += [column, *column.codes.values()]
    are_kept = all(
        declared.became in {"kept", "renamed"} and not declared.has_other_meaning
        for declared in [change, *inner]
    )
    is_elsewhere = any("/" in target for row in change.rows.values() for target in row.to)
    is_changed = change.changed or any(column.changed for column in change.columns.values())
    return are_kept and not (is_elsewhere or is_changed or change.maps)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparableReport:
    """A report of any version, with its answers under the names of the present one."""

    report: Report
    """The report. Its head is its own; what cannot be compared is marked as carried."""
    ids: Mapping[str, str]
    """The ids that questions have in the file, by the present ones, where they differ."""
    incomparable: Mapping[str, str]
    """The reasons why answers cannot be compared, by the present id of the question."""
    gone: Mapping[str, str]
    """The answered questions that nothing has taken the place of, each with the reason."""
    asked: frozenset[str] | None = None
    """The present ids of the questions that its version had; None where that is not known."""


_IS_SECRET = Message("it is confidential, and its question has changed")


def comparable(
    report: Report, present: Questionnaire, *, tells_confidential: bool = False
) -> ComparableReport:
    """Return a report of any version in a form that fits reports of the present version.

    Where changes.yaml does not lead from its version to the present version, only what is renamed
    has its present id.

    Args:
        report: The report.
        present: The questionnaire of its id, in the present version.
        tells_confidential: Whether confidential answers are shown. Otherwise what may have become
            of such an answer is confidential as a whole, even where nothing is there.
    """
    route = steps_to(present, report.questionnaire_version)
    if route is None or not can_migrate(report, present):
        answers = with_current_ids(report.answers, present)
        ids = {now: old for now, old in zip(answers, report.answers, strict=True) if now != old}
        return ComparableReport(
            report=report._replace(answers=answers), ids=ids, incomparable={}, gone={}
        )
    return comparable_along(report, route, present, tells_confidential=tells_confidential)


def comparable_along(
    report: Report,
    route: Sequence[tuple[Questionnaire, VersionStep]],
    present: Questionnaire,
    *,
    tells_confidential: bool = False,
) -> ComparableReport:
    """Return a report as `comparable` does, along the steps of a route."""
    from checklist.lifecycle.migrate import migrate_along  # few are of an earlier version

    steps = [step for _, step in route]
    migration = migrate_along(report, route, present, keeps_lines=True)
    secret = frozenset() if tells_confidential else secret_places(report.answers, route)
    secret &= present.questions.keys()
    incomparable = declared_incomparable(steps)
    gone: dict[str, str] = {}
    for unit in migration.outcomes:
        if unit.treatment is Treatment.CARRIED:
            continue
        since = [step.from_ for step in steps].index(unit.version)
        question_id = unit.address.partition("/")[0]
        if _is_beside(unit.address, route[since][0]):
            continue
        places = [*present_ids(question_id, steps[since:])]
        for target in unit.to:
            places += present_ids(target.partition("/")[0], steps[since + 1 :])
        if unit.is_removed:
            gone |= {} if places or since else {question_id: unit.reason}
            continue
        for place in places:
            incomparable.setdefault(place, unit.reason)
    incomparable |= dict.fromkeys(secret, tr(_IS_SECRET))
    answers: dict[str, Any] = {**migration.report.answers}
    for place in secret:
        answers[place] = {**(answers.get(place) or STAND_IN), "confidential": True}
    first, _ = route[0]
    return ComparableReport(
        report=report._replace(
            answers={
                question_id: answers[question_id]
                for question_id in present.questions
                if question_id in answers
            },
            redacted=migration.report.redacted,
        ),
        ids={now: old for old in report.answers for now in present_ids(old, steps) if now != old},
        incomparable=incomparable,
        gone=gone,
        asked=_asked(first, steps),
    )


def _is_beside(address: str, questionnaire: Questionnaire) -> bool:
    """Whether a unit only goes with an answer, such as a note: the answer is compared without."""
    try:
        part = Address.parse(address, questionnaire).part
    except AddressError:
        return False  # the answer to a question that the version does not have
    return part in ANSWER_PARTS and part != MISSING


def declared_incomparable(steps: Sequence[VersionStep]) -> dict[str, str]:
    """Return the present questions whose answers of an earlier version mean something else.

    Args:
        steps: From the earlier version to the present one.

    Returns:
        The reason of each, by its present id.
    """
    found: dict[str, str] = {}
    for index, step in enumerate(steps):
        for question_id, change in step.questions.items():
            reason = queue_reason(change)
            for place in present_ids(question_id, steps[index:]) if reason else ():
                found.setdefault(place, reason)
    return found


def _asked(first: Questionnaire, steps: Sequence[VersionStep]) -> frozenset[str]:
    """Return the present ids of all that a version asked: also of rows of another question now."""
    ids = {*first.questions}
    for step in steps:
        ids = {*_places(step, ids)}
    return frozenset(ids)


def present_ids(question_id: str, steps: Sequence[VersionStep]) -> Iterator[str]:
    """Yield the present ids of the questions that one of an earlier version has become."""
    ids = [question_id]
    for step in steps:
        ids = [place.question for here in ids for place in question_places(step, here)]
    yield from dict.fromkeys(ids)
