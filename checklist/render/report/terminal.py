"""A State report for the terminal: its head, then the questions and answers, set by set."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from checklist.answer_types.state_entries import state_name
from checklist.answer_types.written_date import date_in_words
from checklist.questionnaire.catalogue import Recommendation, recommendations_named
from checklist.questionnaire.condition_text import asked_when
from checklist.questionnaire.question import Question, QuestionSet
from checklist.questionnaire.questionnaire import cited_by
from checklist.render.report.answer_text import answer_view, raw, withheld_lines
from checklist.render.report.progress_text import counts
from checklist.render.report.report_facts import WITHOUT_QUESTION, ReportFacts, in_brackets
from checklist.reports.checked_report import CheckedReport
from checklist.reports.period import period_in_words
from checklist.reports.progress import SetProgress
from checklist.text.messages import clauses, commas, labelled, tr
from checklist.text.paragraphs import Line, flat, paragraphs

_INDENT, _HANGING = 4, 2


@dataclass(frozen=True)
class ReportView:
    """A report as lines for the terminal, as a whole or in part."""

    checked: CheckedReport
    width: int
    """The columns of a line, for aligned values."""

    @cached_property
    def facts(self) -> ReportFacts:
        """The facts about the report."""
        return ReportFacts(self.checked)

    def whole(self) -> Iterator[Line]:
        """Yield the head, all sets, and the answers to questions that do not exist."""
        yield from self._head()
        for number, part in enumerate(self.facts.parts, 1):
            yield Line("")
            yield from self._set(number, part)
        if self.facts.unknown:
            yield from self._without_question()

    def one_set(self, part: QuestionSet) -> Iterator[Line]:
        """Yield one set."""
        yield self._which_report()
        number = self.checked.questionnaire.part_number(part)
        yield Line("")
        yield from self._set(number, self.facts.parts[number - 1])

    def some(
        self, questions: Sequence[Question], recommendations: Sequence[Recommendation]
    ) -> Iterator[Line]:
        """Yield some questions with their guidance.

        Args:
            questions: The questions.
            recommendations: The recommendations for which they are shown.
        """
        yield self._which_report()
        for recommendation in recommendations:
            yield Line("")
            summary = flat(recommendation.summary)
            words = tr("Recommendation {recommendation_id}: {summary}", recommendation.id, summary)
            yield Line(words, 0, _HANGING)
        if not questions:
            yield Line("")
            yield Line(tr("No question asks about it."))
        for question in questions:
            yield Line("")
            yield self._words(question)
            yield from self._explained(question)
            yield from self._answer(question)
            yield from self._laws_cited(question)

    # The head

    def _which_report(self) -> Line:
        report = self.checked.report
        revision = tr(
            "revision {revision}, as of {of}", report.revision, date_in_words(report.as_of)
        )
        status = tr("final") if report.is_final else tr("draft")
        return Line(labelled(state_name(report.state), clauses([status, revision])))

    def _head(self) -> Iterator[Line]:
        report, facts = self.checked.report, self.facts
        yield Line(tr("State report: {state_name}", state_name(report.state)), is_heading=True)
        yield Line(facts.status_line)
        version = tr(
            "{questionnaire_id}, version {questionnaire_version}",
            report.questionnaire_id,
            report.questionnaire_version,
        )
        yield Line(tr("Questionnaire: {version}", version))
        if facts.other_questions:
            yield Line(facts.other_questions, _HANGING)
        if facts.seal:
            yield Line(tr("Seal: {seal}", facts.seal))
        if report.redacted is not None:
            yield self._redacted(report.redacted)
        if report.supersedes is not None:
            yield Line(tr("It takes the place of revision {revision}.", report.revision - 1))
        yield from (Line(labelled(label, count), 0, _HANGING) for label, count in facts.counts)
        yield from (Line(warning, 0, _HANGING) for warning in facts.warnings)

    def _redacted(self, redacted: Mapping[str, Any]) -> Line:
        places = map(str, redacted["withheld"])
        named = withheld_lines(places, self.checked.questionnaire, has_words=False)
        withheld = commas(named) or tr("none")
        return Line(tr("Copy for publication. Withheld answers: {withheld}", withheld), 0, _HANGING)

    # Sets and questions

    def _set(self, number: int, done: SetProgress) -> Iterator[Line]:
        part = done.part
        of = len(self.checked.questionnaire.sets)
        title = tr("Part {number} of {of}: {part_title}", number, of, part.title)
        yield Line(title, is_heading=True)
        yield Line(tr("Answered: {counts}", counts(done)), 0, _HANGING)
        in_short = self.facts.in_short(done)
        for question in part.questions:
            if self.facts.is_shown(question):
                yield Line("")
                yield self._words(question)
                yield from self._answer(question)
        if in_short:
            yield Line("")
        numbers = self.checked.questionnaire.numbers
        for reason, questions in in_short.items():
            named = commas(numbers[question.id] for question in questions)
            yield Line(labelled(reason, named), 0, _INDENT)

    def _words(self, question: Question) -> Line:
        cited = recommendations_named(map(str, cited_by(question)))
        number = self.checked.questionnaire.numbers[question.id]
        mark = in_brackets(self.checked.report.answers.get(question.id))
        text = f"{number} {mark}{question.ask}{f' [{cited}]' if cited else ''}"
        return Line(text, 0, _INDENT, is_heading=True)

    def _explained(self, question: Question) -> Iterator[Line]:
        for text in paragraphs(question.guidance):
            yield Line(tr("Guidance: {text}", text), _INDENT, _HANGING)
        period = period_in_words(question, self.checked.path)
        if period:
            yield Line(tr("Period: {period}", period), _INDENT, _HANGING)
        if question.when is not None and question.id not in self.checked.path.on:
            asked = self.checked.questionnaire
            when = asked_when(question, asked.questions, asked.numbers)
            yield Line(tr("Asked only when {when}.", when), _INDENT, _HANGING)

    def _answer(self, question: Question) -> Iterator[Line]:
        facts = self.facts
        reason = facts.no_answer_reason(question)
        if reason is not None:
            yield Line(reason, _INDENT)
            return
        answer = facts.answer(question)
        if answer is None:
            in_file = raw(self.checked.report.answers[question.id])
            yield Line(tr("In the file: {file}", in_file), _INDENT, _HANGING)
        else:
            answer_type = question.answer_type
            yield from answer_view(answer_type, answer, indent=_INDENT, width=self.width)
        yield from (Line(remark, _INDENT, _HANGING) for remark in facts.remarks(question))

    def _laws_cited(self, question: Question) -> Iterator[Line]:
        """Yield the titles of the laws that an answer cites by their short names."""
        checked = self.checked
        answer = checked.valid.get(question.id, {})
        cited = {law for _, law in question.answer_type.laws_cited(answer)}
        for law in checked.questionnaire.laws(checked.valid):
            if law.code in cited:
                yield Line(tr("{law_code} is: {law_label}", law.code, law.label), _INDENT, _HANGING)

    # Answers to questions that do not exist

    def _without_question(self) -> Iterator[Line]:
        yield Line("")
        yield Line(tr(WITHOUT_QUESTION), is_heading=True)
        yield from (Line(text, 0, _INDENT) for text in self.facts.without_question())
