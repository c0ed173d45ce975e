"""Several damages of one register, and files whose State is not clear."""

import json
import shutil
from pathlib import Path

import pytest
from yaml import safe_load

from tests.support.folders import EXAMPLES, UGANDA
from tests.support.made_reports import as_yaml
from tests.support.registers import files_in, register
from tests.support.running import checklist_run
from tests.support.three_cycles import sealed


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


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("name", "state", "meaning"),
    [
        ("ARG", "UK", "no code and may mean the United Kingdom of Great Britain"),
        ("ARG", "Ruritania", "the code of no State"),
        ("GMB", "GIN", "Guinea"),
    ],
)
def test_a_report_whose_name_and_state_disagree_belongs_to_nobody_until_it_is_said(
    name: str, state: str, meaning: str, tmp_path: Path
) -> None:
    data = safe_load(UGANDA.read_text("utf-8"))
    text = as_yaml(sealed({**data, "state": state}))
    file = f"report-{name}.yaml"
    (tmp_path / file).write_text(text, "utf-8")
    why = f"its name says {name}, and its `state` is `{state}`, which is {meaning}"

    checked = checklist_run("validate", file, "--letter", "letters", cwd=tmp_path)
    shown = register(tmp_path, "receive", file, "--format", "markdown").stdout
    guessed = {*files_in(tmp_path / "reg")}
    register(tmp_path, "note", "1", "withdrawn", "--reference", "wrong State")
    register(tmp_path, "receive", file, "--state", name, "--format", "markdown")

    assert f"No letter for {file}: {why}" in checked.stderr
    assert [*(tmp_path / "letters").iterdir()] == []
    assert why in " ".join(shown.split())
    assert guessed == {"register.jsonl", f"unknown/{file}", "receipts/0001-unknown.md"}
    said = {*files_in(tmp_path / "reg")} - guessed
    assert {f"unknown/{name}/{file}", f"letters/0004-{name}.md"} <= said


def test_a_sound_report_is_of_the_state_that_is_said_as_it_says_itself(tmp_path: Path) -> None:
    data = safe_load(UGANDA.read_text("utf-8"))
    file = "report-GMB.yaml"
    (tmp_path / file).write_text(as_yaml(sealed({**data, "state": "GIN"})), "utf-8")
    words = ("receive", file, "--state", "GIN", "--format", "markdown")

    register(tmp_path, *words)

    line = json.loads(lines(tmp_path)[0])
    assert line["submission"]["state"] == "GIN"
    assert line["submission"]["report"]["status"] == "final"


@pytest.mark.parametrize("state", ["Argentina", "arg", ""])
def test_a_state_that_is_named_as_in_the_file_name_is_taken(state: str, tmp_path: Path) -> None:
    text = UGANDA.read_text("utf-8").replace("\nstate: UGA\n", f"\nstate: {state}\n")
    (tmp_path / "report-ARG.yaml").write_text(text, "utf-8")

    checklist_run("validate", "report-ARG.yaml", "--letter", "letters", cwd=tmp_path)

    assert [one.name for one in (tmp_path / "letters").iterdir()] == ["letter-ARG.md"]
