"""The options that say how a report is answered."""

from typing import TYPE_CHECKING, NamedTuple

from checklist.commands.shared.part_of_report import PartOfReport

if TYPE_CHECKING:
    from checklist.questionnaire.source_document import SourceDocument


class AnsweringOptions(NamedTuple):
    """The options that say how a report is answered."""

    part: PartOfReport
    received: str | None
    """The letter in which the answers of a ministry came: `letter 12/2026`."""
    no_input: bool
    break_link: bool
    questionnaire: str | None
    wording: "SourceDocument | None"
    """The official wording, from the user's copy of the source document."""
    begins_at_home: bool
    """Whether the whole report is shown first."""
