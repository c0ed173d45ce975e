"""What ministries sent back is brought into the report, by the commands."""

import io
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml

from checklist.answer_types.written_date import date_in_words
from checklist.ministries.division_file import read_division
from tests.support.divided import REPORT, RETURNS, divided, run, write_return
from tests.support.pages import flat


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("divided")
    divided(folder)
    return folder


@pytest.fixture
def folder(prepared: Path, tmp_path: Path) -> Iterator[Path]:
    shutil.copytree(prepared, tmp_path / "report")
    yield tmp_path / "report"


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def log(folder: Path) -> list[Any]:
    return [json.loads(line) for line in (folder / "log-NOR.jsonl").read_text("utf-8").splitlines()]


def test_two_returns_are_merged_and_what_differs_stays_open(folder: Path) -> None:
    done = run(folder, "ministries", "merge", REPORT, *RETURNS)

    assert done.code == 1  # a conflict is open
    assert "police.html: 4 fields: 2 taken, 0 unchanged, 1 conflict, 0 unreadable, 1 empty" in (
        done.stdout
    )
    assert "3.3 Which rule on pay applies to seafarers? nothing → A law [taken]" in done.stdout
    report = loaded(folder / REPORT)
    assert report["answers"]["training"]["value"] == {
        "police-officers": {"value": "regular", "answered_by": ["police"]},
        "labour-inspectors": {"value": "some", "answered_by": ["labour"]},
    }
    assert [one["at"] for one in report["conflicts"]] == ["channels"]
    assert "channels" not in report["answers"]


def test_the_draft_of_the_folder_is_merged_into_where_none_is_named(folder: Path) -> None:
    done = run(folder, "ministries", "merge", *RETURNS)
    told = run(folder, "ministries", "history", "3.3")
    undone = run(folder, "ministries", "merge", "--undo")

    assert "police.html: 4 fields: 2 taken" in done.stdout
    assert "A law" in told.stdout
    assert f"{REPORT} is as it was before the last merge" in undone.stderr


def test_a_form_whose_head_was_damaged_is_no_draft(folder: Path) -> None:
    path = folder / RETURNS[0]
    path.write_text(path.read_text("utf-8").replace('"number":1', '"number":"one"'), "utf-8")
    before = (folder / REPORT).read_bytes()

    done = run(folder, "ministries", "merge", REPORT, RETURNS[0])

    assert done.code == 1
    assert "[F001]" in done.stdout
    assert "nothing in it was taken. This says what to do:\n  checklist guide F001\n" in done.stderr
    assert (folder / REPORT).read_bytes() == before


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("state: UGA", "is a report of `UGA`, not of `NOR`"),
        ("questionnaire: {id: other}", "answers the questionnaire `other`"),
    ],
)
def test_a_draft_that_says_that_it_is_another_is_refused(
    head: str, reason: str, folder: Path
) -> None:
    (folder / "copy.yaml").write_text(f"{head}\nanswers: {{}}\n", "utf-8")

    done = run(folder, "ministries", "merge", REPORT, "copy.yaml")

    assert reason in done.stderr


def test_a_dry_run_shows_the_same_and_changes_nothing(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    dry = run(folder, "ministries", "merge", REPORT, *RETURNS, "--dry-run")

    assert dry.code == 1
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert run(folder, "ministries", "merge", REPORT, *RETURNS).stdout == dry.stdout


@pytest.mark.thorough
def test_separate_runs_in_any_order_give_the_same_report(folder: Path) -> None:
    run(folder, "ministries", "merge", REPORT, *RETURNS)
    together = (folder / REPORT).read_bytes()
    run(folder, "ministries", "merge", REPORT, "--undo")

    for name in reversed(RETURNS):
        run(folder, "ministries", "merge", REPORT, name)

    assert (folder / REPORT).read_bytes() == together


def test_what_was_merged_already_changes_no_byte(folder: Path) -> None:
    run(folder, "ministries", "merge", REPORT, *RETURNS)
    kept = [folder / REPORT, folder / "returns" / "NOR-labour-receipt.docx"]
    before = [path.read_bytes() for path in kept]
    lines = len(log(folder))

    done = run(folder, "ministries", "merge", REPORT, *RETURNS)

    assert "labour.html: this file was merged already" in done.stdout
    assert [path.read_bytes() for path in kept] == before
    assert len(log(folder)) == lines


def test_the_division_and_the_log_know_what_came_back(folder: Path) -> None:
    run(folder, "ministries", "merge", REPORT, *RETURNS)

    authorities = loaded(folder / "division-NOR.yaml")["authorities"]
    assert [one["file"] for one in authorities["labour"]["returned"]] == ["labour.html"]
    merged = [entry["by"] for entry in log(folder) if entry["did"] == "merge"]
    assert merged == ["labour", "police"]
    kept = sorted(path.name.rpartition("-")[2] for path in (folder / "returns").glob("2*"))
    assert kept == ["labour.html", "police.html"]


def test_a_receipt_says_what_will_stand_in_the_name_of_an_authority(folder: Path) -> None:
    run(folder, "ministries", "merge", REPORT, *RETURNS)

    content = (folder / "returns" / "NOR-labour-receipt.docx").read_bytes()
    document = docx.Document(io.BytesIO(content))

    assert "the report will give these answers in your name" in document.paragraphs[0].text
    cells = [[c.text for c in row.cells] for table in document.tables for row in table.rows]
    assert ["3.3 Which rule on pay applies to seafarers?", "nothing", "A law"] in cells


def test_undo_puts_back_the_draft_before_the_merge(folder: Path) -> None:
    before = (folder / REPORT).read_bytes()
    run(folder, "ministries", "merge", REPORT, *RETURNS)
    merged = (folder / REPORT).read_bytes()

    done = run(folder, "ministries", "merge", REPORT, "--undo")

    assert done.code == 0
    assert (folder / REPORT).read_bytes() == before
    assert (folder / "report-NOR.undone-merge.draft.yaml").read_bytes() == merged
    authorities = loaded(folder / "division-NOR.yaml")["authorities"]
    assert "returned" not in authorities["labour"]
    again = run(folder, "ministries", "merge", REPORT, *RETURNS)
    assert again.code == 1
    assert (folder / REPORT).read_bytes() == merged


def test_undo_brings_back_that_answers_came_and_wait(folder: Path) -> None:
    note = ("ministries", "note", "labour", "back", REPORT, "--text", "By fax.")
    run(folder, *note, "--on", "2026-11-20")
    before = read_division(folder / "division-NOR.yaml").division

    run(folder, "ministries", "merge", REPORT, "labour.html")
    merged = read_division(folder / "division-NOR.yaml").division
    run(folder, "ministries", "merge", REPORT, "--undo")

    assert merged.authorities["labour"].came_back is None
    assert read_division(folder / "division-NOR.yaml").division == before


def test_a_second_undo_says_that_the_merge_was_undone_already(folder: Path) -> None:
    run(folder, "ministries", "merge", REPORT, "labour.html")
    run(folder, "ministries", "merge", REPORT, "police.html")
    run(folder, "ministries", "merge", REPORT, "--undo")

    again = run(folder, "ministries", "merge", REPORT, "--undo")

    assert again.code == 2
    assert flat(again.stderr).endswith(f"the last merge into {REPORT} was undone already")


@pytest.mark.thorough
def test_undo_refuses_where_an_answer_would_be_lost(folder: Path) -> None:
    run(folder, "ministries", "merge", REPORT, *RETURNS)
    report = folder / REPORT
    report.write_text(report.read_text("utf-8").replace("From 2003.", "From 2004."), "utf-8")

    done = run(folder, "ministries", "merge", REPORT, "--undo")

    assert done.code == 2
    assert "was changed after the last merge" in done.stderr


def test_history_says_who_answered_when_and_by_which_return(folder: Path) -> None:
    run(folder, "ministries", "merge", REPORT, *RETURNS)

    done = run(folder, "ministries", "history", REPORT, "3.3")

    assert done.code == 0
    first, second = done.stdout.splitlines()
    assert first.endswith(
        "Ministry of labour, labour.html: 3.3 Which rule on pay applies to seafarers? "
        "nothing → A law [taken]"
    )
    assert second.endswith("Note: nothing → From 2003. [taken]")


def test_a_report_with_an_open_conflict_is_not_made_final(folder: Path) -> None:
    run(folder, "ministries", "merge", REPORT, *RETURNS)

    done = run(folder, "finalize", REPORT)

    assert done.code == 1
    assert "`channels` has answers that differ (from `police`, `labour`)" in done.stdout


def test_status_counts_the_open_conflicts_and_says_how_to_decide_them(folder: Path) -> None:
    before = run(folder, "status", REPORT)
    run(folder, "ministries", "merge", REPORT, *RETURNS)

    after = run(folder, "status", REPORT)

    assert (before.code, after.code) == (0, 0)
    assert "conflict" not in before.stdout
    said = "1 conflict is open: two answers differ, and nobody has decided. This command asks about"
    assert said in " ".join(after.stdout.split())
    assert f"\n  checklist fix {REPORT}" in after.stdout


def test_fix_asks_about_open_conflicts(folder: Path) -> None:
    run(folder, "ministries", "merge", REPORT, *RETURNS)
    day = loaded(folder / REPORT)["conflicts"][0]["wanted"][0]["on"]

    done = run(folder, "fix", REPORT, stdin="3\n/quit\n")

    assert "Conflict 1 of 1: 3.2 Which channels are used to warn people?" in done.stdout
    assert "  3  both: Television; Radio; Posters" in done.stdout
    assert f", {date_in_words(day)})" in done.stdout
    assert day not in done.stdout
    report = loaded(folder / REPORT)
    assert report["answers"]["channels"]["value"] == ["television", "radio", "posters"]
    assert "conflicts" not in report
    assert log(folder)[-1]["did"] == "decide"


def test_fix_counts_the_conflicts_that_are_left_and_names_its_command(folder: Path) -> None:
    run(folder, "ministries", "merge", REPORT, *RETURNS)

    done = run(folder, "fix", REPORT, stdin="/quit\n")

    said = " ".join(done.stdout.split())
    assert "1 conflict is open: two answers differ, and nobody has decided." in said
    assert "R040" not in done.stdout


@pytest.mark.sampled
@pytest.mark.parametrize("is_secret", [False, True])
def test_the_receipts_after_a_kill_list_what_was_decided(folder: Path, is_secret: bool) -> None:
    run(folder, "ministries", "merge", REPORT, *RETURNS)
    run(folder, "fix", REPORT, stdin="3\n/quit\n")
    # As a kill leaves them: the report is saved, and neither the receipts nor the log.
    for path in (folder / "returns").glob("*-receipt.docx"):
        path.unlink()
    (folder / "log-NOR.jsonl").unlink()
    if is_secret:
        data = loaded(folder / REPORT)
        data["answers"]["channels"]["confidential"] = True
        (folder / REPORT).write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")

    done = run(folder, "ministries", "merge", REPORT, *RETURNS)

    assert done.code == 0, done.stderr
    for authority, own in (("labour", "Television; Radio"), ("police", "Posters")):
        receipt = docx.Document(str(folder / "returns" / f"NOR-{authority}-receipt.docx"))
        rows = [[cell.text for cell in row.cells] for row in receipt.tables[-1].rows]
        stands = "confidential" if is_secret else "Television; Radio; Posters"
        assert rows == [
            ["Question", "In the report", "Your answer"],
            ["3.2 Which channels are used to warn people?", stands, own],
        ]
        words = [paragraph.text for paragraph in receipt.paragraphs]
        assert "Decided by the sender of this sheet: another answer differed from yours" in words
        assert any("1 conflict," in one for one in words)


@pytest.mark.thorough
def test_a_corrected_return_is_compared_with_the_one_before(folder: Path) -> None:
    run(folder, "ministries", "merge", REPORT, "labour.html")
    first = (folder / "labour.html").read_bytes()
    write_return(folder, "labour", {"pay-rule:": "pay-rule: {value: agreement}"})

    done = run(folder, "ministries", "merge", REPORT, "labour.html")
    (folder / "old.html").write_bytes(first)
    old = run(folder, "ministries", "merge", REPORT, "old.html")

    assert "3.3 Which rule on pay applies to seafarers? A law → A collective agreement" in (
        done.stdout
    )
    assert "a later return of the same part was merged after this one" in old.stdout
    assert loaded(folder / REPORT)["answers"]["pay-rule"]["value"] == "agreement"

    taken = run(folder, "ministries", "merge", REPORT, "old.html", "--older")

    assert "A collective agreement → A law" in taken.stdout
    assert loaded(folder / REPORT)["answers"]["pay-rule"]["value"] == "law"


def test_a_clearance_on_a_day_that_there_is_not_leaves_the_day_to_be_written(folder: Path) -> None:
    said = {"pay-rule:": "pay-rule: law"}
    name = write_return(folder, "labour", said, cleared_by="A. Head", cleared_on="31.2.2026")

    done = run(folder, "ministries", "merge", REPORT, name)

    assert "--by 'A. Head' --on DATE\n" in done.stderr


def test_what_cannot_be_read_comes_with_what_to_do_about_it(folder: Path) -> None:
    name = write_return(folder, "labour", {"pay-rule:": "pay-rule: a custom"})

    done = run(folder, "ministries", "merge", REPORT, name)
    dry = run(folder, "ministries", "merge", REPORT, name, "--dry-run")

    assert done.code == 1
    assert f"  checklist answer {REPORT} --for labour" in done.stderr
    assert "--for labour" not in dry.stderr


@pytest.mark.thorough
def test_a_remark_without_an_answer_is_listed_and_stays_in_the_history(folder: Path) -> None:
    remark = "Ask the police."
    name = write_return(folder, "labour", {"pay-rule:": f"pay-rule: {{note: {remark}}}"})

    done = run(folder, "ministries", "merge", REPORT, name)
    told = run(folder, "ministries", "history", REPORT, "3.3")

    assert f": remark where the answer was left open: {remark}" in done.stdout
    assert "pay-rule" not in loaded(folder / REPORT)["answers"]
    assert told.stdout.endswith(
        "Ministry of labour, labour.html: 3.3 Which rule on pay applies to seafarers?: "
        f"remark: {remark}\n"
    )


def copies(folder: Path, second: dict[str, str]) -> list[str]:
    """Fill in the part of labour twice, as two colleagues do. Returns the files."""
    names = []
    for name, answers in (("ola.html", {"pay-rule:": "pay-rule: law"}), ("kari.html", second)):
        names.append(name)
        (folder / write_return(folder, "labour", answers)).rename(folder / name)
    return names


@pytest.mark.thorough
def test_two_returns_of_one_part_are_those_of_colleagues(folder: Path) -> None:
    names = copies(folder, {"channels:": "channels: [radio]"})

    done = run(folder, "ministries", "merge", REPORT, *names)

    assert done.code == 0, done.stdout + done.stderr
    answers = loaded(folder / REPORT)["answers"]
    assert answers["pay-rule"]["value"] == "law"
    assert answers["channels"]["value"] == ["radio"]
    receipts = sorted(path.name for path in (folder / "returns").glob("*receipt*"))
    assert receipts == ["NOR-labour-receipt-2.docx", "NOR-labour-receipt.docx"]


def test_where_two_returns_of_one_part_differ_nothing_is_merged_unasked(folder: Path) -> None:
    names = copies(folder, {"pay-rule:": "pay-rule: agreement"})
    before = (folder / REPORT).read_bytes()

    done = run(folder, "ministries", "merge", REPORT, *names)

    assert done.code == 1
    assert done.stdout == (
        "3.3 Which rule on pay applies to seafarers?: A law (ola.html); "
        "A collective agreement (kari.html)\n"
    )
    assert done.stderr.startswith("Nothing was merged: several returns of one part differ.")
    assert (folder / REPORT).read_bytes() == before


def test_a_part_of_another_report_is_refused(folder: Path) -> None:
    part = (folder / "labour.html").read_text("utf-8")
    own = loaded(folder / REPORT)["report_id"]
    (folder / "labour.html").write_text(part.replace(own, "f" * 32), "utf-8")
    before = (folder / REPORT).read_bytes()

    done = run(folder, "ministries", "merge", REPORT, *RETURNS)

    assert done.code == 2
    assert "labour.html is a part of another report of `NOR`" in done.stderr
    assert (folder / REPORT).read_bytes() == before


@pytest.mark.thorough
def test_what_a_part_was_sent_with_must_be_what_the_division_kept(folder: Path) -> None:
    division = folder / "division-NOR.yaml"
    text = division.read_text("utf-8")
    empty = "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    division.write_text(text.replace(empty, f"sha256:{'0' * 64}"), "utf-8")

    done = run(folder, "ministries", "merge", REPORT, "labour.html")

    assert done.code == 1
    assert "4 conflicts" in done.stdout
    assert loaded(folder / REPORT)["answers"] == {}


@pytest.mark.thorough
def test_a_draft_of_a_colleague_is_merged_row_by_row(folder: Path) -> None:
    run(folder, "ministries", "merge", REPORT, "labour.html")
    report = loaded(folder / REPORT)
    answers = {"training": {"value": {"pilots": {"value": "no-training"}}}}
    other = {key: one for key, one in report.items() if key not in {"merged", "report_id"}}
    (folder / "kari.yaml").write_text(json.dumps({**other, "answers": answers}), "utf-8")

    done = run(folder, "ministries", "merge", REPORT, "kari.yaml")

    rows = loaded(folder / REPORT)["answers"]["training"]["value"]
    assert {row: one["value"] for row, one in rows.items()} == {
        "labour-inspectors": "some",
        "pilots": "no-training",
    }, done.stdout + done.stderr


def test_a_file_that_is_nothing_known_is_said_and_changes_nothing(folder: Path) -> None:
    (folder / "letter.yaml").write_text("- Dear colleague\n", "utf-8")
    before = (folder / REPORT).read_bytes()

    done = run(folder, "ministries", "merge", REPORT, "letter.yaml", "labour.html", "--dry-run")

    assert done.code == 1
    assert "[F001]" in done.stdout
    assert (folder / REPORT).read_bytes() == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("ministries", "merge", REPORT, "form.yaml"), "form.yaml: "),
        (("ministries", "merge", "form.yaml", "labour.html"), "form.yaml:1:1: S101 error: "),
        (("validate", "form.yaml"), "form.yaml:1:1: S101 error: "),
    ],
)
def test_a_form_in_yaml_is_said_to_be_read_no_longer_and_what_takes_its_place(
    words: tuple[str, ...], code: str, folder: Path
) -> None:
    head = "checklist_form: 1\npart: {number: 1, authority: labour, state: NOR}\nasked: {}\n"
    (folder / "form.yaml").write_text(f"{head}answers: {{pay-rule: law}}\n", "utf-8")
    before = (folder / REPORT).read_bytes()

    done = run(folder, *words)

    assert done.code == 1
    assert done.stdout.startswith(code)
    said = "forms in YAML are no longer read: a colleague who has this tool answers in a copy of"
    assert said in " ".join(done.stdout.split())
    assert (folder / REPORT).read_bytes() == before


@pytest.mark.thorough
def test_what_is_left_for_later_stays_open(folder: Path) -> None:
    run(folder, "ministries", "merge", REPORT, *RETURNS)
    before = (folder / REPORT).read_bytes()

    run(folder, "fix", REPORT, stdin="\n/quit\n")

    assert (folder / REPORT).read_bytes() == before


@pytest.mark.thorough
def test_a_note_can_be_written_anew(folder: Path) -> None:
    run(folder, "ministries", "merge", REPORT, "labour.html")
    report = loaded(folder / REPORT)
    note = {"value": "law", "note": "From 2004."}
    other = {key: one for key, one in report.items() if key not in {"merged", "report_id"}}
    (folder / "kari.yaml").write_text(json.dumps({**other, "answers": {"pay-rule": note}}), "utf-8")
    run(folder, "ministries", "merge", REPORT, "kari.yaml")

    done = run(folder, "fix", REPORT, stdin="w\nSince 2003 or 2004.\n/quit\n")

    assert "write another answer" in done.stdout
    assert loaded(folder / REPORT)["answers"]["pay-rule"]["note"] == "Since 2003 or 2004."


@pytest.mark.sampled
@pytest.mark.parametrize(
    "head",
    [
        "merged: [{at: channels}]\n",
        "merged: [{at: channels, version: 1.0.0, claims: 5}]\n",
        "merged: [{at: channels, version: 1.0.0, claims: [{by: x, changes: [{at: no/such}]}]}]\n",
    ],
)
def test_marks_of_merges_that_were_changed_by_hand_are_refused_in_a_sentence(
    head: str, folder: Path
) -> None:
    report = folder / REPORT
    report.write_text(report.read_text("utf-8").replace("answers:", f"{head}answers:"), "utf-8")

    done = run(folder, "ministries", "merge", REPORT, "labour.html")
    forms = run(folder, "ministries", "forms", REPORT, "--authority", "ports")

    assert done.code == 2
    assert "`merged` in the head of the report was changed" in done.stderr
    assert forms.code == 0


@pytest.mark.parametrize("wanted", ["5", "[5, {by: 7}]", "[{by: [labour], content: {a: [1]}}]"])
def test_conflicts_that_were_written_by_hand_are_asked_without_an_accident(
    wanted: str, folder: Path
) -> None:
    report = folder / REPORT
    head = f"conflicts: [{{at: channels, wanted: {wanted}}}]\n"
    report.write_text(report.read_text("utf-8").replace("answers:", f"{head}answers:"), "utf-8")

    done = run(folder, "fix", REPORT, stdin="1\n/quit\n")

    assert "Traceback" not in done.stderr
    assert "conflicts" not in loaded(report)


@pytest.mark.thorough
def test_the_command_to_go_on_with_names_the_questionnaire(folder: Path) -> None:
    done = run(folder, "ministries", "merge", REPORT, *RETURNS)

    assert f"  checklist fix {REPORT} --questionnaire coast\n" in done.stderr


@pytest.mark.thorough
@pytest.mark.skipif(os.name == "nt", reason="a name there has no such character")
def test_the_name_of_a_return_brings_no_control_character_into_any_file(folder: Path) -> None:
    name = " labour\x1b[2J.html"
    shutil.copy(folder / RETURNS[0], folder / name)

    done = run(folder, "ministries", "merge", REPORT, name)

    assert done.code == 0, done.stdout + done.stderr
    assert "\x1b" not in done.stdout + done.stderr
    division = loaded(folder / "division-NOR.yaml")
    assert [one["file"] for one in division["authorities"]["labour"]["returned"]] == [
        "labour‹U+001B›[2J.html"
    ]
    names = [path.name for path in (folder / "returns").iterdir()]
    assert not [one for one in names if "\x1b" in one]
    assert log(folder)[-1]["file"] == "labour‹U+001B›[2J.html"
