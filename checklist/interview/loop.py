"""Runs an interview on a face: shows prompts, reads entries, saves each change.

An entry that may not be what was meant is asked about once before it is taken.
"""

import re
from dataclasses import dataclass

from checklist.answer_types.interface import Refusal
from checklist.interview.engine import Interview
from checklist.interview.face import Enquiry, Face, WrongLineError
from checklist.interview.prompt import Outcome, Prompt
from checklist.interview.saving import save, save_place, show_notices
from checklist.interview.session import Session
from checklist.interview.user_commands import Action, Entry, is_command_word, parse, storable_text
from checklist.text.messages import semicolons, tr, trn
from checklist.text.paragraphs import Line, first_words
from checklist.text.sanitize import quoted, safe_text

# Word processors put them into a text. Spaces, joiners and marks of direction are not among them:
# a language can need those.
_INVISIBLE = "[\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufff9-\ufffb]"
_WORDS_SHOWN, _WIDTH = 3, 60
"""The most words with such characters that are shown, and the characters of each."""
_COMMAND_AT_END = r"(/(?P<word>[a-z-]+)(?:[ \t]+\S+)?)\s*$"


@dataclass
class Doubts:
    """The doubts of one interview about what is entered by a person."""

    face: Face
    _asked: str = ""
    """The last text with invisible characters that was asked about."""
    _answer: str = ""
    """The text that is taken in its place."""
    _doubted: str = ""
    """The last entry that was refused because of a doubt."""

    def visible(self, text: str) -> str:
        """Return a text without its invisible characters if the official says so, else as it is."""
        found = re.findall(_INVISIBLE, text)
        if not found or not self.face.is_interactive:
            return text
        if text != self._asked:
            takes_out = self._asks_to_take_out(text, len(found))
            self._asked, self._answer = text, re.sub(_INVISIBLE, "", text) if takes_out else text
        return self._answer

    def _asks_to_take_out(self, text: str, number: int) -> bool:
        words = [word for word in text.split() if re.search(_INVISIBLE, word)]
        shown = semicolons(first_words(safe_text(word), _WIDTH) for word in words[:_WORDS_SHOWN])
        characters = trn("{count} invisible character", "{count} invisible characters", number)
        enquiry = Enquiry(
            title=tr("{characters}: take out?", characters),
            hint=tr("Type 1 or 2. Nothing else of your text changes."),
            search=lambda entry: (),
            short=lambda entry: "",
            above=[
                Line(
                    tr(
                        "Your text has {characters}, which a word processor may have left: {shown}",
                        characters,
                        shown,
                    )
                )
            ],
            choices=[tr("Take out what is invisible"), tr("Keep the text as it is")],
        )
        answer = message = ""
        while answer not in {"1", "2"}:
            answer = self.face.ask(enquiry, message).strip()
            message = tr("Type 1 or 2.")
        return answer == "1"

    def refuse_command_in(self, entry: Entry, typed: str, prompt: Prompt | None) -> None:
        """Refuse, once, a text that ends with a command.

        Args:
            entry: The entry.
            typed: What was typed for it.
            prompt: The prompt; None at the end of an interview.

        Raises:
            Refusal: The text ends with a command. The same entry again is taken.
        """
        before, self._doubted = self._doubted, ""
        keeps_text = prompt is not None and (
            prompt.step.own_words or prompt.step.name == "evidence"
        )
        is_text = entry.action is Action.NOTE or (entry.action is Action.ANSWER and keeps_text)
        found = re.search(_COMMAND_AT_END, entry.text, re.IGNORECASE) if is_text else None
        is_doubtful = found is not None and is_command_word(found["word"])
        if found is None or not is_doubtful or typed == before or not self.face.is_interactive:
            return
        self._doubted = typed
        raise Refusal(
            tr(
                "This would be kept as a text, with {found} in it. For the command, type "
                "only {found_2}. To keep the text, enter the same again.",
                quoted(found[1]),
                found[1],
            )
        )


@dataclass
class Conversation:
    """An interview on a face: prompts are shown, entries read, and each change is saved."""

    interview: Interview
    session: Session
    face: Face

    def __post_init__(self) -> None:
        self._doubts = Doubts(self.face)

    def hold(self, stays_at_end: bool) -> None:
        """Ask until the official stops. The arguments and exceptions are those of `run`."""
        interview, session, face = self.interview, self.session, self.face
        show_notices(session, face)
        while not interview.at_end or stays_at_end:
            prompt = None if interview.at_end else interview.prompt()
            face.show_prompt(prompt, interview)
            try:
                outcome = self._enter(prompt)
            except EOFError:
                if prompt is None:
                    return
                raise
            if outcome.refused:
                if not face.is_interactive:
                    raise WrongLineError(face.lines_read, outcome.refused)
                face.show_refusal(outcome.refused, prompt, interview)
                continue
            interview.keep_place()
            if not outcome.changed:
                save_place(interview, session)
            else:
                save(interview, session, face)
                show_notices(session, face)
            face.show_answer(outcome.answered)
            for notice in outcome.notices:
                face.say(notice, "yellow", hanging=2)
            if outcome.quit:
                return
            face.show_requested(outcome, interview)

    def _enter(self, prompt: Prompt | None) -> Outcome:
        """Read an entry, and give it to the interview."""
        try:
            return self.interview.enter(self._read_entry(prompt))
        except Refusal as refusal:
            return Outcome(refused=str(refusal))

    def _read_entry(self, prompt: Prompt | None) -> Entry:
        """Read one entry.

        Raises:
            Refusal: It has several lines where one is asked for, or is no command though it begins
                with `/`, or ends with a command.
        """
        typed = self._doubts.visible(storable_text(self.face.read_entry(prompt)))
        entry = parse(typed)
        self._doubts.refuse_command_in(entry, typed, prompt)
        is_text = prompt is not None and prompt.step.free_text
        if entry.action is Action.ANSWER and "\n" in entry.text and not is_text:
            raise Refusal(tr("Type one line here."))
        return entry


def run(
    interview: Interview,
    session: Session,
    face: Face,
    *,
    stays_at_end: bool = True,
    begins_at_home: bool = False,
) -> None:
    """Ask until the official stops, or the input ends.

    At the end of the interview the progress is shown, and if it stays there, commands are still
    read: answers can be looked at and changed. Every answer is on disk before the next question
    is shown.

    Args:
        interview: The interview.
        session: Its report.
        face: Shows it, and reads entries.
        stays_at_end: Whether commands are still read at the end.
        begins_at_home: Whether the whole report is shown first.

    Raises:
        WrongLineError: Without a person, a line was refused.
        EOFError: The input has ended before the interview.
        KeyboardInterrupt: Ctrl-C.
        SaveError: Nothing could be saved, here or elsewhere.
    """
    conversation = Conversation(interview, session, face)
    try:
        with face.opened(lambda: session.path):
            if begins_at_home:
                face.show_home(interview)
            conversation.hold(stays_at_end)
    finally:
        for text in interview.unsaved():
            face.say(text, "yellow")
