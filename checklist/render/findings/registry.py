"""The names of the formats of findings, found in the modules of this folder."""

import importlib
import pkgutil
from enum import StrEnum

from checklist.render import findings
from checklist.render.findings.interface import Format


class FormatName(StrEnum):
    """The names of the formats: the modules of this folder."""

    TEXT = "text"
    vars().update(
        (module.name.upper(), module.name)
        for module in pkgutil.iter_modules(findings.__path__)
        if module.name not in {"interface", "registry", "text"}
    )


def format_named(name: FormatName) -> Format:
    """Return the format of this name."""
    write: Format = importlib.import_module(f"{findings.__name__}.{name.value}").write
    return write
