"""What an authority agreed to: the answers that stand in its name, and what changed since.

The division has the day and the digest of what was cleared; the log has its wording.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations
from typing import Any, NamedTuple

from checklist.answer_types.answer import PROVENANCE
from checklist.answer_types.packet import units_of
from checklist.answer_types.units import MISSING, PathError
from checklist.ministries.division import ClearedPart, Division, NoObjection, asked_of, leads
from checklist.ministries.division_file import DivisionFile
from checklist.ministries.folder import ReportFolder
from checklist.ministries.log import MERGED, NOTED, LogEntry, append, read_log, standing
from checklist.ministries.merged_files import now
from checklist.ministries.words import NOTHING, content_in_words, entry_of, place_in_words
from checklist.questionnaire.authorities import CABINET
from checklist.questionnaire.digest import digest
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.address import Address
from checklist.reports.checked_report import CheckedReport
from checklist.text.messages import Message, tr

CLEARED = "clear"
"""What the log says that was done."""

_ORIGIN = PROVENANCE | {"by", "carried"}
"""The parts of answers that no authority agrees to: where they come from."""

_NOTE = "note"

INVALID = "invalid"
"""Stands before the question in place of an address, for an answer that does not fit it."""
_FITS = object()
"""Stands in place of an answer that fits its question, where one does not on the other side."""
_OFF_PATH = Message("no longer asked")


class ChangedUnit(NamedTuple):
    """A unit that changed since it was cleared."""

    at: str
    """Its address."""
    cleared: Any
    """What was cleared; None for nothing."""
    now: Any
    """What stands now; None for nothing."""
    is_off_path: bool = False
    """Whether nothing stands there now because the question is off path."""
    entry: Mapping[str, Any] = {}
    """In a table, the cells that say which entry it is, as far as they are known."""

    def words(self, questionnaire: Questionnaire) -> tuple[str, str, str]:
        """Return where it is, what was cleared, and what stands now."""
        if _is_unfit(self.at):  # what it says is nothing that can be put in words
            was, now = (_fitness_in_words(side) for side in (self.cleared, self.now))
            return place_in_words(_question_of(self.at), questionnaire), was, now
        was, now = (
            content_in_words(self.at, side, questionnaire) for side in (self.cleared, self.now)
        )
        place = place_in_words(self.at, questionnaire, self.entry)
        return place, was, tr(_OFF_PATH) if self.is_off_path else now


def _fitness_in_words(content: Any) -> str:
    """Return whether there is an answer, and whether it fits its question."""
    if content is None:
        return tr(NOTHING)
    return (
        tr("an answer that fits the question")
        if content is _FITS
        else tr("an answer that does not fit")
    )


def standing_units(checked: CheckedReport, division: Division, authority: str) -> Mapping[str, Any]:
    """Return what stands in the name of an authority: contents by address.

    Where answers come from is not part of it, so that it changes only with what they say. Answers
    off path are not either: a final report leaves them out. What is said in place of a value stands
    at the address of the value, and its note is a unit of its own, as beside a value. An answer
    that does not fit its question is one unit.
    """
    own: dict[str, Any] = {}
    for question_id, question in checked.questionnaire.questions.items():
        answer = checked.valid.get(question_id)
        if answer is None or question_id not in checked.path.on:
            continue
        try:
            found = [*units_of(question.answer_type, answer)]
        except PathError:
            if question_id in asked_of(division, authority, checked.questionnaire):
                own[f"{INVALID} {question_id}"] = _without(answer, _ORIGIN)
            continue
        for path, content in found:
            if path.part in _ORIGIN:
                continue
            if division.takes_part(authority, question_id, path.row or path.column):
                address = Address.at(question_id, path)
                own.update((str(at), place) for at, place in _divided(address, content))
    return own


def has_answers(checked: CheckedReport, division: Division, authority: str) -> bool:
    """Whether an authority has something to agree to: what it sent, or what is said in its name.

    What another one gave is not said in its name, even if it contributes there. Nor is an answer of
    an earlier report that nobody confirmed.
    """
    known = division.authorities.get(authority)
    if known is not None and known.returned:
        return True
    for at in standing_units(checked, division, authority):
        question_id, part = _question_of(at), at.partition("/")[2]
        answer = checked.valid.get(question_id, {})
        value = answer.get("value")
        row = value.get(part.partition("/")[0]) if isinstance(value, dict) else None
        named = (row if isinstance(row, dict) else answer).get("answered_by")
        is_its = leads(division, authority, question_id, part.partition("/")[0])
        is_given = authority in named if isinstance(named, list) else is_its
        if (is_given or authority == CABINET) and not checked.path.is_carried(question_id):
            return True
    return False


def _divided(address: Address, content: Any) -> Iterator[tuple[Address, Any]]:
    """Yield what is said in place of a value at the address of the value, and its note apart."""
    if address.part == MISSING:
        yield address._replace(part=""), _without(content, {_NOTE})
        if _NOTE in content:
            yield address._replace(part=_NOTE), content[_NOTE]
    else:
        yield address, content


def _without(content: Mapping[str, Any], keys: AbstractSet[str]) -> dict[str, Any]:
    return {key: said for key, said in content.items() if key not in keys}


def _is_unfit(at: str) -> bool:
    return at.startswith(f"{INVALID} ")


def _question_of(at: str) -> str:
    """Return the question of an address, or of what stands in place of an address."""
    return at.removeprefix(f"{INVALID} ").partition("/")[0]


def is_unchanged_since_clearance(
    checked: CheckedReport, division: Division, authority: str, cleared: ClearedPart | NoObjection
) -> bool:
    """Whether what an authority cleared, or may object to, still stands.

    What the signatory decides on a question that was open before ends none.
    """
    now = standing_units(checked, division, authority)
    decided = sorted({_question_of(at) for at in now} & _release_ids(checked.questionnaire))
    return any(
        digest({at: content for at, content in now.items() if _question_of(at) not in left_out})
        == cleared.digest
        for number in range(len(decided) + 1)
        for left_out in combinations(decided, number)
    )


def _release_ids(questionnaire: Questionnaire) -> AbstractSet[str]:
    return {question.id for question in questionnaire.release_questions}


def standing_on(
    checked: CheckedReport, division: Division, authority: str, on: str, log: Sequence[LogEntry]
) -> tuple[Mapping[str, Any], Sequence[str]]:
    """Return what stood in the name of an authority on a day, and the places that changed since.

    What a return says that the authority itself signed stood on the day of its signature. A
    further return of the same form can still have the signature of the one before: of that one, the
    day counts on which it was merged.

    Args:
        checked: The report.
        division: Its division.
        authority: The code of the authority.
        on: The day.
        log: The log, which says what was merged, decided or changed on which day.
    """

    def _place(at: str) -> str:
        question_id, row = _question_of(at), at.partition("/")[2].partition("/")[0]
        rows = checked.questionnaire.questions[question_id].answer_type.rows()
        return f"{question_id}/{row}" if row in rows else question_id

    stood = dict(standing_units(checked, division, authority))
    later: list[str] = []
    merged = standing(log)
    signatures = [
        (entry.data.get("by"), entry.data.get("part"), entry.signed_on) if entry in merged else None
        for entry in log
    ]
    for number, entry in reversed([*enumerate(log)]):
        is_undone = entry.did == MERGED and entry not in merged
        is_signed = signatures[number] not in signatures[:number]
        if is_undone or entry.day_for(authority, is_signed=is_signed) <= on:
            continue
        for unit in entry.changes:
            at, was = str(unit.get("at", "")), unit.get("was")
            known = [name for name in stood if name == at or name.startswith(f"{at}/")]
            if not known or was == unit.get("now"):
                continue
            later += [place for place in dict.fromkeys(map(_place, known)) if place not in later]
            for name in known:
                del stood[name]
            if was is not None and not isinstance(was, dict):
                stood[at] = was
    order = [*checked.questionnaire.questions]
    return stood, sorted(later, key=lambda place: order.index(place.partition("/")[0]))


def note_clearance(
    folder: ReportFolder,
    file: DivisionFile,
    checked: CheckedReport,
    authority: str,
    on: str,
    *,
    by: str | None = None,
    who: str,
) -> DivisionFile:
    """Note that an authority agrees to what stood in its name on a day.

    Returns the division, saved. The log gets the wording first, so that a kill can leave no
    clearance without one.

    Args:
        folder: The folder of the report.
        file: The division.
        checked: The report.
        authority: The code of the authority.
        on: The day on which it agreed.
        by: Who said so for the authority.
        who: Who notes it.

    Raises:
        SaveError: The log or the division cannot be written.
    """
    stood, _ = standing_on(checked, file.division, authority, on, read_log(folder.log))
    what = {"on": on, "digest": digest(stood)}
    said_by = {"cleared_by": by} if by else {}
    entry = {"did": CLEARED, "at": now(), "who": who, "by": authority, **what}
    append(folder.log, [{**entry, "cleared": dict(stood), **said_by}])
    cleared = ClearedPart.model_validate({**what, "by": by} if by else what)
    ends = {"refused": None, "no_objection": None}
    return file.save(
        file.division.changed(authority, cleared=cleared, **ends), checked.questionnaire
    )


def cleared_units(
    log: Sequence[LogEntry], authority: str, cleared: ClearedPart | NoObjection
) -> Mapping[str, Any] | None:
    """Return the wording of what an authority cleared, or could object to.

    It is None where the log does not have it.
    """
    for entry in reversed(log):
        data = entry.data
        units = data.get("cleared", data.get("told"))
        is_its = entry.did in {CLEARED, NOTED} and data.get("by") == authority
        if is_its and isinstance(units, dict) and digest(units) == cleared.digest:
            return units
    return None


def changed_units(
    cleared: Mapping[str, Any], now: Mapping[str, Any], checked: CheckedReport
) -> Iterator[ChangedUnit]:
    """Yield the units that are not what was cleared any more, those that stand now first.

    Args:
        cleared: What was cleared.
        now: What stands now.
        checked: The report as it is now.
    """
    unfit = {_question_of(at) for at in [*now, *cleared] if _is_unfit(at)}
    answered = {_question_of(at) for at in cleared}
    open_then = _release_ids(checked.questionnaire) - answered
    for at in dict.fromkeys([*now, *cleared]):
        question_id = _question_of(at)
        if cleared.get(at) == now.get(at) or question_id in open_then:
            continue
        if _is_unfit(at):
            yield ChangedUnit(at, _unfit_or_fits(at, cleared), _unfit_or_fits(at, now))
        elif question_id not in unfit:
            is_off = question_id in checked.valid and question_id not in checked.path.on
            entry = entry_of(at, now if at in now else cleared, checked.questionnaire)
            yield ChangedUnit(at, cleared.get(at), now.get(at), is_off_path=is_off, entry=entry)


def _unfit_or_fits(at: str, contents: Mapping[str, Any]) -> Any:
    """Return an answer that does not fit; otherwise, whether one that fits is there."""
    is_answered = any(_question_of(other) == _question_of(at) for other in contents)
    return contents.get(at, _FITS if is_answered else None)
