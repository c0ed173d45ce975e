"""Runs an interview: shows what is asked, reads entries, saves what changed."""

from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from checklist.answer_types.interface import Refusal
from checklist.console.line_input import Lines
from checklist.errors import ChecklistError, LockedError, SaveError
from checklist.interview.editing import TextEditing
from checklist.interview.engine import Interview
from checklist.interview.new_file import new_file
from checklist.interview.prompt import Outcome, Prompt
from checklist.interview.screen import Screen
from checklist.interview.session import Session
from checklist.interview.user_commands import Action, Entry, parse, sound_text
from checklist.questionnaire.source_document import SourceDocument
from checklist.text.sanitize import safe_text


class WrongLineError(Exception):
    """In a run without a person, a line that does not fit: the run stops, so nothing shifts."""

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(f"line {number}: {reason}")


def run(
    interview: Interview,
    session: Session,
    lines: Lines,
    screen: Screen,
    source: SourceDocument | None = None,
    *,
    stays_at_end: bool = True,
) -> None:
    """Ask until the official stops, or the input ends.

    At the end of the interview the progress is shown, and if it stays there, commands are still
    read: answers can be looked at and changed. Every answer is on disk before the next question
    is shown.

    Raises:
        WrongLineError: Without a person, a line was refused.
        EOFError: The input has ended before the interview.
        KeyboardInterrupt: Ctrl-C.
        SaveError: Nothing could be saved, here or elsewhere.
    """
    try:
        _run(interview, session, lines, screen, source, stays_at_end)
    finally:
        for text in interview.unsaved():
            screen.say(text, "yellow")
        for text in session.texts.notices():
            screen.say(text, "yellow")


def _run(
    interview: Interview,
    session: Session,
    lines: Lines,
    screen: Screen,
    source: SourceDocument | None,
    stays_at_end: bool,
) -> None:
    tell(session, screen)
    ahead = _TypeAhead(lines, screen)
    editing = TextEditing(interview, session, lines, screen)
    editing.go_to_kept()
    shown: object = ()
    while True:
        if interview.at_end and not stays_at_end:
            return
        prompt = None if interview.at_end else interview.prompt()
        place = prompt and (prompt.visit, prompt.question.id, prompt.step)
        if place != shown:
            _ask(prompt, interview, screen)
            shown = place
        try:
            outcome = (prompt and editing.offer(prompt)) or _entered(
                interview, prompt, ahead, editing
            )
        except EOFError:
            if prompt is None:
                return
            raise
        if outcome.refused:
            if not lines.is_interactive:
                raise WrongLineError(lines.number, outcome.refused)
            if screen.is_out_of_sight:
                _ask(prompt, interview, screen)
            screen.say(outcome.refused, "red")
            continue
        if outcome.changed:
            _save(interview, session, lines, screen)
            tell(session, screen)
            session.texts.settle(session.report.answers)
        screen.answered(outcome.answered)
        for notice in outcome.notices:
            screen.say(notice, "yellow", hanging=2)
        if outcome.quit:
            return
        with screen.in_pieces(ahead.pause) if lines.is_interactive else nullcontext():
            screen.show(outcome.lines)
            if outcome.shown is Action.WORDING:
                screen.wording(interview, source)
            else:
                _show(outcome, interview, session, screen)
        if outcome.lines or outcome.shown not in {None, Action.SAVE}:
            shown = ()  # what was shown may have moved the question off the screen


def _ask(prompt: Prompt | None, interview: Interview, screen: Screen) -> None:
    if prompt is None:
        screen.end(interview)
    else:
        screen.prompt(prompt, interview)


@dataclass
class _TypeAhead:
    """The entries, of which one can be typed already where something is only to be read."""

    lines: Lines
    screen: Screen
    typed: str = ""

    def pause(self) -> None:
        """Wait until what is on the screen was read. What is typed meanwhile is the next entry."""
        if not self.typed:
            self.screen.say("Press Enter to go on.", "dim")
            self.typed = self.lines.read(self.screen.marker)

    def read(self, prompt: Prompt | None) -> str:
        """Return the next entry."""
        if self.typed:
            typed, self.typed = self.typed, ""
            return typed
        complete = None if prompt is None else prompt.step.complete
        is_text = prompt is not None and prompt.step.free_text
        text = self.lines.read(self.screen.marker, complete, is_text=is_text)
        self.screen.typed(text)
        return text

    def read_more(self) -> str:
        """Return the line that goes on behind a backslash."""
        text = self.lines.read(". " if self.screen.marker else "")
        self.screen.typed(text)
        return text


def _entered(
    interview: Interview, prompt: Prompt | None, ahead: _TypeAhead, editing: TextEditing
) -> Outcome:
    """Read an entry, and give it to the interview."""
    try:
        outcome = interview.enter(_read(ahead, prompt))
        if prompt is None or outcome.shown is not Action.EDIT:
            return outcome
        return editing.written(prompt)
    except Refusal as refusal:
        return Outcome(refused=str(refusal))


def _read(ahead: _TypeAhead, prompt: Prompt | None) -> Entry:
    """Read one entry: one line, or several when a line ends with a backslash."""
    text = ahead.read(prompt)
    while text.endswith("\\") and not text.endswith("\\\\"):
        text = text[:-1] + "\n" + ahead.read_more()
    is_text = prompt is not None and prompt.step.free_text
    if text.endswith("\\\\"):
        text = text[:-1]
    entry = parse(sound_text(text))
    if entry.action is Action.ANSWER and "\n" in entry.text and not is_text:
        raise Refusal("Type one line here.")
    return entry


def _save(interview: Interview, session: Session, lines: Lines, screen: Screen) -> None:
    try:
        merged = session.save(interview.report)
    except SaveError as error:
        _save_elsewhere(error, interview, session, lines, screen)
        return
    if merged:
        interview.adopt(session.report, session.unusable)


def _save_elsewhere(
    error: SaveError | LockedError,
    interview: Interview,
    session: Session,
    lines: Lines,
    screen: Screen,
) -> None:
    """Ask for another file until the report is saved in one. The answers stay in memory."""
    while True:
        if not lines.is_interactive:
            raise error
        screen.say(f"Not saved: {error}. Your answers are kept in memory.", "red")
        screen.say(
            "Type a new file to save the report in, press Enter to try again, or type /quit."
        )
        typed = _new_file_or_again(error, lines, screen)
        try:
            if typed is not None:
                session.save_elsewhere(typed, interview.report)
            elif session.save(interview.report):
                interview.adopt(session.report, session.unusable)
        except (SaveError, LockedError) as again:
            error = again
        else:
            screen.say(f"Saved in {safe_text(str(session.path))}.")
            return


def _new_file_or_again(error: ChecklistError, lines: Lines, screen: Screen) -> Path | None:
    """Read the file to save the report in; None: the same again.

    Raises:
        ChecklistError: The official stops. It is the error because of which nothing was saved.
    """
    while True:
        typed = lines.read("file> " if screen.marker else "").strip()
        if not typed:
            return None
        try:
            path = new_file(typed)
        except Refusal as refusal:
            screen.say(str(refusal), "red")
            continue
        if path is None:
            raise error
        return path


def tell(session: Session, screen: Screen) -> None:
    """Show, once, what the official should know of the report."""
    for notice in session.notices:
        screen.say(notice, "yellow")
    session.notices.clear()


def _show(outcome: Outcome, interview: Interview, session: Session, screen: Screen) -> None:
    match outcome.shown:
        case Action.EXPLAIN if not interview.at_end:
            screen.explain(interview.prompt(), interview.questionnaire)
        case Action.HELP | Action.EXPLAIN:
            screen.help()
        case Action.LIST:
            if not outcome.argument or not screen.questions_of(interview, outcome.argument):
                screen.sets(interview)
        case Action.SAVE:
            screen.say(f"Every answer is saved at once, in {safe_text(str(session.path))}.")
        case _:
            pass
