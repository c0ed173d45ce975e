"""Contradictions in an interview that corrects a report: which side to mend, or to go on."""

from collections.abc import Sequence, Set

from checklist.answer_types.interface import Option, Steps, Value
from checklist.answer_types.options import option_step
from checklist.interview.dialogue import Dialogue
from checklist.interview.position import InterviewPosition
from checklist.interview.prompt import Outcome
from checklist.lifecycle.contradictions import Contradiction, contradictions
from checklist.reports.answer_path import AnswerPath

_GO_ON = "go-on"


class Mending:
    """Asks, where an answer contradicts another one, which of them to mend."""

    def __init__(self) -> None:
        self._left: set[str] = set()
        """The checks whose answers are left as they are."""
        self._chosen: str | None = None
        """The question that was chosen to be mended."""
        self._path: AnswerPath | None = None
        self._found: Sequence[Contradiction] = ()

    def questions(self, path: AnswerPath) -> Set[str]:
        """Return the questions whose answers contradict each other and are not left so."""
        return {i for one in self._open(path) for i in one.question_ids()}

    def lead(self, position: InterviewPosition) -> Dialogue[Outcome] | None:
        """Return the choice that comes before the current question; None where there is none."""
        current = position.current
        if current is None or current == self._chosen:
            return None
        self._chosen = None
        here = [one for one in self._open(position.path) if current in one.question_ids()]
        return self._choice(here[0], position) if here else None

    def _open(self, path: AnswerPath) -> Sequence[Contradiction]:
        if path is not self._path:
            self._path, self._found = path, list(contradictions(path))
        return [one for one in self._found if one.check.code not in self._left]

    def _choice(
        self, contradiction: Contradiction, position: InterviewPosition
    ) -> Dialogue[Outcome]:
        sides = contradiction.sides
        options = [
            *(Option(code=side.question.id, label=f"Mend {side.number}") for side in sides),
            Option(code=_GO_ON, label="Go on, and leave it as it is"),
        ]

        def steps() -> Steps:
            chosen = yield option_step(
                "mend",
                options,
                ask=contradiction.message,
                previous=None,
                context=["These answers do not fit together:", *map(str, sides)],
            )
            return chosen

        def done(chosen: Value) -> Outcome:
            position.dialogues.pop()
            if chosen == _GO_ON:
                self._left.add(contradiction.check.code)
                return position.skip()
            self._chosen = chosen
            if chosen != position.current:
                position.move_to(chosen)
            return Outcome()

        return Dialogue(steps, done)
