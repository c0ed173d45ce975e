"""What other versions of the questionnaire ask otherwise than the one by which is counted."""

from collections import Counter
from collections.abc import Iterator, Mapping

from checklist.analysis.summary.answers import Answers
from checklist.models.question import Question
from checklist.models.questionnaire import Questionnaire, shipped_or_default
from checklist.models.summary import Difference

HOW: Mapping[str, str] = {
    "renamed": "the question has another id; the answers are counted",
    "changed": "other answers can be given; those that fit are counted",
    "reworded": "the words differ; the answers are counted",
    "new": "the question was not asked; nothing is counted as an answer",
    "gone": "the question is no longer asked; the answers are not counted",
    "unknown": "this version does not ship with the program; answers that fit are counted",
}
"""How a question differs in another version: each code with what is told."""


def comparability(answers: Answers) -> list[Difference]:
    """Return how the versions that reports answer differ, question by question."""
    here = answers.questionnaire
    versions = Counter(one.report.version for one in answers.reports)
    told = []
    for version, number in sorted(versions.items()):
        if version == here.head.version:
            continue
        other = shipped_or_default(here.head.id, version)
        differences = (
            _differences(other, here)
            if (other.head.id, other.head.version) == (here.head.id, version)
            else ((question, "unknown") for question in here.questions)
        )
        told += [
            Difference(version, number, question, how, HOW[how]) for question, how in differences
        ]
    return told


def _differences(other: Questionnaire, here: Questionnaire) -> Iterator[tuple[str, str]]:
    """Yield the questions that differ, with how they do."""
    known: set[str] = set()
    for question in here.questions.values():
        names = [question.id, *question.renamed_from]
        earlier = next((other.questions[i] for i in names if i in other.questions), None)
        if earlier is None:
            yield question.id, "new"
            continue
        known.add(earlier.id)
        how = _difference(earlier, question)
        if how:
            yield question.id, how
    for question_id in other.questions:
        if question_id not in known:
            yield question_id, "gone"


def _difference(earlier: Question, now: Question) -> str:
    if earlier.answer_type != now.answer_type:
        return "changed"
    if earlier.id != now.id:
        return "renamed"
    return "reworded" if earlier.ask != now.ask else ""
