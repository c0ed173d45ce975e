"""The places of an earlier version of a questionnaire, as the present version names them."""

from collections.abc import Iterable, Sequence

from checklist.questionnaire.changes import Step
from checklist.questionnaire.declared_names import question_places, row_places


def present_places(place: str, steps: Iterable[Step]) -> Sequence[str]:
    """Return what a place has become: one, or several; none where it is removed.

    Args:
        place: `QUESTION`, or `QUESTION/ROW`, or `QUESTION/COLUMN`.
        steps: The changes from its version to the present one.
    """
    places = [place]
    for step in steps:
        places = [new for old in places for new in _next(old, step)]
    return places


def _next(place: str, step: Step) -> Sequence[str]:
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
