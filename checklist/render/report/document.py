"""A State report as a document to read, print and sign off.

At its end stand missing and withheld answers, laws, an index, and what programs read.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any, TypeAlias

from checklist.answer_types.answer import DECLINED, MISSING_LABELS, NOT_KNOWN, STAND_IN, AnswerData
from checklist.answer_types.composite import can_be_withheld
from checklist.answer_types.interface import InnerPath
from checklist.answer_types.packet import Packet, inner_packets, packets_of
from checklist.answer_types.state_entries import state_name
from checklist.answer_types.written_date import date_in_words
from checklist.questionnaire.catalogue import recommendations_named
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire, cited_by
from checklist.render.blocks import (
    Block,
    Cell,
    Facts,
    Heading,
    Items,
    Notice,
    Paragraph,
    Reference,
    Table,
    Text,
)
from checklist.render.document import Document, filtered_by_part
from checklist.render.report.answer_text import confidential_mark, inner_lines, part_words, raw
from checklist.render.report.document_answers import (
    answer_blocks,
    inner_table,
    metadata_blocks,
    metadata_texts,
)
from checklist.render.report.progress_text import counts
from checklist.render.report.report_facts import (
    DOES_NOT_FIT,
    REQUIRED,
    WITHHELD,
    WITHOUT_QUESTION,
    ReportFacts,
)
from checklist.reports.checked_report import CheckedReport
from checklist.reports.progress import SetProgress
from checklist.reports.report import APPROVED
from checklist.text.messages import (
    Message,
    clauses,
    commas,
    grouped,
    labelled,
    semicolons,
    tr,
    with_aside,
)
from checklist.text.paragraphs import capitalized, flat, uncapitalized
from checklist.text.sanitize import quoted

_DRAFT = Message(
    "This is a draft. Answers can be missing or still change; it is not the State's report."
)
_COPY = Message(
    "This is a copy for publication. Answers marked as confidential, what depends on "
    "them, contacts, and who gave an answer are left out."
)
_SENT = Message(
    "This is the report as it is sent. It also has what is not for publication: answers "
    "marked CONFIDENTIAL, and contacts."
)
_NO_COPY = Message(
    "Not for publication. This is called a copy for publication, but is not one as "
    "`checklist export --public` makes it; `checklist validate` says what is wrong."
)
_WHOLE = Message(
    "This document shows all that the report has, also what is not for publication: "
    "answers marked CONFIDENTIAL, contacts, and who gave an answer."
)


_LAWS = "laws"
"""The name of the heading of the register of laws, to which answers refer."""
_NOT_THERE = Message("Required, without an answer or not complete")
_CARRIED = Message("From an earlier report, not confirmed yet")
_INCOMPLETE = Message("Rows or cells are not answered")

_MOST_UNFIT = 10
"""The most withheld places that are listed without fitting the report; `validate` lists all."""

_Missing: TypeAlias = tuple[Question, Cell]
"""A question that lacks something, and the reason."""


def report_document(checked: CheckedReport) -> Document:
    """Return a report as a document.

    At the foot of each page stand the State and what the report is.
    """
    report, facts = checked.report, ReportFacts(checked)
    document = Document(
        [*document_blocks(facts)],
        "copy" if facts.is_sound_copy else report.status,
        language=checked.questionnaire.language,
        has_contents=True,
    )
    foot = tr(
        "{title} · {kind}, revision {revision}, as of {of}",
        title=document.heading,
        kind=tr("Copy for publication") if facts.is_sound_copy else facts.status,
        revision=report.revision,
        of=date_in_words(report.as_of),
    )
    return filtered_by_part(replace(document, foot=foot))


def document_blocks(facts: ReportFacts) -> Iterator[Block]:
    """Yield the document: title page, sets, missing and withheld answers, laws, and an index."""
    yield from _TitlePage(facts).blocks()
    for number, part in enumerate(facts.parts, 1):
        yield from _set(facts, number, part)
    yield from _without_question(facts)
    yield from _end(facts)


@dataclass(frozen=True)
class _TitlePage:
    facts: ReportFacts

    @cached_property
    def _checked(self) -> CheckedReport:
        return self.facts.checked

    def blocks(self) -> Iterator[Block]:
        report = self._checked.report
        yield Heading(tr("State report: {state_name}", state_name(report.state)), 1)
        yield from map(Notice, self._notices())
        yield Facts([*self._facts()])
        yield Facts(self.facts.counts)

    def _notices(self) -> Iterator[str]:
        report = self._checked.report
        yield from self._checked.questionnaire.draft_notice
        if not report.is_final:
            yield tr(_DRAFT)
        if report.redacted is None:
            yield tr(_WHOLE if report.submitted is None else _SENT)
        else:
            yield tr(_COPY if self.facts.is_sound_copy else _NO_COPY)
        if report.is_final and not self.facts.seal_fits:
            yield tr("Seal: {seal}.", self.facts.seal)
        yield from (f"{warning}." for warning in self.facts.warnings)

    def _facts(self) -> Iterator[tuple[str, Cell]]:
        report, questionnaire = self._checked.report, self._checked.questionnaire
        yield tr("Report"), self.facts.status_line
        authority = self._authority()
        if authority:
            yield tr(Message("From", "the authority that reports")), authority
        version = tr("Version {questionnaire_version}", report.questionnaire_version)
        other = self.facts.other_questions
        yield tr("Questionnaire"), [questionnaire.head.title, version, *([other] if other else [])]
        source = questionnaire.head.source
        of = clauses([source.symbol, date_in_words(source.date)])
        yield tr("Recommendations"), with_aside(source.title, of)
        if report.supersedes is not None:
            yield tr("Takes the place of"), tr("Revision {revision}", report.revision - 1)
        yield from self._approval()

    def _approval(self) -> Iterator[tuple[str, Cell]]:
        """Yield who approved the report, where its head says that and can be used."""
        approved = self._checked.report.internal.get(APPROVED)
        if approved and self._checked.head_is_valid:
            day = date_in_words(approved["on"])
            yield (
                tr("Approved by"),
                tr("{approved}, {approved_2}, on {day}", approved["by"], approved["office"], day),
            )

    def _authority(self) -> str:
        """Return the authority that completes the report, where a question asks for it."""
        plan, questions = self._checked.questionnaire.plan, self._checked.questionnaire.questions
        answer = self._checked.valid.get(plan.authority or "", {})
        if "value" not in answer:
            return ""
        lines = questions[str(plan.authority)].answer_type.lines(answer["value"])
        return with_aside(commas(lines), confidential_mark(answer))


def _set(facts: ReportFacts, number: int, done: SetProgress) -> Iterator[Block]:
    part = done.part
    yield Heading(tr("Part {number}: {part_title}", number, part.title), 2, f"set-{part.id}")
    yield Paragraph(tr("Answered: {counts}", counts(done)), is_aside=True)
    in_short = facts.in_short(done)
    for reason, questions in in_short.items():
        numbers = facts.checked.questionnaire.numbers
        named = " ".join(f"{numbers[question.id]} {question.ask}" for question in questions)
        yield Paragraph(labelled(reason, named), is_aside=True)
    for question in part.questions:
        if facts.is_shown(question):
            yield from _question(facts, question)


def _question(facts: ReportFacts, question: Question) -> Iterator[Block]:
    checked = facts.checked
    number = checked.questionnaire.numbers[question.id]
    mark = confidential_mark(checked.report.answers.get(question.id))
    yield Heading(f"{number} {question.ask}", 3, _question_name(question), mark)
    cited = recommendations_named(map(str, cited_by(question)))
    if cited:
        yield Paragraph(capitalized(cited), is_aside=True)
    reason, answer = facts.no_answer_reason(question), facts.answer(question)
    if reason is not None:
        yield Paragraph(reason)
        return
    laws = checked.questionnaire.head.laws
    if answer is None:
        yield Paragraph(tr("In the file: {raw}", raw(checked.report.answers[question.id])))
    elif laws is not None and question.id == laws.question and answer.get("value"):
        # Other answers refer to this register, so it stands at the end, where it can be looked up.
        where = tr("{answer}, in the register of laws at the end", len(answer["value"]))
        yield Facts([(tr("Entries"), Reference(where, _LAWS))])
        yield from metadata_blocks(answer)
    else:
        yield from answer_blocks(question, answer, tr("Answer to {number}", number))
    yield from map(Notice, facts.remarks(question))


def _question_name(question: Question) -> str:
    return f"question-{question.id}"


def _reference(question: Question, questionnaire: Questionnaire, row: str = "") -> Reference:
    """Return the reference to a question, or to the row of it with these words."""
    number = questionnaire.numbers[question.id]
    return Reference(labelled(number, row) if row else number, _question_name(question))


def _without_question(facts: ReportFacts) -> Iterator[Block]:
    if facts.unknown:
        yield Heading(tr(WITHOUT_QUESTION), 2, "unknown")
        yield Items([*facts.without_question()])


# The end: lists for readers, and what programs read


def _end(facts: ReportFacts) -> Iterator[Block]:
    """Yield the lists for readers: missing and withheld answers, the laws, an index; and seals."""
    yield from _missing(facts)
    if facts.checked.report.redacted is not None:
        yield from _withheld(facts)
    yield from _laws(facts)
    yield from _index(facts)
    yield from _seals(facts)


# Missing answers


def _missing(facts: ReportFacts) -> Iterator[Block]:
    yield Heading(tr("What is missing"), 2, "missing")
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
    to = partial(_reference, questionnaire=facts.checked.questionnaire)
    rows = [(to(question), question.ask, why) for question, why in found]
    return Table(caption, (tr("Question"), tr("What is asked"), tr("Why")), rows)


# Withheld answers


def _withheld(facts: ReportFacts) -> Iterator[Block]:
    yield Heading(tr("What is withheld"), 2, "withheld")
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
    return _reference(question, questionnaire), question.ask, words


# The register of laws


def _laws(facts: ReportFacts) -> Iterator[Block]:
    """Yield the register of laws, to which answers refer."""
    register = facts.checked.questionnaire.head.laws
    if register is None:
        return
    yield Heading(tr("Register of laws"), 2, _LAWS)
    question = facts.checked.questionnaire.questions[register.question]
    answer = facts.answer(question) or {}
    if answer.get("value"):
        inner = inner_packets(question.answer_type, answer)
        yield inner_table(question, inner, question.ask)
    elif facts.no_answer_reason(question) == tr(WITHHELD):
        yield Paragraph(tr(WITHHELD))
    else:
        yield Paragraph(tr("No laws are named."))


# The recommendations


def _index(facts: ReportFacts) -> Iterator[Block]:
    questionnaire = facts.checked.questionnaire
    yield Heading(tr("Recommendations and the questions on them"), 2, "recommendations")
    asking: dict[str, list[Text]] = {}
    for question in questionnaire.questions.values():
        for cited, rows in _rows_on(question).items():
            to = _reference(question, questionnaire, semicolons(rows))
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
    yield Heading(tr("For programs: questionnaire and seals"), 2, "seals")
    seals = {
        tr("Seal of this report"): report.seal,
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


def _original(made: Mapping[str, Any] | None) -> str | None:
    """Return the seal of the report from which another one was made, where it is named."""
    return None if made is None else made.get("original")
