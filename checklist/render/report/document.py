"""A State report as a document to read, print and sign off: what it consists of."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from checklist.answer_types.state import name
from checklist.questionnaire.question import Question
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
from checklist.render.report.answer_text import confidential_mark, raw
from checklist.render.report.document_anchors import (
    LAWS,
    UNKNOWN,
    question_name,
    question_words,
    set_name,
)
from checklist.render.report.document_answers import answer_blocks, metadata_blocks
from checklist.render.report.document_appendix import end_blocks
from checklist.render.report.progress_text import counts
from checklist.render.report.report_facts import WITHOUT_QUESTION, ReportFacts, served
from checklist.reports.checked_report import CheckedReport
from checklist.reports.progress import SetProgress

_SIGNED = ("Place and date", "Name and function", "Signature")
_DRAFT = "This is a draft. Answers can be missing or still change; it is not the State's report."
_COPY = (
    "This is a copy for publication. Answers marked as confidential, what depends on them, "
    "contacts, and who gave an answer are left out."
)
_NO_COPY = (
    "Not for publication. This is called a copy for publication, but is not one as `checklist "
    "redact` makes it; `checklist validate` tells what is wrong."
)
_WHOLE = (
    "This document shows all that the report has, also what is not for publication: answers "
    "marked CONFIDENTIAL, contacts, and who gave an answer."
)


def document_blocks(checked: CheckedReport) -> Iterator[Block]:
    """Yield the document: title page, sets, and at the end what is missing, laws and an index."""
    told = ReportFacts(checked)
    yield from _TitlePage(told).blocks()
    for number, part in enumerate(told.parts, 1):
        yield from _set(told, number, part)
    yield from _without_question(told)
    yield from end_blocks(told)


@dataclass(frozen=True)
class _TitlePage:
    told: ReportFacts

    @cached_property
    def _checked(self) -> CheckedReport:
        return self.told.checked

    def blocks(self) -> Iterator[Block]:
        report = self._checked.report
        yield Heading(f"State report: {name(report.state)}", 1)
        yield from map(Notice, self._notices())
        yield Facts([*self._facts()])
        yield Facts(self.told.counts)
        if report.redacted is None:
            yield Blanks(_SIGNED)

    def _notices(self) -> Iterator[str]:
        report = self._checked.report
        if not report.is_final:
            yield _DRAFT
        if report.redacted is None:
            yield _WHOLE
        else:
            yield _COPY if self.told.is_sound_copy else _NO_COPY
        if report.is_final and not self.told.seal_fits:
            yield f"Seal: {self.told.seal}."
        yield from (f"{warning}." for warning in self.told.warnings)

    def _facts(self) -> Iterator[tuple[str, Cell]]:
        report, questionnaire = self._checked.report, self._checked.questionnaire
        yield "Report", self.told.which
        authority = self._authority()
        if authority:
            yield "From", authority
        version = f"{report.questionnaire_id}, version {report.questionnaire_version}"
        other = self.told.other_questions
        yield "Questionnaire", [questionnaire.head.title, version, *([other] if other else [])]
        source = questionnaire.head.source
        yield "Recommendations", f"{source.title} ({source.symbol}, {source.date})"
        if report.seal is not None:
            yield "Seal", [report.seal, self.told.seal]
        if report.supersedes is not None:
            yield "Supersedes the revision with the seal", report.supersedes
        if report.redacted is not None and "original" in report.redacted:
            yield "Made from the report with the seal", report.redacted["original"]

    def _authority(self) -> str:
        """Return who completes the report, where a question tells it."""
        plan, questions = self._checked.questionnaire.plan, self._checked.questionnaire.questions
        answer = self._checked.valid.get(plan.authority or "", {})
        if "value" not in answer:
            return ""
        lines = questions[str(plan.authority)].answer_type.lines(answer["value"])
        mark = confidential_mark(answer)
        return ", ".join(lines) + (f" ({mark})" if mark else "")


def _set(told: ReportFacts, number: int, done: SetProgress) -> Iterator[Block]:
    part = done.part
    yield Heading(f"Set {number}: {part.title}", 2, set_name(part))
    yield Paragraph(f"Answered: {counts(done)}", is_aside=True)
    in_short = told.in_short(done)
    for standing, questions in in_short.items():
        names = ", ".join(question_words(one, told.checked.questionnaire) for one in questions)
        yield Paragraph(f"{standing}: {names}", is_aside=True)
    for question in part.questions:
        if told.is_shown(question):
            yield from _question(told, question)


def _question(told: ReportFacts, question: Question) -> Iterator[Block]:
    checked = told.checked
    number = checked.questionnaire.numbers[question.id]
    mark = confidential_mark(checked.report.answers.get(question.id))
    yield Heading(f"{number} {question.ask}", 3, question_name(question), mark)
    notes = filter(None, [question.id, served(cited_by(question))])
    yield Paragraph("; ".join(notes), is_aside=True)
    standing, answer = told.standing(question), told.answer(question)
    if standing is not None:
        yield Paragraph(standing)
        return
    laws = checked.questionnaire.head.laws
    if answer is None:
        yield Paragraph(f"In the file: {raw(checked.report.answers[question.id])}")
    elif laws is not None and question.id == laws.question and answer.get("value"):
        # It is what others refer to, and so stands where it can be looked up.
        where = f"{len(answer['value'])}, in the register of laws at the end"
        yield Facts([("Entries", Reference(where, LAWS))])
        yield from metadata_blocks(answer)
    else:
        yield from answer_blocks(question, answer, f"Answer to {number}")
    yield from map(Notice, told.remarks(question))


def _without_question(told: ReportFacts) -> Iterator[Block]:
    if told.unknown:
        yield Heading(WITHOUT_QUESTION, 2, UNKNOWN)
        yield Items([*told.without_question()])
