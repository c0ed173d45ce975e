"""A real browser for pages: the system's Chromium, without a window and without a network.

Requests to the network and complaints of the browser are recorded, and no request is let through.
A page of this project causes neither.
"""

import asyncio
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import playwright.sync_api as playwright
import pytest

AXE = "CHECKLIST_AXE"
"""The environment variable with the path of axe-core's `axe.min.js`; .ci/run sets it."""

WIDE, NARROW, PHONE = 1280, 400, 390
"""Widths of a window, in pixels."""
SHEETS = {"A4": 680, "Letter": 702}
"""The sheets of paper, each with the width in pixels between margins of 15 mm."""


def chromium() -> str | None:
    """Return the path of the system's Chromium, or None."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


def axe() -> Path | None:
    """Return the path of axe-core, or None."""
    named = os.environ.get(AXE)
    return Path(named) if named else None


@dataclass
class Shown:
    """A page that is shown."""

    page: playwright.Page
    requests: list[str] = field(default_factory=list)
    """The requested addresses, except the page itself. None of them was let through."""
    complaints: list[str] = field(default_factory=list)
    """Errors and warnings of the console: failed scripts, and refusals by the page's policy."""

    def found_by_axe(self, within: str = "html") -> Sequence[str]:
        """Return the findings of all rules of axe-core, each with the first elements.

        Args:
            within: The element that is looked at, named as in CSS.
        """
        path = axe()
        assert path is not None
        # The driver may run scripts that the policy of the page would refuse.
        self.page.evaluate(path.read_text("utf-8"))
        results: Any = self.page.evaluate(
            "within => axe.run(within, {resultTypes: ['violations']})", within
        )
        return [
            f"{one['id']}: {one['help']}: {[node['html'] for node in one['nodes'][:3]]}"
            for one in results["violations"]
        ]

    def is_cut(self) -> bool:
        """Whether the page is wider than its window, so that a part can be out of sight."""
        width: Any = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return bool(width > 0)

    def wider_than_the_sheet(self, sheet: str) -> Sequence[str]:
        """Return the tables that are cut, or wider than a sheet of paper between its margins."""
        self.page.set_viewport_size({"width": SHEETS[sheet], "height": 900})
        self.page.emulate_media(media="print")
        program = """() => [...document.querySelectorAll('table')]
            .filter(one => one.checkVisibility())
            .filter(one => one.getBoundingClientRect().right > innerWidth
                || [one, ...one.querySelectorAll('th, td')].some(part =>
                    getComputedStyle(part).display !== 'inline'
                    && part.scrollWidth > Math.max(part.clientWidth, part.offsetWidth)))
            .map(one => one.caption?.textContent ?? one.textContent.slice(0, 60))"""
        found: Sequence[str] = self.page.evaluate(program)
        return found

    def printed(self, path: Path, sheet: str) -> str:
        """Print the page to a PDF file, and return the text that its sheets show."""
        self.page.pdf(path=path, format=sheet)
        return text_of(path, "-raw")

    def lost_on_paper(self, path: Path, sheet: str) -> Sequence[str]:
        """Print the page to a PDF file, and return the cells whose text is not on the sheets.

        A sheet may end within a cell. Then each word of the cell has to be on the sheets.
        """
        shown = "".join(self.printed(path, sheet).split())
        self.page.emulate_media(media="print")
        cells: list[str] = self.page.evaluate(
            "() => [...document.querySelectorAll('th, td, caption')]"
            ".filter(one => one.checkVisibility()).map(one => one.textContent)"
        )
        self.page.emulate_media(media="screen")
        return [
            cell
            for cell in cells
            if "".join(cell.split()) not in shown
            and any(word not in shown for word in cell.split())
        ]

    def broken_words(self, elements: str) -> Sequence[str]:
        """Return the words in some elements, named as in CSS, that stand on more than one line."""
        program = """elements => {
            const broken = [];
            for (const element of document.querySelectorAll(elements)) {
                const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
                for (let text = texts.nextNode(); text; text = texts.nextNode()) {
                    for (const word of text.data.matchAll(/[^\\s-]+/g)) {
                        const range = document.createRange();
                        range.setStart(text, word.index);
                        range.setEnd(text, word.index + word[0].length);
                        if (range.getClientRects().length > 1) broken.push(word[0]);
                    }
                }
            }
            return broken;
        }"""
        found: Sequence[str] = self.page.evaluate(program, elements)
        return found

    def reached_by_tab(self) -> Sequence[str]:
        """Return the targets of the links that the Tab key reaches, in this order."""
        # The page notes what has the focus, for to ask after each key takes most of the time.
        self.page.evaluate("""() => {
            window.reached = [];
            document.addEventListener('focusin', event => reached.push(event.target));
            document.addEventListener('focusout', event =>
                event.relatedTarget === null && reached.push(null));
        }""")
        for _ in range(200):
            for _ in range(50):
                self.page.keyboard.press("Tab")
            if self.page.evaluate("reached.includes(null)"):
                targets: Sequence[str] = self.page.evaluate(
                    "reached.slice(0, reached.indexOf(null))"
                    ".map(one => one.getAttribute('href')).filter(one => one !== null)"
                )
                return targets
        raise AssertionError("the Tab key does not come to the end of the page")


@dataclass(frozen=True)
class Browser:
    """A browser that runs."""

    process: playwright.Browser
    context: playwright.BrowserContext
    """The one profile in which every page is shown.

    To make another, or to close its last page and open one again, costs more than the page.
    """
    loop: asyncio.AbstractEventLoop
    """The loop in which the driver waits."""

    @contextmanager
    def shown(self, path: Path, *, width: int = WIDE, dark: bool = False) -> Iterator[Shown]:
        """Show the page of a file, in a browser that has kept nothing; leave it at the end."""
        own = path.resolve().as_uri()
        shown = Shown(self.context.new_page())

        def decide(route: playwright.Route) -> None:
            if route.request.url.partition("#")[0] == own:
                route.continue_()
            else:
                shown.requests.append(route.request.url)
                route.abort()

        def listen(message: playwright.ConsoleMessage) -> None:
            if message.type in {"error", "warning"}:
                shown.complaints.append(message.text)

        self._forget(shown.page)
        shown.page.set_viewport_size({"width": width, "height": 900})
        shown.page.emulate_media(color_scheme="dark" if dark else "light")
        self.context.route("**/*", decide)
        shown.page.on("console", listen)
        shown.page.on("pageerror", lambda error: shown.complaints.append(str(error)))
        shown.page.on("dialog", lambda dialog: shown.complaints.append(dialog.message))
        try:
            shown.page.goto(own)
            yield shown
        finally:
            for page in self.context.pages[1:]:
                page.close()
            self.context.unroute_all()

    def _forget(self, page: playwright.Page) -> None:
        """Remove what pages of files kept in the browser."""
        session = self.context.new_cdp_session(page)
        session.send("Storage.clearDataForOrigin", {"origin": "file://", "storageTypes": "all"})
        session.detach()


def text_of(path: Path, layout: str) -> str:
    """Return the text of a PDF file as pdftotext prints it, with `-layout` or `-raw`."""
    if shutil.which("pdftotext") is None:
        pytest.skip("there is no pdftotext here")
    done = subprocess.run(["pdftotext", layout, path, "-"], capture_output=True, check=True)
    return done.stdout.decode()


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


@contextmanager
def started() -> Iterator[Browser]:
    """Start the browser; end it at the end."""
    with playwright.sync_playwright() as driver:
        process = driver.chromium.launch(
            executable_path=chromium(),
            # CI can run as root, for whom Chromium has no sandbox.
            args=["--no-sandbox"] if _is_root() else [],
        )
        try:
            context = process.new_context(offline=True)
            context.new_page()  # it stays open
            yield Browser(process, context, asyncio.get_running_loop())
        finally:
            process.close()
