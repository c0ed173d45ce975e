"""Which reports count: of each State the latest final revision."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import yaml

from tests.support.independent.asked import Asked, load
from tests.support.independent.told import Told


def read_all(asked: Asked, paths: Iterable[Path]) -> list[Told]:
    """Return the reports of files; what is no YAML is left out."""
    found = []
    for path in paths:
        try:
            found.append(Told(asked, load(path), path.name))
        except yaml.YAMLError:
            continue
    return found


def counted(
    reports: Iterable[Told],
    *,
    cycle: str = "",
    since: str = "",
    until: str = "9999",
    drafts: bool = False,
) -> dict[str, Told]:
    """Return the report of each State that counts, by State.

    A final report is preferred to a draft of the same revision. Originals are preferred to copies.
    """
    latest: dict[str, Told] = {}
    for one in reports:
        if (cycle and one.cycle != cycle) or not since <= one.data["as_of"] <= until:
            continue
        if one.data["status"] != "final" and not drafts:
            continue
        if one.state not in latest or _rank(one) > _rank(latest[one.state]):
            latest[one.state] = one
    return latest


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
