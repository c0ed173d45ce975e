"""The line with which an official names a file for a report that could not be saved."""

from pathlib import Path

from checklist.answer_types.interface import Refusal
from checklist.files.discovery import ENDINGS, is_folder
from checklist.interview.user_commands import Action, Entry, parse
from checklist.text.sanitize import forbidden_character, quoted

_HELP = (
    "The last answer is not saved yet. Type the name of a new file that ends in .yaml, .yml or "
    ".json, such as copy.yaml, and the whole report is saved there. Enter tries to save it in the "
    "same file again. /quit stops without saving the last answer."
)


def new_file(typed: str) -> Path | None:
    """Return the file that a line names; None when the line is `/quit`.

    A line that begins with `/` is a path if it has another `/` or the ending of a report, or names
    a folder that exists. Every other such line is a command.

    Args:
        typed: The line, not empty, without spaces around it.

    Raises:
        Refusal: The line names no file that a report can be saved in, or is a command that does not
            work here. The text of the refusal names the possible entries.
    """
    if not _is_command(typed):
        return _path(typed)
    match parse(typed):
        case Entry(Action.QUIT):
            return None
        case Entry(Action.HELP | Action.EXPLAIN):
            raise Refusal(_HELP)
        case entry:
            raise Refusal(f"/{entry.action} does not work before the answer is saved. {_HELP}")


def _is_command(typed: str) -> bool:
    if not typed.startswith("/"):
        return typed == "?"
    return not ("/" in typed[1:] or _has_report_ending(Path(typed)) or is_folder(typed))


def _path(typed: str) -> Path:
    """Return the path of a new report.

    Raises:
        Refusal: The line cannot be the name of a report.
    """
    if forbidden_character(typed) is not None or "\n" in typed:
        raise Refusal("The name of a file is one line without control characters.")
    try:
        path = Path(typed).expanduser()
    except RuntimeError:
        raise Refusal(f"{quoted(typed)}: there is no such user.") from None
    if not path.name or is_folder(path):
        raise Refusal(f"{quoted(typed)} is a folder. Name a file in it, such as copy.yaml.")
    if not _has_report_ending(path):
        raise Refusal(
            f"{quoted(typed)} does not end in .yaml, .yml or .json, as a report does. Type a name "
            "such as copy.yaml, or /quit."
        )
    return path


def _has_report_ending(path: Path) -> bool:
    return path.suffix.lower() in ENDINGS
