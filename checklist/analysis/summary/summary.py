"""The selected reports → a summary."""

from collections.abc import Iterable

from checklist.analysis.rows import Disclosure, Layout
from checklist.analysis.selection import Selection
from checklist.analysis.summary import implementation, needs, offers, participation
from checklist.analysis.summary.answers import Answers
from checklist.analysis.summary.comparability import comparability
from checklist.analysis.summary.model import Summary
from checklist.analysis.summary.ratification import ratification
from checklist.models.questionnaire import Questionnaire
from checklist.states import State


def summary(
    selection: Selection,
    questionnaire: Questionnaire,
    *,
    expected: Iterable[State],
    shown: Disclosure,
) -> Summary:
    """Return what the reports say together.

    Args:
        selection: The reports that count. Nothing is hidden in their rows, as all is counted.
        questionnaire: By whose questions is counted.
        expected: The States that are expected to report.
        shown: What is shown beside the States' names; all is counted.
    """
    head = questionnaire.head
    answers = Answers(Layout(questionnaire), selection.counted, shown)
    units = implementation.units(answers)
    publication = questionnaire.plan.publication
    return Summary(
        head.id,
        head.version,
        head.title,
        head.source.symbol,
        selection.files,
        selection.drafts,
        selection.since,
        shown.confidential,
        shown.contacts,
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
