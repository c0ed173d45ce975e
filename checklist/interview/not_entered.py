"""What was typed or ticked in an interview and not entered. A draft keeps it until it is."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from checklist.interview.user_commands import is_command
from checklist.reports.report import MOST_NOT_ENTERED, MOST_TYPED
from checklist.text.messages import Message, tr, with_aside
from checklist.text.sanitize import character_name, forbidden_character

_MOST_BYTES = 600_000
"""The most bytes of all that is kept: a report with more than two million cannot be read."""


_KEPT = Message("{number}: what you typed is not in the report yet. It is kept for next time.")
_NOT_KEPT = Message("{number}: what you typed is not in the report, and is not kept: {why}.")
_TICKS_KEPT = Message(
    "{number}: what you ticked is not in the report yet. It is kept for next time."
)
_TICKS_NOT_KEPT = Message("{number}: what you ticked is not in the report, and is not kept: {why}.")


class StepPlace(NamedTuple):
    """A step of a question, on whichever visit."""

    question: str
    """The id of the question."""
    step: str
    """The name of the step: `value`, `law`, `note`, a row, a column."""
    entry: int = 0
    """The number of the table's entry, from 1; 0 where there is no table."""
    row: str = ""
    """The row that the step is about; `*` for all open rows, empty for no single one."""

    def in_words(self, question: str) -> str:
        """Return the place in words, with these words for the question, such as its number."""
        if self.entry:
            return tr("{question} ({step}, entry {entry})", question, self.step, self.entry)
        return with_aside(question, self.step if self.step != "value" else "")


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

    def in_words(self, number: str, why_not: str = "") -> str:
        """Return sentences on whether it is kept.

        Args:
            number: The number of its question.
            why_not: The reason why it is not kept, as the end of a sentence; empty where it is.
        """
        if self.ticked is None:
            return tr(_NOT_KEPT if why_not else _KEPT, number=number, why=why_not)
        return tr(_TICKS_NOT_KEPT if why_not else _TICKS_KEPT, number=number, why=why_not)

    def why_not_kept(self) -> str:
        """Return why no report can hold it, as the end of a sentence; empty where one can."""
        at = forbidden_character(self.typed)
        if at is not None:
            return tr(
                "it has a character that cannot be kept ({character_name})",
                character_name(self.typed[at]),
            )
        if len(self.typed) > MOST_TYPED:
            return tr(
                "it has {typed} characters, and at most {most_typed} are kept",
                len(self.typed),
                MOST_TYPED,
            )
        return ""


def why_not_kept(left: Sequence[NotEntered]) -> Sequence[str]:
    """Return for each why no report can hold it, or all together; empty for what is kept.

    What was typed last comes first where there is no room for all.
    """
    reasons: list[str] = []
    room = _MOST_BYTES
    for number, draft in enumerate(reversed(left)):
        size = len(draft.typed.encode(errors="replace"))
        has_room = size <= room and number < MOST_NOT_ENTERED
        reasons.insert(
            0, draft.why_not_kept() or ("" if has_room else tr("too much is kept already"))
        )
        room -= size if not reasons[0] else 0
    return reasons


def from_head(data: Sequence[Mapping[str, Any]]) -> Sequence[NotEntered]:
    """Return what the head of a draft keeps, which `ReportHead` accepts."""
    return [
        NotEntered(
            StepPlace(
                kept["question"], kept["step"], kept.get("entry") or 0, kept.get("row") or ""
            ),
            kept.get("typed") or "",
            None if kept.get("ticked") is None else frozenset(kept["ticked"]),
        )
        for kept in data
    ]


def to_head(kept: Collection[NotEntered]) -> Sequence[Mapping[str, Any]]:
    """Return the data for the head of a draft."""
    return [
        {
            "question": draft.place.question,
            "step": draft.place.step,
            **({"entry": draft.place.entry} if draft.place.entry else {}),
            **({"row": draft.place.row} if draft.place.row else {}),
            **({"typed": draft.typed} if draft.typed else {}),
            **({} if draft.ticked is None else {"ticked": sorted(draft.ticked)}),
        }
        for draft in kept
    ]
