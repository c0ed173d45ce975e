"""Output of long texts: screen by screen in a terminal, at once elsewhere."""

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from checklist.console import pager
from checklist.console.page import Page
from checklist.files import writer
from checklist.files.discovery import free_path
from checklist.files.output_file import write_output
from checklist.text.messages import tr
from checklist.text.paragraphs import Line
from checklist.text.sanitize import safe_text

# Many commands print lines and write no document.
if TYPE_CHECKING:
    from checklist.render.document import Document


def can_show(signs: str) -> bool:
    """Whether standard output can show some signs, as far as its encoding says."""
    try:
        signs.encode(sys.stdout.encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def print_lines(
    lines_for: Callable[[int], Iterable[Line]],
    output: Path | None = None,
    *,
    plain: bool = False,
) -> None:
    """Print paragraphs, through a pager where they take more than a screen of a terminal.

    Args:
        lines_for: Returns the paragraphs for a width.
        output: A file, into which they are written instead.
        plain: Whether colour is left out.

    Raises:
        SaveError: The file cannot be written.
    """
    if output is not None:
        write_document(Page.text(lines_for), output)
        return
    page = Page.of_output(plain=plain)
    lines = [*lines_for(page.width)]
    command = pager.pager()
    if command:
        text = page.rendered(lines)
        if text.count("\n") >= page.height and pager.show(text, command):
            return
    for line in lines:
        page.show(line)


@contextmanager
def through_pager(page: Page) -> Iterator[None]:
    """Show what is said within the block through a pager, if it is longer than a terminal."""
    command = pager.pager()
    if not command:
        yield
        return
    with page.captured() as said:
        yield
    (text,) = said
    if text.count("\n") < page.height or not pager.show(text, command):
        print(text, end="", flush=True)


def written(document: "Document", view: str) -> str | bytes:
    """Return a document in a format: `html` or `docx`."""
    if view == "html":
        from checklist.render.html import as_html  # imports Jinja

        return as_html(document)
    from checklist.render.paper import on_paper  # only Word files need it, and its writer
    from checklist.render.word import as_docx

    printed = [*on_paper(document.blocks)]
    return as_docx(replace(document, blocks=printed, foot=document.foot or document.heading))


def write_document(
    text: str | bytes, output: Path | None = None, *, instead_of_terminal: Path | None = None
) -> None:
    """Write a text for a file or program: UTF-8, whatever the encoding of the console is.

    Args:
        text: The whole text, or the bytes of a file that is no text.
        output: A file, which only its owner can read when it is new, as reports are; None: standard
            output.
        instead_of_terminal: A file for a text that nobody can read in a terminal. If standard
            output is a terminal, the file is written, with a number if the name is taken, and named
            on standard error.

    Raises:
        SaveError: The file cannot be written.
    """
    content = text if isinstance(text, bytes) else text.encode(errors="backslashreplace")
    if output is not None:
        write_output(output, content)
        return
    if instead_of_terminal is not None and sys.stdout.isatty():
        new = free_path(instead_of_terminal, instead_of_terminal.suffix)
        writer.create(new, content)
        say_written(new)
        return
    if isinstance(text, bytes):
        sys.stdout.buffer.write(text)
        return
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(text)


def say_written(path: Path) -> None:
    """Say on standard error that a file was written.

    Standard error may be closed: a remark that nobody reads is no fault.
    """
    with suppress(OSError):
        print(tr("The file {path} was written.", safe_text(str(path))), file=sys.stderr)
