"""The options of commands that bring many reports together for publication."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from checklist.analysis.issued.issued_outputs import issued_outputs
from checklist.analysis.rows.report_rows import Disclosure
from checklist.analysis.summary.unnamed import Issued
from checklist.commands.shared.manifest_output import refuse_manifest_over
from checklist.errors import ChecklistError
from checklist.questionnaire.questionnaire import Questionnaire

ForPublicationOption = Annotated[
    bool,
    typer.Option(
        "--for-publication", help="Name only States that agree; count others where nobody can tell."
    ),
]
IssuedOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--issued",
        metavar="MANIFEST",
        readable=False,
        help="With --for-publication: the manifest of an output issued before. Together, both "
        "outputs disclose no State's answer. Repeat it for each.",
    ),
]


def what_was_issued(
    issued: list[Path] | None,
    asked: Questionnaire,
    output: Path | None,
    shown: Disclosure,
    *,
    for_publication: bool,
) -> Sequence[Issued]:
    """Return what was issued before, and refuse options that do not go together.

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
    refuse_manifest_over(output, *(issued or ()))
    return issued_outputs(issued or (), asked)
