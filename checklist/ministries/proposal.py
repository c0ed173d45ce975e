"""The division that the questionnaire proposes: who usually knows the answers."""

from collections.abc import Iterator

from checklist.ministries.division import Assignment, Authority, Division
from checklist.questionnaire.authorities import OWN
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import QuestionnaireReference, Report


def proposed_division(report: Report, questionnaire: Questionnaire) -> Division:
    """Return the division of a report by the keys `usually` of the questionnaire.

    The first authority leads, the others contribute. A question that says nothing goes as its set
    does, and a set that says nothing is answered by the focal point.
    """
    asks = dict(proposed_assignments(questionnaire))
    codes = {code for assignment in asks.values() for code in assignment.authorities}
    in_order = [code for code in questionnaire.authorities if code in codes and code != OWN]
    return Division(
        checklist_division=1,
        questionnaire=reference_of(questionnaire),
        state=report.state,
        report_id=report.report_id,
        authorities={code: Authority() for code in (OWN, *in_order)},
        asks=asks,
    )


def reference_of(questionnaire: Questionnaire) -> QuestionnaireReference:
    """Return the reference to a questionnaire, as the heads of files have it."""
    head = questionnaire.head
    return QuestionnaireReference(id=head.id, version=head.version, digest=questionnaire.digest)


def proposed_assignments(questionnaire: Questionnaire) -> Iterator[tuple[str, Assignment]]:
    """Yield who usually answers each question, and each row and column that differs from it."""
    for part in questionnaire.sets:
        for question in part.questions:
            usual = question.usually or part.usually or [OWN]
            yield question.id, Assignment.to(usual)
            for name, field in question.answer_type.fields().items():
                if field.usually and list(field.usually) != list(usual):
                    yield f"{question.id}/{name}", Assignment.to(field.usually)
