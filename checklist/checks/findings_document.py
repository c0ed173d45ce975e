"""The classes of the JSON document that `checklist validate --format json` writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

Code = Annotated[str, StringConstraints(pattern=r"^[SQR][0-9]{3}$")]
FromOne = Annotated[int, Field(ge=1)]
Count = Annotated[int, Field(ge=0)]


@dataclass(frozen=True, kw_only=True)
class RelatedPlace:
    """Another place that a finding is about."""

    path: str = ""
    """The file as it was named, where it is another one; absent for the same file."""
    line: FromOne
    """Its line, from 1."""
    column: FromOne
    """Its column, from 1, in characters."""
    message: str
    """What stands there."""


@dataclass(frozen=True, kw_only=True)
class FindingEntry:
    """One finding."""

    code: Code
    """The code, which `checklist guide CODE` explains."""
    severity: Literal["error", "warning", "note"]
    """How grave it is. Only errors make the command exit with 1, and warnings with `--strict`."""
    line: FromOne
    """The line, from 1."""
    column: FromOne
    """The column, from 1, in characters."""
    where: Sequence[str | int]
    """The keys and indices, from 0, that lead to the place; empty for the whole file."""
    message: str
    """What is wrong, and what to do. Control and invisible characters are spelled out."""
    related: Sequence[RelatedPlace]
    """The other places that it is about, such as the answer that this one contradicts."""


@dataclass(frozen=True, kw_only=True)
class FileEntry:
    """What was found in one file. A line of the format `jsonl` is one of these.

    What shows only when all files are read (R030 to R038) stands in more of these, behind all
    others: such a file comes twice, the second time with these findings alone.
    """

    path: str
    """The file as it was named, with all its characters; `-` for standard input."""
    findings: Sequence[FindingEntry]
    """In the order of their lines; empty when nothing is wrong."""


@dataclass(frozen=True, kw_only=True)
class CodeCount:
    """How much was found under one code."""

    files: Count
    """How many files have it."""
    errors: Count
    """How many errors there are."""
    warnings: Count
    """How many warnings there are."""
    notes: Count
    """How many notes there are."""


@dataclass(frozen=True, kw_only=True)
class FindingsSummary:
    """The count of all findings. The last line of the format `jsonl` has it as `summary`."""

    files: Count
    """How many files were checked."""
    with_errors: Count
    """How many of them have an error."""
    errors: Count
    """How many errors there are."""
    warnings: Count
    """How many warnings there are."""
    notes: Count
    """How many notes there are."""
    codes: Mapping[Code, CodeCount]
    """The same by code; only those that were found."""


@dataclass(frozen=True, kw_only=True)
class FindingsDocument:
    """The findings of all files."""

    checklist_findings: Literal[1]
    """The version of this form: 1."""
    files: Sequence[FileEntry]
    """All files, in the order in which they were named, those without findings too."""
    summary: FindingsSummary
    """The count of all findings."""
