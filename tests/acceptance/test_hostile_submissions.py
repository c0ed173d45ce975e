"""Files that strangers send to a register, and what they put into its folder."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from checklist.register.chain import read_chain
from tests.support.examples import one_in
from tests.support.folders import UGANDA
from tests.support.hostile import hostile_files
from tests.support.registers import files_in, register
from tests.support.running import checklist_run

posix = pytest.mark.skipif(os.name == "nt", reason="other files and names")


def sound(folder: Path) -> str:
    return register(folder, "verify").stdout


@pytest.mark.parametrize("each", [80, pytest.param(one_in(4), marks=pytest.mark.thorough)])
def test_whatever_a_stranger_sends_is_registered_and_harms_nothing(
    each: int, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    contents = {one.make() for one in [*hostile_files()][::each]}
    for number, content in enumerate(contents):
        (tmp_path / "in" / f"report-NOR-{number}.yaml").write_bytes(content)
    assert len(contents) > 100 // each

    done = register(tmp_path, "receive", "in", "--format", "markdown")

    lines = read_chain(tmp_path / "reg").lines
    assert sum(line.submission is not None for line in lines) == len(contents)
    assert "\x1b" not in done.stdout
    assert sound(tmp_path).startswith("Nothing was changed.")
    letters = "".join(path.read_text("utf-8") for path in (tmp_path / "reg" / "letters").iterdir())
    assert "\x1b" not in letters


@posix
def test_special_files_links_and_huge_files_are_named_and_the_others_registered(
    tmp_path: Path,
) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    os.mkfifo(inbox / "pipe.yaml")
    (inbox / "link.yaml").symlink_to("/etc/passwd")
    (inbox / "loop").symlink_to(".")
    with (inbox / "huge.pdf").open("wb") as huge:
        huge.truncate(5 * 1024**3)
    (inbox / "note.pdf").write_bytes(b"%PDF")

    done = register(tmp_path, "receive", "inbox", "/dev/null", "absent", code=1)

    assert done.stderr.count("It was not registered.") == 4
    assert "inbox/link.yaml is a link and was not registered" in done.stderr
    assert "at most 268,435,456 are read" in done.stderr
    lines = read_chain(tmp_path / "reg").lines
    assert sum(line.submission is not None for line in lines) == 1
    assert b"root:" not in b"".join(files_in(tmp_path / "reg").values())


@pytest.mark.sampled
@posix
@pytest.mark.parametrize(
    "name",
    ["a\x1b[31m\nred.pdf", "‮gpj.exe", "n" * 250 + ".pdf", "CON.pdf", "...", "\udcff.pdf", "a" * 99],
)
def test_a_hostile_name_becomes_a_plain_one(name: str, tmp_path: Path) -> None:
    if name == "\udcff.pdf" and sys.platform == "darwin":
        pytest.skip("the disk takes no such name")
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / name
    path.write_bytes(b"%PDF")

    done = register(tmp_path, "receive", path)

    (kept,) = (file for file in files_in(tmp_path / "reg") if file.startswith("unknown/"))
    assert kept.isprintable()
    assert not kept.lower().startswith(("unknown/con.", "unknown/."))
    assert "\x1b" not in done.stdout + register(tmp_path, "list").stdout
    assert sound(tmp_path).startswith("Nothing was changed.")


@posix
def test_nothing_is_written_through_a_link_in_the_register(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "note.pdf").write_bytes(b"%PDF")
    register(tmp_path, "receive", "note.pdf")
    (tmp_path / "reg" / "2025").symlink_to(tmp_path / "elsewhere")

    refused = register(tmp_path, "receive", UGANDA, code=2)

    assert "2025 is a link, and nothing is written there" in refused.stderr
    assert [*(tmp_path / "elsewhere").iterdir()] == []
    (tmp_path / "reg" / "2025").unlink()
    lines = tmp_path / "reg" / "register.jsonl"
    lines.rename(tmp_path / "elsewhere" / "register.jsonl")
    lines.symlink_to(tmp_path / "elsewhere" / "register.jsonl")
    assert "is a link" in register(tmp_path, "receive", UGANDA, code=2).stderr


@posix
def test_an_original_that_became_a_link_is_found(tmp_path: Path) -> None:
    register(tmp_path, "receive", UGANDA)
    kept = tmp_path / "reg" / "2025" / "UGA" / "report-UGA.yaml"
    kept.unlink()
    kept.symlink_to(UGANDA)

    assert "a link stands in its place" in register(tmp_path, "verify", code=1).stdout


@posix
def test_nothing_is_erased_through_a_link(tmp_path: Path) -> None:
    register(tmp_path, "receive", UGANDA)
    (tmp_path / "reg" / "2025" / "UGA").rename(tmp_path / "elsewhere")
    (tmp_path / "reg" / "2025" / "UGA").symlink_to(tmp_path / "elsewhere")

    refused = register(tmp_path, "erase", "1", "--reference", "NV 1", code=2)

    assert "2025/UGA is a link, and nothing is removed there" in refused.stderr
    assert (tmp_path / "elsewhere" / "report-UGA.yaml").exists()


@posix
def test_a_register_that_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "reg").mkdir()
    os.mkfifo(tmp_path / "reg" / "register.jsonl")
    (tmp_path / "note.pdf").write_bytes(b"%PDF")

    for words in (["receive", "note.pdf"], ["list"], ["verify"]):
        assert "pipe" in register(tmp_path, *words, code=2).stderr


def test_a_receipt_folder_as_a_register_of_reports_is_not_read_as_reports(tmp_path: Path) -> None:
    register(tmp_path, "receive", UGANDA, "--format", "markdown")
    shutil.copy(UGANDA, tmp_path / "reg" / "receipts" / "report-NOR.yaml")
    shutil.copy(UGANDA, tmp_path / "reg" / "2025" / "UGA" / "planted.yaml")

    done = checklist_run("validate", "reg", cwd=tmp_path)

    assert "1 file, 0 with errors" in done.stderr


@pytest.mark.thorough
def test_a_thousand_files_are_registered(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(1_000):
        (tmp_path / "in" / f"{number:04}.pdf").write_bytes(f"%PDF-{number}".encode())

    register(tmp_path, "receive", "in", "--format", "markdown")

    # Two lines more note the receipts and the letters.
    assert "Lines: 1,002. Files: 1,000." in sound(tmp_path)
