"""Commands that look something up: find, review, list, why with its reasons, and /same."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from checklist.answer_types.answer import AnswerData
from checklist.answer_types.interface import ListedQuestion, Option, Refusal, Steps, Value
from checklist.answer_types.options import option_step, read_option
from checklist.answer_types.state import state_name
from checklist.interview.navigation import Navigation
from checklist.interview.position import InterviewPosition
from checklist.interview.prompt import Outcome
from checklist.interview.related import Related, related, taken_from
from checklist.interview.search import matching
from checklist.interview.states import answered_state
from checklist.interview.user_commands import Entry
from checklist.questionnaire.condition import AS_OF, STATE, names
from checklist.questionnaire.condition_text import asked_when, gate_texts
from checklist.questionnaire.question import Question, QuestionSet
from checklist.render.report.answer_text import answer_lines
from checklist.reports.answer_path import AnswerPath
from checklist.text.paragraphs import Line, first_words, one_line
from checklist.text.sanitize import quoted

_PATH_WIDTH = 160
"""Characters of an answer that are shown."""


def why(question: Question, path: AnswerPath) -> Iterator[Line]:
    """Yield why a question is asked or not, whether it is required, and its dependents."""
    questionnaire = path.facts.questionnaire
    numbers = questionnaire.numbers
    yield Line(f"{numbers[question.id]} {question.ask}", is_heading=True)
    if question.when is None:
        yield Line("This question is asked of every State.")
    else:
        words = asked_when(question, questionnaire.questions, questionnaire.numbers)
        if question.id in path.on:
            yield Line(f"This question is asked because {words}.")
        else:
            yield Line(f"This question is not asked now. It is asked only when {words}.")
        yield Line("It depends on:")
        yield from (Line(text, 2, 2) for text in _facts(question, path))
    if question.id in path.on:
        yield Line(_demand(question, path))
    depending = [
        numbers[other.id]
        for other in questionnaire.questions.values()
        if other.when is not None and question.id in names(other.when)
    ]
    if depending:
        yield Line(f"Your answer decides whether these are asked: {', '.join(depending)}.")
    targets = ", ".join(numbers[target] for _, target in question.gate_targets)
    for own, filled in gate_texts(question).items():
        yield Line(f"If you answer {own}, these are filled in with {filled}: {targets}.")


def _facts(question: Question, path: AnswerPath) -> Iterator[str]:
    """Yield a line for each value that the condition of a question depends on."""
    assert question.when is not None
    for name in names(question.when):
        yield _fact(name, path)


def _fact(question_id: str, path: AnswerPath) -> str:
    """Return a question with its answer, as a condition sees it."""
    if question_id == AS_OF:
        return f"the date of the report: {path.facts.as_of}"
    if question_id == STATE:
        return f"the State: {state_name(path.facts.state)}"
    other = path.facts.questionnaire.questions[question_id]
    if question_id not in path.on:
        answer = "not asked"
    elif not path.has_begun(question_id):
        answer = "not answered yet"
    else:
        given = path.facts.answers[question_id]
        answer = "; ".join(answer_lines(other, given, path.facts.questionnaire))
    number = path.facts.questionnaire.numbers[question_id]
    return f"{number} {other.ask} ({one_line(answer, _PATH_WIDTH)})"


def _demand(question: Question, path: AnswerPath) -> str:
    """Return a sentence on whether a final report needs the answer."""
    if path.is_required(question):
        return "A final report needs an answer. “Not known” is an answer, too: /unknown."
    if question.optional:
        return "It is optional: a report can be final without it."
    return "It is optional for your State, which is not a party. A report can be final without it."


_MOST_FOUND = 20
"""The most questions that a search shows."""

_WIDTH = 200
"""Characters of an answer that a list of answers shows."""


class _QuestionList(NamedTuple):
    """Questions from which one can be chosen."""

    heading: str
    listed: Mapping[str, ListedQuestion]
    """The questions by their ids."""
    label: Callable[[ListedQuestion], str]
    """Returns the words for a question on one line."""
    purpose: str
    """The reason to choose one, as in `to go there`."""

    def steps(self) -> Steps:
        """Ask for the number of a question. The value is its id, or None."""
        options = [Option.fixed(i, self.label(one)) for i, one in self.listed.items()]
        ids = {one.number: i for i, one in self.listed.items()}

        def read(entry: str) -> Value:
            return ids.get(entry.strip()) or read_option(options, entry)

        step = option_step(
            "question", options, ask=self.heading, previous=None, required=False, read=read
        )
        enter = f"Type a number {self.purpose}; Enter goes on where you were."
        listed = [*self.listed.values()]
        question_id = yield step._replace(enter=enter, is_lookup=True, listed=listed)
        return question_id


class Lookups:
    """The commands that only look something up. They change nothing in the report."""

    def __init__(self, position: InterviewPosition) -> None:
        self._position = position
        self._draft = position.draft
        self._questionnaire = position.draft.questionnaire

    def find(self, entry: Entry) -> Outcome:
        """List the questions that have some words, to go to one."""
        if not entry.text:
            raise Refusal("Say which word: /find police.")
        found = matching(self._questionnaire, entry.text)
        if not found:
            raise Refusal(f"{quoted(entry.text)} is in no question. Try another word.")
        more = len(found) - _MOST_FOUND
        words = quoted(entry.text)
        heading = f"Questions with {words}:"
        if more > 0:
            heading = f"Questions with {words}: (the first {_MOST_FOUND}; {more} more have it)"
        listed = {one.id: self._listed(one, self._state(one)) for one in found[:_MOST_FOUND]}
        return self._choose(
            _QuestionList(heading=heading, listed=listed, label=_with_state, purpose="to go there")
        )

    def review(self, entry: Entry) -> Outcome:
        """List the answers of a set, or of all, to change one.

        A face that asks rows in any order shows them whole on a page of its own.
        """
        is_all = entry.text.strip().casefold() == "all"
        parts = self._questionnaire.sets if is_all else [self._set_named(entry.text)]
        name = "the whole report" if is_all else f"“{parts[0].title}”"
        if self._position.in_any_order:
            return Outcome(shown=entry.action, argument="" if is_all else parts[0].id)
        listed = {
            question.id: self._listed(question, self._given(question, answer))
            for part in parts
            for question in part.questions
            if question.id in self._draft.path.on
            if (answer := self._draft.usable.get(question.id)) is not None
        }
        if not listed:
            raise Refusal(f"No question of {name} is answered yet.")
        heading = f"Your answers in {name}:"
        purpose = "to change an answer"
        return self._choose(
            _QuestionList(heading=heading, listed=listed, label=_with_answer, purpose=purpose)
        )

    def _lines(self, question: Question, answer: AnswerData) -> Sequence[str]:
        return answer_lines(question, answer, self._questionnaire)

    def list(self, entry: Entry) -> Outcome:
        """Have the sets listed, or the questions of one."""
        argument = self._find_set(entry.text).id if entry.text else ""
        return Outcome(shown=entry.action, argument=argument)

    def why(self, entry: Entry) -> Outcome:
        """Explain why a question is asked, or is not."""
        position = self._position
        named = position.navigation.find_by_name(entry.text) if entry.text else [position.question]
        if not named:
            raise Refusal(
                f"There is no question, part or recommendation {quoted(entry.text)} here."
            )
        return Outcome(lines=[line for one in named for line in why(one, self._draft.path)])

    def _listed(self, question: Question, beside: str) -> ListedQuestion:
        number = self._questionnaire.numbers[question.id]
        return ListedQuestion(number=number, words=question.ask, beside=beside)

    def _state(self, question: Question) -> str:
        """Return the state of a question; nothing where it is open."""
        path = self._draft.path
        if question.id not in path.on:
            return "not asked now"
        return answered_state(question, path) if path.is_complete(question) else ""

    def _given(self, question: Question, answer: AnswerData) -> str:
        """Return the first words of an answer."""
        return first_words("; ".join(self._lines(question, answer)), _WIDTH)

    def _set_named(self, name: str) -> QuestionSet:
        """Return the set of this name; without one, that of the current question."""
        if not name:
            if self._position.current is None:
                raise Refusal("Say which part: /review 4, or /review all. /list shows the parts.")
            return self._questionnaire.set_of[self._position.current]
        return self._find_set(name)

    def _find_set(self, name: str) -> QuestionSet:
        part = self._questionnaire.find_part(name)
        if part is None:
            raise Refusal(f"There is no part {quoted(name)}. /list shows the parts.")
        return part

    def _choose(self, questions: _QuestionList) -> Outcome:
        """Ask for a question of a list, and go there."""
        position = self._position
        position.leave_dialogue()

        def done(question_id: Value) -> Outcome:
            position.dialogues.pop()
            if question_id is None:
                return Outcome()
            if question_id not in self._draft.path.on:
                question = self._questionnaire.questions[question_id]
                return Outcome(lines=[*why(question, self._draft.path)])
            return position.visit(question_id)

        return position.ask(questions.steps, done)


def _with_state(listed: ListedQuestion) -> str:
    state = f"[{listed.beside}] " if listed.beside else ""
    return f"{listed.number} {state}{listed.words}"


def _with_answer(listed: ListedQuestion) -> str:
    return f"{listed.number} {listed.beside} ({listed.words})"


def reusable_answer(question: Question, name: str, navigation: Navigation) -> Related:
    """Return the answer that a question can take over.

    Args:
        question: The question.
        name: The name of another question; when it is empty, the nearest related one counts.
        navigation: The questions, and the draft with their answers.

    Raises:
        Refusal: There is no such answer.
    """
    path = navigation.draft.path
    if not name:
        found = next(related(question, path), None)
        if found is None:
            raise Refusal(
                "No related question is answered. Type /same and the number of a question to take "
                "over its answer."
            )
        return found
    named = [other for other in navigation.find_by_name(name) if other.id != question.id]
    answers = [taken_from(question, other, path) for other in named]
    answered = [answer for answer in answers if answer is not None]
    if not answered:
        raise Refusal(f"No other question {quoted(name)} is answered.")
    return next((one for one in answered if one.offered), answered[0])
