"""The text of a report, edited one answer at a time, so that all else stays as its owner wrote it.

A YAML report is kept as blocks of whole lines: one for each key of its header, one for each
answer. Only the block that changes is written again; the others keep their bytes. In block style
the meaning of a key's lines depends only on the indentation of their parent. So a block that reads
back correctly between its parent and a next key does so in its place, too, and only the changed
block is read back.
"""

import json
import re
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Collection, Mapping
from contextlib import suppress
from itertools import zip_longest
from typing import Any

from checklist.errors import SaveError
from checklist.files.editing.blocks import (
    ANSWERS,
    ANSWERS_COLUMN,
    Block,
    Blocks,
    NotInBlockStyle,
    block_as_document,
    cut_into_blocks,
)
from checklist.files.editing.yaml_writer import (
    added_events,
    comments_of,
    dump,
    is_same,
    number_of_events,
    plain_copy,
    split_blank_lines,
    with_key,
)
from checklist.files.reader import Document, Limits, parse
from checklist.text.sanitize import quoted

_STREAM_EVENTS = 4
"""The begins and ends of the stream and of its document."""


class ReportText:
    """A report as text and as data, which are always equal.

    Every edit raises `SaveError`, and changes nothing, when the new value cannot be written so
    that it reads back the same, or when the report would be too large to be read.
    """

    data: dict[str, Any]
    """The report as plain data. Read only; after an edit it is another object."""
    text: str
    """The content of the file, without a byte order mark."""

    def __init__(self, document: Document) -> None:
        """Prepare a report that was read for editing.

        Flow style becomes block style at the first edit. A byte order mark stays.

        Args:
            document: A mapping, in which `answers` is a mapping or absent.

        Raises:
            ValueError: The document is no such mapping, or has refusals: refused values would be
                lost.
            SaveError: It cannot be written again in block style.
        """
        data = document.data
        answers = data.get(ANSWERS) if isinstance(data, dict) else False
        if document.refusals or not isinstance(answers, dict | None):
            raise ValueError("only a report that was read without findings can be edited")
        self._name = document.name
        self._is_json = document.format == "json"
        self._byte_order_mark = document.content.startswith(BOM_UTF8)
        self._newline = "\r\n" if re.match(r"[^\n]*\r\n", document.text) else "\n"
        self._blocks = Blocks(column=ANSWERS_COLUMN, head="", top={}, answers={}, tail="")
        self.data = plain_copy(document.data)
        self._events = _STREAM_EVENTS + number_of_events(self.data)
        self.text = document.text
        if not self._is_json:
            self._cut_document(document)

    @classmethod
    def new(cls, data: Mapping[str, Any], name: str) -> "ReportText":
        """Return a report in YAML made from plain data, with the keys in the same order."""
        report = cls(
            Document(name=name, text="", format="yaml", data=plain_copy(data), refusals=())
        )
        report.text = report._blocks.text
        return report

    def content(self) -> bytes:
        """Return the bytes of the file."""
        return self.text.encode("utf-8-sig" if self._byte_order_mark else "utf-8")

    def set_answer(
        self, question_id: str, answer: Mapping[str, Any], *, before: Collection[str] = ()
    ) -> None:
        """Set the answer to a question.

        Args:
            question_id: The key in `answers`.
            answer: The answer as plain data.
            before: A new answer goes before the first of these, otherwise to the end.
        """
        value = plain_copy(answer)
        old = self.data.get(ANSWERS) or {}
        answers = with_key(old, question_id, value, before)
        blocks = self._blocks
        if not self._is_json and not is_same(old.get(question_id), value):
            column = blocks.column
            block = self._write_block(
                question_id, value, column, blocks.answers.get(question_id), old.get(question_id)
            )
            blocks = blocks._replace(answers=with_key(blocks.answers, question_id, block, before))
            blocks = self._with_answers_line(blocks)
        more = added_events(old, question_id, value)
        if not isinstance(self.data.get(ANSWERS), dict):
            more += added_events({}, ANSWERS, {})
        self._apply(with_key(self.data, ANSWERS, answers, ()), blocks, more)

    def remove_answer(self, question_id: str) -> None:
        """Remove an answer and the comments directly above it.

        Raises:
            KeyError: There is none.
        """
        answers = dict(self.data.get(ANSWERS) or {})
        fewer = added_events({}, question_id, answers.pop(question_id))
        blocks = self._blocks
        if not self._is_json:
            blocks = self._with_answers_line(blocks.without_answer(question_id))
        self._apply({**self.data, ANSWERS: answers}, blocks, -fewer)

    def set_header(self, key: str, value: Any) -> None:
        """Set a key of the report other than `answers`; a new one goes before `answers`."""
        _refuse_answers(key)
        value = plain_copy(value)
        blocks = self._blocks
        if not self._is_json and not (key in self.data and is_same(self.data[key], value)):
            block = self._write_block(key, value, 0, blocks.top.get(key), self.data.get(key))
            blocks = blocks._replace(top=with_key(blocks.top, key, block, {ANSWERS}))
        more = added_events(self.data, key, value)
        self._apply(with_key(self.data, key, value, {ANSWERS}), blocks, more)

    def remove_header(self, key: str) -> None:
        """Remove a key of the report other than `answers`, and the comments directly above it.

        Raises:
            KeyError: There is none.
        """
        _refuse_answers(key)
        data = dict(self.data)
        fewer = added_events({}, key, data.pop(key))
        blocks = self._blocks if self._is_json else self._blocks.without_header(key)
        self._apply(data, blocks, -fewer)

    def _apply(self, data: dict[str, Any], blocks: Blocks, more_events: int) -> None:
        """Take over an edited report, unless it would be too large to be read."""
        text = self._json(data) if self._is_json else blocks.text
        events = self._events + more_events
        limits = Limits()
        if len(text.encode()) + 3 > limits.max_bytes or events > limits.max_events:
            raise SaveError(f"{quoted(self._name)} would be too large to be read again")
        self.data, self.text, self._blocks, self._events = data, text, blocks, events

    def _json(self, data: dict[str, Any]) -> str:
        text = json.dumps(data, indent=2, ensure_ascii=False) + "\n"
        if fault := self._read_back_fault(text, data):
            raise SaveError(f"{quoted(self._name)} cannot be written: {fault}")
        return text.replace("\n", self._newline)

    def _read_back_fault(self, text: str, data: Mapping[str, Any]) -> str:
        """Return the reason why a text does not read back as the data, or an empty text."""
        document = parse(text.encode(errors="surrogatepass"), self._name)
        if document.refusals:
            return document.refusals[0].message
        return "" if is_same(document.data, data) else "it would read back as something else"

    # Cutting the owner's text

    def _cut_document(self, document: Document) -> None:
        """Cut the text into blocks, or write it again where it has no block style."""
        try:
            self._blocks = cut_into_blocks(document, self._newline)
        except NotInBlockStyle:
            self._write_all(document.text)
            return
        self._repair_blocks(self._blocks.top, self.data, 0)
        self._repair_blocks(self._blocks.answers, self.data.get(ANSWERS) or {}, self._blocks.column)

    def _repair_blocks(self, blocks: dict[str, Block], data: dict[str, Any], column: int) -> None:
        """Write again each block that alone does not have the same data.

        A line of a text in quotation marks can look like a comment, and be cut off as one. A block
        is whole where there is no comment between it and the next key.
        """
        comments_of_next = [block.comments for block in blocks.values()][1:]
        for (key, block), next_comments in zip_longest(list(blocks.items()), comments_of_next):
            if next_comments == "" or (column == 0 and key == ANSWERS):
                continue
            if self._read_back_fault(*block_as_document(key, data[key], column, block)):
                blocks[key] = self._write_block(key, data[key], column, block, data[key])

    def _write_all(self, text: str) -> None:
        """Write all blocks of a text that is not in block style. Its comments go to the top."""
        head = "".join(comment + self._newline for comment in comments_of(text))
        blocks = Blocks(column=ANSWERS_COLUMN, head=head, top={}, answers={}, tail="")
        for key, value in self.data.items():
            if key != ANSWERS:
                blocks.top[key] = self._write_block(key, value, 0)
                continue
            blocks.top[key] = Block("", "")
            for question_id, answer in (value or {}).items():
                blocks.answers[question_id] = self._write_block(question_id, answer, ANSWERS_COLUMN)
        self._blocks = self._with_answers_line(blocks) if ANSWERS in self.data else blocks

    # Writing a block

    def _write_block(
        self,
        key: str,
        value: Any,
        column: int,
        old: Block | None = None,
        old_value: Any = None,
    ) -> Block:
        """Return a block that reads back as the value, with the comments of the old block.

        Raises:
            SaveError: There is no such block.
        """
        old = old or Block("", "")
        body = old.body.replace("\r\n", "\n")
        body, blank_lines = split_blank_lines(re.sub(f"(?m)^ {{0,{column}}}", "", body))
        is_usual = old.is_usual or _is_as_new(body, {key: old_value})
        comments = comments_of(body) if "#" in body and not is_usual else []
        # In the owner's style, in the usual style, and in the style that can hold every text.
        styles = [*([] if is_usual else [(body, False)]), ("", False), ("", True)]
        fault = ""
        for source, in_quotes in styles:
            try:
                text = dump({key: value}, source, {key: old_value}, in_quotes)
                lost = Counter(comments) - Counter(comments_of(text) if comments else ())
            except Exception as error:  # the library raises more than its own errors
                fault = type(error).__name__
                continue
            lines = "".join(f"{' ' * column}{comment}\n" for comment in lost.elements())
            text = re.sub("(?m)^(?=[^\n])", " " * column, text) + blank_lines
            block = Block(
                comments=old.comments + lines.replace("\n", self._newline),
                body=text.replace("\n", self._newline),
                is_usual=not (source or in_quotes),
            )
            fault = self._read_back_fault(*block_as_document(key, value, column, block))
            if not fault:
                return block
        raise SaveError(f"what is to be saved for {quoted(key)} cannot be written: {fault}")

    def _with_answers_line(self, blocks: Blocks) -> Blocks:
        """Return the blocks with the right line above the answers: `answers:` or `answers: {}`."""
        old = blocks.top.get(ANSWERS, Block("", ""))
        if old.body and bool(blocks.answers) == bool(self._blocks.answers):
            return blocks
        line = "answers:" if blocks.answers else "answers: {}"
        comments = "".join(comment + self._newline for comment in comments_of(old.body))
        block = Block(old.comments + comments, line + self._newline)
        return blocks._replace(top=with_key(blocks.top, ANSWERS, block, ()))


def _is_as_new(body: str, data: Mapping[str, Any]) -> bool:
    """Return whether a block has the style of a new block, and no comments."""
    with suppress(Exception):  # the library raises more than its own errors
        return bool(body) and dump(data, "", {}, in_quotes=False) == body
    return False


def _refuse_answers(key: str) -> None:
    if key == ANSWERS:
        raise ValueError("the answers are set one by one")
