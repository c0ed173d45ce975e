"""The gaps of a State as the blocks of a document.

The document shows confidential answers. It says at its beginning that it is not for publication.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from checklist.answer_types.implementation import CONSIDERED, IMPLEMENTED, PARTLY
from checklist.answer_types.operands import interval
from checklist.answer_types.state_entries import state_name
from checklist.answer_types.written_date import date_in_words
from checklist.questionnaire.catalogue import recommendations_named
from checklist.questionnaire.question import Question
from checklist.render.blocks import Block, Facts, Heading, Items, Notice, Paragraph
from checklist.render.gaps.measures import Measure, Measures
from checklist.render.report.report_facts import ReportFacts
from checklist.reports.checked_report import CheckedReport
from checklist.text.messages import Message, commas, labelled, semicolons, tr, with_aside
from checklist.text.paragraphs import capitalized, flat

_INTERNAL = Message(
    "For the State's own use. Not for publication: this shows confidential answers, too, "
    "and names what is not in place without what is."
)
OTHER_KIND = Message("Answers of another kind")
OWN_CODES = Message(
    "These recommendations are to States, too, but these answers do not say how far they "
    "are followed."
)
_COPY = Message("This is made from a copy for publication, in which answers are withheld.")


def gaps_blocks(checked: CheckedReport, data: Mapping[str, Any]) -> Iterator[Block]:
    """Yield the document: what is not in place, what is not known, help wanted, steps announced.

    Args:
        checked: The report, whose structure was checked.
        data: The same report, as it stands in its file.
    """
    yield from _Gaps(checked, Measures(checked, data)).blocks()


def heading(checked: CheckedReport) -> str:
    """Return the heading of the document."""
    return tr("What is not in place: {state}", state_name(checked.report.state))


def notices(checked: CheckedReport) -> Sequence[str]:
    """Return the sentences below the heading: who may read it, and of which file it is made."""
    return [tr(_INTERNAL)] if checked.report.redacted is None else [tr(_INTERNAL), tr(_COPY)]


class _Step(NamedTuple):
    """A step that a State announces."""

    until: str
    """The date as it is in the report, or an empty text."""
    words: str
    about: str
    """The number and words of the question, or the theme."""

    @property
    def line(self) -> str:
        """The step as one line."""
        until = tr("By {until}", date_in_words(self.until)) if self.until else tr("Without a date")
        words = self.words.removesuffix(".").removesuffix("。")
        return with_aside(labelled(until, words), self.about)


@dataclass(frozen=True)
class _Gaps:
    checked: CheckedReport
    answers: Measures

    def blocks(self) -> Iterator[Block]:
        yield Heading(heading(self.checked), 1)
        for text in notices(self.checked):
            yield Notice(text)
        yield Facts([(tr("Report"), ReportFacts(self.checked).status_line), *self._counts()])
        yield from self._not_in_place()
        yield from self._in_own_codes()
        yield from self._open()
        yield from self._help()
        yield from self._announced()

    def _counts(self) -> Iterator[tuple[str, int]]:
        measures = self.answers.measures
        counts = Counter(measure.status for measure in measures)
        yield tr("Measures asked about"), len(measures)
        yield tr("In place"), counts[IMPLEMENTED]
        yield tr("In place in part"), counts[PARTLY]
        yield tr("Not in place"), sum(measure.is_gap for measure in measures) - counts[PARTLY]
        if counts[CONSIDERED]:
            yield tr("Considered, and decided not to do it"), counts[CONSIDERED]
        if unfit := sum(measure.is_not_applicable for measure in measures):
            yield tr("Not applicable"), unfit
        yield tr("Not said how far"), sum(measure.is_open for measure in measures)

    def _not_in_place(self) -> Iterator[Block]:
        yield Heading(tr("Not in place, by recommendation"), 2, "gaps")
        gaps = [measure for measure in self.answers.measures if measure.is_gap]
        for recommendation in self.checked.questionnaire.catalogue.recommendations:
            own = [gap for gap in gaps if recommendation.id in gap.recommendations]
            if own:
                title = tr("Recommendation {recommendation_id}", recommendation.id)
                yield Heading(title, 3, f"gap-{recommendation.id}")
                yield Paragraph(flat(recommendation.summary), is_aside=True)
                yield from self._listed(own)
        without = [measure for measure in gaps if not measure.recommendations]
        if without:
            yield Heading(tr("On no recommendation"), 3, "gap-none")
            yield from self._listed(without)
        if not gaps:
            yield Paragraph(tr("The report names no measure that is not in place."))

    def _in_own_codes(self) -> Iterator[Block]:
        """Yield the answers on recommendations that no status covers, or only in part."""
        cited, listed = self.answers.own_codes, self.answers.in_own_codes
        if listed:
            yield Heading(tr(OTHER_KIND), 2, "own-codes")
            yield Paragraph(tr(OWN_CODES))
        yield from self._listed(listed, cited)

    def _open(self) -> Iterator[Block]:
        yield Heading(tr("Not said how far it is in place"), 2, "open")
        measures = self.answers.measures
        unsaid = [measure for measure in measures if measure.is_open]
        yield from self._listed(unsaid)
        if not unsaid:
            yield Paragraph(tr("The report says of every measure how far it is in place."))
        unfit = [measure for measure in measures if measure.is_not_applicable]
        if unfit:
            yield Heading(tr("Not applicable"), 2, "not-applicable")
            yield from self._listed(unfit)

    def _listed(
        self, some: Sequence[Measure], cited: Mapping[str, Sequence[str]] | None = None
    ) -> Iterator[Block]:
        """Yield each question, with the status of the measure, or of its rows, below it.

        Args:
            some: The measures.
            cited: By question, the recommendations that stand behind its words.
        """
        for question, own in groupby(some, key=lambda measure: measure.question):
            which = capitalized(recommendations_named(cited[question.id])) if cited else ""
            yield Paragraph(with_aside(self._words(question), which))
            yield Items([line for measure in own for line in _lines(measure)])

    def _words(self, question: Question) -> str:
        return f"{self.checked.questionnaire.numbers[question.id]} {question.ask}"

    # Help

    def _help(self) -> Iterator[Block]:
        yield Heading(tr("Help that the State wants"), 2, "help")
        lines = [*self._wanted_by_theme(), *self._wanted_by_question(), *self._needs()]
        yield Items(lines) if lines else Paragraph(tr("The report names none."))
        yield from self._requests()

    def _wanted_by_theme(self) -> Iterator[str]:
        questionnaire = self.checked.questionnaire
        for asked in questionnaire.plan.assistance:
            wanted = self._answer_lines(asked.question)
            if wanted:
                theme = questionnaire.set_of[asked.question].title
                priority = commas(self._answer_lines(asked.priority))
                if priority:
                    theme = tr("{theme} (priority: {priority})", theme, priority)
                words = labelled(theme, semicolons(wanted))
                yield f"{words}{self._mark(asked.question)}"

    def _wanted_by_question(self) -> Iterator[str]:
        for question, details in self._details():
            if "assistance" in details:
                words = labelled(self._words(question), details["assistance"])
                yield f"{words}{self._mark(question.id)}"

    def _needs(self) -> Iterator[str]:
        """Yield the codes that the plan names as needs, of questions and of rows."""
        for named in self.checked.questionnaire.plan.needs:
            words = self._words(self._question(named.question))
            for code, row, said in self._coded(named.question):
                if code in named.codes:
                    yield labelled(f"{words} {row}" if row else words, said)

    def _requests(self) -> Iterator[Block]:
        """Yield what became of requests for help: for each question, its answer or its rows."""
        asked = [
            (question_id, coded)
            for question_id in self.checked.questionnaire.plan.requests
            if (coded := [*self._coded(question_id)])
        ]
        if asked:
            yield Heading(tr("What became of requests for help"), 2, "requests")
        for question_id, coded in asked:
            yield Paragraph(self._words(self._question(question_id)))
            yield Items([labelled(row, said) if row else said for _, row, said in coded])

    def _coded(self, question_id: str) -> Iterator[tuple[str, str, str]]:
        """Yield the codes of an answer, each with the words of its row, and its own words."""
        question, value = self._question(question_id), self._value(question_id)
        rows = {row.id: row.label for row in question.answer_type.listed_rows()}
        for cell in () if value is None else question.answer_type.cells(value):
            if cell.code:
                said = f"{cell.text or cell.code}{self._mark(question_id)}"
                yield cell.code, rows.get(cell.row, ""), said

    # Steps

    def _announced(self) -> Iterator[Block]:
        yield Heading(tr("What the State has announced"), 2, "steps")
        steps = sorted(self._steps(), key=_by_date)
        if steps:
            yield Items([step.line for step in steps])
        else:
            yield Paragraph(tr("The report names no step."))

    def _steps(self) -> Iterator[_Step]:
        questionnaire = self.checked.questionnaire
        for question, details in self._details():
            if "planned_step" in details or "planned_by" in details:
                words = details.get("planned_step", tr("To be in place"))
                about = f"{self._words(question)}{self._mark(question.id)}"
                yield _Step(details.get("planned_by", ""), words, about)
        for asked in questionnaire.plan.steps:
            words = semicolons(self._answer_lines(asked.question))
            if words:
                until = self._value(asked.due) if asked.due is not None else None
                theme = questionnaire.set_of[asked.question].title
                yield _Step(until or "", words, f"{theme}{self._mark(asked.question)}")
        for treaty in questionnaire.plan.treaties:
            until = self._value(treaty.target) if treaty.target is not None else None
            if isinstance(until, str):
                term = questionnaire.head.glossary[treaty.term].term
                yield _Step(
                    until, tr("To join: {term}", term), self._words(self._question(treaty.target))
                )

    # Answers

    def _question(self, question_id: str | None) -> Question:
        return self.checked.questionnaire.questions[str(question_id)]

    def _details(self) -> Iterator[tuple[Question, dict[str, Any]]]:
        """Yield what measures say of their own on steps and help."""
        for question in self.checked.questionnaire.questions.values():
            value = self._value(question.id)
            if isinstance(value, dict) and not question.answer_type.fields():
                details = value.get("details")
                if isinstance(details, dict):
                    yield question, details

    def _value(self, question_id: str) -> Any:
        """Return the value of a valid answer on path, or None."""
        if question_id not in self.checked.path.on:
            return None
        return self.checked.valid.get(question_id, {}).get("value")

    def _mark(self, question_id: str) -> str:
        """Return what stands after an answer that is not confirmed in this report."""
        is_carried = self.checked.valid[question_id].get("carried")
        return f" {tr('[from an earlier report, not confirmed]')}" if is_carried else ""

    def _answer_lines(self, question_id: str | None) -> Sequence[str]:
        value = None if question_id is None else self._value(question_id)
        return [] if value is None else self._question(question_id).answer_type.lines(value)


def _lines(measure: Measure) -> Sequence[str]:
    return [labelled(measure.row, line) for line in measure.words] if measure.row else measure.words


def _by_date(step: _Step) -> tuple[bool, str]:
    """Order steps by the end of the period that their date names; those without a date are last."""
    days = interval(step.until) if step.until else None
    return days is None, "" if days is None else str(days.last)
