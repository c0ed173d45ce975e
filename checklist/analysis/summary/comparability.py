"""The differences between the version whose questions are counted and other versions."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from checklist.analysis.summary.counted_answers import Answers
from checklist.analysis.summary.document import Difference
from checklist.lifecycle.comparable import declared_incomparable, present_ids
from checklist.questionnaire.loading import earlier_version
from checklist.questionnaire.question import Question
from checklist.questionnaire.questionnaire import Questionnaire

DIFFERENCE_MESSAGES: Mapping[str, str] = {
    "meaning": "the meaning has changed; the answers are not counted",
    "renamed": "the question has another id; the answers are counted",
    "changed": "other answers can be given; those that fit are counted",
    "reworded": "the words differ; the answers are counted",
    "new": "the question was not asked; nothing is counted as an answer",
    "gone": "the question is no longer asked; the answers are not counted",
    "other-content": "the version is the same, and its content was another; answers that fit are "
    "counted",
    "unknown": "this version does not ship with the program; answers that fit are counted",
}
"""The differences of a question in another version: each code with its message."""


def comparability(answers: Answers) -> list[Difference]:
    """Return the differences of the versions that reports answer, question by question."""
    here = answers.questionnaire
    others = (one.report.version for one in answers.reports if one.report.other_content)
    return [
        Difference(
            version=version,
            reports=number,
            question=question,
            how=how,
            message=DIFFERENCE_MESSAGES[how],
        )
        for version, number in sorted(Counter(others).items())
        for question, how in _from_version(version, here)
    ]


def _from_version(version: str, here: Questionnaire) -> Iterable[tuple[str, str]]:
    if version == here.head.version:
        return ((question, "other-content") for question in here.questions)
    other = earlier_version(here, version)
    if other is not None:
        return _differences(other, here)
    return ((question, "unknown") for question in here.questions)


def _differences(other: Questionnaire, here: Questionnaire) -> Iterator[tuple[str, str]]:
    """Yield the questions that differ, each with the code of its difference."""
    steps = here.changes.since(other.head.version, here.head.version) or ()
    doubtful = declared_incomparable(steps)
    now = {old: [*present_ids(old, steps)] for old in other.questions}
    earlier = {new: other.questions[old] for old, several in now.items() for new in several}
    for question in here.questions.values():
        if question.id in doubtful:
            yield question.id, "meaning"
        elif question.id not in earlier:
            yield question.id, "new"
        elif how := _difference(earlier[question.id], question):
            yield question.id, how
    for question_id, several in now.items():
        if here.questions.keys().isdisjoint(several):
            yield question_id, "gone"


def _difference(earlier: Question, now: Question) -> str:
    if earlier.answer_type != now.answer_type:
        return "changed"
    if earlier.id != now.id:
        return "renamed"
    return "reworded" if earlier.ask != now.ask else ""
