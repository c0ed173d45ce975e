"""Runs an interview on a face: shows prompts, reads entries, saves each change.

An entry that may not be what was meant is asked about once before it is taken. A text can be
written in the official's own editor.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from checklist.answer_types.answer import AnswerData
from checklist.answer_types.interface import Refusal
from checklist.answer_types.table_steps import CHANGE
from checklist.console import text_editor
from checklist.console.text_editor import EditorFailedError
from checklist.interview.engine import Interview
from checklist.interview.face import Enquiry, Face, WrongLineError
from checklist.interview.not_entered import NotEntered, StepPlace, why_not_kept
from checklist.interview.prompt import Outcome, Prompt
from checklist.interview.saving import save, save_place, show_notices
from checklist.interview.session import Session
from checklist.interview.user_commands import Action, Entry, is_command_word, parse, storable_text
from checklist.questionnaire.source_document import SourceDocument
from checklist.text.messages import semicolons, sentences, tr, trn
from checklist.text.paragraphs import Line, first_words
from checklist.text.sanitize import quoted, safe_text

# Word processors put them into a text. Spaces, joiners and marks of direction are not among them:
# a language can need those.
_INVISIBLE = "[\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufff9-\ufffb]"
_WORDS_SHOWN, _WIDTH = 3, 60
"""The most words with such characters that are shown, and the characters of each."""
_COMMAND_AT_END = r"(/(?P<word>[a-z-]+)(?:[ \t]+\S+)?)\s*$"
_TAKES_TEXT = frozenset({Action.NOTE, Action.ROW_NOTE})
"""The commands with a text behind them."""


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
        is_text = entry.action in _TAKES_TEXT or (entry.action is Action.ANSWER and keeps_text)
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
    source: SourceDocument | None
    """The document with the official wording."""
    _begun: dict[StepPlace, str] = field(default_factory=dict)
    """The texts with which the files of the official's editor were begun."""

    def __post_init__(self) -> None:
        self._doubts = Doubts(self.face)

    def hold(self, stays_at_end: bool) -> str:
        """Ask until the official stops. The arguments, result and exceptions are those of `run`."""
        interview, session, face = self.interview, self.session, self.face
        show_notices(session, face)
        self._go_to_not_entered()
        while not interview.at_end or stays_at_end:
            prompt = None if interview.at_end else interview.prompt()
            face.show_prompt(prompt, interview)
            try:
                outcome = self._enter(prompt)
            except EOFError:
                if prompt is None:
                    return ""
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
                session.texts.settle(session.report.answers)
            face.show_answer(outcome.answered)
            for notice in outcome.notices:
                face.say(notice, "yellow", hanging=2)
            if outcome.quit:
                return outcome.then
            face.show_requested(outcome, interview, self.source, session.path)
        return ""

    def _enter(self, prompt: Prompt | None) -> Outcome:
        """Read an entry, and give it to the interview."""
        try:
            outcome = self.interview.enter(self._read_entry(prompt))
            if outcome.shown in {Action.ASK, Action.EXPORT, Action.STATE}:
                from checklist.interview.file_commands import carry_out  # few interviews have them

                return carry_out(outcome, prompt, self.interview, self.session, self.face)
            if prompt is None or outcome.shown is not Action.EDIT:
                return outcome
            return self._write_in_editor(prompt)
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

    # What was not entered

    def keep_not_entered(
        self, before: Sequence[NotEntered], answers: Mapping[str, AnswerData]
    ) -> Sequence[str]:
        """Keep what was typed or ticked and not entered. Returns messages on what is kept or lost.

        What was kept before counts no more once its question is answered otherwise.
        """
        interview, now = self.interview, self.interview.report.answers
        left = [
            draft
            for draft in self.face.not_entered()
            if draft not in before
            or now.get(draft.place.question) == answers.get(draft.place.question)
        ]
        reasons = why_not_kept(left)
        kept = [draft for draft, reason in zip(left, reasons, strict=True) if not reason]
        interview.keep_not_entered(kept)
        save_place(interview, self.session)
        is_saved = interview.report.internal == self.session.report.internal
        unsaved = "" if is_saved else tr("the report could not be saved")
        return [
            draft.in_words(interview.questionnaire.number(draft.place.question), reason or unsaved)
            for draft, reason in zip(left, reasons, strict=True)
        ]

    def _go_to_not_entered(self) -> None:
        """Go to what was not entered, if its question is answered and would not be asked again."""
        interview, path = self.interview, self.interview.path
        questions = interview.questionnaire.questions
        waiting = [
            draft.place
            for draft in self.face.not_entered()
            if draft.place.question in path.on and path.is_complete(questions[draft.place.question])
        ]
        if not waiting or not self.face.shows_not_entered or interview.scope.name:
            return
        place = waiting[-1]
        interview.enter(Entry(Action.GOTO, place.question))
        if place.entry:
            interview.enter(Entry(Action.ANSWER, f"{CHANGE} {place.entry}"))
        interview.enter(Entry(Action.ROW, place.row if place.row not in {"", "*"} else place.step))
        number = interview.questionnaire.number(place.question)
        self.face.say(
            tr("{number} comes first: what you typed or ticked there was not entered.", number),
            "yellow",
        )

    # Texts that are written in the official's editor

    def _write_in_editor(self, prompt: Prompt) -> Outcome:
        """Let the text at a prompt be written in the editor, and give it to the interview.

        Raises:
            Refusal: The text is not taken. It is kept in its file where it says something new.
        """
        if not self.face.is_interactive:
            raise Refusal(tr("The editor needs a person at a terminal."))
        try:
            command = text_editor.command()
        except EditorFailedError as error:
            raise Refusal(str(error)) from None
        texts, place = self.session.texts, _place(prompt)
        before = self.face.not_entered_text or _before(prompt)
        if place not in texts.places():
            self._begun[place] = before
        path = texts.begin(place, f"{before}\n" if before else "")
        try:
            with self.face.suspended():
                name = safe_text(str(path))
                self.face.say(tr("Your text is in {name} until the report has it.", name), "dim")
                text_editor.edit(path, command)
            return self._take(prompt)
        except (EditorFailedError, Refusal) as refusal:
            raise Refusal(sentences([str(refusal), self._after_refusal(place)])) from None

    def _take(self, prompt: Prompt) -> Outcome:
        """Give the text in the file of a prompt to the interview."""
        place = _place(prompt)
        text = storable_text(self.session.texts.text(place))
        before = {_before(prompt), self._begun.get(place, "")}
        if not text.strip() or text.strip() in {line.strip() for line in before}:
            self._drop_unchanged(place)
            return Outcome(notices=[tr("Nothing was changed in the editor.")])
        outcome = self.interview.enter(Entry(Action.ANSWER, self._doubts.visible(text)))
        if outcome.refused:
            raise Refusal(outcome.refused)
        self.face.drop_typed()
        return outcome

    def _after_refusal(self, place: StepPlace) -> str:
        """Return a message about a text that is not taken: kept, or unchanged."""
        self._drop_unchanged(place)
        if place not in self.session.texts.places():
            return tr("The answer is as it was.")
        kept = tr("Your text is kept in {path}.", safe_text(str(self.session.texts.path(place))))
        return tr("{where_kept} /edit opens your text again.", kept)

    def _drop_unchanged(self, place: StepPlace) -> None:
        """Remove the file of a text in which nothing was written, or that the report has.

        A text that only waits in memory stays, such as a remark on an answer that is not given yet.
        """
        texts, begun = self.session.texts, self._begun.get(place)
        texts.settle(self.session.report.answers)
        is_unchanged = begun is not None and texts.says_only(place, begun)
        if is_unchanged or not texts.is_there(place):
            texts.remove(place)


def _place(prompt: Prompt) -> StepPlace:
    """Return the place of the text that a prompt asks for."""
    return StepPlace(prompt.question.id, prompt.step.name, prompt.step.entry)


def _before(prompt: Prompt) -> str:
    """Return the text that the answer to a prompt has already."""
    previous = prompt.step.previous
    return previous if isinstance(previous, str) else ""


def run(
    interview: Interview,
    session: Session,
    face: Face,
    source: SourceDocument | None = None,
    *,
    stays_at_end: bool = True,
    begins_at_home: bool = False,
) -> str:
    """Ask until the official stops, or the input ends.

    At the end of the interview the progress is shown, and if it stays there, commands are still
    read: answers can be looked at and changed. Every answer is on disk before the next question
    is shown.

    Args:
        interview: The interview.
        session: Its report.
        face: Shows it, and reads entries.
        source: The document with the official wording.
        stays_at_end: Whether commands are still read at the end.
        begins_at_home: Whether the whole report is shown first.

    Returns:
        The command that goes on with the report, as the official chose; empty for none.

    Raises:
        WrongLineError: Without a person, a line was refused.
        EOFError: The input has ended before the interview.
        KeyboardInterrupt: Ctrl-C.
        SaveError: Nothing could be saved, here or elsewhere.
    """
    conversation = Conversation(interview, session, face, source)
    kept, answers = interview.not_entered(), interview.report.answers
    face.restore(kept)
    try:
        with face.opened(lambda: session.path):
            if begins_at_home:
                home = Outcome(shown=Action.HOME)
                face.show_requested(home, interview, source, session.path)
            return conversation.hold(stays_at_end)
    finally:
        left = conversation.keep_not_entered(kept, answers)
        for text in [*interview.unsaved(), *left, *session.texts.notices()]:
            face.say(text, "yellow")
