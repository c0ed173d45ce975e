"""A cell is asked on a condition on other cells of its entry."""

from typing import Any

import pytest
from pydantic import ValidationError

from checklist.answer_types.answer import STAND_IN, AnswerData, is_confidential
from checklist.answer_types.composite import with_marks, withheld_in
from checklist.answer_types.packet import fold, inner_packets, packets_of
from checklist.answer_types.table import Table
from checklist.checks.validator import findings
from checklist.questionnaire.question import Question
from checklist.render.questionnaire.printed import printed_blocks
from checklist.render.questionnaire.question_detail import question_detail
from tests.support import tiny
from tests.support.block_text import block_text

COLUMNS: list[dict[str, Any]] = [
    {"id": "name", "label": "Name", "type": "text", "required": True},
    {"id": "form", "label": "Form", "type": "choice", "options": tiny.OPTIONS},
    {
        "id": "why",
        "label": "Why it is bad",
        "type": "text",
        "required": True,
        "when": {"column": "form", "is": "bad"},
    },
    {
        "id": "since",
        "label": "Since",
        "type": "integer",
        "when": {"column": "why", "any_of": ["not-known"]},
        "when_text": "nobody knows why",
    },
]
SHIPS = {"id": "ships", "type": "table", "entry": "ship", "columns": COLUMNS}
ASKED = tiny.questionnaire([SHIPS])


def table() -> Table:
    answer_type = ASKED.questions["ships"].answer_type
    assert isinstance(answer_type, Table)
    return answer_type


def cells(**values: Any) -> dict[str, AnswerData]:
    return {name: {"value": one} for name, one in values.items()}


def messages(*entries: Any) -> list[str]:
    return [problem.message for problem in table().check(list(entries))]


NOT_KNOWN: AnswerData = {"missing": "not-known", "reason": "not-collected"}


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (cells(name="A", form="good"), []),
        (cells(name="A"), []),
        (cells(name="A", form="bad"), ["`why` is not filled in"]),
        (cells(name="A", form="bad", why="It leaks."), []),
        (
            cells(name="A", form="good", why="It leaks."),
            ["`why` is only asked when “Form” is “Bad”"],
        ),
        (cells(name="A", why="It leaks."), ["`why` is only asked when “Form” is “Bad”"]),
        (
            cells(name="A", form="bad", why="It leaks.", since=2004),
            ["`since` is only asked when nobody knows why"],
        ),
        ({**cells(name="A", form="bad", since=2004), "why": NOT_KNOWN}, []),
        (
            {**cells(name="A", form="good", since=2004), "why": NOT_KNOWN},
            ["`why` is only asked when “Form” is “Bad”",
             "`since` is only asked when nobody knows why"],
        ),
    ],
)  # fmt: skip
def test_a_cell_is_needed_only_where_it_is_asked(entry: Any, expected: list[str]) -> None:
    assert messages(entry) == expected
    assert [one.message for one in table().check_beyond_schema([entry])] == expected
    assert table().is_complete([entry]) is ("`why` is not filled in" not in expected)
    shown = [one.label for one in inner_packets(table(), {"value": [entry]}) if one.answer is None]
    assert shown == (["Why it is bad"] if "`why` is not filled in" in expected else [])


def test_a_cell_that_is_not_asked_is_a_finding_of_validate() -> None:
    entries = [cells(name="A", form="good", why="It leaks.")]
    report = tiny.report(ASKED, {"ships": {"value": entries}})

    (found,) = [one for one in findings(report.to_data(), ASKED) if one.code == "R010"]

    assert found.where == ("answers", "ships", "value", 0, "why")
    assert found.message == "ships: `why` is only asked when “Form” is “Bad”"


def test_the_interview_asks_a_cell_only_on_its_condition() -> None:
    interview = tiny.interview(ASKED)

    tiny.say(interview, "Ada", "1")
    assert tiny.asked(interview) == "ships/name"
    tiny.say(interview, "Bob", "2")
    assert tiny.asked(interview) == "ships/why"
    tiny.say(interview, "It leaks.")
    assert tiny.asked(interview) == "ships/name"
    tiny.say(interview, "")

    expected = [cells(name="Ada", form="good"), cells(name="Bob", form="bad", why="It leaks.")]
    assert tiny.answers_of(interview) == {"ships": {"value": expected}}


def test_going_back_asks_other_cells_and_drops_those_that_are_no_longer_asked() -> None:
    entries = [cells(name="Bob", form="bad", why="It leaks.")]
    interview = tiny.interview(ASKED, {"ships": {"value": entries}})
    tiny.say(interview, "/goto ships", "change 1", "", "1")

    assert tiny.asked(interview) == "ships/name"
    tiny.say(interview, "")
    expected = [cells(name="Bob", form="good")]
    assert tiny.answers_of(interview) == {"ships": {"value": expected}}


def test_back_undoes_the_cell_that_decides() -> None:
    interview = tiny.interview(ASKED)

    tiny.say(interview, "Bob", "2", "/back")

    assert tiny.asked(interview) == "ships/form"


def test_a_copy_for_publication_withholds_the_cells_that_a_confidential_one_decides() -> None:
    secret = {
        **cells(name="Bob", why="It leaks."),
        "form": {"value": "bad", "confidential": True},
    }
    other = {**cells(name="Ada"), "form": {"value": "good", "confidential": True}}

    answer = {"value": [secret, other]}
    withheld = withheld_in(table(), answer)
    shown = [one for one in packets_of("ships", table(), answer) if one.within not in withheld]
    entries = fold(shown)["ships"]["value"]

    assert entries == [cells(name="Bob"), cells(name="Ada")]
    assert {*withheld} == {(n, i) for n in ("1", "2") for i in ("form", "why", "since")}
    whole = table().with_stand_ins(entries, withheld)
    assert whole[0] == {"form": STAND_IN, **cells(name="Bob")}
    assert [*table().check(whole)] == []


def test_a_cell_that_a_confidential_one_decides_is_marked_in_tables() -> None:
    secret = {
        **cells(name="Bob", why="It leaks."),
        "form": {"value": "bad", "confidential": True},
    }

    marked = [one.part for one in table().cells([secret]) if is_confidential(one.answer or {})]

    assert marked == ["form", "why"]


def test_the_condition_of_a_column_is_shown_in_words() -> None:
    detail = [line.text for line in question_detail(ASKED.questions["ships"], ASKED)]

    assert "Asked when “Form” is “Bad”." in detail
    assert "Asked when nobody knows why." in detail
    printed = block_text(printed_blocks(ASKED))
    assert "Why it is bad: only when “Form” is “Bad”." in printed
    assert "Since: only when nobody knows why." in printed


@pytest.mark.parametrize(
    "condition",
    [
        {"column": "form"},
        {"is": "bad"},
        {"column": "form", "is": "bad", "is_not": "good"},
        {"column": "form", "answered": True},
        {"question": "form", "is": "bad"},
    ],
)
def test_what_is_no_condition_of_a_column_is_refused(condition: dict[str, Any]) -> None:
    columns = [*COLUMNS[:2], {**COLUMNS[2], "when": condition}]

    with pytest.raises(ValidationError):
        Question.model_validate({**SHIPS, "ask": "Which?", "columns": columns})


def test_words_without_a_condition_are_refused() -> None:
    words = {"when_text": "it is bad"}

    with pytest.raises(ValidationError, match="has the words for `when`"):
        Question.model_validate({**SHIPS, "ask": "Which?", "columns": [{**COLUMNS[0], **words}]})
    with pytest.raises(ValidationError, match="has the words for `when`"):
        Question.model_validate({**SHIPS, "ask": "Which?", **words})


def test_a_comparison_hides_the_cells_that_a_confidential_one_decides() -> None:
    def entry(why: str) -> dict[str, AnswerData]:
        return {**cells(name="Bob", why=why), "form": {"value": "bad", "confidential": True}}

    marked = with_marks(table(), [entry("It leaks."), cells(name="Ada", form="good")])

    assert is_confidential(marked[0]["why"])
    assert not any(map(is_confidential, [marked[0]["name"], *marked[1].values()]))


def test_a_cell_that_is_not_asked_is_dropped_when_the_table_is_answered_again() -> None:
    entries = [cells(name="Ada", form="good", why="It leaks.")]
    interview = tiny.interview(ASKED, {"ships": {"value": entries}})

    tiny.say(interview, "/goto ships", "")

    assert tiny.answers_of(interview) == {"ships": {"value": [cells(name="Ada", form="good")]}}
