"""The sections that `--section` names."""

from collections.abc import Collection, Mapping, Sequence

from checklist.errors import ChecklistError
from checklist.text.messages import commas, tr
from checklist.text.sanitize import quoted
from checklist.text.suggestions import did_you_mean


def chosen_sections(
    named: Sequence[str] | None, known: Mapping[str, str], view: str, whole: Collection[str]
) -> Sequence[str]:
    """Return the sections that are named; nothing where none is.

    Args:
        named: The values of the option; each can be a list with commas.
        known: The titles of all sections, by their names.
        view: The format of the document.
        whole: The formats in which all sections come together.

    Raises:
        ChecklistError: There is no such section, or the format has all sections.
    """
    names = [name.strip() for text in named or () for name in text.split(",") if name.strip()]
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known) or tr("there are: {known}", commas(known))
            raise ChecklistError(
                tr("--section: there is no section {name}; {hint}", quoted(name), hint)
            )
    if names and view in whole:
        raise ChecklistError(tr("--section: in the format {view} all sections come together", view))
    return names
