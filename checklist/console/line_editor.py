"""Entries from a real terminal, with editing, completion and pasting of several lines."""

from collections.abc import Iterable

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import FormattedText

from checklist.console import line_input


class EditedLineInput:
    """A terminal on which an entry can be edited before Enter is pressed."""

    is_interactive = True
    number = 0

    def __init__(self) -> None:
        self._session: PromptSession[str] = PromptSession()

    def read(
        self, prompt: str, complete: line_input.Completer | None = None, *, is_text: bool = False
    ) -> str:
        """Return one entry. Text that was pasted keeps its lines."""
        return self._session.prompt(
            FormattedText([("bold", prompt)]),
            completer=None if complete is None else _Completer(complete),
            complete_while_typing=False,
        )


class _Completer(Completer):
    def __init__(self, complete: line_input.Completer) -> None:
        self._complete = complete

    def get_completions(self, document: Document, event: CompleteEvent) -> Iterable[Completion]:
        entry = document.text_before_cursor.rpartition(";")[2].lstrip()
        for text in self._complete(entry) if entry else ():
            yield Completion(text, start_position=-len(entry))
