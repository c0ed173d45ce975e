"""An answer in one of two versions of a report, with its place there."""

from collections.abc import Collection
from typing import Any, NamedTuple

from checklist.analysis.comparison.answer_parts import MISSING
from checklist.analysis.comparison.document import AnswerStatus
from checklist.answer_types.answer import AnswerData
from checklist.answer_types.interface import InnerPath
from checklist.diagnostics import DocumentPath


class AnswerVersion(NamedTuple):
    """An answer of a question, row or cell in one of the reports."""

    answer: AnswerData | None
    where: DocumentPath
    """The path of the answer in its report, even if there is no answer."""
    status: AnswerStatus
    whole: AnswerData | None = None
    """The answer to the whole question, if that is missing as a whole."""
    withheld: Collection[InnerPath] = ()
    """The parts that a copy for publication withholds, as the copy names them."""

    @property
    def place(self) -> DocumentPath | None:
        """The path of the answer, or else of the whole answer; None if neither exists."""
        if self.answer is None:
            return None if self.whole is None else self.where[:-2]
        return self.where

    @property
    def value(self) -> Any:
        """The value, or None."""
        return None if self.answer is None else self.answer.get("value")

    def inner(self, answer: AnswerData | None, *names: str | int) -> "AnswerVersion":
        """Return the version of the row or cell at these names within the value."""
        where = (*self.where, "value", *names)
        if answer is not None:
            return AnswerVersion(answer, where, status_of(answer))
        if tuple(str(n + 1) if isinstance(n, int) else n for n in names) in self.withheld:
            return AnswerVersion(None, where, AnswerStatus.WITHHELD)
        if self.value is not None:
            return AnswerVersion(None, where, AnswerStatus.UNANSWERED)
        return AnswerVersion(None, where, self.status, self.answer)


def status_of(answer: AnswerData | None) -> AnswerStatus:
    """Return the status of a question, row or cell that is asked."""
    if answer is None:
        return AnswerStatus.UNANSWERED
    return AnswerStatus.MISSING if MISSING in answer else AnswerStatus.ANSWERED
