"""Made reports of many States, of every kind that a count has to tell apart.

All they say is invented. The same seed gives the same reports.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

from checklist.reports.seal import seal
from checklist.states import BY_CODE
from tests.support.made_reports import as_yaml, made_report

PUBLISH, TOTALS_ONLY, WITHHOLD = "publish", "totals-only", "withhold"
_CONSENTS: Sequence[Mapping[str, Any]] = (
    *[{"value": PUBLISH}] * 4,
    *[{"value": TOTALS_ONLY}] * 4,
    {"value": WITHHOLD},
    {"value": PUBLISH, "confidential": True},
    {"missing": "declined"},
)
_DONORS: Sequence[Mapping[str, Any] | None] = (
    *({"value": code} for code in ("named", "unnamed", "not-shown")),
    {"missing": "declined"},
    {"value": "named", "confidential": True},
    None,
)
_OFTEN_HIDDEN = ("protocol-status", "convention-status", "coordinating-body", "offence")
"""Answers on which others depend."""


def write_reports_of_all_kinds(folder: Path, number: int, seed: int = 0) -> Path:
    """Write the reports of so many States to a folder, and return it.

    Among them are drafts, first and second revisions, reports of two cycles, and reports with
    confidential answers, rows and treaty statuses, and with every consent to publication.
    """
    folder.mkdir(parents=True)
    states = sorted(BY_CODE)
    Random(seed).shuffle(states)
    for place, state in enumerate(states[:number]):
        for name, data in _of_state(state, place, seed):
            (folder / f"{state}-{name}.yaml").write_text(as_yaml(data), encoding="utf-8")
    return folder


def _of_state(state: str, place: int, seed: int) -> Iterator[tuple[str, dict[str, Any]]]:
    random = Random(1000 * seed + place)
    data = made_report(seed + place, state=state)
    answers = data["answers"]
    answers["publication"] = dict(_CONSENTS[place % len(_CONSENTS)])
    answers.pop("donors", None)
    if (donors := _DONORS[place % len(_DONORS)]) is not None:
        answers["donors"] = dict(donors)
    _hide(answers, random)
    if place % 9 == 0:
        answers["victims-assistance"] = {"value": ["none"]}
        answers.pop("victims-priority", None)
        answers["victims-obstacles"] = {"value": ["none"]}
    _set_period(data, random)
    if place % 10 == 3:
        yield "draft", _draft(data, random)
        return
    first = _sealed(data)
    yield "1", first
    if place % 4 == 1:
        second = deepcopy(first) | {"revision": 2, "supersedes": first["seal"]}
        second["as_of"] = "2026-10-01"
        second["answers"]["legislation-obstacles"] = {"value": ["knowledge", "priority"]}
        yield "2", _sealed(second)


def _hide(answers: dict[str, Any], random: Random) -> None:
    for question, answer in answers.items():
        often = question in _OFTEN_HIDDEN
        if random.random() < (0.1 if often else 0.03):
            answer["confidential"] = True
        value = answer.get("value")
        for row in value.values() if isinstance(value, dict) else ():
            if isinstance(row, dict) and random.random() < 0.04:
                row["confidential"] = True


def _set_period(data: dict[str, Any], random: Random) -> None:
    """Let the period end in one of two years, or not be said; it can be confidential."""
    answers, year = data["answers"], random.choice([2024, 2026])
    data["as_of"] = f"{random.choice([2025, 2026])}-0{random.randint(1, 9)}-15"
    answers.pop("period-end", None)
    if random.random() < 0.7:
        answers["period-start"] = {"value": str(year - 1)}
        answers["period-end"] = {"value": f"{year}-06"}
        if random.random() < 0.2:
            answers["period-end"]["confidential"] = True


def _draft(data: dict[str, Any], random: Random) -> dict[str, Any]:
    """Return a draft in which answers are open, or carried over and not confirmed."""
    draft = {key: one for key, one in data.items() if key != "seal"} | {"status": "draft"}
    kept = {key: one for key, one in data["answers"].items() if random.random() < 0.8}
    for answer in kept.values():
        if random.random() < 0.1:
            answer["carried"] = True
    return {**draft, "answers": kept}


def _sealed(data: dict[str, Any]) -> dict[str, Any]:
    report = {key: one for key, one in data.items() if key != "seal"}
    return {**report, "seal": seal(report)}
