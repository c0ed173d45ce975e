"""A State report as the blocks of a document to read, print and sign off."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from checklist.answer_types.state_entries import state_name
from checklist.answer_types.written_date import date_in_words
from checklist.questionnaire.catalogue import recommendations_named
from checklist.questionnaire.question import Question, QuestionSet
from checklist.questionnaire.questionnaire import cited_by
from checklist.render.blocks import (
    Blanks,
    Block,
    Cell,
    Facts,
    Heading,
    Items,
    Notice,
    Paragraph,
    Reference,
)
from checklist.render.document import Document, filtered_by_part
from checklist.render.report.answer_text import confidential_mark, raw
from checklist.render.report.document_anchors import LAWS, UNKNOWN, question_name, set_name
from checklist.render.report.document_answers import answer_blocks, metadata_blocks
from checklist.render.report.document_appendix import end_blocks, law_blocks
from checklist.render.report.progress_text import counts
from checklist.render.report.report_facts import WITHOUT_QUESTION, ReportFacts
from checklist.reports.checked_report import CheckedReport
from checklist.reports.progress import SetProgress
from checklist.reports.report import APPROVED
from checklist.text.messages import Message, clauses, commas, labelled, tr, with_aside
from checklist.text.paragraphs import capitalized
from checklist.today import today

_SIGNED = (Message("Place and date"), Message("Name and function"), Message("Signature"))
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
    "`checklist redact` makes it; `checklist validate` says what is wrong."
)
_WHOLE = Message(
    "This document shows all that the report has, also what is not for publication: "
    "answers marked CONFIDENTIAL, contacts, and who gave an answer."
)

_PART = Message(
    "This part shows all that the report says here, also what is not for publication: "
    "answers marked CONFIDENTIAL, contacts, and who gave an answer."
)


def report_document(checked: CheckedReport, part: QuestionSet | None = None) -> Document:
    """Return a report, or one set of it, as a document.

    At the foot of each page stand the State and what the report is.
    """
    report, facts = checked.report, ReportFacts(checked)
    document = Document(
        [*(document_blocks(facts) if part is None else part_blocks(facts, part))],
        "copy" if facts.is_sound_copy else report.status,
        language=checked.questionnaire.language,
        has_contents=part is None,
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
    yield from end_blocks(facts)


def part_blocks(facts: ReportFacts, part: QuestionSet) -> Iterator[Block]:
    """Yield one set of a report as a document of its own, with the numbers of the whole.

    A part of a draft is headed as such, with the present day: it is for a minister or colleague to
    read.
    """
    checked = facts.checked
    number = checked.questionnaire.part_number(part)
    state = state_name(checked.report.state)
    yield Heading(tr("{state_name}: part {number}, {part_title}", state, number, part.title), 1)
    yield from map(Notice, checked.questionnaire.draft_notice)
    if not checked.report.is_final:
        yield Notice(tr("Draft of {today}, not cleared.", date_in_words(today().isoformat())))
    if checked.report.redacted is None:
        yield Notice(tr(_PART))
    else:
        yield Notice(tr(_COPY if facts.is_sound_copy else _NO_COPY))
    yield Facts([(tr("Report"), facts.status_line)])
    yield from _set(facts, number, facts.parts[number - 1])
    yield from law_blocks(facts)


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
        if report.redacted is None:
            yield Blanks(tuple(map(tr, _SIGNED)))

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
        if self.facts.seal_fits:
            yield tr("Short seal"), self.facts.short_seal
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
    yield Heading(tr("Part {number}: {part_title}", number, part.title), 2, set_name(part))
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
    yield Heading(f"{number} {question.ask}", 3, question_name(question), mark)
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
        yield Facts([(tr("Entries"), Reference(where, LAWS))])
        yield from metadata_blocks(answer)
    else:
        yield from answer_blocks(question, answer, tr("Answer to {number}", number))
    yield from map(Notice, facts.remarks(question))


def _without_question(facts: ReportFacts) -> Iterator[Block]:
    if facts.unknown:
        yield Heading(tr(WITHOUT_QUESTION), 2, UNKNOWN)
        yield Items([*facts.without_question()])
