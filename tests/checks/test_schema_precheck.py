"""What is accepted in one step, and what gets a closer look."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checklist.checks.batch_validator import SchemaPrecheck, shipped_schema
from checklist.files.reader import read
from checklist.lifecycle.redact import redacted
from checklist.questionnaire.loading import load, shipped
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.schema import report_schema
from tests.support.folders import FIXTURES
from tests.support.later_reports import data_of
from tests.support.tiny import questionnaire

SHIPPED = shipped("ctoc-cop-2010-6")
GATE = SchemaPrecheck(SHIPPED)
REPORTS = sorted((FIXTURES / "reports").glob("*.yaml"))


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_a_sound_report_is_accepted(path: Path) -> None:
    assert GATE.accepts(data_of(path))


@pytest.mark.parametrize(
    "change",
    [
        {"colour": "red"},
        {"state": "XYZ"},
        {"as_of": "2026-11-21"},
        {"seal": "sha256:" + "0" * 64},
        {"answers": {}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_report_that_was_changed_is_not(change: Mapping[str, Any]) -> None:
    assert not GATE.accepts(data_of(REPORTS[0]) | dict(change))


def test_a_copy_for_publication_gets_a_closer_look() -> None:
    copy = redacted(read(FIXTURES / "reports" / "report-UGA.yaml"), SHIPPED)

    assert not GATE.accepts(copy.to_data())


@pytest.mark.parametrize(
    "asked",
    [
        load(FIXTURES / "questionnaire" / "small"),
        questionnaire([{"id": "name", "type": "text", "pattern": "[a-z]+"}]),
    ],
    ids=["small", "pattern"],
)
def test_each_questionnaire_has_reports_that_it_accepts(asked: Questionnaire) -> None:
    report = {
        "checklist_report": 1,
        "questionnaire": {
            "id": asked.head.id,
            "version": asked.head.version,
            "digest": "sha256:" + "0" * 64,
        },
        "state": "NOR",
        "as_of": "2026-11-24",
        "status": "draft",
        "revision": 1,
        "answers": {},
    }

    assert SchemaPrecheck(asked).accepts(report)


def test_the_answers_that_may_be_wrong_are_named_and_no_others() -> None:
    answers = data_of(REPORTS[0])["answers"]
    known = [*answers]

    def wrong(*broken: str) -> set[str]:
        changed = {i: {"value": {"none": 1}} if i in broken else a for i, a in answers.items()}
        return {*GATE.suspects({**changed, "no-question": {"value": 1}})}

    assert wrong() == set()
    assert wrong(known[0]) == {known[0]}
    assert wrong(known[-1], known[3], known[4]) == {known[3], known[4], known[-1]}
    assert wrong(*known) == {*known}


def test_the_schema_that_ships_is_used_only_for_the_content_that_it_was_made_for() -> None:
    other = replace(SHIPPED, digest="sha256:" + "0" * 64)

    assert shipped_schema(SHIPPED) == report_schema(SHIPPED)
    assert shipped_schema(other) is None
    assert shipped_schema(load(FIXTURES / "questionnaire" / "small")) is None
