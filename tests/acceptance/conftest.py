import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.acceptance.entries import LIGHTS, SMALL, TREATY, lines
from tests.support.folders import SMALL_FOLDER
from tests.support.running import checklist_run

if TYPE_CHECKING:
    from tests.support.forked import Runner


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An official's folder, with the small questionnaire in it."""
    shutil.copytree(SMALL_FOLDER, tmp_path / "small")
    return tmp_path


@pytest.fixture(scope="session")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a final report, the draft that it was, and another draft; to be copied from."""
    folder = tmp_path_factory.mktemp("answered")
    shutil.copytree(SMALL_FOLDER, folder / "small")
    entries = lines("Denmark", *TREATY, *LIGHTS)
    for words in (["answer"], ["finalize", "report-DNK.yaml"]):
        done = checklist_run(*words, *SMALL, cwd=folder, stdin=entries)
        assert done.code == 0, done.stdout + done.stderr
    done = checklist_run(
        "answer", *SMALL, "--state", "DNK", "begun.yaml", cwd=folder, stdin=lines(*TREATY[:3])
    )
    assert done.code == 0, done.stderr
    return folder


@pytest.fixture
def begun(folder: Path, answered: Path) -> Path:
    """A draft that waits at its fourth question, which asks for a text."""
    return Path(shutil.copy(answered / "begun.yaml", folder / "report-DNK.yaml"))


@pytest.fixture
def draft(folder: Path, answered: Path) -> Path:
    """A draft in which every question is answered."""
    return Path(shutil.copy(answered / "report-DNK.draft.yaml", folder / "report-DNK.yaml"))


@pytest.fixture
def final(folder: Path, answered: Path) -> Path:
    """A final report, and beside it the draft that it was."""
    shutil.copy(answered / "report-DNK.draft.yaml", folder)
    return Path(shutil.copy(answered / "report-DNK.yaml", folder))


@pytest.fixture(scope="session")
def runner() -> Iterator["Runner"]:
    """A process that is copied for each list of commands on the small questionnaire."""
    from tests.support.forked import Runner  # needs POSIX

    with Runner(SMALL_FOLDER) as runner:
        yield runner


@pytest.fixture(scope="session")
def allowed_seconds(runner: "Runner", tmp_path_factory: pytest.TempPathFactory) -> float:
    """The most seconds of processor time that a command may take for a file."""
    return runner.allowed_seconds(tmp_path_factory.mktemp("sound"))
