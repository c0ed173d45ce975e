"""A division in the next version of its questionnaire, and in the next cycle."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checklist.lifecycle.migrate import steps_to
from checklist.ministries.division import Assignment, Authority, Division
from checklist.ministries.present_places import present_places
from checklist.ministries.proposal import proposed_assignments, reference_of
from checklist.questionnaire.changes import Step
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import Report


@dataclass(frozen=True, slots=True)
class MovedDivision:
    """A division that was taken over."""

    division: Division
    left_out: Sequence[str]
    """The places that there are no more."""
    added: Sequence[str]
    """The questions that are new, which go to those who usually know them."""


def migrated_division(division: Division, questionnaire: Questionnaire) -> MovedDivision:
    """Return a division in the present version of its questionnaire.

    What was sent and came back stays.
    """
    return _moved(division, division.authorities, questionnaire)


def next_cycle(division: Division, report: Report, questionnaire: Questionnaire) -> MovedDivision:
    """Return the division of a new report, with the assignments and contacts of an earlier one.

    Contacts wait to be confirmed. Nothing was sent yet.
    """
    authorities = {code: _begun(authority) for code, authority in division.authorities.items()}
    moved = _moved(division, authorities, questionnaire)
    changes = {"state": report.state, "report_id": report.report_id}
    return MovedDivision(moved.division.model_copy(update=changes), moved.left_out, moved.added)


def _begun(authority: Authority) -> Authority:
    contact = authority.contact
    if contact is not None:
        contact = contact.model_copy(update={"to_confirm": True})
    return authority.model_copy(
        update={
            "contact": contact,
            "due": None,
            "sent": [],
            "returned": [],
            "reminded": [],
            "called": [],
            "extended": [],
            "came_back": None,
            "no_objection": None,
            "cleared": None,
            "refused": None,
            "given_on": None,
        }
    )


def _moved(
    division: Division, authorities: Mapping[str, Authority], questionnaire: Questionnaire
) -> MovedDivision:
    asks: dict[str, Assignment] = {}
    left_out = []
    steps = _steps(division, questionnaire)
    for place, assignment in division.asks.items():
        now = [here for here in present_places(place, steps) if _is_known(here, questionnaire)]
        asks.update((here, assignment) for here in now if here not in asks)
        if not now:
            left_out.append(place)
    new = {
        place: assignment
        for place, assignment in proposed_assignments(questionnaire)
        if place.partition("/")[0] not in {asked.partition("/")[0] for asked in asks}
    }
    codes = {code for assignment in new.values() for code in assignment.authorities}
    more = {code: Authority() for code in questionnaire.authorities if code in codes}
    changes = {
        "questionnaire": reference_of(questionnaire),
        "authorities": {**more, **authorities} if more.keys() - authorities else dict(authorities),
        "asks": {**asks, **new},
    }
    added = [place for place in new if "/" not in place]
    return MovedDivision(division.model_copy(update=changes), left_out, added)


def _steps(division: Division, questionnaire: Questionnaire) -> Sequence[Step]:
    version = division.questionnaire.version
    if version == questionnaire.head.version:
        return ()
    route = steps_to(questionnaire, version)
    return () if route is None else [step for _, step in route]


def _is_known(place: str, questionnaire: Questionnaire) -> bool:
    question_id, _, part = place.partition("/")
    question = questionnaire.questions.get(question_id)
    if question is None or not part:
        return question is not None
    answer_type = question.answer_type
    return part in [*answer_type.fields()]
