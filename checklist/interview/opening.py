"""How an interview begins: which State reports, in which file."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from checklist.answer_types.interface import Refusal
from checklist.answer_types.state import completions, name, read_state
from checklist.errors import ChecklistError
from checklist.files.discovery import DRAFT_ENDING, exists
from checklist.files.reader import content_of
from checklist.interview.entries import Action, parse
from checklist.interview.lines import Lines, Nobody
from checklist.interview.screen import Screen
from checklist.interview.session import Session
from checklist.interview.terminal import WrongLineError
from checklist.sanitize import safe_text
from checklist.states import BY_CODE, code_in_file_name

_HELP = (
    "Type the State that reports as it is usually called, such as Norway, or its code, NOR. The "
    "commands work once the State is named; /help lists them then. /quit stops."
)


def report_path(
    given: Path | None, state: str | None, lines: Lines, screen: Screen
) -> tuple[Path, str | None]:
    """Return the report's path, and the code of its State where that was asked or named.

    Args:
        given: The path that the official named; without it, that of the State in this folder.
        state: The State that the official named on the command line.
        lines: Where the State's name is typed, if neither is given.
        screen: Where it is asked for.

    Raises:
        ChecklistError: There is no such State, or the path is no file's.
        EOFError: The official left.
    """
    code = None if state is None else named_state(state)
    if given is not None:
        if not given.name:
            raise ChecklistError("name a file for the report, such as report-NOR.yaml")
        return given, code
    if code is None:
        here = _drafts_here() if lines.is_interactive else []
        code = ask_state(lines, screen, here)
        if code is None:
            return here[0], None
    return Path(f"report-{code}.yaml"), code


def named_state(text: str) -> str:
    """Return the code of the State that a command-line option names.

    Raises:
        ChecklistError: There is no such State.
    """
    try:
        return read_state(text)
    except Refusal as refusal:
        raise ChecklistError(str(refusal)) from None


def ask_state(lines: Lines, screen: Screen, here: Sequence[Path] = ()) -> str | None:
    """Ask which State reports, until one is named. Returns its code.

    Args:
        lines: Where the State's name is typed.
        screen: Where it is asked for.
        here: The drafts that could be gone on with; with one alone, Enter does, and None is
            returned.

    Raises:
        ChecklistError: Nobody can be asked.
        WrongLineError: Without a person, the line names no State.
        EOFError: The official left.
    """
    if isinstance(lines, Nobody):
        raise ChecklistError("without input the State must be named: --state")
    names = [safe_text(path.name) for path in here]
    if len(here) == 1:
        screen.say(f"There is {names[0]} in this folder. Press Enter to go on with it.")
    elif here:
        screen.say("In this folder there are:")
        for name_of_file in names[:10]:
            screen.say(f"checklist answer {name_of_file}", indent=2)
        screen.say("To go on with one, /quit and type its line; or begin another report here.")
    screen.say("Which State reports?", "bold")
    screen.say("Type the name of a State, or its code of three letters. /quit stops.", "dim")
    while True:
        try:
            entry = parse(lines.read(screen.marker, completions))
            if entry.action is Action.ANSWER and not entry.text.strip() and len(here) == 1:
                return None
            if entry.action is Action.ANSWER and entry.text.strip():
                return read_state(entry.text)
            if entry.action is Action.QUIT:
                raise EOFError
            if entry.action in {Action.HELP, Action.EXPLAIN}:
                raise Refusal(_HELP)
            raise Refusal("Name the State first. /quit stops.")
        except Refusal as refusal:
            if not lines.is_interactive:
                raise WrongLineError(lines.number, str(refusal)) from None
            screen.say(str(refusal), "red")


def opened(
    path: Path,
    code: str | None,
    resume: Callable[[Path], Session],
    begin: Callable[[str], Session],
    lines: Lines,
    screen: Screen,
) -> Session:
    """Resume the report at a path, or begin it. A report that exists is never overwritten.

    Args:
        path: The report.
        code: The State that was named, if one was.
        resume: Opens a report that is there.
        begin: Begins the report of a State.
        lines: Where the State's name is typed, if the path does not tell it.
        screen: Where it is asked for.
    """
    if exists(path):
        session = resume(path)
        if code not in {None, session.report.state}:
            raise ChecklistError(
                f"{safe_text(str(path))} is the report of {name(session.report.state)}"
            )
        return session
    code = code or _state_in_name(path) or ask_state(lines, screen)
    assert code is not None  # nothing was offered to go on with
    return begin(code)


def _drafts_here() -> list[Path]:
    """Return the drafts in this folder that are named as reports are."""
    return [
        path
        for path in sorted(Path().glob("report-*.yaml"))
        if not path.name.endswith(DRAFT_ENDING) and path.is_file() and _is_draft(path)
    ]


def _is_draft(path: Path) -> bool:
    """Whether the head of a file says that it is a draft. What cannot be read is none."""
    head = (content_of(path) or b"")[:2000]
    return re.search(rb"^status: *[\"']?draft\b", head, re.MULTILINE) is not None


def _state_in_name(path: Path) -> str | None:
    """Return the State that a file's name tells."""
    code = code_in_file_name(path.name)
    return code if code in BY_CODE else None
