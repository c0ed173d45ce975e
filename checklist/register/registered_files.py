"""Which files of a register the commands read that take reports, and why they leave out others."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from checklist.files.discovery import is_report_name
from checklist.register.chain import Purpose, read_chain, refuse_broken
from checklist.register.submissions import NOT_READ, Submission, SubmissionState, submissions
from checklist.text.sanitize import safe_text

_MOST_LISTED = 20
"""The most files that are named in a notice."""


class RegisteredFiles(NamedTuple):
    """The files of a register."""

    taken: frozenset[str]
    """The paths of those that are read, from the folder of the register."""
    left_out: Mapping[str, str]
    """The reasons why others are not, by their paths: whole sentences."""


def registered_files(folder: Path, day: str) -> RegisteredFiles:
    """Return the files of a register.

    Raises:
        ChecklistError: The register cannot be read, or was changed.
    """
    chain = read_chain(folder)
    refuse_broken(chain, folder, Purpose.READ_FILES)
    taken: set[str] = set()
    left_out: dict[str, str] = {}
    for submission in submissions(chain.lines, day):
        if submission.state in NOT_READ or not is_report_name(Path(submission.received.file).name):
            left_out[submission.received.file] = _why(submission)
        else:
            taken.add(submission.received.file)
    return RegisteredFiles(frozenset(taken), left_out)


def _why(submission: Submission) -> str:
    reference = safe_text(submission.reference or "", limit=100)
    match submission.state:
        case SubmissionState.WITHDRAWN:
            return f"It was withdrawn: {reference}."
        case SubmissionState.ERASED:
            return f"It was erased: {reference}."
        case SubmissionState.BESIDE:
            return f"It was kept with submission {submission.replaced_by}."
        case SubmissionState.REPLACED:
            return f"Submission {submission.replaced_by} takes its place."
        case _:
            return "It cannot be read as a report yet."


def left_out_notice(folder: Path, files: RegisteredFiles) -> str:
    """Return what is said of the files of a register that are not read; empty where all are."""
    if not files.left_out:
        return ""
    listed = [f"  {safe_text(file)}: {why}" for file, why in files.left_out.items()]
    more = len(listed) - _MOST_LISTED
    if more > 0:
        listed[_MOST_LISTED:] = [f"  and {more:,} more: `checklist register list` shows all"]
    return "\n".join(
        [f"These files of the register in {safe_text(str(folder))} are left out:", *listed]
    )
