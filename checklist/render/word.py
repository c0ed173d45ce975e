"""A document of blocks as a Word file (DOCX), with real headings, lists, links and table heads."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple, TypeAlias

from checklist.render.bars import Bar, Bars, BarSegment, lengths
from checklist.render.blocks import (
    BOXES,
    ENTRIES,
    Blanks,
    Block,
    Cell,
    Changed,
    Facts,
    Heading,
    Items,
    Notice,
    Numbered,
    Paragraph,
    Quote,
    Reference,
    Table,
    Text,
    Url,
    WithCode,
    by_heading,
    figures_table,
    is_aside,
    is_web_address,
    plain,
)
from checklist.render.document import Document
from checklist.render.paper import (
    BRIEF,
    NUMBER,
    ROW_BY_ROW,
    UPRIGHT_HEADS,
    WORDS,
    column_class,
    paper_class,
)
from checklist.render.shades import FILLS, INK, LINE, PAPER, PATTERNS, ink_on
from checklist.render.word_file import (
    ASIDE,
    BAR,
    BLANK,
    CAPTION,
    CELL,
    CELL_HEAD,
    CODE,
    CONTENTS,
    CONTENTS_HEAD,
    FACT,
    GONE,
    LABEL,
    LINK,
    NEW,
    NOTICE,
    QUOTE,
    Links,
    WordFile,
    spoken_in,
    widths,
)
from checklist.render.word_xml import (
    KEEP_NEXT,
    SPACE,
    TO_THE_RIGHT,
    attribute,
    bookmark,
    cell,
    kept_together,
    paragraph,
    row,
    run,
    styled,
    styled_as,
    table,
)
from checklist.text.languages import MARKS, is_right_to_left
from checklist.text.messages import labelled, semicolons, tr
from checklist.text.messages import language as spoken_language
from checklist.text.quoted import Quoted
from checklist.text.sanitize import safe_text
from checklist.text.wrapping import longest_word

_UNITS = 60
"""The columns of the grid that a bar is made of."""
_LEAST_WITH_NUMBER = 3
"""The least columns of a part in which its number has room."""
_NOTE_SHARE = 0.12
"""The share of the line that the wholes of bars have."""
_THIN = (
    '<w:tcMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar>'
)
_MIDDLE = '<w:vAlign w:val="center"/>'
_CENTRED = '<w:jc w:val="center"/>'
_GAP_HIGH = 90
_NO_BREAK = "\N{NO-BREAK SPACE}"
_BOX = "\N{FIGURE SPACE}" * 3
"""A shade in a legend, as wide as three digits. LibreOffice drops no-break spaces that begin a
line; a figure space does not break, either."""
_FRAMED = f'<w:bdr w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'


class _Size(NamedTuple):
    """How bars are laid out. Heights are in twentieths of a point."""

    name_share: float
    """The share of the line that their names have."""
    bar: int
    """The height of a bar."""
    gap: int
    """The height of the gap below it."""
    style: str
    """The style of words beside it."""
    around: str = ""
    """The space around these words, where it is not that of all tables."""


_ROOMY = _Size(0.3, 340, _GAP_HIGH, CELL)
_COMPACT = _Size(
    0.48,
    215,
    30,
    BAR,
    '<w:tcMar><w:top w:w="5" w:type="dxa"/><w:bottom w:w="5" w:type="dxa"/></w:tcMar>',
)


def _label(words: str) -> str:
    """Return words with what stands between them and what they name."""
    return labelled(safe_text(words), "\t").removesuffix("\t")


def bar_table(bars: Bars, width: int) -> str:
    """Return the bars, below a head that says what they show, where there are several kinds.

    Args:
        bars: The bars.
        width: The width of the line in twentieths of a point.
    """
    size = _COMPACT if bars.is_compact else _ROOMY
    unit = int(width * (1 - size.name_share - _NOTE_SHARE)) // _UNITS
    note = int(width * _NOTE_SHARE)
    columns = [width - note - unit * _UNITS, *[unit] * _UNITS, note]
    rows = [] if bars.is_small else [kept_together(_legend(bars.kinds, columns))]
    group: list[str] = []
    for begins, name, bar in bars.labelled:
        if bars.is_compact and begins:
            rows += _on_one_page(group)
            group = []
        if begins:
            words = paragraph(styled(safe_text(begins), LABEL), size.style)
            group.append(row([cell(words, sum(columns), span=len(columns), more=size.around)]))
        group.append(_row(bar, name, columns, size))
        empty = _empty(sum(columns), span=len(columns))
        group.append(row([empty], high=size.gap, is_exact=True))
    rows += _on_one_page(group)
    has_head = not bars.is_small
    return table(rows, columns, caption=bars.caption, has_head=has_head, has_lines=False)


def _on_one_page(rows: Sequence[str]) -> Iterator[str]:
    """Yield rows that stay on one page: all but the last two, a bar and its gap, keep the next."""
    yield from map(kept_together, rows[:-2])
    yield from rows[-2:]


def _row(bar: Bar, name: str, columns: Sequence[int], size: _Size) -> str:
    unit, look = columns[1], f"{size.around}{_MIDDLE}"
    cells = [cell(paragraph(run(safe_text(name)), size.style), columns[0], more=look)]
    parts = [part for part in bar.segments if part.count]
    rest = bar.of - sum(part.count for part in parts)
    spans = lengths([*(part.count for part in parts), max(rest, 0)], _UNITS)
    for part, span in zip(parts, spans, strict=False):
        if span:
            cells.append(_part(part, span, span * unit))
    if spans[-1]:
        cells.append(_empty(spans[-1] * unit, span=spans[-1]))
    note = safe_text(bar.note or str(bar.of))
    cells.append(cell(paragraph(run(note), size.style), columns[-1], more=look))
    return row(cells, high=size.bar)


def _part(part: BarSegment, span: int, width: int) -> str:
    has_room = span >= _LEAST_WITH_NUMBER + len(str(part.count)) - 1
    look = f'<w:color w:val="{ink_on(part.shade)}"/>'
    if part.shade in PATTERNS:
        look = f'<w:color w:val="{INK}"/><w:shd w:val="clear" w:color="auto" w:fill="{PAPER}"/>'
    inside = run(str(part.count), look) if has_room else ""
    own = paragraph(inside, BAR, _CENTRED)
    fill, pattern, ink = _shade(part)
    return cell(
        own, width, span=span, fill=fill, pattern=pattern, ink=ink, more=f"{_THIN}{_MIDDLE}"
    )


def _shade(part: BarSegment) -> tuple[str, str, str]:
    """Return the fill, the pattern on it and its colour."""
    pattern = PATTERNS.get(part.shade)
    return (FILLS[part.shade], "clear", "auto") if pattern is None else (PAPER, *pattern[1:])


def _empty(width: int, *, span: int) -> str:
    return cell(paragraph("", BAR), width, span=span, more=_THIN)


def _legend(parts: Sequence[BarSegment], columns: Sequence[int]) -> str:
    """Return what the shades and patterns mean: a row that each page with bars begins with."""
    keys = []
    for part in parts:
        fill, pattern, ink = _shade(part)
        shaded = f'{_FRAMED}<w:shd w:val="{pattern}" w:color="{ink}" w:fill="{fill}"/>'
        unbroken = safe_text(part.label).replace(" ", _NO_BREAK)
        keys.append(run(_BOX, shaded) + run(f"{_NO_BREAK}{unbroken}"))
    words = paragraph(run("   ").join(keys), CELL)
    return row([cell(words, sum(columns), span=len(columns))], is_head=True)


_UPRIGHT_WIDTH, _TEXT_WIDTH, _BRIEF_WIDTH, _FIRST_WIDTH = 500, 1_300, 750, 1_800
"""The least widths of columns below upright heads: of counts, texts and years, and the first."""
_LEAST_UPRIGHT, _MOST_UPRIGHT, _UPRIGHT_LETTER = 1_500, 2_600, 105
"""The least and the greatest height of a row of upright heads, and that of a letter in it."""
_AROUND, _UPRIGHT_LINE = 230, 220
"""The space around a count or an upright head, and the width of a line of such a head."""
_LETTERS, _FIRST_LETTERS = 32, 22
"""The most letters of a text that make its column wider, next to counts; of the first column."""
_SUBJECT_SHARE = 0.34
"""The share of the line that a subject has, next to several lines about it."""
_BOXES_SHARE = 0.62
"""The share of the line that boxes to tick have, next to what they are about."""


def column_widths(block: Table, width: int, *, is_upright: bool) -> Sequence[int]:
    """Return the widths of the columns of a table."""
    count = len(block.head) - 1
    columns = list(zip(block.head, *block.rows, strict=True))
    if is_upright:
        least = [_upright_width(block, place) for place in range(1, count + 1)]
        room = min(width - _FIRST_WIDTH, sum(least))
        narrow = [share * room // sum(least) for share in least]
        return _with_room_for_texts(block, [width - sum(narrow), *narrow])
    if block.form == BOXES and count:
        box = int(width * _BOXES_SHARE) // count
        return [width - count * box, *[box] * count]
    if count == 1 and any(isinstance(row[1], list | tuple) for row in block.rows):
        first = int(width * _SUBJECT_SHARE)
        return [first, width - first]
    texts = [[head, *map(text_of, cells)] for head, *cells in columns]
    longest = [max(map(len, column)) for column in texts]
    # The head is bold, so its words are wider.
    words = [longest_word([f"{head.replace(' ', '_ ')}_", *cells]) for head, *cells in texts]
    if block.form == ENTRIES:
        longest = words = [10] * len(texts)
    return widths(longest, words, width)


def _with_room_for_texts(block: Table, sizes: list[int]) -> list[int]:
    """Return widths of columns, in which texts have the room that the first column leaves."""
    first, *others = (
        min(longest, _LETTERS if place else _FIRST_LETTERS) * _UPRIGHT_LETTER + _AROUND
        for place in range(len(sizes))
        for longest in [max(len(plain(row[place])) for row in block.rows)]
    )
    for place, wanted in enumerate(others, 1):
        if column_class(block, place) == WORDS:
            more = max(min(wanted - sizes[place], sizes[0] - first), 0)
            sizes[place] += more
            sizes[0] -= more
    return sizes


def _upright_width(block: Table, place: int) -> int:
    """Return the width of a column below an upright head, in which no count is broken."""
    kind = column_class(block, place)
    if kind != NUMBER:
        return _BRIEF_WIDTH if kind == BRIEF else _TEXT_WIDTH
    digits = max(len(plain(row[place])) for row in block.rows)
    lines = -(-len(block.head[place]) * _UPRIGHT_LETTER // (_MOST_UPRIGHT - _AROUND))
    return _AROUND + max(_UPRIGHT_WIDTH - _AROUND, digits * _UPRIGHT_LETTER, lines * _UPRIGHT_LINE)


def upright_height(block: Table) -> int:
    """Return the height of a row of upright heads, in which none is cut off."""
    counts = (head for n, head in enumerate(block.head) if n and column_class(block, n) == NUMBER)
    longest = max(map(len, counts), default=0)
    return min(max(_LEAST_UPRIGHT, longest * _UPRIGHT_LETTER + _AROUND), _MOST_UPRIGHT)


def text_of(content: Cell | Text) -> str:
    """Return a cell as a text, its parts below each other."""
    match content:
        case int() | str():
            return str(content)
        case Url(address):
            return address
        case Reference(text, _):
            return text
        case _:
            return "\n".join(map(text_of, content))


_HEAD_FILL = "E7ECF3"
_NEW_PAGE = "<w:pageBreakBefore/>"
_IN_CELL = '<w:keepNext w:val="0"/><w:spacing w:before="0" w:after="40"/>'
"""The properties of a heading in a cell, without which a table would stay on one page."""
_HANGS = '<w:ind w:left="170" w:hanging="170"/>'
"""The properties of one of several lines in a cell, which can be longer than the cell is wide."""
_QUESTION_SHARE = 0.38
"""The share of the line that the question has, next to its answer."""
_SHORT = 1_200
"""The most characters of an answer that is kept on one page."""
_MOST_TOGETHER, _MOST_TOGETHER_XML = 14, 60_000
"""The most rows, and characters as XML, of a table that is kept on one page."""
_FEW_COLUMNS = 3
"""The most columns of a table in which only the first column has cells that rows share."""
_BEGINS, _GOES_ON = "restart", "continue"
"""How the first cell of a row takes part in one that several rows share, as Word calls it."""
_HIGH = 454
"""The least height of a row to write in: 8 mm in twentieths of a point."""

_Answered: TypeAlias = tuple[Heading, Sequence[Block]]
"""A question with the blocks below it."""


def as_docx(document: Document) -> bytes:
    """Return a document as a Word file, the same bytes for the same document."""
    file = WordFile(
        title=document.title or document.heading,
        language=document.language or spoken_language(),
        is_wide=document.is_wide,
        foot=document.foot,
    )
    return file.content(lambda links: "".join(_Writer(file, document, links).written()))


class _Writer:
    """Writes blocks as XML."""

    def __init__(self, file: WordFile, document: Document, links: Links) -> None:
        self.file, self.document, self.links = file, document, links
        self.headings = [block for block in document.blocks if isinstance(block, Heading)]
        # Names of headings can be longer than those of bookmarks.
        self.targets = {
            heading.name: f"_Toc{n}" for n, heading in enumerate(self.headings, 1) if heading.name
        }
        self.number = 0

    def written(self) -> Iterator[str]:
        """Yield the document, with the list of its sections."""
        waiting: list[_Answered] = []
        sections = 0
        for heading, below in by_heading(self.document.blocks):
            if heading is None or heading.level < 3 or not self.document.in_two_columns:
                yield from self._questions(waiting)
                waiting = []
                is_first = heading is not None and heading.level == 2 and not sections
                sections += is_first
                if is_first and self.document.has_contents:
                    yield from self._contents()
                if heading is not None:
                    begins_page = is_first and self.document.has_contents
                    yield self._heading(heading, _NEW_PAGE if begins_page else "")
                is_part = heading is not None and heading.level == 2
                yield from self._below(below, is_followed=is_part)
                continue
            if any(isinstance(block, Table) for block in below):
                yield from self._questions(waiting)
                waiting = []
                yield self._heading(heading)
                yield from self._below(below)
            else:
                waiting.append((heading, below))
        yield from self._questions(waiting)

    def _below(self, blocks: Sequence[Block], *, is_followed: bool = False) -> Iterator[str]:
        """Yield what stands below a heading.

        Remarks on it, and words before a table, stay with what follows.

        Args:
            blocks: What stands there.
            is_followed: Whether remarks alone stay with the heading that follows.
        """
        is_start = True
        for number, block in enumerate(blocks, 1):
            is_start = is_start and is_aside(block) and (is_followed or number < len(blocks))
            is_before_table = isinstance(block, Paragraph) and isinstance(
                (*blocks, None)[number], Table | Bars
            )
            kept = KEEP_NEXT if is_start or is_before_table else ""
            yield from self._block(block, self.file.width, kept)

    # Headings

    def _heading(self, heading: Heading, properties: str = "") -> str:
        self.number += 1
        runs = run(safe_text(heading.words))
        named = bookmark(self.number, f"_Toc{self.number}", runs)
        return paragraph(named, f"Heading{heading.level}", properties)

    def _contents(self) -> Iterator[str]:
        """Yield the list of sections. It can be read at once; Word adds the pages when asked."""
        yield paragraph(run(tr("Contents")), CONTENTS_HEAD)
        listed = [(n, known) for n, known in enumerate(self.headings, 1) if known.level == 2]
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
            ' TOC \\o "2-2" \\h \\z </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        for index, (number, heading) in enumerate(listed):
            text = _linked(f"_Toc{number}", run(safe_text(heading.words)))
            before, after = "" if index else begin, end if index == len(listed) - 1 else ""
            yield paragraph(before + text + after, CONTENTS)

    # Questions with their answers on the right

    def _questions(self, waiting: Sequence[_Answered]) -> Iterator[str]:
        if not waiting:
            return
        left = int(self.file.width * _QUESTION_SHARE)
        columns = left, self.file.width - left
        head = map(_head_cell, (tr("Question"), tr("Answer")), columns)
        rows = [row(head, is_head=True)]
        rows += [self._question(heading, below, columns) for heading, below in waiting]
        yield table(rows, columns, caption=tr("Questions with their answers"))
        yield SPACE

    def _question(self, heading: Heading, below: Sequence[Block], columns: tuple[int, int]) -> str:
        """Return the row of a question. Remarks that follow it at once stand below it."""
        remarks = list(takewhile(is_aside, below))
        asked = [self._heading(heading, _IN_CELL)]
        asked += [part for block in remarks for part in self._block(block, columns[0])]
        answer = [
            part for block in below[len(remarks) :] for part in self._block(block, columns[1])
        ]
        cells = (
            cell("".join(asked), columns[0]),
            cell("".join(answer) or paragraph(""), columns[1]),
        )
        return row(cells, can_split=sum(map(len, answer)) > _SHORT * 2)

    # Blocks

    def _block(self, block: Block, width: int, properties: str = "") -> Iterator[str]:
        match block:
            case Heading():
                yield self._heading(block)
            case Paragraph(text, is_aside):
                for line in _lines(text):
                    yield paragraph(self._text(line), ASIDE if is_aside else "", properties)
            case Quote(text, language):
                for line in _lines(text):
                    words = Quoted.of(line, line, language)
                    yield paragraph(self._text(words), QUOTE, self._direction(words))
            case Notice(text):
                for line in _lines(text):
                    yield paragraph(run(safe_text(line)), NOTICE)
            case Facts(facts):
                for label, value in facts:
                    name = styled(_label(label), LABEL)
                    yield paragraph(name + self._cell(value), FACT)
            case Blanks(labels):
                for label in labels:
                    yield paragraph(run(labelled(safe_text(label), "\t")), BLANK)
            case Items(items):
                for item in items:
                    yield paragraph(self._text(item), "ListBullet")
            case Numbered(items):
                # Typed numbers begin again with each list; those of Word's lists would go on.
                for index, item in enumerate(items, 1):
                    yield paragraph(run(f"{index}. {safe_text(item)}"), FACT)
            case Bars():
                yield from self._bars(block, width)
            case Table():
                yield from self._table(block, width)

    def _direction(self, content: Cell) -> str:
        """Return what says that a paragraph of words runs from the right in a file from the left.

        A file from right to left says it of all its paragraphs.
        """
        languages = content.pieces[0][1] if isinstance(content, Quoted) else ""
        is_other = is_right_to_left(languages) and not self.file.is_from_right
        return "<w:bidi/>" if is_other else ""

    def _table(self, block: Table, width: int) -> Iterator[str]:
        if block.caption:
            yield paragraph(run(safe_text(block.caption)), CAPTION)
        if not block.rows:
            yield paragraph(run(tr("None.")))
            return
        kind = paper_class(block)
        if kind == ROW_BY_ROW:
            yield from self._row_by_row(block)
            return
        columns = column_widths(block, width, is_upright=kind == UPRIGHT_HEADS)
        rows = [self._head(block, columns, is_upright=kind == UPRIGHT_HEADS)]
        merges = _merges(block)
        seconds = _merges(block, 2) if len(block.head) > _FEW_COLUMNS else []
        for number, content in enumerate(block.rows):
            texts = [text_of(inner) for inner in content]
            shared = [merges[number], *seconds[number : number + 1]]
            shared += [""] * (len(content) - len(shared))
            cells = [
                self._cell_of_rows(*parts)
                for parts in zip(content, texts, columns, shared, strict=True)
            ]
            high = _HIGH if block.form == ENTRIES else 0
            rows.append(row(cells, can_split=sum(map(len, texts)) > _SHORT, high=high))
        if len(rows) <= _MOST_TOGETHER and sum(map(len, rows)) < _MOST_TOGETHER_XML:
            rows[:-1] = map(kept_together, rows[:-1])
        else:
            for place, merge in enumerate(merges[1:], 1):
                if merge == _GOES_ON:
                    rows[place] = kept_together(rows[place])
        yield table(rows, columns, caption=block.caption)
        yield SPACE

    def _cell_of_rows(self, content: Cell, text: str, width: int, merge: str) -> str:
        """Return a cell of a row; what several rows share stands in the first of them."""
        if not merge:
            return cell(self._table_cell(content, text), width)
        own = paragraph("", CELL) if merge == _GOES_ON else self._table_cell(content, text)
        return cell(own, width, more=f'<w:vMerge w:val="{merge}"/>')

    def _bars(self, block: Bars, width: int) -> Iterator[str]:
        """Yield bars, with a table of their figures where they have several parts."""
        yield paragraph(run(safe_text(block.caption)), CAPTION)
        if block.about:
            yield paragraph(run(safe_text(block.about)), ASIDE, KEEP_NEXT)
        if not block.bars:
            yield paragraph(run(tr("None.")))
            return
        yield bar_table(block, width)
        yield SPACE
        if not (block.is_small or block.is_compact):
            yield from self._table(replace(figures_table(block), caption=tr("Figures")), width)

    def _head(self, block: Table, columns: Sequence[int], *, is_upright: bool) -> str:
        cells = []
        for place, (text, size) in enumerate(zip(block.head, columns, strict=True)):
            is_narrow = is_upright and place and column_class(block, place) == NUMBER
            turned = '<w:textDirection w:val="btLr"/>' if is_narrow else ""
            cells.append(_head_cell(text, size, turned))
        return row(cells, is_head=True, high=upright_height(block) if is_upright else 0)

    def _table_cell(self, content: Cell, text: str) -> str:
        if isinstance(content, int):
            return paragraph(run(text), CELL, TO_THE_RIGHT)
        if isinstance(content, str | Url | Reference):
            return paragraph(self._cell(content), CELL, self._direction(content))
        hangs = _HANGS if len(content) > 1 else ""
        lines = (
            paragraph(self._cell(line), CELL, self._direction(line) + hangs) for line in content
        )
        return "".join(lines) or paragraph("", CELL)

    def _row_by_row(self, block: Table) -> Iterator[str]:
        """Yield a table that is wider than any sheet as a list of its rows."""
        for content in block.rows:
            first = text_of(content[0])
            name = labelled(block.head[0], first) if block.head[0] else first
            yield paragraph(styled(_shown(name), LABEL), FACT, KEEP_NEXT)
            pairs = zip(block.head[1:], content[1:], strict=True)
            texts = [labelled(name, plain(inner)) for name, inner in pairs if plain(inner)]
            yield paragraph(run(safe_text(semicolons(texts))), FACT)

    # Texts

    def _text(self, text: str) -> str:
        if isinstance(text, Changed):
            runs = (_changed(piece, sign) for piece, sign in text.pieces)
            return run(" ").join(runs)
        if isinstance(text, Quoted):
            return "".join(self._spoken(*piece, len(text.pieces)) for piece in text.pieces)
        if isinstance(text, WithCode):
            return "".join(
                styled(_shown(part), CODE) if is_code else run(_shown(part))
                for part, is_code in text.parts()
            )
        is_link = is_web_address(text)
        return self.links.to(text, styled(text, LINK)) if is_link else run(_shown(text))

    def _spoken(self, words: str, language: str, pieces: int) -> str:
        shown, is_from_right = _shown(words), is_right_to_left(language)
        if language and pieces > 1 and self.file.is_from_right is not is_from_right:
            mark = MARKS[is_from_right]
            shown = f"{mark}{shown}{mark}"  # else a full stop goes to the other side
        return run(shown, spoken_in(language))

    def _cell(self, content: Cell) -> str:
        match content:
            case int():
                return run(str(content))
            case Url(address):
                return self._text(address)
            case Reference(text, name):
                target = self.targets.get(name)
                inside = styled(_shown(text), LINK) if target else run(_shown(text))
                return _linked(target, inside) if target else inside
            case Quoted():
                return self._text(content)
            case str():
                return run(_shown(content))
            case _:
                return run("\n").join(self._cell(line) for line in content)


def _merges(block: Table, place: int = 1) -> Sequence[str]:
    """Return how the cell of a column in each row takes part in one that several rows share.

    Rows share it that have the same words in it, and in the columns before it, as long as a page
    surely has room for all.

    Args:
        block: The table.
        place: 1 for the first column, 2 for the second.
    """
    merges: list[str] = []
    before: Sequence[Cell] = ()
    number = size = 0
    for content in block.rows:
        words, own = content[:place], sum(len(text_of(inner)) for inner in content)
        has_room = number < _MOST_TOGETHER and size + own < _SHORT
        are_words = all(isinstance(word, str) and word for word in words)
        if are_words and words == before and has_room and not block.form:
            merges[-1] = merges[-1] or _BEGINS
            merges.append(_GOES_ON)
        else:
            merges.append("")
            before, number, size = words, 0, 0
        number, size = number + 1, size + own
    return merges


def _head_cell(text: str, width: int, more: str = "") -> str:
    own = paragraph(run(safe_text(text)), CELL_HEAD, KEEP_NEXT)
    return cell(own, width, fill=_HEAD_FILL, more=more)


def _shown(text: str) -> str:
    return safe_text(text, multiline=True)


def _changed(piece: str, sign: str) -> str:
    style = {"-": GONE, "+": NEW}.get(sign, "")  # a label is not bold, as what is new is
    language = piece.pieces[0][1] if isinstance(piece, Quoted) else ""
    return run(_shown(piece), styled_as(style) + spoken_in(language))


def _lines(text: str) -> list[str]:
    return [text] if isinstance(text, WithCode | Changed | Quoted) else text.split("\n")


def _linked(target: str, inside: str) -> str:
    return f'<w:hyperlink w:anchor={attribute(target)} w:history="1">{inside}</w:hyperlink>'
