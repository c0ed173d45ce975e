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
    assert said in " ".join(done.stdout.split())
    assert (tmp_path / REPORT).read_bytes() == before

    by_meeting = run(
        tmp_path, "ministries", "merge", REPORT, "sheet-0.docx", "--meeting", "2026-03-05"
    )

    assert by_meeting.code == 0
    assert "meeting of 5 March 2026" in by_meeting.stdout
    assert report_in(tmp_path)["answers"]["channels"]["value"] == ["posters"]


@pytest.mark.parametrize(("mark", "stands"), [("1", ["television"]), ("2", None)])
def test_a_sheet_has_an_answer_against_none(mark: str, stands: Any, tmp_path: Path) -> None:
    divided(tmp_path)
    run(tmp_path, "ministries", "forms", REPORT, "--authority", "labour", "--format", "html")
    not_noted = tmp_path / "parts" / "NOR-labour-2.html"
    back = write_return(tmp_path, "labour", {"": "channels: [television]"}, not_noted)
    assert run(tmp_path, "ministries", "merge", REPORT, back).code == 1

    made = run(tmp_path, "ministries", "conflicts", REPORT)
    assert made.code == 0, made.stderr
    sheet = WordForm((tmp_path / "parts" / "NOR-conflicts-own-labour.docx").read_bytes())
    empty = next(
        row for (_, name, code), row in sheet.rows.items() if (name, code) == ("side", "2")
    )
    assert "(no answer)" in "".join(cells(empty.row)[2].itertext())
    done = merge(tmp_path, signed(sheet, {**SIGNED, "own": ("C. Clerk", "4 March 2026")}, mark))

    assert done.code == 0, done.stdout
    report = report_in(tmp_path)
    assert "conflicts" not in report
    assert report.get("answers", {}).get("channels", {}).get("value") == stands


@pytest.mark.parametrize(
    ("question", "first", "late"),
    [
        ("channels", "channels: [posters]", "channels: [radio]"),
        ("channels", POLICE["channels:"], "channels: [radio]"),
        ("channels", POLICE["channels:"], "channels: {value: [posters], note: Other words.}"),
    ],
)
def test_what_was_agreed_stands_against_a_return_of_an_older_form(
    question: str, first: str, late: str, tmp_path: Path
) -> None:
    differing(tmp_path, police={"": first})
    assert merge(tmp_path, signed(sheet_of(tmp_path), SIGNED)).code == 0
    agreed = report_in(tmp_path)["answers"][question]

    done = run(
        tmp_path, "ministries", "merge", REPORT, write_return(tmp_path, "police", {"": late})
    )

    assert done.code == 1, done.stdout
    assert "1 conflict," in done.stdout
    report = report_in(tmp_path)
    assert report["answers"][question] == agreed
    (conflict,) = report["conflicts"]
    assert [side.get("by") for side in conflict["wanted"] if "here" not in side] == [["police"]]


@pytest.mark.parametrize(
    ("place", "answers", "late"),
    [
        ("signals", ("{status: Not implemented}", "{status: Planned}"), "{status: Considered}"),
        ("boat-number", ("'4'", "'3'"), "'5'"),
        (
            "training/police-officers",
            ("{police-officers: some}", "{police-officers: regular}"),
            "{police-officers: none}",
        ),
    ],
)
def test_what_was_agreed_in_rows_and_parts_stands(
    place: str, answers: tuple[str, str], late: str, tmp_path: Path
) -> None:
    question = place.partition("/")[0]
    _differing_in(tmp_path, place, *(f"{question}: {answer}" for answer in answers))
    assert merge(tmp_path, signed(sheet_of(tmp_path), SIGNED)).code == 0
    agreed = report_in(tmp_path)["answers"][question]
    second = tmp_path / "parts" / "NOR-police-2.html"

    back = write_return(tmp_path, "police", {"": f"{question}: {late}"}, second)
    done = run(tmp_path, "ministries", "merge", REPORT, back)

    assert done.code == 1, done.stdout
    assert report_in(tmp_path)["answers"][question] == agreed


def test_what_was_agreed_in_an_entry_stands_whatever_its_number_is(tmp_path: Path) -> None:
    one, two = (
        "{year: '2024', kind: Cargo, number: '%s'}",
        "{year: '2023', kind: Cargo, number: '1'}",
    )
    police, late = (f"ships: [{two}, {one % number}]" for number in (12, 18))
    _differing_in(tmp_path, "ships", SHIPS % ("2024", "Cargo", 15), police)
    assert merge(tmp_path, signed(sheet_of(tmp_path), SIGNED)).code == 0
    second = tmp_path / "parts" / "NOR-police-2.html"

    back = write_return(tmp_path, "police", {"": late}, second)
    done = run(tmp_path, "ministries", "merge", REPORT, back)
    other = late.replace("number: '18'", "number: '12'").replace("number: '1'}", "number: '2'}")
    corrected = run(
        tmp_path,
        *("ministries", "merge", REPORT, "--dry-run"),
        write_return(tmp_path, "police", {"": other}, second),
    )

    assert (done.code, "1 conflict," in done.stdout) == (1, True), done.stdout
    assert "2 taken, 4 unchanged, 0 conflicts" in corrected.stdout


def test_the_other_answers_of_a_sheet_are_told_apart(tmp_path: Path) -> None:
    _differing_in(tmp_path, "signals", *(f"signals: {answer}" for answer in STATUSES))
    sheet_of(tmp_path)

    text = _with_hidden(f"parts/{NAME}.docx", tmp_path)

    listed = text.partition("Other answers that the question has: ")[2].partition(".")[0]
    assert listed.startswith("“")
    assert "”; “" in listed


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
    ("other", "stands"),
    [
        ("Radio", ["radio"]),
        ("Television; Radio", ["television", "radio"]),
        ("television and radio", ["television", "radio"]),
        ("Radio\nTelevision", ["television", "radio"]),
        ("Radio, Television.", ["television", "radio"]),
        ("Radio; Drums", None),
        ("1, 2", None),
        ("to be confirmed", None),
    ],
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

    by_focal_point = run(
        tmp_path, "ministries", "merge", REPORT, "sheet-0.docx", "--on", "2026-03-02"
    )

    assert by_focal_point.code == 0, by_focal_point.stdout
    assert "Ministry of labour (A. Head, 2 March 2026); Police (B. Chief, 4 March 2026)" in (
        by_focal_point.stdout
    )


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
    assert "this sheet was merged already" in again.stdout
    assert "settled already, as this sheet says: Posters" in again.stdout
    assert again.code == 0
    assert (tmp_path / REPORT).read_bytes() == before


def test_a_page_is_to_read_and_to_sign_on_paper(tmp_path: Path) -> None:
    differing(tmp_path)

    done = run(tmp_path, "ministries", "conflicts", REPORT, "--format", "html")

    shown = (tmp_path / "parts" / f"{NAME}.html").read_text("utf-8")
    assert done.code == 0
    assert "Words of labour." in shown
    assert "Words of the police." in shown


# Sheets that come back one by one


def _with_hidden(name: str, folder: Path) -> str:
    """Return all texts of a Word file, in one line."""
    document = docx.Document(str(folder / name))
    texts = "".join(text.text or "" for text in document.element.body.iter() if text.text)
    return " ".join(texts.split())


@pytest.mark.parametrize("order", [("labour", "police"), ("police", "labour")])
def test_sheets_that_come_back_one_by_one_meet(
    order: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    differing(tmp_path)
    copies = [signed(sheet_of(tmp_path), {code: SIGNED[code]}) for code in order]
    names = {"labour": "Ministry of labour (A. Head, 3 March 2026)"}
    names["police"] = "Police (B. Chief, 4 March 2026)"
    labels = {"labour": "Ministry of labour", "police": "Police"}

    first = merge(tmp_path, copies[0])
    said = f"agreed by {names[order[0]]}, waits for {labels[order[1]]}"
    again = merge(tmp_path, copies[0])
    status = run(tmp_path, "status", REPORT)
    listed = run(tmp_path, "ministries", "conflicts", REPORT)
    log = (tmp_path / "log-NOR.jsonl").read_text("utf-8")
    history = run(tmp_path, "ministries", "history", REPORT)

    assert (first.code, again.code) == (1, 1)
    for done in (first, again, status, listed):
        assert said in " ".join(done.stdout.split()), done.stdout
    assert "this sheet was merged already" in again.stdout
    assert log.count('"did": "agree"') == 1
    assert "it agrees to Posters" in " ".join(history.stdout.split())
    assert [*(tmp_path / "returns").glob("*sheet-0.docx")]
    assert "So far: Posters" in _with_hidden(f"parts/{NAME}.docx", tmp_path)

    monkeypatch.setenv("CHECKLIST_TODAY", "2027-06-01")  # months later
    second = merge(tmp_path, copies[1])

    assert second.code == 0, second.stdout
    assert "conflicts" not in report_in(tmp_path)
    (*_, last) = map(json.loads, (tmp_path / "log-NOR.jsonl").read_text("utf-8").splitlines())
    assert {*last["who"].split("; ")} == {*names.values()}


def test_different_agreements_are_named_and_a_later_one_counts(tmp_path: Path) -> None:
    differing(tmp_path)
    labour = signed(sheet_of(tmp_path), {"labour": SIGNED["labour"]})
    otherwise = signed(sheet_of(tmp_path), {"police": SIGNED["police"]}, mark="1")
    at_last = signed(sheet_of(tmp_path), {"police": ("B. Chief", "9 March 2026")})

    merge(tmp_path, labour)
    differ = merge(tmp_path, otherwise)
    agree = merge(tmp_path, at_last)

    assert differ.code == 1
    said = " ".join(differ.stdout.split())
    assert "Posters; remark: Words of the police., agreed by Ministry of labour" in said
    assert "Television; remark: Words of labour., agreed by Police" in said
    assert agree.code == 0
    assert "agreed to another answer before, which no longer counts" in " ".join(
        agree.stdout.split()
    )
    assert report_in(tmp_path)["answers"]["channels"]["value"] == ["posters"]


def test_an_older_sheet_and_one_that_withdraws_change_no_later_agreement(tmp_path: Path) -> None:
    differing(tmp_path)
    late = signed(sheet_of(tmp_path), {"labour": ("A. Head", "9 March 2026")})
    early = signed(sheet_of(tmp_path), {"labour": SIGNED["labour"]}, mark="1")
    police = signed(sheet_of(tmp_path), {"police": SIGNED["police"]})
    gone = signed(sheet_of(tmp_path), {"labour": ("A. Head", "10 March 2026", "1")}, mark="")

    merge(tmp_path, late)
    older = merge(tmp_path, early)
    merge(tmp_path, gone)
    waits = merge(tmp_path, police)

    assert "signed a later sheet, and that sheet counts" in " ".join(older.stdout.split())
    assert waits.code == 1
    assert "waits for Ministry of labour" in " ".join(waits.stdout.split())
    against = "Ministry of labour (A. Head, 10 March 2026) does not agree"
    assert against in " ".join(run(tmp_path, "status", REPORT).stdout.split())
    run(tmp_path, "ministries", "conflicts", REPORT)
    assert f"So far: {against}." in _with_hidden(f"parts/{NAME}.docx", tmp_path)


@pytest.mark.parametrize(("choice", "is_same"), [("2", True), ("1", False)])
def test_what_was_settled_meanwhile_is_named(choice: str, is_same: bool, tmp_path: Path) -> None:
    differing(tmp_path)
    content = signed(sheet_of(tmp_path), SIGNED)
    assert run(tmp_path, "fix", REPORT, stdin=f"{choice}\n/quit\n").code in {0, 1}

    done = merge(tmp_path, content)

    said = " ".join(done.stdout.split())
    place = "number 1: 3.2 Which channels are used to warn people?: settled already"
    assert place in said
    if is_same:
        assert "as this sheet says: Posters" in said
    else:
        assert "The report says: Television; Remark: Words of labour." in said
        assert "The sheet says: Posters; Remark: Words of the police." in said
    assert done.code == (0 if is_same else 1)


def test_what_was_settled_is_named_where_the_hidden_text_is_lost(tmp_path: Path) -> None:
    _differing_in(
        tmp_path,
        "ships",
        f"{SHIPS % ('2025', 'Cargo', 15)}\nchannels: [television]",
        f"{SHIPS % ('2025', 'Cargo', 12)}\nchannels: [posters]",
    )
    content = without_hidden_text(signed(sheet_of(tmp_path), SIGNED))
    assert run(tmp_path, "fix", REPORT, stdin="1\n/quit\n").code in {0, 1}

    done = merge(tmp_path, content)

    said = " ".join(done.stdout.split())
    place = "2.6 How many ships came, by year and kind? 2025, Cargo, Number of ships"
    assert f"number 1: {place}: this is not open any more" in said
    assert "3.2 Which channels are used to warn people?: Posters [agreed:" in said
    assert done.code == 1


def test_an_answer_that_was_changed_meanwhile_is_named(tmp_path: Path) -> None:
    differing(tmp_path)
    content = signed(sheet_of(tmp_path), SIGNED)
    changed = write_return(tmp_path, "police", {"": "channels: [radio]"})
    run(tmp_path, "ministries", "merge", REPORT, changed)

    done = merge(tmp_path, content)

    said = " ".join(done.stdout.split())
    assert done.code == 1
    assert "3.2 Which channels are used to warn people?: the answers have changed since" in said
    assert "Police: Radio" in said


# Sheets that were changed


def _with_words(sheet: WordForm, words: str) -> WordForm:
    """Write other words in place of the second answer of each conflict."""
    for (_, name, code), row in sheet.rows.items():
        if (name, code) == ("side", "2"):
            put(cells(row.row)[2], words)
    return sheet


@pytest.mark.parametrize("is_inspected", [False, True])
def test_words_that_were_changed_on_a_sheet_decide_nothing(
    is_inspected: bool, tmp_path: Path
) -> None:
    differing(tmp_path)
    content = signed(_with_words(sheet_of(tmp_path), "Posters, in ports only"), SIGNED)

    done = merge(tmp_path, without_hidden_text(content) if is_inspected else content)

    assert done.code == 1
    said = " ".join(done.stdout.split())
    assert "words at the marked answer were changed to `Posters, in ports only`" in said
    assert "conflicts" in report_in(tmp_path)


def test_the_same_words_with_other_spaces_are_the_same(tmp_path: Path) -> None:
    differing(tmp_path)
    words = "Posters \u00a0\nRemark:\nWords  of the\u00a0police."

    done = merge(tmp_path, signed(_with_words(sheet_of(tmp_path), words), SIGNED))

    assert done.code == 0, done.stdout


def _changed(content: bytes, was: str, now: str) -> bytes:
    """Return a sheet in whose text something else stands."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(output, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                assert was.encode() in part
                part = part.replace(was.encode(), now.encode())
            new.writestr(name, part)
    return output.getvalue()


@pytest.mark.parametrize(
    ("was", "now", "reason"),
    [
        ("side 2⟧", "side both⟧", "were changed to `Posters; Remark"),
        ("side 2⟧", "side 9⟧", "this mark is at no answer of the sheet"),
        ("side 2⟧", "side ١⟧", "were changed to `Posters; Remark"),
        ("police signed⟧", "ports signed⟧", "Port authority signed, and has no answer on this"),
        ("police signed⟧", "\u202ezzz signed⟧", "‹U+202E›zzz signed, and has no answer"),
        ('"codes"', f'{"[" * 3000}"codes"', ""),
        ('"words"', '"w"', ""),
    ],
)
def test_what_was_changed_in_hidden_text_decides_nothing(
    was: str, now: str, reason: str, tmp_path: Path
) -> None:
    differing(tmp_path)
    content = _changed(signed(sheet_of(tmp_path), SIGNED), was, now)

    done = merge(tmp_path, content)

    assert "Traceback" not in done.stderr
    assert (done.code == 1) is bool(reason)
    assert reason in " ".join(done.stdout.split())
    assert ("conflicts" in report_in(tmp_path)) is bool(reason)


# Other answers, and figures


def _second(folder: Path, code: str, said: str, part: str = "2") -> str:
    """Write a second form of a ministry, and fill it in. Returns the name of the file."""
    run(folder, "ministries", "forms", REPORT, "--authority", code, "--format", "html")
    run(folder, "ministries", "note", code, "sent", REPORT)
    return write_return(folder, code, {"": said}, folder / "parts" / f"NOR-{code}-{part}.html")


STATUSES = ("{status: Not implemented}", "{status: Planned}")
SHIPS = "ships: [{year: '%s', kind: %s, number: '%s'}]"


def _differing_in(folder: Path, question: str, labour: str, police: str) -> None:
    divided(folder)
    run(folder, "ministries", "divide", REPORT, "--give", f"{question} labour police")
    files = [_second(folder, code, said) for code, said in (("labour", labour), ("police", police))]
    done = run(folder, "ministries", "merge", REPORT, *files)
    assert "report-NOR.yaml" in done.stderr, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("question", "answers", "other", "stands"),
    [
        ("boat-number", ("'4'", "'3'"), "1 400", 1400),
        ("boat-number", ("'4'", "'3'"), "some", None),
        ("pay-date", ("'2024'", "'2025'"), "5 May 2023", "2023-05-05"),
        ("pay-details", ("One.", "Two."), "A third text.", "A third text."),
        ("pay-model", ("Austria", "Kenya"), "Uganda", "UGA"),
        ("signals", STATUSES, "Implemented earlier, now ended", {"status": "ended"}),
        ("signals", STATUSES, "Considered, and decided not to do it", None),
    ],
)
def test_another_answer_is_read_as_a_form_reads_it(
    question: str, answers: tuple[str, str], other: str, stands: Any, tmp_path: Path
) -> None:
    _differing_in(tmp_path, question, *(f"{question}: {answer}" for answer in answers))
    sheet = sheet_of(tmp_path)

    done = merge(tmp_path, signed(sheet, SIGNED, mark="", other=other))

    if stands is None:
        assert done.code == 1
        assert "number 1: 2." in done.stdout
    else:
        assert done.code == 0, done.stdout
        assert report_in(tmp_path)["answers"][question]["value"] == stands


def test_a_conflict_on_a_figure_names_its_entry_and_can_be_settled(tmp_path: Path) -> None:
    _differing_in(tmp_path, "ships", SHIPS % ("2024", "Cargo", 15), SHIPS % ("2025", "Cargo", 12))
    assert "conflicts" not in report_in(tmp_path)
    corrected = _second(tmp_path, "labour", SHIPS % ("2025", "Cargo", 15))
    place = "2.6 How many ships came, by year and kind? 2025, Cargo, Number of ships"

    done = run(tmp_path, "ministries", "merge", REPORT, corrected)

    said = " ".join(done.stdout.split())
    assert "1 taken" in said
    assert "1 conflict," in said
    assert f"{place}: nothing → 15 [differs]" in said
    receipts = sorted((tmp_path / "returns").glob("NOR-labour-receipt*.docx"))
    assert [path.name for path in receipts] == [
        "NOR-labour-receipt-2.docx",
        "NOR-labour-receipt.docx",
    ]
    assert place in _with_hidden("returns/NOR-labour-receipt-2.docx", tmp_path)
    sheet = sheet_of(tmp_path)
    assert place in _with_hidden(f"parts/{NAME}.docx", tmp_path)
    assert place in " ".join(run(tmp_path, "fix", REPORT, stdin="/quit\n").stdout.split())

    settled = merge(tmp_path, signed(sheet, SIGNED, mark="", other="14"))

    assert settled.code == 0, settled.stdout
    ships = report_in(tmp_path)["answers"]["ships"]["value"]
    assert [entry["number"]["value"] for entry in ships] == [14]


def test_a_further_receipt_says_all_in_the_name_of_the_ministry(tmp_path: Path) -> None:
    divided(tmp_path)
    first = write_return(tmp_path, "labour", {"": "channels: [radio]\npay-rule: {value: law}"})
    run(tmp_path, "ministries", "merge", REPORT, first)
    further = _second(tmp_path, "labour", "pay-details: Words.")
    run(tmp_path, "ministries", "merge", REPORT, further)

    receipt = _with_hidden("returns/NOR-labour-receipt-2.docx", tmp_path)

    _, said, all_of_it = receipt.rpartition("All that the report says in your name now")
    assert said
    assert "Radio" in all_of_it
    assert "All that the report says" not in _with_hidden(
        "returns/NOR-labour-receipt.docx", tmp_path
    )


# What is confidential


def _sheets(folder: Path, labour: str, police: str) -> tuple[Mapping[str, bytes], str]:
    divided(folder)
    run(folder, "ministries", "divide", REPORT, "--give", "training labour police")
    path = folder / "division-NOR.yaml"
    rows = path.read_text("utf-8").splitlines(keepends=True)
    division = yaml.safe_load("".join(rows))
    asks = {at: one for at, one in division["asks"].items() if not at.startswith("training/")}
    path.write_text(yaml.safe_dump({**division, "asks": asks}, sort_keys=False), "utf-8")
    files = [_second(folder, code, said) for code, said in (("labour", labour), ("police", police))]
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
