"""The position of an interview: its current question, the dialogues at it, and the way back.

What the interview holds beside the report goes with the position: metadata that come before their
answer.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, NamedTuple

from checklist.answer_types.answer import AnswerData, answered_by_text, check_metadata
from checklist.answer_types.interface import Refusal, Reply, Step, StepContext, Steps, Value
from checklist.interview.dialogue import Dialogue
from checklist.interview.navigation import Navigation
from checklist.interview.prompt import Outcome
from checklist.lifecycle.draft import Draft
from checklist.questionnaire.authorities import naming_authorities
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.answer_path import AnswerPath
from checklist.text.messages import Message, Texts, tr

_WAITING = Texts(
    {
        "note": "Your note is saved once {number} has an answer, and is lost when you quit before: "
        "{note}",
        "confidential": "That the answer to {number} is confidential is saved once there is one, "
        "and "
        "is lost when you quit before.",
        "answered_by": "Who answers {number} is saved once it has an answer, and is lost when you "
        "quit "
        "before: {who}",
    }
)
_LOST = Texts(
    {
        "note": "Not saved, because {number} has no answer: {note}",
        "confidential": "Not marked as confidential, because {number} has no answer.",
        "answered_by": "Not saved, because {number} has no answer: {who}",
    }
)


class HeldValues:
    """Metadata of questions without an answer, and values that steps offer beside their answer."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        """Begin with nothing held; notices have numbers and authorities of the questionnaire."""
        self._questionnaire = questionnaire
        self._metadata: dict[str, Mapping[str, Any]] = {}
        """The metadata by question, for which a report has no place yet."""
        self._left_out: dict[str, Mapping[str, Value]] = {}
        """The parts of answers that a later entry left out, by question."""

    # Metadata, such as a note

    def metadata(self, question_id: str) -> Mapping[str, Any]:
        """Return the metadata that waits for the answer to a question."""
        return self._metadata.get(question_id, {})

    def set_metadata(self, question_id: str, metadata: Mapping[str, Any]) -> None:
        """Hold metadata until the question is answered, in place of any held before."""
        self._metadata[question_id] = metadata

    def drop_metadata(self, question_id: str) -> None:
        """Forget the metadata of a question, because its answer has them now."""
        self._metadata.pop(question_id, None)

    def notices_on_leaving(self, question_id: str) -> list[str]:
        """Return messages on the metadata of a question that is left without an answer."""
        return self._said(_WAITING, question_id)

    def notices_at_end(self) -> list[str]:
        """Return messages on all metadata that are lost when the interview stops now."""
        return [text for question_id in self._metadata for text in self._said(_LOST, question_id)]

    def _said(self, texts: Mapping[str, str], question_id: str) -> list[str]:
        metadata, number = self.metadata(question_id), self._questionnaire.number(question_id)
        named = naming_authorities(metadata, self._questionnaire.authorities)
        who, note = answered_by_text(named), metadata.get("note")
        known = {key: text for key, text in texts.items() if key in metadata}
        return [text.format(number=number, note=note, who=who) for text in known.values()]

    # Parts of answers

    def keep_left_out(self, question: Question, before: Value, value: Value) -> Sequence[str]:
        """Hold the parts of a value that a new value has no place for, in case it is a mistake.

        Returns:
            The names of these parts.
        """
        left_out = question.answer_type.left_out(before, value)
        if left_out:
            self._left_out[question.id] = {**self._left_out.get(question.id, {}), **left_out}
        return [*left_out]

    def drop_left_out(self, question_id: str, name: str = "") -> None:
        """Forget one part that was left out of an answer; without a name, all parts."""
        parts = self._left_out.pop(question_id, {})
        if name:
            self._left_out[question_id] = {key: v for key, v in parts.items() if key != name}

    def previous(self, question_id: str, before: Value, now: Value) -> Value:
        """Return the value that the steps of a question offer.

        Args:
            question_id: The question.
            before: The value of its answer when its first step was asked.
            now: The present value of its answer, parts of which can be new.
        """
        previous = {**(before or {}), **now} if isinstance(now, dict) else before
        left_out = self._left_out.get(question_id)
        return {**left_out, **(previous or {})} if left_out else previous


COMES_BACK = Message("You come back to {number} afterwards.")
_AT_END = Message("All questions have been asked. Type /list, /goto or /quit.")


class _LeftQuestion(NamedTuple):
    """A question that was left for an earlier one, and to which the way leads back."""

    id: str
    replies: Sequence[Reply]
    """The replies to its first steps; none where it was left at its beginning."""
    value_before: Value
    """The value of its answer when its first step was asked."""
    value: Value
    """The value of its answer when it was left."""


class InterviewPosition:
    """The current question and the dialogues at it. It moves; it never changes an answer."""

    def __init__(
        self,
        navigation: Navigation,
        set_answer: Callable[[AnswerData], Outcome],
        *,
        in_any_order: bool = False,
    ) -> None:
        """Begin, or resume after the last answered question.

        Args:
            navigation: The order of the questions, with the report that is being answered.
            set_answer: Called with the answer that the steps of a question make.
            in_any_order: Whether the rows of a matrix are answered in any order.
        """
        self._in_any_order = in_any_order
        self.navigation = navigation
        self.draft: Draft = navigation.draft
        self.questionnaire = self.draft.questionnaire
        self.held = HeldValues(self.questionnaire)
        self._set_answer = set_answer
        self.current: str | None = None
        """The id of the current question; None at the end."""
        self.visits = 0
        """The number of moves so far."""
        self.dialogues: list[Dialogue[Outcome]] = []
        """The steps of the current question, below those that are asked before it goes on."""
        self.path_before: AnswerPath = self.draft.path
        """The path as it was when the first step of the current question was asked."""
        self._value_before: Value = None
        """The value of the question's answer then."""
        self.lead: Callable[[], Dialogue[Outcome] | None] = lambda: None
        """Returns what is asked before the current question; None for nothing."""
        self._left: Sequence[_LeftQuestion] = ()  # the way leads back to the last one first
        self.move_to(navigation.first())

    # The current step

    @property
    def path(self) -> AnswerPath:
        """The path that the answers open."""
        return self.draft.path

    @property
    def dialogue(self) -> Dialogue[Outcome]:
        """The dialogue whose step is asked now.

        Raises:
            Refusal: Nothing is asked any more.
        """
        if not self.dialogues:
            raise Refusal(_AT_END)
        return self.dialogues[-1]

    @property
    def step(self) -> Step:
        """The step that is asked now."""
        return self.dialogue.step

    @property
    def question(self) -> Question:
        """The current question.

        Raises:
            Refusal: The interview is at its end.
        """
        if self.current is None:
            raise Refusal(_AT_END)
        return self.questionnaire.questions[self.current]

    @property
    def is_at_beginning(self) -> bool:
        """Whether the first step of the current question is asked."""
        is_alone = self.current is not None and len(self.dialogues) == 1
        return is_alone and not self.dialogue.has_begun

    @property
    def is_in_dialogue(self) -> bool:
        """Whether something else is asked before the current question goes on."""
        return len(self.dialogues) > (self.current is not None)

    @property
    def parts(self) -> Collection[str]:
        """The rows or columns of the current question that are asked; empty: all of them."""
        return self.navigation.scope.parts.get(self.current or "", ())

    @property
    def can_be_missing(self) -> bool:
        """Whether the current question, row or cell can be answered as missing at this step."""
        return self.step.cell or not (self.dialogue.has_begun or self.parts)

    @property
    def can_stay_open(self) -> bool:
        """Whether Enter leaves the question: it is optional, and has no answer to keep."""
        return (
            self.is_at_beginning
            and not self.path.is_required(self.question)
            and self.current not in self.draft.usable
        )

    @property
    def keeps_whole_answer(self) -> bool:
        """Whether Enter keeps the answer without asking for its parts.

        That is so for the code of a missing answer, and for an answer of an earlier report.
        """
        question = self.question
        answer = self.draft.usable.get(question.id, {})
        if self.parts:
            return False
        if [*check_metadata(question.answer_type, answer)]:
            return False
        if "missing" in answer:
            return True
        return bool(answer.get("carried")) and not [*question.answer_type.check(answer["value"])]

    # Dialogues

    def begin(self) -> None:
        """Ask the current question from its first step."""
        self.dialogues = []
        if self.current is not None:
            self.path_before, self._value_before = self.path, self.draft.value(self.current)
            self.dialogues = [Dialogue(self._steps, self._set_answer)]
            lead = self.lead()
            self.dialogues += [lead] if lead is not None else []

    def ask(self, begin: Callable[[], Steps], done: Callable[[Value], Outcome]) -> Outcome:
        """Ask other steps, once, before the current question goes on."""

        def left(value: Value) -> Outcome:
            self.dialogues.pop()
            return done(value)

        self.dialogues.append(Dialogue(begin, left))
        return Outcome()

    def ask_step(self, step: Callable[[], Step], done: Callable[[Value], Outcome]) -> Outcome:
        """Ask one other step before the current question goes on."""

        def steps() -> Steps:
            value = yield step()
            return value

        return self.ask(steps, done)

    def leave_dialogue(self) -> None:
        """Return to the steps of the current question, where commands take effect."""
        if self.is_in_dialogue:
            self.dialogues = self.dialogues[: self.current is not None]

    def ask_again(self) -> None:
        """Ask the current step again, after a part of the answer changed next to it."""
        self.dialogues[0].restart(self._steps)

    def step_context(self) -> StepContext:
        """Return the facts about the rest of the report that the steps can use."""
        question, questionnaire = self.question, self.questionnaire
        register = questionnaire.head.laws
        return StepContext(
            laws=questionnaire.laws(self.draft.usable),
            register="" if register is None else questionnaire.number(register.question),
            named_after=(
                {register.name: register.citation}
                if register is not None and register.question == question.id
                else {}
            ),
            in_any_order=self._in_any_order,
            begun=self._value_before,
            only=self.parts,
        )

    def _steps(self) -> Steps:
        """Return the steps of the current question."""
        question, context = self.question, self.step_context()
        value = self.draft.value(question.id)
        previous = self.held.previous(question.id, self._value_before, value)
        answer = self.draft.usable.get(question.id, {})
        return question.answer_type.answer_steps({**answer, "value": previous}, context)

    # Moves

    def place(self) -> str | None:
        """Return the open question at which the interview stands, or to which the way leads back.

        None where the next interview gets there without being told.
        """
        here = [] if self.current is None else [self.current]
        ways = [*here, *(left.id for left in reversed(self._left))]
        questions = self.questionnaire.questions
        place = next((i for i in ways if not self.path.is_complete(questions[i])), None)
        return None if place == self.navigation.first_behind() else place

    def move_to(self, question_id: str | None) -> None:
        """Go to a question, and forget the way back."""
        self.current, self._left = question_id, ()
        self.visits += 1
        self.navigation.visit(question_id)
        self.begin()

    def next(self) -> Outcome:
        """Go to the next question; from one that is open, to the next open one."""
        question = self.question
        is_complete = self.path.is_complete(question)
        following = self.navigation.next if is_complete else self.navigation.next_open
        return self._go_on(following(question.id))

    def back(self) -> Outcome:
        """Go back one step: within a dialogue, out of it, or to the question before."""
        if self.dialogues and self.dialogue.has_begun:
            self.dialogue.back()
        elif self.is_in_dialogue:
            self.dialogues.pop()
        else:
            before = self.navigation.before(self.current)
            if before is None:
                raise Refusal(
                    tr(
                        "This is the first question. To begin the report of another "
                        "State, type /quit, and then: checklist answer --state NAME"
                    )
                )
            notices = [] if self.current is None else self.held.notices_on_leaving(self.current)
            self.move_to(before)
            return Outcome(notices=notices)
        return Outcome()

    def visit(self, question_id: str) -> Outcome:
        """Go to another question.

        Afterwards the interview comes back here if the other question was answered already, and
        always to each question that was left half-way.
        """
        is_change = self.path.is_complete(self.questionnaire.questions[question_id])
        here = self._left_here()
        passed = {question_id} if here is None else {question_id, here.id}
        left = [
            prompt
            for prompt in self._left
            if prompt.id not in passed and (is_change or prompt.replies)
        ]
        # A question that was left at its beginning is added only to an empty way back.
        if here and here.id != question_id and (here.replies or (is_change and not left)):
            left.append(here)
        outcome = self._leave(question_id)
        self._left = left
        if not left or not left[-1].replies:
            return outcome
        return outcome._replace(
            notices=[
                *outcome.notices,
                tr(COMES_BACK, self.questionnaire.number(left[-1].id)),
            ],
        )

    def go_on_after_answer(self) -> Outcome:
        """Go to the next open question once the current one is answered.

        An official who had gone to an earlier question comes back to the place that was left,
        unless the answer has brought new questions onto the path.
        """
        again = self.navigation.unsettled(self.question.id)
        if again is not None:
            return self._leave(again)
        following = self.navigation.next_open(self.question.id)
        is_new = following is not None and following not in self.path_before.on
        left = [prompt for prompt in self._left if prompt.id in self.path.on]
        if left and not is_new:
            return self._return_to(left)
        outcome = self._leave(following)
        self._left = left
        return outcome

    def _leave(self, question_id: str | None) -> Outcome:
        """Go to another question; the answer to the current one stays as it is."""
        here = self.current
        stays = here is None or here == question_id
        notices = [] if here is None or stays else self.held.notices_on_leaving(here)
        self.move_to(question_id)
        if self.current is not None:
            return Outcome(notices=notices)
        missing = self.navigation.round_again(here)
        if missing is None:
            return Outcome(notices=notices)
        self.move_to(missing)
        return Outcome(
            notices=[
                *notices,
                tr("That was the last question. Some required questions are still open."),
            ]
        )

    def _left_here(self) -> _LeftQuestion | None:
        """Return the current question as one that the way leads back to."""
        if self.current is None:
            return None
        return _LeftQuestion(
            id=self.current,
            replies=[*self.dialogues[0].replies] if self.dialogues[0].has_begun else [],
            value_before=self._value_before,
            value=self.draft.value(self.current),
        )

    def _return_to(self, way: Sequence[_LeftQuestion]) -> Outcome:
        """Go back to the last question of a way, at the step at which it was left."""
        *rest, left = way
        outcome = self._leave(left.id)
        self._left = rest
        if not left.replies or self.draft.value(left.id) != left.value:
            return outcome
        self._value_before = left.value_before
        self.dialogues = [Dialogue(self._steps, self._set_answer, [*left.replies])]
        ask = self.questionnaire.questions[left.id].ask
        back = tr("Back to {number}: {ask}", self.questionnaire.number(left.id), ask)
        return outcome._replace(notices=[*outcome.notices, back])

    def _go_on(self, question_id: str | None) -> Outcome:
        """Go to another question, but first back to one that was left half-way."""
        left = [prompt for prompt in self._left if prompt.replies and prompt.id in self.path.on]
        return self._return_to(left) if left else self._leave(question_id)
