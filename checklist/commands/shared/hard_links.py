"""Reports with several names (hard links): a save changes the file under one name only."""

from pathlib import Path
from typing import Annotated

from checklist.commands.shared.options import option
from checklist.errors import ChecklistError
from checklist.files.writer import number_of_names
from checklist.text.messages import tr
from checklist.text.sanitize import safe_text

BreakLinkOption = Annotated[
    bool,
    option(
        "--break-link",
        tr("Save a report whose file has a second name (a hard link), which keeps the old text."),
    ),
]


def refuse_hard_links(report: Path, *, break_link: bool) -> None:
    """Stop when a report has other names, before anything is answered.

    Raises:
        ChecklistError: The report has other names, and `break_link` is not given.
    """
    names = 1 if break_link else number_of_names(report)
    if names > 1:
        raise ChecklistError(
            tr(
                "{report} has {names} names (hard links). A save changes the file under "
                "this name only, and the others keep the old text. If that is what you "
                "want, give --break-link; else copy the file, and work on the copy",
                safe_text(str(report)),
                names,
            )
        )
