"""Receipts and letters of a register that somebody means ill with."""

import os
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.support.folders import UGANDA
from tests.support.registers import register, register_lines


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a register of a report and a scan."""
    (tmp_path / "inbox").mkdir()
    shutil.copy(UGANDA, tmp_path / "inbox")
    (tmp_path / "inbox" / "scan.pdf").write_bytes(b"%PDF-1.7 a scan")
    register(tmp_path, "receive", "inbox", "--format", "markdown", "--on", "2026-11-20")
    return tmp_path


def of_an_old_version(folder: Path) -> None:
    """Take the line away that notes the documents."""
    lines = register_lines(folder / "reg")
    (folder / "reg" / "register.jsonl").write_bytes(b"".join(lines[:2]))


@pytest.mark.sampled
@pytest.mark.skipif(os.name == "nt", reason="such names cannot be made there")
@pytest.mark.parametrize("name", [b"\x1b[31m\n.md", b"\xff\xfe.md", b"a\\b.md", b".hidden.md"])
@pytest.mark.parametrize("is_old", [False, True])
def test_a_letter_whose_name_no_line_can_have_is_named_and_stops_nothing(
    name: bytes, is_old: bool, folder: Path
) -> None:
    letter = folder / "reg" / "letters" / os.fsdecode(name)
    letter.write_text("x")
    if is_old:
        of_an_old_version(folder)

    done = register(folder, "note", letter, "sent", code=2)
    register(folder, "note", "1", "withdrawn", "--reference", "NV 1")

    assert "the register takes no such name" in done.stderr
    assert "\x1b" not in done.stderr
    assert register(folder, "verify", code=int(name[:1] != b".")).code == int(name[:1] != b".")


@pytest.mark.sampled
@pytest.mark.parametrize("content", [b"<" * 4_000_000, b"<w:t>" * 10_000_000])
def test_a_word_file_that_means_ill_is_no_receipt(content: bytes, folder: Path) -> None:
    of_an_old_version(folder)
    (folder / "reg" / "receipts" / "0001-UGA.md").unlink()
    path = folder / "reg" / "receipts" / "0001-UGA.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", content)

    shown = register(folder, "verify", code=1).stdout
    register(folder, "note", "1", "withdrawn", "--reference", "NV 1")

    assert "receipts/0001-UGA.docx: the receipt does not have the hash of line 1" in shown


@pytest.mark.skipif(os.name == "nt", reason="links need a permission there")
def test_links_and_files_in_the_place_of_folders_are_found_and_not_followed(
    folder: Path,
) -> None:
    letters = folder / "reg" / "letters"
    outside = folder / "outside"
    letters.rename(outside)
    letters.symlink_to(outside)
    linked = register(folder, "verify", code=1).stdout
    register(folder, "erase", "2", "--reference", "NV 1", code=2)
    letters.unlink()
    letters.write_text("x")

    placed = register(folder, "verify", code=1).stdout

    assert "letters: a link stands in its place" in linked
    assert [path.name for path in outside.iterdir()] == ["0002-unknown.md"]
    assert "letters: a file stands in the place of the folder" in placed


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
def test_a_pipe_in_the_place_of_a_receipt_is_not_waited_for(folder: Path) -> None:
    receipt = folder / "reg" / "receipts" / "0001-UGA.md"
    receipt.unlink()
    os.mkfifo(receipt)

    shown = register(folder, "verify", code=1).stdout

    assert "receipts/0001-UGA.md: cannot be read: it is a pipe, not a file" in shown
