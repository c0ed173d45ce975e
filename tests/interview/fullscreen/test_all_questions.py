"""Every question that ships, in each language, at every row and part, on seven sizes."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

import pytest

from checklist.interview.engine import Interview
from checklist.interview.fullscreen.frame import Frame, frame
from checklist.interview.fullscreen.list_lines import told_apart
from checklist.interview.fullscreen.question_model import question_model
from checklist.interview.fullscreen.view import Position, View
from checklist.interview.screen_model import Model
from checklist.interview.user_commands import parse
from checklist.questionnaire.loading import in_language, shipped
from checklist.questionnaire.program_texts import speak_language, spoken
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.questionnaire.translation_files import languages_of
from checklist.reports.report import Report
from checklist.text.messages import speak, tr
from checklist.text.text_field import TextField
from checklist.text.wrapping import width_of
from tests.acceptance.entries import Strategy, everything, last_options
from tests.interview.fullscreen.sizes import SIZES

SHIPPED = shipped()
STRATEGIES: Mapping[str, Strategy] = {"first": everything(), "last": last_options}
IN_TURN = {"grid", "form"}
"""Kinds of screens on which each row or field comes to hand, and is then seen."""


def views(strategy: Strategy, questionnaire: Questionnaire = SHIPPED) -> Iterator[View]:
    report = Report.begin(questionnaire, "SYC", date(2026, 1, 1))
    interview = Interview(questionnaire, report, in_any_order=True)
    while not interview.at_end:
        prompt = interview.prompt()
        yield View.of(prompt, interview)
        entry = "" if prompt.step.closing else strategy(prompt)
        refused = interview.enter(parse(entry)).refused
        assert not refused, f"{prompt.question.id}/{prompt.step.name}: {entry!r}: {refused}"


@pytest.fixture(scope="module", params=["en-first", "en-last", "fr-first", "fr-last"])
def all_views(request: pytest.FixtureRequest) -> Iterator[list[View]]:
    language, strategy = request.param.split("-")
    with spoken(language):
        yield [*views(STRATEGIES[strategy], in_language(SHIPPED, language))]


def marks(view: View) -> list[int | None]:
    """Return the options that can be at hand on the screen of a step."""
    number = len(view.prompt.step.options)
    return [None, *range(number)] if view.kind == "options" else [None]


@pytest.mark.sampled
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nothing_is_lost_and_no_line_is_too_wide(
    all_views: list[View], width: int, height: int
) -> None:
    for view in all_views:
        name = f"{view.prompt.question.id}/{view.prompt.step.name}"
        seen: set[int] = set()
        for at in marks(view):
            one = question_model(view, Position(at=at), TextField())
            laid_out = frame(one, width, height)
            seen |= laid_out.seen

            assert laid_out.lost == [], name
            assert len(laid_out.lines) == height, name
            assert all(
                width_of("".join(text for _, text in line)) <= width for line in laid_out.lines
            ), name
            shown = " ".join("".join(text for _, text in line) for line in laid_out.lines)
            words = "".join(shown.split())
            assert all("".join(piece.split()) in words for piece in one.title.split()), name
            if one.at is not None:
                assert len(one.texts) + one.at in laid_out.seen, name
        for scroll in range(laid_out.height_of_list):
            if len(seen) == len(one.texts) + len(one.items) or view.kind in IN_TURN:
                break
            seen |= frame(
                question_model(view, Position(scroll=scroll), TextField()), width, height
            ).seen
        if view.kind not in IN_TURN:
            assert seen == set(range(len(one.texts) + len(one.items))), name


def test_every_question_and_row_was_shown(all_views: list[View]) -> None:
    rows = {
        (view.prompt.question.id, field.name)
        for view in all_views
        if view.kind == "grid"
        for field in view.fields
    }
    shown = {(view.prompt.question.id, view.prompt.step.name) for view in all_views}

    assert len({view.prompt.question.id for view in all_views}) > 50
    assert rows
    assert {question for question, _ in rows} <= {question for question, _ in shown}


def keys_of(laid_out: Frame) -> list[str]:
    return [text for style, text in laid_out.lines[-1] if style == "bold"]


@pytest.mark.sampled
@pytest.mark.parametrize(("width", "height"), [(60, 20), (80, 24)])
@pytest.mark.parametrize("begun", [everything, lambda: last_options], ids=["first", "last"])
@pytest.mark.parametrize("language", ["fr", "es"])
def test_long_words_have_room_for_what_decides_and_for_as_many_keys_as_english(
    language: str, begun: Callable[[], Strategy], width: int, height: int
) -> None:
    def laid_out(view: View) -> tuple[Model, Frame]:
        model = question_model(view, Position(), TextField())
        return model, frame(model, width, height)

    english = [len(keys_of(laid_out(view)[1])) for view in views(begun())]
    try:
        speak_language(language)
        asked = in_language(SHIPPED, language)
        for view, fewest in zip(views(begun(), asked), english, strict=True):
            name = f"{view.prompt.question.id}/{view.prompt.step.name}"
            model, screen = laid_out(view)
            lines = ["".join(text for _, text in line) for line in screen.lines]
            words = "".join("".join(lines).split())

            assert screen.lost == [], name
            assert len(lines) == height, name
            assert all(width_of(line) <= width for line in lines), name
            assert len(keys_of(screen)) >= fewest, name
            if screen.hides_options:
                assert any(tr("▼ {after} more", "").strip()[0] in line for line in lines), name
            else:
                assert all("".join(one.label.split()) in words for one in model.options), name
    finally:
        speak("en", {})


@pytest.mark.parametrize("width", [28, 34, 36])
def test_rows_are_told_apart_in_each_language(width: int) -> None:
    assert SHIPPED.folder is not None
    for language in languages_of(SHIPPED.folder):
        for question in in_language(SHIPPED, language).questions.values():
            labels = [row.label for row in question.answer_type.listed_rows()]
            short = told_apart(labels, width)

            assert len({*short}) == len(labels), f"{language}: {question.id}"
            assert all(width_of(label) <= width for label in short), f"{language}: {question.id}"
            numbered = [f"{number:>2} {label}" for number, label in enumerate(labels, 1)]
            assert [label[3:] for label in told_apart(numbered, width + 3)] == [*short]
