"""At 80 by 24, no option is hidden and what decides is seen, whatever remarks a question has."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from checklist.interview.engine import Interview
from checklist.interview.fullscreen.frame import frame
from checklist.interview.fullscreen.question_model import question_model
from checklist.interview.fullscreen.view import Position, View
from checklist.interview.screen_model import Model
from checklist.interview.user_commands import parse
from checklist.questionnaire.loading import shipped
from checklist.reports.report import Report
from checklist.text.text_field import TextField
from tests.acceptance.entries import everything

SHIPPED = shipped()
REMARKS = [
    f"Does this fit? You say here that the law gives victims time to recover, and in {number} that "
    "no law does, whichever kind of trafficking it is and whoever the victims are.\n"
    "1.2: the first side of the contradiction, with all its words\n"
    "3.4: the other side of it, with as many words, which nobody reads to the end"
    for number in ("6.3", "6.7", "7.1", "7.2")
]
DECIDING = re.compile(r"^(Choose|Answer) ")


@pytest.fixture(scope="module")
def finished() -> Report:
    """A report in which everything is answered, with evidence and related answers."""
    interview = Interview(SHIPPED, Report.begin(SHIPPED, "MDA", date(2026, 1, 1)))
    strategy = everything()
    while not interview.at_end:
        interview.enter(parse(strategy(interview.prompt())))
    return interview.report


def screens(report: Report) -> Iterator[tuple[str, Model]]:
    """Yield each question that is asked, where it opens, with the worst remarks."""
    interview = Interview(
        SHIPPED,
        report,
        findings=lambda report: dict.fromkeys(SHIPPED.questions, REMARKS),
        in_any_order=True,
    )
    for question_id, number in SHIPPED.numbers.items():
        if not interview.enter(parse(f"/goto {question_id}")).refused:
            view = View.of(interview.prompt(), interview)
            yield number, question_model(view, Position(), TextField())


def flat(text: str) -> str:
    return "".join(text.split())


@pytest.mark.sampled
@pytest.mark.parametrize("is_answered", [False, True])
def test_no_option_is_hidden_and_what_decides_is_seen(is_answered: bool, finished: Report) -> None:
    report = finished if is_answered else Report.begin(SHIPPED, "MDA", date(2026, 1, 1))
    checked = 0
    for number, model in screens(report):
        laid_out = frame(model, 80, 24)
        lines = ["".join(text for _, text in line) for line in laid_out.lines]
        shown = flat("".join(lines))
        items = range(len(model.texts), len(model.texts) + len(model.items))
        assert laid_out.lost == [], number
        if not model.has_answers:
            assert laid_out.seen >= {*items}, number
        assert all(
            flat(option.label) in flat("".join(lines)) or _is_in_columns(option.label, lines)
            for option in model.options
        ), number
        guidance = [one for text in model.guidance for one in re.split(r"(?<=[.?!])\s+", text)]
        for sentence in guidance[:1]:
            assert flat(sentence) in shown, (number, sentence)
        is_folded = any(flat(sentence) not in shown for sentence in guidance)
        assert not is_folded or "?showsall" in shown, number
        checked += 1
    assert checked > 80


def _is_in_columns(label: str, lines: list[str]) -> bool:
    """Whether a label stands in a column, in which its words are on several lines."""
    text = " ".join(lines)
    return all(word in text for word in label.split())


def test_at_no_row_of_a_grid_an_option_is_hidden(finished: Report) -> None:
    interview = Interview(
        SHIPPED,
        finished,
        findings=lambda report: dict.fromkeys(SHIPPED.questions, REMARKS),
        in_any_order=True,
    )
    checked = 0
    for question in SHIPPED.questions.values():
        rows = question.answer_type.listed_rows()
        if not rows or interview.enter(parse(f"/goto {question.id}")).refused:
            continue
        for row in {1, len(rows) // 2 + 1, len(rows)}:
            interview.enter(parse(f"/goto row {row}"))
            view = View.of(interview.prompt(), interview)
            model = question_model(view, Position(), TextField())
            lines = ["".join(text for _, text in line) for line in frame(model, 80, 24).lines]
            for option in model.options:
                is_shown = flat(option.label) in flat("".join(lines))
                assert is_shown or _is_in_columns(option.label, lines), (question.id, row)
            checked += bool(model.options)
    assert checked > 40


@pytest.mark.parametrize("number", ["3.5", "4.6", "8.1"])
def test_the_sentence_that_decides_stands_among_those_that_are_kept(
    number: str, finished: Report
) -> None:
    model = dict(screens(finished))[number]
    shown = flat("".join(text for line in frame(model, 80, 24).lines for _, text in line))

    deciding = [
        one
        for text in model.guidance
        for one in re.split(r"(?<=[.?!])\s+", text)
        if DECIDING.match(one)
    ]
    assert flat(deciding[0]) in shown


def test_no_guidance_is_cut_within_a_sentence(finished: Report) -> None:
    for size in ((80, 24), (120, 40)):
        for number, model in screens(finished):
            lines = frame(model, *size).lines
            texts = ["".join(text for _, text in line) for line in lines]
            folded = [text for text in texts if text.rstrip().endswith("? shows all")]
            begins = tuple(words.split(" ")[0] for words in model.guidance)
            for text in folded:
                is_guidance = begins and text.strip().startswith(begins)
                assert not (is_guidance and "…" in text), (number, size, text)
