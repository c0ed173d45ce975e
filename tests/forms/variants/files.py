"""What comes back instead of the form that was sent, or beside it."""

import io
import zipfile
from collections.abc import Callable, Iterator

from tests.forms.variants.layout import ALL, fill
from tests.forms.variants.starts import FORMATS, PAGE, WORD
from tests.forms.variants.variant import Outcome, Variant, in_each, refused

TRAVELS = {
    WORD: (("docx",), ("odt", "docx"), ("doc", "docx"), ("rtf", "docx")),
}
"""The formats as which LibreOffice saves a form, one after the other."""


def variants() -> Iterator[Variant]:
    """Yield the variants."""
    for name, routes in TRAVELS.items():
        for route in routes:
            yield Variant(
                format=name,
                what=f"saved as {', then '.join(route)}",
                does=fill,
                becomes=ALL,
                through=route,
            )
        for route in routes[1:]:
            yield Variant(
                format=name,
                what=f"saved as {route[0]}",
                does=fill,
                becomes=refused(),
                through=route[:1],
                as_name=f"return.{route[0]}",
            )
    others: dict[str, tuple[Callable[[bytes], bytes], str, Outcome]] = {
        "an empty file": (lambda _: b"", "", refused()),
        "a PDF": (lambda _: b"%PDF-1.7\n1 0 obj\nendobj\n", "form.pdf", refused()),
        "a scanned picture": (lambda _: b"\xff\xd8\xff\xe0JFIF", "form.jpg", refused()),
        "the first half of the file": (lambda one: one[: len(one) // 2], "", refused()),
        "the form with another ending": (lambda one: one, "form.tmp", ALL),
        "a mail with the words": (lambda _: b"Dear Kari, yes to all. Ola", "mail.txt", refused()),
        "a zip archive with the form": (_zipped, "form.zip", refused()),
    }
    for what, (change, name, becomes) in others.items():
        for form in FORMATS:
            if form == PAGE and what in {
                "the first half of the file",
                "a zip archive with the form",
            }:
                continue
            is_unknown = form == PAGE and what == "the form with another ending"
            yield Variant(
                format=form,
                what=what,
                does=fill,
                file=change,
                as_name=name,
                becomes=refused() if is_unknown else becomes,
            )
    yield from in_each("the form, and nothing else", fill, ALL)
    pages: dict[str, Callable[[bytes], bytes]] = {
        "a byte order mark before it": lambda one: b"\xef\xbb\xbf" + one,
        "line ends of Windows": lambda one: one.replace(b"\n", b"\r\n"),
        "a line of the browser above it": lambda one: (
            b"<!-- saved from url=(0014)about:internet -->\n" + one
        ),
        "capitals in its tags": lambda one: one.replace(b"<script ", b"<SCRIPT ").replace(
            b"</script>", b"</SCRIPT>"
        ),
        "its end cut off, behind the answers": lambda one: one[: -len(one) // 4],
        "a signature of a mail program below it": lambda one: one + b"\n-- \nOla\n",
    }
    for what, change in pages.items():
        yield Variant(format=PAGE, what=what, does=fill, file=change, becomes=ALL)


def _zipped(content: bytes) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("form.docx", content)
    return output.getvalue()
