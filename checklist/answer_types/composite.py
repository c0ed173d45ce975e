"""Answer types whose values consist of answers: those of rows, or of the cells of entries."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from checklist.answer_types.answer import is_confidential
from checklist.answer_types.interface import AnswerType, InnerPath, Value
from checklist.answer_types.units import (
    NoSuchNameError,
    PartPath,
    PathError,
    get_part,
    set_part,
    with_key,
)


class CompositeType(AnswerType):
    """An answer type whose values consist of answers: a matrix or a table."""

    @abstractmethod
    def with_stand_ins(self, value: Value, withheld: Iterable[InnerPath]) -> Value:
        """Return a value with `STAND_IN` in each row or cell that a public copy withholds."""

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
        if value is None or path.entry > len(value):
            return None
        group = value[path.entry - 1] if path.entry else value
        name = path.row or path.column
        if not name:
            return group
        return self._type_of(name).get(group.get(name, {}), PartPath(part=path.part))

    def set(self, answer: Mapping[str, Any], path: PartPath, content: Any) -> Mapping[str, Any]:
        """Return an answer with another content at a path; None removes the present content.

        If no row or entry is left, the value is removed too, because an empty list would say that
        the State has no entry to give.
        """
        if not (path.row or path.entry):
            return set_part(answer, path.part, content)
        if content is None and self.get(answer, path) is None:
            return answer
        return set_part(answer, "", self.set_inner(answer.get("value"), path, content))

    def with_inner(self, group: Mapping[str, Any], path: PartPath, content: Any) -> Any:
        """Return rows, or the cells of an entry, with another content at a path."""
        name = path.row or path.column
        at = PartPath(part=path.part)
        answer = self._type_of(name).set(group.get(name, {}), at, content)
        return with_key(group, name, answer or None, self.fields())

    def _type_of(self, name: str) -> AnswerType:
        if name not in self.fields():
            raise NoSuchNameError(self.inner_name, name, self.fields())
        return self.fields()[name].answer_type


def secret_in(
    answer_type: AnswerType,
    group: Mapping[str, Any],
    is_secret: Callable[[Mapping[str, Any]], bool] = is_confidential,
) -> Sequence[str]:
    """Return the rows or cells that a reader may not see, and the columns that they decide on.

    Args:
        answer_type: The answer type of the question.
        group: The rows of an answer, or the cells of an entry, by name.
        is_secret: Whether the reader may not see an answer: by itself, whether it is marked.
    """
    marked = [name for name, inner in group.items() if isinstance(inner, dict) and is_secret(inner)]
    return [*marked, *answer_type.decided_by(marked)]


def with_marks(
    answer_type: AnswerType, entries: Sequence[Mapping[str, Any]]
) -> Sequence[Mapping[str, Any]]:
    """Return entries, in which the cells that confidential cells decide on are marked."""
    if all(column.when is None for column in answer_type.listed_columns()):
        return list(entries)
    marked = []
    for entry in entries:
        secret = secret_in(answer_type, entry)
        hidden = {i: {**cell, "confidential": True} for i, cell in entry.items() if i in secret}
        marked.append({**entry, **hidden} if hidden else entry)
    return marked


def withheld_in(answer_type: AnswerType, answer: Mapping[str, Any]) -> Sequence[InnerPath]:
    """Return the paths to the rows or cells that are not for publication.

    The path of a row is its name, that of a cell the number of its entry, from 1, and its column.
    A column on which a confidential cell decides is among them, whether it is asked or not.
    """
    value = answer.get("value") if answer_type.fields() else None
    if isinstance(value, list):
        return [
            (str(number), name)
            for number, entry in enumerate(value, 1)
            for name in secret_in(answer_type, entry)
        ]
    return [] if value is None else [(name,) for name in secret_in(answer_type, value)]


def can_be_withheld(answer_type: AnswerType, answer: Mapping[str, Any], part: InnerPath) -> bool:
    """Whether a path leads to a row or cell that an answer has, or could have.

    Args:
        answer_type: The answer type of the question.
        answer: An answer of the right structure, or an empty mapping.
        part: The names of a row, or of an entry and a column: `("police",)`, `("1", "title")`.
    """
    if not answer_type.fields() or "value" not in answer:
        return False
    try:
        path = answer_type.parse_path(part)
    except PathError:
        return False
    return bool(path.row or path.column) and not path.part and path.entry <= len(answer["value"])


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
