"""Forms as pages, through the real commands: of a ministry, and of the whole questionnaire."""

from pathlib import Path
from typing import Any

import pytest

from checklist.files.reader import read
from tests.support.divided import REPORT, divided, run
from tests.support.page_answers import with_state

SENT = ("note", "labour", "sent", REPORT)


def written(folder: Path) -> Path:
    """Write the page of the whole questionnaire for Norway."""
    done = run(folder, "ministries", "forms", "--whole", "--state", "Norway", "--format", "html")
    assert (done.code, done.stderr) == (0, "")
    assert done.stdout.startswith("NOR-whole.html: ")
    return folder / "NOR-whole.html"


def labour_page(folder: Path) -> Path:
    """Write the page of the part of the labour inspectorate, and note that it was sent."""
    for words in (("forms", REPORT, "--authority", "labour", "--format", "html"), SENT):
        done = run(folder, "ministries", *words)
        assert done.code == 0, done.stderr
    return next((folder / "parts").glob("*labour*.html"))


def fill(page: Path, cells: dict[str, Any], name: str = "filled.html", **more: Any) -> str:
    """Fill in a page. Returns the path of what comes back."""
    content = with_state(page.read_bytes(), {"cells": cells, "entries": {}, **more})
    filled = page.with_name(name)
    filled.write_bytes(content)
    return str(filled)


def answers_in(report: Path) -> Any:
    data: Any = read(report).data
    return data["answers"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a divided report, and nothing merged yet."""
    divided(tmp_path)
    return tmp_path


def test_a_ministry_answers_in_a_page_and_it_is_merged(folder: Path) -> None:
    page = labour_page(folder)
    name = fill(page, {"channels#radio": {"answer": "x"}, "pay-rule": {"answer": "law"}})

    merged = run(folder, "ministries", "merge", REPORT, name)

    assert merged.code == 0, merged.stdout + merged.stderr
    answers = answers_in(folder / REPORT)
    assert (answers["channels"]["value"], answers["pay-rule"]["value"]) == (["radio"], "law")


def test_what_cannot_be_read_in_a_page_is_named_with_its_field(folder: Path) -> None:
    page = labour_page(folder)
    rows = {"training/labour-inspectors": {"answer": "sometimes"}, "pay-rule": {"answer": "law"}}
    name = fill(page, rows)

    merged = run(folder, "ministries", "merge", REPORT, name)

    assert merged.code == 1
    assert "filled.html: field 3.1 b: `sometimes` " in merged.stdout
    assert answers_in(folder / REPORT)["pay-rule"]["value"] == "law"


def test_a_report_begins_with_a_page_of_the_whole_questionnaire(folder: Path) -> None:
    (folder / REPORT).unlink()
    name = fill(written(folder), {"pay-rule": {"answer": "law", "note": "Since 2003"}})

    begun = run(folder, "answer", "--answers", name)

    assert "[R018]" in begun.stdout
    assert "1 answer is filled in from" in " ".join(begun.stdout.split())
    assert answers_in(folder / REPORT)["pay-rule"] == {"value": "law", "note": "Since 2003"}


def test_a_page_without_a_state_asks_for_one_and_has_it(folder: Path) -> None:
    (folder / REPORT).unlink()
    run(folder, "ministries", "forms", "--whole")
    name = fill(folder / "whole.html", {"pay-rule": {"answer": "law"}}, state="UGA")

    run(folder, "answer", "--answers", name)

    assert answers_in(folder / "report-UGA.yaml")["pay-rule"]["value"] == "law"


def test_a_page_of_the_whole_questionnaire_is_merged_into_a_report(folder: Path) -> None:
    name = fill(written(folder), {"pay-rule": {"answer": "law"}})

    merged = run(folder, "ministries", "merge", REPORT, name)

    assert merged.code == 0, merged.stdout + merged.stderr
    assert answers_in(folder / REPORT)["pay-rule"]["value"] == "law"


def test_what_is_wrong_in_a_page_is_said_and_the_rest_is_taken(folder: Path) -> None:
    (folder / REPORT).unlink()
    cells = {"pay-rule": {"answer": "law"}, "training/labour-inspectors": {"answer": "sometimes"}}
    name = fill(written(folder), cells)

    begun = run(folder, "answer", "--answers", name)

    assert begun.code == 1
    assert "filled.html: field 3.1 b: `sometimes` " in begun.stdout
    assert answers_in(folder / REPORT)["pay-rule"]["value"] == "law"


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["answer", "--answers", "labour.html"], "is the form of one ministry"),
        (["answer", "--answers", "cut.html"], "cut.html: F002 the page ends"),
        (["answer", "--answers", "none.html"], "none.html cannot be read"),
        (["ministries", "forms", "--whole", "--format", "docx"], "--whole writes a page"),
        (["ministries", "forms", "--whole", "--state", "Nowhere"], "--state: "),
        (["ministries", "forms", REPORT, "--state", "NOR"], "--state goes with --whole"),
        (
            ["ministries", "merge", REPORT, "uganda.html"],
            "is a part of the report of Uganda (UGA), not of Norway (NOR)",
        ),
    ],
)
def test_what_does_not_go_together_is_said(words: list[str], message: str, folder: Path) -> None:
    part = labour_page(folder).read_bytes()
    (folder / "labour.html").write_bytes(part)
    (folder / "cut.html").write_bytes(part.partition(b'id="form-answers"')[0])
    run(folder, "ministries", "forms", "--whole", "--state", "UGA")
    fill(folder / "UGA-whole.html", {"pay-rule": {"answer": "law"}}, "uganda.html")

    done = run(folder, *words)

    assert done.code == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
