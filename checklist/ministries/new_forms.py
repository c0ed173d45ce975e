"""What an authority is asked, and what none of its forms has.

Work moved to it, a version added a question, or an answer put a question on the path.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from checklist.lifecycle.migrate import steps_to
from checklist.ministries.division import Authority
from checklist.ministries.log import LogEntry
from checklist.ministries.notes import NOTED, NoteEvent
from checklist.ministries.part_record import PartRecord
from checklist.ministries.present_places import present_places
from checklist.questionnaire.questionnaire import Questionnaire

_ASKED = "asked"
_VERSION = "version"


def asked_data(record: PartRecord, questionnaire: Questionnaire) -> dict[str, Any]:
    """Return what the log keeps of the questions of a form that was sent, and their version."""
    version = record.identity.questionnaire.version
    return {_ASKED: [*_places(record.asked, questionnaire)], _VERSION: version}


def not_in_forms(
    asked: Mapping[str, Sequence[str] | None],
    authority: Authority,
    code: str,
    log: Sequence[LogEntry],
    questionnaire: Questionnaire,
) -> Sequence[str]:
    """Return the places that are in none of the forms of an authority.

    Args:
        asked: What it is asked now: rows or columns by question; None for all.
        authority: What is known of it.
        code: Its code.
        log: The log. If it does not say what was in each form, nothing is known to be missing.
        questionnaire: The questionnaire.
    """
    known = {
        entry.data.get("part"): entry.data
        for entry in log
        if entry.did == NOTED
        and entry.data.get("event") == NoteEvent.SENT
        and entry.data.get("by") == code
    }
    forms = [known.get(sent.part, {}) for sent in authority.sent]
    if not forms or not all(isinstance(form.get(_ASKED), list) for form in forms):
        return ()
    had = {place for form in forms for place in _present(form, questionnaire)}
    return [place for place in _places(asked, questionnaire) if place not in had]


def _places(
    asked: Mapping[str, Sequence[str] | None], questionnaire: Questionnaire
) -> Iterator[str]:
    """Yield what is asked: questions, and of those with rows each row."""
    for question_id, parts in asked.items():
        question = questionnaire.questions.get(question_id)
        rows = question.answer_type.rows() if question is not None else ()
        named = [*rows] if parts is None else parts
        yield from [f"{question_id}/{part}" for part in named] or [question_id]


def _present(form: Mapping[str, Any], questionnaire: Questionnaire) -> Iterator[str]:
    """Yield the places of a form, as the present version names them."""
    version = str(form.get(_VERSION))
    is_present = version == questionnaire.head.version
    steps = [] if is_present else [step for _, step in steps_to(questionnaire, version) or ()]
    for place in form[_ASKED]:
        yield from present_places(str(place), steps)
