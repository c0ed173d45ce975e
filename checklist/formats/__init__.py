"""The output formats of findings. To add one, add a module with `write`: nothing else to change."""

import importlib
import pkgutil
from enum import StrEnum

from checklist.formats.interface import Format


class FormatName(StrEnum):
    """The names of the formats: the modules of this folder."""

    TEXT = "text"
    vars().update(
        (module.name.upper(), module.name)
        for module in pkgutil.iter_modules(__path__)
        if module.name not in {"interface", "text"}
    )


def format_named(name: FormatName) -> Format:
    """Return the format of this name."""
    write: Format = importlib.import_module(f"{__name__}.{name.value}").write
    return write
