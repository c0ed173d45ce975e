"""Two options of a list, two rows or two columns with the same label.

Capitals and the number of spaces make no difference.

## Why is this bad?
The official cannot tell which of the two is meant, and each official takes another one.

## Example
    options:
      - {code: shelter, label: A place to stay}
      - {code: housing, label: A place to stay}

## Use instead
    options:
      - {code: shelter, label: A place to stay for some days}
      - {code: housing, label: A flat or a room of their own}
"""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import DocumentPath, Finding
from checklist.questionnaire.sources import SourceFile
from checklist.text.sanitize import quoted


class _Labelled(Protocol):
    @property
    def label(self) -> str: ...


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for listed in checked.option_lists:
        yield from _same(listed.part, listed.where, listed.options)
    for placed in checked.answer_types:
        rows, columns = placed.answer_type.listed_rows(), placed.answer_type.listed_columns()
        yield from _same(placed.part, (*placed.where, "items"), rows)
        yield from _same(placed.part, (*placed.where, "columns"), columns)


def _same(
    part: SourceFile[Any], where: DocumentPath, labelled: Sequence[_Labelled]
) -> Iterator[PlacedFinding]:
    first: dict[str, int] = {}
    for index, labelled_item in enumerate(labelled):
        label = " ".join(labelled_item.label.split())
        before = first.setdefault(label.casefold(), index)
        if before != index:
            message = f"{quoted(label)} is the label of number {before + 1} of this list, too"
            yield part, Finding(RULE.code, message, (*where, index, "label"))


RULE = Rule(__name__, __doc__, _check)
