"""What commands that make something for publication have in common."""

import sys
from typing import Annotated

import typer

from checklist.commands.output import counted
from checklist.models.report import Report

UnlinkedOption = Annotated[
    bool, typer.Option("--unlinked", help="Do not name the seal of the original in the copy.")
]


def tell_withheld(copy: Report) -> None:
    """Say on standard error what a copy for publication withholds, and what nobody checked."""
    assert copy.redacted is not None
    withheld = copy.redacted["withheld"]
    told = f"Withheld: {counted(len(withheld), 'answer')}"
    print(f"{told}: {', '.join(withheld)}." if withheld else f"{told}.", file=sys.stderr)
    print("Texts were not looked through: read the copy before you publish it.", file=sys.stderr)
