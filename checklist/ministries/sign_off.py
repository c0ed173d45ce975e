"""What is decided before a report is made final: clearances, what never came, and who may read it.

Nothing is asked, read or written here.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from checklist.answer_types.answer import NOT_KNOWN, REASONS, AnswerData
from checklist.answer_types.interface import Option
from checklist.lifecycle.draft import Draft
from checklist.ministries.clearance import standing_units
from checklist.ministries.division import Division, leads, led_parts
from checklist.ministries.log import LogEntry
from checklist.ministries.status import AuthorityStatus, MinistryStatus, statuses
from checklist.questionnaire.analysis_plan import Fit
from checklist.questionnaire.question import Question
from checklist.reports.check_structure import check_structure
from checklist.reports.checked_report import CheckedReport
from checklist.reports.report import Report
from checklist.today import today

NO_REPLY = "ministry-did-not-reply"
"""The reason for what a ministry never answered."""

OTHER_REASONS: Sequence[Option] = [
    reason for reason in REASONS[NOT_KNOWN] if reason.code != NO_REPLY
]
"""The other reasons that can be given in its place."""

IN_WORDS = "other"
"""The reason of these that needs words."""

_MOST_ROUNDS = 20
"""An answer can open questions, and these further ones: the most rounds that are filled in."""


class Reason(NamedTuple):
    """Why what never came is not known."""

    code: str
    note: str = ""
    """The reason in words, where the code is `other`."""


class Waiting(NamedTuple):
    """An authority from which something that is required never came."""

    status: AuthorityStatus
    questions: Sequence[Question]
    """The questions that it leads, and that a final report needs an answer to."""

    @property
    def can_have_no_reply(self) -> bool:
        """Whether one can say that the ministry did not reply: it was asked, and did not refuse."""
        return self.status.state not in {MinistryStatus.NOT_SENT, MinistryStatus.REFUSED}


class OpenPoints(NamedTuple):
    """What is to be decided before a draft is made final."""

    changed: Sequence[AuthorityStatus] = ()
    """The authorities that cleared something else than what stands now."""
    waiting: Sequence[Waiting] = ()
    begun: Sequence[str] = ()
    """The other authorities of which something required is open: only they can complete it."""
    unmerged: Sequence[AuthorityStatus] = ()
    """The authorities of which something came back that is not merged: it can wait, if that is
    known."""
    objecting: Sequence[AuthorityStatus] = ()
    """The authorities that may still object, or could object to answers that changed since."""
    release: Sequence[Question] = ()
    """The questions that the signatory decides, and that are open."""


class ReleaseAnswer(NamedTuple):
    """What the signatory decides on a question."""

    question: str
    code: str


def open_points(
    checked: CheckedReport, division: Division | None, log: Sequence[LogEntry]
) -> OpenPoints:
    """Return what is to be decided.

    Args:
        checked: The draft.
        division: Its division, if it has one.
        log: Its log.
    """
    path = checked.path
    release = [
        question
        for question in checked.questionnaire.release_questions
        if question.id in path.on
        and not path.has_begun(question.id)
        and Fit.ONE.is_met(question.answer_type)
    ]
    if division is None:
        return OpenPoints(release=release)
    listed = statuses(checked, division, today(), log)
    waiting = [
        Waiting(status, questions)
        for status in listed
        if (questions := _never_came(status, checked))
    ]
    changed = [status for status in listed if status.has_changed]
    unmerged = [status for status in listed if status.state is MinistryStatus.CAME_BACK]
    objecting = [status for status in listed if status.may_object_until or status.objected_until]
    missing = {waiting_for.status.code for waiting_for in waiting}
    begun = [status.code for status in listed if status.open and status.code not in missing]
    return OpenPoints(
        changed=changed,
        waiting=waiting,
        begun=begun,
        unmerged=unmerged,
        objecting=objecting,
        release=release,
    )


def _never_came(status: AuthorityStatus, checked: CheckedReport) -> Sequence[Question]:
    """Return the open questions of an authority without those that only it can complete.

    An answer of an earlier report is to be confirmed or changed, and an entry of a table to be
    completed: “not known” in its place would lose it.
    """
    return [
        question
        for question in status.open
        if question.id not in checked.report.answers
        or (question.answer_type.rows() and _is_in_part(question, checked))
    ]


def _is_in_part(question: Question, checked: CheckedReport) -> bool:
    answer = checked.valid.get(question.id, {})
    return "value" in answer and not answer.get("carried")


def with_release(checked: CheckedReport, chosen: Sequence[ReleaseAnswer]) -> Report:
    """Return a draft with what the signatory decides."""
    draft = _draft(checked)
    for named in chosen:
        draft.change(named.question, {"value": named.code})
    return draft.report


def with_not_known(
    checked: CheckedReport, division: Division, code: str, reason: Reason, *, is_confidential: bool
) -> Report:
    """Return a draft that says “not known” where an authority never answered.

    Optional questions stay open.

    Args:
        checked: The draft.
        division: Its division.
        code: The authority.
        reason: The reason.
        is_confidential: Whether the answers are not for publication.
    """
    missing: dict[str, Any] = {"missing": NOT_KNOWN, "reason": reason.code}
    if reason.note:
        missing["note"] = reason.note
    if is_confidential:
        missing["confidential"] = True
    for _ in range(_MOST_ROUNDS):
        points = open_points(checked, division, ())
        questions = [
            question
            for waiting in points.waiting
            if waiting.status.code == code
            for question in waiting.questions
        ]
        if not questions:
            break
        draft = _draft(checked)
        for question in questions:
            led = led_parts(division, code, question) or ()
            present = checked.valid.get(question.id, {})
            draft.change(question.id, _not_known(question, present, led, missing))
        checked, _ = check_structure(draft.report.to_data(), checked.questionnaire)
    return checked.report


def is_not_known(checked: CheckedReport, division: Division, code: str, reason: str) -> bool:
    """Whether a draft says already, for a reason, that answers of an authority are not known."""
    wanted = {"missing": NOT_KNOWN, "reason": reason}
    return any(
        content == wanted and leads(division, code, *at.partition("/")[::2])
        for at, content in standing_units(checked, division, code).items()
    )


def _not_known(
    question: Question, present: AnswerData, led: Sequence[str], missing: Mapping[str, Any]
) -> AnswerData:
    """Return an answer in which the open rows of an authority, or all, are not known."""
    if not question.answer_type.rows() or not (led or "value" in present):
        return {**missing}
    given = present.get("value", {})
    rows = {
        row: given.get(row, missing)
        for row in question.answer_type.rows()
        if row in given or row in led or not led
    }
    return {**present, "value": rows}


def _draft(checked: CheckedReport) -> Draft:
    return Draft(checked.questionnaire, checked.report, checked.invalid_questions)


def as_if_decided(checked: CheckedReport, division: Division | None, points: OpenPoints) -> Report:
    """Return a draft as it could be once all is decided, to see what else is wrong with it."""
    first = [
        ReleaseAnswer(question.id, question.answer_type.offered()[0][0])
        for question in points.release
        if not question.optional
    ]
    report = with_release(checked, first)
    for waiting in points.waiting if division is not None else ():
        now, _ = check_structure(report.to_data(), checked.questionnaire)
        assert division is not None
        report = with_not_known(
            now, division, waiting.status.code, Reason(NO_REPLY), is_confidential=False
        )
    return report


def clearances(listed: Sequence[AuthorityStatus], division: Division) -> list[dict[str, Any]]:
    """Return the clearances of what stands now, as the head of a final report has them."""
    found = []
    for status in listed:
        cleared = division.authorities[status.code].cleared
        # What came back and is not merged takes nothing from what was cleared and still stands.
        stands = status.state in {MinistryStatus.CLEARED, MinistryStatus.CAME_BACK}
        if stands and not status.has_changed and cleared is not None:
            found.append({"authority": status.code, "on": cleared.on, "digest": cleared.digest})
    return sorted(found, key=lambda cleared: cleared["authority"])
