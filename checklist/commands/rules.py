"""`checklist rules`."""

from typing import Annotated

from checklist.checks.codes import ALL_LETTERS, codes
from checklist.commands.shared.completion import complete_code
from checklist.commands.shared.options import argument
from checklist.errors import ChecklistError
from checklist.questionnaire.loading import shipped
from checklist.questionnaire.shipped_files import questionnaire_folders
from checklist.text.sanitize import quoted
from checklist.text.suggestions import did_you_mean


def run(
    code: Annotated[
        str | None,
        argument("CODE", "The code to explain: R005.", complete=complete_code),
    ] = None,
) -> None:
    """List the codes of findings, or explain one.

    S codes are about reading and structure, Q codes about question sets, R codes about reports,
    D codes about divisions among ministries, F codes about returned forms.
    """
    documented = codes(ALL_LETTERS, map(shipped, questionnaire_folders()))
    if code is None:
        for rule in documented.values():
            print(f"{rule.code} {rule.name}: {rule.explanation.splitlines()[0]}")
        return
    found = documented.get(code.upper())
    if found is None:
        hint = did_you_mean(code.upper(), documented) or "`checklist rules` lists all"
        raise ChecklistError(f"there is no code {quoted(code)}; {hint}")
    print(f"{found.code} {found.name}\n\n{found.explanation}")
