"""The folder with a profile of each State, beside the page of a summary."""

import os
from pathlib import Path

from checklist.analysis.summary.counted_answers import Answers
from checklist.analysis.summary.document import Summary
from checklist.errors import ChecklistError
from checklist.files.output_file import create_output, is_stream
from checklist.text.messages import tr
from checklist.text.sanitize import safe_text


def profiles_folder(output: Path | None, *, is_page: bool) -> Path:
    """Return the folder of the profiles that belong to a page.

    Args:
        output: The file of the page; None: none is named.
        is_page: Whether the summary is written as a page.

    Raises:
        ChecklistError: No file is named for a page, or something stands at the folder's place. A
            profile of an earlier run could be of a State that does not want it any more.
    """
    if output is None or is_stream(output) or not is_page:
        raise ChecklistError(tr("--profiles: profiles stand beside a page, --output FILE.html"))
    folder = output.with_name(f"{output.stem}-profiles")
    if os.path.lexists(folder):
        raise ChecklistError(
            tr("{folder} exists already: remove it, or name another page", safe_text(str(folder)))
        )
    return folder


def write_profiles(summary: Summary, answers: Answers, folder: Path) -> None:
    """Write the profile of each State whose report is counted.

    Raises:
        ChecklistError: The folder cannot be made.
        SaveError: A file cannot be written.
    """
    from checklist.render.summary.profile import profiles  # takes 60 ms to import

    try:
        folder.mkdir(mode=0o700)
    except OSError as error:
        raise ChecklistError(
            tr("{folder} cannot be made: {strerror}", safe_text(str(folder)), error.strerror)
        ) from error
    for name, page in profiles(summary, answers):
        create_output(folder / name, page.encode())
