"""The state of each authority of a division, those to be chased, and what none of its forms asks.

A form lacks a question where work moved to the authority after it was sent, a version added the
question, or an answer put it on the path.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from checklist.answer_types.units import MISSING
from checklist.answer_types.written_date import date_in_words
from checklist.merging.givers import ANSWERED_BY
from checklist.ministries.clearance import (
    ChangedUnit,
    changed_units,
    cleared_units,
    is_unchanged_since_clearance,
    standing_units,
)
from checklist.ministries.conflicts import OpenConflict, open_conflicts
from checklist.ministries.division import (
    Authority,
    ClearedPart,
    Division,
    NoObjection,
    asked_of,
    led_parts,
)
from checklist.ministries.log import NOTED, LogEntry, NoteEvent
from checklist.ministries.part import PartMaker
from checklist.ministries.part_record import PartRecord
from checklist.ministries.reassign import place_name
from checklist.questionnaire.authorities import CABINET, OWN
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.checked_report import CheckedReport
from checklist.text.messages import Message, Texts, Words, commas, tr
from checklist.text.paragraphs import folded


class MinistryStatus(Words):
    """What became of an authority."""

    NOT_SENT = "not sent"
    SENT = "sent"
    CAME_BACK = "came back, not merged"
    PARTLY_BACK = "partly back"
    BACK = "back"
    MAY_OBJECT = "may object"
    NO_OBJECTION = "no objection"
    CLEARED = "cleared"
    CHANGED_SINCE = "changed since"
    REFUSED = "refused"
    PASSED_ON = "passed on"


_NEXT_STEPS: Mapping[MinistryStatus, str] = Texts(
    {
        MinistryStatus.NOT_SENT: "make its form, send it, and note that it was sent",
        MinistryStatus.SENT: "wait",
        MinistryStatus.CAME_BACK: "merge what came back",
        MinistryStatus.PARTLY_BACK: "ask for what is open",
        MinistryStatus.BACK: "ask it to clear the answers in its name",
        MinistryStatus.MAY_OBJECT: "wait",
        MinistryStatus.NO_OBJECTION: "nothing, unless it has to clear the answers itself",
        MinistryStatus.CLEARED: "nothing",
        MinistryStatus.CHANGED_SINCE: "show the ministry what changed, and ask again",
        MinistryStatus.REFUSED: "give its questions to another ministry, or answer “not known”",
        MinistryStatus.PASSED_ON: "nothing",
    }
)
_WAITING = frozenset({MinistryStatus.SENT, MinistryStatus.PARTLY_BACK})
_AGREED = frozenset(
    {
        MinistryStatus.CLEARED,
        MinistryStatus.CHANGED_SINCE,
        MinistryStatus.MAY_OBJECT,
        MinistryStatus.NO_OBJECTION,
    }
)
"""The states in which an authority agreed to its answers, and can still have to give others."""
_GETS_FORMS = frozenset(MinistryStatus) - {
    MinistryStatus.NOT_SENT,
    MinistryStatus.CAME_BACK,
    MinistryStatus.REFUSED,
    MinistryStatus.PASSED_ON,
}
"""The states in which an authority gets a further form, if it lacks questions."""
_SEND_NEXT = Message(
    "send its next form, which has {questions} too; if it is not in parts/, make it first"
)
_ASK_AND_SHOW = Message("ask for what is open, and show the ministry what changed")
_SETTLE = Message("settle its answers that differ from those of others, on a sheet or with `fix`")
_TELL_AGAIN = Message("tell it what changed, and until when it may object to that")
_ASK_AND_TELL = Message(
    "ask for what is open, and tell it what changed, and until when it may object"
)
_MORE = Message("{number} more")
_MOST_NAMED = 6
"""The most questions that are named; more are counted."""


class AuthorityStatus(NamedTuple):
    """The status of one authority, on one day."""

    code: str
    label: str
    person: str
    """Whom to write to: a person, or an office; empty if nobody is named."""
    address: str
    """An e-mail address or telephone number; empty if there is none."""
    due: str
    """The day until which its answers are wanted; empty if none is set."""
    days_over: int
    """The days since then, while its answers are waited for; 0 otherwise."""
    state: MinistryStatus
    questions: int
    """The questions that it is asked now."""
    required: int
    """The required questions that it leads."""
    open: Sequence[Question]
    """Those of them that are not answered yet."""
    last_contact: str
    """The last day on which something was sent or came back; empty if there is none."""
    open_rows: Mapping[str, Sequence[str]] = {}
    """The rows or columns that are open, by question, where it is not all of the question."""
    differs: bool = False
    """Whether an answer of it differs from that of another authority, and nobody has decided."""
    is_answered: bool = False
    """Whether all that it is asked now is answered, the optional questions too."""
    is_final: bool = False
    """Whether the report is final, so that nothing is wanted of anybody any more."""
    new: Sequence[str] = ()
    """What is open of it, and in no form that it was sent: `8.1 d`, `5.6`."""
    unsent: Sequence[str] = ()
    """What it is asked, and is in no form that it was sent, also where it is answered already."""
    is_reminded: bool = False
    """Whether it was reminded since its last form was sent."""
    cleared_on: str = ""
    """The day on which it agreed to its answers; empty where it did not."""
    may_object_until: str = ""
    """The last day on which it may object, where its silence counts; empty elsewhere."""
    came_back_on: str = ""
    """The day on which something came back that is not merged; empty where nothing waits."""
    has_changed: bool = False
    """Whether something else stands than it cleared, also while something of it waits."""
    objected_until: str = ""
    """The day until which it could object to other answers than stand now; empty elsewhere."""
    changed: Sequence[ChangedUnit] = ()
    """What is not what it cleared, or could object to, as far as the log has the wording of it."""

    @property
    def words(self) -> str:
        """What became of the authority: `sent`, `may object until 3 March 2027`."""
        if self.may_object_until:
            return tr(
                "{state} until {may_object_until}", self.state, date_in_words(self.may_object_until)
            )
        return str(self.state)

    @property
    def open_places(self) -> Sequence[str]:
        """What of the required questions is open: questions, and rows where it is not all."""
        return [
            f"{question.id}/{row}" if row else question.id
            for question in self.open
            for row in self.open_rows.get(question.id) or [""]
        ]

    @property
    def is_asked(self) -> bool:
        """Whether the authority is or was asked anything: others are named, and not counted."""
        return self.questions > 0 or self.state is not MinistryStatus.NOT_SENT

    @property
    def is_waited_for(self) -> bool:
        """Whether answers are waited for, so that it can be reminded."""
        return self.state in _WAITING or (self.state in _AGREED and bool(self.open))

    @property
    def is_overdue(self) -> bool:
        """Whether answers of the authority are waited for, and the day is over."""
        return self.days_over > 0

    @property
    def next_step(self) -> str:
        """What to do next, in words."""
        if self.is_final:
            return tr("nothing, the report is final")
        if self.state is MinistryStatus.NOT_SENT and not self.questions:
            return tr("nothing, no question is asked of it now")
        if self.state is MinistryStatus.NOT_SENT and self.is_answered:
            return tr("nothing, all its questions are answered")
        if not self.questions and self.state in _WAITING:
            return tr("nothing, no question is asked of it any more")
        if self.new and self.state in _GETS_FORMS:
            return tr(_SEND_NEXT, questions=first_named(self.new))
        if self.state is MinistryStatus.REFUSED and not self.open:
            return tr("nothing, all its required questions are answered")
        if self.state is MinistryStatus.CHANGED_SINCE and self.open:
            return tr(_ASK_AND_SHOW)
        if self.state in _AGREED and self.open:
            return _NEXT_STEPS[MinistryStatus.PARTLY_BACK]
        if self.state is MinistryStatus.BACK and self.differs:
            return tr(_SETTLE)
        if self.objected_until:
            return tr(_ASK_AND_TELL if self.open else _TELL_AGAIN)
        if self.is_overdue and self.state is MinistryStatus.SENT and not self.open:
            return tr("nothing that is required is open; call it if you want its answers")
        if self.is_overdue and self.state in _WAITING:
            return tr("call it, or remind it again") if self.is_reminded else tr("remind it")
        return _NEXT_STEPS[self.state]


def statuses(
    checked: CheckedReport, division: Division, today: date, log: Sequence[LogEntry] = ()
) -> Sequence[AuthorityStatus]:
    """Return the status of each authority, the longest overdue first, then by the day when due.

    Those that are asked nothing come last.

    Args:
        checked: The report.
        division: Its division.
        today: The day.
        log: Its log, which has the wording of what was cleared.
    """
    conflicts = open_conflicts(checked.report)
    found = [
        _status(code, authority, checked, division, today, log, _differing(code, conflicts))
        for code, authority in division.authorities.items()
        if code != OWN
    ]
    return sorted(
        found,
        key=lambda status: (
            not status.is_asked,
            -status.days_over,
            status.due or "9999",
            folded(status.label),
        ),
    )


def _status(
    code: str,
    authority: Authority,
    checked: CheckedReport,
    division: Division,
    today: date,
    log: Sequence[LogEntry],
    differing: Collection[tuple[str, str]],
) -> AuthorityStatus:
    questionnaire = checked.questionnaire
    required = [*_required_of(code, checked, division, differing)]
    open_questions = [question for question, rows in required if rows is not None]
    asked = PartMaker(checked=checked, division=division).questions(code)
    on_path = {i: rows for i, rows in asked.items() if i in checked.path.on}
    state = _state(code, authority, checked, division, today, is_complete=not open_questions)
    contact, reminded = authority.contact, authority.reminded
    is_final = checked.report.is_final
    dates = [
        *(part.on for part in authority.sent),
        *(part.on for part in authority.returned),
        *(call.on for call in authority.called),
        *(extended.on for extended in authority.extended),
        *(once.on for once in (authority.came_back, authority.no_objection) if once),
    ]
    cleared = authority.cleared
    has_changed = state is MinistryStatus.CHANGED_SINCE or (
        state is MinistryStatus.CAME_BACK
        and cleared is not None
        and not is_unchanged_since_clearance(checked, division, code, cleared)
    )
    told = authority.no_objection
    objecting = told if state is MinistryStatus.MAY_OBJECT else None
    is_void = told is not None and not is_unchanged_since_clearance(checked, division, code, told)
    ended = cleared if has_changed else told if is_void else None
    new, unsent = _new(code, authority, asked, checked, log)
    status = AuthorityStatus(
        code=code,
        label=division.label(code, questionnaire),
        person=(contact.person or contact.office) if contact else "",
        address=(contact.email or contact.telephone or "") if contact else "",
        due=authority.due or "",
        days_over=0,
        state=state,
        questions=len(asked),
        required=len(required),
        open=open_questions,
        open_rows={question.id: rows for question, rows in required if rows},
        differs=bool(differing),
        is_answered=bool(on_path) and all(_is_answered(*unit, checked) for unit in on_path.items()),
        is_final=is_final,
        last_contact=max([*dates, *reminded], default=""),
        new=new,
        unsent=unsent,
        is_reminded=any(
            day >= part.on for part in authority.sent[-1:] for day in authority.reminded
        ),
        cleared_on=cleared.on if cleared else "",
        may_object_until=objecting.until if objecting else "",
        came_back_on=authority.came_back.on if authority.came_back else "",
        has_changed=has_changed,
        objected_until=told.until if told is not None and is_void else "",
        changed=_changed(code, ended, checked, division, log) if ended else (),
    )
    if authority.due and status.is_waited_for and not is_final:
        days = (today - date.fromisoformat(authority.due)).days
        status = status._replace(days_over=max(days, 0))
    return status


def _differing(code: str, conflicts: Sequence[OpenConflict]) -> Collection[tuple[str, str]]:
    """Return the questions, and their rows or entries, where an answer of an authority differs."""
    return {
        (conflict.question, conflict.at.partition("/")[2].partition("/")[0])
        for conflict in conflicts
        if any(code in side.get("by", ()) for side in conflict.wanted) or code in conflict.stands_by
    }


def _new(
    code: str,
    authority: Authority,
    asked: Mapping[str, Sequence[str] | None],
    checked: CheckedReport,
    log: Sequence[LogEntry],
) -> tuple[Sequence[str], Sequence[str]]:
    """Return what no form of an authority has: what of it is not answered yet, and all of it."""
    if code == CABINET:
        return (), ()
    questionnaire = checked.questionnaire
    wanted = {i: rows for i, rows in asked.items() if not _is_answered(i, rows, checked)}
    lacking = not_in_forms(asked, authority, code, log, questionnaire)
    is_open = {place for place in lacking if place.partition("/")[0] in wanted}
    return (
        named_places([place for place in lacking if place in is_open], questionnaire),
        named_places(lacking, questionnaire),
    )


def named_places(places: Sequence[str], questionnaire: Questionnaire) -> Sequence[str]:
    """Return places as they can be typed, a question for all its rows."""
    by_question: dict[str, list[str]] = {}
    for place in places:
        by_question.setdefault(place.partition("/")[0], []).append(place)
    names: list[str] = []
    for question_id, own in by_question.items():
        rows = questionnaire.questions[question_id].answer_type.rows()
        is_all = len(own) == len(rows)
        names += [place_name(place, questionnaire) for place in ([question_id] if is_all else own)]
    return names


def first_named(names: Sequence[str]) -> str:
    """Return names as a sentence lists them: the first ones, and how many more there are."""
    more = len(names) - _MOST_NAMED
    return commas([*names[:_MOST_NAMED], *([tr(_MORE, number=more)] if more > 0 else [])])


def _changed(
    code: str,
    ended: ClearedPart | NoObjection,
    checked: CheckedReport,
    division: Division,
    log: Sequence[LogEntry],
) -> Sequence[ChangedUnit]:
    cleared = cleared_units(log, code, ended)
    if cleared is None:
        return ()
    now = standing_units(checked, division, code)
    return [*changed_units(cleared, now, checked)]


def _state(
    code: str,
    authority: Authority,
    checked: CheckedReport,
    division: Division,
    today: date,
    *,
    is_complete: bool,
) -> MinistryStatus:
    if authority.given_on is not None:
        return MinistryStatus.PASSED_ON
    if authority.refused is not None:
        return MinistryStatus.REFUSED
    if authority.came_back is not None:
        return MinistryStatus.CAME_BACK
    told = authority.no_objection
    if told is not None and is_unchanged_since_clearance(checked, division, code, told):
        is_over = date.fromisoformat(told.until) < today
        return MinistryStatus.NO_OBJECTION if is_over else MinistryStatus.MAY_OBJECT
    if authority.cleared is not None:
        is_same = is_unchanged_since_clearance(checked, division, code, authority.cleared)
        return MinistryStatus.CLEARED if is_same else MinistryStatus.CHANGED_SINCE
    if authority.returned:
        return MinistryStatus.BACK if is_complete else MinistryStatus.PARTLY_BACK
    return MinistryStatus.SENT if authority.sent else MinistryStatus.NOT_SENT


def _is_answered(question_id: str, rows: Sequence[str] | None, checked: CheckedReport) -> bool:
    """Whether the rows of a question, or all of it, are answered for this report."""
    question = checked.questionnaire.questions[question_id]
    if rows is None or not question.answer_type.rows():
        return checked.path.is_complete(question)
    answer = checked.valid.get(question_id, {})
    is_carried = checked.path.is_carried(question_id)
    return not is_carried and (MISSING in answer or {*rows} <= {*answer.get("value", {})})


def _required_of(
    code: str,
    checked: CheckedReport,
    division: Division,
    differing: Collection[tuple[str, str]],
) -> Iterator[tuple[Question, Sequence[str] | None]]:
    """Yield the required questions that an authority leads, each with what of it is open.

    That is its rows or columns; none of them where all of the question is open; None where nothing
    is open. What it answered otherwise than another authority is not open: it is to be settled.
    """
    for question_id in asked_of(division, code, checked.questionnaire):
        question = checked.questionnaire.questions[question_id]
        led, rows = led_parts(division, code, question), question.answer_type.rows()
        answer = checked.valid.get(question_id, {})
        is_carried = bool(answer.get("carried"))
        # Once a row is answered, a report can be final only with the others.
        is_begun = bool(rows) and "value" in answer and not is_carried
        is_wanted = checked.path.is_required(question)
        is_wanted = is_wanted or (is_begun and question_id in checked.path.on)
        if (led is not None and not led) or not is_wanted:
            continue
        differs = {row for name, row in differing if name == question_id}
        if not rows or differs - {*rows}:
            is_open = checked.path.is_missing(question) and not differs
            yield question, (led or ()) if is_open else None
            continue
        is_whole = MISSING in answer and not is_carried
        # Of an answer of an earlier report, some rows can be said already for this one.
        said = differs | {
            row
            for row, row_answer in answer.get("value", {}).items()
            if not is_carried or code in row_answer.get(ANSWERED_BY, ())
        }
        wanted = rows if led is None else led
        unsaid = [] if is_whole else [row for row in wanted if row not in said]
        is_all = led is None and not differs and not is_begun
        is_open = checked.path.is_missing(question) if is_all else bool(unsaid)
        yield question, (unsaid if len(unsaid) < len(rows) else ()) if is_open else None


_ASKED = "asked"
_VERSION = "version"


def asked_data(record: PartRecord, questionnaire: Questionnaire) -> dict[str, Any]:
    """Return what the log keeps of the questions of a form that was sent, and their version."""
    version = record.identity.questionnaire.version
    return {_ASKED: [*_places(record.asked, questionnaire)], _VERSION: version}


def not_in_forms(
    asked: Mapping[str, Sequence[str] | None],
    authority: Authority,
    code: str,
    log: Sequence[LogEntry],
    questionnaire: Questionnaire,
) -> Sequence[str]:
    """Return the places that are in none of the forms of an authority.

    Args:
        asked: What it is asked now: rows or columns by question; None for all.
        authority: What is known of it.
        code: Its code.
        log: The log. If it does not say what was in each form, nothing is known to be missing.
        questionnaire: The questionnaire.
    """
    known = {
        entry.data.get("part"): entry.data
        for entry in log
        if entry.did == NOTED
        and entry.data.get("event") == NoteEvent.SENT
        and entry.data.get("by") == code
    }
    forms = [known.get(sent.part, {}) for sent in authority.sent]
    if not forms or not all(isinstance(form.get(_ASKED), list) for form in forms):
        return ()
    had = {place for form in forms for place in map(str, form[_ASKED])}
    return [place for place in _places(asked, questionnaire) if place not in had]


def _places(
    asked: Mapping[str, Sequence[str] | None], questionnaire: Questionnaire
) -> Iterator[str]:
    """Yield what is asked: questions, and of those with rows each row."""
    for question_id, parts in asked.items():
        question = questionnaire.questions.get(question_id)
        rows = question.answer_type.rows() if question is not None else ()
        named = [*rows] if parts is None else parts
        yield from [f"{question_id}/{part}" for part in named] or [question_id]
