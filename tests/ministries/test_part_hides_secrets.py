"""A confidential answer of one authority changes no byte of another's part.

Each answer, row and cell of the example reports is confidential in turn, and says something else;
what follows from it follows. No authority gave it, so that each gets the same bytes.
"""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

import pytest

from checklist.files.reader import read
from checklist.ministries.division import Authority, Division
from checklist.questionnaire.loading import shipped
from checklist.questionnaire.questionnaire import Questionnaire
from tests.support.examples import large, one_in
from tests.support.folders import EXAMPLES
from tests.support.ministries import all_to, form, part_of, written
from tests.support.other_answers import Case, OtherAnswers, Part, parts_of

SHIPPED = shipped()
OTHER = OtherAnswers(SHIPPED)
STATES = sorted(path.stem[-3:] for path in EXAMPLES.iterdir())
AUTHORITIES = ("justice", "labour", "police")
SAMPLE = 960
"""One part in so many is looked at in each case of the sample."""
FORMATS = ("docx", "html")
OF_ALL_FORMATS = 16
"""One part in so many is compared in all formats; of the others, that of which forms are made."""


def divided_at_random(asked: Questionnaire, random: Random) -> Division:
    """Return a division in which authorities share questions and rows anyhow."""
    asks = {}
    for question_id, question in asked.questions.items():
        rows = question.answer_type.rows()
        for row in random.sample(rows, random.randint(0, len(rows))):
            asks[f"{question_id}/{row}"] = random.choice(AUTHORITIES)
        asks[question_id] = random.choice(AUTHORITIES)
    authorities = {code: Authority(name=code) for code in AUTHORITIES}
    return all_to("labour", asked).model_copy(update={"asks": asks, "authorities": authorities})


def parts(
    answers: Mapping[str, Any], code: str, divided: Division, formats: Sequence[str]
) -> Sequence[Any]:
    """Return the part in some formats, or the data of which they are made where there are none."""
    if not formats:
        return [part_of(answers, code, divided, SHIPPED)]
    of = form(answers, code, divided, SHIPPED)
    return [written(of, name) for name in formats]


def assert_the_same(case: Case, divided: Division, formats: Sequence[str] = FORMATS) -> None:
    for code in AUTHORITIES:
        before = parts(case.report["answers"], code, divided, formats)
        for other in case.others:
            # Comparing with `==` in the assertion would spend minutes on showing how bytes differ.
            now = parts(without_authors(other["answers"]), code, divided, formats)
            is_the_same = now == before
            assert is_the_same, (case.part, code)


def without_authors(data: Any) -> Any:
    """Return a report that does not say who gave its answers."""
    if isinstance(data, dict):
        return {key: without_authors(part) for key, part in data.items() if key != "answered_by"}
    return [without_authors(part) for part in data] if isinstance(data, list) else data


def examples() -> list[tuple[str, Part]]:
    return [(state, part) for state in STATES for part, _ in parts_of(report(state)["answers"])]


def report(state: str) -> Any:
    return without_authors(read(EXAMPLES / f"report-{state}.yaml").data)


@pytest.mark.parametrize(
    ("first", "formats"),
    [
        (0, ["html"]),
        *(pytest.param(n, FORMATS, marks=pytest.mark.thorough) for n in range(large(8))),
    ],
)
def test_a_part_is_the_same_whatever_a_confidential_answer_of_another_says(
    first: int, formats: Sequence[str]
) -> None:
    chosen = examples()[first * 7 :: SAMPLE]
    looked_at = 0
    for state, part in chosen:
        case = OTHER.case(report(state), part, 1)
        assert_the_same(case, divided_at_random(SHIPPED, Random(str(part))), formats)
        looked_at += len(case.others)
    assert looked_at


@pytest.mark.thorough
@pytest.mark.parametrize("state", STATES)
def test_a_part_is_the_same_for_each_confidential_answer_of_the_examples(state: str) -> None:
    """A sample of them, or with `LARGE=1` all."""
    parts = [*parts_of(report(state)["answers"])]
    for number, (part, _) in enumerate(Random(state).sample(parts, large(len(parts) // one_in(2)))):
        case = OTHER.case(report(state), part, 2)
        divided = divided_at_random(SHIPPED, Random(str(part)))
        assert_the_same(case, divided, () if number % OF_ALL_FORMATS else FORMATS)
