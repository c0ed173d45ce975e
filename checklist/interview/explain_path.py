"""Explanation of why a question is asked or not: its condition and the answers it depends on."""

from collections.abc import Iterator

from checklist.answer_types.state import state_name
from checklist.questionnaire.condition import AS_OF, STATE, names
from checklist.questionnaire.condition_text import asked_when, gate_texts
from checklist.questionnaire.question import Question
from checklist.render.report.answer_text import answer_lines
from checklist.reports.answer_path import AnswerPath
from checklist.text.paragraphs import Line, one_line

_WIDTH = 160
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
    return f"{number} {other.ask} ({one_line(answer, _WIDTH)})"


def _demand(question: Question, path: AnswerPath) -> str:
    """Return a sentence on whether a final report needs the answer."""
    if path.is_required(question):
        return "A final report needs an answer. “Not known” is an answer, too: /unknown."
    if question.optional:
        return "It is optional: a report can be final without it."
    return "It is optional for your State, which is not a party. A report can be final without it."
