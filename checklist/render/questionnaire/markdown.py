"""A whole questionnaire to print: Markdown with boxes to tick."""

from collections.abc import Iterator, Sequence

from checklist.answer_types.answer import MISSING_LABELS
from checklist.answer_types.citable import CitableType
from checklist.answer_types.comparison_text import cell_in_words
from checklist.answer_types.implementation import Implementation
from checklist.questionnaire.condition_text import asked_when, gate_texts
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.markdown_escape import table, text
from checklist.render.questionnaire.expected_entry import form_of
from checklist.text.paragraphs import paragraphs

_LINE = "______________________________"
_FOLLOW_UPS = (
    "What the law or rule says",
    "How it is applied in practice",
    "Law and article, or web address, that shows it",
)
"""The lines for the details of a measure that is in place, at least in part."""


def as_markdown(questionnaire: Questionnaire) -> str:
    """Return the questionnaire with its sets, questions, options and glossary."""
    return "\n".join(_lines(questionnaire)) + "\n"


def _lines(questionnaire: Questionnaire) -> Iterator[str]:
    head = questionnaire.head
    yield f"# {text(head.title)}"
    yield ""
    source = f"{text(head.source.symbol)}, {head.source.date}"
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
        yield f"## {number}. {text(part.title)}"
        yield from _paragraph(part.introduction)
        for index, question in enumerate(part.questions, 1):
            yield ""
            yield from _question(f"{number}.{index}", question, questionnaire)
    if head.glossary:
        yield ""
        yield "## Terms"
    for term in sorted(head.glossary.values(), key=lambda term: term.term.casefold()):
        yield ""
        yield f"**{text(term.term)}**: {text(term.definition)}"


def _question(number: str, question: Question, questionnaire: Questionnaire) -> Iterator[str]:
    yield f"### {number} {text(question.ask)}"
    yield ""
    served = [one.id for one in questionnaire.recommendations_of(question)]
    word = "recommendation" if len(served) == 1 else "recommendations"
    cited = f"{word} {', '.join(served)}" if served else ""
    notes = [f"`{question.id}`", cited, _demand(question, questionnaire)]
    yield "; ".join(filter(None, notes))
    see_also = questionnaire.see_also(questionnaire.recommendations_of(question))
    if see_also:
        yield from _paragraph("See also:")
        yield ""
        yield from (f"- {text(one.short)}" for one in see_also)
    if question.when is not None:
        yield ""
        yield f"*Only when {text(asked_when(question, questionnaire.questions))}.*"
    yield from _paragraph(question.guidance)
    if question.period:
        yield from _paragraph(f"Period: {question.period}")
    yield ""
    yield from _answer(question)
    targets = [questionnaire.numbers[target] for _, target in question.gate_targets]
    for own, filled in gate_texts(question).items():
        answered = "is" if len(targets) == 1 else "are"
        yield from _paragraph(
            f"If the answer is {own}, {_listed(targets)} {answered} answered {filled}."
        )
    for index, paragraph in enumerate(paragraphs(question.more)):
        yield ">" if index else ""
        yield f"> {text(paragraph)}"


def _demand(question: Question, questionnaire: Questionnaire) -> str:
    if question.optional:
        return "optional"
    if questionnaire.is_for_parties_only(question):
        return "required of States parties"
    return "required"


def _answer(question: Question) -> Iterator[str]:
    answer_type = question.answer_type
    offered = [text(label) for _, label in answer_type.offered()]
    rows, columns = answer_type.listed_rows(), answer_type.listed_columns()
    if rows:
        yield "Tick one box in each row:"
        yield ""
        codes = [code for code, _ in answer_type.offered()]
        boxes = [["☐" if c in (answer_type.codes(r.id) or ()) else "" for c in codes] for r in rows]
        lines = [[text(row.label), *ticks] for row, ticks in zip(rows, boxes, strict=True)]
        yield from table(["", *offered], lines)
    elif columns:
        labels = [text(column.label) for column in columns]
        yield from table(labels, [[""] * len(labels)] * 3)
        for column in columns:
            if column.when is not None:
                when = column.when_text or cell_in_words(column.when, answer_type)
                yield ""
                yield f"*{text(column.label)}: only when {text(when)}.*"
    elif offered:
        is_several = answer_type.allows_several
        yield from _boxes("Tick one or more:" if is_several else "Tick one:", offered)
    else:
        yield f"({text(form_of(answer_type))}) {_LINE}"
    if isinstance(answer_type, CitableType) and answer_type.evidence:
        per_row = " (with the rows)" if rows else ""
        yield ""
        words = answer_type.evidence_words
        comma = "," if "," in words else ""
        yield f"{words[:1].upper()}{words[1:]}{comma} that shows it{per_row}: {_LINE}"
    if isinstance(answer_type, Implementation):
        yield ""
        partial = [text(option.label) for option in answer_type.partials]
        yield from _boxes("If it is only partly implemented, tick one or more:", partial)
        for follow_up in _FOLLOW_UPS:
            yield ""
            yield f"{follow_up}: {_LINE}"


def _listed(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def _boxes(lead: str, labels: Sequence[str]) -> Iterator[str]:
    yield lead
    yield ""
    for label in labels:
        yield f"- ☐ {label}"


def _paragraph(prose: str | None) -> Iterator[str]:
    """Yield an empty line and the text on one line, or nothing."""
    if prose and prose.strip():
        yield ""
        yield text(prose)
