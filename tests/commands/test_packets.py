"""What ministries say moves as one: in merges, in decisions, and in the forms that follow."""

import io
import json
import re
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from checklist.commands.shared import conflict_questions
from checklist.commands.shared.conflict_questions import ConflictDialogue, settle_conflicts
from checklist.errors import SaveError
from checklist.files.lock import ReportLock
from checklist.files.reader import read
from checklist.ministries.conflicts import open_conflicts
from checklist.ministries.merged_files import save_report
from checklist.ministries.sides import Sides
from checklist.reports.report import Report
from tests.support.divided import COAST, REPORT, divided, run, write_return
from tests.support.folders import COAST_FOLDER
from tests.support.ministries import COAST as ASKED
from tests.support.page_answers import sent_with
from tests.support.running import Result, checklist_run
from tests.support.typed_person import typed

SECRET = "Words of the ministry of labour."
LABOUR = {"channels:": f"channels: {{value: [television], note: {SECRET}, confidential: true}}"}
POLICE = {"channels:": "channels: {value: [posters]}"}
FORMATS = ("docx", "xlsx", "html")


def merge(folder: Path, **returns: dict[str, str]) -> Result:
    """Fill in the parts that were sent, and merge them together."""
    divided(folder)
    files = [write_return(folder, code, answers) for code, answers in returns.items()]
    return run(folder, "ministries", "merge", REPORT, *files)


def settle(folder: Path, *entries: str) -> None:
    """Type these answers to the questions about conflicts."""
    path = folder / REPORT
    settle_conflicts(path, read(path), ASKED, typed(*entries))


def answers(folder: Path) -> dict[str, Any]:
    data = yaml.safe_load((folder / REPORT).read_text("utf-8"))
    found: dict[str, Any] = data.get("answers", {})
    return found


def next_form(folder: Path, authority: str) -> Mapping[str, Any]:
    """Return what the next form of a ministry shows: contents by address."""
    run(folder, "ministries", "forms", REPORT, "--authority", authority, "--format", "html")
    return sent_with(_newest(folder, authority, "html").read_bytes())


def _newest(folder: Path, authority: str, ending: str) -> Path:
    return max((folder / "parts").glob(f"NOR-{authority}*.{ending}"), key=lambda one: len(one.name))


def texts_of_forms(folder: Path, authority: str) -> Sequence[str]:
    """Return the next form of a ministry in each format, as text, unpacked."""
    found = []
    for name in FORMATS:
        to = folder / f"to-{authority}-{name}"
        words = ("forms", REPORT, "--authority", authority, "--format", name, "--to", to.name)
        done = run(folder, "ministries", *words)
        assert done.code == 0, done.stderr
        for path in sorted(to.iterdir()):
            found.append(unpacked(path))
    return found


def unpacked(path: Path) -> str:
    """Return a file as text, unpacked."""
    content = path.read_bytes()
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content = b"".join(map(packed.read, packed.namelist()))
    return content.decode(errors="replace")


def receipt(folder: Path, authority: str) -> str:
    """Return the words of the receipt of a ministry, its cells and paragraphs parted by spaces."""
    text = unpacked(folder / "returns" / f"NOR-{authority}-receipt.docx")
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


def test_the_answer_of_one_ministry_takes_nothing_of_another_with_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = merge(tmp_path, labour=LABOUR, police=POLICE)
    assert done.code == 1
    assert "channels" not in answers(tmp_path)

    settle(tmp_path, "")
    shown = " ".join(capsys.readouterr().err.split())
    number = re.search(r"(\d) take: Posters \(Police", shown)
    assert number is not None
    settle(tmp_path, number[1])

    assert re.search(
        rf"take: Television \(Ministry of labour, [^)]*\) Remark: {SECRET} Not for publication",
        shown,
    )
    assert answers(tmp_path)["channels"] == {"value": ["posters"], "answered_by": ["police"]}
    assert not [text for text in texts_of_forms(tmp_path, "police") if SECRET[:-1] in text]


def test_no_ministry_hears_of_a_decision_that_could_not_be_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    merge(tmp_path, labour=LABOUR, police=POLICE)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    saves = iter([save_report])

    def save_once(*given: Any, **named: Any) -> Any:
        for save in saves:
            return save(*given, **named)
        raise SaveError("the disk is full")

    monkeypatch.setattr(conflict_questions, "save_report", save_once)
    with pytest.raises(SaveError):
        settle(tmp_path, "1")

    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_what_is_left_empty_leaves_nothing_of_its_packet(tmp_path: Path) -> None:
    merge(tmp_path, labour=LABOUR, police=POLICE)

    settle(tmp_path, "4")

    assert "channels" not in answers(tmp_path)
    assert run(tmp_path, "validate", REPORT).code == 0


def test_both_have_the_strictest_mark_and_notes_with_their_authors(tmp_path: Path) -> None:
    note = "Words of the police."
    merge(
        tmp_path,
        labour=LABOUR,
        police={"channels:": f"channels: {{value: [posters], note: {note}}}"},
    )

    settle(tmp_path, "3")

    assert answers(tmp_path)["channels"] == {
        "value": ["television", "posters"],
        "note": f"Ministry of labour: {SECRET}\nPolice: {note}",
        "confidential": True,
        "answered_by": ["labour", "police"],
    }
    labour, police = next_form(tmp_path, "labour"), next_form(tmp_path, "police")
    assert labour["channels/note"] == SECRET
    assert police["channels/note"] == note
    assert "channels/confidential" not in police
    assert not [text for text in texts_of_forms(tmp_path, "police") if SECRET[:-1] in text]


def _draft(folder: Path, answers: str) -> None:
    """Write answers of the State itself into the draft, after the forms were made."""
    path = divided(folder)
    text = path.read_text("utf-8")
    assert "answers: {}\n" in text
    path.write_text(text.replace("answers: {}\n", f"answers:\n{answers}"), encoding="utf-8")


def _merged_into_draft(folder: Path, **returns: dict[str, str]) -> Result:
    files = [write_return(folder, code, answers) for code, answers in returns.items()]
    return run(folder, "ministries", "merge", REPORT, *files)


@pytest.mark.parametrize("number", ["1", "2"])
def test_the_others_are_told_what_stands_and_nothing_that_is_confidential(
    number: str, tmp_path: Path
) -> None:
    merge(tmp_path, labour=LABOUR, police=POLICE)

    settle(tmp_path, number)

    told = {
        code: unpacked(next((tmp_path / "returns").glob(f"NOR-{code}-decided-*.docx")))
        for code in ("labour", "police")
    }
    assert SECRET in told["labour"]
    assert SECRET not in told["police"]
    assert (">confidential<" in told["police"]) == (number == "1")
    assert "Posters" in told["police"]


def test_both_have_what_the_state_itself_says_beside_its_answer(tmp_path: Path) -> None:
    _draft(tmp_path, "  channels:\n    value: [radio]\n    note: Words of the State.\n")
    _merged_into_draft(tmp_path, labour=LABOUR, police=POLICE)

    settle(tmp_path, "3")

    channels = answers(tmp_path)["channels"]
    assert sorted(channels["value"]) == ["posters", "radio", "television"]
    assert channels["note"] == f"Words of the State.\nMinistry of labour: {SECRET}"
    assert channels["confidential"]


def test_a_mark_of_the_state_goes_with_the_equal_answer_of_a_ministry(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _draft(tmp_path, "  channels:\n    value: [television]\n    confidential: true\n")
    same = {"channels:": "channels: {value: [television]}"}
    _merged_into_draft(tmp_path, labour=same, police=POLICE)

    settle(tmp_path, "1")

    shown = " ".join(capsys.readouterr().err.split())
    assert "1 keep: Television (Ministry of labour" in shown
    assert "take: Television" not in shown
    channels = answers(tmp_path)["channels"]
    assert channels["confidential"]
    assert channels["answered_by"] == ["labour", "own"]  # the mark is the State's


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        ("  training:\n    value:\n      pilots: some\n", 15),
        ("  training:\n    value: some\n", 14),
        ("  training: some\n", 13),
    ],
)
def test_a_merge_finds_what_is_broken_in_the_draft_and_changes_nothing(
    tmp_path: Path, broken: str, line: int
) -> None:
    _draft(tmp_path, broken)
    before = (tmp_path / REPORT).read_bytes()

    done = run(tmp_path, "ministries", "merge", REPORT, "labour.html")

    assert done.code == 1
    assert re.match(
        rf"report-NOR.yaml:{line}:\d+: S103 error: `some` is not a mapping", done.stdout
    )
    assert "nothing can be merged into report-NOR.yaml until this is corrected" in done.stderr
    assert (tmp_path / REPORT).read_bytes() == before


def test_a_file_that_was_merged_into_an_earlier_draft_is_said_to_be(tmp_path: Path) -> None:
    path = divided(tmp_path)
    earlier = path.read_bytes()
    labour = write_return(tmp_path, "labour", {"pay-rule:": "pay-rule: law"})
    run(tmp_path, "ministries", "merge", REPORT, labour)
    path.write_bytes(earlier)

    again = run(tmp_path, "ministries", "merge", REPORT, labour)

    assert "labour.html: this file was merged before, into an earlier draft" in again.stdout
    assert "merged already" not in again.stdout
    assert "1 taken" in again.stdout
    assert answers(tmp_path)["pay-rule"]["value"] == "law"


def test_the_same_answer_of_two_ministries_has_the_mark_of_either(tmp_path: Path) -> None:
    same = {"channels:": "channels: {value: [television]}"}

    done = merge(tmp_path, labour=LABOUR, police=same)

    assert done.code == 0
    channels = answers(tmp_path)["channels"]
    assert channels["confidential"]
    assert channels["answered_by"] == ["labour", "police"]
    assert not [text for text in texts_of_forms(tmp_path, "police") if SECRET[:-1] in text]


def test_a_ministry_sees_its_own_open_answer_in_its_next_form(tmp_path: Path) -> None:
    merge(tmp_path, labour=LABOUR, police=POLICE)

    labour, police = next_form(tmp_path, "labour"), next_form(tmp_path, "police")

    assert labour["channels"] == ["television"]
    assert labour["channels/note"] == SECRET
    assert labour["channels/confidential"] is True
    assert {at: one for at, one in police.items() if at.startswith("channels")} == {
        "channels": ["posters"]
    }


def test_a_note_beside_an_answer_that_was_replaced_is_asked_about(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    merge(tmp_path, police={"channels:": "channels: {value: [television]}"})
    for code in ("labour", "police"):
        next_form(tmp_path, code)
        run(tmp_path, "ministries", "note", code, "sent", REPORT)
    labour, police = _newest(tmp_path, "labour", "html"), _newest(tmp_path, "police", "html")
    said = f"channels: {{value: [television], note: {SECRET}}}"
    files = [
        write_return(tmp_path, "police", {"channels:": said}, police),
        write_return(tmp_path, "labour", POLICE, labour),
    ]

    done = run(tmp_path, "ministries", "merge", REPORT, *files)
    settle(tmp_path, "1")

    assert done.code == 1
    assert "was written beside an answer that was replaced" in " ".join(done.stderr.split())
    shown = " ".join(capsys.readouterr().err.split())
    assert "This was written beside an answer that was replaced." in shown
    assert f"leave it out: {SECRET} (Police" in shown
    assert answers(tmp_path)["channels"] == {"value": ["posters"], "answered_by": ["labour"]}


# What is declined, late, or filled in by somebody else


def test_what_is_declined_and_nobody_else_answered_is_asked_as_such(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = merge(tmp_path, labour={"pay-rule:": "pay-rule: {missing: declined}"})
    settle(tmp_path, "2")
    shown = " ".join(capsys.readouterr().err.split())

    assert done.code == 1
    said = " ".join(done.stderr.split())
    assert (
        "1 answer is declined by the authority that was asked: decline for the State, ask again,"
        in said
    )
    assert "two answers differ" not in said
    assert "[declined, to be decided]" in done.stdout
    assert "1 decline for the State" in shown
    assert "2 leave it open, and ask again" in shown
    assert "3 leave it open, and give it to another authority" in shown
    assert "checklist ministries forms --authority labour" in shown
    assert "pay-rule" not in answers(tmp_path)
    assert "conflicts" not in yaml.safe_load((tmp_path / REPORT).read_text("utf-8"))


def test_the_state_can_decline_with_a_ministry(tmp_path: Path) -> None:
    merge(tmp_path, labour={"pay-rule:": "pay-rule: {missing: declined}"})

    settle(tmp_path, "1")

    assert answers(tmp_path)["pay-rule"] == {"missing": "declined", "answered_by": ["labour"]}


def _by(folder: Path, writer: str, answers: dict[str, str], name: str) -> str:
    """Write a return of labour that a person filled in."""
    made = folder / write_return(folder, "labour", answers, filled_in_by=writer)
    return made.replace(folder / name).name


def test_a_later_return_that_somebody_else_filled_in_is_asked_about(tmp_path: Path) -> None:
    divided(tmp_path)
    first = _by(tmp_path, "A. One", {"pay-rule:": "pay-rule: law"}, "one.html")
    second = _by(tmp_path, "B. Two", {"pay-rule:": "pay-rule: agreement"}, "two.html")
    assert run(tmp_path, "ministries", "merge", REPORT, first).code == 0

    done = run(tmp_path, "ministries", "merge", REPORT, second)

    assert done.code == 1
    assert "A law (one.html); A collective agreement (two.html)" in done.stdout
    assert "two.html was filled in by B. Two, and an earlier return of this part by A. One" in (
        " ".join(done.stdout.split())
    )
    assert "somebody else filled in an earlier return of this part" in done.stderr
    assert answers(tmp_path)["pay-rule"]["value"] == "law"


def test_a_later_return_of_the_same_person_corrects_the_first(tmp_path: Path) -> None:
    divided(tmp_path)
    first = _by(tmp_path, "A. One", {"pay-rule:": "pay-rule: law"}, "one.html")
    second = _by(tmp_path, "a.  one", {"pay-rule:": "pay-rule: agreement"}, "two.html")
    run(tmp_path, "ministries", "merge", REPORT, first)

    done = run(tmp_path, "ministries", "merge", REPORT, second)

    assert done.code == 0
    assert answers(tmp_path)["pay-rule"]["value"] == "agreement"


def test_a_merge_whose_log_could_not_be_written_is_finished_by_the_next_command(
    tmp_path: Path,
) -> None:
    divided(tmp_path)
    log = tmp_path / "log-NOR.jsonl"
    said = {
        "pay-rule:": "pay-rule: law",
        **LABOUR,
        "pay-details:": "pay-details: {note: Ask the police.}",
    }
    first = _by(tmp_path, "A. One", said, "one.html")
    second = _by(tmp_path, "B. Two", {"pay-rule:": "pay-rule: agreement"}, "two.html")
    noted = log.rename(tmp_path / "noted.jsonl")
    log.mkdir()

    stopped = run(tmp_path, "ministries", "merge", REPORT, first)
    log.rmdir()
    noted.rename(log)
    (tmp_path / "returns" / "NOR-labour-receipt.docx").unlink()
    done = run(tmp_path, "ministries", "merge", REPORT, second)

    assert stopped.code == 2
    assert "log-NOR.jsonl could not be saved" in stopped.stderr
    assert done.code == 1
    assert "A law (one.html); A collective agreement (two.html)" in done.stdout
    assert answers(tmp_path)["pay-rule"]["value"] == "law"
    assert "Taken: becomes public by this return" in receipt(tmp_path, "labour")
    entry = json.loads(log.read_text("utf-8").splitlines()[-1])
    assert (entry["filled_in_by"], entry["counts"]["taken"]) == ("A. One", 4)
    assert entry["who"]
    assert [one["text"] for one in entry["remarks"]] == ["Ask the police."]
    assert not [*(tmp_path / "returns").glob("*unfinished*")]


def test_a_merge_whose_report_could_not_be_saved_leaves_nothing_to_finish(tmp_path: Path) -> None:
    divided(tmp_path)
    kept = tmp_path / "report-NOR.before-merge.draft.yaml"
    kept.mkdir()

    stopped = run(tmp_path, "ministries", "merge", REPORT, "labour.html")
    kept.rmdir()
    done = run(tmp_path, "ministries", "merge", REPORT, "police.html")

    assert (stopped.code, done.code) == (2, 0)
    assert answers(tmp_path)["channels"]["answered_by"] == ["police"]
    lines = (tmp_path / "log-NOR.jsonl").read_text("utf-8").splitlines()
    merged = [entry for entry in map(json.loads, lines) if entry["did"] == "merge"]
    assert [entry["by"] for entry in merged] == ["police"]
    assert not [*(tmp_path / "returns").glob("NOR-labour-receipt*")]


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("named", "is_kept"),
    [(["report-NOR.draft.yaml"], True), ([REPORT], True), ([], True), ([REPORT], False)],
)
def test_a_return_for_a_report_that_is_final_is_late(
    named: Sequence[str], *, is_kept: bool, tmp_path: Path
) -> None:
    divided(tmp_path)
    draft = tmp_path / "report-NOR.draft.yaml"
    text = (tmp_path / REPORT).read_text("utf-8")
    draft.write_text(text, encoding="utf-8")
    (tmp_path / REPORT).write_text(text.replace("status: draft", "status: final"), "utf-8")
    if not is_kept:
        draft.unlink()
    before = {path: path.read_bytes() for path in tmp_path.glob("*.*") if path.is_file()}

    done = run(tmp_path, "ministries", "merge", *named, "labour.html")

    assert done.code == 1
    assert "the return comes late" in done.stderr
    assert "report-NOR.yaml is final" in done.stderr
    assert "checklist amend report-NOR.yaml" in done.stderr
    assert ("nothing → A law [taken]" in done.stdout) is is_kept
    assert before == {path: path.read_bytes() for path in tmp_path.glob("*.*") if path.is_file()}


# What is said of a return


def test_a_merge_and_its_receipt_say_first_what_becomes_public(tmp_path: Path) -> None:
    done = merge(tmp_path, labour={**LABOUR, "pay-rule:": "pay-rule: law"})

    lines = [line.strip() for line in done.stdout.splitlines()]
    first, rest = lines.index("Becomes public by this return: 1"), lines.index("The rest:")
    assert [line for line in lines if "A law" in line] == lines[first + 1 : rest]
    with zipfile.ZipFile(tmp_path / "returns" / "NOR-labour-receipt.docx") as packed:
        receipt = re.sub(r"<[^>]*>", "", packed.read("word/document.xml").decode())
    places = [receipt.index(words) for words in ("becomes public", "A law", SECRET)]
    assert places == sorted(places)


SECRETS = {"labour": "Zulu words.", "police": "Kilo words."}
VALUES = {"labour": "television", "police": "posters"}


def _answer_in_secret(authority: str, *, is_secret: bool) -> dict[str, str]:
    note = f", note: {SECRETS[authority]}, confidential: true" if is_secret else ""
    return {"channels:": f"channels: {{value: [{VALUES[authority]}]{note}}}"}


def _sent_to(folder: Path, authority: str) -> str:
    """Return all that a ministry gets, as text: receipts, forms, notes, and reminders."""
    receipts = [*(folder / "returns").glob(f"NOR-{authority}-receipt*")]
    assert receipts
    reminder = run(folder, "ministries", "remind", authority, REPORT)
    texts = [unpacked(path) for path in receipts]
    return "\n".join([*texts, *texts_of_forms(folder, authority), reminder.stdout])


@pytest.mark.sampled
@pytest.mark.parametrize("is_second_secret", [False, True])
@pytest.mark.parametrize("is_known", [False, True])
@pytest.mark.parametrize(("first", "second"), [("labour", "police"), ("police", "labour")])
def test_no_confidential_word_of_a_ministry_goes_to_another(
    first: str, second: str, *, is_known: bool, is_second_secret: bool, tmp_path: Path
) -> None:
    divided(tmp_path)
    for authority, is_secret in ((first, True), (second, is_second_secret)):
        if authority == second and is_known:  # its form is of the draft with the first answer
            next_form(tmp_path, second)
            run(tmp_path, "ministries", "note", second, "sent", REPORT)
            part = _newest(tmp_path, second, "html")
            part.replace(tmp_path / "parts" / f"NOR-{second}.html")
        name = write_return(tmp_path, authority, _answer_in_secret(authority, is_secret=is_secret))
        done = run(tmp_path, "ministries", "merge", REPORT, name)
        assert done.code == (authority == second), done.stderr

    for choice in ("", "2"):
        if choice:
            settle(tmp_path, choice)
            run(tmp_path, "ministries", "merge", REPORT, f"{second}.html", "--older")
        assert SECRETS[first][:-1] not in _sent_to(tmp_path, second)
        if is_second_secret:
            assert SECRETS[second][:-1] not in _sent_to(tmp_path, first)

    before = re.search(r"3\.2 Which channels[^?]*\? (.*?) \w+ ", receipt(tmp_path, second))
    assert before is not None
    assert before[1].startswith("confidential")


def test_the_history_says_what_was_there_before(tmp_path: Path) -> None:
    merge(tmp_path, labour={"channels:": "channels: [television]"})
    police = write_return(tmp_path, "police", POLICE)
    run(tmp_path, "ministries", "merge", REPORT, police)
    settle(tmp_path, "4")

    done = run(tmp_path, "ministries", "history", REPORT, "channels")

    assert "Television → Posters [conflict]" in done.stdout
    assert "nothing, as before" not in done.stdout
    assert "left empty" in done.stdout


def test_an_independent_authority_gets_no_draft_of_the_state(tmp_path: Path) -> None:
    divided(tmp_path)
    head = tmp_path / "coast" / "questionnaire.yaml"
    head.write_text(f"{head.read_text('utf-8')}independent: [police]\n", encoding="utf-8")
    draft = tmp_path / "draft.yaml"
    draft.write_text("channels: [television]\ninspections: affirmative\n", encoding="utf-8")
    checklist_run("answer", REPORT, "--answers", draft.name, "--no-input", *COAST, cwd=tmp_path)

    assert next_form(tmp_path, "labour")["channels"] == ["television"]
    assert next_form(tmp_path, "police") == {}
    run(tmp_path, "ministries", "note", "police", "sent", REPORT)
    part = _newest(tmp_path, "police", "html")
    back = write_return(tmp_path, "police", POLICE, part)
    done = run(tmp_path, "ministries", "merge", REPORT, back)
    assert done.code == 1
    assert answers(tmp_path)["channels"]["value"] == ["television"]
    assert next_form(tmp_path, "police") == {"channels": ["posters"]}


# What is decided, and what is taken away


def _differing_laws(folder: Path) -> None:
    """Merge a law that two ministries add with one short name, and other titles and days."""
    shutil.copytree(COAST_FOLDER, folder / "coast")
    asks = folder / "coast" / "01-report.yaml"
    text = asks.read_text("utf-8").replace("type: date, usually: [ports]", "type: date")
    asks.write_text(text.replace("usually: [justice]", "usually: [labour, police]"), "utf-8")
    run(folder, "answer", "--state", "NOR", "--no-input")
    run(folder, "ministries", "divide", REPORT)
    run(folder, "ministries", "forms", REPORT, "--format", "html")
    files = []
    for code, title, day in (("labour", "Act A", "2020-06-12"), ("police", "Act B", "2020-06-13")):
        run(folder, "ministries", "note", code, "sent", REPORT)
        law = f"{{short-name: new-act, citation: {title}, adopted: {day}}}"
        files.append(write_return(folder, code, {"laws:": f"laws: [{law}]"}))
    done = run(folder, "ministries", "merge", REPORT, *files)
    assert "2 conflicts are open" in " ".join(done.stderr.split())


@pytest.mark.sampled
@pytest.mark.parametrize("typed", [[("2", "2")], [("2", ""), ("2",)], [("", "2"), ("2",)]])
def test_each_decision_in_one_entry_holds(typed: Sequence[tuple[str, ...]], tmp_path: Path) -> None:
    _differing_laws(tmp_path)

    for answered in typed:
        settle(tmp_path, *answered)

    assert "conflicts" not in yaml.safe_load((tmp_path / REPORT).read_text("utf-8"))
    (law,) = answers(tmp_path)["laws"]["value"]
    assert {name: cell["value"] for name, cell in law.items()} == {
        "short-name": "new-act",
        "citation": "Act B",
        "adopted": "2020-06-13",
    }
    again = run(tmp_path, "ministries", "merge", REPORT, "labour.html", "police.html")
    assert again.code == 0


def test_each_decision_in_one_entry_holds_in_the_dialogue_of_a_merge(tmp_path: Path) -> None:
    _differing_laws(tmp_path)
    data = read(tmp_path / REPORT).data
    assert isinstance(data, dict)

    dialogue = ConflictDialogue(Report.from_data(data), Sides(ASKED))
    dialogue.ask([], typed("2", "1"))

    assert open_conflicts(dialogue.report) == []
    (law,) = dialogue.report.answers["laws"]["value"]
    assert (law["citation"]["value"], law["adopted"]["value"]) == ("Act B", "2020-06-12")


def _next_return(folder: Path, authority: str, answer: str, writer: str = "") -> str:
    """Make the next form of a ministry, and fill in one answer. Returns the name of the file."""
    next_form(folder, authority)
    run(folder, "ministries", "note", authority, "sent", REPORT)
    part = _newest(folder, authority, "html")
    return _filled_again(folder, part, answer, part.name, writer)


def _filled_again(folder: Path, part: Path, answer: str, name: str, writer: str = "") -> str:
    authority = part.name.split("-")[1].removesuffix(".html")
    made = folder / write_return(folder, authority, {"": answer}, part, filled_in_by=writer)
    return made.replace(folder / name).name


@pytest.mark.sampled
@pytest.mark.parametrize("mark", ["", ", note: Words of the police., confidential: true"])
def test_an_answer_that_was_decided_is_taken_away_whole(mark: str, tmp_path: Path) -> None:
    police = {"channels:": f"channels: {{value: [posters]{mark}}}"}
    merge(tmp_path, labour={"channels:": "channels: [television]"}, police=police)
    settle(tmp_path, "2")
    assert answers(tmp_path)["channels"]["answered_by"] == ["police"]
    back = _next_return(tmp_path, "police", "channels: remove")

    done = run(tmp_path, "ministries", "merge", REPORT, back)

    assert done.code == 0, done.stdout
    assert "channels" not in answers(tmp_path)
    assert run(tmp_path, "validate", REPORT).code == 0


def test_a_matrix_whose_last_row_is_taken_away_goes_whole(tmp_path: Path) -> None:
    _draft(
        tmp_path, "  training:\n    value: {police-officers: {value: some}}\n    confidence: high\n"
    )
    back = _next_return(tmp_path, "police", "training: {police-officers: remove}")

    done = run(tmp_path, "ministries", "merge", REPORT, back)

    assert done.code == 0, done.stdout
    assert "training" not in answers(tmp_path)
    assert run(tmp_path, "validate", REPORT).code == 0


@pytest.mark.sampled
@pytest.mark.parametrize("stands", ["value: law", "missing: not-known\n    reason: other"])
def test_returns_that_take_an_answer_away_do_not_differ(stands: str, tmp_path: Path) -> None:
    _draft(tmp_path, f"  pay-rule:\n    {stands}\n    note: Words of the State.\n")
    one = _next_return(tmp_path, "labour", "pay-rule: remove", "A. One")
    part = _newest(tmp_path, "labour", "html")
    two = _filled_again(tmp_path, part, "pay-rule: remove", "two.html", "B. Two")
    three = _filled_again(tmp_path, part, "pay-rule: none", "three.html", "C. Three")

    differ = run(tmp_path, "ministries", "merge", REPORT, one, three)
    done = run(tmp_path, "ministries", "merge", REPORT, one, two)

    assert (differ.code, done.code) == (1, 0), done.stdout + done.stderr
    assert f"nothing ({one}); No rule (three.html)" in " ".join(differ.stdout.split())
    assert "pay-rule" not in answers(tmp_path)


def test_a_merge_says_whose_answer_it_replaces(tmp_path: Path) -> None:
    merge(tmp_path, police={**POLICE, "inspections:": "inspections: negative"})
    back = _next_return(tmp_path, "labour", "channels: [television]")

    done = run(tmp_path, "ministries", "merge", REPORT, back)

    assert done.code == 0
    assert "Posters → Television [taken, in place of the answer of Police]" in " ".join(
        done.stdout.split()
    )
    assert done.stdout.count("in place of") == 1
    with zipfile.ZipFile(tmp_path / "returns" / "NOR-labour-receipt.docx") as packed:
        receipt = re.sub(r"<[^>]*>", "", packed.read("word/document.xml").decode())
    assert "Posters (Police)" in receipt
    again = _next_return(tmp_path, "labour", "channels: [radio]")
    own = run(tmp_path, "ministries", "merge", REPORT, again)
    assert "Television → Radio [taken]" in " ".join(own.stdout.split())


def test_status_says_where_another_answer_stands_in_place_of_that_of_a_ministry(
    tmp_path: Path,
) -> None:
    merge(tmp_path, police={**POLICE, "inspections:": "inspections: negative"})
    before = " ".join(run(tmp_path, "status", REPORT).stdout.split())

    back = _next_return(tmp_path, "labour", "channels: [television]")
    run(tmp_path, "ministries", "merge", REPORT, back)
    after = " ".join(run(tmp_path, "status", REPORT).stdout.split())

    told = "Police: another answer stands in place of its own: 3.2."
    assert (told in before, told in after) == (False, True)
    assert "Ministry of labour: another answer stands" not in after


def test_status_leaves_what_was_decided_in_a_conflict_to_the_receipt(tmp_path: Path) -> None:
    merge(tmp_path, labour=LABOUR, police=POLICE)

    settle(tmp_path, "2")

    assert answers(tmp_path)["channels"]["value"] == ["posters"]
    assert "another answer stands" not in run(tmp_path, "status", REPORT).stdout
    assert (tmp_path / "returns" / "NOR-labour-decided-2027-03-01.docx").exists()


def test_a_receipt_does_not_tell_that_another_ministry_said_the_same_in_secret(
    tmp_path: Path,
) -> None:
    same = {"channels:": "channels: [television]", "inspections:": "inspections: negative"}
    both, alone = tmp_path / "both", tmp_path / "alone"
    for folder, returns in ((both, {"labour": LABOUR}), (alone, {})):
        folder.mkdir()
        divided(folder)
        for code, given in {**returns, "police": same}.items():
            name = write_return(folder, code, given)
            assert run(folder, "ministries", "merge", REPORT, name).code == 0

    counts = [re.search(r"\d+ fields: .*? empty", receipt(one, "police")) for one in (both, alone)]

    assert counts[0] is not None
    assert counts[1] is not None
    assert counts[0][0] == counts[1][0]


def test_the_history_is_read_while_another_command_holds_the_draft(tmp_path: Path) -> None:
    merge(tmp_path, labour=LABOUR)

    with ReportLock(tmp_path / REPORT):
        told = run(tmp_path, "ministries", "history", REPORT, "3.2")
        merged = run(tmp_path, "ministries", "merge", REPORT, "labour.html")

    assert (told.code, merged.code) == (0, 2), told.stderr
    assert "Television" in told.stdout
    assert "is open in another session" in merged.stderr
