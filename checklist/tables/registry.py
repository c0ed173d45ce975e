"""The formats of tables, by the ending of a file's name."""

import importlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checklist import tables
from checklist.files.output_file import output_ending
from checklist.tables.contents import Contents
from checklist.tables.interface import TableFormat

FORMATS: Mapping[str, str] = {
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
    ".sqlite": "sqlite",
}
"""The module of each ending, imported only when its format is used."""


def ending_of(output: Path) -> str:
    """Return the ending of a file's name, which says the format.

    Raises:
        ChecklistError: There is no format with this ending.
    """
    return output_ending(output, FORMATS)


def format_of(ending: str, contents: Contents) -> TableFormat[Any]:
    """Return the format of an ending, for these contents."""
    module = importlib.import_module(f"{tables.__name__}.{FORMATS[ending]}")
    made: TableFormat[Any] = module.FORMAT(contents)
    return made
