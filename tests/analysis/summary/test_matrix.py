"""The matrix of recommendations and States."""

import re
from collections.abc import Mapping
from typing import Any

from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.analysis.rows.report_selection import selected
from checklist.analysis.summary.matrix import MARKS, matrix, statements
from checklist.analysis.summary.summary import summary
from checklist.states import STATES
from tests.support.made_reports import made_report
from tests.support.summaries import (
    MEASURE,
    SHIPPED,
    answers_of,
    read_report,
    sealed,
    world,
)


def test_a_State_stands_on_each_recommendation_that_is_asked_about() -> None:
    selection = selected(map(read_report, world()[:5]))
    answers = answers_of(selection)
    document = summary(answers, selection, STATES)

    crossed = matrix(answers, document.recommendations, document.units)

    assert [state.name for state in crossed.states] == [
        one.report.state_name for one in selection.counted
    ]
    assert len(crossed.rows) == 107
    assert {len(row.marks) for row in crossed.rows} == {5}
    assert {one.mark for row in crossed.rows for one in row.marks} <= set(MARKS)


def test_one_measure_stands_as_its_status_and_several_that_differ_are_counted() -> None:
    grid = {"value": {row: {"value": "implemented"} for row in rows_of("professions")}}
    bridge = QuestionnaireRows(SHIPPED).bridge
    first, *others = [one.row for one in bridge if one[::2] == ("professions", "13")]
    partners = [one.row for one in bridge if one[::2] == ("training-partners", "13")]
    mixed = {"value": {**grid["value"], first: {"value": "planned"}}}
    # The plan says that a partner who was only invited counts as partly implemented.
    taking_part, invited = (
        {"value": {row: {"value": code} for row in rows_of("training-partners")}}
        for code in ("implemented", "invited")
    )
    made = {**made_report(5)}
    made["answers"] = {**made["answers"], "training-partners": taking_part}

    assert mark_of(sealed(made, professions=grid), "13").mark == "implemented"
    partly = {**made, "answers": {**made["answers"], "training-partners": invited}}
    assert mark_of(sealed(partly), "42").mark == "partly-implemented"
    mark = mark_of(sealed(made, professions=mixed), "13")
    assert mark.mark == "some-in-place"
    assert f"implemented: {len(others) + len(partners)}" in mark.words


def test_what_is_not_asked_because_of_another_answer_says_nothing_beside_it() -> None:
    selection = selected(map(read_report, world()[:20]))
    answers = answers_of(selection)
    counted = summary(answers, selection, STATES)

    crossed = matrix(answers, counted.recommendations, counted.units)

    off_path = MARKS["off-path"].lower()
    names = {words.lower(): mark for mark, words in MARKS.items()}
    blurred = [one for row in crossed.rows for one in row.marks if off_path in one.words]
    kinds = [re.findall(r"(?:: |; )([^;]+): \d", one.words) for one in blurred]
    with_one = [
        (one.mark, names[first])
        for one, (first, *others) in zip(blurred, kinds, strict=True)
        if others == [off_path]
    ]
    assert with_one
    assert all(mark == first for mark, first in with_one)


def rows_of(question: str) -> list[str]:
    return list(SHIPPED.questions[question].answer_type.rows())


def mark_of(data: Mapping[str, Any], recommendation: str) -> Any:
    selection = selected([read_report(data)])
    answers = answers_of(selection)
    counted = summary(answers, selection, STATES)
    crossed = matrix(answers, counted.recommendations, counted.units)
    (row,) = [row for row in crossed.rows if row.recommendation.implementation.id == recommendation]
    return row.marks[0]


def test_what_a_State_says_is_told_question_by_question() -> None:
    report = sealed(made_report(5), **{MEASURE: {"value": {"status": "planned"}, "note": "Soon."}})
    answers = answers_of(selected([read_report(report)]))

    (of_state,) = statements(answers)

    assert [tuple(line) for line in of_state[MEASURE]] == [("", "Planned"), ("Note", "Soon.")]
    assert set(of_state) == set(SHIPPED.questions)
