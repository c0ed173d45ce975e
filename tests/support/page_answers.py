"""Random answers, as a report has them and as the page of a form holds them; and their path."""

import json
from collections.abc import Mapping
from random import Random
from typing import Any

from checklist.answer_types.answer import REASONS
from checklist.answer_types.choices import Choices
from checklist.answer_types.contact import Contact
from checklist.answer_types.date import Date
from checklist.answer_types.evidence import evidence_lines
from checklist.answer_types.implementation import CONSIDERED, Implementation
from checklist.answer_types.integer import Integer
from checklist.answer_types.interface import AnswerType
from checklist.answer_types.matrix import Matrix
from checklist.answer_types.state import State
from checklist.answer_types.states import States
from checklist.answer_types.table import Table
from checklist.answer_types.text import Text
from checklist.answer_types.written_date import date_in_words
from checklist.forms.build import form_of
from checklist.forms.form import Form
from checklist.forms.html_writer import form_data
from checklist.forms.registry import opened_form
from checklist.forms.words import missing_text
from checklist.lifecycle.draft import Draft
from checklist.ministries.part_record import part_again
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.progress import progress
from checklist.states import BY_CODE
from tests.support.ministries import COAST, report_of

AS_OF = "2026-11-24"


def random_answers(asked: Questionnaire, random: Random) -> dict[str, Any]:
    """Return answers to most questions, whether they are asked or not."""
    share = random.choice([0.3, 0.7, 0.95])
    return {
        i: _answer(question.answer_type, random)
        for i, question in asked.questions.items()
        if random.random() < share
    }


def _answer(answer_type: AnswerType, random: Random) -> dict[str, Any]:
    if random.random() < 0.1:
        code = random.choice(sorted(REASONS))
        reasons = [option.code for option in REASONS[code] if option.code != "other"]
        return {"missing": code, **({"reason": random.choice(reasons)} if reasons else {})}
    return {"value": _value(answer_type, random)}


def _value(answer_type: AnswerType, random: Random) -> Any:
    match answer_type:
        case Choices():
            codes = [one.code for one in answer_type.listed()]
            exclusive = {*answer_type.exclusive_codes()}
            free = [code for code in codes if code not in exclusive]
            if exclusive and random.random() < 0.3:
                return [random.choice(sorted(exclusive))]
            return random.sample(free, random.randint(1, len(free)))
        case Matrix():
            share = random.choice([0.5, 1])
            rows = [row for row in answer_type.rows() if random.random() < share]
            codes_in = {row: sorted(answer_type.codes(row) or ()) for row in answer_type.rows()}
            return {
                row: {"value": random.choice(codes_in[row])}
                if random.random() < 0.9
                else {"missing": "declined"}
                for row in rows or [*answer_type.rows()][:1]
            }
        case Implementation():
            codes_of = sorted((answer_type.codes() or frozenset()) - {CONSIDERED})
            return {"status": random.choice(codes_of)}
        case Date():
            year, month = random.randint(1998, 2028), random.randint(1, 12)
            whole = f"{year}-{month:02}-{random.randint(1, 28):02}"
            return random.choice([whole, whole, whole[:7], whole[:4]])
        case Integer():
            return random.randint(
                answer_type.minimum, min(answer_type.maximum, answer_type.minimum + 50)
            )
        case Contact():
            return {"office": "An office"}
        case State():
            return random.choice(["NOR", "AUT", "UGA"])
        case States():
            return random.sample(["NOR", "AUT", "UGA"], random.randint(1, 2))
        case Text():
            return "Words"
        case Table():
            return [_entry(answer_type, random) for _ in range(random.randint(0, 3))]
        case _:
            return random.choice(sorted(answer_type.codes() or ()))


def _entry(table: Table, random: Random) -> dict[str, Any]:
    first, *others = table.columns
    some = [column for column in others if random.random() < 0.6]
    return {one.id: {"value": _value(one.answer_type, random)} for one in [first, *some]}


def state_of(answers: Mapping[str, Any], asked: Questionnaire) -> dict[str, Any]:
    """Return what a page holds in which a person gave these answers."""
    cells: dict[str, dict[str, str]] = {}
    entries: dict[str, Any] = {}
    for i, answer in answers.items():
        answer_type = asked.questions[i].answer_type
        if "missing" in answer:
            cells[head_key(i, answer_type)] = {"missing": missing_text(answer)}
            continue
        value = answer["value"]
        match answer_type:
            case Choices():
                cells |= {f"{i}#{code}": {"answer": "x"} for code in value}
            case Matrix():
                for row, one in value.items():
                    missing = {"missing": missing_text(one)} if "missing" in one else {}
                    cells[f"{i}/{row}"] = missing or {"answer": one["value"]}
            case Table():
                entries[i] = [
                    {
                        "number": None,
                        "cells": {name: typed(one["value"]) for name, one in entry.items()},
                    }
                    for entry in value
                ]
                if not value:
                    cells[i] = {"answer": "none"}
            case Implementation() | Contact():
                cells[head_key(i, answer_type)] = {"answer": next(iter(value.values()))}
            case _:
                cells[i] = {"answer": typed(value)}
    return {"cells": cells, "entries": entries}


def head_key(question_id: str, answer_type: AnswerType) -> str:
    """Return the key of the first line of a question."""
    if isinstance(answer_type, Implementation | Contact):
        return f"{question_id}/{answer_type.value_parts[0]}"
    return question_id


def typed(value: Any) -> str:
    """Return a value as a person types it: a date in words, States by name."""
    if isinstance(value, list):
        return "; ".join(BY_CODE[code].name for code in value)
    if isinstance(value, str) and value in BY_CODE:
        return BY_CODE[value].name
    text = str(value)
    is_day = len(text.split("-")) == len(AS_OF.split("-")) and text[:4].isdecimal()
    if is_day and int(text[8:]) > 12:
        return ".".join(reversed(text.split("-")))
    return date_in_words(text)


def expected(answers: Mapping[str, Any], asked: Questionnaire) -> dict[str, Any]:
    """Return the path and the progress of these answers, as the engine finds them."""
    draft = Draft(asked, report_of(answers, asked))
    for _ in range(len(asked.gates) + 1):
        draft.follow_gates(draft.path.on)
    found = progress(draft.path)
    return {
        "on": [i for i in asked.questions if i in draft.path.on],
        "complete": [
            i
            for i, one in asked.questions.items()
            if i in draft.path.on and draft.path.is_complete(one)
        ],
        "progress": {
            "required": sum(one.required for one in found),
            "done": sum(one.required_answered for one in found),
            "optional": sum(one.optional for one in found),
            "answered": sum(one.optional_answered for one in found),
        },
    }


def with_state(content: bytes, state: Mapping[str, Any]) -> bytes:
    """Return a page in which a person saved these answers."""
    data = json.dumps({"closing": {}, "changed": "2026-11-25T10:00:00.000Z", **state})
    for character in "<>&":
        data = data.replace(character, f"\\u{ord(character):04x}")
    begin, end = b'<script type="application/json" id="form-answers">', b"</script>"
    before, after = content.split(begin)
    return before + begin + data.encode() + end + after.split(end, 1)[1]


def clerk_state(wanted: Form) -> dict[str, Any]:
    """Return what a page holds in which a clerk entered what another form shows."""
    data = form_data(wanted, is_whole=False, file="")
    entries = {
        name: [{"number": None, "cells": entry["cells"]} for entry in table["entries"]]
        for name, table in data["tables"].items()
        if table["entries"]
    }
    return {"cells": data["sent"], "entries": entries}


def filled_in(
    content: bytes,
    answers: Mapping[str, Any],
    asked: Questionnaire = COAST,
    closing: Mapping[str, str] | None = None,
) -> bytes:
    """Return the page of a part in which a clerk gave some answers.

    Args:
        content: The page as it was sent.
        answers: The answers by question: as a report has them, their value alone, or `remove`.
        asked: The questionnaire.
        closing: What is written at the end, by key.
    """
    part, _ = part_again(opened_form(content, "a.html").record, asked)
    form = form_of(part)
    cells: dict[str, dict[str, str]] = {}
    entries: dict[str, Any] = {}
    for question, answer in answers.items():
        lines = [line for line in form.lines if line.question == question]
        assert lines, question
        is_answer = isinstance(answer, dict) and answer.keys() & {"value", "missing", "note"}
        value = answer.get("value") if is_answer else answer
        if is_answer:
            _put_beside(cells.setdefault(lines[0].key, {}), answer)
        if value == "remove":
            own = [line for line in lines if line.unit]
            lines = [line for line in own if line.unit in part.base] or own
            cells |= {line.key: {"answer": "remove"} for line in lines}
        elif question in {table.question for table in form.tables}:
            entries[question] = [
                {"number": None, "cells": {name: str(one) for name, one in entry.items()}}
                for entry in value
            ]
        elif isinstance(value, dict):
            for name, one in value.items():
                cell = cells.setdefault(f"{question}/{name}", {})
                if isinstance(one, dict):
                    _put_beside(cell, one)
                    one = one.get("value")
                cell |= {} if one is None else {"answer": str(one)}
        elif isinstance(value, list):
            for line in lines:
                if line.mark:
                    cells.setdefault(line.key, {})["answer"] = "x" if line.mark in value else ""
        elif value is not None:
            cells.setdefault(lines[0].key, {})["answer"] = str(value)
    return with_state(content, {"cells": cells, "entries": entries, "closing": closing or {}})


def _put_beside(cell: dict[str, str], answer: Mapping[str, Any]) -> None:
    """Put what stands beside a value into its fields."""
    if "missing" in answer:
        cell["missing"] = missing_text(answer)
    if "note" in answer:
        cell["note"] = str(answer["note"])
    if "evidence" in answer:
        cell["evidence"] = "; ".join(evidence_lines(answer["evidence"]))
    if "confidential" in answer:
        cell["confidential"] = "x"
