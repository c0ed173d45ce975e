"""Lint tries a limited number of answers for a questionnaire, however many conditions it has."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

from checklist.answer_types.comparison import Truth
from checklist.checks import checked_questionnaire
from checklist.checks.checked_questionnaire import CheckedQuestionnaire
from checklist.checks.rule import questionnaire_rules
from checklist.questionnaire import satisfiability
from checklist.questionnaire.condition import Facts, Leaf, Predicate, predicate
from checklist.questionnaire.sources import read_sources

HEAD = """\
id: small
version: 1.0.0
title: A small questionnaire
source: {symbol: EXAMPLE/2020/1, title: A report, date: "2020-03-01"}
sets: [01-treaty.yaml]
"""
QUESTIONS = """\
id: treaty
title: A set
questions:
  - {id: lamps, ask: Are there lamps?, type: yes-no}
  - {id: lit, ask: When were they lit?, type: date}
  - {id: ended, ask: When did they go out?, type: date}
"""
HARD = """\
  - id: tale-%d
    ask: What is the tale?
    type: text
    when:
      all:
        - {question: lit, lt: {than: as_of, days: 17}}
        - {question: ended, gt: {than: as_of, days: -50}}
        - {question: lit, gt: {than: ended, days: 7}}
        - {question: lit, lt: {than: ended, days: 7}}
"""
IMPOSSIBLE = """\
  - id: never
    ask: What is never asked?
    type: text
    when: {all: [{question: lamps, is: affirmative}, {question: lamps, is: negative}]}
"""


def checked(folder: Path, text: str) -> CheckedQuestionnaire:
    folder.mkdir()
    (folder / "questionnaire.yaml").write_text(HEAD)
    (folder / "01-treaty.yaml").write_text(QUESTIONS + text)
    return CheckedQuestionnaire(read_sources(folder))


def codes(of: CheckedQuestionnaire) -> list[str]:
    rules = (rule for rule in questionnaire_rules() if rule.code in {"Q107", "Q108"})
    return [finding.code for rule in rules for _, finding in rule.check(of)]


def counting(tried: list[Leaf]) -> Callable[[Leaf], Predicate]:
    """Return a `predicate` whose evaluations are counted."""

    def counted(leaf: Any) -> Predicate:
        compare = predicate(leaf)

        def truth(facts: Facts) -> Truth:
            tried.append(leaf)
            return compare(facts)

        return truth

    return counted


def test_the_work_does_not_grow_beyond_what_may_be_tried(tmp_path: Path) -> None:
    def work(number: int) -> int:
        tried: list[Leaf] = []
        text = "".join(HARD % one for one in range(number))
        with patch.object(satisfiability, "predicate", counting(tried)):
            assert codes(checked(tmp_path / str(number), text)) == []
        return len(tried)

    with patch.object(checked_questionnaire, "_MOST_STEPS", 20_000):
        assert work(8) <= work(4) * 1.1


def test_what_is_found_out_in_time_is_told(tmp_path: Path) -> None:
    with patch.object(checked_questionnaire, "_MOST_STEPS", 20_000):
        assert codes(checked(tmp_path / "first", IMPOSSIBLE + HARD % 1)) == ["Q107"]
