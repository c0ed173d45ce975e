"""A report in YAML as blocks of whole lines: one for each key of its header and for each answer."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from checklist.files.reader import Document

ANSWERS = "answers"
ANSWERS_COLUMN = 2
"""The 0-based column of the keys of answers, unless the owner's text has another."""


class Block(NamedTuple):
    """One key of a mapping, as lines with their line breaks."""

    comments: str
    """The comments directly above the key."""
    body: str
    """The key, its value, the deeper lines below it, and the blank lines that follow."""
    is_usual: bool = False
    """Whether the body is known to be in the style of a new block, and to have no comments.

    Then its value is written anew without reading the body, which would take longest.
    """


class Blocks(NamedTuple):
    """The text of a report in parts, whose concatenation is the whole text."""

    column: int
    """The 0-based column of the keys of the answers."""
    head: str
    """The lines above the first key."""
    top: dict[str, Block]
    """The blocks of the report's keys; that of `answers` has only the line of the key."""
    answers: dict[str, Block]
    """The blocks of the answers by question."""
    tail: str
    """The comments below the last key."""

    @property
    def text(self) -> str:
        """The whole text."""
        parts = [self.head]
        for key, block in self.top.items():
            parts += (block.comments, block.body)
            if key == ANSWERS:
                for answer in self.answers.values():
                    parts += (answer.comments, answer.body)
        return "".join((*parts, self.tail))

    def without_answer(self, question_id: str) -> "Blocks":
        """Return the blocks without that of an answer."""
        answers, rest = _without(self.answers, question_id)
        return self._replace(answers=answers, tail=rest + self.tail)

    def without_header(self, key: str) -> "Blocks":
        """Return the blocks without that of a key of the report."""
        top, rest = _without(self.top, key)
        return self._replace(top=top, tail=rest + self.tail)


def _without(blocks: dict[str, Block], key: str) -> tuple[dict[str, Block], str]:
    """Return the other blocks, and the comments of this one that no other block can take.

    Only the comments that touch the key are removed with it. Those above a blank line stay, above
    the next key.
    """
    comments = blocks[key].comments
    blank_lines = re.finditer(r"(?m)^[ \t]*\r?\n", comments)
    kept = comments[: max((found.end() for found in blank_lines), default=0)]
    others: dict[str, Block] = {}
    passed = False
    for other, block in blocks.items():
        if other == key:
            passed = True
        elif passed and kept:
            others[other], kept = block._replace(comments=kept + block.comments), ""
        else:
            others[other] = block
    return others, kept


def block_as_document(
    key: str, value: Any, column: int, block: Block
) -> tuple[str, dict[str, Any]]:
    """Return the text of a document with this block alone, and the data that it should have.

    A second key below the block shows that nothing in it continues beyond its end.
    """
    next_key = "_" if key != "_" else "__"
    text = f"{block.comments}{block.body}{' ' * column}{next_key}: 0\n"
    data = {key: value, next_key: 0}
    return (f"{ANSWERS}:\n{text}", {ANSWERS: data}) if column else (text, data)


class NotInBlockStyle(Exception):
    """The keys of a text do not begin lines of their own, one below another."""


def cut_into_blocks(document: Document, newline: str) -> Blocks:
    """Cut a text before each key of the report and of its answers.

    Args:
        document: A report in YAML without refusals.
        newline: The line break that a text without one at its end gets.

    Raises:
        NotInBlockStyle: The text cannot be cut so.
    """
    assert isinstance(document.data, dict)
    text = document.text if document.text.endswith("\n") else document.text + newline
    starts = {key: document.offset((key,), key=True) for key in document.data}
    answers = document.data.get(ANSWERS) or {}
    assert isinstance(answers, dict)
    inner = {key: document.offset((ANSWERS, key), key=True) for key in answers}
    if not starts or document.offset(()) != next(iter(starts.values())):
        raise NotInBlockStyle
    if inner and document.offset((ANSWERS,)) != next(iter(inner.values())):
        raise NotInBlockStyle
    column = _common_column(text, inner) if inner else ANSWERS_COLUMN
    last = max((*starts.values(), *inner.values()))
    lowest = column if last in inner.values() else 0
    end = _comments_start(text, len(text), last, lowest)
    top = _blocks_at(text, starts, end, _common_column(text, starts))
    first = next(iter(starts))
    head = text[: _line_start(text, starts[first])]
    top[first] = Block("", top[first].body)
    answer_blocks = {}
    if inner:
        begin = starts[ANSWERS]
        block = top[ANSWERS]
        answer_blocks = _blocks_at(text, inner, begin + len(block.body), column)
        first_answer = next(iter(answer_blocks.values()))
        length = min(inner.values()) - column - len(first_answer.comments) - begin
        top[ANSWERS] = Block(block.comments, block.body[:length])
    return Blocks(column=column, head=head, top=top, answers=answer_blocks, tail=text[end:])


def _common_column(text: str, starts: Mapping[str, int]) -> int:
    """Return the column in which all keys begin.

    Raises:
        NotInBlockStyle: There is none, or something else stands before a key.
    """
    lines = [_line_start(text, at) for at in starts.values()]
    indents = {text[line:at] for line, at in zip(lines, starts.values(), strict=True)}
    if len(indents) > 1 or lines != sorted(set(lines)) or (indent := indents.pop()).strip(" "):
        raise NotInBlockStyle
    return len(indent)


def _blocks_at(text: str, starts: Mapping[str, int], end: int, column: int) -> dict[str, Block]:
    """Return the blocks of the keys that begin at these offsets, the last of them up to `end`."""
    lines = [_line_start(text, at) for at in starts.values()]
    begins = [
        _comments_start(text, line, floor, column)
        for line, floor in zip(lines, [0, *lines], strict=False)
    ]
    ends = [*begins[1:], end]
    return {
        key: Block(comments=text[begin:line], body=text[line:stop])
        for key, begin, line, stop in zip(starts, begins, lines, ends, strict=True)
    }


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _comments_start(text: str, line: int, floor: int, column: int) -> int:
    """Return the offset of the comments above a line that belong to its key.

    A comment that is indented deeper than the keys belongs to the block above, and so do blank
    lines, which can be the end of a text.

    Args:
        text: The whole text.
        line: The offset of the line.
        floor: An offset on the last line of the block above, which is none of the comments.
        column: The column of the keys.
    """
    start = line
    at = line
    while at:
        at = _line_start(text, at - 1)
        content = text[at : text.index("\n", at)]
        is_comment = content.lstrip(" \t").startswith("#") or content.rstrip() == "..."
        indent = len(content) - len(content.lstrip(" \t"))
        if at <= floor or (content.strip() and not (is_comment and indent <= column)):
            break
        if content.strip():
            start = at
    return start
