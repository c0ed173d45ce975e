"""The options of commands that bring many reports together for publication."""

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from checklist.analysis.rows.report_rows import Disclosure
from checklist.commands.shared.manifest_output import manifest_path, refuse_manifest_over
from checklist.commands.shared.options import option
from checklist.errors import ChecklistError
from checklist.files.discovery import MANIFEST_ENDING
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.text.sanitize import safe_text

if TYPE_CHECKING:
    from checklist.analysis.summary.unnamed import Issued

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
) -> "Sequence[Issued]":
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
    if for_publication and output is not None:
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
