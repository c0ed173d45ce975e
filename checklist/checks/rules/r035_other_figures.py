"""The figures of one year differ between two reports of a State. A warning.

It shows only when both reports are among the files of one run. The latest revision of each period
is compared with that of the period before. Only numbers that both reports give are compared.

## Why is this bad?
A figure of a past year changes when cases are closed late or are counted otherwise. Without a word
on it, nobody can tell a correction from a mistake, and a time line has two values for one year.

## Example
    report-NOR-2024.yaml                 report-NOR-2026.yaml
    year: {value: 2023}                  year: {value: 2023}
    victims: {value: 41}                 victims: {value: 14}

## Use instead
Ask the State whether the later figures are corrections. A note on the answer can say why.
"""

from collections.abc import Iterator
from itertools import pairwise

from checklist.checks.checked_run import CheckedRun
from checklist.checks.rule import ReportFinding, Rule
from checklist.diagnostics import Finding, Related, Severity
from checklist.reports.report_facts import Figures

_MOST = 5
"""How many entries a message names."""


def _check(run: CheckedRun) -> Iterator[ReportFinding]:
    for reports in run.successions:
        for earlier, later in pairwise(reports):
            before = run.facts_of(earlier).figures
            for question, figures in run.facts_of(later).figures.items():
                other = [*_differing(before.get(question, {}), figures)]
                if other:
                    more = f" and {len(other) - _MOST} more" if len(other) > _MOST else ""
                    place = ("answers", question, "value")
                    message = (
                        f"{question}: these figures are not those of the report of "
                        f"{earlier.date}: {'; '.join(other[:_MOST])}{more}; are they corrected?"
                    )
                    related = [Related(f"the report of {earlier.date}", place, False, earlier.file)]
                    finding = Finding(
                        RULE.code,
                        message,
                        place,
                        severity=Severity.WARNING,
                        related=related,
                        to_state=message,
                    )
                    yield later, finding


def _differing(before: Figures, after: Figures) -> Iterator[str]:
    for key, numbers in after.items():
        were = before.get(key, {})
        columns = [place for place, number in numbers.items() if were.get(place, number) != number]
        if columns:
            yield f"{' '.join(map(str, key))} ({', '.join(columns)})"


RULE = Rule(__name__, __doc__, _check, is_across_files=True)
