"""Two rows of a question whose labels begin with the same 35 characters.

Capitals and the number of spaces make no difference.

## Why is this bad?
On a small screen a row that is not at hand has one line, and its label ends with `…` after 35
characters: the official sees two rows that look alike.

## Example
    items:
      - {id: victims, label: Training of the staff of shelters for victims}
      - {id: children, label: Training of the staff of shelters for children}

## Use instead
    items:
      - {id: victims, label: For victims, training of the staff of shelters}
      - {id: children, label: For children, training of the staff of shelters}
"""

from collections.abc import Iterator

from checklist.answer_types.interface import ROW_COLUMNS
from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding
from checklist.text.sanitize import quoted


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for placed in checked.answer_types:
        first: dict[str, tuple[int, str]] = {}
        for index, row in enumerate(placed.answer_type.listed_rows()):
            label = " ".join(row.label.split())
            words = label.casefold()
            number, other = first.setdefault(words[: ROW_COLUMNS - 1], (index, words))
            if number == index or other == words:  # Q114 finds the same label
                continue
            message = (
                f"{quoted(label)} begins like row {number + 1}: "
                f"the first {ROW_COLUMNS - 1} characters must differ"
            )
            yield placed.part, Finding(RULE.code, message, (*placed.where, "items", index, "label"))


RULE = Rule(__name__, __doc__, _check)
