"""The cycle that a report belongs to: the year for which a State reports."""

from checklist.answer_types.answer import is_counted
from checklist.answer_types.operands import interval
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.confidentiality import hidden_questions
from checklist.reports.report import Report


def cycle_of(report: Report, questionnaire: Questionnaire) -> str:
    """Return the cycle of a report as a year of four digits: `2026`.

    It is the year in which the period of the report ends, as the analysis plan names the question.
    Where the answer is no date, is not confirmed, or is confidential, it is the year of `as_of`.

    Args:
        report: The report; its answers stand under the ids of this questionnaire.
        questionnaire: The questionnaire with the analysis plan.
    """
    period = questionnaire.plan.period
    end = None if period is None else period.end
    answer = None if end is None else report.answers.get(end)
    date = answer.get("value") if isinstance(answer, dict) and is_counted(answer) else None
    is_date = isinstance(date, str) and interval(date) is not None
    if is_date and end not in hidden_questions(report.answers, questionnaire):
        return str(date)[:4]
    return report.as_of[:4]
