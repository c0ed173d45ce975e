"""Everything that takes answers takes those of every type, as the samples of the types show.

A type that is added is tried here by the samples that its module brings, and needs no other list.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import pytest

from checklist.analysis.comparison.report_pair import compare
from checklist.analysis.rows.columns import ANSWERED
from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.analysis.rows.report_rows import Disclosure, report_rows
from checklist.answer_types.answer import MISSING_CODES
from checklist.answer_types.comparison_text import in_words
from checklist.answer_types.operands import ORDER
from checklist.answer_types.packet import fold, packets, units_of
from checklist.answer_types.registry import REGISTRY
from checklist.checks.validator import findings
from checklist.diagnostics import Severity
from checklist.forms.form import Form
from checklist.forms.registry import read_return
from checklist.lifecycle.redact import redacted
from checklist.questionnaire.effort import minutes
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.blocks import as_lines
from checklist.render.questionnaire.question_detail import question_detail
from checklist.render.report.document import report_document
from checklist.reports.address import Address
from checklist.reports.check_structure import check_structure
from checklist.reports.report import FINAL, Report
from checklist.reports.three_way import merge_three
from checklist.tables.contents import code_rows
from tests.analysis.comparison.comparing import side
from tests.answer_types.driving import fits_schema
from tests.answer_types.samples import SAMPLES, Sample
from tests.support import tiny
from tests.support.folding import types_of
from tests.support.ministries import (
    all_to,
    canonical,
    form,
    given_by,
    shown_units,
    written,
)
from tests.support.page_answers import clerk_state, with_state
from tests.support.word_forms import WordForm

OTHERS: Mapping[str, Any] = {"other": {"value": "affirmative"}, "last": {"value": 3}}
LAW = {"name": {"value": "criminal-code"}, "title": {"value": "Criminal Code"}}
LAWS = {"question": "laws", "name": "name", "citation": "title"}
CLERKS: Mapping[str, Callable[[bytes, Form], bytes]] = {
    "docx": lambda content, wanted: WordForm(content).fill(wanted),
    "html": lambda content, wanted: with_state(content, clerk_state(wanted)),
}
"""Each fills in an empty form with what a second form shows."""

every_sample = pytest.mark.parametrize("number", range(len(SAMPLES)), ids=map(repr, SAMPLES))


@cache
def asked(number: int) -> Questionnaire:
    """Return a questionnaire with a question of a type between others."""
    sample = SAMPLES[number]
    it = {"id": "it", "type": sample.answer_type.type, **sample.given.keys}
    return tiny.questionnaire(
        [{"id": "other", "type": "yes-no"}, it],
        [{"id": "last", "type": "integer"}],
        [tiny.LAWS],
        laws=LAWS,
    )


def final(questionnaire: Questionnaire, given: Mapping[str, Any]) -> Report:
    """Return a final report with these answers, sealed."""
    draft = tiny.report(questionnaire, given).to_data()
    return Report.from_data({**draft, "status": FINAL}).sealed()


def answers(value: Any, **beside: Any) -> dict[str, Any]:
    """Return answers to all questions."""
    return {**OTHERS, "it": {"value": value, **beside}, "laws": {"value": [LAW]}}


def test_every_type_brings_samples_with_two_values_and_its_words() -> None:
    brought: dict[str, list[Sample]] = {}
    for sample in SAMPLES:
        brought.setdefault(sample.answer_type.type, []).append(sample)

    assert brought.keys() == REGISTRY.keys()
    for sample in SAMPLES:
        assert len(sample.values) > 1
        compared_by = set() if sample.given.compared is None else {sample.given.compared[0]}
        operators = sample.answer_type.operators
        assert compared_by <= (operators & ORDER or operators)  # what has an order says it
        assert compared_by or not operators or sample.answer_type.inner_kind


@every_sample
def test_what_is_typed_in_an_interview_is_the_first_value(number: int) -> None:
    given = SAMPLES[number].given
    one = tiny.interview(asked(number), OTHERS)

    outcome = tiny.say(one, "/goto it", *given.entries)

    assert outcome.refused == ""
    assert one.report.answers["it"] == {"value": given.values[0]}


@every_sample
def test_values_are_valid_for_the_tool_and_for_the_schema(number: int) -> None:
    for value in SAMPLES[number].values:
        data = tiny.report(asked(number), answers(value)).to_data()

        wrong = [one for one in findings(data, asked(number)) if one.severity is Severity.ERROR]

        assert wrong == []
        assert fits_schema(SAMPLES[number].answer_type.json_schema(), value)
        assert fold(packets(data["answers"], types_of(asked(number)).get)) == data["answers"]


@pytest.mark.parametrize("name", CLERKS)
@every_sample
def test_what_a_clerk_fills_into_a_form_is_the_value(number: int, name: str) -> None:
    questionnaire = asked(number)
    divided = all_to("labour", questionnaire)
    empty = written(form({}, "labour", divided, questionnaire), name)

    for value in SAMPLES[number].values:
        wanted = {**answers(value)}
        shown = form(given_by("labour", wanted), "labour", divided, questionnaire)
        returned = read_return(CLERKS[name](empty, shown), f"NOR-labour.{name}", questionnaire)

        assert [*returned.findings] == []
        assert canonical(returned.units) == canonical(shown_units(wanted, questionnaire))


def contents(number: int, answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return the units of an answer by address, without those who gave it."""
    units = units_of(SAMPLES[number].answer_type, answer)
    return {str(Address.at("it", at)): one for at, one in units if at.part != "answered_by"}


@every_sample
def test_what_two_sides_say_alike_is_equal_and_otherwise_a_difference(number: int) -> None:
    of_type, (first, second, *_) = SAMPLES[number].answer_type, SAMPLES[number].values
    mine, theirs = {"value": first}, {"value": second}

    alike = merge_three(of_type, None, mine, mine, giver=["labour"])
    differing = merge_three(of_type, None, mine, theirs, giver=["labour"])

    assert (alike.answer, [*alike.taken], [*alike.differences]) == (mine, [], [])
    # Rows and entries that only one side has are all kept.
    assert differing.differences or of_type.inner_kind is not None
    assert differing.answer == mine or differing.taken


@every_sample
def test_a_value_has_rows_in_tables_and_its_codes_are_in_the_codebook(number: int) -> None:
    questionnaire = asked(number)
    codes = {(row.question, row.part, row.code) for row in code_rows(questionnaire)}
    of_type = SAMPLES[number].answer_type

    for value in SAMPLES[number].values:
        data = tiny.report(questionnaire, answers(value)).to_data()
        rows = report_rows(data, QuestionnaireRows(questionnaire)).answers
        own = [row for row in rows if row.question == "it"]

        assert own[0].standing == ANSWERED
        assert {row.standing for row in own} <= {ANSWERED, *MISSING_CODES}
        shown = {(row.part, row.code) for row in own if row.code and row.part != "evidence"}
        listed = {(part, code) for one, part, code in codes if one == "it"}
        assert not listed or of_type.inner_kind or shown <= listed


@every_sample
def test_a_comparison_names_what_changed_and_nothing_else(number: int) -> None:
    values = SAMPLES[number].values
    sides = [side(tiny.report(asked(number), answers(one)), asked(number)) for one in values]

    for old, before in zip(sides, values, strict=True):
        for new, after in zip(sides, values, strict=True):
            found = [one.question for one in compare(old, new, Disclosure()).differences]

            assert found == ([] if before == after else ["it"])


@every_sample
def test_a_copy_for_publication_withholds_what_is_confidential_or_personal(number: int) -> None:
    questionnaire, of_type = asked(number), SAMPLES[number].answer_type
    for value in SAMPLES[number].values:
        plain, secret = (
            redacted(tiny.document(final(questionnaire, one)), questionnaire)
            for one in (answers(value), answers(value, confidential=True))
        )

        assert "it" not in secret.answers
        assert ("it" not in plain.answers) is of_type.is_personal
        assert of_type.is_personal or plain.answers["it"] == {"value": value}


@pytest.mark.parametrize("sample", [one for one in SAMPLES if one.given.compared], ids=repr)
def test_a_condition_is_in_the_words_of_the_type(sample: Sample) -> None:
    """Where a value is compared as a whole, and not by its rows or entries."""
    assert sample.given.compared is not None
    operator, literal, words = sample.given.compared

    assert in_words(operator, literal, sample.answer_type) == words


@every_sample
def test_questions_and_answers_are_shown(number: int) -> None:
    questionnaire = asked(number)
    question = questionnaire.questions["it"]

    assert [*question_detail(question, questionnaire)]
    assert minutes([(question, None)]) >= 1
    for value in SAMPLES[number].values:
        checked, _ = check_structure(
            tiny.report(questionnaire, answers(value)).to_data(), questionnaire
        )
        shown = [line.text for line in as_lines(report_document(checked).blocks, 200)]
        text = " ".join(" ".join(shown).split())
        written = [one for _, one, _ in SAMPLES[number].answer_type.texts(value)]
        assert [one for one in written if " ".join(one.split()) not in text] == []
