"""The classes of the JSON document that `checklist validate --format json` writes."""

from collections.abc import Sequence
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
