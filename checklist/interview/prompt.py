"""The values that an interview gives its face: prompts, related answers, outcomes of entries."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from checklist.answer_types.answer import AnswerData
from checklist.answer_types.interface import Step
from checklist.interview.user_commands import Action
from checklist.questionnaire.question import Question, QuestionSet
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.report.answer_text import answer_lines
from checklist.reports.answer_path import AnswerPath
from checklist.reports.report import Report
from checklist.text.messages import Message, semicolons, tr
from checklist.text.paragraphs import Line, first_words

_WIDTH = 60
"""Characters of an answer that are shown on the line of a related question."""


class Related(NamedTuple):
    """An answered question that is related to the current one."""

    question: Question
    number: str
    """Its number in the questionnaire: `6.3`."""
    line: str
    """Its answer on one line."""


def related(question: Question, path: AnswerPath) -> Iterator[Related]:
    """Yield the answered questions whose recommendations those of a question refer to."""
    others = path.facts.questionnaire.related(question)
    yield from (_related(other, path) for other in others if path.is_answered(other.id))


def _related(other: Question, path: AnswerPath) -> Related:
    answer = path.facts.answers[other.id]
    kept = {k: v for k, v in answer.items() if k != "note"}
    line = semicolons(answer_lines(other, kept, path.facts.questionnaire))
    number = path.facts.questionnaire.numbers[other.id]
    return Related(other, number, first_words(line, _WIDTH))


PART_STAYS_OPEN = Message("Enter leaves this part open.")

FindingsByQuestion = Callable[[Report], Mapping[str, Sequence[str]]]
"""A function from a report to messages on its answers, by question."""


class Prompt(NamedTuple):
    """One step of one question, with all that a face shows around it."""

    question: Question
    """The current question."""
    part: QuestionSet
    """The set of the question."""
    period: str
    """The period that the question asks about, with its dates where the report gives them."""
    step: Step
    is_first: bool
    """Whether it is the first step of the question."""
    earlier: Sequence[str]
    """The answer that the question has already, in lines of text."""
    earlier_by: str
    """The ministries that gave that answer, in words; empty for an answer of the official."""
    kept_by: str
    """Those that gave what Enter keeps at this step, in the same way."""
    is_carried: bool
    """Whether that answer comes from an earlier report and waits to be confirmed."""
    keeps_whole_answer: bool
    """Whether Enter keeps that answer as a whole."""
    stays_open: bool
    """Whether Enter leaves the question without an answer, whatever else it does at the step."""
    required: bool
    """Whether a final report needs an answer to the question."""
    number: int
    """The position of the question among those on path in its set, from 1."""
    of: int
    """The number of questions on path in the set."""
    related: Related | None
    """A related answer, to be shown at the first step."""
    findings: Sequence[str]
    """Messages on the faults of the answer, in an interview that corrects a report."""
    selected: str
    """The name of the scope and the position in it; empty when all questions are asked."""
    is_selected: bool
    """Whether the scope has the question: one can go to others, too."""
    visit: int
    """A number that rises each time that the interview goes to a question, even the current one."""
    is_aside: bool = False
    """Whether the step is asked before the answer goes on, such as a reason for not knowing it."""

    @property
    def earlier_title(self) -> str:
        """What stands above the answer that the question has already."""
        if self.is_carried:
            return tr("Answer of the earlier report, not confirmed yet:")
        if self.earlier_by:
            return tr("Answer of {earlier_by}:", self.earlier_by)
        return tr("Your answer:")

    @property
    def demand(self) -> str:
        """Whether a final report needs the answer, in one word."""
        return tr("required") if self.required else tr("optional")


class Outcome(NamedTuple):
    """The effect of one entry."""

    changed: bool = False
    """Whether the report changed and is to be saved."""
    refused: str = ""
    """The reason why the entry was not taken; empty when it was."""
    notices: Sequence[str] = ()
    """Messages for the official on the effect."""
    answered: Sequence[str] = ()
    """The answer that was taken, in lines of text, where it was typed as numbers."""
    lines: Sequence[Line] = ()
    """The text that the official asked to see."""
    shown: Action | None = None
    """A command that the face carries out, because it only shows something."""
    argument: str = ""
    """The argument of that command."""
    quit: bool = False
    """Whether the interview stops here."""


def lines_without_carried(
    question: Question, answer: AnswerData, questionnaire: Questionnaire
) -> Sequence[str]:
    """Return an answer in lines of text, without the remark that it is carried."""
    kept = {key: part for key, part in answer.items() if key != "carried"}
    return answer_lines(question, kept, questionnaire)
