"""Answers of a ministry that came on paper, entered by hand in its name."""

from collections.abc import Collection

from checklist.commands.shared.divided_report import not_divided, open_division
from checklist.errors import ChecklistError
from checklist.interview.scope import Scope
from checklist.interview.session import Session
from checklist.ministries.division import asked_of
from checklist.ministries.folder import ReportFolder
from checklist.questionnaire.authorities import CABINET
from checklist.questionnaire.question import Question
from checklist.reports.answer_path import AnswerPath
from checklist.text.messages import commas, tr
from checklist.text.sanitize import quoted
from checklist.text.suggestions import correction_hint, with_hint


def scope_of_ministry(session: Session, code: str, scope: Scope) -> Scope:
    """Return the scope that is asked of a ministry.

    Args:
        session: The report.
        code: The code of the ministry.
        scope: What is asked without regard to the ministry.

    Raises:
        ChecklistError: The report is not divided, or the ministry is not asked.
    """
    file = open_division(ReportFolder(session.path, session.report.state), session.report)
    if file is None:
        raise not_divided(session.path)
    asked = asked_of(file.division, code, session.questionnaire)
    if code not in {*file.division.authorities, CABINET} or not asked:
        hint = correction_hint(code, [*file.division.authorities])
        raise ChecklistError(with_hint(tr("--for: nothing is asked of {code}", quoted(code)), hint))

    def takes(question: Question, path: AnswerPath, ids: Collection[str] = asked) -> bool:
        return question.id in ids

    label = file.division.label(code, session.questionnaire)
    name = commas(filter(None, [scope.name, tr("what is asked of {label}", label)]))
    return scope._replace(
        name=name,
        conditions=[*scope.conditions, takes],
        answered_too=True,
        parts={question_id: parts for question_id, parts in asked.items() if parts is not None},
    )
