"""Names on the command line: of a set, a question, a recommendation or a paragraph."""

from collections.abc import Sequence
from dataclasses import dataclass

from checklist.errors import ChecklistError
from checklist.questionnaire.catalogue import Recommendation
from checklist.questionnaire.question import Question, QuestionSet
from checklist.questionnaire.questionnaire import Questionnaire, folded, is_whole_number
from checklist.text.messages import sentences, tr
from checklist.text.sanitize import quoted
from checklist.text.suggestions import did_you_mean


@dataclass(frozen=True, slots=True)
class NameMatch:
    """The match of a name: a set, or else questions and recommendations."""

    part: QuestionSet | None
    questions: Sequence[Question] = ()
    recommendations: Sequence[Recommendation] = ()
    is_question: bool = False
    """Whether the name is the id of a question. The recommendations are then its own."""


def find_by_name(name: str, questionnaire: Questionnaire) -> NameMatch:
    """Return the set or question of this id or number, or all on the recommendation or paragraph.

    Raises:
        ChecklistError: There is none. Its text names the nearest one.
    """
    part = questionnaire.find_part(name)
    if part is not None:
        return NameMatch(part)
    questions, recommendations = questionnaire.find_by_name(name)
    if is_whole_number(name) or not (questions or recommendations):
        raise ChecklistError(_unknown(name, questionnaire))
    is_question = len(questions) == 1 and folded(name) in {
        questions[0].id,
        questionnaire.numbers[questions[0].id],
    }
    return NameMatch(None, questions, recommendations, is_question)


def _unknown(name: str, questionnaire: Questionnaire) -> str:
    sets = [part.id for part in questionnaire.sets]
    listed = tr("`checklist questions` lists all questions, --coverage all recommendations")
    known = [*questionnaire.questions, *sets, *questionnaire.recommendations]
    if is_whole_number(name):
        number, last = name.strip(), len(sets)
        is_known = bool(questionnaire.find_by_name(name)[1])
        meant = tr("for recommendation {number}, type r{number}", number) if is_known else listed
        return tr("there is no part {number}, the last one is {last}; {meant}", number, last, meant)
    hint = did_you_mean(folded(name), known)
    suggested = sentences([hint, listed])
    return tr(
        "there is no question, part or recommendation {name}; {suggested}", quoted(name), suggested
    )
