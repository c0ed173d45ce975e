"""What came of returns: the list that is shown before they are merged, and the receipts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from checklist.answer_types.answer import DECLINED
from checklist.answer_types.written_date import date_in_words
from checklist.ministries.conflicts import OpenConflict
from checklist.ministries.merge import (
    CONFLICT,
    EMPTIED,
    PROPOSED,
    REPLACED,
    SETTLED,
    TAKEN,
    TOLD,
    UNCHANGED,
    UNREADABLE,
    MergedReturn,
    MergedUnit,
)
from checklist.ministries.returned import AT_MARK, AT_THE_END, LONE_REMARK, StrayText
from checklist.ministries.words import content_in_words, entry_of, packet_in_words, place_in_words
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.blocks import Blanks, Block, Facts, Heading, Paragraph, Table
from checklist.text.messages import (
    Message,
    Plural,
    Texts,
    changed,
    commas,
    grouped,
    labelled,
    tr,
    trn,
    with_aside,
)
from checklist.text.sanitize import beginning

_COUNTED = {
    TAKEN: Plural("{count} taken", "{count} taken"),
    UNCHANGED: Plural("{count} unchanged", "{count} unchanged"),
    CONFLICT: Plural("{count} conflict", "{count} conflicts"),
    UNREADABLE: Plural("{count} unreadable", "{count} unreadable"),
    EMPTIED: Plural("{count} empty", "{count} empty"),
}
_ALSO_COUNTED = {
    REPLACED: Plural("{count} replaced", "{count} replaced"),
    TOLD: Plural("{count} for who leads", "{count} for who leads"),
}
"""What is counted only where there is some."""
_SHOWN = Texts(
    {
        TAKEN: "taken",
        CONFLICT: "differs",
        PROPOSED: "proposed, was not asked",
        EMPTIED: "emptied, stays",
        UNREADABLE: "not readable",
        REPLACED: "not taken, another copy says otherwise",
        TOLD: "for the authority that leads, whose answer stands",
    }
)


_LISTED = frozenset({TAKEN, UNCHANGED, SETTLED})
"""What comes of what stands in the report in some form."""
_MOST = 300
"""The most characters of an answer in the list; its receipt has all of it."""
_MOST_LINES = 500
"""The most lines on what does not become public; all of that is in the receipt."""
_NOT_SHOWN = Message("confidential")
"""What a receipt has in place of what its ministry may not see."""
HIDDEN = object()
"""In place of an answer that an authority may not see."""
_PROPOSAL = "answer"
"""The kind of a text that answers what was not asked: it is in the list of what is decided."""


def counted_words(counts: Mapping[str, Any]) -> str:
    """Return counts of what came of fields, in words: `38 taken, 3 unchanged`."""
    also = {key: words for key, words in _ALSO_COUNTED.items() if counts.get(key)}
    words = {**_COUNTED, **also}
    return commas(plural.of(counts[key]) for key, plural in words.items() if key in counts)


def count_text(merged: MergedReturn) -> str:
    """Return the counts of a return, which close: `47 fields: 38 taken, 3 unchanged, …`."""
    counts = counted_words({**dict.fromkeys(_COUNTED, 0), **merged.counts})
    return trn("{count} field: {counts}", "{count} fields: {counts}", merged.fields, counts)


def unit_lines(merged: MergedReturn, questionnaire: Questionnaire) -> Iterator[str]:
    """Yield what came of each unit, with old and new words: first what becomes public by it."""
    public = [unit for unit in merged.units if unit.is_public]
    if public:
        yield tr("Becomes public by this return: {public}", len(public))
        yield from _lines(public, merged, questionnaire)
    rest = [*_lines([unit for unit in merged.units if not unit.is_public], merged, questionnaire)]
    if public and rest:
        yield tr("The rest:")
    yield from rest[:_MOST_LINES]
    if len(rest) > _MOST_LINES:
        yield tr(
            "The first {most_lines} of {rest} lines are shown. The receipt has all.",
            _MOST_LINES,
            grouped(len(rest)),
        )


def _lines(
    units: Sequence[MergedUnit], merged: MergedReturn, questionnaire: Questionnaire
) -> Iterator[str]:
    above = ""
    for unit in units:
        is_confirmed = unit.was is not None and unit.was == unit.now
        if unit.outcome in _SHOWN or is_confirmed:
            place = _place(unit.at, merged, questionnaire, above)
            above = unit.at
            words = _words(unit, questionnaire)
            outcome = _SHOWN.get(unit.outcome, "") if unit.outcome != TAKEN else ""
            if unit.outcome == CONFLICT and unit.reason == DECLINED:
                outcome = tr("declined, to be decided")
            outcome = outcome or (tr("as before") if is_confirmed else _SHOWN[TAKEN])
            others = _others(unit, questionnaire)
            if others:
                outcome = tr("{outcome}, in place of the answer of {others}", outcome, others)
            yield f"{labelled(place, words)} [{outcome}]"


def _place(at: str, merged: MergedReturn, questionnaire: Questionnaire, above: str) -> str:
    """Return where a unit of a return is; an entry of a table as the return names it."""
    said = merged.incoming.returned.units
    return place_in_words(at, questionnaire, entry_of(at, said, questionnaire), above)


def _others(unit: MergedUnit, questionnaire: Questionnaire) -> str:
    """Return the words for those whose answer was replaced; empty where nobody's was."""
    if unit.outcome != TAKEN or unit.before is None or unit.before == unit.now:
        return ""
    return commas(questionnaire.authorities.get(code, code) for code in unit.stood_by)


def _words(unit: MergedUnit, questionnaire: Questionnaire) -> str:
    if unit.outcome in {EMPTIED, UNREADABLE}:
        return unit.reason or tr("left empty")
    was, now = (
        beginning(content_in_words(unit.at, content, questionnaire), _MOST)
        for content in (unit.before, unit.now)
    )
    return now if was == now else changed(was, now)


def receipt_blocks(
    merged: MergedReturn,
    label: str,
    state: str,
    on: str,
    questionnaire: Questionnaire,
    stands: Sequence[tuple[str, Mapping[str, Any], Any]],
) -> Iterator[Block]:
    """Yield the receipt of a return, which is also its clearance sheet.

    Args:
        merged: The return.
        label: The words for the authority.
        state: The name of the State.
        on: The day of the merge.
        questionnaire: The questionnaire.
        stands: All that the report gives in the name of the authority: the address; in an entry of
            a table, the cells that say which it is; and the answer, or `HIDDEN`.
    """
    yield Heading(tr("{label}: the report will give these answers in your name", label), 1)
    yield Facts(
        [
            (tr("Report"), labelled(state, questionnaire.head.title)),
            (tr("Received"), merged.incoming.returned.file),
            (tr("Brought into the report on"), date_in_words(on)),
            (tr("In all"), count_text(merged)),
        ]
    )
    yield from (table for table in _receipt_tables(merged, questionnaire) if table.rows)
    yield from _all_of_it(merged, stands, questionnaire)
    yield Paragraph(
        tr(
            "If something is wrong, correct it in the same form and send that back. If "
            "all is right, sign here, or tell the sender of this sheet in writing."
        )
    )
    yield Blanks([tr("Name and office"), tr("Day"), tr("Signature")])


def _receipt_tables(merged: MergedReturn, questionnaire: Questionnaire) -> Iterator[Table]:
    """Yield what came of each unit, and of all else that stands in the return."""
    question, text, place = tr("Question"), tr("Text"), tr("Place in the file")
    public = [unit for unit in merged.units if unit.is_public]
    rest = [unit for unit in merged.units if not unit.is_public]
    taken = tr("Taken: not for publication, or nothing new") if public else tr("Taken")
    settled = tr("Decided by the sender of this sheet: another answer differed from yours")
    for caption, units, outcomes, before in (
        (tr("Taken: becomes public by this return"), public, (TAKEN,), tr("Before")),
        (taken, rest, (TAKEN, UNCHANGED), tr("Before")),
        (tr("Not taken yet: to be decided"), rest, (CONFLICT, PROPOSED), tr("Before")),
        (settled, rest, (SETTLED,), tr("In the report")),
        (tr("For the authority that leads, whose answer stands"), rest, (TOLD,), tr("Before")),
        (tr("Not taken: another copy says otherwise"), rest, (REPLACED,), tr("Before")),
    ):
        listed = [unit for unit in units if unit.outcome in outcomes]
        rows = [
            [
                _place(unit.at, merged, questionnaire, above),
                _before(unit, questionnaire),
                content_in_words(unit.at, unit.now, questionnaire),
            ]
            for unit, above in zip(listed, ["", *(unit.at for unit in listed)], strict=False)
        ]
        yield Table(caption, (question, before, tr("Your answer")), rows)
    returned = merged.incoming.returned
    unread = [[found.place, found.message] for found in returned.findings]
    yield Table(tr("Not taken: what could not be read"), (place, tr("Why")), unread)
    for caption, kind in (
        (tr("You also wrote where you left the answer open"), LONE_REMARK),
        (tr("Taken as “Do not publish”: what you wrote there"), AT_MARK),
    ):
        of_kind = [stray for stray in returned.stray if stray.kind == kind]
        rows = [[_question(stray, questionnaire), stray.text] for stray in of_kind]
        yield Table(caption, (question, text), rows)
    apart = {_PROPOSAL, LONE_REMARK, AT_MARK}
    beside = [[stray.place, stray.text] for stray in returned.stray if stray.kind not in apart]
    yield Table(tr("Not taken: what stands in no field"), (place, text), beside)
    at_the_end = [[returned.remark]] if returned.remark else []
    yield Table(tr("You also wrote at “{at_the_end}”", AT_THE_END), (text,), at_the_end)


def _all_of_it(
    merged: MergedReturn,
    stands: Sequence[tuple[str, Mapping[str, Any], Any]],
    questionnaire: Questionnaire,
) -> Iterator[Block]:
    """Yield all that the report gives in the name of an authority, if earlier returns gave some."""
    units = [unit.at.split("/") for unit in merged.units if unit.outcome in _LISTED]
    here = {(*names[:depth],) for names in units for depth in (1, 2)}
    said = Counter(_without_number(names) for names in here)
    wanted = Counter(_without_number(at.split("/")) for at, _, _ in stands)
    if wanted <= said:
        return
    rows = []
    above = ""
    for at, entry, content in stands:
        words = [tr(_NOT_SHOWN)]
        if content is not HIDDEN:
            first, beside = packet_in_words(at, content, questionnaire)
            words = [first, *beside]
        rows.append([place_in_words(at, questionnaire, entry, above), "\n".join(words)])
        above = at
    yield Table(
        tr("All that the report says in your name now"), (tr("Question"), tr("Answer")), rows
    )


def _without_number(names: Iterable[str]) -> tuple[str, ...]:
    """Return where something is; an entry of a table has another number in each return."""
    return tuple("+" if name.isdecimal() else name for name in names)


def settled_blocks(
    rows: Sequence[tuple[OpenConflict, Any, Any | None]],
    label: str,
    state: str,
    on: str,
    questionnaire: Questionnaire,
) -> Iterator[Block]:
    """Yield what stands in the report where an authority and others had answered differently.

    Args:
        rows: The conflicts, each with what the authority said and with what stands now; `HIDDEN`
            where the authority may not see that.
        label: The words for the authority.
        state: The name of the State.
        on: The day.
        questionnaire: The questionnaire.
    """
    yield Heading(tr("{label}: what the report says where answers differed", label), 1)
    yield _report_and_day(state, on, questionnaire)
    cells = [
        [
            place_in_words(conflict.at, questionnaire, conflict.entry),
            _shown(conflict.at, said, questionnaire),
            _shown(conflict.at, stands, questionnaire),
        ]
        for conflict, said, stands in rows
    ]
    yield Table(tr("Decided"), (tr("Question"), tr("Your answer"), tr("In the report")), cells)
    yield Paragraph(tr(_TELL_US))


def left_out_blocks(
    rows: Sequence[tuple[str, Mapping[str, Any], Any]],
    label: str,
    state: str,
    on: str,
    questionnaire: Questionnaire,
) -> Iterator[Block]:
    """Yield which answers of an authority are not in the final report.

    Args:
        rows: For each answer its address; in an entry, the cells that say which it is; and what the
            authority said, or `HIDDEN` where it may not see all of that.
        label: The words for the authority.
        state: The name of the State.
        on: The day.
        questionnaire: The questionnaire.
    """
    yield Heading(tr("{label}: answers that are not in the final report", label), 1)
    yield _report_and_day(state, on, questionnaire)
    yield Paragraph(tr(_LEFT_OUT))
    cells = [
        [place_in_words(at, questionnaire, entry), _shown(at, said, questionnaire)]
        for at, entry, said in rows
    ]
    yield Table(tr("Left out"), (tr("Question"), tr("Your answer")), cells)
    yield Paragraph(tr(_TELL_US))


def _report_and_day(state: str, on: str, questionnaire: Questionnaire) -> Facts:
    report = tr("Report"), labelled(state, questionnaire.head.title)
    return Facts([report, (tr(Message("On", "the day")), date_in_words(on))])


def _shown(at: str, content: Any, questionnaire: Questionnaire) -> str:
    """Return the words for an answer, if the authority may see it."""
    if content is HIDDEN:
        return tr(_NOT_SHOWN)
    return content_in_words(at, content, questionnaire, is_whole=True)


_LEFT_OUT = Message(
    "Other answers of the report decide which questions it is asked. These questions are not asked "
    "any more, so the final report leaves your answers out. There is nothing for you to do."
)
_TELL_US = Message("If something is wrong, tell the sender of this sheet in writing.")


def _question(remark: StrayText, questionnaire: Questionnaire) -> str:
    """Return the words of the question or row at which a remark stands."""
    return place_in_words(remark.address.partition("#")[0], questionnaire) or remark.place


def _before(unit: MergedUnit, questionnaire: Questionnaire) -> str:
    if unit.is_hidden:
        return tr(_NOT_SHOWN)
    before = content_in_words(unit.at, unit.before, questionnaire)
    return with_aside(before, _others(unit, questionnaire))
