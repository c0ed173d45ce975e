"""The first minute: `checklist` alone, in a folder without reports, offers to begin."""

import sys
from pathlib import Path

from checklist.commands.shared.typed_line import typed_line
from checklist.text.sanitize import safe_text


def wants_to_begin() -> bool:
    """Offer a person at a terminal to begin a report in the current folder.

    Returns whether the person wants to: Enter begins, and anything else does not.
    """
    print(
        f"No report is in this folder: {safe_text(str(Path.cwd()))}\n"
        "A report begins here, in a file named after your State: report-NOR.yaml.",
        file=sys.stderr,
    )
    return typed_line("Press Enter to begin, or type h for help: ") == ""
