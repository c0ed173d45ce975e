"""The reading grade of the questions, by the formula of Flesch and Kincaid.

`python -m tests.questions.readability` prints the grades. The formula is 0.39 words a sentence
+ 11.8 syllables a word - 15.59 (Kincaid and others, 1975). A group of vowels is a syllable.
"""

import re
from collections.abc import Iterable

from checklist.questionnaire.loading import shipped
from checklist.questionnaire.questionnaire import Questionnaire

_WORD = re.compile(r"[A-Za-z]+(?:['\u2019-][A-Za-z]+)*")
_SENTENCE_END = re.compile(r"[.!?:;](?:\s|$)")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?<=[^aeiouyl])e$|(?<=[^aeiouytd])ed$|(?<=[^aeiouyscgxz])es$")


def syllables(word: str) -> int:
    """Return the number of syllables of an English word; one at least."""
    return max(1, len(_VOWELS.findall(_SILENT.sub("", word.casefold()))))


def grade(texts: Iterable[str]) -> float:
    """Return the grade of some texts. A text without a stop at its end is a sentence, too."""
    sentences = words = parts = 0
    for text in texts:
        found = [one for run in _WORD.findall(text) for one in run.split("-")]
        if not found:
            continue
        words += len(found)
        parts += sum(map(syllables, found))
        sentences += max(1, len(_SENTENCE_END.findall(text)))
    return 0.39 * words / sentences + 11.8 * parts / words - 15.59


def asks(questionnaire: Questionnaire) -> list[str]:
    """Return the words of the questions alone."""
    return [question.ask for question in questionnaire.questions.values()]


def everything(questionnaire: Questionnaire) -> list[str]:
    """Return all that an official reads: questions, guidance, rows, options and more."""
    texts = [questionnaire.head.introduction or ""]
    texts += [part.introduction or "" for part in questionnaire.sets]
    for question in questionnaire.questions.values():
        answer_type = question.answer_type
        texts += [question.ask, question.guidance or "", question.more or ""]
        texts += [row.label for row in answer_type.listed_rows()]
        texts += [column.label for column in answer_type.listed_columns()]
        texts += [label for _, label in answer_type.offered()]
    texts += [one.definition for one in questionnaire.head.glossary.values()]
    return [line for text in texts for line in text.split("\n")]


if __name__ == "__main__":
    shipped_questions = shipped("ctoc-cop-2010-6")
    print(f"questions:  {grade(asks(shipped_questions)):.2f}")
    print(f"everything: {grade(everything(shipped_questions)):.2f}")
