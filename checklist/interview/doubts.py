"""What is asked about an entry before it is taken, once: it may not be what was meant."""

import re
from dataclasses import dataclass

from checklist.answer_types.interface import Refusal
from checklist.interview.face import Enquiry, Face
from checklist.interview.prompt import Prompt
from checklist.interview.user_commands import Action, Entry, is_command_word
from checklist.text.messages import semicolons, tr, trn
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
