"""A day that is still to come is refused where it is typed, and is a warning in a file."""

from pathlib import Path
from typing import Any, cast

import pytest

from checklist.answer_types.interface import StepContext
from checklist.files.reader import read
from checklist.interview.engine import Interview
from checklist.questionnaire.loading import shipped
from checklist.reports.report import Report
from checklist.today import VARIABLE, latest_today, today
from tests.support.folders import TUVALU
from tests.support.made_reports import as_yaml
from tests.support.other_answers import sealed
from tests.support.running import TODAY, Result, checklist_run
from tests.support.terminal import Terminal
from tests.support.tiny import say

DAY_AFTER = "2027-03-02"


def data(**head: Any) -> dict[str, Any]:
    return {**cast("dict[str, Any]", read(TUVALU).data), **head}


def write(folder: Path, report: dict[str, Any]) -> str:
    (folder / "report-TUV.yaml").write_text(as_yaml(report), encoding="utf-8")
    return "report-TUV.yaml"


def validated(folder: Path, report: dict[str, Any], today: str = TODAY) -> Result:
    name = write(folder, report)
    return checklist_run("validate", name, cwd=folder, env={VARIABLE: today})


def test_the_date_of_a_report_to_come_is_a_warning_until_that_day(tmp_path: Path) -> None:
    report = sealed(data(as_of=DAY_AFTER))

    before, then = validated(tmp_path, report), validated(tmp_path, report, DAY_AFTER)

    assert (before.code, then.code) == (0, 0)
    assert f"R026 warning: the date of the report, {DAY_AFTER}, is still to come" in before.stdout
    assert "R026" not in then.stdout


def test_so_is_the_day_of_the_approval(tmp_path: Path) -> None:
    approved = {"by": "A. Person", "office": "Ministry", "on": DAY_AFTER}

    done = validated(tmp_path, sealed(data(approved=approved)))

    assert f"R026 warning: the day of the approval, {DAY_AFTER}, is still to come" in done.stdout


def test_an_approval_before_the_period_is_a_warning(tmp_path: Path) -> None:
    report = data(approved={"by": "A. Person", "office": "Ministry", "on": "2019-05-01"})
    report["answers"]["period-start"]["value"] = "2023"

    done = validated(tmp_path, sealed(report))

    message = "the report was approved on 2019-05-01, and its period begins on 2023-01-01"
    assert f"R026 warning: {message}" in done.stdout


def test_a_year_of_figures_to_come_is_a_warning(tmp_path: Path) -> None:
    report = data()
    report["answers"]["yearly-figures"] = {
        "value": [{"year": {"value": 2062}, "form": {"value": "all-forms"}}]
    }

    done = validated(tmp_path, sealed(report))

    assert "R020 warning: 3.13 yearly-figures: `2062` lies after the date of the report" in (
        done.stdout
    )


def test_a_year_to_come_is_refused_when_it_is_typed() -> None:
    asked = shipped()
    interview = Interview(asked, Report.begin(asked, "TUV", today()))

    refused = say(interview, "/goto yearly-figures", "2062").refused

    assert refused == "The year 2062 is still to come. Type an earlier one."
    assert not say(interview, "2026").refused


def test_a_day_to_come_is_refused_where_nothing_can_be_planned() -> None:
    asked = shipped()
    interview = Interview(asked, Report.begin(asked, "TUV", today()))

    refused = say(interview, "/goto period-start", "2032").refused

    assert refused == "2032 is still to come. Type an earlier date."
    assert say(interview, "2027-03-02").refused
    assert not say(interview, "2027").refused  # it has begun
    planned = asked.questions["national-response-step-date"].answer_type
    assert next(planned.steps(None, StepContext())).read("2032") == "2032"


def test_both_faces_refuse_it(tmp_path: Path) -> None:
    for env in ({}, {"CHECKLIST_LINES": "1"}):
        report = data(status="draft")
        del report["seal"]
        name = write(tmp_path, report)
        with Terminal("answer", name, cwd=tmp_path, rows=40, env=env) as terminal:
            terminal.enter("/goto 3.13")
            terminal.wait_for("Year")
            terminal.send("2062\r")
            terminal.wait_for("is still to come")


def test_a_language_that_is_no_code_and_a_period_of_many_years_are_warnings(tmp_path: Path) -> None:
    report = data(language="English")
    report["answers"]["period-start"]["value"] = "2005"

    done = validated(tmp_path, sealed(report))

    assert done.code == 0
    assert "R027 warning: `English` is not the code of a language; write `en`" in done.stdout
    assert "the period of the report is from 2005-01-01 to" in done.stdout
    report["answers"]["period-start"]["confidential"] = True
    assert "2005" not in validated(tmp_path, sealed(report)).stdout


def test_a_plan_can_be_for_a_day_to_come(tmp_path: Path) -> None:
    report = data()
    report["answers"]["legislation-step-date"] = {"value": "2031"}

    done = validated(tmp_path, sealed(report))

    assert "2031" not in done.stdout


def test_today_is_the_latest_day_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    assert str(latest_today()) == str(today()) == TODAY
    monkeypatch.delenv(VARIABLE)

    assert 0 <= (latest_today() - today()).days <= 2


def test_a_day_that_is_none_is_refused(tmp_path: Path) -> None:
    done = validated(tmp_path, data(), today="tomorrow")

    assert done.code == 2
    assert f"{VARIABLE} is not a day; write it such as 2027-03-01" in done.stderr
