"""The folded sections of a page as data for its script, in few characters.

What many sections have in common stands there once: each heading, item or text that occurs again,
in whose place there is its number. A part of a section is a list: its heading, then its blocks.

- A heading is a list of texts: its words, its remarks, and its filters, such as `@theme=training`.
- A paragraph is a text.
- A list is a list: the words under which it is folded, or an empty text, then its items. An item is
  a list of texts, the pieces of a text, each with a sign before it: `=`, or as `Changed` has it.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from checklist.render.blocks import (
    Block,
    Changed,
    Heading,
    Items,
    Paragraph,
    Section,
    by_heading,
)

MOST_CHARACTERS = 1_100_000
"""The longest data with all words: the page then has at most 2 MB."""
_LEAST = 6
"""The shortest text for which a number is shorter, in characters."""


def folded_data(sections: Sequence[Section]) -> Mapping[str, Any]:
    """Return the data of sections, one after the other; none without sections.

    Where they would be too long, they have what was changed in short; `has_words` says it.
    """
    if not sections:
        return {}
    data = _data(sections, has_words=True)
    if len(json.dumps(data, ensure_ascii=False)) <= MOST_CHARACTERS:
        return data
    return _data(sections, has_words=False)


def _data(sections: Sequence[Section], *, has_words: bool) -> Mapping[str, Any]:
    written = [
        [
            [
                _heading(heading, below),
                *(_block(block, has_words) for block in below if _is_own(block)),
            ]
            for heading, below in by_heading(section.blocks)
            if heading is not None
        ]
        for section in sections
    ]
    lists, written = _without_repetition(written, _tuples(written))
    texts, (lists, written) = _without_repetition([lists, written], _texts([lists, written]))
    return {"has_words": has_words, "texts": texts, "lists": lists, "sections": written}


def _is_own(block: Block) -> bool:
    """Whether a block is no remark on its heading."""
    return not (isinstance(block, Paragraph) and block.is_aside)


def _heading(heading: Heading, below: Sequence[Block]) -> tuple[str, ...]:
    remarks = [block.text for block in below if isinstance(block, Paragraph) and block.is_aside]
    filters = [f"@{name}={values}" for name, values in heading.chosen_by]
    return (heading.words, *remarks, *filters)


def _block(block: Block, has_words: bool) -> str | list[Any]:
    match block:
        case Paragraph(text):
            return text
        case Items(items, folded):
            return [folded, *(_item(item, has_words) for item in items)]
        case _:
            raise TypeError(f"a folded section has no {type(block).__name__}")


def _item(text: str, has_words: bool) -> tuple[str, ...]:
    if not isinstance(text, Changed):
        return (f"={text}",)
    pieces = text.pieces if has_words else text.in_short
    return tuple(f"{sign or '='}{piece}" for piece, sign in pieces)


def _tuples(value: Any) -> Iterator[tuple[str, ...]]:
    if isinstance(value, tuple):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _tuples(part)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part)


def _without_repetition(value: Any, parts: Iterable[Any]) -> tuple[list[Any], Any]:
    """Return the parts that occur again, and the value with their numbers in their places."""
    several = [part for part, count in Counter(parts).items() if count > 1 and _is_long(part)]
    numbers = {text: number for number, text in enumerate(several)}
    return several, _numbered(value, numbers)


def _is_long(part: Any) -> bool:
    """Whether a number is shorter."""
    return isinstance(part, tuple) or len(part) >= _LEAST


def _numbered(value: Any, numbers: Mapping[Any, int]) -> Any:
    if isinstance(value, str | tuple) and value in numbers:
        return numbers[value]
    if isinstance(value, list | tuple):
        return [_numbered(part, numbers) for part in value]
    return value
