"""Commands on what stands beside an answer: notes, evidence, its mark, and who gave it."""

from collections.abc import Callable, Mapping
from typing import Any

from checklist.answer_types.evidence import evidence_lines, evidence_step
from checklist.answer_types.interface import Option, Refusal, Row, Step, StepContext, Value
from checklist.answer_types.options import note_step, options_step
from checklist.answer_types.text import Text
from checklist.answer_types.units import PartPath
from checklist.interview.pending_metadata import PendingMetadata
from checklist.interview.position import InterviewPosition
from checklist.interview.prompt import Outcome
from checklist.interview.user_commands import Entry
from checklist.questionnaire.authorities import in_labels
from checklist.text.messages import Message, semicolons, sentences, tr

_NOTHING = "-"
"""The entry that takes the part away."""
GIVEN = {
    "evidence": Message("Evidence for “{row}”: {words}"),
    "note": Message("Remark on “{row}”: {words}"),
}
_REMOVED = {
    "evidence": Message("The evidence for “{row}” is removed."),
    "note": Message("The remark on “{row}” is removed."),
}
"""What was done to a row, by the part of its answer."""


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
            raise Refusal(tr("There are no rows here: evidence is asked for after the answer."))
        if not answer_type.evidence_words:
            raise Refusal(tr("This question takes no evidence. /note adds a remark to its answer."))
        row, answer = self._row_at_hand()
        if not answer_type.can_show(answer):
            raise Refusal(
                tr("The answer to “{row_label}” is none that evidence can show.", row.label)
            )
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
                ask=tr("Your remark on this row:"),
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
                tr("Go to a row first: /row 3.")
                if has_rows
                else tr("There are no rows here. /note adds a remark to the whole answer.")
            )
        answer = (self._draft.value(question.id) or {}).get(row.id)
        if answer is None:
            raise Refusal(tr("Answer “{row_label}” first.", row.label))
        return row, answer

    def _change(self, row: Row, part: str, step: Callable[[], Step], text: str) -> Outcome:
        """Set a part of a row to what is typed, now or at a step of its own."""
        if text:
            return self._set(row, part, None if text == _NOTHING else step().read(text))

        return self._position.ask_step(step, lambda content: self._set(row, part, content))

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


_WHO = Message("Who gave the answer to this question?")


class MetadataCommands:
    """The commands that change the metadata of the current question's answer."""

    def __init__(self, position: InterviewPosition, pending: PendingMetadata) -> None:
        self._position = position
        self._draft = position.draft
        self._pending = pending

    def note(self, entry: Entry) -> Outcome:
        """Add a note to the earlier one; without words, ask for the whole note."""
        position, question_id = self._position, self._position.question.id
        position.leave_dialogue()
        before = self._metadata(question_id).get("note")
        if entry.text:
            whole = f"{before}\n{entry.text}" if before else entry.text
            note = note_step(None, ask="", required=True).read(whole)
            return self._set(question_id, "note", note)

        about = self._draft.questionnaire.head.about_notes
        return position.ask_step(
            lambda: note_step(before, ask=tr("Your note:"), required=before is None, about=about),
            lambda note: self._set(question_id, "note", note),
        )

    def confidential(self, entry: Entry) -> Outcome:
        """Mark the answer as confidential, or remove that mark."""
        question_id = self._position.question.id
        self._position.leave_dialogue()
        is_confidential = not self._metadata(question_id).get("confidential", False)
        outcome = self._set(question_id, "confidential", True if is_confidential else None)
        notice = tr("The answer to this question is no longer confidential.")
        if is_confidential and outcome.changed:
            notice = tr("The answer to this question is confidential.")
        elif is_confidential:
            notice = tr("The answer to this question is confidential, once it is given.")
        elif not outcome.changed:
            notice = tr("The answer to this question is no longer confidential, once it is given.")
        return outcome._replace(notices=[notice])

    def answered_by(self, entry: Entry) -> Outcome:
        """Set who gave the answer; without words, ask for it.

        Where the questionnaire names authorities, these are chosen among; elsewhere it is a line.
        """
        position, question_id = self._position, self._position.question.id
        position.leave_dialogue()
        step = self._answered_by_step(self._metadata(question_id).get("answered_by"))
        if entry.text:
            return self._set_authority(question_id, _read_with_list(step, entry.text))

        return position.ask_step(
            lambda: step, lambda named: self._set_authority(question_id, named)
        )

    def _answered_by_step(self, before: Value) -> Step:
        """Return the prompt for who gave an answer, which `before` says until now."""
        authorities = self._draft.questionnaire.authorities
        if not authorities:
            line = Text(type="text", single_line=True)
            step = next(line.steps(before if isinstance(before, str) else None, StepContext()))
            return step._replace(name="answered_by", ask=tr(_WHO), required=before is None)
        options = [Option(code=code, label=label) for code, label in authorities.items()]
        known = [code for code in before if code in authorities] if before else None
        previous = known if isinstance(before, list) else None
        return options_step(
            "answered_by", options, ask=tr(_WHO), previous=previous, required=previous is None
        )

    def _set_authority(self, question_id: str, named: Value) -> Outcome:
        """Set who gave an answer, and say in words who that is."""
        outcome = self._set(question_id, "answered_by", named)
        if not isinstance(named, list):
            return outcome
        who = in_labels(named, self._draft.questionnaire.authorities)
        return outcome._replace(notices=[tr("Answered by: {who}.", who), *outcome.notices])

    def _metadata(self, question_id: str) -> Mapping[str, Any]:
        """Return an answer with its metadata, or the metadata that wait for it."""
        return self._draft.usable.get(question_id) or self._pending.of(question_id)

    def _set(self, question_id: str, key: str, value: Any) -> Outcome:
        """Change the metadata of an answer, given or to come, and stay at its question."""
        metadata = {k: v for k, v in self._metadata(question_id).items() if k != key}
        if value is not None:
            metadata[key] = value
        if question_id not in self._draft.usable:
            self._pending.set(question_id, metadata)
            return Outcome(notices=[tr("Noted. It is saved together with your answer.")])
        self._draft.store(question_id, metadata)
        return Outcome(changed=True, notices=[tr("Kept with your answer to this question.")])


def _read_with_list(step: Step, text: str) -> Value:
    """Read an entry at a step that is not on the screen: a refusal shows what can be chosen."""
    try:
        return step.read(text)
    except Refusal as refusal:
        listed = semicolons((f"{n} {option.label}" for n, option in enumerate(step.options, 1)))
        raise Refusal(sentences([str(refusal), listed])) from None
