import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.support.folders import SMALL_FOLDER

FIGURE = "figure"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An official's folder, with the small questionnaire in it."""
    shutil.copytree(SMALL_FOLDER, tmp_path / "small")
    return tmp_path


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Prints a figure at the end of the run."""
    return partial(record_property, FIGURE)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    figures = [
        value
        for report in terminalreporter.getreports("passed")
        for name, value in report.user_properties
        if name == FIGURE
    ]
    if figures:
        terminalreporter.section("figures")
    for figure in figures:
        terminalreporter.write_line(str(figure))
