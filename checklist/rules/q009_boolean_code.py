"""An option code, row or column that some YAML versions read as a boolean or as nothing.

## Why is this bad?
YAML 1.1, which many programs still read, takes `no`, `off`, `y` and others for booleans: the
code in a State's report would turn into `false` there.

## Example
    options:
      - {code: "no", label: "No"}

## Use instead
    options:
      - {code: negative, label: "No"}
"""

from collections.abc import Iterator, Sequence

from checklist.answer_types.answer import MISSING_CODES
from checklist.answer_types.interface import Option
from checklist.diagnostics import Finding, Where
from checklist.rules.interface import CheckedQuestionnaire, Misplaced, Rule

_BOOLEANS = frozenset({"yes", "no", "on", "off", "true", "false", "null"})


def _wrong(code: str) -> str:
    if code in _BOOLEANS:
        return f"`{code}` is read as another type by some YAML versions"
    if code.isdigit():
        return f"`{code}` is read as a number"
    if code in MISSING_CODES:
        return f"`{code}` is kept for missing answers"
    return ""


def _codes(options: Sequence[Option]) -> Iterator[tuple[Where, str]]:
    for index, option in enumerate(options):
        yield (index, "code"), option.code


def _check(checked: CheckedQuestionnaire) -> Iterator[Misplaced]:
    for name, options in checked.lists.items():
        for where, code in _codes(options):
            if message := _wrong(code):
                finding = Finding(RULE.code, message, ("lists", name, *where))
                yield checked.sources.head, finding
    for part in checked.sources.sets:
        for index, question in enumerate(part.model.questions if part.model else ()):
            found = [
                ((*where, *below), code)
                for where, options in question.option_lists()
                for below, code in _codes(options)
            ]
            found += [(("items", row, "id"), row_id) for row, row_id in enumerate(question.rows())]
            for place, code in found:
                if message := _wrong(code):
                    yield part, Finding(RULE.code, message, ("questions", index, *place))


RULE = Rule(__name__, __doc__, _check)
