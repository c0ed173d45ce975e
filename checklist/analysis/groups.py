"""The groups of States by which figures are divided: regions, treaty status, or groups of a file.

Each report stands in exactly one group. What fits in no group has a line of its own, so that the
groups always add up to the whole.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from checklist.files.reader import read
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.states import BY_CODE, State, StateKind

REGION, TREATY_STATUS = "region", "treaty-status"
"""The groupings that need no file."""


class StateGroup(NamedTuple):
    """A group of States."""

    code: str
    """Empty for the States in none of the other groups."""
    label: str


NO_GROUP = StateGroup("", "In no group")
NOT_GIVEN = StateGroup("", "Not given")
"""The States that gave no answer, or one that is not shown."""
OBSERVERS = StateGroup("observers", "Observer States")
ORGANIZATIONS = StateGroup("organizations", "Organizations")

_REGIONS = Path(__file__).with_name("regional-groups.yaml")
_OF_KIND = {StateKind.OBSERVER: OBSERVERS.code, StateKind.ORGANIZATION: ORGANIZATIONS.code}


class InGroup(Protocol):
    """A report, as far as it decides its group."""

    @property
    def state(self) -> str:
        """The State's code."""

    @property
    def treaty_status(self) -> str:
        """The code of its treaty status; empty where there is none, or it is not shown."""


@dataclass(frozen=True, kw_only=True)
class Grouping:
    """The groups, and which State is in which."""

    by: str
    """`region`, `treaty-status` or `file`."""
    title: str
    source: str = ""
    """Who says so, and as of when; empty where the reports say it themselves."""
    groups: Sequence[StateGroup]
    """In their order. The last one, without a code, stands for the States in none of the others."""
    by_state: Mapping[str, str] = field(default_factory=dict)
    """The code of a State's group. Treaty status depends on the report instead."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """By State: what must be known of its group."""

    @property
    def is_by_report(self) -> bool:
        """Whether the report says in which group it is, and not the State alone."""
        return self.by == TREATY_STATUS

    def code_of(self, report: InGroup) -> str:
        """Return the code of the group in which a report stands; empty where it is in none."""
        if self.is_by_report:
            return report.treaty_status
        return self.by_state.get(report.state, "")

    def of(self, report: InGroup) -> StateGroup:
        """Return the group in which a report stands."""
        code = self.code_of(report)
        return next(group for group in self.groups if group.code == code)

    def states(self, group: StateGroup) -> Iterator[State]:
        """Yield the States of a group in alphabetical order; of a treaty status, none is known."""
        if not self.is_by_report:
            for state in BY_CODE.values():
                if self.by_state.get(state.code, "") == group.code:
                    yield state


@cache
def by_region() -> Grouping:
    """Return the five regional groups of the United Nations.

    Observer States and organizations are no members of them, and have lines of their own.
    """
    data = _regions()
    return Grouping(
        by=REGION,
        title=data["title"],
        source=f"{data['source']}, {data['url']}, as of {data['as_of']}",
        groups=[
            *(StateGroup(group["code"], group["label"]) for group in data["groups"]),
            OBSERVERS,
            ORGANIZATIONS,
            NO_GROUP,
        ],
        by_state={
            **{
                state.code: _OF_KIND[state.kind]
                for state in BY_CODE.values()
                if state.kind in _OF_KIND
            },
            **{code: group["code"] for group in data["groups"] for code in group["states"]},
        },
        notes=data["notes"],
    )


def by_treaty_status(questionnaire: Questionnaire) -> Grouping | None:
    """Return the groups by what States answer on their status under the treaty.

    A confidential answer counts as not given. None: the analysis plan names no such question.
    """
    question = questionnaire.plan.treaty_status
    if question is None:
        return None
    asked = questionnaire.questions[question]
    return Grouping(
        by=TREATY_STATUS,
        title=asked.ask,
        groups=[*(StateGroup(*option) for option in asked.answer_type.offered()), NOT_GIVEN],
    )


def by_file(title: str, named: Mapping[str, str]) -> Grouping:
    """Return the groups of a file, in the order in which it names them.

    Args:
        title: The name of the file.
        named: The name of the group of each State, by the State's code.
    """
    groups = [StateGroup(name, name) for name in dict.fromkeys(named.values())]
    return Grouping(by="file", title=title, groups=[*groups, NO_GROUP], by_state=named)


def _regions() -> dict[str, Any]:
    document = read(_REGIONS)
    assert isinstance(document.data, dict) and not document.refusals, document.refusals
    return document.data
