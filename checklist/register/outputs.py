"""The outputs that counted a report, by their manifests."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checklist.files.reader import Limits, read

MANIFESTS = ".manifest.json"
"""The ending of the name of a manifest, which stands next to its output."""

_LIMITS = Limits(max_bytes=64 * 1024 * 1024, max_events=20_000_000)


@dataclass(frozen=True, slots=True)
class CountingOutput:
    """An output that counted a report."""

    manifest: Path
    output: str
    """The name of the file of the output."""
    command: str
    """The command that made it."""
    cut_off: str
    """Its cut-off date; empty where it says none."""
    tables: Sequence[str]
    """The ids of its tables."""
    counts_copy: bool
    """Whether it counted a copy that was made from the report."""


@dataclass(slots=True)
class Outputs:
    """What was found in a folder."""

    counting: list[CountingOutput] = field(default_factory=list)
    read: int = 0
    """The number of manifests that were read."""
    unusable: list[str] = field(default_factory=list)
    """Manifests that cannot be read, each with the reason."""


def outputs_with(seals: Sequence[str], folder: Path) -> Outputs:
    """Return the outputs in a folder and below it that counted a report.

    Args:
        seals: The seal of the report, and others by which it is named.
        folder: The folder.
    """
    found = Outputs()
    for path in _manifests(folder):
        document = read(path, limits=_LIMITS)
        data: Any = document.data
        if document.refusals or not _is_manifest(data):
            reason = document.refusals[0].message if document.refusals else "this is no manifest"
            found.unusable.append(f"{path}: {reason}")
            continue
        found.read += 1
        own = [one for one in data["reports"] if isinstance(one, dict)]
        is_counted = any(one.get("seal") in seals for one in own)
        is_original = any(one.get("original") in seals for one in own)
        if is_counted or is_original:
            found.counting.append(_counting(path, data, counts_copy=not is_counted))
    return found


def _manifests(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(parent, name) for name in sorted(names) if name.endswith(MANIFESTS))


def _is_manifest(data: Any) -> bool:
    return (
        isinstance(data, dict)
        and "checklist_manifest" in data
        and isinstance(data.get("reports"), list)
    )


def _counting(path: Path, data: dict[str, Any], *, counts_copy: bool) -> CountingOutput:
    tables = data.get("tables")
    listed = tables if isinstance(tables, list) else []
    return CountingOutput(
        manifest=path,
        output=str(data.get("output", "")),
        command=str(data.get("command", "")),
        cut_off=str(data.get("cut_off", "")),
        tables=[str(one["id"]) for one in listed if isinstance(one, dict) and "id" in one],
        counts_copy=counts_copy,
    )
