"""Conditions that an author writes, as `lint`, `questions` and `validate` see them."""

import json
import re
from pathlib import Path

import pytest

from checklist.answer_types import comparison
from checklist.questionnaire import condition
from tests.support.running import checklist_run

QUESTIONNAIRE = """\
id: tiny
version: 1.0.0
title: A tiny questionnaire
source: {symbol: EXAMPLE/2020/1, title: A report, date: "2020-03-01"}
sets: [01-treaty.yaml]
"""
CATALOGUE = """\
source: EXAMPLE/2020/1
sections: [{meeting: 2009, letter: A, title: Ports}]
recommendations:
  - {id: "1", meeting: 2009, section: A, to: [states], strength: [should], summary: Count ports.}
"""
IS_NOT = """\
id: treaty
title: A set
questions:
  - {id: treaty-status, ask: Is your State a party?, type: yes-no, recommendations: ["1"]}
  - {id: ports, ask: How many ports are there?, type: integer, maximum: 9, optional: true}
  - {id: lit, ask: How many ports are lit?, type: integer, maximum: 9, optional: true}
  - {id: begun, ask: When was the work begun?, type: date, optional: true}
  - {id: ended, ask: When was the work ended?, type: date, optional: true}
  - id: why
    optional: true
    ask: Why are not all ports lit?
    type: text
    when: {question: lit, is_not: {than: ports}}
checks:
  - code: R591
    severity: warning
    when: {question: ended, is_not: {than: begun, days: 1}}
    at: ended
    message: the work takes a day
  - code: R592
    severity: warning
    when: {sum: [lit], is_not: {than: ports}}
    at: lit
    message: not all ports are lit
"""
HEAD = """\
checklist_report: 1
questionnaire: {id: tiny, version: 1.0.0, digest: "sha256:%s"}
state: NOR
as_of: 2026-11-24
status: draft
revision: 1
answers:
  treaty-status: {value: affirmative}
"""


def with_questions(tmp_path: Path, text: str) -> None:
    """Write a questionnaire `tiny` with these questions alone."""
    (tmp_path / "tiny").mkdir()
    (tmp_path / "tiny/questionnaire.yaml").write_text(QUESTIONNAIRE, "utf-8")
    (tmp_path / "tiny/recommendations.yaml").write_text(CATALOGUE, "utf-8")
    (tmp_path / "tiny/01-treaty.yaml").write_text(text, "utf-8")


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("ports: {value: 3}\n  lit: {value: 2}", ["R592", "why"]),
        ("ports: {value: 3}\n  lit: {value: 3}", []),
        ("ports: {missing: not-known}\n  lit: {value: 3}", []),
        ("lit: {value: 3}", []),
        ("begun: {value: 2020-05-01}\n  ended: {value: 2020-05-01}", ["R591"]),
        ("begun: {value: 2020-05-01}\n  ended: {value: 2020-05-02}", []),
        ("begun: {value: 2020-05}\n  ended: {value: 2020-05-02}", []),
        ('begun: {value: 2020-05}\n  ended: {value: "2021"}', ["R591"]),
    ],
)
def test_is_not_compares_with_another_question_as_is_does(
    answers: str, expected: list[str], tmp_path: Path
) -> None:
    with_questions(tmp_path, IS_NOT)
    digest = "0" * 64
    text = f"{HEAD % digest}  {answers}\n"
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    (tmp_path / "b.yaml").write_text(f"{text}  why: {{value: It is dark.}}\n", "utf-8")

    lint = checklist_run("lint", "--ignore", "Q101", "tiny", cwd=tmp_path)
    found = [
        checklist_run("validate", "--questionnaire", "tiny", name, cwd=tmp_path).stdout
        for name in ("a.yaml", "b.yaml")
    ]

    assert lint.stdout == ""
    assert re.findall("R59[12]", found[0]) == [one for one in expected if one != "why"]
    assert ("R006" in found[1]) is ("why" not in expected)  # nobody was asked why


def test_is_not_than_is_said_in_words(tmp_path: Path) -> None:
    with_questions(tmp_path, IS_NOT)

    shown = checklist_run(
        "questions", "--questionnaire", "tiny", "--format", "markdown", cwd=tmp_path
    )

    assert shown.code == 0
    assert "the answer to 1.3 is not the answer to 1.2" in " ".join(shown.stdout.split())


LITERALS = (
    *("{}", "[]", "", "1.5", "true", "{than: 3}", "{than: aa, days: x}", "{foo: 1}", "[{}]"),
    *("{sum: [aa]}", "{sum: 3}", "{column: aa}"),
)
OPERATORS = ("is", "is_not", "gt", "any_of", "all_of", "answered", "entries", "every", "row")
WRONG = [
    *(f"{{question: aa, {name}: {literal}}}" for name in OPERATORS for literal in LITERALS),
    *(f"{{sum: [aa], {name}: {literal}}}" for name in ("is", "is_not") for literal in LITERALS),
    *("{sum: aa, is: 1}", "{sum: {question: aa}, is: 1}", "{all: 3}", "{any: [x]}", "{not: []}"),
    *("3", "[]", "{all: [{}], not: {}}"),
]


def test_no_message_on_a_condition_has_a_name_of_the_code(tmp_path: Path) -> None:
    questions = "".join(
        f"  - {{id: q{number}, ask: What is it?, type: text, when: {when}}}\n"
        for number, when in enumerate(WRONG)
    )
    aa = "  - {id: aa, ask: How many are there?, type: integer}\n"
    with_questions(tmp_path, f"id: treaty\ntitle: A set\nquestions:\n{aa}{questions}")

    done = checklist_run("lint", "tiny", "--format", "jsonl", cwd=tmp_path)

    names = {name for module in (comparison, condition) for name in vars(module)}
    inside = {name for name in names if name.startswith("_") or name[:1].isupper()}
    files = [json.loads(line) for line in done.stdout.splitlines()]
    messages = [one["message"] for file in files for one in file.get("findings", ())]
    said = re.findall(r"[A-Za-z_]\w+", " ".join(messages))
    assert done.code == 1
    assert len(messages) > len(WRONG) / 2
    assert [one for one in messages if "()" in one] == []
    assert inside & {*said} == set()
