"""A real browser for pages: the system's Chromium, without a window and without a network.

What a page asks the network for, and what the browser complains of, is kept and never let through:
a page of ours does neither.
"""

import asyncio
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import playwright.sync_api as playwright

AXE = "CHECKLIST_AXE"
"""The environment variable with the path of axe-core's `axe.min.js`; .ci/run sets it."""

WIDE, NARROW = 1280, 400
"""Widths of a window, in pixels."""


def chromium() -> str | None:
    """Return where the system's Chromium is, or None."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


def axe() -> Path | None:
    """Return where axe-core is, or None."""
    named = os.environ.get(AXE)
    return Path(named) if named else None


@dataclass
class Shown:
    """A page that is shown."""

    page: playwright.Page
    requests: list[str] = field(default_factory=list)
    """The addresses that were asked for, but for the page itself. None of them was let through."""
    complaints: list[str] = field(default_factory=list)
    """Errors and warnings of the console: scripts that fail, what the page's policy refused."""

    def found_by_axe(self) -> Sequence[str]:
        """Return what axe-core finds by any of its rules, each with the first elements."""
        path = axe()
        assert path is not None
        # The browser lets its driver run what the page's own policy would refuse.
        self.page.evaluate(path.read_text("utf-8"))
        results: Any = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{one['id']}: {one['help']}: {[node['html'] for node in one['nodes'][:3]]}"
            for one in results["violations"]
        ]

    def is_cut(self) -> bool:
        """Whether the page is wider than its window, so that something can be out of sight."""
        width: Any = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return bool(width > 0)

    def reached_by_tab(self) -> Sequence[str]:
        """Return the targets of the links that the Tab key reaches, in this order."""
        ends = "document.activeElement === document.body"
        targets: list[str] = []
        for _ in range(10_000):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(ends):
                return targets
            target = self.page.evaluate("document.activeElement.getAttribute('href')")
            if target is not None:
                targets.append(target)
        raise AssertionError("the Tab key does not come to the end of the page")


@dataclass(frozen=True)
class Browser:
    """A browser that runs."""

    process: playwright.Browser
    loop: asyncio.AbstractEventLoop
    """The loop in which the driver waits."""

    @contextmanager
    def shown(self, path: Path, *, width: int = WIDE, dark: bool = False) -> Iterator[Shown]:
        """Show the page of a file; leave it at the end."""
        context = self.process.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            offline=True,
        )
        own = path.resolve().as_uri()
        shown = Shown(context.new_page())

        def decide(route: playwright.Route) -> None:
            if route.request.url.partition("#")[0] == own:
                route.continue_()
            else:
                shown.requests.append(route.request.url)
                route.abort()

        def listen(message: playwright.ConsoleMessage) -> None:
            if message.type in {"error", "warning"}:
                shown.complaints.append(message.text)

        context.route("**/*", decide)
        shown.page.on("console", listen)
        shown.page.on("pageerror", lambda error: shown.complaints.append(str(error)))
        shown.page.on("dialog", lambda dialog: shown.complaints.append(dialog.message))
        try:
            shown.page.goto(own)
            yield shown
        finally:
            context.close()


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


@contextmanager
def started() -> Iterator[Browser]:
    """Start the browser; end it at the end."""
    with playwright.sync_playwright() as driver:
        process = driver.chromium.launch(
            executable_path=chromium(),
            # Root, as whom CI can run, has to do without the sandbox.
            args=["--no-sandbox"] if _is_root() else [],
        )
        try:
            yield Browser(process, asyncio.get_running_loop())
        finally:
            process.close()
