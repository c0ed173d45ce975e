"""`checklist new`."""

import re
import shlex
from pathlib import Path
from typing import Annotated

from checklist.answer_types.base_model import SLUG
from checklist.commands.shared.options import argument
from checklist.errors import ChecklistError
from checklist.files import writer
from checklist.questionnaire.starter import starter_files
from checklist.text.sanitize import quoted, safe_text


def run(
    folder: Annotated[Path, argument("FOLDER", "The new folder; its name becomes the id.")],
) -> None:
    """Begin a questionnaire of your own: a small one, in a new folder.

    The new questionnaire has no findings, and can be answered at once. The guide for authors is the
    file README.md in the folder `questions` of the project.
    """
    name = folder.resolve().name
    if re.fullmatch(SLUG, name) is None or not 2 <= len(name) <= 60:
        raise ChecklistError(
            f"{quoted(name)} cannot be the id of a questionnaire: use small letters, digits and "
            "hyphens, such as my-checklist"
        )
    if name in {"report", "reports"}:
        raise ChecklistError(
            "a new questionnaire has questions of its own, and is no report: name another folder. "
            "To begin the report of a State: checklist answer"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        is_empty = next(folder.iterdir(), None) is None
    except OSError as error:
        raise ChecklistError(f"{safe_text(str(folder))}: {error.strerror}") from error
    if not is_empty:
        raise ChecklistError(f"{safe_text(str(folder))} is not empty: nothing was written")
    for file, text in starter_files(name).items():
        writer.create(folder / file, text.encode(), mode=0o644)
        print(safe_text(str(folder / file)))
    word = shlex.quote(safe_text(str(folder)))
    print(f"Check it with `checklist lint {word}`, answer it with")
    print(f"  checklist answer --questionnaire {word}")
