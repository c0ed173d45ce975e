"""The warnings on one answer are those among the findings on the whole report."""

from random import Random
from typing import Any

import pytest

from checklist.checks.rule import report_rules
from checklist.checks.validator import findings, warnings_on_answer
from checklist.diagnostics import Finding, Severity, question_at
from checklist.files.reader import read
from checklist.questionnaire.loading import load
from checklist.reports.answer_path import answer_path
from checklist.reports.check_structure import check_structure
from checklist.reports.report import Report
from tests.support.folders import FIXTURES, SMALL_FOLDER
from tests.support.small_report import SMALL

FILES: list[Any] = [
    read(path).data
    for rule in report_rules()
    for path in sorted((FIXTURES / "rules" / rule.code).glob("*.yaml"))
]
REPORTS = [one for one in FILES if isinstance(one, dict) and isinstance(one.get("answers"), dict)]
"""The reports of the fixtures of all rules."""

PROSE = "The ministry of justice renews the guidance on this every second year, and publishes it."


def answers_by_question() -> dict[str, list[Any]]:
    """Return every answer of these reports, and the same with a note that fits everywhere."""
    answers: dict[str, list[Any]] = {}
    for data in REPORTS:
        for question_id, answer in data["answers"].items():
            if question_id in SMALL.questions:
                several = answers.setdefault(question_id, [])
                several.append(answer)
                if isinstance(answer, dict):
                    several.append({**answer, "note": PROSE})
    return answers


def on_answers(found: list[Finding]) -> list[Finding]:
    """Return the warnings on answers, without those of the questionnaire's own checks."""
    return [
        one
        for one in found
        if one.severity is Severity.WARNING
        and question_at(one.where)
        and not one.code.startswith("R5")
    ]


@pytest.mark.sampled
@pytest.mark.parametrize("seed", range(12))
def test_the_warnings_on_each_answer_are_those_of_the_whole_report(seed: int) -> None:
    random, known = Random(seed), answers_by_question()
    head = {**REPORTS[0], "state": "NOR", "as_of": "2026-03-31", "status": "draft"}
    seen: set[str] = set()
    for _ in range(25):
        answers = {i: random.choice(several) for i, several in known.items()}
        checked, _ = check_structure({**head, "answers": answers}, SMALL)
        usable = {i: answers[i] for i in answers if i not in checked.invalid_questions}
        report = Report.from_data({**head, "answers": usable})
        path = answer_path(SMALL, report.state, report.as_of, usable)

        on_each = [one for i in usable for one in warnings_on_answer(i, report, path)]

        expected = on_answers(findings(report.to_data(), SMALL))
        assert sorted(map(shown, on_each)) == sorted(map(shown, expected))
        seen |= {one.code for one in on_each}
    assert seen >= {"R013", "R016", "R017"}


@pytest.mark.parametrize(("register", "doubted"), [("laws", {"R013"}), ("law", set())])
def test_no_law_is_missed_where_the_register_may_stand_under_another_id(
    register: str, doubted: set[str]
) -> None:
    evidence = [{"law": "port-act", "article": "2"}]
    fog = {"value": {"status": "implemented", "evidence": evidence}}
    answers: dict[str, Any] = {register: {"value": []}, "fog-signals": fog}
    report = Report.from_data({**REPORTS[0], "answers": answers})
    path = answer_path(SMALL, report.state, report.as_of, answers)

    found = warnings_on_answer("fog-signals", report, path)

    assert {one.code for one in found} == doubted


def test_each_rule_with_warnings_on_answers_says_what_they_depend_on() -> None:
    said = {rule.code for rule in report_rules() if rule.warnings_depend_on}

    found = {
        one.code
        for data in REPORTS
        for one in on_answers(findings(data, load(SMALL_FOLDER.with_name(asked_by(data)))))
    }

    assert found == said


def asked_by(data: Any) -> str:
    """Return the id of the questionnaire that a report answers, of those in the fixtures."""
    head = data.get("questionnaire")
    named = head.get("id") if isinstance(head, dict) else ""
    return "grids" if named == "grids" else "small"


def shown(finding: Finding) -> str:
    return f"{finding.code} {finding.message} {finding.where}"
