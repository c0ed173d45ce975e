"""Writing the texts of an interview in an editor, and offering those that are kept."""

from collections.abc import Callable
from dataclasses import dataclass, field

from checklist.answer_types.interface import Refusal
from checklist.console import text_editor
from checklist.console.text_editor import EditorFailedError
from checklist.interview.doubts import Doubts
from checklist.interview.engine import Interview
from checklist.interview.face import Face
from checklist.interview.kept_texts import KeptTexts
from checklist.interview.prompt import Outcome, Prompt
from checklist.interview.session import Session
from checklist.interview.text_places import TextPlace
from checklist.interview.user_commands import Action, Entry, storable_text
from checklist.text.paragraphs import one_line
from checklist.text.sanitize import safe_text

_LINES_SHOWN = 8
"""The number of lines of a kept text that are shown when it is offered."""

_WIDTH = 200
"""The number of characters of each of these lines that are shown."""

_TAKE = "Take it as the answer here"
_REPLACE = "Take it as the answer here, in place of the text that is there now"
_CHOICES = (
    "Open it in your editor again",
    "Leave it in the file for now",
    "Delete it",
)


@dataclass
class TextEditing:
    """The texts of one interview that are written in the official's editor."""

    interview: Interview
    session: Session
    face: Face
    doubts: Doubts
    """What is asked about a text before it is taken."""
    _left: set[tuple[TextPlace, int]] = field(default_factory=set)
    """The places of kept texts that are not offered again, each with the visit of its question."""
    _begun: dict[TextPlace, str] = field(default_factory=dict)
    """The texts with which the files of this interview were begun."""

    @property
    def kept(self) -> KeptTexts:
        """The texts that are not in the report yet."""
        return self.session.texts

    def go_to_kept(self) -> None:
        """Go to the question of a kept text, if there is one that is asked now."""
        if not self.face.is_interactive:
            return
        for place in self.kept.places():
            if place.question in self.interview.path.on:
                number = self.interview.questionnaire.number(place.question)
                self.interview.enter(Entry(Action.GOTO, place.question))
                self.face.say(
                    f"Question {number} comes now, so that you can take this text. "
                    f"{_how_to_reach(place)}"
                )
                return

    def offer(self, prompt: Prompt) -> Outcome | None:
        """Offer the text that is kept for a prompt. Returns the outcome; None without such a text.

        Raises:
            EOFError: There is no more input.
            KeyboardInterrupt: Ctrl-C.
        """
        place = _place(prompt)
        mark = place, prompt.visit
        is_kept = prompt.step.free_text and place in self.kept.places()
        if not is_kept or mark in self._left or not self.face.is_interactive:
            return None
        self._left.add(mark)
        self._show(place, _REPLACE if _before(prompt) else _TAKE)
        while True:
            typed = self.face.read_line().strip()
            match typed:
                case "1":
                    return self._refusable(prompt, self._take)
                case "2":
                    return self._refusable(prompt, self.write_in_editor)
                case "3":
                    return Outcome(notices=[self._where_kept(place)])
                case "4" if not self._is_sure():
                    self.face.say("The text is still there.")
                case "4":
                    return self._refusable(prompt, self._delete)
                case _ if len(typed) > 1 and "/quit".startswith(typed):
                    return Outcome(quit=True)
            self.face.say("Type a number from 1 to 4.")

    def _is_sure(self) -> bool:
        """Return whether the official confirms the deletion of a text."""
        self.face.say(
            "Type yes to delete the text and its file for good; Enter leaves both as they are."
        )
        typed = self.face.read_line().strip()
        return typed.lower() == "yes"

    def write_in_editor(self, prompt: Prompt) -> Outcome:
        """Let the text at a prompt be written in the editor, and give it to the interview.

        Raises:
            Refusal: The text is not taken. It is kept in its file where it says something new.
        """
        if not self.face.is_interactive:
            raise Refusal("The editor needs a person at a terminal.")
        try:
            command = text_editor.command()
        except EditorFailedError as error:
            raise Refusal(str(error)) from None
        place, before = _place(prompt), self.face.not_entered_text or _before(prompt)
        if place not in self.kept.places():
            self._begun[place] = before
        path = self.kept.begin(place, f"{before}\n" if before else "")
        self._left.add((place, prompt.visit))
        try:
            with self.face.suspended():
                name = safe_text(str(path))
                self.face.say(f"Your text is in {name} until the report has it.", "dim")
                text_editor.edit(path, command)
            return self._take(prompt)
        except (EditorFailedError, Refusal) as refusal:
            raise Refusal(f"{refusal} {self._after_refusal(place)}") from None

    def _delete(self, prompt: Prompt) -> Outcome:
        self.kept.remove(_place(prompt))
        return Outcome(notices=["The text is deleted."])

    def _take(self, prompt: Prompt) -> Outcome:
        """Give the text in the file of a prompt to the interview."""
        place = _place(prompt)
        text = storable_text(self.kept.text(place))
        before = {_before(prompt), self._begun.get(place, "")}
        if not text.strip() or text.strip() in {line.strip() for line in before}:
            self._drop_unchanged(place)
            return Outcome(notices=["Nothing was changed in the editor."])
        outcome = self.interview.enter(Entry(Action.ANSWER, self.doubts.visible(text)))
        if outcome.refused:
            raise Refusal(outcome.refused)
        self.face.drop_typed()
        return outcome

    def _after_refusal(self, place: TextPlace) -> str:
        """Return a message about a text that is not taken: kept, or unchanged."""
        self._drop_unchanged(place)
        if place not in self.kept.places():
            return "The answer is as it was."
        return f"{self._where_kept(place)} /edit opens your text again."

    def _drop_unchanged(self, place: TextPlace) -> None:
        """Remove the file of a text in which nothing was written, or that the report has.

        A text that only waits in memory stays, such as a remark on an answer that is not given yet.
        """
        self.kept.settle(self.session.report.answers)
        begun = self._begun.get(place)
        is_unchanged = begun is not None and self.kept.says_only(place, begun)
        if is_unchanged or not self.kept.is_there(place):
            self.kept.remove(place)

    def _where_kept(self, place: TextPlace) -> str:
        return f"Your text is kept in {safe_text(str(self.kept.path(place)))}."

    @staticmethod
    def _refusable(prompt: Prompt, step: Callable[[Prompt], Outcome]) -> Outcome:
        try:
            return step(prompt)
        except Refusal as refusal:
            return Outcome(refused=str(refusal))

    def _show(self, place: TextPlace, take: str) -> None:
        """Show the beginning of a kept text, and the choices."""
        name = safe_text(str(self.kept.path(place)))
        self.face.say()
        self.face.say(
            f"You wrote this in your editor. It is not in the report yet, and is kept in {name}:",
            "bold",
        )
        try:
            shown = self.kept.text(place).splitlines()
        except Refusal as refusal:
            self.face.say(str(refusal), "red")
            shown = []
        for line in shown[:_LINES_SHOWN]:
            self.face.say(one_line(line, _WIDTH), "green", indent=2, hanging=2)
        if len(shown) > _LINES_SHOWN:
            self.face.say(f"({len(shown) - _LINES_SHOWN} more lines)", "dim", indent=2)
        for number, label in enumerate((take, *_CHOICES), 1):
            self.face.say(f"{number}  {label}", indent=2, hanging=3)
        self.face.say("Type a number from 1 to 4.", "dim")


def _place(prompt: Prompt) -> TextPlace:
    """Return the place of the text that a prompt asks for."""
    return TextPlace(prompt.question.id, prompt.step.name, prompt.step.entry)


def _before(prompt: Prompt) -> str:
    """Return the text that the answer to a prompt has already."""
    previous = prompt.step.previous
    return previous if isinstance(previous, str) else ""


def _how_to_reach(place: TextPlace) -> str:
    """Return how to get from the first step of a question to the place of a text."""
    if place.step == "note":
        return "Type /note, and it is offered."
    if place.entry:
        return f"Type change {place.entry}, go on with Enter, and it is offered."
    return "It is offered when that part of the question is asked."
