"""Saving the report of an interview, elsewhere where its file cannot be written."""

from pathlib import Path

from checklist.answer_types.interface import Refusal
from checklist.errors import ChecklistError, LockedError, SaveError
from checklist.files.discovery import ENDINGS, is_folder
from checklist.interview.engine import Interview
from checklist.interview.face import Enquiry, Face
from checklist.interview.session import Session
from checklist.interview.user_commands import Action, parse
from checklist.text.entries import QUESTION_MARKS
from checklist.text.messages import Message, tr
from checklist.text.sanitize import forbidden_character, quoted, safe_text

_HELP = Message(
    "The last answer is not saved yet. Type the name of a new file that ends in .yaml, "
    ".yml or .json, such as copy.yaml, and the whole report is saved there. Enter tries "
    "to save it in the same file again. /quit stops without saving the last answer."
)


def _is_command(typed: str) -> bool:
    """Whether a line is a command.

    A line that begins with `/` is a path if it has another `/` or the ending of a report, or names
    a folder that exists.
    """
    if not typed.startswith("/"):
        return typed in QUESTION_MARKS
    return not ("/" in typed[1:] or _has_report_ending(Path(typed)) or is_folder(typed))


def _path(typed: str) -> Path:
    """Return the path of a new report.

    Raises:
        Refusal: The line cannot be the name of a report.
    """
    if forbidden_character(typed) is not None or "\n" in typed:
        raise Refusal(tr("The name of a file is one line without control characters."))
    try:
        path = Path(typed).expanduser()
    except RuntimeError:
        raise Refusal(tr("{typed}: there is no such user.", quoted(typed))) from None
    if not path.name or is_folder(path):
        raise Refusal(
            tr("{typed} is a folder. Name a file in it, such as copy.yaml.", quoted(typed))
        )
    if not _has_report_ending(path):
        raise Refusal(
            tr(
                "{typed} does not end in .yaml, .yml or .json, as a report does. Type a "
                "name such as copy.yaml, or /quit.",
                quoted(typed),
            )
        )
    return path


def _has_report_ending(path: Path) -> bool:
    return path.suffix.lower() in ENDINGS


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
        typed = _new_file_or_again(error, face)
        try:
            if typed is not None:
                session.save_elsewhere(typed, interview.report)
            else:
                _save_and_adopt(interview, session)
        except (SaveError, LockedError) as again:
            error = again
        else:
            face.say(tr("Saved in {session_path}.", safe_text(str(session.path))))
            return


def _new_file_or_again(error: ChecklistError, face: Face) -> Path | None:
    """Return the file to save the report in, or None to try the same file again.

    Raises:
        ChecklistError: The official stops. The exception is `error`, the reason why nothing was
            saved.
    """
    enquiry = Enquiry(
        title=tr("Not saved: {error}. Your answers are kept in memory.", error),
        hint=tr("Type a new file to save the report in, press Enter to try again, or type /quit."),
        is_wrong=True,
    )
    message = refused = ""
    while True:
        typed = face.ask(enquiry, message, refused).strip()
        try:
            if not _is_command(typed):
                return _path(typed) if typed else None
            action = parse(typed).action
            if action is Action.QUIT:
                raise error
            if action in {Action.HELP, Action.EXPLAIN}:
                raise Refusal(_HELP)
            raise Refusal(
                tr("/{action} does not work before the answer is saved. {help}", action, _HELP)
            )
        except Refusal as refusal:
            message, refused = str(refusal), typed
