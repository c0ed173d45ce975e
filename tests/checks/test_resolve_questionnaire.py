"""Several versions of a questionnaire can ship: a report is judged by the one that it names."""

import shutil
from pathlib import Path

import pytest

from checklist.checks.resolve_questionnaire import resolve_current, resolve_for_report
from checklist.checks.validator import validate
from checklist.commands import freeze
from checklist.files.reader import Document, parse
from checklist.questionnaire import shipped_files
from tests.support.folders import SMALL_FOLDER


@pytest.fixture
def questions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A questionnaire of which an earlier version is kept: there a question had another id."""
    folder = tmp_path / "questions"
    shutil.copytree(SMALL_FOLDER, folder / "small")
    earlier = shutil.copytree(SMALL_FOLDER, tmp_path / "earlier" / "small")
    for path in earlier.glob("*.yaml"):
        text = path.read_text("utf-8").replace("version: 1.2.0", "version: 0.9.0")
        path.write_text(text.replace("port-count", "harbour-count"), "utf-8")
    freeze.run(earlier)
    shutil.copytree(earlier / "history", folder / "small" / "history")
    monkeypatch.setattr(shipped_files, "root", lambda: tmp_path)
    return folder


def report(version: str, question: str) -> Document:
    text = f"""\
checklist_report: 1
questionnaire: {{id: small, version: {version}, digest: "sha256:{"0" * 64}"}}
state: DNK
as_of: 2026-01-01
status: draft
revision: 1
answers:
  {question}: {{value: 3}}
"""
    return parse(text.encode(), "report-DNK.yaml")


def codes(document: Document) -> set[str]:
    found = validate(document, resolve_for_report(document, None))
    return {one.code for one in found if one.severity == "error"}


def test_a_report_is_validated_against_the_version_that_it_names(questions: Path) -> None:
    assert codes(report("0.9.0", "harbour-count")) == set()
    assert codes(report("1.2.0", "port-count")) == set()
    assert codes(report("0.9.0", "port-count")) == {"R004"}
    assert codes(report("1.2.0", "harbour-count")) == {"R004"}


def test_a_report_that_names_an_unknown_version_is_a_finding_and_checked_all_the_same(
    questions: Path,
) -> None:
    assert codes(report("7.0.0", "port-count")) == set()
    assert codes(report("7.0.0", "harbour-count")) == {"R004"}


def test_a_draft_is_answered_with_the_present_version(questions: Path) -> None:
    document = report("0.9.0", "harbour-count")

    assert resolve_current(document, None).head.version == "1.2.0"
    assert resolve_for_report(document, None).head.version == "0.9.0"


def test_the_version_that_a_report_names_is_found_in_a_folder_that_is_named(
    questions: Path,
) -> None:
    folder = str(questions / "small")

    # Nothing declares what became of `harbour-count`: the folder is no sound questionnaire.
    (questions / "small" / "changes.yaml").write_text(STEP, "utf-8")

    assert resolve_for_report(report("0.9.0", "harbour-count"), folder).head.version == "0.9.0"
    assert resolve_for_report(report("1.2.0", "port-count"), folder).head.version == "1.2.0"
    assert resolve_for_report(report("0.8.0", "port-count"), folder).head.version == "1.2.0"


def test_a_report_of_an_earlier_version_is_said_to_be_one(questions: Path) -> None:
    document = report("0.9.0", "harbour-count")

    (found,) = [
        one
        for one in validate(document, resolve_for_report(document, None))
        if one.code == "R002"
        if "0.9.0" in one.message and "present" in one.message
    ]

    assert found.severity == "warning"
    assert "`checklist migrate` moves a draft to the present version" in found.message


STEP = """\
steps:
  - from: 0.9.0
    to: 1.2.0
    questions:
      harbour-count: {became: renamed, to: [port-count], reason: A harbour is a port.}
"""
