"""What changed between two reports of each State: kinds of changes, and answers before and after.

Of tables it is counted that entries came or went, and nothing within an entry.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from tests.support.independent.asked import Asked
from tests.support.independent.fitting import can_be_read
from tests.support.independent.told import Told

KINDS = {
    "standing": "Answered or not",
    "code": "Status, option, number or date",
    "codes": "Options of a list",
    "entry": "Entries of a table",
    "text": "Text",
    "note": "Note",
    "answered-by": "Answered by",
    "confidence": "Confidence",
    "confidential": "Confidential mark",
    "carried": "Carried from an earlier report",
    "by": "Filled in because of another answer",
    "hidden": "Changed, not shown",
}
ANSWERS = "Answers changed"
_ANSWERED, _MISSING, _UNANSWERED = "answered", "missing", "unanswered"
_OFF_PATH, _WITHHELD = "off-path", "withheld"
_BESIDE = {"note": "note", "answered_by": "answered-by", "confidence": "confidence", "by": "by"}
_ONE_CODE = {"choice", "yes-no", "date", "integer", "state", "row"}
_OF_PARTS = {"status": "code", "partly": "codes", "evidence": "codes"}


class Side(NamedTuple):
    """An answer, or that of a row, in one of two reports."""

    answer: Mapping[str, Any] | None
    standing: str
    whole: Mapping[str, Any] | None = None
    """Of a row: the answer to the question, where that is missing as a whole."""

    @property
    def shown(self) -> Mapping[str, Any]:
        """The answer, or that of which it is a part."""
        return self.answer or self.whole or {}


class Change(NamedTuple):
    """A question that changed, or cannot be compared."""

    question: str
    kinds: set[str]
    """Empty where it cannot be compared."""
    moves: set[tuple[str, str, str]]
    """By row: the answer before and after."""


class Changed:
    """What changed between the reports of the same States.

    Args:
        asked: The questionnaire.
        old: The earlier reports that count, by State.
        new: The later ones.
        group_of: The label of the group of a later report.
        agree: Whether both reports of a State may be compared.
    """

    def __init__(
        self,
        asked: Asked,
        old: Mapping[str, Told],
        new: Mapping[str, Told],
        *,
        group_of: Callable[[Told], str] = lambda one: "",
    ) -> None:
        self.asked = asked
        self.states = sorted(old.keys() & new.keys())
        self.by_state = {
            state: [*_Pair(asked, old[state], new[state]).changes()] for state in self.states
        }
        self.groups = {state: group_of(new[state]) for state in self.states}

    def sets(self) -> Mapping[str, Counter[str]]:
        """Return how many answers changed in each way, by the id of their set."""
        found = {theme: Counter[str]() for theme in self.asked.themes}
        for several in self.by_state.values():
            for one in several:
                found[self.asked.theme_of[one.question]].update(_counts(one))
        return found

    def of_groups(self) -> Mapping[str, tuple[int, Counter[str]]]:
        """Return how many States were compared in each group, and how many answers changed."""
        found: dict[str, tuple[int, Counter[str]]] = {}
        for state, several in self.by_state.items():
            number, counts = found.get(self.groups[state], (0, Counter[str]()))
            for one in several:
                counts.update(_counts(one))
            found[self.groups[state]] = number + 1, counts
        return found

    def transitions(self) -> Counter[tuple[str, str, str, str]]:
        """Return how many States went from one answer to another, by question and row."""
        return Counter(
            (one.question, *move)
            for several in self.by_state.values()
            for one in several
            for move in one.moves
        )


def _counts(one: Change) -> list[str]:
    return [ANSWERS, *one.kinds] if one.kinds else []


class _Pair:
    """Two reports of one State."""

    def __init__(self, asked: Asked, old: Told, new: Told) -> None:
        self.asked = asked
        self.sides = old, new
        self.has_copy = any("redacted" in one.data for one in self.sides)

    def changes(self) -> Iterator[Change]:
        """Yield the questions that changed."""
        for question in self.asked.questions:
            old, new = (self._side(one, question) for one in self.sides)
            if not self._is_comparable(question, old, new):
                continue
            if (old.answer, old.standing) == (new.answer, new.standing):
                continue
            is_unclear = any(question in one.unclear for one in self.sides)
            if is_unclear and old.answer is None and new.answer is None:
                continue
            kinds = self._kinds(self.asked.questions[question]["type"], old, new)
            inner, moves = self._inner_changes(question, old, new)
            if not self._is_hidden(question):
                yield Change(question, kinds | inner, moves)
            elif old.answer is not None or new.answer is not None:
                yield Change(question, _hiding(kinds) | ({"hidden"} if inner else set()), set())

    def _side(self, one: Told, question: str) -> Side:
        given = one.answers.get(question)
        answer = given if can_be_read(self.asked, question, given) else None
        if answer is None and question in one.withheld:
            return Side(None, _WITHHELD)
        if not one.is_asked(question) and question not in one.unclear:
            return Side(answer, _OFF_PATH)
        return Side(answer, _standing(answer))

    def _is_comparable(self, question: str, old: Side, new: Side) -> bool:
        before, after = self.sides
        if any(question in one.dependent for one in self.sides):
            return False
        is_same = before.answers.get(question) == after.answers.get(question)
        has_broken = any(
            question in one.broken or _has_broken_row(one, question) for one in self.sides
        )
        if has_broken and not is_same:
            return False
        if any(question in one.misspelt for one in self.sides):
            return False
        return old.standing == new.standing or _WITHHELD not in {old.standing, new.standing}

    def _is_hidden(self, question: str) -> bool:
        if any(question in one.hidden for one in self.sides):
            return True
        is_given = any(question in one.answers for one in self.sides)
        return is_given and self.asked.questions[question]["type"] == "contact"

    def _inner_changes(
        self, question: str, old: Side, new: Side
    ) -> tuple[set[str], set[tuple[str, str, str]]]:
        """Return the kinds of changes of rows and entries, and all moves."""
        kind, kinds = self.asked.questions[question]["type"], set[str]()
        moves = {("", *one) for one in _move(kind, old, new)}
        for row in self.asked.questions[question].get("items", ()):
            name = row["id"]
            sides = [
                self._row(told, question, name, side)
                for told, side in zip(self.sides, (old, new), strict=True)
            ]
            if sides[0].answer == sides[1].answer or _WITHHELD in {one.standing for one in sides}:
                continue
            found = self._kinds("row", *sides)
            if any((one.answer or {}).get("confidential") for one in sides):
                kinds |= _hiding(found)
            else:
                kinds |= found
                moves |= {(name, *one) for one in _move("row", *sides)}
        if kind == "table":
            entries = [side.answer.get("value", []) if side.answer else [] for side in (old, new)]
            is_other = any(one not in entries[1] for one in entries[0]) or any(
                one not in entries[0] for one in entries[1]
            )
            kinds |= {"entry"} if is_other else set()
        return kinds, moves

    def _row(self, told: Told, question: str, row: str, whole: Side) -> Side:
        if whole.answer is not None and "value" in whole.answer:
            if row in whole.answer["value"]:
                inner = whole.answer["value"][row]
                return Side(inner, _standing(inner))
            is_withheld = f"{question}/{row}" in told.withheld
            return Side(None, _WITHHELD if is_withheld else _UNANSWERED)
        return Side(None, whole.standing, whole.answer)

    def _kinds(self, kind: str, old: Side, new: Side) -> set[str]:
        found = {"standing"} if old.standing != new.standing else set()
        before, after = _parts(kind, old.shown), _parts(kind, new.shown)
        for name in before.keys() | after.keys():
            is_said = old.standing != new.standing and name in {_MISSING, "main", "status"}
            is_new = name not in before or name not in after
            if name == "main" and kind not in _ONE_CODE:
                is_said = False
            if before.get(name) != after.get(name) and not (is_said and is_new):
                found.add((before.get(name) or after[name])[0])
        one, other = old.answer or {}, new.answer or {}
        for key, word in _BESIDE.items():
            is_left_out = self.has_copy and key in {"answered_by", "confidence"}
            if one.get(key) != other.get(key) and not is_left_out:
                found.add(word)
        if (one.get("carried") or None) != (other.get("carried") or None):
            found.add("carried")
        if _as_set(one.get("evidence", ())) != _as_set(other.get("evidence", ())):
            found.add("codes")
        if bool(one.get("confidential")) != bool(other.get("confidential")):
            found.add("confidential")
        return found


def _has_broken_row(told: Told, question: str) -> bool:
    rows = told.asked.questions[question].get("items", ())
    return any(told.is_broken_row(question, one["id"]) for one in rows)


def _hiding(kinds: set[str]) -> set[str]:
    """Return the kinds of changes of an answer that is not shown."""
    marks = kinds & {"confidential"}
    return marks | ({"hidden"} if kinds - marks else set())


def _standing(answer: Mapping[str, Any] | None) -> str:
    if answer is None:
        return _UNANSWERED
    return _MISSING if "missing" in answer else _ANSWERED


def _parts(kind: str, answer: Mapping[str, Any]) -> Mapping[str, tuple[str, Any]]:
    """Return what of an answer is compared: the kind of change of each part, and the part."""
    if "missing" in answer:
        return {_MISSING: ("code", (answer["missing"], answer.get("reason")))}
    if "value" not in answer or kind in {"matrix", "table"}:
        return {}
    value = answer["value"]
    if kind == "implementation":
        return {
            name: (_OF_PARTS.get(name, "text"), _as_set(one) if isinstance(one, list) else one)
            for name, one in value.items()
            if one != []
        }
    if kind in {"choices", "states"}:
        return {"main": ("codes", sorted(value))}
    return {"main": ("code" if kind in _ONE_CODE else "text", value)}


def _as_set(listed: Any) -> set[str]:
    return {str(sorted(one.items()) if isinstance(one, dict) else one) for one in listed}


def _move(kind: str, old: Side, new: Side) -> set[tuple[str, str]]:
    """Return the answer before and after, where it is another one."""
    before, after = (_word(kind, one) for one in (old, new))
    return {(before, after)} if before != after else set()


def _word(kind: str, one: Side) -> str:
    if one.standing == _MISSING:
        return str(one.shown["missing"])
    if one.standing == _ANSWERED and one.answer is not None:
        value = one.answer["value"]
        if kind == "implementation":
            return str(value["status"])
        if kind in {"choice", "yes-no", "row"}:
            return str(value)
    return one.standing
