"""A questionnaire, or a part of it, to print and fill in by hand: boxes to tick, lines to write on.

Questions have the numbers of the whole questionnaire, also in a part of it, and options the numbers
that are typed for them in an interview.
"""

from collections.abc import Collection, Iterator, Sequence

from checklist.answer_types.answer import MISSING_LABELS
from checklist.answer_types.comparison_text import cell_in_words
from checklist.answer_types.interface import AnswerType, ColumnLike, StepContext
from checklist.answer_types.written_date import date_in_words
from checklist.questionnaire.catalogue import recommendations_named
from checklist.questionnaire.condition_text import asked_when, gate_texts
from checklist.questionnaire.question import Question, QuestionSet
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.blocks import (
    BOXES,
    ENTRIES,
    Blanks,
    Block,
    Facts,
    Heading,
    Notice,
    Numbered,
    Paragraph,
    Quote,
    Table,
)
from checklist.render.document import Document
from checklist.text.messages import (
    Message,
    all_of,
    commas,
    in_quotes,
    labelled,
    semicolons,
    tr,
    trn,
)
from checklist.text.paragraphs import flat, paragraphs, uncapitalized

_BOX = "☐"
_EMPTY_ENTRIES = 3
_LAW = Message("Law and article, or web address, that shows it")
_LAW_WITH_ROWS = Message("Law and article, or web address, that shows it (with the rows)")
_LINK = Message("Web address that shows it")
_LINK_WITH_ROWS = Message("Web address that shows it (with the rows)")
_FOLLOW_UPS = (
    Message("What the law or rule says"),
    Message("How it is applied in practice"),
    _LAW,
)
"""The lines for the details of a measure that is in place, at least in part."""


def printed_document(
    questionnaire: Questionnaire, chosen: Collection[str] | None = None
) -> Document:
    """Return the questionnaire, or only the questions with the chosen ids, as a document."""
    head = questionnaire.head
    return Document(
        [*printed_blocks(questionnaire, chosen)],
        "questions",
        foot=tr("{head_title}, version {version}", head.title, head.version),
        language=questionnaire.language,
        has_contents=chosen is None,
    )


def printed_blocks(
    questionnaire: Questionnaire, chosen: Collection[str] | None = None
) -> Iterator[Block]:
    """Yield the title, the sets with their questions and options, and the terms.

    Args:
        questionnaire: The questionnaire.
        chosen: The ids of the questions that are printed; None: all.
    """
    wanted = [*questionnaire.questions] if chosen is None else chosen
    head = questionnaire.head
    yield Heading(head.title, 1)
    yield from map(Notice, questionnaire.draft_notice)
    source = commas([head.source.symbol, date_in_words(head.source.date)])
    yield Paragraph(
        tr("{head_id}, version {version}. Source: {source}.", head.id, head.version, source)
    )
    if chosen is None:
        yield from _paragraphs(head.introduction)
    else:
        yield Paragraph(
            trn(
                "This is a part of the questionnaire: {wanted} of {count} question.",
                "This is a part of the questionnaire: {wanted} of {count} questions.",
                len(questionnaire.questions),
                len(wanted),
            )
        )
    missing = commas(in_quotes(uncapitalized(label)) for label in MISSING_LABELS.values())
    yield Paragraph(
        tr(
            "Beside each question, and beside each row of a question that has rows, one "
            "of these can be written instead of an answer: {missing}. The first two need a reason.",
            missing,
        )
    )
    for number, part in enumerate(questionnaire.sets, 1):
        asked = [question for question in part.questions if question.id in wanted]
        if asked:
            yield from _set(number, part, asked, questionnaire)
    terms = {term for question_id in wanted for term in questionnaire.questions[question_id].terms}
    yield from _terms(questionnaire, [*head.glossary] if chosen is None else terms)


def _set(
    number: int, part: QuestionSet, asked: Sequence[Question], questionnaire: Questionnaire
) -> Iterator[Block]:
    yield Heading(f"{number}. {part.title}", 2, f"set-{part.id}")
    if len(asked) == len(part.questions):
        yield from _paragraphs(part.introduction)
    for question in asked:
        yield from _question(question, questionnaire)


def _terms(questionnaire: Questionnaire, wanted: Collection[str]) -> Iterator[Block]:
    glossary = questionnaire.head.glossary
    terms = [glossary[name] for name in wanted if name in glossary]
    if terms:
        yield Heading(tr("Terms"), 2, "terms")
        terms.sort(key=lambda term: term.term.casefold())
        yield Facts([(term.term, flat(term.definition)) for term in terms])


def _question(question: Question, questionnaire: Questionnaire) -> Iterator[Block]:
    number = questionnaire.numbers[question.id]
    yield Heading(f"{number} {question.ask}", 3, f"question-{question.id}")
    cited = recommendations_named(
        recommendation.id for recommendation in questionnaire.recommendations_of(question)
    )
    notes = [question.id, cited, _demand(question, questionnaire)]
    yield Paragraph(semicolons(filter(None, notes)), is_aside=True)
    see_also = questionnaire.see_also(questionnaire.recommendations_of(question))
    if see_also:
        words = semicolons(
            f"{recommendation.id} ({recommendation.name})" for recommendation in see_also
        )
        yield Paragraph(tr("See also {words}", words), is_aside=True)
    if question.when is not None:
        condition = asked_when(question, questionnaire.questions, questionnaire.numbers)
        yield Paragraph(tr("Only when {condition}.", condition), is_aside=True)
    yield from _paragraphs(question.guidance)
    if question.period:
        yield Paragraph(tr("Period: {period}", question.period))
    yield from _answer(number, question)
    targets = [questionnaire.numbers[target] for _, target in question.gate_targets]
    for own, filled in gate_texts(question, questionnaire.questions).items():
        listed = all_of(targets)
        yield Paragraph(
            tr("If the answer is {own}, {listed} is answered {filled}.", own, listed, filled)
            if len(targets) == 1
            else tr("If the answer is {own}, {listed} are answered {filled}.", own, listed, filled)
        )
    more = "\n".join(paragraphs(question.more))
    if more:
        yield Quote(more)


def _demand(question: Question, questionnaire: Questionnaire) -> str:
    if question.optional:
        return tr("optional")
    if questionnaire.is_for_parties_only(question):
        return tr("required of States parties")
    return tr("required")


def _answer(number: str, question: Question) -> Iterator[Block]:
    answer_type = question.answer_type
    labels = _labels(answer_type)
    rows, columns = answer_type.listed_rows(), answer_type.listed_columns()
    if rows:
        head = ["", *(f"{index} {label}" for index, label in enumerate(labels, 1))]
        codes = [code for code, _ in answer_type.offered()]
        boxes = [
            [_BOX if code in (answer_type.codes(row.id) or ()) else "" for code in codes]
            for row in rows
        ]
        lines = [[row.label, *ticks] for row, ticks in zip(rows, boxes, strict=True)]
        yield Table(tr("{number}: tick one box in each row", number), head, lines, form=BOXES)
    elif columns:
        yield from _columns(number, columns, answer_type)
    elif labels:
        yield Paragraph(tr("Tick {how_many}:", _how_many(answer_type)))
        yield Numbered([f"{_BOX} {label}" for label in labels])
    else:
        yield Blanks([f"({form_of(answer_type)})"])
    if answer_type.evidence_words and "evidence" not in answer_type.value_parts:
        yield Blanks([_evidence_line(answer_type, per_row=bool(rows))])
    for part in answer_type.value_fields():
        if part.options:
            yield Paragraph(tr("If it is only partly implemented, tick one or more:"))
            yield Numbered([f"{_BOX} {option.label}" for option in part.options])
            yield Blanks(tuple(map(tr, _FOLLOW_UPS)))


def form_of(answer_type: AnswerType) -> str:
    """Return the form of a free entry, elsewhere the answer type; with its limits."""
    step = next(answer_type.steps(None, StepContext()))
    is_one_entry = step.name == "value" and not step.options
    form = step.form if is_one_entry and step.form else str(answer_type.type_words)
    return commas(filter(None, [form, answer_type.limits]))


def _how_many(answer_type: AnswerType) -> str:
    if not answer_type.allows_several:
        return tr("one")
    return answer_type.limits or tr("one or more")


def _evidence_line(answer_type: AnswerType, *, per_row: bool) -> str:
    if answer_type.cites_register:
        return tr(_LAW_WITH_ROWS if per_row else _LAW)
    return tr(_LINK_WITH_ROWS if per_row else _LINK)


def _columns(
    number: str, columns: Sequence[ColumnLike], answer_type: AnswerType
) -> Iterator[Block]:
    """Yield a table with room for some entries, and the options of its columns."""
    entries = [str(index) for index in range(1, _EMPTY_ENTRIES + 1)]
    # An entry goes down, so that a table with many columns has room on paper, too.
    rows = [[column.label, *[""] * len(entries)] for column in columns]
    yield Table(
        tr("{number}: write one in each column", number), ["", *entries], rows, form=ENTRIES
    )
    for column in columns:
        offered = _labels(column.answer_type)
        if offered:
            options = semicolons(f"{index} {label}" for index, label in enumerate(offered, 1))
            yield Paragraph(labelled(column.label, options), is_aside=True)
        if column.when is not None:
            when = column.when_text or cell_in_words(column.when, answer_type)
            yield Paragraph(
                tr("{column_label}: only when {when}.", column.label, when), is_aside=True
            )


def _labels(answer_type: AnswerType) -> Sequence[str]:
    return [label for _, label in answer_type.offered()]


def _paragraphs(prose: str | None) -> Iterator[Block]:
    yield from (Paragraph(text) for text in paragraphs(prose))
