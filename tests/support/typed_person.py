"""A person whose entries are known before a command asks."""

import sys
from collections.abc import Sequence

from checklist.commands.shared.person import Person
from checklist.interview.face import Enquiry
from checklist.text.paragraphs import Line
from tests.support.two_faces import SilentFace


class TypedFace(SilentFace):
    """A face that types entries, keeps what it is given to show, and prints it."""

    def __init__(self, entries: Sequence[str]) -> None:
        super().__init__(iter(entries))
        self.messages: list[str] = []
        """What was said to each entry before."""
        self.asked: list[Enquiry] = []
        self.pages: list[Sequence[Line]] = []

    def ask(self, enquiry: Enquiry, message: str = "", refused: str = "") -> str:
        self.messages.append(message)
        self.asked.append(enquiry)
        choices = [f"{number}  {words}" for number, words in enumerate(enquiry.choices, 1)]
        above = [line.text for line in enquiry.above]
        print(*above, enquiry.title, *choices, enquiry.hint, sep="\n", file=sys.stderr)
        return self.read_entry(None)

    def say(self, text: str = "", style: str = "", *, indent: int = 0, hanging: int = 0) -> None:
        print(text, file=sys.stderr)

    def show_page(self, lines: Sequence[Line]) -> None:
        self.pages.append(lines)


def typed(*entries: str) -> Person:
    """Return a person who types these entries, one at each question."""
    return Person(TypedFace(entries))
