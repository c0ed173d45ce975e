"""The same interview on the line face and on the screen face."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from checklist.answer_types.interface import Refusal
from checklist.console.full_screen import Drawing, KeyPress
from checklist.interview.corrections import Warnings
from checklist.interview.engine import Interview
from checklist.interview.face import Enquiry
from checklist.interview.fullscreen.face import ScreenFace
from checklist.interview.loop import run
from checklist.interview.prompt import Outcome, Prompt
from checklist.interview.session import Session
from checklist.interview.user_commands import parse
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import Report
from checklist.text.paragraphs import Line


@dataclass(frozen=True)
class Typed:
    """An entry, and the step at which it is made."""

    question: str
    step: str
    entry: int
    text: str
    is_for_the_whole: bool
    """Whether Enter alone confirms or leaves the whole question there."""
    is_first: bool = True
    """Whether the lines are at the beginning of the question."""


@dataclass
class SilentFace:
    """A line face that types entries and shows nothing."""

    entries: Iterator[str]
    is_interactive = True
    in_any_order = False
    lines_read = 0

    def opened(self, saved_in: Callable[[], Path | None]) -> AbstractContextManager[None]:
        return nullcontext()

    def introduce(self, lines: Sequence[Line], *, is_new: bool) -> None:
        pass

    def say(self, text: str = "", style: str = "", *, indent: int = 0, hanging: int = 0) -> None:
        pass

    def show_prompt(self, prompt: Prompt | None, interview: Interview) -> None:
        pass

    def show_answer(self, lines: Sequence[str]) -> None:
        pass

    def show_refusal(self, reason: str, prompt: Prompt | None, interview: Interview) -> None:
        pass

    def show_home(self, interview: Interview) -> None:
        pass

    def show_requested(self, outcome: Outcome, interview: Interview) -> None:
        pass

    def read_entry(self, prompt: Prompt | None) -> str:
        return self._next()

    def _next(self) -> str:
        try:
            return next(self.entries)
        except StopIteration:
            raise KeyboardInterrupt from None

    def leave(self, lines: Sequence[str]) -> None:
        pass

    def show_page(self, lines: Sequence[Line]) -> None:
        pass

    def ask(self, enquiry: Enquiry, message: str = "", refused: str = "") -> str:
        return self._next()


def line_of(face: ScreenFace) -> str:
    """Return what stands on the line of a screen."""
    field = face.shown_model().field
    return "" if field is None else field.text


@dataclass
class Keys:
    """A terminal without a screen: it lays each drawing out, and presses keys."""

    keys: Iterator[tuple[str, str]] = field(default_factory=lambda: iter(()))
    size: tuple[int, int] = (80, 24)
    is_taken: bool = False
    drawings: list[Drawing] = field(default_factory=list)
    """The last drawing."""

    def take(self, draw: Callable[[int, int], Drawing]) -> None:
        self.is_taken = True
        self._draw = draw

    def release(self) -> None:
        self.is_taken = False

    def next_key(self) -> KeyPress:
        drawing = self._draw(*self.size)
        self.drawings[:] = [drawing]
        try:
            name, text = next(self.keys)
        except StopIteration:
            raise KeyboardInterrupt from None
        return KeyPress(name, text, drawing.identity)

    def stop_process(self, say: Callable[[], None]) -> None:
        say()

    def text(self) -> str:
        """Return what stands on the screen."""
        return "\n".join(
            "".join(text for _, text in line).rstrip() for line in self.drawings[-1].lines
        )


def typed_at_random(
    questionnaire: Questionnaire, report: Report, random: Random, number: int
) -> list[Typed]:
    """Return entries for an interview on lines, some of which are refused.

    The last one is no entry: it says where the interview stands then.
    """
    interview = Interview(questionnaire, report)
    entries: list[Typed] = []
    while len(entries) < number and not interview.at_end:
        prompt = interview.prompt()
        text = _entry(prompt, questionnaire, random)
        entries.append(
            Typed(
                question=prompt.question.id,
                step=prompt.step.name,
                entry=prompt.step.entry,
                text=text,
                is_for_the_whole=prompt.is_first
                and (prompt.keeps_whole_answer or prompt.stays_open),
                is_first=prompt.is_first,
            )
        )
        try:
            interview.enter(parse(text))
        except Refusal:
            continue
    at = "" if interview.at_end else interview.prompt().question.id
    return [*entries, Typed(question=at, step="", entry=0, text="", is_for_the_whole=False)]


_TEXTS = ("In words", "2004", "2004-05", "7", "Norway", "SWE; Norway", "https://x.example/a")
_OTHERS = ("a@b.example", "+43 1 26060", "act", "code", "no-such", "//slash", "-", "not known")
_COMMANDS = (
    "/unknown",
    "/unknown 1",
    "/unknown*",
    "/na",
    "/decline",
    "/decline because",
    "/back",
    "/next",
    "/note Mind this",
    "/note In the capital",
    "/note -",
    "/evidence penal-code art. 5(2)",
    "/evidence 1",
    "/evidence https://x.example/law",
    "/evidence -",
    "/confidential",
    "/clear",
)


def _entry(prompt: Prompt, questionnaire: Questionnaire, random: Random) -> str:
    """Return an entry that may or may not fit."""
    step, number = prompt.step, len(prompt.step.options)
    kind = random.random()
    if kind < 0.12:
        return random.choice(_COMMANDS)
    if kind < 0.16:
        return f"/goto {random.choice([*questionnaire.questions])}"
    if kind < 0.24:
        return ""
    if kind < 0.3 and step.entry and not step.cell and step.entry > 1:
        return random.choice([f"change {step.entry - 1}", f"remove {step.entry - 1}"])
    if number and kind < 0.94:
        one = str(random.randint(1, number))
        if step.several:
            return random.choice([one, f"{one},{random.randint(1, number)}"])
        if step.cell and not step.entry:
            return random.choice([one, one, f"{one}*", f"{one} {random.randint(1, number)}"])
        return one
    return random.choice([*_TEXTS, *_OTHERS])


def on_lines(session: Session, entries: Sequence[Typed]) -> bytes:
    """Return the report that entries make on the line face."""
    interview = Interview(session.questionnaire, session.report, session.unusable)
    face = SilentFace(iter([one.text for one in entries[:-1]]))
    _run(interview, session, face)
    return session.path.read_bytes()


def on_screen(
    session: Session, entries: Sequence[Typed], pressed: list[tuple[str, str]] | None = None
) -> bytes:
    """Return the report that the same entries make on the screen face.

    Args:
        session: The report.
        entries: What is entered.
        pressed: Where the keys are put that were pressed for it, if they are wanted.
    """
    interview = Interview(
        session.questionnaire,
        session.report,
        session.unusable,
        warnings=Warnings(session.questionnaire),  # as the command shows them
        in_any_order=True,
    )
    keys = Keys()
    face = ScreenFace(keys, SilentFace(iter(())))
    keys.keys = _noted(_pressed(face, interview, entries), pressed)
    _run(interview, session, face)
    return session.path.read_bytes()


def _noted(
    keys: Iterator[tuple[str, str]], pressed: list[tuple[str, str]] | None
) -> Iterator[tuple[str, str]]:
    for key in keys:
        if pressed is not None:
            pressed.append(key)
        yield key


def _run(interview: Interview, session: Session, face: "SilentFace | ScreenFace") -> None:
    try:
        run(interview, session, face)
    except KeyboardInterrupt:
        return


def _pressed(
    face: ScreenFace, interview: Interview, entries: Sequence[Typed]
) -> Iterator[tuple[str, str]]:
    """Yield the keys with which an official makes the entries on the screen."""
    *entries, last = entries
    for one in entries:
        yield from _read_what_is_shown(face)
        yield from _go_to(face, interview, one)
        yield from _enter(face, interview, one)
    yield from _read_what_is_shown(face)
    if not interview.at_end and interview.prompt().question.id != last.question:
        yield from _go_to(face, interview, last)


def _read_what_is_shown(face: ScreenFace) -> Iterator[tuple[str, str]]:
    while face.is_reading:
        yield "enter", ""


def _go_to(face: ScreenFace, interview: Interview, one: Typed) -> Iterator[tuple[str, str]]:
    """Yield the keys that lead to the step of an entry, on the way that the line face goes."""
    for _ in range(60):
        yield from _read_what_is_shown(face)
        if interview.at_end:
            return
        prompt = interview.prompt()
        at = prompt.question.id, prompt.step.name
        is_grid = prompt.step.in_any_order or bool(prompt.step.closing)
        if prompt.question.id != one.question and not is_grid and one.question:
            # A grid in which only Enter was pressed is not left half-way on the screen.
            for character in f"/goto {one.question}":
                yield "character", character
            yield "enter", ""
            continue
        rows = [*prompt.question.answer_type.rows()]
        if at == (one.question, "evidence") and one.step in rows:
            for character in f"/goto row {rows.index(one.step) + 1}":
                yield "character", character
            yield "enter", ""
            continue
        if at == (one.question, one.step) or not is_grid:
            return
        if prompt.question.id != one.question or one.step == "evidence":
            yield "enter", ""
        else:
            if prompt.step.closing or rows.index(one.step) < rows.index(prompt.step.name):
                yield "up", ""
            else:
                yield "down", ""
    raise AssertionError(f"{one} cannot be reached from {at}")


def _enter(face: ScreenFace, interview: Interview, one: Typed) -> Iterator[tuple[str, str]]:
    is_grid = not interview.at_end and interview.prompt().step.in_any_order
    if is_grid and not one.text and not one.is_for_the_whole:
        return  # on lines, Enter keeps the row
    if is_grid and one.text == "/back":
        yield from _back(interview, one)
        return
    before = face.lines_read
    panel = [] if not is_grid else [*_panel_keys(one.text)]
    if panel:
        yield from _in_panel(face, interview, panel)
        return
    if one.text[:1].isdigit() and not (len(one.text) == 1 or (is_grid and one.text[1:] == "*")):
        # A digit that is typed answers a row at once, and marks another option than the last one.
        yield "paste", one.text
    else:
        for character in one.text:
            yield "character", character
    while face.lines_read == before:
        yield "enter", ""
    yield from _read_what_is_shown(face)
    while line_of(face):  # a refused text stays on the line
        yield "backspace", ""


_PANELS = frozenset({"/unknown", "/na", "/decline", "/evidence"})
"""Entries that open a panel on the row at hand."""


def _panel_keys(text: str) -> Iterator[tuple[str, str]]:
    """Yield the keys for an entry that a panel takes; none for another entry."""
    command, _, content = text.partition(" ")
    if command not in _PANELS:
        return
    yield "paste", command
    yield "enter", ""
    if content:
        if content[:1].isdigit() and command == "/evidence":
            for _ in range(int(content[0])):  # an arrow writes the short name
                yield "down", ""
        else:
            yield from (("character", character) for character in content)
        yield "enter", ""


def _in_panel(
    face: ScreenFace, interview: Interview, keys: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """Yield the keys of a panel, as far as it opens, and leave nothing of them behind."""
    opening, rest = keys[:2], keys[2:]
    yield from opening
    yield from _read_what_is_shown(face)
    if rest and not interview.at_end and interview.prompt().is_aside:
        yield from rest
        yield from _read_what_is_shown(face)
        if not interview.at_end and interview.prompt().is_aside and rest[-1][0] == "enter":
            yield from _close_if_refused(face)
    while line_of(face):
        yield "backspace", ""


def _close_if_refused(face: ScreenFace) -> Iterator[tuple[str, str]]:
    """Yield the keys that close a panel in which what was typed is refused."""
    if line_of(face):
        while line_of(face):
            yield "backspace", ""
        yield "escape", ""


def _back(interview: Interview, one: Typed) -> Iterator[tuple[str, str]]:
    """Yield the keys for `/back` in a grid, where the lines go from row to row.

    Within the question they only move; from its beginning they leave it.
    """
    for _ in range(60):
        is_left = interview.at_end or interview.prompt().question.id != one.question
        if not one.is_first or is_left:
            return
        is_last = interview.prompt().is_first
        for character in one.text:
            yield "character", character
        yield "enter", ""
        if is_last:
            return
