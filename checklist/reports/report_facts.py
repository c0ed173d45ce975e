"""The facts of a report that are compared with those of other reports: few and small.

A run over thousands of reports keeps them in memory, and a list of reports could keep them on disk.
They hold nothing of confidential answers but a digest of all longer texts together.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from checklist.answer_types.answer import AnswerData, is_confidential, is_counted
from checklist.questionnaire.condition import Leaf
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.checked_report import CheckedReport

LONGER = 40
"""A text with more characters is hardly the same in two reports by chance."""

Figures: TypeAlias = Mapping[tuple[Any, ...], Mapping[str, int]]
"""The numbers of a table by column, by the key of the entry."""


class TreatyStatus(NamedTuple):
    """What a State says of itself under a treaty."""

    question: str
    number: str
    code: str
    is_party: bool
    is_outside: bool
    """Whether the State has not joined, or not yet: it did not end to be a party either."""


class ReportFacts(NamedTuple):
    """What other reports are compared with."""

    statuses: Sequence[TreatyStatus] = ()
    figures: Mapping[str, Figures] = {}
    """The figures by year, by question."""
    texts: str = ""
    """The digest of all texts with more than `LONGER` characters; empty without such texts."""
    afresh: Sequence[str] = ()
    """The questions that are asked afresh in every report, so that the answers differ."""


NO_FACTS = ReportFacts()


def report_facts(checked: CheckedReport) -> ReportFacts:
    """Return the facts of a report."""
    questionnaire = checked.questionnaire
    asked = _asked(questionnaire)
    longer = sorted({text for text, _ in checked.words if len(text) > LONGER})
    together = "\0".join(longer).encode("utf-8", "surrogatepass")
    return ReportFacts(
        statuses=[*_statuses(checked, asked)],
        figures={
            question: found
            for question, key, numbers in asked.tables
            if (found := _figures(checked.valid.get(question), key, numbers))
        },
        texts=hashlib.blake2b(together, digest_size=16).hexdigest() if longer else "",
        afresh=asked.afresh,
    )


class _Asked(NamedTuple):
    """The questions that facts are taken from."""

    treaties: Sequence[tuple[str, frozenset[str], frozenset[str]]]
    """The question of a status, the codes of parties, and those of States that are outside."""
    tables: Sequence[tuple[str, Sequence[str], Sequence[str]]]
    """A table of figures by year, the columns of its key, and the columns of numbers."""
    afresh: Sequence[str]


@cache
def _asked(questionnaire: Questionnaire) -> _Asked:
    """Return the questions of a questionnaire; they are found once."""
    afresh = [question.id for question in questionnaire.questions.values() if question.afresh]
    return _Asked([*_treaties(questionnaire)], [*_tables(questionnaire)], afresh)


def _treaties(questionnaire: Questionnaire) -> Iterator[tuple[str, frozenset[str], frozenset[str]]]:
    named, when = questionnaire.treaties, questionnaire.head.party_when
    if not named and isinstance(when, Leaf) and when.operator == "is":
        named = [(when.question, {str(when.literal)}, set())]
    for status, parties, ended in named:
        codes = questionnaire.questions[status].answer_type.codes() or frozenset()
        yield status, frozenset(parties), frozenset(codes - parties - ended)


def _tables(questionnaire: Questionnaire) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    for question in questionnaire.questions.values():
        key, columns = question.answer_type.entry_key, question.answer_type.listed_columns()
        if any(column.answer_type.is_year and column.id in key for column in columns):
            numbers = [c.id for c in columns if c.answer_type.bounds and c.id not in key]
            yield question.id, key, numbers


def _statuses(checked: CheckedReport, asked: _Asked) -> Iterator[TreatyStatus]:
    for question, parties, outside in asked.treaties:
        answer = checked.valid.get(question)
        if answer is None or not is_counted(answer) or is_confidential(answer):
            continue
        code = answer.get("value")
        if isinstance(code, str):
            number = checked.questionnaire.numbers[question]
            yield TreatyStatus(question, number, code, code in parties, code in outside)


def _figures(
    answer: AnswerData | None, key: Sequence[str], numbers: Sequence[str]
) -> dict[tuple[Any, ...], Mapping[str, int]]:
    """Return the numbers of the entries that are not confidential."""
    found: dict[tuple[Any, ...], Mapping[str, int]] = {}
    if answer is None or "value" not in answer or not is_counted(answer) or is_confidential(answer):
        return found
    for entry in answer["value"]:
        if any(is_confidential(cell) for cell in entry.values()):
            continue
        names = tuple(entry[column].get("value") if column in entry else None for column in key)
        found[names] = {
            column: value
            for column in numbers
            if column in entry and isinstance(value := entry[column].get("value"), int)
        }
    return found
