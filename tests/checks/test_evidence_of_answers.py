"""Evidence next to a value: what validate and the JSON Schema accept, and what the rules say."""

from collections.abc import Sequence
from typing import Any

import jsonschema_rs
import pytest

from checklist.checks.validator import findings
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.schema import report_schema
from tests.support import cited, tiny
from tests.support.cited import LAW, LAWS, LINK

ASKED = cited.questionnaire()
SCHEMA = jsonschema_rs.Draft202012Validator(report_schema(ASKED))
STRUCTURAL = ("S", "R007", "R009", "R010")


def found(answers: dict[str, Any], *codes: str, asked: Questionnaire = ASKED) -> Sequence[str]:
    """Return the findings of these codes: code, place and message."""
    return [
        f"{one.code} {'/'.join(map(str, one.where[1:]))}: {one.message}"
        for one in findings(tiny.report(asked, answers).to_data(), asked)
        if one.code.startswith(codes)
    ]


def rows(**police: Any) -> dict[str, Any]:
    return {"value": {**cited.ANSWERS["duties"]["value"], "police": police}}


def test_answers_with_evidence_are_right() -> None:
    data = tiny.report(ASKED, cited.ANSWERS).to_data()

    assert found(cited.ANSWERS, *STRUCTURAL, "R013", "R018") == []
    assert SCHEMA.is_valid(data)


@pytest.mark.parametrize(
    ("question", "answer", "finding"),
    [
        ("plain", {"value": "affirmative", "evidence": [LAW]}, "R010 plain/evidence"),
        ("site", {"value": "affirmative", "evidence": [LAW]}, "R010 site/evidence/0/law"),
        ("offence", {"value": "implemented", "evidence": []}, "S104 offence/evidence"),
        ("offence", {"value": "implemented", "evidence": [{}]}, "R010 offence/evidence/0"),
        ("offence", {"value": "implemented", "evidence": [LAW | LINK]}, "R010 offence/evidence/0"),
        (
            "offence",
            {"value": "implemented", "evidence": [LINK | {"article": "1"}]},
            "R010 offence/evidence/0/article",
        ),
        ("offence", {"value": "implemented", "evidence": [{"page": "1"}]}, "S102 offence/evid"),
        ("offence", {"value": "implemented", "evidence": "penal-code"}, "S103 offence/evidence"),
        ("offence", {"value": "implemented", "evidence": [LAW] * 51}, "S104 offence/evidence"),
        (
            "offence",
            {"value": "implemented", "evidence": [{"url": "ftp://example.org"}]},
            "S104 offence/evidence/0/url",
        ),
        ("offence", {"missing": "declined", "evidence": [LAW]}, "S104 offence"),
        ("duties", rows(missing="declined", evidence=[LAW]), "S104 duties/value/police"),
        (
            "duties",
            {**cited.ANSWERS["duties"], "evidence": [LAW]},
            "R010 duties/evidence",
        ),
        (
            "duties",
            rows(value="implemented", evidence=[LAW | LINK]),
            "R010 duties/value/police/evidence/0",
        ),
        (
            "laws",
            {"value": [{"name": {"value": "penal-code", "evidence": [LINK]}}]},
            "R010 laws/value/0/name/evidence",
        ),
        (
            "measure",
            {"value": {"status": "implemented"}, "evidence": [LAW]},
            "R010 measure/evidence",
        ),
    ],
)
def test_wrong_evidence_is_found_and_the_schema_refuses_it(
    question: str, answer: dict[str, Any], finding: str
) -> None:
    answers = {question: answer}
    data = tiny.report(ASKED, answers).to_data()

    assert found(answers, *STRUCTURAL)[0].startswith(finding)
    assert not SCHEMA.is_valid(data)


def test_a_law_that_is_not_in_the_register_is_unknown_wherever_it_is_cited() -> None:
    other = [{"law": "penal-cod", "article": "1"}]
    answers = {
        "laws": LAWS,
        "offence": {"value": "implemented", "evidence": other},
        "duties": rows(value="implemented", evidence=other),
    }

    assert found(answers, "R013") == [
        f"R013 {where}: the law `penal-cod` is not in the register of laws (1.1)"
        for where in (
            "offence/evidence/0/law: offence",
            "duties/value/police/evidence/0/law: duties",
        )
    ]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("offence", {"value": "planned"}),
        ("offence", {"value": "not-implemented"}),
        ("offence", {"missing": "declined"}),
        ("rights", {"value": ["none"]}),
        ("site", {"value": "affirmative"}),
        ("plain", {"value": "affirmative"}),
        ("offence", {"value": "implemented", "evidence": [LINK, LAW]}),
        ("duties", cited.ANSWERS["duties"]),
        ("duties", {"value": {"police": {"value": "planned"}}}),
    ],
)
def test_no_law_is_wanted_where_none_can_show_it_or_one_does(
    question: str, answer: dict[str, Any]
) -> None:
    assert found({"laws": LAWS, question: answer}, "R018") == []


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("offence", {"value": "implemented"}),
        ("offence", {"value": "implemented", "evidence": [LINK]}),
        ("rights", {"value": ["work"]}),
        ("duties", {"value": {"police": {"value": "implemented"}}}),
        ("duties", {"value": {"police": {"value": "implemented", "evidence": [LINK]}}}),
    ],
)
def test_a_law_is_asked_for_where_one_can_show_the_answer(
    question: str, answer: dict[str, Any]
) -> None:
    asked = (
        f"R018 {question}/value: which law or web address shows this? Evidence is never required"
    )

    assert found({"laws": LAWS, question: answer}, "R018") == [asked]


def test_all_are_asked_for_in_one_question_without_those_that_are_confidential() -> None:
    bare = {"value": "implemented"}
    duties = {"value": {"police": bare}}
    answers = {"laws": LAWS, "offence": bare, "rights": {"value": ["work"]}, "duties": duties}

    (all_of_them,) = found(answers, "R018")
    (public,) = found({**answers, "rights": {"value": ["work"], "confidential": True}}, "R018")

    numbers = [cited.questionnaire().numbers[one] for one in ("offence", "rights", "duties")]
    assert len(all_of_them.split(",")) == len(public.split(",")) + 1
    assert all(number in all_of_them for number in numbers)
    assert numbers[1] not in public


def test_who_has_no_law_is_not_told_to_name_one() -> None:
    assert found({"offence": {"value": "implemented"}}, "R018") == [
        "R018 offence/value: what shows this? Evidence is never required"
    ]
    assert found({"offence": {"value": "implemented", "evidence": [LINK]}}, "R018") == []


def test_words_in_place_of_an_article_are_looked_at_like_other_texts() -> None:
    answers = {"offence": {"value": "implemented", "evidence": [{**LAW, "article": "TODO"}]}}

    assert [one.partition(":")[0] for one in found({"laws": LAWS, **answers}, "R016")] == [
        "R016 offence/evidence/0/article"
    ]


def test_a_column_of_a_table_takes_no_evidence() -> None:
    column = {"id": "open", "label": "O", "type": "yes-no", "required": True, "evidence": "link"}

    with pytest.raises(ValueError, match="a column takes no evidence"):
        tiny.questionnaire([{"id": "t", "type": "table", "entry": "law", "columns": [column]}])


@pytest.mark.parametrize("kind", ["text", "date", "states", "implementation"])
def test_a_question_of_another_type_takes_no_evidence(kind: str) -> None:
    with pytest.raises(ValueError, match="evidence"):
        tiny.questionnaire([{"id": "q", "type": kind, "evidence": "law"}])
