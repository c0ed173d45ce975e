"""The manifest that `checklist trace` is given: the options of its output, and its reports."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from checklist.analysis.issued.manifest import Manifest, ManifestReport, OtherReports, other_reports
from checklist.analysis.rows.report_rows import Disclosure
from checklist.analysis.summary.table_ids import table_id_of
from checklist.commands.shared.grouping import is_of_file
from checklist.commands.shared.traced_outputs import TracedOutput
from checklist.errors import ChecklistError
from checklist.files.discovery import is_file
from checklist.files.reader import whole_content
from checklist.render.trace import DelegateView, TracedTable
from checklist.states import BY_CODE
from checklist.text.sanitize import quoted, safe_text
from checklist.text.suggestions import did_you_mean

_LARGEST_GROUPS = 1024 * 1024
"""In bytes."""


def with_manifest_options(output: TracedOutput, path: Path, manifest: Manifest) -> TracedOutput:
    """Return an output with the options with which it was made.

    Args:
        output: The output, with the options that are given now.
        path: The file of the manifest.
        manifest: The manifest of the output.

    Raises:
        ChecklistError: An option is given that the manifest has, or it is not clear which file has
            the groups.
    """
    group_by = _option(manifest, "group-by")
    if group_by is not None and is_of_file(group_by):
        group_by = output.group_by or _file_of_groups(group_by, path.parent)
    if any([output.cycles, output.since, output.until, output.drafts, *output.shown]):
        raise ChecklistError(
            "the manifest has the cycle, the time, and what is included: leave these options out"
        )
    given = {name for name, said in manifest.options.items() if said}
    return replace(
        output,
        cycles=_texts(manifest, "cycle"),
        since=_option(manifest, "since"),
        until=_option(manifest, "until"),
        group_by=group_by,
        drafts="include-drafts" in given,
        shown=Disclosure("include-confidential" in given, "include-contacts" in given),
        for_publication=manifest.is_public,
        manifest=manifest,
    )


def _file_of_groups(name: str, folder: Path) -> str:
    """Return the file with this name in the folder of the manifest, or in the present one.

    A manifest has no more of the file than its name.

    Raises:
        ChecklistError: It is in neither, two files that differ have this name, or one of them
            cannot be read.
    """
    places = (folder / name, Path(name)) if name == Path(name).name else ()
    found = [place for place in places if is_file(place)]
    if not found:
        where = "it is neither beside the manifest nor in the present folder"
    elif len(found) == 1 or len({whole_content(path, _LARGEST_GROUPS) for path in found}) == 1:
        return str(found[0])
    else:
        where = "two files that differ have this name"
    raise ChecklistError(
        f"the output has the groups of the file {quoted(name)}; {where}: name the file with "
        "--group-by"
    )


def _texts(manifest: Manifest, option: str) -> Sequence[str]:
    """Return the texts that a manifest has for an option; none where it was not given.

    Raises:
        ChecklistError: It is no text.
    """
    said = manifest.options.get(option, ())
    if isinstance(said, int):
        raise ChecklistError(
            f"the manifest of {safe_text(manifest.output)}: --{option} is not a text"
        )
    return [said] if isinstance(said, str) else said


def _option(manifest: Manifest, option: str) -> str | None:
    """Return the text that a manifest has for an option; None where it was not given."""
    return next(iter(_texts(manifest, option)), None)


def changed_reports(manifest: Manifest, found: TracedTable) -> OtherReports:
    """Return how the reports of a table differ from those of a manifest.

    Raises:
        ChecklistError: The output has no such table, or is on another questionnaire.
    """
    asked, head = manifest.questionnaire, found.questionnaire.head
    if (asked.id, asked.version) != (head.id, head.version):
        raise ChecklistError(
            f"the output is on the questionnaire {quoted(asked.id)}, version "
            f"{safe_text(asked.version)}, and the reports are read with {quoted(head.id)}, version "
            f"{head.version}: name the questionnaire of the output with --questionnaire"
        )
    ids = [table_id_of(table.id) for table in manifest.tables]
    if table_id_of(found.id) not in ids:
        hint = did_you_mean(found.id, ids) or "each of its tables shows its id"
        raise ChecklistError(f"{safe_text(manifest.output)} has no table {found.id}; {hint}")
    return other_reports(manifest, found.reports)


def print_changed_reports(manifest: Path, others: OtherReports, view: DelegateView) -> None:
    """Print on standard error which reports are not those of the manifest."""
    print(
        f"The reports are not those of {safe_text(str(manifest))}. Reports of the manifest that "
        f"are changed or not here: {_named(others.gone, view)}. Reports here that the manifest "
        f"does not have: {_named(others.new, view)}. The counts are of the reports that are here.",
        file=sys.stderr,
    )


def _named(reports: Sequence[ManifestReport], view: DelegateView) -> str:
    """Return the number of reports, and the names of those that may be shown."""
    names = [
        f"{BY_CODE[report.state].name if report.state in BY_CODE else safe_text(report.state)}, "
        f"revision {report.revision}"
        for report in reports
        if view.shows(report.state)
    ]
    return f"{len(reports)} ({'; '.join(names)})" if names else str(len(reports))
