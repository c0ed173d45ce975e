"""What an official can do with a final report, which is not changed any more."""

import shlex
from pathlib import Path

from checklist.sanitize import safe_text


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
