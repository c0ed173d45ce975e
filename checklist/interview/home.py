"""The whole report at a glance: its sets, what waits, and what can be done next."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from checklist.interview.user_commands import Action
from checklist.lifecycle.contradictions import contradictions, contradictory_numbers
from checklist.questionnaire.authorities import OWN
from checklist.questionnaire.effort import effort_text, minutes
from checklist.reports.progress import SetProgress, is_not_replied
from checklist.text.enumeration import first_few
from checklist.text.messages import clauses, labelled, tr, trn
from checklist.text.paragraphs import Line

if TYPE_CHECKING:
    from checklist.interview.engine import Interview

_WIDTH_OF_BAR = 10
_MOST_NAMED = 8
"""The most questions that a line names."""
_MOST_WARNINGS = 10
"""The most warnings that are listed at the end."""


class NextStep(NamedTuple):
    """Something that can be done next."""

    words: str
    entry: str
    """The entry that does it; empty to go on where the interview stands."""


def home_lines(interview: "Interview", *, has_bars: bool = True) -> Iterator[Line]:
    """Yield what waits, which comes first so as not to be missed, and the sets with their bars.

    Args:
        interview: The interview.
        has_bars: Whether there are bars, which only the eye understands.
    """
    parts = interview.progress()
    waits = [*interview.questionnaire.draft_notice, *_waiting(interview, parts)]
    yield from (Line(text, 0, 2) for text in waits)
    if waits:
        yield Line("")
    for number, part in enumerate(parts, 1):
        yield Line(_set_line(number, part, has_bar=has_bars), 0, 16 if has_bars else 4)
    left = [question for part in parts for question in part.missing]
    if left:
        effort = effort_text(len(left), minutes((question, None) for question in left))
        yield Line(tr("Still to answer: {effort}.", effort))


def next_steps(interview: "Interview") -> Sequence[NextStep]:
    """Return what can be done next, the nearest first."""
    numbers = interview.questionnaire.numbers
    missing = interview.missing()
    steps = []
    if not interview.at_end:
        here = numbers[interview.prompt().question.id]
        steps.append(NextStep(tr("go on with {here}", here), ""))
    elif missing:
        number = numbers[missing[0]]
        steps.append(
            NextStep(tr("go to the next open question, {number}", number), f"/goto {number}")
        )
    if contradictory_numbers(interview.path):
        steps.append(NextStep(tr("correct what does not fit"), f"/{Action.FIX}"))
    steps.append(NextStep(tr("check and change your answers"), f"/{Action.REVIEW} all"))
    steps.append(NextStep(tr("write the report as a page"), f"/{Action.EXPORT}"))
    if any(code != OWN for code in interview.questionnaire.authorities):
        words = tr("write the forms for the ministries")
        if not interview.is_divided:
            words = tr("divide it among ministries")
        steps.append(NextStep(words, f"/{Action.MINISTRIES}"))
    if not missing and not interview.scope.name:
        steps.append(NextStep(tr("make the report final"), f"/{Action.FINALIZE}"))
    return [*steps, NextStep(tr("stop here, and go on later"), f"/{Action.QUIT}")]


def end_words(interview: "Interview") -> str:
    """Return what has been asked, at the end of an interview."""
    selection = tr("this selection ({scope})", interview.scope.name)
    if interview.is_empty:
        return tr("No question is in {selection}.", selection)
    if interview.scope.name:
        return tr("All questions of {selection} have been asked.", selection)
    return tr("All questions have been asked.")


def _warning_lines(interview: "Interview") -> Iterator[Line]:
    """Yield the first warnings, and how many more there are."""
    warnings = interview.warnings()
    yield from (Line(text, 0, 2) for text in warnings[:_MOST_WARNINGS])
    if len(warnings) > _MOST_WARNINGS:
        more = len(warnings) - _MOST_WARNINGS
        yield Line(tr("and {more} more; checklist validate lists all.", more))


def end_lines(interview: "Interview", *, has_bars: bool = True) -> Iterator[Line]:
    """Yield what is left at the end: the report, what no question can correct, and the warnings."""
    yield from home_lines(interview, has_bars=has_bars)
    unasked = (found for found in contradictions(interview.path) if not found.sides)
    yield from (Line(found.notice(), 0, 2) for found in unasked)
    yield from _warning_lines(interview)
    if not any(part.missing for part in interview.progress()):
        yield Line(tr("Nothing required is missing."))


def _set_line(number: int, part: SetProgress, *, has_bar: bool) -> str:
    """Return a set with its bar, the required questions, and those that are optional and open."""
    full = 0
    if part.required:
        full = part.required_answered * _WIDTH_OF_BAR // part.required
    bar = "█" * full + "░" * (_WIDTH_OF_BAR - full)
    open_ones = len(part.missing)
    words = tr("done") if part.required else tr("nothing required")
    words = trn("{count} open", "{count} open", open_ones) if open_ones else words
    optional = part.optional - part.optional_answered
    rest = trn("{count} optional", "{count} optional", optional) if optional else ""
    begin = f"{number:>2}  {bar}  " if has_bar else f"{number}. "
    counts = clauses(filter(None, [words, rest]))
    return begin + labelled(part.part.title, counts)


def _waiting(interview: "Interview", parts: Sequence[SetProgress]) -> Iterator[str]:
    """Yield what a person still has to look at."""
    numbers = interview.questionnaire.numbers
    contradictory = contradictory_numbers(interview.path)
    if contradictory:
        yield tr("Answers that do not fit together: {contradictory}", contradictory)
    carried = [numbers[question.id] for part in parts for question in part.carried]
    unknown = [question for part in parts for question in part.not_known]
    answers = interview.path.facts.answers
    waiting = [question for question in unknown if is_not_replied(question, answers[question.id])]
    others = [numbers[question.id] for question in unknown if question not in waiting]
    for text, named in (
        (tr("To be confirmed, from an earlier report"), carried),
        (tr("A ministry did not reply"), [numbers[question.id] for question in waiting]),
        (tr("Not known for another reason") if waiting else tr("Not known so far"), others),
    ):
        if named:
            yield labelled(text, first_few(named, _MOST_NAMED))
