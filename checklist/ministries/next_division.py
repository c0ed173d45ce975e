"""The division of a report, taken over into that of the next cycle."""

from collections.abc import Sequence
from typing import NamedTuple

from checklist.ministries.division import (
    Authority,
    Division,
    proposed_assignments,
    reference_of,
)
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import Report


class MovedDivision(NamedTuple):
    """A division that was taken over."""

    division: Division
    left_out: Sequence[str]
    """The places that there are no more."""
    added: Sequence[str]
    """The questions that are new. They go to those who usually know them."""


def next_cycle(division: Division, report: Report, questionnaire: Questionnaire) -> MovedDivision:
    """Return the division of a new report, with the assignments and contacts of an earlier one.

    Contacts wait to be confirmed. Nothing was sent yet.
    """
    authorities = {code: _begun(authority) for code, authority in division.authorities.items()}
    asks = {
        place: assignment
        for place, assignment in division.asks.items()
        if _is_known(place, questionnaire)
    }
    known = {place.partition("/")[0] for place in asks}
    new = {
        place: assignment
        for place, assignment in proposed_assignments(questionnaire)
        if place.partition("/")[0] not in known
    }
    codes = {code for assignment in new.values() for code in assignment.authorities}
    more = {code: Authority() for code in questionnaire.authorities if code in codes}
    changes = {
        "questionnaire": reference_of(questionnaire),
        "authorities": {**more, **authorities} if more.keys() - authorities else authorities,
        "state": report.state,
        "report_id": report.report_id,
        "asks": {**asks, **new},
    }
    left_out = [place for place in division.asks if place not in asks]
    added = [place for place in new if "/" not in place]
    return MovedDivision(division.model_copy(update=changes), left_out, added)


def _begun(authority: Authority) -> Authority:
    kept = {key: getattr(authority, key) for key in ("name", "form", "language", "independent")}
    if authority.contact is not None:
        kept["contact"] = authority.contact.model_copy(update={"to_confirm": True})
    return Authority().model_copy(update=kept)


def _is_known(place: str, questionnaire: Questionnaire) -> bool:
    question_id, _, part = place.partition("/")
    question = questionnaire.questions.get(question_id)
    if question is None or not part:
        return question is not None
    return part in [*question.answer_type.fields()]
