"""Metadata, such as a note, that are given before the answer that they belong to."""

from collections.abc import Mapping
from typing import Any

from checklist.answer_types.answer import answered_by_text
from checklist.questionnaire.authorities import naming_authorities
from checklist.questionnaire.questionnaire import Questionnaire


class PendingMetadata:
    """The metadata of questions without an answer, for which a report has no place."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        """Begin without any metadata.

        Args:
            questionnaire: The questions, whose numbers and authorities the notices name.
        """
        self._number = questionnaire.number
        self._authorities = questionnaire.authorities
        self._by_question: dict[str, Mapping[str, Any]] = {}

    def of(self, question_id: str) -> Mapping[str, Any]:
        """Return the metadata that waits for the answer to a question."""
        return self._by_question.get(question_id, {})

    def set(self, question_id: str, metadata: Mapping[str, Any]) -> None:
        """Keep metadata until the question is answered, in place of any kept before."""
        self._by_question[question_id] = metadata

    def discard(self, question_id: str) -> None:
        """Forget the metadata of a question, because its answer has them now."""
        self._by_question.pop(question_id, None)

    def notices_on_leaving(self, question_id: str) -> list[str]:
        """Return messages on the metadata of a question that is left without an answer."""
        metadata, number = self.of(question_id), self._number(question_id)
        notices = []
        if "note" in metadata:
            notices.append(
                f"Your note is saved once {number} has an answer, and is lost when you quit "
                f"before: {metadata['note']}"
            )
        if "confidential" in metadata:
            notices.append(
                f"That the answer to {number} is confidential is saved once there is one, "
                "and is lost when you quit before."
            )
        if "answered_by" in metadata:
            notices.append(
                f"Who answers {number} is saved once it has an answer, and is lost when you "
                f"quit before: {self._who(metadata)}"
            )
        return notices

    def notices_at_end(self) -> list[str]:
        """Return messages on all metadata that are lost when the interview stops now."""
        notes = [
            f"Not saved, because {self._number(question_id)} has no answer: {metadata['note']}"
            for question_id, metadata in self._by_question.items()
            if "note" in metadata
        ]
        marks = [
            f"Not marked as confidential, because {self._number(question_id)} has no answer."
            for question_id, metadata in self._by_question.items()
            if "confidential" in metadata
        ]
        named = [
            f"Not saved, because {self._number(question_id)} has no answer: {self._who(metadata)}"
            for question_id, metadata in self._by_question.items()
            if "answered_by" in metadata
        ]
        return [*notes, *marks, *named]

    def _who(self, metadata: Mapping[str, Any]) -> str:
        return answered_by_text(naming_authorities(metadata, self._authorities))
