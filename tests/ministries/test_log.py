"""The log, and how it and the division are brought up to the report after a kill."""

import json
from pathlib import Path
from typing import Any

import pytest

from checklist.ministries.division import Authority, Division, reference_of
from checklist.ministries.folder import ReportFolder
from checklist.ministries.log import (
    answer_entries,
    append,
    last_run,
    merge_entry,
    read_log,
    standing,
    undo_entry,
)
from checklist.ministries.merge import merge
from checklist.ministries.merged_files import repair, returned_parts, with_returned
from tests.support.returns import ON, incoming
from tests.support.tiny import questionnaire, report

ASKED = questionnaire(
    [
        {
            "id": "who",
            "type": "choices",
            "options": [{"code": "labour", "label": "Labour"}, {"code": "police", "label": "P"}],
        },
        {"id": "remark", "type": "text"},
        {"id": "name", "type": "text"},
    ],
    authorities="who",
)


def test_lines_that_cannot_be_read_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "log-AUT.jsonl"
    append(path, [{"did": "merge", "by": "labour"}])
    with path.open("ab") as file:
        file.write(b'[]\n\xff\n{"log": 1, "did": "mer')
    append(path, [{"did": "merge", "by": "police"}])

    assert [entry.data["by"] for entry in read_log(path)] == ["labour", "police"]
    assert read_log(tmp_path / "nothing") == []


def test_an_undone_merge_does_not_stand_any_more(tmp_path: Path) -> None:
    path = tmp_path / "log-AUT.jsonl"
    append(path, [{"did": "merge", "at": "1", "by": "labour", "part": 1, "digest": "a"}])
    append(path, [{"did": "merge", "at": "2", "by": "police", "part": 1, "digest": "b"}])
    undone = last_run(read_log(path))
    append(path, [undo_entry(at="3", who="kari", undone=undone)])

    assert [entry.key[0] for entry in undone] == ["police"]
    assert [entry.key[0] for entry in standing(read_log(path))] == ["labour"]
    assert [entry.key[0] for entry in last_run(read_log(path))] == ["labour"]


def test_what_a_kill_kept_from_the_log_is_written_from_the_report(tmp_path: Path) -> None:
    folder = ReportFolder(tmp_path / "report-AUT.yaml", "AUT")
    first = merge(
        report(ASKED), [incoming(ASKED, "labour", {}, {"remark": "A."}, digest="a")], ASKED, ON
    )
    both = merge(
        first.report, [incoming(ASKED, "police", {}, {"name": "B."}, digest="b")], ASKED, ON
    )
    append(folder.log, [merge_entry(first.returns[0], at="now", who="kari")])

    repair(folder, both.report, None, ASKED)
    repair(folder, both.report, None, ASKED)

    lines = [json.loads(line) for line in folder.log.read_text("utf-8").splitlines()]
    assert [line["by"] for line in lines] == ["labour", "police"]
    assert lines[1]["units"] == [{"at": "name", "now": "B."}]


def test_a_division_learns_once_that_a_part_came_back() -> None:
    division = Division(
        checklist_division=1,
        questionnaire=reference_of(ASKED),
        state="AUT",
        authorities={"labour": Authority()},
        asks={},
    )
    digest = f"sha256:{'a' * 64}"
    result = merge(
        report(ASKED), [incoming(ASKED, "labour", {}, {"remark": "A."}, digest=digest)], ASKED, ON
    )
    came = returned_parts(result.returns, ON)

    once = with_returned(division, came)

    assert [part.digest for part in once.authorities["labour"].returned] == [digest]
    assert with_returned(once, came) == once


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (True, {"value": "x"}),
        ({"value": {"row": True}}, {"value": {"row": {"value": "yes"}}}),
        ({"value": {"row": {"value": "yes", "by": ["labour"]}}}, {"value": "x"}),
        ({"value": "yes", "by": ["labour"]}, True),
    ],
)
def test_what_is_no_answer_before_or_behind_a_change_stops_nothing(before: Any, after: Any) -> None:
    item = {"id": "row", "label": "Row"}
    option = {"code": "yes", "label": "Yes"}
    grid = {"id": "grid", "type": "matrix", "items": [item], "options": [option]}
    asked = questionnaire([grid])

    entries = [*answer_entries({"grid": before}, {"grid": after}, asked, at="1", who="kari")]

    assert [entry["of"] for entry in entries] in ([], [["labour"]])
