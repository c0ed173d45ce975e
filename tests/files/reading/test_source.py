import os
import socket
from pathlib import Path

import pytest

from checklist.files.reader import Limits, content_of, parse, read
from tests.support.documents import codes, found
from tests.support.user import ordinary_user


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a: é".encode("latin-1"), "1:4 S003 the byte 0xE9 is not UTF-8; the file may be Latin-1"),
        (b"\xef\xbb\xbfa: \xc3\xa9\nb: \x80", "2:4 S003 the byte 0x80 is not UTF-8"),
        ("a: 1".encode("utf-16"), "1:1 S003 the file looks like UTF-16"),
        ("a: 1".encode("utf-32"), "1:1 S003 the file looks like UTF-16"),
        ("a: 1".encode("utf-16-be"), "1:1 S003 a NUL byte: the file looks like UTF-16"),
        ("a: 1".encode("utf-16-le"), "1:2 S003 a NUL byte: the file looks like UTF-16"),
        (b"a: \xed\xa0\x80", "1:4 S003 the byte 0xED"),
    ],
)
def test_only_utf_8_is_read(content: bytes, expected: str) -> None:
    document = parse(content, "f")

    assert found(document)[0].startswith(expected)
    assert len(document.refusals) == 1
    assert document.text == ""
    assert not document.readable


@pytest.mark.skipif(os.name == "nt", reason="Windows gives other reasons")
def test_what_is_no_file_is_a_finding_with_the_reason(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    (tmp_path / "file").touch()
    reasons: dict[Path | str, str] = {
        tmp_path: "it is a folder, not a file",
        tmp_path / "absent": "there is no such file",
        tmp_path / "file" / "x": "there is no such file: a part of its path is not a folder",
        loop: "its links lead in a circle",
        tmp_path / ("x" * 300): "its name is too long",
        "a\0b": "its name has a character that no file name can have",
        "/dev/null": "it is a device, not a file",
    }

    for path, reason in reasons.items():
        document = read(path)

        assert found(document) == [f"1:1 S001 cannot be read: {reason}"]
        assert not document.readable


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_that_nobody_writes_to_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    assert found(read(tmp_path / "pipe")) == ["1:1 S001 cannot be read: it is a pipe, not a file"]


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="needs Unix sockets")
def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket may have only some hundred characters
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("s")

        assert codes(read("s")) == ["1:1 S001"]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="modes are those of POSIX")
def test_a_file_that_may_not_be_read_is_a_finding() -> None:
    with ordinary_user() as folder:
        path = folder / "r.yaml"
        path.touch(mode=0)

        document = read(path)

    assert found(document) == ["1:1 S001 cannot be read: you are not allowed to read it"]


def test_a_file_of_five_gigabytes_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    with path.open("wb") as file:
        file.truncate(5_000_000_000)

    assert found(read(path)) == [
        "1:1 S002 the file has 5,000,000,000 bytes; at most 2,097,152 are read"
    ]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux")
def test_a_file_that_holds_more_than_it_says_is_read_up_to_the_limit() -> None:
    assert Path("/proc/self/status").stat().st_size == 0

    assert codes(read("/proc/self/status", limits=Limits(max_bytes=100))) == ["1:1 S002"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
        (b"PK\x03\x04\x14\x00", "a Word, Excel or zip file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Word or Excel file"),
        (b"\x1f\x8b\x08\x00", "a gzip file"),
    ],
)
def test_what_is_no_text_at_all_is_named(content: bytes, kind: str) -> None:
    assert found(parse(content, "r.yaml")) == [
        f"1:1 S003 this is {kind}, not a report in YAML or JSON"
    ]


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="Linux only")
def test_a_file_is_read_to_its_end_even_if_that_is_further_than_its_size() -> None:
    path = Path("/proc/version")  # its size is 0, as if it had grown since

    assert content_of(path) == path.read_bytes() != b""
