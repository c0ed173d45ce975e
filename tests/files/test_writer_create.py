import errno
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from checklist.errors import SaveError
from checklist.files import writer
from tests.support.written_files import fail_with, names, posix_only


@pytest.mark.usefixtures("links")
def test_create_writes_a_file_that_is_not_there(tmp_path: Path) -> None:
    writer.create(tmp_path / "r.yaml", b"new")

    assert (tmp_path / "r.yaml").read_bytes() == b"new"
    assert names(tmp_path) == ["r.yaml"]


@pytest.mark.usefixtures("links")
def test_create_refuses_a_file_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_bytes(b"old")

    with pytest.raises(SaveError, match=r"r\.yaml could not be saved: it exists already"):
        writer.create(tmp_path / "r.yaml", b"new")

    assert (tmp_path / "r.yaml").read_bytes() == b"old"
    assert names(tmp_path) == ["r.yaml"]


@posix_only
@pytest.mark.parametrize("stopped_by", [OSError(errno.EIO, ""), KeyboardInterrupt()])
def test_create_without_links_leaves_no_empty_file_when_it_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stopped_by: BaseException
) -> None:
    def stop(*_: object) -> None:
        raise stopped_by

    monkeypatch.setattr(os, "link", fail_with(errno.EPERM))
    monkeypatch.setattr(Path, "replace", stop)

    with pytest.raises((SaveError, KeyboardInterrupt)):
        writer.create(tmp_path / "r.yaml", b"new")

    assert names(tmp_path) == []


@posix_only
def test_create_without_links_that_is_stopped_when_all_is_done_leaves_the_whole_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.replace

    def stopped_after(path: Path, target: Path) -> None:
        rename(path, target)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "link", fail_with(errno.EPERM))
    monkeypatch.setattr(Path, "replace", stopped_after)

    with pytest.raises(KeyboardInterrupt):
        writer.create(tmp_path / "r.yaml", b"new")

    assert names(tmp_path) == ["r.yaml"]
    assert (tmp_path / "r.yaml").read_bytes() == b"new"


@posix_only
@pytest.mark.usefixtures("links")
def test_create_refuses_a_link_to_nowhere(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").symlink_to("nowhere")

    with pytest.raises(SaveError, match="exists already"):
        writer.create(tmp_path / "r.yaml", b"new")


@pytest.mark.usefixtures("links")
def test_of_many_who_create_a_file_at_once_one_succeeds(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"

    def attempt(number: int) -> bytes | None:
        content = bytes([number]) * 10_000
        try:
            writer.create(path, content)
        except SaveError:
            return None
        return content

    with ThreadPoolExecutor(8) as pool:
        written = [content for content in pool.map(attempt, range(8)) if content is not None]

    assert [path.read_bytes()] == written
    assert names(tmp_path) == ["r.yaml"]
