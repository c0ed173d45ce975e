"""Lines for the terminal, as a page shows them."""

import io
from collections.abc import Iterable
from typing import Any

from rich.console import Console

from checklist.console.page import Page
from checklist.text.paragraphs import Line


def on_page(lines: Iterable[Line], width: int = 80, **more: Any) -> str:
    """Return the lines as a page of this width shows them."""
    file = io.StringIO()
    page = Page(Console(file=file, width=width, highlight=False, **more))
    for line in lines:
        page.show(line)
    return file.getvalue()


def flat(text: str) -> str:
    """Return a text as if it had not been wrapped."""
    return " ".join(text.split())
