"""What is confidential in a report of an earlier version is told by nothing in the present one.

Each confidential answer, row and cell of random reports says something else in turn, over random
changes of the questionnaire. The rows from which everything is counted stay the same.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from random import Random
from typing import Any

import pytest

from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.analysis.rows.report_rows import Disclosure, report_rows
from checklist.lifecycle.comparable import ComparableReport, comparable_along
from checklist.questionnaire.changes import VersionStep
from tests.support.changed_questionnaires import Change, changed
from tests.support.examples import large
from tests.support.made_reports import made_report
from tests.support.other_answers import Part, answer_at, parts_of
from tests.support.tiny import questionnaire, report

OTHERS = 4


def moved(change: Change, answers: Mapping[str, Any], *, told: bool = False) -> ComparableReport:
    route = [(change.old, change.step)]
    old = report(change.old, answers)
    return comparable_along(old, route, change.new, tells_confidential=told)


def rows(change: Change, answers: Mapping[str, Any]) -> Any:
    found = moved(change, answers)
    head = change.new.head
    now = {"id": head.id, "version": head.version, "digest": change.new.digest}
    data = {**found.report.to_data(), "questionnaire": now}
    rows = report_rows(data, QuestionnaireRows(change.new), Disclosure())
    return rows.answers, sorted(found.incomparable.items())


def with_other(answers: Mapping[str, Any], part: Part, other: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers of which one is confidential, and says something else."""
    made = deepcopy(dict(answers))
    answer = answer_at(made, part)
    answer.clear()
    answer.update(deepcopy({key: content for key, content in other.items() if key != "by"}))
    answer["confidential"] = True
    return made


def told_by(seed: int) -> Iterator[tuple[int, Part]]:
    """Yield the confidential parts of a random report that something tells."""
    change = changed(Random(seed))
    answers = made_report(seed, change.old)["answers"]
    others: dict[Part, list[Mapping[str, Any]]] = {}
    for number in range(OTHERS):
        for part, answer in parts_of(made_report(seed + 1000 * number + 1, change.old)["answers"]):
            others.setdefault(part, []).append(answer)
    for part, answer in parts_of(answers):
        first = rows(change, with_other(answers, part, answer))
        if any(
            rows(change, with_other(answers, part, content)) != first
            for content in others.get(part, ())
        ):
            yield seed, part


@pytest.mark.parametrize(
    "seeds", [range(8), pytest.param(range(8, large(400)), marks=pytest.mark.thorough)]
)
def test_no_change_of_the_questionnaire_tells_a_confidential_answer(seeds: range) -> None:
    assert [place for seed in seeds for place in told_by(seed)] == []


GRID = {
    "id": "grid",
    "type": "matrix",
    "items": [{"id": "one", "label": "One"}, {"id": "two", "label": "Two"}],
}


def a_code_is_removed() -> Change:
    def of_codes(*codes: str) -> Any:
        options = [{"code": code, "label": code} for code in codes]
        return questionnaire([{**GRID, "options": options}])

    became = {"grid": {"codes": {"gone": {"became": "removed", "reason": "So decided."}}}}
    step = VersionStep.model_validate({"from": "1.0.0", "to": "2.0.0", "questions": became})
    return Change(old=of_codes("kept", "gone"), new=of_codes("kept"), step=step, fates={})


@pytest.mark.parametrize("code", ["kept", "gone"])
def test_a_confidential_row_stays_confidential_whatever_became_of_its_code(code: str) -> None:
    change = a_code_is_removed()
    value = {"one": {"value": code, "confidential": True}, "two": {"value": "kept"}}

    found, _ = rows(change, {"grid": {"value": value}})

    assert {row.standing for row in found if row.question == "grid"} == {"confidential"}


def test_who_sees_confidential_answers_sees_what_came_over() -> None:
    change = a_code_is_removed()
    value = {"one": {"value": "gone", "confidential": True}, "two": {"value": "kept"}}

    found = moved(change, {"grid": {"value": value}}, told=True)

    assert found.report.answers["grid"]["value"]["two"]["value"] == "kept"
    assert "confidential" not in found.report.answers["grid"]


def a_condition_goes() -> Change:
    def with_detail(**condition: Any) -> Any:
        options = [{"code": code, "label": code} for code in ("done", "not-done")]
        status = {"id": "status", "type": "choice", "options": options}
        return questionnaire([status, {"id": "detail", "type": "text", **condition}])

    step = VersionStep.model_validate({"from": "1.0.0", "to": "2.0.0", "questions": {}})
    old = with_detail(when={"question": "status", "is": "done"})
    return Change(old=old, new=with_detail(), step=step, fates={})


@pytest.mark.parametrize(
    "detail",
    [
        {"value": "In words."},
        {"value": "In words.", "confidential": True},
        {"value": "In words.", "confidential": False},
        {"value": "In words.", "confidential": "no"},
        {"value": "In words.", "confidental": True},
        ["In words."],
        5,
        None,
    ],
)
def test_what_depended_on_a_confidential_answer_is_confidential_whatever_its_mark_says(
    detail: Any,
) -> None:
    answers = {"status": {"value": "done", "confidential": True}, "detail": detail}

    found, _ = rows(a_condition_goes(), answers)

    assert {row.question: row.standing for row in found} == {
        "status": "confidential",
        "detail": "confidential",
    }
