"""Contradictions in an interview that corrects a report: which side to correct, or to go on."""

from collections.abc import Collection, Sequence

from checklist.answer_types.interface import Option, Steps, Value
from checklist.answer_types.options import option_step
from checklist.interview.dialogue import Dialogue
from checklist.interview.position import InterviewPosition
from checklist.interview.prompt import Outcome
from checklist.interview.scope import Scope
from checklist.lifecycle.contradictions import Contradiction, contradictions
from checklist.questionnaire.question import Question
from checklist.reports.answer_path import AnswerPath
from checklist.text.messages import tr

_GO_ON = "go-on"


class ContradictionChoice:
    """Asks, where an answer contradicts another one, which of them to correct."""

    def __init__(self, alone: Collection[str] = ()) -> None:
        self.alone = alone
        """The questions with another fault than a contradiction. They are asked, too."""
        self._left: set[str] = set()
        """The checks whose answers are left as they are."""
        self.left_at: set[str] = set()
        """The questions that show these contradictions."""
        self._is_chosen = False
        """Whether the question that comes next was chosen to be corrected."""
        self._instead: dict[str, str] = {}
        """The question that is corrected, with the question that shows its contradiction."""
        self._path: AnswerPath | None = None
        self._found: Sequence[Contradiction] = ()

    def scope(self, name: str) -> Scope:
        """Return the scope of all questions to correct.

        A contradiction has one position, whichever of its questions is corrected. It is asked again
        until the answers fit together, or are left as they are.
        """
        return Scope(
            name,
            [lambda question, path: question.id in self.alone or self._has_open(question, path)],
            answered_too=True,
            instead=self._instead,
            is_unsettled=self._has_open,
        )

    def lead(self, position: InterviewPosition) -> Dialogue[Outcome] | None:
        """Return the choice that comes before the current question; None where there is none."""
        if self._is_chosen:
            self._is_chosen = False
            return None
        self._instead.pop(position.current or "", None)
        here = [
            contradiction
            for contradiction in self._open(position.path)
            if contradiction.place == position.current
        ]
        return self._choice(here[0], position) if here else None

    def _has_open(self, question: Question, path: AnswerPath) -> bool:
        return any(contradiction.place == question.id for contradiction in self._open(path))

    def _open(self, path: AnswerPath) -> Sequence[Contradiction]:
        if path is not self._path:
            self._path, self._found = path, list(contradictions(path))
        return [
            contradiction
            for contradiction in self._found
            if contradiction.check.code not in self._left
        ]

    def _choice(
        self, contradiction: Contradiction, position: InterviewPosition
    ) -> Dialogue[Outcome]:
        sides = contradiction.sides
        options = [
            *(
                Option(code=side.question.id, label=tr("Correct {side_number}", side.number))
                for side in sides
            ),
            Option(code=_GO_ON, label=tr("Go on, and leave it as it is")),
        ]

        def steps() -> Steps:
            chosen = yield option_step(
                "correct",
                options,
                ask=contradiction.message,
                previous=None,
                context=[tr("These answers do not fit together:"), *map(str, sides)],
            )
            return chosen

        def done(chosen: Value) -> Outcome:
            position.dialogues.pop()
            if chosen == _GO_ON:
                self._left.add(contradiction.check.code)
                self.left_at.add(str(contradiction.place))
                return position.skip()
            self._is_chosen = True
            if chosen != position.current:
                self._instead[chosen] = str(position.current)
            position.move_to(chosen)
            return Outcome()

        return Dialogue(steps, done)
