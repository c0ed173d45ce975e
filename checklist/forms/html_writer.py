"""Writes a form as one HTML page, which is filled in with a browser and without a network.

The script of the page has no words and no rules of its own: it gets the sentences, and the
conditions as nested lists that begin with the name of what they are.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from checklist.answer_types.answer import MISSING_CODES, MISSING_LABELS, REASONS
from checklist.answer_types.comparison import CellComparison, CellSum, EntryCondition, Than
from checklist.answer_types.interface import AnswerType
from checklist.answer_types.operands import ORDER, interval
from checklist.forms.form import (
    ANSWER,
    CLOSING,
    COLUMNS,
    EVIDENCE,
    MISSING,
    PERIOD,
    Form,
    FormLine,
    FormTable,
    questions_in,
)
from checklist.forms.interface import carried_texts
from checklist.forms.words import (
    AS_BEFORE,
    NO_MARKS,
    REMOVE_WORD,
    WHY_NO_ANSWER,
    missing_text,
    missing_values,
    offered_reasons,
)
from checklist.lifecycle.contradictions import doubt
from checklist.ministries.part import PartIdentity, PartItem
from checklist.questionnaire.condition import (
    AS_OF,
    STATE,
    All,
    AnyOf,
    ColumnOf,
    Condition,
    EntryCount,
    Leaf,
    Not,
    Sum,
    SumComparison,
    Summands,
    Variable,
    variables,
)
from checklist.render.html import RawText, page
from checklist.states import BY_CODE, alphabetical
from checklist.text.entries import BESIDE_DATES, FIRST_DAY, month_names
from checklist.text.languages import FROM_LEFT, is_right_to_left
from checklist.text.messages import Message, Texts, labelled, listed_words, tr
from checklist.text.paragraphs import capitalized, flat, paragraphs, sentence

MESSAGES: Mapping[str, str] = Texts(
    {
        # What is understood when it comes back
        "as-before": AS_BEFORE,
        "remove": REMOVE_WORD,
        # An answer
        "answer": "Your answer",
        "office": "Name of the office and its ministry",
        "optional": "(optional)",
        "optional-field": "{label} (optional)",
        "more": "What counts, and what the words mean",
        "as-before-answer": "As before: {answer}",
        "all-as-before": "All as before",
        "all-rows-as-before": "All rows as before",
        "not-answered": "Not answered yet",
        "take-back": "Take back this answer",
        "remove-answer": "Remove what was here",
        "last": "Last report: {answer}",
        "hint-and-last": "{hint}. Last report: {answer}",
        "last-row": "(last report: {answer})",
        "last-mark": "(last report)",
        # What stands beside an answer
        "missing": "No answer?",
        "evidence": "Evidence",
        "note": "Remark",
        "confidential": "Do not publish",
        "beside-question": "(question {number})",
        "beside-row": "({row})",
        "why-missing": WHY_NO_ANSWER,
        "not-missing": "There is an answer, or it is still open",
        "web-address": "Web address",
        "web-address-hint": "An address that begins with https://. Several with ; between them.",
        "law-or-link": "Law and article, or link",
        "law-or-link-hint": (
            "A law by its short name in the register, then the article; or an address "
            "that begins with "
            "https://. Several with ; between them."
        ),
        "add-law": "Add a law of the register",
        "choose-law": "Add a law of the register…",
        "no-laws": "The register of laws is empty",
        "law": "{name}: {citation}",
        # What is wrong
        "emptied": "Empty: what was here stays. To remove it, write: {remove}",
        "wrong-date": (
            "This is not clear as a date. Write it as in 31.12.2023, or 31 May 2004; a "
            "month or a year "
            "will do."
        ),
        "wrong-number": (
            "This is not a whole number from {least} to {most}. Write it in digits, "
            "without commas or "
            "points."
        ),
        "at-most": "At most {most} characters.",
        "too-long": "The text has {length} characters; at most {most} are allowed.",
        "stands-alone": "“{option}” must be the only choice: remove it, or the others.",
        "none-and-entries": (
            "“No entries” is marked, and there are entries. Take back the mark, or "
            "remove the entries."
        ),
        "answer-and-missing": (
            "There is an answer, and a reason why there is none. Take one of them back."
        ),
        "reason-in-words": "“Another reason” needs the reason in words: write it as a remark.",
        # Entries of tables
        "add-entry": "Add: {entry}",
        "entry": "{entry} {number}",
        "remove-entry": "Remove {entry} {number}",
        "put-back": "Put it back",
        "entry-goes": "This entry will be removed.",
        "register": "Your answers can cite what is listed here. Add what is missing.",
        # The path
        "not-asked-if": "{number} {ask} Not asked now: only if {condition}.",
        "not-asked": "{number} {ask} Not asked now: an earlier answer decides.",
        "kept": "What you answered is kept.",
        "only-if": "Only if {condition}.",
        "follows": "Follows from your answer to {number}. If it is otherwise, answer here.",
        # The whole
        "progress": "Progress",
        "required-answered": "Required questions that are answered",
        "done": "{done} of {required} required",
        "done-and-optional": "{done} of {required} required, {answered} of {optional} optional",
        "done-in-part": "{done} of {required}",
        "optional-part": Message("optional", "a part of a form"),
        "parts": "Parts",
        "next-open": "Next open question",
        "none-open": "No required question is open.",
        "which-state": "Which State do you answer for?",
        "choose-state": "Choose your State",
        "at-the-end": "At the end",
        # Save and open
        "save": "Save",
        "open": "Open a saved page",
        "saving": "Your browser is saving this page as {file}.",
        "look-again": (
            "Look again at what is marked at these questions, and save again if you correct it: "
            "{numbers}."
        ),
        "check-secrets": (
            "Check that the file is there, then remove the answers marked “Do not "
            "publish” from this "
            "browser."
        ),
        "use-whole": "To use it: checklist merge REPORT {file}",
        "use-part": "Send that file back.",
        "remove-secrets": "The file is there: remove them",
        "secrets-removed": (
            "The answers marked “Do not publish” are removed from this browser, and are "
            "in {file}. If "
            "you go on writing in this page, this browser keeps them again until you remove them."
        ),
        "replaces": "This page has answers that are not in {file}. Opening {file} replaces them.",
        "replace": "Replace",
        "cancel": "Cancel",
        "too-large": "{file} is too large for a saved page.",
        "other-form": "{file} is a saved page of another form.",
        "no-page": "{file} is not a saved page of this form.",
        "not-opened": "{file} was not opened. What you wrote here is as it was.",
        "opened": "The answers of {file} are in this page now.",
        # What the browser keeps
        "browser": "What this browser keeps",
        "browser-keeps": (
            "While you write, this browser keeps the answers on this computer, so that nothing is "
            "lost. Save writes them into a page of your own: that page is what you send. Once you "
            "confirm that the file is there, answers marked “Do not publish” are kept in that page "
            "only."
        ),
        "browser-cannot": "This browser keeps nothing by itself: press Save often.",
        "back": "What you wrote here before is back, from what this browser keeps.",
        "back-in-part": (
            "What is not for publication is in the page that you saved: open that one."
        ),
        "clear": "Clear what this browser keeps",
        "clear-asked": "What is not in a saved page will be lost.",
        "clear-yes": "Yes, clear it",
        "clear-no": "No",
        "cleared": "This browser no longer keeps any answers of this form.",
    }
)
"""The words by their names, which the script uses."""


Row: TypeAlias = list[Any]
"""A condition of the table."""

OPEN: Row = ["open"]


def condition_row(condition: Condition, is_known: Callable[[Variable], bool]) -> Row:
    """Return a condition as data.

    Args:
        condition: The condition.
        is_known: Whether the page has the answer to a question, or to this row of it.
    """
    return _row(condition, is_known, is_negated=False)


def _row(condition: Condition, is_known: Callable[[Variable], bool], *, is_negated: bool) -> Row:
    match condition:
        case All():
            name, parts = ("any" if is_negated else "all"), condition.all
        case AnyOf():
            name, parts = ("all" if is_negated else "any"), condition.any
        case Not():
            return _row(condition.not_, is_known, is_negated=not is_negated)
        case Leaf() | SumComparison():
            if not all(map(is_known, variables(condition))):
                return OPEN
            row = _leaf(condition) if isinstance(condition, Leaf) else _sum(condition)
            return ["not", row] if is_negated else row
    return [name, *(_row(part, is_known, is_negated=is_negated) for part in parts)]


def _can_be_true(row: Row) -> bool:
    """Whether a condition can become true: what is open never does."""
    name, *parts = row
    if name in {"all", "any"}:
        return (all if name == "all" else any)(map(_can_be_true, parts))
    return row != OPEN


def _leaf(leaf: Leaf) -> Row:
    literal = leaf.literal
    if leaf.operator == "answered":
        return ["answered", leaf.question, leaf.row, literal]
    if leaf.entries is not None:
        return ["entries", leaf.question, leaf.entries.operator, _number(leaf.entries)]
    if leaf.every is not None:
        return ["every", leaf.question, cell_row(leaf.every), list(leaf.every.columns)]
    return _compared(leaf.operator, [leaf.question, leaf.row], literal)


def cell_row(condition: EntryCondition) -> Row:
    """Return a condition on the cells of an entry as data: a column stands for a question."""
    if isinstance(condition, CellSum):
        literal = condition.literal
        if isinstance(literal, Than):
            limit: Any = ["sum", ["questions", literal.than]] if literal.days == 0 else None
        else:
            limit = literal
        return ["sum", ["questions", *condition.sum], condition.operator, limit]
    assert isinstance(condition, CellComparison)
    return _compared(condition.operator, [condition.column, None], condition.literal)


def _compared(operator: str, operand: list[Any], literal: Any) -> Row:
    """Return the comparison of an operand: of its order, or with codes or dates."""
    if isinstance(literal, Than):
        return ["order", operator, *operand, ["than", literal.than, literal.days]]
    if operator in ORDER:
        return ["order", operator, *operand, _bound(operator, literal)]
    literals = literal if isinstance(literal, list) else [literal]
    return ["codes", operator, *operand, [*literals], [*filter(None, map(_days, literals))]]


def _bound(operator: str, literal: Any) -> Any:
    """Return a number, or the day with which a later or earlier date is compared."""
    if not isinstance(literal, str):
        return literal
    days = _days(literal)
    if days is None:
        return None
    return [days[1]] * 2 if operator in {"gt", "lte"} else [days[0]] * 2


def _days(literal: Any) -> list[int] | None:
    """Return the first and last day of a date, as numbers; None for what is no date."""
    found = interval(literal) if isinstance(literal, str) else None
    return None if found is None else [day_number(found.first), day_number(found.last)]


def day_number(day: date) -> int:
    """Return the number of a day: 1 is the first of January of the year 1."""
    return day.toordinal()


def _sum(compared: SumComparison) -> Row:
    return ["sum", _summands(compared.sum), compared.operator, _number(compared)]


def _summands(summands: Summands) -> Row:
    if isinstance(summands, ColumnOf):
        return ["column", summands.question, summands.column]
    return ["questions", *summands]


def _number(compared: EntryCount | SumComparison) -> Any:
    """Return the number to compare with, or the sum that gives it; None if it stays unknown."""
    match compared.literal:
        case Than(than=than, days=days):
            return ["sum", ["questions", than]] if days == 0 else None
        case Sum(sum=summands):
            return ["sum", _summands(summands)]
        case number:
            return number


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
        self.missing = missing_values()
        self.options: dict[tuple[tuple[str, str], ...], int] = {}
        self.items: dict[str, PartItem] = {item.question.id: item for item in self.part.items}
        self.columns = [(of.question, column.id) for of in form.tables for column in of.columns]
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
                [code, label, self._reasons(code) or [[code, label]], MISSING_LABELS.english(code)]
                for code, label in MISSING_LABELS.items()
            ],
            "entries": {
                "months": month_names(),
                "beside": sorted(BESIDE_DATES),
                "first": sorted(FIRST_DAY),
                "no": sorted({*NO_MARKS, *listed_words(REMOVE_WORD)}),
                "before": AS_BEFORE.english,
            },
            "codes": sorted(MISSING_CODES),
            "laws": [[law.code, law.label] for law in self.part.laws],
            "register": head.laws.question if head.laws else "",
            "sections": sections,
            "tables": {table.question: self._table(table) for table in self.form.tables},
            "closing": [*CLOSING.items()],
            "messages": dict(MESSAGES),
            "other": [
                tr("{code}: other", code)
                for code, reasons in REASONS.items()
                if any(reason.code == "other" for reason in reasons)
            ],
            "sent": self._sent(),
            "party": None if party is None else condition_row(party, self._is_known),
        }
        if asks_states or not state:
            known = sorted(BY_CODE.values(), key=lambda state: alphabetical(state.shown))
            data["states"] = [[*dict.fromkeys((s.code, s.shown, s.name))] for s in known]
        if is_right_to_left(self.questionnaire.language):
            data["from_left"] = FROM_LEFT
        data["options"] = [[*option] for option in self.options]
        return data

    def _reasons(self, code: str) -> list[list[str]]:
        """Return the reasons that a page offers, and those that stand in it already, with words."""
        standing = {line.shown.get(MISSING) for line in self.form.lines}
        offered = REASONS[code] if self.is_whole else offered_reasons(code)
        texts = {one: missing_text({"missing": code, "reason": one.code}) for one in REASONS[code]}
        return [
            [f"{code}: {one.code}", text]
            for one, text in texts.items()
            if one in offered or text in standing
        ]

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
            yield {
                "number": section.number,
                "title": section.title,
                "introduction": section.introduction,
                "questions": [*map(self._question, questions_in(section.lines))],
            }

    def _question(self, lines: Sequence[FormLine]) -> Mapping[str, Any]:
        question_id = lines[0].question
        item = self.items[question_id]
        question, answer_type = item.question, item.question.answer_type
        glossary = self.questionnaire.head.glossary
        terms = [glossary[name] for name in question.terms if name in glossary]
        meanings = [labelled(capitalized(term.term), flat(term.definition)) for term in terms]
        first = [tr(PERIOD, item.period)] if item.period else []
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
            "checks": [*self._checks(question_id)],
        }
        return _without_empty(data)

    def _checks(self, question_id: str) -> Iterator[Mapping[str, Any]]:
        """Yield the checks on an answer alone; of entries, with the last column that they compare.

        They ask while somebody answers. A comparison with what is not in the page is left open, and
        a check that cannot become true without it is left out.
        """
        for check in self.questionnaire.checks_within(question_id):
            when = condition_row(check.when, self._is_known_here)
            if not _can_be_true(when):
                continue
            compared = variables(check.when)
            columns = [column for of, column in self.columns if (of, column) in compared]
            yield {
                "when": when,
                "says": doubt(check, self.questionnaire),
                "column": columns[-1] if columns else "",
            }

    def _is_known_here(self, variable: Variable) -> bool:
        """Whether the page has a part of an answer, or a column of the entries that it shows."""
        return variable in self.columns or self._is_known(variable)

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
        """Return what the fields are sent with, options and missing answers by their codes."""
        sent = {}
        for line in self.form.lines:
            shown = dict(line.shown)
            codes = {option.label: option.code for option in line.options}
            if ANSWER in shown:
                shown[ANSWER] = codes.get(shown[ANSWER], shown[ANSWER])
            if MISSING in shown:
                shown[MISSING] = self.missing.get(shown[MISSING], shown[MISSING])
            if shown:
                sent[line.key] = {column: RawText(text) for column, text in shown.items()}
        return sent

    # Tables

    def _table(self, table: FormTable) -> Mapping[str, Any]:
        answer_type = self.questionnaire.questions[table.question].answer_type
        own = {column.id: column for column in answer_type.listed_columns()}
        codes = {
            column.id: {**self.missing, **{opt.label: opt.code for opt in column.options}}
            for column in table.columns
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


_HOW_TO = Message(
    "Your answers stay on this computer until you send the page that Save writes. Leave "
    "open the questions that are not yours, and say whose they are. “Not known” is an "
    "answer, and so is a reason why you do not answer. What you mark “Do not publish” is "
    "not published; the secretariat gets it with this mark."
)


def write_html(form: Form, *, is_whole: bool = False) -> bytes:
    """Return the page of a form.

    Args:
        form: The form.
        is_whole: Whether it is that of the whole questionnaire, which belongs to no report.
    """
    identity = form.part.identity
    file = whole_name(identity.state) if is_whole else part_name(identity)
    base = carried_texts(form)
    own, asked = (base.pop(name) for name in ("identity", "asked"))
    part = {
        "checklist_form": 1,
        "whole": is_whole,
        "part": own,
        "asked": asked,
        "base": base,
    }
    return page(
        "form.html.j2",
        styles=("page.css", "form.css"),
        script="form.js",
        language=form.part.questionnaire.language,
        title=" · ".join(filter(None, [form.part.label, form.state_name])),
        lead=[_summary(form, is_whole=is_whole), _HOW_TO, *form.about_notes],
        form=form_data(form, is_whole=is_whole, file=file),
        part=part,
    ).encode()


def whole_name(state: str) -> str:
    """Return the name of the page of the whole questionnaire: `NOR-whole.html`."""
    return "-".join(filter(None, [state, "whole"])) + ".html"


def part_name(identity: PartIdentity) -> str:
    """Return the name under which the page of a part is saved: `NOR-labour.html`."""
    return f"{identity.state}-{identity.authority}.html"


def _summary(form: Form, *, is_whole: bool) -> str:
    """Return how much is asked, and until when; nobody waits for a form of the whole."""
    part = form.part
    if is_whole:
        return tr("{items} questions, many of which fall away as you answer.", len(part.items))
    return sentence(form.title.removeprefix(f"{part.label} · {form.state_name} · "))
