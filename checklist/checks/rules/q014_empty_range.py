"""A limit that leaves nothing: a `minimum` above the `maximum`, a `latest` before the `earliest`.

## Why is this bad?
Every entry is refused, and the official cannot go on.

## Example
    type: integer
    minimum: 50
    maximum: 10

## Use instead
    type: integer
    minimum: 10
    maximum: 50
"""

from collections.abc import Iterator, Sequence

from checklist.answer_types.choices import Choices
from checklist.answer_types.date import TODAY, Date
from checklist.answer_types.integer import Integer
from checklist.answer_types.interface import Option
from checklist.answer_types.operands import interval
from checklist.checks.checked_questionnaire import CheckedQuestionnaire, PlacedFinding
from checklist.checks.rule import Rule
from checklist.diagnostics import Finding


def _check(checked: CheckedQuestionnaire) -> Iterator[PlacedFinding]:
    for placed in checked.answer_types:
        answer_type = placed.answer_type
        match answer_type:
            case Integer():
                wrong = _integer(answer_type)
            case Date():
                wrong = _date(answer_type)
            case Choices():
                wrong = _choices(answer_type, _options(checked, answer_type))
            case _:
                continue
        for key, message in wrong:
            yield placed.part, Finding(RULE.code, message, (*placed.where, key))


def _integer(integer: Integer) -> Iterator[tuple[str, str]]:
    if integer.minimum > integer.maximum:
        key = "maximum" if "maximum" in integer.model_fields_set else "minimum"
        yield (
            key,
            f"no number is right: the minimum is {integer.minimum}, "
            f"and the maximum is {integer.maximum}",
        )


def _date(answer_type: Date) -> Iterator[tuple[str, str]]:
    earliest, last = interval(answer_type.earliest), answer_type.last_day()
    if answer_type.latest == TODAY and answer_type.future:
        yield "latest", "`future: true` is for dates to come, which `latest: today` refuses"
    elif earliest is not None and last is not None and last < earliest.first:
        yield (
            "latest",
            f"no date is right: the earliest is {answer_type.earliest}, "
            f"and the latest is {answer_type.latest}",
        )


def _options(checked: CheckedQuestionnaire, choices: Choices) -> Sequence[Option]:
    if isinstance(choices.options, str):
        return checked.lists.get(choices.options, ())
    return choices.options


def _choices(choices: Choices, options: Sequence[Option]) -> Iterator[tuple[str, str]]:
    fewest, most = choices.min_options, choices.max_options
    together = sum(not option.exclusive for option in options)
    if fewest is not None and most is not None and fewest > most:
        yield (
            "max_options",
            f"no number of options is right: at least {fewest}, and at most {most}",
        )
    elif fewest is not None and options and fewest > together:
        number = f"{together} options" if together != 1 else "1 option"
        yield "min_options", f"only {number} can be chosen together, and at least {fewest} must be"


RULE = Rule(__name__, __doc__, _check)
