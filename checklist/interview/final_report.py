"""Messages on final reports, which are not changed any more, and on their drafts."""

import re
import shlex
from pathlib import Path

from checklist.files.discovery import DRAFT_ENDING, ENDINGS
from checklist.files.folder_reports import ReportKind, kind_of
from checklist.text.messages import tr
from checklist.text.sanitize import safe_text


def is_final_message(path: Path) -> str:
    """Return a message, line by line, that a report is final, with the commands for it."""
    name = safe_text(str(path))
    word, page = shlex.quote(name), shlex.quote(safe_text(f"{path.stem}.html"))
    return tr(
        "{name} is a final report, and can no longer be changed.\nTo read it: checklist "
        "show {word}\nTo print it: checklist export {word} --output {page}\nTo begin its "
        "next revision, for corrections, or the report of a new cycle with its answers: "
        "checklist answer --from {word}",
        name,
        word,
        page,
    )


def final_report_of(draft: Path) -> Path | None:
    """Return the final report that was made from a draft; None where there is none.

    `report-NOR.draft.yaml` and `report-NOR.2.draft.yaml` become `report-NOR.yaml`.
    """
    if not draft.name.endswith(DRAFT_ENDING):
        return None
    stem = draft.name.removesuffix(DRAFT_ENDING)
    stems = dict.fromkeys([stem, re.sub(r"\.[0-9]+\Z", "", stem)])
    paths = (draft.with_name(f"{stem}{ending}") for stem in stems for ending in sorted(ENDINGS))
    return next((path for path in paths if kind_of(path) is ReportKind.FINAL), None)


def is_kept_draft_message(draft: Path, final: Path) -> str:
    """Return a message, line by line, that a draft has become a final report."""
    return tr(
        "{draft} is the draft from which a final report was made. What you change in "
        "this draft does not change that report.\n{text}",
        safe_text(str(draft)),
        is_final_message(final),
    )
