"""Steps that are being asked, with the replies so far.

The replies are kept, not the generator, so that going back is to run the steps again with one
reply less.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from checklist.answer_types.interface import Reply, Step, Steps, Value

Result = TypeVar("Result")


@dataclass
class Script(Generic[Result]):
    """The steps of one answer or one dialogue. There is at least one."""

    begin: Callable[[], Steps]
    """Makes the steps. They depend on nothing but the replies."""
    done: Callable[[Value], Result]
    """Takes the value that the steps make."""
    replies: list[Reply] = field(default_factory=list)
    steps: Steps = field(init=False)
    step: Step = field(init=False)
    """What is asked now."""

    def __post_init__(self) -> None:
        self._rewind(self.replies)

    def back(self) -> None:
        """Take the last reply back. It is offered again where nothing was there before."""
        *replies, taken = self.replies
        self._rewind(replies)
        if self.step.previous is None and isinstance(taken, str | int | list):
            shown = _shown(self.step, taken)
            self.step = replace(self.step, previous=taken, previous_text=shown, enter="")

    def restart(self, begin: Callable[[], Steps]) -> None:
        """Go on at the same step with other steps, which offer other earlier values."""
        self.begin = begin
        self._rewind(self.replies)

    def send(self, reply: Reply) -> tuple[bool, Value]:
        """Give the next reply. Returns whether the steps have ended, and their value."""
        try:
            self.step = self.steps.send(reply)
        except StopIteration as end:
            return True, end.value
        self.replies.append(reply)
        return False, None

    def _rewind(self, replies: list[Reply]) -> None:
        """Run the steps again up to the one that has no reply yet."""
        self.steps, self.replies = self.begin(), replies
        self.step = next(self.steps)
        for reply in replies:
            self.step = self.steps.send(reply)


def _shown(step: Step, reply: Reply) -> str:
    labels = {option.code: option.label for option in step.options}
    parts = reply if isinstance(reply, list) else [reply]
    return "; ".join(
        labels.get(str(part), str(part)) for part in parts if isinstance(part, str | int)
    )
