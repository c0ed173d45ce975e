"""Commands on the metadata of an answer: a note, and whether it is confidential."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from checklist.answer_types.answer import note_step
from checklist.answer_types.interface import Steps, Value
from checklist.interview.pending_metadata import PendingMetadata
from checklist.interview.position import InterviewPosition
from checklist.interview.prompt import Outcome
from checklist.interview.user_commands import Entry


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

        def steps() -> Steps:
            note = yield note_step(before, ask="Your note:", required=before is None)
            return note

        def done(note: Value) -> Outcome:
            position.dialogues.pop()
            return self._set(question_id, "note", note)

        return position.ask(steps, done)

    def confidential(self, entry: Entry) -> Outcome:
        """Mark the answer as confidential, or remove that mark."""
        question_id = self._position.question.id
        self._position.leave_dialogue()
        is_confidential = not self._metadata(question_id).get("confidential", False)
        outcome = self._set(question_id, "confidential", True if is_confidential else None)
        word = "confidential" if is_confidential else "no longer confidential"
        when = "" if outcome.changed else ", once it is given"
        return replace(outcome, notices=[f"The answer to this question is {word}{when}."])

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
            return Outcome(notices=["Noted. It is saved together with your answer."])
        self._draft.store(question_id, metadata)
        return Outcome(changed=True, notices=["Kept with your answer to this question."])
