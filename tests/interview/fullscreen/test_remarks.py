"""What decides an answer is never hidden by remarks, or by what is only related."""

from dataclasses import replace

import pytest

from checklist.interview.engine import Interview
from checklist.interview.fullscreen.frame import Frame, frame
from checklist.interview.fullscreen.question_model import question_model
from checklist.interview.fullscreen.view import Position, View
from checklist.interview.prompt import Outcome, Related
from checklist.interview.requested_texts import requested
from checklist.interview.user_commands import Action, parse
from checklist.text.text_field import TextField
from tests.acceptance.entries import everything
from tests.interview.fullscreen.test_all_questions import SHIPPED, views
from tests.support import tiny

REMARKS = [
    "Please look again: Articles of a convention are named here, and the question on its status "
    "says that your State is not a party to it. Check both answers, or explain them in a note.\n"
    "2.2 What is your State's status under that convention? (Not signed, and not a party)\n"
    "4.4 Which articles can your authorities rely on? (Laundering; Liability of legal persons)",
    "To correct: There is no provision at all, and two points of it are settled. Check both.\n"
    "4.1 How does the criminal law of your State deal with trafficking? (No provision)",
    "Evidence is needed because a law can show the answer, and there is none.",
]
FIRST = [view for view in views(everything()) if view.prompt.is_first]


def shown(view: View, *, remarks: bool = False, related: bool = False) -> Frame:
    other = SHIPPED.questions[view.prompt.question.id]
    line = "A line of words that stand for the answer to another question of the part"
    prompt = view.prompt._replace(
        findings=REMARKS if remarks else (),
        related=Related(other, "6.1", line) if related else None,
    )
    return frame(question_model(replace(view, prompt=prompt), Position(), TextField()), 80, 24)


def text(of: Frame) -> str:
    return "\n".join("".join(part for _, part in line) for line in of.lines)


def hidden(view: View, laid_out: Frame) -> list[str]:
    """Return the options that are not on the screen as a whole."""
    words = "".join(text(laid_out).split())
    number = len(view.prompt.step.options)
    places = [n for n in range(1, number + 1) if f"{n}" not in words]
    return [str(n) for n in places] or (["▼"] if "▼" in words and view.kind == "options" else [])


def test_no_remark_hides_an_option() -> None:
    asked = [view for view in FIRST if view.kind in {"options", "grid"}]
    alone = {view.frame.number: hidden(view, shown(view)) for view in asked}
    remarked = {view.frame.number: hidden(view, shown(view, remarks=True)) for view in asked}

    assert len(asked) > 50
    assert [number for number, one in alone.items() if one] == []
    assert [number for number, one in remarked.items() if one] == []


def test_remarks_stand_whole_where_they_have_room_and_else_say_where() -> None:
    for view in FIRST:
        screen = text(shown(view, remarks=True))

        assert "Evidence is needed because" in screen or "? shows all" in screen, view.frame.number
        assert "look again: Articles of a convention" in screen, view.frame.number


def test_guidance_is_cut_only_where_nothing_related_stands() -> None:
    cut = []
    for view in FIRST:
        screen = text(shown(view, related=True))
        if "? shows all" in screen:
            cut.append(view.frame.number)
            assert "Related, 6.1" not in screen, view.frame.number

    assert {*cut} <= {view.frame.number for view in FIRST if "? shows all" in text(shown(view))}


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
def test_the_question_mark_shows_remarks_first(size: tuple[int, int]) -> None:
    question = {"id": "plan", "type": "yes-no", "guidance": "A rule."}
    report = tiny.report(tiny.questionnaire([question]), {"plan": {"value": "affirmative"}})
    interview = Interview(
        tiny.questionnaire([question]), report, findings=lambda _: {"plan": REMARKS}
    )
    interview.enter(parse("/goto plan"))
    lines = requested(Outcome(shown=Action.EXPLAIN), interview)

    labels = [line.text for line in lines if line.text]
    assert labels[0].startswith("Please look again")
    assert labels.index("A rule.") > labels.index(REMARKS[-1])
