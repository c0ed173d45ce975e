"""Days of a report in words."""

from checklist.answer_types.date import interval

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_in_words(day: str) -> str:
    """Return a day as it is written in a letter: `3 March 2027`; another text as it is."""
    days = interval(day)
    if days is None or days.first != days.last:
        return day
    return f"{days.first.day} {_MONTHS[days.first.month - 1]} {days.first.year}"
