"""What questions, rows and codes of an earlier version are called now, as `changes.yaml` says.

A function is about one step, from a version to the next; `present_places` takes all steps.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from checklist.questionnaire.changes import QuestionChange, RowChange, VersionStep
from checklist.questionnaire.condition import Condition


class Place(NamedTuple):
    """A question, or a row of a matrix, in the new version."""

    question: str
    """The id of the question."""
    row: str = ""
    """The id of the row; empty for the whole question."""

    @classmethod
    def parse(cls, target: str) -> "Place":
        """Return the place that a target names: `treaty-status`, `requests/extradition`."""
        question, _, row = target.partition("/")
        return cls(question, row)

    def __str__(self) -> str:
        return f"{self.question}/{self.row}" if self.row else self.question


def question_places(step: VersionStep, question_id: str) -> list[Place]:
    """Return what a question has become: one place, or several; none where it is removed."""
    change = step.change(question_id)
    if change.became == "kept":
        return [Place(question_id)]
    return [Place.parse(target) for target in change.to]


def row_places(step: VersionStep, question_id: str, row_id: str) -> list[Place]:
    """Return what a row of a question has become."""
    whole = [place.question for place in question_places(step, question_id) if not place.row]
    change = step.change(question_id).rows.get(row_id, KEPT_ROW)
    targets = [row_id] if change.became == "kept" else change.to
    places: list[Place] = []
    for target in targets:
        if "/" in target:
            places.append(Place.parse(target))
        else:
            places += [Place(question, target) for question in whole]
    return places


def code_names(
    change: QuestionChange, code: str, target: Place, column: str = ""
) -> tuple[str, ...]:
    """Return the codes that a code of a question has become in one of its targets."""
    codes = change.columns[column].codes if column in change.columns else change.codes
    mapped = change.maps.get(str(target))
    if mapped is not None and not column:
        return (mapped[code],) if code in mapped else ()
    became = codes.get(code)
    if became is None or became.became == "kept":
        return (code,)
    return tuple(became.to)


def translated(condition: Condition | None, step: VersionStep) -> Any:
    """Return the data of a condition, with the names of the new version."""
    if condition is None:
        return None
    return _translated(condition.model_dump(by_alias=True, exclude_none=True), step)


def _translated(data: Any, step: VersionStep) -> Any:
    if isinstance(data, list):
        return [_translated(part, step) for part in data]
    if not isinstance(data, Mapping):
        return data
    if "question" not in data:
        return {
            key: _first(step, part)
            if key == "than" and isinstance(part, str)
            else _translated(part, step)
            for key, part in data.items()
        }
    question_id, row = str(data["question"]), str(data.get("row", ""))
    places = row_places(step, question_id, row) if row else question_places(step, question_id)
    place = places[0] if places else Place(question_id, row)
    change = step.change(question_id)
    named: dict[str, Any] = {"question": place.question}
    if place.row:
        named["row"] = place.row
    for key, part in data.items():
        if key in {"question", "row"}:
            continue
        codes = [part] if isinstance(part, str) else part
        if isinstance(codes, list):
            new = [name for code in codes for name in code_names(change, code, place)]
            named[key] = new[0] if isinstance(part, str) and new else new
        else:
            named[key] = _translated(part, step)
    return named


def _first(step: VersionStep, question_id: str) -> str:
    places = question_places(step, question_id)
    return places[0].question if places else question_id


KEPT_ROW = RowChange.model_construct()
"""What became of a row that is not named: it is the same."""


def present_places(place: str, steps: Iterable[VersionStep]) -> Sequence[str]:
    """Return what a place has become: one, or several; none where it is removed.

    Args:
        place: `QUESTION`, or `QUESTION/ROW`, or `QUESTION/COLUMN`.
        steps: The changes from its version to the present one.
    """
    places = [place]
    for step in steps:
        places = [new for old in places for new in _next(old, step)]
    return places


def _next(place: str, step: VersionStep) -> Sequence[str]:
    question_id, _, part = place.partition("/")
    change = step.change(question_id)
    if part in change.columns:
        columns = change.columns[part].to or [part]
        if change.columns[part].became == "removed":
            return ()
        return [
            f"{question}/{column}"
            for question in question_places(step, question_id)
            for column in columns
        ]
    if part:
        return [str(row) for row in row_places(step, question_id, part)]
    return [str(question) for question in question_places(step, question_id)]
