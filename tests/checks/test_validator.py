import json

import pytest

from checklist.checks.validator import head_findings, validate
from checklist.diagnostics import MAX_PER_FILE, Severity
from checklist.files.reader import parse
from checklist.reports.seal import seal
from tests.support.effort import Work, assert_growth
from tests.support.small_report import (
    BROKEN,
    COMPLETE,
    HEAD,
    SMALL,
    changed,
    codes_in,
    codes_in_data,
    data_of,
    diagnostics_in,
    document,
    findings_in,
)

# A whole report


def test_nothing_is_found_in_a_complete_report() -> None:
    assert findings_in(COMPLETE) == []
    assert findings_in(COMPLETE, as_final=False) == []


def test_a_final_report_with_its_seal_is_complete() -> None:
    data = {**data_of(COMPLETE), "status": "final"}

    assert codes_in_data({**data, "seal": seal(data)}) == []
    assert codes_in_data(data) == ["R012"]


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

    codes = codes_in_data({**data, "seal": seal(data), key: value})

    assert codes[0] in {"S103", "S104"}
    assert "R012" not in codes


def test_that_a_final_report_has_no_seal_is_reported_beside_a_mistake_in_its_head() -> None:
    data = {**data_of(COMPLETE), "status": "final", "revision": 0}

    assert codes_in_data(data) == ["R012", "S104"]


def test_the_seal_of_a_report_whose_status_is_misspelt_is_not_that_of_a_draft() -> None:
    data = {**data_of(COMPLETE), "status": "fnal"}

    assert codes_in_data({**data, "seal": seal(data)}) == ["S104"]


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
        ('value: "2001"', 'value: "2005"', "R501", ["1.2 signature"]),
        ("value: party", "value: neither", "R006", ["1.1 treaty-status"]),
        (
            "light-service:\n",
            "light-service:\n    by: authority\n",
            "R015",
            ["2.1 authority"],
        ),
    ],
)
def test_a_finding_on_two_answers_that_disagree_names_the_place_of_the_other(
    before: str, after: str, code: str, others: list[str]
) -> None:
    text = changed(COMPLETE, (before, after))

    first = next(d for d in diagnostics_in(text) if d.code == code)

    lines = text.splitlines()
    keys = [lines[one.line - 1][one.column - 1 :].split(":")[0] for one in first.related]
    named = [one.message.removeprefix("the answer to ").replace("`", "") for one in first.related]
    assert named == others
    assert [name.split()[1] for name in named] == keys


def test_each_of_many_mistakes_in_one_report_is_reported_once_at_its_place() -> None:
    lines = findings_in(BROKEN)

    assert lines == [
        "1:1 S101 the key `revision` is missing",
        "3:8 R003 `NRW` is not the code of a State; a code has three capital letters, such as NOR",
        "4:8 S104 the date must be a day, such as 2026-11-24",
        "6:1 S102 unknown key `revison`; did you mean `revision`?",
        "10:20 R008 1.3 deposit: `2004-02-30` is not a date; write 2004-05-31, 2004-05 or 2004",
        "12:22 S103 1.7: a list is not text",
        "15:3 R004 there is no question `sea-neigbours`; did you mean `sea-neighbours`?",
        "25:22 R007 2.1 authority: `afirmative` is not among the options; did you mean "
        "`affirmative`? allowed: affirmative, negative",
        "31:24 R013 2.2 light-service: the law `prot-act` is not in the register of laws (1.11); "
        "did you mean `port-act`?",
        "35:7 R007 2.3 light-tasks: a code that is not among the options of its question, or a row "
        "or column that is not there; it is confidential, so it is not quoted",
        "38:26 R009 2.5 fog-signals: a reason is required because `missing` is not-known; add "
        "`reason`: not-collected, ministry-did-not-reply, outside-mandate, other",
        "40:14 S104 2.7: `value` and `missing` cannot be used together; keep one",
    ]


def test_a_misspelt_key_of_a_value_is_reported_with_what_is_missing() -> None:
    text = changed(COMPLETE, ("status: partly-implemented", "sttus: partly-implemented"))

    assert findings_in(text) == [
        "28:7 S101 2.2: the key `status` is missing",
        "28:7 S102 2.2: unknown key `sttus`; did you mean `status`?",
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
def test_a_mistake_in_one_answer_is_reported_without_noise(
    before: str, after: str, expected: list[str]
) -> None:
    text = changed(COMPLETE, (before, after))
    line = COMPLETE[: COMPLETE.index(before)].count("\n") + 1

    found = diagnostics_in(text)

    assert [one.code for one in found if one.severity is Severity.ERROR] == expected
    assert {one.line for one in found if one.severity is Severity.ERROR} <= {line, line + 1}


def test_the_message_on_an_empty_value_says_how_to_correct_it() -> None:
    assert findings_in(changed(COMPLETE, ("{value: party}", "{value: }"))) == [
        "8:19 S103 1.1: an empty value is not text; allowed: party, signatory, neither; to leave "
        "the question open, remove all its lines"
    ]


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

    draft, final = diagnostics_in(text), diagnostics_in(text, as_final=True)

    assert codes_in(text) == expected
    assert {d.severity for d in draft} == {Severity.NOTE}
    assert [d.message for d in final if d.code != "R012"] == [d.message for d in draft]
    assert {d.severity for d in final if d.code != "R012"} == {Severity.ERROR}


def test_open_questions_are_counted_in_a_draft_and_named_in_a_final_report() -> None:
    text = HEAD + "answers: {}\n"

    (note,) = [d for d in diagnostics_in(text) if d.code == "R005"]
    errors = [d for d in diagnostics_in(text, as_final=True) if d.code == "R005"]

    assert (note.line, note.column, note.severity) == (7, 1, Severity.NOTE)
    assert note.message == (
        f"{len(errors)} required questions are not answered; `checklist answer` asks them"
    )
    assert len(errors) > 1
    assert {d.severity for d in errors} == {Severity.ERROR}
    assert any("`obstacles` is required" in d.message for d in errors)


def test_a_final_report_can_be_judged_as_a_draft() -> None:
    text = HEAD.replace("draft", "final") + "answers: {}\n"

    severities = {d.severity for d in diagnostics_in(text, as_final=False) if d.code == "R005"}

    assert severities == {Severity.NOTE}


def test_an_unknown_law_is_an_error_only_in_a_draft_that_is_to_be_final() -> None:
    draft = changed(COMPLETE, ("{law: port-act,", "{law: whale-act,"))
    final = changed(draft, ("status: draft", "status: final"))

    severities = [
        one.severity
        for text, as_final in ((draft, False), (draft, True), (final, True))
        for one in diagnostics_in(text, as_final=as_final)
        if one.code == "R013"
    ]

    assert severities == [Severity.WARNING, Severity.ERROR, Severity.WARNING]


# Other forms and other files


def test_a_report_in_json_gives_the_same_findings_at_its_own_places() -> None:
    data = data_of(BROKEN)
    text = json.dumps(data, indent=1)

    in_json = validate(parse(text.encode(), "report.json"), SMALL)

    in_yaml = diagnostics_in(BROKEN)
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


def test_a_mistake_in_a_file_that_is_no_report_is_reported_with_it() -> None:
    assert codes_in("a: *x\n") == ["1:1 S101", "1:4 S008"]


# Many findings


def test_more_than_a_hundred_findings_are_cut_with_a_count_and_errors_stay() -> None:
    unknown = "".join(f"  other-{n}: {{missing: declined}}\n" for n in range(99))
    text = HEAD + "answers:\n" + unknown + "  treaty-status: {value: prty}\n"

    *first_hundred, more = diagnostics_in(text)

    assert len(first_hundred) == MAX_PER_FILE
    assert {d.severity for d in first_hundred} == {Severity.ERROR}
    assert {d.code for d in first_hundred} == {"R004", "R007"}
    assert (more.code, more.severity) == ("S000", Severity.NOTE)
    assert more.message == "and 1 more finding"


@pytest.mark.thorough
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
        return lambda: diagnostics_in(text)

    assert_growth(judged, number)
    found = judged(number)()
    assert isinstance(found, list)
    assert 0 < len(found) <= MAX_PER_FILE + 1
