"""The form of a part as the data from which the script of a page shows it and asks."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from checklist.answer_types.answer import MISSING_CODES, MISSING_LABELS, REASONS
from checklist.answer_types.interface import AnswerType
from checklist.answer_types.operands import interval
from checklist.forms.condition_table import cell_row, condition_row, day_number
from checklist.forms.form import (
    ANSWER,
    CLOSING,
    COLUMNS,
    EVIDENCE,
    MISSING,
    PERIOD,
    TOLD,
    Form,
    FormLine,
    FormTable,
)
from checklist.forms.page_messages import MESSAGES
from checklist.forms.words import missing_text, offered_reasons
from checklist.ministries.part import PartItem
from checklist.questionnaire.condition import AS_OF, STATE, Variable
from checklist.render.html import RawText
from checklist.states import BY_CODE
from checklist.text.paragraphs import paragraphs


def form_data(form: Form, *, is_whole: bool, file: str) -> Mapping[str, Any]:
    """Return the data of a form.

    Args:
        form: The form.
        is_whole: Whether it is that of the whole questionnaire, which belongs to no report.
        file: The name under which the page is saved.
    """
    return _Data(form, is_whole=is_whole, file=file).data()


class _Data:
    def __init__(self, form: Form, *, is_whole: bool, file: str) -> None:
        self.form, self.is_whole, self.file = form, is_whole, file
        self.part, self.questionnaire = form.part, form.part.questionnaire
        self.options: dict[tuple[tuple[str, str], ...], int] = {}
        self.items: dict[str, PartItem] = {item.question.id: item for item in self.part.items}
        self.rows = {
            i: {line.unit for line in form.lines if line.question == i} for i in self.items
        }

    def data(self) -> Mapping[str, Any]:
        """Return the data of the whole form."""
        head, state = self.questionnaire.head, self.part.identity.state
        sections = [*self._sections()]
        as_of = interval(self.part.as_of)
        asks_states = any(item.question.answer_type.names_states for item in self.part.items)
        party = head.party_when
        data: dict[str, Any] = {
            "title": self.form.title,
            "whole": self.is_whole,
            "file": self.file,
            "state": state,
            "as_of": as_of and [day_number(as_of.first), day_number(as_of.last)],
            "missing": [
                [code, label, self._reasons(code) or [label]]
                for code, label in MISSING_LABELS.items()
            ],
            "codes": sorted(MISSING_CODES),
            "laws": [[law.code, law.label] for law in self.part.laws],
            "register": head.laws.question if head.laws else "",
            "sections": sections,
            "tables": {table.question: self._table(table) for table in self.form.tables},
            "closing": [*CLOSING.items()],
            "messages": dict(MESSAGES),
            "other": [
                missing_text({"missing": code, "reason": "other"})
                for code, reasons in REASONS.items()
                if any(reason.code == "other" for reason in reasons)
            ],
            "sent": self._sent(),
            "party": None if party is None else condition_row(party, self._is_known),
        }
        if asks_states or not state:
            data["states"] = [[state.code, state.name] for state in BY_CODE.values()]
        data["options"] = [[*option] for option in self.options]
        return data

    def _reasons(self, code: str) -> list[str]:
        """Return the reasons that a page offers, and those that stand in it already."""
        standing = {line.shown.get(MISSING) for line in self.form.lines}
        offered = REASONS[code] if self.is_whole else offered_reasons(code)
        texts = {one: missing_text({"missing": code, "reason": one.code}) for one in REASONS[code]}
        return [text for one, text in texts.items() if one in offered or text in standing]

    def _is_known(self, variable: Variable) -> bool:
        """Whether the page has the answer to a question, or to a row of it."""
        name, row = variable
        if name in {AS_OF, STATE} and name not in self.questionnaire.questions:
            return True
        item = self.items.get(name)
        if item is None:
            return False
        if row is None or item.question.answer_type.listed_columns():
            return item.parts is None
        return f"{name}/{row}" in self.rows[name]

    def _options(self, options: Sequence[tuple[str, str]]) -> int | None:
        """Return the number of a list of options, of which each stands once in the data."""
        return self.options.setdefault((*options,), len(self.options)) if options else None

    # Questions

    def _sections(self) -> Iterator[Mapping[str, Any]]:
        for section in self.form.sections:
            by_question: dict[str, list[FormLine]] = {}
            for line in section.lines:
                by_question.setdefault(line.question, []).append(line)
            yield {
                "number": section.number,
                "title": section.title,
                "introduction": section.introduction,
                "questions": [self._question(i, lines) for i, lines in by_question.items()],
            }

    def _question(self, question_id: str, lines: Sequence[FormLine]) -> Mapping[str, Any]:
        item = self.items[question_id]
        question, answer_type = item.question, item.question.answer_type
        glossary = self.questionnaire.head.glossary
        terms = [glossary[name] for name in question.terms if name in glossary]
        meanings = [
            f"{term.term[:1].upper()}{term.term[1:]}: {' '.join(term.definition.split())}"
            for term in terms
        ]
        first = [f"{PERIOD}{item.period}."] if item.period else []
        first = [*([f"{TOLD}{item.told}."] if item.told else []), *first]
        first = [*([f"{lines[0].role}."] if lines[0].role else []), *first]
        data = {
            "id": question_id,
            "type": question.type,
            "number": item.number,
            "ask": question.ask,
            "help": [*first, *paragraphs(question.guidance)],
            "more": [*paragraphs(question.more), *meanings],
            "words": item.condition,
            "when": item.left and condition_row(item.left, self._is_known),
            "optional": question.optional,
            "parties": self.questionnaire.is_for_parties_only(question),
            "carried": item.is_carried,
            "gate": self._gate(item),
            "hint": answer_type.hint,
            "limits": answer_type.bounds,
            "lines": [self._line(line, answer_type) for line in lines],
        }
        return _without_empty(data)

    def _gate(self, item: PartItem) -> Mapping[str, Mapping[str, str]]:
        """Return what the codes of a gate fill in: codes by question."""
        filled: dict[str, dict[str, str]] = {}
        for code, fills in item.question.fills.items():
            for _, target in item.question.gate_targets:
                known = self.items.get(target)
                takes = known and known.question.answer_type.value_filled_in(fills) is not None
                if takes:
                    filled.setdefault(code, {})[target] = fills
        return filled

    def _line(self, line: FormLine, answer_type: AnswerType) -> Mapping[str, Any]:
        name = line.unit.rpartition("/")[2]
        is_row = name in answer_type.rows() and not line.is_question
        kind = "head" if line.is_question else "row" if is_row else "mark" if line.mark else "part"
        kind = "otherwise" if line.says_otherwise else kind
        data: dict[str, Any] = {
            "key": line.key,
            "owner": line.owner,
            "unit": line.unit,
            "kind": kind,
            "number": line.number if kind == "row" else "",
            "text": "" if line.is_question else line.text,
            "options": self._options([(option.code, option.label) for option in line.options]),
            "mark": line.mark,
            "row": name if is_row else "",
            "role": line.role if is_row else "",
            "last": RawText(line.last),
            "takes": [name for name in COLUMNS if name in line.takes],
            "confirm": line.can_confirm,
            "long": line.is_long,
            "most": line.most,
            "links": EVIDENCE in line.takes and not answer_type.cites_register,
        }
        for part in answer_type.value_fields() if kind in {"mark", "part"} else ():
            if part.name == name:
                data["only"] = part.only_with
        if kind == "mark":
            data["alone"] = _label_alone(answer_type, line.mark)
            data["hint"] = line.help
        if name == "planned_by" or line.key.endswith("#planned_by"):
            data["date"] = True
        return _without_empty(data)

    def _sent(self) -> Mapping[str, Mapping[str, str]]:
        """Return what the fields are sent with, options by their codes."""
        sent = {}
        for line in self.form.lines:
            shown = dict(line.shown)
            codes = {option.label: option.code for option in line.options}
            if ANSWER in shown:
                shown[ANSWER] = codes.get(shown[ANSWER], shown[ANSWER])
            if shown:
                sent[line.key] = {column: RawText(text) for column, text in shown.items()}
        return sent

    # Tables

    def _table(self, table: FormTable) -> Mapping[str, Any]:
        answer_type = self.questionnaire.questions[table.question].answer_type
        own = {column.id: column for column in answer_type.listed_columns()}
        codes = {
            column.id: {opt.label: opt.code for opt in column.options} for column in table.columns
        }
        columns = []
        for column in table.columns:
            inner = own[column.id].answer_type
            when = own[column.id].when
            data = {
                "id": column.id,
                "label": column.label,
                "help": column.help,
                "type": inner.type,
                "limits": inner.bounds,
                "options": self._options(
                    [(option.code, option.label) for option in column.options]
                ),
                "asked": column.is_asked,
                "long": column.is_long,
                "required": own[column.id].required,
                "when": when and cell_row(when),
            }
            columns.append(_without_empty(data))
        entries = [
            {
                "number": entry.number,
                "cells": {
                    name: RawText(codes[name].get(text, text))
                    for name, text in entry.cells.items()
                    if text
                },
            }
            for entry in table.entries
        ]
        return {
            "number": table.number,
            "title": table.title,
            "entry": table.entry,
            "heading": table.entry[:1].upper() + table.entry[1:],
            "register": table.is_register,
            "columns": columns,
            "entries": entries,
        }


def _without_empty(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return data without what is empty: the page is smaller, and the script asks for it."""
    return {
        key: value for key, value in data.items() if value or (value == 0 and value is not False)
    }


def _label_alone(answer_type: AnswerType, code: str) -> str:
    """Return the words of an option that no other can be chosen with; of others, nothing."""
    if code in answer_type.exclusive_codes():
        return dict(answer_type.offered())[code]
    return ""
