"""A division whose structure was checked, as the D rules see it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from checklist.checks.rule import Rule
from checklist.diagnostics import DocumentPath, Finding
from checklist.questionnaire.authorities import OWN
from checklist.questionnaire.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class CheckedDivision:
    """A division and the questionnaire that it divides."""

    data: Mapping[str, Any]
    """The division as plain data of the right structure."""
    questionnaire: Questionnaire

    @property
    def authorities(self) -> Mapping[str, Mapping[str, Any]]:
        """The authorities that are asked, by their codes."""
        authorities: Mapping[str, Mapping[str, Any]] = self.data["authorities"]
        return authorities

    @property
    def asks(self) -> Mapping[str, Mapping[str, Any]]:
        """Who answers, by place."""
        asks: Mapping[str, Mapping[str, Any]] = self.data["asks"]
        return asks

    def named(self) -> Iterator[tuple[str, DocumentPath]]:
        """Yield each authority that a place names, with where it stands."""
        for place, assignment in self.asks.items():
            yield assignment["lead"], ("asks", place, "lead")
            for index, code in enumerate(assignment.get("also", ())):
                yield code, ("asks", place, "also", index)

    def is_known(self, code: str) -> bool:
        """Whether an authority is asked, or is the one that writes the report."""
        return code == OWN or code in self.authorities


DivisionRule: TypeAlias = Rule[CheckedDivision, Finding]
