"""The counted reports, question by question."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter
from typing import TypeAlias

from checklist.analysis.counting import count
from checklist.analysis.groups import Grouping, by_treaty_status
from checklist.analysis.rows.answer_rows import UNKNOWN
from checklist.analysis.rows.columns import ANSWERED, HIDDEN, PART, UNANSWERED, AnswerRow, ReportRow
from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.analysis.rows.report_rows import Disclosure, ReportRows
from checklist.analysis.summary.figures import (
    FEW,
    CodeCount,
    CodeLabel,
    CodeStates,
    Question,
    StateName,
    Tally,
)
from checklist.analysis.summary.tally import MEASURE, NOTHING_ELSE, tally
from checklist.answer_types.implementation import IMPLEMENTED, PARTLY
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.text.languages import ENGLISH
from checklist.text.quoted import Quoted

NO_CODE = CodeLabel("", "")

Given: TypeAlias = tuple[ReportRow, AnswerRow]
"""A row with its report."""


@dataclass(frozen=True)
class Answers:
    """The rows of all counted reports."""

    questionnaire_rows: QuestionnaireRows
    reports: Sequence[ReportRows]
    """One a State, by the State's name."""
    shown: Disclosure
    """The answers that the rows show. Hidden answers are counted apart from the codes. Otherwise
    a reader who knows all other answers could find a hidden one by subtraction."""
    grouping: Grouping | None = None
    """The groups by which is counted, too."""
    whole: Answers | None = None
    """All reports, where these are only some of them."""

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire whose questions are counted."""
        return self.questionnaire_rows.questionnaire

    @cached_property
    def _rows(self) -> Mapping[tuple[str, str], Sequence[AnswerRow]]:
        by_key: dict[tuple[str, str], list[AnswerRow]] = {
            key: [] for key in self.questionnaire_rows.questions
        }
        for report in self.reports:
            for row in report.answers:
                if row.level != PART:
                    by_key[row.question, row.row].append(row)
        return by_key

    @cached_property
    def _parts(self) -> Mapping[str, Sequence[Given]]:
        by_question: dict[str, list[Given]] = {}
        for report in self.reports:
            for row in report.answers:
                if row.level == PART:
                    by_question.setdefault(row.question, []).append((report.report, row))
        return by_question

    def among(self, states: Container[str]) -> Answers:
        """Return the answers of some of the States."""
        reports = [report for report in self.reports if report.report.state in states]
        return replace(self, reports=reports, whole=self.whole or self)

    @cached_property
    def by_treaty_status(self) -> Sequence[tuple[CodeLabel, Answers]]:
        """The answers by the treaty status of the States; without a status that no report has."""
        return self._by(by_treaty_status(self.questionnaire))

    @cached_property
    def by_group(self) -> Sequence[tuple[CodeLabel, Answers]]:
        """The same by the groups that were asked for; none where none were."""
        return self._by(self.grouping)

    def _by(self, grouping: Grouping | None) -> Sequence[tuple[CodeLabel, Answers]]:
        if grouping is None:
            return []
        states: dict[str, set[str]] = {}
        for report in self._report_rows:
            states.setdefault(grouping.code_of(report), set()).add(report.state)
        return [
            (CodeLabel(*group), self.among(states[group.code]))
            for group in grouping.groups
            if group.code in states
        ]

    def rows_of(self, question: str, row: str = "") -> Sequence[AnswerRow]:
        """Return the row of a question, or of a row of a matrix, in each report, in their order."""
        if self.whole is None:
            return self._rows[question, row]
        rows = self.whole.rows_of(question, row)
        return [rows[place] for place in self._places_in_whole]

    @cached_property
    def _places_in_whole(self) -> Sequence[int]:
        places = {} if self.whole is None else self.whole._places
        return [places[report.report.state] for report in self.reports]

    def with_reports(self, question: str, row: str = "") -> Iterator[Given]:
        """Yield each report with what it answers to a question, or to a row of a matrix."""
        return zip(self._report_rows, self.rows_of(question, row), strict=True)

    @cached_property
    def _report_rows(self) -> Sequence[ReportRow]:
        return [report.report for report in self.reports]

    def parts(self, question: str) -> Sequence[Given]:
        """Return the parts of a question's answers, each with its report."""
        if self.whole is None:
            return self._parts.get(question, ())
        return [part for part in self.whole.parts(question) if part[0].state in self._places]

    def offered(self, question: str) -> Sequence[tuple[str, str]]:
        """Return the codes that a question offers, with their labels."""
        return self.questionnaire.questions[question].answer_type.offered()

    def tally(self, question: str, row: str = "") -> Tally:
        """Count the standings and the codes of a question, or of a row of a matrix."""
        counted = self._tally(question, row, self.offered(question))
        if row or not self._has_several(question):
            return counted
        counts = self.count(self._several(question), attrgetter("code"))
        codes = [CodeCount(one.code, one.label, counts[one.code]) for one in counted.codes]
        return replace(counted, codes=codes)

    def statuses(self, question: str, row: str) -> Tally:
        """Count the statuses of a measure as which the codes of a question, or row, count."""
        key = question, row
        if key not in self._statuses:
            counts_as = self.questionnaire_rows.standings[question]
            self._statuses[key] = self._tally(question, row, MEASURE, counts_as)
        return self._statuses[key]

    @cached_property
    def _statuses(self) -> dict[tuple[str, str], Tally]:
        return {}

    def _tally(
        self,
        question: str,
        row: str,
        offered: Sequence[tuple[str, str]],
        counts_as: Mapping[str, str] = NOTHING_ELSE,
    ) -> Tally:
        return tally(self.rows_of(question, row), offered, counts_as)

    def count(
        self, given: Sequence[Given], said: Callable[[AnswerRow], Hashable]
    ) -> Mapping[Hashable, int]:
        """Count rows by what they say, such as their code."""
        return count(given, lambda given: said(given[1]), lambda key: [key])

    def question(
        self, question: str, codes: Iterable[str] = (), row: str = "", words: str = ""
    ) -> Question:
        """Return the codes that States gave to a question, each with the States that gave it.

        Args:
            question: The id of a question with options.
            codes: Only these codes; none: all.
            row: The id of a row of a matrix that is counted alone; empty: the question.
            words: The words of the row; empty: those of the question.
        """
        wanted, counted = set(codes), self.tally(question, row)
        states: dict[str, list[StateName]] = {code.code: [] for code in counted.codes}
        for report, given in self.given(question, row):
            if given.code in states:
                states[given.code].append(self.state(report))
        return Question(
            question=question,
            words=words or self.questionnaire.questions[question].ask,
            theme=self.questionnaire.set_of[question].title,
            tally=counted,
            codes=[
                CodeStates(code.code, code.label, code.count, states[code.code])
                for code in counted.codes
                if not wanted or code.code in wanted
            ],
        )

    def given(self, question: str, row: str = "") -> Sequence[Given]:
        """Return the rows that hold the codes given to a question or row, each with its report."""
        if not row and self._has_several(question):
            return self._several(question)
        return [
            given for given in self.with_reports(question, row) if given[1].standing == ANSWERED
        ]

    def with_measure(self, question: str, row: str) -> tuple[list[StateName], list[StateName]]:
        """Return the States in which a measure is in place, and in part; none of many reports."""
        counts_as = self.questionnaire_rows.standings[question]
        named: dict[str, list[StateName]] = {IMPLEMENTED: [], PARTLY: []}
        for report, given in self.given(question, row) if len(self.reports) < FEW else ():
            status = counts_as.get(given.code, given.code)
            if status in named:
                named[status].append(self.state(report))
        return named[IMPLEMENTED], named[PARTLY]

    def state(self, report: ReportRow) -> StateName:
        """Return the State of a report."""
        return StateName(report.state, report.state_name)

    # The answers of one State

    def code_of(self, report: ReportRow, question: str | None) -> CodeLabel:
        """Return the code that a State gave to a question; empty if the plan has no question."""
        row = self._row_of(report, question)
        if row is None or not row.code:
            return NO_CODE
        return CodeLabel(row.code, row.text)

    def text_of(self, report: ReportRow, question: str | None) -> str:
        """Return the text, date or number that a State gave to a question."""
        row = self._row_of(report, question)
        return "" if row is None else words_of(row)

    def codes_of(self, report: ReportRow, question: str | None) -> Sequence[CodeLabel]:
        """Return the codes that a State gave to a question that can have several."""
        if question is None:
            return []
        return [code_of(row) for other, row in self._several(question) if other is report]

    def note_of(self, report: ReportRow, question: str | None) -> str:
        """Return the note on what a State answered to a question; empty for a hidden answer."""
        row = self._row_of(report, question)
        return note_of(row) if row is not None and row.standing == ANSWERED else ""

    def is_hidden(self, report: ReportRow, question: str | None) -> bool:
        """Whether a State gave an answer that is not shown."""
        row = self._row_of(report, question)
        return row is not None and row.standing == HIDDEN

    def is_open(self, report: ReportRow, question: str | None) -> bool:
        """Whether the plan has no such question, or a State left it unanswered."""
        row = self._row_of(report, question)
        return row is None or row.standing == UNANSWERED

    def _row_of(self, report: ReportRow, question: str | None) -> AnswerRow | None:
        return None if question is None else self.rows_of(question)[self._places[report.state]]

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {counted.report.state: place for place, counted in enumerate(self.reports)}

    def entries(self, question: str) -> Iterator[tuple[ReportRow, Mapping[str, AnswerRow]]]:
        """Yield the entries of a table with their report: the cells that are shown, by column."""
        by_entry: dict[tuple[str, int], tuple[ReportRow, dict[str, AnswerRow]]] = {}
        for report, row in self.parts(question):
            if row.standing != HIDDEN:
                entry = by_entry.setdefault((report.state, int(row.row)), (report, {}))
                entry[1][row.part] = row
        yield from by_entry.values()

    def _several(self, question: str) -> Sequence[Given]:
        """Return the codes of answers that can have several; their other parts are evidence."""
        return [part for part in self.parts(question) if not part[1].part]

    def _has_several(self, question: str) -> bool:
        return self.questionnaire.questions[question].answer_type.allows_several


def words_of(row: AnswerRow, mark: str = "") -> str:
    """Return the text of a row, or else its code, before a mark.

    What the State wrote has its language.
    """
    language = _foreign(row) if row.language == UNKNOWN else ""
    return Quoted.of(f"{row.text or row.code}{mark}", row.text, language)


def note_of(row: AnswerRow) -> str:
    """Return the note of a row, with its language."""
    return Quoted.of(row.note, row.note, _foreign(row))


def _foreign(row: AnswerRow) -> str:
    """Return the language of what a State wrote, where it is known and not English."""
    return "" if row.written_in in {ENGLISH, UNKNOWN} else row.written_in


def code_of(row: AnswerRow) -> CodeLabel:
    """Return the code of a row with its words."""
    return CodeLabel(row.code, row.text) if row.code else NO_CODE
