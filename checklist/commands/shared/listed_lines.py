"""Lines of a list: in a terminal wrapped between words, elsewhere each on one line."""

import sys
from typing import TextIO

from checklist.console.page import Page
from checklist.text.sanitize import safe_text


def print_line(text: str, *, indent: int = 0, file: TextIO | None = None) -> None:
    """Print a line of a list, whose further lines in a terminal are indented.

    Args:
        text: Any text; it is made safe.
        indent: The columns before its first line.
        file: Where to print; None: standard output.
    """
    output, text = sys.stdout if file is None else file, safe_text(text)
    if not output.isatty():
        print(f"{'':{indent}}{text}", file=output)
        return
    for line in Page.of_output().wrapped(text, indent=indent, hanging=2):
        print(line, file=output)
