"""A French, an Arabic and an English form merged into one report: each text has its language."""

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from checklist.questionnaire.program_texts import spoken
from tests.support.running import Result, checklist_run
from tests.support.sent_forms import FILL, plain_answers
from tests.support.word_forms import WordForm

REPORT = "report-NOR.yaml"
FRENCH, ARABIC, ENGLISH = "Depuis la loi de 2013.", "منذ عام 2019.", "Since 2015."
AUTHORITIES = ("justice", "labour", "police")
ROWS = {
    "justice": ("offence", "specific-offence", FRENCH),
    "labour": ("professions/labour-inspectors", "1", ARABIC),
    "police": ("professions/police-officers", "1", ENGLISH),
}
"""Where each authority answers, what it ticks or types, and its note."""
ANSWERS: Mapping[str, Any] = {
    "offence": {"value": "specific-offence", "note": FRENCH},
    "professions": {
        "value": {
            "police-officers": {"value": "implemented", "note": ENGLISH},
            "labour-inspectors": {"value": "implemented", "note": ARABIC},
        }
    },
}


def run(folder: Path, *words: str, stdin: str = "") -> Result:
    done = checklist_run(*words, cwd=folder, stdin=stdin)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def sent(folder: Path, languages: tuple[str, str, str], formats: tuple[str, str, str]) -> None:
    """Divide a report in English, and send each authority its form."""
    run(folder, "answer", "--state", "NOR", "--no-input")
    run(folder, "ministries", "divide", REPORT)
    division = folder / "division-NOR.yaml"
    data = yaml.safe_load(division.read_text("utf-8"))
    for code, language in zip(AUTHORITIES, languages, strict=True):
        data["authorities"][code] = {} if language == "en" else {"language": language}
    division.write_text(yaml.safe_dump(data, sort_keys=False), "utf-8")
    for code, name in zip(AUTHORITIES, formats, strict=True):
        run(folder, "ministries", "forms", REPORT, "--format", name, "--authority", code)
    run(folder, "ministries", "note", ",".join(AUTHORITIES), "sent", REPORT)


def filled(folder: Path, code: str, language: str, name: str) -> str:
    """Fill in a form. Returns the name of the file."""
    form = (folder / "parts" / f"NOR-{code}.{name}").read_bytes()
    place, answer, note = ROWS[code]
    if name == "docx":
        with spoken(language):
            word = WordForm(form)
            if place == "offence":
                word.mark(place, answer)
                word.write(note, place, "note")
            else:
                word.write(answer, place)
                (label,) = (key for key in word.rows if key[0] == place and _is_note(key[2]))
                word.write(note, *label)
            content = word.saved()
    else:
        cells = (place, "answer", answer) if place == "offence" else (place, "answer")
        content = FILL[name](form, {cells: answer, (place, "note"): note})
    (folder / f"{code}.{name}").write_bytes(content)
    return f"{code}.{name}"


def _is_note(label: str) -> bool:
    return label.rstrip(" :\xa0") in {"Remark", "Remarque", "ملاحظة", "note"}


def merged(
    folder: Path, languages: tuple[str, str, str], formats: tuple[str, str, str]
) -> dict[str, Any]:
    """Merge what comes back. Returns the answers, without who gave them."""
    sent(folder, languages, formats)
    each = zip(AUTHORITIES, languages, formats, strict=True)
    files = [filled(folder, *one) for one in each]
    done = run(folder, "ministries", "merge", REPORT, *files)
    assert done.code == 0, done.stdout + done.stderr
    return plain_answers(folder / REPORT)


def untagged(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: untagged(one) for key, one in part.items() if key != "language"}
    return [*map(untagged, part)] if isinstance(part, list) else part


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("three")
    merged(folder, ("fr", "ar", "en"), ("docx", "html", "html"))
    return folder


def test_each_text_has_its_language(folder: Path) -> None:
    answers = plain_answers(folder / REPORT)

    assert untagged(answers) == ANSWERS
    assert answers["offence"]["language"] == {"note": "fr"}
    rows = answers["professions"]["value"]
    assert rows["labour-inspectors"]["language"] == {"note": "ar"}
    assert "language" not in rows["police-officers"]
    found = run(folder, "validate", REPORT)
    assert " error: " not in found.stdout


@pytest.mark.thorough
def test_the_same_answers_in_one_language_are_the_same_but_for_the_languages(
    tmp_path: Path,
) -> None:
    made = {}
    for languages in (("en", "en", "en"), ("fr", "ar", "en"), ("ar", "fr", "ar")):
        folder = tmp_path / "-".join(languages)
        folder.mkdir()
        made[languages] = merged(folder, languages, ("docx", "html", "html"))

    assert made["en", "en", "en"] == ANSWERS
    assert "language:" not in str(yaml.safe_dump(made["en", "en", "en"]))
    assert all(untagged(answers) == ANSWERS for answers in made.values())


def test_documents_tag_what_is_not_in_their_language(folder: Path) -> None:
    for language in ("en", "fr", "ar"):
        for ending in ("html", "docx"):
            name = f"{language}.{ending}"
            done = run(folder, "export", REPORT, "--output", name, "--lang", language)
            assert done.code == 0, done.stderr
        page = (folder / f"{language}.html").read_text("utf-8")
        with zipfile.ZipFile(folder / f"{language}.docx") as archive:
            word = archive.read("word/document.xml").decode()

        others = {"en", "fr", "ar"} - {language}
        spans = re.findall(r'<span lang="(\w+)" dir="auto">', page)
        runs = re.findall(r'<w:lang w:val="(\w+)"', word)
        assert Counter(spans) == Counter(runs) == dict.fromkeys(others, 1)
        assert ('<w:rtl/><w:lang w:val="ar" w:bidi="ar"/>' in word) is ("ar" in others)


def test_tables_have_the_language_of_what_a_state_wrote(folder: Path) -> None:
    run(folder, "tabulate", REPORT, "--output", "answers.csv")

    text = (folder / "answers.csv").read_text("utf-8-sig")
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["note"]]
    assert {row["note"]: row["written_in"] for row in rows} == {
        FRENCH: "fr",
        ARABIC: "ar",
        ENGLISH: "en",
    }


def test_what_an_official_types_is_in_the_language_of_the_report(
    folder: Path, tmp_path: Path
) -> None:
    report = tmp_path / REPORT
    report.write_bytes((folder / REPORT).read_bytes())

    def note(*lines: str) -> Any:
        typed = "".join(f"{line}\n" for line in ("/goto 4.1", *lines, "/quit"))
        run(tmp_path, "answer", REPORT, "--plain", stdin=typed)
        return plain_answers(report)

    added = note("/note Since 2013.")
    changed = note("/note", "Since 2013.", "")
    compared = run(tmp_path, "compare", str(folder / REPORT), REPORT, "--format", "markdown")

    assert added["offence"]["note"].splitlines() == [FRENCH, "Since 2013."]
    assert added["offence"]["language"] == {"note": "mul"}
    assert changed["offence"] == {**ANSWERS["offence"], "note": "Since 2013."}
    rows = changed["professions"]["value"]
    assert rows["labour-inspectors"]["language"] == {"note": "ar"}
    assert "The texts are in two languages (fr, en); no words are compared:" in flat(
        compared.stdout
    )


def flat(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", " ".join(text.split()))


def test_an_undone_merge_leaves_no_language(tmp_path: Path) -> None:
    merged(tmp_path, ("fr", "ar", "en"), ("docx", "html", "html"))

    done = run(tmp_path, "ministries", "merge", REPORT, "--undo")

    assert done.code == 0, done.stderr
    assert plain_answers(tmp_path / REPORT) == {}
    again = run(tmp_path, "ministries", "merge", REPORT, "justice.docx")
    assert again.code == 0, again.stdout + again.stderr
    assert plain_answers(tmp_path / REPORT)["offence"]["language"] == {"note": "fr"}
