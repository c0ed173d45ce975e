"""Sign-off: what is decided on a draft, by a person or by options, before it is made final."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import typer

from checklist.answer_types.answer import NOT_KNOWN, REASONS
from checklist.answer_types.interface import Refusal
from checklist.answer_types.written_date import (
    EXAMPLE,
    AmbiguousDateRefusal,
    date_in_words,
    read_written_date,
)
from checklist.commands.shared.divided_report import open_division
from checklist.commands.shared.findings_output import print_file_findings
from checklist.commands.shared.line_options import line_of
from checklist.commands.shared.person import EnterAlone, Person
from checklist.commands.shared.sign_off_options import (
    Decisions,
    SignOffOptions,
    approval,
    decisions,
    refuse_without_effect,
)
from checklist.console.page import Page
from checklist.errors import ChecklistError
from checklist.files.reader import Document, read
from checklist.lifecycle.finalize import Finalization, finalization
from checklist.merging.givers import givers_in
from checklist.ministries.clearance import note_clearance
from checklist.ministries.division import Division
from checklist.ministries.division_file import DivisionFile, errors_in
from checklist.ministries.folder import ReportFolder
from checklist.ministries.log import read_log, user_name
from checklist.ministries.merged_files import report_bytes, save_report
from checklist.ministries.sign_off import (
    IN_WORDS,
    NO_REPLY,
    OTHER_REASONS,
    OpenPoints,
    Reason,
    Waiting,
    as_if_decided,
    clearances,
    open_points,
    with_not_known,
    with_release,
)
from checklist.ministries.status import AuthorityStatus, MinistryStatus, statuses
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.ministries.chase_list import changed_lines, objection_words
from checklist.reports.check_structure import check_structure
from checklist.reports.checked_report import CheckedReport
from checklist.reports.period import span_of
from checklist.reports.report import APPROVED, CLEARED, Report
from checklist.text.messages import Message, Texts, commas, grouped, tr
from checklist.text.paragraphs import Line
from checklist.text.sanitize import quoted
from checklist.today import latest_today, today

_NOT_ANSWERED = Message(
    "{ministry} (state: {state}). Required questions without an answer: {number}"
)
_MAY_OBJECT = Message(
    "{ministry} may object to its answers until {day}. Once the report is final, an "
    "objection needs a new revision."
)
_NOT_MERGED = Message(
    "{ministry}: what came back on {day} is not merged, and will not be in the report. "
    "To merge it first: checklist ministries merge"
)
_STOP_AND_WAIT = Message("Stop here and wait for the ministry")
_STOP_AND: Mapping[MinistryStatus, str] = Texts(
    {
        MinistryStatus.NOT_SENT: "Stop here and send it a form",
        MinistryStatus.REFUSED: "Stop here and give its questions to another ministry",
    }
)
_ENTER_FOR_NONE = Message(
    "Type the answer, then Enter. Enter alone leaves the answer out. /quit decides later."
)
_APPROVED = Message("Approved by {by}, {office}, on {day}: is this right?")
_IS_NO_NAME = Message("{typed} is a number or a date: is this right as the {what}?")
_WHO = Message("Type the name, then Enter. Enter alone: nobody approves it. /quit decides later.")
_DAY = Message("Type the day, then Enter. Enter alone takes today, {today}. /quit decides later.")
_EARLY = Message("The approval is of {day}, and the period of the report begins on {begun}")
_APPROVAL = Message(
    "Who approved the report stands in the report that is sent, and not in a copy for publication."
)


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
        division = self.division
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

    @property
    def division(self) -> Division | None:
        """The division; None for a report that is not divided."""
        return self.file.division if self.file else None

    def ministries_of(self, question_id: str) -> str:
        """Return the ministries that answered a question, in words; empty without a division."""
        if self.division is None:
            return ""
        codes = givers_in(self.checked.report.answers.get(question_id, {}))
        return commas(self.division.label(code, self.questionnaire) for code in codes)

    def judge_draft(self) -> Finalization:
        """Return what would come of the draft if all were decided: what else is wrong with it."""
        report = as_if_decided(self.checked, self.division, self.points)
        return finalization(self.document, self.questionnaire, answers=report.answers)

    def show_open_points(self) -> bool:
        """Show what is not decided yet, each point with its option.

        Returns whether there is such a point.
        """
        lines = [
            *_open_lines(
                self.points, self.decided, self.questionnaire, is_divided=self.file is not None
            )
        ]
        if lines:
            self.page.say(tr("Decide these points with an option, or in a terminal:"))
        for line in lines:
            self.page.show(line)
        return bool(lines)

    def decide(self) -> Finalization | None:
        """Ask what is not decided, and judge the draft with it; None if that is left open.

        Clearances are those of the draft as it was shown: nobody cleared what is filled in here.
        They are saved. So is what the signatory decides, which can open further questions. “Not
        known” enters the draft only once nothing else is wrong with it.
        """
        for status in self.points.unmerged:
            self._say(_unmerged_line(status))
        for status in self.points.objecting:
            for line in _objecting_lines(status, self.questionnaire):
                self._say(line)
        span = span_of(self.checked.path)
        begun = None if span is None else span.first
        if self.person is not None:
            questions = _SignOffQuestions(self.person, self.questionnaire, self.decided, begun)
            is_decided = questions.ask(self.points)
            self.person.tell()
            if not is_decided:
                return None
        elif self.show_open_points():
            return None
        elif self.decided.approved is not None:
            _is_right(self.decided.approved["on"], begun, None)
        self._save_clearances()
        internal: dict[str, Any] = {APPROVED: self.decided.approved}
        if self.division is not None:
            log = read_log(self.folder.log)
            listed = statuses(self.checked, self.division, today(), log)
            internal[CLEARED] = clearances(listed, self.division)
        self._save(with_release(self.checked, self.decided.release_answers))
        answers = self._with_not_known().answers
        result = finalization(self.document, self.questionnaire, answers=answers, internal=internal)
        if result.report is not None:
            self._save(self.checked.report._replace(answers=answers))
        return result

    def _say(self, line: Line) -> None:
        """Say something before the questions, or before the list where nobody can be asked."""
        if self.person is not None:
            self.person.say(line)
        else:
            self.page.show(line)

    def _with_not_known(self) -> Report:
        """Return the draft with what never came as not known."""
        report = self.checked.report
        if self.division is None:
            return report
        for code, reason in self.decided.no_reply.items():
            now, _ = check_structure(report.to_data(), self.questionnaire)
            is_secret = reason.code != NO_REPLY
            report = with_not_known(now, self.division, code, reason, is_confidential=is_secret)
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


@dataclass(frozen=True, slots=True)
class _SignOffQuestions:
    """Asks at a terminal what is not decided yet."""

    person: Person
    questionnaire: Questionnaire
    decided: Decisions
    """What is decided already; the answers are added."""
    begun: date | None
    """The day on which the period of the report begins, where it is known."""

    def ask(self, points: OpenPoints) -> bool:
        """Ask about each point. Returns whether all is decided, so that it can be made final.

        Where the person stops, nothing more is decided.
        """
        with suppress(EOFError):
            return self._ask(points)
        return False

    def _ask(self, points: OpenPoints) -> bool:
        decided = self.decided
        changed = [status for status in points.changed if not _is_known(status, decided)]
        waiting = [
            waiting for waiting in points.waiting if waiting.status.code not in decided.no_reply
        ]
        release = [question for question in points.release if question.id not in decided.release]
        if not all(map(self._ask_changed, changed)) or not all(map(self._ask_waiting, waiting)):
            return False
        if not all(map(self._ask_release, release)):
            return False
        return self._ask_approval()

    def _ask_changed(self, status: AuthorityStatus) -> bool:
        chosen = self.person.choose(
            tr("{status_label}: what now?", status.label),
            [
                tr("Stop here and ask the ministry again"),
                tr("It agrees to what stands now"),
                tr("Go on without its clearance"),
            ],
            above=[*_changed_lines(status, self.questionnaire)][1:],
            enter=EnterAlone.DECIDES_LATER,
        )
        if chosen == 2:
            self.decided.agreed[status.code] = self._typed(
                tr("Who said so?"), "--agreed", tr(_ENTER_FOR_NONE)
            )
        elif chosen == 3:
            self.decided.kept.add(status.code)
        return chosen in {2, 3}

    def _ask_waiting(self, waiting: Waiting) -> bool:
        stop, no_reply, other = (
            _STOP_AND.get(waiting.status.state, _STOP_AND_WAIT),
            tr("Answer “Not known: {no_reply}”", _no_reply_words()),
            tr("Answer “Not known” for another reason, which is not published")
            if waiting.can_have_no_reply
            else tr("Answer “Not known”; the reason is not published"),
        )
        choices = [stop, *([no_reply] if waiting.can_have_no_reply else []), other]
        chosen = self.person.choose(
            tr("{status_label}: what now?", waiting.status.label),
            [*map(tr, choices)],
            above=[*_waiting_lines(waiting, self.questionnaire)][1:],
            enter=EnterAlone.DECIDES_LATER,
        )
        if chosen and choices[chosen - 1] == other:
            reason = self._other_reason()
        elif chosen and choices[chosen - 1] == no_reply:
            reason = Reason(NO_REPLY)
        else:
            return False
        if reason is not None:
            self.decided.no_reply[waiting.status.code] = reason
        return reason is not None

    def _other_reason(self) -> Reason | None:
        """Return the reason that a person chooses or types; None without one."""
        labels = [other.label for other in OTHER_REASONS]
        chosen = self.person.choose(
            tr("For which reason is it not known?"), labels, enter=EnterAlone.DECIDES_LATER
        )
        if not chosen:
            return None
        code = OTHER_REASONS[chosen - 1].code
        if code != IN_WORDS:
            return Reason(code)
        hint = tr("Its words are not published. Enter alone decides later.")
        words = self._typed(tr("Which reason?"), "reason", hint)
        return Reason(code, words) if words else None

    def _ask_release(self, question: Question) -> bool:
        number = self.questionnaire.numbers[question.id]
        options = question.answer_type.offered()
        chosen = self.person.choose(
            f"{number} {question.ask}",
            [words for _, words in options],
            above=[Line(tr("The person who signs the report decides this."))],
            enter=EnterAlone.LEAVES_IT_OPEN if question.optional else EnterAlone.DECIDES_LATER,
            explained=question.guidance or "",
        )
        if chosen:
            self.decided.release[question.id] = options[chosen - 1][0]
        return bool(chosen) or question.optional

    def _ask_approval(self) -> bool:
        if self.decided.approved is not None:
            return _is_right(self.decided.approved["on"], self.begun, self.person)
        if self.decided.has_no_approval:
            return True
        while True:
            by = self._named(tr("Who approves this report?"), "name", tr(_WHO))
            if not by:
                self.decided.has_no_approval = True
                return True
            office = ""
            while not office:
                hint = tr("Type its name, then Enter. /quit decides later.")
                office = self._named(tr("Of which office?"), "office", hint)
            day = self._day()
            if self._is_so(tr(_APPROVED, by=by, office=office, day=date_in_words(day))):
                self.decided.approved = approval(by, office, day)
                return True

    def _typed(self, title: str, what: str, hint: str, explained: str = "") -> str:
        """Return one line that a person types; empty for Enter."""

        def read(typed: str) -> str:
            try:
                return line_of(typed, what) if typed else typed
            except ChecklistError as error:
                raise Refusal(str(error)) from None

        return self.person.line(title, hint, read, explained=explained)

    def _named(self, title: str, what: str, hint: str) -> str:
        """Return a name or an office that a person types, as `_typed` does.

        A number or a date is asked about: it can be meant for another question.
        """
        while True:
            typed = self._typed(title, what, hint, tr(_APPROVAL))
            question = tr(_IS_NO_NAME, typed=quoted(typed), what=what)
            if not typed or not _is_number_or_date(typed) or self._is_so(question):
                return typed

    def _is_so(self, question: str) -> bool:
        """Return whether a person says that something is so. Enter alone says neither."""
        return self.person.choose(question, [tr("Yes"), tr("No")], needs_number=True) == 1

    def _day(self) -> str:
        """Return the day that a person types; today for Enter."""
        now = str(today())
        hint = tr(_DAY, today=date_in_words(now))
        while True:
            day = self.person.line(tr("On which day?"), hint, lambda typed: _day_of(typed or now))
            if _is_right(day, self.begun, self.person):
                return day


def _open_lines(
    points: OpenPoints, decided: Decisions, questionnaire: Questionnaire, *, is_divided: bool
) -> Iterator[Line]:
    """Yield what is to be decided, each with the option that decides it.

    Args:
        points: What is open in the draft.
        decided: What is decided already.
        questionnaire: The questionnaire.
        is_divided: Whether several ministries answered, so that an approval is wanted.
    """
    for status in points.changed:
        if not _is_known(status, decided):
            yield from _changed_lines(status, questionnaire)
            yield Line(f"--agreed {status.code}, or --keep {status.code}", 4)
    for waiting in points.waiting:
        code = waiting.status.code
        if code not in decided.no_reply:
            yield from _waiting_lines(waiting, questionnaire)
            reasons = commas(
                tr('"{other_code}: WORDS"', other.code) if other.code == IN_WORDS else other.code
                for other in OTHER_REASONS
            )
            if waiting.can_have_no_reply:
                yield Line(f"--no-reply {code}", 4)
            yield Line(tr("--no-reply {code}=REASON (not published): {reasons}", code, reasons), 4)
    for question in points.release:
        if question.id not in decided.release and not question.optional:
            codes = commas((code for code, _ in question.answer_type.offered()))
            yield Line(f"{questionnaire.numbers[question.id]} {question.ask}", 2, 2)
            yield Line(f"--answer {question.id}=CODE: {codes}", 4)
    if is_divided and decided.approved is None and not decided.has_no_approval:
        yield Line(tr("Who approves the report?"), 2, 2)
        yield Line(tr("--approved-by NAME --office OFFICE [--on DATE], or --no-approval"), 4)


def _unmerged_line(status: AuthorityStatus) -> Line:
    """Return that something of an authority is not in the report, in sentences."""
    return Line(tr(_NOT_MERGED, ministry=status.label, day=date_in_words(status.came_back_on)))


def _objecting_lines(status: AuthorityStatus, questionnaire: Questionnaire) -> Iterator[Line]:
    """Yield until when an authority may object, or what changed to which it could object."""
    if status.objected_until:
        yield Line(objection_words(status))
        yield from changed_lines(status, questionnaire, 2)
        return
    day = date_in_words(status.may_object_until)
    yield Line(tr(_MAY_OBJECT, ministry=status.label, day=day))


def _is_known(status: AuthorityStatus, decided: Decisions) -> bool:
    return status.code in decided.agreed or status.code in decided.kept


def _changed_lines(status: AuthorityStatus, questionnaire: Questionnaire) -> Iterator[Line]:
    day = date_in_words(status.cleared_on)
    yield Line("")
    yield Line(
        tr(
            "{status_label} cleared its answers on {day}. Since then they changed:",
            status.label,
            day,
        ),
        2,
        2,
    )
    yield from changed_lines(status, questionnaire, 4)


def _waiting_lines(waiting: Waiting, questionnaire: Questionnaire) -> Iterator[Line]:
    status = waiting.status
    yield Line("")
    yield Line(
        tr(
            _NOT_ANSWERED,
            ministry=status.label,
            state=status.state,
            number=grouped(len(waiting.questions)),
        ),
        2,
        2,
    )
    for question in waiting.questions:
        yield Line(f"{questionnaire.numbers[question.id]} {question.ask}", 4, 2)


def _no_reply_words() -> str:
    return next(reason.label for reason in REASONS[NOT_KNOWN] if reason.code == NO_REPLY)


def _is_number_or_date(text: str) -> bool:
    if not any(map(str.isalpha, text)):
        return True
    try:
        read_written_date(text, EXAMPLE)
    except AmbiguousDateRefusal:
        return True
    except Refusal:
        return False
    return True


def _day_of(typed: str) -> str:
    """Return the day of an approval that a person types.

    Raises:
        Refusal: It is no whole day, or is still to come.
    """
    try:
        day = date.fromisoformat(read_written_date(typed, EXAMPLE))
    except ValueError:
        raise Refusal(tr("Type the whole day, such as 2027-03-01.")) from None
    if day > latest_today():
        words = date_in_words(str(day))
        raise Refusal(tr("{words} is still to come. Type the day of the approval.", words))
    return str(day)


def _is_right(day: str, begun: date | None, person: Person | None) -> bool:
    """Ask about an approval before the period of the report began; without a person, say it.

    Returns whether the day is right: also where nobody can be asked, because an approval can be
    older than the period for a reason that only the State knows.

    Args:
        day: The day of the approval.
        begun: The day on which the period of the report begins, where it is known.
        person: Who is asked; None where nobody can be asked.
    """
    if begun is None or day >= str(begun):
        return True
    early = tr(_EARLY, day=date_in_words(day), begun=date_in_words(str(begun)))
    if person is None:
        print(tr("{early}. Check the day.", early), file=sys.stderr)
        return True
    return (
        person.choose(
            tr("{early}: is this right?", early), [tr("No"), tr("Yes")], needs_number=True
        )
        == 2
    )
