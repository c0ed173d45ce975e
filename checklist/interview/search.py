"""Search for the questions that contain some words."""

from collections.abc import Iterator

from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire


def matching(questionnaire: Questionnaire, words: str) -> list[Question]:
    """Return the questions that contain all words; first those that have them in their text.

    The search covers the id, the text, the guidance and explanation, the options and rows, and
    the summaries of the recommendations. It ignores case; the beginning of a word is enough.
    """
    wanted = words.casefold().split()
    found: list[tuple[bool, Question]] = []
    for question in questionnaire.questions.values():
        asked = f"{question.id} {question.ask}".casefold()
        everything = " ".join([asked, *_texts(question, questionnaire)]).casefold()
        if all(_stands_in(word, everything) for word in wanted):
            found.append((all(_stands_in(word, asked) for word in wanted), question))
    return [q for first in (True, False) for is_asked, q in found if is_asked is first]


def has_words(words: str, text: str) -> bool:
    """Return whether all words, or beginnings of words, stand in a text. Case does not count."""
    folded = text.casefold()
    return all(_stands_in(word, folded) for word in words.casefold().split())


def _stands_in(word: str, text: str) -> bool:
    """Return whether a word of the text begins with this one."""
    at = text.find(word)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(word, at + 1)
    return at >= 0


def _texts(question: Question, questionnaire: Questionnaire) -> Iterator[str]:
    yield question.guidance or ""
    yield question.more or ""
    yield from (label for _, label in question.answer_type.offered())
    yield from (field.label for field in question.answer_type.fields().values())
    for recommendation in questionnaire.recommendations_of(question):
        yield f"{recommendation.id} {recommendation.summary}"
