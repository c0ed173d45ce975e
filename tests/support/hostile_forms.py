"""Forms that a stranger could send: each with the code of the finding that it gets.

`python -m tests.support.hostile_forms` prints the processor time and memory that each takes.
"""

import io
import json
import re
import struct
import zipfile
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any, TypeAlias

import openpyxl

from tests.support.ministries import COAST, form, set_cell, written
from tests.support.page_answers import with_state

_MEBIBYTE = 1024 * 1024
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
SHEETS = (SHEET, STRINGS, "xl/worksheets/sheet4.xml", "xl/workbook.xml")
"""Members of a workbook: of the questions, of all texts, of what the part carries, of the whole."""


@cache
def sound() -> bytes:
    """Return the form of an empty report."""
    return written(form({}))


def members_of(content: bytes) -> dict[str, bytes]:
    """Return the members of a workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive whose members are packed by a method."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return output.getvalue()


def with_members(more: Mapping[str, bytes], sound: bytes) -> bytes:
    """Return a form with more members, or others in place of its own."""
    return packed({**members_of(sound), **more})


def related(relations: bytes, more: str) -> bytes:
    """Return the file of a member's relations with more of them."""
    begin, _, end = relations.rpartition(b"</Relationships>")
    return begin + more.encode() + b"</Relationships>" + end


def with_member(name: str, content: Callable[[bytes], bytes]) -> bytes:
    """Return the form with another content of a member, which need not exist."""
    members = members_of(sound())
    return packed({**members, name: content(members.get(name, b""))})


def in_sheet(xml: bytes) -> bytes:
    """Return the form with more rows in its first sheet."""
    return with_member(SHEET, lambda one: one.replace(b"</sheetData>", xml + b"</sheetData>"))


def with_doctype(one: bytes) -> bytes:
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "&%c;&%c;&%c;&%c;">' % (98 + n, 97 + n, 97 + n, 97 + n, 97 + n)
        for n in range(20)
    )
    return one.replace(b"?>", b"?>" + entities + b"]>", 1)


def _changed(change: Callable[[Any], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(sound()))
    change(book)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def _merge(book: Any) -> None:
    book["Form"].merge_cells("E8:E12")


def _without_record(book: Any) -> None:
    del book["part"]


def _without_form(book: Any) -> None:
    del book["Form"]


def _foreign() -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"] = "Our own table"
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def encrypted_flag(content: bytes) -> bytes:
    """Return an archive whose members say that they are locked."""
    return re.sub(rb"(PK\x01\x02.{4}).", lambda found: found[1] + b"\x01", content, flags=re.DOTALL)


def _record(key: str, value: Any) -> bytes:
    """Return the form with another content of the hidden sheet."""

    def change(book: Any) -> None:
        sheet = book["part"]
        for row in range(1, sheet.max_row + 1):
            if sheet.cell(row, 1).value == key:
                sheet.cell(row, 2).value = value if isinstance(value, str) else json.dumps(value)
                return
        sheet.append([key, value if isinstance(value, str) else json.dumps(value)])

    return _changed(change)


def _spread(count: int) -> bytes:
    cells = b"".join(
        b'<row r="%d"><c r="E%d" t="n"><v>1</v></c></row>' % (n, n) for n in range(100, count)
    )
    return in_sheet(cells)


def _answer(value: Any) -> bytes:
    return set_cell(sound(), "pay-rule", "answer", value)


def _page(old: bytes = b"", new: bytes = b"") -> bytes:
    return written(form({}), "html").replace(old, new, 1)


_W = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BOMB = 300 * _MEBIBYTE
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_SHEET = b'<?xml version="1.0" encoding="UTF-8"?><worksheet><sheetData>%s</sheetData>%s</worksheet>'
_WORDS = b'<c t="inlineStr"><is><t>%s</t></is></c>'


def rows_of(cells: bytes, count: int, first: int = 1) -> bytes:
    """Return rows with the same cells."""
    return b"".join(b'<row r="%d">%s</row>' % (n, cells) for n in range(first, first + count))


def sheets(
    names: list[str], parts: Mapping[str, bytes], relations: Mapping[str, bytes] | None = None
) -> bytes:
    """Return the form with more sheets.

    Args:
        names: The member of each sheet; several sheets can name the same one.
        parts: The members.
        relations: More members, such as what the members refer to.
    """
    members = members_of(sound())
    listed = "".join(
        f'<sheet name="more {n}" sheetId="{900 + n}" r:id="more{n}"/>' for n in range(len(names))
    ).encode()
    found = "".join(
        f'<Relationship Id="more{n}" Type="{_W}/worksheet" Target="/{name}"/>'
        for n, name in enumerate(names)
    )
    book = members[_WORKBOOK].replace(b"</sheets>", listed + b"</sheets>")
    own = {_WORKBOOK: book, _RELATIONS: related(members[_RELATIONS], found)}
    return with_members({**own, **parts, **(relations or {})}, sound())


def _with_comments(count: int, comments: bytes, kind: str = "comments") -> bytes:
    """Return the form with sheets that all refer to the same comments or drawing."""
    names = [f"xl/worksheets/more{n}.xml" for n in range(count)]
    relation = (
        f'<Relationships><Relationship Id="a" Type="{_W}/{kind}" Target="/xl/more.xml"/>'
        "</Relationships>"
    ).encode()
    relations = {f"xl/worksheets/_rels/more{n}.xml.rels": relation for n in range(count)}
    parts = dict.fromkeys(names, _SHEET % (b"", b""))
    return sheets(names, parts, {**relations, "xl/more.xml": comments})


def _with_links(count: int, address: str) -> bytes:
    """Return the form with a sheet whose cells are all linked to the same address."""
    links = "".join(f'<hyperlink ref="A{n}" r:id="a"/>' for n in range(1, count + 1))
    sheet = _SHEET % (
        rows_of(_WORDS % b"a", count),
        f"<hyperlinks>{links}</hyperlinks>".encode(),
    )
    relation = (
        f'<Relationships><Relationship Id="a" Type="{_W}/hyperlink" Target="{address}" '
        'TargetMode="External"/></Relationships>'
    ).encode()
    name = "xl/worksheets/more.xml"
    return sheets([name], {name: sheet}, {"xl/worksheets/_rels/more.xml.rels": relation})


def _string_in_cells(string: bytes, count: int) -> bytes:
    """Return the form with a sheet whose cells all have the same shared string."""
    members = members_of(sound())
    number = members[STRINGS].count(b"<si>")
    strings = members[STRINGS].replace(b"</sst>", b"<si><t>" + string + b"</t></si></sst>")
    sheet = _SHEET % (rows_of(b'<c t="s"><v>%d</v></c>' % number * 39, count // 39), b"")
    return sheets(["xl/more.xml"], {"xl/more.xml": sheet, STRINGS: strings})


def directory(entry: bytes, count: int) -> bytes:
    """Return an archive whose directory has an entry many times, and nothing else."""
    entries = entry * count
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(entries), 0, 0)
    return entries + end


def overlapping(content: bytes, count: int) -> bytes:
    """Return an archive whose members all have the same bytes of the file."""
    one = packed({"a": content})
    at = one.index(b"PK\x01\x02")
    entry = one[at : one.index(b"PK\x05\x06")]
    names = [f"xl/{n}.xml".encode() for n in range(count)]
    entries = b"".join(
        entry[:28] + len(name).to_bytes(2, "little") + entry[30:46] + name for name in names
    )
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(entries), at, 0)
    return one[:at] + entries + end


def flagged(content: bytes, flag: int) -> bytes:
    """Return an archive whose members all have a flag."""
    return re.sub(
        rb"(PK\x01\x02.{4})(..)",
        lambda found: found[1] + (int.from_bytes(found[2], "little") | flag).to_bytes(2, "little"),
        content,
        flags=re.DOTALL,
    )


FORMS: Mapping[str, tuple[str, Callable[[], bytes], str]] = {
    "a bomb of one member": (
        "a.xlsx",
        lambda: packed({"xl/workbook.xml": b"\0" * 60 * _MEBIBYTE}),
        "F003",
    ),
    "a bomb of many members": (
        "a.xlsx",
        lambda: packed({f"xl/{n}.bin": b"\0" * 7 * _MEBIBYTE for n in range(20)}),
        "F003",
    ),
    "ten thousand members": (
        "a.xlsx",
        lambda: packed({f"xl/{n}.xml": b"" for n in range(10_000)}),
        "F003",
    ),
    "entities in entities": ("a.xlsx", lambda: with_member(SHEET, with_doctype), "F004"),
    "entities in the strings": ("a.xlsx", lambda: with_member(STRINGS, with_doctype), "F004"),
    "a sheet in UTF-16": (
        "a.xlsx",
        lambda: with_member(SHEET, lambda one: one.decode().encode("utf-16")),
        "F004",
    ),
    "a sheet in another encoding": (
        "a.xlsx",
        lambda: with_member(SHEET, lambda one: one.replace(b"UTF-8", b"UTF-7", 1)),
        "F004",
    ),
    "an encoding behind 300 spaces": (
        "a.xlsx",
        lambda: with_member(
            SHEET, lambda one: one.replace(b' encoding="UTF-8', b" " * 300 + b'encoding="cp037', 1)
        ),
        "F004",
    ),
    "an encoding whose name is long": (
        "a.xlsx",
        lambda: with_member(SHEET, lambda one: one.replace(b"UTF-8", b"a" * 300, 1)),
        "F004",
    ),
    "the last cell of a sheet": (
        "a.xlsx",
        lambda: in_sheet(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "F003",
    ),
    "a million rows by their numbers": ("a.xlsx", partial(_spread, 120_000), "F003"),
    "300,000 strings": (
        "a.xlsx",
        lambda: with_member(
            STRINGS, lambda one: one.replace(b"</sst>", b"<si><t>a</t></si>" * 180_000 + b"</sst>")
        ),
        "F003",
    ),
    "300,000 merged cells": (
        "a.xlsx",
        lambda: with_member(
            SHEET,
            lambda one: one.replace(
                b"</sheetData>",
                b"</sheetData><mergeCells>" + b'<mergeCell ref="A1:B2"/>' * 290_000,
            ),
        ),
        "F002",
    ),
    "a hundred thousand levels": (
        "a.xlsx",
        lambda: with_member(SHEET, lambda one: b"<a>" * 100_000),
        "F002",
    ),
    "140,000 cells without an address": (
        "a.xlsx",
        lambda: in_sheet(
            b"".join(
                b'<row r="%d">' % row + b"<c><v>1</v></c>" * 39 + b"</row>"
                for row in range(100, 3_700)
            )
        ),
        "",
    ),
    "5,000 unknown addresses": (
        "a.xlsx",
        lambda: in_sheet(
            b"".join(
                b'<row r="%d"><c t="inlineStr"><is><t>a/%d</t></is></c><c><v>1</v></c></row>'
                % (row, row)
                for row in range(100, 5_100)
            )
        ),
        "F012",
    ),
    "macros": (
        "a.xlsm",
        lambda: with_member("xl/vbaProject.bin", lambda one: b"Auto_Open"),
        "F005",
    ),
    "a link to another workbook": (
        "a.xlsx",
        lambda: with_member("xl/externalLinks/externalLink1.xml", lambda one: b"<externalLink/>"),
        "F005",
    ),
    "an embedded object": (
        "a.xlsx",
        lambda: with_member("xl/embeddings/oleObject1.bin", lambda one: b"MZ"),
        "F005",
    ),
    "a formula": ("a.xlsx", lambda: _answer('=CONCATENATE("a","b")'), "F006"),
    "a formula that asks another machine": (
        "a.xlsx",
        lambda: _answer('=WEBSERVICE("https://example.org/?"&A1)'),
        "F006",
    ),
    "an error in place of a value": ("a.xlsx", lambda: _answer("#REF!"), "F007"),
    "a control character": (
        "a.xlsx",
        lambda: in_sheet(
            b'<row r="90"><c r="A90" t="inlineStr"><is><t>pay-rule</t></is></c>'
            b'<c r="E90" t="inlineStr"><is><t>_x001B_[2J</t></is></c></row>'
        ),
        "F007",
    ),
    "merged cells": ("a.xlsx", lambda: _changed(_merge), "F011"),
    "a sheet that is not there": ("a.xlsx", lambda: _changed(_without_form), "F001"),
    "no hidden sheet": ("a.xlsx", lambda: _changed(_without_record), "F001"),
    "a foreign workbook": ("a.xlsx", _foreign, "F001"),
    "a report under the name of a form": (
        "a.yaml",
        lambda: b"checklist_report: 1\nanswers: {}\n",
        "F002",
    ),
    "another identity": ("a.xlsx", lambda: _record("identity", {"part": 1}), "F001"),
    "an identity that is no JSON": ("a.xlsx", lambda: _record("identity", "[" * 20_000), "F001"),
    "NaN in what it was sent with": ("a.xlsx", lambda: _record("pay-rule", "NaN"), "F001"),
    "another answer in what it was sent with": (
        "a.xlsx",
        lambda: _record("pay-rule", '"law"'),
        "F010",
    ),
    "nonsense in what it was sent with": (
        "a.xlsx",
        lambda: _record("pay-rule", {"a": [1]}),
        "F012",
    ),
    "what there is not in what it was sent with": (
        "a.xlsx",
        lambda: _record("no-question/9/9", 1),
        "F012",
    ),
    "an old workbook": ("a.xls", lambda: bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 512, "F002"),
    "half a workbook": ("a.xlsx", lambda: sound()[: len(sound()) // 2], "F002"),
    "a workbook that says it is locked": (
        "a.xlsx",
        lambda: encrypted_flag(sound()),
        "F002",
    ),
    "an archive without a workbook": ("a.xlsx", lambda: packed({"a.txt": b"a"}), "F002"),
    "an OpenDocument file": (
        "a.ods",
        lambda: packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        "F002",
    ),
    "a text": ("a.txt", lambda: b"Dear Kari,", "F002"),
    "a foreign page": ("a.html", lambda: b"<html>", "F001"),
    "a page that ends before its answers": (
        "a.html",
        lambda: _page().partition(b'<script type="application/json" id="form-answers"')[0],
        "F002",
    ),
    "a page that ends in the middle of its questions": (
        "a.html",
        lambda: _page()[:30_000].partition(b'id="form-part"')[0],
        "F002",
    ),
    "a page that ends in the middle of its data": (
        "a.html",
        lambda: _page().partition(b'"base"')[0],
        "F002",
    ),
    "a page of another version": ("a.html", lambda: _page(b'_form":1', b'_form":2'), "F001"),
    "a page with foreign JSON": (
        "a.html",
        lambda: with_state(_page(), {"cells": [1], "entries": "a", "closing": {"#remark": [[1]]}}),
        "F007",
    ),
    "a page with texts that are none": (
        "a.html",
        lambda: with_state(_page(), {"cells": {"pay-rule": {"answer": {"a": 1}, "note": 1}}}),
        "F007",
    ),
    "a page with a control character": (
        "a.html",
        lambda: with_state(_page(), {"cells": {"pay-rule": {"answer": "\x1b[2J"}}}),
        "F007",
    ),
    "a page with fields that there are not": (
        "a.html",
        lambda: with_state(_page(), {"cells": {"\x1b]0;": {"answer": "a"}}, "entries": {"a": [1]}}),
        "F012",
    ),
    "a page with entries that are none": (
        "a.html",
        lambda: with_state(_page(), {"entries": {"inspections": 7, "laws": [[], {"cells": 1}]}}),
        "F007",
    ),
    "a page with a hundred thousand levels": (
        "a.html",
        lambda: _page(b'id="form-answers">{}', b'id="form-answers">' + b"[" * 100_000),
        "F002",
    ),
    "a page with a hundred levels": (
        "a.html",
        lambda: _page(b'-answers">{}', b'-answers">{"a":' + b"[" * 99 + b"]" * 99 + b"}"),
        "F002",
    ),
    "a page with a key that stands twice": (
        "a.html",
        lambda: _page(b'-answers">{}', b'-answers">{"cells":{},"cells":{}}'),
        "F002",
    ),
    "a page with NaN": ("a.html", lambda: _page(b'-answers">{}', b'-answers">{"a":NaN}'), "F002"),
    "a page with a number of 5,000 digits": (
        "a.html",
        lambda: _page(b'-answers">{}', b'-answers">{"a":' + b"9" * 5_000 + b"}"),
        "F002",
    ),
    "a page of half a million tags": (
        "a.html",
        lambda: b"<script " * 250_000 + b"<!--" * 250_000,
        "F001",
    ),
    "a page in UTF-16": ("a.html", lambda: _page().decode().encode("utf-16"), "F004"),
    "a page with another answer in what it was sent with": (
        "a.html",
        lambda: _page(b'"base":{}', b'"base":{"pay-rule":"law"}'),
        "F010",
    ),
    "nothing": ("a.xlsx", lambda: b"", "F002"),
    "a bomb packed by bzip2": (
        "a.xlsx",
        lambda: packed({_WORKBOOK: bytes(_BOMB)}, zipfile.ZIP_BZIP2),
        "F002",
    ),
    "a bomb packed by LZMA": (
        "a.xlsx",
        lambda: packed({_WORKBOOK: bytes(_BOMB)}, zipfile.ZIP_LZMA),
        "F002",
    ),
    "a sound form packed by bzip2": (
        "a.xlsx",
        lambda: packed(members_of(sound()), zipfile.ZIP_BZIP2),
        "F002",
    ),
    "a directory of 37,500 members": (
        "a.xlsx",
        lambda: directory(b"PK\x01\x02" + bytes(42), 37_500),
        "F003",
    ),
    "a thousand members of the same bytes": (
        "a.xlsx",
        lambda: overlapping(b"<a/>" * 1_500_000, 900),
        "F002",
    ),
    "a name that is no UTF-8": (
        "a.xlsx",
        lambda: flagged(packed({"xl/aaaa.xml": b""}).replace(b"aaaa", b"a\xff\xfea"), 0x800),
        "F002",
    ),
    "a member of another password": ("a.xlsx", lambda: flagged(sound(), 0x40), "F002"),
    "a member that is a patch": ("a.xlsx", lambda: flagged(sound(), 0x20), "F002"),
    "a member with other bytes than it says": (
        "a.xlsx",
        lambda: packed({_WORKBOOK: b"<a/>"}, zipfile.ZIP_STORED).replace(b"<a/>", b"<b/>"),
        "F002",
    ),
    "an archive behind a program": ("a.xlsx", lambda: b"MZ" + bytes(500) + sound(), ""),
    "names that lead elsewhere": (
        "a.xlsx",
        lambda: with_members(
            {"../../a": b"a", "/etc/a": b"a", "C:\\a": b"a", "a\x1b[2J": b"a"}, sound()
        ),
        "",
    ),
    "1,000 sheets that name one part of 280,000 cells": (
        "a.xlsx",
        lambda: sheets(
            ["xl/more.xml"] * 1_000, {"xl/more.xml": _SHEET % (rows_of(b"<c/>" * 280, 1_000), b"")}
        ),
        "",
    ),
    "2,000 sheets that name the part of the questions": (
        "a.xlsx",
        lambda: sheets([SHEET] * 2_000, {}),
        "",
    ),
    "600 sheets of 1,000 cells": (
        "a.xlsx",
        lambda: sheets(
            [f"xl/{n}.xml" for n in range(600)],
            {f"xl/{n}.xml": _SHEET % (rows_of(b"<c><v>1</v></c>", 1_000), b"") for n in range(600)},
        ),
        "F003",
    ),
    "a sheet that is the workbook itself": (
        "a.xlsx",
        lambda: sheets(["xl/workbook.xml", STRINGS, _RELATIONS], {}),
        "",
    ),
    "a sheet of a million elements under another ending": (
        "a.xlsx",
        lambda: sheets(["xl/more.bin"], {"xl/more.bin": _SHEET % (b"<c/>" * 1_000_000, b"")}),
        "F003",
    ),
    "a document type under another ending": (
        "a.xlsx",
        lambda: sheets(["xl/more.txt"], {"xl/more.txt": with_doctype(_SHEET % (b"", b""))}),
        "F004",
    ),
    "450 sheets with one part of 100,000 comments": (
        "a.xlsx",
        lambda: _with_comments(
            450,
            b"<comments>" + b'<comment ref="A1"><t>a</t></comment>' * 100_000 + b"</comments>",
        ),
        "F003",
    ),
    "5,000 links to one address of 1 MB": (
        "a.xlsx",
        lambda: _with_links(5_000, "https://example.org/" + "a" * 1_000_000),
        "",
    ),
    "450 sheets with one drawing of 7 MB": (
        "a.xlsx",
        lambda: _with_comments(450, b"<wsDr><t>" + b"a" * 7_000_000 + b"</t></wsDr>", "drawing"),
        "",
    ),
    "a string of 1 MB in 60,000 cells": (
        "a.xlsx",
        lambda: _string_in_cells(b"a " * 500_000, 60_000),
        "F003",
    ),
    "a string of 1 MB of no meaning in 600 cells": (
        "a.xlsx",
        lambda: _string_in_cells("∎ ".encode() * 200_000, 600),
        "F003",
    ),
    "a sheet with a name of 6 MB": (
        "a.xlsx",
        lambda: with_member(
            _WORKBOOK, lambda one: one.replace(b'name="Form"', b'name="' + b"F" * 6_000_000 + b'"')
        ),
        "",
    ),
    "an element with 600,000 attributes": (
        "a.xlsx",
        lambda: sheets(
            ["xl/more.xml"],
            {"xl/more.xml": b"<a " + b" ".join(b'a%d=">"' % n for n in range(600_000)) + b"/>"},
        ),
        "F003",
    ),
    "500,000 elements that are comments of XML": (
        "a.xlsx",
        lambda: sheets(["xl/more.xml"], {"xl/more.xml": _SHEET % (b"<!---->" * 1_000_000, b"")}),
        "",
    ),
    "500,000 instructions": (
        "a.xlsx",
        lambda: sheets(["xl/more.xml"], {"xl/more.xml": _SHEET % (b"<?a b?>" * 1_000_000, b"")}),
        "",
    ),
    "a million characters by their numbers": (
        "a.xlsx",
        lambda: sheets(
            ["xl/more.xml"],
            {"xl/more.xml": _SHEET % (rows_of(_WORDS % (b"&#65;" * 1_000_000), 1), b"")},
        ),
        "",
    ),
    "an entity that is not declared": ("a.xlsx", lambda: in_sheet(b"<row>&a;</row>"), "F002"),
    "a part with two roots": (
        "a.xlsx",
        lambda: with_member(SHEET, lambda one: one + one[55:]),
        "F002",
    ),
    "a row of 5,000 digits": (
        "a.xlsx",
        lambda: in_sheet(b'<row r="' + b"9" * 5_000 + b'"><c><v>1</v></c></row>'),
        "F002",
    ),
    "rows of no number": (
        "a.xlsx",
        lambda: in_sheet(
            b'<row r="0"><c><v>1</v></c></row><row r="-5"><c r="A0"><v>1</v></c></row>'
        ),
        "",
    ),
    "numbers of all kinds": (
        "a.xlsx",
        lambda: in_sheet(
            b"".join(
                b'<row r="%d"><c r="K%d"><v>%s</v></c></row>' % (n, n, value)
                for n, value in enumerate(
                    (
                        b"1e308",
                        b"-1e308",
                        b"nan",
                        b"inf",
                        b"9" * 5_000,
                        b"1e-400",
                        b"0x1",
                        b"\xd9\xa1",
                    ),
                    200,
                )
            )
        ),
        "",
    ),
    "characters that no text has, by their escapes": (
        "a.xlsx",
        lambda: in_sheet(rows_of(_WORDS % b"_x0000__xD800__x001B_", 1, 300)),
        "",
    ),
    "20,000 remarks beside the form": (
        "a.xlsx",
        lambda: sheets(
            ["xl/more.xml"], {"xl/more.xml": _SHEET % (rows_of(_WORDS % b"a", 3_900), b"")}
        ),
        "",
    ),
    "a cell of 70,000 texts": (
        "a.xlsx",
        lambda: in_sheet(
            b'<row r="300"><c r="K300" t="inlineStr"><is>'
            + b"<t>a</t>" * 70_000
            + b"</is></c></row>"
        ),
        "",
    ),
    "3,000 rows of one answer": (
        "a.xlsx",
        lambda: in_sheet(
            rows_of(_WORDS % b"pay-details" + b"<c/><c/><c/>" + _WORDS % b"a", 3_000, 200)
        ),
        "F009",
    ),
    "5,000 entries of a table": (
        "a.xlsx",
        lambda: with_member(
            "xl/worksheets/sheet2.xml",
            lambda one: one.replace(
                b"</sheetData>",
                b"".join(
                    b'<row r="%d"><c/><c/>%s%s</row>' % (n, _WORDS % b"Act %d" % n, _WORDS % b"b")
                    for n in range(30, 5_030)
                )
                + b"</sheetData>",
            ),
        ),
        "F007",
    ),
    "a formula of 6 MB": (
        "a.xlsx",
        lambda: in_sheet(b'<row r="300"><c r="K300"><f>' + b"A" * 6_000_000 + b"</f></c></row>"),
        "",
    ),
    "100 ranges of merged cells with names of 60 kB": (
        "a.xlsx",
        lambda: with_member(
            SHEET,
            lambda one: one.replace(
                b"</worksheet>",
                b"<mergeCells>"
                + (b'<mergeCell ref="' + b"A" * 60_000 + b'"/>') * 100
                + b"</mergeCells></worksheet>",
            ),
        ),
        "F011",
    ),
    "a page with 50,000 fields": (
        "a.html",
        lambda: with_state(_page(), {"cells": {f"a{n}": {"answer": "a"} for n in range(50_000)}}),
        "F012",
    ),
    "a page with an answer of 1 MB": (
        "a.html",
        lambda: with_state(_page(), {"cells": {"pay-rule": {"answer": "a" * 1_000_000}}}),
        "F007",
    ),
    "a page with 20,000 entries of nothing": (
        "a.html",
        lambda: with_state(_page(), {"entries": {"inspections": [{"cells": {}}] * 20_000}}),
        "",
    ),
}
"""The files by what they are: the name, the content, and the code of the finding."""


Forms: TypeAlias = Mapping[str, tuple[str, Callable[[], bytes], str]]


def main_of(forms: Forms) -> None:
    """Print what each form costs, each in a process of its own."""
    import multiprocessing

    context = multiprocessing.get_context("fork")
    for name, (file, make, code) in forms.items():
        content = make()
        ours, theirs = context.Pipe()
        process = context.Process(target=_measured, args=(content, file, theirs))
        process.start()
        seconds, mebibytes, found = ours.recv()
        process.join()
        print(f"{name:48} {code} {found:20} {len(content):>9} B {seconds:6.2f} s {mebibytes:5} MiB")


def _measured(content: bytes, file: str, pipe: Any) -> None:
    import resource
    import time

    from checklist.forms.registry import read_return

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = time.process_time()
    one = read_return(content, file, COAST)
    seconds = time.process_time() - begin
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    pipe.send((seconds, grown, ",".join(sorted({found.code for found in one.findings}))))


if __name__ == "__main__":
    main_of(FORMS)
