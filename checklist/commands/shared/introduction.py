"""The words with which an interview begins."""

from collections.abc import Iterator

from checklist.answer_types.state import state_name
from checklist.interview.engine import Interview
from checklist.interview.session import Session
from checklist.text.enumeration import first_few
from checklist.text.paragraphs import Line, paragraphs
from checklist.text.sanitize import safe_text

_MOST_NAMED = 12
"""The most open questions that are named."""


def left_behind_notices(interview: Interview) -> list[str]:
    """Return a notice on the required questions before the present one that are open, if any."""
    numbers = [interview.questionnaire.numbers[i] for i in interview.left_behind()]
    if not numbers:
        return []
    return [
        f"Required and still open before this: {first_few(numbers, _MOST_NAMED)}. They are asked "
        f"again at the end; /goto {numbers[0]} goes there now."
    ]


def introduction(session: Session, *, asks: bool) -> Iterator[Line]:
    """Yield the title, the file and the State of a report, and of a new one what it is about.

    Args:
        session: The report.
        asks: Whether questions follow.
    """
    head, path = session.questionnaire.head, safe_text(str(session.path))
    yield Line(head.title, is_heading=True)
    if session.resumed:
        yield Line(f"Going on with {path}.")
    else:
        if asks and head.introduction:
            yield from (Line(text) for text in paragraphs(head.introduction))
        yield Line(f"Every answer is saved at once, in {path}.")
    yield Line(f"State: {state_name(session.report.state)}.")
    if asks:
        yield Line(
            "/unknown says that something is not known, quit stops, help lists all commands."
        )
