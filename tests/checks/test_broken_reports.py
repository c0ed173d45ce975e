"""Broken parts of a report neither hide the others, nor make others look wrong."""

import shutil
from pathlib import Path

import pytest

from checklist.checks.validator import head_findings, validate
from checklist.questionnaire.loading import load
from tests.support.folders import SMALL_FOLDER
from tests.support.small_report import (
    BROKEN,
    COMPLETE,
    HEAD,
    changed,
    codes_in,
    diagnostics_in,
    document,
    findings_in,
)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("state: NOR\n", "", ["1:1 S101"]),
        ("state: NOR", "state: 5", ["3:8 S103"]),
        ("state: NOR", "state:", ["3:1 S103"]),
        ("as_of: 2026-11-24\n", "", ["1:1 S101"]),
        ("as_of: 2026-11-24", "as_of: 2026-11", ["4:8 S104"]),
        ("as_of: 2026-11-24", "as_of: 2026-02-30", ["4:8 S104"]),
        ("as_of: 2026-11-24", "as_of: 2026-W48-2", ["4:8 S104"]),
        ("as_of: 2026-11-24", "as_of: 20261124", ["4:8 S103"]),
        ("status: draft", "status: darft", ["5:9 S104"]),
        ("status: draft", "status: [final]", ["5:9 S104"]),
        ("revision: 1", "revision: 0", ["6:11 S104"]),
        ("revision: 1", "revision: 10000", ["6:11 S104"]),
        ("revision: 1", "revision: 2147483648", ["6:11 S104"]),
        ("revision: 1", "revision: 12345678901234567890", ["6:11 S011"]),
        ("revision: 1", "revision: true", ["6:11 S103"]),
        ("revision: 1", "revision: 1\nextra: {a: 1}", ["7:1 S102"]),
        ("revision: 1", 'revision: 1\nsupersedes: "1"', ["7:13 S104"]),
        ("checklist_report: 1", "checklist_report: 2", ["1:19 S104"]),
        ("checklist_report: 1", "checklist_report: true", ["1:19 S103"]),
        ("{id: small, version: 1.2.0, digest", "{id: small, digest", ["2:16 S101"]),
        ("version: 1.2.0", "version: 1.2", ["2:37 S103"]),
        ("version: 1.2.0", "version: one", ["2:37 S104"]),
    ],
)
def test_a_broken_head_is_told_and_does_not_hide_the_answers(
    before: str, after: str, expected: list[str]
) -> None:
    text = changed(COMPLETE, (before, after), ("[weather, staff]", "[wether]"))
    last = text.count("\n")

    assert codes_in(text) == [*expected, f"{last}:23 R007"]
    assert [d.code for d in head_findings(document(text))] == [expected[0].split()[1]]


@pytest.mark.parametrize("reference", ["", "5", "[]", "small"])
def test_a_broken_reference_to_the_questionnaire_is_one_finding(reference: str) -> None:
    line = COMPLETE.splitlines()[1]
    text = changed(COMPLETE, (line, f"questionnaire: {reference}"))

    assert [one.split()[1] for one in codes_in(text)] == ["S103"]


def test_no_finding_speaks_of_what_only_programmers_know() -> None:
    text = changed(
        BROKEN,
        ("revison: 1", "revision: one"),
        ("{value: 12}", '{value: "12"}'),
        ("{value: Port Act 1960}", "{value: [a]}"),
        ("status: draft", "status: open"),
        ("charts: {missing: declined}", "charts: {missing: decline}"),
    )

    for message in findings_in(text):
        assert "Input should" not in message, message
        assert "'" not in message, message


@pytest.mark.parametrize("answers", ["answers:", "answers: 5", "answers: [a]"])
def test_answers_that_are_no_mapping_are_one_finding(answers: str) -> None:
    assert [one.split()[1] for one in codes_in(HEAD + answers)] == ["S103"]


@pytest.mark.parametrize("bare", ["party", "5"])
def test_a_bare_answer_is_refused_with_how_it_is_written(bare: str) -> None:
    *_, found = findings_in(f"{HEAD}answers:\n  treaty-status: {bare}\n")

    assert found.endswith(f"; write `value: {bare}` below it, indented")


@pytest.mark.parametrize("key", ["language", "evidence"])
def test_a_part_of_an_answer_that_is_no_mapping_is_no_bare_answer(key: str) -> None:
    answer = f"answers:\n  treaty-status:\n    value: party\n    {key}: 3\n"

    assert not any("write `value:" in found for found in findings_in(f"{HEAD}{answer}"))


def test_a_report_without_answers_is_told_so_and_not_what_it_lacks() -> None:
    assert findings_in(HEAD) == ["1:1 S101 the key `answers` is missing"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{value: party}", "{value: prty}"),
        ("{value: party}", "{value: [party]}"),
        ("{value: party}", "{}"),
        ("{value: party}", "{missing: not-known, reason: busy}"),
    ],
)
def test_a_doubtful_answer_makes_no_noise_on_the_questions_that_depend_on_it(
    before: str, after: str
) -> None:
    text = changed(COMPLETE, (before, after))

    assert {one.split()[0].split(":")[0] for one in codes_in(text)} == {"8"}
    without = changed(text, ("  deposit: {value: 2004-05-31}\n", ""))
    assert {one.split()[0].split(":")[0] for one in codes_in(without)} == {"8"}


@pytest.mark.parametrize("name", ["tresty-status"])
def test_a_misspelt_or_renamed_id_makes_no_noise_on_the_questions_that_depend_on_it(
    name: str,
) -> None:
    text = changed(COMPLETE, ("  treaty-status:", f"  {name}:"))

    assert codes_in(text) == ["8:3 R004"]
    assert [d.code for d in diagnostics_in(text, as_final=True) if d.code != "R012"] == ["R004"]


def test_what_is_required_is_told_beside_an_id_that_is_near_to_no_question() -> None:
    text = changed(COMPLETE, ("  treaty-status:", "  harbour:"))

    assert {"R004", "R005", "R006"} == {line.split()[1] for line in codes_in(text)}


def test_an_unknown_id_casts_no_doubt_on_a_near_question_that_has_an_answer() -> None:
    text = changed(
        COMPLETE,
        ("{value: party}", "{value: signatory}\n  treaty-statos: {value: party}"),
    )

    assert codes_in(text) == ["9:3 R004", "11:3 R006"]


def test_a_misspelt_register_of_laws_is_told_once_and_not_for_each_law_that_is_cited() -> None:
    assert codes_in(changed(COMPLETE, ("  laws:\n", "  lawss:\n"))) == ["16:3 R004"]


def test_a_misspelt_gate_is_told_once_and_not_for_each_question_behind_it() -> None:
    text = changed(
        COMPLETE,
        ("  authority: {value: affirmative", "  autority: {value: negative"),
        ("      watch: {value: not-implemented, confidential: true}\n", ""),
        ("    value:\n      repair: {value: implemented}\n", ""),
        ("      charts: {missing: declined}\n", ""),
        ("  light-tasks:\n", "  light-tasks: {missing: declined, by: authority}\n"),
    )

    assert [line.split()[1] for line in codes_in(text)] == ["R004"]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("      watch: {value", "      wacht: {value", ["R007"]),
        ("      watch: {value", "      guard: {value", ["R007", "R011"]),
        ("        citation: {value", "        citaton: {value", ["R007"]),
    ],
)
def test_a_row_or_cell_that_is_misspelt_is_not_told_as_open_too(
    before: str, after: str, expected: list[str]
) -> None:
    assert (
        sorted(line.split()[1] for line in codes_in(changed(COMPLETE, (before, after)))) == expected
    )


def test_a_question_is_unsure_too_while_the_date_that_its_own_is_compared_with_is_doubtful(
    tmp_path: Path,
) -> None:
    folder = shutil.copytree(SMALL_FOLDER, tmp_path / "small")
    path = folder / "01-treaty.yaml"
    path.write_text(
        changed(path.read_text("utf-8"), ('lt: "2005"', "gte: {than: signature, days: 30}")),
        encoding="utf-8",
    )
    text = changed(
        COMPLETE,
        (' {value: "2001"}', " {value: soon}"),
        ("  port-count:", "  founding-story: {value: It was a dark night.}\n  port-count:"),
    )

    diagnostics = validate(document(text), load(folder))

    assert [(d.line, d.code) for d in diagnostics if d.code != "R002"] == [(9, "R008")]


@pytest.mark.parametrize("status", ["{value: prty}", "{value: [party]}", "{}"])
def test_while_it_is_doubtful_whether_the_state_is_a_party_nothing_is_required_of_parties(
    status: str,
) -> None:
    text = changed(
        COMPLETE,
        ("{value: party}", status),
        ("  fog-signals: {missing: not-known, reason: other, note: Nobody heard one.}\n", ""),
        ("  fog-signals-sound: {missing: not-applicable, reason: does-not-arise}\n", ""),
    )

    assert [one.split(":")[0] for one in codes_in(text)] == ["8"]


def test_a_check_is_silent_while_one_of_its_answers_is_doubtful() -> None:
    wrong_order = ('{value: "2001"}', '{value: "2010"}')

    assert codes_in(changed(COMPLETE, wrong_order)) == ["10:3 R501"]
    invalid_questions = changed(COMPLETE, ('{value: "2001"}', '{value: "20010"}'))
    assert codes_in(invalid_questions) == ["9:22 R008"]


def test_a_place_that_reading_refused_has_no_second_finding() -> None:
    text = changed(
        COMPLETE,
        ("state: NOR", "state: *state"),
        ("  treaty-status: {value: party}", "  treaty-status: &x {value: party}"),
        ("{value: 3}", "{value: .inf}"),
        ("{value: [SWE, DNK]}", "{value: [SWE, !x DNK]}"),
        ("obstacles: {value: [weather, staff]}", "obstacles: *all"),
    )

    assert codes_in(text) == ["3:8 S008", "8:18 S008", "11:23 S011", "15:33 S008", "40:14 S008"]


def test_a_key_that_stands_twice_is_told_once() -> None:
    text = COMPLETE + "  obstacles: {value: [wether]}\n"

    assert codes_in(text) == ["41:3 S007"]
