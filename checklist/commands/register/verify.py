"""`checklist register verify`."""

from pathlib import Path
from typing import Annotated

import typer

from checklist.commands.shared.options import option
from checklist.commands.shared.register_options import InOption, refuse_no_register
from checklist.console.page import Page
from checklist.register.chain import fault_texts
from checklist.register.verification import Verification, line_with_head, verify
from checklist.text.sanitize import quoted

_HeadOption = Annotated[
    list[str] | None,
    option(
        "--head HASH",
        "The hash of a line, as a receipt has it, in full or short; can be repeated.",
    ),
]


def run(folder: InOption = Path(), head: _HeadOption = None) -> None:
    """Check that no line and no file of a register was changed.

    Each line has its own hash, and the hash of the line before. The line of each file has the
    SHA-256 of the file. A person who can write to the register can cut lines off its end, or write
    it anew. To find this, give --head the hash from any receipt that was kept in another place. An
    erased file is accepted, because a line says that it was erased. Receipts and letters are
    compared with what was written; if you changed a letter, note it with `checklist register note`.
    Exits with 1 if something was changed.
    """
    refuse_no_register(folder)
    page = Page.of_output()
    found = verify(folder)
    for text in fault_texts(found.faults):
        page.say(text)
    is_well = not found.faults
    for typed in head or ():
        is_well = _has_head(page, found, typed) and is_well
    if is_well:
        _print_sound(page, found)
    raise typer.Exit(0 if is_well else 1)


def _has_head(page: Page, found: Verification, head: str) -> bool:
    """Say whether the register has the line of a receipt."""
    line = line_with_head(found.chain.lines, head)
    if line is not None:
        page.say(
            f"Line {line.number} has the hash of the receipt: it and all before are unchanged."
        )
        return True
    if found.chain.faults:
        page.say(
            f"{quoted(head, limit=80)} is the hash of no line before the one that was changed."
        )
    else:
        page.say(
            f"{quoted(head, limit=80)} is the hash of no line: it was mistyped, or the register "
            "was cut off before that line or written anew, or the receipt is of another register."
        )
    return False


def _print_sound(page: Page, found: Verification) -> None:
    lines = found.chain.lines
    page.say(
        f"Nothing was changed. Lines: {len(lines):,}. Files: {found.files:,}. "
        f"Erased: {found.erased:,}. Receipts and letters: {found.documents:,}."
    )
    page.say(f"Hash of the last line: {found.chain.head}")
