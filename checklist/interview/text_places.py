"""The places in a report that a text of several lines can be written for."""

from typing import NamedTuple

from checklist.answer_types.table_columns import MAX_ENTRIES
from checklist.questionnaire.changes import Step
from checklist.questionnaire.declared_names import question_places
from checklist.questionnaire.questionnaire import Questionnaire


class TextPlace(NamedTuple):
    """The place in a report that a text is written for."""

    question: str
    """The id of the question."""
    step: str
    """The name of the step that asks for the text: `value`, `law`, `note`, a column."""
    entry: int = 0
    """The number of the table's entry, from 1; 0 where there is no table."""

    def __str__(self) -> str:
        return self.in_words(f"`{self.question}`")

    def in_words(self, question: str) -> str:
        """Return the place in words, with these words for the question, such as its number."""
        if self.entry:
            return f"{question} ({self.step}, entry {self.entry})"
        return f"{question} ({self.step})" if self.step != "value" else question


def is_asked_for(place: TextPlace, questionnaire: Questionnaire) -> bool:
    """Return whether a questionnaire takes long texts at a place, with its question and step."""
    question = questionnaire.questions.get(place.question)
    if question is None:
        return False
    if place.step == "note" and not place.entry:
        return True  # every answer can have a note
    has_entry = 1 <= place.entry <= MAX_ENTRIES
    answer_type = question.answer_type
    is_fitting = has_entry if answer_type.listed_columns() else not place.entry
    return is_fitting and place.step in answer_type.text_steps()


def present_place(place: TextPlace, questionnaire: Questionnaire) -> TextPlace | None:
    """Return the place that a text has now, which was perhaps written for an earlier version.

    Returns:
        The place itself where the questionnaire has it, else what it has become since the latest of
        its versions that had it. None where it has become nothing, several places, or one that
        takes no text.
    """
    if is_asked_for(place, questionnaire):
        return place
    steps = questionnaire.changes.steps
    for first in reversed(range(len(steps))):
        moved: TextPlace | None = place
        for step in steps[first:]:
            moved = None if moved is None else _moved(moved, step)
        if moved is not None and is_asked_for(moved, questionnaire):
            return moved
    return None


def _moved(place: TextPlace, step: Step) -> TextPlace | None:
    """Return what a place has become in the next version, if that is one place with texts."""
    targets = question_places(step, place.question)
    if len(targets) != 1 or targets[0].row:
        return None
    column = step.change(place.question).columns.get(place.step) if place.entry else None
    if column is None or column.became == "kept":
        return place._replace(question=targets[0].question)
    if len(column.to) != 1:
        return None
    return place._replace(question=targets[0].question, step=column.to[0])
