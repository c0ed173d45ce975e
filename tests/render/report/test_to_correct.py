"""What keeps a draft from being final, or may be a mistake, question by question."""

from datetime import date
from pathlib import Path
from typing import Any, cast

from checklist.answer_types.answer import AnswerData
from checklist.files.reader import read
from checklist.interview.session import Session
from checklist.lifecycle.finalize import finalization
from checklist.render.report.to_correct import to_correct_lines
from checklist.reports.check_structure import check_structure
from checklist.reports.report import Report
from tests.support.interview_questions import OFFENCE, PLAN
from tests.support.tiny import questionnaire


def test_what_is_true_of_several_questions_is_said_once(tmp_path: Path) -> None:
    asked = questionnaire([OFFENCE, PLAN, {**OFFENCE, "id": "penalty"}])
    by_law: AnswerData = {"value": {"status": "implemented", "law": "Aiding is an offence."}}
    answers: dict[str, AnswerData] = {
        "offence": by_law,
        "plan": {"value": "affirmative"},
        "penalty": by_law,
    }
    begun = Report.begin(asked, "AUT", date(2026, 1, 1))
    report = Report.from_data({**begun.to_data(), "answers": answers})
    document = read(Session.begin(tmp_path / "report-AUT.yaml", asked, report).path)
    checked, _ = check_structure(cast(dict[str, Any], document.data), asked)

    found = finalization(document, asked).diagnostics
    said = [line.text for line in to_correct_lines(found, checked.path)]

    assert said == [
        "What may be added, and is not needed for a final report:",
        "What shows the answers to 1.1, 1.3? Evidence is never required.",
    ]
