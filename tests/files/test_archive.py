"""Archives from strangers: every byte that comes out is counted, and some XML is refused."""

import io
import zipfile

import pytest

from checklist.files.archive import MAX_ELEMENTS, BadArchiveError, pack, refuse_xml, unpack


def refused(content: bytes) -> str:
    with pytest.raises(BadArchiveError) as error:
        unpack(content)
    return error.value.code


def test_what_is_packed_is_unpacked_and_the_same_files_make_the_same_bytes() -> None:
    files = {"b.yaml": b"b: 1\n", "returns/a.xlsx": bytes(range(256)) * 40}

    assert unpack(pack(files)) == files
    assert pack(dict(reversed(files.items()))) == pack(files)


def test_a_member_and_all_members_together_have_their_limits() -> None:
    files = {"a": b"a" * 1000, "b": b"b" * 1000}

    assert unpack(pack(files), most_member=1000, most_all=2000) == files
    for limits in ({"most_member": 999}, {"most_all": 1999}):
        with pytest.raises(BadArchiveError) as error:
            unpack(pack(files), **limits)
        assert error.value.code == "F003"


def test_what_is_no_archive_or_is_damaged_is_refused() -> None:
    whole = pack({"a": b"a" * 10_000})

    assert {refused(content) for content in (b"", b"PK", whole[:60], whole[:-30])} == {"F002"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused() -> None:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("a", b"1")
        archive.writestr("a", b"2")

    assert refused(output.getvalue()) == "F002"


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (b'<?xml version="1.0"?><!DOCTYPE a><a/>', "F004"),
        (b"<a><!entity x></a>", "F004"),
        (b'<?xml version="1.0" encoding="UTF-7"?><a/>', "F004"),
        ("<a/>".encode("utf-16"), "F004"),
        (b"<a/>" * (2 * MAX_ELEMENTS + 1), "F003"),
    ],
)
def test_xml_that_no_office_program_writes_is_refused(xml: bytes, code: str) -> None:
    with pytest.raises(BadArchiveError) as error:
        refuse_xml({"xl/a.xml": xml})

    assert error.value.code == code
    refuse_xml({"xl/a.bin": xml})


def test_plain_xml_is_taken() -> None:
    refuse_xml({"a.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><a>&amp;</a>'})
