"""What outputs for publication disclose, read from their manifests."""

from collections.abc import Iterable
from pathlib import Path

from checklist.analysis.issued.manifest import Manifest, ManifestReport, read_manifest
from checklist.analysis.summary.unnamed import Counted, Issued
from checklist.errors import ChecklistError
from checklist.text.sanitize import safe_text


def issued_outputs(paths: Iterable[Path]) -> list[Issued]:
    """Return what the outputs of these manifests disclose.

    Raises:
        ChecklistError: One is no manifest, or that of an output that is not for publication.
    """
    issued = []
    for path in paths:
        manifest = read_manifest(path)
        if not manifest.is_public:
            raise ChecklistError(
                f"--issued: {safe_text(str(path))} is the manifest of an output that was not made "
                "with --for-publication"
            )
        issued.append(issued_output(manifest))
    return issued


def issued_output(manifest: Manifest) -> Issued:
    """Return what the output of a manifest discloses.

    A trend for publication names nobody, and counts only States that agree to be named.
    """
    agree = manifest.command == "trend"
    return Issued(
        named=frozenset(_counted(one) for one in manifest.reports if one.is_named or agree),
        unnamed=frozenset(_counted(one) for one in manifest.reports if not (one.is_named or agree)),
        lines={(one.question, one.row): one for one in manifest.unnamed},
    )


def _counted(report: ManifestReport) -> Counted:
    return report.state, report.seal or f"draft of revision {report.revision}"
