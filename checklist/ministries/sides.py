"""The sides of an open conflict: who says what, in an order that never changes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from checklist.answer_types.written_date import date_in_words
from checklist.ministries.conflicts import OpenConflict
from checklist.ministries.division import Division
from checklist.questionnaire.authorities import OWN
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.text.messages import Message, commas, tr

_LEADS, _NOT_ASKED = Message("which leads"), Message("which was not asked")


class Side(NamedTuple):
    """Those who want one content where a conflict is."""

    codes: Sequence[str]
    """The codes of the authorities; empty for the report itself."""
    content: Any
    """None where it is to be taken away."""
    on: str
    """The day on which it was merged."""
    leads: bool
    """Whether the authority that leads is among them."""
    is_outside: bool
    """Whether they were asked something else."""


class Sides(NamedTuple):
    """Who takes part in conflicts, as the division of a report says."""

    questionnaire: Questionnaire
    division: Division | None = None

    def label(self, code: str) -> str:
        """Return the words for an authority: those of the division, or of the questionnaire."""
        if self.division is None:
            return self.questionnaire.authorities.get(code, code)
        return self.division.label(code, self.questionnaire)

    def lead(self, at: str) -> str:
        """Return who leads where a conflict is; empty where no division says it."""
        question_id, _, rest = at.partition("/")
        row = rest.partition("/")[0]
        return self.division.assignment(question_id, row).lead if self.division else ""

    def of(self, conflict: OpenConflict) -> Sequence[Side]:
        """Return the sides: who leads first, then the others as the division has them."""
        lead = self.lead(conflict.at)
        sides = []
        for wanted in conflict.wanted:
            by = wanted.get("by")
            codes = sorted(map(str, by), key=self._place) if isinstance(by, list) else []
            is_own = "here" in wanted and lead == OWN
            side = Side(
                codes=codes,
                content=wanted.get("content"),
                on=str(wanted.get("on", "")),
                leads=lead in codes or is_own,
                is_outside=bool(wanted.get("outside")),
            )
            sides.append(side)
        return sorted(sides, key=self._order)

    def with_standing(self, conflict: OpenConflict) -> Sequence[Side]:
        """Return the sides, with those whose answer stands where nobody of them wants another."""
        sides = [*self.of(conflict)]
        if conflict.stands is not None and all(side.content != conflict.stands for side in sides):
            codes = [*conflict.stands_by] or [OWN]
            leads = self.lead(conflict.at) in codes
            sides.append(Side(codes, conflict.stands, "", leads, is_outside=False))
        named = [side._replace(codes=side.codes or [OWN]) for side in sides]
        return sorted(named, key=self._order)

    def who(self, side: Side) -> str:
        """Return the words for a side: who, whether it leads, and the day."""
        return commas(filter(None, [self.names(side), date_in_words(side.on)]))

    def names(self, side: Side) -> str:
        """Return the words for who a side is, and whether it leads."""
        names = [self.label(code) for code in side.codes]
        role = _LEADS if side.leads else _NOT_ASKED if side.is_outside else ""
        return commas(filter(None, [*names, tr(role)]))

    def in_order(self, codes: Iterable[str]) -> Sequence[str]:
        """Return authorities in the order of the division."""
        return sorted(codes, key=self._place)

    def _order(self, side: Side) -> tuple[bool, tuple[bool, int, str]]:
        places = [self._place(code) for code in side.codes]
        return not side.leads, min(places, default=(True, 0, ""))

    def _place(self, code: str) -> tuple[bool, int, str]:
        listed: Mapping[str, Any] = self.division.authorities if self.division else {}
        return code not in listed, [*listed].index(code) if code in listed else 0, code
