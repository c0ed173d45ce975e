"""`checklist register affected`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from checklist.commands.shared.register_options import (
    InOption,
    SubmissionArgument,
    found_submission,
    read_register,
)
from checklist.console.page import Page
from checklist.errors import ChecklistError
from checklist.files.discovery import is_folder
from checklist.register.affected_outputs import AffectedOutput, affected_outputs
from checklist.text.sanitize import safe_text

_OutputsOption = Annotated[
    Path,
    typer.Option(
        "--outputs",
        metavar="DIR",
        readable=False,
        help="The folder with outputs and their manifests; without it, the current folder.",
    ),
]


def run(
    submission: SubmissionArgument,
    folder: InOption = Path(),
    outputs: _OutputsOption = Path(),
) -> None:
    """List the outputs that counted a report.

    Each output has a manifest next to it, such as summary.html.manifest.json, which names the seals
    of all reports that the output counts. The command looks for manifests in a folder and in the
    folders below it. A draft has no seal, so the outputs that counted a draft cannot be found.
    """
    wanted = found_submission(read_register(folder).lines, submission, "")
    seal = wanted.report.seal if wanted.report else None
    if seal is None:
        raise ChecklistError(
            f"submission {wanted.number} has no seal, and outputs name reports by their seals"
        )
    if not is_folder(outputs):
        raise ChecklistError(f"--outputs: {safe_text(str(outputs))} is not a folder")
    found = affected_outputs([seal], outputs)
    page = Page.of_output()
    for one in found.counting:
        page.say(_words(one), hanging=4)
    for text in found.unusable:
        print(safe_text(text), file=sys.stderr)
    print(
        f"Outputs that counted submission {wanted.number}: {len(found.counting):,}, of "
        f"{found.read:,} with a manifest.",
        file=sys.stderr,
    )
    raise typer.Exit(1 if found.unusable else 0)


def _words(one: AffectedOutput) -> str:
    """Return an output in words."""
    manifest = one.manifest
    place = safe_text(str(one.path.with_name(manifest.output)))
    facts = [f"{place}: checklist {safe_text(manifest.command)}"]
    if manifest.cut_off:
        facts.append(f"cut-off {safe_text(manifest.cut_off)}")
    if one.counts_copy:
        facts.append("counts a copy that was made from it")
    if manifest.tables:
        facts.append(f"tables and figures: {len(manifest.tables):,}")
    return "; ".join(facts)
