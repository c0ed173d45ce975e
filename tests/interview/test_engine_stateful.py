"""Interviews in which anything is typed, in any order: what must hold after every entry."""

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from checklist.answer_types.answer import AnswerData
from checklist.answer_types.interface import Step
from checklist.answer_types.problem import ProblemKind
from checklist.files.reader import parse
from checklist.interview.engine import Interview
from checklist.interview.prompt import Outcome
from checklist.interview.scope import resolve_scope
from checklist.interview.session import Session
from checklist.interview.user_commands import ScopeKind
from checklist.lifecycle.finalize import finalization
from checklist.reports.answer_path import answer_path
from checklist.reports.check_structure import check_structure
from tests.support.examples import examples
from tests.support.tiny import asked, interview, questionnaire, say

YES_ONLY = {"question": "plan", "is": "affirmative"}
STATUSES = [
    {"code": "party", "label": "Party"},
    {"code": "neither", "label": "Neither"},
]
USED = [
    {"code": "used", "label": "Used"},
    {"code": "not-implemented", "label": "Not implemented"},
]
KINDS = [
    {"code": "laws", "label": "Laws"},
    {"code": "money", "label": "Money"},
    {"code": "nothing", "label": "Nothing", "exclusive": True},
]
ASKED = questionnaire(
    [
        {"id": "status", "type": "choice", "options": STATUSES},
        {"id": "plan", "type": "yes-no"},
        {"id": "plan-date", "type": "date", "when": YES_ONLY},
        {"id": "neighbours", "type": "states", "optional": True},
    ],
    [
        {"id": "body", "type": "yes-no", "gate": ["tasks", "measures", "offence"]},
        {"id": "tasks", "type": "implementation", "considered": True},
        {
            "id": "measures",
            "type": "matrix",
            "options": USED,
            "items": [{"id": f"row-{n}", "label": f"Row {n}"} for n in (1, 2, 3)],
        },
        {"id": "offence", "type": "implementation", "recommendations": ["10(a)"]},
        {
            "id": "first-row",
            "type": "text",
            "when": {"question": "measures", "row": "row-1", "is": "used"},
        },
    ],
    [
        {"id": "kinds", "type": "choices", "options": KINDS, "when": YES_ONLY},
        {
            "id": "cases",
            "type": "table",
            "entry": "case",
            "optional": True,
            "columns": [
                {"id": "name", "label": "Name", "type": "text", "required": True, "unique": True},
                {"id": "year", "label": "Year", "type": "date", "required": True},
                {"id": "victims", "label": "Victims", "type": "integer"},
            ],
        },
        {"id": "victims", "type": "integer", "when": {"question": "kinds", "any_of": ["laws"]}},
        {"id": "office", "type": "contact", "optional": True},
        {"id": "unknown-plan", "type": "text", "when": {"question": "plan", "is": "not-known"}},
    ],
    party_when={"question": "status", "is": "party"},
)

CARRIED: Mapping[str, AnswerData] = {
    "status": {"value": "neither", "carried": True, "note": "as before"},
    "plan": {"missing": "declined", "carried": True},
    "measures": {"value": {"row-1": {"value": "used"}}, "carried": True},
    "tasks": {"value": {"status": "planned"}, "carried": True},
    "cases": {"value": [], "carried": True},
}

_TYPED = st.sampled_from(
    ("", "1", "2", "3", "1,2", "1 2*", "9", "-", "y", "n", "x", "//x", "change 1", "remove 1")
) | st.sampled_from(
    ("2004", "2003-02-29", "Norway; SWE", "https://x.example", "a@b.example", "+43 1 26060")
)
_WANDERING = st.sampled_from(
    ("/back", "/next", "/next", "/goto 10", "/goto closing", "/goto nowhere", "/list", "?", "/quit")
) | st.sampled_from([f"/goto {name}" for name in ASKED.questions])
_LOOKING = st.sampled_from(("/find row", "/find zebra", "/find", "/list", "/list basics"))
_MISSING = st.sampled_from(["/unknown", "/unknown 1", "/unknown*", "/na", "/decline", "/decline x"])
_FILES = st.dictionaries(
    st.sampled_from(sorted(ASKED.questions)),
    st.sampled_from(
        ("neither", "affirmative", "negative", "2004", {"missing": "declined"}, {"value": "x"}, 5)
    ),
    max_size=3,
)
_BESIDE = st.sampled_from(["/note", "/note Mind this", "/confidential"])


def fitting(step: Step) -> str:
    """Return an entry that the step takes."""
    if step.options:
        return "1"
    if not step.required:
        return ""
    return {"name": "a case", "victims": "3", "office": "Ministry", "year": "2004"}.get(
        step.name, "2004" if "2004" in step.form else "NOR"
    )


class Interviews(RuleBasedStateMachine):
    """An interview, and what was in its report before the last entry."""

    interview: Interview

    @initialize(carried=st.sets(st.sampled_from(sorted(CARRIED))))
    def begin(self, carried: set[str]) -> None:
        self.interview = interview(ASKED, {name: CARRIED[name] for name in sorted(carried)})

    @rule(line=_TYPED)
    def type_anything(self, line: str) -> None:
        self._say(line)

    @rule(times=st.integers(1, 5))
    def type_what_fits(self, times: int) -> None:
        for _ in range(times):
            if not self.interview.at_end:
                self._say(fitting(self.interview.prompt().step))

    @rule(line=_WANDERING)
    def wander(self, line: str) -> None:
        before = self.interview.report

        outcome = self._say(line)

        assert not outcome.changed
        assert self.interview.report is before

    @rule(line=_LOOKING)
    def look_around(self, line: str) -> None:
        before = self.interview.report

        outcome = self._say(line)

        assert not outcome.changed
        assert self.interview.report is before

    @rule(line=_MISSING)
    def miss(self, line: str) -> None:
        self._say(line)

    @rule(line=_BESIDE)
    def put_beside(self, line: str) -> None:
        self._say(line)

    @rule()
    def stop_and_go_on(self) -> None:
        before = self.interview

        self.interview = Interview(ASKED, before.report)

        assert self.interview.path.on == before.path.on

    @rule(kind=st.sampled_from([None, *ScopeKind]))
    def go_on_with_a_part_of_the_questions(self, kind: ScopeKind | None) -> None:
        before = self.interview

        self.interview = Interview(ASKED, before.report, scope=resolve_scope(ASKED, kind))

        assert self.interview.path.on == before.path.on

    @rule()
    def save_and_load(self) -> None:
        report = self.interview.report
        with TemporaryDirectory() as folder:
            path = Path(folder, "report-AUT.yaml")
            Session.begin(path, ASKED, report)
            loaded = Session.resume(path, ASKED)

        assert loaded.report == report
        assert not loaded.unusable
        self.interview = Interview(ASKED, loaded.report)

    @precondition(lambda self: self.interview.at_end)
    @rule()
    def go_to_what_is_missing(self) -> None:
        missing = [q.id for part in self.interview.progress() for q in part.missing]
        if missing:
            self._say(f"/goto {missing[0]}")

    @invariant()
    def the_path_is_the_one_that_the_answers_open(self) -> None:
        report = self.interview.report
        fresh = answer_path(ASKED, report.state, report.as_of, report.answers)

        assert self.interview.path.on == fresh.on
        assert self.interview.path.party is fresh.party

    @invariant()
    def what_is_asked_is_on_path_and_has_a_prompt(self) -> None:
        if not self.interview.at_end:
            prompt = self.interview.prompt()
            assert prompt.question.id in self.interview.path.on
            assert 1 <= prompt.number <= prompt.of

    @invariant()
    def all_that_is_in_the_report_fits_its_question(self) -> None:
        checked, structural = check_structure(self.interview.report.to_data(), ASKED)

        assert structural == []
        assert {problem.kind for _, problem in checked.problems} <= {ProblemKind.INCOMPLETE}
        assert not checked.invalid_questions

    @invariant()
    def a_draft_with_nothing_missing_can_be_made_final(self) -> None:
        report = self.interview.report
        if any(part.missing for part in self.interview.progress()):
            return
        document = parse(json.dumps(report.to_data()).encode(), "report.json")

        final = finalization(document, ASKED)

        errors = [found for found in final.diagnostics if found.severity == "error"]
        undecided = ["R040" for _ in report.to_data().get("conflicts", ())]
        assert [found.code for found in errors] == undecided

    def _say(self, line: str) -> Outcome:
        """Type a line, and check that nothing else changed than what it may change."""
        one = self.interview
        place, before = self._place(), one.report
        at_hand = self._at_hand()

        outcome = say(one, line)

        if outcome.refused:
            assert self._place() == place
            assert one.report is before
        assert outcome.changed or one.report is before
        changed = {
            name
            for name in before.answers.keys() | one.report.answers.keys()
            if before.answers.get(name) != one.report.answers.get(name)
        }
        for name in changed - at_hand:
            self._check_gate(name, before.answers.get(name), one.report.answers.get(name))
        return outcome

    def _check_gate(self, name: str, before: AnswerData | None, after: AnswerData | None) -> None:
        """Check that a change elsewhere is that of a gate, and that nothing confirmed is lost."""
        assert name in dict(ASKED.gates_of)
        if after is None:
            assert before is not None
            assert before["by"] == "body"
        else:
            assert after["by"] == "body"
            assert before is None

    def _at_hand(self) -> set[str]:
        """The question whose answer an entry may change."""
        return set() if self.interview.at_end else {self.interview.prompt().question.id}

    def _place(self) -> Any:
        one = self.interview
        return asked(one), None if one.at_end else one.prompt().step.ask


Interviews.TestCase.settings = settings(max_examples=examples(120), stateful_step_count=40)
TestInterviews = Interviews.TestCase
