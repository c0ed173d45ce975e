"""The division that the questionnaire proposes: who usually knows the answers."""

from collections.abc import Iterator, Sequence

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
            answer_type = question.answer_type
            parts: list[tuple[str, Sequence[str] | None]]
            parts = [(row.id, row.usually) for row in answer_type.listed_rows()]
            parts += [(column.id, column.usually) for column in answer_type.listed_columns()]
            for part_id, own in parts:
                if own and list(own) != list(usual):
                    yield f"{question.id}/{part_id}", Assignment.to(own)
