"""`summarize --official`: treaty status as the depositary has it."""

import json
from pathlib import Path

import pytest

from tests.support.folders import EXAMPLES
from tests.support.running import checklist_run


@pytest.mark.thorough
def test_it_stands_beside_what_the_state_says(tmp_path: Path) -> None:
    list_of = "code,status,date\nAUT,party,2005-09-15\nUganda, party # not as it says\n"
    (tmp_path / "status.csv").write_text(list_of, "utf-8")
    words = ("summarize", EXAMPLES, "--official", "status.csv")

    done = checklist_run(*words, "--section", "reports", "--format", "markdown", cwd=tmp_path)
    document = json.loads(checklist_run(*words, "--format", "json", cwd=tmp_path).stdout)

    assert done.code == 0
    assert "Party: the treaty is in force for the State (2005-09-15)" in done.stdout
    found = {one["state"]["code"]: one["official"] for one in document["reports"]}
    assert (found["AUT"]["code"], found["AUT"]["as_of"]) == ("party", "2005-09-15")
    assert (found["UGA"]["as_of"], found["TUV"]) == ("", None)
    own = {one["state"]["code"]: one["treaty_status"]["code"] for one in document["reports"]}
    assert own["UGA"] != "party"
    told = done.stdout.split("not that of the depositary: ")[1].split(".")[0]
    assert told == ("Uganda" if own["AUT"] == "party" else "Austria, Uganda")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("AUT,party\nXXX,party\n", "status.csv:2: `XXX` is not the name or code of a State"),
        (
            "AUT,member\n",
            "status.csv:1: `member` is not a treaty status; the treaty statuses are: party",
        ),
        ("AUT,party,soon\n", "status.csv:1: `soon` is not a day"),
        ("AUT\n", "status.csv:1: a line is code,status or code,status,date"),
        ("AUT,party\n\nAustria,party\n", "status.csv:3: AUT is already on an earlier line"),
        ('"AUT,party\n', "status.csv:1: the quotation marks"),
    ],
)
def test_a_mistake_is_reported_with_its_line(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "status.csv").write_text(text, "utf-8")

    done = checklist_run("summarize", EXAMPLES, "--official", "status.csv", cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert told in done.stderr


def test_an_absent_file_is_reported(tmp_path: Path) -> None:
    done = checklist_run("summarize", EXAMPLES, "--official", "status.csv", cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert "--official: status.csv: " in done.stderr
