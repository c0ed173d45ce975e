"""Dates as people write them: `31.12.2023`, `1er mars 2026`, `2025/06`; and dates in words.

With dots, the day comes before the month, as everywhere where dates have dots. Another date that
can be read in two ways is never guessed: `01/02/2024` is refused with both readings.
"""

import re
from collections.abc import Iterator

from checklist.answer_types.operands import interval
from checklist.answer_types.refusal import Refusal
from checklist.text.entries import plain_digits, plain_numerals, words_of_date, written
from checklist.text.messages import any_of, language, tr
from checklist.text.sanitize import quoted

EXAMPLE = "2027-03-01"
"""A day as a refusal shows how one is written."""

_SEPARATOR = r"\s*[-/.]\s*"
_YEAR_FIRST = rf"(?a)([0-9]{{4}})(?:{_SEPARATOR}([0-9]{{1,2}})(?:{_SEPARATOR}([0-9]{{1,2}}))?)?"
_YEAR_LAST = rf"(?a)([0-9]{{1,2}}){_SEPARATOR}(?:([0-9]{{1,2}}){_SEPARATOR})?([0-9]{{4}})"
_SHORT_YEAR = rf"(?a)[0-9]{{1,2}}{_SEPARATOR}[0-9]{{1,2}}{_SEPARATOR}[0-9]{{2}}"
_CHINESE = r"([0-9]{4})\s*年(?:\s*([0-9]{1,2})\s*月(?:\s*([0-9]{1,2})\s*[日号])?)?"
_DAY = r"(?a)([0-9]{1,2})(?:st|nd|rd|th|er|ero|ro|o|°)?"
_YEAR = r"(?a)[0-9]{4}"
_ERA = r"(?<=[0-9])\s*(?:م|\u0433\.?|год|года|году)$"
"""What many write behind a year: in Arabic of the common era, in Russian the word for a year."""
_QUOTED_DAY = r"[«“\"]\s*([0-9]{1,2})\s*[»”\"]"
"""A day as it stands on Russian letters: `«1» марта 2024 года`."""


class AmbiguousDateRefusal(Refusal):
    """A date that can be read in two ways."""


def read_written_date(entry: str, forms: str) -> str:
    """Return the date that an entry means, as a report has it: `2004-05-31`, `2004-05`, `2004`.

    Args:
        entry: The text that was typed.
        forms: The forms that a refusal names.

    Raises:
        AmbiguousDateRefusal: The entry can be read as two dates.
        Refusal: The entry is no date.
    """
    typed = re.sub(_ERA, "", plain_digits(plain_numerals(entry.strip())))
    typed = re.sub(_QUOTED_DAY, r"\1", typed)
    readings = list(dict.fromkeys(_readings(typed)))
    dates = [reading for reading in readings if interval(reading) is not None]
    if len(dates) == 1:
        return dates[0]
    if dates:
        either = any_of([date_in_words(date) for date in dates])
        raise AmbiguousDateRefusal(
            tr("{entry} can be {either}. Type {typed}.", quoted(entry), either, any_of(dates))
        )
    if readings:
        raise Refusal(tr("There is no such date as {entry}.", quoted(entry)))
    if re.fullmatch(_SHORT_YEAR, typed):
        raise Refusal(
            tr(
                "{entry} is not clear. Type the year with four digits: {forms}.",
                quoted(entry),
                forms,
            )
        )
    raise Refusal(
        tr("{entry} is not a date. Type it as in {forms}, or 31 May 2004.", quoted(entry), forms)
    )


def date_in_words(text: str) -> str:
    """Return a date of a report in words: `31 May 2004`, `mai 2004`; another text as it is."""
    if interval(text) is None:
        return text
    year, month, day = [*text.split("-"), "0", "0"][:3]
    return written(year, int(month), int(day), language())


def _readings(typed: str) -> Iterator[str]:
    """Yield what an entry can mean, in the form of reports, be it in the calendar or not."""
    found = re.fullmatch(_YEAR_FIRST, typed) or re.fullmatch(_CHINESE, typed)
    if found:
        yield _joined(*found.groups())
        return
    found = re.fullmatch(_YEAR_LAST, typed)
    if found:
        first, second, year = found.groups()
        if second is None:
            yield _joined(year, first, None)
        else:
            yield _joined(year, second, first)
            if "." not in typed:
                yield _joined(year, first, second)
        return
    yield from _with_named_month(typed)


def _with_named_month(typed: str) -> Iterator[str]:
    """Yield the date of an entry that names its month: `1 January 2024`, `1er mars 2026`."""
    words = words_of_date(typed)
    months = [word[1:] for word in words if re.fullmatch(r"m[0-9]+", word)]
    years = [word for word in words if re.fullmatch(_YEAR, word)]
    days = [found[1] for word in words for found in [re.fullmatch(_DAY, word)] if found]
    if len(months) == len(years) == 1 and len(days) <= 1 and len(words) == 2 + len(days):
        yield _joined(years[0], months[0], days[0] if days else None)


def _joined(year: str, month: str | None, day: str | None) -> str:
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part is not None)])
