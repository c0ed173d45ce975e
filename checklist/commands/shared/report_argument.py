"""The report that a command takes when no file is named: the one in this folder, or a choice."""

import shlex
import sys
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from checklist.commands.shared.options import argument
from checklist.commands.shared.person import EnterAlone, person_at_terminal
from checklist.errors import ChecklistError
from checklist.files.folder_reports import FolderReport, ReportKind, first_lines, reports_in_folder
from checklist.interview.final_report import is_final_message
from checklist.text.messages import Message, tr, with_aside
from checklist.text.sanitize import safe_text

_ONLY_UNCLEAR = Message("{name} is used, although it is not clear whether it is a draft or final.")
"""The sentence for the only report that fits, if its kind is unclear, with `{name}`."""

ReportArgument = Annotated[
    Path | None,
    argument("REPORT", "A report; without it, the one in this folder."),
]
DraftArgument = Annotated[
    Path | None,
    argument("REPORT", "A draft; without it, the one in this folder."),
]


@dataclass(frozen=True, slots=True)
class AcceptedReports:
    """The reports that a command takes, and its messages on them."""

    kinds: Collection[ReportKind]
    only: str | Message
    """The sentence for the only one, with `{name}`."""
    several: str | Message
    """The sentence before a list of several."""
    none: str | Message
    """The sentence where there is none."""


ANY = AcceptedReports(
    frozenset(ReportKind),
    Message("{name} is the only report in this folder."),
    Message("There are several reports in this folder:"),
    Message("There is no report in this folder. Name one, or begin one with: checklist answer"),
)
DRAFT = AcceptedReports(
    frozenset({ReportKind.DRAFT, ReportKind.UNCLEAR}),
    Message("{name} is the only draft in this folder."),
    Message("There are several drafts in this folder:"),
    Message("There is no draft in this folder. Name one, or begin one with: checklist answer"),
)
FINAL = AcceptedReports(
    frozenset({ReportKind.FINAL, ReportKind.UNCLEAR}),
    Message("{name} is the only final report in this folder."),
    Message("There are several final reports in this folder:"),
    Message("There is no final report in this folder. Name one."),
)


def resolve_report_path(given: Path | None, accepted: AcceptedReports) -> Path:
    """Return the report that is named, or the one in this folder that a command can take.

    The one that is taken is named on standard error. Of several, a person at a terminal chooses.

    Raises:
        ChecklistError: There is none, or there are several and nobody who can choose.
    """
    if given is not None:
        return given
    here = reports_in_folder()
    fitting = [listed for listed in here if listed.kind in accepted.kinds]
    if not fitting:
        raise ChecklistError(_none(here, accepted))
    if len(fitting) > 1:
        return _choice(fitting, accepted)
    (only,) = fitting
    sentence = _ONLY_UNCLEAR if only.kind is ReportKind.UNCLEAR else accepted.only
    print(tr(sentence, name=safe_text(str(only.path))), file=sys.stderr)
    return only.path


def _none(here: Sequence[FolderReport], accepted: AcceptedReports) -> str:
    """Return the message that no report fits, with the next step for the only one here."""
    alone = here[0] if len(here) == 1 else None
    if alone is None:
        return tr(accepted.none)
    if alone.kind is ReportKind.FINAL:
        return is_final_message(alone.path)
    name = safe_text(str(alone.path))
    if alone.kind is ReportKind.DRAFT:
        return tr(
            "{name} is a draft. To make it final: checklist finalize {quote}",
            name,
            shlex.quote(name),
        )
    return tr(accepted.none)


def _choice(here: Sequence[FolderReport], accepted: AcceptedReports) -> Path:
    """Return the report that a person chooses from several.

    Raises:
        ChecklistError: Nobody can choose, or none was chosen.
    """
    names = [with_aside(safe_text(str(listed.path)), listed.kind) for listed in here]
    person = person_at_terminal()
    if person is None:
        lines = [f"{number}  {name}" for number, name in enumerate(names, 1)]
        listed = "\n  ".join([tr(accepted.several), *first_lines(lines)])
        raise ChecklistError(tr("{listed}\nName one of them after the command.", listed))
    with suppress(EOFError):
        number = person.choose(
            tr(accepted.several).replace(":", "."), names, enter=EnterAlone.STOPS
        )
        if number:
            return here[number - 1].path
    raise ChecklistError(tr("no report was chosen"))
