"""The places in a report that a text of several lines can be written for."""

from typing import NamedTuple

from checklist.answer_types.table import Table
from checklist.answer_types.table_columns import MAX_ENTRIES
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
        if self.entry:
            return f"`{self.question}` ({self.step}, entry {self.entry})"
        return f"`{self.question}`" + (f" ({self.step})" if self.step != "value" else "")


def is_asked_for(place: TextPlace, questionnaire: Questionnaire) -> bool:
    """Return whether a questionnaire takes long texts at a place, with its question and step."""
    question = questionnaire.questions.get(place.question)
    if question is None:
        return False
    if place.step == "note" and not place.entry:
        return True  # every answer can have a note
    has_entry = 1 <= place.entry <= MAX_ENTRIES
    answer_type = question.answer_type
    is_fitting = has_entry if isinstance(answer_type, Table) else not place.entry
    return is_fitting and place.step in answer_type.text_steps()
