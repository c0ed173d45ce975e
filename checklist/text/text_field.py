"""A text that is being typed, with a cursor in it."""

from dataclasses import dataclass


@dataclass
class TextField:
    """A text with a cursor. Line breaks are allowed."""

    text: str = ""
    cursor: int = 0
    """The index before which the next character goes."""
    is_selected: bool = False
    """Whether the next character replaces the line. Any other key keeps it, to edit it."""
    removed: str = ""
    """The last text that was thrown away or replaced as a whole, which can be brought back."""

    offered: str = ""
    """The text that stands there already, and counts as typed only once it is changed."""

    @property
    def is_typed(self) -> bool:
        """Whether anything is typed: the text that was offered is not."""
        return bool(self.text) and self.text != self.offered

    def offer(self, text: str) -> None:
        """Let a text stand there, selected, to be replaced or edited."""
        self.offered = text
        self.replace(text)
        self.select()

    def insert(self, text: str) -> None:
        """Insert a text at the cursor, or in place of the line that is selected.

        Several lines that are selected are kept: they were long to write.
        """
        if self.is_selected and "\n" not in self.text:
            self.delete_all()
        self.is_selected = False
        self.text = self.text[: self.cursor] + text + self.text[self.cursor :]
        self.cursor += len(text)

    def replace(self, text: str) -> None:
        """Take another text, with the cursor at its end."""
        self.text, self.cursor, self.is_selected = text, len(text), False

    def select(self) -> None:
        """Select the whole text."""
        self.cursor, self.is_selected = len(self.text), bool(self.text)

    def clear(self) -> None:
        """Take the whole text away."""
        self.replace("")

    def press(self, key: str) -> bool:
        """Do what an editing key does. Returns whether the key is one."""
        action = _KEYS.get(key)
        if action is None:
            return False
        self.is_selected = False
        action(self)
        return True

    def delete_before(self) -> None:
        """Delete the character before the cursor."""
        if self.cursor:
            self.text = self.text[: self.cursor - 1] + self.text[self.cursor :]
            self.cursor -= 1

    def delete(self) -> None:
        """Delete the character at the cursor."""
        self.text = self.text[: self.cursor] + self.text[self.cursor + 1 :]

    def delete_word(self) -> None:
        """Delete the word before the cursor."""
        kept = self.text[: self.cursor].rstrip()
        kept = kept[: max(kept.rfind(" "), kept.rfind("\n")) + 1]
        self.text = kept + self.text[self.cursor :]
        self.cursor = len(kept)

    def delete_all(self) -> None:
        """Throw the whole text away."""
        self.removed = self.text or self.removed
        self.clear()

    def bring_back(self) -> None:
        """Insert the last text that was thrown away as a whole."""
        self.insert(self.removed)

    def delete_to_end(self) -> None:
        """Delete the line from the cursor on."""
        self.text = self.text[: self.cursor] + self.text[self._line_end() :]

    def left(self) -> None:
        """Go one character to the left."""
        self.cursor = max(self.cursor - 1, 0)

    def right(self) -> None:
        """Go one character to the right."""
        self.cursor = min(self.cursor + 1, len(self.text))

    def home(self) -> None:
        """Go to the beginning of the line."""
        self.cursor = self._line_start()

    def end(self) -> None:
        """Go to the end of the line."""
        self.cursor = self._line_end()

    def up(self) -> bool:
        """Go to the line above. Returns whether there is one."""
        self.is_selected = False
        start = self._line_start()
        if not start:
            return False
        column = self.cursor - start
        self.cursor = start - 1
        above = self._line_start()
        self.cursor = min(above + column, start - 1)
        return True

    def down(self) -> bool:
        """Go to the line below. Returns whether there is one."""
        self.is_selected = False
        end = self._line_end()
        if end == len(self.text):
            return False
        column = self.cursor - self._line_start()
        self.cursor = end + 1
        self.cursor = min(end + 1 + column, self._line_end())
        return True

    def _line_start(self) -> int:
        return self.text.rfind("\n", 0, self.cursor) + 1

    def _line_end(self) -> int:
        end = self.text.find("\n", self.cursor)
        return len(self.text) if end < 0 else end


_KEYS = {
    "backspace": TextField.delete_before,
    "delete": TextField.delete,
    "left": TextField.left,
    "right": TextField.right,
    "home": TextField.home,
    "end": TextField.end,
    "delete-word": TextField.delete_word,
    "delete-all": TextField.delete_all,
    "bring-back": TextField.bring_back,
    "delete-to-end": TextField.delete_to_end,
}
