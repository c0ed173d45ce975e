"""Forms as YAML, for programs and for colleagues who have this tool."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from checklist.answer_types.answer import MISSING_LABELS
from checklist.answer_types.evidence import evidence_lines
from checklist.answer_types.units import ANSWER_KEYS
from checklist.diagnostics import DocumentPath, Severity
from checklist.files.plain_yaml import yaml_text
from checklist.files.reader import Document, parse
from checklist.forms.filled import Filled, FilledCell, FilledEntry
from checklist.forms.form import (
    ANSWER,
    CLEARED_BY,
    CLEARED_ON,
    CONFIDENTIAL,
    EVIDENCE,
    FILLED_IN_BY,
    MISSING,
    NOTE,
    REMARK,
    Form,
    FormLine,
    FormTable,
)
from checklist.forms.interface import FormFormat, OpenedForm, UnreadableFormError
from checklist.forms.interpret import interpret
from checklist.forms.words import MARK, REMOVE, folded, is_removal, missing_text
from checklist.ministries.part import PartItem
from checklist.ministries.part_identity import PartIdentity
from checklist.ministries.part_record import PartRecord
from checklist.ministries.returned import FormFinding, Returned, StrayText
from checklist.reports.address import AddressError, units
from checklist.reports.structure import answer_findings
from checklist.text.sanitize import quoted

_ENTRY = "#"
"""The key of an entry of a table with its number in the report."""
_WITH_VALUE = frozenset({"value", "missing", "note", "confidential"})
"""The keys by which a mapping is an answer, and not the parts of a value."""
_CLOSING = {
    "remark": REMARK,
    "filled_in_by": FILLED_IN_BY,
    "cleared_by": CLEARED_BY,
    "cleared_on": CLEARED_ON,
}
_HEADING = """\
{title}
Fill in the answers. A code, its words or its number will do.
Leave open the questions that are not yours.
Of a question with rows or parts, each has its name in brackets: {{name: answer, name: answer}}.
`missing: not-known` with a reason is an answer. `remove` removes the answer that is there.
"""


def write_yaml(form: Form) -> bytes:
    """Return the YAML of a form: its answers first, with the questions as comments above them."""
    record = PartRecord.of(form.part)
    head = {
        "checklist_form": 1,
        "part": record.identity.model_dump(exclude_none=True),
        "asked": {i: None if parts is None else list(parts) for i, parts in record.asked.items()},
    }
    texts = [yaml_text(head, heading=_HEADING.format(title=form.title)), "answers:\n"]
    lines: dict[str, list[FormLine]] = {}
    for line in form.lines:
        lines.setdefault(line.question, []).append(line)
    tables = {one.question: one for one in form.tables}
    for item in form.part.items:
        question_id = item.question.id
        texts += _comments(lines[question_id], tables.get(question_id))
        answer = _answer_of(item) or None
        own = yaml_text({question_id: answer}).replace(": null\n", ":\n")
        texts += [f"  {line}\n" if line else "\n" for line in own.rstrip("\n").split("\n")]
    texts.append("# Anything else we should know, and who answers for this part.\n")
    texts += [f"{key}:\n" for key in _CLOSING]
    texts.append(
        yaml_text({"base": dict(record.base)}, heading="What the part was sent with. Leave it.")
    )
    return "".join(texts).encode()


def _answer_of(item: PartItem) -> dict[str, Any]:
    """Return the answer of an item; entries of a table name their numbers in the report."""
    answer = dict(item.answer)
    if item.entry_numbers:
        entries = zip(item.entry_numbers, answer["value"], strict=True)
        answer["value"] = [{_ENTRY: number, **entry} for number, entry in entries]
    return answer


def _comments(lines: Sequence[FormLine], table: FormTable | None) -> Iterator[str]:
    """Yield the question, its rows and options as comments.

    Args:
        lines: The lines of the question.
        table: Its table, if it has one, for which a list stands here.
    """
    head, *others = lines
    if table is not None:
        columns = ", ".join(f"{one.id}: …" for one in table.columns)
        head = replace(head, where=f"Write each entry on a line below: - {{{columns}}}.")
    for line in (head, *others):
        words = " ".join(line.full_text.split())
        # A row or part is written under its name: {NAME: answer}.
        name = "" if line.is_question else f"[{re.split('[/#]', line.key)[-1]}]"
        yield " ".join(filter(None, ["  #", line.number, name, words])) + "\n"
        if line.options:
            options = "; ".join(f"{n} {one.label}" for n, one in enumerate(line.options, 1))
            yield f"  #   {options}\n"


def open_yaml(content: bytes, file: str) -> OpenedForm:
    """Return a YAML file as an opened form.

    Raises:
        UnreadableFormError: It cannot be read, or is no part.
    """
    document = parse(content, file, any_line_break=True)
    if document.refusals:
        first = document.refusals[0]
        place = f"line {first.line}, column {first.column}"
        raise UnreadableFormError("F002", f"{first.message} ({place})")
    data = document.data
    if not isinstance(data, dict) or data.get("checklist_form") != 1:
        raise UnreadableFormError("F001", "it does not begin with `checklist_form: 1`")
    base, asked = data.get("base") or {}, data.get("asked")
    try:
        identity = PartIdentity.model_validate(data.get("part"))
    except ValidationError as error:
        raise UnreadableFormError("F001", "the key `part` is not as it was sent") from error
    if not isinstance(base, dict) or not isinstance(asked, dict):
        raise UnreadableFormError("F001", "`asked` or `base` is not as it was sent")
    record = PartRecord(identity, {i: _listed(parts) for i, parts in asked.items()}, base)
    return OpenedForm(record, lambda form, name, same: _read(document, record, form, name, same))


def _listed(parts: Any) -> Sequence[str] | None:
    return [str(part) for part in parts] if isinstance(parts, list) else None


def _read(
    document: Document, record: PartRecord, form: Form, file: str, is_same_version: bool
) -> Returned:
    filled = _Reading(document, record, form).filled()
    return interpret(form, filled, file, is_same_version=is_same_version)


class _Reading:
    """The reading of one file: its answers become texts in fields."""

    def __init__(self, document: Document, record: PartRecord, form: Form) -> None:
        self.document, self.record, self.form = document, record, form
        self.cells: dict[tuple[str, str], FilledCell] = {}
        self.entries: dict[str, list[FilledEntry]] = {}
        self.stray: list[StrayText] = []
        self.findings: list[FormFinding] = []
        self.proposed: dict[str, Any] = {}
        self.is_carried = False
        """Whether the answer at hand says that it is that of the last report."""
        self.lines: dict[str, list[FormLine]] = {}
        for line in form.lines:
            self.lines.setdefault(line.question, []).append(line)
        self.tables = {table.question: table for table in form.tables}

    def filled(self) -> Filled:
        """Return what stands in the file."""
        data = self.document.data
        assert isinstance(data, dict)
        if not self.record.is_whole:
            message = "the copy of what was sent was altered"
            self.findings.append(FormFinding("F010", message, severity=Severity.WARNING))
        answers = data.get("answers")
        given = answers if isinstance(answers, dict) else {}
        for question_id, answer in given.items():
            if answer is not None:
                self._answer(question_id, answer, ("answers", question_id))
        for item in self.form.part.items:
            if item.answer and not self._is_as_sent(item.question.id, given.get(item.question.id)):
                self._emptied(item.question.id)
        for name, key in _CLOSING.items():
            if isinstance(data.get(name), str):
                self.cells[key, ANSWER] = FilledCell(str(data[name]), self._place((name,)))
        return Filled(
            identity=self.record.identity,
            base=self.form.part.base,
            cells=self.cells,
            entries=self.entries,
            proposed=self.proposed,
            stray=self.stray,
            findings=self.findings,
        )

    def _place(self, where: DocumentPath) -> str:
        line, column = self.document.position(where)
        return f"{line}:{column}"

    def _put(self, key: str, column: str, content: Any, where: DocumentPath) -> None:
        """Put a text or number into a field; note what is neither."""
        place = self._place(where)
        if column == ANSWER and self.is_carried and self.form.part.base.get(key) == content:
            return  # it still waits to be confirmed
        if isinstance(content, str | int) and not isinstance(content, bool):
            self.cells[key, column] = FilledCell(str(content), place)
        else:
            message = "a text or a number is needed here"
            self.findings.append(FormFinding("F007", message, place))

    def _answer(self, question_id: str, answer: Any, where: DocumentPath) -> None:
        lines = self.lines.get(question_id)
        if lines is None and question_id in self.tables:
            lines = []
        if lines is None:
            message = f"{quoted(question_id)} is not a question of this part"
            place = self._place(where)
            self.findings.append(FormFinding("F012", message, place, Severity.WARNING))
            self.stray.append(StrayText(str(answer)[:500], place, "answer", question_id))
            self._propose(question_id, answer)
            return
        self.is_carried = isinstance(answer, dict) and answer.get("carried") is True
        if self._is_as_sent(question_id, answer):
            return
        if not isinstance(answer, dict) or not answer.keys() & _WITH_VALUE:
            answer = {"value": answer}
            inner = where
        else:
            inner = (*where, "value")
        head = lines[0] if lines else None
        if head is not None:
            self._metadata(head, answer, where)
        if "value" in answer:
            self._value(question_id, lines, answer["value"], inner)

    def _propose(self, question_id: str, answer: Any) -> None:
        """Keep an answer to what was not asked as a proposal, if it is one."""
        questionnaire = self.form.part.questionnaire
        question = questionnaire.questions.get(question_id)
        if question is None or any(answer_findings(question_id, question, answer)):
            return
        with suppress(AddressError):
            for address, content in units({question_id: answer}, questionnaire):
                self.proposed[str(address)] = content

    def _emptied(self, question_id: str) -> None:
        """Note the fields of a question that had a content and have none now."""
        place = self._place(("answers", question_id))
        for line in self.lines[question_id]:
            for name in line.shown:
                self.cells.setdefault((line.key, name), FilledCell("", place))

    def _is_as_sent(self, question_id: str, answer: Any) -> bool:
        """Whether an answer is the one that the part was sent with."""
        for item in self.form.part.items_of(question_id):
            if item.answer and _answer_of(item) == answer:
                return True
        return False

    def _metadata(self, line: FormLine, answer: Mapping[str, Any], where: DocumentPath) -> None:
        for name in [key for key in answer if key not in ANSWER_KEYS]:
            self._unknown(f"{line.owner}/{name}", answer[name], (*where, name))
        for name in [key for key in (MISSING, EVIDENCE, NOTE, CONFIDENTIAL) if key in answer]:
            if name == CONFIDENTIAL:
                mark = "" if answer[name] is None else str(answer[name])
                self._put(line.key, name, MARK if answer[name] is True else mark, (*where, name))
            elif name not in line.takes:
                self._unknown(f"{line.owner}/{name}", answer[name], (*where, name))
            elif name == EVIDENCE:
                self._evidence(line, answer[name], (*where, name))
            elif name == MISSING:
                self._put(line.key, name, _missing_words(answer), (*where, name))
            else:
                self._put(line.key, name, answer[name], (*where, name))

    def _evidence(self, line: FormLine, evidence: Any, where: DocumentPath) -> None:
        if isinstance(evidence, list) and all(_is_reference(one) for one in evidence):
            evidence = "; ".join(evidence_lines(evidence))
        self._put(line.key, EVIDENCE, evidence, where)

    def _value(
        self, question_id: str, lines: Sequence[FormLine], value: Any, where: DocumentPath
    ) -> None:
        if question_id in self.tables and isinstance(value, list) and value:
            self._entries(self.tables[question_id], value, where)
            return
        if question_id in self.tables and value == []:
            self._put(lines[0].key, ANSWER, "No entries", where)
            return
        marks = [line for line in lines if line.mark]
        head = lines[0]
        if is_removal(str(value)) and len(lines) > 1:
            self._removed([line for line in lines if line.unit], where)
        elif isinstance(value, dict):
            self._parts(question_id, lines, value, where)
        elif marks and head.unit != marks[0].unit and not head.unit:
            self._marks(marks, value if isinstance(value, list) else [value], where)
        elif ANSWER not in head.takes and value is not None:
            self._refuse_whole(where)
        elif isinstance(value, list):
            self._put(head.key, ANSWER, "; ".join(map(str, value)), where)
        else:
            self._put(head.key, ANSWER, value, where)

    def _removed(self, lines: Sequence[FormLine], where: DocumentPath) -> None:
        """Take away the whole answer to a question of several lines."""
        base = self.form.part.base
        there = [line for line in lines if f"{line.unit}/{MISSING}" in base or line.unit in base]
        for line in there or lines:
            self._put(line.key, ANSWER, REMOVE, where)

    def _parts(
        self,
        question_id: str,
        lines: Sequence[FormLine],
        value: Mapping[str, Any],
        where: DocumentPath,
    ) -> None:
        """Put the rows of a matrix, or the parts of a value, into their fields."""
        by_unit: dict[str, list[FormLine]] = {}
        for line in lines:
            by_unit.setdefault(line.unit, []).append(line)
        for name, content in value.items():
            unit, at = f"{question_id}/{name}", (*where, name)
            own = by_unit.get(unit, [])
            if name == "evidence":
                self._evidence(lines[0], content, at)
            elif not own:
                self._unknown(unit, content, at)
            elif own[0].mark:
                self._marks(own, content if isinstance(content, list) else [content], at)
            elif "#" in own[0].key:
                self._details(own, content, at)
            elif isinstance(content, dict):
                self._metadata(own[0], content, at)
                if "value" in content:
                    self._put(own[0].key, ANSWER, content["value"], (*at, "value"))
            else:
                self._put(own[0].key, ANSWER, content, at)

    def _details(self, lines: Sequence[FormLine], content: Any, where: DocumentPath) -> None:
        """Put the details of a part of a value into their fields."""
        if not isinstance(content, dict):
            self._refuse_whole(where)
            return
        keys = {line.key.partition("#")[2]: line.key for line in lines}
        for name, one in content.items():
            if name in keys:
                self._put(keys[name], ANSWER, one, (*where, name))
            else:
                self._unknown(f"{lines[0].unit}#{name}", one, (*where, name))

    def _refuse_whole(self, where: DocumentPath) -> None:
        """Note one answer in the place of several: it is in no field."""
        message = "each name takes an answer of its own: {name: answer, name: answer}"
        self.findings.append(FormFinding("F007", message, self._place(where)))

    def _unknown(self, address: str, content: Any, where: DocumentPath) -> None:
        place = self._place(where)
        message = f"{quoted(address)} is not a field of this part"
        self.findings.append(FormFinding("F012", message, place, Severity.WARNING))
        self.stray.append(StrayText(str(content)[:500], place, "answer", address))

    def _marks(self, lines: Sequence[FormLine], chosen: list[Any], where: DocumentPath) -> None:
        """Mark the options that are named by code, words or number."""
        names: dict[str, FormLine] = {}
        for line in lines:
            label = line.text.removesuffix(" (this one alone)")
            names |= {line.mark: line, folded(label): line, line.number: line}
        place = self._place(where)
        marked = set()
        for one in chosen:
            found = names.get(folded(str(one)))
            if found is None:
                message = f"{quoted(str(one))} is not one of the options"
                self.findings.append(FormFinding("F007", message, place))
                return
            marked.add(found.key)
        for line in lines:
            self.cells[line.key, ANSWER] = FilledCell(MARK if line.key in marked else "", place)

    def _entries(self, table: FormTable, value: Sequence[Any], where: DocumentPath) -> None:
        entries = self.entries.setdefault(table.question, [])
        for index, entry in enumerate(value):
            at = (*where, index)
            if not isinstance(entry, dict):
                message = "an entry is a mapping of columns"
                self.findings.append(FormFinding("F007", message, self._place(at)))
                continue
            number = entry.get(_ENTRY)
            cells = {
                column.id: FilledCell(_cell_words(entry[column.id]), self._place((*at, column.id)))
                for column in table.columns
                if column.id in entry
            }
            for name in [name for name in entry if name != _ENTRY and name not in cells]:
                self._unknown(f"{table.question}/{name}", entry[name], (*at, name))
            known = number if isinstance(number, int) and not isinstance(number, bool) else None
            entries.append(FilledEntry(known, cells, self._place(at)))


def _cell_words(cell: Any) -> str:
    """Return the content of a cell as it is typed in a form."""
    if not isinstance(cell, dict):
        return str(cell)
    if "missing" in cell:
        words = _missing_words(cell)
        return f"{words}: {cell['note']}" if "note" in cell else words
    return str(cell.get("value", ""))


def _missing_words(answer: Mapping[str, Any]) -> str:
    code, reason = answer["missing"], answer.get("reason")
    if code in MISSING_LABELS:
        words = missing_text(answer)
        has_words = reason is None or ":" in words
        return words if has_words else f"{words}: {reason}"
    return str(code)


def _is_reference(one: Any) -> bool:
    return isinstance(one, dict) and all(isinstance(part, str) for part in one.values())


FORMAT = FormFormat("yaml", write_yaml, open_yaml)
