"""What is not in place, for the State's own use."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checklist.files.reader import read
from checklist.questionnaire.analysis_plan import AnalysisPlan
from checklist.questionnaire.loading import shipped
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.blocks import Facts, Notice, as_lines, as_markdown
from checklist.render.gaps.document import gaps_blocks
from checklist.render.gaps.html import as_html
from checklist.reports.check_structure import check_structure
from checklist.reports.checked_report import CheckedReport
from tests.support import tiny
from tests.support.folders import EXAMPLES

LEVELS = [
    {"code": "implemented", "label": "In place"},
    {"code": "planned", "label": "Planned"},
    {"code": "considered", "label": "Decided otherwise"},
    {"code": "not-implemented", "label": "Not in place"},
]
KINDS = [{"code": "courses", "label": "Training courses"}, {"code": "data", "label": "Data"}]
PLAN = AnalysisPlan.model_validate({"assistance": [{"question": "help", "priority": "urgency"}]})
ASKED = replace(
    tiny.questionnaire(
        [
            {"id": "plan", "type": "implementation", "recommendations": ["1"]},
            {
                "id": "training",
                "type": "matrix",
                "recommendations": ["12"],
                "options": LEVELS,
                "items": [
                    {"id": "police", "label": "Police"},
                    {"id": "judges", "label": "Judges", "recommendations": ["20"]},
                ],
            },
            {"id": "help", "type": "choices", "options": KINDS},
            {
                "id": "urgency",
                "type": "choice",
                "options": [{"code": "high", "label": "High"}, {"code": "low", "label": "Low"}],
            },
            {
                "id": "hidden",
                "type": "implementation",
                "when": {"question": "plan", "is": "implemented"},
            },
        ]
    ),
    plan=PLAN,
)


def checked(answers: dict[str, Any], asked: Questionnaire = ASKED) -> CheckedReport:
    return check_structure(tiny.report(asked, answers).to_data(), asked)[0]


def text(answers: dict[str, Any]) -> str:
    return as_markdown(gaps_blocks(checked(answers)))


def section(answers: dict[str, Any], name: str) -> str:
    return text(answers).partition(f"## {name}")[2].partition("\n## ")[0]


def rows(police: str, judges: str) -> dict[str, Any]:
    return {"value": {"police": {"value": police}, "judges": {"value": judges}}}


def test_it_says_at_its_beginning_that_it_is_for_the_state_alone() -> None:
    _, notice, *_ = gaps_blocks(checked({}))

    assert isinstance(notice, Notice)
    assert notice.text.startswith("For the State's own use. Not for publication")


def test_a_gap_stands_below_each_recommendation_that_it_is_on() -> None:
    gaps = section({"training": rows("implemented", "not-implemented")}, "Not in place")

    assert "### Recommendation 12\n" in gaps
    assert "### Recommendation 20\n" in gaps
    assert gaps.count("- Judges: Not in place") == 2
    assert "Police" not in gaps


def test_what_was_weighed_and_decided_otherwise_is_no_gap() -> None:
    gaps = section({"training": rows("considered", "implemented")}, "Not in place")

    assert "The report names no measure that is not in place." in gaps


def test_a_measure_in_part_says_in_which_way() -> None:
    answer = {"value": {"status": "partly-implemented", "partly": ["law-only"]}}

    gaps = section({"plan": answer}, "Not in place")

    assert "Partly implemented (The law provides for it, practice does not follow yet)" in gaps


def test_what_is_not_said_is_listed_with_the_reason() -> None:
    answers = {"plan": {"missing": "not-known", "reason": "not-collected"}}

    unsaid = section(answers, "Not said how far")

    assert "Not known: The information is not collected" in unsaid
    assert "- Police: Not answered" in unsaid
    assert "hidden" not in unsaid, "it is not asked"


def test_help_has_its_priority_and_the_words_of_a_measure() -> None:
    details = {"assistance": "A drafter for a month."}
    answers = {
        "plan": {"value": {"status": "not-implemented", "details": details}, "confidential": True},
        "help": {"value": ["data"]},
        "urgency": {"value": "high"},
    }

    wanted = section(answers, "Help that the State wants")

    assert "- Basics (priority: High): Data" in wanted
    assert "A drafter for a month." in wanted


def test_steps_are_in_the_order_of_their_dates() -> None:
    def planned(by: str, step: str) -> dict[str, Any]:
        details = {"planned_step": step, "planned_by": by}
        return {"value": {"status": "planned", "details": details}}

    two = tiny.questionnaire([{"id": i, "type": "implementation"} for i in ("one", "two", "six")])
    answers = {
        "one": planned("2028", "A later step."),
        "two": planned("2027-05", "An early step."),
        "six": {"value": {"status": "planned", "details": {"planned_step": "Some day."}}},
    }

    shown = as_markdown(gaps_blocks(checked(answers, two)))

    order = [shown.index(words) for words in ("An early step.", "A later step.", "Some day.")]
    assert order == sorted(order)
    assert "No date" in shown


def test_an_answer_of_an_earlier_report_says_so() -> None:
    answers = {"training": {**rows("planned", "planned"), "carried": True}}

    assert "Police: Planned, from an earlier report and not confirmed" in text(answers)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_counts_of_the_examples_close_in_all_formats(path: Path) -> None:
    data = read(path).data
    assert isinstance(data, dict)
    one, _ = check_structure(data, shipped("ctoc-cop-2010-6"))

    blocks = list(gaps_blocks(one))

    (facts,) = (block for block in blocks if isinstance(block, Facts))
    counts = {label: cell for label, cell in facts.facts if isinstance(cell, int)}
    total = counts.pop("Measures asked about")
    assert sum(counts.values()) == total > 50
    assert list(as_lines(blocks, 80))
    assert "own use" in as_markdown(blocks)
    assert "own use" in as_html(one)
