"""What an authority agreed to: the answers that stand in its name, and what changed since.

The division has the day and the digest of what was cleared; the log has its wording.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checklist.ministries.division import ClearedPart, Division, leads
from checklist.ministries.division_file import DivisionFile
from checklist.ministries.folder import ReportFolder
from checklist.ministries.log import LogEntry, append
from checklist.ministries.merged_files import now
from checklist.ministries.words import content_in_words, place_in_words
from checklist.questionnaire.authorities import CABINET
from checklist.questionnaire.digest import digest
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.address import AddressError, units
from checklist.reports.checked_report import CheckedReport

CLEARED = "clear"
"""What the log says that was done."""

_ORIGIN = frozenset({"answered_by", "confidence", "by", "carried"})
"""The parts of answers that no authority agrees to: where they come from."""

INVALID = "invalid"
"""Stands in place of an address for answers that do not fit their questions."""


@dataclass(frozen=True, slots=True)
class ChangedUnit:
    """A unit that is not what was cleared any more."""

    at: str
    """Its address."""
    cleared: Any
    """What was cleared; None for nothing."""
    now: Any
    """What stands now; None for nothing."""

    def words(self, questionnaire: Questionnaire) -> tuple[str, str, str]:
        """Return where it is, what was cleared, and what stands now."""
        if self.at == INVALID:  # what it says is nothing that can be put in words
            was, now = (
                "none" if one is None else "at least one" for one in (self.cleared, self.now)
            )
            return "An answer that does not fit its question", was, now
        was, now = (
            content_in_words(self.at, one, questionnaire) for one in (self.cleared, self.now)
        )
        return place_in_words(self.at, questionnaire), was, now


def standing_units(checked: CheckedReport, division: Division, authority: str) -> Mapping[str, Any]:
    """Return what stands in the name of an authority: contents by address.

    Where answers come from is not part of it, so that it changes only with what they say. Answers
    off path are not either: a final report leaves them out.
    """
    own: dict[str, Any] = {}
    on_path = {i: answer for i, answer in checked.valid.items() if i in checked.path.on}
    try:
        for address, content in units(on_path, checked.questionnaire):
            part = address.row or address.column
            is_asked = division.takes_part(authority, address.question, part)
            if is_asked and address.part not in _ORIGIN:
                own[str(address)] = content
    except AddressError:  # an answer that does not fit is none that anybody agreed to
        own[INVALID] = True
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
        question_id, _, part = at.partition("/")
        answer = checked.valid.get(question_id, {})
        value = answer.get("value")
        row = value.get(part.partition("/")[0]) if isinstance(value, dict) else None
        named = (row if isinstance(row, dict) else answer).get("answered_by")
        is_its = leads(division, authority, question_id, part.partition("/")[0])
        is_given = authority in named if isinstance(named, list) else is_its
        if (is_given or authority == CABINET) and not checked.path.is_carried(question_id):
            return True
    return False


def answers_digest(checked: CheckedReport, division: Division, authority: str) -> str:
    """Return the digest of what stands in the name of an authority."""
    return digest(standing_units(checked, division, authority))


def clear_entry(
    authority: str, on: str, cleared: Mapping[str, Any], *, at: str, who: str
) -> dict[str, Any]:
    """Return the line of the log for a clearance, with the wording of what was cleared.

    Args:
        authority: The code of the authority.
        on: The day on which it agreed.
        cleared: What stands in its name.
        at: The time.
        who: Who noted it.
    """
    return {
        "did": CLEARED,
        "at": at,
        "who": who,
        "by": authority,
        "on": on,
        "digest": digest(cleared),
        "cleared": dict(cleared),
    }


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
    """Note that an authority agrees to what stands in its name now. Returns the division, saved.

    The log gets the wording first, so that a kill can leave no clearance without one.

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
    standing = standing_units(checked, file.division, authority)
    entry = clear_entry(authority, on, standing, at=now(), who=who)
    append(folder.log, [{**entry, "cleared_by": by} if by else entry])
    cleared = ClearedPart(on=on, digest=digest(standing))
    if by:
        cleared = cleared.model_copy(update={"by": by})
    return file.save(file.division.changed(authority, cleared=cleared))


def cleared_units(
    log: Sequence[LogEntry], authority: str, cleared: ClearedPart
) -> Mapping[str, Any] | None:
    """Return the wording of what an authority cleared; None where the log does not have it."""
    for entry in reversed(log):
        data = entry.data
        units = data.get("cleared")
        is_its = entry.did == CLEARED and data.get("by") == authority
        if is_its and isinstance(units, dict) and digest(units) == cleared.digest:
            return units
    return None


def changed_units(cleared: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[ChangedUnit]:
    """Yield the units that are not what was cleared any more, those that stand now first."""
    for at in dict.fromkeys([*now, *cleared]):
        if cleared.get(at) != now.get(at):
            yield ChangedUnit(at, cleared.get(at), now.get(at))
