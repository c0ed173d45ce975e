"""Texts on each way into a report: typed, pasted, piped, filled in from a file, set by a program.

On each way a text comes out of the saved file as it went in, or it was refused with a reason.
"""

import io
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from checklist.console.line_editor import EditedLineInput
from checklist.console.line_input import Completer, LineInput, PlainLineInput
from checklist.console.page import Page
from checklist.errors import ChecklistError
from checklist.files.reader import parse, read
from checklist.files.report_text import ReportText
from checklist.interview.engine import Interview
from checklist.interview.face import WrongLineError
from checklist.interview.line_face import LineFace
from checklist.interview.loop import run
from checklist.interview.prompt import Prompt
from checklist.interview.session import Session
from checklist.reports.report import Report
from checklist.text.sanitize import forbidden_character
from tests.support.tiny import questionnaire

TINY = questionnaire(
    [
        {"id": "name", "type": "text"},
        {"id": "office", "type": "text", "single_line": True, "optional": True},
        {"id": "plan", "type": "yes-no"},
    ]
)

EMPTY = Report.begin(TINY, "AUT", date(2026, 1, 1))

Place = tuple[str, str]
"""A question, and the key of its answer in which a text stands."""

NOTE, TEXT, LINE = PLACES = (("plan", "note"), ("name", "value"), ("office", "value"))


@dataclass(frozen=True)
class Arrived:
    """The result of sending a text on one way."""

    text: str | None
    """The text in the saved file; None if it was refused."""
    reasons: list[str]
    """The reasons that were given for a refusal."""


class Desk:
    """A report that officials and programs write into, one text at a time."""

    def __init__(self, folder: Path) -> None:
        """Begin the report in a folder."""
        self.session = Session.begin(folder / "report-AUT.yaml", TINY, EMPTY)

    def travel(self, way: str, text: str, place: Place) -> Arrived:
        """Send a text to a place by one of `WAYS`."""
        self.session.save(EMPTY)
        return WAYS[way](self, text, place)

    def typed(self, text: str, place: Place) -> Arrived:
        """Type a text at the prompt, all lines at once."""
        return self._interviewed(_Typed(iter(_to_a_person(_entry(text), place))), place)

    def pasted(self, text: str, place: Place) -> Arrived:
        """Paste a text into a terminal with line editing."""
        entries = _to_a_person(_entry(text), place)
        at = len(_entries("", place)) - 2
        keys = [f"{one}\r" for one in entries]
        keys[at] = f"\x1b[200~{entries[at]}\x1b[201~\r"
        with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
            pipe.send_text("".join(keys))
            return self._interviewed(EditedLineInput(), place)

    def piped(self, text: str, place: Place) -> Arrived:
        """Give a text on standard input, a line an entry."""
        content = "".join(f"{entry}\n" for entry in _entries(_entry(text), place))
        with _standard_input(content.encode(errors="surrogatepass")):
            return self._interviewed(PlainLineInput(is_interactive=False), place)

    def set(self, text: str, place: Place) -> Arrived:
        """Set a text in the text of a report, over another one, whatever it is."""
        report = ReportText.new(EMPTY.to_data(), "r.yaml")
        try:
            for value in ("  # before\n\n", text):
                report.set_answer(place[0], {place[1]: value})
        except ChecklistError as error:
            return Arrived(None, [str(error)])
        return Arrived(_text(parse(report.content(), "r.yaml").data, place), [])

    def _interviewed(self, lines: LineInput, place: Place) -> Arrived:
        page = _Page()
        try:
            run(Interview(TINY, self.session.report), self.session, _Face(page, lines))
        except WrongLineError as error:
            page.refusals.append(str(error))
        return Arrived(self._saved(place), page.refusals)

    def _saved(self, place: Place) -> str | None:
        """Return the text on disk. What was taken fits its question when it is read again."""
        assert not Session.resume(self.session.path, TINY).unusable
        return _text(read(self.session.path).data, place)


WAYS: Mapping[str, Callable[[Desk, str, Place], Arrived]] = {
    "typed": Desk.typed,
    "pasted": Desk.pasted,
    "piped": Desk.piped,
    "set": Desk.set,
}
"""A way → sends a text to a place on it."""

_AT_A_PROMPT = ("typed", "pasted", "piped")


def can_travel(way: str, text: str) -> bool:
    """Return whether a text can be sent on a way as one text."""
    if way == "piped":  # a line an entry
        return not {"\n", "\r"} & {*text}
    if way == "pasted":  # terminals take out what ends a paste, and send UTF-8
        return "\x1b" not in text and not any("\ud800" <= c <= "\udfff" for c in text)
    return True


def expected(way: str, text: str) -> str:
    """Return what a text is to be when it arrives.

    At a prompt, white space around it is no part of an answer, lines end with a line feed however
    they were ended where they were copied, and U+FEFF, which nobody sees, is left out. In a file,
    too, a carriage return and a line feed are one line break.
    """
    if way == "json in ASCII":  # there, two halves of a character are that character
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    if way not in _AT_A_PROMPT:
        return text
    text = text.replace("\r\n", "\n")
    if way == "pasted":  # a terminal sends a carriage return for each line of a paste
        text = text.replace("\r", "\n")
    return text.replace("\ufeff", "").strip()


def fault(way: str, text: str, arrived: Arrived) -> str:
    """Return what went wrong with a text on its way; empty when nothing did."""
    if arrived.text is not None:
        return "" if arrived.text == expected(way, text) else "altered"
    if arrived.reasons:
        return ""
    # Enter, `?`, and `-` to leave a part out are no texts.
    is_no_text = way in _AT_A_PROMPT and expected(way, text) in {"", "?", "-"}
    return "" if is_no_text else "lost without a word"


def _entry(text: str) -> str:
    """Return how a text is typed, so that it is no command and does not go on in the next line."""
    stripped = expected("typed", text)
    entry = f"/{stripped}" if stripped.startswith("/") else text
    return f"{entry}\\" if entry.endswith("\\") else entry


def _entries(entry: str, place: Place) -> list[str]:
    question, key = place
    note = ["yes", f"/goto {question}", "/note"] if key == "note" else []
    return [f"/goto {question}", *note, entry, "/quit"]


_KEEP_AS_IT_IS = "2"
"""The answer to the question whether what is invisible in a text is to be taken out."""


def _to_a_person(entry: str, place: Place) -> list[str]:
    """Return the entries where a person answers, who is asked about what is invisible."""
    *before, own, end = _entries(entry, place)
    is_asked = re.search("[\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufff9-\ufffb]", own)
    is_refused = forbidden_character(own.replace("\r\n", "\n")) is not None
    return [*before, own, *([_KEEP_AS_IT_IS] if is_asked and not is_refused else []), end]


def _text(data: Any, place: Place) -> str | None:
    """Return the text in a report that was read, which is the same when it is read from JSON."""
    for in_ascii in (False, True):
        again = parse(json.dumps(data, ensure_ascii=in_ascii).encode(), "report.json")
        assert not again.refusals, again.refusals
        assert again.data == data
    question, key = place
    text: str | None = data["answers"].get(question, {}).get(key)
    return text


@contextmanager
def _standard_input(content: bytes) -> Iterator[None]:
    """Read standard input as the command line does, and show nothing."""
    before = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(content), "utf-8-sig", "surrogateescape")
    try:
        with redirect_stdout(io.StringIO()):
            yield
    finally:
        sys.stdin = before


_CONSOLE = Console(file=io.StringIO(), width=80, highlight=False, markup=False)


class _Page(Page):
    """A page that keeps the refusals, and shows nothing."""

    def __init__(self) -> None:
        super().__init__(_CONSOLE)
        self.refusals: list[str] = []

    def say(self, text: str = "", style: str = "", **_: Any) -> None:
        if style == "red":
            self.refusals.append(text)


class _Face(LineFace):
    """A face without the questions, which take most of the time to show."""

    def show_prompt(self, prompt: Prompt | None, interview: Interview) -> None:
        pass


@dataclass
class _Typed:
    """Entries that are typed one after the other."""

    entries: Iterator[str]
    is_interactive: bool = True
    number: int = 0

    def read(self, prompt: str, complete: Completer | None = None, *, is_text: bool = False) -> str:
        return next(self.entries)
