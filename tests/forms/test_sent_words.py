"""A form is understood by the words with which it was sent, in whatever language these are."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from checklist.files.po import PoEntry
from tests.support.divided import COAST, REPORT, run
from tests.support.folders import COAST_FOLDER
from tests.support.running import checklist_run
from tests.support.sent_forms import FILL, FORMATS, Entries, plain_answers
from tests.support.translated import said, translated_folder, write_catalogue


def corrected(entry: PoEntry) -> PoEntry:
    """Return an entry with another translation, in which two labels have changed their places."""
    new = said(entry, "fr")._replace(texts=tuple(f"Nouveau : {text}" for text in entry.texts))
    swapped = {"‹fr A law›": "‹fr A collective agreement›"}
    swapped |= {there: here for here, there in swapped.items()}
    return entry._replace(texts=(swapped[entry.text],)) if entry.text in swapped else new


def sent(folder: Path, name: str, answers: dict[str, Any], **languages: str) -> None:
    """Send forms of the whole questionnaire to authorities, each in a language."""
    translated_folder(folder, ("fr",), source=COAST_FOLDER)
    run(folder, "answer", "--state", "NOR", "--no-input")
    path = folder / REPORT
    report = {**yaml.safe_load(path.read_text("utf-8")), "answers": answers}
    path.write_text(yaml.safe_dump(report, sort_keys=False), "utf-8")
    gives = [f"--give={part} {','.join(languages)}" for part in ("report", "safety", "people")]
    run(folder, "ministries", "divide", REPORT, *gives)
    division = folder / "division-NOR.yaml"
    data = yaml.safe_load(division.read_text("utf-8"))
    for code, language in languages.items():
        data["authorities"][code]["language"] = language
    division.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    for words in (
        ("forms", REPORT, "--format", name, "--authority", ",".join(languages)),
        ("note", ",".join(languages), "sent", REPORT),
    ):
        done = run(folder, "ministries", *words)
        assert done.code == 0, done.stdout + done.stderr


def fill(folder: Path, code: str, name: str, entries: Entries) -> str:
    """Fill in the form of an authority. Returns the file that comes back."""
    form = (folder / "parts" / f"NOR-{code}.{name}").read_bytes()
    (folder / f"{code}.{name}").write_bytes(FILL[name](form, entries))
    return f"{code}.{name}"


def chosen(name: str, key: str, code: str, words: str) -> Entries:
    """Return an entry for an option: its words in a workbook, its code elsewhere."""
    if name == "xlsx":
        return {(key, "answer"): words}
    is_in_head = name == "docx" and "/" in key and words.startswith("‹")
    return {(key, "answer", words if is_in_head else code): "x"}


def answers(folder: Path) -> dict[str, Any]:
    return plain_answers(folder / REPORT)


@pytest.mark.parametrize("name", FORMATS)
def test_a_form_that_was_sent_before_its_labels_were_corrected_is_read(
    tmp_path: Path, name: str
) -> None:
    before = {"pay-rule": {"value": "agreement"}, "channels": {"value": ["television"]}}
    sent(tmp_path, name, before, labour="fr")
    entries = {
        **chosen(name, "training/police-officers", "some", "‹fr Some, or once only›"),
        **chosen(name, "training/pilots", "regular", "‹fr Regular training›"),
        **chosen(name, "pay-rule", "law", "‹fr A law›"),
        ("channels#radio", "answer"): "x",
    }
    back = fill(tmp_path, "labour", name, entries)
    write_catalogue(tmp_path / "coast", "fr", corrected)

    merged = run(tmp_path, "ministries", "merge", REPORT, back)

    assert merged.code == 0, merged.stdout + merged.stderr
    now = answers(tmp_path)
    rows = {row: answer["value"] for row, answer in now["training"]["value"].items()}
    assert rows == {"police-officers": "some", "pilots": "regular"}
    assert now["channels"]["value"] == ["television", "radio"]
    assert now["pay-rule"]["value"] == "law"


@pytest.mark.parametrize("name", FORMATS)
def test_a_form_that_comes_back_as_it_was_sent_says_nothing_new(tmp_path: Path, name: str) -> None:
    before = {"pay-rule": {"value": "law"}, "channels": {"value": ["radio"]}}
    sent(tmp_path, name, before, labour="fr")
    back = fill(tmp_path, "labour", name, {})
    write_catalogue(tmp_path / "coast", "fr", corrected)

    run(tmp_path, "ministries", "merge", REPORT, back)

    assert answers(tmp_path) == before


@pytest.mark.parametrize("name", FORMATS)
def test_the_name_of_a_field_can_change_after_a_form_was_sent(tmp_path: Path, name: str) -> None:
    sent(tmp_path, name, {}, labour="fr")
    remark = ("answer", "Remarque\xa0") if name == "docx" else ("note",)
    entries = {
        **chosen(name, "training/pilots", "regular", "‹fr Regular training›"),
        ("training/pilots", *remark): "Depuis 2020",
    }
    back = fill(tmp_path, "labour", name, entries)
    catalogue = tmp_path / "mended" / "fr" / "program.po"
    catalogue.parent.mkdir(parents=True)
    words = {"Remark:": "Mention :", "Remark": "Mention", "Law and article, link:": "Loi :"}
    said = [f'msgid "{english}"\nmsgstr "{text}"\n' for english, text in words.items()]
    catalogue.write_text("\n".join(said), "utf-8")
    mended = {"CHECKLIST_TRANSLATIONS": str(tmp_path / "mended")}

    done = checklist_run("ministries", "merge", REPORT, back, *COAST, cwd=tmp_path, env=mended)

    assert done.code == 0, done.stdout + done.stderr
    rows = answers(tmp_path)["training"]["value"]
    written = {"value": "regular", "note": "Depuis 2020", "language": {"note": "fr"}}
    assert rows == {"pilots": written}


def test_the_present_words_are_understood_beside_those_that_were_sent(tmp_path: Path) -> None:
    sent(tmp_path, "xlsx", {}, labour="fr")
    write_catalogue(tmp_path / "coast", "fr", corrected)
    entries: Entries = {("training/pilots", "answer"): "Nouveau : ‹fr Some, or once only›"}

    run(tmp_path, "ministries", "merge", REPORT, fill(tmp_path, "labour", "xlsx", entries))

    assert answers(tmp_path)["training"]["value"]["pilots"]["value"] == "some"


@pytest.mark.parametrize("name", FORMATS)
def test_a_french_and_an_english_form_come_together(tmp_path: Path, name: str) -> None:
    sent(tmp_path, name, {}, labour="fr", police="en")
    french = fill(
        tmp_path,
        "labour",
        name,
        {
            **chosen(name, "training/pilots", "regular", "‹fr Regular training›"),
            **chosen(name, "pay-rule", "law", "‹fr A law›"),
        },
    )
    english = fill(
        tmp_path,
        "police",
        name,
        {
            **chosen(name, "training/police-officers", "some", "Some, or once only"),
            ("channels#radio", "answer"): "x",
        },
    )

    merged = run(tmp_path, "ministries", "merge", REPORT, french, english)

    assert merged.code == 0, merged.stdout + merged.stderr
    now = answers(tmp_path)
    rows = {row: answer["value"] for row, answer in now["training"]["value"].items()}
    assert rows == {"police-officers": "some", "pilots": "regular"}
    assert now["channels"]["value"] == ["radio"]
    assert now["pay-rule"]["value"] == "law"
