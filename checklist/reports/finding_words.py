"""Findings on answers in the words of the questionnaire: rows, columns and options by their labels.

An official reads them next to the question, where the ids of a file say nothing.
"""

import re
from collections.abc import Iterator, Mapping

from checklist.diagnostics import DocumentPath
from checklist.questionnaire.question import Question
from checklist.text.messages import in_quotes, tr
from checklist.text.suggestions import ALLOWED

_NAMED = re.compile(r"`([^`]+)`")


def finding_in_words(message: str, where: DocumentPath, question: Question) -> str:
    """Return a message on an answer with labels in place of ids, and with its row or entry.

    Args:
        message: The message, in which ids stand in back quotes.
        where: The place in the report: `answers`, the question, `value`, a row or entry, a column.
        question: The question.
    """
    labels = _labels(question)
    place = [name for name in _place(where, labels) if f"`{name[0]}`" not in message]
    said = _NAMED.sub(lambda found: _quoted_label(found, labels), message)
    for _, words in reversed(place):
        said = tr("{place}: {said}", words, said)
    return said


def hint_in_words(hint: str, question: Question) -> str:
    """Return a hint with labels, without the codes that are allowed: the options stand below."""
    labels = _labels(question)
    before_names = tr(ALLOWED).partition("{")[0]
    without_names = re.sub(rf"[ ;；\u00a0]*{re.escape(before_names)}.*$", "", hint)
    return _NAMED.sub(lambda found: _quoted_label(found, labels), without_names)


def _labels(question: Question) -> Mapping[str, str]:
    """Return the labels of the options, rows and columns of a question by their ids."""
    answer_type = question.answer_type
    fields = {name: field.label for name, field in answer_type.fields().items()}
    return {**dict(answer_type.offered()), **fields}


def _place(where: DocumentPath, labels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the parts of a place within a value, each with its words."""
    inside = where[3:] if len(where) > 3 and where[2] == "value" else ()
    for part in inside[:2]:
        if isinstance(part, int):
            yield "", tr("entry {part}", part + 1)
        elif part in labels:
            yield part, labels[part]


def _quoted_label(found: re.Match[str], labels: Mapping[str, str]) -> str:
    return in_quotes(labels[found[1]]) if found[1] in labels else found[0]
