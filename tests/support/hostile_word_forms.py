"""Word forms that a stranger could send: each with the code of the finding that it gets.

`python -m tests.support.hostile_word_forms` prints the processor time and memory that each takes.
"""

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import docx

from tests.support.hostile_forms import (
    encrypted_flag,
    main_of,
    members_of,
    packed,
    related,
    sound,
    with_doctype,
    with_members,
)
from tests.support.word_forms import WordForm

_MEBIBYTE = 1024 * 1024
DOCUMENT, RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
_W = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_member(name: str, content: Callable[[bytes], bytes]) -> bytes:
    """Return the form with another content of a member, which need not exist."""
    members = members_of(sound())
    return packed({**members, name: content(members.get(name, b""))})


def in_body(xml: bytes) -> bytes:
    """Return the form with more XML at the beginning of its body."""
    return with_member(DOCUMENT, lambda one: one.replace(b"<w:body>", b"<w:body>" + xml, 1))


def _related(kind: str, target: str) -> bytes:
    relation = (
        f'<Relationship Id="rId900" Type="{_W}/{kind}" Target="{target}" TargetMode="External"/>'
    )
    return with_member(
        RELATIONS, lambda one: one.replace(b"</Rel", relation.encode() + b"</Rel", 1)
    )


def _parts(kind: str, targets: list[str], parts: Mapping[str, bytes]) -> bytes:
    """Return the form with relations of a kind to more members."""
    found = "".join(
        f'<Relationship Id="more{n}" Type="{_W}/{kind}" Target="/{name}"/>'
        for n, name in enumerate(targets)
    )
    relations = related(members_of(sound())[RELATIONS], found)
    return with_members({RELATIONS: relations, **parts}, sound())


def _edge(xml: bytes) -> bytes:
    return b"<w:hdr>" + xml + b"</w:hdr>"


def _at(address: str, text: str = "", more: bytes = b"") -> bytes:
    """Return a row of the form with an address."""
    cell = f"<w:tc><w:p><w:r><w:t>⟦{address}⟧{text}</w:t></w:r></w:p></w:tc>".encode()
    return b"<w:tr>" + cell + more + b"</w:tr>"


def _record(name: str, content: Any) -> bytes:
    """Return the form with another content of its hidden texts."""
    text = content if isinstance(content, str) else json.dumps(content)

    def change(one: bytes) -> bytes:
        start = f"⟦part⟧{name}</w:t><w:tab/>".encode()
        pattern = re.escape(start) + rb"<w:t [^>]*>[^<]*"
        escaped = text.replace("<", "&lt;").encode()
        changed, count = re.subn(pattern, lambda found: start + b"<w:t>" + escaped, one)
        if count:
            return changed
        # Another paragraph, before the others.
        at = one.index(b"<w:body>") + len(b"<w:body>")
        new = f"<w:p><w:r><w:t>⟦part⟧{name}</w:t><w:tab/><w:t>".encode() + escaped
        return one[:at] + new + b"</w:t></w:r></w:p>" + one[at:]

    return with_member(DOCUMENT, change)


def _foreign() -> bytes:
    document = docx.Document()
    document.add_paragraph("Our own report.")
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def _written(text: str, key: str, column: str = "answer") -> bytes:
    one = WordForm(sound())
    one.write(text, key, column)
    return one.saved()


ROW = b"<w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr>"
PARAGRAPH = b"<w:p><w:r><w:t>a</w:t></w:r></w:p>"
_CELL = b"<w:tc><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:tc>"
_LINK = (
    b'<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "https://example.org"'
    b'</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>a</w:t></w:r>'
)
_LINK_END = b'<w:r><w:fldChar w:fldCharType="end"/></w:r>'
NESTED = b"<w:tbl><w:tr><w:tc>"
"""The begins of a table in a cell."""

FORMS: Mapping[str, tuple[str, Callable[[], bytes], str]] = {
    "a bomb of one member": (
        "a.docx",
        lambda: packed({DOCUMENT: b"\0" * 60 * _MEBIBYTE}),
        "F003",
    ),
    "a bomb of many members": (
        "a.docx",
        lambda: packed({f"word/{n}.bin": b"\0" * 7 * _MEBIBYTE for n in range(20)}),
        "F003",
    ),
    "ten thousand members": (
        "a.docx",
        lambda: packed({f"word/{n}.xml": b"" for n in range(10_000)}),
        "F003",
    ),
    "entities in entities": ("a.docx", lambda: with_member(DOCUMENT, with_doctype), "F004"),
    "an entity that reads a file": (
        "a.docx",
        lambda: with_member(
            DOCUMENT,
            lambda one: one.replace(
                b"?>", b'?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>', 1
            ),
        ),
        "F004",
    ),
    "a body in UTF-16": (
        "a.docx",
        lambda: with_member(DOCUMENT, lambda one: one.decode().encode("utf-16")),
        "F004",
    ),
    "100,000 rows": (
        "a.docx",
        lambda: in_body(b"<w:tbl>" + ROW * 100_000 + b"</w:tbl>"),
        "F003",
    ),
    "30,000 rows": ("a.docx", lambda: in_body(b"<w:tbl>" + ROW * 30_000 + b"</w:tbl>"), "F003"),
    "60,000 paragraphs": ("a.docx", lambda: in_body(b"<w:p/>" * 60_000), "F003"),
    "a hundred thousand levels": (
        "a.docx",
        lambda: with_member(DOCUMENT, lambda one: b"<a>" * 100_000),
        "F002",
    ),
    "tables in tables in tables": ("a.docx", lambda: in_body(NESTED * 60), "F002"),
    "tables in tables, as deep as is read": (
        "a.docx",
        lambda: in_body(
            NESTED * 20 + b"<w:p/>" + b"</w:tc></w:tr></w:tbl>" * 20,
        ),
        "",
    ),
    "a text of 7 MB": (
        "a.docx",
        lambda: in_body(b"<w:p><w:r><w:t>" + b"a" * 7_000_000 + b"</w:t></w:r></w:p>"),
        "",
    ),
    "150,000 addresses in a row": (
        "a.docx",
        lambda: in_body(
            b"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>"
            + "⟦pay-rule answer⟧".encode() * 150_000
            + b"</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        ),
        "",
    ),
    "5,000 unknown addresses": (
        "a.docx",
        lambda: in_body(
            b"<w:tbl>"
            + b"".join(ROW.replace(b">a<", f">⟦a{n} answer⟧x<".encode()) for n in range(5_000))
            + b"</w:tbl>"
        ),
        "F012",
    ),
    "90,000 links to an address of 1 MB": (
        "a.docx",
        lambda: with_members(
            {
                RELATIONS: related(
                    members_of(sound())[RELATIONS],
                    f'<Relationship Id="more" Type="{_W}/hyperlink" TargetMode="External" '
                    f'Target="https://example.org/{"a" * _MEBIBYTE}"/>',
                ),
                DOCUMENT: members_of(sound())[DOCUMENT].replace(
                    b"<w:body>",
                    b"<w:body><w:p>" + b'<w:hyperlink r:id="more"/>' * 90_000 + b"</w:p>",
                    1,
                ),
            },
            sound(),
        ),
        "",
    ),
    "10,000 links in each other": (
        "a.docx",
        lambda: in_body(b"<w:p>" + _LINK * 10_000 + _LINK_END * 10_000 + b"</w:p>"),
        "",
    ),
    "ends without begins": ("a.docx", lambda: in_body(b"</w:p></w:tc></w:tr>"), "F002"),
    "rows and cells outside of tables": (
        "a.docx",
        lambda: in_body(b"<w:tr><w:tc><w:p/></w:tc></w:tr><w:tc/><w:r><w:t>a</w:t></w:r>"),
        "",
    ),
    "macros": (
        "a.docm",
        lambda: with_member("word/vbaProject.bin", lambda one: b"Document_Open"),
        "F005",
    ),
    "a template of another machine": (
        "a.docx",
        lambda: _related("attachedTemplate", "https://example.org/a.dotm"),
        "F005",
    ),
    "a picture of another machine": (
        "a.docx",
        lambda: _related("image", "file://example.org/a.png"),
        "F005",
    ),
    "an embedded object": (
        "a.docx",
        lambda: with_member("word/embeddings/oleObject1.bin", lambda one: b"MZ"),
        "F005",
    ),
    "another document inside": (
        "a.docx",
        lambda: with_member("word/afchunk.html", lambda one: b"<script>"),
        "F005",
    ),
    "a field that asks another machine": (
        "a.docx",
        lambda: in_body(
            b'<w:p><w:fldSimple w:instr=" INCLUDETEXT https://example.org ">'
            b"<w:r><w:t></w:t></w:r></w:fldSimple></w:p>"
        ),
        "",
    ),
    "a control in a text": ("a.docx", lambda: _written("\u009b2J", "pay-details"), "F007"),
    "a foreign document": ("a.docx", _foreign, "F001"),
    "another identity": ("a.docx", lambda: _record("identity", {"part": 1}), "F001"),
    "an identity that is no JSON": ("a.docx", lambda: _record("identity", "[" * 20_000), "F001"),
    "NaN in what it was sent with": ("a.docx", lambda: _record("pay-rule", "NaN"), "F001"),
    "another answer in what it was sent with": (
        "a.docx",
        lambda: _record("pay-rule", '"law"'),
        "F010",
    ),
    "nonsense in what it was sent with": (
        "a.docx",
        lambda: _record("pay-rule", {"a": [1]}),
        "F010",
    ),
    "lists in place of its own texts": ("a.docx", lambda: _record("texts", [[1]]), "F001"),
    "an old document": ("a.doc", lambda: bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 512, "F002"),
    "half a document": ("a.docx", lambda: sound()[: len(sound()) // 2], "F002"),
    "a document that says it is locked": ("a.docx", lambda: encrypted_flag(sound()), "F002"),
    "an archive without a document": ("a.docx", lambda: packed({"a.txt": b"a"}), "F002"),
    "an OpenDocument file": (
        "a.odt",
        lambda: packed({"mimetype": b"application/vnd.oasis.opendocument.text"}),
        "F002",
    ),
    "nothing": ("a.docx", lambda: b"", "F002"),
    "a text under the name of a document": ("a.docx", lambda: b"Dear Kari,", "F002"),
    "a bomb packed by bzip2": (
        "a.docx",
        lambda: packed({DOCUMENT: bytes(300 * _MEBIBYTE)}, zipfile.ZIP_BZIP2),
        "F002",
    ),
    "a bomb packed by LZMA": (
        "a.docx",
        lambda: packed({DOCUMENT: bytes(300 * _MEBIBYTE)}, zipfile.ZIP_LZMA),
        "F002",
    ),
    "1,000 feet that name one part": (
        "a.docx",
        lambda: _parts(
            "footer",
            ["word/more.xml"] * 1_000,
            {"word/more.xml": _edge(PARAGRAPH * 20_000)},
        ),
        "F003",
    ),
    "900 heads of 300 paragraphs": (
        "a.docx",
        lambda: _parts(
            "header",
            [f"word/{n}.xml" for n in range(900)],
            {f"word/{n}.xml": _edge(PARAGRAPH * 90) for n in range(900)},
        ),
        "F003",
    ),
    "1,000 relations to one part of 50,000 comments": (
        "a.docx",
        lambda: _parts(
            "comments",
            ["word/more.xml"] * 1_000,
            {
                "word/more.xml": b"<w:comments>"
                + b"".join(
                    b'<w:comment w:id="%d"><w:p><w:r><w:t>a</w:t></w:r></w:p></w:comment>' % n
                    for n in range(50_000)
                )
                + b"</w:comments>"
            },
        ),
        "F003",
    ),
    "a foot of a million elements under another ending": (
        "a.docx",
        lambda: _parts("footer", ["a.bin"], {"a.bin": _edge(b"<a/>" * 1_000_000)}),
        "F003",
    ),
    "a document type under another ending": (
        "a.docx",
        lambda: _parts("footer", ["a.txt"], {"a.txt": with_doctype(b"<?xml?><a/>")}),
        "F004",
    ),
    "an element with 600,000 attributes": (
        "a.docx",
        lambda: in_body(b"<w:p " + b" ".join(b'a%d=">"' % n for n in range(600_000)) + b"/>"),
        "F003",
    ),
    "90,000 paragraphs beside the fields": (
        "a.docx",
        lambda: in_body(PARAGRAPH * 90_000),
        "F003",
    ),
    "15,000 paragraphs beside the fields": (
        "a.docx",
        lambda: in_body(PARAGRAPH * 15_000),
        "",
    ),
    "48,000 rows beside the fields": (
        "a.docx",
        lambda: in_body(b"<w:tbl>" + ROW * 48_000 + b"</w:tbl>"),
        "F003",
    ),
    "48,000 paragraphs whose ends were deleted": (
        "a.docx",
        lambda: in_body(
            b"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>" * 48_000
        ),
        "",
    ),
    "18,000 rows of one field": (
        "a.docx",
        lambda: in_body(
            b"<w:tbl>"
            + b"".join(_at("pay-details answer", f"a{n}") for n in range(18_000))
            + b"</w:tbl>"
        ),
        "",
    ),
    "18,000 marks at one option": (
        "a.docx",
        lambda: in_body(b"<w:tbl>" + _at("pay-rule answer law", "x") * 18_000 + b"</w:tbl>"),
        "",
    ),
    "18,000 reasons for no answer": (
        "a.docx",
        lambda: in_body(
            b"<w:tbl>"
            + b"".join(_at("pay-rule missing not-known", f"a{n}") for n in range(18_000))
            + b"</w:tbl>"
        ),
        "",
    ),
    "a heading of 50,000 cells over 15,000 rows": (
        "a.docx",
        lambda: in_body(
            b"<w:tbl>"
            + _at("laws table", "", b"<w:tc/>" * 50_000)
            + _at("laws entry 1", "a") * 10_000
            + b"</w:tbl>"
        ),
        "",
    ),
    "5,000 entries of a table": (
        "a.docx",
        lambda: in_body(
            b"<w:tbl>"
            + b"".join(
                _at("laws entry +", "", _CELL % b"Act %d" % n + _CELL % b"b" * 2)
                for n in range(5_000)
            )
            + b"</w:tbl>"
        ),
        "F007",
    ),
    "250,000 bookmarks in a row": (
        "a.docx",
        lambda: in_body(
            b"<w:tbl><w:tr>" + b'<w:bookmarkStart w:name="a"/>' * 250_000 + b"</w:tr></w:tbl>"
        ),
        "",
    ),
    "tables in tables with a text of 7 MB": (
        "a.docx",
        lambda: in_body(
            NESTED * 30
            + b"<w:p><w:r><w:t>"
            + b"a" * 7_000_000
            + b"</w:t></w:r></w:p>"
            + b"</w:tc></w:tr></w:tbl>" * 30
        ),
        "",
    ),
    "200,000 runs in a paragraph": (
        "a.docx",
        lambda: in_body(b"<w:p>" + b"<w:r><w:br/></w:r>" * 140_000 + b"</w:p>"),
        "",
    ),
    "15,000 text boxes": (
        "a.docx",
        lambda: in_body(
            b"<w:p>"
            + b"<w:r><w:txbxContent><w:p><w:r><w:t>a</w:t></w:r></w:p></w:txbxContent></w:r>"
            * 15_000
            + b"</w:p>"
        ),
        "",
    ),
    "5,000 paragraphs of 1,000 lines": (
        "a.docx",
        lambda: in_body((b"<w:p><w:r><w:t>" + b"a\n" * 700 + b"</w:t></w:r></w:p>") * 5_000),
        "",
    ),
    "250,000 symbols": (
        "a.docx",
        lambda: in_body(
            b"<w:p><w:r>" + b'<w:sym w:font="a" w:char="D800"/>' * 250_000 + b"</w:r></w:p>"
        ),
        "",
    ),
    "a directory that is cut off": ("a.docx", lambda: sound()[:-40], "F002"),
}
"""The files by what they are: the name, the content, and the code of the finding."""


if __name__ == "__main__":
    main_of(FORMS)
