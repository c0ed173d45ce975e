"""Final reports of three cycles, made up: each sound beside those of its State before.

A State that joined a treaty stays a party, the figures of a year stay the same, and all texts are
new in each cycle. The same seed gives the same reports.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from checklist.answer_types.answer import AnswerData
from checklist.answer_types.interface import AnswerType
from checklist.questionnaire.loading import shipped
from checklist.reports.report import Report
from checklist.states import BY_CODE, StateKind
from tests.support.made_reports import Maker, as_yaml

CYCLES: Mapping[int, int] = {2022: 60, 2024: 120, 2026: 193}
"""How many States report in each year."""
STATUSES = ("protocol-status", "convention-status")
FIGURES = "yearly-figures"
_FROM_THE_FIRST, _JOINED_SINCE = 0.7, 0.1
"""The share of States that are parties in the first cycle, and of those that join before each."""


class Made(NamedTuple):
    """A report."""

    cycle: int
    state: str
    data: dict[str, Any]


class _OfState(Maker):
    """Makes a report of a State whose treaty status is known."""

    status = "party"

    def _answer(self, name: str, answer_type: AnswerType) -> dict[str, Any]:
        return {"value": self.status} if name in STATUSES else super()._answer(name, answer_type)


def made_cycles(cycles: Mapping[int, int] = CYCLES, seed: int = 0) -> Iterator[Made]:
    """Yield the reports, cycle after cycle, of States in the order of their codes."""
    members = sorted(code for code, one in BY_CODE.items() if one.kind is StateKind.MEMBER)
    for turn, (cycle, count) in enumerate(cycles.items()):
        for number, state in enumerate(members[:count]):
            joined = Random(f"{seed} {state}").random()
            is_party = joined < _FROM_THE_FIRST + turn * _JOINED_SINCE
            maker = _OfState(shipped(), Random(f"{seed} {state} {cycle}"))
            maker.status = "party" if is_party else "signatory"
            data = maker.report(state)
            data["as_of"] = f"{cycle}-{number % 9 + 1:02}-15"
            data["answers"] |= _of_cycle(state, cycle, seed)
            yield Made(cycle, state, sealed(data))


def sealed(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return a report whose seal fits."""
    return Report.from_data(data).sealed().to_data()


def figures(state: str, years: range, seed: int = 0) -> AnswerData:
    """Return the figures of a State in some years, which are the same in each of its reports."""
    entries = []
    for year in years:
        victims = Random(f"{seed} {state} {year}").randint(0, 500)
        entries.append(
            {
                "year": {"value": year},
                "form": {"value": "all-forms"},
                "victims": {"value": victims},
                "investigations": {"value": victims // 2},
            }
        )
    return {"value": entries}


def _of_cycle(state: str, cycle: int, seed: int) -> dict[str, Any]:
    return {
        "period-start": {"value": str(cycle - 2)},
        "period-end": {"value": str(cycle - 1)},
        FIGURES: figures(state, range(cycle - 4, cycle), seed),
    }


def write(made: Made, folder: Path, name: str = "") -> str:
    """Write a report to the folder of its cycle, and return its path below the folder."""
    below = Path(str(made.cycle), name or f"report-{made.state}.yaml")
    (folder / below).parent.mkdir(parents=True, exist_ok=True)
    (folder / below).write_text(as_yaml(made.data), encoding="utf-8")
    return below.as_posix()


if __name__ == "__main__":
    import sys

    for one in made_cycles():
        write(one, Path(sys.argv[1]))
