"""`checklist validate` and the shipped JSON Schema of State reports accept the same reports.

Two programs that know nothing of each other read the schema. What they refuse, `validate` reports
under one of the codes below; what it reports under one of these, they refuse.
"""

import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist.checks.rule import report_rules
from checklist.checks.validator import findings
from checklist.diagnostics import STRUCTURE_CODES, Finding
from checklist.files.reader import Limits, parse, read
from checklist.questionnaire.loading import shipped
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.questionnaire.shipped_files import schema_folder
from checklist.reports.schema import report_schema
from tests.support import cited
from tests.support.broken_reports import Broken, Place, broken
from tests.support.examples import examples
from tests.support.folders import FIXTURES
from tests.support.made_reports import made_report
from tests.support.small_report import SMALL
from tests.support.sound_reports import reports

EXAMPLES = examples(int(os.environ.get("AGREEMENT_EXAMPLES", "500")))
"""How many reports are compared for a questionnaire."""

STRUCTURAL = {
    "S013": "not a mapping",
    "S101": "a key that must be there",
    "S102": "an unknown key",
    "S103": "another type",
    "S104": "a value that is not allowed",
    "R001": "another questionnaire",
    "R003": "an unknown State",
    "R004": "an unknown question",
    "R007": "an unknown code",
    "R008": "a number, date or text that the question does not allow",
    "R009": "a reason that must be there",
    "R010": "parts that cannot stand together",
    "R024": "authorities that the questionnaire does not name",
    "R012": "a seal that must be there, or must not",
}
"""What a schema sees, too. Of a rule that is not here, it must accept the violating fixtures."""

BEYOND = {"S105": "only when final reports are asked for"}
"""What of a report's structure it cannot see, and why. No other rule can be seen by it either."""


def sees(found: Finding, questionnaire: Questionnaire) -> bool:
    """Whether a schema can see what `validate` found.

    Two codes have a part that it cannot: it does not compute seals, and has no word for a column
    whose cells differ from entry to entry.
    """
    if found.code == "R012":
        return found.where != ("seal",) or found.at_key
    if found.code == "R010" and questionnaire.questions[str(found.where[1])].type == "table":
        return False
    return found.code in STRUCTURAL


def test_every_code_of_structure_is_known_to_be_seen_by_a_schema_or_not() -> None:
    rules = {rule.code for rule in report_rules()}
    structure = {code for code in STRUCTURE_CODES if code.startswith("S1") or code == "S013"}

    assert structure == (STRUCTURAL.keys() | BEYOND.keys()) - rules
    assert not STRUCTURAL.keys() & BEYOND.keys()


# The three that are compared


"""It has the answer types that the shipped one has not."""
RULES = FIXTURES / "rules"
"""A folder for each rule, with reports that violate it or pass."""

SHIPPED = shipped("ctoc-cop-2010-6")
CITED = cited.questionnaire()
"""Its questions take evidence."""
QUESTIONNAIRES = pytest.mark.parametrize(
    "questionnaire", [SHIPPED, SMALL, CITED], ids=lambda one: one.head.id
)


@cache
def schema_of(questionnaire_id: str) -> dict[str, Any]:
    """Return the shipped file; the schemas of the other questionnaires are in no file."""
    for one in (SMALL, CITED):
        if questionnaire_id == one.head.id:
            return report_schema(one)
    path = schema_folder() / f"state-report.{questionnaire_id}.schema.json"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


@cache
def in_python(questionnaire_id: str) -> Any:
    return jsonschema.Draft202012Validator(schema_of(questionnaire_id))


@cache
def in_rust(questionnaire_id: str) -> Any:
    return jsonschema_rs.Draft202012Validator(schema_of(questionnaire_id))


HUGE = Limits(max_bytes=2**30, max_events=2**30)
"""A schema does not know that a file can be too large."""

Refused = dict[str, list[tuple[Place, str]]]
"""What each of the three refuses: the places, and what is said of them."""


def refused(report: Any, questionnaire: Questionnaire) -> Refused:
    """Return what each of the three refuses. `validate` gets what the reader makes of the file."""
    content = json.dumps(report, ensure_ascii=False).encode()
    document = parse(content, "report.json", limits=HUGE)
    ours = [(found.where, f"{found.code} {found.message}") for found in document.refusals]
    if not ours:
        found = findings(document.data, questionnaire)
        ours = [(f.where, f"{f.code} {f.message}") for f in found if sees(f, questionnaire)]
    name = questionnaire.head.id
    return {
        "jsonschema": [
            (tuple(e.absolute_path), e.message) for e in in_python(name).iter_errors(report)
        ],
        "jsonschema-rs": [
            (tuple(e.instance_path), e.message) for e in in_rust(name).iter_errors(report)
        ],
        "validate": ours,
    }


def codes(by: Refused) -> set[str]:
    return {message.partition(" ")[0] for _, message in by["validate"]}


def assert_agreed(by: Refused) -> None:
    assert len({bool(errors) for errors in by.values()}) == 1, by


# The fixtures of the rules


@pytest.mark.parametrize(
    "path",
    sorted(RULES.glob("R*/*.yaml")),
    ids=lambda path: f"{path.parent.name}-{path.stem}",
)
def test_the_three_agree_on_what_a_rule_is_for(path: Path) -> None:
    by = refused(read(path).data, SMALL)

    assert_agreed(by)


@pytest.mark.parametrize("code", [code for code in STRUCTURAL if code.startswith("R")])
def test_a_structural_rule_has_a_fixture_that_all_three_refuse(code: str) -> None:
    violating = sorted(RULES.glob(f"{code}/violating*.yaml"))

    refusals = [refused(read(path).data, SMALL) for path in violating]

    assert any(codes(by) == {code} and all(by.values()) for by in refusals)


BREAKS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "S101": lambda report: {key: report[key] for key in report if key != "as_of"},
    "S102": lambda report: {**report, "valeu": 1},
    "S103": lambda report: {**report, "answers": "x"},
    "S104": lambda report: {**report, "status": "finished"},
}
"""For each code of a report's structure a change that leads to it. Random ones may not."""


@pytest.mark.parametrize("code", BREAKS)
@QUESTIONNAIRES
def test_a_mistake_of_structure_is_refused_by_all_three(
    questionnaire: Questionnaire, code: str
) -> None:
    sound = made_report(0, questionnaire)

    before, after = (refused(one, questionnaire) for one in (sound, BREAKS[code](sound)))

    assert not any(before.values()), before
    assert code in codes(after)
    assert all(after.values()), after


@pytest.mark.parametrize("report", [None, [], "x", 1, True, {}, [{}], {"answers": {}}])
def test_what_is_no_report_is_refused_by_all_three(report: Any) -> None:
    by = refused(report, SHIPPED)

    assert all(by.values())


# Reports of all kinds


@st.composite
def broken_up_to_thrice(draw: st.DrawFn, sound: st.SearchStrategy[Any]) -> Any:
    report = draw(sound)
    for _ in range(draw(st.sampled_from([1, 1, 1, 2, 3]))):
        report = draw(broken(report)).report
    return report


@pytest.mark.sampled
@pytest.mark.hypothesis
@QUESTIONNAIRES
def test_a_sound_report_is_accepted_by_all_three(questionnaire: Questionnaire) -> None:
    @settings(max_examples=max(EXAMPLES // 3, 1))
    @given(reports(questionnaire))
    def accepted(report: Any) -> None:
        by = refused(report, questionnaire)

        assert not any(by.values()), by

    accepted()


@pytest.mark.sampled
@pytest.mark.hypothesis
@QUESTIONNAIRES
def test_what_a_schema_refuses_validate_reports_and_the_other_way_round(
    questionnaire: Questionnaire,
) -> None:
    @settings(max_examples=EXAMPLES)
    @given(broken_up_to_thrice(reports(questionnaire)))
    def compared(report: Any) -> None:
        by = refused(report, questionnaire)

        assert_agreed(by)
        assert codes(by) <= STRUCTURAL.keys()

    compared()


# The place of a mistake


def is_near(place: Place, change: Place) -> bool:
    """Whether a place is that of a change, or the mapping or list that it stands in, or lies there.

    A key that is missing or unknown is a mistake of its mapping, and of two parts that contradict
    each other the other one may be named.
    """
    return place[: len(change) - 1] == change[:-1]


@pytest.mark.thorough
@pytest.mark.hypothesis
@QUESTIONNAIRES
def test_each_of_the_three_names_the_place_of_a_mistake_and_nothing_else(
    questionnaire: Questionnaire,
) -> None:
    @settings(max_examples=EXAMPLES)
    @given(reports(questionnaire).flatmap(broken))
    def named(one: Broken) -> None:
        by = refused(one.report, questionnaire)

        for name, errors in by.items():
            assert all(is_near(place, one.place) for place, _ in errors), (name, one.place, errors)

    named()
