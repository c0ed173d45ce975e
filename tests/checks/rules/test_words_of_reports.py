"""What the rules on texts, dates and names take for a finding, and what not."""

import json
from typing import Any

import pytest

from checklist.checks.validator import validate
from checklist.diagnostics import Diagnostic, Severity
from checklist.files.reader import Document, parse
from tests.support.effort import Work, assert_growth
from tests.support.tiny import questionnaire, report

TINY = questionnaire(
    [
        {"id": "story", "type": "text", "recommendations": ["1"], "optional": True},
        {"id": "sequel", "type": "text", "recommendations": ["1"], "optional": True},
        {"id": "measure", "type": "implementation", "recommendations": ["7"], "optional": True},
        {"id": "other", "type": "implementation", "recommendations": ["12"], "optional": True},
        {"id": "begun", "type": "date", "optional": True},
        {"id": "due", "type": "date", "optional": True, "future": True, "earliest": "1990"},
        {
            "id": "list",
            "type": "table",
            "entry": "thing",
            "columns": [{"id": "name", "label": "Name", "type": "text", "required": True}],
            "optional": True,
        },
    ]
)
LONG = "A sentence that is long enough to be compared with the others of the report."


def reported(answers: dict[str, Any], name: str = "report.yaml", **head: str) -> list[Diagnostic]:
    content = json.dumps(report(TINY, answers, **head).to_data()).encode()
    return validate(parse(content, name), TINY)


def codes(answers: dict[str, Any], name: str = "report.yaml", **head: str) -> list[str]:
    return [found.code for found in reported(answers, name, **head)]


def of_text(text: str) -> list[str]:
    return codes({"story": {"value": text}})


# R016


@pytest.mark.parametrize(
    "text",
    [
        *("TODO", "to  do", "n/a", "N.A.", "NA", "xxx", "X", "ххх", "tbd", "[TBD]", "Test."),
        *("<to be completed>", "- - -", "…", "?", "___", "•", "\u200b", "ＴＢＤ"),
        *("à compléter", "A\u0300 comple\u0301ter", "s/o", "sans objet", "Por completar", "n/d"),
        *("не применимо", "لا ينطبق", "待定", "不适用。", "a preencher"),
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor.",
    ],
)
def test_a_text_that_is_only_a_placeholder_is_found(text: str) -> None:
    assert of_text(text) == ["R016"]


@pytest.mark.parametrize(
    "text",
    [
        *("None", "none", "No.", "SO", "ND", "AAA", "104a", "5", "无", "So", "Néant"),
        "A test was made in 2024.",
        "Todo lo anterior se aplica.",
        "X-ray checks of lorries: not applicable in summer.",
    ],
)
def test_a_text_with_words_of_its_own_is_no_placeholder(text: str) -> None:
    assert of_text(text) == []


def test_the_thirtieth_article_is_no_placeholder() -> None:
    evidence = [{"law": "code", "article": "XXX"}]

    found = codes({"measure": {"value": {"status": "implemented", "evidence": evidence}}})

    assert found == []


def test_a_text_that_has_a_wrong_form_already_is_not_judged_for_its_words() -> None:
    assert of_text(" \n") == ["R008"]


# R017


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        (["story", "sequel", "measure"], []),
        (["story", "measure"], []),
        (["measure", "story", "other"], ["R017"]),
        (["story", "sequel", "measure", "other"], ["R017"]),
    ],
)
def test_the_same_text_is_found_in_three_answers_that_are_not_related(
    questions: list[str], expected: list[str]
) -> None:
    answers: dict[str, Any] = {
        name: {"missing": "declined"} if name not in questions else {"value": LONG, "note": LONG}
        for name in ("story", "sequel")
    }
    for name in {"measure", "other"} & {*questions}:
        answers[name] = {"value": {"status": "planned", "practice": f"  {LONG}\n".upper()}}

    assert codes(answers) == expected


def test_the_same_short_text_is_not_found() -> None:
    value = {"status": "planned", "practice": "See the national plan."}

    found = codes(
        {
            "story": {"value": "See the national plan."},
            "measure": {"value": value},
            "other": {"value": value},
        }
    )

    assert found == []


# R019


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "  JavaScript: alert(1)",
        "java\nscript:alert(1)",
        "See (javascript:void) for more.",
        "vbscript:x",
        "data:text/html,<b>",
        "data:;base64,AAAA",
    ],
)
def test_an_address_that_runs_in_the_browser_is_an_error(text: str) -> None:
    assert [(d.code, d.severity) for d in reported({"story": {"value": text}})] == [
        ("R019", Severity.ERROR)
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("ftp://example.org", "FTP:x", "file:///C:/a.pdf", "file:a.pdf", "见ldap://x", "ws://a"),
        "See https://example.org and gopher://example.org.",
    ],
)
def test_an_address_of_another_kind_is_a_warning(text: str) -> None:
    assert [(d.code, d.severity) for d in reported({"story": {"value": text}})] == [
        ("R019", Severity.WARNING)
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("https://example.org/?a=ftp:b", "HTTP://example.org", "urn:lex:br:federal:lei:2016"),
        *("Note: see above", "10:30", "C:\\laws", "It is Javascript: a language.", "Data:"),
        "The data: 2004, the file: see there. About: nothing.",
    ],
)
def test_what_only_has_a_colon_is_no_address(text: str) -> None:
    assert of_text(text) == []


def test_evidence_with_another_kind_of_address_is_told_once_and_in_words() -> None:
    evidence = [{"url": "javascript:alert(1)"}]

    (found,) = reported({"measure": {"value": {"status": "implemented", "evidence": evidence}}})

    assert found.code == "S104"
    assert found.message == (
        "1.3: `javascript:alert(1)` is not a web address that begins with http:// or https://"
    )


# R020


@pytest.mark.parametrize(
    ("question", "value", "expected"),
    [
        ("begun", "2026-11-24", []),
        ("begun", "2026-11-25", ["R020"]),
        ("begun", "2026", []),
        ("begun", "2027", ["R020"]),
        ("begun", "1900", []),
        ("begun", "1899", ["R020"]),
        ("due", "2099", []),
        ("due", "1989-12", ["R020"]),
    ],
)
def test_a_date_is_expected_between_1900_and_the_report_unless_its_question_says_otherwise(
    question: str, value: str, expected: list[str]
) -> None:
    assert codes({question: {"value": value}}, as_of="2026-11-24") == expected


@pytest.mark.parametrize(
    ("as_of", "expected"), [("2010-01-27", []), ("2010-01-26", ["R020"]), ("2999-01-01", ["R026"])]
)
def test_a_report_is_dated_after_the_document_and_not_after_today(
    as_of: str, expected: list[str]
) -> None:
    assert codes({}, as_of=as_of) == expected


# R021


@pytest.mark.parametrize(
    "text",
    [
        *("+47 22 00 00 00", "call +43 1 26060", "0043 1 26060 1234", "+4722000000"),
        *("(202) 555-0143", "202-555-0143", "+1 (202) 555-0143", "0800 123 456", "(0)1 26060 123"),
        *("01 23 45 67 89", "tel. 26060", "Tel: 116 006", "fax no. 12345", "phone 555-1234"),
        *("The hotline (116 006) is open.", "Helpline: 116006", "tél. : 26 06 00"),
        *("телефон: 8 800 2000 122", "هاتف ٠٦٢٦٢٦٢٦", "拨打热线12355", "teléfono 900 105 090"),
        *("a.b@example.org", "Write to Anna.K+x@mj.gov.example.", "x@пример.рф", "mailto:a@b.org"),
    ],
)
def test_an_address_or_number_of_a_person_is_found(text: str) -> None:
    assert of_text(text) == ["R021"]


@pytest.mark.parametrize(
    "text",
    [
        *("2024", "2019-2024", "2019/2020", "2001-05-14", "14.05.2001", "14/05/2001", "05-2001"),
        *("From 01-05-2001 to 02-06-2003", "01/2024-12/2025", "2019 2020 2021", "2006 04 05"),
        *("12 345 678 persons", "12.345.678", "1,234,567", "0.1234567", "120 135 70 15"),
        *("Law No. 27.455", "Law 2010/1234", "Decree 42-2009", "Act 105/2019", "No. 0012/2014"),
        *("A/RES/55/25", "CTOC/COP/2010/6", "ICC-01/04-01/06", "2011/36/EU", "C-123/45"),
        *(
            "Decreto Supremo 007-2008-IN",
            "Decreto 014-2012",
            "Republic Act 10364",
            "S/2019/0123456",
        ),
        *("Articles 127 128 129 130", "calls: 12 345 in 2024", "at 10:30-11:45", "Order 1234-5678"),
        *("https://example.org/?tel=+4722000000&by=a@b.org", "https://example.org/@a.b.c"),
        *("@handle", "a @ b", "the hotline 2019-2023"),
    ],
)
def test_figures_dates_and_laws_are_no_telephone_numbers(text: str) -> None:
    assert of_text(text) == []


def test_the_message_does_not_repeat_the_address_or_number() -> None:
    messages = [
        d.message for d in reported({"story": {"value": "anna@example.org, +47 22 00 00 11"}})
    ]

    assert len(messages) == 2
    assert not any("anna" in message or "00 11" in message for message in messages)


# R022


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("report-AUT.yaml", []),
        ("post/report-aut.YML", []),
        ("report-NOR.yaml", ["R022"]),
        ("post/report-NOR-r2.json", ["R022"]),
        ("report_NOR.2026.yaml", ["R022"]),
        ("report-NOR.draft.yaml", ["R022"]),
        ("report-nor.yaml", ["R022"]),
        ("report-ATU.yaml", ["R022"]),
        ("report-new.yaml", []),
        ("report-NORWAY.yaml", []),
        ("NOR.yaml", []),
        ("my-report-NOR.yaml", []),
        ("report-NOR/answers.yaml", []),
        ("report-NOR.txt", []),
        ("-", []),
        ("", []),
    ],
)
def test_a_file_named_after_another_state_is_found(name: str, expected: list[str]) -> None:
    assert codes({}, name, state="AUT") == expected


def test_the_name_is_not_compared_with_a_state_that_is_unknown() -> None:
    assert codes({}, "report-NOR.yaml", state="NRO") == ["R003"]


# Hostile texts


@pytest.mark.parametrize(
    "part",
    [
        *("1", "1 ", "@", "a@a.", "a", "a:", "://", "abcd+", "https://", "tel 1234 ", "0 12345 "),
        *("data:a/", "+47 ", "tel ", "1   ", "b.", "1234567 x ", "javascript: ", "xxxx", "\u0301"),
    ],
)
def test_the_time_to_judge_a_text_grows_with_its_length(part: str) -> None:
    def judged(length: int) -> Work:
        note = (part * length)[:length]
        entries = [{"name": {"value": "A thing", "note": f"{n} {note}"}} for n in range(20)]
        data = report(TINY, {"list": {"value": entries}}).to_data()
        return lambda: validate(Document("report.yaml", "", "yaml", data, ()), TINY)

    assert_growth(judged, 9_980)
