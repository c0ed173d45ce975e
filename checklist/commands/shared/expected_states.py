"""The States that are expected to report."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from checklist.commands.shared.options import option
from checklist.commands.shared.state_lines import state_named, text_of_list
from checklist.states import STATES, State
from checklist.text.messages import tr
from checklist.text.sanitize import safe_text

ExpectedOption = Annotated[
    Path | None,
    option(
        "--expected FILE",
        tr(
            "The States that are expected to report: one code or name on each line; "
            "without it, all States."
        ),
    ),
]


def expected_states(path: Path | None) -> Sequence[State]:
    """Return the States of a list; without one, all that can report.

    Empty lines and comments after `#` are passed over.

    Raises:
        ChecklistError: The list cannot be read, or a line names no State.
    """
    if path is None:
        return STATES
    name = safe_text(str(path))
    states = []
    for number, line in enumerate(text_of_list(path, "--expected").splitlines(), 1):
        named = line.partition("#")[0].strip()
        if not named:
            continue
        states.append(state_named(named, f"--expected: {name}:{number}"))
    return list(dict.fromkeys(states))
