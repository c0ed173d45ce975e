"""Random drafts of version 1.0.0 of the shipped questions, moved to the questions of now.

Nothing is lost: each unit is in the new report under the names that `changes.yaml` declares, or is
set aside with its content and the reason. Nothing is carried over that means something else: what
the declarations say of its question, row and codes is read here from the file, without the code
that moves answers; and where nothing is declared, the words of both versions are the same.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

import pytest

from checklist.answer_types.packet import units_of
from checklist.files.reader import read
from checklist.lifecycle.migrate import Migration, migrate
from checklist.lifecycle.unit_moves import Treatment, UnitOutcome
from checklist.questionnaire import shipped_files
from checklist.questionnaire.loading import earlier_version, shipped
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.address import Address, get, units
from checklist.reports.check_structure import check_structure
from checklist.reports.report import DRAFT, Report
from tests.lifecycle.test_migrate_at_random import as_list, is_hidden, with_metadata
from tests.support.examples import large
from tests.support.made_reports import made_report

FIRST, SHIPPED = "1.0.0", "ctoc-cop-2010-6"
CHUNK = 25
"""The number of migrations of a case."""
ALL = large(500)
BESIDE = {"note", "confidential", "confidence", "carried", "answered_by", "by", "evidence"}
NO_CHANGE: Mapping[str, Any] = {}


@cache
def versions() -> tuple[Questionnaire, Questionnaire]:
    now = shipped(SHIPPED)
    first = earlier_version(now, FIRST)
    assert first is not None
    return replace(first, present_version=""), now


@cache
def declared() -> Mapping[str, Any]:
    """What the file says of each question."""
    path = shipped_files.questionnaire_folders()[SHIPPED] / "changes.yaml"
    data: Any = read(path).data
    step = next(step for step in data["steps"] if step["from"] == FIRST)
    assert step["to"] == versions()[1].head.version
    found: Mapping[str, Any] = step["questions"]
    return found


def draft(seed: int) -> Report:
    """Return a draft as it stands in the middle of the work: open rows, marks, mistakes."""
    asked, _ = versions()
    random = Random(seed)
    made = Report.from_data(made_report(seed, asked))
    answers: dict[str, Any] = {}
    for name, answer in made.answers.items():
        if random.random() < 0.15:
            continue
        mine = answers[name] = {**answer}
        question = asked.questions[name]
        if question.type == "matrix" and "value" in mine and "by" not in mine:
            rows = {
                row: with_metadata(row_answer, random) if "value" in row_answer else row_answer
                for row, row_answer in mine["value"].items()
                if random.random() < 0.9
            }
            mine["value"] = rows or mine["value"]
        if question.type == "choices" and "value" in mine:
            codes = [code for code, _ in question.answer_type.offered() if code != "none"]
            mine["value"] = sorted(random.sample(codes, random.randint(1, len(codes))))
        if random.random() < 0.1:
            mine["carried"] = True
        if random.random() < 0.15:
            mine["confidential"] = random.random() < 0.7
    if random.random() < 0.1:
        answers["no-question"] = {"value": "What?"}
    if random.random() < 0.1:
        answers[random.choice(sorted(answers))] = {"value": {"no": {"such": "value"}}}
    return made._replace(answers=answers, status=DRAFT, seal=None, salt=None)


def levels(address: Address, content: Any) -> list[Mapping[str, Any]]:
    """Return what is declared of the question of a unit, its row, its column and its codes."""
    question = declared().get(address.question, NO_CHANGE)
    found = [question]
    if address.row:
        found.append(question.get("rows", {}).get(address.row, NO_CHANGE))
    codes = question.get("codes", {})
    if address.column:
        column = question.get("columns", {}).get(address.column, NO_CHANGE)
        found.append(column)
        codes = column.get("codes", {})
    if address.part not in BESIDE:
        found += [codes.get(code, NO_CHANGE) for code in as_list(content) if isinstance(code, str)]
    return found


def means_something_else(level: Mapping[str, Any]) -> bool:
    if level.get("words") == "meaning" or level.get("became") == "split":
        return True
    return level.get("became") == "merged" and level.get("words") != "wording"


def words(question: Question, address: Address, content: Any) -> list[str]:
    """Return the words to which an answer answers: of the question, the row, the options."""
    rows = {row.id: row.label for row in question.answer_type.listed_rows()}
    options = dict(question.answer_type.offered())
    return [
        " ".join(question.ask.split()),
        rows.get(address.row, ""),
        *(options.get(code, "") for code in as_list(content) if isinstance(code, str)),
    ]


def is_said(level: Mapping[str, Any]) -> bool:
    return "words" in level or level.get("became", "kept") != "kept"


def names_now(address: Address, content: Any) -> list[Any]:
    """Return the codes of a unit under the names that are declared; other contents as they are."""
    question = declared().get(address.question, NO_CHANGE)
    codes = question.get("codes", {})
    if address.column:
        codes = question.get("columns", {}).get(address.column, NO_CHANGE).get("codes", {})
    now = []
    for code in as_list(content):
        became = codes.get(code, NO_CHANGE) if isinstance(code, str) else NO_CHANGE
        if became.get("became", "kept") == "kept":
            now.append(code)
        elif len(became.get("to", ())) == 1:
            now += became["to"]
    return now


def faults(old: Report, moved: Migration) -> Iterator[str]:
    first, now = versions()
    found: dict[str, list[UnitOutcome]] = defaultdict(list)
    for outcome in moved.outcomes:
        found[outcome.address].append(outcome)
        if outcome.treatment is not Treatment.CARRIED and not outcome.reason:
            yield f"{outcome.address} has no reason"
    checked, _ = check_structure(old.to_data(), first)
    for name, answer in old.answers.items():
        aside = [
            outcome.content
            for outcome in found.get(name, ())
            if outcome.treatment is Treatment.SET_ASIDE
        ]
        if answer in aside:
            continue
        if name not in first.questions or name in checked.invalid_questions:
            yield f"{name} does not fit version {FIRST}, and is not set aside"
            continue
        for path, content in units_of(first.questions[name].answer_type, answer):
            address = Address.at(name, path)
            yield from unit_faults(address, content, found[str(address)], answer, moved.report)
    known = {to for outcome in moved.outcomes for to in outcome.to}
    for address, _ in units(moved.report.answers, now):
        if str(address) not in known and address.part not in {"carried", "confidential"}:
            yield f"{address} came from nowhere"
    new, wrong = check_structure(moved.report.to_data(), now)
    if new.invalid_questions or wrong:
        yield f"the new report has answers that do not fit: {wrong or new.problems}"


def unit_faults(
    address: Address,
    content: Any,
    found: Sequence[UnitOutcome],
    answer: Mapping[str, Any],
    new: Report,
) -> Iterator[str]:
    first, now = versions()
    if not found:
        yield f"{address} was dropped silently"
    aside = [
        item
        for outcome in found
        if outcome.treatment is Treatment.SET_ASIDE
        for item in as_list(outcome.content)
    ]
    moved = [outcome for outcome in found if outcome.treatment is not Treatment.SET_ASIDE]
    if not moved and any(item not in aside for item in as_list(content)):
        yield f"{address} is set aside without its content"
    kept = [item for item in as_list(content) if item not in aside]
    said = levels(address, kept)
    for outcome in moved:
        if outcome.treatment is Treatment.CARRIED and address.part not in BESIDE:
            if any(means_something_else(level) for level in said):
                yield f"{address} is carried over, and means something else: {said}"
            target = Address.parse(outcome.to[0], now)
            before = words(first.questions[address.question], address, kept)
            after = words(now.questions[target.question], target, names_now(address, kept))
            if not any(map(is_said, said)) and before != after:
                yield f"{address} is carried over, and its words changed: {before} {after}"
        for to in outcome.to:
            target = Address.parse(to, now)
            there = get(new.answers, target, now)
            expected = names_now(address, kept)
            if address.part not in BESIDE and {*map(str, as_list(there))} != {*map(str, expected)}:
                yield f"{address} became {there} at {to}, not {expected}"
            # A confidential mark goes to each question in which a row of the matrix is now.
            waits = address.part == "confidential" or new.answers[target.question].get("carried")
            if outcome.treatment is Treatment.QUEUED and not waits:
                yield f"{address} is queued, and {target.question} does not wait"
            if is_hidden(answer, address) and not is_hidden(new.answers[target.question], target):
                yield f"{address} was confidential, and {to} is not"


@pytest.mark.parametrize(
    "start",
    [0, *(pytest.param(start, marks=pytest.mark.thorough) for start in range(CHUNK, ALL, CHUNK))],
)
def test_no_draft_of_the_first_version_loses_or_reinterprets_an_answer(start: int) -> None:
    _, now = versions()
    wrong: list[str] = []
    outcomes: Counter[Treatment] = Counter()
    for seed in range(start, start + CHUNK):
        old = draft(seed)
        moved = migrate(old, now)
        outcomes.update(outcome.treatment for outcome in moved.outcomes)
        wrong += [f"{seed}: {fault}" for fault in faults(old, moved)]

    assert wrong == []
    assert min(outcomes[kind] for kind in Treatment) > 50 * CHUNK // 25


def test_only_the_row_whose_meaning_changed_waits() -> None:
    first, now = versions()
    rows = [row.id for row in first.questions["convention-offences"].answer_type.listed_rows()]
    value = {row: {"value": "implemented"} for row in rows}
    answers = {"convention-offences": {"value": value, "note": "By the code of 2001."}}

    moved = migrate(draft(1)._replace(answers=answers), now)

    waits = {unit.address: unit.reason for unit in moved.queued}
    assert waits == {
        "convention-offences/organized-group": (
            "An offence of agreeing to commit a serious crime counts, too."
        ),
        "convention-offences/corruption": (
            "Bribery of foreign officials is no longer a yardstick of what is covered in part."
        ),
    }
    assert moved.report.answers["convention-offences"]["carried"] is True
    assert not moved.set_aside


def test_an_obstacle_that_has_no_answer_of_its_own_now_waits_with_its_name() -> None:
    _, now = versions()
    answers = {"legislation-obstacles": {"value": ["legal-gap", "data", "staff"]}}

    moved = migrate(draft(1)._replace(answers=answers), now)

    why = "It is rarely the obstacle here: say in a note which it is."
    assert moved.report.answers["legislation-obstacles"] == {
        "value": ["other", "staff"],
        "carried": True,
    }
    assert [(unit.content, unit.reason) for unit in moved.queued] == [
        (
            ["legal-gap", "data", "staff"],
            f"`legal-gap` means something else now: {why} `data` means something else now: {why}",
        )
    ]
