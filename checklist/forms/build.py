"""Builds the form of a part."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from checklist.answer_types.answer import MISSING_LABELS
from checklist.answer_types.choices import Choices
from checklist.answer_types.citable import CitableType
from checklist.answer_types.comparison_text import cell_in_words
from checklist.answer_types.contact import Contact
from checklist.answer_types.date import Date
from checklist.answer_types.evidence import evidence_lines
from checklist.answer_types.implementation import (
    Details,
    Implementation,
)
from checklist.answer_types.interface import AnswerType, Option, Refusal, StepContext
from checklist.answer_types.matrix import Matrix
from checklist.answer_types.options import number_to_choose
from checklist.answer_types.state import state_name
from checklist.answer_types.table import Table
from checklist.answer_types.table_columns import Column, naming_columns
from checklist.forms.form import (
    ANSWER,
    CONFIDENTIAL,
    EVIDENCE,
    MISSING,
    NOTE,
    Form,
    FormColumn,
    FormEntry,
    FormLine,
    FormSection,
    FormTable,
    at_most,
    most_characters,
    source_words,
)
from checklist.forms.words import MARK, NO_ENTRIES, folded, missing_text, spelled
from checklist.ministries.part import Part, PartItem
from checklist.states import BY_CODE
from checklist.text.list_numbers import letter
from checklist.text.paragraphs import paragraphs

PART_WORDS: Mapping[str, str] = {
    "reason": "If it was considered: why was it decided not to do it?",
    "law": "If it is in place: what does the law or rule say?",
    "practice": "If it is in place: how is it applied in practice?",
    "obstacles": "Obstacles",
    "planned_step": "The next step that is planned",
    "planned_by": "By when",
    "assistance": "The assistance that is wanted",
    "office": "Name of the office and its ministry",
    "person": "Name of the person",
    "position": "Position of the person",
    "email": "E-mail address",
    "telephone": "Telephone number, with the country's code",
}
"""The words for the parts of values."""
_MOST_PROSE = 4_000
"""The most characters of a text on a measure."""


def form_of(part: Part, contact: str = "") -> Form:
    """Return the form of a part.

    Args:
        part: The part.
        contact: To whom it goes back, in words.
    """
    return Form(
        part=part,
        state_name=state_name(part.identity.state).rpartition(" (")[0] or part.identity.state,
        contact=contact,
        sections=[*_sections(part)],
        tables=[*_tables(part)],
    )


def _sections(part: Part) -> Iterator[FormSection]:
    by_set: dict[str, list[FormLine]] = {}
    for item in part.items:
        set_id = part.questionnaire.set_of[item.question.id].id
        by_set.setdefault(set_id, []).extend(_Lines(part, item).lines())
    for number, one in enumerate(part.questionnaire.sets, 1):
        if one.id in by_set:
            introduction = " ".join(paragraphs(one.introduction))
            yield FormSection(
                number=number, title=one.title, introduction=introduction, lines=by_set[one.id]
            )


def step_reader(answer_type: AnswerType) -> Callable[[str], Any]:
    """Return the function that reads an entry for an answer type of one step."""
    return next(answer_type.steps(None, StepContext())).read


class _Lines:
    """The lines of one question."""

    def __init__(self, part: Part, item: PartItem) -> None:
        self.part, self.item = part, item
        self.question = item.question
        self.answer_type = item.question.answer_type
        self.id = item.question.id

    def lines(self) -> Iterator[FormLine]:
        """Yield the line of the question, then those of its rows, options or parts."""
        match self.answer_type:
            case Matrix():
                yield from self._matrix(self.answer_type)
            case Choices():
                yield self._head(takes={ANSWER} if self.item.is_carried else set())
                limit = number_to_choose(self.answer_type.min_options, self.answer_type.max_options)
                yield from self._marks(self.id, self.answer_type.listed(), limit)
            case Implementation():
                yield from self._implementation(self.answer_type)
            case Contact():
                first, *others = self.answer_type.value_parts
                yield self._head(
                    unit=f"{self.id}/{first}", takes={ANSWER}, words=f"{PART_WORDS[first]}."
                )
                yield from (self._part(name) for name in others)
            case Table():
                none = [Option.model_construct(code="none", label=NO_ENTRIES)]
                where = f"Write the entries in the table “{self.item.number}”."
                yield self._head(
                    unit=self.id, takes={ANSWER}, where=where, options=none, read=_read_none
                )
            case _:
                read = step_reader(self.answer_type)
                yield self._head(unit=self.id, takes={ANSWER}, read=read)

    def _head(
        self,
        *,
        takes: set[str],
        unit: str = "",
        where: str = "",
        words: str = "",
        options: Sequence[Option] | None = None,
        read: Callable[[str], Any] | None = None,
    ) -> FormLine:
        """Return the line of the question."""
        if options is None:
            offered = () if isinstance(self.answer_type, Choices | Matrix) else self._options()
            options = offered
        is_whole = self.item.parts is None
        return FormLine(
            key=unit or self.id,
            owner=self.id,
            unit=unit,
            number=self.item.number,
            text=self.question.ask,
            where=where,
            help=" ".join(filter(None, [words, *self._help()])),
            condition=self.item.condition,
            period=self.item.period,
            last=spelled(self._last()),
            options=options,
            read=read or (self._reader(unit) if unit else None),
            shown=self._shown(self.id, unit),
            takes=frozenset(takes | (self._metadata() if is_whole else set())),
            can_confirm=self.item.is_carried,
            is_question=True,
            most=most_characters(self.answer_type),
            source=source_words(self.answer_type) if is_whole else "",
            is_long=bool(self.answer_type.text_steps()) and not options,
        )

    def _options(self) -> Sequence[Option]:
        offered = self.answer_type.offered()
        return [Option.model_construct(code=code, label=label) for code, label in offered]

    def _help(self) -> Iterator[str]:
        question, glossary = self.question, self.part.questionnaire.head.glossary
        yield from paragraphs(question.guidance)
        yield from paragraphs(question.more)
        for name in question.terms:
            if name in glossary:
                term = glossary[name]
                yield f"{term.term[:1].upper()}{term.term[1:]}: {' '.join(term.definition.split())}"

    def _metadata(self) -> set[str]:
        takes = {MISSING, NOTE, CONFIDENTIAL}
        is_citable = isinstance(self.answer_type, CitableType) and self.answer_type.evidence_kind
        if is_citable or isinstance(self.answer_type, Implementation):
            takes.add(EVIDENCE)
        return takes

    def _last(self) -> str:
        answer = self.item.answer
        if not self.item.is_carried:
            return ""
        if "missing" in answer:
            return missing_text(answer)
        if isinstance(self.answer_type, Matrix | Choices | Table):
            return ""
        if isinstance(self.answer_type, Implementation | Contact):
            return self._words(f"{self.id}/{self.answer_type.value_parts[0]}")
        return _value_words(self.answer_type, answer["value"])

    def _content(self, address: str) -> Any:
        return self.part.base.get(address)

    def _words(self, address: str) -> str:
        """Return the content at an address in words, as it can be typed."""
        content = self._content(address)
        if content is None or (isinstance(content, dict | list) and not content):
            return NO_ENTRIES if content == [] else ""
        last = address.rpartition("/")[2]
        if last == "evidence":
            return "; ".join(evidence_lines(content))
        is_whole = address == self.id
        if is_whole and not isinstance(self.answer_type, Table):
            return _value_words(self.answer_type, content)
        if isinstance(self.answer_type, Implementation) and last == "status":
            return self.answer_type.label(content)
        if isinstance(self.answer_type, Matrix):
            return self.answer_type.label(content)
        return str(content)

    def _shown(self, owner: str, unit: str) -> dict[str, str]:
        """Return the present content of a line by column, without that of the last report."""
        shown = {}
        missing = self._content(f"{owner}/{MISSING}")
        is_carried = self.item.is_carried
        if unit and not is_carried:
            shown[ANSWER] = self._words(unit)
        shown[NOTE] = self._content(f"{owner}/{NOTE}") or ""
        if missing is not None:
            shown[MISSING] = "" if is_carried else missing_text(missing)
            shown[NOTE] = missing.get("note", "")
        shown[EVIDENCE] = self._words(f"{owner}/{EVIDENCE}")
        shown[CONFIDENTIAL] = MARK if self._content(f"{owner}/{CONFIDENTIAL}") else ""
        return {column: spelled(text) for column, text in shown.items() if text}

    def _reader(self, unit: str) -> Callable[[str], Any]:
        """Return the function that reads a part of a value by the interview's step for it."""
        name = unit.rpartition("/")[2]
        return part_reader(self.answer_type, name)

    def _marks(
        self, unit: str, options: Sequence[Option], words: str = "", condition: str = ""
    ) -> Iterator[FormLine]:
        """Yield a line for each option of which several can be chosen."""
        chosen = self._content(unit) or ()
        for number, option in enumerate(options, 1):
            is_chosen = option.code in chosen
            alone = " (this one alone)" if option.exclusive else ""
            yield FormLine(
                key=f"{unit}#{option.code}",
                owner=self.id,
                unit=unit,
                number=str(number),
                text=f"{option.label}{alone}",
                help=words if number == 1 else "",
                condition=condition if number == 1 else "",
                last=MARK if is_chosen and self.item.is_carried else "",
                mark=option.code,
                shown={ANSWER: MARK} if is_chosen and not self.item.is_carried else {},
                takes=frozenset({ANSWER}),
            )

    def _part(self, name: str, key: str = "") -> FormLine:
        """Return the line of a part of a value."""
        unit = key or f"{self.id}/{name}"
        shown = (
            self._words(unit) if not key else str((self._content(_unit(key)) or {}).get(name, ""))
        )
        is_carried, shown = self.item.is_carried, spelled(shown)
        return FormLine(
            key=unit,
            owner=self.id,
            unit=_unit(unit),
            text=PART_WORDS[name],
            last=shown if is_carried else "",
            read=part_reader(self.answer_type, name),
            shown={ANSWER: shown} if shown and not is_carried else {},
            takes=frozenset({ANSWER}),
            can_confirm=is_carried and bool(shown),
            most=_MOST_PROSE if isinstance(self.answer_type, Implementation) else None,
            is_long=not isinstance(self.answer_type, Contact) and name != "planned_by",
        )

    def _implementation(self, answer_type: Implementation) -> Iterator[FormLine]:
        yield self._head(unit=f"{self.id}/status", takes={ANSWER})
        words = "If it is only partly implemented: mark in what way."
        yield from self._marks(f"{self.id}/partly", answer_type.partials, words)
        names = ["law", "practice"]
        if answer_type.considered:
            names.insert(0, "reason")
        yield from (self._part(name) for name in names)
        if self._content(f"{self.id}/details"):
            for name in Details.model_fields:
                yield self._part(name, f"{self.id}/details#{name}")

    def _matrix(self, answer_type: Matrix) -> Iterator[FormLine]:
        yield self._head(takes={ANSWER} if self.item.is_carried else set())
        listed = answer_type.listed()
        for index, row in enumerate(answer_type.listed_rows()):
            if self.item.parts is not None and row.id not in self.item.parts:
                continue
            unit = f"{self.id}/{row.id}"
            codes = answer_type.codes(row.id) or ()
            options = [option for option in listed if option.code in codes]
            content = self._content(unit)
            missing = self._content(f"{unit}/{MISSING}")
            takes = {ANSWER, MISSING, NOTE, CONFIDENTIAL}
            last = ""
            if self.item.is_carried:
                last = answer_type.label(content) if content else ""
                last = missing_text(missing) if missing else last
            yield FormLine(
                key=unit,
                owner=unit,
                unit=unit,
                number=f"{self.item.number} {letter(index)}",
                text=row.label,
                last=last,
                options=options,
                read=step_reader(answer_type.row_type().model_copy(update={"options": options})),
                shown=self._shown(unit, unit),
                takes=frozenset(takes | ({EVIDENCE} if answer_type.evidence else set())),
                can_confirm=self.item.is_carried and bool(last),
            )


def _unit(key: str) -> str:
    return key.partition("#")[0]


def _read_none(text: str) -> list[Any]:
    if folded(text) in {NO_ENTRIES.casefold(), "none", "1"}:
        return []
    raise Refusal("The entries go to the table; “No entries” says that there are none.")


def _value_words(answer_type: AnswerType, value: Any) -> str:
    """Return a value as it can be typed in one entry."""
    if answer_type.type in {"integer", "text"}:
        return str(value)
    if answer_type.type in {"state", "states"}:
        codes = [value] if isinstance(value, str) else value
        return "; ".join(BY_CODE[code].name if code in BY_CODE else code for code in codes)
    return "; ".join(answer_type.lines(value))


def part_reader(answer_type: AnswerType, name: str) -> Callable[[str], Any]:
    """Return the function that reads a part of a value: that of the interview's step for it."""
    if name in {"obstacles", "planned_step", "assistance"}:
        return lambda text: text
    if name == "planned_by":
        return step_reader(Date.model_construct(type="date", future=True))
    if isinstance(answer_type, Implementation):
        if name == "status":
            return next(answer_type.steps(None, StepContext())).read
        status = "considered" if name == "reason" else "implemented"
        return _step_named(answer_type, name, status)
    return _step_named(answer_type, name, "-")


def _step_named(answer_type: AnswerType, name: str, first: str) -> Callable[[str], Any]:
    steps = answer_type.steps(None, StepContext())
    step = next(steps)
    reply: Any = first
    while step.name != name:
        step = steps.send(reply)
        reply = None
    return step.read


# Tables


def _tables(part: Part) -> Iterator[FormTable]:
    for item in part.items:
        if isinstance(item.question.answer_type, Table):
            yield _table(part, item, item.question.answer_type)
    if part.register is not None:
        assert isinstance(part.register.question.answer_type, Table)
        one = _table(part, part.register, part.register.question.answer_type)
        yield replace(one, is_register=True)


def _table(part: Part, item: PartItem, answer_type: Table) -> FormTable:
    naming = naming_columns(answer_type.columns, answer_type.key)
    columns = [
        column
        for column in answer_type.columns
        if item.parts is None or column.id in {*naming, *item.parts}
    ]
    question_id = item.question.id
    entries = [
        FormEntry(
            number=number,
            cells={
                column.id: cell_text(part.base, f"{question_id}/{number}/{column.id}", column)
                for column in columns
            },
        )
        for number in item.entry_numbers
    ]
    return FormTable(
        question=question_id,
        number=item.number,
        title=item.question.ask,
        entry=answer_type.entry,
        columns=[_column(column, item, answer_type) for column in columns],
        entries=entries,
    )


def _column(column: Column, item: PartItem, answer_type: Table) -> FormColumn:
    inner = column.answer_type
    step = next(inner.steps(None, StepContext()))
    most = most_characters(inner)
    words = [*filter(None, [step.form]), *([at_most(most)] if most else [])]
    if column.when is not None:
        words.append(f"only when {column.when_text or cell_in_words(column.when, answer_type)}")
    offered = inner.offered()
    return FormColumn(
        id=column.id,
        label=column.label,
        help="; ".join(words),
        options=[Option.model_construct(code=code, label=label) for code, label in offered],
        read=step.read,
        is_asked=item.parts is None or column.id in item.parts,
        most=most,
        is_long=bool(inner.text_steps()),
    )


def cell_text(base: Mapping[str, Any], address: str, column: Column) -> str:
    """Return the content of a cell in words, as it can be typed."""
    missing = base.get(f"{address}/{MISSING}")
    if missing is not None:
        words = missing_text(missing)
        return spelled(f"{words}: {missing['note']}") if "note" in missing else words
    value = base.get(address)
    return "" if value is None else spelled(_value_words(column.answer_type, value))


def names_missing(text: str) -> bool:
    """Whether a text in a cell says that there is no value: `not known: …`."""
    head = folded(text.partition(":")[0])
    return head in {*MISSING_LABELS, *(label.casefold() for label in MISSING_LABELS.values())}
