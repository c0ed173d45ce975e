"""The reports of the benchmarks: of about 30 kB, in our own style, in PyYAML's, and as JSON."""

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from checklist.files.report_text import ReportText
from tests.benchmarks.installation import questionnaire
from tests.support.made_reports import as_json, as_yaml, made_reports

DISTINCT = 400
"""After so many reports, they repeat."""


def in_own_style(data: Mapping[str, Any]) -> str:
    """Return a report as `checklist` itself writes it."""
    return ReportText.new(data, "report").text


STYLES: Mapping[str, tuple[Callable[[Mapping[str, Any]], str], str]] = {
    "own": (in_own_style, "yaml"),
    "pyyaml": (as_yaml, "yaml"),
    "json": (as_json, "json"),
}
"""The functions that write a report, and the endings of their files, by the name of the style."""


class Reports:
    """Folders of reports. Beyond those that differ, files are links to the same content."""

    def __init__(
        self, folder: Path, *, broken_every: int = 0, seed: int = 0, distinct: int = DISTINCT
    ) -> None:
        """Write the reports that differ, in all styles, into a new folder."""
        self._folder = folder
        made = made_reports(distinct, questionnaire(), broken_every=broken_every, seed=seed)
        reports = [data for data, _ in made]
        self._distinct = {style: self._write(style, reports) for style in STYLES}

    def __str__(self) -> str:
        """Return what the figures depend on: how many differ, their size, and a digest."""
        content = [path.read_bytes() for path in self._distinct["own"]]
        size = sum(map(len, content)) / len(content) / 1000
        digest = hashlib.sha256(b"".join(content)).hexdigest()[:12]
        return f"{len(content)} reports differ; {size:.1f} kB each in our style; digest {digest}"

    def files(self, style: str, count: int) -> list[str]:
        """Return the paths of so many reports in a style, in order."""
        return [str(path) for path in sorted(Path(self.of(style, count)).iterdir())]

    def of(self, style: str, count: int) -> str:
        """Return the path of a folder with so many reports in a style."""
        folder = self._folder / f"{style}-{count}"
        if not folder.exists():
            folder.mkdir()
            for number, path in enumerate(islice(cycle(self._distinct[style]), count)):
                os.link(path, folder / f"{number:05}{path.suffix}")
        return str(folder)

    def _write(self, style: str, reports: Sequence[Mapping[str, Any]]) -> list[Path]:
        write, ending = STYLES[style]
        folder = self._folder / style
        folder.mkdir(parents=True)
        paths = [folder / f"{number:05}.{ending}" for number in range(len(reports))]
        for path, data in zip(paths, reports, strict=True):
            path.write_text(write(data), encoding="utf-8")
        return paths
