import gc
import os
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from checklist.checks.batch import (
    MIN_BATCH,
    Checker,
    CheckResult,
    ReportSource,
    read_all,
    usable_processors,
)
from checklist.checks.codes import CodeFilter
from checklist.diagnostics import FileFindings
from checklist.render.findings.text import line
from tests.support.folders import SMALL_FOLDER

CHECKER = Checker(str(SMALL_FOLDER))
VIOLATING = SMALL_FOLDER.parents[1] / "rules" / "R007" / "violating.yaml"


def reported(checked: CheckResult) -> list[str]:
    return [f"{one.path}:{one.line} {one.code}" for one in checked.findings.diagnostics]


def test_a_report_is_read_from_its_file_or_from_what_stands_for_it(tmp_path: Path) -> None:
    path = tmp_path / "report.yaml"
    path.write_text("invoice: 7\n")

    assert reported(CHECKER.read(ReportSource(path))) == [f"{path}:1 S101"]
    assert reported(CHECKER.read(ReportSource(Path("-"), b"invoice: 7\n"))) == ["-:1 S101"]
    assert reported(CHECKER.read(ReportSource(Path("-"), b""))) == ["-:1 S012"]


def test_only_what_is_wanted_is_found() -> None:
    checker = Checker(str(SMALL_FOLDER), final_only=True, selection=CodeFilter(("S105",)))

    assert [one.code for one in checker.read(ReportSource(VIOLATING)).findings.diagnostics] == [
        "S105"
    ]


def test_of_a_report_that_ended_its_process_it_is_told_that_it_did() -> None:
    (found,) = CHECKER.lost(ReportSource(Path("in/report.yaml"))).findings.diagnostics

    assert line(found) == (
        "in/report.yaml:1:1: S014 error: the process that checked the file has died; "
        "it may have run out of memory; check this file alone"
    )


@pytest.mark.parametrize(
    ("number", "jobs", "is_shared"),
    [
        (0, None, False),
        (1, 4, False),
        (2, 1, False),
        (2, 2, True),
        (MIN_BATCH - 1, None, False),
        (MIN_BATCH, None, True),
    ],
)
def test_reports_are_shared_out_where_they_are_enough(
    number: int, jobs: int | None, is_shared: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared: list[int] = []

    def map_in_processes(
        check: Callable[[ReportSource], CheckResult],
        sources: Iterator[ReportSource],
        jobs: int,
        lost: object,
    ) -> Iterator[CheckResult]:
        shared.append(jobs)
        return map(check, sources)

    monkeypatch.setattr("checklist.checks.process_pool.map_in_processes", map_in_processes)
    monkeypatch.setattr("checklist.checks.batch.usable_processors", lambda: 3)
    sources = [ReportSource(Path("-"), f"{n}: 1".encode()) for n in range(number)]

    assert len(list(read_all(CHECKER, sources, jobs))) == number
    assert shared == ([jobs or 3] if is_shared else [])


class Circle:
    """What only the search for garbage can remove."""

    def __init__(self) -> None:
        self.itself = self


class Littering(Checker):
    """A checker that leaves garbage, and says whether it would be sought meanwhile."""

    circles: ClassVar[list[weakref.ref[Circle]]] = []

    def read(self, source: ReportSource) -> CheckResult:
        self.circles.append(weakref.ref(Circle()))
        return CheckResult(FileFindings(str(gc.isenabled()), []))


def test_garbage_is_sought_between_reports_and_not_while_they_are_read() -> None:
    alive = []

    for checked in read_all(Littering(), [ReportSource(Path("-"), b"")] * 5, 1):
        assert checked.findings.path == "False"
        alive.append(sum(circle() is not None for circle in Littering.circles))

    assert max(alive) == 1
    assert gc.isenabled()


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="Linux only")
def test_only_the_processors_that_may_be_used_are_counted() -> None:
    before = os.sched_getaffinity(0)
    try:
        os.sched_setaffinity(0, {min(before)})

        assert usable_processors() == 1
    finally:
        os.sched_setaffinity(0, before)
