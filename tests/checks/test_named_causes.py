"""A mistake that follows from another one is named as what it is, once, at its line."""

from pathlib import Path

import pytest

from tests.support.folders import TUVALU
from tests.support.running import checklist_run

TEXT = TUVALU.read_text("utf-8")
AT = TEXT.index("  campaigns:\n")
LINE = TEXT[:AT].count("\n") + 1
HEAD, ANSWERS = TEXT.split("answers:\n", 1)
PERIOD = TEXT[TEXT.index("  period-start:\n") :].split("\n  consulted", 1)[0].split("\n")[:2]


def with_period(value: str) -> str:
    return TEXT.replace("\n".join(PERIOD), f"  period-start:\n    value: {value}", 1)


CASES = {
    "conflict": (
        f"{TEXT[:AT]}<<<<<<< HEAD\n{TEXT[AT:]}=======\n>>>>>>> theirs\n",
        f"{LINE}:1: S005 error: git marks a merge conflict with this line, `<<<<<<< HEAD`",
    ),
    "end of a conflict": (
        f"{TEXT}>>>>>>> theirs\n",
        "S005 error: git marks a merge conflict with this line, `>>>>>>> theirs`",
    ),
    "space that breaks no line": (
        TEXT.replace("  campaigns:\n    value:\n", "  campaigns:\n  \u00a0 value:\n"),
        f"{LINE + 1}:3: S005 error: there is a space that breaks no line (U+00A0)",
    ),
    "letter of another alphabet": (
        TEXT.replace("value: partly-implemented", "value: partly-impl\u0435mented", 1),
        "the character U+0435 CYRILLIC SMALL LETTER IE in it is in no name here",
    ),
    "day of a spreadsheet": (
        with_period("45658"),
        'S103 error: 1.2: 45658 looks like the number of a day in a spreadsheet, 2025-01-01; write "2025-01-01"',  # noqa: E501
    ),
    "the same in quotation marks": (
        with_period('"45658"'),
        "R008 error: 1.2 period-start: `45658` looks like the number of a day in a spreadsheet",
    ),
    "answers in answers": (
        f"{HEAD}answers:\n  answers:\n"
        + "".join(f"  {line}\n" if line else "\n" for line in ANSWERS.splitlines()),
        "S101 error: `answers` stands within `answers`",
    ),
    "row with a list": (
        TEXT.replace(
            "value: partly-implemented\n        note: One talk",
            "value: [x]\n        note: One talk",
        ),
        "R007 error: 5.1 campaigns: a row takes one code; allowed: implemented, partly-implemented",
    ),
    "choice with a number": (
        TEXT.replace("value: deposited", "value: 1", 1),
        "S103 error: 2.1: the number 1 is not text; allowed: ",
    ),
    "wide colon": (
        TEXT.replace("value: deposited", "value\uff1adeposited", 1),
        "S005 error: there is a colon of another width (U+FF1A) in `value\uff1adeposited`",
    ),
    "web page": (
        "<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>\n",
        "1:1: S005 error: this is a web page, not a report",
    ),
}


@pytest.mark.sampled
@pytest.mark.parametrize("name", CASES)
def test_the_cause_is_named_once(name: str, tmp_path: Path) -> None:
    text, message = CASES[name]
    (tmp_path / "report-TUV.yaml").write_text(text, "utf-8")

    done = checklist_run("validate", "report-TUV.yaml", "--ignore", "R012,R018", cwd=tmp_path)

    assert done.code == 1
    errors = [line for line in done.stdout.splitlines() if " error: " in line]
    assert len(errors) == 1
    assert message in errors[0]
