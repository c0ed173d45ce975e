"""The state of an interview. No input, no output: it is given entries and says what is asked next.

An answer is made by the steps of its question's answer type. The engine keeps the replies, not
the generator, so that going back is to run the steps again with one reply less.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from checklist.answer_types.answer import (
    DECLINED,
    NOT_APPLICABLE,
    NOT_KNOWN,
    AnswerData,
    check_missing,
    is_counted,
    kept_beside,
    missing_lines,
    missing_steps,
    note_step,
)
from checklist.answer_types.interface import (
    Missing,
    Refusal,
    Reply,
    Step,
    StepContext,
    Steps,
    Value,
)
from checklist.answer_types.yes_no import NEGATIVE
from checklist.interview.entries import Action, Entry
from checklist.models.answer_path import AnswerPath, answer_path
from checklist.models.progress import SetProgress, progress
from checklist.models.question import Question, QuestionSet
from checklist.models.questionnaire import Questionnaire, cited_by
from checklist.models.report import Report
from checklist.sanitize import quoted

_CLEAR = "-"
"""The entry that takes an optional part away."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is asked now."""

    question: Question
    part: QuestionSet
    step: Step
    is_first: bool
    """Whether it is the first step of the question, so that the question itself is shown."""
    earlier: Sequence[str]
    """The answer that the question has already, for the eye."""
    is_carried: bool
    """Whether that answer comes from an earlier report and waits to be confirmed."""
    required: bool
    number: int
    """The question's place among those on path in its set, from 1."""
    of: int
    """How many questions of the set are on path."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an entry did."""

    changed: bool = False
    """Whether the report changed and is to be saved."""
    refused: str = ""
    """Why the entry was not taken; empty when it was."""
    notices: Sequence[str] = ()
    """What the official should know of it."""
    shown: Action | None = None
    """The command that only shows something."""
    argument: str = ""
    """The words behind that command."""
    quit: bool = False
    """Whether the interview stops here."""


@dataclass(slots=True)
class _Script:
    """Steps that are being asked, with the replies so far."""

    begin: Callable[[], Steps]
    done: Callable[[Value], Outcome]
    replies: list[Reply] = field(default_factory=list)
    steps: Steps = field(init=False)
    step: Step = field(init=False)

    def __post_init__(self) -> None:
        self.rewind(self.replies)

    def rewind(self, replies: list[Reply]) -> None:
        """Run the steps again up to the one that has no reply yet."""
        self.steps, self.replies = self.begin(), replies
        self.step = next(self.steps)
        for reply in replies:
            self.step = self.steps.send(reply)

    def send(self, reply: Reply) -> tuple[bool, Value]:
        """Give the next reply. Returns whether the steps have ended, and their value."""
        try:
            self.step = self.steps.send(reply)
        except StopIteration as end:
            return True, end.value
        self.replies.append(reply)
        return False, None


class Interview:
    """An interview on one report. Its path is always the one its answers open."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        report: Report,
        unusable: Collection[str] = (),
    ) -> None:
        """Begin, or resume after the last answered question.

        Args:
            questionnaire: The questionnaire of the report.
            report: A draft.
            unusable: Questions whose answers do not fit them. They stay in the report until the
                question is answered again, and count as unanswered.
        """
        self.questionnaire = questionnaire
        self._report = report
        self._unusable = {*unusable, *(report.answers.keys() - questionnaire.questions.keys())}
        self._path = self._computed_path()
        self._current: str | None = self._resumed()
        self._just_answered: str | None = None
        self._scripts: list[_Script] = []
        self._is_new = False
        self._begin()

    @property
    def report(self) -> Report:
        """The report as it is now."""
        return self._report

    @property
    def path(self) -> AnswerPath:
        """The path that the answers open."""
        return self._path

    @property
    def at_end(self) -> bool:
        """Whether nothing is asked any more."""
        return self._current is None

    def progress(self) -> list[SetProgress]:
        """Return how far each set is."""
        return progress(self._path)

    def prompt(self) -> Prompt:
        """Return what is asked now. Only while the interview is not at its end."""
        question = self._question()
        part = self.questionnaire.set_of[question.id]
        on_path = [q.id for q in part.questions if q.id in self._path.on]
        answer = self._usable.get(question.id)
        return Prompt(
            question,
            part,
            self._script.step,
            len(self._scripts) == 1 and not self._script.replies,
            () if answer is None else answer_lines(question, answer),
            bool(answer and answer.get("carried")),
            self._path.is_required(question),
            on_path.index(question.id) + 1,
            len(on_path),
        )

    def enter(self, entry: Entry) -> Outcome:
        """Take an entry. An entry that is refused changes nothing."""
        try:
            match entry.action:
                case Action.ANSWER:
                    return self._answer(entry.text)
                case Action.BACK:
                    return self._back()
                case Action.SKIP:
                    return self._leave(self._next_open)
                case Action.NEXT:
                    return self._leave(self._next_on_path)
                case Action.GOTO:
                    return self._goto(entry.text)
                case Action.UNKNOWN:
                    return self._miss(NOT_KNOWN)
                case Action.NOT_APPLICABLE:
                    return self._miss(NOT_APPLICABLE)
                case Action.DECLINE:
                    return self._miss(DECLINED)
                case Action.NOTE:
                    return self._note(entry.text)
                case Action.CONFIDENTIAL:
                    return self._confidential()
                case Action.QUIT:
                    return Outcome(quit=True)
                case _:
                    return Outcome(shown=entry.action, argument=entry.text)
        except Refusal as refusal:
            return Outcome(refused=str(refusal))

    # What an entry does

    def _answer(self, text: str) -> Outcome:
        if self.at_end:
            raise Refusal("All questions have been asked. Type /list, /goto or /quit.")
        step = self._script.step
        if text.strip():
            if text.strip() == _CLEAR and not step.required:
                return self._reply(None)
            return self._reply(step.read(text.strip()))
        if step.previous is not None:
            return self._reply(step.previous)
        if self._keeps_missing():
            answer = self._usable[self._question().id]
            return self._set({key: part for key, part in answer.items() if key != "carried"})
        if self._can_stay_open():
            return self._leave(self._next_open)
        if not step.required:
            return self._reply(None)
        raise Refusal(
            "Type an answer. /skip leaves it open for now, /unknown says it is not known."
        )

    def _can_stay_open(self) -> bool:
        """Whether Enter leaves the question: it is optional, and has no answer to keep."""
        prompt = self.prompt()
        return prompt.is_first and not prompt.required and self._current not in self._usable

    def _keeps_missing(self) -> bool:
        answer = self._usable.get(self._question().id, {})
        return self.prompt().is_first and "missing" in answer and not [*check_missing(answer)]

    def _reply(self, reply: Reply) -> Outcome:
        ended, value = self._script.send(reply)
        if ended:
            return self._script.done(value)
        so_far = self._script.step.so_far
        if so_far is None or not self._is_new:
            return Outcome()
        self._store({self._question().id: {"value": so_far, **self._kept({})}})
        return Outcome(changed=True)

    def _back(self) -> Outcome:
        if self._scripts and self._script.replies:
            self._script.rewind(self._script.replies[:-1])
        elif len(self._scripts) > 1:
            self._scripts.pop()
        else:
            before = self._before(self._current)
            if before is None:
                raise Refusal("This is the first question.")
            self._move(before)
        return Outcome()

    def _leave(self, following: Callable[[str], str | None]) -> Outcome:
        if self.at_end:
            raise Refusal("All questions have been asked. Type /list, /goto or /quit.")
        self._move(following(self._question().id))
        return Outcome()

    def _goto(self, name: str) -> Outcome:
        target = self._found(name)
        if target not in self._path.on:
            raise Refusal(
                f"The question {quoted(target)} is not asked, given the answers so far. "
                "Its answer, if there is one, is kept."
            )
        self._move(target)
        return Outcome()

    def _found(self, name: str) -> str:
        """Return the question that a name means: an id, a set, or a recommendation."""
        if not name:
            raise Refusal("Say where to: /goto 10(b), /goto training, or the id of a question.")
        questions = self.questionnaire.questions
        folded = name.lower().replace(" ", "")
        if folded in questions:
            return folded
        for part in self.questionnaire.sets:
            if folded == part.id:
                inside = (q.id for q in part.questions if q.id in self._path.on)
                return next(inside, part.questions[0].id)
        serving = [
            q.id for q in questions.values() if {folded, *_paragraphs(folded, q)} & {*cited_by(q)}
        ]
        if serving:
            return next((q for q in serving if q in self._path.on), serving[0])
        raise Refusal(
            f"There is no question, set or recommendation {quoted(name)} here. Type /list."
        )

    def _miss(self, code: str) -> Outcome:
        if self.at_end:
            raise Refusal("All questions have been asked. Type /list, /goto or /quit.")
        if len(self._scripts) > 1:
            raise Refusal("Answer this first, or type /back.")
        in_cell = self._script.step.cell
        if self._script.replies and not in_cell:
            enter = "" if self._script.step.required else "Enter leaves this part open. "
            raise Refusal(
                f"{enter}The command answers the question as a whole: type /back until you are at "
                "its beginning."
            )

        def done(answer: Value) -> Outcome:
            self._scripts.pop()
            if in_cell:
                return self._reply(Missing(answer))
            return self._set({**answer, **self._kept(answer)})

        return self._run(lambda: missing_steps(code), done)

    def _note(self, text: str) -> Outcome:
        question = self._question_with_answer("A note")
        before = self._usable[question.id].get("note")

        def steps() -> Steps:
            note = yield note_step(before, ask="Your note:", required=True)
            return note

        def done(note: Value) -> Outcome:
            if len(self._scripts) > 1:
                self._scripts.pop()
            return self._beside("note", note)

        if text:
            return done(note_step(None, ask="", required=True).read(text))
        return self._run(steps, done)

    def _confidential(self) -> Outcome:
        question = self._question_with_answer("Confidentiality")
        now = not self._usable[question.id].get("confidential", False)
        outcome = self._beside("confidential", True if now else None)
        word = "confidential" if now else "no longer confidential"
        return replace(outcome, notices=[f"The answer to `{question.id}` is {word}."])

    def _question_with_answer(self, what: str) -> Question:
        """Return the question at hand, or the one before it when that has just been answered."""
        if len(self._scripts) > 1:
            raise Refusal("Answer this first, or type /back.")
        for question_id in (self._current, self._just_answered):
            if question_id is not None and question_id in self._usable:
                return self.questionnaire.questions[question_id]
        raise Refusal(f"{what} belongs to an answer. Answer the question first.")

    def _beside(self, key: str, value: Any) -> Outcome:
        """Change what stands beside the value of an answer, and stay at the question."""
        question = self._question_with_answer("It")
        answer = {k: v for k, v in self._usable[question.id].items() if k != key}
        if value is not None:
            answer[key] = value
        self._store({question.id: answer})
        return Outcome(changed=True, notices=[f"Kept with the answer to `{question.id}`."])

    def adopt(self, report: Report, unusable: Collection[str] = ()) -> None:
        """Go on with a report that another program changed on disk meanwhile."""
        self._unusable = {*unusable, *(report.answers.keys() - self.questionnaire.questions.keys())}
        self._report = report
        self._path = self._computed_path()
        if self._current not in self._path.on:
            self._current = self._resumed()
        self._begin()

    # The report

    def _set(self, answer: AnswerData) -> Outcome:
        """Take over the answer to the question at hand, and go on to the next open one."""
        question = self._question()
        before = {*self._path.on}
        changes: dict[str, AnswerData | None] = {question.id: answer}
        changes |= self._gate_changes(question, answer)
        self._store(changes)
        self._move(self._next_open(question.id))
        self._just_answered = question.id
        return Outcome(changed=True, notices=list(self._notices(question, before, changes)))

    def _set_value(self, value: Value) -> Outcome:
        return self._set({"value": value, **self._kept({})})

    def _kept(self, answer: AnswerData) -> dict[str, Any]:
        return kept_beside(self._usable.get(self._question().id, {}), answer)

    def _gate_changes(self, gate: Question, answer: AnswerData) -> Mapping[str, AnswerData | None]:
        """Return what a gate writes when it closes, and takes back when it opens."""
        changes: dict[str, AnswerData | None] = {}
        for target in gate.gate or ():
            existing = self._usable.get(target)
            if answer.get("value") == NEGATIVE:
                value = self.questionnaire.questions[target].answer_type.value_when_closed()
                if value is not None and not is_counted(existing):
                    changes[target] = {"value": value, "by": gate.id}
            elif existing is not None and existing.get("by") == gate.id:
                changes[target] = None
        return changes

    def _notices(
        self,
        question: Question,
        before: set[str],
        changes: Mapping[str, AnswerData | None],
    ) -> Iterator[str]:
        questions = self.questionnaire.questions
        answered = self._usable
        gone = [i for i in questions if i in before - self._path.on and i in answered]
        back = [i for i in questions if i in self._path.on - before and i in answered]
        filled = [i for i, answer in changes.items() if i != question.id and answer is not None]
        opened = [i for i, answer in changes.items() if answer is None]
        if gone:
            yield f"No longer asked; the answers are kept in the draft: {', '.join(gone)}."
        if back:
            yield f"Asked again, with the answers kept: {', '.join(back)}."
        if filled:
            yield f"Filled in with “not implemented” because of this answer: {', '.join(filled)}."
        if opened:
            yield f"To be answered again because of this answer: {', '.join(opened)}."

    def _store(self, changes: Mapping[str, AnswerData | None]) -> None:
        answers = {**self._report.answers, **changes}
        kept = {key: answer for key, answer in answers.items() if answer is not None}
        self._unusable -= changes.keys()
        self._report = replace(self._report, answers=kept)
        self._path = self._computed_path()

    @property
    def _usable(self) -> Mapping[str, AnswerData]:
        """The answers that fit their questions."""
        return self._path.seen.answers

    def _computed_path(self) -> AnswerPath:
        report = self._report
        usable = {i: a for i, a in report.answers.items() if i not in self._unusable}
        return answer_path(self.questionnaire, report.state, report.as_of, usable)

    # Where the interview is

    @property
    def _script(self) -> _Script:
        return self._scripts[-1]

    def _question(self) -> Question:
        if self._current is None:
            raise Refusal("All questions have been asked. Type /list, /goto or /quit.")
        return self.questionnaire.questions[self._current]

    def _run(self, begin: Callable[[], Steps], done: Callable[[Value], Outcome]) -> Outcome:
        """Ask steps of their own before the question at hand goes on."""
        try:
            self._scripts.append(_Script(begin, done))
        except StopIteration as end:  # nothing to ask
            self._scripts.append(_Script(_one_step, done))
            return done(end.value)
        return Outcome()

    def _move(self, question_id: str | None) -> None:
        self._current, self._just_answered = question_id, None
        self._begin()

    def _begin(self) -> None:
        """Ask the question at hand from its first step."""
        if self._current is None:
            self._scripts = []
            return
        question = self._question()
        previous = self._usable.get(question.id, {}).get("value")
        # What a new answer, or one with open rows, holds so far is saved at once. A changed one
        # replaces the earlier one only when it is whole.
        earlier = self._usable.get(question.id)
        self._is_new = earlier is None or (
            is_counted(earlier) and not self._path.is_complete(question)
        )
        context = StepContext(laws=self.questionnaire.laws(self._usable))
        self._scripts = [
            _Script(lambda: question.answer_type.steps(previous, context), self._set_value)
        ]

    def _order(self) -> list[str]:
        return [i for i in self.questionnaire.questions if i in self._path.on]

    def _resumed(self) -> str | None:
        """Return the question to begin with: the first open one behind the last answered one.

        What a gate filled in was not asked, and can lie far ahead of what was.
        """
        order = self._order()
        answered = [
            i
            for i, name in enumerate(order)
            if self._path.is_complete(self.questionnaire.questions[name])
            and "by" not in self._usable[name]
        ]
        if not answered:
            return next(iter(order), None)
        return self._next_open(order[answered[-1]]) or self._first_missing()

    def _first_missing(self) -> str | None:
        questions = self.questionnaire.questions
        return next(
            (
                name
                for name in self._order()
                if self._path.is_required(questions[name])
                and not self._path.is_complete(questions[name])
            ),
            None,
        )

    def _next_open(self, question_id: str) -> str | None:
        """Return the next question on path without a complete answer, or None at the end."""
        questions = self.questionnaire.questions
        return next(
            (i for i in self._after(question_id) if not self._path.is_complete(questions[i])), None
        )

    def _next_on_path(self, question_id: str) -> str | None:
        return next(self._after(question_id), None)

    def _after(self, question_id: str) -> Iterator[str]:
        names = list(self.questionnaire.questions)
        yield from (i for i in names[names.index(question_id) + 1 :] if i in self._path.on)

    def _before(self, question_id: str | None) -> str | None:
        order = self._order()
        if question_id is None:
            return order[-1] if order else None
        return order[order.index(question_id) - 1] if order.index(question_id) else None


def answer_lines(question: Question, answer: AnswerData) -> list[str]:
    """Return an answer for the eye: its value or why it is missing, then what is beside it."""
    lines = (
        missing_lines(answer)
        if "missing" in answer
        else question.answer_type.lines(answer["value"])
    )
    if "note" in answer:
        lines = [*lines, f"Note: {answer['note']}"]
    if answer.get("confidential"):
        lines = [*lines, "Confidential"]
    if "by" in answer:
        lines = [*lines, f"Filled in because of the answer to {answer['by']}"]
    return lines


def _paragraphs(name: str, question: Question) -> set[str]:
    """Return the subparagraphs that a paragraph's number means: `10` finds 10(a) and 10(b)."""
    return {cited for cited in cited_by(question) if cited.partition("(")[0] == name}


def _one_step() -> Steps:
    yield Step("value")
