"""An output of many reports: its sections, whether it is published, and what stands beside it."""

import hashlib
import shlex
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from checklist.analysis.rows.report_rows import Disclosure
from checklist.commands.shared.document_output import NoPagerOption
from checklist.commands.shared.findings_output import counted, refuse_overwriting
from checklist.commands.shared.options import option
from checklist.errors import ChecklistError
from checklist.files.discovery import MANIFEST_ENDING
from checklist.files.output_file import is_stream, write_output
from checklist.files.reader import content_of
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.blocks import Block
from checklist.text.messages import commas, tr
from checklist.text.sanitize import quoted, safe_text
from checklist.text.suggestions import did_you_mean
from checklist.version import __version__

if TYPE_CHECKING:
    from checklist.analysis.issued.manifest import Manifest, ManifestReport, Option
    from checklist.analysis.summary.figures import UnnamedLine
    from checklist.analysis.summary.unnamed import Issued

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


def refuse_output_over(output: Path | None, annex: Path | None, *files: Path | None) -> None:
    """Stop when an output, its manifest or its annex would overwrite a file that is read.

    Raises:
        ChecklistError: It is one of the files.
    """
    for written in (output, manifest_path(output), annex):
        refuse_overwriting(written, *files)


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


_MOST_NAMED = 5
"""The most manifests beside an output that are named."""

ForPublicationOption = Annotated[
    bool,
    option(
        "--for-publication",
        "Publish the answers of States that agree; count others where nobody can tell.",
    ),
]
IssuedOption = Annotated[
    list[Path] | None,
    option(
        "--issued MANIFEST",
        "With --for-publication: the manifest of an output issued before. Together, both "
        "outputs disclose no State's answer. Repeat it for each.",
    ),
]


def is_published(named: bool, shown: Disclosure, *, is_conference: bool) -> bool:
    """Whether an output is for publication: that of a conference always is.

    Args:
        named: Whether --for-publication is given.
        shown: What is shown.
        is_conference: Whether it is the edition for a conference.

    Raises:
        ChecklistError: The edition is for publication, and shows what must not be published.
    """
    if is_conference and any(shown):
        raise ChecklistError(
            "the conference edition is for publication, so it goes with neither "
            "--include-confidential nor --include-contacts: add --edition short or full"
        )
    return named or is_conference


def what_was_issued(
    issued: list[Path] | None,
    asked: Questionnaire,
    output: Path | None,
    shown: Disclosure,
    *,
    for_publication: bool,
) -> "Sequence[Issued] | None":
    """Return what was issued before, and refuse options that do not go together.

    It is None where the output is not for publication.

    Args:
        issued: The manifests that the option names.
        asked: The questionnaire whose questions are counted now.
        output: The file that is to be written.
        shown: What is shown.
        for_publication: Whether the output is for publication.

    Raises:
        ChecklistError: Confidential answers or contacts are to be published, --issued stands
            without --for-publication, or a manifest cannot be used or would be overwritten.
    """
    if for_publication and any(shown):
        raise ChecklistError(
            "--for-publication goes with neither --include-confidential nor --include-contacts"
        )
    if issued and not for_publication:
        raise ChecklistError("--issued goes with --for-publication only")
    if not for_publication:
        return None
    refuse_overwriting(manifest_path(output), *(issued or ()))
    if output is not None:
        _warn_of_others(output, issued or (), asked)
    if not issued:
        return ()
    from checklist.analysis.issued.issued_outputs import issued_outputs  # few name any

    return issued_outputs(issued, asked)


def _warn_of_others(output: Path, issued: Sequence[Path], asked: Questionnaire) -> None:
    """Name the outputs for publication beside this one that --issued does not name.

    Of two outputs that do not know of each other, a reader can subtract the counts.
    """
    beside = output.parent.glob(f"*{MANIFEST_ENDING}")
    named = {path.absolute() for path in [*issued, manifest_path(output)] if path is not None}
    others = [
        path
        for path in sorted(beside)
        if path.absolute() not in named and _is_published(path, asked)
    ]
    if others:
        more = len(others) - _MOST_NAMED
        options = [f"--issued {shlex.quote(str(path))}" for path in others[:_MOST_NAMED]]
        options += [f"(and {more:,} more)"] * (more > 0)
        lines = "\n  ".join(map(safe_text, options))
        print(
            "Outputs for publication are beside this one, and a reader who has them, too, could "
            "subtract their counts from its own. If they were issued, name their manifests:\n"
            f"  {lines}",
            file=sys.stderr,
        )


def _is_published(path: Path, asked: Questionnaire) -> bool:
    """Whether a file is the manifest of an output for publication on the same questionnaire."""
    from checklist.analysis.issued.manifest import read_manifest  # few outputs are published

    try:
        manifest = read_manifest(path)
    except ChecklistError:
        return False
    return manifest.is_public and manifest.questionnaire.id == asked.head.id


def _workbook(given: Path | None) -> Path | None:
    """Return the workbook of `--figures`.

    Raises:
        ChecklistError: Its name has another ending.
    """
    if given is not None and given.suffix.lower() != ".xlsx":
        raise ChecklistError(f"--figures: {safe_text(given.name)} does not end with .xlsx")
    return given


FiguresOption = Annotated[
    Path | None,
    option(
        "--figures FILE",
        "Write each figure as a chart with its data into this workbook (.xlsx).",
        checked=_workbook,
    ),
]


def write_figures(blocks: Iterable[Block], workbook: Path | None, title: str) -> None:
    """Write the figures of a document, and say on standard error how many there are.

    Args:
        blocks: The document.
        workbook: The workbook of charts; None: no workbook.
        title: The title of the document.

    Raises:
        SaveError: The file cannot be written.
    """
    if workbook is None:
        return
    from checklist.render.figures.workbook import as_workbook, figures  # few runs need it

    drawn = [*figures(blocks)]
    write_output(workbook, as_workbook(drawn, title))
    name = safe_text(str(workbook))
    print(f"{counted(len(drawn), 'figure')} written to {name}", file=sys.stderr)


def section_option(known: Collection[str]) -> Any:
    """Return the option that chooses sections of an output by their names."""
    return option("--section NAME", f"Only these: {', '.join(known)}.", complete=lambda: [*known])


def chosen_sections(
    named: Sequence[str] | None, known: Mapping[str, str], view: str, whole: Collection[str]
) -> Sequence[str]:
    """Return the sections that are named; nothing where none is.

    Args:
        named: The values of the option; each can be a list with commas.
        known: The titles of all sections, by their names.
        view: The format of the document.
        whole: The formats in which all sections come together.

    Raises:
        ChecklistError: There is no such section, or the format has all sections.
    """
    names = [name.strip() for text in named or () for name in text.split(",") if name.strip()]
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known) or tr("there are: {known}", commas(known))
            raise ChecklistError(
                tr("--section: there is no section {name}; {hint}", quoted(name), hint)
            )
    if names and view in whole:
        raise ChecklistError(tr("--section: in the format {view} all sections come together", view))
    return names
