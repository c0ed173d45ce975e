"""The States that have joined the treaties, and the progress and obstacles of the others."""

from collections.abc import Container
from dataclasses import replace

from checklist.analysis.rows.columns import ANSWERED, AnswerRow, ReportRow
from checklist.analysis.summary.counted_answers import Answers, code_of
from checklist.analysis.summary.figures import CodeLabel
from checklist.analysis.summary.ratification_document import (
    Joined,
    NotJoined,
    OnTheWay,
    Ratification,
)
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
        status = self.answers.question(self.treaty.status)
        return [
            self._group(CodeLabel(one.code, one.label), {state.code for state in one.states})
            for one in status.codes
            if one.code not in self.treaty.parties
        ]

    def _group(self, status: CodeLabel, states: Container[str]) -> NotJoined:
        some, treaty = self.answers.among(states), self.treaty
        obstacles = None if treaty.obstacles is None else some.tally(treaty.obstacles)
        return NotJoined(
            status=status,
            process=None if treaty.process is None else some.tally(treaty.process),
            obstacles=[] if obstacles is None else obstacles.codes,
            obstacles_tally=None if obstacles is None else replace(obstacles, codes=[], by_gate=0),
        )

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
            state=self.answers.entry(report, treaty.status, *asked),
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
                state = self.answers.entry(one.report, treaty.overcome)
                found.append(Joined(state, codes, text))
        return found
