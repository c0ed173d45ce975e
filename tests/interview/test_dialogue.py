from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.answer_types.interface import Missing, Option, Step, Steps, Value
from checklist.interview.dialogue import Dialogue

COLOURS = [Option(code="red", label="Red"), Option(code="blue", label="Blue")]


def dialogue(*steps: Step) -> Dialogue[Value]:
    """Return a dialogue that asks these steps, and makes a list of the replies."""

    def begin() -> Steps:
        replies = []
        for step in steps:
            replies.append((yield step))
        return replies

    return Dialogue(begin, lambda value: value)


def test_each_reply_leads_to_the_next_step_and_the_last_one_to_the_value() -> None:
    one = dialogue(Step("first"), Step("second"))

    assert one.send("x") == (False, None)
    assert one.step.name == "second"
    assert one.send("y") == (True, ["x", "y"])


def test_going_back_asks_the_step_before_and_offers_its_reply() -> None:
    one = dialogue(Step("colour", options=COLOURS), Step("second"))

    one.send("red")
    one.back()

    assert one.replies == []
    assert (one.step.name, one.step.previous, one.step.previous_text) == ("colour", "red", "Red")


def test_several_codes_are_offered_with_their_labels() -> None:
    one = dialogue(Step("colours", options=COLOURS, several=True), Step("second"))

    one.send(["red", "blue"])
    one.back()

    assert (one.step.previous, one.step.previous_text) == (["red", "blue"], "Red; Blue")


def test_a_reply_is_offered_in_place_of_what_was_there_before() -> None:
    one = dialogue(Step("name", previous="Anna", previous_text="Anna"), Step("second"))

    one.send("Berta")
    one.back()

    assert (one.step.previous, one.step.previous_text) == ("Berta", "Berta")


def test_what_was_taken_away_is_not_offered() -> None:
    first = Step("name", previous="Anna", previous_text="Anna", required=False)
    one = dialogue(first, Step("second"))

    one.send(None)
    one.back()

    assert (one.step.previous, one.step.previous_text) == (None, "")


def test_a_missing_answer_is_offered_for_its_own_place_alone() -> None:
    one = dialogue(Step("police", previous="trained"), Step("second"))

    answer = {"missing": "declined", "note": "Secret"}
    one.send(Missing(answer, for_the_rest=True))
    one.back()

    assert one.step.previous == Missing(answer)


def test_all_replies_that_were_taken_back_are_offered_on_the_way_forward() -> None:
    one = dialogue(Step("first"), Step("second", previous="old"), Step("third"))

    one.send("x")
    one.send("y")
    one.back()
    one.back()
    one.send("z")

    assert (one.step.name, one.step.previous) == ("second", "y")


def test_a_reply_is_not_offered_at_a_step_that_asks_for_something_else() -> None:
    def begin() -> Steps:
        first = yield Step("first")
        yield Step(f"about {first}")
        yield Step("last")

    one = Dialogue(begin, lambda value: value)
    one.send("x")
    one.send("y")
    one.back()
    one.back()
    one.send("z")

    assert (one.step.name, one.step.previous) == ("about z", None)


def test_a_reply_that_is_no_entry_is_not_offered() -> None:
    one = dialogue(Step("name"), Step("second"))

    one.send(None)
    one.back()

    assert one.step.previous is None


def test_enter_keeps_what_is_offered_whatever_else_it_does_at_this_step() -> None:
    one = dialogue(Step("name", enter="Enter says that the list is complete."), Step("second"))

    one.send("x-law")
    one.back()

    assert one.step.enter == ""


def test_other_steps_go_on_at_the_same_place() -> None:
    one = dialogue(Step("first"), Step("second"))
    one.send("x")

    one.restart(dialogue(Step("first"), Step("second", previous="other")).begin)

    assert (one.step.name, one.step.previous) == ("second", "other")
    assert one.send("y") == (True, ["x", "y"])


@pytest.mark.thorough
@given(st.lists(st.text(), min_size=1, max_size=6), st.data())
def test_going_back_and_giving_the_same_replies_again_makes_the_same_value(
    replies: Sequence[str], data: st.DataObject
) -> None:
    one = dialogue(*(Step(str(number)) for number in range(len(replies) + 1)))
    for reply in replies:
        one.send(reply)
    at = data.draw(st.integers(0, len(replies) - 1))

    for _ in replies[at:]:
        one.back()
    assert one.step.name == str(at)
    for reply in replies[at:]:
        one.send(reply)

    assert one.send("last") == (True, [*replies, "last"])
