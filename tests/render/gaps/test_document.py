"""What is not in place, for the State's own use."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from checklist.analysis.rows.report_rows import NOTHING_HIDDEN
from checklist.files.reader import read
from checklist.questionnaire.analysis_plan import AnalysisPlan
from checklist.questionnaire.catalogue import STATE_ADDRESSEES
from checklist.questionnaire.loading import shipped
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.blocks import Block, Facts, Notice, as_lines
from checklist.render.gaps.document import gaps_blocks
from checklist.render.gaps.measures import Measures
from checklist.reports.check_structure import check_structure
from tests.support import tiny
from tests.support.block_text import block_text
from tests.support.folders import EXAMPLES
from tests.support.made_reports import made_report
from tests.support.summaries import summarized

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


def blocks(answers: dict[str, Any], asked: Questionnaire = ASKED) -> list[Block]:
    data = tiny.report(asked, answers).to_data()
    return list(gaps_blocks(check_structure(data, asked)[0], data))


def text(answers: dict[str, Any], asked: Questionnaire = ASKED) -> str:
    return block_text(blocks(answers, asked))


def section(answers: dict[str, Any], name: str) -> str:
    return text(answers).partition(f"## {name}")[2].partition("\n## ")[0]


def rows(police: str, judges: str) -> dict[str, Any]:
    return {"value": {"police": {"value": police}, "judges": {"value": judges}}}


def test_it_says_at_its_beginning_that_it_is_for_the_state_alone() -> None:
    _, notice, *_ = blocks({})

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


def test_needs_and_requests_are_named_by_row() -> None:
    wishes = [{"code": "wanted", "label": "Wanted"}, {"code": "not-needed", "label": "Not needed"}]
    grid = {**tiny.GRID, "options": wishes}
    plan = {"needs": [{"question": "exchange", "codes": ["wanted"]}], "requests": ["exchange"]}
    asked = tiny.questionnaire([{**grid, "id": "exchange"}])
    asked = replace(asked, plan=AnalysisPlan.model_validate(plan))
    rows_of = {"police": {"value": "wanted"}, "judges": {"value": "not-needed"}}

    shown = text({"exchange": {"value": rows_of}}, asked)

    wanted, _, requests = shown.partition("## What became of requests for help")
    assert "- 1.1 About exchange? Police: Wanted" in wanted.partition("## Help that")[2]
    assert "Judges" not in wanted.partition("## Help that")[2]
    assert "1.1 About exchange?\n\n- Police: Wanted\n- Judges: Not needed\n" in requests


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

    shown = text(answers, two)

    lines = ["By May 2027: An early step", "By 2028: A later step", "Without a date: Some day"]
    order = [shown.index(words) for words in lines]
    assert order == sorted(order)


def test_an_answer_of_an_earlier_report_is_open_until_it_is_confirmed() -> None:
    answers = {
        "training": {**rows("planned", "planned"), "carried": True},
        "help": {"value": ["data"], "carried": True},
    }

    unsaid = section(answers, "Not said how far")

    assert "Police: Not confirmed yet; the earlier report says: Planned" in unsaid
    assert "Planned" not in section(answers, "Not in place")
    wanted = section(answers, "Help that the State wants")
    assert "Data [from an earlier report, not confirmed]" in wanted


def test_an_invalid_answer_is_not_said_to_be_absent() -> None:
    unsaid = section({"training": {"value": {"police": {"value": "good"}}}}, "Not said how far")

    assert "- Police: The answer is not valid" in unsaid
    assert "Not answered" in unsaid.partition("About training?")[0], "the other question has none"


def test_what_does_not_apply_is_no_gap_and_not_open() -> None:
    answers = {"plan": {"missing": "not-applicable", "reason": "other"}}

    assert "About plan" not in section(answers, "Not in place")
    assert "About plan" not in section(answers, "Not said how far")
    assert "Not applicable" in section(answers, "Not applicable")


YES_AND_NO = [{"code": "shared", "label": "Shared"}, {"code": "kept", "label": "Kept"}]
MAPPED = replace(
    tiny.questionnaire(
        [
            {"id": "data", "type": "choice", "recommendations": ["1"], "options": YES_AND_NO},
            {"id": "form", "type": "choices", "recommendations": ["12"], "options": YES_AND_NO},
            {"id": "wish", "type": "choice", "recommendations": ["20"], "options": YES_AND_NO},
        ]
    ),
    plan=AnalysisPlan.model_validate(
        {
            "standing": {"data": {"shared": "implemented", "kept": "not-implemented"}},
            "shown_by_own_codes": ["form"],
        }
    ),
)


def test_a_code_counts_as_what_the_plan_says_and_keeps_its_words() -> None:
    shown = text({"data": {"value": "kept"}}, MAPPED)

    gaps = shown.partition("## Not in place")[2].partition("\n## ")[0]
    assert "### Recommendation 1\n" in gaps
    assert "- Kept" in gaps
    assert "Not in place: 1" in shown


def test_recommendations_told_by_own_codes_are_shown_with_them() -> None:
    shown = text({"form": {"value": ["shared", "kept"]}, "wish": {"value": "kept"}}, MAPPED)

    own = shown.partition("## Answers of another kind")[2].partition("\n## ")[0]
    assert "About form? (Recommendation 12)\n\n- Shared\n- Kept\n" in own
    assert "wish" not in own, "it is about a recommendation to the Secretariat"


def read_data(path: Path) -> Any:
    return read(path).data


REPORTS: Mapping[str, Callable[[], Any]] = {
    **{path.stem: partial(read_data, path) for path in sorted(EXAMPLES.glob("*.yaml"))},
    **{f"made {seed}": partial(made_report, seed) for seed in range(5)},
}
"""The example reports, and some that are made at random, confidential answers too."""


@pytest.mark.sampled
@pytest.mark.parametrize("name", REPORTS)
def test_gaps_and_summaries_agree_on_every_recommendation(name: str) -> None:
    data = REPORTS[name]()
    asked = shipped("ctoc-cop-2010-6")
    checked, _ = check_structure(data, asked)
    summed = summarized(data, shown=NOTHING_HIDDEN, drafts=True)

    own = Measures(checked, data)

    assert len(summed.recommendations) == len(asked.recommendations)
    for one in summed.recommendations:
        name = one.implementation.id
        mine = [measure for measure in own.measures if name in measure.recommendations]
        counts = {code.code: code.count for code in one.implementation.measures.codes}
        assert Counter(m.status for m in mine if m.status) == +Counter(counts), name
        tally = one.implementation.measures
        assert sum(m.is_not_applicable for m in mine) == tally.not_applicable, name
        asked_about = tally.of - tally.off_path
        without = asked_about - tally.answered - tally.not_applicable
        assert sum(m.is_open for m in mine) == without, name
        if not STATE_ADDRESSEES.isdisjoint(one.addressees):
            told = {number.question for number in one.own_codes}
            assert told == {q for q, named in own.own_codes.items() if name in named}, name


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_counts_of_the_examples_close_in_all_formats(path: Path) -> None:
    data = read(path).data
    assert isinstance(data, dict)
    one, _ = check_structure(data, shipped("ctoc-cop-2010-6"))

    blocks = list(gaps_blocks(one, data))

    (facts,) = (block for block in blocks if isinstance(block, Facts))
    counts = {label: cell for label, cell in facts.facts if isinstance(cell, int)}
    total = counts.pop("Measures asked about")
    assert sum(counts.values()) == total > 50
    assert list(as_lines(blocks, 80))
    assert "own use" in block_text(blocks)
