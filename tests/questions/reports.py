"""State reports made of a few answers, and what is found in them."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from checklist.answer_types.answer import AnswerData
from checklist.checks.validator import validate
from checklist.diagnostics import Diagnostic, Severity
from checklist.files.reader import parse
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import DRAFT, Report

Short: TypeAlias = str | Sequence[str] | Sequence[Mapping[str, Any]] | Mapping[str, str]
"""An answer in short: a code, date or text; several codes; entries; or the code of some rows."""

NOT_APPLICABLE = "not-applicable"
_MISSING: Mapping[str, AnswerData] = {
    "not-known": {"missing": "not-known", "reason": "not-collected"},
    NOT_APPLICABLE: {"missing": NOT_APPLICABLE, "reason": "does-not-arise"},
    "declined": {"missing": "declined"},
}


def draft(
    questionnaire: Questionnaire,
    answers: Mapping[str, Short],
    *,
    state: str = "AUT",
    as_of: str = "2026-11-24",
) -> Report:
    """Return a draft with answers in short."""
    head = questionnaire.head
    written = {name: answer(questionnaire, name, short) for name, short in answers.items()}
    return Report(head.id, head.version, questionnaire.digest, state, as_of, DRAFT, 1, written)


def answer(questionnaire: Questionnaire, question_id: str, short: Short) -> AnswerData:
    """Return an answer written out, as its question's answer type has it."""
    if isinstance(short, str) and short in _MISSING:
        return _MISSING[short]
    value: Any = short
    if isinstance(short, Mapping):
        value = {row: _MISSING.get(code, {"value": code}) for row, code in short.items()}
    elif questionnaire.questions[question_id].type == "implementation":
        value = {"status": short}
        if short == "implemented":
            value["evidence"] = [{"url": "https://example.org/evidence"}]
    return {"value": value}


def found(questionnaire: Questionnaire, report: Report) -> list[Diagnostic]:
    """Return what is found in the report's file."""
    content = json.dumps(report.to_data()).encode()
    return validate(parse(content, "report.json"), questionnaire)


def grave(questionnaire: Questionnaire, report: Report) -> list[Diagnostic]:
    """Return the errors and warnings. What a draft still lacks is only noted.

    The checks on the treaties are tried on days on which the document did not exist yet: that a
    report has such a date is left out. So is that answers in short come without evidence (R018).
    """
    return [
        one
        for one in found(questionnaire, report)
        if one.severity is not Severity.NOTE and one.where != ("as_of",) and one.code != "R018"
    ]
