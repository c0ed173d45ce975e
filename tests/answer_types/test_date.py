import calendar
from datetime import date

import pytest
from pydantic import ValidationError

from checklist.answer_types.interface import Cell
from checklist.answer_types.operands import Interval, interval
from tests.answer_types.driving import drive, fits_schema, has_structure, make, problems

DATE = make("date")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2004-05-31", (2004, 5, 31), (2004, 5, 31)),
        ("2004-05", (2004, 5, 1), (2004, 5, 31)),
        ("2004-02", (2004, 2, 1), (2004, 2, 29)),
        ("2003-02", (2003, 2, 1), (2003, 2, 28)),
        ("1900-02", (1900, 2, 1), (1900, 2, 28)),
        ("2000-02-29", (2000, 2, 29), (2000, 2, 29)),
        ("2004", (2004, 1, 1), (2004, 12, 31)),
        ("0001", (1, 1, 1), (1, 12, 31)),
        ("9999-12", (9999, 12, 1), (9999, 12, 31)),
        ("9999", (9999, 1, 1), (9999, 12, 31)),
    ],
)
def test_a_date_means_the_days_from_its_first_to_its_last(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    assert interval(text) == Interval(date(*first), date(*last))


@pytest.mark.parametrize(
    "text",
    [
        "0000",
        "0000-01",
        "0000-01-01",
        "2003-02-29",
        "1900-02-29",
        "2004-13",
        "2004-00",
        "2004-01-00",
        "2004-04-31",
        "2004-5",
        "04-05-31",
        "31/05/2004",
        "2004-05-31T00:00",
        "2004-05-31\n",
        " 2004",
        "٢٠٠٤",
        "20040531",
        "",
    ],
)
def test_what_is_no_day_of_the_calendar_is_no_date(text: str) -> None:
    assert interval(text) is None
    assert problems(DATE, text) == [("out-of-range", ())]


@pytest.mark.parametrize("value", [None, 2004, True, ["2004"], date(2004, 5, 31)])
def test_a_value_is_a_text(value: object) -> None:
    assert not has_structure(DATE, value)


def test_an_entry_is_read_or_refused_with_the_form_that_is_wanted() -> None:
    driven = drive(DATE, ["last year", " 2004-05 "])

    assert driven.refusals == [
        "`last year` is not a date. Type it as in 2004-05-31, 2004-05 or 2004, or 31 May 2004."
    ]
    assert driven.value == "2004-05"


def test_enter_keeps_the_earlier_date() -> None:
    driven = drive(DATE, [""], previous="2004")

    assert driven.value == "2004"
    assert driven.prompts[0].previous_text == "2004"


def test_it_is_shown_as_people_write_it_and_kept_as_it_stands_in_the_report() -> None:
    assert DATE.lines("2004-05-01") == ["1 May 2004"]
    assert DATE.lines("2004-05") == ["May 2004"]
    assert DATE.cells("2004-05") == [Cell("", "", "2004-05", "")]
    assert DATE.operand("2004-05") == interval("2004-05")
    assert DATE.operand("soon") is None


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        ("2004", True),
        ("2004-05", True),
        ("2004-05-31", True),
        ("2004-13", False),
        ("2004-5", False),
        ("2004-05-32", False),
        ("2004-05-31\n", False),
        (2004, False),
    ],
)
def test_its_schema_has_the_same_forms(value: object, fits: bool) -> None:
    assert fits_schema(DATE.json_schema(), value) is fits


@pytest.mark.parametrize("month", range(14))
def test_its_schema_knows_the_calendar(month: int) -> None:
    years = (0, 1, 4, 96, 100, 400, 1900, 2000, 2003, 2004, 2090, 2096, 2100, 2400, 9996, 9999)
    days = [f"{year:04}-{month:02}-{day:02}" for year in years for day in range(33)]

    assert [day for day in days if fits_schema(DATE.json_schema(), day)] == [
        day for day in days if interval(day)
    ]


def test_its_schema_knows_the_leap_years() -> None:
    days = [f"{year:04}-02-29" for year in range(2401)]

    assert [day for day in days if fits_schema(DATE.json_schema(), day)] == [
        f"{year:04}-02-29" for year in range(1, 2401) if calendar.isleap(year)
    ]


@pytest.mark.parametrize("keys", [{"earliest": "soon"}, {"earliest": 1900}, {"future": "true"}])
def test_keys_that_do_not_fit_are_refused(keys: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        make("date", **keys)


def test_it_is_found_with_what_its_question_expects() -> None:
    (given,) = make("date", earliest="1700", future=True).dates("2004-05")
    (usual,) = DATE.dates("2004-05")

    assert (given.text, given.days) == ("2004-05", interval("2004-05"))
    assert (given.earliest, given.future) == (interval("1700"), True)
    assert (usual.earliest, usual.future) == (interval("1900"), False)
    assert list(DATE.dates("soon")) == []
