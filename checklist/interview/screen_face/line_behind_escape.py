"""What Esc does to a line: it selects the text, so that a command can be typed in its place."""

from dataclasses import replace

from checklist.text.text_field import TextField


class LineBehindEscape:
    """The text that stands under a command, and the line as it was before the last Esc."""

    def __init__(self) -> None:
        self.aside = ""
        """The text that Esc has selected, while a command is typed in its place."""
        self._before: TextField | None = None

    def note(self, typed: TextField) -> None:
        """Keep the line as it is: the key may be only the first byte of an arrow."""
        self._before = replace(typed)

    def press(self, key: str, typed: TextField) -> bool:
        """Select what is typed, or undo that where Esc was only the first byte of another key.

        Returns:
            Whether that did anything to the line.
        """
        before, self._before = self._before, None
        if key == "split-key" and before is not None:
            typed.replace(before.text)
            typed.cursor, typed.is_selected = before.cursor, before.is_selected
        elif key == "escape":
            self.note(typed)
            if not typed.text or typed.is_selected:
                return False
            self.aside = typed.text if typed.is_typed else ""
            typed.select()
        return True

    def take_up(self, typed: TextField) -> None:
        """Put the text back, selected, once no command stands in its place any more."""
        if self.aside and not typed.text:
            typed.replace(self.aside)
            typed.select()
        elif not (typed.is_selected or typed.text.startswith("/")):
            self.aside = ""
