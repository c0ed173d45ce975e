"""The reports of its State with which a new report is compared: a few, with the same findings."""

import random
from collections.abc import Sequence
from pathlib import Path

from checklist.checks.rule import CheckedRun, run_rules
from checklist.files.discovery import REGISTER
from checklist.register.folder import open_register
from checklist.register.receiver import MOST, LineDetails, Receiver, ReportsOfState
from checklist.register.submissions import submissions
from checklist.reports.revisions import ReportIdentity
from tests.support.effort import Work, assert_growth, few_calls
from tests.support.folders import UGANDA
from tests.support.registers import DAY, chain_text, lines_of, received, report_of, seal_of

MANY = 1_000


def one_of_many(number: int, random: random.Random) -> ReportIdentity:
    """Return a report: of five years, eight revisions, and sometimes a draft or a copy."""
    revision = random.randint(1, 8)
    is_draft = random.random() < 0.1
    return ReportIdentity(
        f"{random.randrange(10**6):06}-{number}",
        "UGA",
        random.choice(["ctoc", "ctoc", "other"]),
        f"{random.randint(2024, 2028)}-{random.randint(1, 12):02}-30",
        "draft" if is_draft else "final",
        revision,
        is_copy=random.random() < 0.1,
        seal=None if is_draft else f"s{number}",
        supersedes=f"x{number}" if revision > 1 and random.random() < 0.5 else None,
    )


def found_in(report: ReportIdentity, others: Sequence[ReportIdentity]) -> list[tuple[str, str]]:
    run = CheckedRun(sorted([*others, report], key=lambda known: known.file))
    return [
        (rule.code, finding.message)
        for rule in run_rules()
        for checked, finding in rule.check(run)
        if checked is report
    ]


def agree(state: ReportsOfState, report: ReportIdentity, reports: list[ReportIdentity]) -> int:
    """Compare the findings, before a report is among the others and afterwards.

    Returns how many reports it was compared with.
    """
    expected, near = found_in(report, reports), state.near(report)
    assert found_in(report, near) == expected
    state.add(report)
    assert found_in(report, state.near(report)) == expected
    reports.append(report)
    return len(near)


def test_many_equal_reports_are_counted_and_few_are_compared() -> None:
    state, reports = ReportsOfState(), list[ReportIdentity]()
    for number in range(2 * MOST):
        report = ReportIdentity(
            f"{number:04}", "UGA", "ctoc", "2026-06-30", "final", 1, seal=f"s{number}"
        )
        compared = agree(state, report, reports)
    assert compared < 10
    ((_, message),) = found_in(report, state.near(report))
    assert message.startswith(f"there are {2 * MOST} final reports of revision 1")


def test_the_nearest_reports_give_the_findings_of_all() -> None:
    drawn = random.Random(1)
    state, reports = ReportsOfState(), list[ReportIdentity]()
    codes: set[str] = set()
    for number in range(3 * MOST):
        report = one_of_many(number, drawn)
        assert agree(state, report, reports) <= MOST
        codes.update(code for code, _ in found_in(report, reports))
    assert {"R030", "R031", "R032"} <= codes


def test_a_chain_of_revisions_is_compared_by_its_seals() -> None:
    state, reports = ReportsOfState(), list[ReportIdentity]()
    for number in range(1, 2 * MOST):
        wrong = number % 10 == 0
        report = ReportIdentity(
            f"{number:04}",
            "UGA",
            "ctoc",
            f"{2000 + number // 20}-06-{'01' if number % 7 == 0 else '30'}",
            "final",
            number,
            seal=f"s{number}",
            supersedes=f"s{number - 1 - wrong}" if number > 1 else None,
        )
        agree(state, report, reports)


def test_to_receive_a_report_of_a_state_with_a_thousand_reports_takes_no_thousand_steps(
    tmp_path: Path,
) -> None:
    lines = [
        received(
            number,
            report_of(seal=seal_of("a")[:-6] + f"{number:06}"),
            state="UGA",
            file=f"2025/UGA/{number}.yaml",
        )
        for number in range(1, MANY + 1)
    ]
    folder = tmp_path / "reg"
    folder.mkdir()
    (folder / REGISTER).write_bytes(chain_text(*lines))
    # What the first check of a process reads is not counted.
    with open_register(tmp_path / "warm", print, is_new=True) as register:
        Receiver(register, LineDetails(DAY, DAY)).receive(UGANDA)
    with open_register(folder, print) as register:
        receiver = Receiver(register, LineDetails(DAY, DAY))
        receiver.check(UGANDA.read_bytes(), UGANDA.name)
        outcome = few_calls(lambda: receiver.receive(UGANDA), 50_000)
    assert outcome.line.number == MANY + 1


def test_the_states_of_many_reports_of_one_state_are_found_in_time() -> None:
    def prepared(number: int) -> Work:
        lines = lines_of(
            *(
                received(n, report_of(seal=seal_of("a")[:-6] + f"{n:06}"))
                for n in range(1, number + 1)
            )
        )
        return lambda: submissions(lines, DAY)

    assert_growth(prepared, 2_400)
