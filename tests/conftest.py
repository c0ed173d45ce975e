import asyncio
import gc
import os
import signal
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.support.examples import register_profiles

if TYPE_CHECKING:
    from tests.support.browser import Browser

register_profiles()

OF_SAMPLED = 4
"""Of so many cases of a sampled test one is tried each time."""

for _name in ("SIGINT", "SIGHUP", "SIGQUIT"):
    # A shell lets what runs in its background ignore them, and the processes of tests inherit that.
    if hasattr(signal, _name) and signal.getsignal(getattr(signal, _name)) is signal.SIG_IGN:
        default = signal.default_int_handler if _name == "SIGINT" else signal.SIG_DFL
        signal.signal(getattr(signal, _name), default)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as thorough all but every fourth case of the tests that are sampled."""
    seen: Counter[str] = Counter()
    for item in items:
        if item.get_closest_marker("sampled") is None:
            continue
        test = item.nodeid.partition("[")[0]
        if seen[test] % OF_SAMPLED:
            item.add_marker(pytest.mark.thorough)
        seen[test] += 1


def pytest_collection_finish() -> None:
    """Look for garbage less often than Python does, and not in what was collected: a sixth of the
    time went into that. The command itself does not look for any.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(hookwrapper=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> object:
    yield
    if os.environ.get("CI") and terminalreporter.stats.get("skipped"):
        terminalreporter.write_line("CI: a skipped test counts as a failed one", red=True)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """In CI a skipped test is a failed one: there, everything a test needs is installed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and exitstatus == 0 and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture
def browser(_started_browser: "Browser") -> "Iterator[Browser]":
    """The system's Chromium."""
    # Its driver leaves an event loop running in this thread, in which no other can run meanwhile.
    # Tests that do not use the browser run loops of their own.
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
