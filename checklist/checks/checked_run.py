"""The reports of one run, for the rules that check all of them together."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from checklist.reports.report_facts import NO_FACTS, ReportFacts
from checklist.reports.revisions import Period, ReportIdentity, periods, weight


def _no_answers(report: ReportIdentity) -> Mapping[str, Any]:
    return {}


class CheckedRun:
    """The usable reports of one run, for the R rules that check all of them together.

    A report is usable if its head is valid, its State is known, and its seal fits.
    """

    def __init__(
        self,
        reports: Sequence[ReportIdentity],
        facts: Mapping[str, ReportFacts] | None = None,
        answers_of: Callable[[ReportIdentity], Mapping[str, Any]] = _no_answers,
    ) -> None:
        """Keep what is known of the reports.

        Args:
            reports: The identities of the reports, ordered by the names of their files.
            facts: The facts of the reports, by the names of their files.
            answers_of: Returns the answers of a report, which is read again.
        """
        self.reports = reports
        self._facts = facts or {}
        self._answers_of = answers_of

    @cached_property
    def periods(self) -> Sequence[Period]:
        """The reports by State, questionnaire and period."""
        return list(periods(self.reports))

    @cached_property
    def successions(self) -> Sequence[Sequence[ReportIdentity]]:
        """The latest report of each period, one State and questionnaire after the other.

        They stand in the order of their dates. A State with one period is left out.
        """
        latest: dict[tuple[str, str], list[ReportIdentity]] = {}
        for period in self.periods:
            last = max(period, key=weight)
            latest.setdefault((last.state, last.questionnaire), []).append(last)
        several = (reports for reports in latest.values() if len(reports) > 1)
        return [
            sorted(reports, key=lambda report: (report.date, report.file)) for reports in several
        ]

    @cached_property
    def with_same_texts(self) -> Sequence[Sequence[ReportIdentity]]:
        """The reports of which all longer texts are the same, where several States have them."""
        same: dict[str, list[ReportIdentity]] = {}
        for report in self.reports:
            if texts := self.facts_of(report).texts:
                same.setdefault(texts, []).append(report)
        return [found for found in same.values() if len({report.state for report in found}) > 1]

    def facts_of(self, report: ReportIdentity) -> ReportFacts:
        """Return the facts of a report."""
        return self._facts.get(report.file, NO_FACTS)

    def share_of_same_answers(self, one: ReportIdentity, other: ReportIdentity) -> float:
        """Return the share of the answers of two reports that are the same in both."""
        afresh = {*self.facts_of(one).afresh}
        answers, others = (
            dict(_compared(self._answers_of(report), afresh)) for report in (one, other)
        )
        named = answers.keys() | others.keys()
        same = sum(answers.get(name) == others.get(name) for name in named)
        return same / len(named) if named else 0


def _compared(answers: Mapping[str, Any], afresh: set[str]) -> Iterator[tuple[str, Any]]:
    for name, answer in answers.items():
        if name not in afresh:
            is_plain = isinstance(answer, dict) and "carried" in answer
            yield name, {k: v for k, v in answer.items() if k != "carried"} if is_plain else answer
