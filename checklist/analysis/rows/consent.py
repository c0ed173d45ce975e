"""The reports whose States agree to be named."""

from dataclasses import replace

from checklist.analysis.rows.columns import QUESTION
from checklist.analysis.rows.report_rows import ReportRows
from checklist.analysis.rows.report_selection import ReportSelection
from checklist.errors import ChecklistError
from checklist.questionnaire.questionnaire import Questionnaire


def agreed(
    selection: ReportSelection[ReportRows], questionnaire: Questionnaire
) -> ReportSelection[ReportRows]:
    """Reduce a selection to the reports whose States agree to be named, and count the others.

    A State that gives no answer, or a confidential one, does not agree.

    Raises:
        ChecklistError: The questionnaire does not ask whether a State agrees.
    """
    asked = questionnaire.plan.publication
    if asked is None:
        raise ChecklistError("the questionnaire asks no State whether it may be named")
    counted = [
        one
        for one in selection.counted
        if any(
            row.question == asked.question and row.level == QUESTION and row.code in asked.named
            for row in one.answers
        )
    ]
    return replace(selection, counted=counted, not_agreed=len(selection.counted) - len(counted))
