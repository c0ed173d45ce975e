"""A person at a terminal, whom a command asks something: as an interview asks its questions.

Each question has a screen of its own where the interview has screens, and is asked line by line
where the interview is lines. `/quit`, `?`, Esc and Ctrl-C do there what they do in the interview.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from checklist.answer_types.refusal import Refusal
from checklist.console.signals import stopping_on_signals
from checklist.interview.face import Enquiry, Face
from checklist.interview.user_commands import Action, Entry, bare_command, is_command, parse
from checklist.text.list_numbers import number_in_list
from checklist.text.messages import Message, Words, grouped, sentences, tr
from checklist.text.paragraphs import Line
from checklist.text.sanitize import safe_text

Answer = TypeVar("Answer")

_CHOOSING = Message(
    "Type the number of what you choose, or the beginning of its words, then Enter. On a "
    "full screen, ↑ and ↓ mark it, too. /quit stops."
)
_TYPING = Message("Type it on one line, then Enter. /quit stops.")
_NOT_HERE = Message("/{command} does not work here. ? explains the question, and /quit stops.")

_BARE = frozenset({Action.QUIT, Action.HELP})
"""The commands that are understood without `/`, too."""


class EnterAlone(Words):
    """What Enter alone does at a choice, in the sentence that says it."""

    NOTHING = "Type a number, then Enter. /quit stops."
    STOPS = "Type a number, then Enter; Enter alone stops. /quit stops."
    DECIDES_LATER = "Type a number, then Enter; Enter alone decides later. /quit stops."


def can_ask() -> bool:
    """Whether a person at a terminal can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def person_at_terminal() -> "Person | None":
    """Return the person who can be asked; None where nobody sits at a terminal."""
    if not can_ask():
        return None
    from checklist.commands.shared.interview_session import page_and_face  # most runs ask nothing

    return Person(page_and_face(plain=False)[1])


class Person:
    """A person, and the face on which the person is asked."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._said: list[Line] = []
        """What is shown above the next question."""
        self._is_open = False
        """Whether the terminal is taken."""
        self.has_stopped = False
        """Whether the person stopped at a question."""

    @contextmanager
    def opened(self, saved_in: Callable[[], Path | None] = lambda: None) -> Iterator[None]:
        """Take the terminal within the block, if the face needs it for itself.

        Args:
            saved_in: Returns the file in which all is saved, if any.

        Raises:
            StoppedBySignal: A signal stops the command. The terminal is as it was before.
        """
        if self._is_open:  # the terminal is given back, as it was, by the outer block alone
            yield
            return
        self._is_open = True
        try:
            with stopping_on_signals(), self._face.opened(saved_in):
                yield
        finally:
            self._is_open = False

    def say(self, *lines: Line | str) -> None:
        """Show paragraphs above the next question."""
        self._said += [Line(said) if isinstance(said, str) else said for said in lines]

    def leave(self, lines: Sequence[str]) -> None:
        """Leave paragraphs on the usual screen."""
        self._face.leave(lines)

    def tell(self) -> None:
        """Show what was said and stands above no question."""
        said, self._said = self._said, []
        for line in said:
            self._face.say(line.text, indent=line.indent, hanging=line.hanging)

    def read(self, lines: Sequence[Line]) -> None:
        """Show paragraphs until they are read. The first one is their title."""
        self._face.show_page(lines)

    def choose(
        self,
        title: str,
        choices: Sequence[str],
        *,
        above: Iterable[Line] = (),
        enter: EnterAlone = EnterAlone.NOTHING,
        explained: str = "",
        needs_number: bool = False,
    ) -> int:
        """Return the number of what a person chooses, from 1; 0 for Enter alone.

        Args:
            title: The question.
            choices: What can be chosen. The beginning of the words can be typed, too.
            above: What is to be read before.
            enter: What Enter alone does.
            explained: What `?` says besides, as sentences.
            needs_number: Whether Enter alone chooses nothing, and the question is asked again.

        Raises:
            EOFError: The person stops.
        """
        enquiry = self._enquiry(title, str(enter), above, choices)
        explained = sentences([explained, tr(_CHOOSING)])

        def number_of(typed: str) -> int:
            number = number_in_list(typed, len(choices)) or _begun_number(typed, choices)
            if (typed or needs_number) and not number:
                raise Refusal(tr("Type a number from 1 to {choices}.", grouped(len(choices))))
            return number

        return self._answer(enquiry, explained, number_of)

    def line(
        self,
        title: str,
        hint: str,
        read: Callable[[str], Answer],
        *,
        above: Iterable[Line] = (),
        choices: Sequence[str] = (),
        explained: str = "",
        undo: Callable[[], Answer] | None = None,
    ) -> Answer:
        """Return what the line stands for that a person types; the line is empty for Enter alone.

        Args:
            title: The question.
            hint: What can be typed.
            read: Returns the answer that a line stands for. It raises `Refusal` where the line is
                no answer.
            above: What is to be read before.
            choices: What is numbered among what can be typed.
            explained: What `?` says besides, as sentences.
            undo: Returns the answer that `/undo` stands for, or raises `Refusal`; None where it
                does nothing.

        Raises:
            EOFError: The person stops.
        """
        enquiry = self._enquiry(title, hint, above, choices)
        return self._answer(enquiry, sentences([explained, tr(_TYPING)]), read, undo)

    def _enquiry(
        self, title: str, hint: str, above: Iterable[Line], choices: Sequence[str]
    ) -> Enquiry:
        said, self._said = self._said, []
        shown = [safe_text(choice, multiline=True) for choice in choices]
        return Enquiry(safe_text(title), hint, above=[*said, *above], choices=shown)

    def _answer(
        self,
        enquiry: Enquiry,
        explained: str,
        read: Callable[[str], Answer],
        undo: Callable[[], Answer] | None = None,
    ) -> Answer:
        """Ask until what is typed is an answer. Commands are carried out."""
        message, refused = "", ""
        with self.opened():
            while True:
                self.has_stopped = True
                typed = self._face.ask(enquiry, message, refused).strip()
                self.has_stopped = False
                message, refused = explained, ""
                try:
                    entry = _entry(typed)
                    if entry.action is Action.QUIT:
                        self.has_stopped = True
                        raise EOFError
                    if entry.action is Action.ANSWER:
                        return read(entry.text)
                    if entry.action is Action.UNDO and undo is not None:
                        return undo()
                    if entry.action not in {Action.EXPLAIN, Action.HELP}:
                        raise Refusal(tr(_NOT_HERE, command=entry.action))
                except Refusal as refusal:
                    message, refused = str(refusal), typed or " "


def _entry(typed: str) -> Entry:
    """Return what a line is: a command of the interview, or an answer.

    Without `/`, only words that stop or explain are commands: others can be an answer.
    """
    bare = None if is_command(typed) else bare_command(typed)
    return bare if bare is not None and bare.action in _BARE else parse(typed)


def _begun_number(typed: str, words: Sequence[str]) -> int:
    """Return the number of the only words that begin as what was typed; 0 without such words."""
    text = typed.casefold()
    begun = [n for n, name in enumerate(words, 1) if text and name.casefold().startswith(text)]
    return begun[0] if len(begun) == 1 else 0
