"""The end of a document: missing and withheld answers, laws, an index, and what programs read."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, TypeAlias

from checklist.answer_types.answer import DECLINED, MISSING_LABELS, NOT_KNOWN, STAND_IN, AnswerData
from checklist.answer_types.composite import can_be_withheld
from checklist.answer_types.interface import InnerPath
from checklist.answer_types.packet import Packet, inner_packets, packets_of
from checklist.lifecycle.submission import is_internal
from checklist.questionnaire.question import Question
from checklist.render.blocks import Block, Cell, Facts, Heading, Paragraph, Table, Text
from checklist.render.report.answer_text import inner_lines, part_words
from checklist.render.report.document_anchors import (
    LAWS,
    MISSING,
    RECOMMENDATIONS,
    SEALS,
    WITHHELD,
    reference,
)
from checklist.render.report.document_answers import inner_table, metadata_texts
from checklist.render.report.report_facts import DOES_NOT_FIT, REQUIRED, ReportFacts
from checklist.render.report.report_facts import WITHHELD as IS_WITHHELD
from checklist.text.messages import Message, commas, grouped, labelled, semicolons, tr
from checklist.text.paragraphs import flat, uncapitalized
from checklist.text.sanitize import quoted

_NOT_THERE = Message("Required, without an answer or not complete")
_CARRIED = Message("From an earlier report, not confirmed yet")
_INCOMPLETE = Message("Rows or cells are not answered")

_MOST_UNFIT = 10
"""The most withheld places that are listed without fitting the report; `validate` lists all."""

_Missing: TypeAlias = tuple[Question, Cell]
"""A question that lacks something, and the reason."""


def end_blocks(facts: ReportFacts) -> Iterator[Block]:
    """Yield the lists for readers: missing and withheld answers, the laws, an index; and seals."""
    yield from _missing(facts)
    if facts.checked.report.redacted is not None:
        yield from _withheld(facts)
    yield from law_blocks(facts)
    yield from _index(facts)
    yield from _seals(facts)


# Missing answers


def _missing(facts: ReportFacts) -> Iterator[Block]:
    yield Heading(tr("What is missing"), 2, MISSING)
    within = [
        (question, inner)
        for question in facts.checked.questionnaire.questions.values()
        if question.id in facts.checked.path.on
        for inner in _answers_within(question, facts.answer(question))
    ]
    kinds: Mapping[str, Sequence[_Missing]] = {
        tr(_NOT_THERE): [*_not_there(facts)],
        **{MISSING_LABELS[code]: [*_coded(within, code)] for code in (NOT_KNOWN, DECLINED)},
        tr(_CARRIED): [(question, "") for part in facts.parts for question in part.carried],
    }
    for caption, found in kinds.items():
        if found:
            yield _listed(facts, caption, found)
        else:
            yield Paragraph(tr("{caption}: none.", caption))


def _not_there(facts: ReportFacts) -> Iterator[_Missing]:
    """Yield the questions that keep the report from being final, each with the problem."""
    for part in facts.parts:
        for question in part.missing:
            if question in part.carried or question.id in facts.checked.withheld:
                continue
            if question.id in facts.checked.invalid_questions:
                yield question, tr(DOES_NOT_FIT)
            else:
                begun = facts.checked.path.has_begun(question.id)
                yield question, tr(_INCOMPLETE) if begun else tr(REQUIRED)


def _answers_within(question: Question, answer: AnswerData | None) -> Iterator[Packet]:
    """Yield an answer, then those of its rows or cells."""
    if answer is not None:
        yield packets_of(question.id, question.answer_type, answer)[0]
        yield from inner_packets(question.answer_type, answer)


def _coded(within: Sequence[tuple[Question, Packet]], code: str) -> Iterator[_Missing]:
    """Yield the answers that are missing with this code, each with the reason."""
    for question, inner in within:
        if inner.answer and inner.answer is not STAND_IN and inner.answer.get("missing") == code:
            place = (
                tr("Entry {entry}, {inner_label}", inner.entry, inner.label)
                if inner.entry
                else inner.label
            )
            first, *others = [*inner_lines(inner), *metadata_texts(inner.answer)]
            yield question, [labelled(place, first) if place else first, *others]


def _listed(facts: ReportFacts, caption: str, found: Sequence[_Missing]) -> Table:
    to = partial(reference, questionnaire=facts.checked.questionnaire)
    rows = [(to(question), question.ask, why) for question, why in found]
    return Table(caption, (tr("Question"), tr("What is asked"), tr("Why")), rows)


# Withheld answers


def _withheld(facts: ReportFacts) -> Iterator[Block]:
    yield Heading(tr("What is withheld"), 2, WITHHELD)
    places = [
        (question_id, part)
        for question_id, parts in facts.checked.withheld.items()
        for part in dict.fromkeys(parts)
    ]
    unfit = [place for place in places if not _is_part(facts, *place)]
    left_out = set(unfit[_MOST_UNFIT:])
    rows = [_withheld_row(facts, *place) for place in places if place not in left_out]
    if rows:
        yield Table(
            tr("Answers that are not in this copy"),
            (tr("Question"), tr("What is asked"), tr("Part")),
            rows,
        )
    else:
        yield Paragraph(tr("Nothing is withheld."))
    if left_out:
        yield Paragraph(
            tr(
                "{left_out} more are listed in the file that are no part of the "
                "questionnaire, or of the answers in this copy.",
                grouped(len(left_out)),
            )
        )


def _is_part(facts: ReportFacts, question_id: str, part: InnerPath) -> bool:
    """Whether a withheld place can be an answer, or a part of an answer that the copy has."""
    question = facts.checked.questionnaire.questions.get(question_id)
    if question is None or not part:
        return question is not None
    return can_be_withheld(question.answer_type, facts.checked.valid.get(question_id, {}), part)


def _withheld_row(facts: ReportFacts, question_id: str, part: InnerPath) -> Sequence[Cell]:
    questionnaire = facts.checked.questionnaire
    question = questionnaire.questions.get(question_id)
    if question is None:
        return quoted(question_id), "", "/".join(part)
    words = part_words(question, part) or tr("The whole answer")
    return reference(question, questionnaire), question.ask, words


# The register of laws


def law_blocks(facts: ReportFacts) -> Iterator[Block]:
    """Yield the register of laws, to which answers refer."""
    register = facts.checked.questionnaire.head.laws
    if register is None:
        return
    yield Heading(tr("Register of laws"), 2, LAWS)
    question = facts.checked.questionnaire.questions[register.question]
    answer = facts.answer(question) or {}
    if answer.get("value"):
        inner = inner_packets(question.answer_type, answer)
        yield inner_table(question, inner, question.ask)
    elif facts.no_answer_reason(question) == tr(IS_WITHHELD):
        yield Paragraph(tr(IS_WITHHELD))
    else:
        yield Paragraph(tr("No laws are named."))


# The recommendations


def _index(facts: ReportFacts) -> Iterator[Block]:
    questionnaire = facts.checked.questionnaire
    yield Heading(tr("Recommendations and the questions on them"), 2, RECOMMENDATIONS)
    asking: dict[str, list[Text]] = {}
    for question in questionnaire.questions.values():
        for cited, rows in _rows_on(question).items():
            to = reference(question, questionnaire, semicolons(rows))
            is_shown = facts.is_shown(question)
            why_not = commas([to.text, uncapitalized(str(facts.no_answer_reason(question)))])
            asking.setdefault(cited, []).append(to if is_shown else why_not)
    index = [
        (
            recommendation.id,
            flat(recommendation.summary),
            asking.get(recommendation.id, ()),
            [other.short for other in questionnaire.see_also([recommendation])],
        )
        for recommendation in questionnaire.catalogue.recommendations
    ]
    source = questionnaire.head.source
    caption = tr("Recommendations of {symbol}, in this questionnaire's words", source.symbol)
    yield Table(
        caption, (tr("Recommendation"), tr("What it asks"), tr("Questions"), tr("See also")), index
    )


def _rows_on(question: Question) -> Mapping[str, Sequence[str]]:
    """Return the recommendations of a question, each with its rows if not all ask about it."""
    rows: dict[str, list[str]] = {}
    for row in question.answer_type.listed_rows():
        for cited in row.recommendations:
            rows.setdefault(cited, []).append(row.label)
    return {**rows, **{cited: [] for cited in question.recommendations}}


# What programs read


def _seals(facts: ReportFacts) -> Iterator[Block]:
    """Yield the codes and seals in full: people need none of them, so they stand at the end."""
    report = facts.checked.report
    yield Heading(tr("For programs: questionnaire and seals"), 2, SEALS)
    if facts.seal_fits:
        yield Paragraph(
            tr("To compare this paper with a file, type the short seal on the first page.")
        )
    seals = {
        tr("Seal of this report"): report.seal,
        tr("Seal of the report as it is sent"): _sent_seal(facts),
        tr("Seal of the State's own report, from which this was made"): _original(report.submitted),
        tr("Seal of the report from which this copy was made"): _original(report.redacted),
        tr("Seal of the revision before"): report.supersedes,
    }
    version = tr(
        "{questionnaire_id}, version {questionnaire_version}",
        report.questionnaire_id,
        report.questionnaire_version,
    )
    yield Facts(
        [
            (tr("Questionnaire"), version),
            *((label, seal) for label, seal in seals.items() if seal is not None),
        ]
    )


def _sent_seal(facts: ReportFacts) -> str | None:
    """Return the seal of what is sent, for the State's own report as it was sealed."""
    is_own = facts.seal_fits and is_internal(facts.checked.report)
    return facts.paper_seal if is_own else None


def _original(made: Mapping[str, Any] | None) -> str | None:
    """Return the seal of the report from which another one was made, where it is named."""
    return None if made is None else made.get("original")
