"""Option lists: functions that read, check and show a choice, for all types with options."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any, ClassVar, Self

from pydantic import AfterValidator, Discriminator, Field, Tag

from checklist.answer_types.answer import DECLINED, MAX_NOTE, REASONS
from checklist.answer_types.base_model import Codes, Slug, ValueAdapter, refuse_repetition
from checklist.answer_types.interface import AnswerType, Cell, Option, Refusal, Step, Steps, Value
from checklist.answer_types.operands import EQUALITY, SEVERAL, Operand
from checklist.answer_types.problem import Problem, ProblemKind
from checklist.diagnostics import DocumentPath
from checklist.text.entries import AND, BETWEEN_NUMBERS, COMMAS, SEMICOLONS, plain_digits
from checklist.text.list_numbers import number_in_list
from checklist.text.messages import commas, grouped, semicolons, tr, trn, with_aside
from checklist.text.paragraphs import capitalized, folded
from checklist.text.sanitize import quoted
from checklist.text.suggestions import correction_hint


def row_context(row: str) -> list[str]:
    """Return the line that names the row that a step is about; `*` stands for all open rows."""
    return [tr("For this row: {row}", row)] if row not in {"", "*"} else []


def missing_steps(code: str, above: str = "", row: str = "") -> Steps:
    """Return the prompts for a missing answer: its reason, and a note if no code fits the reason.

    Args:
        code: The missing code.
        above: The present note; the reason in words goes below it.
        row: The label of the row that is answered; `*` for all open rows, empty for the whole
            question.
    """
    answer = {"missing": code}
    if REASONS[code]:
        reason = option_step(
            "reason",
            REASONS[code],
            ask=tr("Why is there no answer?"),
            previous=None,
            context=row_context(row),
        )
        answer["reason"] = yield reason._replace(row=row)
    if answer.get("reason") == "other":
        answer["note"] = yield note_step(
            None, ask=tr("Which reason?"), required=True, above=above, row=row
        )
    if code == DECLINED:
        words = yield note_step(
            None,
            ask=tr("Why does your State decline to answer?"),
            required=False,
            above=above,
            row=row,
        )
        if words is not None:
            answer["note"] = words
    return answer


def note_step(
    previous: str | None,
    *,
    ask: str,
    required: bool,
    about: str | None = None,
    above: str = "",
    row: str = "",
) -> Step:
    """Return the prompt for a note.

    Args:
        previous: The present note, in place of which it is typed.
        ask: The words of the prompt.
        required: Whether there must be one.
        about: What the questionnaire says wherever a note can be written, if anything.
        above: The present note below which it goes, if any.
        row: The label of the row that it is about; empty for a whole question.
    """

    def read(text: str) -> str:
        if len(text) > MAX_NOTE:
            raise Refusal(tr("A note has at most 10,000 characters."))
        if above and len(f"{above}\n{text}") > MAX_NOTE:
            raise Refusal(
                tr(
                    "A note has at most 10,000 characters, and this goes below the note "
                    "of {above} that is there. Type less, or /back and shorten that with /note.",
                    grouped(len(above)),
                )
            )
        return text

    return Step(
        "note",
        ask=ask,
        required=required,
        previous=previous,
        previous_text=previous or "",
        free_text=True,
        longest=MAX_NOTE - (len(above) + 1 if above else 0),
        own_words=True,
        read=read,
        row=row,
        context=[*([about] if about else ()), *row_context(row)],
    )


def _distinct(options: list[Option]) -> list[Option]:
    codes = (option.code for option in options)
    refuse_repetition(codes, "option_twice", "the code `{name}` is listed twice in the options")
    return options


Options = Annotated[list[Option], Field(min_length=1), AfterValidator(_distinct)]
"""Options written out, in the order in which they are shown."""

ListName = Slug
"""The name of an option list of the questionnaire."""


def label(options: Sequence[Option], code: str) -> str:
    """Return the label of a code; the code itself where it is not among the options."""
    for option in options:
        if option.code == code:
            return option.label
    return code


def check_code(options: Sequence[Option], code: str, where: DocumentPath = ()) -> Iterator[Problem]:
    """Yield a problem when the code is not among the options."""
    codes = [option.code for option in options]
    if code in codes:
        return
    yield Problem(
        ProblemKind.UNKNOWN_CODE,
        tr("{code} is not among the options", quoted(code)),
        where,
        correction_hint(code, codes),
    )


def check_several(options: Sequence[Option], codes: Sequence[str]) -> Iterator[Problem]:
    """Yield the problems of a list of codes."""
    exclusive = {option.code for option in options if option.exclusive}
    seen: set[str] = set()
    is_several = len(set(codes)) > 1
    for index, code in enumerate(codes):
        yield from check_code(options, code, (index,))
        if code in seen:
            yield Problem(
                ProblemKind.CONTRADICTORY, tr("{code} stands twice", quoted(code)), (index,)
            )
        elif code in exclusive and is_several:
            yield Problem(
                ProblemKind.CONTRADICTORY,
                tr("{code} cannot be chosen together with another option", quoted(code)),
                (index,),
            )
        seen.add(code)


def check_number(
    options: Sequence[Option], codes: Sequence[str], fewest: int | None, most: int | None
) -> Iterator[Problem]:
    """Yield a problem when there are too few or too many codes. An exclusive one can stand alone.

    Args:
        options: The options.
        codes: The codes that are chosen.
        fewest: The fewest; None for one.
        most: The most; None for no limit.
    """
    number = len(codes)
    if most is not None and number > most:
        message = trn(
            "{count} option is chosen; at most {most} can be",
            "{count} options are chosen; at most {most} can be",
            number,
            most,
        )
        yield Problem(ProblemKind.OUT_OF_RANGE, message)
    elif fewest is not None and number < fewest:
        exclusive = {option.code for option in options if option.exclusive}
        if exclusive.isdisjoint(codes):
            message = trn(
                "{count} option is chosen; at least {fewest} must be",
                "{count} options are chosen; at least {fewest} must be",
                number,
                fewest,
            )
            yield Problem(ProblemKind.OUT_OF_RANGE, message)


def number_to_choose(fewest: int | None, most: int | None) -> str:
    """Return how many options can be chosen: `Choose 2 to 3 options.`; empty without limits."""
    if fewest is not None and fewest == most:
        return trn("Choose exactly {count} option.", "Choose exactly {count} options.", most)
    if fewest is not None and fewest > 1:
        if most is None:
            return trn(
                "Choose at least {count} option.", "Choose at least {count} options.", fewest
            )
        return trn(
            "Choose {fewest} to {count} option.",
            "Choose {fewest} to {count} options.",
            most,
            fewest,
        )
    if most is None:
        return ""
    return trn("Choose at most {count} option.", "Choose at most {count} options.", most)


class UnknownOptionError(Refusal):
    """A text names no option, or several. `entry` is that text."""

    def __init__(self, message: str, entry: str) -> None:
        super().__init__(message)
        self.entry = entry


def read_option(
    options: Sequence[Option], entry: str, typed: str = "", *, several: bool = False
) -> str:
    """Return the code that an entry means: a number, a code, or the start of a label.

    The number can stand before its label, and any white space can stand between words.

    Args:
        options: The options.
        entry: The text that was typed, or a part of it.
        typed: The words that a refusal shows instead, where `entry` is one number of a range.
        several: Whether more than one option can be chosen.

    Raises:
        Refusal: No option fits, or several do.
    """
    entry = entry.strip()
    number = number_in_list(entry, len(options))
    if number is not None:
        if number:
            return options[number - 1].code
        if typed not in {"", entry}:
            raise Refusal(
                tr(
                    "{typed} goes beyond the options: they have numbers from 1 to {options}.",
                    quoted(typed),
                    len(options),
                )
            )
        if len(options) == 1:
            raise Refusal(tr("{entry} is not 1, which is the only number here.", quoted(entry)))
        raise Refusal(
            tr("{entry} is not a number from 1 to {options}.", quoted(entry), len(options))
        )
    if len(numbers_in(entry)) > 1:
        raise Refusal(tr("Here only one can be chosen. Type one number."))
    plain = folded(entry)
    if any(option.code == plain for option in options):
        return plain
    words = [(option, [*map(folded, option.words())]) for option in options]
    fits = (
        [option for option, labels in words if plain in labels]
        or _with_number(options, plain)
        or [option for option, labels in words if any(one.startswith(plain) for one in labels)]
        or [option for option, labels in words if len(plain) > 2 and plain in "\n".join(labels)]
    )
    if len(fits) == 1:
        return fits[0].code
    if fits:
        named = commas(with_aside(options.index(option) + 1, option.label) for option in fits)
        message = tr(
            "{entry} fits several options: {named}. Type the number.", quoted(entry), named
        )
    elif len(options) == 1:
        message = tr(
            "{entry} is not the only option here. Type 1, or the start of the option.",
            quoted(entry),
        )
    elif several:
        message = tr(
            "{entry} is not one of the options. Type numbers from 1 to {options}, such "
            "as 1, 2, or the start of an option.",
            quoted(entry),
            len(options),
        )
    else:
        message = tr(
            "{entry} is not one of the options. Type a number from 1 to {options}, or "
            "the start of an option.",
            quoted(entry),
            len(options),
        )
    raise UnknownOptionError(message, entry)


_NUMBERED = r"\(?([0-9]{1,3})[.):]? (.+)"
"""A number before a label."""


def _with_number(options: Sequence[Option], typed: str) -> list[Option]:
    """Return the option whose number and label make a text: `2 a law`, `2. a law`."""
    found = re.fullmatch(_NUMBERED, plain_digits(typed), re.ASCII)
    number = number_in_list(found[1], len(options)) if found else None
    if found is None or not number or plain_digits(folded(options[number - 1].label)) != found[2]:
        return []
    return [options[number - 1]]


def read_options(
    options: Sequence[Option], entry: str, fewest: int | None = None, most: int | None = None
) -> list[str]:
    """Return the codes that an entry means, in the order of the options.

    Numbers and words stand apart by commas, semicolons or line breaks, or by `and`.

    Raises:
        Refusal: A part fits no option, or options that exclude each other were chosen.
    """
    read = [*_chosen(options, entry)]
    if not read:
        raise Refusal(tr("Type at least one number."))
    chosen = set(read)
    if len(chosen) < len(read):
        twice = next(code for code in read if read.count(code) > 1)
        raise Refusal(
            tr("You chose “{label}” twice. Type each number once.", label(options, twice))
        )
    codes = [option.code for option in options if option.code in chosen]
    for problem in check_several(options, codes):
        alone = label(options, codes[int(problem.where[0])])
        raise Refusal(tr("{alone}: choose this one alone, or leave it out.", alone))
    for problem in check_number(options, codes, fewest, most):
        raise Refusal(f"{capitalized(problem.message)}. {number_to_choose(fewest, most)}")
    return codes


def _chosen(options: Sequence[Option], entry: str) -> Iterator[str]:
    """Yield the codes that an entry means. Between words, `and` can be a part of a label."""
    if numbers := numbers_in(entry):
        for number, typed in numbers:
            yield read_option(options, number, typed, several=True)
        return
    words = folded(entry)
    is_label = any(words in map(folded, option.words()) for option in options)
    for between in () if is_label else (rf"[{SEMICOLONS}\n]", f"[{COMMAS}]"):
        if re.search(between, entry):
            for part in re.split(between, entry):
                yield from _chosen(options, part)
            return
    if not words:
        return
    try:
        found = [read_option(options, entry, several=True)]
    except UnknownOptionError:
        parts = re.split(AND, entry, maxsplit=1, flags=re.IGNORECASE)
        if len(parts) == 1:
            raise
        found = [code for part in parts for code in _chosen(options, part)]
    yield from found


_RANGE = r"[0-9]{1,3}(?:\s*-\s*[0-9]{1,3})?"
"""A number, or the first and last of several: `2-5`."""


def numbers_in(entry: str) -> list[tuple[str, str]]:
    """Return the numbers of an entry that holds nothing else: `1, 3`, `1 and 3`, `2-5`.

    Each comes with the words that were typed for it, such as `2-5` for each number of a range.
    """
    typed = plain_digits(entry.strip())
    if not re.fullmatch(rf"{_RANGE}({BETWEEN_NUMBERS}{_RANGE})*", typed, re.IGNORECASE):
        return []
    numbers: list[tuple[str, str]] = []
    for found in re.finditer(_RANGE, typed):
        first, _, last = found[0].partition("-")
        numbers += [(str(n), found[0]) for n in range(int(first), int(last or first) + 1)]
    return numbers


def option_step(
    name: str,
    options: Sequence[Option],
    *,
    ask: str = "",
    previous: str | None,
    context: Sequence[str] = (),
    read: Callable[[str], Value] | None = None,
) -> Step:
    """Return the prompt for one option of a list."""
    return Step(
        name,
        ask=ask,
        options=options,
        previous=previous,
        previous_text="" if previous is None else label(options, previous),
        context=context,
        read=read or (lambda entry: read_option(options, entry)),
    )


def options_step(
    name: str,
    options: Sequence[Option],
    *,
    ask: str = "",
    previous: Sequence[str] | None,
    required: bool = True,
    fewest: int | None = None,
    most: int | None = None,
) -> Step:
    """Return the prompt for one or more options of a list."""
    number = number_to_choose(fewest, most)
    return Step(
        name,
        ask=ask,
        options=options,
        several=True,
        required=required,
        previous=previous,
        previous_text="" if not previous else semicolons(label(options, code) for code in previous),
        tips=[number] if number else [],
        read=lambda entry: read_options(options, entry, fewest, most),
    )


def code_schema(options: Sequence[Option]) -> dict[str, Any]:
    """Return the JSON Schema of one code, with the labels in its description."""
    return {
        "enum": [option.code for option in options],
        "description": "\n".join(f"{option.code}: {option.label}" for option in options),
    }


def codes_schema(
    options: Sequence[Option], fewest: int | None = None, most: int | None = None
) -> dict[str, Any]:
    """Return the JSON Schema of a list of distinct codes; an exclusive one must be alone.

    Args:
        options: The options.
        fewest: The fewest codes, apart from an exclusive one; None for one.
        most: The most codes; None for no limit.
    """
    schema = {
        "type": "array",
        "items": code_schema(options),
        "minItems": 1,
        "uniqueItems": True,
    }
    if most is not None:
        schema["maxItems"] = most
    exclusive = [option.code for option in options if option.exclusive]
    if exclusive:
        schema["if"] = {"contains": {"enum": exclusive}}
        schema["then"] = {"maxItems": 1}
        if fewest is not None:
            schema["else"] = {"minItems": fewest}
    elif fewest is not None:
        schema["minItems"] = fewest
    return schema


class CodeType(AnswerType):
    """An answer type whose value is one code."""

    value_adapter: ClassVar[ValueAdapter] = ValueAdapter(str)
    operators: ClassVar[frozenset[str]] = EQUALITY

    def lines(self, value: Value) -> list[str]:
        """Return the words for the code."""
        return [self.label(value)]

    def cells(self, value: Value) -> list[Cell]:
        """Return one cell: the code and its words."""
        return [Cell("", "", value, self.label(value))]

    def check(self, value: Value) -> Iterator[Problem]:
        """Yield a problem when the code is not among the options."""
        yield from check_code(self.listed(), value)

    def json_schema(self) -> dict[str, Any]:
        """Return an enumeration of the codes."""
        return code_schema(self.listed())

    def operand(self, value: Value, row: str | None = None) -> Operand:
        """Return the code."""
        return str(value)


class CodesType(AnswerType):
    """An answer type whose value is a list of one or more codes."""

    value_adapter: ClassVar[ValueAdapter] = ValueAdapter(Codes)
    operators: ClassVar[frozenset[str]] = SEVERAL
    allows_several: ClassVar[bool] = True

    def lines(self, value: Value) -> list[str]:
        """Return a line for each code: its words."""
        return [self.label(code) for code in value]

    def cells(self, value: Value) -> list[Cell]:
        """Return a cell for each code."""
        return [Cell("", "", code, self.label(code)) for code in value]

    def operand(self, value: Value, row: str | None = None) -> Operand:
        """Return the set of codes."""
        return frozenset(value)


class OptionsType(AnswerType):
    """An answer type with one option list."""

    options: Annotated[
        Annotated[Options, Tag("written-out")] | Annotated[ListName, Tag("named")],
        Discriminator(lambda data: "named" if isinstance(data, str) else "written-out"),
    ]
    """The options, or the name of an option list of the questionnaire."""

    def listed(self) -> Sequence[Option]:
        """Return the options, or none while a named list is not written out yet."""
        return () if isinstance(self.options, str) else self.options

    def codes(self, row: str | None = None) -> frozenset[str] | None:
        """Return the codes of the options."""
        return frozenset(option.code for option in self.listed())

    def label(self, code: str) -> str:
        """Return the words for a code; the code itself where it has none."""
        return self._labels.get(code, code)

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        return dict(self.offered())

    def with_lists(self, lists: Mapping[str, Sequence[Option]]) -> Self:
        """Return the answer type with a named option list written out."""
        if isinstance(self.options, str) and self.options in lists:
            return self.model_copy(update={"options": list(lists[self.options])})
        return self

    def list_names(self) -> list[tuple[DocumentPath, str]]:
        """Return the named option list, if one is used."""
        return [(("options",), self.options)] if isinstance(self.options, str) else []

    def option_lists(self) -> list[tuple[DocumentPath, Sequence[Option]]]:
        """Return the options, if they are written out."""
        return [] if isinstance(self.options, str) else [(("options",), self.options)]
