"""The States that have joined the treaties, and the progress and obstacles of the others."""

from collections import Counter
from collections.abc import Sequence

from checklist.analysis.rows.columns import ANSWERED, AnswerRow, ReportRow
from checklist.analysis.summary.counted_answers import Answers, code_of, state_of
from checklist.analysis.summary.figures import CodeCount, CodeLabel
from checklist.analysis.summary.ratification_document import (
    Joined,
    NotJoined,
    OnTheWay,
    Ratification,
)
from checklist.analysis.summary.tally import tally
from checklist.questionnaire.analysis_plan import Treaty


def ratification(answers: Answers) -> list[Ratification]:
    """Return the status of States under each treaty of the analysis plan."""
    return [_OfTreaty(answers, treaty).summary() for treaty in answers.questionnaire.plan.treaties]


class _OfTreaty:
    def __init__(self, answers: Answers, treaty: Treaty) -> None:
        self.answers = answers
        self.treaty = treaty

    def summary(self) -> Ratification:
        glossary = self.answers.questionnaire.head.glossary
        overcome = self.treaty.overcome
        return Ratification(
            treaty=glossary[self.treaty.term].term,
            term=self.treaty.term,
            status=self.answers.question(self.treaty.status),
            groups=self._groups(),
            on_the_way=self._on_the_way(),
            overcome=None if overcome is None else self.answers.question(overcome),
            joined=self._joined(),
        )

    def _groups(self) -> list[NotJoined]:
        groups = []
        for code, label in self.answers.offered(self.treaty.status):
            if code in self.treaty.parties:
                continue
            states = {
                report.state
                for report, row in self.answers.with_reports(self.treaty.status)
                if row.code == code
            }
            groups.append(self._group(CodeLabel(code, label), states))
        return groups

    def _group(self, status: CodeLabel, states: set[str]) -> NotJoined:
        process, obstacles = self.treaty.process, self.treaty.obstacles
        process_tally = obstacles_tally = None
        counts: list[CodeCount] = []
        if process is not None:
            process_tally = tally(self._of(process, states), self.answers.offered(process))
        if obstacles is not None:
            obstacles_tally = tally(self._of(obstacles, states))
            codes = Counter(
                row.code for report, row in self.answers.given(obstacles) if report.state in states
            )
            offered = self.answers.offered(obstacles)
            counts = [CodeCount(code, label, codes[code]) for code, label in offered]
        return NotJoined(
            status=status, process=process_tally, obstacles=counts, obstacles_tally=obstacles_tally
        )

    def _of(self, question: str, states: set[str]) -> Sequence[AnswerRow]:
        rows = self.answers.with_reports(question)
        return [row for report, row in rows if report.state in states]

    def _on_the_way(self) -> list[OnTheWay]:
        found = []
        for report, row in self.answers.with_reports(self.treaty.status):
            if row.standing == ANSWERED and row.code not in self.treaty.parties:
                found.append(self._one_on_the_way(report, row))
        return found

    def _one_on_the_way(self, report: ReportRow, status: AnswerRow) -> OnTheWay:
        treaty = self.treaty
        asked = (treaty.process, treaty.target, treaty.obstacles, treaty.obstacles_text)
        return OnTheWay(
            state=state_of(report),
            status=code_of(status),
            process=self.answers.code_of(report, treaty.process),
            target=self.answers.text_of(report, treaty.target),
            obstacles=self.answers.codes_of(report, treaty.obstacles),
            obstacles_text=self.answers.text_of(report, treaty.obstacles_text),
            has_confidential=any(self.answers.is_hidden(report, question) for question in asked),
        )

    def _joined(self) -> list[Joined]:
        treaty = self.treaty
        found = []
        for one in self.answers.reports:
            codes = self.answers.codes_of(one.report, treaty.overcome)
            text = self.answers.note_of(one.report, treaty.overcome)
            if codes:
                found.append(Joined(state_of(one.report), codes, text))
        return found
