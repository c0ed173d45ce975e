"""Long texts to read: screen by screen in a terminal, at once elsewhere."""

from collections.abc import Sequence
from typing import Annotated

import typer

from checklist import pager
from checklist.page import Page
from checklist.prose import Line

NoPagerOption = Annotated[
    bool, typer.Option("--no-pager", help="Write all at once, also to a terminal.")
]


def print_lines(lines: Sequence[Line], page: Page, *, with_pager: bool) -> None:
    """Print paragraphs, through a pager where they take more than a screen of a terminal."""
    command = pager.pager() if with_pager else ""
    if command:
        text = page.rendered(lines)
        if text.count("\n") >= page.height and pager.show(text, command):
            return
    for line in lines:
        page.show(line)
