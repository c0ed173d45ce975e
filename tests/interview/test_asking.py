"""`/ask labour`: the question at hand goes to a ministry, in the division next to the report."""

from datetime import date
from pathlib import Path

import pytest

from checklist.answer_types.interface import Refusal
from checklist.interview.engine import Interview
from checklist.interview.file_commands import ask_ministry
from checklist.interview.prompt import Prompt
from checklist.interview.session import Session
from checklist.ministries.division_file import read_division, write_new_division
from checklist.reports.report import Report
from tests.support.ministries import COAST, division
from tests.support.tiny import say


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """Return the session of a report that was just begun."""
    begun = Report.begin(COAST, "NOR", date(2026, 11, 24))
    return Session.begin(tmp_path / "report-NOR.yaml", COAST, begun)


def prompt_at(question: str) -> Prompt:
    interview = Interview(COAST, Report.begin(COAST, "NOR", date(2026, 11, 24)))
    say(interview, f"/goto {question}")
    return interview.prompt()


def test_a_division_is_begun_with_the_question_in_it(session: Session, tmp_path: Path) -> None:
    outcome = ask_ministry(session, prompt_at("signals"), "labour police")

    divided = read_division(tmp_path / "division-NOR.yaml").division
    assert divided.asks["signals"].authorities == ["labour", "police"]
    assert divided.asks["pay-rule"].lead == "labour"  # as the questionnaire proposes
    assert outcome.notices[0].startswith("Ministry of labour leads this question, in ")
    assert outcome.notices[0].endswith(
        "division-NOR.yaml. Police is asked, too, and contributes. /skip goes on."
    )


def test_a_division_that_there_is_keeps_all_else(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "division-NOR.yaml"
    own = {"report_id": session.report.report_id}
    before = division().changed("police", due="2027-01-01").model_copy(update=own)
    write_new_division(path, before, COAST)

    ask_ministry(session, prompt_at("signals"), "labour")

    divided = read_division(path).division
    assert divided.asks["signals"].lead == "labour"
    assert divided.authorities["police"].due == "2027-01-01"


@pytest.mark.parametrize(
    ("words", "reason"),
    [("", "One of: justice, labour, police, ports."), ("labor", "did you mean `labour`?")],
)
def test_who_is_not_known_cannot_be_asked(words: str, reason: str, session: Session) -> None:
    with pytest.raises(Refusal) as refusal:
        ask_ministry(session, prompt_at("signals"), words)

    assert reason in str(refusal.value)


def test_a_division_of_another_report_is_left_alone(session: Session, tmp_path: Path) -> None:
    write_new_division(tmp_path / "division-NOR.yaml", division(), COAST)

    with pytest.raises(Refusal, match="divides another report"):
        ask_ministry(session, prompt_at("signals"), "labour")


def test_at_the_end_of_an_interview_there_is_no_question_to_ask(session: Session) -> None:
    with pytest.raises(Refusal, match="Go to the question first"):
        ask_ministry(session, None, "labour")


def test_a_division_with_mistakes_is_left_alone(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "division-NOR.yaml"
    path.write_text("checklist_division: 1\n", "utf-8")

    with pytest.raises(Refusal, match="cannot be used until this is corrected"):
        ask_ministry(session, prompt_at("signals"), "labour")

    assert path.read_text("utf-8") == "checklist_division: 1\n"
