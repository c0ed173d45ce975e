"""What changed between two reports of each State, counted from the YAML of the reports."""

from collections import Counter
from collections.abc import Mapping

from tests.support.independent.asked import Asked
from tests.support.independent.told import ANSWERED, CONFIDENTIAL, Answer, Told

Transitions = Counter[tuple[str, str, str, str]]
"""How many States went from one answer to another, by question, row, and both answers."""


def transitions(asked: Asked, old: Mapping[str, Told], new: Mapping[str, Told]) -> Transitions:
    """Return what C2 counts.

    A question with rows has, apart from them, a transition of its own, where it is missing as a
    whole; where it is so in both reports, its rows have none.
    """
    found: Transitions = Counter()
    for state in old.keys() & new.keys():
        for unit in asked.units:
            if asked.questions[unit.question]["type"] == "contact":
                continue  # contacts are not shown
            is_of_several = asked.questions[unit.question]["type"] == "choices"
            whole = [_word(one.answer(unit.question)) for one in (old[state], new[state])]
            if unit.row and ANSWERED not in whole:
                continue
            sides = [one.answer(unit.question, unit.row) for one in (old[state], new[state])]
            _add(found, (unit.question, unit.row), sides, is_of_several=is_of_several)
        for question in {unit.question for unit in asked.units if unit.row}:
            sides = [one.answer(question) for one in (old[state], new[state])]
            _add(found, (question, ""), sides, is_of_several=True)
    return found


def _add(
    found: Transitions, place: tuple[str, str], sides: list[Answer], *, is_of_several: bool
) -> None:
    before, after = (_word(one, is_of_several=is_of_several) for one in sides)
    if before != after and CONFIDENTIAL not in {before, after}:
        found[(*place, before, after)] += 1


def _word(one: Answer, *, is_of_several: bool = True) -> str:
    return one.codes[0] if one.codes and not is_of_several else one.standing
