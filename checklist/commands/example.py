"""`checklist example`."""

from pathlib import Path
from typing import Annotated

from checklist.commands.shared.options import argument
from checklist.errors import ChecklistError
from checklist.files import writer
from checklist.text.sanitize import safe_text

_EXAMPLES = Path(__file__).parents[1] / "examples"
"""The examples, as the package has them: `README.txt`, and reports in folders."""


def run(
    folder: Annotated[Path, argument("FOLDER", "A new folder, such as examples.")],
) -> None:
    """Write a folder of example reports, to try the commands with.

    The reports are invented: twelve States in one cycle, thirteen in the next, and two drafts. The
    file README.txt in the folder says what is what.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise ChecklistError(f"{safe_text(str(folder))} is not empty: nothing was written")
        for path in sorted(_EXAMPLES.rglob("*.*")):
            target = folder / path.relative_to(_EXAMPLES)
            target.parent.mkdir(exist_ok=True)
            writer.create(target, path.read_bytes(), mode=0o644)
    except OSError as error:
        raise ChecklistError(f"{safe_text(str(folder))}: {error.strerror}") from error
    print((folder / "README.txt").read_text(encoding="utf-8"), end="")
