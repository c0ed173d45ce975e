"""The option `--group-by`: regions, treaty status, or the groups of a file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from checklist.analysis.groups import (
    REGION,
    TREATY_STATUS,
    Grouping,
    by_file,
    by_region,
    by_treaty_status,
)
from checklist.commands.shared.options import option
from checklist.commands.shared.state_lists import cells_of, state_named, text_of_list
from checklist.errors import ChecklistError
from checklist.files.discovery import exists
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.states import BY_CODE
from checklist.text.sanitize import quoted, safe_text
from checklist.text.suggestions import did_you_mean

LONGEST_GROUP = 100
"""In characters: the longest name of a group."""
_HEADINGS = frozenset({"code", "state"})
_SEPARATORS = ",;\t"

GroupByOption = Annotated[
    str | None,
    option(
        "--group-by region|treaty-status|FILE",
        "Divide the figures by group; FILE: a CSV file of State and group.",
    ),
]


def file_of_groups(named: str | None) -> Path | None:
    """Return the file that the option names, which no output may overwrite; None: it names none."""
    return None if named is None or named in {REGION, TREATY_STATUS} else Path(named)


def grouping_of(named: str | None, questionnaire: Questionnaire) -> Grouping | None:
    """Return the groups that an option names; None without the option.

    Raises:
        ChecklistError: It names neither a grouping nor a file of groups, or the questionnaire does
            not ask about treaty status.
    """
    if named is None:
        return None
    if named == REGION:
        return by_region()
    if named == TREATY_STATUS:
        grouping = by_treaty_status(questionnaire)
        if grouping is None:
            raise ChecklistError("--group-by: the questionnaire asks no State for a treaty status")
        return grouping
    return by_file(safe_text(Path(named).name), _groups_of_file(named))


def _groups_of_file(named: str) -> dict[str, str]:
    name = safe_text(named)
    path, known, hint = Path(named), [REGION, TREATY_STATUS], ""
    if not exists(path):
        others = f"or name one of these: {', '.join(known)}"
        hint = f"; {did_you_mean(named, known) or others}"
    text = text_of_list(path, "--group-by", hint)
    groups: dict[str, str] = {}
    for number, code, group in _entries(name, text):
        if groups.setdefault(code, group) != group:
            raise ChecklistError(
                f"--group-by: {name}:{number}: {BY_CODE[code].name} ({code}) is in the group "
                f"{quoted(groups[code])} already; a State is in one group only"
            )
    if not groups:
        raise ChecklistError(f"--group-by: {name}: no line names a State and its group")
    return groups


def _entries(name: str, text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the number of each line, the State's code and the name of its group."""
    lines = text.splitlines()
    first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    separator = next((separator for separator in _SEPARATORS if separator in first), ",")
    is_first = True
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"--group-by: {name}:{number}"
        cells = cells_of(line, where, separator)
        state, group, *more = cells + [""] * (2 - len(cells))
        if is_first and state.casefold() in _HEADINGS:
            is_first = False
            continue
        is_first = False
        if any(more):
            raise ChecklistError(
                f"{where}: there are {len(cells)} columns; write the State and its group "
                "only, and put a name with a comma in quotation marks"
            )
        yield number, state_named(state, where).code, _group(where, group)


def _group(where: str, group: str) -> str:
    if not group:
        raise ChecklistError(f"{where}: the State has no group; write it behind a comma")
    if len(group) > LONGEST_GROUP:
        raise ChecklistError(
            f"{where}: the name of the group has {len(group)} characters; at most "
            f"{LONGEST_GROUP} are allowed"
        )
    return safe_text(group)
