"""Commands that look something up: /find by the words of questions, /list."""

from collections.abc import Iterator

from checklist.answer_types.interface import Refusal
from checklist.interview.position import InterviewPosition
from checklist.interview.prompt import Outcome
from checklist.interview.user_commands import Entry
from checklist.questionnaire.question import Question, QuestionSet
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.text.messages import tr
from checklist.text.paragraphs import folded
from checklist.text.sanitize import quoted

ALL = "all"
"""The argument of `/list` for the answers of all sets."""


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


# The commands that only look something up: they change nothing in the report.


def find_words(position: InterviewPosition, entry: Entry) -> Outcome:
    """Have the questions listed that have some words."""
    if not entry.text:
        raise Refusal(tr("Say which word: /find police."))
    if not matching(position.questionnaire, entry.text):
        raise Refusal(tr("{entry} is in no question. Try another word.", quoted(entry.text)))
    return Outcome(shown=entry.action, argument=entry.text)


def list_parts(position: InterviewPosition, entry: Entry) -> Outcome:
    """Have the sets listed; of one set, or of all, the answers."""
    name = entry.text.strip()
    if not name or name.casefold() == ALL:
        return Outcome(shown=entry.action, argument=name and ALL)
    return Outcome(shown=entry.action, argument=_find_set(position, name).id)


def _find_set(position: InterviewPosition, name: str) -> QuestionSet:
    part = position.questionnaire.find_part(name)
    if part is None:
        raise Refusal(tr("There is no part {name}. /list shows the parts.", quoted(name)))
    return part
