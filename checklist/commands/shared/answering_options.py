"""The options that say which part of a report is answered."""

from typing import TYPE_CHECKING, Annotated, NamedTuple

from checklist.commands.shared.options import option
from checklist.interview.user_commands import ScopeKind

if TYPE_CHECKING:
    from checklist.interview.scope import Scope
    from checklist.questionnaire.questionnaire import Questionnaire


class PartOfReport(NamedTuple):
    """The part of the questionnaire that is asked; all of it where nothing is named."""

    only: Annotated[ScopeKind | None, option("--only", "Ask these questions only.")] = None
    set_id: Annotated[
        str | None,
        option("--part 4", "Ask the questions of this part only, by its number or id."),
    ] = None
    authority: Annotated[
        str | None,
        option("--for CODE", "Ask the questions of this authority, and answer in its name."),
    ] = None

    def words(self) -> list[str]:
        """Return the options that name the part, as they are typed."""
        options = {"--only": self.only, "--part": self.set_id, "--for": self.authority}
        return [word for name, value in options.items() if value for word in (name, str(value))]

    def scope(self, questionnaire: "Questionnaire") -> "Scope":
        """Return the part of a questionnaire.

        Raises:
            ChecklistError: It has no such part.
        """
        from checklist.interview.scope import resolve_scope  # with the questionnaire

        return resolve_scope(questionnaire, self.only, self.set_id)
