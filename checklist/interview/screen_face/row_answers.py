"""What the rows of matrices were last answered."""

import re

from checklist.answer_types.interface import Refusal
from checklist.interview.screen_face.key_names import MOST_DIGITS
from checklist.interview.screen_face.view import View
from checklist.interview.user_commands import Action, is_command, parse, suggested_command

_INSTEAD = frozenset(
    {
        *(Action.UNKNOWN, Action.NOT_APPLICABLE, Action.DECLINE),
        *(Action.SKIP, Action.NEXT, Action.SAME, Action.UNDO),
    }
)
"""The commands that stand in place of an answer to a row."""


class RowAnswers:
    """The last answer to a row of each matrix, which `*` gives to all open rows."""

    def __init__(self) -> None:
        self.last: dict[str, str] = {}
        """The answers by question, as they are typed."""
        self._answered_at_once = ""
        """The id of the question where the last key, a digit, answered a row; else empty."""

    def of(self, view: View) -> str:
        """Return what `*` would give to the open rows: a number, or words; empty for nothing."""
        answer = self.last.get(view.prompt.question.id, "")
        for number, option in enumerate(view.prompt.step.options, 1):
            if answer == option.code or option.label.casefold() == answer.casefold():
                return str(number)
        return answer

    def is_ended_by_enter(self, view: View) -> bool:
        """Whether Enter, pressed out of habit, only ends a digit that has answered a row already.

        In other lists a digit marks an option, and Enter takes it. Here Enter would leave the next
        row open.
        """
        step = view.prompt.step
        is_open = view.kind == "grid" and not step.closing and step.previous is None
        is_ended = is_open and self._answered_at_once == view.prompt.question.id
        self.end()
        return is_ended

    def end(self) -> None:
        """Let Enter leave a row open again, because another key was pressed."""
        self._answered_at_once = ""

    def forget(self, question_id: str) -> None:
        """Keep no answer for a matrix any more."""
        self.last.pop(question_id, None)

    def note(self, view: View, entry: str) -> None:
        """Keep an entry that answers a row; forget it once a command answers a row instead."""
        if view.kind != "grid" or view.prompt.step.closing:
            return
        question_id = view.prompt.question.id
        if entry.isdecimal() and len(view.prompt.step.options) <= MOST_DIGITS:
            self._answered_at_once = question_id
        if _action(entry) in _INSTEAD or suggested_command(entry) is not None:
            self.forget(question_id)
        elif entry and not is_command(entry):
            answer = entry.removesuffix("*").rstrip()
            numbers = re.split(r"[,;\s]+", answer)
            are_rows = all(number.isdecimal() for number in numbers)
            self.last[question_id] = numbers[-1] if are_rows else answer


def _action(entry: str) -> Action | None:
    """Return what an entry does; None where no command, or several, begin like it."""
    try:
        return parse(entry).action
    except Refusal:
        return None
