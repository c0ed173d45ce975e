from pathlib import Path

import pytest

from checklist.errors import SaveError
from checklist.files.appending import append_lines


def test_lines_go_to_the_end_of_a_file_that_is_made_for_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"

    append_lines(path, ["one"])
    append_lines(path, ["two", "three"])

    assert path.read_bytes() == b"one\ntwo\nthree\n"
    assert path.stat().st_mode & 0o077 == 0


def test_a_line_that_was_cut_off_does_not_spoil_the_next(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_bytes(b'one\n{"tw')

    append_lines(path, ["three"])

    assert path.read_bytes() == b'one\n{"tw\nthree\n'


def test_a_link_is_not_written_through(tmp_path: Path) -> None:
    other, path = tmp_path / "other", tmp_path / "log.jsonl"
    other.write_text("precious")
    path.symlink_to(other)

    with pytest.raises(SaveError):
        append_lines(path, ["one"])

    assert other.read_text() == "precious"
