"""Options and arguments of commands, each said in a line as help shows it: `--from REPORT`."""

from collections.abc import Callable
from typing import Any

import typer


def option(
    usage: str,
    words: str,
    *,
    checked: Callable[[Any], Any] | None = None,
    least: int | None = None,
) -> Any:
    """Return an option. A file that it names is not opened: the command says what is wrong with it.

    Args:
        usage: Its names and what stands behind them: `--output -o FILE`.
        words: What help says of it.
        checked: Returns the value, or says what is wrong with it before the command begins.
        least: The least number that it can be.
    """
    names = [word for word in usage.split() if word.startswith("-")]
    metavar = " ".join(word for word in usage.split() if not word.startswith("-"))
    return typer.Option(
        *names,
        metavar=metavar or None,
        readable=False,
        help=words,
        callback=checked,
        min=least,
    )


def argument(metavar: str, words: str) -> Any:
    """Return an argument, as `option` returns an option."""
    return typer.Argument(metavar=metavar, readable=False, help=words)
