"""What is wrong with how a command was called, in the language of the user.

The library that reads the command line speaks English only, and so do the lines around its errors.
"""

import re
from ast import literal_eval
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from checklist.text.messages import Message, any_of, commas, labelled, sentences, tr
from checklist.text.sanitize import quoted

_NO_OPTION = Message("There is no option {option}.")
_NO_COMMAND = Message("There is no command {command}.")
_DID_YOU_MEAN = Message("Did you mean {names}?")
_NEEDS_VALUE = Message("The option {option} needs a value.")
_TAKES_NO_VALUE = Message("The option {option} takes no value.")
_TOO_MANY = Message("The command takes no further word, such as {words}.")
_MISSING = Message("{name} is missing.")
_NOT_ONE_OF = Message("{option} takes one of these: {values}. {value} is none of them.")
_OPTIONS = Message("All options, in English: {command}")
_COMMANDS = Message("All commands: {command}")
_QUOTED = r"'(?:[^'\\]|\\.)*'" r'|"(?:[^"\\]|\\.)*"'
"""A word as the library writes it: with the quotation marks that Python chooses for it."""


def usage_error_in_words(error: Any) -> str:
    """Return what an error of the library says, as sentences; in English where it is not known.

    Args:
        error: An error in the usage of a command, with the context in which it was raised.
    """
    if error.ctx is None:
        return _said(error)
    listed = _COMMANDS if hasattr(error.ctx.command, "commands") else _OPTIONS
    command = quoted(f"{error.ctx.command_path} --help")
    return sentences([_said(error), tr(listed, command=command)])


def _said(error: Any) -> str:
    kind, message = type(error).__name__, str(error.message)
    words = [*_words_in(message)]
    if kind == "NoSuchOption":
        names = [quoted(name) for name in sorted(error.possibilities or ())]
        return _with_names(tr(_NO_OPTION, option=quoted(error.option_name)), names)
    if kind == "BadOptionUsage" and "requires" in message:
        return tr(_NEEDS_VALUE, option=quoted(error.option_name))
    if kind == "BadOptionUsage":
        return tr(_TAKES_NO_VALUE, option=quoted(error.option_name))
    if kind == "MissingParameter":
        return tr(_MISSING, name=_parameter(error))
    if message.startswith("No such command") and words:
        name, *others = map(quoted, words)
        return _with_names(tr(_NO_COMMAND, command=name), others)
    if found := re.fullmatch(r"Got unexpected extra arguments? ?\(?s?\)? ?\((.*)\)", message):
        return tr(_TOO_MANY, words=quoted(found[1]))
    if " is not one of " in message and words:
        value, *values = map(quoted, words)
        return tr(_NOT_ONE_OF, option=_parameter(error), value=value, values=commas(values))
    if hasattr(error, "param"):
        return labelled(_parameter(error), message)
    return str(error.format_message())


def _words_in(message: str) -> Iterator[str]:
    """Yield what stands between quotation marks, as it was typed: the library writes a `repr`."""
    for word in re.findall(_QUOTED, message):
        with suppress(SyntaxError, ValueError):
            yield str(literal_eval(word))


def _with_names(sentence: str, names: list[str]) -> str:
    return sentences([sentence, tr(_DID_YOU_MEAN, names=any_of(names)) if names else ""])


def _parameter(error: Any) -> str:
    """Return the name of an option, or of what stands without one: `--format`, `REPORT`."""
    hint = error.param_hint or (error.param.get_error_hint() if error.param else "")
    return " / ".join(map(quoted, re.findall(r"[^\s'/]+", str(hint))))
