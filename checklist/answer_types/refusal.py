"""Refusals of an entry. This module imports no models: a refusal is needed before they are."""


class Refusal(Exception):
    """An entry does not answer a step. The text of the exception is the reason for the official."""


class CompletedRefusal(Refusal):
    """An entry is refused, and a whole entry is offered in its place."""

    def __init__(self, reason: str, part: str, whole: str) -> None:
        """Refuse an entry.

        Args:
            reason: The reason for the official.
            part: What was typed, which may be a part of the entry.
            whole: What stands in its place.
        """
        super().__init__(reason)
        self._part, self._whole = part, whole

    def completed(self, entry: str) -> str:
        """Return the entry as it would be taken."""
        return entry.replace(self._part, self._whole, 1)
