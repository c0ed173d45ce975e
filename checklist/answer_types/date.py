"""A date, whole or partial: `2004-05-31`, `2004-05`, `2004`."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from checklist.answer_types.base_model import Maybe, ValueAdapter
from checklist.answer_types.interface import (
    AnswerType,
    Cell,
    Refusal,
    Sample,
    Step,
    StepContext,
    Steps,
    Value,
)
from checklist.answer_types.operands import (
    DAY_WORDS,
    EQUALITY,
    ORDER,
    GivenDate,
    Interval,
    Operand,
    interval,
)
from checklist.answer_types.problem import Problem, ProblemKind
from checklist.answer_types.written_date import date_in_words, read_written_date
from checklist.diagnostics import DocumentPath
from checklist.text.messages import Message, Texts, sentences, tr
from checklist.text.sanitize import quoted
from checklist.today import latest_today

_MONTH, _DAY = "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"
_PATTERN = f"^[0-9]{{4}}(-{_MONTH}(-{_DAY})?)?$"
_PATTERNS = {
    "day": f"^[0-9]{{4}}-{_MONTH}-{_DAY}$",
    "month": f"^[0-9]{{4}}-{_MONTH}(-{_DAY})?$",
    "year": _PATTERN,
}
"""The patterns of dates, by the least that they must have."""
_DASHES = {"day": 2, "month": 1, "year": 0}
_FORMS = Texts(
    {
        "day": "2004-05-31",
        "month": "2004-05-31 or 2004-05",
        "year": "2004-05-31, 2004-05 or 2004",
    }
)
_TYPED_FORMS = Texts(
    {
        "day": "a date such as 31 May 2004, 31.5.2004 or 2004-05-31",
        "month": "a date such as 31 May 2004, 31.5.2004 or 2004-05-31, or the month alone",
        "year": "a date such as 31 May 2004, 31.5.2004 or 2004-05-31, or the month or year alone",
    }
)
"""The hint on what can be typed, by the least that a date must have."""
_LACKS = (Message("{value} lacks the month"), Message("{value} lacks the day"))
_TYPE_IT_TOO = (
    Message("{entry} lacks the month. Type it, too: {forms}."),
    Message("{entry} lacks the day. Type it, too: {forms}."),
)
"""The messages on a date that lacks a part, by the dashes that it has."""
TODAY = "today"
"""The word for the day on which a date is checked."""
_NO_LEAP_YEAR = "([02468][1235679]|[13579][01345789])(00)?"
_NO_DATE = rf"^0000|-02-3[01]$|-(04|06|09|11)-31$|{_NO_LEAP_YEAR}-02-29$|\n$"
"""Matches texts that look like a date but are none: 2003-02-29, or a date and a line feed."""


def spreadsheet_day(text: str) -> str:
    """Return the day that a number of five digits means in a spreadsheet; else an empty text.

    Spreadsheets count the days from the end of 1899. Five digits are no date in a report.
    """
    if not re.fullmatch("[1-9][0-9]{4}", text, re.ASCII):
        return ""
    return str(date(1899, 12, 30) + timedelta(days=int(text)))


def _check_date(text: str) -> str:
    if interval(text) is None:
        raise PydanticCustomError("date", "write a date such as 2004-05-31, 2004-05 or 2004")
    return text


def _check_latest(text: str) -> str:
    return text if text == TODAY else _check_date(text)


EARLIEST = "1900"
"""The default of `earliest`: a date before it is most likely a mistake."""


class Date(AnswerType):
    """A date. A value is a string in one of the forms `2004-05-31`, `2004-05`, `2004`."""

    type: Literal["date"]
    """A date, whole or partial."""
    earliest: Annotated[
        str, AfterValidator(_check_date), Field(json_schema_extra={"pattern": _PATTERN})
    ] = EARLIEST
    """A date before this one is reported as a likely mistake."""
    future: bool = False
    """Whether the date can lie after that of the report, as a planned one does. Elsewhere a later
    date is a likely mistake; when it is typed, a day to come is refused."""
    latest: Maybe[
        Annotated[
            str,
            AfterValidator(_check_latest),
            Field(json_schema_extra={"pattern": f"{_PATTERN}|^{TODAY}$"}),
        ]
    ] = None
    """A date after this one is refused. `today` is the day on which it is checked."""
    precision: Literal["day", "month", "year"] = "year"
    """The least that must be given: a whole date, or at least the month, or at least the year."""

    needs_label: ClassVar[bool] = True
    value_adapter: ClassVar[ValueAdapter] = ValueAdapter(str)
    operators: ClassVar[frozenset[str]] = ORDER | EQUALITY
    order_words: ClassVar[Mapping[str, str]] = DAY_WORDS

    def meant(self, value: Any) -> str:
        """Return the day that a number means in a spreadsheet."""
        return spreadsheet_day(str(value)) if isinstance(value, int) else ""

    @property
    def hint(self) -> str:
        """The forms that a date can have."""
        return tr("For example 31.12.2023, or 31 May 2004; where you know no more, a year or month")

    @property
    def limits(self) -> str:
        """The first and last day, apart from those of every date."""
        begin = tr("from {earliest}", self.earliest) if self.earliest != EARLIEST else ""
        until = tr("until {latest}", self.latest) if self.latest else ""
        until = tr("until today") if self.latest == TODAY else until
        return sentences([begin, until])

    def check(self, value: Value) -> Iterator[Problem]:
        """Yield a problem for a text that is not a date, or not one that is allowed."""
        day, message = spreadsheet_day(value), ""
        if day:
            message = tr(
                "{value} looks like the number of a day in a spreadsheet, {day}", quoted(value), day
            )
        elif interval(value) is None:
            message = tr("{value} is not a date", quoted(value))
        elif self._lacks_precision(value):
            message = tr(_LACKS[value.count("-")], value=quoted(value))
        if message:
            hint = tr('write "{day}"', day) if day else tr("write {forms}", self._forms)
            yield Problem(ProblemKind.OUT_OF_RANGE, message, hint=hint)
        else:
            yield from self.check_beyond_schema(value)

    def check_beyond_schema(self, value: Value) -> Iterator[Problem]:
        """Yield a problem for a date that is too late."""
        days = None if self.latest is None else interval(value)
        if days is not None and self._is_too_late(days):
            yield Problem(ProblemKind.OUT_OF_RANGE, self._too_late(value))

    def allows(self, days: Interval) -> bool:
        """Whether a date can be an answer: it is precise enough, and not too late."""
        length = (days.last - days.first).days + 1
        longest = {"day": 1, "month": 31, "year": 366}[self.precision]
        return length <= longest and not self._is_too_late(days)

    def last_day(self) -> date | None:
        """Return the last day that is allowed; None for no limit."""
        if self.latest == TODAY:
            return latest_today()
        latest = None if self.latest is None else interval(self.latest)
        return None if latest is None else latest.last

    def _is_too_late(self, days: Interval) -> bool:
        if self.latest is None:
            return False
        last = self.last_day()
        return last is not None and days.first > last

    def _too_late(self, value: str) -> str:
        if self.latest == TODAY:
            return tr("{value} is in the future", quoted(value))
        return tr(
            "{value} is after {latest}, the latest date that is allowed", quoted(value), self.latest
        )

    def _lacks_precision(self, value: str) -> bool:
        return value.count("-") < _DASHES[self.precision]

    @property
    def _forms(self) -> str:
        return _FORMS[self.precision]

    def steps(self, previous: Value, context: StepContext) -> Steps:
        """Ask for the date."""
        value = yield Step(
            "value",
            form=_TYPED_FORMS[self.precision],
            previous=previous,
            previous_text=date_in_words(previous or ""),
            read=self._read,
            in_words=lambda reply: [date_in_words(reply)],
        )
        return value

    def _read(self, entry: str) -> str:
        read = read_written_date(entry, self._forms)
        if self._lacks_precision(read):
            lacks = _TYPE_IT_TOO[read.count("-")]
            raise Refusal(tr(lacks, entry=quoted(entry), forms=self._forms))
        days = interval(read)
        if days is not None and self._is_too_late(days):
            raise Refusal(tr("{too_late}. Type an earlier one.", self._too_late(entry)))
        if days is not None and not self.future and days.first > latest_today():
            raise Refusal(tr("{read} is still to come. Type an earlier date.", date_in_words(read)))
        return read

    def lines(self, value: Value) -> list[str]:
        """Return the date in words, as people write it."""
        return [date_in_words(value)]

    def cells(self, value: Value) -> list[Cell]:
        """Return one cell."""
        return [Cell("", "", value, "")]

    def dates(self, value: Value) -> Iterable[GivenDate]:
        """Return the date."""
        return given_date((), value, self.earliest, future=self.future)

    def json_schema(self) -> dict[str, Any]:
        """Return a string in one of the forms that are precise enough."""
        examples = ["2004-05-31", "2004-05", "2004"][: 3 - _DASHES[self.precision]]
        return {**date_schema(self.precision), "examples": examples}

    def operand(self, value: Value, row: str | None = None) -> Operand:
        """Return the days that the date can mean."""
        return interval(value)


def date_schema(precision: str = "year") -> dict[str, Any]:
    """Return the JSON Schema of a date in the calendar.

    Args:
        precision: The least that it must have: `day`, `month` or `year`.
    """
    return {
        "type": "string",
        "pattern": _PATTERNS[precision],
        "not": {"description": "A day that is not in the calendar.", "pattern": _NO_DATE},
    }


def given_date(
    where: DocumentPath, text: str, earliest: str = EARLIEST, *, future: bool
) -> Sequence[GivenDate]:
    """Return the date at a place, or nothing when it is not a date."""
    days, bound = interval(text), interval(earliest)
    if days is None or bound is None:
        return ()
    return (GivenDate(where, text, days, bound, future),)


ANSWER_TYPE = Date
SAMPLES = [
    Sample(
        keys={},
        entries=["2004-05"],
        values=["2004-05", "2004", "2004-02-29"],
        compared=("gt", "2004", "is after 2004"),
        others=["2004-13", "0000", "2003-02-29"],
        sure="2004",
    ),
]
