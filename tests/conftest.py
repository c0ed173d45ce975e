import asyncio
import gc
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checklist.text import languages
from checklist.today import VARIABLE
from tests.support.examples import register_profiles
from tests.support.folders import TEMPORARY
from tests.support.running import TODAY

if TYPE_CHECKING:
    from tests.support.browser import Browser

register_profiles()

SOURCE_VARIABLE = "CHECKLIST_SOURCE"
"""The environment variable with the path of a copy of the source document; .ci/run sets it."""

os.environ[VARIABLE] = TODAY
os.environ[languages.VARIABLE] = languages.ENGLISH

NO_SKIPS = "NO_SKIPS"
"""The environment variable that makes a skipped test a failed one; .ci/run sets it."""

MEMORY = Path("/dev/shm")
"""Where Linux keeps files in memory."""
ENOUGH = 2 * 2**30
"""The free bytes with which tests write there: many times what they do."""
_has_memory = MEMORY.is_dir() and os.access(MEMORY, os.W_OK)
if _has_memory and shutil.disk_usage(MEMORY).free > ENOUGH:
    # A disk takes milliseconds for each file that is saved.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

for _name in ("SIGINT", "SIGHUP", "SIGQUIT"):
    # A shell makes its background jobs ignore these signals, and processes of tests inherit that.
    if hasattr(signal, _name) and signal.getsignal(getattr(signal, _name)) is signal.SIG_IGN:
        default = signal.default_int_handler if _name == "SIGINT" else signal.SIG_DFL
        signal.signal(getattr(signal, _name), default)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return the number of workers of `-n auto`: three for each two processors.

    Many tests wait for a terminal, a browser or another process, so as many workers as processors
    leave a fifth of the processors' time unused.
    """
    from checklist.checks.batch import usable_processors  # only the first process needs it

    return -(-usable_processors() * 3 // 2)


@pytest.hookimpl(hookwrapper=True)
def pytest_collection() -> Iterator[None]:
    """Search for no garbage while tests are collected: the search took a quarter of that time."""
    gc.disable()
    yield
    gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as thorough all cases but the first of each test that is marked as sampled."""
    tried = set()
    for item in items:
        test = item.nodeid.partition("[")[0]
        if item.get_closest_marker("sampled") and test in tried:
            item.add_marker(pytest.mark.thorough)
        if not item.get_closest_marker("thorough"):
            tried.add(test)


def pytest_collection_finish() -> None:
    """Collect garbage less often than Python does, and not among the collected tests: that took
    a sixth of the time. The command itself switches garbage collection off.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(hookwrapper=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> object:
    yield
    if os.environ.get(NO_SKIPS) and terminalreporter.stats.get("skipped"):
        terminalreporter.write_line(f"{NO_SKIPS}: a skipped test counts as a failed one", red=True)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail the run if a test was skipped where none may be."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get(NO_SKIPS) and exitstatus == 0 and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name no temporary folder in the id of a test: all processes know a test by the same id."""
    text = val if isinstance(val, str) else ""
    return text.replace(f"{TEMPORARY}/", "") if str(TEMPORARY) in text else None


@pytest.fixture(scope="session")
def source_text() -> str:
    """The text of the source document, which does not ship."""
    path = os.environ.get(SOURCE_VARIABLE)
    if not path:
        pytest.skip(f"{SOURCE_VARIABLE} does not name a copy of the source document")
    return Path(path).read_text(encoding="utf-8")


@pytest.fixture
def browser(_started_browser: "Browser") -> "Iterator[Browser]":
    """The system's Chromium."""
    # The driver leaves an event loop running in this thread, and no other loop can run meanwhile.
    # Tests that do not use the browser run loops of their own, so its loop is hidden from them.
    loop = _started_browser.loop
    asyncio._set_running_loop(loop)
    yield _started_browser
    asyncio._set_running_loop(None)


@pytest.fixture(scope="session")
def _started_browser() -> "Iterator[Browser]":
    from tests.support import browser as chromium  # few tests need it

    if chromium.chromium() is None:
        pytest.skip("there is no Chromium here")
    if chromium.axe() is None:
        pytest.skip(f"axe-core is not here: name its axe.min.js in {chromium.AXE}")
    with chromium.started() as one:
        asyncio._set_running_loop(None)
        yield one
        asyncio._set_running_loop(one.loop)
