"""Commands on the metadata of an answer: a note, whether it is confidential, and who gave it."""

from collections.abc import Mapping
from typing import Any

from checklist.answer_types.interface import Option, Refusal, Step, StepContext, Steps, Value
from checklist.answer_types.options import note_step, options_step
from checklist.answer_types.text import Text
from checklist.interview.pending_metadata import PendingMetadata
from checklist.interview.position import InterviewPosition
from checklist.interview.prompt import Outcome
from checklist.interview.user_commands import Entry
from checklist.questionnaire.authorities import in_labels

_WHO = "Who gave the answer to this question?"


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
            about = self._draft.questionnaire.head.about_notes
            note = yield note_step(before, ask="Your note:", required=before is None, about=about)
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
        notice = "The answer to this question is no longer confidential."
        if is_confidential and outcome.changed:
            notice = "The answer to this question is confidential."
        elif is_confidential:
            notice = "The answer to this question is confidential, once it is given."
        elif not outcome.changed:
            notice = "The answer to this question is no longer confidential, once it is given."
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

        def steps() -> Steps:
            named = yield step
            return named

        def done(named: Value) -> Outcome:
            position.dialogues.pop()
            return self._set_authority(question_id, named)

        return position.ask(steps, done)

    def _answered_by_step(self, before: Value) -> Step:
        """Return the prompt for who gave an answer, which `before` says until now."""
        authorities = self._draft.questionnaire.authorities
        if not authorities:
            line = Text(type="text", single_line=True)
            step = next(line.steps(before if isinstance(before, str) else None, StepContext()))
            return step._replace(name="answered_by", ask=_WHO, required=before is None)
        options = [Option(code=code, label=label) for code, label in authorities.items()]
        known = [code for code in before if code in authorities] if before else None
        previous = known if isinstance(before, list) else None
        return options_step(
            "answered_by", options, ask=_WHO, previous=previous, required=previous is None
        )

    def _set_authority(self, question_id: str, named: Value) -> Outcome:
        """Set who gave an answer, and say in words who that is."""
        outcome = self._set(question_id, "answered_by", named)
        if not isinstance(named, list):
            return outcome
        who = in_labels(named, self._draft.questionnaire.authorities)
        return outcome._replace(notices=[f"Answered by: {who}.", *outcome.notices])

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


def _read_with_list(step: Step, text: str) -> Value:
    """Read an entry at a step that is not on the screen: a refusal shows what can be chosen."""
    try:
        return step.read(text)
    except Refusal as refusal:
        listed = "; ".join(f"{n} {option.label}" for n, option in enumerate(step.options, 1))
        raise Refusal(f"{refusal} {listed}".rstrip()) from None
