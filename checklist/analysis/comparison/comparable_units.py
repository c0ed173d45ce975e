"""What of an earlier version of the questionnaire can be compared with the present one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from checklist.lifecycle.comparable import declared_incomparable
from checklist.lifecycle.route import steps_to
from checklist.questionnaire.changes import VersionStep
from checklist.questionnaire.declared_names import Place, question_places, row_places
from checklist.questionnaire.questionnaire import Questionnaire


@dataclass(frozen=True)
class ComparableUnits:
    """The questions and rows of one version that can be compared with the present one."""

    asked: frozenset[tuple[str, str]] | None
    """The present ids of the questions and rows that it asked; None where that is not known."""
    other_meaning: Mapping[str, str]
    """The present ids of the questions that meant another thing, each with the reason."""
    with_moved_codes: frozenset[str]
    """The present ids of the questions of which it depends on the code whether it is kept."""

    def why_not(self, question: str, row: str) -> str:
        """Return why a question or row cannot be compared; empty where it can."""
        if self.asked is not None and (question, row) not in self.asked:
            return "was not asked"
        return self.other_meaning.get(question, "")


ALL = ComparableUnits(None, {}, frozenset())


@cache
def comparable_units(present: Questionnaire, version: str) -> ComparableUnits:
    """Return what of a version can be compared, as changes.yaml declares it.

    Where it leads from no such version to the present one, all that is asked now.
    """
    route = steps_to(present, version) if version != present.head.version else None
    if not route:
        return ALL
    steps = [step for _, step in route]
    earliest, _ = route[0]
    asked = {
        (place.question, place.row)
        for question in earliest.questions.values()
        for row in ("", *question.answer_type.rows())
        for place in _now(Place(question.id, row), steps)
    }
    return ComparableUnits(
        frozenset(asked), declared_incomparable(steps), frozenset(_with_moved_codes(steps))
    )


def _now(place: Place, steps: Sequence[VersionStep]) -> Iterator[Place]:
    """Yield what a question or row has become."""
    places = [place]
    for step in steps:
        places = [
            now
            for place in places
            for now in (
                row_places(step, place.question, place.row)
                if place.row
                else question_places(step, place.question)
            )
        ]
    yield from places


def _with_moved_codes(steps: Sequence[VersionStep]) -> Iterator[str]:
    for index, step in enumerate(steps):
        for question_id, change in step.questions.items():
            if change.maps or any(
                code.became != "kept" or code.has_other_meaning for code in change.codes.values()
            ):
                for place in _now(Place(question_id), steps[index:]):
                    yield place.question
