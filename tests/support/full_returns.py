"""Counts what a person is asked about when five ministries answer everything that they are asked.

The answers are drawn at random, so that the number is an upper bound:
`python -m tests.support.full_returns 10` counts it for ten draws.
"""

import sys
from collections import Counter
from collections.abc import Collection, Mapping
from random import Random
from typing import Any

from checklist.ministries.conflicts import open_conflicts
from checklist.ministries.division import asked_of, proposed_division
from checklist.ministries.merge import merge
from checklist.ministries.part import PartMaker
from checklist.questionnaire.loading import shipped
from checklist.reports.address import Address, units
from checklist.reports.check_structure import check_structure
from checklist.reports.open_conflicts import DECLINED_ONLY, conflict_kind
from tests.support.ministries import report_of
from tests.support.page_answers import random_answers
from tests.support.returns import ON, incoming

MINISTRIES = ("health", "justice", "labour", "police", "social-affairs")


def conflicts_of(seed: int, *, says_who_leads: bool = True) -> Counter[str]:
    """Return how many conflicts of each kind five full returns make.

    Args:
        seed: The draw.
        says_who_leads: Whether the forms say who leads.
    """
    asked = shipped("ctoc-cop-2010-6")
    report = report_of({}, asked)
    checked, _ = check_structure(report.to_data(), asked)
    division = proposed_division(report, asked)
    maker = PartMaker(checked=checked, division=division)
    random = Random(seed)
    returns = []
    for code in MINISTRIES:
        places = asked_of(division, code, asked)
        said = _with_notes(random_answers(asked, random), code, random)
        given = {
            str(at): content
            for at, content in units(said, asked)
            if _is_asked(at, places.get(at.question, ()))
        }
        leads = maker.part(code, "0" * 32).identity.contributes if says_who_leads else None
        returns.append(incoming(asked, code, {}, given, rows=places, contributes=leads))
    merged = merge(report, returns, asked, ON).report
    return Counter(_kind(one.data) for one in open_conflicts(merged))


def _with_notes(answers: Mapping[str, Any], code: str, random: Random) -> dict[str, Any]:
    """Return answers of which each third has a remark, and each tenth is not for publication."""
    said: dict[str, Any] = {}
    for name, answer in answers.items():
        more = {"note": f"Remark of {code}."} if random.random() < 1 / 3 else {}
        mark = {"confidential": True} if random.random() < 1 / 10 else {}
        said[name] = {**answer, **more, **mark} if "value" in answer else {**answer, **mark}
    return said


def _is_asked(at: Address, parts: Collection[str] | None) -> bool:
    """Whether a unit is in a part: a question as a whole, or in one of these rows or columns."""
    return parts is None or (at.path.row or at.path.column) in parts


def _kind(conflict: object) -> str:
    assert isinstance(conflict, dict)
    if conflict_kind(conflict) == DECLINED_ONLY:
        return "declined alone"
    whole = "packet" if conflict.get("whole") else ""
    part = str(conflict["at"]).rpartition("/")[2]
    beside = part if part in {"note", "evidence", "confidential"} else ""
    return "beside" if conflict.get("beside") else beside or whole or "value"


def main() -> None:
    """Print the number of conflicts of so many draws."""
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    for seed in range(draws):
        before, found = (conflicts_of(seed, says_who_leads=says) for says in (False, True))
        print(f"{seed}: {before.total()} → {found.total()} {dict(found)}")


if __name__ == "__main__":
    main()
