"""Two versions of a tiny questionnaire, made up at random, and what truly became of each name.

The truth is kept apart from the declarations: it is written down as each change is made, so that
what `checklist migrate` does can be held against it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from checklist.questionnaire.changes import VersionStep
from checklist.questionnaire.questionnaire import Questionnaire
from tests.support.tiny import QuestionData, questionnaire

WHY = "It was decided so."


@dataclass
class Fate:
    """What truly became of a question."""

    places: list[tuple[str, str]]
    """The questions, or rows, that take its answer; none where it is gone."""
    rows: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """The rows or questions that each row of a matrix has become."""
    columns: dict[str, str | None] = field(default_factory=dict)
    """The columns that have become others, or none."""
    codes: dict[str, list[str]] = field(default_factory=dict)
    """The codes that each code has become, where it is not the same."""
    maps: dict[str, dict[str, str]] = field(default_factory=dict)
    """Of a split question: the codes by question."""
    doubtful: set[str] = field(default_factory=set)
    """What does not surely mean the same: rows, codes, or `*` for all of it."""
    in_list: bool = False
    """Whether its one code stands in a list now."""
    touched: bool = False
    """Whether anything happened to it, or around it, that can keep it from being carried over."""


@dataclass
class Change:
    """Two versions, and the way from one to the other."""

    old: Questionnaire
    new: Questionnaire
    step: VersionStep
    fates: Mapping[str, Fate]


def changed(random: Random) -> Change:
    """Return two versions of a questionnaire of some eight questions."""
    before = _questions(random)
    return _Changer(random, before).change()


def _options(*codes: str) -> list[dict[str, Any]]:
    return [{"code": code, "label": f"Of {code}"} for code in codes]


def _questions(random: Random) -> list[QuestionData]:
    """Return the questions of the first version."""
    kinds: list[Callable[[str], QuestionData]] = [
        lambda name: {"id": name, "type": "yes-no"},
        lambda name: {"id": name, "type": "choice", "options": _options("aa", "bb", "cc", "dd")},
        lambda name: {"id": name, "type": "choices", "options": _options("aa", "bb", "cc", "dd")},
        lambda name: {"id": name, "type": "text"},
        lambda name: {"id": name, "type": "integer", "maximum": 900},
        lambda name: {"id": name, "type": "date"},
        lambda name: {"id": name, "type": "implementation"},
        lambda name: {
            "id": name,
            "type": "matrix",
            "options": _options("aa", "bb", "cc"),
            "items": [{"id": row, "label": f"Row {row}"} for row in ("r1", "r2", "r3")],
        },
        lambda name: {
            "id": name,
            "type": "table",
            "entry": "thing",
            "columns": [
                {"id": "c1", "label": "One", "type": "text", "required": True},
                {"id": "c2", "label": "Two", "type": "choice", "options": _options("aa", "bb")},
                {"id": "c3", "label": "Three", "type": "integer"},
            ],
        },
    ]
    questions: list[QuestionData] = [{"id": "q0", "type": "yes-no"}]
    for number in range(1, random.randint(4, 9)):
        question = random.choice(kinds)(f"q{number}")
        yes_no = [one["id"] for one in questions if one["type"] == "yes-no"]
        if random.random() < 0.2:
            question["when"] = {"question": random.choice(yes_no), "is": "affirmative"}
        elif question["type"] == "implementation" and random.random() < 0.6:
            chosen = random.choice(yes_no)
            gate = next(one for one in questions if one["id"] == chosen)
            gate.setdefault("gate", []).append(question["id"])
        questions.append(question)
    return questions


class _Changer:
    """Changes questions, and writes down what it does: as declarations, and as the truth."""

    def __init__(self, random: Random, before: Sequence[QuestionData]) -> None:
        self.random = random
        self.before = before
        self.after: list[QuestionData] = []
        self.declared: dict[str, dict[str, Any]] = {}
        self.added: list[str] = []
        self.fates = {one["id"]: Fate([(one["id"], "")]) for one in before}

    def change(self) -> Change:
        waiting = [dict(one) for one in self.before]
        while waiting:
            question = waiting.pop(0)
            same = [one for one in waiting if one["type"] == question["type"] == "choice"]
            draw = self.random.random()
            if same and draw < 0.35:
                other = self.random.choice(same)
                waiting.remove(other)
                self.merge([question, other])
            elif draw < 0.45:
                self.after.append(question)
            elif draw < 0.55:
                self.declare(question["id"], became="removed", reason=WHY)
                self.fates[question["id"]].places = []
            elif question["type"] in {"yes-no", "choice"} and draw < 0.65:
                self.split(question)
            else:
                self.alter(question)
        if self.random.random() < 0.3:
            self.after.append({"id": "fresh", "type": "text"})
            self.added.append("fresh")
        self.settle_references()
        old = questionnaire(self.before, version="1.0.0")
        new = questionnaire(self.after or [self.fallback()], version="2.0.0")
        names = {"from": "1.0.0", "to": "2.0.0"}
        step = VersionStep.model_validate(
            {**names, "questions": self.declared, "added": self.added}
        )
        return Change(old=old, new=replace(new, changes=new.changes), step=step, fates=self.fates)

    def fallback(self) -> QuestionData:
        self.added.append("only")
        return {"id": "only", "type": "text"}

    def declare(self, name: str, **change: Any) -> None:
        self.declared.setdefault(name, {}).update(change)

    # Whole questions

    def merge(self, questions: Sequence[QuestionData]) -> None:
        """Make one question of several, or a matrix with a row for each."""
        names = [one["id"] for one in questions]
        codes = [option["code"] for option in questions[0]["options"]]
        target = f"m{names[0]}"
        kept = codes[:-1]
        if self.random.random() < 0.5:
            self.after.append({"id": target, "type": "choice", "options": _options(*kept)})
            places = [(target, "")] * len(names)
            became = "merged"
        else:
            items = [{"id": f"of-{name}", "label": f"Of {name}"} for name in names]
            self.after.append(
                {"id": target, "type": "matrix", "options": _options(*kept), "items": items}
            )
            places = [(target, f"of-{name}") for name in names]
            became = "renamed"
        for name, (question, row) in zip(names, places, strict=True):
            to = f"{question}/{row}" if row else question
            self.declare(name, became=became, to=[to], reason=WHY)
            last = codes[-1]
            fate = self.fates[name]
            fate.places, fate.touched = [(question, row)], True
            if self.random.random() < 0.5:
                self.declare(name, codes={last: {"became": "removed", "reason": WHY}})
                fate.codes[last] = []
            else:
                self.declare(
                    name, codes={last: {"became": "renamed", "to": [codes[0]], "reason": WHY}}
                )
                fate.codes[last] = [codes[0]]
            if became == "merged":
                fate.doubtful.add("*")

    def split(self, question: QuestionData) -> None:
        """Make two questions of one, with a map of codes for each."""
        name = question["id"]
        codes = (
            ["affirmative", "negative"]
            if question["type"] == "yes-no"
            else [option["code"] for option in question["options"]]
        )
        targets = [f"{name}-one", f"{name}-two"]
        maps = {}
        for target in targets:
            self.after.append({"id": target, "type": "choice", "options": _options("on1", "off1")})
            known = self.random.sample(codes, self.random.randint(1, len(codes)))
            maps[target] = {code: self.random.choice(["on1", "off1"]) for code in known}
        self.declare(name, became="split", to=targets, reason=WHY, maps=maps)
        fate = self.fates[name]
        fate.places = [(target, "") for target in targets]
        fate.maps, fate.touched = maps, True
        fate.doubtful.add("*")

    # Within a question

    def alter(self, question: QuestionData) -> None:
        name, fate = question["id"], self.fates[question["id"]]
        if self.random.random() < 0.4:
            question["id"] = f"new-{name}"
            fate.places = [(question["id"], "")]
            fate.rows = {}
            question["ask"] = f"About {name}?"
            self.declare(name, became="renamed", to=[question["id"]], reason=WHY)
        draw = self.random.random()
        if draw < 0.2:
            question["ask"] = f"And what about {name}?"
            self.declare(name, words="wording")
        elif draw < 0.4:
            question["ask"] = f"How is {name} now?"
            self.declare(name, words="meaning", reason=WHY)
            fate.doubtful.add("*")
            fate.touched = True
        if self.random.random() < 0.2:
            question["optional"] = True
            self.declare_aspect(name, "requirement")
        if question["type"] in {"choice", "choices", "matrix"} and self.random.random() < 0.6:
            question["options"] = self.altered_codes(name, question["options"], fate)
        if question["type"] == "matrix" and self.random.random() < 0.7:
            self.alter_rows(name, question, fate)
        if question["type"] == "table" and self.random.random() < 0.8:
            self.alter_columns(name, question, fate)
        if question["type"] == "integer" and self.random.random() < 0.5:
            question["maximum"] = self.random.choice([10, 400])
            self.declare_aspect(name, "type")
            fate.doubtful.add("*")
            fate.touched = True
        if question["type"] == "choice" and self.random.random() < 0.2:
            question["type"] = "choices"
            self.declare_aspect(name, "type")
            fate.doubtful.add("*")
            fate.in_list = fate.touched = True
        self.after.append(question)

    def declare_aspect(self, name: str, aspect: str) -> None:
        changed = self.declared.setdefault(name, {}).setdefault("changed", [])
        if aspect not in changed:
            changed.append(aspect)

    def altered_codes(
        self, name: str, before: Sequence[Mapping[str, Any]], fate: Fate
    ) -> list[dict[str, Any]]:
        options = [dict(option) for option in before]
        codes: dict[str, Any] = {}
        one = self.random.choice(options)
        code = one["code"]
        match self.random.choice(["rename", "remove", "split", "merge", "meaning", "label", "add"]):
            case "rename":
                one["code"] = "zz"
                codes[code] = {"became": "renamed", "to": ["zz"], "reason": WHY}
                fate.codes[code] = ["zz"]
            case "remove":
                options.remove(one)
                codes[code] = {"became": "removed", "reason": WHY}
                fate.codes[code] = []
            case "split":
                options.remove(one)
                options += _options("ss", "tt")
                codes[code] = {"became": "split", "to": ["ss", "tt"], "reason": WHY}
                fate.codes[code] = ["ss", "tt"]
            case "merge":
                options.remove(one)
                other = self.random.choice(options)["code"]
                codes[code] = {"became": "merged", "to": [other], "reason": WHY}
                fate.codes[code] = [other]
            case "meaning":
                one["label"] = "Something else"
                codes[code] = {"words": "meaning", "reason": WHY}
                fate.doubtful.add(code)
            case "label":
                one["label"] = f"{one['label']}, in other words"
                codes[code] = {"words": "wording"}
            case _:
                options += _options("yy")
                self.declare(name, added={"codes": ["yy"]})
        if codes:
            self.declare(name, codes=codes)
            fate.touched = True
        return options

    def alter_rows(self, name: str, question: QuestionData, fate: Fate) -> None:
        question["items"] = [dict(row) for row in question["items"]]
        row = self.random.choice(question["items"])
        row_id, target = row["id"], question["id"]
        change: dict[str, Any] = {}
        fate.touched = True
        match self.random.choice(["rename", "remove", "split", "merge", "meaning", "out", "add"]):
            case "rename":
                row["id"] = "r9"
                change = {"became": "renamed", "to": ["r9"], "reason": WHY}
                fate.rows[row_id] = [(target, "r9")]
            case "remove":
                question["items"].remove(row)
                change = {"became": "removed", "reason": WHY}
                fate.rows[row_id] = []
            case "split":
                question["items"].remove(row)
                question["items"] += [{"id": i, "label": f"Row {i}"} for i in ("r7", "r8")]
                change = {"became": "split", "to": ["r7", "r8"], "reason": WHY}
                fate.rows[row_id] = [(target, "r7"), (target, "r8")]
                fate.doubtful.add(row_id)
            case "merge":
                question["items"].remove(row)
                other = self.random.choice(question["items"])["id"]
                change = {"became": "merged", "to": [other], "reason": WHY}
                fate.rows[row_id] = [(target, other)]
                fate.doubtful.add(row_id)
            case "meaning":
                row["label"] = "Something else"
                change = {"words": "meaning", "reason": WHY}
                fate.doubtful.add(row_id)
            case "out":
                question["items"].remove(row)
                own = f"{name}-{row_id}"
                self.after.append({"id": own, "type": "choice", "options": question["options"]})
                change = {"became": "renamed", "to": [f"{own}/"], "reason": WHY}
                fate.rows[row_id] = [(own, "")]
            case _:
                question["items"].append({"id": "r6", "label": "Row r6"})
                added = self.declared.setdefault(name, {}).setdefault("added", {})
                added["rows"] = ["r6"]
        if change:
            self.declare(name, rows={row_id: change})

    def alter_columns(self, name: str, question: QuestionData, fate: Fate) -> None:
        question["columns"] = [dict(column) for column in question["columns"]]
        column = self.random.choice(question["columns"])
        column_id = column["id"]
        fate.touched = True
        match self.random.choice(["rename", "remove", "label", "add"]):
            case "rename":
                column["id"] = "c9"
                change = {"became": "renamed", "to": ["c9"], "reason": WHY}
                self.declare(name, columns={column_id: change})
                fate.columns[column_id] = "c9"
            case "remove" if column_id != "c1":
                question["columns"].remove(column)
                self.declare(name, columns={column_id: {"became": "removed", "reason": WHY}})
                fate.columns[column_id] = None
            case "label":
                column["label"] = f"{column['label']}, in other words"
                self.declare(name, columns={column_id: {"words": "wording"}})
            case _:
                question["columns"].append({"id": "c8", "label": "Eight", "type": "text"})
                self.declare(name, added={"columns": ["c8"]})

    # What names other questions

    def settle_references(self) -> None:
        """Write the new ids into conditions and gates; leave out what is gone, and declare it."""
        ids = {one["id"]: one["type"] for one in self.after}
        names = {
            fate.places[0][0]: old
            for old, fate in self.fates.items()
            if len(fate.places) == 1 and not fate.places[0][1]
        }

        def current(old: str) -> str | None:
            places = self.fates[old].places
            new = places[0][0] if len(places) == 1 and not places[0][1] else ""
            return new if new in ids else None

        seen: set[str] = set()
        for question in self.after:
            old = names.get(question["id"], "")
            if "when" in question:
                asked = current(question["when"]["question"])
                if asked in seen and ids[str(asked)] == "yes-no":
                    question["when"] = {**question["when"], "question": asked}
                else:
                    del question["when"]
                    self.declare_aspect(old, "condition")
            if "gate" in question:
                gates = [current(target) for target in question["gate"]]
                targets = [one for one in gates if one and ids[one] == "implementation"]
                question["gate"] = targets
                if not targets:
                    del question["gate"]
                elif self.random.random() < 0.2:
                    question["gate"] = targets[1:]
                    if not targets[1:]:
                        del question["gate"]
                    self.declare_aspect(old, "gate")
            seen.add(question["id"])
