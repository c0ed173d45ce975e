"""`checklist rules`."""

from typing import Annotated, Any

import typer

from checklist.diagnostics import STRUCTURE_CODES, StructureCode
from checklist.errors import ChecklistError
from checklist.models.questionnaire import shipped
from checklist.resources import questionnaire_folders
from checklist.rules import questionnaire_rules, report_rules
from checklist.rules.interface import Rule
from checklist.sanitize import quoted


def run(
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help="The code to explain: R005.")
    ] = None,
) -> None:
    """List the codes of findings, or explain one.

    S codes are about reading and structure, Q codes about question sets, R codes about reports.
    """
    described: list[StructureCode | Rule[Any, Any]] = [
        *STRUCTURE_CODES.values(),
        *questionnaire_rules(),
        *report_rules(),
    ]
    documented = {entry.code: (entry.name, entry.explanation) for entry in described}
    documented |= _checks(documented["R500"][1])
    if code is None:
        for known, (name, text) in documented.items():
            print(f"{known} {name}: {text.splitlines()[0]}")
        return
    if code.upper() not in documented:
        raise ChecklistError(f"there is no code {quoted(code)}; `checklist rules` lists all")
    name, text = documented[code.upper()]
    print(f"{code.upper()} {name}\n\n{text}")


def _checks(explanation: str) -> dict[str, tuple[str, str]]:
    return {
        check.code: ("check", f"{check.message}\n\n{explanation}")
        for name in questionnaire_folders()
        for part in shipped(name).sets
        for check in part.checks
    }
