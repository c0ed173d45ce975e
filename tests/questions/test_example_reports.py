"""The example reports that come with the package; all they say is invented."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checklist.answer_types.answer import REASONS
from checklist.answer_types.table import Table
from checklist.checks.validator import validate
from checklist.files.reader import read
from checklist.questionnaire import shipped_files
from checklist.questionnaire.loading import shipped
from checklist.questionnaire.questionnaire import Questionnaire, cited_by
from checklist.reports.answer_path import AnswerPath, answer_path
from checklist.reports.progress import progress
from checklist.reports.report import Report
from checklist.reports.seal import seal
from tests.support.folders import ALL_EXAMPLES, CYCLE
from tests.support.running import PATIENCE
from tests.support.source import running_text
from tests.support.wording import shared_runs

REPORTS = {code: CYCLE / f"report-{code}.yaml" for code in ("AUT", "UGA", "TUV", "JOR", "SEN")}
"""The examples that were written by hand. The others were made with their answers as a model."""
FINAL = sorted(ALL_EXAMPLES.glob("20*/*.yaml"))

SAID = {
    "en": (
        "Fictional example: ",
        "This report is an invented example. It tells nothing about",
        "Example ",
    ),
    "fr": (
        "Exemple fictif\xa0: ",
        "Ce rapport est un exemple inventé. Il ne dit rien de l’État qu’il nomme",
        "Exemple\xa0: ",
    ),
    "ar": (
        "مثال وهمي: ",
        "هذا التقرير مثال من نسج الخيال، ولا يدلّ على شيء عن الدولة التي يسمّيها",
        "مثال: ",
    ),
}
"""How an example says in its language that it is one: its authority, its first note, its laws."""

ADDRESS = re.compile(r"https?://[^\s\"<>)]+")
EMAIL = re.compile(r"[^\s\"@]+@[^\s\"]+")


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return shipped("ctoc-cop-2010-6")


@pytest.fixture(params=FINAL, ids=lambda path: f"{path.parent.name}-{path.stem}")
def path(request: pytest.FixtureRequest) -> Path:
    assert isinstance(request.param, Path)
    return request.param


def data_of(path: Path) -> dict[str, Any]:
    document = read(path)
    assert document.readable
    assert isinstance(document.data, dict)
    return document.data


def report_of(path: Path) -> Report:
    return Report.from_data(data_of(path))


def path_of(report: Report, questionnaire: Questionnaire) -> AnswerPath:
    return answer_path(questionnaire, report.state, report.as_of, report.answers)


def answers_within(data: Any) -> Iterator[dict[str, Any]]:
    """Yield every answer below some data: of questions, rows and cells."""
    if isinstance(data, dict):
        if "value" in data or "missing" in data:
            yield data
        for part in data.values():
            yield from answers_within(part)
    elif isinstance(data, list):
        for part in data:
            yield from answers_within(part)


def every_answer() -> list[dict[str, Any]]:
    return [a for path in REPORTS.values() for a in answers_within(dict(report_of(path).answers))]


def test_twelve_states_or_more_report_in_each_of_two_cycles() -> None:
    cycles = {path.parent.name: 0 for path in FINAL}
    for path in FINAL:
        cycles[path.parent.name] += 1
    assert len(cycles) == 2
    assert min(cycles.values()) >= 12


def test_the_drafts_are_no_final_reports_and_one_of_them_has_mistakes(
    questionnaire: Questionnaire,
) -> None:
    found = {
        path.stem: {one.code for one in validate(read(path), questionnaire)}
        for path in (ALL_EXAMPLES / "drafts").iterdir()
    }
    assert found["report-FJI"] == {"R005"}
    assert found["report-KEN"] == {"R004", "R006", "R007", "R013", "R016", "R020", "R523"}


def test_nothing_is_found_in_an_example(path: Path, questionnaire: Questionnaire) -> None:
    assert validate(read(path), questionnaire) == []


def test_an_example_is_final_and_its_seal_fits(path: Path) -> None:
    report = report_of(path)
    assert report.is_final
    assert report.seal == seal(data_of(path))


def test_an_example_answers_the_questions_as_they_are_now(
    path: Path, questionnaire: Questionnaire
) -> None:
    report = report_of(path)
    assert report.questionnaire_version == questionnaire.head.version
    assert report.questionnaire_digest == questionnaire.digest


def test_an_example_is_named_after_its_state(path: Path) -> None:
    assert path.name == f"report-{report_of(path).state}.yaml"


@pytest.mark.thorough
def test_check_jsonschema_agrees() -> None:
    schema = shipped_files.schema_folder() / "state-report.ctoc-cop-2010-6.schema.json"
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--schemafile", schema, *FINAL],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_required_question_on_path_is_answered(
    path: Path, questionnaire: Questionnaire
) -> None:
    parts = progress(path_of(report_of(path), questionnaire))
    assert [question.id for part in parts for question in part.missing] == []


def test_a_signatory_leaves_open_only_a_part_of_what_binds_parties(
    questionnaire: Questionnaire,
) -> None:
    report = report_of(REPORTS["UGA"])
    on_path = path_of(report, questionnaire)
    binding = [q for q in questionnaire.questions.values() if questionnaire.is_for_parties_only(q)]
    left_open = [question.id for question in binding if question.id not in report.answers]
    assert on_path.party is False
    assert 0 < len(left_open) < len(binding) / 4


def test_a_signatory_answers_all_that_is_asked_about_ratification(
    questionnaire: Questionnaire,
) -> None:
    on_path = path_of(report_of(REPORTS["UGA"]), questionnaire)
    asked = [
        question.id
        for question in questionnaire.questions.values()
        if "8" in cited_by(question) and question.id in on_path.on
    ]
    assert "ratification-status" in asked
    assert [question_id for question_id in asked if not on_path.is_answered(question_id)] == []


def test_one_example_is_a_state_that_wants_help_everywhere(questionnaire: Questionnaire) -> None:
    report = report_of(REPORTS["TUV"])
    on_path = path_of(report, questionnaire)
    asked = [one for one in questionnaire.plan.assistance if one.question in on_path.on]
    wanted = {one.question: report.answers[one.question]["value"] for one in asked}
    assert len(wanted) == len(questionnaire.plan.assistance) - len(["adherence-assistance"])
    assert [name for name, kinds in wanted.items() if kinds == ["none"]] == []
    assert [one.priority for one in asked if str(one.priority) not in report.answers] == []
    assert "needed" in str(report.answers["help-requested"])


def test_one_example_is_a_federal_state() -> None:
    answers = report_of(REPORTS["AUT"]).answers
    obstacles = [
        code for name in answers if name.endswith("-obstacles") for code in answers[name]["value"]
    ]
    assert "federal-consent" in answers["protocol-overcome"]["value"]
    assert "shared-powers" in obstacles
    assert answers["coordination-levels"]["value"]["local-level"]["value"] == "partly-implemented"


def test_each_example_is_known_by_an_id_of_its_own() -> None:
    assert len({report_of(path).report_id for path in REPORTS.values()} - {None}) == len(REPORTS)


def test_together_the_examples_use_every_answer_type_of_the_questionnaire(
    questionnaire: Questionnaire,
) -> None:
    offered: set[str] = set()
    used: set[str] = set()
    for question in questionnaire.questions.values():
        answers = [report_of(path).answers.get(question.id, {}) for path in REPORTS.values()]
        values = [answer["value"] for answer in answers if "value" in answer]
        offered.add(question.type)
        if values:
            used.add(question.type)
        if isinstance(question.answer_type, Table):
            for column in question.answer_type.columns:
                offered.add(column.answer_type.type)
                cells = [entry.get(column.id, {}) for value in values for entry in value]
                if any("value" in cell for cell in cells):
                    used.add(column.answer_type.type)
    assert used == offered


def test_together_the_examples_use_every_kind_of_missing_answer() -> None:
    kinds = {
        (missing, reason.code if reason else None)
        for missing, reasons in REASONS.items()
        for reason in reasons or (None,)
    }
    used = {(a["missing"], a.get("reason")) for a in every_answer() if "missing" in a}
    assert used == kinds


def test_whole_answers_single_rows_and_single_cells_are_missing(
    questionnaire: Questionnaire,
) -> None:
    missing: set[str] = set()
    for path in REPORTS.values():
        for question_id, answer in report_of(path).answers.items():
            if "missing" in answer:
                missing.add("answer")
            elif any("missing" in inner for inner in answers_within(answer["value"])):
                missing.add(questionnaire.questions[question_id].type)
    assert missing == {"answer", "matrix", "table"}


@pytest.mark.parametrize("key", ["note", "evidence", "confidential", "answered_by", "confidence"])
def test_together_the_examples_use_what_can_stand_beside_an_answer(key: str) -> None:
    assert any(key in answer for answer in every_answer())


def test_an_example_says_that_it_is_fictional(path: Path) -> None:
    report = report_of(path)
    first = report.answers["reporting-authority"]
    authority, note, _ = SAID[str(report.language)]
    assert next(iter(report.answers)) == "reporting-authority"
    assert first["value"].startswith(authority)
    assert first["note"].startswith(note)


def test_laws_and_addresses_are_invented(path: Path) -> None:
    report = report_of(path)
    laws, (*_, begin) = report.answers["laws"]["value"], SAID[str(report.language)]
    text = path.read_text(encoding="utf-8")
    addresses = ADDRESS.findall(text)
    emails = EMAIL.findall(text)
    assert addresses
    assert emails
    assert [law for law in laws if not law["citation"]["value"].startswith(begin)] == []
    assert [found for found in addresses if not found.startswith("https://example.org/")] == []
    assert [found for found in emails if not found.endswith("@example.org")] == []


def test_an_example_has_no_wording_of_the_source(path: Path, source_text: str) -> None:
    assert shared_runs(path.read_text(encoding="utf-8"), running_text(source_text)) == []
