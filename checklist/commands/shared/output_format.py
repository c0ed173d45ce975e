"""The format in which a command writes, from --format and the ending of --output."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

from checklist.commands.shared.options import option
from checklist.errors import ChecklistError
from checklist.files.discovery import exists
from checklist.files.output_file import output_ending
from checklist.text.messages import tr
from checklist.text.sanitize import quoted

FormatName = TypeVar("FormatName", bound=StrEnum)

OutputOption = Annotated[
    Path | None,
    option("--output -o FILE", "Write it to a file."),
]

_ENDINGS: Mapping[str, Sequence[str]] = {
    "text": (".txt", ".text", ".log"),
    "full": (".txt", ".text", ".log"),
    "github": (".txt", ".log"),
    "sarif": (".sarif", ".json"),
    "html": (".html", ".htm"),
}
"""The endings of formats that have others than their names, the usual one first."""


def endings_of(format_name: StrEnum) -> Sequence[str]:
    """Return the endings of files in a format, the usual one first."""
    return _ENDINGS.get(format_name.value, (f".{format_name.value}",))


def resolve_format(
    format_name: FormatName | None, output: Path | None, default: FormatName
) -> FormatName:
    """Return the format in which a command writes.

    For standard output, a pipe, a device, or a name without an ending, the format is that of
    --format, or the default.

    Args:
        format_name: The format that --format names, if it does.
        output: The file that --output names, if it does.
        default: The format if neither option gives one. Its class has all formats of the command.
            If several have one ending, it gives the first of them.

    Raises:
        ChecklistError: The ending of the file is that of no format, or not that of --format.
    """
    if output is None or not output.suffix or (exists(output) and not output.is_file()):
        return format_name or default
    if format_name is None:
        by_ending: dict[str, FormatName] = {}
        for member in type(default):
            for ending in endings_of(member):
                by_ending.setdefault(ending, member)
        return by_ending[output_ending(output, by_ending)]
    if output.suffix.lower() not in endings_of(format_name):
        raise ChecklistError(
            tr(
                "--output: {output} and --format {format_name} do not agree; a file in "
                "this format ends with {endings_of}",
                quoted(output.name),
                format_name,
                ", ".join(endings_of(format_name)),
            )
        )
    return format_name
