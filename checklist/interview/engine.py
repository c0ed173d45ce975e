"""The state of an interview. No input, no output: it is given entries and says what is asked next.

An answer is made by the steps of its question's answer type. What is asked before the question
goes on, such as the reason for a missing answer, is a dialogue: steps of its own on top of it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
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
    Option,
    Refusal,
    Reply,
    Step,
    StepContext,
    Steps,
    Value,
)
from checklist.answer_types.options import option_step
from checklist.interview.dialogue import Dialogue
from checklist.interview.explain_path import why
from checklist.interview.navigation import Navigation
from checklist.interview.related import Related, related, taken_from
from checklist.interview.scope import EVERYTHING, Scope
from checklist.interview.search import matching
from checklist.interview.user_commands import Action, Entry, suggested_command
from checklist.lifecycle.draft import Draft
from checklist.questionnaire.question import Question, QuestionSet
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.report.answer_text import answer_lines
from checklist.reports.answer_path import AnswerPath
from checklist.reports.progress import SetProgress, progress
from checklist.reports.report import Report
from checklist.text.paragraphs import Line, one_line, sentence
from checklist.text.sanitize import quoted

_CLEAR = "-"
"""The entry that takes an optional part away."""

_MISSING: Mapping[Action, str] = {
    Action.UNKNOWN: NOT_KNOWN,
    Action.NOT_APPLICABLE: NOT_APPLICABLE,
    Action.DECLINE: DECLINED,
}
"""The codes of a missing answer, by their commands."""

_WORTH_TELLING = 3
"""By how many the number of required answers must change to be told."""

_MOST_FOUND = 20
"""Questions that a search shows."""

_WIDTH = 200
"""Characters of an answer that a list of answers shows."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is asked now."""

    question: Question
    """The question at hand; at the end of the interview, the last one."""
    part: QuestionSet
    step: Step
    is_first: bool
    """Whether it is the first step of the question, so that the question itself is shown."""
    earlier: Sequence[str]
    """The answer that the question has already, for the eye."""
    is_carried: bool
    """Whether that answer comes from an earlier report and waits to be confirmed."""
    keeps_whole: bool
    """Whether Enter keeps that answer as a whole."""
    stays_open: bool
    """Whether Enter leaves the question without an answer, whatever else it does at the step."""
    required: bool
    number: int
    """The question's place among those on path in its set, from 1."""
    of: int
    """How many questions of the set are on path."""
    related: Related | None
    """A related answer, to be shown at the first step."""
    findings: Sequence[str]
    """What was found wrong with the answer, where that is what the interview is for."""
    selected: str
    """The selection that is asked and the place in it; empty when all questions are asked."""
    visit: int
    """Rises each time that a question is gone to, be it the one at hand."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an entry did."""

    changed: bool = False
    """Whether the report changed and is to be saved."""
    refused: str = ""
    """Why the entry was not taken; empty when it was."""
    notices: Sequence[str] = ()
    """What the official should know of it."""
    answered: Sequence[str] = ()
    """The answer that was taken, for the eye, where it was typed as numbers."""
    lines: Sequence[Line] = ()
    """What the official asked to see."""
    shown: Action | None = None
    """The command that is not the engine's to carry out: it only shows something."""
    argument: str = ""
    """The words behind that command."""
    quit: bool = False
    """Whether the interview stops here."""


@dataclass(frozen=True, slots=True)
class _LeftQuestion:
    """A question that was left for an earlier one, and to which the way leads back."""

    id: str
    replies: Sequence[Reply]
    """The replies to its first steps; none where it was left at its beginning."""
    before_change: Value
    """The value that it had when its first step was asked."""
    value: Value
    """The value that it had when it was left."""


Findings = Callable[[Report], Mapping[str, Sequence[str]]]
"""A report → what is wrong with it, in words by question."""


class Interview:
    """An interview on one report: where it is, what it asks, what an entry does."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        report: Report,
        unusable: Collection[str] = (),
        scope: Scope = EVERYTHING,
        findings: Findings = lambda report: {},
        warnings: Findings = lambda report: {},
    ) -> None:
        """Begin, or resume after the last answered question.

        Args:
            questionnaire: The questionnaire of the report.
            report: A draft.
            unusable: Questions whose answers do not fit them.
            scope: The questions that are asked.
            findings: Tells what is wrong with the answers, to be shown with the questions.
            warnings: Tells what is doubtful in the answers, to be shown once they are given.
        """
        self.questionnaire = questionnaire
        self._draft = Draft(questionnaire, report, unusable)
        self._navigation = Navigation(self._draft, scope)
        self._findings = findings
        self._warnings = warnings
        self._waiting: dict[str, dict[str, Any]] = {}
        self._left: Sequence[_LeftQuestion] = ()  # the way leads back to the last one first
        self._put_aside: dict[str, Mapping[str, Value]] = {}
        self._taken_over: Mapping[str, Value] = {}
        self._before_change: Value = None
        self._path_before: frozenset[str] = frozenset()
        self._required_before = 0
        self._scripts: list[Dialogue[Outcome]] = []
        self._current: str | None = None
        self._visits = 0
        self._move(self._navigation.first())
        self._commands: Mapping[Action, Callable[[Entry], Outcome]] = {
            Action.ANSWER: self._answer,
            Action.BACK: self._back,
            Action.SKIP: lambda _: self._go_on(self._navigation.next_open(self._question().id)),
            Action.NEXT: lambda _: self._go_on(self._navigation.next(self._question().id)),
            Action.GOTO: lambda entry: self._visit(self._navigation.found(entry.text)),
            Action.FIND: self._find,
            Action.REVIEW: self._review,
            Action.WHY: self._why,
            **dict.fromkeys(_MISSING, lambda entry: self._miss(_MISSING[entry.action], entry)),
            Action.SAME: self._same,
            Action.EDIT: self._edit,
            Action.REMOVE: self._remove,
            Action.NOTE: self._note,
            Action.CONFIDENTIAL: self._confidential,
            Action.QUIT: lambda _: Outcome(quit=True),
        }

    @property
    def report(self) -> Report:
        """The report as it is now."""
        return self._draft.report

    @property
    def path(self) -> AnswerPath:
        """The path that the answers open."""
        return self._draft.path

    @property
    def scope(self) -> Scope:
        """The questions that are asked."""
        return self._navigation.scope

    @property
    def at_end(self) -> bool:
        """Whether nothing is asked any more."""
        return not self._scripts

    @property
    def is_empty(self) -> bool:
        """Whether there is no question to be asked, and was none."""
        return not self._navigation.order()

    def progress(self) -> list[SetProgress]:
        """Return how far each set is."""
        return progress(self.path)

    def missing(self) -> list[str]:
        """Return the questions of the selection that keep the report from being final."""
        return self._navigation.missing()

    def progress_of_selection(self) -> list[SetProgress]:
        """Return how far those sets are of which questions are asked."""
        asked = {*self._navigation.order()} if self.scope.name else {*self.questionnaire.questions}
        return [
            part
            for part in self.progress()
            if any(question.id in asked for question in part.part.questions)
        ]

    def contradictions(self) -> list[str]:
        """Return what does not agree between the answers."""
        return [*self._draft.failed_checks()]

    def warnings(self) -> list[str]:
        """Return what is doubtful in the answers, in the order of the questions."""
        return [
            _look_again(question_id, text)
            for question_id, texts in self._warnings(self.report).items()
            for text in texts
        ]

    def prompt(self) -> Prompt:
        """Return what is asked now. Only while the interview is not at its end."""
        question = self.questionnaire.questions[self._current or self._last()]
        part = self.questionnaire.set_of[question.id]
        on_path = [q.id for q in part.questions if q.id in self.path.on]
        answer = self._draft.usable.get(question.id)
        is_first = self._is_at_beginning
        return Prompt(
            question,
            part,
            self._script.step,
            is_first,
            () if answer is None else _unmarked_lines(question, answer),
            bool(answer and answer.get("carried")),
            is_first and self._keeps_whole(),
            self._script.step.previous is None and self._can_stay_open(),
            self.path.is_required(question),
            on_path.index(question.id) + 1,
            len(on_path),
            next(related(question, self.path), None) if is_first else None,
            self._findings(self.report).get(question.id, ()) if is_first else (),
            self._navigation.place(question.id),
            self._visits,
        )

    def enter(self, entry: Entry) -> Outcome:
        """Take an entry. An entry that is refused changes nothing."""
        command = self._commands.get(entry.action)
        if command is None:
            return Outcome(shown=entry.action, argument=entry.text)
        before = list(self._scripts)
        try:
            return command(entry)
        except Refusal as refusal:
            self._scripts = before
            return Outcome(refused=str(refusal))

    def adopt(self, report: Report, unusable: Collection[str] = ()) -> None:
        """Go on with a report that another program changed on disk meanwhile."""
        self._draft = self._navigation.draft = Draft(self.questionnaire, report, unusable)
        if self._current not in self.path.on:
            self._move(self._navigation.first())
        else:
            self._begin()

    # Answers

    def _answer(self, entry: Entry) -> Outcome:
        if not self._scripts:
            self._question()
        step, text = self._script.step, entry.text.strip()
        if text == _CLEAR and not step.required:
            return self._clear(step)
        if text:
            missing = self._missing_in_words(step, text)
            if missing is not None:
                return self._miss(_MISSING[missing], Entry(missing))
            return self._reply(self._read(step, text))
        if self._is_at_beginning and self._keeps_whole():
            return self._confirm()
        if step.previous is not None:
            return self._reply(step.previous)
        if self._can_stay_open():
            return self._go_on(self._navigation.next_open(self._question().id))
        if not step.required:
            return self._reply(None)
        raise Refusal(
            "Type an answer. /skip leaves it open for now, /unknown says it is not known."
            if len(self._scripts) == 1
            else "Type an answer, or /back."
        )

    def _clear(self, step: Step) -> Outcome:
        """Take an optional part away. It is not offered again."""
        question_id = self._question().id
        aside = self._put_aside.get(question_id, {})
        self._put_aside[question_id] = {key: v for key, v in aside.items() if key != step.name}
        return self._reply(None)

    def _missing_in_words(self, step: Step, text: str) -> Action | None:
        """Return the command for an entry such as `not applicable`, where that can be answered.

        What is explained to the official has these words, and not the commands. An option that
        begins with them comes first.
        """
        action = suggested_command(text)
        if action not in _MISSING or self._is_in_dialogue or not self._can_be_missing(step):
            return None
        words = text.strip().casefold()
        is_option = any(
            words == option.code or option.label.casefold().startswith(words)
            for option in step.options
        )
        return None if is_option else action

    def _can_be_missing(self, step: Step) -> bool:
        """Whether the question as a whole, or a row or cell, can be answered as missing here."""
        return step.cell or not self._script.replies

    def _read(self, step: Step, text: str) -> Value:
        try:
            return step.read(text)
        except Refusal as refusal:
            command = suggested_command(text)
            if command is None:
                raise
            if command in _MISSING and not (self._is_in_dialogue or self._can_be_missing(step)):
                # The command would be refused here.
                enter = "" if step.required else " Enter leaves this part open."
                raise Refusal(f"{refusal}{enter}") from None
            raise Refusal(f"{refusal} Do you mean /{command}?") from None

    def _can_stay_open(self) -> bool:
        """Whether Enter leaves the question: it is optional, and has no answer to keep."""
        return (
            self._is_at_beginning
            and not self._taken_over
            and not self.path.is_required(self._question())
            and self._current not in self._draft.usable
        )

    def _keeps_whole(self) -> bool:
        """Whether Enter keeps the answer without asking for its parts.

        So it is with the code of a missing answer, and with an answer of an earlier report.
        """
        question = self._question()
        answer = self._draft.usable.get(question.id, {})
        if self._taken_over or [*check_missing(answer)]:
            return False
        if "missing" in answer:
            return True
        return bool(answer.get("carried")) and not [*question.answer_type.check(answer["value"])]

    def _confirm(self) -> Outcome:
        """Take the answer that there is as the answer of this report."""
        answer = self._draft.usable[self._question().id]
        return self._set({key: part for key, part in answer.items() if key != "carried"})

    def _reply(self, reply: Reply) -> Outcome:
        script = self._script
        ended, value = script.send(reply)
        if ended:
            return script.done(value)
        so_far = script.step.so_far
        if so_far is None or so_far == self._draft.value(self._question().id):
            return Outcome()
        question_id = self._question().id
        notices = self._put_aside_for(so_far)
        answer: dict[str, Any] = {"value": so_far}
        answer |= self._beside_new(question_id, answer)
        if self.path.is_carried(question_id):
            answer["carried"] = True  # until it is confirmed to its end
        self._draft.store(question_id, answer)
        self._waiting.pop(question_id, None)
        return Outcome(changed=True, notices=notices)

    def _beside_new(self, question_id: str, answer: AnswerData) -> dict[str, Any]:
        """Return what stands beside a new answer: what stood there, and what waited for it."""
        return {**self._draft.beside(question_id, answer), **self._waiting.get(question_id, {})}

    def _set(self, answer: AnswerData) -> Outcome:
        """Take over the answer to the question at hand, and go on to the next open one.

        Who had gone to an earlier question comes back to where that was, unless the answer has
        brought new questions onto the path.
        """
        question = self._question()
        before, required = self._path_before, self._required_before
        notices = self._draft.change(question.id, answer, before)
        self._waiting.pop(question.id, None)
        following = self._navigation.next_open(question.id)
        is_new = following is not None and following not in before
        left = [one for one in self._left if one.id in self.path.on]
        if left and not is_new:
            outcome = self._return_to(left)
        else:
            outcome = self._leave(following)
            self._left = left
        now = self._number_required()
        if abs(now - required) >= _WORTH_TELLING:
            notices.append(f"A final report now needs {now} answers; before, it needed {required}.")
        doubts = self._warnings(self.report).get(question.id, ())
        notices += [_look_again(question.id, text) for text in doubts]
        echo = answer_lines(question, answer) if question.answer_type.offered() else ()
        return replace(outcome, changed=True, notices=[*notices, *outcome.notices], answered=echo)

    def _number_required(self) -> int:
        return sum(map(self.path.is_required, self.questionnaire.questions.values()))

    def _set_value(self, value: Value) -> Outcome:
        notices = self._put_aside_for(value)
        answer = {"value": value}
        outcome = self._set({**answer, **self._beside_new(self._question().id, answer)})
        return replace(outcome, notices=[*notices, *outcome.notices])

    def _put_aside_for(self, value: Value) -> list[str]:
        """Keep what the answer has, and a new value has no place for.

        It is offered again, should the change have been a mistake. Returns what the official
        should know of it.
        """
        question = self._question()
        left_out = question.answer_type.left_out(self._draft.value(question.id), value)
        if not left_out:
            return []
        self._put_aside[question.id] = {**self._put_aside.get(question.id, {}), **left_out}
        return [f"No longer part of the answer to `{question.id}`: {', '.join(left_out)}."]

    def _remove(self, entry: Entry) -> Outcome:
        """Take the answer to the question at hand away, and ask it again."""
        question_id = self._question().id
        if self._is_in_dialogue:
            raise Refusal("Type /back first: /remove takes away the answer that is in sight.")
        if entry.text:
            raise Refusal(
                f"/remove takes the answer to `{question_id}` away: type it alone. "
                "Go to another question first: /goto NAME."
            )
        if question_id not in self.report.answers:
            raise Refusal("This question has no answer yet.")
        answer = self._draft.usable.get(question_id)
        lines = () if answer is None else _unmarked_lines(self._question(), answer)
        notices = self._draft.change(question_id, None)
        self._put_aside.pop(question_id, None)
        self._move(question_id)
        # Enter does not bring it back; who removed it by mistake sees what to type again.
        removed = ["The answer is taken away. It was:", *(f"  {line}" for line in lines)]
        told = "\n".join(removed) if lines else "The answer is taken away."
        return Outcome(changed=True, notices=[told, *notices])

    def _miss(self, code: str, entry: Entry) -> Outcome:
        question_id = self._question().id
        self._leave_dialogue()
        in_cell = self._script.step.cell
        if not self._can_be_missing(self._script.step):
            enter = "" if self._script.step.required else "Enter leaves this part open. "
            raise Refusal(
                f"{enter}The command answers the question as a whole: type /back until you are at "
                "its beginning."
            )
        if entry.for_the_rest and not self._question().answer_type.rows():
            raise Refusal("There are no rows here. Type the command without `*`.")

        earlier = {} if in_cell else self._beside_new(question_id, {})
        note = earlier.get("note", "")

        def done(answer: Value) -> Outcome:
            self._scripts.pop()
            if in_cell:
                return self._reply(Missing(answer, entry.for_the_rest))
            notes = [text for text in (note, answer.get("note")) if text]
            return self._set({**earlier, **answer, **({"note": "\n".join(notes)} if notes else {})})

        self._run(lambda: missing_steps(code, note), done)
        if not entry.text:
            return Outcome()
        try:
            return self._reply(self._script.step.read(entry.text))
        except Refusal:
            self._scripts.pop()
            raise

    def _same(self, entry: Entry) -> Outcome:
        """Offer what a related question was answered."""
        question = self._question()
        self._leave_dialogue()
        source = self._source(question, entry.text)
        if not source.offered:
            raise Refusal(f"Nothing in the answer to `{source.question.id}` can stand in this one.")
        self._taken_over = source.offered
        if self._draft.usable[source.question.id].get("confidential"):
            beside = self._kept_beside(question.id) if question.id in self._waiting else {}
            self._waiting[question.id] = {**beside, "confidential": True}
        self._script.restart(self._steps)
        parts = [part for part in source.offered if part != "value"]
        when = f"When it comes to {', '.join(parts)}, " if parts else ""
        told = f"From `{source.question.id}`: {sentence(source.line)} {when}Enter takes it over."
        return Outcome(notices=[told])

    def _source(self, question: Question, name: str) -> Related:
        """Return the answer to take over from: that of the question named, or the nearest."""
        if not name:
            found = next(related(question, self.path), None)
            if found is None:
                raise Refusal(
                    "No related question is answered. /same and the id of a question takes over "
                    "from that one."
                )
            return found
        named = [other for other in self._navigation.named(name) if other.id != question.id]
        taken = [taken_from(question, other, self.path) for other in named]
        answered = [one for one in taken if one is not None]
        if not answered:
            raise Refusal(f"No other question {quoted(name)} is answered.")
        return next((one for one in answered if one.offered), answered[0])

    def _edit(self, entry: Entry) -> Outcome:
        if not self._scripts or not self._script.step.free_text:
            raise Refusal("The editor is for texts. Type this answer here.")
        return Outcome(shown=entry.action)

    # What stands beside an answer

    def _note(self, entry: Entry) -> Outcome:
        question_id = self._question().id
        self._leave_dialogue()
        before = self._kept_beside(question_id).get("note")
        if entry.text:
            whole = f"{before}\n{entry.text}" if before else entry.text
            note = note_step(None, ask="", required=True).read(whole)
            return self._beside(question_id, "note", note)

        def steps() -> Steps:
            note = yield note_step(before, ask="Your note:", required=before is None)
            return note

        def done(note: Value) -> Outcome:
            self._scripts.pop()
            return self._beside(question_id, "note", note)

        return self._run(steps, done)

    def _confidential(self, entry: Entry) -> Outcome:
        question_id = self._question().id
        self._leave_dialogue()
        now = not self._kept_beside(question_id).get("confidential", False)
        outcome = self._beside(question_id, "confidential", True if now else None)
        word = "confidential" if now else "no longer confidential"
        when = "" if outcome.changed else ", once it is given"
        return replace(outcome, notices=[f"The answer to this question is {word}{when}."])

    def _kept_beside(self, question_id: str) -> Mapping[str, Any]:
        """Return what stands beside the answer to a question, or will once it is answered."""
        return self._draft.usable.get(question_id) or self._waiting.get(question_id, {})

    def _beside(self, question_id: str, key: str, value: Any) -> Outcome:
        """Change what stands beside the value of an answer, and stay at the question.

        Without an answer it waits for one: nothing stands in a report without.
        """
        beside = {k: v for k, v in self._kept_beside(question_id).items() if k != key}
        if value is not None:
            beside[key] = value
        if question_id not in self._draft.usable:
            self._waiting[question_id] = beside
            return Outcome(notices=["Noted. It is saved together with your answer."])
        self._draft.store(question_id, beside)
        return Outcome(changed=True, notices=["Kept with your answer to this question."])

    # Looking around

    def _find(self, entry: Entry) -> Outcome:
        if not entry.text:
            raise Refusal("Say which word: /find police.")
        found = matching(self.questionnaire, entry.text)
        if not found:
            raise Refusal(f"{quoted(entry.text)} stands in no question. Try another word.")
        more = len(found) - _MOST_FOUND
        ask = f"Questions with {quoted(entry.text)}:"
        if more > 0:
            ask += f" (the first {_MOST_FOUND}; {more} more have it)"
        return self._choose(ask, [(q, self._told(q)) for q in found[:_MOST_FOUND]], "to go there")

    def _told(self, question: Question) -> str:
        """Return a question with its state, for a list."""
        if question.id not in self.path.on:
            return f"[not asked now] {question.ask}"
        if self.path.is_complete(question):
            return f"[answered] {question.ask}"
        return question.ask

    def _review(self, entry: Entry) -> Outcome:
        part = self._set_named(entry.text)
        answered = [
            (question, self._draft.usable[question.id])
            for question in part.questions
            if question.id in self.path.on and question.id in self._draft.usable
        ]
        if not answered:
            raise Refusal(f"No question of `{part.id}` is answered yet.")
        told = [
            (q, f"{q.id}: {one_line('; '.join(answer_lines(q, answer)), _WIDTH)} ({q.ask})")
            for q, answer in answered
        ]
        return self._choose(f"Your answers in “{part.title}”:", told, "to change an answer")

    def _set_named(self, name: str) -> QuestionSet:
        """Return the set of this name; without one, that of the question at hand."""
        if not name:
            if self._current is None:
                raise Refusal("Say which set: /review training. /list shows the sets.")
            return self.questionnaire.set_of[self._current]
        sets = {part.id: part for part in self.questionnaire.sets}
        if name.lower() not in sets:
            raise Refusal(f"There is no set {quoted(name)}. /list shows the sets.")
        return sets[name.lower()]

    def _choose(self, ask: str, listed: Sequence[tuple[Question, str]], aim: str) -> Outcome:
        """Let choose a question from a list, and go there."""
        self._leave_dialogue()
        options = [
            Option.model_construct(code=question.id, label=label, exclusive=False)
            for question, label in listed
        ]

        def steps() -> Steps:
            step = option_step("question", options, ask=ask, previous=None, required=False)
            enter = f"Type a number {aim}; Enter goes on where you were."
            chosen = yield replace(step, enter=enter, is_lookup=True)
            return chosen

        def done(chosen: Value) -> Outcome:
            self._scripts.pop()
            if chosen is None:
                return Outcome()
            if chosen not in self.path.on:
                return Outcome(lines=[*why(self.questionnaire.questions[chosen], self.path)])
            return self._visit(chosen)

        return self._run(steps, done)

    def _why(self, entry: Entry) -> Outcome:
        named = self._navigation.named(entry.text) if entry.text else [self._question()]
        if not named:
            raise Refusal(f"There is no question, set or recommendation {quoted(entry.text)} here.")
        return Outcome(lines=[line for question in named for line in why(question, self.path)])

    # Where the interview is

    @property
    def _script(self) -> Dialogue[Outcome]:
        return self._scripts[-1]

    @property
    def _is_at_beginning(self) -> bool:
        is_alone = self._current is not None and len(self._scripts) == 1
        return is_alone and not self._script.replies

    def _question(self) -> Question:
        if self._current is None:
            raise Refusal("All questions have been asked. Type /list, /goto or /quit.")
        return self.questionnaire.questions[self._current]

    def _last(self) -> str:
        """Return the question that stands for the end of the interview."""
        return [i for i in self.questionnaire.questions if i in self.path.on][-1]

    @property
    def _is_in_dialogue(self) -> bool:
        """Whether something else is asked before the question at hand goes on."""
        return len(self._scripts) > (self._current is not None)

    def _leave_dialogue(self) -> None:
        """Go back to the question at hand: what a command does is done there."""
        if self._is_in_dialogue:
            self._scripts = self._scripts[: self._current is not None]

    def _run(self, begin: Callable[[], Steps], done: Callable[[Value], Outcome]) -> Outcome:
        """Ask steps of their own before the question at hand goes on."""
        self._scripts.append(Dialogue(begin, done))
        return Outcome()

    def _begin(self) -> None:
        """Ask the question at hand from its first step."""
        self._scripts, self._taken_over = [], {}
        if self._current is not None:
            self._before_change = self._draft.value(self._current)
            self._path_before = frozenset(self.path.on)
            self._required_before = self._number_required()
            self._scripts = [Dialogue(self._steps, self._set_value)]

    def _steps(self) -> Steps:
        """Return the steps of the question at hand."""
        question = self._question()
        previous, now = self._before_change, self._draft.value(question.id)
        if isinstance(now, dict):
            # Who goes back finds all that was typed, not only what was there before.
            previous = {**(previous or {}), **now}
        aside = self._put_aside.get(question.id)
        if aside:
            previous = {**aside, **(previous or {})}
        register = self.questionnaire.head.laws
        context = StepContext(
            laws=self.questionnaire.laws(self._draft.usable),
            register="" if register is None else register.question,
            offered=self._taken_over,
        )
        return question.answer_type.steps(previous, context)

    def _move(self, question_id: str | None) -> None:
        self._current, self._left = question_id, ()
        self._visits += 1
        self._navigation.visit(question_id)
        self._begin()

    def _leave(self, question_id: str | None) -> Outcome:
        """Go to another question; what is answered stays as it is."""
        here = self._current
        told = [] if here in {None, question_id} else self._waiting_for(str(here))
        self._move(question_id)
        if self._current is not None:
            return Outcome(notices=told)
        missing = self._navigation.round_again(here)
        if missing is None:
            return Outcome(notices=told)
        self._move(missing)
        return Outcome(
            notices=[
                *told,
                "That was the last question. Some required questions are still open.",
            ]
        )

    def unsaved(self) -> list[str]:
        """Return the notes and marks that wait for an answer, and are in no report."""
        notes = [
            f"Not saved, because `{question_id}` has no answer: {beside['note']}"
            for question_id, beside in self._waiting.items()
            if "note" in beside
        ]
        marks = [
            f"Not marked as confidential, because `{question_id}` has no answer."
            for question_id, beside in self._waiting.items()
            if "confidential" in beside
        ]
        return [*notes, *marks]

    def _visit(self, question_id: str) -> Outcome:
        """Go to another question.

        From one that is answered, the way leads back afterwards; and always to each question that
        was left half-way.
        """
        is_change = self.path.is_complete(self.questionnaire.questions[question_id])
        here = self._left_here()
        passed = {question_id} if here is None else {question_id, here.id}
        left = [one for one in self._left if one.id not in passed and (is_change or one.replies)]
        # Of the questions that were only looked at, the way leads back to the first alone.
        if here and here.id != question_id and (here.replies or (is_change and not left)):
            left.append(here)
        outcome = self._leave(question_id)
        self._left = left
        if not left or not left[-1].replies:
            return outcome
        return replace(
            outcome, notices=[*outcome.notices, f"You come back to `{left[-1].id}` afterwards."]
        )

    def _left_here(self) -> _LeftQuestion | None:
        if self._current is None:
            return None
        replies, value = [*self._scripts[0].replies], self._draft.value(self._current)
        return _LeftQuestion(self._current, replies, self._before_change, value)

    def _return_to(self, way: Sequence[_LeftQuestion]) -> Outcome:
        """Go back to the last question of a way, at the step at which it was left."""
        *rest, left = way
        outcome = self._leave(left.id)
        self._left = rest
        if not left.replies or self._draft.value(left.id) != left.value:
            return outcome
        self._before_change = left.before_change
        self._scripts = [Dialogue(self._steps, self._set_value, [*left.replies])]
        ask = self.questionnaire.questions[left.id].ask
        return replace(outcome, notices=[*outcome.notices, f"Back to `{left.id}`: {ask}"])

    def _go_on(self, question_id: str | None) -> Outcome:
        """Go to another question, but first back to one that was left half-way."""
        left = [one for one in self._left if one.replies and one.id in self.path.on]
        return self._return_to(left) if left else self._leave(question_id)

    def _waiting_for(self, question_id: str) -> list[str]:
        """Return what is in no report while a question has no answer, for who leaves it."""
        beside = self._waiting.get(question_id, {})
        told = []
        if "note" in beside:
            told.append(
                f"Your note is saved once `{question_id}` has an answer, and is lost when you quit "
                f"before: {beside['note']}"
            )
        if "confidential" in beside:
            told.append(
                f"That the answer to `{question_id}` is confidential is saved once there is one, "
                "and is lost when you quit before."
            )
        return told

    def _back(self, entry: Entry) -> Outcome:
        if self._scripts and self._script.replies:
            self._script.back()
        elif self._is_in_dialogue:
            self._scripts.pop()
        else:
            before = self._navigation.before(self._current)
            if before is None:
                raise Refusal("This is the first question.")
            told = [] if self._current is None else self._waiting_for(self._current)
            self._move(before)
            return Outcome(notices=told)
        return Outcome()


def _look_again(question_id: str, text: str) -> str:
    return f"Please look again: {text} (/goto {question_id})"


def _unmarked_lines(question: Question, answer: AnswerData) -> Sequence[str]:
    """Return an answer for the eye, without the words on its being carried: the prompt has them."""
    return answer_lines(question, {key: part for key, part in answer.items() if key != "carried"})
