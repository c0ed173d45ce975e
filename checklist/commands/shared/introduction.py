"""The words with which an interview begins."""

from checklist.answer_types.state import state_name
from checklist.interview.engine import Interview
from checklist.interview.screen import Screen
from checklist.interview.session import Session
from checklist.text.sanitize import safe_text

_MOST_NAMED = 12
"""The most open questions that are named."""


def left_behind_notices(interview: Interview) -> list[str]:
    """Return a notice on the required questions before the present one that are open, if any."""
    numbers = [interview.questionnaire.numbers[i] for i in interview.left_behind()]
    if not numbers:
        return []
    more = f" and {len(numbers) - _MOST_NAMED} more" if len(numbers) > _MOST_NAMED else ""
    return [
        f"Required and still open before this: {', '.join(numbers[:_MOST_NAMED])}{more}. They are "
        f"asked again at the end; /goto {numbers[0]} goes there now."
    ]


def show_introduction(session: Session, screen: Screen, *, asks: bool) -> None:
    """Show the title, the file and the State of a report."""
    head, path = session.questionnaire.head, safe_text(str(session.path))
    screen.say()
    screen.say(head.title, "bold")
    if session.resumed:
        screen.say(f"Going on with {path}.")
    else:
        if asks and head.introduction:
            screen.prose(head.introduction)
        screen.say(f"Every answer is saved at once, in {path}.")
    screen.say(f"State: {state_name(session.report.state)}.")
    if asks:
        screen.say(
            "/unknown says that something is not known, quit stops, help lists all commands."
        )
