"""The questions behind the tables of a summary."""

from collections.abc import Sequence
from typing import NamedTuple

from checklist.analysis.summary.table_ids import TableId
from checklist.questionnaire.analysis_plan import AnalysisPlan, Treaty
from checklist.questionnaire.questionnaire import Questionnaire


class Counted(NamedTuple):
    """The question whose codes a table counts."""

    question: str
    row: str = ""
    """The id of a row of a matrix."""
    among: tuple[str, str] | None = None
    """A question and a code: only the States that gave it are counted."""
    answered_as: str = "Answered"
    """The words of the row that counts the answers."""


def question_of(questionnaire: Questionnaire, table: TableId) -> Counted | None:
    """Return the question whose codes a table counts; None for a table of another kind."""
    plan = questionnaire.plan
    first, _, rest = table.name.partition("/")
    match table.section:
        case "publication" if plan.publication is not None:
            return Counted(plan.publication.question)
        case "contacts" if first == "named" and plan.contact is not None:
            return Counted(plan.contact, answered_as="Named")
        case "overview" if first == "treaty-status" and plan.treaty_status is not None:
            return Counted(plan.treaty_status)
        case "overview" if first == "offers":
            return Counted(plan.offers[int(rest) - 1].question)
        case "obstacles" if rest == "obstacles":
            own = (one for one in plan.obstacles if questionnaire.set_of[one].id == first)
            return next((Counted(one) for one in own), None)
        case "groups" if rest:
            return Counted(first)
        case "assistance" if rest:
            return _of_assistance(questionnaire, first, int(rest) - 1)
        case "steps" if rest == "who":
            return Counted(plan.steps[int(first) - 1].question, answered_as="A step")
        case "ratification":
            return _of_treaty(_treaty(plan, first), rest)
        case _:
            return None


def _of_assistance(questionnaire: Questionnaire, kind: str, place: int) -> Counted:
    plan = questionnaire.plan
    received = [] if plan.received is None else [plan.received.question, plan.received.giver]
    rows = [
        Counted(question, row)
        for question in plan.requests
        for row in [one.id for one in questionnaire.questions[question].answer_type.listed_rows()]
        or [""]
    ]
    return {
        "wanted": [Counted(one.question) for one in plan.assistance],
        "received": [Counted(one) for one in received if one is not None],
        "requests": rows,
        "offers": [Counted(one.question) for one in plan.offers],
        "needs": [Counted(one.question) for one in plan.needs],
    }[kind][place]


def _treaty(plan: AnalysisPlan, term: str) -> Treaty:
    return next(one for one in plan.treaties if one.term == term)


def _of_treaty(treaty: Treaty, name: str) -> Counted | None:
    kind, _, code = name.partition("/")
    question = {
        "status": treaty.status,
        "overcome": treaty.overcome,
        "process": treaty.process,
        "obstacles": treaty.obstacles,
    }.get(kind)
    if question is None:
        return None
    return Counted(question, among=(treaty.status, code) if code else None)


def questions_of_entries(questionnaire: Questionnaire, table: TableId) -> Sequence[str]:
    """Return the questions whose answers a table of words shows; none where it shows no answers."""
    plan = questionnaire.plan
    first, _, rest = table.name.partition("/")
    match table.section:
        case "steps":
            return [plan.steps[int(first) - 1].question]
        case "practices" if plan.practices is not None:
            return [plan.practices.question]
        case "contacts" if plan.contact is not None:
            return [plan.contact]
        case "evidence" if first == "laws" and questionnaire.head.laws is not None:
            return [questionnaire.head.laws.question]
        case "ratification":
            treaty = _treaty(plan, first)
            if rest == "how":
                asked = [treaty.overcome]
            else:
                asked = [treaty.status, treaty.process, treaty.target]
                asked += [treaty.obstacles, treaty.obstacles_text]
            return [one for one in asked if one is not None]
        case _:
            return []
