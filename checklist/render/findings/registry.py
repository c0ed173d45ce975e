"""The formats of findings: the modules of this folder that have a `write`."""

import importlib
from enum import StrEnum

from checklist.render.findings.interface import Format


class FormatName(StrEnum):
    """The names of the formats, which are those of their modules."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
    HTML = "html"
    DOCX = "docx"

    @property
    def is_for_a_terminal(self) -> bool:
        """Whether a person can read it in a terminal."""
        return self not in {FormatName.HTML, FormatName.DOCX}


def format_named(name: FormatName) -> Format:
    """Return the format of this name."""
    write: Format = importlib.import_module(f"checklist.render.findings.{name.value}").write
    return write
