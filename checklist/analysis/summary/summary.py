"""The summary of the selected reports."""

from collections.abc import Mapping, Sequence

from checklist.analysis.rows.report_rows import ReportRows
from checklist.analysis.rows.report_selection import ReportSelection
from checklist.analysis.summary import implementation, needs, offers, participation
from checklist.analysis.summary.comparability import comparability
from checklist.analysis.summary.counted_answers import Answers
from checklist.analysis.summary.document import FORMAT, OfficialStatus, Summary
from checklist.analysis.summary.needs_and_offers import named_to_donors, needs_and_offers
from checklist.analysis.summary.ratification import ratification
from checklist.analysis.summary.table_ids import table_ids
from checklist.analysis.summary.unnamed_document import Unnamed
from checklist.states import State


def summary(
    answers: Answers,
    selection: ReportSelection[ReportRows],
    expected: Sequence[State],
    unnamed: Unnamed | None = None,
    official: Mapping[str, OfficialStatus] | None = None,
) -> Summary:
    """Summarize the reports.

    Args:
        answers: The reports that count, question by question.
        selection: The same reports, and the files that do not count.
        expected: The States that are expected to report.
        unnamed: For publication, the States that may be counted and not named.
        official: By the codes of States, their treaty status as the depositary has it.
    """
    head = answers.questionnaire.head
    units = implementation.units(answers)
    publication = answers.questionnaire.plan.publication
    return Summary(
        checklist_summary=FORMAT,
        questionnaire=head.id,
        version=head.version,
        title=head.title,
        source=head.source.symbol,
        files=selection.files,
        drafts=selection.drafts,
        since=selection.within.since,
        until=selection.within.until,
        cycle=selection.within.cycle,
        cut_off=max((one.report.date for one in selection.reporting), default=""),
        not_agreed=selection.not_agreed,
        unnamed=unnamed,
        shows_confidential=answers.shown.confidential,
        covered=sum(one.covered for one in selection.counted),
        shows_contacts=answers.shown.contacts,
        reports=participation.reports(answers, selection, official or {}),
        left_out=participation.left_out(selection),
        participation=participation.participation(answers, selection, expected),
        grouped_by=participation.grouped_by(answers, selection, expected),
        publication=None if publication is None else answers.question(publication.question),
        recommendations=implementation.recommendations(answers, units),
        themes=implementation.themes(answers, units),
        units=units,
        obstacles=needs.obstacles(answers),
        # What is published, donors read too.
        assistance=needs.assistance(
            answers,
            needs_and_offers(answers),
            None if selection.not_agreed is None else named_to_donors(answers),
        ),
        steps=needs.steps(answers),
        ratification=ratification(answers),
        practices=offers.practices(answers),
        contacts=offers.contacts(answers),
        evidence=offers.evidence(answers),
        comparability=comparability(answers),
        tables=table_ids(answers.questionnaire),
    )
