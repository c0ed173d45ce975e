"""The places of findings in forms, behind the name of the file."""

import pytest

from checklist.commands.shared.form_findings import print_form_findings
from checklist.ministries.returned import FormFinding, Returned, StrayText


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("5.10", "x.docx: 5.10:"),
        ("5.6 f", "x.docx: 5.6 f:"),
        ("3.8 b, How it is applied", "x.docx: 3.8 b, How it is applied:"),
        ("Form!E14", "x.docx:Form!E14:"),
        ("12:3", "x.docx:12:3:"),
        ("", "x.docx:"),
    ],
)
def test_a_question_stands_apart_from_the_file_and_an_address_next_to_it(
    place: str, shown: str, capsys: pytest.CaptureFixture[str]
) -> None:
    returned = Returned(
        file="x.docx", identity=None, findings=[FormFinding("F007", "a message", place)]
    )

    print_form_findings(returned)

    assert capsys.readouterr().out == f"{shown} a message [F007]\n"


def test_what_stands_in_no_field_is_one_line_that_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    stray = [
        StrayText("Two shelters:\n• Rome", "Form!H30", "remark"),
        StrayText("from 2025", "5.1 f"),
    ]
    cells = [FormFinding("F011", "cells were merged", "Form!E2:E7")]

    print_form_findings(
        Returned(file="x.xlsx", identity=None, findings=cells, stray=stray, remark="Call\nme.")
    )

    assert capsys.readouterr().out.splitlines() == [
        "x.xlsx:Form!E2:E7: cells were merged [F011]",
        "x.xlsx:Form!H30: remark where the answer was left open: Two shelters: • Rome",
        "x.xlsx: 5.1 f: beside the fields, not in the report: from 2025",
        "x.xlsx: remark: Call me.",
    ]
