"""Values that the steps of a question offer in addition to those of its answer."""

from collections.abc import Mapping, Sequence

from checklist.answer_types.interface import Value
from checklist.questionnaire.question import Question


class ReusableValues:
    """Parts of answers that a later entry left out, and the value to take over by `/same`."""

    def __init__(self) -> None:
        self._left_out: dict[str, Mapping[str, Value]] = {}
        self.taken_over: Mapping[str, Value] = {}
        """The parts of a related answer that the current question offers."""

    def keep(self, question: Question, before: Value, value: Value) -> Sequence[str]:
        """Keep the parts of a value that a new value has no place for, in case it is a mistake.

        Returns:
            The names of these parts.
        """
        left_out = question.answer_type.left_out(before, value)
        if left_out:
            self._left_out[question.id] = {**self._left_out.get(question.id, {}), **left_out}
        return [*left_out]

    def discard(self, question_id: str) -> None:
        """Forget the parts that were left out of an answer."""
        self._left_out.pop(question_id, None)

    def discard_part(self, question_id: str, name: str) -> None:
        """Forget one part that was left out of an answer."""
        parts = self._left_out.get(question_id, {})
        self._left_out[question_id] = {key: v for key, v in parts.items() if key != name}

    def previous(self, question_id: str, before: Value, now: Value) -> Value:
        """Return the value that the steps of a question offer.

        Args:
            question_id: The question.
            before: The value of its answer when its first step was asked.
            now: The present value of its answer, parts of which can be new.
        """
        previous = {**(before or {}), **now} if isinstance(now, dict) else before
        left_out = self._left_out.get(question_id)
        return {**left_out, **(previous or {})} if left_out else previous
