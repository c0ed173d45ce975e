"""The recommendations, each with the questions that ask about it, and counts."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from checklist.questionnaire.catalogue import Recommendation
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire, cited_by
from checklist.text.paragraphs import Line


def asked_by(questionnaire: Questionnaire) -> Mapping[str, Sequence[Question]]:
    """Return the questions on each recommendation of the catalogue, by its id."""
    asked: dict[str, list[Question]] = {name: [] for name in questionnaire.recommendations}
    for question in questionnaire.questions.values():
        for cited in dict.fromkeys(cited_by(question)):
            asked[cited].append(question)
    return asked


def coverage(questionnaire: Questionnaire) -> Iterator[Line]:
    """Yield each recommendation with its questions, then counts by meeting and addressee."""
    asked = asked_by(questionnaire)
    for one in questionnaire.catalogue.recommendations:
        questions = ", ".join(
            f"{question.id}{' (optional)' if question.optional else ''}"
            for question in asked[one.id]
        )
        yield Line(f"{one.id:<6} {', '.join(one.to)}: {questions or 'NOT ASKED'}", 0, 7)
    yield Line("")
    everything = questionnaire.catalogue.recommendations
    yield Line("Asked, by meeting:", is_heading=True)
    yield from _counted(everything, asked, lambda one: [str(one.meeting)])
    yield Line("Asked, by addressee (one recommendation can have several):", is_heading=True)
    yield from _counted(everything, asked, lambda one: list(one.to))
    total = sum(bool(asked[one.id]) for one in everything)
    yield Line(f"Asked in all: {total} of {len(everything)}", is_heading=True)


def _counted(
    recommendations: Sequence[Recommendation],
    asked: Mapping[str, Sequence[Question]],
    groups: Callable[[Recommendation], list[str]],
) -> Iterator[Line]:
    total = Counter(group for one in recommendations for group in groups(one))
    found = Counter(group for one in recommendations if asked[one.id] for group in groups(one))
    for group, number in total.items():
        yield Line(f"{group}: {found[group]} of {number}", 2)
