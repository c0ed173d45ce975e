"""Random changes of questionnaires, random reports: nothing is dropped or reinterpreted silently.

For each unit of the old report one of these must be so, by the truth of the change, which the
migration does not know: it is in the new report with the same meaning; it is in the new report, is
listed, and waits to be confirmed; or it is listed as set aside, with its content. Each list has the
reason.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

import pytest

from checklist.answer_types.packet import units_of
from checklist.answer_types.units import ANSWER_PARTS
from checklist.checks.rules.questionnaire_versions import VersionChanges
from checklist.lifecycle.migrate import Migration, migrate_along
from checklist.lifecycle.unit_moves import Treatment, UnitOutcome
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.address import Address, get, units
from checklist.reports.check_structure import check_structure
from checklist.reports.report import Report
from tests.support.changed_questionnaires import Change, Fate, changed
from tests.support.examples import large
from tests.support.made_reports import made_report
from tests.support.tiny import report

CHUNK = 250
"""The number of migrations of a case."""
ALL = large(10_000)


def draft(asked: Questionnaire, random: Random) -> Report:
    """Return a draft with random answers, as gates, people and mistakes leave it."""
    answers: dict[str, Any] = made_report(random.randrange(10**9), asked)["answers"]
    for name in list(answers):
        draw = random.random()
        if draw < 0.1:
            del answers[name]
            continue
        answer = answers[name] = {**answers[name]}
        value = answer.get("value")
        if isinstance(value, dict) and asked.questions[name].type == "matrix":
            answer["value"] = {
                row: with_metadata(row_answer, random)
                for row, row_answer in value.items()
                if draw < 0.9
            } or value
        if random.random() < 0.1:
            answer["carried"] = True
        if random.random() < 0.15:
            answer["confidential"] = random.random() < 0.7
    for target, gates in asked.gates_of.items():
        closed = [gate for gate in gates if answers.get(gate, {}).get("value") == "negative"]
        if closed:
            answers[target] = {"value": {"status": "not-implemented"}, "by": closed[0]}
    if random.random() < 0.1:
        answers["no-question"] = {"value": "What?"}
    if random.random() < 0.1 and answers:
        answers[random.choice(sorted(answers))] = {"value": {"no": {"such": "value"}}}
    return report(asked, answers)


def with_metadata(answer: Mapping[str, Any], random: Random) -> dict[str, Any]:
    more: dict[str, Any] = {}
    if random.random() < 0.2:
        more["note"] = f"Note {random.randrange(100)}."
    if random.random() < 0.2:
        more["confidential"] = True
    return {**answer, **more}


def true_places(address: Address, fate: Fate, answer: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return where a unit belongs, by the truth."""
    if not address.row:
        return fate.places
    default = [(question, address.row) for question, row in fate.places if not row]
    return fate.rows.get(address.row, default)


def true_contents(address: Address, content: Any, fate: Fate, place: tuple[str, str]) -> list[Any]:
    """Return what a unit is in one of its places: nothing where no code stands for it."""
    if address.part in ANSWER_PARTS or address.column or isinstance(content, int):
        return [content]
    codes = content if isinstance(content, list) else [content]
    named: list[str] = []
    for code in codes:
        if not isinstance(code, str):
            return [content]
        if fate.maps:
            new = fate.maps[place[0]].get(code)
            named += [new] if new else []
        else:
            became = fate.codes.get(code, [code])
            named += became if len(became) == 1 else []
    named = list(dict.fromkeys(named))
    if isinstance(content, list) or fate.in_list:
        return [named]
    return named


def is_doubtful(address: Address, content: Any, fate: Fate) -> bool:
    codes = content if isinstance(content, list) else [content]
    codes = [code for code in codes if isinstance(code, str)]
    lost = any(len(fate.codes.get(code, [code])) != 1 for code in codes)
    named = {"*", address.row, *(codes if not address.part else ())} - {""}
    return bool(fate.doubtful & named) or (lost and not address.part)


def without_empty(outcomes: list[UnitOutcome]) -> Mapping[str, list[UnitOutcome]]:
    by_address: dict[str, list[UnitOutcome]] = defaultdict(list)
    for outcome in outcomes:
        by_address[outcome.address].append(outcome)
    return by_address


def faults(change: Change, old: Report, moved: Migration) -> Iterator[str]:
    """Yield what is wrong with a migration."""
    new = moved.report
    by_address = without_empty(list(moved.outcomes))
    checked, _ = check_structure(old.to_data(), change.old)
    for question_id, answer in old.answers.items():
        whole = by_address.get(question_id, [])
        if any(
            outcome.treatment is Treatment.SET_ASIDE and outcome.content == answer
            for outcome in whole
        ):
            if not whole[0].reason:
                yield f"{question_id} is set aside without a reason"
            continue
        if question_id not in change.fates or question_id in checked.invalid_questions:
            yield f"{question_id} does not fit the old version, and is not set aside"
            continue
        answer_type = change.old.questions[question_id].answer_type
        for path, content in units_of(answer_type, answer):
            address = Address.at(question_id, path)
            found = by_address.get(str(address), [])
            yield from unit_faults(change, address, content, found, new, answer)
    yield from invented(change, moved)


def unit_faults(
    change: Change,
    address: Address,
    content: Any,
    found: list[UnitOutcome],
    new: Report,
    answer: Mapping[str, Any],
) -> Iterator[str]:
    fate = change.fates[address.question]
    if not found:
        yield f"{address} was dropped silently"
    if any(outcome.treatment is not Treatment.CARRIED and not outcome.reason for outcome in found):
        yield f"{address} has no reason"
    if all(outcome.treatment is Treatment.SET_ASIDE for outcome in found):
        kept = [item for outcome in found for item in as_list(outcome.content)]
        if any(item not in kept for item in as_list(content)):
            yield f"{address} is set aside without its content"
        if not fate.touched and fate.places and "by" not in answer:
            yield f"{address} is set aside, and nothing happened to it: {found[0].reason}"
        return
    aside = [
        item
        for outcome in found
        if outcome.treatment is Treatment.SET_ASIDE
        for item in as_list(outcome.content)
    ]
    lost = [code for code in as_list(content) if len(fate.codes.get(str(code), [code])) != 1]
    if isinstance(content, list) and not address.part and not {*lost} <= {*aside}:
        yield f"of {address} {lost} was dropped silently"
    places = true_places(address, fate, answer)
    for outcome in found:
        if outcome.treatment is Treatment.SET_ASIDE:
            continue
        doubtful = address.part != "confidential" and is_doubtful(address, content, fate)
        if outcome.treatment is Treatment.CARRIED and doubtful:
            yield f"{address} is carried over, and may mean something else"
        for to in outcome.to:
            target = Address.parse(to, change.new)
            place = (target.question, target.row)
            if place not in places and address.part != "confidential":
                yield f"{address} went to {to}, where it does not belong"
                continue
            column = fate.columns.get(address.column, address.column)
            if (column or "", target.entry) != (target.column, address.entry):
                yield f"{address} went to {to}, another cell"
            there = get(new.answers, target, change.new)
            expected = true_contents(address, content, fate, place)
            if address.part == "by":
                expected = [question for question, _ in change.fates[content].places]
            same = there in expected or (
                isinstance(there, list)
                and any({*as_list(wanted)} <= {*there} for wanted in expected)
            )
            if not same and address.part not in {"confidential", "carried"}:
                yield f"{address} became {there} at {to}, not {expected}"
            waits = address.part == "confidential" or new.answers[target.question].get("carried")
            if outcome.treatment is Treatment.QUEUED and not waits:
                yield f"{address} is queued, and {target.question} does not wait"
            if is_hidden(answer, address) and not is_hidden(new.answers[target.question], target):
                yield f"{address} was confidential, and {to} is not"


def as_list(content: Any) -> list[Any]:
    return content if isinstance(content, list) else [content]


def is_hidden(answer: Mapping[str, Any], address: Address) -> bool:
    if answer.get("confidential"):
        return True
    value = answer.get("value")
    inner: Any = value.get(address.row, {}) if address.row and isinstance(value, dict) else {}
    if address.column and isinstance(value, list):
        inner = value[address.entry - 1].get(address.column, {})
    return bool(inner.get("confidential"))


def invented(change: Change, moved: Migration) -> Iterator[str]:
    """Yield what is in the new report and came from nowhere, or does not fit."""
    known = {to for outcome in moved.outcomes for to in outcome.to}
    for address, _ in units(moved.report.answers, change.new):
        if str(address) not in known and address.part not in {"carried", "confidential"}:
            yield f"{address} came from nowhere"
    checked, found = check_structure(moved.report.to_data(), change.new)
    if checked.invalid_questions or found:
        yield f"the new report has answers that do not fit: {found or checked.problems}"


def migrated(seed: int) -> tuple[Change, Report, Migration]:
    random = Random(seed)
    change = changed(random)
    old = draft(change.old, random)
    return change, old, migrate_along(old, [(change.old, change.step)], change.new)


@pytest.mark.thorough
@pytest.mark.parametrize(
    "first",
    [
        0,
        *(pytest.param(first, marks=pytest.mark.thorough) for first in range(CHUNK, ALL, CHUNK)),
    ],
)
def test_no_answer_is_dropped_or_reinterpreted_silently(first: int) -> None:
    wrong = []
    for seed in range(first, first + CHUNK):
        change, old, moved = migrated(seed)
        wrong += [f"{seed}: {fault}" for fault in faults(change, old, moved)]

    assert wrong == []


def test_all_kinds_of_outcomes_come_about() -> None:
    outcomes = [outcome for seed in range(60) for outcome in migrated(seed)[2].outcomes]
    kinds = {kind: sum(outcome.treatment is kind for outcome in outcomes) for kind in Treatment}

    assert min(kinds.values()) > 50, kinds


def test_lint_finds_nothing_where_all_is_declared() -> None:
    wrong = []
    for seed in range(300):
        change = changed(Random(seed))
        versions = VersionChanges(old=change.old, new=change.new, step=change.step)
        wrong += [f"{seed}: {fault.message}" for fault in versions.faults]

    assert wrong == []


def test_lint_finds_each_declaration_that_is_left_out() -> None:
    silent = []
    for seed in range(300):
        change = changed(Random(seed))
        for name in change.step.questions:
            left = {key: question for key, question in change.step.questions.items() if key != name}
            step = change.step.model_copy(update={"questions": left})
            versions = VersionChanges(old=change.old, new=change.new, step=step)
            if not any(fault.is_undeclared for fault in versions.faults):
                silent.append(f"{seed}: {name}: {change.step.questions[name]}")

    assert silent == []
