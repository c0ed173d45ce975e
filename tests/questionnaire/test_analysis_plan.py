"""Every key of an analysis plan with every answer type: Q013 finds it, or a summary can be made."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.analysis.rows.report_rows import NOTHING_HIDDEN, Disclosure, report_rows
from checklist.analysis.rows.report_selection import selected
from checklist.analysis.summary.counted_answers import Answers
from checklist.analysis.summary.summary import summary
from checklist.checks.checked_questionnaire import CheckedQuestionnaire
from checklist.checks.rules.questionnaire_plan import analysis_plan
from checklist.files.reader import Document
from checklist.lifecycle.redact import publication_doubt
from checklist.questionnaire.analysis_plan import AnalysisPlan, PlanPart
from checklist.questionnaire.loading import load
from checklist.questionnaire.sources import SourceFile, read_sources
from checklist.render.blocks import as_lines
from checklist.render.report.document import report_document
from checklist.render.summary.sections import summary_blocks
from checklist.reports.check_structure import check_structure
from checklist.states import STATES
from tests.support.folders import SMALL_FOLDER

SOURCES, SMALL = read_sources(SMALL_FOLDER), load(SMALL_FOLDER)
LAW = {
    "short-name": {"value": "act"},
    "citation": {"value": "An Act"},
    "adopted": {"value": "1999"},
    "articles": {"value": 12},
    "in-force": {"value": "affirmative"},
    "model": {"value": "NOR"},
    "rank": {"value": "act"},
}
VALUES: Mapping[str, Any] = {
    "treaty-status": "party",
    "obstacles": ["funding", "staff"],
    "founding-story": "It began with a letter.",
    "port-count": 3,
    "deposit": "2001",
    "signature": "1999-05",
    "depositary": "NOR",
    "sea-neighbours": ["NOR", "SWE"],
    "port-authority": {"office": "Ports"},
    "laws": [LAW],
    "light-tasks": {"repair": {"value": "implemented"}, "watch": {"missing": "not-known"}},
    "light-service": {"status": "partly-implemented", "partly": ["some-regions"]},
    "authority": "affirmative",
}
OF_TYPE = {SMALL.questions[name].type: name for name in VALUES}
"""A question of each type."""
COLUMNS = {
    column.answer_type.type: column.id
    for column in SMALL.questions["laws"].answer_type.listed_columns()
}
"""A column of each type that a column can have."""

Plan = Callable[[str, str], Mapping[str, Any]]
"""The name of a question or column, and one of its codes → a plan that names it."""


def treaty(key: str) -> Plan:
    whole = {"term": "light", "status": "treaty-status", "parties": ["party"]}
    return lambda name, code: {"treaties": [{**whole, key: name}]}


def standing(name: str, code: str) -> Mapping[str, Any]:
    offered = SMALL.questions[name].answer_type.codes() or ()
    codes = [code for code in offered if code.islower()] or ["party"]
    return {"standing": {name: dict.fromkeys(codes, "planned")}}


def practices(key: str) -> Plan:
    whole = {"question": "laws", "theme": "rank", "name": "short-name"}
    return lambda name, code: {"practices": {**whole, key: name}}


PERIOD = "The last two years"
OPTIONS, ONE = "choice choices implementation yes-no", "choice yes-no"
ENTRY = "choice date integer state text yes-no"
PLANS: Mapping[str, tuple[str, Plan]] = {
    "treaty_status": (ONE, lambda name, code: {"treaty_status": name}),
    "publication": (
        ONE,
        lambda name, code: {"publication": {"question": name, "named": [code]}},
    ),
    "authority": (ENTRY, lambda name, code: {"authority": name}),
    "contact": ("contact", lambda name, code: {"contact": name}),
    "obstacles": (OPTIONS, lambda name, code: {"obstacles": [name]}),
    "assistance": (OPTIONS, lambda name, code: {"assistance": [{"question": name}]}),
    "priority": (
        ONE,
        lambda name, code: {"assistance": [{"question": "obstacles", "priority": name}]},
    ),
    "received": (OPTIONS, lambda name, code: {"received": {"question": name}}),
    "giver": (OPTIONS, lambda name, code: {"received": {"question": "obstacles", "giver": name}}),
    "requests": (f"{OPTIONS} matrix", lambda name, code: {"requests": [name]}),
    "shown_by_own_codes": (
        "choice choices yes-no",
        lambda name, code: {"shown_by_own_codes": [name]},
    ),
    "standing": ("choice yes-no", standing),
    "steps": (ENTRY, lambda name, code: {"steps": [{"question": name}]}),
    "due": ("date", lambda name, code: {"steps": [{"question": "treaty-status", "due": name}]}),
    "begin": ("date", lambda name, code: {"period": {"begin": name, "words": PERIOD}}),
    "end": (
        "date",
        lambda name, code: {"period": {"begin": "signature", "end": name, "words": PERIOD}},
    ),
    "offers": (OPTIONS, lambda name, code: {"offers": [{"question": name, "codes": [code]}]}),
    "needs": (OPTIONS, lambda name, code: {"needs": [{"question": name, "codes": [code]}]}),
    "status": (
        ONE,
        lambda name, code: {"treaties": [{"term": "light", "status": name, "parties": [code]}]},
    ),
    "process": (ONE, treaty("process")),
    "target": (ENTRY, treaty("target")),
    "treaty obstacles": ("choices", treaty("obstacles")),
    "obstacles_text": (ENTRY, treaty("obstacles_text")),
    "overcome": ("choices", treaty("overcome")),
    "practices": (
        "table",
        lambda name, code: {"practices": {"question": name, "theme": "rank", "name": "short-name"}},
    ),
}
OF_COLUMNS: Mapping[str, tuple[str, Plan]] = {
    "theme": (ONE, practices("theme")),
    "name": (ENTRY, practices("name")),
    "description": (ENTRY, practices("description")),
    "url": (ENTRY, practices("url")),
}


def findings(plan: AnalysisPlan) -> list[str]:
    part = SourceFile(Document("plan.json", "", "json", {}, ()), plan, ())
    found = analysis_plan.check(CheckedQuestionnaire(replace(SOURCES, plan=part)))
    return [finding.message for _, finding in found]


def bring_together(plan: AnalysisPlan, shown: Disclosure) -> None:
    """Make all that is made with a plan, of three reports in which not all is answered."""
    questionnaire = replace(SMALL, plan=plan)
    reports = []
    for state, status in (("AUT", "party"), ("NOR", "signatory"), ("SWE", None)):
        values = {**VALUES, "treaty-status": status} if status else {}
        data = {
            "checklist_report": 1,
            "questionnaire": {"id": "small", "version": "1.2.0", "digest": SMALL.digest},
            "state": state,
            "as_of": "2026-11-24",
            "status": "final",
            "revision": 1,
            "answers": {name: {"value": value} for name, value in values.items()},
        }
        checked, _ = check_structure(data, questionnaire)
        publication_doubt(checked.report, questionnaire)
        assert [*report_document(checked).blocks]
        reports.append(report_rows(data, QuestionnaireRows(questionnaire), shown))
    selection = selected(reports)
    result = summary(
        Answers(QuestionnaireRows(questionnaire), selection.counted, shown), selection, STATES
    )
    assert len(result.reports) == 3
    assert [*as_lines(summary_blocks(result), 80)]


@pytest.mark.parametrize("type_name", sorted(OF_TYPE))
@pytest.mark.parametrize("key", PLANS)
def test_a_question_of_each_type_is_found_or_can_be_brought_together(
    key: str, type_name: str
) -> None:
    name, (types, made) = OF_TYPE[type_name], PLANS[key]
    codes = [code for code, _ in SMALL.questions[name].answer_type.offered()]
    plan = AnalysisPlan.model_validate(made(name, [*codes, "party"][0]))

    found = findings(plan)

    assert (found == []) is (type_name in types.split()), found
    if not found:
        bring_together(plan, Disclosure())
        bring_together(plan, NOTHING_HIDDEN)


@pytest.mark.parametrize("type_name", COLUMNS)
@pytest.mark.parametrize("key", OF_COLUMNS)
def test_a_column_of_each_type_is_found_or_can_be_brought_together(
    key: str, type_name: str
) -> None:
    types, made = OF_COLUMNS[key]
    plan = AnalysisPlan.model_validate(made(COLUMNS[type_name], ""))

    found = findings(plan)

    assert (found == []) is (type_name in types.split()), found
    if not found:
        bring_together(plan, Disclosure())
        bring_together(plan, NOTHING_HIDDEN)


def test_a_plan_that_names_nothing_is_enough() -> None:
    plan = AnalysisPlan()

    assert findings(plan) == []
    bring_together(plan, Disclosure())


def test_every_key_is_tried() -> None:
    named = {key for part in PlanPart.__subclasses__() for key in part.fits()}
    named -= {"question", "permitted", "alternatives"}

    assert len(COLUMNS) == 6
    assert named <= PLANS.keys()
