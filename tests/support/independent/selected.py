"""Which reports count: of each State the latest final revision."""

import json
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from tests.support.independent.asked import Asked
from tests.support.independent.told import Told

NO_STATE = "XXX"
"""A code that no State has."""


def read_all(asked: Asked, paths: Iterable[Path]) -> list[Told]:
    """Return the reports of files; what cannot be used is left out."""
    found = []
    for path in paths:
        try:
            data = _read(path.read_text(encoding="utf-8"))
        except yaml.YAMLError:
            continue
        if not is_usable(asked, data):
            continue
        found.append(Told(asked, data, path.name))
    return found


@lru_cache(maxsize=256)
def _read(text: str) -> Any:
    """Return what a report holds; nobody changes it. Many counts are of the same reports."""
    return yaml.load(text, Loader=yaml.CSafeLoader)


def is_usable(asked: Asked, data: Any) -> bool:
    """Whether a file has a report on the questionnaire, of a State, that its seal fits."""
    if not isinstance(data, dict) or "checklist_report" not in data:
        return False
    if data["questionnaire"]["id"] != asked.head["id"] or data["state"] == NO_STATE:
        return False
    return data["status"] != "final" or str(data["seal"]).rpartition(":")[2] == _seal(data)


def _seal(data: Mapping[str, Any]) -> str:
    sealed = {key: one for key, one in data.items() if key != "seal"}
    text = json.dumps(sealed, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def counted(
    reports: Iterable[Told],
    *,
    cycle: str = "",
    since: str = "",
    until: str = "9999",
    drafts: bool = False,
) -> dict[str, Told]:
    """Return the report of each State that counts in its latest cycle, by State.

    A final report is preferred to a draft of the same revision. Originals are preferred to copies.
    None counts where two are alike in this, nor where an earlier revision is of a later day.
    """
    of_state: dict[str, list[Told]] = {}
    for one in reports:
        if (cycle and one.cycle != cycle) or not since <= one.data["as_of"] <= until:
            continue
        if one.data["status"] == "final" or drafts:
            of_state.setdefault(one.state, []).append(one)
    return {
        state: latest
        for state, every in of_state.items()
        if (several := _of_latest_cycle(every))
        and (latest := max(several, key=_rank))
        and _is_clear(latest, several)
    }


def _of_latest_cycle(every: list[Told]) -> list[Told]:
    last = max(one.cycle for one in every)
    return [one for one in every if one.cycle == last]


def _is_clear(latest: Told, several: Iterable[Told]) -> bool:
    return all(
        one is latest
        or (_rank(one) < _rank(latest) and not _is_out_of_order(one.data, latest.data))
        for one in several
    )


def _is_out_of_order(one: Mapping[str, Any], latest: Mapping[str, Any]) -> bool:
    return bool(one["revision"] < latest["revision"] and one["as_of"] > latest["as_of"])


def _rank(one: Told) -> tuple[int, bool, bool]:
    return one.data["revision"], one.data["status"] == "final", "redacted" not in one.data


def by_cycle(reports: Iterable[Told]) -> Mapping[str, dict[str, Told]]:
    """Return the reports that count in each cycle."""
    every = [*reports]
    return {
        cycle: counted(every, cycle=cycle)
        for cycle in sorted({one.cycle for one in every})
        if counted(every, cycle=cycle)
    }


def agreeing(reports: Mapping[str, Told], codes: Collection[str]) -> dict[str, Told]:
    """Return the reports whose answer on publication is one of these."""
    return {
        state: one
        for state, one in reports.items()
        if {*one.said(one.asked.plan["publication"]["question"])} & {*codes}
    }
