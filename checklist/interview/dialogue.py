"""Steps that are being asked, with the replies so far.

The replies are kept, not the generator, so that going back means running the steps again with one
reply fewer. A reply that is taken back is offered again, in place of the earlier value.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from checklist.answer_types.answer import missing_lines
from checklist.answer_types.interface import Missing, Reply, Step, Steps, Value

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
    _taken_back: dict[int, tuple[Step, Reply]] = field(default_factory=dict)
    """The replies that were taken back, by their number, each with the step that had it."""

    def __post_init__(self) -> None:
        self._rewind(self.replies)

    def back(self) -> None:
        """Take the last reply back. It is offered again."""
        *replies, taken = self.replies
        self._rewind(replies)
        self._taken_back[len(replies)] = self.step, taken
        self.step = self._with_taken_back(self.step)

    def restart(self, begin: Callable[[], Steps]) -> None:
        """Go on at the same step with other steps, which offer other earlier values."""
        self.begin = begin
        self._taken_back.clear()
        self._rewind(self.replies)

    def send(self, reply: Reply) -> tuple[bool, Value]:
        """Give the next reply. Returns whether the steps have ended, and their value."""
        try:
            step = self.steps.send(reply)
        except StopIteration as end:
            return True, end.value
        self.replies.append(reply)
        self.step = self._with_taken_back(step)
        return False, None

    def _rewind(self, replies: list[Reply]) -> None:
        """Run the steps again up to the one that has no reply yet."""
        self.steps, self.replies = self.begin(), replies
        self.step = next(self.steps)
        for reply in replies:
            self.step = self.steps.send(reply)

    def _with_taken_back(self, step: Step) -> Step:
        """Return a step so that Enter gives the reply that was taken back at this step."""
        asked, taken = self._taken_back.get(len(self.replies), (None, None))
        if asked is None or _place(asked) != _place(step):
            return step
        if taken is None:
            return step if step.previous is None else replace(step, previous=None, previous_text="")
        if isinstance(taken, Missing):
            own = Missing(taken.answer)  # for this place alone
            return replace(step, previous=own, previous_text=missing_lines(own.answer)[0], enter="")
        if not isinstance(taken, str | int | list) or taken == step.previous:
            return step
        return replace(step, previous=taken, previous_text=_shown(step, taken), enter="")


def _place(step: Step) -> tuple[object, ...]:
    """Return a value that is equal for steps that ask for the same."""
    return step.name, step.entry, [(option.code, option.label) for option in step.options]


def _shown(step: Step, reply: Reply) -> str:
    labels = {option.code: option.label for option in step.options}
    parts = reply if isinstance(reply, list) else [reply]
    return "; ".join(
        labels.get(str(part), str(part)) for part in parts if isinstance(part, str | int)
    )
