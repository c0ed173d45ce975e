"""The reports whose States agree to publication, apart from those that only came."""

from collections.abc import Collection, Set
from dataclasses import replace

from checklist.analysis.rows.columns import QUESTION
from checklist.analysis.rows.report_rows import ReportRows
from checklist.analysis.rows.report_selection import ReportSelection
from checklist.errors import ChecklistError
from checklist.questionnaire.analysis_plan import Publication
from checklist.questionnaire.questionnaire import Questionnaire


def agreed(
    selection: ReportSelection[ReportRows], questionnaire: Questionnaire
) -> ReportSelection[ReportRows]:
    """Reduce a selection to the reports whose States agree to publication, the others apart.

    A State that gives no answer, or a confidential one, does not agree to anything.

    Args:
        selection: The reports that count.
        questionnaire: The questionnaire, whose plan names the question on publication.

    Raises:
        ChecklistError: The questionnaire does not ask whether a State agrees.
    """
    asked = question_on_publication(questionnaire)
    named: list[ReportRows] = []
    others: list[ReportRows] = []
    for candidate in selection.counted:
        agrees = _gave(candidate, asked.question, asked.named)
        (named if agrees else others).append(candidate)
    return replace(selection, counted=named, not_agreed=others)


def question_on_publication(questionnaire: Questionnaire) -> Publication:
    """Return the question whether a State may be named in what is published.

    Raises:
        ChecklistError: The questionnaire does not ask it.
    """
    asked = questionnaire.plan.publication
    if asked is None:
        raise ChecklistError("the questionnaire asks no State whether it may be named")
    return asked


def questions_on_wishes(questionnaire: Questionnaire) -> Set[str]:
    """Return the questions on the help that a State wants, which only some may show to donors.

    What is published, donors read, too: a State that agrees to publication is named with what it
    wants only if it also agrees to be named to donors. It is empty if no State is asked for that.

    Args:
        questionnaire: The questionnaire, whose plan names the question on donors.
    """
    plan = questionnaire.plan
    if plan.donors is None:
        return frozenset()
    asked = {*plan.requests, *(one.question for one in plan.needs)}
    asked |= {id_ for one in plan.assistance for id_ in (one.question, one.priority) if id_}
    return asked | questionnaire.decided_by({(question, None) for question in asked})


def _gave(report: ReportRows, question: str, codes: Collection[str]) -> bool:
    """Whether a report gives one of these codes to a question."""
    return any(
        row.question == question and row.level == QUESTION and row.code in codes
        for row in report.answers
    )
