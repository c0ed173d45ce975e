"""Steps that are being asked, with the replies so far.

The replies are kept, not the generator, so that going back means running the steps again with one
reply fewer. A reply that is taken back is offered again, in place of the earlier value.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from checklist.answer_types.answer import missing_lines
from checklist.answer_types.interface import GoToPart, Missing, Reply, Step, Steps, Value
from checklist.answer_types.table_steps import CHANGE
from checklist.text.messages import semicolons, tr

Result = TypeVar("Result")


@dataclass
class Dialogue(Generic[Result]):
    """The steps of one answer or one dialogue. There is at least one."""

    begin: Callable[[], Steps]
    """The function that makes the steps. They depend on nothing but the replies."""
    done: Callable[[Value], Result]
    """The function that takes the value of the steps once they have ended."""
    replies: list[Reply] = field(default_factory=list)
    steps: Steps = field(init=False)
    step: Step = field(init=False)
    """The step that is asked now."""
    asked: list[Step] = field(default_factory=list)
    """The steps before it, one a reply."""
    _taken_back: dict[int, tuple[Step, Reply]] = field(default_factory=dict)
    """The replies that were taken back, by their number, each with the step that had it."""

    def __post_init__(self) -> None:
        self._rewind(self.replies)

    @property
    def has_begun(self) -> bool:
        """Whether there is a reply that is more than a move to another part."""
        return not all(isinstance(reply, GoToPart) for reply in self.replies)

    def back(self) -> None:
        """Take the last reply back. It is offered again."""
        *replies, taken = self.replies
        while isinstance(taken, GoToPart):
            *replies, taken = replies
        self._rewind(replies)
        self._taken_back[len(replies)] = self.step, taken
        self.step = self._with_taken_back(self.step)

    def together(self) -> list[tuple[Step, Reply]]:
        """Return the steps that lead to the present one without a gap, each with its reply.

        In a table these are the cells of its entry; elsewhere they are all steps so far.
        """
        run: list[tuple[Step, Reply]] = []
        if self.step.entry and not self.step.cell:
            return run
        for step, reply in zip(reversed(self.asked), reversed(self.replies), strict=True):
            if step.entry != self.step.entry:
                break
            run.insert(0, (step, reply))
            if step.entry and not step.cell:
                break
        return run

    def upcoming(self) -> list[Step]:
        """Return the steps that Enter would lead to, up to one that needs an answer."""
        steps, step = self.again(), self.step
        coming: list[Step] = []
        while step.previous is not None or not step.required:
            try:
                step = steps.send(step.previous)
            except StopIteration:
                break
            coming.append(step)
            if step.entry != self.step.entry:
                break
        return coming

    def again(self) -> Steps:
        """Return the steps, run again up to the present one."""
        steps = self.begin()
        next(steps)
        for reply in self.replies:
            steps.send(reply)
        return steps

    def restart(self, begin: Callable[[], Steps]) -> None:
        """Go on at the same step with other steps, which offer other earlier values."""
        self.begin = begin
        self._taken_back.clear()
        self._rewind(self.replies)

    def send(self, reply: Reply) -> tuple[bool, Value]:
        """Give the next reply. Returns whether the steps have ended, and their value."""
        if isinstance(reply, GoToPart) and self.replies and isinstance(self.replies[-1], GoToPart):
            self._rewind(self.replies[:-1])
        asked = self.step
        try:
            step = self.steps.send(reply)
        except StopIteration as end:
            return True, end.value
        self.replies.append(reply)
        self.asked.append(asked)
        self.step = self._with_taken_back(step)
        return False, None

    def _rewind(self, replies: list[Reply]) -> None:
        """Run the steps again up to the one that has no reply yet."""
        self.steps, self.replies, self.asked = self.begin(), replies, []
        self.step = next(self.steps)
        for reply in replies:
            self.asked.append(self.step)
            self.step = self.steps.send(reply)

    def _with_taken_back(self, step: Step) -> Step:
        """Return a step so that Enter gives the reply that was taken back at this step."""
        asked, taken = self._taken_back.get(len(self.replies), (None, None))
        if asked is None or _place(asked) != _place(step):
            return step
        if taken is None:
            return step if step.previous is None else step._replace(previous=None, previous_text="")
        if isinstance(taken, Missing):
            own = Missing(taken.answer)  # for this place alone
            return step._replace(previous=own, previous_text=missing_lines(own.answer)[0], enter="")
        if not isinstance(taken, str | int | list) or taken == step.previous:
            return step
        step = step._replace(previous=taken, previous_text=reply_text(step, taken), enter="")
        return step if step.drops_begun is None or step.cell else _dropping(step)


def _dropping(step: Step) -> Step:
    """Return a step whose reply was taken back, so that what it had begun can be removed."""
    assert step.drops_begun is not None
    words, dropped = step.drops_begun
    again = f"{CHANGE} {step.entry}"

    def read(entry: str) -> Value:
        typed = " ".join(entry.lower().split())
        return {words: dropped, again: step.previous}.get(typed) or step.read(entry)

    tip = tr("Enter goes on with what is begun; type {words} to remove it.", words)
    return step._replace(tips=[*step.tips, tip], read=read)


def _place(step: Step) -> tuple[object, ...]:
    """Return a value that is equal for steps that ask for the same."""
    return step.name, step.entry, [(option.code, option.label) for option in step.options]


def reply_text(step: Step, reply: Reply) -> str:
    """Return a reply to a step in words, on one line."""
    if step.in_words is not None and not step.options:
        return semicolons(step.in_words(reply))
    labels = {option.code: option.label for option in step.options}
    parts = reply if isinstance(reply, list) else [reply]
    return semicolons(
        labels.get(str(part), str(part)) for part in parts if isinstance(part, str | int)
    )
