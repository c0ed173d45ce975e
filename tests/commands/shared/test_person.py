"""What a command asks a person: choices by number, and lines."""

import pytest

from checklist.answer_types.interface import Refusal
from checklist.commands.shared.person import EnterAlone, Person
from tests.support.typed_person import TypedFace, typed

LABELS = ("Yes, with its name", "Yes, without its name", "No")


@pytest.mark.parametrize(
    ("entry", "chosen"), [("2", 2), ("n", 3), ("NO", 3), ("yes, without", 2), ("", 0)]
)
def test_a_number_or_the_beginning_of_one_option_chooses(entry: str, chosen: int) -> None:
    assert typed(entry).choose("Which?", LABELS) == chosen


@pytest.mark.parametrize("entry", ["y", "4", "0", "maybe", "//1"])
def test_what_names_no_option_or_two_is_asked_again(entry: str) -> None:
    face = TypedFace([entry, "3"])

    assert Person(face).choose("Which?", LABELS) == 3
    assert face.messages == ["", "Type a number from 1 to 3."]


@pytest.mark.parametrize("entry", ["/quit", "/q", "quit", "exit"])
def test_the_command_that_stops_chooses_nothing(entry: str) -> None:
    face = TypedFace(["/next", entry])
    person = Person(face)

    with pytest.raises(EOFError):
        person.choose("Which?", LABELS)

    assert person.has_stopped
    assert "`/next` does not work here" in face.messages[1].replace("/next", "`/next`")


@pytest.mark.parametrize("entry", ["?", "/", "help"])
def test_a_question_is_explained_and_asked_again(entry: str) -> None:
    face = TypedFace([entry, "a name"])

    assert Person(face).line("Who?", "", str, explained="The minister.") == "a name"
    assert face.messages[1].startswith("The minister. ")


def test_a_line_that_is_refused_is_asked_again_and_other_words_are_an_answer() -> None:
    def read(text: str) -> str:
        if text == "wrong":
            raise Refusal("This is wrong.")
        return text

    face = TypedFace(["wrong", "next"])

    assert Person(face).line("Who?", "", read) == "next"
    assert face.messages == ["", "This is wrong."]


def test_the_hint_says_once_what_enter_alone_does() -> None:
    face = TypedFace([""])

    assert Person(face).choose("Which?", LABELS, enter=EnterAlone.STOPS) == 0
    assert face.asked[0].hint == "Type a number, then Enter; Enter alone stops. /quit stops."
