"""Standard output as a terminal, drawn by rich."""

from typing import Literal

from rich.console import Console


class RichOutput(Console):
    """Standard output."""

    def __init__(self, *, plain: bool) -> None:
        """Begin; `plain` is without colour and bold letters."""
        system: Literal["auto"] | None = None if plain else "auto"
        super().__init__(highlight=False, markup=False, emoji=False, color_system=system)

    def on_broken_pipe(self) -> None:
        """Raise the error again: rich would exit with 1, as if there were errors."""
        raise  # the error that the caller handles
