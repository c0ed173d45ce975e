"""Names on the command line: of a set, a question, a recommendation or a paragraph."""

from collections.abc import Sequence
from dataclasses import dataclass

from checklist.errors import ChecklistError
from checklist.questionnaire.catalogue import Recommendation
from checklist.questionnaire.question import Question, QuestionSet
from checklist.questionnaire.questionnaire import Questionnaire, folded
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
    part = questionnaire.find_set(name)
    if part is not None:
        return NameMatch(part)
    questions, recommendations = questionnaire.find_by_name(name)
    if not questions and not recommendations:
        raise ChecklistError(_unknown(name, questionnaire))
    is_question = len(questions) == 1 and folded(name) in {
        questions[0].id,
        questionnaire.numbers[questions[0].id],
    }
    return NameMatch(None, questions, recommendations, is_question)


def _unknown(name: str, questionnaire: Questionnaire) -> str:
    sets = [part.id for part in questionnaire.sets]
    known = [*questionnaire.questions, *sets, *questionnaire.recommendations]
    # A number that is similar to another one is a wrong number, not a misspelt one.
    hint = "" if name.strip().isdigit() else did_you_mean(folded(name), known)
    listed = "`checklist questions` lists all questions, --coverage all recommendations"
    suggested = f"{hint} {listed}" if hint else listed
    return f"there is no question, set or recommendation {quoted(name)}; {suggested}"
