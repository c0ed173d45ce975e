from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checklist.diagnostics import MAX_PER_FILE, Diagnostic
from checklist.files.reader import Document, content_of, parse, read, text_of
from tests.support.documents import codes, yaml_like


def test_a_byte_order_mark_is_left_out_and_moves_no_column() -> None:
    document = parse(b"\xef\xbb\xbfa: 1\na: 2", "f")

    assert document.text == "a: 1\na: 2"
    assert document.data == {"a": 1}
    assert document.position(("a",)) == (1, 4)
    assert codes(document) == ["2:1 S007"]


@pytest.mark.parametrize(
    "content", [b"", b" \n\n", b"# a\n", b"null", b"~", b"---\n", b"\xef\xbb\xbf"]
)
def test_a_file_without_data_is_empty(content: bytes) -> None:
    assert codes(parse(content, "f")) == ["1:1 S012"]


def test_a_file_is_read_and_named_as_the_user_named_it(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text("a: 1\na: 2\n")

    document = read(path, name="./r.yaml")

    assert document.name == "./r.yaml"
    assert document.data == {"a": 1}
    assert document.refusals[0].path == "./r.yaml"
    assert read(path).name == str(path)


json_like = yaml_like.map("{".__add__)


anything = st.binary() | (yaml_like | json_like | st.text()).map(str.encode)


def assert_positions_are_in_the_text(document: Document, content: bytes) -> None:
    lines = (document.text or content.decode(errors="replace")).split("\n")
    for refusal in document.refusals:
        assert refusal.line <= len(lines)
        assert 1 <= refusal.column <= len(lines[refusal.line - 1]) + 1


@given(anything)
@example(b'{"a": "\\ud800", "a": [')
@example(b"\xef\xbb\xbf\xef\xbb\xbfa: 1\na: 2")
def test_any_bytes_give_data_or_refusals_with_positions_in_the_text(content: bytes) -> None:
    document = parse(content, "f")

    assert document.readable or document.refusals
    assert len(document.refusals) <= MAX_PER_FILE
    assert_positions_are_in_the_text(document, content)


def test_a_document_is_read_as_a_text(tmp_path: Path) -> None:
    path = tmp_path / "document.txt"
    path.write_bytes("\ufeffParagraph 8\n".encode())

    assert text_of(path) == "Paragraph 8\n"
    assert content_of(path) == path.read_bytes()


def test_a_document_that_is_no_text_is_a_diagnostic_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "document.txt"
    path.write_bytes(b"%PDF-1.7")

    found = text_of(path)

    assert isinstance(found, Diagnostic)
    assert (found.code, found.line, found.column) == ("S003", 1, 1)
    assert "a PDF document" in found.message


def test_what_cannot_be_read_has_no_bytes(tmp_path: Path) -> None:
    assert content_of(tmp_path) is None
    assert content_of(tmp_path / "absent") is None
