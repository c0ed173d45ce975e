"""Archives from strangers: every byte that comes out is counted."""

import io
import zipfile
from contextlib import suppress
from random import Random

import pytest

from checklist.files.archive import (
    MAX_ALL,
    MAX_MEMBER,
    MAX_MEMBERS,
    BadArchiveError,
    pack,
    unpack,
)
from tests.support.examples import large


def refused(content: bytes) -> str:
    with pytest.raises(BadArchiveError) as error:
        unpack(content)
    return error.value.code


def test_what_is_packed_is_unpacked_and_the_same_files_make_the_same_bytes() -> None:
    files = {"b.yaml": b"b: 1\n", "returns/a.xlsx": bytes(range(256)) * 40}

    assert unpack(pack(files)) == files
    assert pack(dict(reversed(files.items()))) == pack(files)


def test_a_member_and_all_members_together_have_their_limits() -> None:
    whole = {f"{n}": bytes(MAX_MEMBER) for n in range(MAX_ALL // MAX_MEMBER)}

    assert unpack(pack(whole)) == whole
    assert refused(pack({**whole, "more": b"a"})) == "F003"
    assert refused(pack({"a": bytes(MAX_MEMBER + 1)})) == "F003"
    assert refused(pack({f"{n}": b"" for n in range(MAX_MEMBERS + 1)})) == "F003"


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


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_only_what_office_programs_pack_is_unpacked(method: int) -> None:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", method) as archive:
        archive.writestr("a", b"a")

    assert refused(output.getvalue()) == "F002"


def test_whatever_was_damaged_in_an_archive_it_is_refused_or_read() -> None:
    whole = pack({"a": b"a" * 300, "b": bytes(range(256))})
    random = Random(7)

    for _ in range(large(48_000)):
        content = bytearray(whole)
        for _ in range(random.choice((1, 1, 2, 6))):
            content[random.randrange(len(content))] = random.choice((0, 1, 8, 12, 255))
        with suppress(BadArchiveError):
            unpack(bytes(content))
