"""Evidence next to a value stays with its answer through the life of a report."""

from collections.abc import Mapping
from datetime import date

import pytest

from checklist.answer_types.answer import AnswerData
from checklist.checks.validator import findings
from checklist.errors import ChecklistError
from checklist.files.reader import Document
from checklist.lifecycle.carry_forward import next_report
from checklist.lifecycle.redact import redacted
from checklist.reports.address import Address, Answers, get, set, units
from tests.support import cited, tiny
from tests.support.cited import LAW, LINK

ASKED = cited.questionnaire()
FINAL = tiny.report(
    ASKED,
    {
        **cited.ANSWERS,
        "measure": {"value": {"status": "planned"}},
        "plain": {"value": "negative"},
    },
).sealed()


def test_it_is_carried_forward() -> None:
    draft, left_behind = next_report(tiny.document(FINAL), ASKED, date(2027, 1, 1))

    assert left_behind == {}
    assert draft.answers["offence"] == {**cited.ANSWERS["offence"], "carried": True}
    assert draft.answers["duties"]["value"] == cited.ANSWERS["duties"]["value"]


def test_evidence_that_a_question_does_not_take_any_more_is_found() -> None:
    now = tiny.questionnaire([{"id": "site", "type": "yes-no"}])

    carried, _ = next_report(tiny.document(FINAL), now, date(2027, 1, 1))

    assert [
        finding.code for finding in findings(carried.to_data(), now) if finding.code != "R014"
    ] == ["R010"]


def test_it_is_published_with_its_answer_and_withheld_with_a_row() -> None:
    rows = cited.ANSWERS["duties"]["value"]
    secret = {**rows["police"], "confidential": True}
    answers = {**FINAL.answers, "duties": {"value": {**rows, "police": secret}}}

    copy = redacted(final(answers), ASKED).answers

    assert copy["offence"]["evidence"] == [LAW, LINK]
    assert copy["duties"]["value"] == {key: rows[key] for key in ("judges", "doctors")}


def test_a_law_whose_name_is_not_public_keeps_a_report_from_being_published() -> None:
    law = {"name": {"value": "penal-code", "confidential": True}}
    answers = {**FINAL.answers, "laws": {"value": [law]}}

    with pytest.raises(ChecklistError, match="cites the law `penal-code`"):
        redacted(final(answers), ASKED)


def final(answers: Mapping[str, AnswerData]) -> Document:
    return tiny.document(tiny.report(ASKED, answers).sealed())


def test_it_is_a_unit_with_an_address() -> None:
    made: Answers = {}
    for address, content in units(cited.ANSWERS, ASKED):
        made = set(made, address, content, ASKED)

    assert made == cited.ANSWERS
    address = Address.parse("duties/doctors/evidence", ASKED)
    assert address == Address(question="duties", row="doctors", part="evidence")
    assert get(cited.ANSWERS, address, ASKED) == [LAW, LINK]
    assert get(cited.ANSWERS, Address.parse("offence/evidence", ASKED), ASKED) == [LAW, LINK]


def test_a_missing_answer_takes_the_place_of_a_value_with_its_evidence() -> None:
    address = Address.parse("offence/missing", ASKED)

    changed = set(cited.ANSWERS, address, {"missing": "declined"}, ASKED)

    assert changed["offence"] == {"missing": "declined"}
