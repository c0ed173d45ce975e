"""What `ministries history` says of decisions, of changes, and of a report that is final."""

from pathlib import Path
from typing import Any

from checklist.files.reader import read
from tests.commands.test_sign_off import ALL
from tests.support import signing
from tests.support.divided import REPORT, divided, run, write_return
from tests.support.pages import flat


def lines(folder: Path, *words: str) -> list[str]:
    """Return what the history says, without the times."""
    done = run(folder, "ministries", "history", REPORT, *words)
    assert done.code == 0, done.stderr
    return [line.partition("  ")[2] for line in done.stdout.splitlines()]


def test_a_decision_names_what_each_side_had_said(tmp_path: Path) -> None:
    divided(tmp_path)
    for code, channels in (("labour", "[television]"), ("police", "[posters]")):
        write_return(tmp_path, code, {"channels": f"channels: {channels}"})
        run(tmp_path, "ministries", "merge", REPORT, f"{code}.html")

    run(tmp_path, "fix", REPORT, stdin="1\n/quit\n")

    asked = "3.2 Which channels are used to warn people?"
    first, second, decided_here = lines(tmp_path, "3.2")
    assert first == f"Ministry of labour, labour.html: {asked} nothing → Television [taken]"
    assert second == f"Police, police.html: {asked} Television → Posters [conflict]"
    sides = decided_here.partition(f"official, decided here: {asked} ")[2]
    assert "Posters (Police)" in sides
    assert "Television (Ministry of labour)" in sides
    assert " → " in sides
    assert lines(tmp_path)[-1] == f"official decided a conflict: {asked} {sides}"


def test_a_row_has_a_history_of_its_own_and_a_label_its_colon(tmp_path: Path) -> None:
    divided(tmp_path)
    run(
        tmp_path, "ministries", "divide", REPORT, "--give", "training/police-officers labour police"
    )
    for code, said in (("labour", "some"), ("police", "regular")):
        run(tmp_path, "ministries", "forms", REPORT, "--authority", code, "--format", "html")
        run(tmp_path, "ministries", "note", code, "sent", REPORT)
        rows = "labour-inspectors: some, " if code == "labour" else ""
        given = {"": f"training: {{{rows}police-officers: {said}}}"}
        write_return(tmp_path, code, given, tmp_path / "parts" / f"NOR-{code}-2.html")
        run(tmp_path, "ministries", "merge", REPORT, f"{code}.html")
    run(tmp_path, "fix", REPORT, stdin="1\n/quit\n")

    row = lines(tmp_path, "3.1 a")

    assert len(lines(tmp_path, "3.1")) == len(row) + 1
    assert row == lines(tmp_path, "training/police-officers")
    assert all("Police officers: " in line for line in [*row, lines(tmp_path)[-1]])
    assert len(lines(tmp_path, "3.1 B")) == 1
    unknown = run(tmp_path, "ministries", "history", REPORT, "3.1 z")
    assert "`3.1 z` is not a question" in unknown.stderr


def test_the_log_of_a_final_report_can_be_read(tmp_path: Path) -> None:
    signing.ready(tmp_path)
    before = lines(tmp_path)
    signing.run(tmp_path, "finalize", REPORT, *ALL)

    assert lines(tmp_path) == before
    assert lines(tmp_path, "3.3")


def answered(folder: Path, typed: str, *words: str) -> str:
    """Answer at the terminal, line by line. Returns what is shown, on one line."""
    done = run(folder, "answer", REPORT, "--plain", *words, stdin=typed)
    assert "Traceback" not in done.stderr
    return flat(done.stdout)


def test_who_changes_the_answer_of_a_ministry_sees_whose_it_is_and_stands_in_the_history(
    tmp_path: Path,
) -> None:
    divided(tmp_path)
    run(tmp_path, "ministries", "merge", REPORT, "labour.html")

    row = answered(tmp_path, "1\n3\n/quit\n", "--question", "3.1")
    choice = answered(tmp_path, "3\n/quit\n", "--question", "3.3")
    answered(tmp_path, "2\n/quit\n", "--question", "3.3")

    assert "Enter keeps the answer of Ministry of labour: Some, or once only." in row
    assert "Enter keeps the answer of Ministry of labour: A law." in choice
    trained = "3.1 b Which of these were trained in the last two years? Labour inspectors"
    change = "Some, or once only (Ministry of labour) → No training"
    assert lines(tmp_path, "3.1")[-1] == f"official changed it: {trained}: {change}"
    first, *more = lines(tmp_path, "3.3")[2:]
    pay = "3.3 Which rule on pay applies to seafarers? A law; remark: From 2003. (Ministry of"
    assert first.startswith(f"official changed it: {pay} labour) → No rule")
    assert more == []  # what the focal point itself said, it changes as it likes
    assert f"official changed an answer: {pay}" in lines(tmp_path)[-1]


def test_a_remark_that_is_added_to_the_answer_of_a_ministry_stands_in_the_history(
    tmp_path: Path,
) -> None:
    divided(tmp_path)
    run(tmp_path, "ministries", "merge", REPORT, "labour.html")
    before = lines(tmp_path, "3.3")

    answered(tmp_path, "/note Checked.\n/quit\n", "--question", "3.3")

    assert [line.partition(":")[0] for line in lines(tmp_path, "3.3")[len(before) :]] == [
        "official changed it"
    ]


def test_what_came_of_a_return_is_said_as_when_it_was_merged(tmp_path: Path) -> None:
    divided(tmp_path)
    merged = run(tmp_path, "ministries", "merge", REPORT, "labour.html").stdout

    (noted,) = [line for line in lines(tmp_path) if "was merged by" in line]
    for words in noted.rpartition(": ")[2].rstrip(".").split(", "):
        assert words in merged.splitlines()[0]


def test_only_missing_asks_no_row_that_is_answered(tmp_path: Path) -> None:
    divided(tmp_path)
    run(tmp_path, "ministries", "merge", REPORT, "labour.html")

    shown = answered(tmp_path, "1\n1\n1\n/quit\n", "--only", "missing", "--set", "people")

    asked = shown.partition("3.1, required.")[2]
    assert "Labour inspectors: Some, or once only" in asked
    assert "Police officers (1 of 3)" in asked
    assert "Volunteers (3 of 3)" in asked
    assert "Labour inspectors (" not in asked
    report: Any = read(tmp_path / REPORT).data
    trained = report["answers"]["training"]["value"]
    assert trained["labour-inspectors"] == {"value": "some", "answered_by": ["labour"]}
    assert trained["volunteers"] == {"value": "regular"}
