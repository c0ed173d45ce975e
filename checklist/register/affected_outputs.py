"""The outputs that counted a report, by their manifests."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from checklist.analysis.issued.manifest import Manifest, read_manifest
from checklist.errors import ChecklistError
from checklist.files.discovery import MANIFEST_ENDING


@dataclass(frozen=True, slots=True)
class AffectedOutput:
    """An output that counted a report."""

    path: Path
    """The file of its manifest, next to its own."""
    manifest: Manifest
    counts_copy: bool
    """Whether it counted a copy that was made from the report."""

    @property
    def words(self) -> str:
        """The output in words."""
        manifest = self.manifest
        facts = [f"{self.path.with_name(manifest.output)}: checklist {manifest.command}"]
        if manifest.cut_off:
            facts.append(f"cut-off {manifest.cut_off}")
        if self.counts_copy:
            facts.append("counts a copy that was made from it")
        if manifest.tables:
            facts.append(f"tables and figures: {len(manifest.tables):,}")
        return "; ".join(facts)


@dataclass(slots=True)
class Outputs:
    """What was found in a folder."""

    counting: list[AffectedOutput] = field(default_factory=list)
    read: int = 0
    """The number of manifests that were read."""
    unusable: list[str] = field(default_factory=list)
    """Manifests that cannot be read, each with the reason."""


def affected_outputs(seals: Sequence[str], folder: Path) -> Outputs:
    """Return the outputs in a folder and below it that counted a report.

    Args:
        seals: The seal of the report, and others by which it is named.
        folder: The folder.
    """
    found = Outputs()
    for path in _manifests(folder):
        try:
            manifest = read_manifest(path)
        except ChecklistError as error:
            found.unusable.append(str(error))
            continue
        found.read += 1
        is_counted = any(report.seal in seals for report in manifest.reports)
        is_original = any(report.original in seals for report in manifest.reports)
        if is_counted or is_original:
            found.counting.append(AffectedOutput(path, manifest, counts_copy=not is_counted))
    return found


def _manifests(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(parent, name) for name in sorted(names) if name.endswith(MANIFEST_ENDING))
