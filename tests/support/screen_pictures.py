"""Draws screens as SVG pictures, to be looked at: 19 in three sizes, dark and light.

Run: python -m tests.support.screen_pictures FOLDER
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from checklist.interview.engine import Interview
from checklist.interview.fullscreen.face import ScreenFace
from checklist.interview.open_report import ask_state
from checklist.interview.session import Session
from checklist.interview.user_commands import parse
from checklist.questionnaire.loading import shipped
from checklist.reports.report import Report
from tests.acceptance.entries import everything
from tests.interview.fullscreen.test_face import AT_HOME, NAMED, Official
from tests.support.screen_picture import DARK, LIGHT, svg
from tests.support.two_faces import Keys, SilentFace

SIZES = ((80, 24), (60, 20), (120, 40))
SHIPPED = shipped()


def _open(kind: str) -> Sequence[str]:
    """Return the keys that open the first question of a type that a full report is asked."""
    found = (one.id for one in SHIPPED.questions.values() if one.type == kind and not one.when)
    return f"/goto {next(found)}", "enter"


FRESH: Mapping[str, Sequence[str]] = {
    "introduction": (),
    "part-page": ("enter", "/goto 6", "enter"),
    "grid": ("enter", "/goto 6.1", "enter", "enter"),
    "refused-date": ("enter", "/goto 1.2", "enter", "01/02/2023", "enter"),
    "nothing-found": ("enter", *"/xyz"),
}
"""The keys in a report that has just begun."""

FULL: Mapping[str, Sequence[str]] = {
    "choice": (*_open("choice"), "down"),
    "choices": (*_open("choices"), "down", " "),
    "grid-answered": ("/goto 8.1", "enter", "down", "down"),
    "table": (*_open("table"), "up"),
    "table-entry": ("/goto 3.13", "enter", "up", "enter", "down"),
    "text": _open("text"),
    "evidence": ("/goto 6.1", "enter", "enter", "down"),
    "not-known": ("/goto 6.1", "enter", "/unknown", "enter"),
    "explanation": ("/goto 8.1", "enter", "?"),
    "commands": ("/",),
    "words": (*"/police", "down"),
    "check": ("/list 6", "enter", "down", "down"),
    "home": (AT_HOME, "down"),
}
"""The keys in a report in which all is answered, from its end."""


def drawings(folder: Path, size: tuple[int, int]) -> Iterator[tuple[str, Keys]]:
    """Yield each screen with its name."""
    full = Interview(SHIPPED, Report.begin(SHIPPED, "MDA", date(2026, 1, 1)))
    strategy = everything()
    while not full.at_end:
        full.enter(parse(strategy(full.prompt())))
    begun = Report.begin(SHIPPED, "MDA", date(2026, 1, 1))
    for screens, report in ((FRESH, begun), (FULL, full.report)):
        for name, keys in screens.items():
            path = folder / f"{name}-{size[0]}.yaml"
            yield name, Official(Session.begin(path, SHIPPED, report), keys, size).keys
    yield "which-state", _asked_state(size)


def _asked_state(size: tuple[int, int]) -> Keys:
    terminal = _keys("Mol", size)
    with suppress(KeyboardInterrupt), ExitStack() as held:
        ask_state(ScreenFace(terminal, SilentFace(iter(()))), held)
    return terminal


def _keys(names: Sequence[str], size: tuple[int, int]) -> Keys:
    pressed = [(name, "") if name in NAMED else ("character", name) for name in names]
    return Keys(iter(pressed), size)


def draw(folder: Path) -> int:
    """Write the pictures into a folder. Returns how many."""
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    with TemporaryDirectory() as reports:
        for at, size in enumerate(SIZES):
            for number, (name, terminal) in enumerate(drawings(Path(reports), size)):
                is_light = (number + at) % 2 == 1
                look, ground = ("light", LIGHT) if is_light else ("dark", DARK)
                file = folder / f"{name}-{size[0]}x{size[1]}-{look}.svg"
                lines = terminal.drawings[-1].lines
                picture = svg(lines, size[0], title=name, ground=ground)
                file.write_text(picture, encoding="utf-8")
                written += 1
    return written


def main() -> None:
    """Draw into the folder that is named."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tests.support.screen_pictures FOLDER")
    print(f"{draw(Path(sys.argv[1]))} pictures were drawn.")


if __name__ == "__main__":
    main()
