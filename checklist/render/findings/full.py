"""Each finding with the lines of the file that it is about, and a caret below its place.

The lines of confidential answers are not among them. A long line is cut on both sides of the caret.
"""

import shutil
from collections.abc import Iterator, Sequence
from typing import TextIO

from checklist.diagnostics import Diagnostic, Excerpt, FileLine
from checklist.render.findings.interface import Findings
from checklist.render.findings.text import line
from checklist.text.sanitize import safe_text
from checklist.text.wrapping import width_of

_WIDTH = 100
"""The columns of a line where the output is no terminal."""
_LEAST_WIDTH = 40
_TAB = "    "
_CUT = "…"


def write(findings: Findings, output: TextIO) -> None:
    """Write each finding on one line, then its lines, then a blank line."""
    width = _WIDTH
    if output.isatty():
        width = max(_LEAST_WIDTH, shutil.get_terminal_size((_WIDTH, 24)).columns)
    for file in findings:
        said = ""
        for found in file.diagnostics:
            output.write(line(found) + "\n")
            excerpt = found.excerpt or Excerpt(())
            # The same reason is not repeated below each finding of a file.
            for shown in _shown(found, excerpt, width, is_said=excerpt.withheld == said):
                output.write(shown.rstrip() + "\n")
            said = excerpt.withheld
            output.write("\n")


def _shown(found: Diagnostic, excerpt: Excerpt, width: int, *, is_said: bool) -> Iterator[str]:
    """Yield the lines of the file, each after its number."""
    numbers = [str(file_line.number) for file_line in excerpt.lines]
    gutter = max([len(str(found.line)), *map(len, numbers)]) + 2
    room = width - gutter - 3
    if excerpt.withheld and not is_said:
        yield f"{' ' * gutter} | {excerpt.withheld}"
    for number, file_line in zip(numbers, excerpt.lines, strict=True):
        at = found.column - 1 if file_line.number == found.line else 0
        text, caret = fitted(file_line, at, room)
        yield f"{number.rjust(gutter)} | {text}"
        if file_line.number == found.line:
            yield f"{' ' * gutter} | {' ' * caret}^"


def fitted(file_line: FileLine, at: int, room: int) -> tuple[str, int]:
    """Return a line that fits into so many columns, and the column of a character in it.

    Args:
        file_line: The line.
        at: The index of the character in the whole line, which stays in what is returned.
        room: The columns. Some characters take two, such as 人, and some none.
    """
    cells = [_TAB if character == "\t" else safe_text(character) for character in file_line.text]
    widths = [*map(width_of, cells)]
    at = min(max(at - file_line.begin, 0), len(cells))
    begin, end = _window(widths, at, room - 2 * len(_CUT))
    before = _CUT if begin or file_line.begin else ""
    behind = _CUT if end < len(cells) or file_line.is_cut else ""
    text = before + "".join(cells[begin:end]) + behind
    return text, len(before) + sum(widths[begin:at])


def _window(widths: Sequence[int], at: int, room: int) -> tuple[int, int]:
    """Return the first and the last index of the characters around one that fit into a room."""
    begin = end = at
    left = room
    while end < len(widths) and widths[end] <= left - room // 2:
        left -= widths[end]
        end += 1
    while begin and widths[begin - 1] <= left:
        begin -= 1
        left -= widths[begin]
    while end < len(widths) and widths[end] <= left:
        left -= widths[end]
        end += 1
    return begin, end
