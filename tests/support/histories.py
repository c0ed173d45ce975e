"""Random histories of a report: parts that are sent, returns, corrections, edits, decisions.

What must come of them is known without the merge: each text that somebody writes is unique, and
lives until somebody who could see it writes another one in its place, or takes it away. A text that
lives must be in the draft, or among what differs there. A text that does not live may only stand
while a conflict is open. Codes, which are not unique, are followed unit by unit.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from random import Random
from typing import Any

from checklist.answer_types.implementation import Implementation
from checklist.answer_types.matrix import Matrix
from checklist.answer_types.options import OptionsType
from checklist.answer_types.packet import units_of
from checklist.answer_types.table import Table
from checklist.answer_types.units import PartPath
from checklist.lifecycle.migrate import migrate_along
from checklist.ministries.conflicts import decided, open_conflicts, refreshed
from checklist.ministries.merge import Incoming, merge
from checklist.ministries.part_versions import numbered_answers, parsed_units
from checklist.ministries.record import known_returns
from checklist.ministries.returned import Returned
from checklist.questionnaire.changes import VersionStep
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.address import units
from checklist.reports.report import Report
from tests.support.returns import identity
from tests.support.tiny import GRID, LAWS, OPTIONS, questionnaire, report

AUTHORITIES = ("justice", "labour", "police")
TOKEN = re.compile(r"t\d+x|9\d{5}")

QUESTIONS: list[dict[str, Any]] = [
    {
        "id": "who",
        "type": "choices",
        "options": [{"code": code, "label": code.capitalize()} for code in AUTHORITIES],
    },
    {"id": "remark", "type": "text"},
    {"id": "rank", "type": "choice", "options": OPTIONS},
    {
        "id": "channels",
        "type": "choices",
        "options": [
            *({"code": code, "label": code} for code in ("radio", "press", "web")),
            {"code": "none", "label": "None", "exclusive": True},
        ],
    },
    GRID,
    LAWS,
    {
        "id": "tally",
        "type": "table",
        "entry": "raid",
        "columns": [
            {"id": "place", "label": "Place", "type": "text", "required": True},
            {"id": "found", "label": "Found", "type": "integer", "maximum": 1_000_000},
        ],
    },
    {"id": "body", "type": "yes-no", "gate": ["measure"]},
    {"id": "measure", "type": "implementation"},
    {"id": "when-good", "type": "text", "when": {"question": "rank", "is": "good"}},
]


def asked_in_histories() -> Questionnaire:
    """Return the questionnaire of histories without a new version."""
    return questionnaire(
        QUESTIONS, authorities="who", laws={"question": "laws", "name": "name", "citation": "title"}
    )


@dataclass
class Said:
    """A code that somebody gave in a unit."""

    content: str
    by: str
    at: int
    """The number of the event."""
    first: str = ""
    """What the part was sent with."""


@dataclass
class Form:
    """A part that is out, with what its authority has written in it so far."""

    authority: str
    number: int
    version: Questionnaire
    base: dict[str, Any]
    now: dict[str, Any]
    seen: dict[str, int]
    sent_at: int
    scope: frozenset[str]
    removed: set[str] = field(default_factory=set)

    def incoming(self) -> Incoming:
        """Return what comes back."""
        given = {at: one for at, one in self.now.items() if self.base.get(at) != one}
        removed = {at for at in self.base if at not in self.now} | self.removed
        returned = Returned(
            file=f"{self.authority}.yaml",
            identity=identity(self.version, self.authority, self.number, self.base),
            base=self.base,
            given=given,
            removed=frozenset(removed),
        )
        return Incoming(returned=returned, seen=self.seen)


class History:
    """One history, and what must come of it."""

    def __init__(
        self,
        random: Random,
        asked: Questionnaire,
        later: tuple[Questionnaire, VersionStep] | None = None,
    ) -> None:
        self.random, self.asked, self.later = random, asked, later
        self.report = report(asked)
        self.tokens = 0
        self.events = 0
        self.alive: dict[str, str] = {}
        self.free: set[str] = set()
        self.anew: set[str] = set()
        self.mine: dict[str, set[str]] = {}
        self.beside: dict[str, tuple[str, Any]] = {}
        self.codes: dict[str, list[Said]] = {}
        self.settled: dict[tuple[str, str], str] = {}
        self.forms: dict[str, Form] = {}
        self.numbers = dict.fromkeys(AUTHORITIES, 0)
        self.kept = ""
        self.faults: list[str] = []
        self.merges = 0
        self.has_moved = False

    # Events

    def run(self, steps: int) -> list[str]:
        """Let so many things happen. Returns what went wrong."""
        self.edit(0.6)
        for _ in range(steps):
            self.events += 1
            draw = self.random.random()
            if draw < 0.3:
                self.send(self.random.choice(AUTHORITIES))
            elif draw < 0.72:
                self.merge()
            elif draw < 0.87:
                self.edit(0.3)
            elif draw < 0.95:
                self.decide()
            elif self.later is not None and not self.has_moved:
                self.move()
        self.merge()
        return self.faults

    def send(self, authority: str) -> None:
        """Make a part of some questions, with what stands in the draft."""
        names = [*self.asked.questions]
        scope = frozenset(
            self.random.sample(names, self.random.randint(min(2, len(names)), len(names)))
        )
        base = {
            str(at): one
            for at, one in units(self.report.answers, self.asked)
            if at.question in scope
        }
        self.numbers[authority] += 1
        self.settled = {key: one for key, one in self.settled.items() if key[0] != authority}
        self.forms[authority] = Form(
            authority=authority,
            number=self.numbers[authority],
            version=self.asked,
            base=base,
            now=dict(base),
            seen=known_returns(self.report),
            sent_at=self.events,
            scope=scope,
        )

    def merge(self) -> None:
        """Merge some returns, in all orders."""
        forms = [form for form in self.forms.values() if self.random.random() < 0.7]
        returns = []
        for form in forms:
            self.fill(form)
            returns.append(form.incoming())
        if not returns:
            return
        self.merges += 1
        orders = [*permutations(returns)]
        results = [self.in_turn(order) for order in orders]
        results.append(merge(self.report, returns, self.asked, "2026-11-24").report)
        self.report = results[0]
        texts = {json.dumps(one.to_data()) for one in results}
        if len(texts) > 1:
            self.faults.append("the order of the returns changes what comes of them")
        again = merge(self.report, returns, self.asked, "2026-11-25").report
        if again is not self.report:
            self.faults.append("what was merged already changes something")
        self.check()

    def in_turn(self, order: Sequence[Incoming]) -> Report:
        result = self.report
        for one in order:
            result = merge(result, [one], self.asked, "2026-11-24").report
        return result

    def fill(self, form: Form) -> None:
        """Let an authority write in its form."""
        before = dict(form.now)
        share = self.random.choice([0.1, 0.4, 0.8])
        for name in sorted(form.scope):
            if self.random.random() < share:
                self.write(form.now, name, form.version, form.authority)
        form.removed |= before.keys() - form.now.keys()
        form.removed -= form.now.keys()
        self.note_changes(before, form.now, form.authority, form.sent_at, form)

    def edit(self, share: float) -> None:
        """Let the focal point change some answers in the draft."""
        before = {str(at): one for at, one in units(self.report.answers, self.asked)}
        now = dict(before)
        gated = {name for name, one in self.report.answers.items() if "by" in one}
        names = [name for name in self.asked.questions if self.random.random() < share]
        for name in names:
            if name not in gated:
                self.write(now, name, self.asked, "own")
        parsed, _ = parsed_units(now, self.asked)
        answers = {**numbered_answers(parsed, self.asked).answers}
        for name, one in self.report.answers.items():
            if name not in names:
                answers[name] = one
        self.report = self.report._replace(answers=answers)
        self.note_changes(before, now, "own", self.events, None)

    def decide(self) -> None:
        """Let the focal point decide a conflict."""
        self.report = refreshed(self.report, self.asked)
        found = [one for one in open_conflicts(self.report) if not one.reason]
        for one in found:
            if one.question not in self.asked.questions:
                self.faults.append(f"{one.at} is open, and its question is no more")
        if not found:
            return
        conflict = self.random.choice(found)
        chosen = self.random.choice([*conflict.wanted, {"content": conflict.stands}]).get("content")
        self.report = decided(self.report, conflict, chosen, self.asked)
        # What has lost its place is open for itself, also at an address where something else was.
        left = [
            one.at for one in open_conflicts(refreshed(self.report, self.asked)) if not one.reason
        ]
        if conflict.at in left and not re.search(r"/\d+(/|$)", conflict.at):
            self.faults.append(f"{conflict.at} was decided, and is open still")
        shown = json.dumps([conflict.wanted, conflict.stands])
        for token in set(TOKEN.findall(shown)) - set(TOKEN.findall(json.dumps(chosen))):
            self.alive.pop(token, None)
            self.free.add(token)  # it may stand in another entry, too
        for token in TOKEN.findall(json.dumps(chosen)):
            self.alive.setdefault(token, conflict.question)
        for at in [*self.codes]:
            if at == conflict.at or (conflict.is_whole and at.startswith(f"{conflict.at}/")):
                known, self.codes[at] = self.codes[at], []
                self.settle(at, known)
        if self.is_code(conflict.at, None):
            self.codes[conflict.at] = [Said(json.dumps(self.code(chosen)), "own", self.events)]

    def move(self) -> None:
        """Let a new version of the questionnaire come."""
        assert self.later is not None
        new, step = self.later
        moved = migrate_along(self.report, [(self.asked, step)], new)
        lost = [one.content for one in [*moved.set_aside, *moved.queued]]
        self.kept += json.dumps(lost, default=dict)
        self.report, self.asked, self.has_moved = moved.report, new, True

    # Writing

    def token(self) -> str:
        self.tokens += 1
        return f"t{self.tokens}x"

    def write(self, form: dict[str, Any], name: str, asked: Questionnaire, by: str) -> None:
        """Change the answer to a question in a form, in place."""
        answer_type = asked.questions[name].answer_type
        match answer_type:
            case Matrix():
                row = self.random.choice([*answer_type.rows()])
                codes = sorted(one.code for one in answer_type.row_type().listed())
                form.pop(f"{name}/missing", None)
                self.write_cell(form, f"{name}/{row}", codes)
            case Table():
                self.write_table(form, name, answer_type)
            case Implementation():
                self.write_measure(form, name)
            case OptionsType() if answer_type.allows_several:
                codes = [one.code for one in answer_type.listed() if not one.exclusive]
                form[name] = self.random.sample(codes, self.random.randint(1, len(codes)))
                form.pop(f"{name}/missing", None)
            case OptionsType():
                self.write_cell(form, name, [one.code for one in answer_type.listed()])
            case _ if answer_type.type == "text":
                form[name] = self.token()
                form.pop(f"{name}/missing", None)
            case _ if answer_type.type == "integer":
                self.tokens += 1
                form[name] = 900_000 + self.tokens
                form.pop(f"{name}/missing", None)
            case _ if answer_type.type == "yes-no":
                self.write_cell(form, name, ["affirmative", "negative"])
            case _:
                return
        if self.random.random() < 0.2 and name in form:
            form[f"{name}/note"] = self.token()

    def write_cell(self, form: dict[str, Any], at: str, codes: Sequence[str]) -> None:
        draw = self.random.random()
        for part in (at, f"{at}/missing"):
            if draw < 0.9:
                form.pop(part, None)
        if draw < 0.65:
            form[at] = self.random.choice(codes)
        elif draw < 0.8:
            missing = {"missing": "not-known", "reason": "other", "note": self.token()}
            form[f"{at}/missing"] = missing
            for part in ("evidence", "note"):
                form.pop(f"{at}/{part}", None)
        elif draw < 0.9:
            for part in ("evidence", "note"):
                form.pop(f"{at}/{part}", None)
        elif at in form:
            form[f"{at}/note"] = self.token()

    def write_measure(self, form: dict[str, Any], name: str) -> None:
        parts = ["status", "law", "practice", "partly", "reason", "evidence", "details", "note"]
        parts += [at.split("/", 1)[1] for at in form if at.startswith(f"{name}/")]
        draw = self.random.random()
        if draw < 0.2:
            for part in {*parts, "missing"} - {"confidential"}:
                form.pop(f"{name}/{part}", None)
            missing = {"missing": "not-known", "reason": "other", "note": self.token()}
            form[f"{name}/missing"] = missing
            return
        form.pop(f"{name}/missing", None)
        form.setdefault(f"{name}/status", "implemented")
        for part in self.random.sample(["law", "practice"], self.random.randint(1, 2)):
            form[f"{name}/{part}"] = self.token()
        if draw > 0.9:
            form.pop(f"{name}/law", None)

    def write_table(self, form: dict[str, Any], name: str, table: Table) -> None:
        numbers = sorted({int(at.split("/")[1]) for at in form if re.match(rf"{name}/\d+/", at)})
        draw = self.random.random()
        for part in ("missing", "note"):
            form.pop(f"{name}/{part}", None)
        form.pop(name, None)
        columns = table.columns
        if draw < 0.45 or not numbers:
            number = max(numbers, default=0) + 1
            for column in columns:
                self.write_entry(form, f"{name}/{number}/{column.id}", column, is_new=True)
        elif draw < 0.8:
            number, column = self.random.choice(numbers), self.random.choice(columns)
            self.write_entry(form, f"{name}/{number}/{column.id}", column, is_new=False)
        elif draw < 0.95 or len(numbers) == 1:
            number = self.random.choice(numbers)
            for at in [at for at in form if at.startswith(f"{name}/{number}/")]:
                del form[at]
        else:
            for at in [at for at in form if at.startswith(f"{name}/")]:
                del form[at]
            missing = {"missing": "not-known", "reason": "other", "note": self.token()}
            form[f"{name}/missing"] = missing

    def write_entry(self, form: dict[str, Any], at: str, column: Any, *, is_new: bool) -> None:
        kind = column.answer_type.type
        form.pop(f"{at}/missing", None)
        if kind == "text":
            if column.unique and is_new and self.random.random() < 0.4:
                form[at] = self.random.choice(["act-a", "act-b"])
            elif not (column.unique and not is_new):
                form[at] = self.token()
        elif kind == "integer":
            self.tokens += 1
            form[at] = 900_000 + self.tokens
        else:
            codes = [code for code, _ in column.answer_type.offered()]
            if codes:
                form[at] = self.random.choice(codes)

    # What must come of it

    def note_changes(
        self,
        before: Mapping[str, Any],
        now: Mapping[str, Any],
        by: str,
        seen_at: int,
        form: Form | None,
    ) -> None:
        old, new = json.dumps(before), json.dumps(now)
        gone = set(TOKEN.findall(old)) - set(TOKEN.findall(new))
        for token in gone:
            self.alive.pop(token, None)
            self.free.discard(token)
            if form is not None and (token in self.anew or self.goes_with_other(token, form)):
                self.free.add(token)
        if form is None:
            self.keep_edited_entries(before, now)
        for at in now:
            name = at.split("/")[0]
            for token in self.mine.get(f"{by} {name}", set()) & {
                *TOKEN.findall(json.dumps(now[at]))
            }:
                self.beside[token] = name, now.get(name)
            for token in set(TOKEN.findall(json.dumps(now[at]))) - set(TOKEN.findall(old)):
                self.alive[token] = name
                self.mine.setdefault(f"{by} {name}", set()).add(token)
        if form is not None:
            self.free_earlier(before, now, form)
        for at in {*before, *now}:
            place = at.removesuffix("/missing")
            if self.is_code(place, form):
                was, says = self.cell(before, place), self.cell(now, place)
                if was != says:
                    first = "" if form is None else self.cell(form.base, place)
                    self.say(place, was, says, by, seen_at, first)

    def goes_with_other(self, token: str, form: Form) -> bool:
        """Whether its author says a text beside another value than the one that a form shows.

        Who takes it away there takes it away beside that value only.
        """
        name, value = self.beside.get(token, ("", None))
        return bool(name) and form.base.get(name) != value

    def keep_edited_entries(self, before: Mapping[str, Any], now: Mapping[str, Any]) -> None:
        """What stands in an entry that is edited is said anew: nobody who saw the old one ends it.

        Entries without keys cannot be known again once they are edited.
        """
        entries = {at.rpartition("/")[0] for at in {*before, *now} if before.get(at) != now.get(at)}
        for at, content in now.items():
            if at.rpartition("/")[0] in entries and re.match(r"(tally|q\d+)/\d+/", at):
                self.anew.update(TOKEN.findall(json.dumps(content)))

    def free_earlier(self, before: Mapping[str, Any], now: Mapping[str, Any], form: Form) -> None:
        """What an authority wrote in an earlier part may go when it writes in a newer one."""
        changed = {at.split("/")[0] for at in {*before, *now} if before.get(at) != now.get(at)}
        visible = set(TOKEN.findall(json.dumps([form.base, now])))
        for name in changed:
            for token in self.mine.get(f"{form.authority} {name}", set()) - visible:
                if token in self.alive:
                    self.free.add(token)
                    del self.alive[token]

    def is_code(self, at: str, form: Form | None) -> bool:
        if self.later is not None:
            return False
        name, *rest = at.split("/")
        question = self.asked.questions[name]
        if question.type in {"choice", "yes-no"}:
            return not rest
        return (
            question.type == "matrix" and len(rest) == 1 and rest[0] in question.answer_type.rows()
        )

    def cell(self, form: Mapping[str, Any], at: str) -> str:
        if f"{at}/missing" in form:
            return json.dumps({"missing": form[f"{at}/missing"]})
        return json.dumps(form.get(at))

    def code(self, content: Any) -> Any:
        if isinstance(content, dict) and "value" in content:
            return content["value"]
        return {"missing": content} if isinstance(content, dict) else content

    def say(self, at: str, was: str, says: str, by: str, seen_at: int, first: str) -> None:
        """Note that somebody gave another code, with knowledge of what stood there then.

        Who goes back to what the part was sent with says nothing any more.
        """
        known = self.codes.setdefault(at, [])
        before = self.settled.get((by, at), first)
        is_withdrawn = says == before and by != "own"
        self.codes[at] = [
            one
            for one in known
            if one.by != by
            and not (one.content == was and one.at <= seen_at)
            and not (one.content == before and one.by == "own")
        ]
        if by == "own":
            self.settle(at, known)
        if not is_withdrawn:
            self.codes[at].append(Said(says, by, self.events, before))

    def settle(self, at: str, known: Sequence[Said]) -> None:
        """Note what everybody had said when the focal point decided."""
        for one in known:
            if one not in self.codes[at]:
                self.settled[one.by, at] = one.content

    def check(self) -> None:
        conflicts = [one.data for one in open_conflicts(self.report)]
        said = json.dumps(conflicts)
        stands = json.dumps(self.report.answers, default=dict)
        for token, name in self.alive.items():
            if token not in stands and token not in said and token not in self.kept:
                self.faults.append(f"{token} of {name} is lost")
        open_questions = {one["at"].split("/")[0] for one in conflicts}
        if not self.has_moved:
            for name, answer in self.report.answers.items():
                if name in open_questions:
                    continue
                for token in set(TOKEN.findall(json.dumps(answer, default=dict))):
                    if token not in self.alive and token not in self.free:
                        self.faults.append(f"{token} stands in {name}, and was replaced")
        if not self.has_moved:
            self.check_codes(conflicts)

    def check_codes(self, conflicts: Sequence[Mapping[str, Any]]) -> None:
        for at, said in self.codes.items():
            name, _, row = at.partition("/")
            answer = self.report.answers.get(name, {})
            if "by" in answer:
                continue
            answer_type = self.asked.questions[name].answer_type
            present = dict(units_of(answer_type, answer))
            if PartPath(part="missing") in present and row:
                continue
            form = {f"{name}/{path}".rstrip("/"): one for path, one in present.items()}
            stands = self.cell(form, at)
            # An edit back to what a part was sent with is no edit to its authority.
            known = {one.first for one in said}
            wanted = {one.content for one in said if one.by != "own" or one.content not in known}
            found = [one for one in conflicts if one["at"] in {at, f"{at}/missing"}]
            listed = json.dumps([w.get("content") for one in found for w in one["wanted"]])
            if len(wanted) == 1 and not found and stands not in wanted:
                self.faults.append(f"{at} is {stands}, and only {wanted} was said")
            for one in wanted if len(wanted) > 1 else ():
                code = json.loads(one)
                text = json.dumps(code["missing"] if isinstance(code, dict) else code)
                if stands != one and text not in listed:
                    self.faults.append(f"{at}: {one} is lost among {wanted}")


def histories(seed: int, number: int, asked: Questionnaire) -> Iterator[tuple[int, list[str]]]:
    """Yield what went wrong in each of so many histories, with its seed."""
    for one in range(seed, seed + number):
        history = History(Random(one), asked)
        yield one, history.run(random_length(one))


def random_length(seed: int) -> int:
    """Return how many things happen in a history."""
    return 3 + seed % 6
