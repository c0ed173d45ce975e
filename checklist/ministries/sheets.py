"""Sheets on which ministries settle their open conflicts between themselves.

A sheet goes round among all whose answers differ on it. So it has no conflict in which anything is
marked as confidential, whatever the marked answer says: these the focal point settles alone.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checklist.answer_types.interface import Step, StepContext
from checklist.answer_types.units import EVIDENCE
from checklist.merging.contents import CONFIDENTIAL, text_of
from checklist.ministries.conflicts import OpenConflict, open_conflicts
from checklist.ministries.record import claims_of
from checklist.ministries.secrets import Sight, Viewer
from checklist.ministries.sides import Side, Sides
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.address import Address, AddressError
from checklist.reports.checked_report import CheckedReport
from checklist.reports.open_conflicts import DIFFERING


@dataclass(frozen=True, slots=True)
class SheetConflict:
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

    @property
    def mark(self) -> str:
        """What is the same as long as the sides are: digits that follow from what they say."""
        said = [[side.codes, side.content] for side in self.sides]
        whole = [self.conflict.at, self.conflict.is_whole, said]
        return hashlib.sha256(text_of(whole).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The conflicts among some authorities."""

    codes: Sequence[str]
    """The authorities, as the division has them."""
    conflicts: Sequence[SheetConflict]

    def file(self, state: str, ending: str = "docx") -> str:
        """Return the name of its file: `NOR-conflicts-labour-police.docx`."""
        return f"{state}-conflicts-{'-'.join(self.codes)}.{ending}"


def sheets_of(checked: CheckedReport, sides: Sides) -> tuple[Sequence[Sheet], int]:
    """Return a sheet for each group of authorities that differ, and how many conflicts are on none.

    Args:
        checked: The draft.
        sides: Who takes part in its conflicts.
    """
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
        Sheet(codes, [SheetConflict(n, *conflict) for n, conflict in enumerate(own, 1)])
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


def step_of(conflict: OpenConflict, questionnaire: Questionnaire) -> Step | None:
    """Return what another answer is asked with, where it is on one line; None where it is not."""
    if conflict.reason or conflict.kind != DIFFERING:
        return None
    try:
        address = Address.parse(conflict.at, questionnaire)
    except AddressError:
        return None
    if address.part:
        return Step(address.part) if address.part in _TEXTS else None
    answer_type = questionnaire.questions[address.question].answer_type
    if address.entry or answer_type.listed_columns():
        return None
    if address.row:
        answer_type = answer_type.fields()[address.row].answer_type
    if answer_type.value_parts or answer_type.rows():
        return None
    return next(answer_type.steps(None, StepContext()))


_TEXTS = frozenset({"note", "law", "practice"})
"""The parts of answers that take any text."""
