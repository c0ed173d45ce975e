"""The option for the questionnaire, and commands as they are typed with it."""

import shlex
from pathlib import Path
from typing import Annotated

from checklist.commands.shared.options import option

QuestionnaireOption = Annotated[
    str | None,
    option(
        "--questionnaire PATH|ID",
        "The folder of a questionnaire, or its id if it comes with the tool.",
    ),
]


def command_line(command: str, report: Path, questionnaire: str | None, *options: str) -> str:
    """Return a command on a report, with the questionnaire option, as it is typed in a shell.

    Args:
        command: The words before the report: `answer`.
        report: The report.
        questionnaire: What the user named with `--questionnaire`.
        options: What stands behind.
    """
    named = [] if questionnaire is None else ["--questionnaire", questionnaire]
    return shlex.join(["checklist", *command.split(), str(report), *named, *options])
