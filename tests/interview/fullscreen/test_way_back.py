"""The way back to another question is told once, and never in place of guidance."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

import pytest

from checklist.interview.engine import Interview
from checklist.interview.fullscreen.check_screens import Messages, hides_nothing
from checklist.interview.fullscreen.frame import frame
from checklist.interview.fullscreen.question_model import question_model
from checklist.interview.fullscreen.view import Position, View
from checklist.interview.position import COMES_BACK
from checklist.interview.screen_model import Item, Model
from checklist.interview.user_commands import parse
from checklist.questionnaire.loading import in_language, shipped
from checklist.questionnaire.program_texts import spoken
from checklist.reports.report import Report
from checklist.text.messages import tr
from checklist.text.text_field import TextField


def test_the_way_back_is_told_once() -> None:
    messages = Messages()
    for number in ("4.1", "4.3", "4.1"):
        messages.say(tr(COMES_BACK, number), "warn")

    messages.place(54, lambda shown: True)

    assert [item.label for item in messages.shown] == ["You come back to 4.1 afterwards."]


def test_the_way_back_needs_no_screen_of_its_own() -> None:
    messages = Messages()
    messages.say(tr(COMES_BACK, "4.1"), "warn")

    assert messages.place(54, lambda shown: not shown) == []
    assert messages.shown == []


def _fits(
    model: Callable[[Sequence[Item]], Model], size: tuple[int, int], messages: Sequence[Item]
) -> bool:
    return hides_nothing(model(messages), size)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
def test_guidance_stays_whatever_question_is_gone_to(language: str, size: tuple[int, int]) -> None:
    questionnaire = in_language(shipped(), language)
    report = Report.begin(questionnaire, "SYC", date(2026, 1, 1))
    interview = Interview(questionnaire, report, in_any_order=True)
    with spoken(language):
        for number in questionnaire.numbers.values():
            interview.enter(parse(f"/goto {number}"))
            view = View.of(interview.prompt(), interview)
            model = partial(question_model, view, Position(), TextField())
            messages = Messages()
            messages.say(tr(COMES_BACK, "4.1"), "warn")
            messages.place(size[0] - 7, partial(_fits, model, size))
            alone, shown = frame(model(), *size), frame(model(messages.shown), *size)

            assert not shown.hides_guidance, number
            assert shown.hides_options == alone.hides_options, number
