"""Sign-off: what is decided on a draft, by a person or by options, before it is made final."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from checklist.commands.shared.divided_report import open_division
from checklist.commands.shared.findings_output import print_file_findings
from checklist.commands.shared.person import Person
from checklist.commands.shared.sign_off_options import (
    Decisions,
    SignOffOptions,
    decisions,
    refuse_without_effect,
)
from checklist.commands.shared.sign_off_questions import (
    SignOffQuestions,
    is_right,
    objecting_lines,
    open_lines,
    unmerged_line,
)
from checklist.console.page import Page
from checklist.files.reader import Document, read
from checklist.lifecycle.finalize import Finalization, finalization
from checklist.merging.givers import givers_in
from checklist.ministries.clearance import note_clearance
from checklist.ministries.division_file import DivisionFile, errors_in
from checklist.ministries.folder import ReportFolder
from checklist.ministries.log import read_log, user_name
from checklist.ministries.merged_files import report_bytes, save_report
from checklist.ministries.sign_off import (
    NO_REPLY,
    OpenPoints,
    as_if_decided,
    clearances,
    open_points,
    with_not_known,
    with_release,
)
from checklist.ministries.status import statuses
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.check_structure import check_structure
from checklist.reports.checked_report import CheckedReport
from checklist.reports.period import span_of
from checklist.reports.report import APPROVED, CLEARED, Report
from checklist.text.messages import commas, tr
from checklist.text.paragraphs import Line
from checklist.today import today


@dataclass(frozen=True, slots=True)
class Decided:
    """A draft on which all is decided."""

    document: Document
    """The draft as it is on the disk now."""
    result: Finalization
    """What comes of it as a final report."""


class SignOff:
    """The sign-off of one draft, whose lock is held."""

    def __init__(
        self,
        path: Path,
        document: Document,
        questionnaire: Questionnaire,
        *,
        options: SignOffOptions,
        page: Page,
        person: Person | None,
    ) -> None:
        self.path = path
        self.document = document
        self.questionnaire = questionnaire
        self.page = page
        self.person = person
        self.checked = self._checked()
        self.folder = ReportFolder(path, self.checked.report.state)
        self.file = self._division()
        division = self.file.division if self.file else None
        self.decided: Decisions = decisions(options, questionnaire, division)
        self.points: OpenPoints = open_points(self.checked, division, read_log(self.folder.log))
        if division is not None:
            refuse_without_effect(self.decided, self.points, division, self.checked)

    def _checked(self) -> CheckedReport:
        assert isinstance(self.document.data, dict)
        return check_structure(self.document.data, self.questionnaire)[0]

    def _division(self) -> DivisionFile | None:
        file = open_division(self.folder, self.checked.report)
        wrong = errors_in(file, self.questionnaire) if file else ()
        if file is not None and wrong:
            raise typer.Exit(print_file_findings(str(file.path), wrong))
        return file

    def ministries_of(self, question_id: str) -> str:
        """Return the ministries that answered a question, in words; empty without a division."""
        if self.file is None:
            return ""
        codes = givers_in(self.checked.report.answers.get(question_id, {}))
        return commas(self.file.division.label(code, self.questionnaire) for code in codes)

    def judge_draft(self) -> Finalization:
        """Return what would come of the draft if all were decided: what else is wrong with it."""
        division = self.file.division if self.file else None
        report = as_if_decided(self.checked, division, self.points)
        return finalization(self.document, self.questionnaire, answers=report.answers)

    def show_open_points(self) -> bool:
        """Show what is not decided yet, each point with its option.

        Returns whether there is such a point.
        """
        lines = [
            *open_lines(
                self.points, self.decided, self.questionnaire, is_divided=self.file is not None
            )
        ]
        if lines:
            self.page.say(tr("Decide these points with an option, or in a terminal:"))
        for line in lines:
            self.page.show(line)
        return bool(lines)

    def decide(self) -> Decided | None:
        """Ask what is not decided, and judge the draft with it; None if that is left open.

        Clearances are those of the draft as it was shown: nobody cleared what is filled in here.
        They are saved. So is what the signatory decides, which can open further questions. “Not
        known” enters the draft only once nothing else is wrong with it.
        """
        for status in self.points.unmerged:
            self._say(unmerged_line(status))
        for status in self.points.objecting:
            for line in objecting_lines(status, self.questionnaire):
                self._say(line)
        span = span_of(self.checked.path)
        begun = None if span is None else span.first
        if self.person is not None:
            questions = SignOffQuestions(self.person, self.questionnaire, self.decided, begun)
            is_decided = questions.ask(self.points)
            self.person.tell()
            if not is_decided:
                return None
        elif self.show_open_points():
            return None
        elif self.decided.approved is not None:
            is_right(self.decided.approved["on"], begun, None)
        self._save_clearances()
        internal: dict[str, Any] = {APPROVED: self.decided.approved}
        if self.file is not None:
            log = read_log(self.folder.log)
            listed = statuses(self.checked, self.file.division, today(), log)
            internal[CLEARED] = clearances(listed, self.file.division)
        self._save(with_release(self.checked, self.decided.release_answers))
        answers = self._with_not_known().answers
        result = finalization(self.document, self.questionnaire, answers=answers, internal=internal)
        if result.report is not None:
            self._save(self.checked.report._replace(answers=answers))
        return Decided(self.document, result)

    def _say(self, line: Line) -> None:
        """Say something before the questions, or before the list where nobody can be asked."""
        if self.person is not None:
            self.person.say(line)
        else:
            self.page.show(line)

    def _with_not_known(self) -> Report:
        """Return the draft with what never came as not known."""
        report = self.checked.report
        for code, reason in self.decided.no_reply.items() if self.file else ():
            assert self.file is not None
            now, _ = check_structure(report.to_data(), self.questionnaire)
            is_secret = reason.code != NO_REPLY
            division = self.file.division
            report = with_not_known(now, division, code, reason, is_confidential=is_secret)
        return report

    def _save(self, report: Report) -> None:
        """Save another draft."""
        content = report_bytes(self.document, report, self.questionnaire)
        save_report(self.path, self.document, content, keeps_before=False)
        self.document = read(self.path)
        self.checked = self._checked()

    def _save_clearances(self) -> None:
        """Note the ministries that agree to the draft as it was shown."""
        now = today().isoformat()
        changed = {status.code for status in self.points.changed}
        for code, by in self.decided.agreed.items():
            if self.file is not None and code in changed:
                self.file = note_clearance(
                    self.folder,
                    self.file,
                    self.checked,
                    code,
                    now,
                    by=by or None,
                    who=user_name(),
                )
