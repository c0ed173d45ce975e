"""The Q rules on the options of a question."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from checklist.answer_types.answer import MISSING_CODES
from checklist.answer_types.choices import Choices
from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import rule
from checklist.diagnostics import DocumentPath, Found
from checklist.questionnaire.sources import SourceFile
from checklist.text.paragraphs import flat
from checklist.text.sanitize import quoted

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


@rule("Q009")
def boolean_code(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
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
    for listed in checked.option_lists:
        for index, option in enumerate(listed.options):
            if message := _wrong(option.code):
                yield listed.finding(message, index, "code")
    for part in checked.sources.sets:
        if part.model is not None and (message := _wrong(part.model.id)):
            yield part, Found(message, ("id",))
    for placed in checked.placed:
        answer_type = placed.question.answer_type
        named: list[tuple[DocumentPath, str]] = [((), placed.question.id)]
        named += [(("items", i), row) for i, row in enumerate(answer_type.rows())]
        named += [(("columns", i), col.id) for i, col in enumerate(answer_type.listed_columns())]
        for where, name in named:
            if message := _wrong(name):
                yield placed.finding(message, *where, "id")


LEVELS = ("Counts as implemented:", "Counts as partly:", "Shown by:")


@rule("Q106")
def levels_not_explained(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """An implementation question that does not say what counts as implemented, and what as partly.

    ## Why is this bad?
    What one official calls implemented, another calls partly implemented: the answers of States
    cannot be compared.

    ## Example
        type: implementation

    ## Use instead
        type: implementation
        more: |-
          Counts as implemented: …
          Counts as partly: …
          Shown by: …
    """
    for placed in checked.placed:
        if placed.question.type != "implementation":
            continue
        more = placed.question.more or ""
        absent = [level for level in LEVELS if level not in more]
        if absent:
            message = f"`more` does not say: {', '.join(f'“{level}”' for level in absent)}"
            yield placed.finding(message, *(["more"] if more else []))


class _Labelled(Protocol):
    @property
    def label(self) -> str: ...


@rule("Q114")
def same_label(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
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
        label = flat(labelled_item.label)
        before = first.setdefault(label.casefold(), index)
        if before != index:
            message = f"{quoted(label)} is the label of number {before + 1} of this list, too"
            yield part, Found(message, (*where, index, "label"))


_CODES = frozenset({"none", "nothing"})
_LABEL = re.compile(r"(?:none|nothing)(?: of\b.*|\W*)", re.IGNORECASE | re.DOTALL)


@rule("Q122")
def none_of_these(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    """An option such as “None of these” that can be chosen together with other options.

    It is an option of a question of type `choices`, without `exclusive`, whose code is `none` or
    `nothing`, or whose label is “None” or “Nothing”, or begins with “None of” or “Nothing of”.

    ## Why is this bad?
    The official can choose “None of these” and “Radio”. Nobody can say then what the State does.

    ## Example
        type: choices
        options:
          - {code: radio, label: Radio}
          - {code: none, label: None of these}

    ## Use instead
        type: choices
        options:
          - {code: radio, label: Radio}
          - {code: none, label: None of these, exclusive: true}
    """
    for listed in checked.option_lists:
        if not any(isinstance(user, Choices) for user in listed.users):
            continue
        for index, option in enumerate(listed.options):
            says_none = option.code in _CODES or _LABEL.fullmatch(option.label)
            if says_none and not option.exclusive:
                message = f"{quoted(option.label)} can be chosen together with other options"
                yield listed.finding(message, index, hint="write `exclusive: true`")
