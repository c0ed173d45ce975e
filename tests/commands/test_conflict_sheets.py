"""Conflicts on a sheet, which ministries settle between themselves, and which is merged."""

import email
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import docx
import pytest
import yaml

from checklist.answer_types.interface import AnswerType
from checklist.questionnaire.loading import shipped
from tests.support.divided import REPORT, divided, run, write_return
from tests.support.page_answers import filled_in
from tests.support.running import Result, checklist_run
from tests.support.word_forms import WordForm, cells, put, without_hidden_text

LABOUR = {"channels:": "channels: {value: [television], note: Words of labour.}"}
POLICE = {"channels:": "channels: {value: [posters], note: Words of the police.}"}
SIGNED = {"labour": ("A. Head", "3 March 2026"), "police": ("B. Chief", "4.3.2026")}
NAME = "NOR-conflicts-labour-police"


def differing(folder: Path, labour: Any = LABOUR, police: Any = POLICE) -> None:
    """Merge two returns that differ."""
    divided(folder)
    files = [write_return(folder, *one) for one in (("labour", labour), ("police", police))]
    assert run(folder, "ministries", "merge", REPORT, *files).code == 1


def sheet_of(folder: Path) -> WordForm:
    """Write the sheet, and open it."""
    done = run(folder, "ministries", "conflicts", REPORT)
    assert done.code == 0, done.stderr
    return WordForm((folder / "parts" / f"{NAME}.docx").read_bytes())


def signed(
    sheet: WordForm, who: Mapping[str, tuple[str, ...]], mark: str = "2", other: str = ""
) -> bytes:
    """Mark the same side of each conflict, or write another answer, and sign."""
    for (key, name, code), row in sheet.rows.items():
        if (name, code) == ("side", mark):
            put(cells(row.row)[0], "x")
        elif name == "other" and other:
            put(cells(row.row)[-1], other)
        elif name == "signed" and key in who:
            for cell, text in zip(cells(row.row)[1:], who[key], strict=False):
                put(cell, text)
    return sheet.saved()


def merge(folder: Path, *contents: bytes, options: tuple[str, ...] = ()) -> Result:
    files = []
    for number, content in enumerate(contents):
        (folder / f"sheet-{number}.docx").write_bytes(content)
        files.append(f"sheet-{number}.docx")
    return run(folder, "ministries", "merge", REPORT, *files, *options)


def report_in(folder: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((folder / REPORT).read_text("utf-8"))
    return data


def test_what_both_agreed_on_is_merged_with_its_authors(tmp_path: Path) -> None:
    differing(tmp_path)

    done = merge(tmp_path, signed(sheet_of(tmp_path), SIGNED))

    assert done.code == 0, done.stdout
    report = report_in(tmp_path)
    assert "conflicts" not in report
    assert report["answers"]["channels"] == {
        "value": ["posters"],
        "note": "Words of the police.",
        "answered_by": ["police"],
    }
    (*_, last) = map(json.loads, (tmp_path / "log-NOR.jsonl").read_text("utf-8").splitlines())
    assert last["who"] == (
        "Ministry of labour (A. Head, 3 March 2026); Police (B. Chief, 4 March 2026)"
    )
    assert [*(tmp_path / "returns").glob("*sheet-0.docx")]


def test_a_sheet_shows_who_leads_first_and_each_answer_whole(tmp_path: Path) -> None:
    note = "All of this note. " * 50
    labour = {"channels:": f"channels: {{value: [television], note: {note}}}"}
    differing(tmp_path, labour)

    sheet = sheet_of(tmp_path)

    rows = [cells(row.row) for (_, name, _), row in sheet.rows.items() if name == "side"]
    texts = [["".join(cell.itertext()) for cell in row] for row in rows]
    assert "Ministry of labour, which leads" in texts[0][1]
    assert note.strip() in texts[0][2]
    assert "Police" in texts[1][1]


def test_each_ministry_gets_a_mail_with_the_sheet(tmp_path: Path) -> None:
    differing(tmp_path)
    division = tmp_path / "division-NOR.yaml"
    data = yaml.safe_load(division.read_text("utf-8"))
    contact = {"office": "Labour", "person": "Kari Hansen", "email": "kari@example.org"}
    data["authorities"]["labour"]["contact"] = contact
    division.write_text(yaml.safe_dump(data, sort_keys=False), "utf-8")

    sheet_of(tmp_path)

    mail = (tmp_path / "parts" / f"{NAME}-mail-police.txt").read_text("utf-8")
    draft = email.message_from_bytes((tmp_path / "parts" / f"{NAME}-mail-labour.eml").read_bytes())
    assert "- Ministry of labour, Kari Hansen, kari@example.org" in mail
    assert "kari@example.org" in draft["To"]
    assert [part.get_filename() for part in draft.walk()][-1] == f"{NAME}.docx"


def test_what_one_of_them_agreed_on_waits_for_the_other(tmp_path: Path) -> None:
    differing(tmp_path)
    before = (tmp_path / REPORT).read_bytes()
    sheet = sheet_of(tmp_path)

    done = merge(tmp_path, signed(sheet, {"labour": SIGNED["labour"]}))

    assert done.code == 1
    said = "agreed by Ministry of labour (A. Head, 3 March 2026), waits for Police"
    assert said in done.stdout
    assert (tmp_path / REPORT).read_bytes() == before

    by_meeting = run(
        tmp_path, "ministries", "merge", REPORT, "sheet-0.docx", "--meeting", "2026-03-05"
    )

    assert by_meeting.code == 0
    assert "meeting of 5 March 2026" in by_meeting.stdout
    assert report_in(tmp_path)["answers"]["channels"]["value"] == ["posters"]


def test_two_copies_of_a_sheet_count_together(tmp_path: Path) -> None:
    differing(tmp_path)
    one = signed(sheet_of(tmp_path), {"labour": SIGNED["labour"]})
    same = signed(sheet_of(tmp_path), {"police": SIGNED["police"]})
    other = signed(sheet_of(tmp_path), {"police": SIGNED["police"]}, mark="1")

    differ = merge(tmp_path, one, other)
    agree = merge(tmp_path, one, same)

    assert differ.code == 1
    assert "the sheets differ" in differ.stdout
    assert agree.code == 0


@pytest.mark.parametrize(
    ("other", "stands"), [("Radio", ["radio"]), ("1, 2", ["television", "radio"]), ("Drums", None)]
)
def test_another_answer_is_of_both_or_is_asked_again(
    other: str, stands: list[str] | None, tmp_path: Path
) -> None:
    differing(tmp_path)

    done = merge(tmp_path, signed(sheet_of(tmp_path), SIGNED, mark="", other=other))

    if stands:
        channels = report_in(tmp_path)["answers"]["channels"]
        assert channels == {"value": stands, "answered_by": ["labour", "police"]}
    else:
        assert done.code == 1
        assert "number 1: " in done.stdout
        assert report_in(tmp_path)["conflicts"]


@pytest.mark.parametrize(
    ("who", "said"),
    [
        (("A. Head", ""), "does not say who agreed, and on which day"),
        (("A. Head", "31 February 2026"), "is not a day"),
        (("A. Head", "1 March 2126"), "is still to come"),
    ],
)
def test_without_name_and_day_nobody_agreed(
    who: tuple[str, str], said: str, tmp_path: Path
) -> None:
    differing(tmp_path)

    done = merge(tmp_path, signed(sheet_of(tmp_path), {**SIGNED, "labour": who}))

    assert done.code == 1
    assert said in " ".join(done.stdout.split())
    assert report_in(tmp_path)["conflicts"]


def test_a_number_that_one_of_them_names_is_not_agreed(tmp_path: Path) -> None:
    differing(tmp_path)
    who = {**SIGNED, "police": (*SIGNED["police"], "No. 1")}

    done = merge(tmp_path, signed(sheet_of(tmp_path), who))

    assert done.code == 1
    assert "waits for Police" in done.stdout


def test_a_sheet_whose_hidden_text_was_removed_is_read(tmp_path: Path) -> None:
    differing(tmp_path)
    content = signed(sheet_of(tmp_path), SIGNED)

    done = merge(tmp_path, without_hidden_text(content))

    assert done.code == 0, done.stdout + done.stderr
    assert "conflicts" not in report_in(tmp_path)


def test_a_sheet_is_merged_once_and_not_with_returns(tmp_path: Path) -> None:
    differing(tmp_path)
    content = signed(sheet_of(tmp_path), SIGNED)
    (tmp_path / "sheet.docx").write_bytes(content)

    mixed = run(tmp_path, "ministries", "merge", REPORT, "sheet.docx", "labour.html")
    first, before = merge(tmp_path, content), (tmp_path / REPORT).read_bytes()
    again = merge(tmp_path, content)

    assert mixed.code == 2 or "after them" in mixed.stderr
    assert first.code == 0
    assert "this is not open any more as it stands" in again.stdout
    assert (tmp_path / REPORT).read_bytes() == before


def test_a_page_is_to_read_and_to_sign_on_paper(tmp_path: Path) -> None:
    differing(tmp_path)

    done = run(tmp_path, "ministries", "conflicts", REPORT, "--format", "html")

    shown = (tmp_path / "parts" / f"{NAME}.html").read_text("utf-8")
    assert done.code == 0
    assert "Words of labour." in shown
    assert "Words of the police." in shown


# What is confidential


def _sheets(folder: Path, labour: str, police: str) -> tuple[Mapping[str, bytes], str]:
    divided(folder)
    run(folder, "ministries", "divide", REPORT, "--give", "training labour police")
    path = folder / "division-NOR.yaml"
    rows = path.read_text("utf-8").splitlines(keepends=True)
    division = yaml.safe_load("".join(rows))
    asks = {at: one for at, one in division["asks"].items() if not at.startswith("training/")}
    path.write_text(yaml.safe_dump({**division, "asks": asks}, sort_keys=False), "utf-8")
    files = []
    for code, said in (("labour", labour), ("police", police)):
        run(folder, "ministries", "forms", REPORT, "--authority", code, "--format", "html")
        run(folder, "ministries", "note", code, "sent", REPORT)
        part = folder / "parts" / f"NOR-{code}-2.html"
        files.append(write_return(folder, code, {"": said}, part))
    assert run(folder, "ministries", "merge", REPORT, *files).code == 1
    done = run(folder, "ministries", "conflicts", REPORT, "--to", "sheets")
    assert done.code == 0, done.stderr
    found = {one.name: one.read_bytes() for one in sorted((folder / "sheets").glob("*"))}
    return found, done.stderr


TRAINING = "training: {police-officers: %s}"
SECRET = "channels: {value: [%s], note: Secret words., confidential: true}"


def test_what_is_confidential_is_on_no_sheet_and_changes_no_byte_of_one(tmp_path: Path) -> None:
    found = []
    for number, secret in enumerate(("television", "radio", "television, radio")):
        files, said = _sheets(
            tmp_path / str(number),
            f"{SECRET % secret}\n{TRAINING % 'Regular training'}",
            f"channels: [posters]\n{TRAINING % 'No training'}",
        )
        found.append(files)
        assert "1 conflict is on no sheet" in " ".join(said.split())
        assert not any(b"Secret" in _unpacked(content) for content in files.values())

    assert f"{NAME}.docx" in found[0]
    assert found[0] == found[1] == found[2]


def _unpacked(content: bytes) -> bytes:
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return b"".join(map(packed.read, packed.namelist()))


# Many


def _some_answer(answer_type: AnswerType, number: int) -> Any:
    """Return an answer as a form takes it, another one for each number."""
    labels = [label for _, label in answer_type.offered()]
    if answer_type.allows_several:
        alone = answer_type.exclusive_codes()
        return [[code for code, _ in answer_type.offered() if code not in alone][number]]
    return {"value": labels[number] if labels else f"Words of number {number}."}


@pytest.mark.thorough
def test_two_ministries_settle_37_conflicts_on_a_sheet(tmp_path: Path) -> None:
    asked = shipped("ctoc-cop-2010-6")
    kinds = {"choice", "yes-no", "text", "choices"}
    ids = [i for i, one in asked.questions.items() if one.type in kinds and one.when is None][:37]
    assert len(ids) == 37
    numbers = [asked.numbers[i] for i in ids]
    gives = [word for one in numbers for word in ("--give", f"{one} social-affairs labour")]

    def command(*words: str) -> Result:
        return checklist_run(*words, cwd=tmp_path)

    codes = ("labour", "social-affairs")
    command("answer", "--state", "NOR", "--no-input")
    command("ministries", "divide", REPORT)
    command("ministries", "divide", REPORT, *gives)
    command("ministries", "forms", REPORT, "--format", "html", "--authority", ",".join(codes))
    command("ministries", "note", ",".join(codes), "sent", REPORT)
    for number, code in enumerate(codes):
        content = (tmp_path / "parts" / f"NOR-{code}.html").read_bytes()
        said = {i: _some_answer(asked.questions[i].answer_type, number) for i in ids}
        (tmp_path / f"{code}.html").write_bytes(filled_in(content, said, asked))
    command("ministries", "merge", REPORT, *(f"{code}.html" for code in codes))
    command("ministries", "conflicts", REPORT)
    sheet = WordForm((tmp_path / "parts" / f"NOR-conflicts-{'-'.join(codes)}.docx").read_bytes())
    random, chosen = Random(1), {}
    for (key, name, code), row in sheet.rows.items():
        if name == "side" and code == "1":
            chosen[key] = random.choice("12")
        if name == "side" and chosen[key] == code:
            put(cells(row.row)[0], "x")
        if name == "signed":
            put(cells(row.row)[1], "A. Head")
            put(cells(row.row)[2], "3 March 2026")
    assert len(chosen) == 37
    (tmp_path / "sheet.docx").write_bytes(sheet.saved())

    done = command("ministries", "merge", REPORT, "sheet.docx")

    assert done.code == 0, done.stdout
    assert "37 conflicts are settled" in done.stderr
    report = report_in(tmp_path)
    assert "conflicts" not in report
    leads = {"1": "social-affairs", "2": "labour"}
    by = [report["answers"][i]["answered_by"] for i in ids]
    assert by == [[leads[mark]] for mark in chosen.values()]
    assert len(docx.Document(io.BytesIO(sheet.saved())).tables) == 38
