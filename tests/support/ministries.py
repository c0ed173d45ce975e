"""Divided reports, their parts, and forms that are filled in by program as a clerk would."""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from checklist.forms.build import form_of
from checklist.forms.form import Form
from checklist.forms.registry import format_named
from checklist.ministries.division import Authority, Division, proposed_division, reference_of
from checklist.ministries.part import Part, whole_part
from checklist.ministries.part import part_of as made_part
from checklist.questionnaire.loading import load
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.address import units
from checklist.reports.check_structure import check_structure
from checklist.reports.checked_report import CheckedReport
from checklist.reports.report import DRAFT, Report
from tests.support.folders import COAST_FOLDER

COAST = load(COAST_FOLDER)
REPORT_ID = "a" * 32
_BLOCK = re.compile(r'(<script[^>]*id="form-answers"[^>]*>)(.*?)(</script>)', re.DOTALL)

NOT_IN_FORMS = frozenset({"answered_by", "confidence", "by"})
"""What no form shows of an answer."""


def report_of(answers: Mapping[str, Any], questionnaire: Questionnaire = COAST) -> Report:
    """Return the draft of Norway with these answers."""
    head = questionnaire.head
    return Report(
        questionnaire_id=head.id,
        questionnaire_version=head.version,
        questionnaire_digest=questionnaire.digest,
        state="NOR",
        as_of="2026-11-24",
        status=DRAFT,
        revision=1,
        answers=answers,
        report_id=REPORT_ID,
    )


def checked(answers: Mapping[str, Any], questionnaire: Questionnaire = COAST) -> CheckedReport:
    """Return the draft, checked."""
    return check_structure(report_of(answers, questionnaire).to_data(), questionnaire)[0]


def division(questionnaire: Questionnaire = COAST) -> Division:
    """Return the division that the questionnaire proposes."""
    return proposed_division(report_of({}, questionnaire), questionnaire)


def all_to(authority: str, questionnaire: Questionnaire = COAST) -> Division:
    """Return a division in which one authority answers everything."""
    return Division(
        checklist_division=1,
        questionnaire=reference_of(questionnaire),
        state="NOR",
        report_id=REPORT_ID,
        authorities={authority: Authority()},
        asks=dict.fromkeys(questionnaire.questions, authority),
    )


def part_of(
    answers: Mapping[str, Any],
    authority: str = "labour",
    divided: Division | None = None,
    questionnaire: Questionnaire = COAST,
) -> Part:
    """Return the part of an authority in a report with these answers."""
    return made_part(checked(answers, questionnaire), divided or division(questionnaire), authority)


def form(
    answers: Mapping[str, Any],
    authority: str = "labour",
    divided: Division | None = None,
    questionnaire: Questionnaire = COAST,
) -> Form:
    """Return the form of that part."""
    return form_of(part_of(answers, authority, divided, questionnaire))


def whole_form(questionnaire: Questionnaire, state: str) -> Form:
    """Return the form of all questions of a State that has no report yet."""
    begun = report_of({}, questionnaire)._replace(state=state, report_id=None)
    return form_of(whole_part(check_structure(begun.to_data(), questionnaire)[0]))


def given_by(authority: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers that name an authority as their giver, so that its form shows all of them."""
    return {i: {**answer, "answered_by": [authority]} for i, answer in answers.items()}


def written(of: Form, name: str = "html") -> bytes:
    """Return the file of a form."""
    return format_named(name).write(of)


@cache
def empty_form(name: str, questionnaire: Questionnaire) -> bytes:
    """Return the file of a form of an empty report, with all questions. It is written once."""
    return written(form({}, "labour", all_to("labour", questionnaire), questionnaire), name)


def shown_units(answers: Mapping[str, Any], questionnaire: Questionnaire = COAST) -> dict[str, Any]:
    """Return the contents of answers by address, as far as a form has them."""
    return {
        str(address): content
        for address, content in units(answers, questionnaire)
        if address.part not in NOT_IN_FORMS
    }


def set_cell(content: bytes, key: str, name: str, text: str) -> bytes:
    """Return a page with another content in the field of a line."""
    return with_cells(content, {key: {name: text}})


def with_cells(content: bytes, cells: Mapping[str, Mapping[str, str]]) -> bytes:
    """Return a page in which more fields are filled in, by the key of the line and the column."""

    def change(found: re.Match[str]) -> str:
        answers = json.loads(found[2])
        fields = answers.setdefault("cells", {})
        for key, columns in cells.items():
            if key.startswith("#"):
                answers.setdefault("closing", {})[key] = columns["answer"]
            else:
                fields.setdefault(key, {}).update(columns)
        return found[1] + json.dumps(answers).replace("<", "\\u003c") + found[3]

    return _BLOCK.sub(change, content.decode()).encode()


def canonical(data: Any) -> str:
    """Return data so that equal data are equal texts."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False)
