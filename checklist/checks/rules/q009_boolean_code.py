"""An id, option code, row or column that some YAML versions read as a boolean, number or nothing.

## Why is this bad?
YAML 1.1, which many programs still read, takes `no`, `off` and others for booleans: the code or
the id in a State's report would turn into `false` there. (`y` and `n` are too short for a name.)

## Example
    options:
      - {code: "no", label: "No"}

## Use instead
    options:
      - {code: negative, label: "No"}
"""

import re
from collections.abc import Iterator, Sequence

from checklist.answer_types.answer import MISSING_CODES
from checklist.answer_types.interface import Option
from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import DocumentPath, Finding

_BOOLEANS = frozenset({"yes", "no", "on", "off", "true", "false", "null"})
_NUMBER = re.compile(
    "[0-9]+(e[0-9]+)?|0x[0-9a-f]+|0o[0-7]+|0b[01]+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", re.ASCII
)


def _wrong(code: str) -> str:
    if code in _BOOLEANS:
        return f"`{code}` is read as another type by some YAML versions"
    if _NUMBER.fullmatch(code):
        return f"`{code}` is read as a number or a date"
    if code in MISSING_CODES:
        return f"`{code}` is kept for missing answers"
    return ""


def _codes(options: Sequence[Option]) -> Iterator[tuple[DocumentPath, str]]:
    for index, option in enumerate(options):
        yield (index, "code"), option.code


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for name, options in checked.lists.items():
        for where, code in _codes(options):
            if message := _wrong(code):
                finding = Finding(RULE.code, message, ("lists", name, *where))
                yield checked.sources.head, finding
    for part in checked.sources.sets:
        if part.model is None:
            continue
        if message := _wrong(part.model.id):
            yield part, Finding(RULE.code, message, ("id",))
        for index, question in enumerate(part.model.questions):
            found: list[tuple[DocumentPath, str]] = [(("id",), question.id)]
            found += [
                ((*where, *below), code)
                for where, options in question.answer_type.option_lists()
                for below, code in _codes(options)
            ]
            found += [
                (("items", row, "id"), row_id)
                for row, row_id in enumerate(question.answer_type.rows())
            ]
            columns = question.answer_type.listed_columns()
            found += [
                (("columns", number, "id"), column.id) for number, column in enumerate(columns)
            ]
            for place, code in found:
                if message := _wrong(code):
                    yield part, Finding(RULE.code, message, ("questions", index, *place))


RULE = Rule(__name__, __doc__, _check)
