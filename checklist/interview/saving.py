"""Saving the report of an interview, elsewhere where its file cannot be written."""

from pathlib import Path

from checklist.answer_types.interface import Refusal
from checklist.errors import ChecklistError, LockedError, SaveError
from checklist.interview.engine import Interview
from checklist.interview.face import Face
from checklist.interview.new_file import new_file
from checklist.interview.session import Session
from checklist.text.sanitize import safe_text


def save(interview: Interview, session: Session, face: Face) -> None:
    """Save the report; where that fails, ask for another file. The answers stay in memory.

    Raises:
        SaveError: Nothing could be saved, here or elsewhere.
    """
    try:
        _save_and_adopt(interview, session)
    except SaveError as error:
        _save_elsewhere(error, interview, session, face)


def save_place(interview: Interview, session: Session) -> None:
    """Save where the next interview goes on, if that has changed. A failure loses no answer."""
    if interview.report.internal != session.report.internal:
        with session.losing_nothing():
            _save_and_adopt(interview, session)


def show_notices(session: Session, face: Face) -> None:
    """Show, once, the messages on the report that the official has not seen yet."""
    for notice in session.notices:
        face.say(notice, "yellow")
    session.notices.clear()


def _save_and_adopt(interview: Interview, session: Session) -> None:
    """Save, and go on with the changes that another program made meanwhile."""
    if session.save(interview.report):
        interview.adopt(session.report, session.unusable)


def _save_elsewhere(
    error: SaveError | LockedError, interview: Interview, session: Session, face: Face
) -> None:
    """Ask for another file until the report is saved in one.

    Raises:
        SaveError, LockedError: Nobody can be asked, or the official stops.
    """
    while True:
        if not face.is_interactive:
            raise error
        face.say(f"Not saved: {error}. Your answers are kept in memory.", "red")
        face.say("Type a new file to save the report in, press Enter to try again, or type /quit.")
        typed = _new_file_or_again(error, face)
        try:
            if typed is not None:
                session.save_elsewhere(typed, interview.report)
            else:
                _save_and_adopt(interview, session)
        except (SaveError, LockedError) as again:
            error = again
        else:
            face.say(f"Saved in {safe_text(str(session.path))}.")
            return


def _new_file_or_again(error: ChecklistError, face: Face) -> Path | None:
    """Return the file to save the report in, or None to try the same file again.

    Raises:
        ChecklistError: The official stops. The exception is `error`, the reason why nothing was
            saved.
    """
    while True:
        typed = face.read_line("file> ").strip()
        if not typed:
            return None
        try:
            path = new_file(typed)
        except Refusal as refusal:
            face.say(str(refusal), "red")
            continue
        if path is None:
            raise error
        return path
