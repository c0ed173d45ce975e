"""The log of a report: who merged or noted what, and when, one line of JSON each.

The report itself is the truth. Where a kill kept a line from being written, it is written from the
report at the next merge.
"""

import getpass
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from checklist.answer_types.answer import PROVENANCE
from checklist.answer_types.interface import Refusal
from checklist.answer_types.written_date import EXAMPLE, date_in_words, read_written_date
from checklist.files.appending import append_lines
from checklist.files.reader import content_of
from checklist.merging.claims import Claim
from checklist.merging.contents import path_text
from checklist.merging.givers import givers_in
from checklist.ministries.conflicts import OpenConflict, open_conflicts
from checklist.ministries.merge import (
    CONFLICT,
    EMPTIED,
    REPLACED,
    SETTLED,
    TAKEN,
    UNCHANGED,
    UNREADABLE,
    MergedReturn,
    MergedUnit,
)
from checklist.ministries.record import contents_data
from checklist.ministries.returned import Returned
from checklist.ministries.secrets import Sight
from checklist.questionnaire.authorities import OWN
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.address import Address, AddressError, get
from checklist.reports.report import Report
from checklist.text.messages import Message, tr

MERGED, UNDONE, DECIDED, ANSWERED, AGREED = "merge", "undo", "decide", "answer", "agree"
NOTED = "note"
"""What is logged."""
REMINDED = "reminded"
"""The event of a reminder, which its command notes."""

_FORMAT = 1
_ORIGIN = PROVENANCE | {"by", "carried"}


class LogEntry(NamedTuple):
    """One line of the log."""

    data: Mapping[str, Any]

    @property
    def did(self) -> str:
        """What was done: `merge`, `undo`, `decide`, `answer`, `agree`, `clear`, `note`."""
        return str(self.data.get("did", ""))

    @property
    def key(self) -> tuple[str, int, str]:
        """Authority, part and file of a merged return."""
        data = self.data
        return str(data.get("by", "")), int(data.get("part", 0)), str(data.get("digest", ""))

    @property
    def changes(self) -> Sequence[Mapping[str, Any]]:
        """What stands otherwise since then: addresses, each with what `was` there and is `now`."""
        if self.did in {DECIDED, ANSWERED}:
            return [{**self.data, "at": self.data.get("unit", "")}]
        return [unit for unit in self.units if unit.get("outcome") in {TAKEN, REPLACED}]

    @property
    def signed_on(self) -> str:
        """The day on which the authority signed a merged return; empty where that is not known."""
        return str(self.data.get("signed_on", ""))

    def day_for(self, authority: str, *, is_signed: bool) -> str:
        """Return the day on which an authority knew of it: of a return of its own, it signed it.

        Args:
            authority: The code of the authority.
            is_signed: Whether the signature of a return is its own.
        """
        day = str(self.data.get("at", ""))[:10]
        own = self.signed_on if is_signed and self.data.get("by") == authority else ""
        return min(day, own) if own else day

    @property
    def is_mended(self) -> bool:
        """Whether the merge was killed before it wrote this line."""
        return "mended" in self.data

    @property
    def filled_in_by(self) -> str:
        """Who filled in a merged return, as it says; empty where it does not."""
        return str(self.data.get("filled_in_by", ""))

    @property
    def remarks(self) -> Sequence[Mapping[str, Any]]:
        """The texts that stood in no field, or belonged to no answer."""
        return self._listed("remarks")

    @property
    def closing_remark(self) -> str:
        """What a merged return says at “Anything else we should know”; empty for nothing."""
        return str(self.data.get("closing_remark", ""))

    @property
    def units(self) -> Sequence[Mapping[str, Any]]:
        """What came of each unit."""
        return self._listed("units")

    def _listed(self, key: str) -> Sequence[Mapping[str, Any]]:
        listed = self.data.get(key)
        found = listed if isinstance(listed, list) else ()
        return [mapping for mapping in found if isinstance(mapping, dict)]


def read_log(path: Path) -> Sequence[LogEntry]:
    """Return the lines of a log. What cannot be read, such as a line that was cut off, is left out.

    Args:
        path: The log; it need not exist.
    """
    entries = []
    for line in (content_of(path) or b"").decode(errors="replace").splitlines():
        try:
            data = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(data, dict) and data.get("log") == _FORMAT:
            entries.append(LogEntry(data))
    return entries


def user_name() -> str:
    """Return who runs this command; empty where the system does not say."""
    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):
        return ""


def append(path: Path, entries: Sequence[Mapping[str, Any]]) -> None:
    """Append entries to a log.

    Raises:
        SaveError: It cannot be written.
    """
    if entries:
        lines = [json.dumps({"log": _FORMAT, **entry}, ensure_ascii=False) for entry in entries]
        append_lines(path, lines)


def append_new(path: Path, entries: Sequence[Mapping[str, Any]]) -> None:
    """Append those entries to a log that it does not have yet.

    Raises:
        SaveError: It cannot be written.
    """
    known = [entry.data for entry in read_log(path)]
    append(path, [entry for entry in entries if {"log": _FORMAT, **entry} not in known])


def merge_entry(merged: MergedReturn, *, at: str, who: str) -> dict[str, Any]:
    """Return the line for a merged return.

    Args:
        merged: The return.
        at: The time.
        who: Who merged it.
    """
    units = [
        {"at": unit.at, "outcome": unit.outcome, **contents_data(unit.before, unit.now)}
        for unit in merged.units
        if unit.outcome not in {EMPTIED, UNREADABLE}
    ]
    remarks = [
        {"at": stray.address, "text": stray.text}
        for stray in merged.incoming.returned.stray
        if stray.address
    ]
    return {
        "did": MERGED,
        "at": at,
        "who": who,
        **_return(merged.incoming.by, merged.incoming.part, merged.mark.file, merged.mark.digest),
        **({"filled_in_by": writer} if (writer := merged.incoming.returned.filled_in_by) else {}),
        **({"signed_on": signed} if (signed := _signed_on(merged.incoming.returned)) else {}),
        "fields": merged.fields,
        "counts": dict(merged.counts),
        "units": units,
        **({"remarks": remarks} if remarks else {}),
        **({"closing_remark": closing} if (closing := merged.incoming.returned.remark) else {}),
    }


def _signed_on(returned: Returned) -> str:
    """Return the day on which an authority signed a return; empty where none can be read."""
    try:
        return date.fromisoformat(read_written_date(returned.cleared_on, EXAMPLE)).isoformat()
    except (Refusal, ValueError):
        return ""


def _as_merged(merged: MergedReturn, entry: LogEntry, undecided: Collection[str]) -> MergedReturn:
    """Return what came of a return when it was merged.

    Args:
        merged: What came of the same return now: nothing in it is new any more.
        entry: The line of its merge, which a kill stopped.
        undecided: The addresses of the conflicts that are open.
    """
    then = [
        MergedUnit(str(unit.get("at")), TAKEN, unit.get("was"), unit.get("now"))
        for unit in entry.units
    ]
    then = [unit._replace(outcome=CONFLICT) if unit.at in undecided else unit for unit in then]
    others = [unit for unit in merged.units if unit.at not in {unit.at for unit in then}]
    counts = Counter(merged.counts)
    for unit in then[: counts[UNCHANGED]]:
        counts.update({UNCHANGED: -1, unit.outcome: 1})
    return merged._replace(units=[*then, *others], counts=counts)


def with_decisions(
    merged: MergedReturn, report: Report, questionnaire: Questionnaire, entry: LogEntry | None
) -> MergedReturn:
    """Return what came of a return, with the conflicts that a person has decided since.

    Args:
        merged: What came of it.
        report: The draft as it is now.
        questionnaire: Its questionnaire.
        entry: The line of its merge, which a kill stopped; None: it is merged now. Such a line has
            no unit for a conflict that was decided. So where the draft says something else than
            the return, a person has decided.
    """
    conflicts = {conflict.at for conflict in open_conflicts(report)}
    undecided = {at.partition("/")[0] for at in conflicts}
    if entry is not None:
        merged = _as_merged(merged, entry, conflicts)
    answers = report.answers
    given = {} if entry is None else merged.incoming.returned.given
    known = {unit.at for unit in merged.units}
    wanted = [
        *merged.units,
        *(MergedUnit(at, "", now=given[at]) for at in given if at not in known),
    ]
    units, counts = [], Counter(merged.counts)
    for unit in wanted:
        name = unit.at.partition("/")[0]
        is_kept = unit.outcome not in {"", CONFLICT} or name in undecided
        try:
            address = Address.parse(unit.at, questionnaire)
            stands = get(answers, address, questionnaire)
            is_kept = is_kept or bool(address.path.entry)  # the draft has other numbers for entries
        except AddressError:
            is_kept = True
        if is_kept:
            units += [unit] if unit.outcome else []
        elif unit.outcome or stands != unit.now:
            units.append(unit._replace(outcome=SETTLED, stood=stands))
            counts.update({} if unit.outcome else {UNCHANGED: -1, CONFLICT: 1})
        else:
            units.append(unit._replace(outcome=UNCHANGED, was=stands))
    return merged._replace(units=units, counts=counts)


def as_shown(merged: MergedReturn, before: Sight, after: Sight) -> MergedReturn:
    """Return what came of a return, with a mark where its authority may not see what stood.

    What the authority itself saw or said before, it may see again. Where it says what another one
    keeps back, it reads the same as where nobody said anything.

    Args:
        merged: What came of it.
        before: What its authority may see of the report before the merge.
        after: What its authority may see of the report after the merge.
    """
    units, counts = [], Counter(merged.counts)
    for unit in merged.units:
        sights = [after] if unit.outcome == SETTLED else [before, after]
        if unit.stood is not None and unit.stood != unit.was:
            is_seen = all(sight.shows_unit(unit.at, unit.stood) for sight in sights)
            unit = unit._replace(is_hidden=not is_seen)
        if unit.is_hidden and unit.outcome == UNCHANGED:
            unit = unit._replace(outcome=TAKEN, stood=None, stood_by=(), is_hidden=False)
            counts.update({UNCHANGED: -1, TAKEN: 1})
        units.append(unit)
    return merged._replace(units=units, counts=counts)


def undo_entry(*, at: str, who: str, undone: Sequence[LogEntry]) -> dict[str, Any]:
    """Return the line for a merge that was undone."""
    keys = [list(entry.key) for entry in undone]
    return {"did": UNDONE, "at": at, "who": who, "returns": keys}


def unit_data(conflict: OpenConflict) -> dict[str, Any]:
    """Return, as data of a line, where a conflict is."""
    return {"unit": conflict.at, **({"entry": dict(conflict.entry)} if conflict.entry else {})}


def decide_entry(conflict: OpenConflict, content: Any, *, at: str, who: str) -> dict[str, Any]:
    """Return the line for a conflict that was decided, with what each side had said."""
    sides = [
        {key: side[key] for key in ("by", "content") if key in side} for side in conflict.wanted
    ]
    return {
        "did": DECIDED,
        "at": at,
        "who": who,
        **unit_data(conflict),
        **contents_data(conflict.stands, content),
        "sides": sides,
    }


def answer_entries(
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    questionnaire: Questionnaire,
    *,
    at: str,
    who: str,
) -> Iterator[dict[str, Any]]:
    """Yield the lines for answers of authorities that were changed in the report itself.

    Args:
        before: The answers before.
        after: The answers behind them.
        questionnaire: The questionnaire.
        at: The time.
        who: Who changed them.
    """
    for question_id, earlier in before.items():
        if earlier == after.get(question_id) or question_id not in questionnaire.questions:
            continue
        rows = questionnaire.questions[question_id].answer_type.rows()
        changed = [(question_id, earlier, after.get(question_id))]
        values = _mapping(earlier).get("value")
        if rows and isinstance(values, Mapping):
            now = _mapping(_mapping(after.get(question_id)).get("value"))
            changed = [(f"{question_id}/{row}", was, now.get(row)) for row, was in values.items()]
        for unit, *sides in changed:
            packet, now = map(_mapping, sides)
            givers = givers_in(packet)
            was, now = _said(packet), _said(now)
            if givers and was != now:
                contents = contents_data(was, now or None)
                yield {
                    "did": ANSWERED,
                    "at": at,
                    "who": who,
                    "unit": unit,
                    "of": givers,
                    **contents,
                }


def _mapping(answer: object) -> Mapping[str, Any]:
    """Return an answer of a file, which can be anything; what is no answer says nothing."""
    return answer if isinstance(answer, Mapping) else {}


def _said(packet: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an answer says, without where it comes from."""
    return {key: said for key, said in packet.items() if key not in _ORIGIN}


def mended_entries(
    claims: Sequence[tuple[str, Claim]], log: Sequence[LogEntry], *, at: str
) -> Iterator[dict[str, Any]]:
    """Yield the lines for returns that were merged, and are not in the log because of a kill.

    Args:
        claims: The claims that the report keeps, each with its question.
        log: The log.
        at: The time.
    """
    known = {entry.key for entry in standing(log)}
    missing: dict[tuple[str, int, str], dict[str, Any]] = {}
    for question_id, claim in claims:
        for mark in claim.returns:
            key = claim.by, claim.part, mark.digest
            if key in known:
                continue
            entry = missing.setdefault(
                key,
                {
                    "did": MERGED,
                    "at": mark.on,
                    "who": "",
                    "mended": at,
                    **_return(claim.by, claim.part, mark.file, mark.digest),
                    "units": [],
                },
            )
            entry["units"] += [
                {"at": path_text(question_id, path), **contents_data(change.was, change.now)}
                for path, change in claim.changes.items()
                if change.ordinal == mark.ordinal and change.is_active
            ]
    yield from missing.values()


def standing(log: Sequence[LogEntry]) -> Sequence[LogEntry]:
    """Return the merged returns of a log, without those that were undone afterwards."""
    merged: list[LogEntry] = []
    for entry in log:
        if entry.did == MERGED:
            merged.append(entry)
        elif entry.did == UNDONE:
            keys = [tuple(key) for key in entry.data.get("returns", ()) if isinstance(key, list)]
            merged = [other for other in merged if other.key not in keys]
    return merged


def last_passed_on(log: Sequence[LogEntry], code: str) -> Mapping[str, Any] | None:
    """Return the line on what an authority passed on last; None where nothing is passed on."""
    for entry in reversed(log):
        event = entry.data.get("event") if entry.did == NOTED else ""
        if entry.data.get("by") == code and event in {NoteEvent.PASSED_ON, NoteEvent.REJOINED}:
            return entry.data if event == NoteEvent.PASSED_ON else None
    return None


def asked_before(passed: Mapping[str, Any]) -> Mapping[str, Sequence[str]]:
    """Return who was asked before an authority passed something on, by place.

    Args:
        passed: The line on it; one of an earlier version of this tool does not say it.
    """
    was = passed.get("was")
    return {
        place: codes
        for place, codes in (was.items() if isinstance(was, dict) else ())
        if isinstance(codes, list) and codes and all(isinstance(code, str) for code in codes)
    }


def last_run(log: Sequence[LogEntry]) -> Sequence[LogEntry]:
    """Return the returns that were merged together, last of all."""
    merged = [entry for entry in standing(log) if entry.data.get("changed", True)]
    return [entry for entry in merged if entry.data.get("at") == merged[-1].data.get("at")]


def _return(by: str, part: int, file: str, digest: str) -> dict[str, Any]:
    data: dict[str, Any] = {"by": by, "part": part, "file": file, "digest": digest}
    return {key: value for key, value in data.items() if value or key == "by"}


class NoteEvent(StrEnum):
    """What can become of a form."""

    SENT = "sent"
    CALLED = "called"
    EXTENDED = "extended"
    BACK = "back"
    NO_OBJECTION = "no-objection"
    CLEARED = "cleared"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    PASSED_ON = "passed-on"
    REJOINED = "rejoined"


def note_entry(
    event: str, code: str, day: str, *, at: str, who: str, **details: Any
) -> dict[str, Any]:
    """Return the line of the log for an event.

    Args:
        event: The event.
        code: The code of the authority.
        day: The day of the event.
        at: The time.
        who: Who notes it.
        details: What else is known: `number` of the form, `spoke_to`, `until`, `to`, `only`,
            `note`, and who `was` asked before, by place.
    """
    known = {key: value for key, value in details.items() if value is not None}
    return {"did": NOTED, "event": event, "at": at, "who": who, "by": code, "on": day, **known}


_NOTED: Mapping[str, Message] = {
    NoteEvent.SENT: Message("{ministry}: form {get} was sent on {day}."),
    REMINDED: Message("{ministry} was reminded on {day}."),
    NoteEvent.CALLED: Message("{ministry} was called on {day}."),
    NoteEvent.EXTENDED: Message("{ministry} has time until {until}, as agreed on {day}."),
    NoteEvent.BACK: Message("{ministry}: its answers came back on {day}, and are not merged yet."),
    NoteEvent.NO_OBJECTION: Message(
        "{ministry} was told on {day} that it may object until {until}. Its "
        "silence is noted as no objection, and not as a clearance."
    ),
    NoteEvent.CLEARED: Message("{ministry} cleared its answers on {day}."),
    NoteEvent.WITHDRAWN: Message("{ministry} took its agreement back on {day}."),
    NoteEvent.REFUSED: Message("{ministry} refused on {day}."),
    NoteEvent.PASSED_ON: Message("{passed_on} has been asked of {other} since {day}."),
    NoteEvent.REJOINED: Message("{ministry} has taken part again since {day}."),
}
"""The sentence on each event."""
_SPOKEN_TO: Mapping[str, Message] = {
    NoteEvent.CALLED: Message("{ministry} was called on {day}; {data} answered."),
    NoteEvent.WITHDRAWN: Message("{ministry} took its agreement back on {day}; {data} said so."),
    NoteEvent.REFUSED: Message("{ministry} refused on {day}; {data} said so."),
}
"""The sentence on an event of which the log names the person of the ministry."""
_IS_YOURS = Message("{passed_on} has been yours to answer since {day}.")
_OTHER_EVENT = Message("{ministry}: {get} on {day}.")


def note_words(data: Mapping[str, Any], name: Callable[[str], str]) -> str:
    """Return the sentence on an event that was noted.

    Args:
        data: The line of the log.
        name: Returns the name of an authority by its code.
    """
    event, person, only = str(data.get("event", "")), data.get("spoke_to"), data.get("only")
    ministry, to = name(str(data.get("by", ""))), str(data.get("to", ""))
    message = _SPOKEN_TO.get(event) if person else None
    if event == NoteEvent.PASSED_ON and to == OWN:
        message = _IS_YOURS
    return tr(
        message or _NOTED.get(event, _OTHER_EVENT),
        ministry=ministry,
        day=date_in_words(str(data.get("on", ""))),
        until=date_in_words(str(data.get("until", ""))),
        get=data.get("number", 1) if event == NoteEvent.SENT else event,
        data=person,
        other=name(to),
        passed_on=tr("What was asked of {ministry} ({only})", ministry, only)
        if only
        else tr("What was asked of {ministry}", ministry),
    )
