import errno
import os
import shutil
from pathlib import Path

import pytest

from checklist.errors import SaveError
from checklist.files import writer
from tests.support.folders import UGANDA
from tests.support.running import checklist_run
from tests.support.user import NOBODY
from tests.support.written_files import contents, names, posix_only


@posix_only
def test_a_link_stays_a_link_and_its_target_is_written(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    target = tmp_path / "elsewhere" / "real.yaml"
    target.write_bytes(b"old")
    link = tmp_path / "link.yaml"
    link.symlink_to(target)

    writer.replace(link, b"new")

    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert names(tmp_path) == ["elsewhere", "link.yaml"]


@posix_only
def test_a_link_to_nowhere_gets_its_target(tmp_path: Path) -> None:
    link = tmp_path / "link.yaml"
    link.symlink_to("real.yaml")

    writer.replace(link, b"new")

    assert link.is_symlink()
    assert (tmp_path / "real.yaml").read_bytes() == b"new"


@posix_only
def test_links_in_a_circle_are_said(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")

    with pytest.raises(SaveError, match="a could not be saved: a symbolic link"):
        writer.replace(tmp_path / "a", b"new")


@posix_only
def test_a_link_that_the_system_does_not_follow_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "precious").write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to("precious")
    status = os.stat

    def protect(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if follow_symlinks and Path(path) == link:
            raise PermissionError(errno.EACCES, "")
        return status(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(os, "stat", protect)
    for write in (writer.replace, lambda path, _: write_both(path, tmp_path / "other")):
        with pytest.raises(SaveError, match="link could not be saved: you are not permitted"):
            write(link, b"new")

    assert contents(tmp_path) == {"precious": b"old", "link": b"old"}


def write_both(first: Path, other: Path) -> None:
    with writer.replacing_together([first, other]):
        pytest.fail("files were opened")


@pytest.mark.sampled
@posix_only
@pytest.mark.parametrize("way", ["itself", "behind an own link", "a folder"])
def test_another_users_link_in_a_folder_for_all_is_not_followed(way: str, tmp_path: Path) -> None:
    """Whether or not the system follows it: `fs.protected_symlinks` can be 0."""
    if os.geteuid() != 0:
        pytest.skip("only root may act as another user")
    tmp_path.chmod(0o755)
    shutil.copy(UGANDA, tmp_path / "precious.html")
    for_all = tmp_path / "for-all"
    for_all.mkdir()
    for_all.chmod(0o1777)
    link = for_all / "link.html"
    link.symlink_to(tmp_path if way == "a folder" else tmp_path / "precious.html")
    os.chown(link, NOBODY, NOBODY, follow_symlinks=False)
    path = link / "precious.html" if way == "a folder" else link
    if way == "behind an own link":
        path = tmp_path / "own.html"
        path.symlink_to(link)

    written = checklist_run("export", UGANDA, "--output", path, cwd=tmp_path)
    read = checklist_run("show", path, cwd=tmp_path)
    os.chown(link, 0, 0, follow_symlinks=False)
    own = checklist_run("show", path, cwd=tmp_path)

    for done in (written, read):
        assert done.code in {1, 2}, done
        assert "a link in its path belongs to another user" in done.stdout + done.stderr
    assert (tmp_path / "precious.html").read_bytes() == UGANDA.read_bytes()
    assert own.code == 0


@posix_only
def test_a_link_that_is_exchanged_while_it_is_followed_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "target").write_bytes(b"old")
    (tmp_path / "precious").write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to("target")
    monkeypatch.setattr(Path, "resolve", lambda _: tmp_path / "precious")

    with pytest.raises(SaveError, match="a symbolic link is in its place"):
        writer.replace(link, b"new")

    assert (tmp_path / "precious").read_bytes() == b"old"


@posix_only
def test_a_link_that_takes_the_place_of_the_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"old")
    path = tmp_path / "r.yaml"

    with (
        pytest.raises(SaveError, match="it is not a regular file"),
        writer.replacing(path) as file,
    ):
        file.write(b"new")
        path.symlink_to("precious")

    assert (tmp_path / "precious").read_bytes() == b"old"


def test_a_second_name_keeps_the_old_text(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_bytes(b"old")
    path.with_name("second.yaml").hardlink_to(path)

    writer.replace(path, b"new")

    assert contents(tmp_path) == {"r.yaml": b"new", "second.yaml": b"old"}
