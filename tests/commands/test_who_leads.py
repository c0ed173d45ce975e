"""Forms, notes and mails say who leads, and a merge asks only where who contributes differs."""

import html
import io
import re
import zipfile
from pathlib import Path

import pytest
import yaml

from checklist.forms.build import form_of
from checklist.forms.registry import format_named, read_return
from checklist.ministries.division import Assignment
from checklist.ministries.part import PartMaker
from tests.support.divided import REPORT, divided, run, write_return
from tests.support.ministries import COAST, PART_ID, checked, division, set_cell
from tests.support.sent_forms import FILL, FORMATS

LEADS, CONTRIBUTES = "You lead.", "You contribute; Ministry of labour leads."
OTHERWISE = "If you answer otherwise than the authority that leads"


def words_of(path: Path) -> str:
    """Return the words of a file without its tags, in single spaces."""
    content = path.read_bytes()
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content = b" ".join(map(packed.read, packed.namelist()))
    text = html.unescape(re.sub(r"<[^>]*>", " ", content.decode(errors="replace")))
    return " ".join(text.split())


def sent(folder: Path, name: str) -> Path:
    """Write the forms of the police in a format. Returns the folder with them."""
    divided(folder)
    words = ("forms", REPORT, "--authority", "police", "--format", name)
    for command in (words, ("note", "police", "sent", REPORT)):
        done = run(folder, "ministries", *command)
        assert done.code == 0, done.stderr
    return folder / "parts"


@pytest.mark.parametrize("name", FORMATS)
def test_each_question_of_a_form_says_who_leads(name: str, tmp_path: Path) -> None:
    folder = sent(tmp_path, name)

    shown = words_of(folder / f"NOR-police-2.{name}")

    assert LEADS in shown
    assert CONTRIBUTES in shown
    assert OTHERWISE in shown


def test_the_note_and_the_mail_say_how_many(tmp_path: Path) -> None:
    folder = sent(tmp_path, "docx")

    for file in ("NOR-police-2-note.docx", "NOR-police-2-mail.txt"):
        shown = words_of(folder / file)
        assert "You lead 3 questions." in shown
        assert "You contribute to 1 question that another authority leads." in shown


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("mark", ["", "x"])
def test_only_who_says_that_it_answers_otherwise_makes_a_conflict(
    mark: str, name: str, tmp_path: Path
) -> None:
    folder = sent(tmp_path, name)
    entries = {("channels#posters", "answer"): "x", ("channels#otherwise", "answer"): mark}
    back = FILL[name]((folder / f"NOR-police-2.{name}").read_bytes(), entries)
    (tmp_path / f"police.{name}").write_bytes(back)
    labour = write_return(tmp_path, "labour", {"channels:": "channels: [television]"})

    done = run(tmp_path, "ministries", "merge", REPORT, labour, f"police.{name}")

    channels = yaml.safe_load((tmp_path / REPORT).read_text("utf-8"))["answers"].get("channels")
    if mark:
        assert done.code == 1
        assert channels is None
    else:
        assert channels == {"value": ["television"], "answered_by": ["labour"]}
        assert "Posters [for the authority that leads, whose answer stands]" in done.stdout
        receipt = words_of(tmp_path / "returns" / "NOR-police-receipt.docx")
        assert "For the authority that leads, whose answer stands" in receipt


@pytest.mark.parametrize("name", FORMATS)
def test_the_next_form_of_who_leads_says_what_it_should_know(name: str, tmp_path: Path) -> None:
    divided(tmp_path)
    said = "channels: {value: [posters], note: Ask the ports.}"
    files = [
        write_return(tmp_path, "labour", {"channels:": "channels: [television]"}),
        write_return(tmp_path, "police", {"channels:": said}, objects=False),
    ]
    assert run(tmp_path, "ministries", "merge", REPORT, *files).code == 0
    words = ("forms", REPORT, "--authority", "labour", "--format", name)
    run(tmp_path, "ministries", *words)
    run(tmp_path, "ministries", "note", "labour", "sent", REPORT)
    form = tmp_path / "parts" / f"NOR-labour-2.{name}"

    shown = words_of(form)
    (tmp_path / f"back.{name}").write_bytes(form.read_bytes())
    back = run(tmp_path, "ministries", "merge", REPORT, f"back.{name}")

    assert "Others say to you: Police: Posters; remark: Ask the ports." in shown
    assert "beside the fields" not in back.stdout
    assert back.code == 0


def test_a_remark_beside_the_same_answer_is_said_to_who_leads(tmp_path: Path) -> None:
    divided(tmp_path)
    said = "channels: {value: [television], note: Ask the ports.}"
    files = [
        write_return(tmp_path, "labour", {"channels:": "channels: [television]"}),
        write_return(tmp_path, "police", {"channels:": said}, objects=False),
    ]
    assert run(tmp_path, "ministries", "merge", REPORT, *files).code == 0

    words = ("forms", REPORT, "--authority", "labour", "--format", "xlsx")
    assert run(tmp_path, "ministries", *words).code == 0

    shown = words_of(tmp_path / "parts" / "NOR-labour-2.xlsx")
    assert "Others say to you: Police: remark: Ask the ports." in shown


def test_what_is_confidential_is_said_to_nobody(tmp_path: Path) -> None:
    found = []
    for number, secret in enumerate(("posters", "radio", "television")):
        folder = tmp_path / str(number)
        divided(folder)
        said = f"channels: {{value: [{secret}], note: Secret words., confidential: true}}"
        files = [
            write_return(folder, "labour", {"channels:": "channels: [television]"}),
            write_return(folder, "police", {"channels:": said}, objects=False),
        ]
        run(folder, "ministries", "merge", REPORT, *files)
        run(folder, "ministries", "forms", REPORT, "--authority", "labour", "--format", "xlsx")
        found.append(words_of(folder / "parts" / "NOR-labour-2.xlsx"))

    assert not any("Secret words" in one or "Others say" in one for one in found)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("x", {"training"}),
        ("a", {"training/police-officers"}),
        ("a, c", {"training/police-officers", "training/pilots"}),
        ("строки а и С", {"training/police-officers", "training/pilots"}),
        ("х", {"training"}),
        ("no", set()),
        ("q", set()),
        ("б", set()),
    ],
)
def test_rows_are_named_by_their_letters(written: str, read: set[str]) -> None:
    divided_among = division()
    asks = {place: one for place, one in divided_among.asks.items() if "training" not in place}
    asks["training"] = Assignment(lead="police", also=["labour"])
    divided_among = divided_among.model_copy(update={"asks": asks})
    part = PartMaker(checked=checked({}), division=divided_among).part("labour", PART_ID)
    content = format_named("xlsx").write(form_of(part))
    content = set_cell(content, "training#otherwise", "answer", written)

    found = read_return(content, "labour.xlsx", COAST)

    assert found.otherwise == read
    said = [one.message for one in found.findings]
    rows = f"`{written}` is no row of this question in the form: its rows are a, b, c, d"
    expected = [rows] if written in "qб" else []
    assert said == expected
