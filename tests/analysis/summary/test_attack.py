"""Nobody works out from all that is published what a State said that is not named."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

import pytest

from checklist.analysis.comparison.report_units import reduced
from checklist.analysis.issued.issued_outputs import issued_output
from checklist.analysis.issued.manifest import manifest_report
from checklist.analysis.rows.questionnaire_rows import QuestionnaireRows
from checklist.analysis.rows.report_reader import Candidate
from checklist.analysis.rows.report_rows import Disclosure, ReportRows, report_rows
from checklist.analysis.rows.report_selection import selected
from checklist.analysis.summary import small_counts
from checklist.analysis.summary.counted_answers import Answers
from checklist.analysis.summary.publication import released
from checklist.analysis.summary.summary import summary
from checklist.analysis.summary.unnamed import Issued, UnnamedCounter, counted_as
from checklist.commands.shared.issued_output import manifest_of
from checklist.questionnaire.analysis_plan import AnalysisPlan
from checklist.render.summary.json import as_json
from checklist.reports.report import FINAL
from checklist.reports.seal import seal
from checklist.states import STATES
from tests.support import tiny
from tests.support.attacker import Published, Truth, found_out, joins_of
from tests.support.examples import large

CODES = ("implemented", "partly-implemented", "planned", "not-implemented", "no-case")
ASKED = replace(
    tiny.questionnaire(
        [
            {
                "id": "release",
                "type": "choice",
                "options": [{"code": one, "label": one} for one in ("publish", "count", "keep")],
            },
            {
                "id": "offence",
                "type": "choice",
                "options": [{"code": one, "label": one} for one in CODES],
            },
            {
                "id": "means",
                "type": "choices",
                "optional": True,
                "options": [
                    *({"code": one, "label": one} for one in ("law", "money", "staff")),
                    {"code": "nothing", "label": "Nothing", "exclusive": True},
                ],
            },
            {**tiny.GRID, "optional": True},
            {"id": "story", "type": "text", "optional": True, "max_length": 99},
            {
                "id": "more",
                "type": "yes-no",
                "optional": True,
                "when": {"question": "offence", "any_of": [*CODES[:2]]},
            },
        ]
    ),
    plan=AnalysisPlan.model_validate(
        {
            "publication": {"question": "release", "named": ["publish"], "counted": ["count"]},
            "standing": {"offence": {"no-case": "not-applicable"}},
        }
    ),
)
ROWS = QuestionnaireRows(ASKED)
RUNS = 3


@dataclass
class World:
    """States that report, revise and change their minds, in three runs."""

    random: Random
    reports: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The latest report of each State."""
    answers: dict[Any, frozenset[str]] = field(default_factory=dict)
    answered: set[Any] = field(default_factory=set)

    def go_on(self) -> None:
        """Let some States report for the first time, and others once more."""
        likely = self.random.choice(
            [(1, 1, 0, 0, 0), (4, 3, 2, 1, 1), (1, 0, 0, 0, 0), (1, 1, 1, 1, 0)]
        )
        new = self.random.choice([0, 1, 8, 25, 40])
        unheard = [one.code for one in STATES if one.code not in self.reports]
        for state in unheard[: new if self.reports else self.random.choice([30, 60])]:
            self._report(state, likely, {})
        share = self.random.choice([0, 0.03, 0.3, 1])
        for state in [*self.reports]:
            if self.random.random() < share:
                before = self.reports[state]["answers"]
                kept = {key: one for key, one in before.items() if self.random.random() < 0.8}
                self._report(state, likely, kept)

    def _report(self, state: str, likely: Sequence[int], kept: Mapping[str, Any]) -> None:
        pick = self.random
        answers: dict[str, Any] = {
            "release": pick.choices(["publish", "count", "keep"], [5, 9, 1])[0],
            "offence": pick.choices(CODES, likely)[0],
        }
        if pick.random() < 0.7:
            answers["means"] = [one for one in ("law", "money", "staff") if pick.random() < 0.5]
            answers["means"] = answers["means"] or ["nothing"]
        if pick.random() < 0.8:
            answers["story"] = "Once."
        if answers["offence"] in CODES[:2]:
            answers["more"] = pick.choice(["affirmative", "negative"])
        grid = {row: {"value": pick.choice(["good", "bad"])} for row in ("police", "judges")}
        data = {key: {"value": one} for key, one in answers.items()} | {"grid": {"value": grid}}
        if pick.random() < 0.2:
            data["offence"]["confidential"] = True
        data.update(kept)
        if data["offence"]["value"] not in CODES[:2]:
            data.pop("more", None)
        before = self.reports.get(state)
        head = tiny.report(ASKED, data, state=state).to_data()
        head |= {"status": FINAL, "revision": before["revision"] + 1 if before else 1}
        if before:
            head["supersedes"] = before["seal"]
        self.reports[state] = {**head, "seal": seal(head)}

    def truth(self) -> Truth:
        """Return what the reports say that were sent so far, as far as it is shown."""
        for data in self.reports.values():
            report = data["state"], data["seal"]
            for row in report_rows(data, ROWS, Disclosure()).answers:
                if row.level == "part":
                    unit, code = (row.question, ""), row.code
                else:
                    unit, code = (row.question, row.row), row.code
                    if row.standing == "answered":
                        self.answered.add((report, unit))
                offered = dict(ASKED.questions[row.question].answer_type.offered())
                if code in offered and not (row.level == "question" and row.question == "means"):
                    self.answers[report, unit] = self.answers.get((report, unit), frozenset()) | {
                        code
                    }
        return Truth(frozenset({"means"}), self.answers, frozenset(self.answered))


def published(
    world: World,
    *,
    with_issued: bool = True,
    with_others: bool = False,
    with_issued_in_others: bool = True,
) -> Iterator[Published]:
    """Yield what is published in each run.

    Args:
        world: The States.
        with_issued: Whether each summary is given what was issued before.
        with_others: Whether a comparison of all runs so far is published in each run, too.
        with_issued_in_others: Whether it is given what was issued before.
    """
    issued: list[Any] = []
    sent: list[Any] = []
    runs: list[Sequence[ReportRows]] = []
    for _ in range(RUNS):
        world.go_on()
        read = [
            report_rows(one, ROWS, Disclosure(), file=f"{one['state']}.json")
            for one in world.reports.values()
        ]
        chosen, unnamed = released(selected(read), ROWS, issued if with_issued else (), sent)
        sent += read
        answers = Answers(ROWS, chosen.counted, Disclosure())
        made = summary(answers, chosen, STATES, unnamed)
        reports = [
            *(manifest_report(one.identity) for one in chosen.counted),
            *(manifest_report(one.identity, is_named=False) for one in chosen.unnamed),
        ]
        options = {"for-publication": True}
        manifest = manifest_of("summarize", options, ASKED, reports, (), unnamed.lines)
        issued.append(issued_output(manifest))
        yield Published(
            json.loads(as_json(made)),
            frozenset(map(counted_as, chosen.counted)),
            frozenset(map(counted_as, chosen.unnamed)),
        )
        if not with_others:
            continue
        runs.append([*read])
        which = issued if with_issued_in_others else ()
        named = _compared(runs, which, sent)
        every = [manifest_report(one.identity, is_named=False) for one in named]
        issued.append(issued_output(manifest_of("compare", options, ASKED, every, (), ())))
        yield Published({}, frozenset(map(counted_as, named)), frozenset())


def _compared(
    runs: Sequence[Sequence[ReportRows]], issued: Sequence[Issued], sent: Sequence[ReportRows]
) -> Sequence[Candidate]:
    """Return the reports that a comparison for publication counts; each run is a cycle."""
    agreeing = [one for read in runs for one in read if reduced(one, ROWS).agrees]
    states = UnnamedCounter(ROWS, agreeing, (), issued, sent).held_back()
    return [one for one in agreeing if one.report.state not in states]


def attacked(seed: int, **how: bool) -> tuple[Counter[str], list[Any]]:
    """Return how many lines are published in a world, by how they are joined, and who is found."""
    world = World(Random(seed))
    outputs = []
    for one in published(world, **how):
        outputs.append(one)
        truth = world.truth()
    joins = joins_of(outputs)
    if how.get("with_issued", True):
        assert all(len({*several}) == 1 for several in joins.values())
    lines = Counter(one for several in joins.values() for one in several)
    return lines, found_out(outputs, truth)


def worlds(count: int, **how: bool) -> tuple[Counter[str], list[Any]]:
    lines, found = Counter[str](), list[Any]()
    for seed in range(count):
        of_world, told = attacked(seed, **how)
        lines += of_world
        found += [(seed, one) for one in told]
    return lines, found


def test_nobody_is_found_out_in_a_sample_of_worlds() -> None:
    lines, found = worlds(6)

    assert found == []
    assert lines.total() > 10


@pytest.mark.thorough
def test_nobody_is_found_out_in_hundreds_of_worlds() -> None:
    lines, found = worlds(large(600))

    assert found == []
    assert min(lines["three"], lines["two"]) > large(600) / 30
    assert lines.total() > 2 * large(600)


@pytest.mark.thorough
def test_nobody_is_found_out_with_comparisons_in_a_sample_of_worlds() -> None:
    lines, found = worlds(6, with_others=True)

    assert found == []
    assert lines.total() > 10


@pytest.mark.thorough
def test_nobody_is_found_out_with_comparisons_in_hundreds_of_worlds() -> None:
    lines, found = worlds(large(400), with_others=True)

    assert found == []
    assert lines.total() > 2 * large(400)


@pytest.mark.thorough
def test_the_attacker_finds_out_whom_a_comparison_tells() -> None:
    how = {"with_others": True, "with_issued_in_others": False}

    assert any(attacked(seed, **how)[1] for seed in range(24))


def test_the_attacker_finds_out_whom_too_small_counts_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(small_counts, "LEAST", 1)

    assert any(attacked(seed)[1] for seed in range(24))


def test_the_attacker_finds_out_whom_a_difference_tells() -> None:
    assert any(attacked(seed, with_issued=False)[1] for seed in range(24))
