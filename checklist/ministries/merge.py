"""A form that came back, merged into a report; and what differs, until somebody decides.

Three are compared: what the form showed, what it says, and what the report says now. What differs
is kept in the draft under `conflicts`: what stands, and what an authority says.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from checklist.answer_types.answer import AnswerData
from checklist.answer_types.units import ANSWER_KEYS, MISSING, missing_of, with_key, without_missing
from checklist.ministries.part_record import answer_of_contents
from checklist.ministries.returned import Returned
from checklist.questionnaire.authorities import OWN
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.address import Address, AddressError, units
from checklist.reports.report import CONFLICTS, MERGED, Report
from checklist.reports.structure import answer_findings
from checklist.reports.three_way import Difference, MergedAnswer, Packet, merge_three, said

_NONE = MergedAnswer(None, (), ())
_MARK = "/confidential"
"""The end of the address of a mark “Do not publish”."""


class Conflict(NamedTuple):
    """Where a form and the report say different things, and nobody has decided."""

    at: str
    """The address of an answer, a row, or an entry: `training/police`, `laws/2`."""
    by: str
    """The code of the authority whose form it was."""
    stands: Packet | None
    """What stood there when the form was merged; None for nothing."""
    says: Packet | None
    """What the authority says instead; None for nothing."""

    def to_data(self) -> dict[str, Any]:
        """Return the conflict as the head of a draft has it."""
        return {key: part for key, part in self._asdict().items() if part is not None}


class FormMerge(NamedTuple):
    """A report with what a form says."""

    report: Report
    taken: Sequence[str]
    """The addresses of the answers, rows and entries that were taken."""
    conflicts: Sequence[Conflict]
    """What differs now, of this form."""


def merge_form(
    report: Report, returned: Returned, digest: str, questionnaire: Questionnaire
) -> FormMerge:
    """Return a draft with what a form says. A form that was merged already changes nothing.

    Args:
        report: The draft.
        returned: The form, which was read.
        digest: The digest of its file: `sha256:…`.
        questionnaire: The questionnaire of the draft.
    """
    merged_before = report.internal.get(MERGED, ())
    identity = returned.identity
    if identity is None or digest in merged_before:
        return FormMerge(report, (), ())
    by = identity.authority
    taken: list[str] = []
    found: list[Conflict] = []
    unmarked = _marks_of_others(returned, report, questionnaire)
    returned = replace(returned, removed=returned.removed - {f"{at}{_MARK}" for at in unmarked})
    found += [
        Conflict(
            at, by, packet, {key: part for key, part in packet.items() if key != "confidential"}
        )
        for at, packet in unmarked.items()
    ]
    answers = report.answers
    for name, question in questionnaire.questions.items():
        merged = _merged(name, returned, report, questionnaire, _giver(by, questionnaire))
        if merged is _NONE:
            continue
        answers = with_key(answers, name, merged.answer, questionnaire.questions)
        taken += [str(Address.at(question.id, at)) for at in merged.taken]
        found += [
            Conflict(str(Address.at(name, one.at)), by, one.stands, one.says)
            for one in merged.differences
        ]
    report = report._replace(answers=answers)
    known = [one for one in open_conflicts(report, questionnaire) if not _is_again(one, found)]
    report = with_conflicts(report, [*known, *found])
    internal = {**report.internal, MERGED: [*merged_before, digest]}
    return FormMerge(report._replace(internal=internal), taken, found)


def _marks_of_others(
    returned: Returned, report: Report, questionnaire: Questionnaire
) -> Mapping[str, Packet]:
    """Return the answers whose mark “Do not publish” a form takes away, and others gave.

    Nobody but who gave an answer takes its mark away by a form: somebody decides it.
    """
    identity = returned.identity
    assert identity is not None
    found = {}
    for at in sorted(one.removesuffix(_MARK) for one in returned.removed if one.endswith(_MARK)):
        now = standing(report, Conflict(at, identity.authority, None, None), questionnaire)
        if now and now.get("confidential") and now.get("answered_by") != [identity.authority]:
            found[at] = now
    return found


def _giver(by: str, questionnaire: Questionnaire) -> Any:
    """Return what `answered_by` says of what an authority gives; None where it is not named.

    A questionnaire that names no authorities, and a code that only the State has, name nobody.
    """
    return [by] if by != OWN and by in questionnaire.authorities else None


def _is_again(conflict: Conflict, found: Sequence[Conflict]) -> bool:
    return any((conflict.at, conflict.by) == (other.at, other.by) for other in found)


def _merged(
    name: str, returned: Returned, report: Report, questionnaire: Questionnaire, giver: Any
) -> MergedAnswer:
    """Return the answer to one question with what a form says."""
    base, base_numbers = _of_question(
        name, {**_taken_away(name, returned, report, questionnaire), **returned.base}, questionnaire
    )
    theirs, their_numbers = _of_question(name, returned.units, questionnaire)
    if base == theirs and base_numbers == their_numbers:
        return _NONE
    pairs = [
        (_index(number, base_numbers), _index(number, their_numbers))
        for number in sorted({*base_numbers, *their_numbers})
    ]
    question, mine = questionnaire.questions[name], report.answers.get(name)
    try:
        merged = merge_three(question.answer_type, base, mine, theirs, giver=giver, pairs=pairs)
    except (TypeError, ValueError, KeyError, AttributeError):  # mine has not its structure
        merged = _NONE
    is_sound = merged.answer is None or not any(answer_findings(name, question, merged.answer))
    if merged is _NONE or not is_sound:
        return MergedAnswer(mine, (), [Difference(Address(name).path, mine, theirs or None)])
    return merged


def _taken_away(
    name: str, returned: Returned, report: Report, questionnaire: Questionnaire
) -> Mapping[str, Any]:
    """Return what stands in the report, was not in the form, and is taken away in it by a word.

    An earlier return of the same form gave it. Of entries of tables nobody knows which one it is.
    """
    removed = {at for at in returned.removed if at == name or at.startswith(f"{name}/")}
    answer = report.answers.get(name)
    if removed <= returned.base.keys() or not isinstance(answer, Mapping):
        return {}
    try:
        standing = {str(at): (at, one) for at, one in units({name: answer}, questionnaire)}
    except AddressError:
        return {}
    own = {at: one for at, (address, one) in standing.items() if not address.entry}
    if removed.isdisjoint(own):
        return {}
    # What the form and the report say alike is what the earlier return said.
    return {at: one for at, one in own.items() if at in removed or returned.given.get(at) == one}


def left_standing(
    returned: Returned, report: Report, questionnaire: Questionnaire
) -> Iterator[str]:
    """Yield where a form says that an answer goes, and none is known to be there.

    Args:
        returned: The form, which was read.
        report: The draft before it is merged.
        questionnaire: The questionnaire of the draft.
    """
    for at in sorted(returned.removed & returned.places.keys() - returned.base.keys()):
        name = at.partition("/")[0]
        if at not in _taken_away(name, returned, report, questionnaire):
            yield at


def _index(number: int, numbers: Sequence[int]) -> int | None:
    return numbers.index(number) if number in numbers else None


def _of_question(
    name: str, contents: Mapping[str, Any], questionnaire: Questionnaire
) -> tuple[AnswerData, Sequence[int]]:
    """Return the answer to a question that is among contents by address, and its entries."""
    own = [
        (Address.parse(at, questionnaire), content)
        for at, content in contents.items()
        if at == name or at.startswith(f"{name}/")
    ]
    return answer_of_contents(own, questionnaire)


# What differs, in a draft


def with_conflicts(report: Report, conflicts: Sequence[Conflict]) -> Report:
    """Return a draft with these open conflicts."""
    internal = {key: content for key, content in report.internal.items() if key != CONFLICTS}
    if conflicts:
        internal[CONFLICTS] = [conflict.to_data() for conflict in conflicts]
    return report._replace(internal=internal)


def open_conflicts(report: Report, questionnaire: Questionnaire) -> Sequence[Conflict]:
    """Return the conflicts of a draft in which the authority still says something else.

    What cannot be read, such as what somebody changed by hand, is left out.
    """
    return [
        conflict
        for conflict in _conflicts_in(report)
        if (place := _place(report, conflict, questionnaire)) is not None
        and said(place.now) != said(conflict.says)
    ]


def _conflicts_in(report: Report) -> Iterator[Conflict]:
    data = report.internal.get(CONFLICTS)
    for one in data if isinstance(data, list) else ():
        if isinstance(one, dict) and isinstance(one.get("at"), str):
            packets = [one.get(key) for key in ("stands", "says")]
            if all(packet is None or isinstance(packet, dict) for packet in packets):
                yield Conflict(one["at"], str(one.get("by", "")), *packets)


class _Place(NamedTuple):
    """Where a conflict is in a draft now."""

    address: Address
    now: Packet | None
    """What stands there now."""


def _place(report: Report, conflict: Conflict, questionnaire: Questionnaire) -> _Place | None:
    """Return where a conflict is; None where the questionnaire has no such place."""
    try:
        address = Address.parse(conflict.at, questionnaire)
    except AddressError:
        return None
    answer = report.answers.get(address.question)
    if not isinstance(answer, Mapping):
        return _Place(address, None)
    value = answer.get("value")
    if address.row:
        rows = value if isinstance(value, Mapping) else {}
        now = missing_of(answer) if MISSING in answer else rows.get(address.row)
        return _Place(address, now)
    if address.entry:
        entries = value if isinstance(value, list) else []
        at = _entry_at(entries, address.entry, conflict.stands)
        return _Place(address._replace(entry=at), entries[at - 1] if at else None)
    return _Place(address, answer)


def _entry_at(entries: Sequence[Packet], number: int, stood: Packet | None) -> int:
    """Return the number of the entry that stood there, also where it has moved; 0 for none."""
    same = [at for at, entry in enumerate(entries, 1) if said(entry) == said(stood)]
    if stood is None:
        return 0
    return number if number in same else same[0] if same else 0


def decided(report: Report, conflict: Conflict, questionnaire: Questionnaire) -> Report:
    """Return a draft in which what the authority says stands where a conflict is."""
    place = _place(report, conflict, questionnaire)
    if place is None:
        return report
    address, name = place.address, place.address.question
    answer = report.answers.get(name) or {}
    says = conflict.says
    if address.row:
        rows = questionnaire.questions[name].answer_type.rows()
        if MISSING in answer:
            value = dict.fromkeys(rows, missing_of(answer))
            answer = without_missing(answer)
        else:
            value = dict(answer.get("value") or {})
        value[address.row] = says or {}
        kept: Any = {row: value[row] for row in rows if value.get(row)}
        answer = with_key(answer, "value", kept or None, ANSWER_KEYS) if kept else {}
    elif "/" in conflict.at:
        entries = list(answer.get("value") or ())
        at = address.entry - 1 if address.entry else len(entries)
        entries = [*entries[:at], *([says] if says else []), *entries[at + 1 :]]
        answer = with_key(without_missing(answer), "value", entries, ANSWER_KEYS) if entries else {}
    elif says and says.get("value") and answer.get("value") and _has_inner(name, questionnaire):
        answer = {**says, "value": answer["value"]}  # rows and entries have conflicts of their own
    else:
        answer = says or {}
    return report._replace(
        answers=with_key(report.answers, name, answer or None, questionnaire.questions)
    )


def _has_inner(name: str, questionnaire: Questionnaire) -> bool:
    answer_type = questionnaire.questions[name].answer_type
    return bool(answer_type.rows() or answer_type.listed_columns())


def standing(report: Report, conflict: Conflict, questionnaire: Questionnaire) -> Packet | None:
    """Return what stands now where a conflict is; None for nothing."""
    place = _place(report, conflict, questionnaire)
    return None if place is None else place.now
