"""The text of a report, edited one answer at a time, so that what its owner wrote stays.

A YAML report is kept as blocks of whole lines: one for each key of its header, one for each
answer. Only the block that changes is written anew; the others keep their bytes. In block style
the meaning of a key's lines depends on nothing but the indentation of their parent. So a block
that reads back right between its parent and a next key does so in its place, and only the block
that changed is read back.
"""

import json
import re
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from io import StringIO
from itertools import zip_longest
from types import SimpleNamespace
from typing import Any

from yaml import YAMLError, scan

from checklist.errors import SaveError
from checklist.files.libyaml import CBaseLoader
from checklist.files.reader import Document, Limits, parse, plain_number
from checklist.text.sanitize import quoted

_ANSWERS = "answers"
_COLUMN = 2
"""Where the keys of answers begin, 0-based, unless the owner has them elsewhere."""
_WIDTH = 80
"""Columns after which a long text is folded at the next space."""
_LONG = 60
"""The longest text, in characters, that is written on the line of its key."""

_STREAM_EVENTS = 4
"""Begin and end of the stream and of its document."""

# What readers of YAML refuse, strip, or take for a line break, if it is not escaped.
_DELICATE = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
_ESCAPED = re.compile(f'["\\\\\t\n{_DELICATE}]')
_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
# A text that ends with a blank line would have its end where nobody sees it.
_NOT_IN_BLOCK = re.compile(f"[{_DELICATE}]|\n[ \t]*\n\\Z|\\A\\s*\\Z")

# Begins with a letter, so that no YAML, 1.1 or 1.2, takes it for a number, a date, a time.
_PLAIN = re.compile(f"[^\\W\\d_](?:[^\t\n:#{_DELICATE}]|:(?=\\S)|(?<=\\S)#)*(?<! )")
_WORDS_OF_OTHER_TYPES = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}


class ReportText:
    """A report as text and as data, the two always equal.

    Every edit raises `SaveError`, and changes nothing, when what is to be set cannot be written
    so that it reads back the same, or when the report would be too large to be read.
    """

    data: dict[str, Any]
    """The report as plain data. Read only; after an edit it is another object."""
    text: str
    """The report as it is to be written, without a byte order mark."""

    def __init__(self, document: Document, *, byte_order_mark: bool = False) -> None:
        """Take over a report that was read.

        Flow style becomes block style at the first edit.

        Args:
            document: A mapping, in which `answers` is a mapping or absent.
            byte_order_mark: Whether the file began with one, and is to do so again.

        Raises:
            ValueError: The document is none such, or has refusals: what was refused would be
                lost.
            SaveError: It cannot be written again in block style.
        """
        data = document.data
        answers = data.get(_ANSWERS) if isinstance(data, dict) else False
        if document.refusals or not isinstance(answers, dict | None):
            raise ValueError("only a report that was read without findings can be edited")
        self._name = document.name
        self._is_json = document.format == "json"
        self._byte_order_mark = byte_order_mark
        self._newline = "\r\n" if re.match(r"[^\n]*\r\n", document.text) else "\n"
        self._blocks = _Blocks(_COLUMN, "", {}, {}, "")
        self.data = _plain(document.data)
        self._events = _STREAM_EVENTS + _events(self.data)
        self.text = document.text
        if not self._is_json:
            self._take_over(document)

    @classmethod
    def of(cls, document: Document) -> "ReportText":
        """Return the text of a report that was read, its byte order mark included.

        Raises:
            ValueError: The document has refusals, or its answers are no mapping.
            SaveError: It cannot be written again in block style.
        """
        return cls(document, byte_order_mark=document.content.startswith(BOM_UTF8))

    @classmethod
    def new(cls, data: Mapping[str, Any], name: str) -> "ReportText":
        """Return a report in YAML made from plain data, keys in the order given."""
        report = cls(Document(name=name, text="", format="yaml", data=_plain(data), refusals=()))
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
            answer: Plain data.
            before: A new answer goes before the first of these, otherwise to the end.
        """
        value = _plain(answer)
        old = self.data.get(_ANSWERS) or {}
        answers = _placed(old, question_id, value, before)
        blocks = self._blocks
        if not self._is_json and not _same(old.get(question_id), value):
            column = blocks.column
            block = self._written(
                question_id, value, column, blocks.answers.get(question_id), old.get(question_id)
            )
            blocks = replace(blocks, answers=_placed(blocks.answers, question_id, block, before))
            blocks = self._with_line_of_answers(blocks)
        more = _growth(old, question_id, value)
        if not isinstance(self.data.get(_ANSWERS), dict):
            more += _growth({}, _ANSWERS, {})
        self._become(_placed(self.data, _ANSWERS, answers, ()), blocks, more)

    def remove_answer(self, question_id: str) -> None:
        """Remove an answer and the comments directly above it.

        Raises:
            KeyError: There is none.
        """
        answers = dict(self.data.get(_ANSWERS) or {})
        fewer = _growth({}, question_id, answers.pop(question_id))
        blocks = self._blocks
        if not self._is_json:
            blocks = self._with_line_of_answers(blocks.without_answer(question_id))
        self._become({**self.data, _ANSWERS: answers}, blocks, -fewer)

    def set_header(self, key: str, value: Any) -> None:
        """Set a key beside `answers`; a new one goes before it."""
        _refuse_answers(key)
        value = _plain(value)
        blocks = self._blocks
        if not self._is_json and not (key in self.data and _same(self.data[key], value)):
            block = self._written(key, value, 0, blocks.top.get(key), self.data.get(key))
            blocks = replace(blocks, top=_placed(blocks.top, key, block, {_ANSWERS}))
        more = _growth(self.data, key, value)
        self._become(_placed(self.data, key, value, {_ANSWERS}), blocks, more)

    def remove_header(self, key: str) -> None:
        """Remove a key beside `answers`, and the comments directly above it.

        Raises:
            KeyError: There is none.
        """
        _refuse_answers(key)
        data = dict(self.data)
        fewer = _growth({}, key, data.pop(key))
        blocks = self._blocks if self._is_json else self._blocks.without_header(key)
        self._become(data, blocks, -fewer)

    def _become(self, data: dict[str, Any], blocks: "_Blocks", more_events: int) -> None:
        text = self._json(data) if self._is_json else blocks.text
        events = self._events + more_events
        limits = Limits()
        if len(text.encode()) + 3 > limits.max_bytes or events > limits.max_events:
            raise SaveError(f"{quoted(self._name)} would be too large to be read again")
        self.data, self.text, self._blocks, self._events = data, text, blocks, events

    def _json(self, data: dict[str, Any]) -> str:
        text = json.dumps(data, indent=2, ensure_ascii=False) + "\n"
        if fault := self._fault(text, data):
            raise SaveError(f"{quoted(self._name)} cannot be written: {fault}")
        return text.replace("\n", self._newline)

    def _fault(self, text: str, data: Mapping[str, Any]) -> str:
        """Return why a text does not read back as the data; empty when it does."""
        document = parse(text.encode(errors="surrogatepass"), self._name)
        if document.refusals:
            return document.refusals[0].message
        return "" if _same(document.data, data) else "it would read back as something else"

    # Cutting the owner's text

    def _take_over(self, document: Document) -> None:
        try:
            self._blocks = _cut(document, self._newline)
        except _NotInBlocksError:
            self._write_all(document.text)
            return
        self._make_sound(self._blocks.top, self.data, 0)
        self._make_sound(self._blocks.answers, self.data.get(_ANSWERS) or {}, self._blocks.column)

    def _make_sound(self, blocks: dict[str, "_Block"], data: dict[str, Any], column: int) -> None:
        """Write again each block that does not mean the same alone.

        What was cut off as a comment can have been a line of a text in quotes. A block is whole
        where no comment stands between it and the next key.
        """
        next_leads = [block.lead for block in blocks.values()][1:]
        for (key, block), next_lead in zip_longest(list(blocks.items()), next_leads):
            if next_lead == "" or (column == 0 and key == _ANSWERS):
                continue
            if self._fault(*_alone(key, data[key], column, block)):
                blocks[key] = self._written(key, data[key], column, block, data[key])

    def _write_all(self, text: str) -> None:
        """Make new blocks for a text that is not in block style; its comments go to the top."""
        head = "".join(comment + self._newline for comment in _comments(text))
        blocks = _Blocks(_COLUMN, head, {}, {}, "")
        for key, value in self.data.items():
            if key != _ANSWERS:
                blocks.top[key] = self._written(key, value, 0)
                continue
            blocks.top[key] = _Block("", "")
            for question_id, answer in (value or {}).items():
                blocks.answers[question_id] = self._written(question_id, answer, _COLUMN)
        self._blocks = self._with_line_of_answers(blocks) if _ANSWERS in self.data else blocks

    # Writing a block

    def _written(
        self,
        key: str,
        value: Any,
        column: int,
        old: "_Block | None" = None,
        old_value: Any = None,
    ) -> "_Block":
        """Return a block that reads back as the value, with what the old one has in comments."""
        old = old or _Block("", "")
        body = old.body.replace("\r\n", "\n")
        body, blank_lines = _split_blank_lines(re.sub(f"(?m)^ {{0,{column}}}", "", body))
        comments = _comments(body) if "#" in body else []
        # In the owner's style, in ours, and in the one that can hold every text.
        fault = ""
        for source, in_quotes in ((body, False), ("", False), ("", True)):
            try:
                text = _dumped({key: value}, source, {key: old_value}, in_quotes)
                lost = Counter(comments) - Counter(_comments(text) if comments else ())
            except Exception as error:  # the library raises more than its own errors
                fault = type(error).__name__
                continue
            lead = "".join(f"{' ' * column}{comment}\n" for comment in lost.elements())
            text = re.sub("(?m)^(?=[^\n])", " " * column, text) + blank_lines
            block = _Block(
                old.lead + lead.replace("\n", self._newline), text.replace("\n", self._newline)
            )
            fault = self._fault(*_alone(key, value, column, block))
            if not fault:
                return block
        raise SaveError(f"what is to be saved for {quoted(key)} cannot be written: {fault}")

    def _with_line_of_answers(self, blocks: "_Blocks") -> "_Blocks":
        """Make the line above the answers fit: `answers:`, or `answers: {}` when there are none."""
        old = blocks.top.get(_ANSWERS, _Block("", ""))
        if old.body and bool(blocks.answers) == bool(self._blocks.answers):
            return blocks
        line = "answers:" if blocks.answers else "answers: {}"
        comments = "".join(comment + self._newline for comment in _comments(old.body))
        block = _Block(old.lead + comments, line + self._newline)
        return replace(blocks, top=_placed(blocks.top, _ANSWERS, block, ()))


def _refuse_answers(key: str) -> None:
    if key == _ANSWERS:
        raise ValueError("the answers are set one by one")


# Blocks


@dataclass(frozen=True, slots=True)
class _Block:
    """One key of a mapping, as lines with their line breaks."""

    lead: str
    """The comments directly above the key."""
    body: str
    """The key, its value, what stands deeper below it, and the blank lines that follow."""


@dataclass(frozen=True, slots=True)
class _Blocks:
    """A report as text; joined, the parts are the whole."""

    column: int
    """Where the keys of the answers begin, 0-based."""
    head: str
    """What stands above the first key."""
    top: dict[str, _Block]
    """By key; that of `answers` has only the line of the key."""
    answers: dict[str, _Block]
    """By question."""
    tail: str
    """The comments below the last key."""

    @property
    def text(self) -> str:
        parts = [self.head]
        for key, block in self.top.items():
            parts += (block.lead, block.body)
            if key == _ANSWERS:
                for answer in self.answers.values():
                    parts += (answer.lead, answer.body)
        return "".join((*parts, self.tail))

    def without_answer(self, question_id: str) -> "_Blocks":
        answers, rest = _without(self.answers, question_id)
        return replace(self, answers=answers, tail=rest + self.tail)

    def without_header(self, key: str) -> "_Blocks":
        top, rest = _without(self.top, key)
        return replace(self, top=top, tail=rest + self.tail)


def _without(blocks: dict[str, _Block], key: str) -> tuple[dict[str, _Block], str]:
    """Return the other blocks, and what of this one's comments has no block to stand above.

    Only the comments that touch the key go with it; those above a blank line stay.
    """
    lead = blocks[key].lead
    kept = lead[: max((found.end() for found in re.finditer(r"(?m)^[ \t]*\r?\n", lead)), default=0)]
    others: dict[str, _Block] = {}
    passed = False
    for other, block in blocks.items():
        if other == key:
            passed = True
        elif passed and kept:
            others[other], kept = _Block(kept + block.lead, block.body), ""
        else:
            others[other] = block
    return others, kept


def _alone(key: str, value: Any, column: int, block: _Block) -> tuple[str, dict[str, Any]]:
    """Return a block as a document of its own, and what that has to say.

    A next key shows that the block ends where it ends.
    """
    next_key = "_" if key != "_" else "__"
    text = f"{block.lead}{block.body}{' ' * column}{next_key}: 0\n"
    data = {key: value, next_key: 0}
    return (f"{_ANSWERS}:\n{text}", {_ANSWERS: data}) if column else (text, data)


class _NotInBlocksError(Exception):
    """The text is not in block style."""


def _cut(document: Document, newline: str) -> _Blocks:
    """Cut a text before each key of the report and of its answers.

    Raises:
        _NotInBlocksError: The keys do not begin lines of their own, one below another.
    """
    assert isinstance(document.data, dict)
    text = document.text if document.text.endswith("\n") else document.text + newline
    starts = {key: document.offset((key,), key=True) for key in document.data}
    answers = document.data.get(_ANSWERS) or {}
    assert isinstance(answers, dict)
    inner = {key: document.offset((_ANSWERS, key), key=True) for key in answers}
    if not starts or document.offset(()) != next(iter(starts.values())):
        raise _NotInBlocksError
    if inner and document.offset((_ANSWERS,)) != next(iter(inner.values())):
        raise _NotInBlocksError
    column = _common_column(text, inner) if inner else _COLUMN
    last = max((*starts.values(), *inner.values()))
    lowest = column if last in inner.values() else 0
    end = _lead_start(text, len(text), last, lowest)
    top = _pieces(text, starts, end, _common_column(text, starts))
    first = next(iter(starts))
    head = text[: _line_start(text, starts[first])]
    top[first] = _Block("", top[first].body)
    answer_blocks = {}
    if inner:
        begin = starts[_ANSWERS]
        block = top[_ANSWERS]
        answer_blocks = _pieces(text, inner, begin + len(block.body), column)
        first_answer = next(iter(answer_blocks.values()))
        length = min(inner.values()) - column - len(first_answer.lead) - begin
        top[_ANSWERS] = _Block(block.lead, block.body[:length])
    return _Blocks(column, head, top, answer_blocks, text[end:])


def _common_column(text: str, starts: Mapping[str, int]) -> int:
    lines = [_line_start(text, at) for at in starts.values()]
    indents = {text[line:at] for line, at in zip(lines, starts.values(), strict=True)}
    if len(indents) > 1 or lines != sorted(set(lines)) or (indent := indents.pop()).strip(" "):
        raise _NotInBlocksError
    return len(indent)


def _pieces(text: str, starts: Mapping[str, int], end: int, column: int) -> dict[str, _Block]:
    lines = [_line_start(text, at) for at in starts.values()]
    leads = [
        _lead_start(text, line, floor, column)
        for line, floor in zip(lines, [0, *lines], strict=False)
    ]
    return {
        key: _Block(text[lead:line], text[line:stop])
        for key, lead, line, stop in zip(starts, leads, lines, [*leads[1:], end], strict=True)
    }


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _lead_start(text: str, line: int, floor: int, column: int) -> int:
    """Return where the comments above a line begin, not above the line of `floor`.

    A comment that is indented deeper than the keys belongs to what stands above it, and so do
    blank lines, which can be the end of a text.
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


# Plain data


def _plain(value: Any) -> Any:
    """Return a copy in which subclasses, such as enumerations, are plain.

    Raises:
        TypeError: There is something that JSON does not know.
    """
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return {str.__str__(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int | float):
        return int(value) if isinstance(value, int) else plain_number(value)
    raise TypeError(f"a report cannot hold a {type(value).__name__}")


def _same(one: Any, other: Any) -> bool:
    """Return whether two pieces of plain data are equal, types and order of keys included."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)


def _placed(
    mapping: Mapping[str, Any], key: str, value: Any, before: Collection[str]
) -> dict[str, Any]:
    """Return the mapping with the key set: in its place, before one of those, or at the end."""
    if key in mapping:
        return {**mapping, key: value}
    placed: dict[str, Any] = {}
    for other, item in mapping.items():
        if other in before:
            placed.setdefault(key, value)
        placed[other] = item
    placed.setdefault(key, value)
    return placed


def _events(data: Any) -> int:
    """Return how many events the reader has for a piece of plain data, and some more."""
    if isinstance(data, dict):
        return 3 + len(data) + sum(map(_events, data.values()))
    if isinstance(data, list):
        return 3 + sum(map(_events, data))
    return 1


def _growth(mapping: Mapping[str, Any], key: str, value: Any) -> int:
    """Return how many events more the mapping has when the key is set."""
    return _events(value) - (_events(mapping[key]) if key in mapping else -1)


# YAML


def _split_blank_lines(text: str) -> tuple[str, str]:
    """Return the text and the blank lines at its end."""
    end = text.find("\n", len(text.rstrip(" \n"))) + 1
    return text[:end], text[end:]


@cache
def _ruamel() -> SimpleNamespace:
    """Return what we use of ruamel.yaml, which is slow to import."""
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap, CommentedSeq
    from ruamel.yaml.emitter import Emitter
    from ruamel.yaml.resolver import VersionedResolver
    from ruamel.yaml.scalarstring import (
        DoubleQuotedScalarString,
        FoldedScalarString,
        LiteralScalarString,
    )

    class TextResolver(VersionedResolver):
        """Takes every scalar for text, so that what the owner wrote is written again."""

        def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
            return super().resolve(kind, value, (False, False))

    class SafeEmitter(Emitter):
        """Writes text in quotes on one line: the library's own folding changes some texts."""

        def write_double_quoted(self, text: Any, split: Any = True) -> None:
            self.write_indicator(_in_quotes(text), True)

    def round_trip() -> Any:
        yaml = YAML(typ="rt", pure=True)
        yaml.Resolver = TextResolver
        yaml.Emitter = SafeEmitter
        yaml.preserve_quotes = True
        yaml.width = _WIDTH
        yaml.indent(mapping=2, sequence=4, offset=2)
        return yaml

    return SimpleNamespace(
        round_trip=round_trip,
        Map=CommentedMap,
        List=CommentedSeq,
        Quoted=DoubleQuotedScalarString,
        Folded=FoldedScalarString,
        Literal=LiteralScalarString,
    )


def _dumped(
    data: Mapping[str, Any], source: str, source_data: Mapping[str, Any], in_quotes: bool
) -> str:
    """Return a mapping in YAML, with the comments and the style of another that it replaces.

    Args:
        data: What to write.
        source: The other in YAML, or nothing.
        source_data: The other as plain data.
        in_quotes: Whether every text is to stand in double quotation marks.
    """
    yaml = _ruamel().round_trip()
    nodes = yaml.load(source) if source else None
    stream = StringIO()
    yaml.dump(_merged(nodes, source_data, data, in_quotes), stream)
    return stream.getvalue()


def _merged(node: Any, old: Any, new: Any, in_quotes: bool) -> Any:
    """Return nodes for new data, with those for the old data where they are the same."""
    lib = _ruamel()
    if node is not None and _same(old, new):
        return node
    # A flow style of the owner's ends here: long texts are not to be read in it.
    is_block = isinstance(node, lib.Map | lib.List) and not node.fa.flow_style()
    if isinstance(new, Mapping):
        is_kept = is_block and isinstance(node, lib.Map)
        keys = {str(key): key for key in node} if is_kept else {}
        nodes = lib.Map()
        for key, value in new.items():
            old_node, old_value = (node[key], old[key]) if key in keys else (None, None)
            nodes[keys.get(key) or _key(key)] = _merged(old_node, old_value, value, in_quotes)
    elif isinstance(new, list):
        is_kept = is_block and isinstance(node, lib.List)
        old_items: list[tuple[Any, Any]] = list(zip(node, old, strict=True)) if is_kept else []
        old_items += [(None, None)] * len(new)
        nodes = lib.List()
        for (old_node, old_value), value in zip(old_items, new, strict=False):
            nodes.append(_merged(old_node, old_value, value, in_quotes))
    elif isinstance(new, str):
        return lib.Quoted(new) if in_quotes else _text(new)
    else:
        return _constant(new)
    if is_kept:
        node.copy_attributes(nodes)
    return nodes


def _key(key: str) -> Any:
    return key if _is_plain(key) else _ruamel().Quoted(key)


def _text(text: str) -> Any:
    """Return a text in the style in which people read it best."""
    lib = _ruamel()
    if "\n" in text and not _NOT_IN_BLOCK.search(text):
        return lib.Literal(text)
    if _is_plain(text) and len(text) <= _LONG:
        return text
    if len(text) > _LONG and " " in text and not re.search(f"[\t\n{_DELICATE}]|\\A | \\Z", text):
        return lib.Folded(text)
    return lib.Quoted(text)


def _is_plain(text: str) -> bool:
    return bool(_PLAIN.fullmatch(text)) and text.lower() not in _WORDS_OF_OTHER_TYPES


def _in_quotes(text: str) -> str:
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return _SHORT_ESCAPES.get(found[0]) or (f"\\x{code:02X}" if code < 256 else f"\\u{code:04X}")


def _constant(value: float | None) -> str:
    """Return a number, a truth value or null as YAML writes it."""
    text = json.dumps(value)
    # YAML 1.1 wants the point in 1.0e+16.
    return re.sub(r"\A(-?\d+)e", r"\1.0e", text)


def _comments(text: str) -> list[str]:
    """Return the comments of a text in YAML, `#` included, up to the first error in it."""
    found: list[str] = []
    end = 0
    with suppress(YAMLError):
        for token in scan(text, Loader=CBaseLoader):
            start = token.start_mark.index
            gap = text[end:start]
            if getattr(token, "style", None) in ("|", ">"):
                gap += text[start:].partition("\n")[0]
            found += re.findall(r"#[^\r\n]*", gap)
            end = max(end, token.end_mark.index)
    return found
