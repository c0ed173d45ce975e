"""Files that list States: what is wrong in them is said with its line, however long the path is."""

from pathlib import Path

import pytest

from tests.support.folders import UGANDA
from tests.support.running import checklist_run


@pytest.mark.parametrize("option", ["--group-by", "--expected"])
@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"AUT,party\nUGA,caf\xe9\n", "list.csv:2:8: the byte 0xE9 is not UTF-8"),
        (b"AUT,party\nUGA,\0\n", "list.csv:2:5: a NUL byte"),
    ],
)
def test_a_wrong_byte_in_a_list_of_states_is_named_with_its_line(
    option: str, content: bytes, error: str, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_bytes(content)

    done = checklist_run("summarize", UGANDA, option, "list.csv", cwd=tmp_path)

    assert done.code == 2
    assert f"{option}: {error}" in done.stderr


@pytest.mark.parametrize("option", ["--group-by", "--expected"])
def test_a_path_of_thousands_of_characters_is_shortened_in_a_message(
    option: str, tmp_path: Path
) -> None:
    path = f"{'/'.join(['d' * 200] * 15)}/list.csv"

    done = checklist_run("summarize", UGANDA, option, path, cwd=tmp_path)

    assert done.code == 2
    assert len(done.stderr) < 600
    assert "…" in done.stderr


def test_the_words_of_group_by_are_offered_only_where_there_is_no_such_file(
    tmp_path: Path,
) -> None:
    (tmp_path / "large.csv").write_bytes(b"AUT," + b"x" * 3_000_000)

    large, gone = (
        checklist_run("summarize", UGANDA, "--group-by", name, cwd=tmp_path)
        for name in ("large.csv", "regoin")
    )

    assert (large.code, gone.code) == (2, 2)
    assert "at most 2,097,152 are read\n" in large.stderr
    assert "region" in gone.stderr
