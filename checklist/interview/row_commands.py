"""Commands on the row at hand of a matrix: its evidence, and a remark on it alone."""

from collections.abc import Callable, Mapping
from typing import Any

from checklist.answer_types.evidence import evidence_lines, evidence_step
from checklist.answer_types.interface import Refusal, Row, Step, Steps, Value
from checklist.answer_types.options import note_step
from checklist.answer_types.units import PartPath
from checklist.interview.position import InterviewPosition
from checklist.interview.prompt import Outcome
from checklist.interview.user_commands import Entry
from checklist.text.messages import Message, semicolons, tr

_NOTHING = "-"
GIVEN = {
    "evidence": Message("Evidence for “{row}”: {words}"),
    "note": Message("Remark on “{row}”: {words}"),
}
_REMOVED = {
    "evidence": Message("The evidence for “{row}” is removed."),
    "note": Message("The remark on “{row}” is removed."),
}
"""What was done to a row, by the part of its answer."""
"""The entry that takes the part away."""


class RowCommands:
    """The commands that change a part of one row, next to its code, and stay at the row."""

    def __init__(self, position: InterviewPosition) -> None:
        self._position = position
        self._draft = position.draft

    def evidence(self, entry: Entry) -> Outcome:
        """Set the evidence of the row at hand; without words, ask for it."""
        position = self._position
        position.leave_dialogue()
        answer_type = position.question.answer_type
        if not answer_type.rows():
            raise Refusal("There are no rows here: evidence is asked for after the answer.")
        if not answer_type.evidence_words:
            raise Refusal("This question takes no evidence. /note adds a remark to its answer.")
        row, answer = self._row_at_hand()
        if not answer_type.can_show(answer):
            raise Refusal(f"The answer to “{row.label}” is none that evidence can show.")
        kind = answer_type.fields()[row.id].answer_type.evidence_kind
        before = answer.get("evidence")

        def step() -> Step:  # a law that is named meanwhile is listed, too
            return evidence_step(before, position.step_context(), kind=kind, row=row.label)

        return self._change(row, "evidence", step, entry.text)

    def note(self, entry: Entry) -> Outcome:
        """Set the remark on the row at hand; without words, ask for it."""
        self._position.leave_dialogue()
        row, answer = self._row_at_hand()
        before = answer.get("note")

        def step() -> Step:
            return note_step(
                before,
                ask="Your remark on this row:",
                required=False,
                about=self._position.draft.questionnaire.head.about_notes,
                row=row.label,
            )

        return self._change(row, "note", step, entry.text)

    def _row_at_hand(self) -> tuple[Row, Mapping[str, Any]]:
        """Return the row that is asked now, and its answer.

        Raises:
            Refusal: No row is asked, or it has no answer yet.
        """
        position = self._position
        question, name = position.question, position.step.name
        row = next((row for row in question.answer_type.listed_rows() if row.id == name), None)
        if row is None:
            has_rows = bool(question.answer_type.listed_rows())
            raise Refusal(
                "Go to a row first: /row 3."
                if has_rows
                else "There are no rows here. /note adds a remark to the whole answer."
            )
        answer = (self._draft.value(question.id) or {}).get(row.id)
        if answer is None:
            raise Refusal(f"Answer “{row.label}” first.")
        return row, answer

    def _change(self, row: Row, part: str, step: Callable[[], Step], text: str) -> Outcome:
        """Set a part of a row to what is typed, now or at a step of its own."""
        if text:
            return self._set(row, part, None if text == _NOTHING else step().read(text))

        def steps() -> Steps:
            content = yield step()
            return content

        def done(content: Value) -> Outcome:
            self._position.dialogues.pop()
            return self._set(row, part, content)

        return self._position.ask(steps, done)

    def _set(self, row: Row, part: str, content: Value) -> Outcome:
        position, question = self._position, self._position.question
        answer = self._draft.usable[question.id]
        path = PartPath(row=row.id, part=part)
        changed = question.answer_type.set(answer, path, content)
        if changed == answer:
            return Outcome()
        self._draft.store(question.id, changed)
        position.ask_again()
        if content is None:
            return Outcome(changed=True, answered=[tr(_REMOVED[part], row=row.label)])
        words = content if isinstance(content, str) else semicolons(evidence_lines(content))
        return Outcome(changed=True, answered=[tr(GIVEN[part], row=row.label, words=words)])
