"""The recommendations, each with what the questions ask of it, and counts."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from checklist.questionnaire.catalogue import ADDRESSEE_LABELS, Recommendation
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire, cited_by
from checklist.questionnaire.standing import standing_by_code
from checklist.text.messages import Message, commas, semicolons, tr
from checklist.text.paragraphs import Line

_INDENT = 7
_NOT_ASKED = Message("NOT ASKED")


def asked_by(questionnaire: Questionnaire) -> Mapping[str, Sequence[Question]]:
    """Return the questions on each recommendation of the catalogue, by its id."""
    asked: dict[str, list[Question]] = {name: [] for name in questionnaire.recommendations}
    for question in questionnaire.questions.values():
        for cited in dict.fromkeys(cited_by(question)):
            asked[cited].append(question)
    return asked


def coverage(questionnaire: Questionnaire) -> Iterator[Line]:
    """Yield each recommendation with what is asked of it, then counts by meeting and addressee."""
    asked = asked_by(questionnaire)
    everything = questionnaire.catalogue.recommendations
    for recommendation in everything:
        to = commas(ADDRESSEE_LABELS[addressee] for addressee in recommendation.to)
        strength = commas(recommendation.strength)
        name = f"{recommendation.id:<6} {recommendation.name}"
        yield Line(f"{name} ({to}: {strength})", 0, _INDENT)
        yield Line(_extent(recommendation, asked[recommendation.id]), _INDENT, _INDENT)
        for question in asked[recommendation.id]:
            yield Line(_asked(recommendation.id, question, questionnaire), _INDENT, _INDENT + 2)
    yield Line("")
    yield Line("Asked, by meeting:", is_heading=True)
    yield from _counted(everything, asked, lambda recommendation: [str(recommendation.meeting)])
    yield Line("Asked, by addressee (one recommendation can have several):", is_heading=True)
    yield from _counted(everything, asked, lambda recommendation: list(recommendation.to))
    is_asked = [recommendation for recommendation in everything if asked[recommendation.id]]
    in_part = sum(recommendation.left_out is not None for recommendation in is_asked)
    yield Line(f"Asked in full: {len(is_asked) - in_part}; in part: {in_part}")
    yield Line(
        f"Asked in all: {len(is_asked)} of {len(everything)}",
        is_heading=True,
    )


def _extent(recommendation: Recommendation, questions: Sequence[Question]) -> str:
    if not questions:
        return tr(_NOT_ASKED)
    return (
        "In full."
        if recommendation.left_out is None
        else f"In part. Not asked: {recommendation.left_out}."
    )


def _asked(recommendation: str, question: Question, questionnaire: Questionnaire) -> str:
    """Return what a question asks of a recommendation, on one line."""
    rows = question.answer_type.listed_rows()
    serving = [row.id for row in rows if recommendation in row.recommendations]
    plan, place = questionnaire.plan, f"{questionnaire.numbers[question.id]} {question.id}"
    if serving and recommendation not in question.recommendations:
        place += f" ({commas(serving)})"
    asked = serving if serving else [row.id for row in rows]
    of_choice = [unit for unit in asked if plan.is_left_to_choice(question.id, unit)]
    if standing_by_code(question, plan) and not (of_choice and of_choice == asked):
        how = "how far it is in place"
        if of_choice:
            how = semicolons([how, f"by their own codes: {commas(of_choice)}"])
    elif question.answer_type.offered():
        how = "by its own codes"
    else:
        how = "in words, numbers or dates"
    optional = ["optional"] if question.optional else []
    return f"{place}: {commas([how, *optional])}"


def _counted(
    recommendations: Sequence[Recommendation],
    asked: Mapping[str, Sequence[Question]],
    groups: Callable[[Recommendation], list[str]],
) -> Iterator[Line]:
    total = Counter(group for recommendation in recommendations for group in groups(recommendation))
    found = Counter(
        group
        for recommendation in recommendations
        if asked[recommendation.id]
        for group in groups(recommendation)
    )
    for group, number in total.items():
        yield Line(f"{group}: {found[group]} of {number}", 2)
