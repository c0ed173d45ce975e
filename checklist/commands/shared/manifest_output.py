"""The manifest beside an output."""

import hashlib
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from checklist.commands.shared.document_output import NoPagerOption
from checklist.commands.shared.findings_output import refuse_overwriting
from checklist.commands.shared.options import option
from checklist.files.discovery import MANIFEST_ENDING
from checklist.files.output_file import is_stream, write_output
from checklist.files.reader import content_of
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.blocks import Block
from checklist.text.messages import tr
from checklist.version import __version__

if TYPE_CHECKING:
    from checklist.analysis.issued.manifest import Manifest, ManifestReport, Option
    from checklist.analysis.summary.figures import UnnamedLine

NoManifestOption = Annotated[
    bool,
    option(
        "--no-manifest",
        tr("With --output, do not write the manifest, which lists the counted reports by seal."),
    ),
]


class PageOptions(NamedTuple):
    """How a terminal shows an output, and what stands beside its file."""

    no_pager: NoPagerOption = False
    no_manifest: NoManifestOption = False


def manifest_path(output: Path | None) -> Path | None:
    """Return the file of the manifest of an output: `summary.html.manifest.json`.

    It is None where the output is no file.
    """
    if output is None or not output.name or is_stream(output):
        return None
    return output.with_name(output.name + MANIFEST_ENDING)


def annex_path(output: Path | None) -> Path | None:
    """Return the workbook beside a short edition, `summary.docx.annex.xlsx`.

    It is None where the output is no file.
    """
    if output is None or manifest_path(output) is None:
        return None
    return output.with_name(f"{output.name}.annex.xlsx")


def write_annex(annex: Path | None, blocks: Iterable[Block], title: str) -> None:
    """Write what a short edition leaves out into the workbook beside it, if there is one."""
    if annex is not None:
        from checklist.render.annex import as_annex  # few runs need it

        write_output(annex, as_annex(blocks, title))


def refuse_manifest_over(output: Path | None, *files: Path | None) -> None:
    """Stop when the manifest of an output would overwrite a file that is read.

    Raises:
        ChecklistError: It is one of the files.
    """
    refuse_overwriting(manifest_path(output), *files)


def manifest_of(
    command: str,
    options: Mapping[str, Any],
    questionnaire: Questionnaire,
    reports: "Sequence[ManifestReport]",
    blocks: Iterable[Block],
    unnamed: "Sequence[UnnamedLine]" = (),
) -> "Manifest":
    """Return the manifest of an output that is not written yet.

    Args:
        command: The command that makes the output.
        options: Its options by their names; those that were not given are left out.
        questionnaire: The questionnaire whose questions are counted.
        reports: The reports that are counted.
        blocks: The output as blocks, with all its tables.
        unnamed: The counts of the States that are not named.
    """
    # What is only shown has no manifest.
    from checklist.analysis.issued.manifest import FORMAT, Manifest, manifest_questionnaire
    from checklist.render.table_numbers import table_numbers

    return Manifest(
        checklist_manifest=FORMAT,
        output="",
        sha256="",
        command=command,
        program=__version__,
        options={name: _option(value) for name, value in sorted(options.items()) if value},
        questionnaire=manifest_questionnaire(questionnaire),
        cut_off=max((report.as_of for report in reports), default=""),
        reports=reports,
        tables=list(table_numbers(blocks)),
        is_public=bool(options.get("for-publication")),
        unnamed=unnamed,
    )


def _option(value: Any) -> "Option":
    """Return an option as a manifest has it: of a file its name, which is the same elsewhere."""
    match value:
        case Path():
            return value.name
        case bool() | int():
            return value
        case list():
            return [str(_option(element)) for element in value]
        case _:
            return str(value)


def write_manifest(manifest: "Manifest", output: Path, annex: Path | None = None) -> None:
    """Write the manifest of an output beside it, where it is a file.

    Args:
        manifest: The manifest, which does not name the output yet.
        output: The file that --output names, which is written.
        annex: The workbook beside it, which is written, too; None: there is none.

    Raises:
        SaveError: The manifest cannot be written.
    """
    path = manifest_path(output)
    if path is not None:
        from checklist.analysis.issued.manifest import ManifestAnnex

        of_annex = None if annex is None else ManifestAnnex(name=annex.name, sha256=_digest(annex))
        of_output = replace(manifest, output=output.name, sha256=_digest(output), annex=of_annex)
        write_output(path, of_output.as_json().encode())


def _digest(path: Path) -> str:
    return hashlib.sha256(content_of(path, sys.maxsize) or b"").hexdigest()
