"""The State is asked on a screen of its own, before there is a report."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest

from checklist.commands.shared.person import Person
from checklist.interview.fullscreen.face import ScreenFace
from checklist.interview.open_report import ask_state
from checklist.questionnaire.program_texts import spoken
from checklist.text.paragraphs import Line
from tests.interview.fullscreen.test_face import NAMED
from tests.support.pages import flat
from tests.support.two_faces import Keys, SilentFace

YES = ("1", "enter")
"""The keys that confirm the State."""


class Asked:
    """The State is asked, and keys are pressed."""

    def __init__(
        self, keys: Sequence[str], here: Sequence[Path] = (), above: Sequence[Line] = ()
    ) -> None:
        self.screens: list[str] = []
        self.terminal = Keys()
        self.terminal.keys = self._pressed(keys)
        self.answer: str | Path | None = None
        with ExitStack() as held:
            face = ScreenFace(self.terminal, SilentFace(iter(())))
            try:
                self.answer = ask_state(face, held, here, above)
            except KeyboardInterrupt:
                self.screens.append(self.terminal.text())
            self.was_taken = self.terminal.is_taken

    def _pressed(self, keys: Sequence[str]) -> Iterator[tuple[str, str]]:
        for key in keys:
            self.screens.append(self.terminal.text())
            yield (key, "") if key in NAMED else ("paste" if len(key) > 1 else "character", key)


def test_the_state_is_asked_on_the_screen_which_stays_taken_for_the_interview() -> None:
    asked = Asked(["Norway", "enter", *YES])

    assert "Which State reports?" in asked.screens[0]
    assert asked.answer == "NOR"
    assert asked.was_taken
    assert not asked.terminal.is_taken


def test_where_a_state_is_confirmed_the_keys_that_choose_are_shown_and_none_that_search() -> None:
    screens = Asked(["Norway", "enter", *YES]).screens

    (confirming,) = [one for one in screens if "is this right?" in one][:1]
    assert "1–2 choose" in flat(confirming)
    assert "letters" not in confirming
    assert "letters search" in flat(screens[0])


def test_a_state_is_confirmed_by_the_word_of_each_language() -> None:
    assert Asked(["Norway", "enter", "oui", "enter"]).answer == "NOR"
    assert "Which State reports?" in Asked(["Norway", "enter", "non", "enter"]).screens[-1]


def test_keys_have_the_names_of_the_language() -> None:
    with spoken("fr"):
        screen = flat(Asked(["Norvège", "enter"]).screens[-1])

    assert "Entrée accepter" in screen
    assert "Enter" not in screen


@pytest.mark.parametrize("help_", ["?", "/?"])
def test_help_where_a_state_is_confirmed_explains_and_asks_the_same_again(help_: str) -> None:
    asked = Asked(["Austria", "enter", help_, "enter", "1", "enter"])

    explained = asked.screens[4]
    assert "Austria (AUT): is this right?" in explained
    assert "Type 1 if Austria (AUT) reports" in flat(explained)
    assert asked.answer == "AUT"


def test_before_anything_is_typed_all_states_are_listed_with_their_codes() -> None:
    screen = Asked([]).screens[-1]

    assert "Afghanistan" in screen
    assert "AFG" in screen
    assert "more" in screen


def test_typing_filters_and_an_arrow_chooses() -> None:
    asked = Asked(["Guin", "down", "down", "enter", *YES])

    assert "Afghanistan" not in asked.screens[1]
    assert "Guinea-Bissau" in asked.screens[1]
    assert asked.answer == "GNB"


@pytest.mark.parametrize("keys", [["Norw", "enter"], ["norw", "tab", "enter"], ["nor", "enter"]])
def test_a_name_that_is_clear_needs_no_more_letters(keys: list[str]) -> None:
    assert Asked([*keys, *YES]).answer == "NOR"


def test_a_misspelt_state_lists_those_that_are_spelt_nearly_so() -> None:
    asked = Asked(["Kenyia", "enter", "down", "enter", *YES])

    assert "Kenya KEN ────" in flat(asked.screens[1])
    assert "Did you mean Kenya (KEN)?" in flat(asked.screens[2])
    assert "Kenya KEN !" in flat(asked.screens[2])
    assert asked.answer == "KEN"


def test_a_search_that_finds_no_state_says_so() -> None:
    asked = Asked(["Atlantis", "enter", "y"])

    assert "Nothing in the list has these letters." in flat(asked.screens[1])
    assert "Nothing in the list" not in asked.screens[0]
    assert "`Atlantis` is not the name or code of a State." in flat(asked.screens[2])


def test_a_refused_name_is_replaced_by_the_next_character() -> None:
    asked = Asked(["norwy", "enter", "S", "WE", "enter", *YES])

    assert "is not the name or code of a State. Did you mean Norway" in asked.screens[2]
    assert "> norwy" in asked.screens[2]
    assert asked.answer == "SWE"


def test_a_refused_name_can_be_edited() -> None:
    assert Asked(["norwy", "enter", "backspace", "ay", "enter", *YES]).answer == "NOR"


def test_a_held_enter_chooses_no_state() -> None:
    assert Asked(["enter"] * 5).answer is None


@pytest.mark.parametrize("keys", [["2", "enter"], ["down", "down", "enter"]])
def test_a_draft_is_chosen_by_its_number_or_an_arrow(keys: list[str]) -> None:
    drafts = [Path("report-NOR.yaml"), Path("report-SWE.yaml")]
    asked = Asked(keys, drafts, [Line("There are several drafts in this folder:")])

    assert "There are several drafts in this folder:" in asked.screens[0]
    assert " 2 report-SWE.yaml" in asked.screens[0]
    assert asked.answer == Path("report-SWE.yaml")


def test_another_state_can_be_typed_next_to_drafts() -> None:
    assert Asked(["Fiji", "enter", *YES], [Path("a.yaml"), Path("b.yaml")]).answer == "FJI"


def test_quit_leaves() -> None:
    with pytest.raises(EOFError):
        Asked(["/quit", "enter"])


def test_help_is_no_mistake() -> None:
    screen = Asked(["/", "enter"]).screens[-1]

    assert "Type the State that reports as it is usually called" in screen
    assert "> /help" not in screen


def test_the_message_on_a_refused_name_goes_while_another_is_typed() -> None:
    asked = Asked(["moldaviia", "enter", "M", "o"])

    assert "`moldaviia` is not the name" in asked.screens[2]
    assert "moldavia" not in asked.screens[3]
    assert "moldavia" not in asked.screens[4]


def test_choices_stay_on_the_screen_whatever_is_typed_and_refused() -> None:
    terminal = Keys()
    person = Person(ScreenFace(terminal, SilentFace(iter(()))))
    terminal.keys = iter([("paste", "A. Minister"), ("enter", "")])

    with pytest.raises(KeyboardInterrupt):
        person.choose("May it be published?", ["Yes", "No"], above=[Line("You decide.")])

    shown = terminal.text()
    assert "Type a number from 1 to 2." in shown
    assert "1 Yes" in shown
    assert "2 No" in shown
    assert "You decide." in shown


def test_what_stands_above_scrolls_and_the_choices_stay_in_sight() -> None:
    terminal = Keys()
    person = Person(ScreenFace(terminal, SilentFace(iter(()))))
    terminal.keys = iter([("page-down", ""), ("page-down", "")])
    above = [Line(f"Paragraph {number}.") for number in range(1, 61)]

    with pytest.raises(KeyboardInterrupt):
        person.choose("What now?", ["Go on", "Stop"], above=above)

    shown = terminal.text()
    assert "Paragraph 1." not in shown
    assert "▲" in shown
    assert "▼" in shown
    assert "2 Stop" in shown
