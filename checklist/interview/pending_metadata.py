"""Metadata, such as a note, that are given before the answer that they belong to."""

from collections.abc import Mapping
from typing import Any

from checklist.answer_types.answer import answered_by_text
from checklist.questionnaire.authorities import naming_authorities
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.text.messages import Texts

_WAITING = Texts(
    {
        "note": "Your note is saved once {number} has an answer, and is lost when you quit before: "
        "{note}",
        "confidential": "That the answer to {number} is confidential is saved once there is one, "
        "and "
        "is lost when you quit before.",
        "answered_by": "Who answers {number} is saved once it has an answer, and is lost when you "
        "quit "
        "before: {who}",
    }
)
_LOST = Texts(
    {
        "note": "Not saved, because {number} has no answer: {note}",
        "confidential": "Not marked as confidential, because {number} has no answer.",
        "answered_by": "Not saved, because {number} has no answer: {who}",
    }
)


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
        return self._said(_WAITING, question_id)

    def notices_at_end(self) -> list[str]:
        """Return messages on all metadata that are lost when the interview stops now."""
        return [
            text for question_id in self._by_question for text in self._said(_LOST, question_id)
        ]

    def _said(self, texts: Mapping[str, str], question_id: str) -> list[str]:
        metadata, number = self.of(question_id), self._number(question_id)
        who = answered_by_text(naming_authorities(metadata, self._authorities))
        note = metadata.get("note")
        known = {key: text for key, text in texts.items() if key in metadata}
        return [text.format(number=number, note=note, who=who) for text in known.values()]
