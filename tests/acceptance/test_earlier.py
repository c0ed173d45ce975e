"""What becomes of an earlier report: the next cycle, or a correction, begins with it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.entries import ANSWERS, SMALL, TREATY, lines, loaded, values
from tests.support.folders import UGANDA
from tests.support.pages import flat
from tests.support.running import Result, checklist_run

REPORT = "report-DNK.yaml"
NEW = "report-DNK-2030.yaml"
CONFIRMED = [""] * len(ANSWERS)
"""Enter at each answer that is carried."""


def run(folder: Path, *words: str, typed: str = "") -> Result:
    return checklist_run(*words, *SMALL, cwd=folder, stdin=typed)


def change(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


# The next cycle


@pytest.mark.thorough
@pytest.mark.parametrize("status", ["final", "draft"])
def test_what_is_confirmed_by_enter_makes_the_same_report_again(
    status: str, request: pytest.FixtureRequest
) -> None:
    earlier: Path = request.getfixturevalue(status)
    folder, before = earlier.parent, earlier.read_bytes()

    done = run(folder, "answer", NEW, "--from", REPORT, typed=lines(*CONFIRMED))

    assert done.code == 0, done.stderr
    assert f"checklist finalize {NEW}" in done.stdout
    assert values(folder / NEW) == ANSWERS
    assert list(values(folder / NEW)) == list(ANSWERS)
    head = loaded(folder / NEW)
    assert (head["status"], head["revision"]) == ("draft", 1)
    assert not {"supersedes", "seal"} & head.keys()
    assert earlier.read_bytes() == before
    assert run(folder, "finalize", NEW).code == 0


def test_nothing_counts_as_answered_before_it_is_confirmed(final: Path) -> None:
    folder = final.parent

    done = run(folder, "answer", NEW, "--from", REPORT, typed=lines("", "/quit"))
    status = run(folder, "status", NEW)

    assert f"Saved in {NEW}. Go on with:" in done.stdout
    assert "Required questions answered: 1 of 8" in status.stdout
    assert loaded(folder / NEW)["answers"]["obstacles"]["carried"] is True


@pytest.mark.thorough
def test_a_later_session_goes_on_with_what_is_not_confirmed_yet(final: Path) -> None:
    folder = final.parent
    run(folder, "answer", NEW, "--from", REPORT, typed=lines(*CONFIRMED[:5]))

    done = run(folder, "answer", NEW, typed=lines(*CONFIRMED[5:]))

    assert done.stdout.count("Answer of the earlier report, not confirmed yet:") == 14
    assert values(folder / NEW) == ANSWERS


@pytest.mark.thorough
def test_what_stands_beside_an_answer_is_carried_with_it(draft: Path) -> None:
    beside: dict[str, Any] = {"note": "As agreed.", "confidential": True, "answered_by": "Ports"}
    folder, data = draft.parent, loaded(draft)
    data["answers"]["obstacles"] |= beside
    draft.write_text(json.dumps(data), "utf-8")

    done = run(folder, "answer", NEW, "--from", REPORT, typed=lines(*CONFIRMED))

    assert done.code == 0
    assert loaded(folder / NEW)["answers"]["obstacles"] == {"value": ["funding", "staff"], **beside}


@pytest.mark.thorough
def test_what_the_gate_filled_in_is_filled_in_again_when_the_gate_is_confirmed(
    folder: Path,
) -> None:
    run(folder, "answer", "--state", "DNK", typed=lines(*TREATY, "no"))
    filled = {"value": {"status": "not-implemented"}, "by": "authority"}
    assert loaded(folder / REPORT)["answers"]["light-service"] == filled

    begun = run(folder, "answer", NEW, "--from", REPORT)
    assert "light-service" not in loaded(folder / NEW)["answers"]
    run(folder, "answer", NEW, typed=lines("/goto authority", "", "/quit"))

    assert begun.code == 0
    assert loaded(folder / NEW)["answers"]["light-service"] == filled


@pytest.fixture
def next_version(final: Path) -> Path:
    """The folder of the report; its questionnaire has meanwhile had another version."""
    folder = final.parent
    change(folder / "small" / "questionnaire.yaml", ("version: 1.2.0", "version: 2.0.0"))
    change(
        folder / "small" / "02-lights.yaml",
        ("{code: horn, label: A horn}", "{code: whistle, label: A whistle}"),
        ("  - id: payers\n", "  - id: donors\n"),
    )
    return folder


def test_an_earlier_version_is_carried_into_the_present_one(next_version: Path) -> None:
    done = run(next_version, "answer", NEW, "--from", REPORT)

    assert done.code == 0, done.stderr
    shown = done.stdout.splitlines()
    at = shown.index("These answers do not fit the questions, and are kept aside in the report:")
    assert shown[at + 1 : at + 4] == [
        "  `fog-signals-sound`: `horn` is not among the options",
        "  `payers`: the questionnaire does not have this question",
        "",
    ]
    assert f"17 answers are taken from {REPORT}." in flat(done.stdout)
    report = loaded(next_version / NEW)
    assert report["questionnaire"]["version"] == "2.0.0"
    assert report["answers"]["obstacles"] == {"value": ["funding", "staff"], "carried": True}
    assert list(report["answers"])[-2:] == ["fog-signals", "obstacles"]


@pytest.mark.thorough
def test_a_report_that_was_carried_into_another_version_becomes_final(next_version: Path) -> None:
    run(next_version, "answer", NEW, "--from", REPORT)

    entries = (*CONFIRMED[:16], "whistle", "", "ships")
    done = run(next_version, "answer", NEW, typed=lines(*entries))
    final = run(next_version, "finalize", NEW)
    checked = run(next_version, "validate", NEW)

    assert done.code == 0, done.stderr
    assert final.code == 0, final.stdout
    assert (checked.code, checked.stdout) == (0, "")
    assert values(next_version / NEW) == {
        **{key: value for key, value in ANSWERS.items() if key != "payers"},
        "fog-signals-sound": "whistle",
        "donors": ["ships"],
    }


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("content", "finding", "reason"),
    [
        (None, "old.yaml:1:1: S001 error: ", "old.yaml cannot be used until this is corrected"),
        ("a: [\n", "old.yaml:2:1: S005 error: ", "old.yaml cannot be used until this is corrected"),
        ("treaty: 1\n", "old.yaml:1:1: S101 error: ", "old.yaml cannot be used until this is"),
    ],
    ids=["missing", "broken", "no-report"],
)
def test_an_earlier_file_that_cannot_be_used_is_said_before_anything_is_asked(
    content: str | None, finding: str, reason: str, folder: Path
) -> None:
    if content is not None:
        (folder / "old.yaml").write_text(content, "utf-8")
    before = names(folder)

    done = run(folder, "answer", NEW, "--from", "old.yaml", typed="Denmark\n")

    assert done.code == 1
    assert done.stdout.startswith(finding)
    assert f"checklist: {reason}" in done.stderr
    assert "Which State reports?" not in done.stdout
    assert names(folder) == before


def test_an_earlier_report_on_other_questions_is_refused(final: Path) -> None:
    before = names(final.parent)

    done = checklist_run("answer", NEW, "--from", UGANDA, *SMALL, cwd=final.parent)

    assert done.code == 1
    assert done.stderr == (
        f"checklist: {UGANDA} answers the questionnaire `ctoc-cop-2010-6`, not `small`\n"
    )
    assert names(final.parent) == before


def test_an_earlier_report_of_another_state_is_refused(final: Path) -> None:
    folder = final.parent
    before = names(folder)

    done = run(folder, "answer", "--state", "Norway", "--from", REPORT)

    assert done.code == 2
    assert done.stderr == (
        f"checklist: {REPORT} is the report of Denmark (DNK), and this one is that of "
        "Norway (NOR)\n"
    )
    assert names(folder) == before


def test_a_report_that_is_there_is_never_begun_anew(final: Path) -> None:
    folder = final.parent
    run(folder, "answer", "--state", "DNK", NEW, typed=lines("neither"))
    before = (folder / NEW).read_bytes()

    done = run(folder, "answer", NEW, "--from", REPORT, typed=lines(""))

    assert done.code == 2
    assert f"{NEW} exists already. To continue it, leave out --from." in done.stderr
    assert "name another file: checklist answer NEW --from EARLIER" in done.stderr
    assert (folder / NEW).read_bytes() == before


def test_the_state_of_the_earlier_report_names_the_new_one(final: Path) -> None:
    folder = final.parent
    final.rename(folder / "submitted.yaml")

    done = run(folder, "answer", REPORT, "--from", "submitted.yaml", typed=lines(""))

    assert done.code == 0
    assert "Which State reports?" not in done.stdout
    assert values(folder / REPORT)["treaty-status"] == "party"


def test_without_input_a_new_cycle_says_what_was_carried(final: Path) -> None:
    done = run(final.parent, "answer", NEW, "--from", REPORT)

    assert done.code == 0
    assert f"19 answers are taken from {REPORT}." in flat(done.stdout)


# A draft of another version


def test_a_draft_of_another_version_takes_its_answers_over(draft: Path) -> None:
    folder = draft.parent
    change(folder / "small" / "questionnaire.yaml", ("version: 1.2.0", "version: 2.0.0"))
    change(folder / "small" / "02-lights.yaml", ("  - id: payers\n", "  - id: donors\n"))

    refused = run(folder, "finalize", REPORT)
    done = run(folder, "answer", REPORT)

    report = loaded(draft)
    assert refused.code != 0
    assert f"checklist answer {REPORT}" in refused.stderr
    assert f"18 answers are taken from {REPORT}." in flat(done.stdout)
    assert "`payers`: the questionnaire does not have this question" in done.stdout
    assert report["questionnaire"]["version"] == "2.0.0"
    assert all(answer["carried"] for answer in report["answers"].values())
    assert report["set_aside"] == [{"at": "payers", "answer": {"value": ANSWERS["payers"]}}]


# The next revision


def test_a_correction_goes_from_the_final_report_to_the_next_revision(final: Path) -> None:
    folder, first, second = final.parent, final.read_bytes(), "report-DNK-r2.yaml"
    seal = loaded(final)["seal"]

    begun = run(folder, "answer", "--from", REPORT, typed="/quit\n")
    begun_as = loaded(folder / second)
    changed = run(folder, "answer", second, typed=lines("/goto obstacles", "weather"))
    sealed = run(folder, "finalize", second)
    (folder / "reports").mkdir()
    for name in (REPORT, second):
        (folder / name).rename(folder / "reports" / name)
    checked = run(folder, "validate", "--final", "--strict", "reports")

    assert (begun.code, changed.code, sealed.code) == (0, 0, 0), sealed.stdout
    assert f"This corrects {REPORT}: it is revision 2 of the report" in flat(begun.stdout)
    assert (begun_as["status"], begun_as["revision"]) == ("draft", 2)
    assert begun_as["supersedes"] == seal
    assert "seal" not in begun_as
    assert begun_as["answers"] == loaded(folder / "reports" / REPORT)["answers"]
    revised = loaded(folder / "reports" / second)
    assert (revised["status"], revised["revision"], revised["supersedes"]) == ("final", 2, seal)
    assert values(folder / "reports" / second) == {**ANSWERS, "obstacles": ["weather"]}
    assert (folder / "reports" / REPORT).read_bytes() == first
    assert (checked.code, checked.stdout) == (0, "")


@pytest.mark.thorough
def test_a_revision_is_revised_again(final: Path) -> None:
    folder = final.parent
    run(folder, "answer", "--from", REPORT, typed="/quit\n")
    run(folder, "finalize", "report-DNK-r2.yaml")

    done = run(folder, "answer", "--from", "report-DNK-r2.yaml", typed="/quit\n")

    assert done.code == 0
    third = loaded(folder / "report-DNK-r3.yaml")
    assert (third["revision"], third["supersedes"]) == (
        3,
        loaded(folder / "report-DNK-r2.yaml")["seal"],
    )


def test_what_show_says_of_a_revision_names_what_it_supersedes(final: Path) -> None:
    folder = final.parent
    run(folder, "answer", "--from", REPORT, typed="/quit\n")

    shown = run(folder, "show", "report-DNK-r2.yaml")

    assert "Draft, revision 2, as of " in shown.stdout
    assert "It takes the place of revision 1." in shown.stdout


def test_a_correction_that_was_begun_is_gone_on_with(final: Path) -> None:
    folder, second = final.parent, final.parent / "report-DNK-r2.yaml"
    run(folder, "answer", "--from", REPORT, typed=lines("/goto obstacles", "weather", "/quit"))
    before = second.read_bytes()

    done = run(folder, "answer", "--from", REPORT, typed="/quit\n")

    assert done.code == 0
    assert "Going on with report-DNK-r2.yaml." in done.stdout
    assert second.read_bytes() == before


def test_only_what_is_as_it_was_sealed_is_corrected(final: Path) -> None:
    folder = final.parent
    change(final, ("value: 3", "value: 5"))
    before = names(folder)

    changed = run(folder, "answer", "--from", REPORT)

    assert changed.code == 1
    assert re.match(rf"{REPORT}:\d+:7: R012 error: ", changed.stdout)
    assert f"{REPORT} is not what was sealed." in changed.stderr
    assert names(folder) == before
