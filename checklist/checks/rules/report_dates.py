"""The R rules on dates and periods."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from checklist.answer_types.operands import GivenDate, Interval, interval
from checklist.checks.rule import rule
from checklist.diagnostics import DocumentPath, Finding, Found, Related, Severity
from checklist.reports.checked_report import CheckedReport
from checklist.reports.period import span_of
from checklist.reports.report import APPROVED
from checklist.text.messages import Message, tr, trn
from checklist.text.sanitize import quoted
from checklist.today import latest_today


@rule("R020", Severity.WARNING, warnings_depend_on="answer")
def unlikely_date(checked: CheckedReport) -> Iterator[Finding]:
    """A date that lies after the date of the report, or long before our time. A warning.

    What is planned can lie in the future, and laws can be old: a question says so with `future: true`
    and `earliest`. All other dates are expected between 1900 and the date of the report (`as_of`). The
    date of the report itself is expected after that of the document that the questionnaire is about.
    The day on which a report is checked plays no part, so that the same file has the same findings.

    ## Why is this bad?
    A State cannot report what has not happened yet. Most such dates are typing mistakes, such as 2062
    for 2026, and each of them bends a table or a chart.

    ## Example
        as_of: 2026-11-24
        answers:
          period-start:
            value: "2062-01"

    ## Use instead
        answers:
          period-start:
            value: "2026-01"
    """
    as_of = interval(checked.report.as_of)
    source = checked.questionnaire.head.source
    issued = interval(source.date)
    if as_of and issued and as_of.last < issued.first:
        message = tr(
            "{of} lies before {date}, the date of {symbol}, which the questionnaire is about",
            of=quoted(checked.report.as_of),
            date=source.date,
            symbol=source.symbol,
        )
        yield Found(message, ("as_of",), hint=tr("correct the date of the report"))
    unlikely = [
        (at, given, why)
        for at, dates in checked.results_of("dates", of_values=True)
        for given in dates
        if (why := _wrong_with(given, as_of))
    ]
    known = _already_found(checked) if unlikely else frozenset()
    for at, given, why in unlikely:
        question_id = at[1]
        if question_id not in known:
            message = tr(
                why,
                question_id=question_id,
                day=quoted(given.text),
                earliest=given.earliest.first.year,
                as_of=as_of.last if as_of else "",
            )
            yield Found(message, (*at, *given.where), hint=tr(_HINT))


def _wrong_with(given: GivenDate, as_of: Interval | None) -> Message | None:
    if given.days.last < given.earliest.first:
        return _TOO_EARLY
    return _TOO_LATE if as_of and not given.future and given.days.first > as_of.last else None


def _already_found(checked: CheckedReport) -> frozenset[str]:
    """Return the questions that have a finding of a check of the questionnaire already."""
    return frozenset(checked.path.place_of(check) or check.at for check in checked.path.true_checks)


_HINT = Message("correct the date if it is mistyped")
_TOO_EARLY = Message("{question_id}: {day} lies before {earliest}")
_TOO_LATE = Message(
    "{question_id}: {day} lies after the date of the report, which is {as_of} (`as_of`)"
)


@rule("R026", Severity.WARNING)
def day_to_come(checked: CheckedReport) -> Iterator[Finding]:
    """A day in the head of a report that is still to come, or an approval before the period. A warning.

    The date of a report or of its approval is the day on which something was so or was done. It is
    compared with the present day where a day begins first on earth. The environment variable
    CHECKLIST_TODAY gives another day, such as 2027-03-01: with it, an old report has the same
    findings as on that day. Dates in answers are compared with the date of the report instead.

    ## Why is this bad?
    The latest date of the reports is shown as the cut-off date of a summary, and it decides which
    report of a State counts. A mistyped year makes both wrong.

    ## Example
        as_of: 2062-11-24

    ## Use instead
        as_of: 2026-11-24
    """
    latest = latest_today()
    for words, day, where in _days(checked):
        if day > latest:
            yield Found(tr("{words}, {day}, is still to come", words, day), where, hint=tr(_HINT))
    approved = _day(checked.report.internal.get(APPROVED), "on")
    span = span_of(checked.path) if approved else None
    if approved and span and approved < span.first:
        begin = "answers", span.begin, "value"
        yield Found(
            tr(
                "the report was approved on {approved}, and its period begins on {first}",
                approved,
                span.first,
            ),
            (APPROVED, "on"),
            hint=tr(_HINT),
            related=[Related(tr("the beginning of the period"), begin, at_key=False)],
            unquoted=tr("the report was approved before its period begins"),
        )


def _days(checked: CheckedReport) -> Iterator[tuple[str, date, DocumentPath]]:
    """Yield the days of the head, each with its words and its place."""
    internal = checked.report.internal
    places: list[tuple[str, Any, DocumentPath]] = [
        (tr("the date of the report"), {"as_of": checked.report.as_of}, ("as_of",)),
        (tr("the day of the approval"), internal.get(APPROVED), (APPROVED, "on")),
    ]
    for words, data, where in places:
        day = _day(data, str(where[-1]))
        if day is not None:
            yield words, day, where


def _day(data: Any, key: str) -> date | None:
    text = data.get(key) if isinstance(data, Mapping) else None
    days = interval(text) if isinstance(text, str) else None
    return days.first if days else None


_YEARS = 10


@rule("R028", Severity.WARNING, warnings_depend_on="answers")
def long_period(checked: CheckedReport) -> Iterator[Finding]:
    """The period of a report is longer than ten years. A warning.

    Where the report does not say when its period ends, the period ends on the date of the report.

    ## Why is this bad?
    Questions about activities ask about this period. Most such periods have a mistyped year, or begin
    with a law and not with the last report; then their figures cannot be put beside those of others.

    ## Example
        as_of: 2026-11-24
        answers:
          period-start:
            value: "2005"

    ## Use instead
        answers:
          period-start:
            value: "2025"
    """
    span = span_of(checked.path)
    if span is None:
        return
    first, last = span.first, span.last
    if (last.year - first.year, last.month, last.day) < (_YEARS, first.month, first.day):
        return
    end = ("as_of",) if span.end is None else ("answers", span.end, "value")
    yield Found(
        tr(
            "the period of the report is from {first} to {last}; is it as long as that?",
            first,
            last,
        ),
        ("answers", span.begin, "value"),
        hint=tr("correct a mistyped year, or begin where the last report ended"),
        related=[Related(tr("the end of the period"), end, at_key=False)],
        unquoted=trn(
            "the period of the report is longer than {count} year; is it as long as that?",
            "the period of the report is longer than {count} years; is it as long as that?",
            _YEARS,
        ),
    )
