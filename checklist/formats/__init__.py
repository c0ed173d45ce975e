"""The output formats of findings. To add one, add a module with `write`, and its name here."""

import importlib
from enum import StrEnum

from checklist.formats.interface import Format


class FormatName(StrEnum):
    """The names of the formats; each is a module of this folder."""

    TEXT = "text"
    JSON = "json"


def format_named(name: FormatName) -> Format:
    """Return the format of this name."""
    write: Format = importlib.import_module(f"{__name__}.{name.value}").write
    return write
