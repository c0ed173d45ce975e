"""Several returns of one part, which colleagues filled in at the same time.

A return that comes later corrects an earlier one of the same part. Returns that come together are
copies: what only one of them changes is taken, and where two differ a person is asked.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from checklist.answer_types.units import ANSWER_PARTS, EVIDENCE, MISSING
from checklist.merging.contents import CONFIDENTIAL, NOTE, text_of
from checklist.ministries.returned import Returned
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.address import Address

_CARRIED = "/carried"


class CopyDifference(NamedTuple):
    """What two copies of one part say differently."""

    at: str
    """The address of the unit, or of the whole answer or row."""
    files: tuple[str, str]
    earlier: Any
    """What the copy says that is named first; None where it takes the unit away."""
    later: Any


TakesLater = Callable[[CopyDifference], bool]
"""Decides whether what the later copy says is to stand."""


def beside(
    earlier: Returned, later: Returned, questionnaire: Questionnaire, takes_later: TakesLater
) -> Returned:
    """Return a copy that also says what an earlier copy of the same part says.

    Args:
        earlier: The copy that is named first.
        later: The copy that is named second.
        questionnaire: Their questionnaire.
        takes_later: Decides where they differ.
    """
    later = renumbered(earlier, later, questionnaire)
    given, removed = {**later.given}, {*later.removed}
    confirmed = {*later.confirmed}
    kept = _touched(earlier) - _touched(later)
    not_chosen = {**later.not_chosen}
    for found in _differences(earlier, later, questionnaire):
        mine = _units_at(found.at, _touched(earlier))
        other = _units_at(found.at, _touched(later))
        if takes_later(found):
            kept -= mine
            # What stands beside the value that was not chosen goes with that value.
            given |= {at: later.base[at] for at in mine - other if at in later.base}
            removed |= mine - other - later.base.keys()
            continue
        not_chosen |= {at: _says(later, at) for at in other}
        for at in other:
            given.pop(at, None)
            removed.discard(at)
            confirmed.discard(at)
        kept |= mine
    return replace(
        later,
        given={**given, **{at: content for at, content in earlier.given.items() if at in kept}},
        removed=removed | (earlier.removed & kept),
        confirmed=confirmed | (earlier.confirmed & kept),
        not_chosen=not_chosen,
    )


def renumbered(earlier: Returned, later: Returned, questionnaire: Questionnaire) -> Returned:
    """Return a copy whose new entries have other numbers than different ones of an earlier copy."""
    mine, other = _new_entries(earlier, questionnaire), _new_entries(later, questionnaire)
    numbers: dict[tuple[str, int], int] = {}
    for question_id, entries in other.items():
        known = mine.get(question_id, {})
        following = max([*known, *entries], default=0) + 1
        for number, cells in entries.items():
            same = [
                known_number
                for known_number, own in known.items()
                if _is_same(question_id, own, cells, questionnaire)
            ]
            if same:
                numbers[question_id, number] = same[0]
            elif number in known:
                numbers[question_id, number] = following
                following += 1
    if not numbers:
        return later
    return replace(
        later, given={_moved(at, numbers): content for at, content in later.given.items()}
    )


def _moved(at: str, numbers: Mapping[tuple[str, int], int]) -> str:
    question_id, _, rest = at.partition("/")
    number, _, inner = rest.partition("/")
    new = numbers.get((question_id, int(number))) if number.isdecimal() else None
    return at if new is None else f"{question_id}/{new}/{inner}"


def _new_entries(
    of: Returned, questionnaire: Questionnaire
) -> Mapping[str, Mapping[int, Mapping[str, Any]]]:
    """Return the cells of the entries that a return adds, by question and number."""
    there = {tuple(at.split("/")[:2]) for at in of.base}
    found: dict[str, dict[int, dict[str, Any]]] = {}
    for at, content in of.given.items():
        address = Address.parse(at, questionnaire)
        if address.entry and (address.question, str(address.entry)) not in there:
            cells = found.setdefault(address.question, {}).setdefault(address.entry, {})
            cells["/".join(filter(None, [address.column, address.part]))] = content
    return found


def _is_same(
    question_id: str, cells: Mapping[str, Any], other: Mapping[str, Any], asked: Questionnaire
) -> bool:
    """Whether two entries are one: alike, or with the same key."""
    answer_type = asked.questions[question_id].answer_type
    key = answer_type.entry_key
    if key:
        return all(cells.get(name) == other.get(name) is not None for name in key)
    return text_of(cells) == text_of(other)


def _touched(of: Returned) -> set[str]:
    return {*of.given, *of.removed, *of.confirmed}


def _says(of: Returned, at: str) -> Any:
    """Return what a return says of a unit that it touched."""
    if at in of.given:
        return of.given[at]
    return None if at in of.removed else of.base.get(at)


def _units_at(at: str, units: set[str]) -> set[str]:
    return {unit for unit in units if unit == at or unit.startswith(f"{at}/")}


def _differences(
    earlier: Returned, later: Returned, questionnaire: Questionnaire
) -> Iterator[CopyDifference]:
    """Yield what two copies of one part say differently; the later has entries of its own."""
    files = earlier.file, later.file
    mine, other = _touched(earlier), _touched(later)
    wholes = {*_of_other_kind(mine, other, questionnaire)}
    wholes |= {*_of_other_value(earlier, later, questionnaire)}
    for whole in sorted(wholes):
        said, said_later = (
            {
                at: says
                for at in sorted(_units_at(whole, units))
                if (says := _says(of, at)) is not None
            }
            or None
            for of, units in ((earlier, mine), (later, other))
        )
        if said != said_later:
            yield CopyDifference(whole, files, said, said_later)
    for at in sorted(mine & other):
        is_in_whole = any(at == whole or at.startswith(f"{whole}/") for whole in wholes)
        if is_in_whole or at.endswith(_CARRIED):
            continue
        said, said_later = _says(earlier, at), _says(later, at)
        if _sorted_text(said) != _sorted_text(said_later):
            yield CopyDifference(at, files, said, said_later)


def _of_other_kind(mine: set[str], other: set[str], questionnaire: Questionnaire) -> Iterator[str]:
    """Yield the answers and rows to which a copy gives a value, and another copy the lack of it."""
    for units, others in ((mine, other), (other, mine)):
        for at in units:
            address = Address.parse(at, questionnaire)
            if address.part == MISSING:
                owner = str(Address.at(address.question, address.path._replace(part="")))
                inside = _units_at(owner, others)
                parts = (Address.parse(at, questionnaire).part for at in inside)
                if any(part not in ANSWER_PARTS for part in parts):
                    yield owner


def _of_other_value(earlier: Returned, later: Returned, asked: Questionnaire) -> Iterator[str]:
    """Yield the answers, rows and cells whose value differs, and beside which a copy says more.

    What stands beside a value belongs to that value, and so to the copy that gives it.
    """
    mine, other = _touched(earlier), _touched(later)
    for at in mine & other:
        address = Address.parse(at, asked)
        is_whole_entry = address.entry and not address.column
        if address.part in ANSWER_PARTS or is_whole_entry:
            continue
        owner = str(Address.at(address.question, address.path._replace(part="")))
        beside = {f"{owner}/{part}" for part in (NOTE, EVIDENCE, CONFIDENTIAL)}
        has_more = bool(beside & (mine | other))
        if has_more and _sorted_text(_says(earlier, at)) != _sorted_text(_says(later, at)):
            yield owner


def _sorted_text(content: Any) -> str:
    return text_of(sorted(map(text_of, content)) if isinstance(content, list) else content)
