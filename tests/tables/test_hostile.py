"""Whatever strangers send and however they call it, the tables stay whole and say the same."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.analysis.rows.report_reader import LeftOut, ReportReader
from checklist.analysis.rows.report_rows import ReportRows
from checklist.checks.batch import ReportSource
from checklist.checks.resolve_questionnaire import resolve
from checklist.tables.contents import Contents
from checklist.tables.registry import FORMATS
from checklist.tables.tabulator import Tabulator
from checklist.text.sanitize import FORBIDDEN
from tests.support.folders import SMALL_FOLDER
from tests.support.hostile import NAMES, hostile_files
from tests.support.made_reports import as_json, made_report
from tests.tables.tabulating import as_written, plain, read, write

READER = ReportReader(str(SMALL_FOLDER))
CONTENTS = Contents(QuestionnaireRows(resolve(str(SMALL_FOLDER))))


def usable(folder: Path) -> Iterator[ReportRows]:
    for path in sorted(folder.iterdir()):
        rows = Tabulator(READER, "").rows(ReportSource(path))
        if not isinstance(rows, LeftOut):
            yield rows


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(8, id="every eighth"),
        pytest.param(1, id="all", marks=pytest.mark.thorough),
    ],
)
def corpus(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> list[ReportRows]:
    folder = tmp_path_factory.mktemp("corpus")
    files = [hostile for hostile in hostile_files() if hostile.command == "validate"]
    for number, hostile in enumerate(files[:: request.param]):
        (folder / f"{number:04}.yaml").write_bytes(hostile.make())
    return list(usable(folder))


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> list[ReportRows]:
    if os.name == "nt":
        pytest.skip("Windows does not have such names")
    folder = tmp_path_factory.mktemp("named")
    for number, name in enumerate(NAMES):
        report = made_report(number, CONTENTS.questionnaire_rows.questionnaire)
        (folder / name).write_text(as_json(report), "utf-8")
    return list(usable(folder))


@pytest.mark.thorough
@pytest.mark.parametrize("ending", FORMATS)
def test_files_of_strangers_that_can_be_used_are_the_same_in_every_format(
    ending: str, corpus: list[ReportRows], tmp_path: Path
) -> None:
    write(tmp_path / f"a{ending}", corpus, CONTENTS)

    assert plain(read(tmp_path / f"a{ending}"), ending) == as_written(corpus, CONTENTS)
    assert len(corpus) > 5


@pytest.mark.sampled
@pytest.mark.parametrize("ending", FORMATS)
def test_reports_are_told_apart_whatever_their_files_are_called(
    ending: str, named: list[ReportRows], tmp_path: Path
) -> None:
    write(tmp_path / f"a{ending}", named, CONTENTS)

    tables = plain(read(tmp_path / f"a{ending}"), ending)
    names = {row[0] for row in tables["reports"][1:]}
    assert len(names) == len(NAMES)
    assert [name for name in names if FORBIDDEN.search(name)] == []
    assert tables == as_written(named, CONTENTS)
