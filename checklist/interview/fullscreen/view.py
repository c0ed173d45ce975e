"""What a screen of the interview is about: a prompt, and where the official is on it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from checklist.answer_types.evidence import EVIDENCE_LINE
from checklist.answer_types.state_entries import bare_state_name
from checklist.interview.engine import Interview
from checklist.interview.fields import Field
from checklist.interview.listing import place_of
from checklist.interview.metadata_commands import GIVEN
from checklist.interview.prompt import Prompt
from checklist.interview.screen_model import Model
from checklist.reports.progress import required_in_all
from checklist.text.messages import is_made_of, labelled, tr
from checklist.text.paragraphs import capitalized


def report_frame(interview: Interview) -> Model:
    """Return a screen with nothing but the State and the progress of the whole report."""
    done, required = required_in_all(interview.progress())
    head = bare_state_name(interview.report.state)
    return Model(title="", head=head, done=done, required=required)


_CHOICES_OF_THEIR_OWN = frozenset({"correct"})
"""The steps on the side that are about several questions."""
STEPS = {"up": -1, "back-tab": -1, "down": 1, "tab": 1, "page-up": -10, "page-down": 10}
"""The lines by which keys move a mark."""
Kind = Literal["grid", "options", "search", "entries", "form", "laws", "text"]
"""The way in which a step is answered."""


class StepPlace(NamedTuple):
    """A step of a question, on whichever visit."""

    question: str
    """The id of the question."""
    step: str
    """The name of the step: `value`, `law`, `note`, a row, a column."""
    entry: int = 0
    """The number of the table's entry, from 1; 0 where there is no table."""
    row: str = ""
    """The row that the step is about; `*` for all open rows, empty for no single one."""


@dataclass
class Position:
    """Where the official is on the screen of one step: nothing of it is in the report."""

    at: int | None = None
    """The option, row or entry at hand."""
    ticked: frozenset[str] | None = None
    """The options that are ticked; None as long as those of the present answer are."""
    scroll: int = 0
    has_scrolled: bool = False
    has_ended_digit: bool = False
    """Whether Enter came right after the digit that answered the row before, and did nothing."""
    seen: frozenset[int] = field(default_factory=frozenset)
    """What has been in sight as a whole."""

    def move_mark(self, by: int, number: int, first: int = 0) -> None:
        """Move the mark in a list.

        Args:
            by: The lines to go, upwards if negative.
            number: The lines of the list.
            first: The line where the way down begins as long as no line is marked.
        """
        begin = first if by > 0 else number - 1
        at = begin if self.at is None else self.at + by
        self.at = min(max(at, 0), number - 1) if number else None


@dataclass(frozen=True)
class View:
    """A prompt with what the screen needs of its interview."""

    prompt: Prompt
    fields: Sequence[Field]
    frame: Model
    """A screen with what stands above the answer: the first lines, and the question."""
    is_confidential: bool
    """Whether the answer is marked as confidential, which stands above the question."""

    @classmethod
    def of(cls, prompt: Prompt, interview: Interview) -> "View":
        """Return the view of the prompt that is asked now."""
        question, questionnaire = prompt.question, interview.questionnaire
        answer = interview.path.facts.answers.get(question.id, {})
        is_confidential = bool(answer.get("confidential"))
        scope = [capitalized(prompt.selected)] if prompt.selected and prompt.is_selected else []
        frame = replace(
            report_frame(interview),
            title=question.ask,
            number=questionnaire.numbers.get(question.id, ""),
            place=place_of(prompt.part, questionnaire),
            scope="  ".join([*([tr("Confidential")] if is_confidential else []), *scope]),
        )
        return cls(prompt, interview.fields(), frame, is_confidential)

    def not_behind(self, earlier: "View | None") -> "View":
        """Return the view with at least the number of answers of an earlier view of the same visit.

        A list to which an entry is being added is incomplete for a moment, and its answer still
        counts.
        """
        done = self.frame.done if earlier is None else max(self.frame.done, earlier.frame.done)
        return replace(self, frame=replace(self.frame, done=done))

    @property
    def identity(self) -> object:
        """A value that is equal for views of the same step."""
        prompt = self.prompt
        return (
            prompt.visit,
            prompt.question.id,
            prompt.step.name,
            prompt.step.entry,
            prompt.step.ask,
            prompt.step.row,
        )

    @property
    def step(self) -> StepPlace:
        """The step, whichever visit it is on."""
        step = self.prompt.step
        at_hand = next((field.address.row for field in self.fields if field.is_current), "")
        row = step.row if step.row in {"", "*"} else at_hand  # a step has the words of its row
        return StepPlace(self.prompt.question.id, step.name, step.entry, row)

    def shows_already(self, lines: Sequence[str]) -> bool:
        """Whether lines that confirm an answer say what stands in the rows on the screen."""
        rows = tuple(labelled(field.label) for field in self.fields if field.label)
        known = (EVIDENCE_LINE, *GIVEN.values())
        has_rows = self.kind == "grid" or self.shows_rows
        return self.is_panel or (
            has_rows
            and all(
                line.startswith(rows) or any(is_made_of(line, message) for message in known)
                for line in lines
            )
        )

    @property
    def kind(self) -> Kind:
        """The way in which the step is answered."""
        prompt, step = self.prompt, self.prompt.step
        if step.complete is not None:
            return "search"
        if not prompt.is_aside:
            if step.in_any_order or step.closing:
                return "grid"
            has_entries = bool(self.fields) and bool(self.fields[0].address.entry)
            if has_entries and not step.cell and not step.options:
                return "entries"
        if step.options:
            return "options"
        if step.laws:
            return "laws"
        has_parts = (
            not prompt.is_aside and len(self.fields) > 1 and any(f.label for f in self.fields)
        )
        return "form" if has_parts and step.name not in {"evidence"} else "text"

    @property
    def text_to_edit(self) -> str:
        """The present reply to the step if it is a text that can be edited; else nothing."""
        previous = self.prompt.step.previous
        return previous if self.kind in {"text", "form"} and isinstance(previous, str) else ""

    @property
    def shows_rows(self) -> bool:
        """Whether the rows of a matrix stand above a step that is for all of them."""
        step = self.prompt.step
        return (
            not self.prompt.is_aside
            and step.name == "evidence"
            and bool(self.fields[0].address.row)
        )

    @property
    def is_panel(self) -> bool:
        """Whether the step is asked in a panel, next to the rows of the question."""
        if not self.prompt.is_aside or self.prompt.step.name in _CHOICES_OF_THEIR_OWN:
            return False
        return bool(self.fields) and bool(self.fields[0].address.row)

    @property
    def _allows_several(self) -> bool:
        return self.prompt.question.answer_type.allows_several

    def options(self, typed: str = "") -> Sequence[str]:
        """Return the words of the options at the step; those that fit, where they are searched."""
        step = self.prompt.step
        if step.complete is None:
            return [option.label for option in step.options]
        words = typed.rpartition(";")[2].strip() if self._allows_several else typed.strip()
        return step.complete(words) if words and not words.startswith("/") else ()

    def completed(self, typed: str, name: str) -> str:
        """Return what is typed with a name in place of the words for which it was found."""
        before = typed.rpartition(";")[0] if self._allows_several else ""
        return f"{before}; {name}" if before else name


def is_same_question(view: View | None, other: View | None) -> bool:
    """Whether two views are of the same visit to the same question."""
    if view is None or other is None:
        return False
    here, there = view.prompt, other.prompt
    return (here.visit, here.question.id) == (there.visit, there.question.id)
