"""A whole questionnaire to print: Markdown with boxes to tick."""

import re
from collections.abc import Iterator, Sequence

from checklist.answer_types.answer import MISSING_LABELS
from checklist.answer_types.implementation import PARTIAL
from checklist.models.question import Question
from checklist.models.questionnaire import Questionnaire
from checklist.models.words import in_words
from checklist.prose import paragraphs
from checklist.sanitize import safe_text
from checklist.views.interface import form_of

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")
_FIRST_OF_LINE = re.compile(r"^([-+]|[0-9]+(?=[.)]))")

_LINE = "______________________________"
_FOLLOW_UPS = (
    "What the law or rule says",
    "How it is applied in practice",
    "Law and article, or web address, that shows it",
)
"""What is asked of a measure that is in place, at least in part."""


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
        yield from _paragraph(paragraph)
    missing = ", ".join(f"“{label.lower()}”" for label in MISSING_LABELS.values())
    yield from _paragraph(
        f"Beside each question, one of these can be written instead of an answer: {missing}. "
        "The first two need a reason."
    )
    for number, part in enumerate(questionnaire.sets, 1):
        yield ""
        yield f"## {number}. {_text(part.title)}"
        yield from _paragraph(part.introduction)
        for index, question in enumerate(part.questions, 1):
            yield ""
            yield from _question(f"{number}.{index}", question, questionnaire)
    if head.glossary:
        yield ""
        yield "## Terms"
    for term in sorted(head.glossary.values(), key=lambda term: term.term.casefold()):
        yield ""
        yield f"**{_text(term.term)}**: {_text(term.definition)}"


def _question(number: str, question: Question, questionnaire: Questionnaire) -> Iterator[str]:
    yield f"### {number} {_text(question.ask)}"
    yield ""
    served = [one.id for one in questionnaire.recommendations_of(question)]
    word = "recommendation" if len(served) == 1 else "recommendations"
    cited = f"{word} {', '.join(served)}" if served else ""
    beside = [f"`{question.id}`", cited, _demand(question, questionnaire)]
    yield "; ".join(filter(None, beside))
    if question.when is not None:
        yield ""
        yield f"*Only when {_text(in_words(question.when, questionnaire.questions))}.*"
    yield from _paragraph(question.guidance)
    if question.period:
        yield from _paragraph(f"Period: {question.period}")
    yield ""
    yield from _answer(question)
    for index, paragraph in enumerate(paragraphs(question.more)):
        yield ">" if index else ""
        yield f"> {_text(paragraph)}"


def _demand(question: Question, questionnaire: Questionnaire) -> str:
    if question.optional:
        return "optional"
    if questionnaire.binds_parties_only(question):
        return "required of States parties"
    return "required"


def _answer(question: Question) -> Iterator[str]:
    answer_type = question.answer_type
    offered = [_text(label) for _, label in answer_type.offered()]
    rows = getattr(answer_type, "items", None)
    columns = getattr(answer_type, "columns", None)
    if rows is not None:
        yield "Tick one box in each row:"
        yield ""
        yield from _table(
            ["", *offered], [[_text(row.label), *["☐"] * len(offered)] for row in rows]
        )
    elif columns is not None:
        labels = [_text(column.label) for column in columns]
        yield from _table(labels, [[""] * len(labels)] * 3)
    elif offered:
        is_several = "all_of" in answer_type.operators
        yield from _boxes("Tick one or more:" if is_several else "Tick one:", offered)
    else:
        yield f"({_text(form_of(answer_type))}) {_LINE}"
    if answer_type.type == "implementation":
        yield ""
        partial = [_text(option.label) for option in PARTIAL]
        yield from _boxes("If it is only partly implemented, tick one or more:", partial)
        for follow_up in _FOLLOW_UPS:
            yield ""
            yield f"{follow_up}: {_LINE}"


def _boxes(lead: str, labels: Sequence[str]) -> Iterator[str]:
    yield lead
    yield ""
    for label in labels:
        yield f"- ☐ {label}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _paragraph(text: str | None) -> Iterator[str]:
    """Yield an empty line and the text on one line, or nothing."""
    if text and text.strip():
        yield ""
        yield _text(text)


def _text(text: str) -> str:
    """Return a text on one line in which nothing is markup."""
    escaped = _SPECIAL.sub(r"\\\1", safe_text(" ".join(text.split())))
    return _FIRST_OF_LINE.sub(_escaped_marker, escaped)


def _escaped_marker(found: re.Match[str]) -> str:
    """Keep a text that begins like an item of a list from becoming one."""
    marker = found[1]
    return f"{marker}\\" if marker.isdigit() else f"\\{marker}"
