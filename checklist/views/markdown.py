"""A whole questionnaire to print: Markdown with boxes to tick."""

import re
from collections.abc import Iterator

from checklist.models.question import Question
from checklist.models.questionnaire import Questionnaire
from checklist.models.words import in_words

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def as_markdown(questionnaire: Questionnaire) -> str:
    """Return the questionnaire with its sets, questions, options and glossary."""
    return "\n".join(_lines(questionnaire)) + "\n"


def _lines(questionnaire: Questionnaire) -> Iterator[str]:
    head = questionnaire.head
    yield f"# {_text(head.title)}"
    yield ""
    source = f"{_text(head.source.symbol)}, {head.source.date}"
    yield f"{head.id}, version {head.version}. Source: {source}."
    for paragraph in (head.introduction or "").strip().split("\n\n"):
        yield ""
        yield _text(paragraph)
    for number, part in enumerate(questionnaire.sets, 1):
        yield ""
        yield f"## {number}. {_text(part.title)}"
        if part.introduction:
            yield ""
            yield _text(part.introduction)
        for index, question in enumerate(part.questions, 1):
            yield ""
            yield from _question(f"{number}.{index}", question, questionnaire)
    yield ""
    yield "## Terms"
    for term in sorted(head.glossary.values(), key=lambda term: term.term.casefold()):
        yield ""
        yield f"**{_text(term.term)}**: {_text(term.definition)}"


def _question(number: str, question: Question, questionnaire: Questionnaire) -> Iterator[str]:
    yield f"### {number} {_text(question.ask)}"
    yield ""
    served = ", ".join(one.id for one in questionnaire.recommendations_of(question))
    beside = [f"`{question.id}`", f"recommendations {served}" if served else ""]
    beside += ["optional" if question.optional else "required"]
    yield "; ".join(filter(None, beside))
    if question.when is not None:
        yield ""
        yield f"*Only when {_text(in_words(question.when, questionnaire.questions))}.*"
    for text in (question.guidance, question.period and f"Period: {question.period}"):
        if text:
            yield ""
            yield _text(text)
    yield ""
    yield from _answer(question)
    if question.more:
        yield ""
        for line in question.more.strip().splitlines():
            yield f"> {_text(line)}"


def _answer(question: Question) -> Iterator[str]:
    answer_type = question.answer_type
    offered = [_text(label) for _, label in answer_type.offered()]
    rows = getattr(answer_type, "items", None)
    columns = getattr(answer_type, "columns", None)
    if rows is not None:
        yield f"| | {' | '.join(offered)} |"
        yield f"|---|{'---|' * len(offered)}"
        for row in rows:
            yield f"| {_text(row.label)} |{' ☐ |' * len(offered)}"
    elif columns is not None:
        yield f"| {' | '.join(_text(column.label) for column in columns)} |"
        yield f"|{'---|' * len(columns)}"
        for _ in range(3):
            yield f"|{'  |' * len(columns)}"
    elif offered:
        for label in offered:
            yield f"- ☐ {label}"
    else:
        yield f"({answer_type.type}) ______________________________"


def _text(text: str) -> str:
    """Return a text on one line in which nothing is markup."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
