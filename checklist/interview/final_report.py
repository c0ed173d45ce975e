"""What an official can do with a final report, which is not changed any more."""

import re
import shlex
from pathlib import Path

from checklist.files.discovery import DRAFT_ENDING, ENDINGS
from checklist.files.folder_reports import ReportKind, kind_of
from checklist.text.sanitize import safe_text


def is_final_message(path: Path) -> str:
    """Return, line by line, that a report is final and what can be done with it."""
    name = safe_text(str(path))
    word, page = shlex.quote(name), shlex.quote(safe_text(f"{path.stem}.html"))
    return (
        f"{name} is a final report, and is not changed any more.\n"
        f"To read it: checklist show {word}\n"
        f"To print it: checklist export {word} --output {page}\n"
        f"To begin its next revision, for corrections: checklist amend {word}\n"
        "To begin the report of a new cycle with its answers: "
        f"checklist answer NEW.yaml --from {word}"
    )


def final_of(draft: Path) -> Path | None:
    """Return the final report that a draft was kept beside; None where there is none.

    `report-NOR.draft.yaml` and `report-NOR.2.draft.yaml` were kept beside `report-NOR.yaml`.
    """
    if not draft.name.endswith(DRAFT_ENDING):
        return None
    stem = draft.name.removesuffix(DRAFT_ENDING)
    stems = dict.fromkeys([stem, re.sub(r"\.[0-9]+\Z", "", stem)])
    beside = (draft.with_name(f"{one}{ending}") for one in stems for ending in sorted(ENDINGS))
    return next((path for path in beside if kind_of(path) is ReportKind.FINAL), None)


def is_kept_draft_message(draft: Path, final: Path) -> str:
    """Return, line by line, that a draft has become a final report, and what can be done."""
    return (
        f"{safe_text(str(draft))} is the draft from which a final report was made. What you change "
        f"in this draft does not change that report.\n{is_final_message(final)}"
    )
