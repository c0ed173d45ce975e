"""Dates as people write them: what is clear is taken, what can be two dates is asked back."""

import pytest

from checklist.answer_types.interface import Refusal
from checklist.answer_types.written_date import date_in_words, read_written_date
from checklist.text.messages import speaking

FORMS = "2004-05-31, 2004-05 or 2004"

CLEAR = {
    "2004": "2004",
    "2004-05": "2004-05",
    "2004-5": "2004-05",
    "2004-05-31": "2004-05-31",
    "2004-5-3": "2004-05-03",
    " 2004-05 ": "2004-05",
    "2025/06": "2025-06",
    "2025/6": "2025-06",
    "2025.06": "2025-06",
    "2025/06/30": "2025-06-30",
    "2025. 6. 30": "2025-06-30",
    "06/2025": "2025-06",
    "6.2025": "2025-06",
    "31.12.2023": "2023-12-31",
    "31. 12. 2023": "2023-12-31",
    "31/12/2023": "2023-12-31",
    "31-12-2023": "2023-12-31",
    "12/31/2023": "2023-12-31",
    "01/01/2024": "2024-01-01",
    "7.7.2024": "2024-07-07",
    "1.2.2024": "2024-02-01",
    "02.11.2026": "2026-11-02",
    "2. 11. 2026": "2026-11-02",
    "1 January 2024": "2024-01-01",
    "1 january 2024": "2024-01-01",
    "1. January 2024": "2024-01-01",
    "1st January 2024": "2024-01-01",
    "the 1st of January, 2024": "2024-01-01",
    "January 1, 2024": "2024-01-01",
    "Jan. 1st 2024": "2024-01-01",
    "1-Jan-2024": "2024-01-01",
    "2024 January 1": "2024-01-01",
    "January 2024": "2024-01",
    "Sept 2024": "2024-09",
    "sep. 2024": "2024-09",
    "May 2024": "2024-05",
    "29 February 2024": "2024-02-29",
    "29/02/2024": "2024-02-29",
}

TWO_READINGS = {
    "01/02/2024": ("1 February 2024 or 2 January 2024", "2024-02-01 or 2024-01-02"),
    "12-11-2023": ("12 November 2023 or 11 December 2023", "2023-11-12 or 2023-12-11"),
}

NOT_IN_THE_CALENDAR = (
    "2003-02-29",
    "29/02/2023",
    "31.04.2024",
    "12.31.2023",
    "13/13/2024",
    "00/01/2024",
    "13/2024",
    "2024-13",
    "30 February 2024",
    "0000",
)

NO_DATE = (
    "soon",
    "January",
    "1 January",
    "Ja 2024",
    "1 2 January 2024",
    "January February 2024",
    "about January 2024",
    "2023-2024",
    "2023 2024",
    "20240101",
    "1/2/3/2024",
    "2024-05-31T00:00",
    "-",
)


@pytest.mark.parametrize(("entry", "date"), CLEAR.items())
def test_what_is_clear_is_taken(entry: str, date: str) -> None:
    assert read_written_date(entry, FORMS) == date


@pytest.mark.parametrize(("entry", "readings"), TWO_READINGS.items())
def test_what_can_be_two_dates_is_asked_back_with_both(
    entry: str, readings: tuple[str, str]
) -> None:
    in_words, typed = readings

    with pytest.raises(Refusal) as refusal:
        read_written_date(entry, FORMS)

    assert str(refusal.value) == f"`{entry}` can be {in_words}. Type {typed}."


@pytest.mark.parametrize("entry", NOT_IN_THE_CALENDAR)
def test_a_day_that_is_not_in_the_calendar_is_refused(entry: str) -> None:
    with pytest.raises(Refusal, match="There is no such date as"):
        read_written_date(entry, FORMS)


@pytest.mark.parametrize("entry", NO_DATE)
def test_anything_else_is_no_date(entry: str) -> None:
    with pytest.raises(Refusal, match="is not a date"):
        read_written_date(entry, FORMS)


@pytest.mark.parametrize("entry", ["01/02/24", "31.12.23", "1-1-99"])
def test_a_year_of_two_digits_is_not_guessed(entry: str) -> None:
    with pytest.raises(Refusal, match="the year with four digits"):
        read_written_date(entry, FORMS)


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2024-01-01", "1 January 2024"),
        ("2024-12-31", "31 December 2024"),
        ("2024-05", "May 2024"),
        ("2024", "2024"),
        ("2024-13", "2024-13"),
        ("soon", "soon"),
    ],
)
def test_a_date_in_words(date: str, words: str) -> None:
    assert date_in_words(date) == words


@pytest.mark.parametrize("date", ["2024-01-01", "2024-12-31", "2024-05", "2024"])
def test_the_words_of_a_date_can_be_typed(date: str) -> None:
    assert read_written_date(date_in_words(date), FORMS) == date


@pytest.mark.parametrize(
    ("entry", "date"),
    [
        ("1er mars 2026", "2026-03-01"),
        ("premier mars 2026", "2026-03-01"),
        ("1º de marzo de 2026", "2026-03-01"),
        ("1° de marzo del 2026", "2026-03-01"),
        ("1ro. de marzo de 2026", "2026-03-01"),
        ("primero de marzo de 2026", "2026-03-01"),
        ("1er MARS 2026", "2026-03-01"),
        ("31 décembre 2027", "2027-12-31"),
        ("31 decembre 2027", "2027-12-31"),
        ("juin 2027", "2027-06"),
        ("févr. 2027", "2027-02"),
        ("31 de diciembre de 2027", "2027-12-31"),
        ("1.º de enero de 2027", "2027-01-01"),
        ("setiembre 2027", "2027-09"),
        ("31 декабря 2027 г.", "2027-12-31"),
        ("1 مارس ٢٠٢٤ م", "2024-03-01"),
        ("الموافق 1 آذار/مارس 2024م", "2024-03-01"),
        ("2024م", "2024"),
        ("2024 г.", "2024"),
        ("2024 году", "2024"),
        ("01.03.2024 г.", "2024-03-01"),
        ("1 марта 2024г.", "2024-03-01"),
        ("«1» марта 2024 года", "2024-03-01"),
        ("٢٠٢٤/٣/٢٠م", "2024-03-20"),
        ("май 2027 года", "2027-05"),
        ("2027年12月31日", "2027-12-31"),
        ("2027年12月", "2027-12"),
        ("2027年", "2027"),
        ("二〇二七年十二月三十一日", "2027-12-31"),
        ("二○二七年十月二十日", "2027-10-20"),
        ("二零二七 年 三 月", "2027-03"),
        ("二〇二七年", "2027"),
        ("٣١ كانون الأول/ديسمبر ٢٠٢٧", "2027-12-31"),
        ("1 يناير 2027", "2027-01-01"),
        ("1 كانون الثاني 2027", "2027-01-01"),
        ("1 جانفي 2027", "2027-01-01"),
        ("1 أيار/مايو 2027", "2027-05-01"),
        ("٢٠٠٤", "2004"),
        ("31.05.٢٠٠٤", "2004-05-31"),
    ],
)
def test_a_date_is_read_in_each_language_of_the_united_nations(entry: str, date: str) -> None:
    assert read_written_date(entry, FORMS) == date


@pytest.mark.parametrize(
    "entry", ["ianuarie 2024", "31 Dezember 2023", "jui 2027", "١²", "二十七年", "二〇二七年十十月"]
)
def test_a_month_in_another_language_is_refused_with_forms_that_are_read(entry: str) -> None:
    with pytest.raises(Refusal, match=r"is not a date\. Type it as in "):
        read_written_date(entry, FORMS)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ["1er mars 2026", "juin 2027"]),
        ("es", ["1 de marzo de 2026", "junio de 2027"]),
        ("ru", ["1 марта 2026 г.", "июнь 2027 г."]),
        ("zh", ["2026年3月1日", "2027年6月"]),
        ("ar", ["1 آذار/مارس 2026", "حزيران/يونيه 2027"]),
    ],
)
def test_a_date_is_shown_in_the_words_of_the_language(language: str, words: list[str]) -> None:
    with speaking(language, {}):
        assert [date_in_words(date) for date in ("2026-03-01", "2027-06")] == words
