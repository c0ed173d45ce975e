"""Open conflicts, as the head of a draft keeps them, and how a person decides them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from checklist.answer_types.units import PACKET_KEYS, PartPath, with_key
from checklist.errors import ChecklistError
from checklist.merging.claims import Claim
from checklist.merging.contents import WHOLE, path_text, text_of
from checklist.merging.givers import chosen_from, naming_givers
from checklist.merging.languages import with_languages
from checklist.merging.question import gone_whole, settled
from checklist.merging.resolution import Conflict
from checklist.ministries.record import Record, present_records, stored
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.open_conflicts import conflict_kind
from checklist.reports.report import MERGED, Report
from checklist.text.languages import noted_language
from checklist.text.messages import tr
from checklist.text.sanitize import quoted

OPEN = "conflicts"
"""The key of the head that holds the open conflicts of a draft."""


def conflict_data(question_id: str, conflict: Conflict) -> dict[str, Any]:
    """Return a conflict as data of the head.

    Args:
        question_id: The question.
        conflict: The conflict in its answer.
    """
    path = conflict.path
    is_whole = path.part == WHOLE
    at = path._replace(part="") if is_whole else path
    data: dict[str, Any] = {"at": path_text(question_id, at)}
    if is_whole:
        data["whole"] = True
    if conflict.entry:
        data["entry"] = dict(conflict.entry)
    if conflict.stands is not None:
        data["stands"] = conflict.stands
        if conflict.stands_by:
            data["stands_by"] = sorted(conflict.stands_by)
    data["wanted"] = [_wanted_data(side.content, side.claims) for side in conflict.wanted]
    if conflict.union is not None:
        data["together"] = conflict.union
    if conflict.is_beside:
        data["beside"] = True
    return data


def _wanted_data(content: Any, claims: Sequence[Claim]) -> dict[str, Any]:
    data: dict[str, Any] = (
        {"by": [*dict.fromkeys(claim.by for claim in claims)]} if claims else {"here": True}
    )
    if content is not None:
        data["content"] = content
    if any(claim.is_outside for claim in claims):
        data["outside"] = True
    last = [claim.returns[-1] for claim in claims if claim.returns]
    if last:
        data["on"] = max(mark.on for mark in last)
        data["files"] = sorted({mark.file for mark in last})
    return data


def all_conflict_data(
    report: Report,
    known: Mapping[str, Record],
    conflicts: Mapping[str, Sequence[Conflict]],
) -> list[Mapping[str, Any]]:
    """Return all open conflicts of a draft as data of the head.

    First those that follow from the records, by question; then those that have no place in the
    draft, in the order of their texts.

    Args:
        report: The draft as it was.
        known: The records of the draft.
        conflicts: The conflicts in the answers, by question, in the order of the questionnaire.
    """
    placed = [
        conflict_data(name, conflict) for name, found in conflicts.items() for conflict in found
    ]
    # What follows from a record is said anew: also where the question has another name by now, or
    # where the record ends, with the reason.
    recorded = {str(data.get("at")) for data in report.internal.get(MERGED, ())}
    unplaced = {
        text_of(data): data
        for data in report.internal.get(OPEN, ())
        if "reason" in data or _question_of(data.get("at")) not in {*known, *recorded}
    }
    return [*placed, *(unplaced[text] for text in sorted(unplaced))]


def _question_of(at: Any) -> str:
    return str(at).partition("/")[0]


class OpenConflict(NamedTuple):
    """An open conflict of a draft."""

    data: Mapping[str, Any]
    """What the head of the draft says of it."""

    @property
    def at(self) -> str:
        """The address of the unit, or of the whole answer, row or entry."""
        return str(self.data["at"])

    @property
    def question(self) -> str:
        """The question."""
        return _question_of(self.at)

    @property
    def is_whole(self) -> bool:
        """Whether the conflict is on a whole answer, row or entry."""
        return bool(self.data.get("whole"))

    @property
    def entry(self) -> Mapping[str, Any]:
        """The cells that say in which entry of a table it is; none elsewhere."""
        entry = self.data.get("entry")
        return entry if isinstance(entry, Mapping) else {}

    @property
    def stands(self) -> Any:
        """What stands in the draft; None for nothing."""
        return self.data.get("stands")

    @property
    def wanted(self) -> Sequence[Mapping[str, Any]]:
        """What is wanted: `content`, which can lack, and `by`, or `here` for the draft itself."""
        wanted = self.data.get("wanted")
        entries = wanted if isinstance(wanted, list | tuple) else ()
        return [entry for entry in entries if isinstance(entry, Mapping)]

    @property
    def together(self) -> Any:
        """What has all that everybody added; None where there is no such content."""
        return self.data.get("together")

    @property
    def kind(self) -> str:
        """Whether answers differ, are declined, or had something beside them when replaced."""
        return conflict_kind(self.data)

    @property
    def stands_by(self) -> Sequence[str]:
        """The codes of those who gave what stands."""
        named = self.data.get("stands_by")
        return [str(code) for code in named] if isinstance(named, list | tuple) else []

    @property
    def reason(self) -> str:
        """Why it has no place in the draft, where it has none."""
        return str(self.data.get("reason", ""))


def open_conflicts(report: Report) -> Sequence[OpenConflict]:
    """Return the open conflicts of a draft."""
    return [OpenConflict(data) for data in report.internal.get(OPEN, ())]


def decided(
    report: Report,
    conflict: OpenConflict,
    content: Any,
    questionnaire: Questionnaire,
    agreed: Collection[str] = (),
    language: str = "",
) -> Report:
    """Return a draft in which a person, or those who differed, decided a conflict.

    Args:
        report: The draft.
        conflict: One of its open conflicts.
        content: What stands from now on at the address of the conflict; None for nothing.
        questionnaire: The questionnaire of the draft.
        agreed: The authorities that agreed on it.
        language: The language in which they wrote it; empty for that of the report.

    Raises:
        ChecklistError: The draft has no such conflict any more.
    """
    known = present_records(report, questionnaire)
    record = known.get(conflict.question)
    if record is None or conflict.reason:
        return _without(report, conflict)
    merged = record.merged(questionnaire)
    found = [
        difference
        for difference in merged.conflicts
        if _is_same(conflict, record.question, difference)
    ]
    if not found:
        raise ChecklistError(tr("{at} is no longer an open conflict", quoted(conflict.at)))
    answer_type = questionnaire.questions[record.question].answer_type
    answer = naming_givers(
        answer_type,
        _with_content(merged.answer, found[0].path, content, record, questionnaire),
        found[0],
        content,
        record.own,
        record.claims,
        questionnaire.authorities,
        agreed,
    )
    answer = gone_whole(merged.answer, answer)
    if answer is not None:
        is_sent = any(chosen_from(found[0], content))
        claims = record.claims if is_sent else ()
        new = "" if is_sent else noted_language(language, report.main_language)
        answer = with_languages(answer_type, answer, merged.answer, claims, new)
    others = [difference for difference in merged.conflicts if difference is not found[0]]
    own = None if answer is None or "by" in answer else answer
    left = settled(record.claims, others)
    known[record.question] = replace(record, own=own, claims=left)
    answers = with_key(report.answers, record.question, answer, questionnaire.questions)
    data = all_conflict_data(report, known, _conflicts(known, questionnaire))
    return report._replace(answers=answers).with_internal(
        {MERGED: stored(known, questionnaire), OPEN: data}
    )


def _is_same(conflict: OpenConflict, question_id: str, known: Conflict) -> bool:
    """Whether a conflict is one of a draft, which may have been changed elsewhere since."""
    data = conflict_data(question_id, known)
    own = [wanted for wanted in conflict.wanted if "here" not in wanted]
    other = [wanted for wanted in data["wanted"] if "here" not in wanted]
    places = [(conflict.at, conflict.is_whole), (data["at"], data.get("whole", False))]
    return text_of(own) == text_of(other) and places[0] == places[1]


def refreshed(report: Report, questionnaire: Questionnaire) -> Report:
    """Return a draft whose open conflicts are those of its present answers."""
    known = present_records(report, questionnaire)
    data = all_conflict_data(report, known, _conflicts(known, questionnaire))
    if data == report.internal.get(OPEN, []):
        return report
    return report.with_internal({OPEN: data, MERGED: stored(known, questionnaire)})


def _conflicts(
    known: Mapping[str, Record], questionnaire: Questionnaire
) -> Mapping[str, Sequence[Conflict]]:
    """Return the conflicts that follow from records, in the order of the questionnaire."""
    return {
        name: known[name].merged(questionnaire).conflicts
        for name in questionnaire.questions
        if name in known
    }


def _without(report: Report, conflict: OpenConflict) -> Report:
    kept = [data for data in report.internal.get(OPEN, ()) if data != conflict.data]
    return report.with_internal({OPEN: kept})


def _with_content(
    answer: Mapping[str, Any] | None,
    path: PartPath,
    content: Any,
    record: Record,
    questionnaire: Questionnaire,
) -> Mapping[str, Any] | None:
    """Return an answer with other content where a conflict is."""
    answer_type = questionnaire.questions[record.question].answer_type
    before: Mapping[str, Any] = answer or {}
    if path.entry:
        entries = len(before.get("value") or ())
        if path.entry > entries and content is None:
            return answer
        path = path._replace(entry=min(path.entry, entries + 1))
    if path.part != WHOLE:
        return answer_type.set(before, path, content) or None
    at = path._replace(part="")
    if at.entry and not at.column:
        return answer_type.set(before, at, content) or None
    return _with_packet(before, at, content, answer_type) or None


def _with_packet(
    answer: Mapping[str, Any], at: PartPath, content: Mapping[str, Any] | None, answer_type: Any
) -> Mapping[str, Any]:
    """Return an answer with another packet in a question, row or cell.

    Who is named stays until the givers of the new packet are known; without a packet, nothing does.
    """
    keys = ["by", "carried", *(key for key in reversed(PACKET_KEYS) if key not in _NOT_TAKEN)]
    keys += [] if content else ["answered_by", "confidence"]
    for key in keys:
        answer = answer_type.set(answer, at._replace(part="" if key == "value" else key), None)
    new = dict(content or {})
    if "missing" in new:
        missing = {key: new.pop(key) for key in ("missing", "reason", "note") if key in new}
        answer = answer_type.set(answer, at._replace(part="missing"), missing)
    for key, said in new.items():
        answer = answer_type.set(answer, at._replace(part="" if key == "value" else key), said)
    return answer


_NOT_TAKEN = frozenset({"reason", "answered_by"})
"""The keys of a packet that go with `missing`, and that follow from who gave it."""
