"""What a clerk reads: words of the form, never codes, and rows in the order of the form."""

from collections.abc import Sequence

import pytest

from checklist.forms.form import FormLine
from checklist.forms.registry import read_return
from tests.support.asked import ASKED
from tests.support.ministries import all_to, form, with_cells, written


def lines_of_form() -> Sequence[FormLine]:
    return [*form({}, "labour", all_to("labour", ASKED), ASKED).lines]


def message(cells: dict[str, str]) -> str:
    """Return the one finding on a form in which these answers were filled in."""
    content = written(form({}, "labour", all_to("labour", ASKED), ASKED), "html")
    content = with_cells(content, {key: {"answer": text} for key, text in cells.items()})
    returned = read_return(content, "AUT-labour.html", ASKED)
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
        "letter b below the table, beside these words; on a page, use the field “If there is "
        "no answer, why?”"
    )


def test_why_there_is_no_answer_has_a_place_of_its_own() -> None:
    told = message({"measure/status": "declined"})

    assert told == (
        "`declined` says why there is no answer, and has a place of its own: in Word, mark it "
        "below the answer; on a page, use the field “If there is no answer, why?”"
    )


def test_as_before_needs_a_last_report() -> None:
    told = message({"measure/status": "As before"})

    assert told == (
        "`As before`: there is no answer of a last report here to confirm; write the answer"
    )
