"""YAML as people read it best, written with the comments and the style of the text it replaces.

What is written is plain data, the types of JSON: the first functions copy and compare it, set a
key, and count the events that a reader gets for it.
"""

import json
import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from functools import cache
from io import StringIO
from types import SimpleNamespace
from typing import Any

from checklist.files.reader import plain_number

_WIDTH = 80
"""Columns after which a long text is folded at the next space."""
_LONG = 60
"""The longest text, in characters, that is written on the line of its key."""
# Characters that readers of YAML refuse, strip, or take for a line break, unless escaped.
_DELICATE = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
_ESCAPED = f'["\\\\\t\n{_DELICATE}]'
_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
# In a block nobody would see the blank lines at the end of a text.
_NOT_IN_BLOCK = f"[{_DELICATE}]|\n[ \t]*\n\\Z|\\A\\s*\\Z"
# Begins with a letter, so that neither YAML 1.1 nor 1.2 takes it for a number, a date or a time.
_PLAIN = f"[^\\W\\d_](?:[^\t\n:#{_DELICATE}]|:(?=\\S)|(?<=\\S)#)*(?<! )"
_WORDS_OF_OTHER_TYPES = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}


def plain_copy(value: Any) -> Any:
    """Return a deep copy with the types of JSON in place of their subclasses, such as enumerations.

    Raises:
        TypeError: A value has no type of JSON.
    """
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return {str.__str__(key): plain_copy(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain_copy(item) for item in value]
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int | float):
        return int(value) if isinstance(value, int) else plain_number(value)
    raise TypeError(f"a report cannot hold a {type(value).__name__}")


def is_same(data: Any, other: Any) -> bool:
    """Return whether two pieces of plain data are equal, types and order of keys included."""
    if type(data) is not type(other):
        return False
    if isinstance(data, dict):
        return list(data) == list(other) and all(is_same(data[key], other[key]) for key in data)
    if isinstance(data, list):
        return len(data) == len(other) and all(map(is_same, data, other))
    return bool(data == other)


def with_key(
    mapping: Mapping[str, Any], key: str, value: Any, before: Collection[str]
) -> dict[str, Any]:
    """Return the mapping with a key set.

    A new key goes before the first of `before` that the mapping has, otherwise to the end.
    """
    if key in mapping:
        return {**mapping, key: value}
    placed: dict[str, Any] = {}
    for other, item in mapping.items():
        if other in before:
            placed.setdefault(key, value)
        placed[other] = item
    placed.setdefault(key, value)
    return placed


def number_of_events(data: Any) -> int:
    """Return an upper bound of the number of events that the reader gets for plain data."""
    if isinstance(data, dict):
        return 3 + len(data) + sum(map(number_of_events, data.values()))
    if isinstance(data, list):
        return 3 + sum(map(number_of_events, data))
    return 1


def added_events(mapping: Mapping[str, Any], key: str, value: Any) -> int:
    """Return the number of events that setting the key adds to those of the mapping."""
    return number_of_events(value) - (number_of_events(mapping[key]) if key in mapping else -1)


def split_blank_lines(text: str) -> tuple[str, str]:
    """Return the text and the blank lines at its end."""
    end = text.find("\n", len(text.rstrip(" \n"))) + 1
    return text[:end], text[end:]


@cache
def _ruamel() -> SimpleNamespace:
    """Return the classes of ruamel.yaml that are used here. Importing it takes 75 ms."""
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
        """Resolves every scalar to text, so that it is written again as the owner wrote it."""

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


def dump(
    data: Mapping[str, Any], source: str, source_data: Mapping[str, Any], in_quotes: bool
) -> str:
    """Return a mapping in YAML, with the comments and the style of the text that it replaces.

    Args:
        data: The mapping.
        source: The text that it replaces, or an empty one.
        source_data: The data of that text.
        in_quotes: Whether to write every text in double quotation marks.
    """
    yaml = _ruamel().round_trip()
    nodes = yaml.load(source) if source else None
    stream = StringIO()
    yaml.dump(_merged_nodes(nodes, source_data, data, in_quotes), stream)
    return stream.getvalue()


def _merged_nodes(node: Any, old: Any, new: Any, in_quotes: bool) -> Any:
    """Return nodes for new data, and the old nodes where the data is the same."""
    lib = _ruamel()
    if node is not None and is_same(old, new):
        return node
    # Changed data in flow style becomes block style: nobody can read long texts in flow style.
    is_block = isinstance(node, lib.Map | lib.List) and not node.fa.flow_style()
    if isinstance(new, Mapping):
        is_kept = is_block and isinstance(node, lib.Map)
        keys = {str(key): key for key in node} if is_kept else {}
        nodes = lib.Map()
        for key, value in new.items():
            old_node, old_value = (node[key], old[key]) if key in keys else (None, None)
            node_key = keys.get(key) or _key_node(key)
            nodes[node_key] = _merged_nodes(old_node, old_value, value, in_quotes)
    elif isinstance(new, list):
        is_kept = is_block and isinstance(node, lib.List)
        old_items: list[tuple[Any, Any]] = list(zip(node, old, strict=True)) if is_kept else []
        old_items += [(None, None)] * len(new)
        nodes = lib.List()
        for (old_node, old_value), value in zip(old_items, new, strict=False):
            nodes.append(_merged_nodes(old_node, old_value, value, in_quotes))
    elif isinstance(new, str):
        return lib.Quoted(new) if in_quotes else _text_node(new)
    else:
        return _constant_text(new)
    if is_kept:
        node.copy_attributes(nodes)
    return nodes


def _key_node(key: str) -> Any:
    """Return the node of a new key."""
    return key if _is_plain(key) else _ruamel().Quoted(key)


def _text_node(text: str) -> Any:
    """Return the node of a text in the style that people read best."""
    lib = _ruamel()
    if "\n" in text and not re.search(_NOT_IN_BLOCK, text):
        return lib.Literal(text)
    if _is_plain(text) and len(text) <= _LONG:
        return text
    if len(text) > _LONG and " " in text and not re.search(f"[\t\n{_DELICATE}]|\\A | \\Z", text):
        return lib.Folded(text)
    return lib.Quoted(text)


def _is_plain(text: str) -> bool:
    return bool(re.fullmatch(_PLAIN, text)) and text.lower() not in _WORDS_OF_OTHER_TYPES


def _in_quotes(text: str) -> str:
    return f'"{re.sub(_ESCAPED, _escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return _SHORT_ESCAPES.get(found[0]) or (f"\\x{code:02X}" if code < 256 else f"\\u{code:04X}")


def _constant_text(value: float | None) -> str:
    """Return a number, a truth value or null as YAML writes it."""
    text = json.dumps(value)
    # YAML 1.1 wants the point in 1.0e+16.
    return re.sub(r"\A(-?\d+)e", r"\1.0e", text)


def comments_of(text: str) -> list[str]:
    """Return the comments of a text in YAML, `#` included, up to the first error in it."""
    from yaml import YAMLError, scan  # takes 8 ms

    from checklist.files.libyaml import CBaseLoader

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
