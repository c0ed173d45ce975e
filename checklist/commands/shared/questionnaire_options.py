"""The options for the questionnaire and the copy of the source document."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from checklist.commands.shared.options import option
from checklist.diagnostics import Diagnostic
from checklist.errors import ChecklistError
from checklist.files.reader import text_of
from checklist.text.sanitize import safe_text

if TYPE_CHECKING:
    from checklist.questionnaire.source_document import SourceDocument

QuestionnaireOption = Annotated[
    str | None,
    option(
        "--questionnaire PATH|ID",
        "The folder of a questionnaire, or its id if it comes with the tool.",
    ),
]


SourceOption = Annotated[
    Path | None,
    option(
        "--source FILE", "Your copy of the source document as plain text, for the official wording."
    ),
]


def command_line(command: str, report: Path, questionnaire: str | None, *options: str) -> str:
    """Return a command on a report, with the questionnaire option, as it is typed in a shell.

    Args:
        command: The words before the report: `answer`, `finalize`.
        report: The report.
        questionnaire: What the user named with `--questionnaire`.
        options: What stands behind.
    """
    named = [] if questionnaire is None else ["--questionnaire", questionnaire]
    return shlex.join(["checklist", *command.split(), str(report), *named, *options])


def source_document(path: Path | None) -> "SourceDocument | None":
    """Return the user's copy of the source document, if one is named.

    Raises:
        ChecklistError: It cannot be read, or holds none of the paragraphs.
    """
    if path is None:
        return None
    from checklist.questionnaire.source_document import SourceDocument  # few have a copy

    text = text_of(path)
    if isinstance(text, Diagnostic):
        raise ChecklistError(f"{safe_text(str(path))}: {text.message}")
    document = SourceDocument(text)
    if not document.wordings:
        raise ChecklistError(f"{safe_text(str(path))} has no numbered paragraphs")
    return document
