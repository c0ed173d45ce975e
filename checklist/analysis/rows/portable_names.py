"""The names of files as an output has them: the same on every machine."""

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import PurePath

from checklist.analysis.rows.report_rows import ReportRows
from checklist.analysis.rows.report_selection import NotCounted, ReportSelection


def with_portable_names(selection: ReportSelection[ReportRows]) -> ReportSelection[ReportRows]:
    """Return a selection whose files have the names that they have on every machine.

    A relative name stays, with `/` between its parts. Of absolute names, the folder that they have
    in common is the first part.
    """
    counted, not_counted = selection.counted, selection.not_counted
    names = PortableNames(
        [*(file.report.file for file in counted), *(file.file for file in not_counted)]
    )
    return replace(
        selection,
        counted=[
            report._replace(
                report=report.report._replace(file=names.of(report.report.file)),
                identity=report.identity._replace(file=names.of(report.identity.file)),
            )
            for report in counted
        ],
        not_counted=[renamed(file, names) for file in not_counted],
    )


class PortableNames:
    """The names of files as an output has them."""

    def __init__(self, files: Iterable[str]) -> None:
        """Find what the absolute names have in common."""
        folders = {str(path.parent) for path in map(PurePath, files) if path.is_absolute()}
        self._above: PurePath | None = None
        if folders:
            # Files on several drives have no folder in common.
            with suppress(ValueError):
                self._above = PurePath(os.path.commonpath(folders)).parent

    def of(self, file: str) -> str:
        """Return the name of a file."""
        path = PurePath(file)
        if not path.is_absolute():
            return path.as_posix() if file else ""
        return path.relative_to(self._above).as_posix() if self._above else path.name


def renamed(file: NotCounted, names: PortableNames) -> NotCounted:
    """Return a file that does not count with the names that it has in an output."""
    findings = [found._replace(path=names.of(found.path)) for found in file.findings]
    return file._replace(
        file=names.of(file.file), instead=names.of(file.instead), findings=findings
    )
