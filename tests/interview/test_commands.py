"""Every command, at every answer type, wherever an interview can be."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from checklist.interview.engine import Interview
from checklist.interview.user_commands import COMMANDS, Action, parse
from tests.answer_types.samples import SAMPLES
from tests.support.tiny import QuestionData, asked, interview, questionnaire, say

TYPES: Mapping[str, tuple[QuestionData, Sequence[str], Any]] = {
    repr(sample): ({**sample.given.keys}, sample.given.entries, sample.given.values[0])
    for sample in reversed(SAMPLES)
}
"""By answer type: the keys of a question, entries that answer it, and their value."""

LINES = [
    *(f"/{action}" for action in COMMANDS),
    "/goto other",
    "/goto closing",
    "/goto nowhere",
    "/list basics",
    "/find about",
    "/find zebra",
    "/list nowhere",
    "/unknown 1",
    "/unknown* 1",
    "/unknown 9",
    "/na 1",
    "/decline Not now.",
    "/note Mind this.",
    "/clear other",
    "?",
]
OTHERS: dict[str, Any] = {"other": {"value": "affirmative"}, "last": {"value": 3}}

PLACES = {
    "at its beginning": [],
    "among its parts": None,
    "at the reasons of a missing answer": ["/unknown"],
}
"""Where a command is typed, by the lines that lead there; None: the first entry of an answer."""


def all_about(kind: str) -> Interview:
    """Return an interview with a question of this type that is not answered, between others."""
    keys, _, _ = TYPES[kind]
    asks = questionnaire(
        [{"id": "other", "type": "yes-no"}, {"id": "it", "type": kind, **keys}],
        [{"id": "last", "type": "integer"}],
    )
    one = interview(asks, OTHERS)
    say(one, "/goto it")
    return one


def place(of: Interview) -> object:
    return asked(of), None if of.at_end else of.prompt().step.ask


@pytest.mark.parametrize("kind", TYPES)
def test_every_answer_type_is_answered_and_the_interview_goes_on(kind: str) -> None:
    _, entries, value = TYPES[kind]
    one = all_about(kind)

    outcome = say(one, *entries)

    assert outcome.refused == ""
    assert one.report.answers == {**OTHERS, "it": {"value": value}}
    assert one.at_end


@pytest.mark.parametrize("kind", TYPES)
def test_enter_keeps_every_part_of_an_answer_of_every_type(kind: str) -> None:
    _, entries, value = TYPES[kind]
    one = all_about(kind)
    say(one, *entries, "/goto it")

    while asked(one).startswith("it/"):
        assert not say(one, "").refused

    assert one.report.answers["it"] == {"value": value}


@pytest.mark.parametrize("kind", TYPES)
def test_a_carried_answer_of_every_type_is_confirmed_as_a_whole_or_dropped(kind: str) -> None:
    _, _, value = TYPES[kind]
    carried = {"value": value, "note": "As before.", "carried": True}
    confirmed, dropped = all_about(kind), all_about(kind)
    for one in (confirmed, dropped):
        one.adopt(interview(one.questionnaire, {**OTHERS, "it": carried}).report)
        assert not one.path.is_answered("it")

    say(confirmed, "")
    say(dropped, "/clear")

    assert confirmed.report.answers["it"] == {"value": value, "note": "As before."}
    assert "it" not in dropped.report.answers


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("line", LINES)
def test_no_command_changes_another_answer_or_hinders_the_current_one(line: str, kind: str) -> None:
    _, entries, value = TYPES[kind]
    for there, typed in PLACES.items():
        one = all_about(kind)
        say(one, *([entries[0]] if typed is None else typed))
        where, before = place(one), one.report

        outcome = say(one, line)

        if outcome.refused:
            assert (place(one), one.report) == (where, before), there
        assert outcome.changed or one.report is before, there
        assert {i: a for i, a in one.report.answers.items() if i != "it"} == OTHERS, there
        say(one, "/goto it")
        if "it" in one.report.answers:
            say(one, "/clear")
        assert not say(one, *entries).refused, there
        assert one.report.answers["it"]["value"] == value, there


# What each command does at the end, and in the middle of a dialogue

END = "All questions have been asked."

AT_END = [
    ("/back", "last/value"),
    ("/next", END),
    ("/goto other", "other/value"),
    ("/goto row 1", END),
    ("/list", Action.LIST),
    ("/list basics", Action.LIST),
    ("/find about", Action.FIND),
    ("/unknown", END),
    ("/na", END),
    ("/decline", END),
    ("/clear", END),
    ("/note Mind this.", END),
    ("/evidence law 1", END),
    ("/confidential", END),
    ("/undo", "There is no change"),
    ("/quit", "end"),
]
IN_DIALOGUE = [
    ("/back", "it/value"),
    ("/next", "end"),
    ("/goto other", "other/value"),
    ("/goto row 1", "There is no part `1`"),
    ("/list", Action.LIST),
    ("/find about", Action.FIND),
    ("/unknown", "it/reason"),
    ("/na", "it/reason"),
    ("/decline", "it/note"),
    ("/clear", "Type /back first"),
    ("/note Mind this.", "it/value"),
    ("/evidence law 1", "There are no rows here"),
    ("/confidential", "it/value"),
    ("/undo", "There is no change"),
    ("/quit", "it/reason"),
]
"""What a line does: what it shows, where it goes, or the words by which it is refused."""


def test_no_command_is_left_out() -> None:
    for cases in (AT_END, IN_DIALOGUE):
        told = {parse(line).action for line, _ in cases}
        assert told == COMMANDS.keys(), "add what it does to AT_END and IN_DIALOGUE"


@pytest.mark.parametrize(("line", "does"), AT_END)
def test_every_command_does_what_it_can_at_the_end(line: str, does: str | Action) -> None:
    one = all_about("text")
    say(one, "/next", "/next")
    assert one.at_end

    _assert_does(one, line, does, "end")


@pytest.mark.parametrize(("line", "does"), IN_DIALOGUE)
def test_every_command_does_what_it_can_inside_a_dialogue(line: str, does: str | Action) -> None:
    one = all_about("text")
    say(one, "/unknown")
    assert asked(one) == "it/reason"

    _assert_does(one, line, does, "it/reason")


def _assert_does(one: Interview, line: str, does: str | Action, here: str) -> None:
    before = one.report

    outcome = say(one, line)

    assert one.report is before
    assert outcome.quit is (parse(line).action is Action.QUIT)
    if isinstance(does, Action):
        assert (outcome.shown, asked(one)) == (does, here)
    elif " " in does:
        assert outcome.refused.startswith(does)
        assert asked(one) == here
    else:
        assert outcome.refused == ""
        assert asked(one) == does


# Into dialogues and out of them


@pytest.mark.parametrize("into", ["/unknown", "/na", "/decline"])
def test_back_leads_out_of_every_dialogue_to_where_it_began(into: str) -> None:
    one = all_about("implementation")
    say(one, "partly", "1", "/back", "/back")
    assert asked(one) == "it/status"

    say(one, into)
    assert place(one) != ("it/status", "")
    say(one, "/back")

    assert asked(one) == "it/status"


def test_a_dialogue_in_the_middle_of_an_answer_leads_back_into_it() -> None:
    one = all_about("implementation")
    say(one, "partly", "1", "The law.")

    say(one, "/note")
    assert asked(one) != "it/practice"
    say(one, "/back", "It is applied.", "")

    assert one.report.answers["it"]["value"] == {
        "status": "partly-implemented",
        "partly": ["law-only"],
        "law": "The law.",
        "practice": "It is applied.",
    }


def test_goto_leads_out_of_a_dialogue_and_its_answer_is_given_up() -> None:
    one = all_about("text")

    say(one, "/unknown", "other", "/goto last", "/goto it")

    assert asked(one) == "it/value"
    assert one.report.answers == OTHERS
