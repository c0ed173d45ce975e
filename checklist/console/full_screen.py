"""A terminal that shows one screen at a time, drawn anew, and returns the keys that are pressed.

The only module that knows prompt_toolkit's Application. One Application lives as long as the
screen is open. It runs only while a key is waited for: between two keys the program computes and
saves as usual, and a signal stops it as usual.
"""

import asyncio
import os
import re
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from types import FrameType
from typing import Any, NamedTuple

from prompt_toolkit.application import Application, in_terminal
from prompt_toolkit.data_structures import Point, Size
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from prompt_toolkit.output import Output
from prompt_toolkit.styles import Style
from prompt_toolkit.utils import get_cwidth

_WITHIN = 0.6
"""Seconds in which the next byte of a key comes."""
_BEGUN = re.compile(r"\[[0-9;]*")
_WHOLE = re.compile(r"\[[0-9;]*[A-DFHZ~]")


class SplitKeys:
    """Tells the rest of a key behind Escape from what is typed."""

    def __init__(self) -> None:
        self._until = 0.0
        self._rest = ""

    def begin(self, now: float) -> None:
        """Note that Escape was pressed, or was the first byte of a key."""
        self._until, self._rest = now + _WITHIN, ""

    def take(self, character: str, now: float) -> tuple[str, bool]:
        """Take a character.

        Args:
            character: The character.
            now: The time in seconds, by a clock that never goes back.

        Returns:
            What is typed, and whether the character was the last one of a key, which is dropped.
        """
        rest = self._rest + character
        if now <= self._until and _WHOLE.fullmatch(rest):
            self._until, self._rest = 0.0, ""
            return "", True
        if now <= self._until and _BEGUN.fullmatch(rest):
            self._until, self._rest = now + _WITHIN, rest
            return "", False
        self._until, self._rest = 0.0, ""
        return rest, False

    def end(self) -> str:
        """Return what was taken for the beginning of a key, and was typed: another key follows."""
        rest, self._until, self._rest = self._rest, 0.0, ""
        return rest


STYLES: dict[str, str] = {
    "bold": "bold",
    "dim": "dim",
    "accent": "ansicyan",
    "at": "reverse",
    "good": "",
    "warn": "",
    "wrong": "bold",
    "alarm": "bold ansired",
}
"""The styles. All words have the terminal's own colours, legible on light and dark.

Only signs have others: bars and the mark before what is typed have the accent, the sign of what is
wrong is red, lines are dim. No colour of a terminal is legible as text on both backgrounds, and dim
text is not on many. No meaning is in colour alone.
"""

_OF_FEW_SIGNS = str.maketrans(
    {"●": "•", "…": "»", "–": "-", "—": "-", "“": '"', "”": '"', "\u2018": "'", "\u2019": "'"}
)
"""Signs that a font of 256 signs does not have, with signs of one column that it has.

Those are the signs of code page 437, which the console of Linux has before another font is loaded.
The fonts of Windows have all signs (WGL4).
"""

_NAMES: dict[str, str] = {
    Keys.Enter: "enter",
    Keys.Up: "up",
    Keys.Down: "down",
    Keys.PageUp: "page-up",
    Keys.PageDown: "page-down",
    Keys.Left: "left",
    Keys.Right: "right",
    Keys.Home: "home",
    Keys.End: "end",
    Keys.ControlA: "home",
    Keys.ControlE: "end",
    Keys.Backspace: "backspace",
    Keys.Delete: "delete",
    Keys.ControlD: "end-of-input",
    Keys.ControlW: "delete-word",
    Keys.ControlU: "delete-all",
    Keys.ControlY: "bring-back",
    Keys.ControlK: "delete-to-end",
    Keys.Tab: "tab",
    Keys.BackTab: "back-tab",
    Keys.Escape: "escape",
    Keys.ControlJ: "new-line",
    Keys.ControlC: "interrupt",
    Keys.ControlZ: "suspend",
    Keys.ControlL: "redraw",
}
"""The names of the keys that are neither characters nor pasted texts."""

_STOPPING = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")


class Drawing(NamedTuple):
    """What is to be seen."""

    lines: Sequence[Sequence[tuple[str, str]]]
    """The lines; each is a row of texts with their styles."""
    cursor: tuple[int, int] | None
    """Column and line of the cursor, from 0; None hides it."""
    identity: object
    """A value that changes when another question is shown."""


class KeyPress(NamedTuple):
    """A key that was pressed."""

    name: str
    """`enter`, `up`, `paste`, `character`.

    `split-key` is an arrow or the like whose first byte came alone, and was pressed as `escape`.
    """
    text: str = ""
    """The character, or the text that was pasted."""
    seen: object = None
    """The identity of the drawing that was on the screen at that moment."""


class FullScreen:
    """The terminal, taken from `take` to `release`."""

    def __init__(self, source: Input | None = None, target: Output | None = None) -> None:
        """Prepare the screen.

        Args:
            source: The keyboard; None for that of the process.
            target: The screen; None for that of the process.
        """
        self._source, self._target = source, target
        self._draw: Callable[[int, int], Drawing] = lambda width, height: Drawing([], None, None)
        self._keys: deque[KeyPress] = deque()
        self._split = SplitKeys()
        self._seen: object = None
        self._drawn: object = None
        self._cursor: tuple[int, int] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._woken: asyncio.Event | None = None
        self._signals: list[int] = []
        self._held = ExitStack()
        self._application: Application[None] | None = None

    @property
    def is_taken(self) -> bool:
        """Whether the terminal is taken."""
        return self._task is not None

    @property
    def size(self) -> tuple[int, int]:
        """The columns and rows of the terminal."""
        if self._application is None:
            size = os.get_terminal_size(sys.stdout.fileno())
            return size.columns, size.lines
        measured: Size = self._application.output.get_size()
        return measured.columns, measured.rows

    def take(self, draw: Callable[[int, int], Drawing]) -> None:
        """Take the terminal.

        Args:
            draw: Returns the drawing for a width and height.
        """
        self._draw = draw
        control = FormattedTextControl(
            self._text, get_cursor_position=self._point, focusable=True, show_cursor=True
        )
        self._application = Application(
            layout=Layout(Window(control, always_hide_cursor=False, wrap_lines=False)),
            key_bindings=self._bindings(),
            style=Style.from_dict(STYLES),
            full_screen=True,
            mouse_support=False,
            input=self._source,
            output=self._target,
        )
        self._application.ttimeoutlen = 0.05
        self._application.timeoutlen = 0.05
        self._application.after_render += lambda _: self._note_drawn()
        self._loop = asyncio.new_event_loop()
        self._woken = asyncio.Event()
        self._held.enter_context(self._noting("SIGTSTP", "SIGCONT"))
        self._task = self._loop.create_task(
            self._application.run_async(handle_sigint=False, set_exception_handler=False)
        )

    def release(self) -> None:
        """Give the terminal back as it was."""
        loop, task, application = self._loop, self._task, self._application
        self._loop = self._task = None
        if loop is None or task is None or application is None:
            return
        try:
            if not task.done():
                loop.run_until_complete(asyncio.sleep(0))  # it may not have begun
                with suppress(Exception):
                    application.exit()
            with suppress(Exception, asyncio.CancelledError):
                loop.run_until_complete(task)
            loop.run_until_complete(loop.shutdown_asyncgens())
        finally:
            self._application = None  # it has drawn a last time, for which it is asked its size
            self._held.close()
            loop.close()

    def next_key(self) -> KeyPress:
        """Show the drawing, and return the next key.

        Raises:
            EOFError: The terminal was closed.
            KeyboardInterrupt, SystemExit: A signal came.
        """
        assert self._loop is not None
        assert self._application is not None
        assert self._woken is not None
        self._application.invalidate()
        while True:
            self._woken.clear()
            if not self._signals:
                with self._noting(*_STOPPING):
                    self._loop.run_until_complete(self._wait())
            self._raise_signals()
            if self._keys:
                return self._keys.popleft()

    @contextmanager
    def suspended(self) -> Iterator[None]:
        """Leave the terminal to another program, or to plain lines, within the block."""
        assert self._loop is not None
        self._loop.run_until_complete(self._begun())
        released = in_terminal()
        with _current(self._application):
            self._loop.run_until_complete(released.__aenter__())
        try:
            yield
        finally:
            with _current(self._application):
                self._loop.run_until_complete(released.__aexit__(None, None, None))

    def stop_process(self, say: Callable[[], None]) -> None:
        """Stop the process as Ctrl-Z does, with the terminal as it was before.

        Args:
            say: Writes how to go on.
        """
        if not hasattr(signal, "SIGTSTP"):
            return
        with self.suspended():
            say()
            before = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            try:
                os.kill(0 if _has_foreground() else os.getpid(), signal.SIGTSTP)
            finally:
                signal.signal(signal.SIGTSTP, before)

    # Within the loop

    async def _begun(self) -> None:
        """Wait until the Application runs."""
        while self._task is not None and not self._task.done():
            if self._application is not None and self._application.is_running:
                return
            await asyncio.sleep(0)

    async def _wait(self) -> None:
        """Wait until a key or signal has come, or the terminal is gone."""
        assert self._task is not None
        assert self._woken is not None
        if self._keys:
            await asyncio.sleep(0)  # the new drawing comes before the next key
            await asyncio.sleep(0)
            return
        woken = asyncio.ensure_future(self._woken.wait())
        await asyncio.wait({woken, self._task}, return_when=asyncio.FIRST_COMPLETED)
        woken.cancel()
        if self._task.done():
            self._task.result()
            raise EOFError

    def _text(self) -> StyleAndTextTuples:
        width, height = self.size
        drawing = self._draw(width, height)
        self._drawn = drawing.identity
        self._cursor = _character_at(drawing)
        has_few_signs = os.environ.get("TERM") == "linux"
        fragments: StyleAndTextTuples = []
        for index, line in enumerate(drawing.lines):
            if index:
                fragments.append(("", "\n"))
            for style, text in line:
                visible = text.translate(_OF_FEW_SIGNS) if has_few_signs else text
                fragments.append((" ".join(f"class:{name}" for name in style.split()), visible))
            fragments.append(("", " "))  # the cursor can stand behind the last character
        return fragments

    def _point(self) -> Point:
        column, line = self._cursor or (0, 0)
        return Point(column, line)

    def _note_drawn(self) -> None:
        self._seen = self._drawn

    def _press(self, name: str, text: str = "") -> None:
        assert self._woken is not None
        for character in self._split.end():
            self._keys.append(KeyPress("character", character, self._seen))
        if name == "escape":
            self._split.begin(time.monotonic())
        self._keys.append(KeyPress(name, text, self._seen))
        self._woken.set()

    def _type(self, character: str) -> None:
        """Press a character, unless it belongs to a key whose first byte counted as Escape."""
        typed, is_key = self._split.take(character, time.monotonic())
        for pressed in typed:
            self._press("character", pressed)
        if is_key:
            self._press("split-key")

    def _bindings(self) -> KeyBindings:
        bindings = KeyBindings()

        @bindings.add(Keys.Any)
        def character(event: KeyPressEvent) -> None:
            for typed in event.data:
                if typed >= " ":
                    self._type(typed)

        @bindings.add(Keys.Escape, Keys.Enter)
        def new_line(event: KeyPressEvent) -> None:
            self._press("new-line")

        @bindings.add(Keys.BracketedPaste)
        def paste(event: KeyPressEvent) -> None:
            self._press("paste", event.data.replace("\r\n", "\n").replace("\r", "\n"))

        def name_of(key: str) -> Callable[[KeyPressEvent], None]:
            return lambda event: self._press(_NAMES[key])

        for key in _NAMES:
            bindings.add(key)(name_of(key))
        return bindings

    # Signals

    @contextmanager
    def _noting(self, *names: str) -> Iterator[None]:
        """Note signals within the block, so that none comes in the middle of a drawing."""
        before: dict[int, Any] = {}
        for name in names:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, self._note)
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _note(self, number: int, frame: FrameType | None) -> None:
        self._signals.append(number)
        if self._loop is not None and self._woken is not None:
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._woken.set)

    def _raise_signals(self) -> None:
        """Do what the noted signals ask for, now that the loop stands still."""
        while self._signals:
            number = self._signals.pop(0)
            if number == getattr(signal, "SIGTSTP", None):
                self._keys.append(KeyPress("suspend", seen=self._seen))
            elif number == getattr(signal, "SIGCONT", None):
                with self.suspended():
                    pass
            else:
                signal.raise_signal(number)


def _character_at(drawing: Drawing) -> tuple[int, int] | None:
    """Return the number of the character on which the cursor stands, and its line."""
    if drawing.cursor is None:
        return None
    column, line = drawing.cursor
    number = 0
    for character in "".join(text for _, text in drawing.lines[line]):
        column -= get_cwidth(character)
        if column < 0:
            break
        number += 1
    return number, line


@contextmanager
def _current(application: Application[None] | None) -> Iterator[None]:
    """Make an Application the current one within the block."""
    from prompt_toolkit.application.current import set_app

    assert application is not None
    with set_app(application):
        yield


def _has_foreground() -> bool:
    """Whether the group of the process has the terminal, and stops as a whole."""
    if sys.platform == "win32":
        return False
    with suppress(OSError):
        return os.tcgetpgrp(sys.stdin.fileno()) == os.getpgrp()
    return False
