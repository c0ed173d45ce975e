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
        if module.name not in {"grouped", "interface", "registry", "text"}
    )

    @property
    def shows_lines(self) -> bool:
        """Whether the format shows lines of the files, which then have to be found."""
        return self.value in {"full", "html", "xlsx"}

    @property
    def is_for_a_terminal(self) -> bool:
        """Whether a person can read it in a terminal."""
        return self.value not in {"html", "xlsx"}


def format_named(name: FormatName) -> Format:
    """Return the format of this name."""
    write: Format = importlib.import_module(f"{findings.__name__}.{name.value}").write
    return write
