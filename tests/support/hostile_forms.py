"""Forms that a stranger could send: each with the code of the finding that it gets.

`python -m tests.support.hostile_forms` prints the processor time and memory that each takes.
"""

import io
import re
import struct
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeAlias

from tests.support.ministries import COAST, form, written
from tests.support.page_answers import with_state


@cache
def sound() -> bytes:
    """Return the form of an empty report."""
    return written(form({}), "docx")


def members_of(content: bytes) -> dict[str, bytes]:
    """Return the members of an archive."""
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


def with_doctype(one: bytes) -> bytes:
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "&%c;&%c;&%c;&%c;">' % (98 + n, 97 + n, 97 + n, 97 + n, 97 + n)
        for n in range(20)
    )
    return one.replace(b"?>", b"?>" + entities + b"]>", 1)


def encrypted_flag(content: bytes) -> bytes:
    """Return an archive whose members say that they are locked."""
    return re.sub(rb"(PK\x01\x02.{4}).", lambda found: found[1] + b"\x01", content, flags=re.DOTALL)


def _page(old: bytes = b"", new: bytes = b"") -> bytes:
    return written(form({}), "html").replace(old, new, 1)


_DOCUMENT = "word/document.xml"


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
    names = [f"word/{n}.xml".encode() for n in range(count)]
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
    "a report under the name of a form": (
        "a.yaml",
        lambda: b"checklist_report: 1\nanswers: {}\n",
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
    "a sound form packed by bzip2": (
        "a.docx",
        lambda: packed(members_of(sound()), zipfile.ZIP_BZIP2),
        "F002",
    ),
    "a directory of 37,500 members": (
        "a.docx",
        lambda: directory(b"PK\x01\x02" + bytes(42), 37_500),
        "F003",
    ),
    "a thousand members of the same bytes": (
        "a.docx",
        lambda: overlapping(b"<a/>" * 1_500_000, 900),
        "F002",
    ),
    "a name that is no UTF-8": (
        "a.docx",
        lambda: flagged(packed({"word/aaaa.xml": b""}).replace(b"aaaa", b"a\xff\xfea"), 0x800),
        "F002",
    ),
    "a member of another password": ("a.docx", lambda: flagged(sound(), 0x40), "F002"),
    "a member that is a patch": ("a.docx", lambda: flagged(sound(), 0x20), "F002"),
    "a member with other bytes than it says": (
        "a.docx",
        lambda: packed({_DOCUMENT: b"<a/>"}, zipfile.ZIP_STORED).replace(b"<a/>", b"<b/>"),
        "F002",
    ),
    "an archive behind a program": ("a.docx", lambda: b"MZ" + bytes(500) + sound(), ""),
    "names that lead elsewhere": (
        "a.docx",
        lambda: with_members(
            {"../../a": b"a", "/etc/a": b"a", "C:\\a": b"a", "a\x1b[2J": b"a"}, sound()
        ),
        "",
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
