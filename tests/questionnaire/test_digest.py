import hashlib
import re
from typing import Any

import pytest

from checklist.files.reader import parse
from checklist.questionnaire.digest import digest, questionnaire_digest
from checklist.reports.seal import confirms_no_guess, new_salt, seal

TEXT = """\
id: tiny
title: Größe
sets:
  - one.yaml
  - two.yaml
"""


def digest_of(text: str) -> str:
    document = parse(text.encode(), "q.yaml")
    assert document.readable
    return digest(document.data)


def test_it_is_the_sha_256_of_canonical_json() -> None:
    canonical = '{"a":["ß",1,true],"b":null}'

    expected = "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()

    assert digest({"b": None, "a": ["ß", 1, True]}) == expected


@pytest.mark.parametrize(
    "same",
    [
        TEXT.replace("\n", "\r\n"),
        "# a comment\n" + TEXT.replace("title", "# another\ntitle"),
        "sets: [one.yaml, two.yaml]\ntitle: 'Größe'\nid: tiny\n",
        '{"title": "Gr\\u00f6\\u00dfe", "sets": ["one.yaml", "two.yaml"], "id": "tiny"}',
        "\ufeff" + TEXT,
    ],
)
def test_line_ends_comments_order_of_keys_and_style_change_nothing(same: str) -> None:
    assert digest_of(same) == digest_of(TEXT)


@pytest.mark.parametrize(
    "other",
    [
        TEXT.replace("Größe", "Grösse"),
        TEXT.replace("id:", "ids:"),
        TEXT.replace("- one.yaml\n  - two.yaml", "- two.yaml\n  - one.yaml"),
        TEXT + "more: 1\n",
    ],
)
def test_every_key_value_and_order_of_a_list_counts(other: str) -> None:
    assert digest_of(other) != digest_of(TEXT)


def test_types_are_told_apart() -> None:
    values: list[Any] = [1, "1", True, None, [1], [], {}]

    assert len({digest(value) for value in values}) == len(values)


def test_what_is_no_json_has_no_digest() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        digest(float("nan"))


def test_the_digest_of_a_questionnaire_leaves_out_its_remarks_wherever_they_stand() -> None:
    remarks = {"usually": ["own"], "comment": "Feminine in French."}
    question = {"id": "one", "items": [{"id": "row"}], "options": [{"code": "a-code"}]}
    marked = {
        "id": "one",
        "items": [{"id": "row", **remarks}],
        "options": [{"code": "a-code", **remarks}],
    }
    head = {"id": "tiny", "glossary": {"port": {"term": "Port"}}}

    plain = questionnaire_digest([head, {"questions": [question]}])

    assert plain == questionnaire_digest(
        [{**head, **remarks}, {"questions": [{**marked, **remarks}], **remarks}]
    )


@pytest.mark.parametrize("names", ["lists", "glossary", "jargon", "fills"])
def test_a_name_that_an_author_chose_is_no_remark(names: str) -> None:
    """A list or term can be called `comment` or `usually`."""
    with_name = [{names: {"comment": "x", "usually": [{"code": "a-code", "comment": "y"}]}}]

    assert questionnaire_digest(with_name) != questionnaire_digest([{names: {}}])
    assert questionnaire_digest(with_name) == questionnaire_digest(
        [{names: {"comment": "x", "usually": [{"code": "a-code"}]}}]
    )


def test_a_seal_leaves_itself_out() -> None:
    report = {"state": "AUT", "answers": {"one": {"value": 1}}}

    assert seal({**report, "seal": "sha256:0"}) == seal(report) == digest(report)
    assert seal({**report, "state": "NOR"}) != seal(report)


def test_a_seal_says_of_itself_that_it_is_salted_and_so_confirms_no_guess() -> None:
    report = {"state": "AUT", "answers": {"one": {"value": 1}}}
    salted = {**report, "salt": new_salt()}

    assert re.fullmatch("sha256-salted:[0-9a-f]{64}", seal(salted))
    assert [confirms_no_guess(known) for known in (seal(salted), seal(report), None)] == [
        True,
        False,
        False,
    ]


def test_a_salt_has_128_bits_and_is_another_each_time() -> None:
    salts = [new_salt() for _ in range(100)]

    assert len(set(salts)) == 100
    assert all(re.fullmatch("[0-9a-f]{32}", salt) for salt in salts)
