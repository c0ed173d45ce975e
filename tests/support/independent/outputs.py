"""The tables of outputs, read as a reader sees them: Markdown, page, Word, terminal, workbook."""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from itertools import takewhile
from pathlib import Path

Cells = Sequence[tuple[str, str]]
"""The cells of a row, each with the head of its column."""
Shown = dict[str, list[Cells]]
"""The rows of tables by the id of the table."""

ID = re.compile(r"(?:[TFR]\d+-\d+(?:\.\d{1,2}(?!\d))?|C\d)(?:\.\d{4}-\d{4})?")


def words(text: str) -> str:
    """Return a text with single spaces."""
    return " ".join(text.split())


def _rows(lines: Sequence[Sequence[str]]) -> list[Cells]:
    heads, *rest = lines
    return [[*zip(heads, line, strict=True)] for line in rest if len(line) == len(heads)]


def manifest(path: Path) -> Shown:
    """Return the tables of a manifest that have numbers."""
    found: Shown = {}
    for table in json.loads(path.read_text("utf-8"))["tables"]:
        if table["columns"]:
            found[table["id"]] = [
                [("", row["label"]), *zip(table["columns"], map(str, row["counts"]), strict=True)]
                for row in table["rows"]
            ]
    return found


def markdown(text: str) -> Shown:
    """Return the tables of a document in Markdown."""
    found: Shown = {}
    name, lines = "", list[list[str]]()
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            cells = re.split(r"(?<!\\)\|", line[1:-1])
            lines.append([words(cell.replace("\\", "").replace("<br>", "; ")) for cell in cells])
        elif lines:
            if name and name not in found:
                found[name] = _rows([lines[0], *lines[2:]])
            name, lines = "", []
        if caption := re.match(rf"\*\*({ID.pattern}) ", line):
            name = caption[1]
    return found


def under_captions(text: str) -> Shown:
    """Return the rows of all tables of a document in Markdown that have the same id."""
    found: Shown = {}
    for part in re.split(r"(?m)^\*\*(?=[A-Z]\d)", text)[1:]:
        lines = [line[1:-1] for line in part.splitlines() if line.startswith("|")]
        cells = [[words(cell) for cell in re.split(r"(?<!\\)\|", line)] for line in lines]
        found.setdefault(part.split()[0], []).extend(_rows([cells[0], *cells[2:]]))
    return found


def word(path: Path) -> Shown:
    """Return the tables of a Word file, by the captions before them."""
    import docx

    found: Shown = {}
    name = ""
    document = docx.Document(str(path))
    for part in document.iter_inner_content():
        if isinstance(part, docx.table.Table):
            heads = [
                [words(cell.text.replace("\n", "; ")) for cell in row.cells] for row in part.rows
            ]
            if name and name not in found and name[0] != "F":
                found[name] = _rows(heads)
        elif part.style is not None and part.style.name == "Caption":
            caption = ID.match(part.text)
            name = caption[0] if caption else ""
    return found


def workbook(path: Path) -> Shown:
    """Return the data of the figures in a workbook, sheet by sheet."""
    import openpyxl

    found: Shown = {}
    for sheet in openpyxl.load_workbook(path).worksheets[1:]:
        lines = [["" if one is None else str(one) for one in row] for row in sheet.values]
        found[sheet.title] = [cells[:-1] for cells in _rows(lines[2:])]
    return found


class _Page(HTMLParser):
    """Reads the tables and bars of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Shown = {}
        self.name = self.group = self.place = ""
        self.heads: list[str] = []
        self.row: list[tuple[str, str]] = []
        self.counts: list[tuple[str, str]] = []
        self.text: list[str] = []
        self.inside = ""
        self.is_group = self.is_counts = self.in_head = False
        self.columns = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        kind = given.get("class") or ""
        if tag == "figure":
            self.place = given.get("id") or ""
        elif tag == "table":
            self.name = self.group = ""
            self.heads, self.is_counts = [], "counts" in kind.split()
        elif tag == "tbody" and ID.fullmatch(given.get("id") or ""):
            self.name = given["id"] or ""
            self.group = ""
        elif tag == "thead":
            self.in_head = True
        elif tag == "tr":
            self._end_row()
            self.is_group = kind == "group"
        elif tag in {"th", "td", "caption", "dt"} or (tag == "dd" and kind == "of"):
            self._end_cell()
            self.inside, self.text = tag, []
            if tag == "dt":
                self.row = []
        elif tag == "span" and kind == "count":
            self.inside, self.text = "count", []
        elif tag == "span" and kind in {"id", "quiet note"}:
            self._end_cell()
            self.inside = "skip"
        elif tag == "br":
            self.text.append("; ")

    def handle_data(self, data: str) -> None:
        if self.inside and self.inside != "skip":
            self.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "span" and self.inside == "count":
            label, _, number = words("".join(self.text)).rpartition(" ")
            self.counts.append((label, number))
            self.inside = ""
        elif tag in {"th", "td", "caption", "dt", "dd"}:
            self._end_cell()
        elif tag == "thead":
            self._end_row()
            self.in_head = False
        elif tag in {"tr", "table"}:
            self._end_row()
        elif tag == "figure":
            self.place = ""

    def _end_cell(self) -> None:
        kind, text = self.inside, words("".join(self.text).strip().replace("\n", "; "))
        self.inside, self.text = "", []
        if kind == "caption":
            caption = ID.match(text)
            self.name = caption[0] if caption else ""
        elif kind in {"th", "td"}:
            if self.in_head:
                self.heads.append(text)
            else:
                head = self.heads[len(self.row)] if len(self.row) < len(self.heads) else ""
                self.row.append((head, text))
        elif kind == "dt":
            self.row = [("", text)]
        elif kind == "dd" and self.row and self.place:
            self.found.setdefault(f"bars {self.place}", []).append([*self.row, ("of", text)])
            self.row = []

    def _end_row(self) -> None:
        self._end_cell()
        if not self.row or self.in_head:
            self.row = []
            return
        if self.is_group:
            self.group = self.row[0][1]
        elif self.name:
            label = [("", self.group)] if self.group and self.is_counts else []
            if self.is_counts:
                first, *_, answered, of = self.row
                if self.name.startswith("T9") and not self.group:
                    first = ("", "All")
                cells = [*self.counts, ("Answered", answered[1]), ("In all", of[1])]
                if label and self.name.startswith("T9"):
                    label = []
                self.row = [*label, first, *cells]
            if len(self.row) > 1:
                self.found.setdefault(self.name, []).append(self.row)
        self.row, self.counts = [], []
        self.is_group = False


def page(text: str) -> Shown:
    """Return the tables of a page, and its bars as `bars F1-1`."""
    reader = _Page()
    reader.feed(re.sub(r"<(style|script|svg)\b.*?</\1>", "", text, flags=re.S))
    reader.close()
    return reader.found


def terminal(text: str) -> Mapping[str, list[str]]:
    """Return the lines below the caption of each table."""
    found: dict[str, list[str]] = {}
    name, is_caption = "", False
    for line in text.splitlines():
        if caption := re.match(rf"({ID.pattern}) ", line):
            name, is_caption = caption[1], True
            found.setdefault(name, [])
        elif is_caption and line and line[0] != " ":
            pass
        elif not line.startswith(" ") or line.startswith("  - "):
            name = ""  # a paragraph, or a list of notes
        elif name:
            found[name].append(line)
        is_caption = is_caption and not line.endswith(":")
    return found


def terminal_rows(
    lines: Sequence[str], heads: Sequence[str], labels: Collection[str]
) -> list[Cells]:
    """Return the rows of a table in the terminal, whose columns of numbers have these heads.

    A table has columns; or columns with short heads, which are explained above them; or, where it
    is too wide, a paragraph for each row.
    """
    legend = takewhile(lambda line: not line.startswith("   "), lines)
    text = " ".join(line.strip() for line in legend)
    short = {
        found[1]: head
        for head in heads
        if (found := re.search(rf"(?:^|; )([\w.]+): {re.escape(head)}(?=;|$)", text))
    }
    for place, line in enumerate(lines):
        if short and {*short} <= {*line.split()} and ":" not in line:
            # A head that is short already is not explained.
            whole = {head: head for head in heads if head not in short.values()}
            ends = [
                (head, found.end())
                for one, head in (short | whole).items()
                if (found := re.search(rf"(?<!\S){re.escape(one)}(?!\S)", line))
            ]
            return [*_columns(lines[place + 1 :], ends)]
    ends = [
        (head, found.end())
        for head in heads
        if (found := re.search(rf"(?:^|  ){re.escape(head)}(?=  |$)", "  " + (lines or [""])[0]))
    ]
    if ends and not lines[0].rstrip().endswith(":"):
        return [*_columns(lines[1:], [(head, end - 2) for head, end in ends])]
    return [*_records(lines, heads, labels)]


def _columns(lines: Sequence[str], ends: Sequence[tuple[str, int]]) -> Iterator[Cells]:
    row: list[tuple[str, str]] = []
    for line in lines:
        numbers = [
            (head, found[1]) for head, end in ends if (found := re.search(r" (\d+)$", line[:end]))
        ]
        if len(numbers) == len(ends):
            if row:
                yield row
            ((_, end), (_, first)) = min(zip(ends, numbers, strict=True), key=lambda one: one[0][1])
            row = [("", words(line[: end - len(first)])), *numbers]
        elif row:
            row[0] = ("", words(f"{row[0][1]} {line[: ends[0][1] - 6]}"))
    if row:
        yield row


def _records(
    lines: Sequence[str], heads: Sequence[str], labels: Collection[str]
) -> Iterator[Cells]:
    label, body = list[str](), list[str]()
    for line in [*lines, "  :"]:
        if not line.startswith("    "):
            if body or (label and " ".join(label).removesuffix(":") in labels):
                yield _record(" ".join(label), " ".join(body), heads)
                label, body = [], []
            label.append(line.strip())
        else:
            body.append(line.strip())


def _record(label: str, body: str, heads: Sequence[str]) -> Cells:
    found = [("", label.removesuffix(":"))]
    if group := re.match(r"(?:Group|Treaty status|Short name|Version): (.*?); ", body):
        found.append(("", group[1]))
    for head in heads:
        if count := re.search(rf"(?:^|; ){re.escape(head)}: (\d+)(?=;|$)", body):
            found.append((head, count[1]))
    return found
