"""The protocol between the scripts of shells and the library that completes words.

The library misses some of it: a value behind `=`, quotation marks, and variables that are not set.
"""

from collections.abc import Sequence
from typing import Any

# The public way in typer adds an option that writes into dotfiles.
from typer import _completion_classes as library
from typer._click.shell_completion import add_completion_class


class _ValueBehindEquals:
    """Completes the value of `--set=tr` as the whole word, with which the shell compares it."""

    def get_completions(self, args: list[str], incomplete: str) -> list[Any]:
        name, equals, value = incomplete.partition("=")
        if not (equals and name.startswith("--")):
            return list(super().get_completions(args, incomplete))  # type: ignore[misc]
        found = super().get_completions([*args, name], value)  # type: ignore[misc]
        for item in found:
            item.value = f"{name}={item.value}"
        return list(found)


class _Bash(_ValueBehindEquals, library.BashComplete):
    """Completes words that bash has split at `=`, and of which it replaces the last part only."""

    def get_completion_args(self) -> tuple[list[str], str]:
        try:
            before, incomplete = super().get_completion_args()
        except (KeyError, ValueError):  # no shell has set the variables
            return [], ""
        if incomplete == "=":
            return _joined(before), ""
        if before[-1:] == ["="]:
            del before[-1]
        return _joined(before), incomplete


class _Zsh(_ValueBehindEquals, library.ZshComplete):
    """Writes the words and their help for `eval` and `_arguments`, which both take quotes away."""

    def complete(self) -> str:
        found = self.get_completions(*self.get_completion_args())
        if not found:
            return "_files"
        described = "\n".join(map(self.format_completion, found))
        spec = f"*: :(({described}))".replace("'", r"'\''")
        return f"_arguments '{spec}'"

    def format_completion(self, item: Any) -> str:
        return ":".join(f'"{_escaped(part)}"' for part in (item.value, item.help) if part)


class _Fish(_ValueBehindEquals, library.FishComplete):
    pass


class _PowerShell(_ValueBehindEquals, library.PowerShellComplete):
    pass


def register_shells() -> None:
    """Register the shells whose scripts can ask for completions."""
    for shell in (_Bash, _Zsh, _Fish, _PowerShell):
        add_completion_class(shell, shell.name)


def _joined(words: Sequence[str]) -> list[str]:
    """Return words with `--option`, `=` and its value as one word."""
    joined: list[str] = []
    for word in words:
        last = joined[-1] if joined else ""
        if last.startswith("--") and (word == "=" or last.endswith("=")):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _escaped(text: str) -> str:
    """Return a text for double quotation marks in zsh."""
    for character in ("\\", '"', "$", "`"):
        text = text.replace(character, f"\\{character}")
    return text.replace(":", r"\\:")
