"""Random merges of what ministries say, in which each note, source and mark names its author.

A packet is an answer with all that stands beside it. Whoever writes a note here writes its own name
in it, so that it can be checked without the merge whose words stand beside which value.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from checklist.answer_types.packet import units_of
from checklist.ministries.conflicts import OpenConflict, decided, open_conflicts, refreshed
from checklist.ministries.division import Assignment, Authority, Division, reference_of
from checklist.ministries.merge import Incoming, merge
from checklist.ministries.part import PartMaker
from checklist.ministries.record import known_returns
from checklist.reports.address import Address
from checklist.reports.check_structure import check_structure
from tests.support.returns import incoming
from tests.support.tiny import LAWS, OPTIONS, questionnaire, report

MINISTRIES = ("justice", "labour", "police")
TOKEN = re.compile(r"(?:note|act)-(own|justice|labour|police)-\d+")
CODES = ["radio", "press", "web"]

ASKED = questionnaire(
    [
        {
            "id": "who",
            "type": "choices",
            "options": [{"code": code, "label": code.capitalize()} for code in MINISTRIES],
        },
        {"id": "remark", "type": "text"},
        {"id": "rank", "type": "choice", "options": OPTIONS, "evidence": "link"},
        {
            "id": "channels",
            "type": "choices",
            "options": [{"code": code, "label": code} for code in CODES],
        },
        {
            "id": "grid",
            "type": "matrix",
            "options": OPTIONS,
            "evidence": "link",
            "items": [{"id": "north", "label": "North"}, {"id": "south", "label": "South"}],
        },
        {"id": "measure", "type": "implementation"},
        {
            "id": "raids",
            "type": "table",
            "entry": "raid",
            "key": ["place"],
            "columns": [
                {"id": "place", "label": "Place", "type": "text", "required": True},
                {"id": "found", "label": "Found", "type": "integer"},
            ],
        },
        LAWS,
    ],
    authorities="who",
    laws={"question": "laws", "name": "name", "citation": "title"},
)
PLACES = ("remark", "rank", "channels", "grid/north", "grid/south", "measure")
CITING = ("rank", "grid/north", "grid/south")
"""The places where a source can stand beside a value."""
CELL = "raids/1/found"
"""The cell of a table that ministries fill in."""
BESIDE = ("note", "evidence", "confidential")

ALL = Division(
    checklist_division=1,
    questionnaire=reference_of(ASKED),
    state="AUT",
    authorities={code: Authority() for code in MINISTRIES},
    asks={name: Assignment(lead="justice", also=["labour", "police"]) for name in ASKED.questions},
)
"""A division in which each ministry is asked everything."""


@dataclass
class Packets:
    """One report, with what is known of who said what beside which value."""

    random: Random
    has_draft: bool = True
    """Whether the report has answers of its own, and ministries get a second form."""
    places: Sequence[str] = PLACES
    """What is answered, beside the cell of the table."""
    report: Any = None
    tokens: int = 0
    values: dict[str, list[Any]] = field(default_factory=dict)
    """By note or source: the values beside which its author wrote it."""
    marked: dict[tuple[str, str], list[Any]] = field(default_factory=dict)
    """By author and place: the values that the author marked as not for publication."""
    latest: dict[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
    """By author and place: the last packet."""
    numbers: dict[str, int] = field(default_factory=lambda: dict.fromkeys(MINISTRIES, 0))
    seen: set[str] = field(default_factory=set)
    """The notes and sources that some ministry saw in its form, so that it could replace them."""
    seen_by: dict[str, set[str]] = field(default_factory=dict)
    """By ministry: those of the State that it saw in a form that it returned."""
    secret: set[str] = field(default_factory=set)
    """The notes and sources of the State that it marked."""
    forms: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What the forms of the ministries show."""
    forms_of: Any = None
    """The report of which these are."""
    faults: list[str] = field(default_factory=list)
    conflicts: int = 0

    def run(self) -> list[str]:
        """Let ministries answer, once or twice. Returns what is wrong with the report."""
        self.report = report(ASKED)
        if self.has_draft and self.random.random() < 0.5:
            self.draft()
        for turn in range(self.random.choice([1, 2, 3]) if self.has_draft else 1):
            ministries = self.random.sample(MINISTRIES, self.random.choice([2, 3]))
            forms = {code: self.form(code) for code in ministries}
            returns = [self.filled(code, *forms[code]) for code in ministries]
            self.merge(returns)
            self.check_forms()
            if self.has_draft and turn < 2:
                self.decide()
                self.check()
                self.check_forms()
        self.conflicts = len(open_conflicts(self.report))
        return self.faults

    def draft(self) -> None:
        """Let the focal point write answers of its own."""
        cells: dict[str, Any] = {}
        for at in self.places:
            if self.random.random() < 0.5:
                cells |= self.packet(at, "own", self.value(at))
        answers: dict[str, Any] = {}
        for at, content in cells.items():
            answers = _set(answers, at, content)
        self.report = report(ASKED, answers)

    def form(self, code: str) -> tuple[dict[str, Any], dict[str, int]]:
        """Return what the form of a ministry shows, and which returns were known."""
        if self.forms_of is not self.report:  # a form of the same report is the same
            checked, _ = check_structure(self.report.to_data(), ASKED)
            maker = PartMaker(checked=checked, division=ALL)
            self.forms = {one: maker.part(one, "c" * 32).base for one in MINISTRIES}
            self.forms_of = self.report
        return dict(self.forms[code]), known_returns(self.report)

    def filled(self, code: str, base: Mapping[str, Any], seen: Mapping[str, int]) -> Incoming:
        """Let a ministry fill in its form."""
        now = dict(base)
        for at in [*self.places, CELL]:
            self.fill(now, at, code)
        self.numbers[code] += 1
        given = {at: one for at, one in now.items() if base.get(at) != one}
        removed = [at for at in base if at not in now]
        number = self.numbers[code]
        return incoming(ASKED, code, base, given, number=number, removed=removed, seen=seen)

    def fill(self, now: dict[str, Any], at: str, code: str) -> None:
        """Let a ministry answer one question, or write something beside the answer, or nothing."""
        draw, before = self.random.random(), dict(now)
        has_value = any(path in now for path in (at, f"{at}/missing", f"{at}/status"))
        if draw < 0.15 or (draw < 0.45 and has_value):
            self.write_beside(now, at, code, has_value=has_value)
        elif draw < 0.75:
            kept = {f"{at}/{part}" for part in BESIDE if self.random.random() < 0.4}
            for path in [one for one in now if _is_at(one, at) and one not in kept]:
                del now[path]
            now |= self.packet(at, code, self.value(at))
            if f"{at}/missing" in now:
                now.pop(f"{at}/note", None)
                now.pop(f"{at}/evidence", None)
        if now == before:  # what stands in the form already is not said anew
            return
        if at == CELL:
            now.setdefault("raids/1/place", "A")
        self.note_packet(now, at, code)

    def write_beside(self, now: dict[str, Any], at: str, code: str, *, has_value: bool) -> None:
        if not has_value or f"{at}/missing" in now:
            return
        draw = self.random.random()
        if draw < 0.4:
            now[f"{at}/note"] = self.token("note", code)
        elif draw < 0.6:
            now[f"{at}/confidential"] = True
        elif draw < 0.75 and at in CITING:
            now[f"{at}/evidence"] = [{"url": f"https://x.org/{self.token('act', code)}"}]
        elif draw < 0.85:
            now.pop(f"{at}/confidential", None)
        else:
            now.pop(f"{at}/note", None)

    def value(self, at: str) -> Mapping[str, Any]:
        draw = self.random.random()
        if at == CELL:
            return {at: self.random.choice([1, 2])}
        if draw < 0.12:
            return {f"{at}/missing": {"missing": "not-known", "reason": "not-collected"}}
        if at == "measure":
            law = {f"{at}/law": self.random.choice(["L1", "L2"])} if draw < 0.5 else {}
            return {f"{at}/status": "implemented", f"{at}/practice": "Daily.", **law}
        if at == "remark":
            return {at: self.random.choice(["A.", "B."])}
        if at == "channels":
            return {at: self.random.sample(CODES, self.random.choice([1, 2]))}
        return {at: self.random.choice(["good", "bad"])}

    def packet(self, at: str, code: str, value: Mapping[str, Any]) -> dict[str, Any]:
        """Return a new answer with what stands beside it."""
        cells = dict(value)
        is_missing = f"{at}/missing" in cells
        if self.random.random() < 0.5 and not is_missing:
            cells[f"{at}/note"] = self.token("note", code)
        if self.random.random() < 0.3 and at in CITING and not is_missing:
            cells[f"{at}/evidence"] = [{"url": f"https://x.org/{self.token('act', code)}"}]
        if self.random.random() < 0.3:
            cells[f"{at}/confidential"] = True
        if code == "own":
            self.note_packet(cells, at, code)
        return cells

    def token(self, kind: str, code: str) -> str:
        self.tokens += 1
        return f"{kind}-{code}-{self.tokens}"

    def note_packet(self, now: Mapping[str, Any], at: str, code: str) -> None:
        """Remember what an author says in one place, and beside which value."""
        said = {path[len(at) :].strip("/"): one for path, one in now.items() if _is_at(path, at)}
        value = _without_note({key: one for key, one in said.items() if key not in BESIDE})
        for found in TOKEN.finditer(json.dumps(said)):
            if found[1] == code:
                self.values.setdefault(found[0], []).append(value)
        if said.get("confidential"):
            self.secret.update(_tokens_of("own", said) if code == "own" else ())
            self.marked.setdefault((code, at), []).append(value)
        self.latest[code, at] = said

    def merge(self, returns: list[Incoming]) -> None:
        """Merge returns: together, and one after the other in both orders, with the same result."""
        together = merge(self.report, returns, ASKED, "2026-11-24").report
        for order in (returns, returns[::-1]):
            one_by_one = self.report
            for one in order:
                one_by_one = merge(one_by_one, [one], ASKED, "2026-11-24").report
            if json.dumps(one_by_one.to_data()) != json.dumps(together.to_data()):
                self.faults.append("the order of the returns changes what comes of them")
        self.check_kept(returns, together)
        self.report = together
        if merge(together, returns, ASKED, "2026-11-25").report is not together:
            self.faults.append("what was merged already changes something")
        self.check()

    def decide(self) -> None:
        """Let the focal point decide some conflicts."""
        for _ in range(self.random.choice([0, 1, 3])):
            self.report = refreshed(self.report, ASKED)
            found = open_conflicts(self.report)
            if not found:
                return
            conflict = self.random.choice(found)
            is_beside = conflict.data.get("beside")
            choices = [conflict.stands]
            choices += [one.get("content") for one in conflict.wanted if not is_beside]
            choices += [conflict.together] if conflict.together is not None else []
            chosen = self.random.choice(choices)
            if conflict.together is not None and chosen is conflict.together:
                self.check_together(conflict)
            self.report = decided(self.report, conflict, chosen, ASKED)
            if isinstance(chosen, Mapping) and not chosen.get("confidential"):
                self.publish(conflict)
            if conflict.at.endswith("/confidential") and not chosen:
                self.decide_without_mark(conflict)
            if conflict.at.endswith(BESIDE) and chosen != conflict.stands:
                self.allow(conflict.at, chosen)

    def publish(self, conflict: OpenConflict) -> None:
        """Remember that a person saw the mark of some, and decided without it."""
        for one in [{"here": True, "content": conflict.stands}, *conflict.wanted]:
            for code in (
                one.get("by", ["own"]) if (one.get("content") or {}).get("confidential") else ()
            ):
                said = {**self.latest.get((code, conflict.at), {})}
                said.pop("confidential", None)
                self.latest[code, conflict.at] = said

    def decide_without_mark(self, conflict: OpenConflict) -> None:
        """Remember that a person was asked about the mark of some, and took none."""
        place = conflict.at.removesuffix("/confidential")
        for code in [code for one in conflict.wanted for code in one.get("by", ())]:
            said = {**self.latest.get((code, place), {})}
            said.pop("confidential", None)
            self.latest[code, place] = said

    def allow(self, at: str, chosen: Any) -> None:
        """Remember that a person put something beside the value that stands now."""
        place = next(one for one in [*PLACES, CELL] if _is_at(at, one))
        value = next(_value_of(p, one) for p, one in _packets(self.report.answers) if p == place)
        for found in TOKEN.finditer(json.dumps(chosen)):
            self.values.setdefault(found[0], []).append(value)
        if chosen is True:
            self.marked.setdefault(("own", place), []).append(value)

    # What must hold

    def check(self) -> None:
        """Note what stands beside a value that its author did not give."""
        for at, answer in _packets(self.report.answers):
            self.check_packet(at, answer)

    def check_kept(self, returns: list[Incoming], after: Any) -> None:
        """Note what the State wrote and is gone, where nobody who saw it says otherwise."""
        left = json.dumps([after.answers, [one.data for one in open_conflicts(after)]])
        for one in returns:
            shown = {one[0] for one in TOKEN.finditer(json.dumps(dict(one.returned.base)))}
            self.seen |= shown
            self.seen_by.setdefault(one.by, set()).update(_tokens_of("own", sorted(shown)))
        for token in _tokens_of("own", dict(self.report.answers)):
            if token not in left and token not in self.seen:
                self.faults.append(f"{token} is lost, which nobody saw")

    def check_together(self, conflict: OpenConflict) -> None:
        """Note what somebody says beside a value and is not in what has all of them."""
        mine = conflict.stands if conflict.data.get("beside") else None
        own = [mine, *(one.get("content") for one in conflict.wanted if "here" in one)]
        options = [one.get("content") for one in conflict.wanted if "here" not in one]
        for code in ("own", *MINISTRIES):
            said = {*_tokens_of(code, options)} | {*_tokens_of(code, own)} - self.seen
            if code == "own":  # who saw its words can have replaced them
                said -= {one for one in said & self.seen if not _is_in_each(one, options)}
            lost = said - {*_tokens_of(code, conflict.together)}
            if lost:
                self.faults.append(f"{conflict.at}: “both” has no {sorted(lost)}")

    def check_packet(self, at: str, answer: Mapping[str, Any]) -> None:
        names = answer.get("answered_by", [])
        value = _value_of(at, answer)
        beside = {key: answer[key] for key in ("note", "evidence") if key in answer}
        for found in TOKEN.finditer(json.dumps(beside)):
            author, said = found[1], self.values.get(found[0], [])
            if f"{author.capitalize()}: " in str(answer.get("note", "")):
                continue  # somebody decided that it stands there, with its author
            if author == "own":
                continue  # it is the State's own, and whoever answered returned it
            if author not in names:
                self.faults.append(f"{at}: {found[0]} stands beside the answer of {names}")
            elif not any(_is_within(one, value) for one in said):
                self.faults.append(f"{at}: {found[0]} stands beside another value, {value}")
        if not value and (answer.keys() & {*BESIDE, "answered_by"}):
            self.faults.append(f"{at}: {sorted(answer)} without a value")
        self.check_mark(at, answer, value, names)

    def check_mark(self, at: str, answer: Mapping[str, Any], value: Any, names: Any) -> None:
        if answer.get("confidential"):
            who = [*names, "own"]
            marked = [one for name in who for one in self.marked.get((name, at), [])]
            is_marked = any(_is_within(one, value) for one in marked)
            if not is_marked and ("own", at) not in self.marked:
                self.faults.append(f"{at}: marked beside a value of {names}, who did not")
            return
        differing = {one.at for one in open_conflicts(self.report)}
        is_known = at in PLACES and at not in differing  # cells of tables name only some
        for name in names if is_known else ():
            said = self.latest.get((name, at), {})
            given = _without_note({key: one for key, one in said.items() if key not in BESIDE})
            if said.get("confidential") and given == value:
                self.faults.append(f"{at}: the mark of {name} is lost")

    def check_forms(self) -> None:
        """Note what of others reaches the form of a ministry, and is not public in the report."""
        standing: dict[str, str] = {}
        for at, answer in _packets(self.report.answers):
            if not answer.get("confidential"):
                standing[at] = json.dumps(answer)
        for code in MINISTRIES:
            base, _ = self.form(code)
            for path, content in base.items():
                place = next((at for at in [*PLACES, CELL] if _is_at(path, at)), "")
                for found in TOKEN.finditer(json.dumps(content)):
                    # What the State did not mark is no secret, whoever marked the answer later.
                    is_known = found[1] == code or found[0] in self.seen_by.get(code, ())
                    is_known |= found[1] == "own" and found[0] not in self.secret
                    if not is_known and found[0] not in standing.get(place, ""):
                        self.faults.append(f"{path}: {found[0]} is in the form of {code}")
                # A mark at the whole grid is that of its rows, where all say the same.
                where = [place] if place else ["grid/north", "grid/south"]
                is_own = any(self.may_see_mark(code, one) for one in where)
                if path.endswith("/confidential") and not is_own:
                    self.faults.append(f"{path}: a mark of others is in the form of {code}")
            self.check_own(code, base)

    def may_see_mark(self, code: str, place: str) -> bool:
        return (code, place) in self.marked or ("own", place) in self.marked

    def check_own(self, code: str, base: Mapping[str, Any]) -> None:
        """Note where the form of a ministry lacks its own answer, which stands or differs."""
        for conflict in open_conflicts(self.report):
            at = conflict.at
            place = next((one for one in PLACES if _is_at(at, one)), "")
            for one in conflict.wanted if place else ():
                if one.get("by") == [code] and one.get("content") is not None:
                    said = self.latest[code, place]
                    part = at[len(place) :].strip("/")
                    for key, content in said.items():
                        is_other = part in BESIDE and (key != part or f"{place}/missing" in base)
                        is_left = f"-{code}-" not in json.dumps(content) and key in BESIDE[:2]
                        if is_other or is_left:
                            continue
                        shown = base.get(f"{place}/{key}".rstrip("/"))
                        if key in BESIDE[:2]:  # of a joint note, only its own words
                            content, shown = (_tokens_of(code, one) for one in (content, shown))
                        if isinstance(content, list) and isinstance(shown, list):
                            content, shown = (sorted(map(str, one)) for one in (content, shown))
                        if shown != content:
                            self.faults.append(f"{at}: {key} of {code} is not in its form")
        for at, answer in _packets(self.report.answers):
            is_own = at in PLACES and code in answer.get("answered_by", ())
            if is_own and not any(_is_at(path, at) for path in base):
                self.faults.append(f"{at}: the answer of {code} is not in its form")


def _tokens_of(code: str, content: Any) -> list[str]:
    """Return the notes and sources of one author in a content."""
    found = TOKEN.finditer(json.dumps(content))
    return sorted({one[0] for one in found if one[1] == code})


def _is_in_each(token: str, options: list[Any]) -> bool:
    return all(token in json.dumps(one) for one in options)


def _is_at(path: str, at: str) -> bool:
    return path == at or path.startswith(f"{at}/")


def _set(answers: Mapping[str, Any], at: str, content: Any) -> dict[str, Any]:
    address = Address.parse(at, ASKED)
    answer_type = ASKED.questions[address.question].answer_type
    answer = answer_type.set(answers.get(address.question, {}), address.path, content)
    return {**answers, address.question: answer}


def _packets(answers: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each answer that has a value of its own: of a question, a row, a cell of a table."""
    for name, answer in answers.items():
        value = answer.get("value")
        if name == "grid" and isinstance(value, Mapping):
            yield from ((f"grid/{row}", one) for row, one in value.items())
        elif name == "raids" and isinstance(value, list):
            names = answer.get("answered_by", [])
            for number, entry in enumerate(value, 1):
                if "found" in entry:
                    yield f"raids/{number}/found", {"answered_by": names, **entry["found"]}
        elif name in PLACES:
            yield name, answer


def _value_of(at: str, answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the value of an answer by part, or what stands in its place."""
    name = at.partition("/")[0]
    answer_type = ASKED.questions[name].answer_type
    if name not in {"grid", "raids"}:
        found = {str(path): one for path, one in units_of(answer_type, answer)}
    else:
        found = {"": answer["value"]} if "value" in answer else {}
        keys = ("missing", "reason")
        if "missing" in answer:
            found["missing"] = {key: answer[key] for key in keys if key in answer}
    left_out = {*BESIDE, "answered_by", "by", "carried", "confidence"}
    return _without_note({key: one for key, one in found.items() if key not in left_out})


def _without_note(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a value whose missing code stands without the note that is kept with it."""
    if "missing" not in value:
        return value
    missing = {key: one for key, one in value["missing"].items() if key != "note"}
    return {**value, "missing": missing}


def _is_within(said: Mapping[str, Any], value: Mapping[str, Any]) -> bool:
    """Whether what somebody said stands in a value, which can have more."""
    for key, one in said.items():
        other = value.get(key)
        is_same = other == one
        if isinstance(one, list) and isinstance(other, list):
            is_same = set(one) <= set(other)
        if not is_same:
            return False
    return bool(said)


def faults_of(seed: int, *, has_draft: bool, places: Sequence[str] = PLACES) -> list[str]:
    """Return what is wrong with a report after random merges."""
    return Packets(Random(seed), has_draft, places).run()
