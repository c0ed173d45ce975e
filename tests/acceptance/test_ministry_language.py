"""What goes to a ministry is in its language: its questions, and all that the program says.

The language is French in Greek letters. What stands in Latin letters is English by mistake.
"""

import email
import email.header
import io
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
import yaml
from docx.oxml.ns import qn

from checklist.files.po import PoEntry, po_bytes
from checklist.questionnaire.translation_update import head_for
from tests.commands.test_conflict_sheets import LABOUR, NAME, POLICE, SIGNED, signed
from tests.support.divided import REPORT, write_return
from tests.support.folders import COAST_FOLDER
from tests.support.pseudo import catalogue, english_words, in_greek
from tests.support.running import Result, checklist_run
from tests.support.translated import translated_folder
from tests.support.word_forms import WordForm

KNOWN = [
    COAST_FOLDER.name,
    "Ministry Norway Norvège mars mai Words of labour labour the police police NOR report docx",
    "html conflicts",
    "television posters radio Kari Hansen kari example org remove note mail",
]
"""What is no message: names of States and months, files, persons, and what ministries wrote."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report in English whose ministries have a language, with returns that differ."""
    folder = tmp_path_factory.mktemp("greek")

    def greek(entry: PoEntry) -> PoEntry:
        english = (entry.english, *[entry.plural] * (len(entry.texts) - 1))
        return entry._replace(texts=tuple(map(in_greek, english)))

    translated_folder(folder, ("fr",), greek, source=COAST_FOLDER)
    entries = [
        PoEntry(
            place=key.rpartition("\x04")[0],
            english=key.rpartition("\x04")[2],
            plural="" if len(forms) == 1 else forms[1],
            texts=tuple(map(in_greek, forms)),
        )
        for key, forms in catalogue(str).items()
    ]
    (folder / "own" / "fr").mkdir(parents=True)
    program = folder / "own" / "fr" / "program.po"
    program.write_bytes(po_bytes(entries, head_for("program", "fr")))
    run(folder, "answer", "NOR", "--no-input")
    run(folder, "ministries", "divide", REPORT)
    division = folder / "division-NOR.yaml"
    data = yaml.safe_load(division.read_text("utf-8"))
    for code in ("labour", "police"):
        data["authorities"][code] |= {"language": "fr", "due": "2027-05-31"}
    division.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    both = ("--authority", "labour,police")
    run(folder, "ministries", "forms", REPORT, "--format", "html", *both)
    run(folder, "ministries", "note", "labour,police", "sent", REPORT)
    return folder


def run(folder: Path, *words: str) -> Result:
    own = {"CHECKLIST_TRANSLATIONS": str(folder / "own")}
    done = checklist_run(*words, "--questionnaire", "coast", cwd=folder, env=own)
    assert done.code in {0, 1} and "Traceback" not in done.stderr, done.stderr
    return done


def texts(path: Path) -> Iterator[str]:
    """Yield what a person reads in a file."""
    content = path.read_bytes()
    match path.suffix:
        case ".docx":
            for run_of_text in docx.Document(io.BytesIO(content)).element.body.iter(qn("w:r")):
                if run_of_text.find(f"{qn('w:rPr')}/{qn('w:vanish')}") is None:
                    yield run_of_text.text or ""
        case ".eml":
            mail = email.message_from_bytes(content)
            yield str(email.header.make_header(email.header.decode_header(mail["Subject"])))
            for part in mail.walk():
                if part.get_content_type() == "text/plain":
                    payload = part.get_payload(decode=True)
                    assert isinstance(payload, bytes)
                    yield payload.decode()
        case _:
            yield content.decode()


def test_all_that_goes_to_a_ministry_is_in_its_language(folder: Path) -> None:
    files = [write_return(folder, *one) for one in (("labour", LABOUR), ("police", POLICE))]
    merged = run(folder, "ministries", "merge", REPORT, *files)
    run(folder, "ministries", "conflicts", REPORT)
    run(folder, "ministries", "remind", REPORT, "--authority", "labour,police")
    sheet = WordForm((folder / "parts" / f"{NAME}.docx").read_bytes())
    (folder / "sheet.docx").write_bytes(signed(sheet, SIGNED))
    settled = run(folder, "ministries", "merge", REPORT, "sheet.docx")

    assert (merged.code, settled.code) == (1, 0), merged.stdout + settled.stdout
    assert "Which channels" in merged.stdout, "the focal point reads the language of the report"
    answers = yaml.safe_load((folder / REPORT).read_text("utf-8"))["answers"]
    assert answers["channels"]["value"] == ["posters"]
    kinds = ("*-note.docx", "*.txt", "*.eml", "*-receipt*.docx", "*-decided-*.docx", f"{NAME}.docx")
    names = [path.name for path in folder.glob("parts/*")]
    for kind in kinds:
        found = [*folder.glob(f"parts/{kind}"), *folder.glob(f"returns/{kind}")]
        own = [path for path in found if "labour" in path.name or "police" in path.name]
        assert own, kind
        for path in own:
            assert english_words("\n".join(texts(path)), [*KNOWN, *names]) == [], path.name
