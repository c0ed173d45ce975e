"""A summary: its totals against plain counts of the data, and what it names."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import asdict, replace
from functools import cache
from random import Random
from typing import Any

import pytest

from checklist.analysis.groups import NOT_GIVEN, Grouping, by_region, by_treaty_status
from checklist.analysis.rows.report_rows import NOTHING_HIDDEN, Disclosure
from checklist.analysis.rows.report_selection import selected
from checklist.analysis.summary.document import Summary
from checklist.analysis.summary.figures import CodeLabel, Tally
from checklist.analysis.summary.summary import summary
from checklist.questionnaire.catalogue import STATE_ADDRESSEES
from checklist.questionnaire.standing import standing_by_code
from checklist.render.summary.count_tables import recommendations_table
from checklist.render.summary.json import as_json
from checklist.render.summary.sections import summary_blocks
from checklist.states import BY_CODE, STATES
from tests.support.block_text import block_text
from tests.support.counted_outputs import ASKED
from tests.support.independent.told import Told
from tests.support.made_reports import made_report
from tests.support.summaries import (
    HIDDEN,
    MEASURE,
    SHIPPED,
    WORLD,
    answers_of,
    of_some_of_the_world,
    of_the_world,
    read_report,
    sealed,
    some_of_the_world,
    summarized,
    world,
)


def given(question: str, row: str = "") -> Iterator[tuple[Mapping[str, Any] | None, bool]]:
    """Yield the plain answers to a question or row, and whether they are confidential.

    None: there is no answer. It is confidential, too, where only a confidential one decides
    whether the question is asked, or whether a gate fills it in.
    """
    for data, secret in zip(world(), secrets(), strict=True):
        answer = data["answers"].get(question)
        own = answer["value"].get(row) if row and answer and "value" in answer else answer
        marked = own is not None and bool(own.get("confidential"))
        yield own, marked or question in secret


@cache
def secrets() -> Sequence[Set[str]]:
    """Return for each report the confidential questions, and those that only such a one decides."""
    return [Told(ASKED, data).hidden for data in world()]


def parts(tally: Tally) -> int:
    return (
        tally.answered
        + tally.not_known
        + tally.not_applicable
        + tally.declined
        + tally.unanswered
        + tally.off_path
        + tally.invalid
        + tally.withheld
        + tally.confidential
    )


SOME = 20
"""The States of an ordinary run; a thorough one has more of them, too."""


@pytest.fixture(params=[SOME, pytest.param(WORLD, marks=pytest.mark.thorough)])
def counted(request: pytest.FixtureRequest) -> Summary:
    return of_some_of_the_world(request.param)


# Counts


@pytest.mark.thorough
@pytest.mark.parametrize("shown", [HIDDEN, NOTHING_HIDDEN])
def test_every_question_and_row_is_counted_as_the_plain_data_say(shown: Disclosure) -> None:
    counted = of_the_world(shown)

    for unit in counted.units:
        plain = [one for one, is_secret in given(unit.question, unit.row) if not is_secret]
        secret = 0
        if shown.confidential:
            plain = [one for one, _ in given(unit.question, unit.row)]
        else:
            secret = sum(is_secret for _, is_secret in given(unit.question, unit.row))
        values = [one["value"] for one in plain if one is not None and "value" in one]
        missing = Counter(one["missing"] for one in plain if one and "missing" in one)
        tally = unit.tally
        where = unit.question, unit.row
        assert tally.confidential == secret, where
        assert tally.answered == len(values), where
        assert tally.not_known == missing["not-known"], where
        assert tally.not_applicable == missing["not-applicable"], where
        assert tally.declined == missing["declined"], where
        assert tally.unanswered + tally.off_path == plain.count(None), where
        codes = Counter(code for value in values for code in codes_in(value))
        for one in tally.codes:
            assert one.count == codes[one.code], (where, one.code)


def codes_in(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [value["status"]] if "status" in value else []
    if isinstance(value, list):
        return [one for one in value if isinstance(one, str)]
    return [value] if isinstance(value, str) else []


def rows_of(question: str) -> list[str]:
    return list(SHIPPED.questions[question].answer_type.rows())


def test_the_parts_of_every_tally_add_up_and_codes_are_among_the_answered(counted: Summary) -> None:
    tallies = [unit.tally for unit in counted.units]
    tallies += [group.tally for unit in counted.units for group in unit.by_treaty_status]
    tallies += [one.implementation.measures for one in counted.recommendations]
    tallies += [theme.others for theme in counted.themes]

    assert len(counted.reports) >= SOME
    for tally in tallies:
        assert parts(tally) == tally.of
    for unit in counted.units:
        assert unit.tally.of == len(counted.reports)
        assert sum(group.tally.of for group in unit.by_treaty_status) == len(counted.reports)


def test_a_recommendation_counts_the_answers_of_all_that_serves_it_and_of_nothing_else(
    counted: Summary,
) -> None:
    questions = SHIPPED.questions
    standings = {i: standing_by_code(one, SHIPPED.plan) for i, one in questions.items()}

    for one in counted.recommendations:
        name = one.implementation.id
        serving = [u for u in counted.units if u.is_measure and name in u.recommendations]
        assert one.implementation.measures.of == len(counted.reports) * len(serving)
        for code in one.implementation.measures.codes:
            found = (
                c.count
                for u in serving
                for c in u.tally.codes
                if standings[u.question][c.code] == code.code
            )
            assert code.count == sum(found), (name, code.code)


def test_every_recommendation_is_told_with_its_addressees_and_strength(counted: Summary) -> None:
    assert len(counted.recommendations) == 107
    assert all(one.addressees and one.strength and one.themes for one in counted.recommendations)


def test_the_order_of_the_files_changes_nothing() -> None:
    reports = list(some_of_the_world(4))
    first = as_json(summarized(*reports))

    for seed in range(2):
        Random(seed).shuffle(reports)

        assert as_json(summarized(*reports)) == first


def test_an_answer_that_does_not_fit_counts_as_invalid_and_as_nothing_else() -> None:
    report = sealed(made_report(1), **{MEASURE: {"value": {"status": "wonderful"}}})

    (unit,) = [unit for unit in summarized(report).units if unit.question == MEASURE]

    assert (unit.tally.invalid, unit.tally.answered, parts(unit.tally)) == (1, 0, 1)


def test_what_a_gate_filled_in_is_counted_and_said() -> None:
    grid = {row: {"value": "no-offence"} for row in rows_of("definition-points")}
    filled = {"value": grid, "by": "offence"}
    answers = {"offence": {"value": "none"}, "definition-points": filled}
    report = sealed(made_report(1), **answers)

    units = [one for one in summarized(report).units if one.question == "definition-points"]

    assert len(units) == len(grid)
    assert {(unit.tally.answered, unit.tally.by_gate) for unit in units} == {(1, 1)}


# What is named


def test_a_State_is_named_with_what_it_wants_offers_and_shows() -> None:
    report = sealed(
        made_report(5, state="NOR"),
        **{
            "victims-assistance": {"value": ["data-collection"]},
            "victims-priority": {"value": "high"},
            "joint-help": {"value": "could"},
            "practices-to-share": {
                "value": [{"theme": {"value": "children"}, "name": {"value": "A house"}}]
            },
        },
    )

    document = summarized(report)

    wanted = [one for one in document.assistance.wanted if one.question == "victims-assistance"]
    by_code = {one.code: one for one in wanted}
    assert by_code["data-collection"].count == 1
    assert by_code["data-collection"].states[0].state.name == "Norway"
    assert by_code["data-collection"].states[0].priority.code == "high"
    assert by_code["training-courses"].count == 0
    (offer,) = [one for one in document.assistance.offers if one.question == "joint-help"]
    assert [(one.code, one.count) for one in offer.codes] == [("has-done", 0), ("could", 1)]
    (practice,) = document.practices
    assert (practice.theme.code, practice.name, practice.state.code) == (
        "children",
        "A house",
        "NOR",
    )


@pytest.mark.parametrize("status", ["party", "signatory"])
def test_who_is_asked_because_of_a_confidential_treaty_status_is_named_nowhere_by_it(
    status: str,
) -> None:
    joined: dict[str, Any] = {"protocol-overcome": {"value": ["capacity"], "note": "More lawyers."}}
    on_the_way = {"ratification-status": {"value": "under-way"}}
    secret = {"protocol-status": {"value": status, "confidential": True}}
    answers = secret | (joined if status == "party" else on_the_way)
    others = [*joined, *on_the_way]
    report = sealed(made_report(5, state="NOR"), **{**dict.fromkeys(others), **answers})

    protocol, _ = summarized(report).ratification

    assert (protocol.joined, protocol.on_the_way) == ([], [])
    assert protocol.overcome is not None
    assert all(one.states == [] for one in protocol.overcome.codes)
    assert (protocol.overcome.tally.confidential, protocol.overcome.tally.of) == (1, 1)


def test_how_obstacles_were_overcome_is_told_by_the_note_on_them() -> None:
    overcome = {"value": ["capacity"], "note": "More lawyers."}
    report = sealed(
        made_report(5, state="NOR"),
        **{"protocol-status": {"value": "party"}, "protocol-overcome": overcome},
    )

    protocol, _ = summarized(report).ratification

    (one,) = protocol.joined
    assert ([code.code for code in one.overcome], one.text) == (["capacity"], "More lawyers.")


def test_who_has_not_joined_a_treaty_is_told_with_the_process_and_the_obstacles() -> None:
    report = sealed(
        made_report(5, state="NOR"),
        **{
            "protocol-status": {"value": "signatory"},
            "ratification-status": {"value": "under-way"},
            "protocol-target": {"value": "2028"},
            "protocol-obstacles": {"value": ["capacity"]},
            "protocol-obstacles-text": {"value": "Too few lawyers."},
        },
    )

    protocol, _ = summarized(report).ratification

    (one,) = protocol.on_the_way
    assert (one.process.code, one.target) == ("under-way", "2028")
    assert ([code.code for code in one.obstacles], one.obstacles_text) == (
        ["capacity"],
        "Too few lawyers.",
    )
    (group,) = [one for one in protocol.groups if one.status.code == "signatory"]
    assert {code.code: code.count for code in group.obstacles if code.count} == {"capacity": 1}


def test_laws_are_told_with_how_many_answers_cite_them() -> None:
    evidence = [{"law": "act-9", "article": "1"}, {"url": "https://example.org/a"}]
    report = sealed(
        made_report(5, state="NOR"),
        **{
            "laws": {"value": [{"short-name": {"value": "act-9"}, "citation": {"value": "Act"}}]},
            MEASURE: {"value": {"status": "implemented", "evidence": evidence}},
        },
    )

    (state,) = summarized(report).evidence

    assert [(law.short_name, law.citation, law.cited) for law in state.laws] == [
        ("act-9", "Act", 1)
    ]
    assert (MEASURE, "https://example.org/a") in [(x.question, x.url) for x in state.links]


def test_an_answer_that_cites_two_articles_of_a_law_cites_it_once() -> None:
    evidence = [{"law": "act-9", "article": "1"}, {"law": "act-9", "article": "2"}]
    report = sealed(
        made_report(5, state="NOR"),
        **{
            "laws": {"value": [{"short-name": {"value": "act-9"}, "citation": {"value": "Act"}}]},
            MEASURE: {"value": {"status": "implemented", "evidence": evidence}},
        },
    )

    (state,) = summarized(report).evidence

    assert [(law.short_name, law.cited) for law in state.laws] == [("act-9", 1)]


def test_who_has_not_reported_is_named_among_those_who_are_expected() -> None:
    reports = [made_report(1, state="NOR"), made_report(2, state="AUT")]
    bad = read_report({"state": "FJI"}, "report-FJI.json")
    expected = [BY_CODE[code] for code in ("NOR", "FJI", "SWE")]
    selection = selected([*map(read_report, reports), bad])

    who = summary(answers_of(selection), selection, expected).participation

    assert who.expected == 3
    assert [state.code for state in who.reported] == ["NOR"]
    assert [state.code for state in who.not_counted] == ["FJI"]
    assert [state.code for state in who.not_reported] == ["SWE"]
    assert [state.code for state in who.not_expected] == ["AUT"]


def test_a_file_that_cannot_be_used_is_named_with_its_first_finding() -> None:
    selection = selected([read_report({"state": "FJI"}, "report-FJI.json")])

    (one,) = summary(answers_of(selection), selection, STATES).left_out

    assert (one.file, one.state, one.why) == ("report-FJI.json", "FJI", "unusable")
    assert one.finding.startswith("report-FJI.json:1:1: S101 ")


def test_an_unknown_version_is_told_for_each_question() -> None:
    data = made_report(1)
    data["questionnaire"] = {**data["questionnaire"], "version": "0.9.0"}

    differences = summarized(sealed(data)).comparability

    assert {one.question for one in differences} == set(SHIPPED.questions)
    assert {(one.version, one.reports, one.how) for one in differences} == {("0.9.0", 1, "unknown")}


def test_another_content_of_the_same_version_is_told_for_each_question() -> None:
    data = made_report(1)
    data["questionnaire"] = {**data["questionnaire"], "digest": f"sha256:{'0' * 64}"}

    document = summarized(sealed(data))

    differences = document.comparability
    assert {one.question for one in differences} == set(SHIPPED.questions)
    assert {(one.version, one.how) for one in differences} == {
        (SHIPPED.head.version, "other-content")
    }
    assert block_text(summary_blocks(document)).count("its content was another") == 1


def test_every_recommendation_to_states_has_a_row_with_counts_or_with_its_questions(
    counted: Summary,
) -> None:
    to_states = {
        one.implementation.id
        for one in counted.recommendations
        if STATE_ADDRESSEES.intersection(one.addressees)
    }

    table = recommendations_table(counted.recommendations)

    rows = {row[0]: row for row in table.rows}
    assert to_states <= rows.keys()
    assert len(to_states) == 77
    assert all(row[1] or row[-1] for row in rows.values())


def test_no_recommendation_is_told_by_a_measure_while_a_required_question_is_left_out(
    counted: Summary,
) -> None:

    for one in counted.recommendations:
        shown = {own.question for own in one.own_codes}
        for unit in counted.units:
            asked = SHIPPED.questions[unit.question]
            is_main = asked.answer_type.offered() and not asked.optional
            if one.implementation.id in unit.recommendations and is_main:
                assert unit.is_measure or unit.question in shown


@pytest.mark.sampled
@pytest.mark.parametrize("grouping", [by_region(), by_treaty_status(SHIPPED)])
def test_the_groups_add_up_to_the_whole(grouping: Grouping) -> None:
    reports = [read_report(one) for one in some_of_the_world(SOME)]
    selection = selected(reports)
    answers = replace(answers_of(selection), grouping=grouping)

    grouped = summary(answers, selection, STATES)

    assert grouped.grouped_by is not None
    groups = grouped.grouped_by.groups
    assert sum(len(one.reported) for one in groups) == len(grouped.reports)
    if grouping.by == "region":
        assert sum(one.expected or 0 for one in groups) == len(STATES)
    for unit in grouped.units:
        assert _added(one.tally for one in unit.by_group) == _added([unit.tally])
    for part in [*grouped.themes, *(one.implementation for one in grouped.recommendations)]:
        of_groups = _added(one.tally for one in part.by_group)
        assert of_groups == (_added([part.measures]) if part.measures.of else Counter())


def _added(tallies: Iterable[Tally]) -> Counter[str]:
    """Return the sum of tallies, without what is zero."""
    added: Counter[str] = Counter()
    for one in tallies:
        parts = asdict(one)
        codes = parts.pop("codes")
        added.update(parts)
        added.update({f"code {code['code']}": code["count"] for code in codes})
    return +added


def test_a_confidential_treaty_status_falls_under_not_given_and_reveals_nothing() -> None:
    reports = [
        sealed(
            made_report(1, state="NOR"),
            **{"protocol-status": {"value": status, "confidential": True}},
        )
        for status in ("party", "neither")
    ]

    for report in reports:
        selection = selected([read_report(report)])
        answers = replace(answers_of(selection), grouping=by_treaty_status(SHIPPED))
        grouped = summary(answers, selection, STATES)
        assert grouped.grouped_by is not None

        not_given = CodeLabel(*NOT_GIVEN)
        assert [one.group for one in grouped.grouped_by.groups] == [not_given]
        assert {one.group for unit in grouped.units for one in unit.by_group} == {not_given}
        assert [one.group for one in grouped.reports] == [not_given]
