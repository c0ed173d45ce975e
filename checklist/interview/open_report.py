"""Opening the report of an interview: its State and its file."""

import shlex
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from checklist.answer_types.refusal import Refusal
from checklist.answer_types.state_entries import completions, read_state, state_name
from checklist.errors import ChecklistError
from checklist.files.discovery import exists, is_file, is_report_name
from checklist.files.folder_reports import (
    ReportKind,
    drafts_of_state,
    first_lines,
    reports_in_folder,
)
from checklist.interview.face import Enquiry, Face, WrongLineError
from checklist.interview.user_commands import Action, bare_command, parse
from checklist.states import BY_CODE, code_in_file_name, find, suggest
from checklist.text.entries import QUESTION_MARKS, says_no, says_yes
from checklist.text.list_numbers import number_in_list
from checklist.text.messages import Message, commas, sentences, tr
from checklist.text.paragraphs import Line
from checklist.text.sanitize import quoted, safe_text

if TYPE_CHECKING:
    from checklist.interview.session import Session

_STATE = Message("Type the name of a State, or its code of three letters. /quit stops.")
_STATE_OR_DRAFT = Message(
    "Type the number of a draft to go on with, or the name of a State, or its code of three "
    "letters. /quit stops."
)
_HELP = Message(
    "Type the State that reports as it is usually called, such as Norway, or its code, "
    "NOR. The commands work once the State is named; / lists them then. /quit stops."
)

_WHY_SURE = Message(
    "The State stands in the report, on its pages and in the name of its file. Nothing "
    "is begun before you choose."
)


def report_path(
    given: Path | None, state: str | None, face: Face, terminal: ExitStack
) -> tuple[Path, str | None]:
    """Return the report's path, and the code of its State where that was asked or named.

    Args:
        given: The path that the official named; without it, that of the State in this folder.
        state: The State that the official named on the command line.
        face: Asks for the State, if neither is given.
        terminal: Where the terminal is kept that the face takes to ask.

    Raises:
        ChecklistError: There is no such State, or the path cannot be that of a file.
        EOFError: The official left.
    """
    code = None if state is None else named_state(state)
    if given is not None:
        if not given.name:
            raise ChecklistError(tr("name a file for the report, such as report-NOR.yaml"))
        return given, code
    if code is None:
        here = _drafts_here() if face.is_interactive else []
        if len(here) == 1:
            face.say(
                tr(
                    "{name} is the only draft in this folder. To begin the report of another "
                    "State: checklist answer --state NAME",
                    safe_text(str(here[0])),
                )
            )
            return here[0], None
        several = [Line(tr("There are several drafts in this folder:"))]
        above = several if here and face.is_interactive else ()
        chosen = ask_state(face, terminal, here, above, lambda code: not exists(_report_of(code)))
        if isinstance(chosen, Path):
            return chosen, None
        code = chosen
    return _report_of(code), code


def report_named(given: Path, state: str | None) -> Path:
    """Return the report that an official named: a file, or the report of a State in this folder.

    Args:
        given: A path; or the name of a State, its code or another of its names.
        state: The State that was named by an option.

    Raises:
        ChecklistError: The two States differ; or no command would find a new report with this name
            in its folder. The message has a name to use.
    """
    code = None if state is None else named_state(state)
    named = None if is_file(given) else find(str(given))
    if named is not None:
        if code not in {None, named.code}:
            raise ChecklistError(
                tr("{given} is not {state_name}", quoted(str(given)), state_name(str(code)))
            )
        return _report_of(named.code)
    if exists(given) or not given.name or is_report_name(given.name):
        return given
    code = code or next((suggested.code for suggested in suggest(given.stem, 1)), None)
    other = f"report-{code}.yaml" if code else f"{given.name.strip('.').partition('.')[0]}.yaml"
    use = given.with_name(other if is_report_name(other) else "report-NOR.yaml")
    raise ChecklistError(
        tr(
            "{given} is neither a State nor a name under which a report is found again. "
            "Nothing was begun. Do you mean this? checklist answer {quote}",
            quoted(str(given)),
            shlex.quote(safe_text(str(use))),
        )
    )


def _report_of(code: str) -> Path:
    """Return the report of a State in this folder, whether it is there or not."""
    return Path(f"report-{code}.yaml")


def named_state(text: str) -> str:
    """Return the code of the State that a command-line option names.

    Raises:
        ChecklistError: There is no such State.
    """
    try:
        return read_state(text)
    except Refusal as refusal:
        raise ChecklistError(str(refusal)) from None


def ask_state(
    face: Face,
    terminal: ExitStack,
    here: Sequence[Path] = (),
    above: Sequence[Line] = (),
    is_new: Callable[[str], bool] = lambda code: True,
) -> str | Path:
    """Ask which State reports, until one is named. Returns its code, or one of the drafts.

    A person whose answer begins a report confirms the State by its whole name: a wrong one would
    stand in every answer, on the paper, and in the name of the file.

    Args:
        face: Asks for the State.
        terminal: Where the terminal is kept that the face takes to ask.
        here: The drafts that could be resumed. Their numbers can be typed, too.
        above: What is to be read before.
        is_new: Returns whether a report of the State with this code is to be begun.

    Raises:
        WrongLineError: Without a person, the line names no State.
        EOFError: The official left.
    """
    drafts = [safe_text(str(path)) for path in here]
    terminal.enter_context(face.opened(lambda: None))
    offers = drafts if face.is_interactive else []
    enquiry = Enquiry(
        title=tr("Which State reports?"),
        hint=tr(_STATE_OR_DRAFT if offers else _STATE),
        above=above,
        choices=offers,
        search=completions,
        short=read_state,
    )
    typed = face.ask(enquiry)
    while True:
        try:
            chosen = _chosen(typed, here)
        except Refusal as refusal:
            if not face.is_interactive:
                raise WrongLineError(face.lines_read, str(refusal)) from None
            typed = face.ask(enquiry, str(refusal), typed or " ")
            continue
        if chosen is None:
            typed = face.ask(enquiry, tr(_HELP))
            continue
        if isinstance(chosen, Path) or not face.is_interactive or not is_new(chosen):
            return chosen
        typed = _confirmed(chosen, face)
        if typed == chosen:
            return chosen
        typed = typed or face.ask(enquiry)


def _chosen(typed: str, here: Sequence[Path]) -> str | Path | None:
    """Return the code of the State that an entry names, or a draft; None for a request for help.

    Raises:
        Refusal: The entry names neither.
        EOFError: The official leaves.
    """
    entry = parse(typed)
    if entry.action is Action.ANSWER:
        entry = bare_command(entry.text) or entry
    if entry.action is Action.ANSWER and entry.text.strip():
        return _draft_of_number(entry.text.strip(), here) or read_state(entry.text)
    if entry.action is Action.QUIT:
        raise EOFError
    if entry.action not in {Action.HELP, Action.EXPLAIN}:
        raise Refusal(tr("Name the State first. /quit stops."))
    return None


def _confirmed(code: str, face: Face) -> str:
    """Ask whether a State is right. Returns its code if it is, or another entry, or nothing.

    Enter alone confirms nothing: a name can be chosen by a slip, and Enter pressed twice.
    """
    name = state_name(code)
    enquiry = Enquiry(
        title=tr("{name}: is this right?", name),
        hint=tr("Type 1 or 2, then Enter."),
        choices=[tr("Yes: begin its report"), tr("No: name another State")],
        search=completions,
        short=read_state,
    )
    how = tr("Type 1 if {name} reports, or 2 to name another State.", name)
    typed = face.ask(enquiry)
    while True:
        match typed.strip().casefold():
            case answer if answer == "1" or says_yes(answer):
                return code
            case answer if answer in {"2", "back", "/back"} or says_no(answer):
                return ""
            case "":
                typed = face.ask(enquiry, how)
            case asked if asked in {"help", "/?", *QUESTION_MARKS}:
                typed = face.ask(enquiry, sentences([how, tr(_WHY_SURE)]))
            case _:
                return typed


def instead_of_second(
    path: Path,
    code: str | None,
    face: Face,
    terminal: ExitStack,
    choose: Callable[[str, Sequence[str]], int],
) -> Path:
    """Return the draft of the same State to go on with, where a second report would be begun.

    A person chooses. Without a person the draft is only named, and the report is begun.

    Args:
        path: The report that was named.
        code: The State that was named, if one was.
        face: Asks, if there is such a draft.
        terminal: Where the terminal is kept that the face takes to ask.
        choose: Asks a question, and returns the number of the choice.

    Raises:
        EOFError: The official left.
    """
    state = code or _state_in_name(path)
    if state is None or path.name != _report_of(state).name or exists(path):
        return path
    drafts = drafts_of_state(state, path.parent)
    if not drafts:
        return path
    names = [safe_text(str(draft)) for draft in drafts]
    new = safe_text(str(path))
    if not face.is_interactive:
        face.say(
            tr(
                "A report of {state_name} is begun here already: {first_lines}. A second report "
                "begins in {new}.",
                state_name(state),
                commas(first_lines(names)),
                new,
            )
        )
        return path
    terminal.enter_context(face.opened(lambda: None))
    title = tr("A report of {state_name} is begun here already. Go on with it?", state_name(state))
    choices = [
        *(tr("Go on with {name}", name) for name in names),
        tr("Begin a second report, in {new}", new),
    ]
    return [*drafts, path][choose(title, choices) - 1]


def open_or_begin(
    path: Path,
    code: str | None,
    resume: Callable[[Path], "Session"],
    begin: Callable[[str], "Session"],
    face: Face,
    terminal: ExitStack,
) -> "Session":
    """Resume the report at a path, or begin it. A report that exists is never overwritten.

    Args:
        path: The report.
        code: The State that was named, if one was.
        resume: Opens a report that is there.
        begin: Begins the report of a State.
        face: Asks for the State, if the name of the file does not have it.
        terminal: Where the terminal is kept that the face takes to ask.
    """
    if exists(path):
        session = resume(path)
        if code not in {None, session.report.state}:
            raise ChecklistError(
                tr(
                    "{path} is the report of {state_name}. To begin another report: "
                    "checklist answer --state {code}",
                    path=safe_text(str(path)),
                    state_name=state_name(session.report.state),
                    code=code,
                )
            )
        return session
    named = code or _state_in_name(path) or ask_state(face, terminal)
    assert isinstance(named, str)  # no draft was offered
    return begin(named)


def _draft_of_number(entry: str, here: Sequence[Path]) -> Path | None:
    """Return the draft whose number is typed; None where the entry is no number of one.

    Raises:
        Refusal: The number is that of no draft.
    """
    number = number_in_list(entry, len(here)) if here else None
    if number is None:
        return None
    if not number:
        raise Refusal(tr("{entry} is not a number from 1 to {here}.", quoted(entry), len(here)))
    return here[number - 1]


def _drafts_here() -> list[Path]:
    """Return the drafts in this folder."""
    return [report.path for report in reports_in_folder() if report.kind is ReportKind.DRAFT]


def _state_in_name(path: Path) -> str | None:
    """Return the State in the name of a file."""
    code = code_in_file_name(path.name)
    return code if code in BY_CODE else None
