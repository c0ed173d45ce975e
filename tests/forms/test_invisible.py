"""Characters that cannot be seen: joiners that scripts need stay, and none turns a form around."""

import io
import json
from collections.abc import Callable
from typing import Any
from zipfile import ZipFile

import pytest

from checklist.forms.registry import read_return
from tests.support.ministries import COAST, form, written

PERSIAN = "می\u200cخواهم"
HINDI, HYPHEN, MARK = "क्\u200dष", "co\u00adop", "a\ufeffb"
TURNED = "police \u202elaw\u202c and \u2066so on\u2069"
NOTE = "; ".join([PERSIAN, HINDI, HYPHEN, MARK, TURNED])
ANSWERS: dict[str, Any] = {
    "pay-rule": {"value": "law", "note": NOTE},
    "laws": {
        "value": [
            {"short-name": {"value": "act"}, "citation": {"value": f"Act {PERSIAN} {TURNED}"}}
        ]
    },
}
FORMATS = ("docx", "html")


def text_of(content: bytes) -> str:
    """Return all text in a file: of an office file, that of its members."""
    if not content.startswith(b"PK"):
        return content.decode()
    with ZipFile(io.BytesIO(content)) as archive:
        return archive.read("word/document.xml").decode()


@pytest.mark.parametrize("name", FORMATS)
def test_what_nobody_touched_is_as_it_was_sent(name: str) -> None:
    content = written(form(ANSWERS), name)

    returned = read_return(content, f"NOR-labour.{name}", COAST)

    assert returned.base["pay-rule/note"] == NOTE
    assert (returned.given, returned.removed) == ({}, frozenset())
    assert (returned.findings, returned.stray) == ([], [])


@pytest.mark.parametrize("name", ["docx", "html"])
def test_no_form_holds_a_character_that_turns_its_text_around(name: str) -> None:
    text = text_of(written(form(ANSWERS), name))

    assert [character for character in "\u202e\u202c\u2066\u2069" if character in text] == []
    assert "‹U+202E›law" in text


def with_answers(content: bytes, cells: dict[str, Any]) -> bytes:
    """Return a page as a browser saves it, with these answers in it."""
    empty = b'id="form-answers">{}'
    assert content.count(empty) == 1
    return content.replace(empty, empty[:-2] + json.dumps({"cells": cells}).encode())


@pytest.mark.parametrize(
    "read",
    [lambda text: text, lambda text: text.replace("\u202e", "‹U+202E›")],
    ids=["as the report has it", "as the form shows it"],
)
def test_a_text_that_was_added_to_keeps_what_was_there(read: Callable[[str], str]) -> None:
    added = f"{NOTE.replace(MARK, 'ab')}, {PERSIAN}"
    cells = {"pay-rule": {"note": read(added)}}

    returned = read_return(with_answers(written(form(ANSWERS), "html"), cells), "a.html", COAST)

    assert returned.given == {"pay-rule/note": added}


def test_a_page_shows_joiners_as_they_are_and_keeps_them_in_its_fields() -> None:
    text = written(form(ANSWERS), "html").decode()

    data = json.loads(text.partition('id="form-data">')[2].partition("</script>")[0])

    assert data["sent"]["pay-rule"]["note"] == NOTE.replace("\u202e", "‹U+202E›").replace(
        "\u202c", "‹U+202C›"
    ).replace("\u2066", "‹U+2066›").replace("\u2069", "‹U+2069›")


@pytest.mark.parametrize("change", ['"whole":true', '"whole":true,"more":1'])
def test_a_part_does_not_pass_for_a_page_of_the_whole_questionnaire(change: str) -> None:
    content = written(form(ANSWERS), "html").replace(b'"whole":false', change.encode())

    returned = read_return(content, "NOR-labour.html", COAST)

    assert [(one.code, one.message) for one in returned.findings] == [
        ("F001", "what identifies the part was altered")
    ]
    assert returned.given == {}
