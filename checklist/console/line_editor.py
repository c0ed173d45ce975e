"""Entries from a real terminal, with editing, completion and pasting of several lines."""

from collections.abc import Iterable
from contextlib import suppress

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import FormattedText

from checklist.console import line_input
from checklist.console.signals import undisturbed


class EditedLineInput:
    """A terminal on which an entry can be edited before Enter is pressed."""

    is_interactive = True
    number = 0

    def __init__(self) -> None:
        self._session: PromptSession[str] = PromptSession()

    def read(
        self, prompt: str, complete: line_input.Completer | None = None, *, is_text: bool = False
    ) -> str:
        """Return one entry. Text that was pasted keeps its lines.

        A signal ends the waiting, and is acted on afterwards. Its exception would be lost where
        Python ignores exceptions, as in the callbacks of the event loop's weak references.
        """
        with undisturbed(at_once={"SIGINT"}, wake=self._wake) as signals:
            return self._session.prompt(
                FormattedText([("bold", prompt)]),
                completer=None if complete is None else _Completer(complete),
                complete_while_typing=False,
                pre_run=lambda: self._leave() if signals else None,
            )

    def _wake(self) -> None:
        loop = self._session.app.loop
        if loop is not None:
            with suppress(RuntimeError):  # the loop is closed
                loop.call_soon_threadsafe(self._leave)

    def _leave(self) -> None:
        app = self._session.app
        if app.future is not None and not app.future.done():
            app.exit(result="")


class _Completer(Completer):
    def __init__(self, complete: line_input.Completer) -> None:
        self._complete = complete

    def get_completions(self, document: Document, event: CompleteEvent) -> Iterable[Completion]:
        entry = document.text_before_cursor.rpartition(";")[2].lstrip()
        for text in self._complete(entry) if entry else ():
            yield Completion(text, start_position=-len(entry))
