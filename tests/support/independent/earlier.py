"""Reports of an earlier version, with their answers as `changes.yaml` says what became of them.

An answer counts as one to the present question where nothing says that its meaning changed, that
it is answered in another way, or that it was split or merged. Any other has to be confirmed: it
counts as unanswered, with the whole question that it now belongs to.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from tests.support.independent.asked import Asked, load
from tests.support.independent.fitting import broken_rows, fits
from tests.support.independent.told import Told

Place = tuple[str, str]
"""A question, and its row; without one, the whole question."""
_BESIDE = {"confidential", "by", "note", "answered_by", "confidence", "carried"}
STAND_IN: Mapping[str, Any] = {"missing": "declined", "confidential": True}


class Moved(NamedTuple):
    """An answer at its present place."""

    source: str
    """The question that it answered."""
    place: Place
    answer: Mapping[str, Any]
    """Empty where nothing of it has a place."""
    is_doubtful: bool = False
    """Whether it has to be confirmed."""
    is_lost: bool = False
    """Whether a part of it has no place, or means something else."""


class Earlier:
    """An earlier version.

    Args:
        present: The present version.
        version: The earlier one, from which one step leads to the present one.
    """

    def __init__(self, present: Asked, version: str) -> None:
        self.present = present
        self.asked = Asked(present.folder, version)
        steps = load(present.folder / "changes.yaml")["steps"]
        (step,) = [one for one in steps if one["from"] == version]
        assert step["to"] == present.head["version"]
        self.changes: Mapping[str, Mapping[str, Any]] = step["questions"]

    # What became of questions and rows

    def change(self, question: str) -> Mapping[str, Any]:
        """Return what is declared of a question."""
        return self.changes.get(question, {})

    def places(self, question: str, row: str = "") -> list[Place]:
        """Return what a question or row has become."""
        change = self.change(question)
        whole = [_place(one) for one in _names(change, question)]
        if not row:
            return whole
        found: list[Place] = []
        for name in _names(change.get("rows", {}).get(row, {}), row):
            found += [_place(name)] if "/" in name else [(q, name) for q, r in whole if not r]
        return found

    def is_doubtful(self, question: str, row: str = "") -> bool:
        """Whether every answer to a question or row has to be confirmed."""
        change = self.change(question)
        of_row = change.get("rows", {}).get(row, {})
        if any("/" in name for name in of_row.get("to", ())):
            return _means_else(change) or _has_changed(of_row)
        return _has_changed(change) or _has_changed(of_row)

    @cached_property
    def doubtful(self) -> set[str]:
        """The present questions whose answers mean something else as a whole."""
        return {
            place for old in self.changes if self.is_doubtful(old) for place, _ in self.places(old)
        }

    @cached_property
    def was_asked(self) -> set[Place]:
        """The present questions and rows that the earlier version asked."""
        return {
            place
            for name, asked in self.asked.questions.items()
            for row in ("", *(one["id"] for one in asked.get("items", ())))
            for place in self.places(name, row)
        }

    @cached_property
    def with_moved_codes(self) -> set[str]:
        """The present questions of which the code decides whether an answer is kept."""
        return {
            place
            for old, change in self.changes.items()
            if "maps" in change or any(map(_is_other, change.get("codes", {}).values()))
            for place, _ in self.places(old)
        }

    @cached_property
    def different(self) -> set[str]:
        """The questions of both versions of which something differs, by their ids."""
        found = {
            one for one in self.present.questions if one in self.doubtful or self._differs(one)
        }
        return found | {
            old
            for old in self.asked.questions
            if not {place for place, _ in self.places(old)} & self.present.questions.keys()
        }

    def _differs(self, question: str) -> bool:
        before = [old for old in self.asked.questions if question in dict(self.places(old))]
        if not before:
            return True
        old, new = self.asked.questions[before[-1]], self.present.questions[question]
        return (
            before[-1] != question
            or old["ask"] != new["ask"]
            or self.asked.answered_by(before[-1]) != self.present.answered_by(question)
        )

    # What became of answers

    def told(self, data: Mapping[str, Any], file: str = "") -> Told:
        """Return a report as one of the present version."""
        answers, incomparable = self.answers(data["answers"])
        for question in self.secret(data["answers"]):
            answers[question] = {**answers.get(question, STAND_IN), "confidential": True}
            incomparable |= {question}
        moved = {**data, "answers": answers}
        if "redacted" in data:
            places = [self._withheld(one) for one in data["redacted"]["withheld"]]
            withheld = [*dict.fromkeys(one for several in places for one in several)]
            moved["redacted"] = {**data["redacted"], "withheld": withheld}
        return Told(self.present, moved, file, earlier=self, incomparable=incomparable)

    def _withheld(self, name: str) -> list[str]:
        question, *parts = name.split("/")
        if len(parts) == 1:
            return ["/".join(filter(None, one)) for one in self.places(question, parts[0])]
        return ["/".join([*filter(None, one), *parts]) for one in self.places(question)]

    def answers(self, given: Mapping[str, Any]) -> tuple[dict[str, Any], set[str]]:
        """Return answers under the names of the present version.

        Returns:
            The answers, and the questions of which not all has become an answer.
        """
        found: dict[str, Any] = {}
        doubts, lost, sources = set[str](), set[str](), dict[str, set[str]]()
        for (question, row), several in self._by_place(given, lost).items():
            sources.setdefault(question, set()).update(one.source for one in several)
            values = [one for one in several if "value" in one.answer] or several
            if any(one.answer.get("value") != values[0].answer.get("value") for one in values):
                lost |= {one.source for one in several}  # two that have become one differ
                continue
            lost |= {one.source for one in several if one not in values}
            answer = dict(values[0].answer)
            if row:
                whole = found.setdefault(question, {})
                whole.pop("missing", None)  # what is said of a row stands before what is not
                whole.setdefault("value", {})[row] = answer
            elif "missing" not in answer or "value" not in found.get(question, {}):
                found[question] = {**found.get(question, {}), **answer}
            doubts |= {question} if any(one.is_doubtful for one in values) else set()
        # A gate fills in again what it filled in, where it still applies.
        kept = {
            question: {**answer, **({"carried": True} if question in doubts else {})}
            for question, answer in found.items()
            if fits(self.present, question, answer) and not self._has_broken_row(question, answer)
            if "by" not in answer or found.get(answer["by"], {}).get("value") == "negative"
        }
        for question in sources.keys() - (kept.keys() - doubts):
            lost |= sources[question]
        places = {place for name in lost for place, _ in self.places(name)}
        return kept, places | (doubts & kept.keys())

    def _by_place(self, given: Mapping[str, Any], lost: set[str]) -> Mapping[Place, list[Moved]]:
        """Return answers by the places to which they go; add to `lost` those that lose a part."""
        at: dict[Place, list[Moved]] = {}
        for question, answer in given.items():
            if question not in self.asked.questions:
                continue
            if not fits(self.asked, question, answer) or self._has_broken_row(
                question, answer, is_earlier=True
            ):
                lost.add(question)
                continue
            for one in self._moved(question, answer):
                if one.is_lost:
                    lost.add(question)
                if one.answer:
                    at.setdefault(one.place, []).append(one)
        return at

    def _has_broken_row(
        self, question: str, answer: Mapping[str, Any], *, is_earlier: bool = False
    ) -> bool:
        asked = self.asked if is_earlier else self.present
        has_rows = asked.questions[question]["type"] == "matrix" and "value" in answer
        return has_rows and bool(broken_rows(asked, question, answer))

    def _moved(self, question: str, answer: Mapping[str, Any]) -> Iterator[Moved]:
        is_matrix = self.asked.questions[question]["type"] == "matrix"
        beside = self._beside(answer)
        if not is_matrix or "missing" in answer:
            for moved in self._at_places(question, "", answer):
                yield moved._replace(answer=moved.answer and {**beside, **moved.answer})
            return
        for row, inner in answer["value"].items():
            mark = self._beside(inner)
            for moved in self._at_places(question, row, inner):
                is_elsewhere = moved.place[0] not in {one for one, _ in self.places(question)}
                if is_elsewhere and answer.get("confidential"):
                    mark["confidential"] = True
                yield moved._replace(answer=moved.answer and {**mark, **moved.answer})
        for place, row in self.places(question):
            if beside and not row:
                yield Moved(question, (place, ""), beside)

    def _beside(self, answer: Mapping[str, Any]) -> dict[str, Any]:
        """Return what stands beside an answer; who gave it, as a code where one stands for it."""
        found = {key: one for key, one in answer.items() if key in _BESIDE}
        named = found.get("answered_by")
        codes = self.present.codes(self.present.head["authorities"]).items()
        known = [code for code, words in codes if named in (code, words)]
        return {**found, "answered_by": known} if known else found

    def _at_places(self, question: str, row: str, given: Mapping[str, Any]) -> Iterator[Moved]:
        places, doubt = self.places(question, row), self.is_doubtful(question, row)
        if "missing" in given:
            # One text cannot answer two questions.
            for one in places[:1]:
                answer = {key: given[key] for key in ("missing", "reason") if key in given}
                yield Moved(question, one, answer, doubt)
            return
        kind = self.asked.questions[question]["type"]
        for place in places if self.asked.codes(question) else places[:1]:
            value, lost, of_part = given["value"], False, False
            if kind == "implementation":
                code, lost = self._codes(question, place, value["status"])
                partly, of_part = self._codes(question, place, value.get("partly", []))
                is_measure = self.present.questions[place[0]]["type"] == "implementation"
                value = {**value, "status": code, "partly": partly} if is_measure else code
                lost = lost or (of_part and bool(partly))
            elif self.asked.codes(question):
                value, lost = self._codes(question, place, value)
                code = value
            else:
                code = value
            answer = {} if code in (None, []) else {"value": value}
            yield Moved(question, place, answer, doubt or lost, lost or of_part)

    def _codes(self, question: str, place: Place, value: Any) -> tuple[Any, bool]:
        """Return the codes that a value has at a place, and whether one was lost or means else."""
        change = self.change(question)
        maps = change.get("maps", {}).get("/".join(filter(None, place)))
        declared = change.get("codes", {})
        names, is_other = list[str](), False
        for code in value if isinstance(value, list) else [value]:
            if maps is not None:
                became = [maps[code]] if code in maps else []
            else:
                became = [*_names(declared.get(code, {}), code)]
            offered = self._offered(place[0])
            is_lost = len(became) != 1 or became[0] not in offered
            names += [] if is_lost or became[0] in names else became
            is_other = is_other or is_lost or _means_else(declared.get(code, {}))
        if isinstance(value, list):
            return names, is_other
        return (names[0] if names else None), is_other

    def _offered(self, question: str) -> set[str]:
        return {*self.present.codes(question), *self.present.questions[question].get("partial", ())}

    # What stays confidential

    def secret(self, answers: Mapping[str, Any]) -> set[str]:
        """Return the present questions that are confidential as a whole.

        Whether an answer finds a place can depend on what it says; so does what depends on it.
        """
        told = Told(self.asked, {"state": "", "answers": answers})
        marked = {
            name for name, one in answers.items() if isinstance(one, dict) and _is_marked(one)
        }
        own = {name for name in marked if answers[name].get("confidential") is True}
        secret = {one for one in told.hidden if one not in own}
        secret |= {one for one in marked | told.hidden if self._is_other(one)}
        places = {place for name in secret for place, _ in self.places(name)}
        for name in secret:
            for row in self.change(name).get("rows", {}).values():
                places |= {one.partition("/")[0] for one in row.get("to", ()) if "/" in one}
        return places & self.present.questions.keys()

    def _is_other(self, question: str) -> bool:
        """Whether some answer to a question is not carried over with its meaning."""
        change = self.change(question)
        columns = change.get("columns", {}).values()
        rows = change.get("rows", {}).values()
        inner = [
            change,
            *change.get("codes", {}).values(),
            *rows,
            *columns,
            *(code for one in columns for code in one.get("codes", {}).values()),
        ]
        is_elsewhere = any(
            "/" in to for row in change.get("rows", {}).values() for to in row.get("to", ())
        )
        is_changed = bool(change.get("changed")) or any(one.get("changed") for one in columns)
        has_moved = any(
            one.get("became", "kept") not in {"kept", "renamed"} or _means_else(one)
            for one in inner
        )
        return has_moved or is_elsewhere or is_changed or "maps" in change


def _names(change: Mapping[str, Any], name: str) -> list[str]:
    became = change.get("became", "kept")
    return [name] if became == "kept" else [*change.get("to", ())]


def _place(name: str) -> Place:
    question, _, row = name.partition("/")
    return question, row


def _means_else(change: Mapping[str, Any]) -> bool:
    return change.get("words") == "meaning"


def _is_other(change: Mapping[str, Any]) -> bool:
    return change.get("became", "kept") != "kept" or _means_else(change)


def _has_changed(change: Mapping[str, Any]) -> bool:
    is_one = change.get("became", "kept") not in {"split", "merged"}
    return not is_one or _means_else(change) or "type" in change.get("changed", ())


def _is_marked(answer: Mapping[str, Any]) -> bool:
    if answer.get("confidential") is True:
        return True
    value = answer.get("value")
    parts = value if isinstance(value, list) else [value]
    return any(
        isinstance(inner, dict) and inner.get("confidential") is True
        for part in parts
        if isinstance(part, dict)
        for inner in part.values()
    )
