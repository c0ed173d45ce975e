"""What outputs for publication disclose, read from their manifests."""

from collections.abc import Iterable
from pathlib import Path

from checklist.analysis.issued.manifest import Manifest, ManifestReport, read_manifest
from checklist.analysis.summary.unnamed import JOINED_OPTIONS, Counted, Issued
from checklist.errors import ChecklistError
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.text.sanitize import quoted, safe_text

_ONLY_OF_AGREEING = frozenset({"compare", "trend"})
"""The commands whose outputs count a report only where its State agrees to be named."""


def issued_outputs(paths: Iterable[Path], asked: Questionnaire) -> list[Issued]:
    """Return what the outputs of these manifests disclose.

    Args:
        paths: The manifests.
        asked: The questionnaire whose questions are counted now.

    Raises:
        ChecklistError: One is no manifest, or that of an output that is not for publication, or
            that counts answers to other questions.
    """
    issued = []
    for path in paths:
        manifest = read_manifest(path)
        if not manifest.is_public:
            raise ChecklistError(
                f"--issued: {safe_text(str(path))} is the manifest of an output that was not made "
                "with --for-publication"
            )
        why = why_not_comparable(manifest, asked)
        if why:
            other = manifest.questionnaire
            raise ChecklistError(
                f"--issued: {safe_text(str(path))} is the manifest of an output on the "
                f"questionnaire {quoted(other.id)}, version {safe_text(other.version)}, and this "
                f"output is on {quoted(asked.head.id)}, version {asked.head.version}: {why}, so "
                "that nobody can see what both disclose together"
            )
        issued.append(issued_output(manifest))
    return issued


def why_not_comparable(manifest: Manifest, asked: Questionnaire) -> str:
    """Return why the counts of an output are not those of the present questions.

    An output on another version is comparable where each question and row that it counts without
    names of States is asked now with the same meaning and the same codes.

    Returns:
        The reason; empty where they are comparable.
    """
    if manifest.questionnaire.id != asked.head.id:
        return "these are two questionnaires"
    for line in manifest.unnamed:
        question = asked.questions.get(line.question)
        rows = () if question is None else ("", *question.answer_type.rows())
        offered = () if question is None else question.answer_type.offered()
        codes = {code for code, _ in JOINED_OPTIONS.get(line.joined, offered)}
        if line.row not in rows or {code.code for code in line.codes} != codes:
            return f"the question {quoted(line.question)} is not the same in both"
    return ""


def issued_output(manifest: Manifest) -> Issued:
    """Return what the output of a manifest discloses.

    A comparison counts only reports whose States agree to be named, also where it does not name
    them; so did `trend`, whose outputs version 0.2.0 has issued.
    """
    agree = manifest.command in _ONLY_OF_AGREEING
    return Issued(
        named=frozenset(
            _counted(report) for report in manifest.reports if report.is_named or agree
        ),
        unnamed=frozenset(
            _counted(report) for report in manifest.reports if not (report.is_named or agree)
        ),
        lines={(one.question, one.row): one for one in manifest.unnamed},
    )


def _counted(report: ManifestReport) -> Counted:
    return report.state, report.seal or f"draft of revision {report.revision}"
