"""The counted reports, question by question."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from checklist.analysis.groups import Grouping
from checklist.analysis.rows.columns import ANSWERED, HIDDEN, PART, UNANSWERED, AnswerRow, ReportRow
from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.analysis.rows.report_rows import Disclosure, ReportRows
from checklist.analysis.summary.figures import (
    CodeCount,
    CodeLabel,
    CodeStates,
    Question,
    StateName,
    Tally,
)
from checklist.analysis.summary.tally import tally
from checklist.questionnaire.questionnaire import Questionnaire

NO_CODE = CodeLabel("", "")


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
    def _parts(self) -> Mapping[str, Sequence[tuple[ReportRow, AnswerRow]]]:
        by_question: dict[str, list[tuple[ReportRow, AnswerRow]]] = {}
        for report in self.reports:
            for row in report.answers:
                if row.level == PART:
                    by_question.setdefault(row.question, []).append((report.report, row))
        return by_question

    def rows_of(self, question: str, row: str = "") -> Sequence[AnswerRow]:
        """Return the row of a question, or of a row of a matrix, in each report, in their order."""
        return self._rows[question, row]

    def with_reports(self, question: str, row: str = "") -> Iterator[tuple[ReportRow, AnswerRow]]:
        """Yield each report with its row of a question, or of a row of a matrix."""
        reports = (one.report for one in self.reports)
        return zip(reports, self._rows[question, row], strict=True)

    def parts(self, question: str) -> Sequence[tuple[ReportRow, AnswerRow]]:
        """Return the parts of a question's answers, each with its report."""
        return self._parts.get(question, ())

    def offered(self, question: str) -> Sequence[tuple[str, str]]:
        """Return the codes that a question offers, with their labels."""
        return self.questionnaire.questions[question].answer_type.offered()

    def tally(self, question: str, row: str = "") -> Tally:
        """Count the standings and the codes of a question, or of a row of a matrix."""
        counted = tally(self.rows_of(question, row), self.offered(question))
        if row or not self._has_several(question):
            return counted
        return _with_codes(counted, self._several(question))

    def tallies(
        self, question: str, row: str, group_of: Callable[[ReportRow], str]
    ) -> Mapping[str, Tally]:
        """Count the same among the reports of each group, by the group's code."""
        rows: dict[str, list[AnswerRow]] = {}
        for report, answer in self.with_reports(question, row):
            rows.setdefault(group_of(report), []).append(answer)
        offered = self.offered(question)
        found = {group: tally(several, offered) for group, several in rows.items()}
        if row or not self._has_several(question):
            return found
        parts: dict[str, list[tuple[ReportRow, AnswerRow]]] = {group: [] for group in found}
        for one in self._several(question):
            parts[group_of(one[0])].append(one)
        return {group: _with_codes(counted, parts[group]) for group, counted in found.items()}

    def question(self, question: str, codes: Iterable[str] = ()) -> Question:
        """Return the codes that States gave to a question, each with the States that gave it.

        Args:
            question: The id of a question with options.
            codes: Only these codes; none: all.
        """
        wanted = set(codes)
        given = self.given(question)
        asked = self.questionnaire.questions[question]
        return Question(
            question=question,
            words=asked.ask,
            theme=self.questionnaire.set_of[question].title,
            tally=self.tally(question),
            codes=[
                CodeStates(code, label, len(states), states)
                for code, label in self.offered(question)
                if not wanted or code in wanted
                for states in [[state_of(report) for report, row in given if row.code == code]]
            ],
        )

    def row(self, question: str, row: str, label: str) -> Question:
        """Return the codes that States gave to a row of a matrix, each with the States."""
        given = [one for one in self.with_reports(question, row) if one[1].standing == ANSWERED]
        return Question(
            question=question,
            words=label,
            theme=self.questionnaire.set_of[question].title,
            tally=self.tally(question, row),
            codes=[
                CodeStates(code, text, len(states), states)
                for code, text in self.offered(question)
                for states in [[state_of(report) for report, one in given if one.code == code]]
            ],
        )

    def given(self, question: str) -> Sequence[tuple[ReportRow, AnswerRow]]:
        """Return the rows that hold the codes given to a question, each with its report."""
        if self._has_several(question):
            return self._several(question)
        return [one for one in self.with_reports(question) if one[1].standing == ANSWERED]

    # The answers of one State

    def code_of(self, report: ReportRow, question: str | None) -> CodeLabel:
        """Return the code that a State gave to a question; empty if the plan has no question."""
        row = self._row_of(report, question)
        return NO_CODE if row is None else code_of(row)

    def text_of(self, report: ReportRow, question: str | None) -> str:
        """Return the text, date or number that a State gave to a question."""
        row = self._row_of(report, question)
        return "" if row is None else row.text or row.code

    def codes_of(self, report: ReportRow, question: str | None) -> Sequence[CodeLabel]:
        """Return the codes that a State gave to a question that can have several."""
        if question is None:
            return []
        return [code_of(row) for other, row in self._several(question) if other is report]

    def note_of(self, report: ReportRow, question: str | None) -> str:
        """Return the note on what a State answered to a question; empty for a hidden answer."""
        row = self._row_of(report, question)
        return row.note if row is not None and row.standing == ANSWERED else ""

    def is_hidden(self, report: ReportRow, question: str | None) -> bool:
        """Whether a State gave an answer that is not shown."""
        row = self._row_of(report, question)
        return row is not None and row.standing == HIDDEN

    def is_open(self, report: ReportRow, question: str | None) -> bool:
        """Whether the plan has no such question, or a State left it unanswered."""
        row = self._row_of(report, question)
        return row is None or row.standing == UNANSWERED

    def is_kept_contact(self, row: AnswerRow) -> bool:
        """Whether a row stands for a contact that is not shown."""
        is_personal = self.questionnaire.questions[row.question].answer_type.is_personal
        return is_personal and not self.shown.contacts and row.standing == ANSWERED

    def _row_of(self, report: ReportRow, question: str | None) -> AnswerRow | None:
        return None if question is None else self._rows[question, ""][self._places[report.state]]

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {one.report.state: place for place, one in enumerate(self.reports)}

    def entries(self, question: str) -> Iterator[tuple[ReportRow, Mapping[str, AnswerRow]]]:
        """Yield the entries of a table with their report: the cells that are shown, by column."""
        by_entry: dict[tuple[str, int], tuple[ReportRow, dict[str, AnswerRow]]] = {}
        for report, row in self.parts(question):
            if row.standing != HIDDEN:
                entry = by_entry.setdefault((report.state, int(row.row)), (report, {}))
                entry[1][row.part] = row
        yield from by_entry.values()

    def _several(self, question: str) -> Sequence[tuple[ReportRow, AnswerRow]]:
        """Return the codes of answers that can have several; their other parts are evidence."""
        return [one for one in self.parts(question) if not one[1].part]

    def _has_several(self, question: str) -> bool:
        return self.questionnaire.questions[question].answer_type.allows_several


def state_of(report: ReportRow) -> StateName:
    """Return the State of a report."""
    return StateName(report.state, report.state_name)


def code_of(row: AnswerRow) -> CodeLabel:
    """Return the code of a row with its words."""
    return CodeLabel(row.code, row.text) if row.code else NO_CODE


def _with_codes(counted: Tally, parts: Iterable[tuple[ReportRow, AnswerRow]]) -> Tally:
    """Return a tally with the codes of answers that can have several."""
    codes = [row.code for _, row in parts]
    return replace(
        counted,
        codes=[CodeCount(one.code, one.label, codes.count(one.code)) for one in counted.codes],
    )
