"""What a clerk reads: words of the form, never codes, and rows in the order of the form."""

from collections.abc import Sequence

import pytest

from checklist.forms.form import FormLine
from checklist.forms.registry import read_return
from checklist.ministries.words import content_in_words
from tests.ministries.test_merge import ASKED, draft
from tests.support.ministries import all_to, form, set_cell, written
from tests.support.returns import incoming, merged


def lines_of_form() -> Sequence[FormLine]:
    return [*form({}, "labour", all_to("labour", ASKED), ASKED).lines]


def message(cells: dict[str, str]) -> str:
    """Return the one finding on a form in which these answers were filled in."""
    content = written(form({}, "labour", all_to("labour", ASKED), ASKED))
    for key, text in cells.items():
        content = set_cell(content, key, "answer", text)
    returned = read_return(content, "AUT-labour.xlsx", ASKED)
    (found,) = returned.findings
    return found.message


def test_options_that_do_not_go_together_are_named_by_their_words() -> None:
    told = message({"channels#none": "x", "channels#web": "x"})

    assert told == "“None” cannot be chosen together with another option"


def test_parts_that_do_not_go_with_an_answer_are_named_as_in_the_form() -> None:
    first = next(
        line.key
        for line in form({}, "labour", all_to("labour", ASKED), ASKED).lines
        if line.unit == "measure/partly"
    )

    told = message({"measure/status": "Planned", first: "x"})

    assert told == ("“If it is only partly implemented” is allowed only with “Partly implemented”")


@pytest.mark.parametrize("entry", ["not applicable", "Not known: too new"])
def test_why_a_row_has_no_answer_has_a_place_of_its_own(entry: str) -> None:
    key = next(line.key for line in lines_of_form() if line.unit == "grid/judges")

    told = message({key: entry})

    assert told == (
        f"`{entry}` says why there is no answer, and has a place of its own: in Word, write the "
        "letter b below the table, beside these words; in a workbook, use the column “If there is "
        "no answer, why?”"
    )


def test_why_there_is_no_answer_has_a_place_of_its_own() -> None:
    told = message({"measure/status": "declined"})

    assert told == (
        "`declined` says why there is no answer, and has a place of its own: in Word, mark it "
        "below the answer; in a workbook, use the column “If there is no answer, why?”"
    )


def test_as_before_needs_a_last_report() -> None:
    told = message({"measure/status": "As before"})

    assert told == (
        "`As before`: there is no answer of a last report here to confirm; write the answer"
    )


def test_the_rows_of_a_question_are_listed_in_the_order_of_the_form() -> None:
    given = {"grid/judges": "bad", "grid/police": "good"}
    rows = list(ASKED.questions["grid"].answer_type.rows())

    result = merged(draft(), ASKED, incoming(ASKED, "labour", {}, given))

    assert [unit.at for unit in result.returns[0].units] == [
        f"grid/{row}" for row in rows if f"grid/{row}" in given
    ]
    assert rows.index("police") < rows.index("judges")


@pytest.mark.parametrize(("content", "words"), [([], "no entries"), (None, "nothing")])
def test_a_table_without_entries_says_so(content: object, words: str) -> None:
    assert content_in_words("tally", content, ASKED) == words
