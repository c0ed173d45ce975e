"""Reports of Denmark on the small questionnaire."""

from collections.abc import Mapping
from typing import Any

from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.seal import seal
from tests.support import tiny
from tests.support.small_report import SMALL

Answers = Mapping[str, Any]


def data(answers: Answers, asked: Questionnaire = SMALL, **head: Any) -> dict[str, Any]:
    """Return a draft of Denmark with these answers, and with other keys of the head."""
    report = tiny.report(asked, answers, state="DNK").to_data()
    return {**report, **head}


def final(answers: Answers, **head: Any) -> dict[str, Any]:
    """Return a final report with its seal, unless `head` has another one."""
    report = data(answers, status="final", **head)
    return {"seal": seal(report), **report}
