"""Builds the form of a part."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from checklist.answer_types.comparison_text import cell_in_words
from checklist.answer_types.evidence import evidence_lines
from checklist.answer_types.interface import (
    AnswerType,
    ColumnLike,
    Option,
    Refusal,
    StepContext,
    ValueField,
)
from checklist.answer_types.state_entries import bare_state_name
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
)
from checklist.forms.words import MARK, NO_ENTRIES, folded, missing_text, spelled
from checklist.ministries.part import Part, PartItem
from checklist.text.list_numbers import letter
from checklist.text.messages import (
    Message,
    labelled,
    listed_words,
    semicolons,
    sentences,
    tr,
)
from checklist.text.paragraphs import capitalized, flat, paragraphs

_IN_TABLE = Message(
    "Write the entries in the table “{number}”; in a cell you can write “not known”, "
    "too. What you say at “Remark”, and the mark “Do not publish”, are about the whole table."
)


def form_of(part: Part) -> Form:
    """Return the form of a part."""
    return Form(
        part=part,
        state_name=bare_state_name(part.identity.state),
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
            introduction = sentences(paragraphs(one.introduction))
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
        if self.answer_type.rows():
            yield self._head(takes={ANSWER} if self.item.is_carried else set(), options=())
            yield from self._rows()
        elif self.answer_type.listed_columns():
            none = [Option.model_construct(code="none", label=tr(NO_ENTRIES))]
            yield self._head(
                unit=self.id,
                takes={ANSWER, NOTE, CONFIDENTIAL},
                where=tr(_IN_TABLE, number=self.item.number),
                options=none,
                read=_read_none,
            )
        elif self.answer_type.value_fields():
            yield from self._value_fields()
        elif (step := next(self.answer_type.steps(None, StepContext()))).several:
            yield self._head(takes={ANSWER} if self.item.is_carried else set(), options=())
            yield from self._marks(self.id, step.options, self.answer_type.hint)
        else:
            yield self._head(unit=self.id, takes={ANSWER}, read=step.read)

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
            options = _options(self.answer_type)
        is_whole = self.item.parts is None
        return FormLine(
            key=unit or self.id,
            owner=self.id,
            unit=unit,
            number=self.item.number,
            text=self.question.ask,
            where=where,
            help=sentences([words, *paragraphs(self.question.guidance)]),
            more=sentences(paragraphs(self.question.more)),
            terms=[*self._terms()],
            condition=self.item.condition,
            period=self.item.period,
            last=spelled(self._last(unit)),
            options=options,
            read=read,
            shown=self._shown(self.id, unit),
            takes=frozenset(takes | (self._metadata() if is_whole else set())),
            can_confirm=self.item.is_carried,
            is_question=True,
            is_optional=self.question.optional,
            most=self.answer_type.most_characters,
            source=self.answer_type.evidence_words if is_whole else "",
            is_long=bool(self.answer_type.text_steps()) and not options,
        )

    def _terms(self) -> Iterator[str]:
        glossary = self.part.questionnaire.head.glossary
        for name in self.question.terms:
            if name in glossary:
                term = glossary[name]
                yield labelled(capitalized(term.term), flat(term.definition))

    def _metadata(self) -> set[str]:
        is_cited = self.answer_type.evidence_kind or EVIDENCE in self.answer_type.value_parts
        return {MISSING, NOTE, CONFIDENTIAL} | ({EVIDENCE} if is_cited else set())

    def _last(self, unit: str) -> str:
        answer = self.item.answer
        if not self.item.is_carried:
            return ""
        if "missing" in answer:
            return missing_text(answer)
        if unit == self.id and not self.answer_type.listed_columns():
            return self.answer_type.typed(answer["value"])
        return self._words(unit) if unit != self.id else ""

    def _content(self, address: str) -> Any:
        return self.part.base.get(address)

    def _words(self, address: str) -> str:
        """Return the content at an address in words, as it can be typed."""
        content = self._content(address)
        if content is None or (isinstance(content, dict | list) and not content):
            return tr(NO_ENTRIES if content == [] else "")
        last = address.rpartition("/")[2]
        if last == "evidence":
            return semicolons(evidence_lines(content))
        if address == self.id and not self.answer_type.listed_columns():
            return self.answer_type.typed(content)
        has_code = last in {self.answer_type.status_part, *self.answer_type.rows()}
        return self.answer_type.label(content) if has_code else str(content)

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

    def _marks(self, unit: str, options: Sequence[Option], words: str) -> Iterator[FormLine]:
        """Yield a line for each option of which several can be chosen."""
        chosen = self._content(unit) or ()
        for number, option in enumerate(options, 1):
            is_chosen = option.code in chosen
            yield FormLine(
                key=f"{unit}#{option.code}",
                owner=self.id,
                unit=unit,
                number=str(number),
                text=tr("{option} (this one alone)", option.label)
                if option.exclusive
                else option.label,
                help=words if number == 1 else "",
                last=MARK if is_chosen and self.item.is_carried else "",
                mark=option.code,
                option_label=option.label,
                shown={ANSWER: MARK} if is_chosen and not self.item.is_carried else {},
                takes=frozenset({ANSWER}),
            )

    def _value_fields(self) -> Iterator[FormLine]:
        """Yield the lines of the parts of a value, of which the first stands in the head."""
        offered = self.answer_type.codes()
        first, *others = self.answer_type.value_fields()
        yield self._head(
            unit=f"{self.id}/{first.name}",
            takes={ANSWER},
            words=f"{first.ask}." if first.ask else "",
            read=part_reader(self.answer_type, first),
        )
        for one in others:
            is_offered = not one.only_with or not {*one.only_with}.isdisjoint(offered or ())
            if one.in_head or not is_offered:
                continue
            if one.options:
                yield from self._marks(f"{self.id}/{one.name}", one.options, tr(one.ask))
            elif not one.within:
                yield self._part(one, f"{self.id}/{one.name}")
            elif self._content(f"{self.id}/{one.within}"):
                yield self._part(one, f"{self.id}/{one.within}#{one.name}")

    def _part(self, part: ValueField, key: str) -> FormLine:
        """Return the line of a part of a value."""
        unit = _unit(key)
        within = (self._content(unit) or {}).get(part.name, "") if part.within else ""
        shown = spelled(str(within) if part.within else self._words(unit))
        is_carried = self.item.is_carried
        return FormLine(
            key=key,
            owner=self.id,
            unit=unit,
            text=tr(part.ask),
            last=shown if is_carried else "",
            read=part_reader(self.answer_type, part),
            shown={ANSWER: shown} if shown and not is_carried else {},
            takes=frozenset({ANSWER}),
            can_confirm=is_carried and bool(shown),
            most=part.most,
            is_long=part.is_long,
        )

    def _rows(self) -> Iterator[FormLine]:
        for index, (row, field) in enumerate(self.answer_type.fields().items()):
            if self.item.parts is not None and row not in self.item.parts:
                continue
            unit = f"{self.id}/{row}"
            codes = self.answer_type.codes(row) or ()
            options = [option for option in _options(field.answer_type) if option.code in codes]
            content = self._content(unit)
            missing = self._content(f"{unit}/{MISSING}")
            takes = {ANSWER, MISSING, NOTE, CONFIDENTIAL}
            last = ""
            if self.item.is_carried:
                last = field.answer_type.label(content) if content else ""
                last = missing_text(missing) if missing else last
            yield FormLine(
                key=unit,
                owner=unit,
                unit=unit,
                number=f"{self.item.number} {letter(index)}",
                text=field.label,
                last=last,
                options=options,
                read=step_reader(field.answer_type.model_copy(update={"options": options})),
                shown=self._shown(unit, unit),
                takes=frozenset(takes | ({EVIDENCE} if field.answer_type.evidence_kind else set())),
                can_confirm=self.item.is_carried and bool(last),
            )


def _options(answer_type: AnswerType) -> Sequence[Option]:
    offered = answer_type.offered()
    return [Option.model_construct(code=code, label=label) for code, label in offered]


def _unit(key: str) -> str:
    return key.partition("#")[0]


_NONE = Message("none", "what people write in a form where a table has no entries")


def _read_none(text: str) -> list[Any]:
    if folded(text) in listed_words(NO_ENTRIES) | listed_words(_NONE) | {"1"}:
        return []
    raise Refusal(tr("The entries go to the table; “No entries” says that there are none."))


def part_reader(answer_type: AnswerType, part: ValueField) -> Callable[[str], Any]:
    """Return the function that reads a part of a value: that of the interview's step for it."""
    if part.day is not None:
        return step_reader(part.day)
    if part.within:
        return lambda text: text
    steps = answer_type.steps(None, StepContext())
    step = next(steps)
    reply: Any = part.only_with[0] if part.only_with else "-"
    while step.name != part.name:
        step = steps.send(reply)
        reply = None
    return step.read


# Tables


def _tables(part: Part) -> Iterator[FormTable]:
    for item in part.items:
        if item.question.answer_type.listed_columns():
            yield _table(part, item)
    if part.register is not None:
        yield replace(_table(part, part.register), is_register=True)


def _table(part: Part, item: PartItem) -> FormTable:
    answer_type = item.question.answer_type
    columns = answer_type.listed_columns()
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
        entry=answer_type.entry_name,
        columns=[_column(column, answer_type) for column in columns],
        entries=entries,
    )


def _column(column: ColumnLike, answer_type: AnswerType) -> FormColumn:
    inner = column.answer_type
    step = next(inner.steps(None, StepContext()))
    most = inner.most_characters
    words = [*filter(None, [step.form]), *([at_most(most)] if most else [])]
    if column.when is not None:
        words.append(
            tr("only when {when}", column.when_text or cell_in_words(column.when, answer_type))
        )
    return FormColumn(
        id=column.id,
        label=column.label,
        help=semicolons(words),
        options=_options(inner),
        read=step.read,
        most=most,
        is_long=bool(inner.text_steps()),
    )


def cell_text(base: Mapping[str, Any], address: str, column: ColumnLike) -> str:
    """Return the content of a cell in words, as it can be typed."""
    missing = base.get(f"{address}/{MISSING}")
    if missing is not None:
        words = missing_text(missing)
        return spelled(labelled(words, missing["note"])) if "note" in missing else words
    value = base.get(address)
    return "" if value is None else spelled(column.answer_type.typed(value))
