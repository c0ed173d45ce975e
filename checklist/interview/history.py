"""The changes of an interview, so that the last one can be taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from checklist.answer_types.interface import Refusal
from checklist.interview.position import InterviewPosition
from checklist.interview.prompt import Outcome
from checklist.reports.report import Report

_MOST_KEPT = 100
"""The most changes that can be taken back."""


class _Change(NamedTuple):
    """The answers that one entry changed, by question; None where there was or is none."""

    question: str
    """The question at which the entry was made."""
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(slots=True)
class History:
    """The changes that the entries of this interview made."""

    _changes: list[_Change] = field(default_factory=list)

    def keep(self, question: str | None, before: Report, after: Report) -> None:
        """Keep a change.

        Args:
            question: The question at which the entry was made.
            before: The report before it.
            after: The report after it.
        """
        changed = [
            key
            for key in {**before.answers, **after.answers}
            if before.answers.get(key) != after.answers.get(key)
        ]
        if question is None or not changed:
            return
        self._changes.append(
            _Change(
                question,
                {key: before.answers.get(key) for key in changed},
                {key: after.answers.get(key) for key in changed},
            )
        )
        del self._changes[:-_MOST_KEPT]

    def undo(self, position: InterviewPosition) -> Outcome:
        """Take the last change back, and ask its question again.

        An answer that another program has changed since stays as it is.

        Raises:
            Refusal: Nothing was changed.
        """
        if not self._changes:
            raise Refusal("There is no change to undo.")
        change, draft = self._changes.pop(), position.draft
        for key, answer in change.before.items():
            if draft.report.answers.get(key) == change.after[key]:
                draft.store(key, answer)
        number = draft.questionnaire.number(change.question)
        if change.question in position.path.on:
            position.move_to(change.question)
        return Outcome(changed=True, notices=[f"The last change is undone: {number}."])
