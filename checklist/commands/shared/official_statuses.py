"""The treaty status of States as the depositary of the treaty has it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

from checklist.analysis.summary.document import OfficialStatus
from checklist.commands.shared.options import option
from checklist.commands.shared.state_lines import cells_of, state_named, text_of_list
from checklist.errors import ChecklistError
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.text.messages import commas, tr
from checklist.text.sanitize import quoted, safe_text

OfficialOption = Annotated[
    Path | None,
    option(
        "--official FILE",
        tr(
            "Treaty status as the depositary has it, beside the States' own: a CSV file "
            "with code,status or code,status,date on each line."
        ),
    ),
]
_FEWEST, _MOST = 2, 3


def official_statuses(
    path: Path | None, questionnaire: Questionnaire
) -> Mapping[str, OfficialStatus]:
    """Return the status of States by their codes; none without a file.

    Empty lines, comments after `#` and a first line `code,status` are passed over.

    Raises:
        ChecklistError: The file cannot be read, or the questionnaire asks for no treaty status; or
            a line has no known State, status or day, or a State that another line has.
    """
    if path is None:
        return {}
    question = questionnaire.plan.treaty_status
    if question is None:
        raise ChecklistError(tr("--official: the questionnaire asks no State for a treaty status"))
    labels = dict(questionnaire.questions[question].answer_type.offered())
    name, text = safe_text(str(path)), text_of_list(path, "--official")
    found: dict[str, OfficialStatus] = {}
    for number, line in enumerate(text.splitlines(), 1):
        entry = line.partition("#")[0].strip()
        if not entry or (number == 1 and entry.casefold().startswith("code,")):
            continue
        where = f"--official: {name}:{number}"
        state, status = _entry(entry, labels, where)
        if state in found:
            raise ChecklistError(tr("{where}: {state} is already on an earlier line", where, state))
        found[state] = status
    return found


def _entry(entry: str, labels: Mapping[str, str], where: str) -> tuple[str, OfficialStatus]:
    """Return the State of a line with its status.

    Args:
        entry: The line.
        labels: The words of each status, by code.
        where: What stands before an error: the option, the file and the line.
    """
    cells = cells_of(entry, where)
    if not _FEWEST <= len(cells) <= _MOST:
        raise ChecklistError(tr("{where}: a line is code,status or code,status,date", where))
    named, code, day = cells + [""] * (_MOST - len(cells))
    state = state_named(named, where)
    if code not in labels:
        known = commas(labels)
        raise ChecklistError(
            tr(
                "{where}: {code} is not a treaty status; the treaty statuses are: {known}",
                where,
                quoted(code),
                known,
            )
        )
    try:
        as_of = date.fromisoformat(day).isoformat() if day else ""
    except ValueError:
        raise ChecklistError(
            tr("{where}: {day} is not a day, such as 2026-01-31", where, quoted(day))
        ) from None
    return state.code, OfficialStatus(code, labels[code], as_of)
