"""Forms in a language from right to left: how they look, and that they say what was filled in."""

import io
import re
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from checklist.files.po import PoEntry
from checklist.forms.registry import read_return
from checklist.ministries.returned import Returned
from checklist.questionnaire.loading import load
from checklist.questionnaire.program_texts import spoken
from checklist.questionnaire.questionnaire import Questionnaire
from tests.forms.test_round_trip import assert_same, normal, wanted
from tests.support.folders import COAST_FOLDER
from tests.support.ministries import COAST, all_to, canonical, form, given_by, written
from tests.support.pseudo import in_arabic
from tests.support.sent_forms import FILL, FORMATS
from tests.support.translated import translated_folder
from tests.support.word_forms import WordForm

WORDS = "ينص القانون رقم 40 لسنة 2003 (المادة 224) على ذلك؛ انظر Penal Code, s. 5 (٢٠٢١)."
OWN = all_to("labour")


def said(entry: PoEntry) -> PoEntry:
    forms = [f"{in_arabic(entry.plural or entry.english)}" for _ in entry.texts]
    return entry._replace(texts=tuple(forms))


@cache
def arabic() -> Questionnaire:
    """Return a questionnaire in Arabic letters, with the identity of the English one."""
    with TemporaryDirectory() as folder:
        return load(translated_folder(Path(folder), ("ar",), said, COAST_FOLDER), "ar")


def with_arabic_words(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers with Arabic in place of their remarks and of answers in words."""
    found = {}
    for question, answer in answers.items():
        new = {**answer, "note": WORDS} if "note" in answer else answer
        is_text = COAST.questions[question].type == "text" and "value" in answer
        found[question] = {**new, "value": WORDS} if is_text else new
    return found


def returned(name: str, asked: Questionnaire, answers: Mapping[str, Any], seed: int) -> Returned:
    """Return what the form of an empty report says, filled in with some answers."""
    with spoken(asked.language):
        empty = written(form({}, "labour", OWN, asked), name)
        known, random = form(given_by("labour", answers), "labour", OWN, asked), Random(seed)
        if name == "docx":
            content = WordForm(empty).fill(known, random)
        else:
            entries = {
                (line.key, at): text for line in known.lines for at, text in line.shown.items()
            }
            content = FILL[name](empty, entries)
    return read_return(content, f"NOR-labour.{name}", asked)


@pytest.mark.sampled
@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("seed", range(3))
def test_an_arabic_form_says_what_the_english_one_says(name: str, seed: int) -> None:
    answers = with_arabic_words(wanted(7_000 + seed, COAST))

    found, english = (returned(name, asked, answers, seed) for asked in (arabic(), COAST))

    assert len(found.units) > 20
    assert canonical(normal(found.units)) == canonical(normal(english.units))
    assert [one.code for one in found.findings] == [one.code for one in english.findings]
    assert [one.text for one in found.stray] == [one.text for one in english.stray]


@pytest.mark.parametrize("name", FORMATS)
def test_an_arabic_form_that_nobody_filled_in_changes_nothing(name: str) -> None:
    answers = with_arabic_words(wanted(7_010, COAST))
    with spoken("ar"):
        sent = written(form(given_by("labour", answers), "labour", OWN, arabic()), name)

    assert_same(read_return(sent, f"NOR-labour.{name}", arabic()), answers, COAST)


def member(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def test_a_word_form_begins_on_the_right() -> None:
    content = written(form({}, "labour", OWN, arabic()), "docx")
    body = member(content, "word/document.xml")

    assert body.count("<w:tbl>") == body.count("<w:bidiVisual/>") > 0
    tables = re.findall("<w:tbl>.*?</w:tbl>", body, re.DOTALL)
    assert not any(mark in table for table in tables for mark in "\u200e\u200f")


def test_a_page_knows_what_runs_from_the_left() -> None:
    page = written(form({}, "labour", OWN, arabic()), "html").decode()

    assert '<html lang="ar" dir="rtl">' in page
    assert '"from_left":' in page
    assert '"from_left":' not in written(form({}), "html").decode()
