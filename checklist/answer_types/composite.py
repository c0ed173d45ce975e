"""Answer types whose values consist of answers: those of rows, or of the cells of entries."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from checklist.answer_types.interface import AnswerType, InnerPath, Value
from checklist.answer_types.units import PartPath, PathError, get_part, set_part


class CompositeType(AnswerType):
    """An answer type whose values consist of answers: a matrix or a table."""

    @abstractmethod
    def published(self, value: Value) -> tuple[Value, Sequence[InnerPath]]:
        """Return a value without its confidential parts, and the path to each of these parts.

        In a matrix the path is the row; in a table the number of the entry, from 1, and the column.
        """

    @abstractmethod
    def with_stand_ins(self, value: Value, withheld: Iterable[InnerPath]) -> Value:
        """Return a value with `STAND_IN` in each row or cell that a public copy withholds."""

    def has_part(self, value: Value, part: InnerPath) -> bool:
        """Whether a path leads to a row or cell that the value has, or could have."""
        try:
            path = self.parse_path(part)
        except PathError:
            return False
        return bool(path.row or path.column) and not path.part and path.entry <= len(value)

    @abstractmethod
    def get_inner(self, value: Value, path: PartPath) -> Any:
        """Return what a path leads to within a value, or None where it is not there.

        Args:
            value: A value of this type.
            path: A path with a row or an entry.
        """

    @abstractmethod
    def set_inner(self, value: Value, path: PartPath, content: Any) -> Value:
        """Return a value with another content at a path, or None if no row or entry is left.

        Args:
            value: A value of this type, or None where there is none yet.
            path: A path with a row or an entry.
            content: The new content; None removes the present content.

        Raises:
            PathError: The path leads beyond the entry that would come next.
        """

    def get(self, answer: Mapping[str, Any], path: PartPath) -> Any:
        """Return what a path leads to in an answer, or None where it is not there."""
        if not (path.row or path.entry):
            return get_part(answer, path.part)
        value = answer.get("value")
        return None if value is None else self.get_inner(value, path)

    def set(self, answer: Mapping[str, Any], path: PartPath, content: Any) -> Mapping[str, Any]:
        """Return an answer with another content at a path; None removes the present content.

        If no row or entry is left, the value is removed too, because an empty list would say that
        the State has no entry to give.
        """
        if not (path.row or path.entry):
            return set_part(answer, path.part, content)
        value = answer.get("value")
        if content is None and (value is None or self.get_inner(value, path) is None):
            return answer
        return set_part(answer, "", self.set_inner(value, path, content))


def can_be_withheld(answer_type: AnswerType, answer: Mapping[str, Any], part: InnerPath) -> bool:
    """Whether a path leads to a row or cell that an answer has, or could have.

    Args:
        answer_type: The answer type of the question.
        answer: An answer of the right structure, or an empty mapping.
        part: The names of a row, or of an entry and a column: `("police",)`, `("1", "title")`.
    """
    if isinstance(answer_type, CompositeType) and "value" in answer:
        return answer_type.has_part(answer["value"], part)
    return False


def with_stand_ins(
    answer_type: AnswerType, answer: Mapping[str, Any], withheld: Sequence[InnerPath]
) -> Mapping[str, Any]:
    """Return an answer with `STAND_IN` in each row or cell that a public copy withholds.

    Args:
        answer_type: The answer type of the question.
        answer: An answer of the right structure.
        withheld: The paths to the rows or cells.
    """
    if not withheld or "value" not in answer or not isinstance(answer_type, CompositeType):
        return answer
    return {**answer, "value": answer_type.with_stand_ins(answer["value"], withheld)}
