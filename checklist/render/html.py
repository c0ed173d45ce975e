"""Self-contained pages: they load nothing from a network, and foreign text stays text.

A page is one file that contains its styles and its script. Its Content-Security-Policy names their
hashes, so a browser runs nothing else. Templates escape all values, and show each invisible
character by its number.
"""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import takewhile
from pathlib import Path
from types import CodeType
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import bc_version
from markupsafe import Markup

from checklist.files.cache import cached
from checklist.render.bars import Bars
from checklist.render.blocks import (
    Block,
    Changed,
    Heading,
    Items,
    Paragraph,
    Section,
    Table,
    Url,
    by_heading,
    by_section,
    figures_table,
    is_aside,
    is_web_address,
    plain,
)
from checklist.render.document import Document
from checklist.render.paper import column_class, is_unbroken, paper_class, row_groups
from checklist.text.languages import directed, is_right_to_left
from checklist.text.messages import commas, tr
from checklist.text.messages import language as spoken_language
from checklist.text.sanitize import replaced_unsafe, safe_text

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
    data = _page_data(sections, has_words=True)
    if len(json.dumps(data, ensure_ascii=False)) <= MOST_CHARACTERS:
        return data
    return _page_data(sections, has_words=False)


def _page_data(sections: Sequence[Section], *, has_words: bool) -> Mapping[str, Any]:
    written = [
        [
            [
                _heading(heading, below),
                *(_block(block, has_words) for block in below if not is_aside(block)),
            ]
            for heading, below in by_heading(section.blocks)
            if heading is not None
        ]
        for section in sections
    ]
    lists, written = _without_repetition(written, tuple)
    texts, (lists, written) = _without_repetition([lists, written], str)
    return {"has_words": has_words, "texts": texts, "lists": lists, "sections": written}


def later_data(table: Table) -> Mapping[str, Any]:
    """Return the data of a table that a page makes when it is opened: texts that occur again once.

    Each cell is a list of its lines, or of their numbers among the texts.
    """
    written = [
        [
            [plain(line) for line in ([cell] if isinstance(cell, str | int | Url) else cell)]
            for cell in row
        ]
        for row in table.rows
    ]
    texts, rows = _without_repetition(written, str)
    return {"caption": table.caption, "head": [*table.head], "texts": texts, "rows": rows}


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


def _without_repetition(value: Any, kind: type) -> tuple[list[Any], Any]:
    """Return the parts of a kind that occur again, and the value with numbers in their places.

    A text that is shorter than a number stays.
    """
    several = [
        part
        for part, count in Counter(_parts(value, kind)).items()
        if count > 1 and (kind is tuple or len(part) >= _LEAST)
    ]
    numbers = {part: number for number, part in enumerate(several)}
    return several, _numbered(value, numbers)


def _parts(value: Any, kind: type) -> Iterator[Any]:
    if isinstance(value, kind):
        yield value
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _parts(part, kind)


def _numbered(value: Any, numbers: Mapping[Any, int]) -> Any:
    if isinstance(value, str | tuple) and value in numbers:
        return numbers[value]
    if isinstance(value, list | tuple):
        return [_numbered(part, numbers) for part in value]
    return value


TEMPLATES = Path(__file__).parent / "templates"

_IN_SCRIPT = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
"""The characters that could end a block of data, or change its meaning, with their escapes."""

_BROAD = 4
"""So many columns of a table need the whole width of a page."""


def page(
    template: str,
    *,
    styles: Sequence[str],
    script: str | Sequence[str] = (),
    language: str = "",
    **context: Any,
) -> str:
    """Return a page.

    Args:
        template: The name of a template in `templates/` that extends `base.html.j2`.
        styles: The names of its style sheets there.
        script: The name of its script there, or of several; none: no script runs.
        language: The language of most of its words; empty: the one that is spoken.
        context: The values for the template. Strings are escaped, and made safe for the eye.
    """
    scripts = [script] if isinstance(script, str) else script
    style, program = "".join(map(_file, styles)), "".join(map(_file, scripts))
    language = language or spoken_language()
    is_from_right = is_right_to_left(language)
    return (
        _environment(is_from_right=is_from_right)
        .get_template(template)
        .render(
            policy=_policy(style, program),
            style=Markup(style),
            program=Markup(program),
            language=language,
            direction="rtl" if is_from_right else "",
            **context,
        )
    )


class Asked(NamedTuple):
    """A part of a section: a heading with what is said about it, and what stands beside both."""

    heading: Heading | None
    """None for what stands before the first heading."""
    about: Sequence[Block]
    """The remarks that follow the heading at once."""
    blocks: Sequence[Block]

    @property
    def is_broad(self) -> bool:
        """Whether a table of it has more columns than fit beside the heading."""
        tables = (block for block in self.blocks if isinstance(block, Table | Bars))
        return any(len(table.head) >= _BROAD for table in tables)


def beside_headings(blocks: Iterable[Block]) -> Sequence[Asked]:
    """Return the blocks of a section by their headings, such as questions with their answers."""
    found = []
    for heading, below in by_heading(blocks):
        about = [*takewhile(is_aside, below)]
        if heading is not None or below:
            found.append(Asked(heading, about, below[len(about) :]))
    return found


def before_parts(blocks: Iterable[Block]) -> Sequence[Block]:
    """Return the blocks of a section that stand before its first part."""
    return [*takewhile(lambda block: not isinstance(block, Heading), blocks)]


def as_html(document: Document) -> str:
    """Return a document as a page to read and to print.

    A document in two columns has a script, by which can be chosen what it shows.
    """
    title, *sections = by_section(document.blocks)
    folded = folded_data([section for section in sections if section.heading.folded])
    scripts = ["page.js", *["folded.js"] * bool(folded), *["filters.js"] * bool(document.filters)]
    return page(
        "document.html.j2",
        styles=("page.css", "figures.css", "document.css"),
        script=scripts if document.in_two_columns else (),
        language=document.language,
        title=title.heading.text,
        begin=title.blocks,
        sections=sections,
        running=document.name,
        filters=document.filters,
        is_in_columns=document.in_two_columns,
        has_bars=any(isinstance(block, Bars) for section in sections for block in section.blocks),
        folded=folded,
    )


def _policy(style: str, program: str) -> str:
    """Return the Content-Security-Policy: only this style and this script, and no network."""
    parts = [
        "default-src 'none'",
        f"style-src '{_hash(style)}'",
        f"script-src '{_hash(program)}'" if program else "script-src 'none'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join(parts)


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _file(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


class _Templates(FileSystemLoader):
    """Loads the templates, and keeps them compiled: to compile them takes a sixth of a page.

    No filter of a template has a constant, so the code is the same in each language.
    """

    def load(self, environment: Environment, name: str, globals: Any = None, /) -> Template:
        """Return a template of this package."""
        path = TEMPLATES / name
        make = partial(_compiled, environment, path)
        files = [path, Path(__file__)]
        code = cached(TEMPLATES, f"{name}-{bc_version}", files, make, is_plain=True)
        return environment.template_class.from_code(environment, code, globals or {})


def _compiled(environment: Environment, path: Path) -> CodeType:
    return environment.compile(path.read_text("utf-8"), path.name, str(path))


@cache
def _environment(*, is_from_right: bool) -> Environment:
    environment = Environment(
        loader=_Templates(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_safe,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["data"] = _data
    environment.filters["later"] = later_data
    environment.filters["raw_data"] = _raw_data
    environment.filters["kind"] = _kind
    environment.filters["directed"] = _isolated if is_from_right else _safe
    environment.filters["figures"] = figures_table
    for same in (beside_headings, before_parts, paper_class, column_class, is_unbroken, row_groups):
        environment.filters[same.__name__] = same
    environment.tests["web_address"] = is_web_address
    environment.globals.update(tr=tr, commas=commas)
    return environment


def _safe(value: Any) -> Any:
    """Show by its number each character that is invisible or changes the order of the text.

    This holds for markup, too: a filter such as `join` makes markup of foreign texts.
    """
    if not isinstance(value, str):
        return value
    shown = safe_text(value, multiline=True)
    return Markup(shown) if isinstance(value, Markup) else shown


def _isolated(value: Any) -> Any:
    """Return a text of a page from the right, in which what runs from the left is isolated."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    pieces = directed(safe_text(value, multiline=True))
    return Markup("").join(
        Markup('<bdi dir="ltr">{}</bdi>').format(piece) if is_left else piece
        for piece, is_left in pieces
    )


def _kind(value: Any) -> str:
    """Return the name of a value's class, by which a template chooses how to show it."""
    return type(value).__name__


class RawText(str):
    """A text of a page's data that a field shows: what comes back must be the same characters."""


def _data(value: Any) -> Markup:
    """Return data for the script of a page, as the content of a `script` element."""
    return _raw_data(_all_safe(value))


def _raw_data(value: Any) -> Markup:
    """Return data as they are, which are not for the eye: a program reads them back."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPT)
    # What cannot be seen is escaped, because the finished page is made safe for the eye.
    return Markup(replaced_unsafe(text, lambda character: json.dumps(character)[1:-1]))


def _all_safe(value: Any) -> Any:
    if isinstance(value, RawText):
        return value
    if isinstance(value, str):
        return safe_text(value, multiline=True)
    if isinstance(value, Mapping):
        return {_all_safe(key): _all_safe(part) for key, part in value.items()}
    if isinstance(value, Sequence):
        return [_all_safe(part) for part in value]
    return value
