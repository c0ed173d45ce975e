import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from checklist.answer_types.answer import AnswerData
from checklist.errors import ChecklistError
from checklist.files.reader import parse
from checklist.lifecycle.opening import UnusableReportError
from checklist.ministries.prefill import PrefillResult, prefill, read_answers, state_in
from tests.support.tiny import GRID, LAWS, questionnaire, report

ASKED = questionnaire(
    [
        {"id": "plan", "type": "yes-no", "gate": ["tasks"]},
        {"id": "tasks", "type": "implementation"},
        {"id": "office-name", "type": "text", "renamed_from": ["bureau", "desk"]},
        {"id": "port-count", "type": "integer", "when": {"question": "plan", "is": "affirmative"}},
    ]
)
HEAD = """\
checklist_report: 1
questionnaire: {id: tiny, version: 1.0.0, digest: "sha256:%s"}
as_of: 2026-01-01
status: draft
revision: 1
""" % ("0" * 64)


def fill(text: str, answers: dict[str, AnswerData] | None = None) -> PrefillResult:
    document = parse(text.encode(), "answers.yaml")
    return prefill(document, report(ASKED, answers), frozenset(), ASKED)


def found(result: PrefillResult) -> list[str]:
    return [f"{finding.line}:{finding.column} {finding.code}" for finding in result.diagnostics]


@pytest.mark.parametrize(
    "text",
    [
        "plan: affirmative\nport-count: 3\n",
        "plan: {value: affirmative}\nport-count: {value: 3}\n",
        "answers:\n  plan: affirmative\n  port-count: {value: 3}\n",
        '{"plan": "affirmative", "port-count": 3}',
        HEAD + "state: AUT\nanswers:\n  plan: {value: affirmative}\n  port-count: {value: 3}\n",
    ],
)
def test_answers_are_filled_in_however_they_are_written(text: str) -> None:
    result = fill(text)

    assert result.report.answers == {"plan": {"value": "affirmative"}, "port-count": {"value": 3}}
    assert (result.filled, result.kept, found(result)) == (["plan", "port-count"], [], [])


def test_a_missing_answer_and_what_stands_beside_it_are_filled_in() -> None:
    answer = {"missing": "declined", "note": "Not now.", "answered_by": "Ministry"}

    result = fill(f"office-name: {answer}")

    assert result.report.answers == {"office-name": answer}


def test_a_gate_that_is_filled_in_fills_in_what_it_stands_for() -> None:
    result = fill("plan: negative\ntasks: {value: {status: planned}, by: plan}\n")

    assert result.report.answers["tasks"] == {"value": {"status": "not-implemented"}, "by": "plan"}


@pytest.mark.parametrize("id_then", ["bureau", "desk"])
def test_a_renamed_question_is_filled_in_under_its_present_id(id_then: str) -> None:
    assert fill(f"{id_then}: Ministry\n").report.answers == {"office-name": {"value": "Ministry"}}


def test_of_two_earlier_ids_of_a_question_one_is_filled_in_and_the_other_found() -> None:
    result = fill("desk: Office\nbureau: Ministry\n")

    assert result.report.answers == {"office-name": {"value": "Ministry"}}
    assert found(result) == ["1:1 R004"]


def test_a_question_that_was_renamed_twice_is_filled_in_under_each_of_its_ids() -> None:
    twice = questionnaire([{"id": "name", "type": "text", "renamed_from": ["first", "second"]}])

    for old in ("first", "second", "name"):
        document = parse(f"{old}: Ministry".encode(), "answers.yaml")
        assert prefill(document, report(twice), frozenset(), twice).filled == ["name"]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("plan: perhaps\n", ["1:7 R007"]),
        ("plan:\n  value: perhaps\n", ["2:10 R007"]),
        ("answers:\n  plan: perhaps\n", ["2:9 R007"]),
        ("pan: affirmative\n", ["1:1 R004"]),
        ("port-count: many\n", ["1:13 S103"]),
        ("bureau: 5\n", ["1:9 S103"]),
        ("desk: {value: 5}\n", ["1:15 S103"]),
        ("plan: {missing: not-known}\n", ["1:17 R009"]),
        ("plan:\n", ["1:1 S103"]),
    ],
)
def test_what_is_wrong_is_found_at_its_place_in_the_file(text: str, at: list[str]) -> None:
    result = fill(text)

    assert found(result) == at
    assert result.has_errors


def test_answers_beside_a_wrong_one_are_filled_in() -> None:
    result = fill("plan: perhaps\noffice-name: Ministry\n")

    assert result.report.answers == {"office-name": {"value": "Ministry"}}


def test_an_answer_that_lacks_its_reason_is_left_out_so_that_it_is_asked() -> None:
    result = fill("plan: {missing: not-known}\n")

    assert result.report.answers == {}
    assert result.filled == []


def test_a_confirmed_answer_is_never_replaced_and_named_when_it_differs() -> None:
    before: dict[str, Any] = {"plan": {"value": "negative"}, "office-name": {"value": "Ministry"}}

    result = fill("plan: affirmative\noffice-name: Ministry\n", before)

    assert result.kept == ["plan"]
    assert result.filled == []
    assert {key: result.report.answers[key] for key in before} == before


def test_a_carried_answer_gives_way() -> None:
    result = fill("plan: affirmative\n", {"plan": {"value": "negative", "carried": True}})

    assert result.report.answers == {"plan": {"value": "affirmative"}}


def test_an_answer_off_path_is_kept_in_the_draft() -> None:
    result = fill("plan: negative\nport-count: 3\n")

    assert result.report.answers["port-count"] == {"value": 3}
    assert found(result) == []


@pytest.mark.parametrize(
    ("text", "at"), [("- plan\n", "S013"), ("plan", "S013"), ("a: [", "S005"), ("", "S012")]
)
def test_a_file_without_answers_is_refused_with_the_reason(text: str, at: str) -> None:
    with pytest.raises(UnusableReportError, match=r"answers.yaml cannot be used") as refused:
        fill(text)

    assert [finding.code for finding in refused.value.diagnostics] == [at]


def test_the_report_of_another_state_or_on_other_questions_is_refused() -> None:
    with pytest.raises(ChecklistError, match=r"has the answers of `NOR`, but the report is that"):
        fill(HEAD + "state: NOR\nanswers: {}\n")
    with pytest.raises(UnusableReportError, match=r"answers the questionnaire `other`, not `tiny`"):
        fill(HEAD.replace("id: tiny", "id: other") + "state: AUT\nanswers: {}\n")


def test_only_a_report_names_a_state() -> None:
    assert state_in(parse((HEAD + "state: NOR\n").encode(), "a")) == "NOR"
    assert state_in(parse(b"state: NOR\n", "a")) is None
    assert state_in(parse(b"- NOR\n", "a")) is None


# Line breaks as forms of web pages send them


def test_a_carriage_return_in_an_answer_is_a_line_break(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_bytes(b'{"office-name": "One\\r\\ntwo\\rthree"}')

    result = prefill(read_answers(path), report(ASKED), frozenset(), ASKED)

    assert result.report.answers == {"office-name": {"value": "One\ntwo\nthree"}}
    assert found(result) == []


@pytest.mark.parametrize(("sealed", "codes"), [(False, []), (True, ["S004"])])
def test_a_sealed_report_is_read_as_it_stands(
    sealed: bool, codes: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "report.json"
    data = {"checklist_report": 1, "answers": {"office-name": {"value": "One\rtwo"}}}
    seal = {"seal": "sha256:" + "0" * 64} if sealed else {}
    path.write_text(json.dumps({**data, **seal}), encoding="utf-8")

    document = read_answers(path)

    assert [refusal.code for refusal in document.refusals] == codes


# Merged by unit

ROWS = questionnaire(
    [
        GRID,
        LAWS,
        {"id": "measure", "type": "implementation"},
    ],
    laws={"question": "laws", "name": "name", "citation": "title"},
)


def merged(text: str, answers: Mapping[str, AnswerData]) -> PrefillResult:
    document = parse(text.encode(), "answers.yaml")
    return prefill(document, report(ROWS, dict(answers)), frozenset(), ROWS)


def test_a_row_that_only_the_file_has_is_taken() -> None:
    before = {"grid": {"value": {"police": {"value": "good"}}}}

    result = merged("grid: {judges: {value: bad}}\n", before)

    assert result.filled == ["grid"]
    assert result.report.answers["grid"]["value"] == {
        "police": {"value": "good"},
        "judges": {"value": "bad"},
    }
    assert result.report.internal == {}


def test_a_law_that_an_answer_of_the_file_cites_comes_with_it() -> None:
    before = {"laws": {"value": [{"name": {"value": "act-1"}}]}}
    text = """\
laws: [{name: {value: act-2}}]
measure: {status: implemented, law: It says so., evidence: [{law: act-2}]}
"""

    result = merged(text, before)

    assert [law["name"]["value"] for law in result.report.answers["laws"]["value"]] == [
        "act-1",
        "act-2",
    ]
    assert result.report.answers["measure"]["value"]["evidence"] == [{"law": "act-2"}]


def test_what_differs_stays_open_and_the_present_answer_stands() -> None:
    before = {"grid": {"value": {"police": {"value": "good"}, "judges": {"value": "bad"}}}}

    result = merged("grid: {police: {value: bad}, judges: {value: bad}}\n", before)

    assert result.report.answers == before
    assert result.kept == ["grid"]
    (conflict,) = result.report.internal["conflicts"]
    assert conflict["at"] == "grid/police"
    assert [(side.get("by"), side["content"]) for side in conflict["wanted"]] == [
        (["answers.yaml"], "bad"),
        (None, "good"),
    ]
