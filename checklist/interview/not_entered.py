"""What was typed or ticked in an interview and not entered. A draft keeps it until it is."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from checklist.interview.user_commands import is_command
from checklist.reports.report import MOST_NOT_ENTERED, MOST_TYPED
from checklist.text.sanitize import forbidden_character


class StepPlace(NamedTuple):
    """A step of a question, on whichever visit."""

    question: str
    """The id of the question."""
    step: str
    """The name of the step: `value`, `note`, a row, a column."""
    entry: int = 0
    """The number of the table's entry, from 1; 0 where there is no table."""
    row: str = ""
    """The row that the step is about; `*` for all open rows, empty for no single one."""


class NotEntered(NamedTuple):
    """What was typed or ticked at a step."""

    place: StepPlace
    typed: str = ""
    ticked: frozenset[str] | None = None
    """The codes of the options; None where nothing was ticked or unticked."""

    @property
    def is_anything(self) -> bool:
        """Whether there is anything to keep. A command that is typed is not kept."""
        return self.ticked is not None or (bool(self.typed) and not is_command(self.typed))

    def in_words(self, number: str) -> str:
        """Return sentences on what is kept, with the number of its question."""
        if self.ticked is not None:
            return f"{number}: what you ticked is not in the report yet. It is kept for next time."
        return f"{number}: what you typed is not in the report yet. It is kept for next time."


def from_head(data: Sequence[Mapping[str, Any]]) -> Sequence[NotEntered]:
    """Return what the head of a draft keeps, which `ReportHead` accepts."""
    return [
        NotEntered(
            StepPlace(one["question"], one["step"], one.get("entry") or 0, one.get("row") or ""),
            one.get("typed") or "",
            None if one.get("ticked") is None else frozenset(one["ticked"]),
        )
        for one in data
    ]


def to_head(kept: Collection[NotEntered]) -> Sequence[Mapping[str, Any]]:
    """Return the data for the head of a draft. What no report can hold is left out."""
    return [
        {
            "question": one.place.question,
            "step": one.place.step,
            **({"entry": one.place.entry} if one.place.entry else {}),
            **({"row": one.place.row} if one.place.row else {}),
            **({"typed": one.typed} if one.typed else {}),
            **({} if one.ticked is None else {"ticked": sorted(one.ticked)}),
        }
        for one in kept
        if len(one.typed) <= MOST_TYPED and forbidden_character(one.typed) is None
    ][:MOST_NOT_ENTERED]
