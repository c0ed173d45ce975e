"""The whole report at a glance: its sets, what waits, and what can be done next.

What is said at the arrival at a set is here, too: what is done in the set before, and the rules
of this set.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checklist.interview.engine import Interview
from checklist.interview.lookups import ALL
from checklist.interview.user_commands import Action
from checklist.lifecycle.contradictions import contradictions, contradictory_numbers
from checklist.questionnaire.effort import effort_text, minutes
from checklist.questionnaire.question import Question, QuestionSet
from checklist.reports.answer_path import AnswerPath
from checklist.reports.progress import SetProgress, is_not_replied, required_in_all
from checklist.text.messages import clauses, first_few, labelled, tr, trn
from checklist.text.paragraphs import Line, paragraphs

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


def home_lines(interview: Interview, *, has_bars: bool = True) -> Iterator[Line]:
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


def next_steps(interview: Interview) -> Iterator[NextStep]:
    """Yield what can be done next, the nearest first."""
    numbers = interview.questionnaire.numbers
    missing = interview.missing()
    if not interview.at_end:
        here = numbers[interview.prompt().question.id]
        yield NextStep(tr("go on with {here}", here), "")
    elif missing:
        number = numbers[missing[0]]
        yield NextStep(tr("go to the next open question, {number}", number), f"/goto {number}")
    yield NextStep(tr("check and change your answers"), f"/{Action.LIST} {ALL}")
    yield NextStep(tr("stop here, and go on later"), f"/{Action.QUIT}")


def end_words(interview: Interview) -> str:
    """Return what has been asked, at the end of an interview."""
    selection = tr("this selection ({scope})", interview.scope.name)
    if interview.is_empty:
        return tr("No question is in {selection}.", selection)
    if interview.scope.name:
        return tr("All questions of {selection} have been asked.", selection)
    return tr("All questions have been asked.")


def _warning_lines(interview: Interview) -> Iterator[Line]:
    """Yield the first warnings, and how many more there are."""
    warnings = interview.warnings()
    yield from (Line(text, 0, 2) for text in warnings[:_MOST_WARNINGS])
    if len(warnings) > _MOST_WARNINGS:
        more = len(warnings) - _MOST_WARNINGS
        yield Line(tr("and {more} more; checklist validate lists all.", more))


def end_lines(interview: Interview, *, has_bars: bool = True) -> Iterator[Line]:
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


def _waiting(interview: Interview, parts: Sequence[SetProgress]) -> Iterator[str]:
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


_MOST_AT_ARRIVAL = 12
"""The most questions that a line names at the arrival at a set."""


class Arrivals:
    """Announces each set that is done, once, when the interview leaves it; introduces the next."""

    def __init__(self, *, announces_earlier: bool) -> None:
        """Begin before the first question.

        Args:
            announces_earlier: Whether it also announces sets that were done before the interview.
        """
        self._here = ""
        self._announced: set[str] | None = set() if announces_earlier else None
        """The sets that are not announced any more; None before the first question."""
        self._introduced: set[str] = set()

    def come_to(self, set_id: str, interview: Interview) -> Sequence[Line]:
        """Note in which set the interview is, and announce the set that it left.

        Args:
            set_id: The id of the set; empty at the end of the interview.
            interview: The interview.

        Returns:
            The announcement. It is empty where the set that was left is not done or was announced
            before, or where only some questions are asked.
        """
        left, self._here = self._here, set_id
        if self._announced is not None and (left == set_id or interview.scope.name):
            return ()
        parts, path = interview.progress(), interview.path
        done = {part.part.id: part for part in parts if _is_done(part, path)}
        if self._announced is None:
            self._announced = {*done} - {set_id}
        elif left in done and left not in self._announced:
            self._announced.add(left)
            return [*_done_lines(done[left], interview)]
        return ()

    def introduce(self, part: QuestionSet, interview: Interview) -> Sequence[Line]:
        """Return, once, the title and the rules of a set in which nobody has answered anything."""
        if part.id in self._introduced:
            return ()
        self._introduced.add(part.id)
        path = interview.path
        if not part.introduction or any(_is_given(question, path) for question in part.questions):
            return ()
        rules = [Line(text) for text in paragraphs(part.introduction)]
        counts = Line(_counts_of(part, interview))
        return [title_of_part(part, interview), *rules, Line(""), counts]

    def is_introduced(self, part: QuestionSet) -> bool:
        """Whether the rules of a set were returned, or need not be any more."""
        return part.id in self._introduced

    def put_off(self, part: QuestionSet) -> None:
        """Let the rules of a set come with the next prompt: they were not shown."""
        self._introduced.discard(part.id)


def title_of_part(part: QuestionSet, interview: Interview) -> Line:
    """Return the title of a set, with its number."""
    number, of = interview.questionnaire.part_number(part), len(interview.questionnaire.sets)
    return Line(tr("Part {number} of {of}: {part_title}", number, of, part.title), is_heading=True)


def _is_given(question: Question, path: AnswerPath) -> bool:
    """Whether a person answered a question in this report: no gate, and no earlier report."""
    by_gate = "by" in path.facts.answers.get(question.id, ())
    return path.is_answered(question.id) and not by_gate and not path.is_carried(question.id)


def _is_done(part: SetProgress, path: AnswerPath) -> bool:
    """Whether nothing required is left in a set, and something in it was answered by a person."""
    return part.is_complete and any(_is_given(question, path) for question in part.part.questions)


def _done_lines(part: SetProgress, interview: Interview) -> Iterator[Line]:
    """Yield a line on the set, its questions that are not known or open, and the progress."""
    parts, path = interview.progress(), interview.path
    number = interview.questionnaire.part_number(part.part)
    open_ones = [
        question
        for question in part.part.questions
        if question.id in path.on and not path.is_complete(question)
    ]
    if open_ones:
        message = tr(
            "Part {number}, {part_title}: nothing required is left.", number, part.part.title
        )
    else:
        message = tr("Part {number} is done: {part_title}.", number, part.part.title)
    yield Line(message, is_heading=True)
    yield from _named(tr("Not known"), part.not_known, interview)
    yield from _named(tr("Left open, and optional"), open_ones, interview)
    yield from _named(
        tr("Without evidence, which is optional"), _without_evidence(part, path), interview
    )
    answered, required = required_in_all(parts)
    yield Line(
        tr("In all, {answered} of {required} required questions are answered.", answered, required)
    )


def _without_evidence(part: SetProgress, path: AnswerPath) -> Sequence[Question]:
    """Return the questions of a set whose answers no law and no web address shows."""
    unsupported = path.facts.questionnaire.overriding("unsupported")
    given = [(q, path.facts.answers.get(q.id)) for q in part.part.questions if q.id in unsupported]
    return [
        q
        for q, answer in given
        if answer and "evidence" not in answer and unsupported[q.id](answer)
    ]


def _counts_of(part: QuestionSet, interview: Interview) -> str:
    """Return how many questions of a set are asked."""
    found = next(progress for progress in interview.progress() if progress.part.id == part.id)
    if not found.required:
        return tr("Optional questions: {optional}.", found.optional)
    if found.optional:
        return tr(
            "Required questions: {required}; optional: {optional}.", found.required, found.optional
        )
    return tr("Required questions: {required}.", found.required)


def after_part(part: QuestionSet, interview: Interview) -> str:
    """Return the entry that goes to the next part; empty where there is none to be asked."""
    number = interview.questionnaire.part_number(part)
    if interview.scope.name:
        return ""
    left = interview.progress()[number:]
    others = [part for part in left if part.required or part.optional]
    return f"/goto {interview.questionnaire.part_number(others[0].part)}" if others else ""


def _named(text: str, questions: Sequence[Question], interview: Interview) -> Iterator[Line]:
    """Yield a line with the numbers of some questions; nothing without any."""
    numbers = [interview.questionnaire.numbers[question.id] for question in questions]
    if numbers:
        yield Line(
            tr(
                "{text}: {numbers} (/goto {numbers_2}).",
                text,
                first_few(numbers, _MOST_AT_ARRIVAL),
                numbers[0],
            )
        )
