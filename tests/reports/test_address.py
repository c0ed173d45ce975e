"""Addresses of what can be given, changed and merged alone in a report."""

import copy
from functools import cache
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checklist.files.reader import parse
from checklist.lifecycle.redact import redacted
from checklist.questionnaire.loading import shipped
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports import address
from checklist.reports.address import Address, AddressError
from checklist.reports.seal import seal
from tests.support import tiny
from tests.support.made_reports import as_json, made_report
from tests.support.small_report import SMALL

TINY = tiny.questionnaire(
    [
        {"id": "status", "type": "choice", "options": [{"code": "party", "label": "Party"}]},
        {"id": "measure", "type": "implementation"},
        {
            "id": "training",
            "type": "matrix",
            "options": [{"code": "planned", "label": "Planned"}],
            "items": [{"id": "police", "label": "Police"}, {"id": "law", "label": "Lawyers"}],
        },
        {
            "id": "laws",
            "type": "table",
            "entry": "law",
            "columns": [
                {"id": "title", "label": "Title", "type": "text", "required": True},
                {"id": "note", "label": "Note", "type": "text"},
            ],
        },
    ]
)

both_questionnaires = pytest.mark.parametrize("questionnaire", [shipped(), SMALL], ids=["1", "2"])
seeds = st.integers(0, 19)
"""Few reports, for to make one takes long; of each, many units are drawn."""


@cache
def made(seed: int, questionnaire: Questionnaire) -> dict[str, Any]:
    return made_report(seed, questionnaire)


@pytest.mark.sampled
@both_questionnaires
@given(seed=seeds)
def test_all_units_of_a_report_make_the_same_report_again(
    questionnaire: Questionnaire, seed: int
) -> None:
    answers = made(seed, questionnaire)["answers"]
    before = copy.deepcopy(answers)

    again: address.Answers = {}
    for one, content in address.units(answers, questionnaire):
        again = address.set(again, one, content, questionnaire)

    assert again == before
    assert answers == before


@both_questionnaires
@given(seed=seeds)
def test_the_text_of_an_address_is_read_as_the_same_address(
    questionnaire: Questionnaire, seed: int
) -> None:
    answers = made(seed, questionnaire)["answers"]
    found = [*address.units(answers, questionnaire)]

    assert len({one for one, _ in found}) == len(found)
    assert len({str(one) for one, _ in found}) == len(found)
    for one, content in found:
        assert Address.parse(str(one), questionnaire) == one
        assert address.get(answers, one, questionnaire) == content


@pytest.mark.sampled
@both_questionnaires
@given(data=st.data())
def test_a_unit_of_another_report_changes_no_other_question(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    mine, other = (made(data.draw(seeds), questionnaire)["answers"] for _ in range(2))
    found = [*address.units(other, questionnaire)]
    one, content = data.draw(st.sampled_from(found))
    before = copy.deepcopy(mine)
    entries = address.get(mine, Address(question=one.question), questionnaire)
    assume(not one.entry or one.entry <= len(entries or ()) + 1)

    changed = address.set(mine, one, content, questionnaire)

    assert mine == before
    assert address.get(changed, one, questionnaire) == content
    rest = {i: answer for i, answer in changed.items() if i != one.question}
    assert rest == {i: answer for i, answer in mine.items() if i != one.question}


def test_what_a_copy_for_publication_withholds_is_an_address() -> None:
    data, parts = made_report(1), {"laws/1/citation", "laws/2/url", "strategy/prevention"}
    for path, mark in [("laws", None), *((part, True) for part in parts)]:
        one = Address.parse(f"{path}/confidential", shipped())
        data["answers"] = address.set(data["answers"], one, mark, shipped())
    data["seal"] = seal(data)
    report = parse(as_json(data).encode(), "report.json")

    withheld = redacted(report, shipped()).to_data()["redacted"]["withheld"]

    assert parts < {*withheld}
    assert [str(Address.parse(place, shipped())) for place in withheld] == withheld


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("status", Address(question="status")),
        ("status/note", Address(question="status", part="note")),
        ("measure/evidence", Address(question="measure", part="evidence")),
        ("training/missing", Address(question="training", part="missing")),
        ("training/law", Address(question="training", row="law")),
        ("training/law/confidential", Address(question="training", row="law", part="confidential")),
        ("laws/note", Address(question="laws", part="note")),
        ("laws/12", Address(question="laws", entry=12)),
        ("laws/2/note", Address(question="laws", entry=2, column="note")),
        ("laws/2/note/note", Address(question="laws", entry=2, column="note", part="note")),
    ],
)
def test_an_address_is_read_and_written(text: str, expected: Address) -> None:
    assert Address.parse(text, TINY) == expected
    assert str(expected) == text


PARTS = "missing, evidence, note, confidential, answered_by, confidence, carried, by"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "there is no question ``; allowed: status, measure, training, laws"),
        ("trainig/police", "there is no question `trainig`; did you mean `training`?"),
        ("status/notes", f"there is no part `notes`; did you mean `note`? allowed: {PARTS}"),
        ("status/law", f"there is no part `law`; allowed: {PARTS}"),
        ("status/", f"there is no part ``; allowed: {PARTS}"),
        ("status/note/x", "nothing can follow the part `note`"),
        ("measure/statu", "there is no part `statu`; did you mean `status`?"),
        (
            "training/polise",
            "there is no row or part `polise`; did you mean `police`? "
            f"allowed: police, law, {PARTS}",
        ),
        ("training/police/law", f"there is no part `law`; allowed: {PARTS}"),
        ("laws/0", f"there is no entry or part `0`; allowed: 1, 2, …, {PARTS}"),
        ("laws/01", "there is no entry or part `01`"),
        ("laws/-1", "there is no entry or part `-1`"),
        ("laws/٢", "there is no entry or part `٢`"),
        ("laws/501", "there is no entry 501: a table has at most 500"),
        ("laws/2/titel", "there is no column `titel`; did you mean `title`? allowed: title, note"),
        ("laws/2/title/titel", "there is no part `titel`"),
    ],
)
def test_an_address_that_leads_nowhere_is_refused_with_a_suggestion(
    text: str, message: str
) -> None:
    with pytest.raises(AddressError) as refused:
        Address.parse(text, TINY)

    assert str(refused.value).startswith(f"`{text}` leads nowhere: {message}")


def test_what_is_typed_cannot_draw_on_the_terminal() -> None:
    with pytest.raises(AddressError) as refused:
        Address.parse("\x1b[2J/\u202e", TINY)

    assert str(refused.value).isprintable()


@pytest.mark.parametrize(
    "wrong",
    [
        Address(question="nowhere"),
        Address(question="status", row="police"),
        Address(question="training", entry=1),
        Address(question="training", row="judges"),
        Address(question="laws", entry=1, part="note"),
        Address(question="laws", column="title"),
        Address(question="laws", entry=-1),
        Address(question="status", part="status"),
    ],
)
def test_an_address_that_does_not_fit_the_questionnaire_is_refused(wrong: Address) -> None:
    with pytest.raises(AddressError):
        address.get({}, wrong, TINY)
    with pytest.raises(AddressError):
        address.set({}, wrong, "x", TINY)


def test_an_entry_is_set_behind_the_last_and_no_further() -> None:
    answers = {"laws": {"value": [{"title": {"value": "Act"}}]}}

    changed = address.set(answers, Address.parse("laws/2/title", TINY), "Code", TINY)

    assert changed["laws"]["value"] == [{"title": {"value": "Act"}}, {"title": {"value": "Code"}}]
    with pytest.raises(AddressError, match="`laws/3/title` leads nowhere: there is no entry 3"):
        address.set(answers, Address.parse("laws/3/title", TINY), "Code", TINY)


def test_a_new_answer_goes_where_the_questionnaire_has_its_question() -> None:
    answers: address.Answers = {"status": {"value": "party"}, "laws": {"value": []}}

    changed = address.set(answers, Address.parse("measure/status", TINY), "planned", TINY)

    assert [*changed] == ["status", "measure", "laws"]
    assert address.set(changed, Address(question="measure"), None, TINY) == answers


def test_what_is_not_there_is_none() -> None:
    for text in ("status", "status/note", "measure/law", "training/law/missing", "laws/9/title"):
        assert address.get({}, Address.parse(text, TINY), TINY) is None


def test_an_answer_to_no_question_has_no_address() -> None:
    with pytest.raises(AddressError, match="there is no question `statu`; did you mean `status`"):
        [*address.units({"statu": {"value": "party"}}, TINY)]
    with pytest.raises(AddressError, match="`training` leads nowhere: there is no row `polise`"):
        [*address.units({"training": {"value": {"polise": {"value": "planned"}}}}, TINY)]


def test_addresses_sort_by_question_and_entries_by_number() -> None:
    texts = ["laws/10", "measure", "laws/9", "laws"]

    ordered = sorted(Address.parse(text, TINY) for text in texts)

    assert [*map(str, ordered)] == ["laws", "laws/9", "laws/10", "measure"]
