"""Commands that look something up: /find by the words of questions, /review, /list, /why, /same."""

from collections.abc import Iterator

from checklist.answer_types.interface import Refusal
from checklist.answer_types.state_entries import state_name
from checklist.interview.navigation import Navigation
from checklist.interview.position import InterviewPosition
from checklist.interview.prompt import Outcome, Related, related, taken_from
from checklist.interview.user_commands import Entry
from checklist.questionnaire.condition import AS_OF, STATE, names
from checklist.questionnaire.condition_text import asked_when, gate_texts
from checklist.questionnaire.question import Question, QuestionSet
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.report.answer_text import answer_lines
from checklist.reports.answer_path import AnswerPath
from checklist.text.messages import commas, semicolons, tr, with_aside
from checklist.text.paragraphs import Line, folded, one_line
from checklist.text.sanitize import quoted


def matching(questionnaire: Questionnaire, words: str) -> list[Question]:
    """Return the questions that contain all words; first those that have them in their text.

    The search covers the id, the text, the guidance and explanation, the options and rows, and
    the summaries of the recommendations. It ignores case; the beginning of a word is enough.
    """
    wanted = folded(words).split()
    found: list[tuple[bool, Question]] = []
    for question in questionnaire.questions.values():
        asked = folded(f"{question.id} {question.ask}")
        everything = folded(" ".join([asked, *_texts(question, questionnaire)]))
        if all(_stands_in(word, everything) for word in wanted):
            found.append((all(_stands_in(word, asked) for word in wanted), question))
    return [q for first in (True, False) for is_asked, q in found if is_asked is first]


def has_words(words: str, text: str) -> bool:
    """Return whether all words, or beginnings of words, stand in a text. Case does not count.

    Of words in other scripts than Latin, any part will do: not all have spaces between words.
    """
    whole = folded(text)
    return all(_stands_in(word, whole) for word in folded(words).split())


def _stands_in(word: str, text: str) -> bool:
    """Return whether a word of the text begins with this one, or has it within."""
    at = text.find(word)
    while at > 0 and text[at - 1].isalnum() and text[at - 1].isascii():
        at = text.find(word, at + 1)
    return at >= 0


def _texts(question: Question, questionnaire: Questionnaire) -> Iterator[str]:
    yield question.guidance or ""
    yield question.more or ""
    yield from (label for _, label in question.answer_type.offered())
    yield from (field.label for field in question.answer_type.fields().values())
    for recommendation in questionnaire.recommendations_of(question):
        yield f"{recommendation.id} {recommendation.summary}"


_PATH_WIDTH = 160
"""Characters of an answer that are shown."""


def why(question: Question, path: AnswerPath) -> Iterator[Line]:
    """Yield why a question is asked or not, whether it is required, and its dependents."""
    questionnaire = path.facts.questionnaire
    numbers = questionnaire.numbers
    yield Line(f"{numbers[question.id]} {question.ask}", is_heading=True)
    if question.when is None:
        yield Line(tr("This question is asked of every State."))
    else:
        words = asked_when(question, questionnaire.questions, questionnaire.numbers)
        if question.id in path.on:
            yield Line(tr("This question is asked because {words}.", words))
        else:
            yield Line(tr("This question is not asked now. It is asked only when {words}.", words))
        yield Line(tr("It depends on:"))
        yield from (Line(text, 2, 2) for text in _facts(question, path))
    if question.id in path.on:
        yield Line(_demand(question, path))
    depending = [
        numbers[other.id]
        for other in questionnaire.questions.values()
        if other.when is not None and question.id in names(other.when)
    ]
    if depending:
        yield Line(
            tr("Your answer decides whether these are asked: {depending}.", commas(depending))
        )
    targets = commas((numbers[target] for _, target in question.gate_targets))
    for own, filled in gate_texts(question, questionnaire.questions).items():
        yield Line(
            tr(
                "If you answer {own}, these are filled in with {filled}: {targets}.",
                own,
                filled,
                targets,
            )
        )


def _facts(question: Question, path: AnswerPath) -> Iterator[str]:
    """Yield a line for each value that the condition of a question depends on."""
    assert question.when is not None
    for name in names(question.when):
        yield _fact(name, path)


def _fact(question_id: str, path: AnswerPath) -> str:
    """Return a question with its answer, as a condition sees it."""
    if question_id == AS_OF:
        return tr("the date of the report: {of}", path.facts.as_of)
    if question_id == STATE:
        return tr("the State: {state_name}", state_name(path.facts.state))
    other = path.facts.questionnaire.questions[question_id]
    if question_id not in path.on:
        answer = tr("not asked")
    elif not path.has_begun(question_id):
        answer = tr("not answered yet")
    else:
        given = path.facts.answers[question_id]
        answer = semicolons(answer_lines(other, given, path.facts.questionnaire))
    number = path.facts.questionnaire.numbers[question_id]
    return with_aside(f"{number} {other.ask}", one_line(answer, _PATH_WIDTH))


def _demand(question: Question, path: AnswerPath) -> str:
    """Return a sentence on whether a final report needs the answer."""
    if path.is_required(question):
        return tr("A final report needs an answer. “Not known” is an answer, too: /unknown.")
    if question.optional:
        return tr("It is optional: a report can be final without it.")
    return tr(
        "It is optional for your State, which is not a party. A report can be final without it."
    )


# The commands that only look something up: they change nothing in the report.


def find_words(position: InterviewPosition, entry: Entry) -> Outcome:
    """Have the questions listed that have some words."""
    if not entry.text:
        raise Refusal(tr("Say which word: /find police."))
    if not matching(position.questionnaire, entry.text):
        raise Refusal(tr("{entry} is in no question. Try another word.", quoted(entry.text)))
    return Outcome(shown=entry.action, argument=entry.text)


def review_answers(position: InterviewPosition, entry: Entry) -> Outcome:
    """Have the answers of a set shown, or of all: those of the set at hand without a name."""
    current, name = position.current, entry.text.strip()
    if name.casefold() == "all":
        return Outcome(shown=entry.action)
    if name or current is None:
        if not name:
            raise Refusal(tr("Say which part: /review 4, or /review all. /list shows the parts."))
        return Outcome(shown=entry.action, argument=_find_set(position, name).id)
    return Outcome(shown=entry.action, argument=position.questionnaire.set_of[current].id)


def list_parts(position: InterviewPosition, entry: Entry) -> Outcome:
    """Have the sets listed, or the questions of one."""
    argument = _find_set(position, entry.text).id if entry.text else ""
    return Outcome(shown=entry.action, argument=argument)


def explain_path(position: InterviewPosition, entry: Entry) -> Outcome:
    """Explain why a question is asked, or is not."""
    named = position.navigation.find_by_name(entry.text) if entry.text else [position.question]
    if not named:
        raise Refusal(
            tr("There is no question, part or recommendation {entry} here.", quoted(entry.text))
        )
    path = position.path
    return Outcome(lines=[line for question in named for line in why(question, path)])


def _find_set(position: InterviewPosition, name: str) -> QuestionSet:
    part = position.questionnaire.find_part(name)
    if part is None:
        raise Refusal(tr("There is no part {name}. /list shows the parts.", quoted(name)))
    return part


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
                tr(
                    "No related question is answered. Type /same and the number of a "
                    "question to take over its answer."
                )
            )
        return found
    named = [other for other in navigation.find_by_name(name) if other.id != question.id]
    answers = [taken_from(question, other, path) for other in named]
    answered = [answer for answer in answers if answer is not None]
    if not answered:
        raise Refusal(tr("No other question {name} is answered.", quoted(name)))
    return next((answer for answer in answered if answer.offered), answered[0])
