"""The figures of a summary, counted from the YAML of reports."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from tests.support.independent.asked import Asked, Unit
from tests.support.independent.headlines import Headlines
from tests.support.independent.told import Told

TO_STATES = {"states", "states-parties", "member-states", "states-not-parties"}
"""To whom a recommendation to States is."""


class Figures:
    """What a summary of some reports counts.

    Args:
        asked: The questionnaire.
        reports: The reports that count, by State.
        names: The names of States.
        groups: The words for each group by its code; None: no groups.
        group_of: Returns the code of the group of a report.
        is_public: Whether it is for publication.
        headlines: The sentences with which a summary begins.
    """

    def __init__(
        self,
        asked: Asked,
        reports: Mapping[str, Told],
        *,
        names: Mapping[str, str],
        groups: Mapping[str, str] | None = None,
        group_of: Callable[[Told], str] | None = None,
        is_public: bool = False,
        headlines: Headlines | None = None,
    ) -> None:
        self.headlines = headlines
        self.asked = asked
        self.plan = asked.plan
        self.reports = reports
        self.every = [*reports.values()]
        self.names = names
        self.groups = groups or {}
        self.group_of = group_of
        self.is_public = is_public
        self.status = self.plan["treaty_status"]
        status_words = asked.codes(self.status)
        self.by_status: dict[str, list[Told]] = {
            code: found
            for code in (*status_words, "")
            if (found := [one for one in self.every if self._status(one) == code])
        }
        self.by_group = {
            label: [one for one in self.every if group_of and group_of(one) == code]
            for code, label in self.groups.items()
        }

    def _status(self, one: Told) -> str:
        return "".join(one.said(self.status))

    def theme_units(self, theme: str) -> list[Unit]:
        return [unit for unit in self.asked.units if unit.theme == theme]

    def rec_units(self, recommendation: str) -> list[Unit]:
        return [unit for unit in self.asked.units if recommendation in unit.recommendations]

    def wishes(self, one: Told) -> set[str]:
        """Return the kinds of help that a State wants, for any theme."""
        questions = [part["question"] for part in self.plan["assistance"]]
        return {
            code for name in questions for code in one.said(name) if code in self.asked.kinds(name)
        }

    def kinds_of_help(self) -> dict[str, str]:
        """Return the kinds of help with their words."""
        return self.words_of([part["question"] for part in self.plan["assistance"]])

    def donor_states(self, codes: Sequence[str]) -> list[Told]:
        """Return the reports whose wishes may be shown to donors in one of these ways."""
        question = self.plan["donors"]["question"]
        return [one for one in self.every if {*one.said(question)} & {*codes}]

    def not_shown_to_donors(self) -> int:
        """Return how many States want help and do not agree that this is shown to donors."""
        donors = self.plan["donors"]
        shown = self.donor_states([*donors["named"], *donors["counted"]])
        return sum(bool(self.wishes(one)) for one in self.every if one not in shown)

    def words_of(self, questions: Sequence[str]) -> dict[str, str]:
        """Return what questions name, with its words: of several those that most questions have."""
        words: dict[str, Counter[str]] = {}
        for name in self.asked.questions:
            if name in questions:
                for code, label in self.asked.kinds(name).items():
                    words.setdefault(code, Counter())[label] += 1
        return {code: labels.most_common(1)[0][0] for code, labels in words.items()}
