import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from checklist.errors import ChecklistError, SaveError
from checklist.files import output_file

if sys.platform == "win32":
    pytest.skip("pipes and descriptors have no paths", allow_module_level=True)

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="/proc is that of Linux")


@contextmanager
def descriptor_of(path: Path, flags: int) -> Iterator[int]:
    descriptor = os.open(path, flags)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@pytest.mark.parametrize("place", ["/dev/fd", pytest.param("/proc/self/fd", marks=linux_only)])
def test_a_file_behind_a_descriptor_is_written_where_the_shell_left_it(
    tmp_path: Path, place: str
) -> None:
    log = tmp_path / "log"
    log.write_bytes(b"before\n")

    with descriptor_of(log, os.O_WRONLY | os.O_APPEND) as descriptor:
        before = log.stat()
        for content in (b"one\n", b"two\n"):
            output_file.write_output(Path(place, str(descriptor)), content)
        os.write(descriptor, b"after\n")

    assert log.read_bytes() == b"before\none\ntwo\nafter\n"
    assert os.path.samestat(before, log.stat())


def test_a_link_to_a_descriptor_is_the_descriptor(tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(b"before ")
    with descriptor_of(tmp_path / "log", os.O_WRONLY | os.O_APPEND) as descriptor:
        (tmp_path / "link").symlink_to(f"/dev/fd/{descriptor}")
        (tmp_path / "second").symlink_to("link")

        output_file.write_output(tmp_path / "second", b"after")

    assert (tmp_path / "log").read_bytes() == b"before after"


@linux_only
def test_a_descriptor_of_another_process_is_appended_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "log").write_bytes(b"before ")
    with descriptor_of(tmp_path / "log", os.O_WRONLY) as descriptor:
        own = os.getpid()
        monkeypatch.setattr(os, "getpid", lambda: own + 1)

        output_file.write_output(Path(f"/proc/{own}/fd/{descriptor}"), b"after")

    assert (tmp_path / "log").read_bytes() == b"before after"


def test_a_pipe_is_written_to_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    with descriptor_of(pipe, os.O_RDONLY | os.O_NONBLOCK) as reader:
        output_file.write_output(pipe, b"content")
        output_file.create_output(pipe, b" and more")

        assert os.read(reader, 100) == b"content and more"
    assert pipe.is_fifo()
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def test_a_device_is_written_to_and_stays() -> None:
    before = Path(os.devnull).stat()

    output_file.write_output(Path(os.devnull), b"content")
    output_file.create_output(Path(os.devnull), b"content")

    assert os.path.samestat(before, Path(os.devnull).stat())


@linux_only
def test_a_device_that_is_full_says_so() -> None:
    with pytest.raises(SaveError, match="/dev/full could not be saved: no space is left"):
        output_file.write_output(Path("/dev/full"), b"content")


def test_a_descriptor_that_is_open_for_reading_says_so(tmp_path: Path) -> None:
    (tmp_path / "log").write_bytes(b"before")

    with (
        descriptor_of(tmp_path / "log", os.O_RDONLY) as descriptor,
        pytest.raises(SaveError, match="it is not open for writing"),
    ):
        output_file.write_output(Path(f"/dev/fd/{descriptor}"), b"content")


def test_a_reader_that_closes_the_stream_is_no_fault(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)

    with pytest.raises(BrokenPipeError):
        output_file.write_output(Path(f"/dev/fd/{writer}"), b"content")

    os.close(writer)


def test_a_file_is_replaced_and_a_new_one_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    output_file.write_output(path, b"old")
    output_file.write_output(path, b"new")

    with pytest.raises(SaveError, match="it exists already"):
        output_file.create_output(path, b"other")

    assert path.read_bytes() == b"new"


def test_what_has_to_be_a_file_is_no_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.csv")

    with pytest.raises(ChecklistError, match=r"x\.csv is a pipe or a device: .*; name a file"):
        output_file.refuse_stream(tmp_path / "x.csv", "the tables are several files")

    output_file.refuse_stream(tmp_path / "y.csv", "the tables are several files")


@pytest.mark.parametrize("kind", ["file", "link to a file"])
def test_a_file_that_takes_the_place_of_a_pipe_is_not_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    pipe, other = tmp_path / "pipe", tmp_path / "other"
    os.mkfifo(pipe)
    other.write_bytes(b"precious")
    look = output_file.is_stream

    def exchanged_after_the_look(path: Path) -> bool:
        found = look(path)
        pipe.unlink()
        if kind == "file":
            other.rename(pipe)
        else:
            pipe.symlink_to("other")
        return found

    monkeypatch.setattr(output_file, "is_stream", exchanged_after_the_look)

    with pytest.raises(SaveError, match="another file took the place of the pipe or device"):
        output_file.write_output(pipe, b"content")

    assert pipe.read_bytes() == b"precious"


@pytest.mark.parametrize(
    "place", ["/dev/fd/{}", pytest.param("/proc/{own}/fd/{}", marks=linux_only), "link"]
)
def test_a_descriptor_that_is_not_open_is_named_as_that(tmp_path: Path, place: str) -> None:
    with descriptor_of(tmp_path, os.O_RDONLY) as descriptor:
        pass
    path = Path(place.format(descriptor, own=os.getpid()))
    if place == "link":
        path = tmp_path / "link"
        path.symlink_to(f"/dev/fd/{descriptor}")

    with pytest.raises(SaveError, match="could not be saved: the descriptor is not open"):
        output_file.write_output(path, b"content")


@linux_only
def test_a_descriptor_of_another_process_that_is_not_open_is_named_as_that() -> None:
    path = Path(f"/proc/{os.getppid()}/fd/987654321")

    with pytest.raises(SaveError, match="could not be saved: the descriptor is not open"):
        output_file.write_output(path, b"content")


def test_a_name_that_no_file_can_have_is_no_stream(tmp_path: Path) -> None:
    assert not output_file.is_stream(tmp_path / ("x" * 300))
    assert not output_file.is_stream(tmp_path / "a\0b")
