"""The state of an interview. No input, no output: it is given entries and says what is asked next.

An answer is made by the steps of its question's answer type. The engine keeps the replies, not
the generator, so that going back is to run the steps again with one reply less.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from checklist.answer_types.answer import (
    DECLINED,
    NOT_APPLICABLE,
    NOT_KNOWN,
    AnswerData,
    check_missing,
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
from checklist.interview.draft import Draft
from checklist.interview.entries import Action, Entry, meant
from checklist.models.answer_path import AnswerPath
from checklist.models.progress import SetProgress, progress
from checklist.models.question import Question, QuestionSet
from checklist.models.questionnaire import Questionnaire
from checklist.models.report import Report
from checklist.sanitize import quoted
from checklist.views.answer import answer_lines

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

    def back(self) -> None:
        """Take the last reply back. It is offered again where nothing was there before."""
        *replies, taken = self.replies
        self.rewind(replies)
        if self.step.previous is None and isinstance(taken, str | int | list):
            self.step = replace(self.step, previous=taken, previous_text=_shown(self.step, taken))

    def send(self, reply: Reply) -> tuple[bool, Value]:
        """Give the next reply. Returns whether the steps have ended, and their value."""
        try:
            self.step = self.steps.send(reply)
        except StopIteration as end:
            return True, end.value
        self.replies.append(reply)
        return False, None


class Interview:
    """An interview on one report: where it is, what it asks, what an entry does."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        report: Report,
        unusable: Collection[str] = (),
    ) -> None:
        """Begin, or resume after the last answered question.

        The arguments are those of a `Draft`.
        """
        self.questionnaire = questionnaire
        self._draft = Draft(questionnaire, report, unusable)
        self._has_gone_round = False
        self._current: str | None = self._resumed()
        self._just_answered: str | None = None
        self._put_aside: dict[str, dict[str, Any]] = {}
        self._scripts: list[_Script] = []
        self._before_change: Value = None
        self._begin()

    @property
    def report(self) -> Report:
        """The report as it is now."""
        return self._draft.report

    @property
    def path(self) -> AnswerPath:
        """The path that the answers open."""
        return self._draft.path

    @property
    def at_end(self) -> bool:
        """Whether nothing is asked any more."""
        return self._current is None

    def progress(self) -> list[SetProgress]:
        """Return how far each set is."""
        return progress(self.path)

    def prompt(self) -> Prompt:
        """Return what is asked now. Only while the interview is not at its end."""
        question = self._question()
        part = self.questionnaire.set_of[question.id]
        on_path = [q.id for q in part.questions if q.id in self.path.on]
        answer = self._draft.usable.get(question.id)
        return Prompt(
            question,
            part,
            self._script.step,
            self._is_at_beginning,
            () if answer is None else answer_lines(question, answer),
            bool(answer and answer.get("carried")),
            self.path.is_required(question),
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
                    return self._leave(self._next_open(self._question().id))
                case Action.NEXT:
                    return self._leave(next(self._after(self._question().id), None))
                case Action.GOTO:
                    return self._leave(self._found(entry.text))
                case Action.UNKNOWN:
                    return self._miss(NOT_KNOWN, entry.text)
                case Action.NOT_APPLICABLE:
                    return self._miss(NOT_APPLICABLE, entry.text)
                case Action.DECLINE:
                    return self._miss(DECLINED, entry.text)
                case Action.REMOVE:
                    return self._remove()
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

    def adopt(self, report: Report, unusable: Collection[str] = ()) -> None:
        """Go on with a report that another program changed on disk meanwhile."""
        self._draft = Draft(self.questionnaire, report, unusable)
        if self._current not in self.path.on:
            self._current = self._resumed()
        self._begin()

    # Answers

    def _answer(self, text: str) -> Outcome:
        question, step = self._question(), self._script.step
        if text.strip():
            if text.strip() == _CLEAR and not step.required:
                return self._reply(None)
            return self._reply(self._read(step, text.strip()))
        if step.previous is not None:
            return self._reply(step.previous)
        if self._keeps_missing():
            answer = self._draft.usable[question.id]
            return self._set({key: part for key, part in answer.items() if key != "carried"})
        if self._can_stay_open():
            return self._leave(self._next_open(question.id))
        if not step.required:
            return self._reply(None)
        raise Refusal(
            "Type an answer. /skip leaves it open for now, /unknown says it is not known."
            if len(self._scripts) == 1
            else "Type an answer, or /back."
        )

    @staticmethod
    def _read(step: Step, text: str) -> Value:
        try:
            return step.read(text)
        except Refusal as refusal:
            command = meant(text)
            if command is None:
                raise
            raise Refusal(f"{refusal} Do you mean /{command}?") from None

    def _can_stay_open(self) -> bool:
        """Whether Enter leaves the question: it is optional, and has no answer to keep."""
        prompt = self.prompt()
        return prompt.is_first and not prompt.required and self._current not in self._draft.usable

    def _keeps_missing(self) -> bool:
        answer = self._draft.usable.get(self._question().id, {})
        return self._is_at_beginning and "missing" in answer and not [*check_missing(answer)]

    def _reply(self, reply: Reply) -> Outcome:
        ended, value = self._script.send(reply)
        if ended:
            return self._script.done(value)
        so_far = self._script.step.so_far
        if so_far is None or so_far == self._draft.value(self._question().id):
            return Outcome()
        question_id = self._question().id
        answer: dict[str, Any] = {"value": so_far}
        answer |= self._draft.beside(question_id, answer)
        if self.path.is_carried(question_id):
            answer["carried"] = True  # until it is confirmed to its end
        self._draft.store(question_id, answer)
        return Outcome(changed=True)

    def _set(self, answer: AnswerData) -> Outcome:
        """Take over the answer to the question at hand, and go on to the next open one."""
        question_id = self._question().id
        notices = self._draft.change(question_id, answer)
        self._move(self._next_open(question_id))
        if self._current is None:
            notices += self._go_round(question_id)
        self._just_answered = question_id
        return Outcome(changed=True, notices=notices)

    def _set_value(self, value: Value) -> Outcome:
        question = self._question()
        left_out = question.answer_type.left_out(self._before_change, value)
        if left_out:
            # Offered again, should the change have been a mistake.
            self._put_aside[question.id] = {**self._put_aside.get(question.id, {}), **left_out}
        answer = {"value": value}
        outcome = self._set({**answer, **self._draft.beside(question.id, answer)})
        if not left_out:
            return outcome
        parts = ", ".join(left_out)
        notice = f"No longer part of the answer to `{question.id}`: {parts}."
        return replace(outcome, notices=[notice, *outcome.notices])

    def _remove(self) -> Outcome:
        """Take the answer to the question at hand away, and ask it again."""
        question_id = self._question().id
        if question_id not in self.report.answers:
            raise Refusal("This question has no answer yet.")
        notices = self._draft.change(question_id, None)
        self._move(question_id)
        return Outcome(changed=True, notices=["The answer is taken away.", *notices])

    def _miss(self, code: str, text: str) -> Outcome:
        question_id = self._question().id
        self._refuse_in_dialogue()
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
                return self._reply(Missing(answer, for_the_rest=text == "*"))
            earlier = self._draft.beside(question_id, {})
            notes = [text for text in (earlier.get("note"), answer.get("note")) if text]
            return self._set({**earlier, **answer, **({"note": "\n".join(notes)} if notes else {})})

        return self._run(lambda: missing_steps(code), done)

    # What stands beside an answer

    def _note(self, text: str) -> Outcome:
        question_id = self._question_with_answer("A note")
        before = self._draft.usable[question_id].get("note")

        def steps() -> Steps:
            note = yield note_step(before, ask="Your note:", required=True)
            return note

        def done(note: Value) -> Outcome:
            self._scripts.pop()
            return self._beside(question_id, "note", note)

        if not text:
            return self._run(steps, done)
        whole = f"{before}\n{text}" if before else text
        return self._beside(question_id, "note", note_step(None, ask="", required=True).read(whole))

    def _confidential(self) -> Outcome:
        question_id = self._question_with_answer("Confidentiality")
        now = not self._draft.usable[question_id].get("confidential", False)
        outcome = self._beside(question_id, "confidential", True if now else None)
        word = "confidential" if now else "no longer confidential"
        return replace(outcome, notices=[f"The answer to `{question_id}` is {word}."])

    def _question_with_answer(self, what: str) -> str:
        """Return the question at hand, or the one before it when that has just been answered."""
        self._refuse_in_dialogue()
        for question_id in (self._current, self._just_answered):
            if question_id is not None and question_id in self._draft.usable:
                return question_id
        raise Refusal(f"{what} belongs to an answer. Answer the question first.")

    def _beside(self, question_id: str, key: str, value: Any) -> Outcome:
        """Change what stands beside the value of an answer, and stay at the question."""
        answer = {k: v for k, v in self._draft.usable[question_id].items() if k != key}
        if value is not None:
            answer[key] = value
        self._draft.store(question_id, answer)
        return Outcome(changed=True, notices=[f"Kept with the answer to `{question_id}`."])

    # Where the interview is

    @property
    def _script(self) -> _Script:
        return self._scripts[-1]

    @property
    def _is_at_beginning(self) -> bool:
        return len(self._scripts) == 1 and not self._script.replies

    def _question(self) -> Question:
        if self._current is None:
            raise Refusal("All questions have been asked. Type /list, /goto or /quit.")
        return self.questionnaire.questions[self._current]

    def _refuse_in_dialogue(self) -> None:
        if len(self._scripts) > 1:
            raise Refusal("Answer this first, or type /back.")

    def _run(self, begin: Callable[[], Steps], done: Callable[[Value], Outcome]) -> Outcome:
        """Ask steps of their own before the question at hand goes on."""
        try:
            self._scripts.append(_Script(begin, done))
        except StopIteration as end:  # nothing to ask
            self._scripts.append(_Script(_one_step, done))
            return done(end.value)
        return Outcome()

    def _begin(self) -> None:
        """Ask the question at hand from its first step."""
        if self._current is None:
            self._scripts = []
            return
        question = self._question()
        previous = self._before_change = self._draft.value(question.id)
        if question.id in self._put_aside:
            previous = {**self._put_aside[question.id], **(previous or {})}
        register = self.questionnaire.head.laws
        context = StepContext(
            laws=self.questionnaire.laws(self._draft.usable),
            register="" if register is None else register.question,
        )
        self._scripts = [
            _Script(lambda: question.answer_type.steps(previous, context), self._set_value)
        ]

    def _move(self, question_id: str | None) -> None:
        self._current, self._just_answered = question_id, None
        self._begin()

    def _leave(self, question_id: str | None) -> Outcome:
        """Go to another question; what is answered stays as it is."""
        here = self._current
        self._move(question_id)
        return Outcome(notices=self._go_round(here) if self.at_end else [])

    def _back(self) -> Outcome:
        if self._scripts and self._script.replies:
            self._script.back()
        elif len(self._scripts) > 1:
            self._scripts.pop()
        else:
            before = self._before(self._current)
            if before is None:
                raise Refusal("This is the first question.")
            self._move(before)
        return Outcome()

    def _go_round(self, left: str | None) -> list[str]:
        """After the last question, go back once to the first required one that was left open."""
        missing = self._first_missing()
        if self._has_gone_round or missing in {None, left}:
            return []
        self._has_gone_round = True
        self._move(missing)
        return ["That was the last question. Some required questions are still open."]

    def _found(self, name: str) -> str:
        """Return the question on path that a name means: an id, a set, or a recommendation."""
        if not name:
            raise Refusal("Say where to: /goto 10(b), /goto training, or the id of a question.")
        folded = name.lower().replace(" ", "")
        inside = [q.id for s in self.questionnaire.sets if s.id == folded for q in s.questions]
        named = inside or [question.id for question in self.questionnaire.named(name)[0]]
        if not named:
            raise Refusal(
                f"There is no question, set or recommendation {quoted(name)} here. Type /list."
            )
        for question_id in named:
            if question_id in self.path.on:
                return question_id
        raise Refusal(
            f"The question {quoted(named[0])} is not asked, given the answers so far. "
            "Its answer, if there is one, is kept."
        )

    def _order(self) -> list[str]:
        return [i for i in self.questionnaire.questions if i in self.path.on]

    def _resumed(self) -> str | None:
        """Return the question to begin with: the first open one behind the last answered one.

        No required question is passed over: who had gone ahead to a later one comes back. What a
        gate filled in was not asked, and does not count as answered here.
        """
        order, missing = self._order(), self._first_missing()
        so_far = order if missing is None else order[: order.index(missing)]
        answered = [
            name
            for name in so_far
            if self.path.is_complete(self.questionnaire.questions[name])
            and "by" not in self._draft.usable[name]
        ]
        begin = so_far.index(answered[-1]) + 1 if answered else 0
        questions = self.questionnaire.questions
        still_open = (i for i in so_far[begin:] if not self.path.is_complete(questions[i]))
        return next(still_open, missing)

    def _first_missing(self) -> str | None:
        return next((q.id for part in self.progress() for q in part.missing), None)

    def _next_open(self, question_id: str) -> str | None:
        """Return the next question on path without a complete answer, or None at the end.

        Once all have been asked, optional ones that were left open are not asked again.
        """
        if self._has_gone_round:
            missing = {question.id for part in self.progress() for question in part.missing}
            return next((i for i in self._after(question_id) if i in missing), None)
        questions = self.questionnaire.questions
        return next(
            (i for i in self._after(question_id) if not self.path.is_complete(questions[i])), None
        )

    def _after(self, question_id: str) -> Iterator[str]:
        names = list(self.questionnaire.questions)
        yield from (i for i in names[names.index(question_id) + 1 :] if i in self.path.on)

    def _before(self, question_id: str | None) -> str | None:
        order = self._order()
        if question_id is None:
            return order[-1] if order else None
        return order[order.index(question_id) - 1] if order.index(question_id) else None


def _shown(step: Step, reply: Reply) -> str:
    labels = {option.code: option.label for option in step.options}
    parts = reply if isinstance(reply, list) else [reply]
    return "; ".join(
        labels.get(str(part), str(part)) for part in parts if isinstance(part, str | int)
    )


def _one_step() -> Steps:
    yield Step("value")
