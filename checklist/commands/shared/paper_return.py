"""Answers of a ministry that came on paper, entered by hand in its name."""

from collections.abc import Collection

from pydantic import ValidationError

from checklist.commands.shared.divided_report import not_divided, open_division
from checklist.errors import ChecklistError
from checklist.interview.scope import Scope
from checklist.interview.session import Session
from checklist.ministries.division import Authority, ReturnedPart, asked_of
from checklist.ministries.division_file import DivisionFile
from checklist.ministries.folder import ReportFolder
from checklist.questionnaire.authorities import CABINET
from checklist.questionnaire.question import Question
from checklist.reports.answer_path import AnswerPath
from checklist.text.messages import commas, tr
from checklist.text.sanitize import quoted
from checklist.text.suggestions import correction_hint, with_hint
from checklist.today import today


def scope_of_ministry(session: Session, code: str, scope: Scope, *, received: str | None) -> Scope:
    """Return the scope that is asked of a ministry, and note that its answers came.

    Args:
        session: The report.
        code: The code of the ministry.
        scope: What is asked without regard to the ministry.
        received: What its answers came in; None: that is not noted.

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
    if received is not None:
        _note(file, code, received)

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


def _note(file: DivisionFile, code: str, received: str) -> None:
    """Note in the division that the answers of a ministry came in a letter.

    They are entered now, also from a letter that was noted before: nothing waits to be merged.
    """
    authority = file.division.authorities.get(code, Authority())
    if any(part.digest is None and part.file == received for part in authority.returned):
        if authority.came_back is not None:
            file.save(file.division.changed(code, came_back=None))
        return
    number = max((part.number for part in authority.sent), default=1)
    try:
        letter = ReturnedPart(number=number, on=today().isoformat(), file=received)
    except ValidationError:
        raise ChecklistError(tr("--received: write one line of at most 400 characters")) from None
    returned = [*authority.returned, letter]
    file.save(file.division.changed(code, returned=returned, came_back=None))
