import copy
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checklist.checks.validator import head_findings, validate
from checklist.diagnostics import MAX_PER_FILE, Diagnostic, Severity
from checklist.files.reader import Document, parse
from checklist.questionnaire.loading import load
from checklist.reports.check_structure import check_structure
from checklist.reports.seal import seal
from tests.support.effort import Work, assert_growth
from tests.support.examples import examples
from tests.support.folders import FIXTURES

pytestmark = pytest.mark.sampled

FOLDER = FIXTURES / "questionnaire" / "small"
SMALL = load(FOLDER)

HEAD = f"""\
checklist_report: 1
questionnaire: {{id: small, version: 1.2.0, digest: "{SMALL.digest}"}}
state: NOR
as_of: 2026-11-24
status: draft
revision: 1
"""
ANSWERS = """\
answers:
  treaty-status: {value: party}
  signature: {value: "2001"}
  deposit: {value: 2004-05-31}
  port-count: {value: 3}
  port-list: {value: "Bergen, Oslo"}
  port-authority:
    value: {office: Coast office, email: lights@example.org}
  sea-neighbours: {value: [SWE, DNK]}
  laws:
    value:
      - short-name: {value: port-act}
        citation: {value: Port Act 1960}
        adopted: {value: 1960-05}
        articles: {value: 12}
        in-force: {value: affirmative}
        model: {value: DNK}
        rank: {missing: not-known, reason: not-collected}
  authority: {value: affirmative, answered_by: Coast office}
  light-service:
    value:
      status: partly-implemented
      partly: [some-regions]
      law: All lights burn all year.
      evidence: [{law: port-act, article: "5"}, {url: "https://example.org/lights"}]
  light-tasks:
    value:
      repair: {value: implemented}
      watch: {value: not-implemented, confidential: true}
      charts: {missing: declined}
  repair-plan: {value: Paint.}
  fog-signals: {missing: not-known, reason: other, note: Nobody heard one.}
  fog-signals-sound: {missing: not-applicable, reason: does-not-arise}
  obstacles: {value: [weather, staff]}
"""
COMPLETE = HEAD + ANSWERS


def document(text: str) -> Document:
    return parse(text.encode(), "report.yaml")


def data_of(text: str) -> dict[str, Any]:
    data = document(text).data
    assert isinstance(data, dict)
    return data


def told(text: str, *, as_final: bool | None = None) -> list[Diagnostic]:
    return validate(document(text), SMALL, as_final=as_final)


def found(text: str, *, as_final: bool | None = None) -> list[str]:
    return [f"{d.line}:{d.column} {d.code} {d.message}" for d in told(text, as_final=as_final)]


def codes(text: str, *, as_final: bool | None = None) -> list[str]:
    return [f"{d.line}:{d.column} {d.code}" for d in told(text, as_final=as_final)]


def of_data(data: Any) -> list[str]:
    return [one.code for one in validate(document(json.dumps(data)), SMALL)]


def changed(text: str, *changes: tuple[str, str]) -> str:
    for before, after in changes:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return text


# A whole report


def test_nothing_is_found_in_a_complete_report() -> None:
    assert found(COMPLETE) == []
    assert found(COMPLETE, as_final=False) == []


def test_a_final_report_with_its_seal_is_complete() -> None:
    data = {**data_of(COMPLETE), "status": "final"}

    assert of_data({**data, "seal": seal(data)}) == []
    assert of_data(data) == ["R012"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("as_of", 2024),
        ("state", 5),
        ("revision", "1"),
        ("supersedes", 5),
        ("questionnaire", {"id": "small", "version": 1.2, "digest": SMALL.digest}),
        ("questionnaire", None),
        ("seal", 5),
    ],
)
def test_a_seal_is_not_compared_while_what_it_seals_could_not_be_read(key: str, value: int) -> None:
    data = {**data_of(COMPLETE), "status": "final", key: value}

    codes = of_data({**data, "seal": seal(data), key: value})

    assert codes[0] in {"S103", "S104"}
    assert "R012" not in codes


def test_that_a_final_report_has_no_seal_is_told_beside_a_mistake_in_its_head() -> None:
    data = {**data_of(COMPLETE), "status": "final", "revision": 0}

    assert of_data(data) == ["R012", "S104"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (COMPLETE, ["5:9 S105"]),
        (changed(COMPLETE, ("status: draft", "status: darft")), ["5:9 S104"]),
        ("invoice: 7\nstatus: draft\n", ["1:1 S101"]),
        ("[1]", ["1:1 S013"]),
        ("", ["1:1 S012"]),
    ],
)
def test_a_draft_is_an_error_where_only_final_reports_are_accepted(
    text: str, expected: list[str]
) -> None:
    diagnostics = validate(document(text), SMALL, final_only=True)

    assert [f"{d.line}:{d.column} {d.code}" for d in diagnostics] == expected


def test_what_is_not_wanted_is_left_out_before_a_hundred_findings_are_counted() -> None:
    text = COMPLETE + "".join(f"  question-{n}: {{value: 1}}\n" for n in range(150))
    text = changed(text, ("value: party", "value: partie"))

    codes = {d.code for d in validate(document(text), SMALL, wanted="R007".__eq__)}

    assert codes == {"R007"}


@pytest.mark.parametrize(
    ("before", "after", "code", "others"),
    [
        ('value: "2001"', 'value: "2005"', "R501", ["signature"]),
        ("value: party", "value: neither", "R006", ["treaty-status"]),
        (
            "light-service:\n",
            "light-service:\n    by: authority\n",
            "R015",
            ["authority"],
        ),
    ],
)
def test_a_finding_on_two_answers_that_disagree_names_the_place_of_the_other(
    before: str, after: str, code: str, others: list[str]
) -> None:
    text = changed(COMPLETE, (before, after))

    first = next(d for d in told(text) if d.code == code)

    lines = text.splitlines()
    assert [one.message for one in first.related] == [f"the answer to `{i}`" for i in others]
    assert [lines[one.line - 1][one.column - 1 :].split(":")[0] for one in first.related] == others


BROKEN = changed(
    COMPLETE,
    ("revision: 1", "revison: 1"),
    ("state: NOR", "state: NRW"),
    ("  sea-neighbours:", "  sea-neigbours:"),
    ("{value: affirmative, answered_by", "{value: afirmative, answered_by"),
    ("{missing: not-known, reason: other, note: Nobody heard one.}", "{missing: not-known}"),
    ('port-list: {value: "Bergen, Oslo"}', "port-list: {value: [Bergen]}"),
    ("deposit: {value: 2004-05-31}", "deposit: {value: 2004-02-30}"),
    ("watch: {value: not-implemented", "wacht: {value: not-implemented"),
    ("obstacles: {value: [weather, staff]}", "obstacles: {value: [staff], missing: declined}"),
    ("{law: port-act,", "{law: prot-act,"),
    ("as_of: 2026-11-24", "as_of: 24 November"),
)


def test_each_of_many_mistakes_in_one_report_is_told_once_at_its_place() -> None:
    lines = found(BROKEN)

    assert lines == [
        "1:1 S101 the key `revision` is missing",
        "3:8 R003 `NRW` is not the code of a State; a code has three capital letters, such as NOR",
        "4:8 S104 the date must be a day, such as 2026-11-24",
        "6:1 S102 unknown key `revison`; did you mean `revision`?",
        "10:20 R008 deposit: `2004-02-30` is not a date; write 2004-05-31, 2004-05 or 2004",
        "12:22 S103 a list is not text",
        "15:3 R004 there is no question `sea-neigbours`; did you mean `sea-neighbours`?",
        "25:22 R007 authority: `afirmative` is not among the options; did you mean `affirmative`? "
        "allowed: affirmative, negative",
        "31:24 R013 light-service: the law `prot-act` is not in `laws`; did you mean `port-act`?",
        "35:7 R007 light-tasks: a code that is not among the options of its question, or a row or "
        "column that is not there; it is confidential, so nothing of it is quoted",
        "38:26 R009 fog-signals: a reason is required because `missing` is not-known; add "
        "`reason`: not-collected, ministry-did-not-reply, outside-mandate, other",
        "40:14 S104 `value` and `missing` cannot stand together; keep one",
    ]


def test_a_misspelt_key_of_a_value_is_told_with_what_is_missing() -> None:
    text = changed(COMPLETE, ("status: partly-implemented", "sttus: partly-implemented"))

    assert found(text) == [
        "28:7 S101 the key `status` is missing",
        "28:7 S102 unknown key `sttus`; did you mean `status`?",
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("{value: party}", "{valeu: party}", ["S102"]),
        ("{value: party}", "{}", ["S104"]),
        ("{value: party}", "party", ["S103"]),
        ("{value: party}", "", ["S103"]),
        ("{value: party}", "[party]", ["S103"]),
        ("{value: party}", "{value: party, note: }", ["S104"]),
        ("{value: party}", "{value: }", ["S103"]),
        ("{value: party}", "{value: true}", ["S103"]),
        ("{value: party}", "{missing: notknown}", ["S104"]),
        ("{value: party}", "{value: party, reason: other}", ["S104"]),
        ("{value: party}", "{value: party, confidence: sure}", ["S104"]),
        ("{value: 3}", '{value: "3"}', ["S103"]),
        ("{value: 3}", "{value: 3.5}", ["S103"]),
        ("{value: 3}", "{value: true}", ["S103"]),
        ("{value: 3}", "{value: -1}", ["R008"]),
        ("{value: 12}", '{value: "12"}', ["R008"]),
        ("{value: Port Act 1960}", "{value: [a]}", ["R008"]),
        ("{value: 2004-05-31}", "{value: 2004}", ["S103"]),
        ("email: lights@example.org", "email: lights", ["S104"]),
        ("office: Coast office, email", "email", ["S101"]),
        ("[SWE, DNK]", "SWE", ["S103"]),
        ("[SWE, DNK]", "[]", ["S104"]),
        ("[SWE, DNK]", "[SWE, 5]", ["S103"]),
        ("- short-name: {value: port-act}", "- short-name: port-act", ["S103"]),
        ("short-name: {value: port-act}", f"short-name: {{value: {[[]] * 8}}}", ["R008"]),
        ("charts: {missing: declined}", "charts: declined", ["S103"]),
        ("charts: {missing: declined}", "charts: {value: 5}", ["R007"]),
    ],
)
def test_a_mistake_in_one_answer_is_told_without_noise(
    before: str, after: str, expected: list[str]
) -> None:
    text = changed(COMPLETE, (before, after))
    line = COMPLETE[: COMPLETE.index(before)].count("\n") + 1

    found = told(text)

    assert [one.code for one in found if one.severity is Severity.ERROR] == expected
    assert {one.line for one in found if one.severity is Severity.ERROR} <= {line, line + 1}


# Draft and final


def test_what_a_draft_lacks_is_a_note_and_in_a_final_report_an_error() -> None:
    text = HEAD + (
        "answers:\n  treaty-status: {value: neither}\n  deposit: {value: 2004}\n".replace(
            "2004", '"2004"'
        )
        + "  authority: {value: affirmative, carried: true}\n"
        "  light-tasks: {value: {repair: {value: implemented}}}\n"
        "  light-service: {value: {status: planned}}\n"
        "  obstacles: {missing: declined}\n"
        "  laws: {value: []}\n"
    )
    expected = ["9:3 R006", "10:44 R014", "11:17 R011", "11:17 R011"]

    draft, final = told(text), told(text, as_final=True)

    assert codes(text) == expected
    assert {d.severity for d in draft} == {Severity.NOTE}
    assert [d.message for d in final if d.code != "R012"] == [d.message for d in draft]
    assert {d.severity for d in final if d.code != "R012"} == {Severity.ERROR}


def test_a_required_question_without_an_answer_is_named() -> None:
    text = changed(COMPLETE, ("  obstacles: {value: [weather, staff]}\n", ""))

    (note,) = told(text)

    assert (note.line, note.column, note.code, note.severity) == (7, 1, "R005", Severity.NOTE)
    assert "`obstacles`" in note.message
    assert [d.severity for d in told(text, as_final=True) if d.code == "R005"] == [Severity.ERROR]


def test_a_final_report_can_be_judged_as_a_draft() -> None:
    text = HEAD.replace("draft", "final") + "answers: {}\n"

    severities = {d.severity for d in told(text, as_final=False) if d.code == "R005"}

    assert severities == {Severity.NOTE}


def test_a_warning_is_the_same_in_a_draft_and_a_final_report() -> None:
    text = changed(COMPLETE, ("{law: port-act,", "{law: whale-act,"))

    for as_final in (False, True):
        (warning,) = [d for d in told(text, as_final=as_final) if d.code == "R013"]
        assert warning.severity is Severity.WARNING


# Broken parts do not hide the others, nor make others look wrong


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

    assert codes(text) == [*expected, f"{last}:23 R007"]
    assert [d.code for d in head_findings(document(text))] == [expected[0].split()[1]]


@pytest.mark.parametrize("reference", ["", "5", "[]", "small"])
def test_a_broken_reference_to_the_questionnaire_is_one_finding(reference: str) -> None:
    line = COMPLETE.splitlines()[1]
    text = changed(COMPLETE, (line, f"questionnaire: {reference}"))

    assert [one.split()[1] for one in codes(text)] == ["S103"]


def test_no_finding_speaks_of_what_only_programmers_know() -> None:
    text = changed(
        BROKEN,
        ("revison: 1", "revision: one"),
        ("{value: 12}", '{value: "12"}'),
        ("{value: Port Act 1960}", "{value: [a]}"),
        ("status: draft", "status: open"),
        ("charts: {missing: declined}", "charts: {missing: decline}"),
    )

    for message in found(text):
        assert "Input should" not in message, message
        assert "'" not in message, message


@pytest.mark.parametrize("answers", ["answers:", "answers: 5", "answers: [a]"])
def test_answers_that_are_no_mapping_are_one_finding(answers: str) -> None:
    assert [one.split()[1] for one in codes(HEAD + answers)] == ["S103"]


def test_a_report_without_answers_is_told_so_and_not_what_it_lacks() -> None:
    assert found(HEAD) == ["1:1 S101 the key `answers` is missing"]


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

    assert {one.split()[0].split(":")[0] for one in codes(text)} == {"8"}
    without = changed(text, ("  deposit: {value: 2004-05-31}\n", ""))
    assert {one.split()[0].split(":")[0] for one in codes(without)} == {"8"}


@pytest.mark.parametrize("name", ["tresty-status", "status-of-treaty"])
def test_a_misspelt_or_renamed_id_makes_no_noise_on_the_questions_that_depend_on_it(
    name: str,
) -> None:
    text = changed(COMPLETE, ("  treaty-status:", f"  {name}:"))

    assert codes(text) == ["8:3 R004"]
    assert [d.code for d in told(text, as_final=True) if d.code != "R012"] == ["R004"]


def test_what_is_required_is_told_beside_an_id_that_is_near_to_no_question() -> None:
    text = changed(COMPLETE, ("  treaty-status:", "  harbour:"))

    assert {"R004", "R005", "R006"} == {line.split()[1] for line in codes(text)}


def test_an_unknown_id_casts_no_doubt_on_a_near_question_that_has_an_answer() -> None:
    text = changed(
        COMPLETE,
        ("{value: party}", "{value: signatory}\n  treaty-statos: {value: party}"),
    )

    assert codes(text) == ["9:3 R004", "11:3 R006"]


def test_a_misspelt_register_of_laws_is_told_once_and_not_for_each_law_that_is_cited() -> None:
    assert codes(changed(COMPLETE, ("  laws:\n", "  lawss:\n"))) == ["16:3 R004"]


def test_a_misspelt_gate_is_told_once_and_not_for_each_question_behind_it() -> None:
    text = changed(
        COMPLETE,
        ("  authority: {value: affirmative", "  autority: {value: negative"),
        ("      watch: {value: not-implemented, confidential: true}\n", ""),
        ("    value:\n      repair: {value: implemented}\n", ""),
        ("      charts: {missing: declined}\n", ""),
        ("  light-tasks:\n", "  light-tasks: {missing: declined, by: authority}\n"),
    )

    assert [line.split()[1] for line in codes(text)] == ["R004"]


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
    assert sorted(line.split()[1] for line in codes(changed(COMPLETE, (before, after)))) == expected


def test_a_matrix_with_a_misspelt_row_is_not_complete() -> None:
    text = changed(COMPLETE, ("      watch: {value", "      wacht: {value"))

    checked, _ = check_structure(data_of(text), SMALL)

    assert not checked.path.is_complete(SMALL.questions["light-tasks"])


def test_what_depends_on_what_depends_on_a_doubtful_answer_is_unsure_too() -> None:
    text = changed(COMPLETE, ("{value: party}", "{value: prty}"))

    checked, wrong = check_structure(data_of(text), SMALL)

    assert wrong == []
    assert checked.invalid_questions == {"treaty-status"}
    assert checked.uncertain_questions == {
        "treaty-status",
        "signature",
        "deposit",
        "founding-story",
        "depositary",
    }


def test_a_question_is_unsure_too_while_the_date_that_its_own_is_compared_with_is_doubtful(
    tmp_path: Path,
) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "small")
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

    assert [one.split(":")[0] for one in codes(text)] == ["8"]


def test_a_check_is_silent_while_one_of_its_answers_is_doubtful() -> None:
    wrong_order = ('{value: "2001"}', '{value: "2010"}')

    assert codes(changed(COMPLETE, wrong_order)) == ["10:3 R501"]
    invalid_questions = changed(COMPLETE, ('{value: "2001"}', '{value: "20010"}'))
    assert codes(invalid_questions) == ["9:22 R008"]


def test_a_place_that_reading_refused_has_no_second_finding() -> None:
    text = changed(
        COMPLETE,
        ("state: NOR", "state: *state"),
        ("  treaty-status: {value: party}", "  treaty-status: &x {value: party}"),
        ("{value: 3}", "{value: .inf}"),
        ("{value: [SWE, DNK]}", "{value: [SWE, !x DNK]}"),
        ("obstacles: {value: [weather, staff]}", "obstacles: *all"),
    )

    assert codes(text) == ["3:8 S008", "8:18 S008", "11:23 S011", "15:33 S008", "40:14 S008"]


def test_a_key_that_stands_twice_is_told_once() -> None:
    text = COMPLETE + "  obstacles: {value: [wether]}\n"

    assert codes(text) == ["41:3 S007"]


# Other forms and other files


def test_a_report_in_json_gives_the_same_findings_at_its_own_places() -> None:
    data = data_of(BROKEN)
    text = json.dumps(data, indent=1)

    in_json = validate(parse(text.encode(), "report.json"), SMALL)

    in_yaml = told(BROKEN)
    assert sorted((d.code, d.message, d.where) for d in in_json) == sorted(
        (d.code, d.message, d.where) for d in in_yaml
    )
    lines = text.splitlines()
    at = {d.code: lines[d.line - 1][d.column - 1 :] for d in in_json}
    assert at["R003"].startswith('"NRW"')
    assert at["R004"].startswith('"sea-neigbours": {')
    assert at["R013"].startswith('"prot-act"')
    assert at["S102"].startswith('"revison": 1')


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"- a\n- b\n", "1:1 S013 a State report is a mapping of keys; this is not one"),
        (b"text", "1:1 S013 a State report is a mapping of keys; this is not one"),
        (b"3", "1:1 S013 a State report is a mapping of keys; this is not one"),
        (b"[]", "1:1 S013 a State report is a mapping of keys; this is not one"),
        (
            b"name: pipeline\nsteps: []\n",
            "1:1 S101 this is not a State report: the key `checklist_report` is missing; "
            "a report begins with `checklist_report: 1`",
        ),
        (b"{}", "1:1 S101 this is not a State report"),
        (b"", "1:1 S012 the file holds no data"),
        (b"\x89PNG\r\n\x1a\n\0\0", "1:1 S003 the byte 0x89 is not UTF-8"),
        (b"\x7fELF\x01\0", "1:6 S003 a NUL byte"),
        (b"a: [", "1:5 S005 a value is missing here"),
        (b'{"checklist_report": 1', "1:23 S006"),
    ],
)
def test_a_file_that_is_no_report_is_one_finding(content: bytes, expected: str) -> None:
    foreign = parse(content, "other.yaml")

    diagnostics = validate(foreign, SMALL)

    (one,) = [f"{d.line}:{d.column} {d.code} {d.message}" for d in diagnostics]
    if not expected.startswith("1:1 S003"):
        assert one.startswith(expected)
    assert diagnostics[0].severity is Severity.ERROR
    assert head_findings(foreign) == diagnostics


def test_a_mistake_in_a_file_that_is_no_report_is_told_with_it() -> None:
    assert codes("a: *x\n") == ["1:1 S101", "1:4 S008"]


# Many findings


def test_more_than_a_hundred_findings_are_cut_with_a_count_and_errors_stay() -> None:
    unknown = "".join(f"  other-{n}: {{missing: declined}}\n" for n in range(99))
    text = HEAD + "answers:\n" + unknown + "  treaty-status: {value: prty}\n"

    *told_ones, more = told(text)

    assert len(told_ones) == MAX_PER_FILE
    assert {d.severity for d in told_ones} == {Severity.ERROR}
    assert {d.code for d in told_ones} == {"R004", "R007"}
    assert (more.code, more.severity) == ("S000", Severity.NOTE)
    notes = len(found(HEAD + "answers: {treaty-status: {value: prty}}")) - 1
    assert more.message == f"and {notes} more findings"


@pytest.mark.parametrize(
    ("begin", "mistake", "end", "number"),
    [
        ("  obstacles: {value: [", "a{n}, ", "]}\n", 30_000),
        ("  sea-neighbours: {value: [", "A{n}, ", "]}\n", 5_000),
        ("", "  port-cuont{n}: 1\n", "", 8_000),
        ("  obstacles: {", "not{n}: 1, ", "}\n", 12_000),
        ("  light-tasks: {value: {", "r{n}: {{}}, ", "}}\n", 16_000),
        ("", "  q{n}: {{confidentail{n}: 1}}\n", "", 16_000),
        ("  treaty-status: {value: ", "xxxxxx", "}\n", 200_000),
    ],
    ids=["codes", "states", "ids", "keys", "rows", "keys-of-answers", "text"],
)
def test_the_time_for_mistakes_grows_with_their_number(
    begin: str, mistake: str, end: str, number: int
) -> None:
    def judged(number: int) -> Work:
        mistakes = "".join(mistake.format(n=n) for n in range(number))
        text = f"{HEAD}answers:\n{begin}{mistakes}{end}"
        return lambda: told(text)

    assert_growth(judged, number)
    found = judged(number)()
    assert isinstance(found, list)
    assert 0 < len(found) <= MAX_PER_FILE + 1


# Properties

words = st.sampled_from(
    [
        *SMALL.questions,
        *("value", "missing", "reason", "status", "law", "url", "repair", "short-name", "evidence"),
        *("not-known", "declined", "other", "party", "implemented", "considered", "final", "NOR"),
        *("2004", "2004-02-30", "0000", "9999-12-31", "", " ", "\u202e", "x" * 300, "by", "note"),
    ]
)
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(10**14), 10**14)
    | st.floats(allow_nan=False, allow_infinity=False)
    | words
    | st.text(max_size=5).filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text))
)
json_like = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=15,
)
GOOD = data_of(COMPLETE)


def assert_told(data: Any) -> None:
    """Validate data as it is, without writing and reading it."""
    for as_final in (None, True):
        diagnostics = validate(Document("r.yaml", "", "yaml", data, ()), SMALL, as_final=as_final)
        assert len(diagnostics) <= MAX_PER_FILE + 1
        assert all(d.message for d in diagnostics)


@given(json_like)
def test_whatever_stands_where_a_report_should_be_is_told(data: Any) -> None:
    assert_told({} if data is None else data)


@given(st.sampled_from(sorted({*GOOD, "seal", "supersedes", "extra"})), json_like)
def test_whatever_stands_in_the_head_is_told(key: str, data: Any) -> None:
    assert_told({**GOOD, key: data})


@given(st.sampled_from(list(SMALL.questions)), json_like)
def test_whatever_stands_where_an_answer_should_be_is_told(question_id: str, data: Any) -> None:
    assert_told({**GOOD, "answers": {question_id: data}})


@given(st.sampled_from(list(SMALL.questions)), json_like)
@example("port-count", "5")
@example("port-count", True)
@example("port-count", 10.0)
def test_whatever_stands_where_a_value_should_be_is_told(question_id: str, data: Any) -> None:
    assert_told({**GOOD, "answers": {**GOOD["answers"], question_id: {"value": data}}})


def places(value: Any, where: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [where, *(place for key, one in inner for place in places(one, (*where, key)))]


@given(st.data())
@settings(max_examples=examples(300))
def test_a_valid_report_with_any_changes_is_told(data: st.DataObject) -> None:
    report: Any = copy.deepcopy(GOOD)
    for _ in range(data.draw(st.integers(1, 4))):
        *above, last = data.draw(st.sampled_from(places(report)[1:]))
        inner = report
        for key in above:
            inner = inner[key]
        if data.draw(st.booleans()):
            inner[last] = data.draw(json_like)
        else:
            del inner[last]
        if not report:
            break

    assert_told(report)
