"""A report that changes answer by answer has the findings of one that is checked as a whole."""

from random import Random
from typing import Any

from checklist.checks.validator import ChangingReport, findings
from tests.support.interview_questions import NO, NOT_KNOWN, WHOLE, YES
from tests.support.tiny import report

ANSWERS: dict[str, list[Any]] = {
    "plan": [YES, NO, {"value": "perhaps"}, {"missing": "not-known"}],
    "plan-date": [{"value": "2004"}, {"value": "2004-13"}],
    "training": [
        {"value": {"police": {"value": "trained"}}},
        {"value": {row: {"value": "trained"} for row in ("police", "judges", "doctors")}},
        {"value": {"police": {"value": "tained"}, "judge": {"value": "trained"}}},
    ],
    "laws": [{"value": []}, {"value": [{"name": {"value": "a"}}, {"name": {"value": "a"}}]}],
    "office": [{"value": {"office": "Desk", "email": "foo"}}, NOT_KNOWN, "no answer", None],
    "remark": [{"value": ""}, {"value": "TODO"}, {"value": "Words", "carried": True}],
}


def test_whatever_changed_the_findings_are_those_of_the_whole_report() -> None:
    random, changing, now = Random(7), ChangingReport(WHOLE), report(WHOLE)

    for _ in range(120):
        question = random.choice([*ANSWERS])
        answers = {**now.answers, question: random.choice(ANSWERS[question])}
        if random.random() < 0.2:
            del answers[random.choice([*answers])]
        now = now._replace(answers=answers)
        data = now.to_data()

        found = changing.findings(data)

        expected = findings(data, WHOLE)
        assert sorted(map(_shown, found)) == sorted(map(_shown, expected))


def _shown(finding: Any) -> str:
    return f"{finding.code} {finding.message} {finding.where}"
