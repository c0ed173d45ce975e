"""A division in the next version of its questionnaire, and in the next cycle."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checklist.lifecycle.route import steps_to
from checklist.ministries.division import (
    Assignment,
    Authority,
    Division,
    proposed_assignments,
    reference_of,
)
from checklist.questionnaire.changes import VersionStep
from checklist.questionnaire.declared_names import present_places
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import Report


class MovedDivision(NamedTuple):
    """A division that was taken over."""

    division: Division
    left_out: Sequence[str]
    """The places that there are no more."""
    added: Sequence[str]
    """The questions that are new, and the rows of questions whose rows go to several; all of them
    go to those who usually know them."""


def migrated_division(division: Division, questionnaire: Questionnaire) -> MovedDivision:
    """Return a division in the present version of its questionnaire.

    What was sent and came back stays.
    """
    asks: dict[str, Assignment] = {}
    left_out = []
    route = _route(division, questionnaire)
    steps = [step for _, step in route]
    for place, assignment in division.asks.items():
        now = [here for here in present_places(place, steps) if _is_known(here, questionnaire)]
        asks.update((here, assignment) for here in now if here not in asks)
        if not now:
            left_out.append(place)
    known = {place.partition("/")[0] for place in asks}
    apart = {place.partition("/")[0] for place in asks if "/" in place}
    earlier = {
        here
        for old, _ in route[:1]
        for place in _rows(old)
        for here in present_places(place, steps)
    }
    new = {
        place: assignment
        for place, assignment in proposed_assignments(questionnaire)
        if (name := place.partition("/")[0]) not in known
        or (route and name in apart and "/" in place and place not in earlier)
    }
    present = division.authorities
    codes = {code for assignment in new.values() for code in assignment.authorities}
    more = {code: Authority() for code in questionnaire.authorities if code in codes}
    changes = {
        "questionnaire": reference_of(questionnaire),
        "authorities": {**more, **present} if more.keys() - present else present,
        "asks": {**asks, **new},
    }
    added = [place for place in new if "/" not in place or place.partition("/")[0] in known]
    return MovedDivision(division.model_copy(update=changes), left_out, added)


def next_cycle(division: Division, report: Report, questionnaire: Questionnaire) -> MovedDivision:
    """Return the division of a new report, with the assignments and contacts of an earlier one.

    Contacts wait to be confirmed. Nothing was sent yet.
    """
    authorities = {code: _begun(authority) for code, authority in division.authorities.items()}
    changes = {"authorities": authorities, "state": report.state, "report_id": report.report_id}
    return migrated_division(division.model_copy(update=changes), questionnaire)


def _begun(authority: Authority) -> Authority:
    kept = {key: getattr(authority, key) for key in ("name", "form", "language", "independent")}
    if authority.contact is not None:
        kept["contact"] = authority.contact.model_copy(update={"to_confirm": True})
    return Authority().model_copy(update=kept)


def _route(
    division: Division, questionnaire: Questionnaire
) -> Sequence[tuple[Questionnaire, VersionStep]]:
    """Return the versions since that of a division, each with the step that follows it."""
    version = division.questionnaire.version
    is_present = version == questionnaire.head.version
    return () if is_present else steps_to(questionnaire, version) or ()


def _rows(questionnaire: Questionnaire) -> Iterator[str]:
    """Yield the places of all rows and columns."""
    for question_id, question in questionnaire.questions.items():
        yield from (f"{question_id}/{name}" for name in question.answer_type.fields())


def _is_known(place: str, questionnaire: Questionnaire) -> bool:
    question_id, _, part = place.partition("/")
    question = questionnaire.questions.get(question_id)
    if question is None or not part:
        return question is not None
    answer_type = question.answer_type
    return part in [*answer_type.fields()]
