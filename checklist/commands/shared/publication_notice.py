"""What commands that make something for publication have in common."""

import sys
from typing import Annotated

import typer

from checklist.commands.shared.findings_output import counted
from checklist.reports.report import Report

UnlinkedOption = Annotated[
    bool, typer.Option("--unlinked", help="Do not name the seal of the original in the copy.")
]


def print_withheld_notice(copy: Report, *, unlinked: bool) -> None:
    """Say on standard error what a copy for publication withholds, and what nobody checked.

    Args:
        copy: The copy.
        unlinked: Whether it was asked for that it names no seal of the original.
    """
    assert copy.redacted is not None
    withheld = copy.redacted["withheld"]
    told = f"Withheld: {counted(len(withheld), 'answer')}"
    print(f"{told}: {', '.join(withheld)}." if withheld else f"{told}.", file=sys.stderr)
    if not unlinked and "original" not in copy.redacted:
        print(
            "The copy does not name the seal of the report: the report has no salt, so that the "
            "seal would let a reader try out what is withheld.",
            file=sys.stderr,
        )
    print("Texts were not looked through: read the copy before you publish it.", file=sys.stderr)
