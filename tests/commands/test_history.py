"""What `ministries history` says of decisions, and of a report that is final."""

from pathlib import Path

from tests.commands.test_sign_off import ALL
from tests.support import signing
from tests.support.divided import REPORT, divided, run, write_return


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
    assert first == f"Ministry of labour, labour.html: {asked}: nothing → Television [taken]"
    assert second == f"Police, police.html: {asked}: Television → Posters [conflict]"
    sides = decided_here.partition(f"official, decided here: {asked}: ")[2]
    assert "Posters (Police)" in sides
    assert "Television (Ministry of labour)" in sides
    assert " → " in sides
    assert lines(tmp_path)[-1] == f"official decided a conflict: {asked} {sides}"


def test_the_log_of_a_final_report_can_be_read(tmp_path: Path) -> None:
    signing.ready(tmp_path)
    before = lines(tmp_path)
    signing.run(tmp_path, "finalize", REPORT, *ALL)

    assert lines(tmp_path) == before
    assert lines(tmp_path, "3.3")
