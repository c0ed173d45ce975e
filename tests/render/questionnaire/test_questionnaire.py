"""The views of a questionnaire: whole ones on the small questionnaire, and what all must keep."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.questionnaire.coverage import asked_by, coverage
from checklist.render.questionnaire.outline import outline, set_outline
from checklist.render.questionnaire.question_detail import question_detail, recommendation_detail
from checklist.text.paragraphs import Line, paragraphs
from tests.support import tiny
from tests.support.running import assert_kept
from tests.support.small_report import SMALL

SNAPSHOTS = Path(__file__).parent / "snapshots"

ONE_OF_EACH_TYPE = {
    "choice": "treaty-status",
    "choices": "payers",
    "contact": "port-authority",
    "date": "deposit",
    "implementation": "light-service",
    "integer": "port-count",
    "matrix": "light-tasks",
    "state": "depositary",
    "states": "sea-neighbours",
    "table": "laws",
    "text": "port-list",
    "yes-no": "authority",
}


def as_text(lines: Iterable[Line]) -> str:
    """Return a view as it stands before it is wrapped; headings are underlined."""
    shown = []
    for line in lines:
        shown.append(" " * line.indent + line.text)
        if line.is_heading:
            shown.append("-" * len(line.text))
    return "\n".join(shown) + "\n"


# Whole views


def test_the_outline() -> None:
    assert_kept(as_text(outline(SMALL)), SNAPSHOTS / "outline.txt")


def test_the_coverage() -> None:
    assert_kept(as_text(coverage(SMALL)), SNAPSHOTS / "coverage.txt")


def test_there_is_an_example_of_each_answer_type() -> None:
    assert ONE_OF_EACH_TYPE.keys() == {question.type for question in SMALL.questions.values()}
    assert {
        SMALL.questions[question_id].type: question_id for question_id in ONE_OF_EACH_TYPE.values()
    } == ONE_OF_EACH_TYPE
    kept = {file.stem for file in SNAPSHOTS.glob("question-*.txt")}
    assert kept == {f"question-{name}" for name in ONE_OF_EACH_TYPE}


@pytest.mark.parametrize(("answer_type", "question_id"), ONE_OF_EACH_TYPE.items())
def test_a_question(answer_type: str, question_id: str) -> None:
    view = question_detail(SMALL.questions[question_id], SMALL)

    assert_kept(as_text(view), SNAPSHOTS / f"question-{answer_type}.txt")


@pytest.mark.parametrize("name", ["1", "3(b)"])
def test_a_recommendation(name: str) -> None:
    view = recommendation_detail(SMALL.recommendations[name], SMALL)

    assert_kept(as_text(view), SNAPSHOTS / f"recommendation-{name.strip(')').replace('(', '')}.txt")


# The outline and the coverage


def test_the_outline_names_every_question_once(questionnaire: Questionnaire) -> None:
    named = [line.text.partition(":")[0] for line in outline(questionnaire) if line.indent]

    assert named == [f"{number} {i}" for i, number in questionnaire.numbers.items()]


def test_the_outline_of_a_set_is_its_part_of_the_whole(questionnaire: Questionnaire) -> None:
    whole = [*outline(questionnaire)]

    for part in questionnaire.sets:
        own = [*set_outline(part, questionnaire)]
        begin = whole.index(own[0])
        assert whole[begin : begin + len(own)] == own


def test_the_counts_of_an_outline_add_up(questionnaire: Questionnaire) -> None:
    for part in questionnaire.sets:
        optional = sum(question.optional for question in part.questions)
        heading = next(set_outline(part, questionnaire)).text
        assert heading.endswith(f"({len(part.questions) - optional} required, {optional} optional)")


def test_a_recommendation_that_nobody_is_asked_about_is_told() -> None:
    asked = tiny.questionnaire([{"id": "one", "type": "text", "recommendations": ["10(a)"]}])

    lines = as_text(coverage(asked)).splitlines()

    assert asked_by(asked)["1"] == []
    assert lines[lines.index("1      What 1 asks (States: should)") + 1].strip() == "NOT ASKED"
    assert "       1.1 one: in words, numbers or dates" in lines
    assert "  states: 0 of 2" in lines
    assert "Asked in all: 1 of 6" in lines


def test_a_question_that_cites_a_recommendation_twice_is_named_once() -> None:
    rows = [{"id": "top", "label": "Top", "recommendations": ["1"]}]
    options = [{"code": "done", "label": "Done"}]
    asked = tiny.questionnaire(
        [
            {
                "id": "grid",
                "type": "matrix",
                "recommendations": ["1"],
                "options": options,
                "items": rows,
            }
        ]
    )

    assert [asking.id for asking in asked_by(asked)["1"]] == ["grid"]
    assert "  1.1 grid: About grid? [1]" in as_text(outline(asked)).splitlines()


# One question, one recommendation


def test_every_question_and_recommendation_can_be_shown(questionnaire: Questionnaire) -> None:
    for question in questionnaire.questions.values():
        view = [*question_detail(question, questionnaire)]
        assert view[0] == Line(question.ask, is_heading=True)
        assert not [line for line in view if line.text != " ".join(line.text.split())]
    for recommendation in questionnaire.catalogue.recommendations:
        view = [*recommendation_detail(recommendation, questionnaire)]
        assert view[0].text.startswith(f"Recommendation {recommendation.id} (meeting of ")


def test_it_says_of_whom_an_answer_is_required() -> None:
    asked = tiny.questionnaire(
        [
            {"id": "all-states", "type": "text", "recommendations": ["1"]},
            {"id": "parties", "type": "text", "recommendations": ["10(a)"]},
            {"id": "nobody", "type": "text", "recommendations": ["10(a)"], "optional": True},
        ]
    )

    demands = [[*question_detail(question, asked)][2].text for question in asked.questions.values()]

    assert demands == [
        "Required.",
        "Required of States parties; optional for other States.",
        "Optional.",
    ]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        (None, []),
        (" \n", []),
        ("One line.", ["One line."]),
        ("Counts as implemented: a\nlong line.\nShown by: it.",
         ["Counts as implemented: a long line.", "Shown by: it."]),
        ("A question?\nSo:\nthis", ["A question?", "So:", "this"]),
        ("No full stop\n\nanother", ["No full stop", "another"]),
        ("Spaces.  \n \n  More", ["Spaces.", "More"]),
    ],
)  # fmt: skip
def test_a_line_that_ends_a_sentence_ends_its_paragraph(
    prose: str | None, expected: list[str]
) -> None:
    assert paragraphs(prose) == expected


def test_a_question_says_who_usually_knows_and_what_identifies_an_entry() -> None:
    columns = [{"id": "year", "label": "Year", "type": "date", "required": True}]
    options = [{"code": "police", "label": "Police"}, {"code": "navy", "label": "Navy"}]
    asked = tiny.questionnaire(
        [
            {"id": "consulted", "type": "choices", "options": options},
            {
                "id": "figures",
                "type": "table",
                "entry": "year",
                "columns": columns,
                "key": ["year"],
                "usually": ["police", "own"],
            },
        ],
        authorities="consulted",
    )

    shown = as_text(question_detail(asked.questions["figures"], asked)).splitlines()

    assert "Usually known by: Police; The authority that writes the report" in shown
    assert "  No two entries have the same: year" in shown
