"""The option and the notice of commands that make a copy for publication."""

import sys
from typing import Annotated

import typer

from checklist.commands.shared.findings_output import counted
from checklist.reports.report import Report

UnlinkedOption = Annotated[
    bool, typer.Option("--unlinked", help="Do not name the seal of the original in the copy.")
]


def print_withheld_notice(copy: Report, *, unlinked: bool) -> None:
    """Print on standard error the withheld answers of a copy, and that its texts are unchecked.

    Args:
        copy: The copy.
        unlinked: Whether --unlinked is given: the copy names no seal of the original.
    """
    assert copy.redacted is not None
    withheld = copy.redacted["withheld"]
    count = f"Withheld: {counted(len(withheld), 'answer')}"
    print(f"{count}: {', '.join(withheld)}." if withheld else f"{count}.", file=sys.stderr)
    if not unlinked and "original" not in copy.redacted:
        print(
            "The copy does not name the seal of the report: the report has no salt, so that the "
            "seal would let a reader try out what is withheld.",
            file=sys.stderr,
        )
    print("Texts were not looked through: read the copy before you publish it.", file=sys.stderr)
