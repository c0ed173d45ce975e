"""What a person is asked before a report is made final, and the list where nobody can be asked."""

import sys
from collections.abc import Iterator, Mapping
from datetime import date

from checklist.answer_types.answer import NOT_KNOWN, REASONS
from checklist.answer_types.interface import Refusal
from checklist.answer_types.written_date import (
    AmbiguousDateRefusal,
    date_in_words,
    read_written_date,
)
from checklist.commands.shared.line_options import line_of
from checklist.commands.shared.numbered_choice import can_choose, choose
from checklist.commands.shared.sign_off_options import Decisions, approval
from checklist.commands.shared.typed_line import typed_line
from checklist.console.page import Page
from checklist.errors import ChecklistError
from checklist.ministries.sign_off import (
    IN_WORDS,
    NO_REPLY,
    OTHER_REASONS,
    OpenPoints,
    Reason,
    Waiting,
)
from checklist.ministries.status import AuthorityStatus, MinistryStatus
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.ministries.chase_list import changed_lines
from checklist.text.paragraphs import Line
from checklist.text.sanitize import quoted
from checklist.today import latest_today, today

_STOP = "Type a number, or press Enter to decide later: "
_NOT_ANSWERED = "{ministry} (state: {state}). Required questions without an answer: {number}"
_STOP_AND_WAIT = "Stop here and wait for the ministry"
_STOP_AND: Mapping[MinistryStatus, str] = {
    MinistryStatus.NOT_SENT: "Stop here and send it a form",
    MinistryStatus.REFUSED: "Stop here and give its questions to another ministry",
}
_APPROVED = "Approved by {by}, {office}, on {day}: is this right?"
_IS_NO_NAME = "{typed} is a number or a date: is this right as the {what}?"
_LEAVE_OPEN = "Type a number, or press Enter to leave it open: "


class SignOffQuestions:
    """Asks at a terminal what is not decided yet."""

    def __init__(
        self,
        page: Page,
        questionnaire: Questionnaire,
        decided: Decisions,
        begun: date | None = None,
    ) -> None:
        """Keep what is asked about.

        Args:
            page: Where the questions are shown.
            questionnaire: The questionnaire.
            decided: What is decided already; the answers are added.
            begun: The day on which the period of the report begins, where it is known.
        """
        self.begun = begun
        self.page = page
        self.questionnaire = questionnaire
        self.decided = decided

    def ask(self, points: OpenPoints) -> bool:
        """Ask about each point. Returns whether all is decided, so that it can be made final.

        Where the input ends, or the person types `/quit`, nothing more is decided.
        """
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
        for line in _changed_lines(status, self.questionnaire):
            self.page.show(line)
        chosen = choose(
            [
                "Stop here and ask the ministry again",
                "It agrees to what stands now",
                "Go on without its clearance",
            ],
            _STOP,
        )
        if chosen == 2:
            who = _typed("Who said so? Or press Enter: ", "--agreed")
            if who is None:
                return False
            self.decided.agreed[status.code] = who
        elif chosen == 3:
            self.decided.kept.add(status.code)
        return chosen in {2, 3}

    def _ask_waiting(self, waiting: Waiting) -> bool:
        for line in _waiting_lines(waiting, self.questionnaire):
            self.page.show(line)
        stop, no_reply, other = (
            _STOP_AND.get(waiting.status.state, _STOP_AND_WAIT),
            f"Answer “Not known: {_no_reply_words()}”",
            "Answer “Not known” for another reason, which is not published"
            if waiting.can_have_no_reply
            else "Answer “Not known”; the reason is not published",
        )
        choices = [stop, *([no_reply] if waiting.can_have_no_reply else []), other]
        chosen = choose(choices, _STOP)
        if chosen and choices[chosen - 1] == other:
            reason = self._other_reason()
        elif chosen and choices[chosen - 1] == no_reply:
            reason = Reason(NO_REPLY)
        else:
            return False
        if reason is not None:
            self.decided.no_reply[waiting.status.code] = reason
        return reason is not None

    @staticmethod
    def _other_reason() -> Reason | None:
        """Return the reason that a person chooses or types; None without one."""
        chosen = choose([other.label for other in OTHER_REASONS], _STOP)
        if not chosen:
            return None
        code = OTHER_REASONS[chosen - 1].code
        if code != IN_WORDS:
            return Reason(code)
        words = _typed("Which reason? Its words are not published. Or press Enter: ", "reason")
        return Reason(code, words) if words else None

    def _ask_release(self, question: Question) -> bool:
        number = self.questionnaire.numbers[question.id]
        self.page.say()
        self.page.show(Line(f"{number} {question.ask}", is_heading=True))
        self.page.say("The person who signs the report decides this.")
        options = question.answer_type.offered()
        label = _LEAVE_OPEN if question.optional else _STOP
        chosen = choose([words for _, words in options], label)
        if chosen:
            self.decided.release[question.id] = options[chosen - 1][0]
        return bool(chosen) or (chosen is not None and question.optional)

    def _ask_approval(self) -> bool:
        if self.decided.approved is not None:
            return is_right(self.decided.approved["on"], self.begun)
        if self.decided.has_no_approval:
            return True
        is_so: bool | None = False
        while is_so is False:
            self.page.say()
            by = _named("Who approves this report? The name, or Enter for nobody: ", "name")
            if not by:
                self.decided.has_no_approval = by is not None
                return self.decided.has_no_approval
            office: str | None = ""
            while office == "":
                office = _named("Of which office? ", "office")
            day = _day(self.begun) if office else None
            if office is None or day is None:
                return False
            is_so = _is_so(_APPROVED.format(by=by, office=office, day=date_in_words(day)))
            if is_so:
                self.decided.approved = approval(by, office, day)
        return bool(is_so)


def open_lines(
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
            reasons = ", ".join(
                f'"{other.code}: WORDS"' if other.code == IN_WORDS else other.code
                for other in OTHER_REASONS
            )
            if waiting.can_have_no_reply:
                yield Line(f"--no-reply {code}", 4)
            yield Line(f"--no-reply {code}=REASON (not published): {reasons}", 4)
    for question in points.release:
        if question.id not in decided.release and not question.optional:
            codes = ", ".join(code for code, _ in question.answer_type.offered())
            yield Line(f"{questionnaire.numbers[question.id]} {question.ask}", 2, 2)
            yield Line(f"--answer {question.id}=CODE: {codes}", 4)
    if is_divided and decided.approved is None and not decided.has_no_approval:
        yield Line("Who approves the report?", 2, 2)
        yield Line("--approved-by NAME --office OFFICE [--on DATE], or --no-approval", 4)


def _is_known(status: AuthorityStatus, decided: Decisions) -> bool:
    return status.code in decided.agreed or status.code in decided.kept


def _changed_lines(status: AuthorityStatus, questionnaire: Questionnaire) -> Iterator[Line]:
    day = date_in_words(status.cleared_on)
    yield Line("")
    yield Line(f"{status.label} cleared its answers on {day}. Since then they changed:", 2, 2)
    yield from changed_lines(status, questionnaire, 4)


def _waiting_lines(waiting: Waiting, questionnaire: Questionnaire) -> Iterator[Line]:
    status = waiting.status
    yield Line("")
    yield Line(
        _NOT_ANSWERED.format(
            ministry=status.label, state=status.state.value, number=f"{len(waiting.questions):,}"
        ),
        2,
        2,
    )
    for question in waiting.questions:
        yield Line(f"{questionnaire.numbers[question.id]} {question.ask}", 4, 2)


def _no_reply_words() -> str:
    return next(reason.label for reason in REASONS[NOT_KNOWN] if reason.code == NO_REPLY)


def _typed(label: str, what: str) -> str | None:
    """Return one line that a person types; empty for Enter, and None where the person stops."""
    while True:
        typed = typed_line(label)
        try:
            return line_of(typed, what) if typed else typed
        except ChecklistError as error:
            print(error, file=sys.stderr)


def _named(label: str, what: str) -> str | None:
    """Return a name or an office that a person types, as `_typed` does.

    A number or a date is asked about: it can be meant for another question.
    """
    while True:
        typed = _typed(label, what)
        if not typed or not _is_number_or_date(typed):
            return typed
        is_so = _is_so(_IS_NO_NAME.format(typed=quoted(typed), what=what))
        if is_so is None or is_so:
            return typed if is_so else None


def _is_number_or_date(text: str) -> bool:
    if not any(map(str.isalpha, text)):
        return True
    try:
        read_written_date(text, "2027-03-01")
    except AmbiguousDateRefusal:
        return True
    except Refusal:
        return False
    return True


def _is_so(question: str) -> bool | None:
    """Return whether a person says that something is so; None where the person stops.

    Enter alone says neither.
    """
    print(question, file=sys.stderr)
    chosen: int | None = 0
    while chosen == 0:
        chosen = choose(["Yes", "No"], "Type 1 or 2: ")
    return None if chosen is None else chosen == 1


def _day(begun: date | None) -> str | None:
    """Return the day that a person types; today for Enter, and None where the person stops.

    Args:
        begun: The day on which the period of the report begins, where it is known.
    """
    now = today()
    while True:
        typed = _typed(f"On which day? Enter for today, {date_in_words(str(now))}: ", "day")
        if not typed:
            return str(now) if typed is not None else None
        try:
            day = date.fromisoformat(read_written_date(typed, "2027-03-01"))
        except Refusal as refusal:
            print(refusal, file=sys.stderr)
        except ValueError:
            print("Type the whole day, such as 2027-03-01.", file=sys.stderr)
        else:
            if day > latest_today():
                words = date_in_words(str(day))
                print(f"{words} is still to come. Type the day of the approval.", file=sys.stderr)
            elif is_right(str(day), begun):
                return str(day)


def is_right(day: str, begun: date | None) -> bool:
    """Ask about an approval before the period of the report began; without a terminal, say it.

    Returns whether the day is right: also where nobody can be asked, because an approval can be
    older than the period for a reason that only the State knows.

    Args:
        day: The day of the approval.
        begun: The day on which the period of the report begins, where it is known.
    """
    if begun is None or day >= str(begun):
        return True
    words, period = date_in_words(day), date_in_words(str(begun))
    early = f"The approval is of {words}, and the period of the report begins on {period}"
    if not can_choose():
        print(f"{early}. Check the day.", file=sys.stderr)
        return True
    print(f"{early}: is this right?", file=sys.stderr)
    return choose(["No", "Yes"]) == 2
