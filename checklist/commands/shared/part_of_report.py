"""The part of a report that is answered, as the options of a command name it."""

from typing import NamedTuple

from checklist.interview.scope import Scope, ScopeKind, resolve_scope
from checklist.questionnaire.questionnaire import Questionnaire


class PartOfReport(NamedTuple):
    """The part of the questionnaire that is asked; all of it where nothing is named."""

    only: ScopeKind | None
    set_id: str | None
    recommendation: str | None
    question: str | None
    ministry: str | None
    """The code of the ministry whose part is answered, if any."""

    def words(self) -> list[str]:
        """Return the options that name the part, as they are typed."""
        options = {
            "--only": self.only,
            "--set": self.set_id,
            "--recommendation": self.recommendation,
            "--question": self.question,
            "--for": self.ministry,
        }
        return [word for name, value in options.items() if value for word in (name, str(value))]

    def scope(self, questionnaire: Questionnaire) -> Scope:
        """Return the part of a questionnaire.

        Raises:
            ChecklistError: It has no such part.
        """
        return resolve_scope(
            questionnaire, self.only, self.set_id, self.recommendation, self.question
        )
