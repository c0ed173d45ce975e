"""The arrival at a question set: what is done in the one before, and the rules of this one."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from checklist.questionnaire.question import Question, QuestionSet
from checklist.reports.answer_path import AnswerPath
from checklist.reports.progress import SetProgress, required_in_all
from checklist.text.enumeration import first_few
from checklist.text.messages import tr
from checklist.text.paragraphs import Line, paragraphs

if TYPE_CHECKING:
    from checklist.interview.engine import Interview

_MOST_NAMED = 12
"""The most questions that a line names."""


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

    def come_to(self, set_id: str, interview: "Interview") -> Sequence[Line]:
        """Note in which set the interview is, and announce the set that it left.

        Args:
            set_id: The id of the set; empty at the end of the interview.
            interview: The interview.

        Returns:
            The announcement. It is empty where the set that was left is not done or was announced
            before, or where only some questions are asked.
        """
        left, self._here = self._here, set_id
        if self._announced is None:
            done = (
                part_progress.part.id
                for part_progress in interview.progress()
                if _is_done(part_progress, interview.path)
            )
            self._announced = {*done} - {set_id}
        elif left != set_id and left not in self._announced and not interview.scope.name:
            part = next(
                (
                    part_progress
                    for part_progress in interview.progress()
                    if part_progress.part.id == left
                ),
                None,
            )
            if part is not None and _is_done(part, interview.path):
                self._announced.add(left)
                return [*_done_lines(part, interview)]
        return ()

    def introduce(self, part: QuestionSet, interview: "Interview") -> Sequence[Line]:
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


def title_of_part(part: QuestionSet, interview: "Interview") -> Line:
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


def _done_lines(part: SetProgress, interview: "Interview") -> Iterator[Line]:
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
    unsupported, answers = path.facts.questionnaire.overriding("unsupported"), path.facts.answers
    given = [
        question
        for question in part.part.questions
        if question.id in unsupported and question.id in answers
    ]
    return [
        question
        for question in given
        if "evidence" not in answers[question.id] and unsupported[question.id](answers[question.id])
    ]


def _counts_of(part: QuestionSet, interview: "Interview") -> str:
    """Return how many questions of a set are asked."""
    found = next(progress for progress in interview.progress() if progress.part.id == part.id)
    if not found.required:
        return tr("Optional questions: {optional}.", found.optional)
    if found.optional:
        return tr(
            "Required questions: {required}; optional: {optional}.", found.required, found.optional
        )
    return tr("Required questions: {required}.", found.required)


def after_part(part: QuestionSet, interview: "Interview") -> str:
    """Return the entry that goes to the next part; empty where there is none to be asked."""
    number = interview.questionnaire.part_number(part)
    if interview.scope.name:
        return ""
    left = interview.progress()[number:]
    others = [part for part in left if part.required or part.optional]
    return f"/goto {interview.questionnaire.part_number(others[0].part)}" if others else ""


def _named(text: str, questions: Sequence[Question], interview: "Interview") -> Iterator[Line]:
    """Yield a line with the numbers of some questions; nothing without any."""
    numbers = [interview.questionnaire.numbers[question.id] for question in questions]
    if numbers:
        yield Line(
            tr(
                "{text}: {numbers} (/goto {numbers_2}).",
                text,
                first_few(numbers, _MOST_NAMED),
                numbers[0],
            )
        )
