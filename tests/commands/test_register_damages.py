"""Several damages of one register, and files whose State is not clear."""

import shutil
from pathlib import Path

import pytest

from tests.support.folders import EXAMPLES, UGANDA
from tests.support.registers import files_in, register
from tests.support.running import checklist_run


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A register of three reports and a scan, with receipts and a letter, to be damaged."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for path in sorted(EXAMPLES.glob("report-*.yaml")):
        shutil.copy(path, inbox)
    (inbox / "scan.pdf").write_bytes(b"%PDF")
    register(tmp_path, "receive", "inbox", "--format", "markdown", "--state", "NOR")
    return tmp_path


def lines(folder: Path) -> list[bytes]:
    return (folder / "reg" / "register.jsonl").read_bytes().splitlines(keepends=True)


def write_lines(folder: Path, content: list[bytes]) -> None:
    (folder / "reg" / "register.jsonl").write_bytes(b"".join(content))


def verified(folder: Path) -> set[str]:
    """Return the places that the verification names, each with the beginning of the reason."""
    shown = register(folder, "verify", code=1).stdout.replace("\n    ", " ").replace("\n", " ")
    found = set()
    for place in ("register.jsonl:2", "register.jsonl:3", "register.jsonl:4", "register.jsonl:5"):
        if f"{place}: " in shown:
            found.add(place)
    found |= {file for file in files_in(folder / "reg") if f"{file}: the " in shown}
    assert "no line of the register is about" not in shown
    return found


def test_one_damage_of_a_register_does_not_hide_another(damaged: Path) -> None:
    kept = files_in(damaged / "reg")
    letter = next(one for one in kept if one.startswith("letters/"))
    report = next(one for one in kept if one.endswith("report-UGA.yaml"))
    for file in (letter, report):
        (damaged / "reg" / file).write_bytes(kept[file] + b" ")
    before = lines(damaged)
    assert verified(damaged) == {letter, report}

    changed = before[2].replace(b'"on":"20', b'"on":"19')
    write_lines(damaged, [*before[:2], changed, *before[3:]])
    assert verified(damaged) == {"register.jsonl:3", letter, report}

    write_lines(damaged, [*before[:1], b"not JSON\n", changed, *before[3:]])
    both = verified(damaged)
    assert {"register.jsonl:2", "register.jsonl:3", letter} <= both

    write_lines(damaged, [before[0], *before[2:]])
    assert {"register.jsonl:2", letter} <= verified(damaged)


def test_a_report_whose_name_and_state_disagree_belongs_to_nobody_until_it_is_said(
    tmp_path: Path,
) -> None:
    text = UGANDA.read_text("utf-8").replace("\nstate: UGA\n", "\nstate: UK\n")
    (tmp_path / "report-ARG.yaml").write_text(text, "utf-8")
    why = "its name says ARG, and its `state` is `UK`, which is the code of no State"

    checked = checklist_run("validate", "report-ARG.yaml", "--letter", "letters", cwd=tmp_path)
    shown = register(tmp_path, "receive", "report-ARG.yaml", "--format", "markdown").stdout
    guessed = {*files_in(tmp_path / "reg")}
    register(tmp_path, "note", "1", "withdrawn", "--reference", "wrong State")
    register(tmp_path, "receive", "report-ARG.yaml", "--state", "ARG", "--format", "markdown")

    assert f"No letter for report-ARG.yaml: {why}." in checked.stderr
    assert [*(tmp_path / "letters").iterdir()] == []
    assert why in " ".join(shown.split())
    assert guessed == {"register.jsonl", "unknown/report-ARG.yaml", "receipts/0001-unknown.md"}
    said = {*files_in(tmp_path / "reg")} - guessed
    assert {"unknown/ARG/report-ARG.yaml", "letters/0004-ARG.md"} <= said


@pytest.mark.parametrize("state", ["Argentina", "arg", ""])
def test_a_state_that_is_named_as_in_the_file_name_is_taken(state: str, tmp_path: Path) -> None:
    text = UGANDA.read_text("utf-8").replace("\nstate: UGA\n", f"\nstate: {state}\n")
    (tmp_path / "report-ARG.yaml").write_text(text, "utf-8")

    checklist_run("validate", "report-ARG.yaml", "--letter", "letters", cwd=tmp_path)

    assert [one.name for one in (tmp_path / "letters").iterdir()] == ["letter-ARG.md"]
