import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.acceptance.entries import SMALL_FOLDER

FIGURES = pytest.StashKey[list[str]]()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An official's folder, with the small questionnaire in it."""
    shutil.copytree(SMALL_FOLDER, tmp_path / "small")
    return tmp_path


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Prints a figure at the end of the run."""
    return request.config.stash.setdefault(FIGURES, []).append


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    figures = terminalreporter.config.stash.get(FIGURES, [])
    if figures:
        terminalreporter.section("figures")
    for figure in figures:
        terminalreporter.write_line(figure)
