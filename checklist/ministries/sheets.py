"""Sheets on which ministries settle their open conflicts between themselves.

A sheet goes round among all whose answers differ on it. So it has no conflict in which anything is
marked as confidential, whatever the marked answer says: these the focal point settles alone.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from checklist.answer_types.interface import Step, StepContext
from checklist.answer_types.options import read_option
from checklist.answer_types.units import EVIDENCE
from checklist.answer_types.written_date import date_in_words
from checklist.merging.contents import CONFIDENTIAL, breaks, packet_of, text_of, type_at
from checklist.ministries.conflicts import OpenConflict, open_conflicts, refreshed
from checklist.ministries.log import AGREED, DECIDED, LogEntry, unit_data
from checklist.ministries.record import claims_of
from checklist.ministries.secrets import Sight, Viewer
from checklist.ministries.sides import Side, Sides
from checklist.ministries.words import content_in_words, language_of, place_in_words
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.address import Address, AddressError
from checklist.reports.check_structure import check_structure
from checklist.reports.checked_report import CheckedReport
from checklist.reports.open_conflicts import DIFFERING
from checklist.text.messages import Message, clauses, commas, labelled, semicolons, tr, with_aside


class SheetConflict(NamedTuple):
    """A conflict on a sheet."""

    number: int
    """Its number on the sheet, from 1."""
    conflict: OpenConflict
    sides: Sequence[Side]
    """Who leads first."""

    @property
    def key(self) -> str:
        """By what it is known on the sheet, however it comes back: `conflict-3-5f1c…`."""
        return f"conflict-{self.number}-{self.mark}"

    def place(self, questionnaire: Questionnaire) -> str:
        """Return where it is, in words."""
        return place_in_words(self.conflict.at, questionnaire, self.conflict.entry)

    @property
    def mark(self) -> str:
        """What is the same as long as the sides are: digits that follow from what they say."""
        said = [[side.codes, side.content] for side in self.sides]
        conflict = self.conflict
        # The number of an entry changes with what else is merged.
        names = [
            name for name in conflict.at.split("/") if not (conflict.entry and name.isdecimal())
        ]
        whole = [names, conflict.entry, conflict.is_whole, said]
        return hashlib.sha256(text_of(whole).encode()).hexdigest()[:12]


class Sheet(NamedTuple):
    """The conflicts among some authorities."""

    codes: Sequence[str]
    """The authorities, as the division has them."""
    conflicts: Sequence[SheetConflict]
    language: str
    """The language that the authorities have in common, or else that of the report."""

    def file(self, state: str, ending: str = "docx") -> str:
        """Return the name of its file: `NOR-conflicts-labour-police.docx`."""
        return f"{state}-conflicts-{'-'.join(self.codes)}.{ending}"


def sheets_of(checked: CheckedReport, sides: Sides) -> tuple[Sequence[Sheet], int]:
    """Return a sheet for each group of authorities that differ, and how many conflicts are on none.

    Args:
        checked: The draft, which may have been changed since its conflicts were found.
        sides: Who takes part in its conflicts.
    """
    draft = refreshed(checked.report, sides.questionnaire)
    if draft is not checked.report:
        checked, _ = check_structure(draft.to_data(), sides.questionnaire)
    found: dict[tuple[str, ...], list[tuple[OpenConflict, Sequence[Side]]]] = {}
    left = 0
    for conflict in open_conflicts(checked.report):
        all_sides = sides.with_standing(conflict)
        codes = sides.in_order({code for side in all_sides for code in side.codes})
        if _goes_round(conflict, codes, checked, sides):
            found.setdefault(tuple(codes), []).append((conflict, all_sides))
        else:
            left += 1
    sheets = [
        Sheet(
            codes,
            [SheetConflict(n, *conflict) for n, conflict in enumerate(own, 1)],
            language_of(codes, sides.division, sides.questionnaire),
        )
        for codes, own in found.items()
    ]
    return sheets, left


def _goes_round(
    conflict: OpenConflict, codes: Sequence[str], checked: CheckedReport, sides: Sides
) -> bool:
    """Whether a conflict is one between authorities that may see all of it."""
    if conflict.reason or conflict.kind != DIFFERING or len(codes) < 2:
        return False
    if _is_marked(conflict, checked, sides):
        return False
    contents = [side.content for side in sides.with_standing(conflict)]
    cited = [reference for content in contents for reference in _references(content)]
    for code in codes:
        sight = Sight(Viewer(code, sides.questionnaire), checked.report.answers, checked.valid)
        is_hidden = conflict.question in sight.hidden | sight.dependent
        if is_hidden or not sight.shows_laws(cited):
            return False
    return True


def _is_marked(conflict: OpenConflict, checked: CheckedReport, sides: Sides) -> bool:
    """Whether anything at a conflict is marked, in the report or by anybody who was asked."""
    row = conflict.at.partition("/")[2].partition("/")[0]
    answer = checked.report.answers.get(conflict.question)
    value = answer.get("value") if isinstance(answer, Mapping) else None
    rows = value if isinstance(value, Mapping) else {}
    here = [answer.get(CONFIDENTIAL) if isinstance(answer, Mapping) else None, rows.get(row)]
    here += [value] if isinstance(value, list) else []
    for question_id, claim in claims_of(checked.report, sides.questionnaire):
        if question_id == conflict.question:
            said = {**claim.saw, **{path: change.now for path, change in claim.changes.items()}}
            here += [
                content
                for path, content in said.items()
                if path.part == CONFIDENTIAL and (path.entry or path.row in {"", row})
            ]
    return any(map(_has_mark, here))


def _has_mark(content: Any) -> bool:
    if isinstance(content, Mapping):
        return bool(content.get(CONFIDENTIAL)) or any(map(_has_mark, content.values()))
    return any(map(_has_mark, content)) if isinstance(content, list) else content is True


def _references(content: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the references in a content, wherever they stand in it."""
    if isinstance(content, Mapping):
        for key, inner in content.items():
            yield from inner if key == EVIDENCE else _references(inner)
    elif isinstance(content, list):
        for inner in content:
            is_reference = isinstance(inner, Mapping) and inner.keys() & {"law", "url"}
            yield from [inner] if is_reference else _references(inner)


class Agreement(NamedTuple):
    """That an authority agreed to one answer to a conflict, or does not agree any more."""

    code: str
    by: str
    """The person who agreed, as the sheet names it."""
    on: str
    """The day."""
    content: Any = None
    """What it agreed on; None for no answer."""
    is_given: bool = True
    """Whether it agrees; the last sheet can say of an earlier one that it does not."""

    def who(self, sides: Sides) -> str:
        """Return who agreed, with the person and the day."""
        return with_aside(sides.label(self.code), clauses([self.by, date_in_words(self.on)]))


def agreements_in(log: Sequence[LogEntry]) -> Mapping[str, Mapping[str, Agreement]]:
    """Return what stands of earlier sheets: by the mark of the conflict, and by authority.

    Of an authority, the last day counts, and of one day what was merged last. Once a conflict is
    decided, nothing of it stands.
    """
    found: dict[str, dict[str, Agreement]] = {}
    places: dict[str, str] = {}
    for entry in log:
        data = entry.data
        place = text_of([data.get("unit"), data.get("entry")])
        if entry.did == DECIDED:
            found = {mark: known for mark, known in found.items() if places[mark] != place}
        elif entry.did == AGREED:
            given = Agreement(
                code=str(data.get("by", "")),
                by=str(data.get("person", "")),
                on=str(data.get("on", "")),
                content=data.get("now"),
                is_given=not data.get("withdrawn"),
            )
            mark = str(data.get("mark", ""))
            known = found.setdefault(mark, {}).get(given.code)
            places[mark] = place
            if known is None or known.on <= given.on:
                found[mark][given.code] = given
    return found


def agree_entry(
    conflict: SheetConflict, given: Agreement, common: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the line of the log for an agreement.

    Args:
        conflict: The conflict.
        given: The agreement.
        common: What all lines of the merge say: the time, who merged the sheets, and their names.
    """
    data: dict[str, Any] = {"did": AGREED, **common, "by": given.code, "person": given.by}
    data |= {"on": given.on, "mark": conflict.mark, **unit_data(conflict.conflict)}
    data |= {} if given.is_given else {"withdrawn": True}
    return data if given.content is None else {**data, "now": given.content}


def agreed_lines(
    conflict: SheetConflict,
    answers: Collection[tuple[Any, Collection[Agreement]]],
    sides: Sides,
    against: Iterable[Agreement] = (),
) -> Iterator[str]:
    """Yield who agreed on what, and for whom that waits: a line for each answer.

    Args:
        conflict: The conflict.
        answers: The answers on which somebody agreed, each with those who did.
        sides: Who takes part.
        against: Who said on a sheet that it does not agree.
    """
    for agreement in against:
        if not agreement.is_given:
            yield tr(_AGAINST, who=agreement.who(sides))
    agreed = {agreement.code for _, given in answers for agreement in given}
    codes = sides.in_order({code for side in conflict.sides for code in side.codes} - agreed)
    left = commas(map(sides.label, codes))
    for content, given in answers:
        who = semicolons(agreement.who(sides) for agreement in given)
        words = content_in_words(conflict.conflict.at, content, sides.questionnaire, is_whole=True)
        if len(answers) > 1:
            yield tr("{words}, agreed by {who}; the sheets differ", words, who or tr("nobody"))
        elif who:
            yield tr("{words}, agreed by {who}, waits for {left}", words, who, left)
        else:
            yield tr("{words}, waits for {left}", words, left)
    if not answers:
        yield tr("waits for {left}", left)


_AGAINST = Message("{who} does not agree")


def by_answer(known: Iterable[Agreement]) -> Collection[tuple[Any, Collection[Agreement]]]:
    """Return the answers on which authorities agreed, each with those who did."""
    found: dict[str, tuple[Any, list[Agreement]]] = {}
    for given in known:
        if given.is_given:
            found.setdefault(text_of(given.content), (given.content, []))[1].append(given)
    return found.values()


def waiting_lines(sheets: Iterable[Sheet], sides: Sides, log: Sequence[LogEntry]) -> Iterator[str]:
    """Yield where some of those on a sheet agreed, on what, and for whom that waits."""
    known = agreements_in(log)
    for sheet in sheets:
        for conflict in sheet.conflicts:
            said = known.get(conflict.mark, {}).values()
            if said:
                for line in agreed_lines(conflict, by_answer(said), sides, said):
                    yield labelled(conflict.place(sides.questionnaire), line)


def standing_at(
    answers: Mapping[str, Any], at: str, entry: Mapping[str, Any], questionnaire: Questionnaire
) -> Any:
    """Return what stands where a conflict was, with all beside it; None for nothing.

    Args:
        answers: The answers of the report.
        at: The address of the conflict, in which an entry can have another number by now.
        entry: The cells that say in which entry of a table it was.
        questionnaire: The questionnaire.
    """
    try:
        address = Address.parse(at, questionnaire)
    except AddressError:
        return None
    path, answer = address.path, answers.get(address.question) or {}
    value: Any = answer.get("value") or {}
    if address.part:
        answer_type = questionnaire.questions[address.question].answer_type
        return None if path.entry else answer_type.get(answer, path)
    if path.entry:
        inner: Mapping[str, Any] = next((cells for cells in value if _is_entry(cells, entry)), {})
        return packet_of(inner.get(path.column)) if path.column else inner or None
    return packet_of(value.get(path.row) if path.row else answer)


def _is_entry(cells: Mapping[str, Any], entry: Mapping[str, Any]) -> bool:
    """Whether an entry of a table is the one that has these cells."""
    return all(
        cells.get(column, {}).get("value") == cell.get("value") for column, cell in entry.items()
    )


def step_of(conflict: OpenConflict, questionnaire: Questionnaire) -> Step | None:
    """Return what another answer is asked with, where it is on one line; None where it is not.

    The step of an answer in several parts takes those of its first part that can stand alone.
    """
    if conflict.reason or conflict.kind != DIFFERING:
        return None
    try:
        address = Address.parse(conflict.at, questionnaire)
    except AddressError:
        return None
    if address.part:
        return Step(address.part) if address.part in _TEXTS else None
    answer_type = type_at(questionnaire.questions[address.question].answer_type, address.path)
    if answer_type.rows() or answer_type.listed_columns():
        return None
    step, first = next(answer_type.steps(None, StepContext())), answer_type.status_part
    if not answer_type.value_parts:
        return step
    alone = [
        option
        for option in step.options
        if first and not breaks(answer_type, {"value": {first: option.code}})
    ]

    def read(text: str) -> Any:
        return {first: read_option(alone, text)}

    return step._replace(options=alone, read=read) if alone else None


_TEXTS = frozenset({"note", "law", "practice"})
"""The parts of answers that take any text."""
