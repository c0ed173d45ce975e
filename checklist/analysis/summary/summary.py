"""The selected reports → a summary."""

from collections.abc import Iterable

from checklist.analysis.rows import ReportRows
from checklist.analysis.selection import Selection
from checklist.analysis.summary import implementation, needs, offers, participation
from checklist.analysis.summary.answers import Answers
from checklist.analysis.summary.comparability import comparability
from checklist.analysis.summary.ratification import ratification
from checklist.models.summary import Summary
from checklist.states import State

FORMAT = 1
"""Rises when a program that reads the JSON document would no longer understand it."""


def summary(
    answers: Answers, selection: Selection[ReportRows], expected: Iterable[State]
) -> Summary:
    """Return what the reports say together.

    Args:
        answers: The reports that count, question by question.
        selection: Which they are, and which files do not count.
        expected: The States that are expected to report.
    """
    head = answers.questionnaire.head
    units = implementation.units(answers)
    publication = answers.questionnaire.plan.publication
    return Summary(
        FORMAT,
        head.id,
        head.version,
        head.title,
        head.source.symbol,
        selection.files,
        selection.drafts,
        selection.since,
        answers.shown.confidential,
        answers.shown.contacts,
        participation.reports(answers),
        participation.left_out(selection.not_counted),
        participation.participation(selection, expected),
        None if publication is None else answers.question(publication.question),
        implementation.recommendations(answers, units),
        implementation.themes(answers, units),
        units,
        needs.obstacles(answers),
        needs.assistance(answers),
        ratification(answers),
        offers.practices(answers),
        offers.contacts(answers),
        offers.evidence(answers),
        comparability(answers),
    )
