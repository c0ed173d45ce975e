"""The same answers entered in six languages, by lines, screen and form, are the same bytes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from checklist.answer_types.interface import Refusal, StepContext
from checklist.answer_types.operands import interval
from checklist.forms.registry import read_return
from checklist.interview.engine import Interview
from checklist.interview.session import Session
from checklist.interview.user_commands import parse
from checklist.questionnaire.program_texts import spoken
from checklist.reports.report import Report
from tests.support import tiny
from tests.support.browser import Browser
from tests.support.ministries import all_to, form, written
from tests.support.sent_forms import FILL
from tests.support.two_faces import Typed, on_lines, on_screen

WAYS = [{"code": code, "label": code.capitalize()} for code in ("sea", "land", "air", "rail")]
ASKED = tiny.questionnaire(
    [
        {"id": "agreed", "type": "yes-no"},
        {"id": "signed", "type": "date"},
        {"id": "planned", "type": "date", "future": True},
        {"id": "cases", "type": "integer"},
        {"id": "neighbour", "type": "state"},
        {"id": "partners", "type": "states"},
        {"id": "ways", "type": "choices", "options": WAYS},
        {"id": "story", "type": "text"},
        tiny.GRID,
    ]
)
BEGUN = Report.begin(ASKED, "AUT", date(2026, 1, 1))


class Entries(NamedTuple):
    """What an official of a language types."""

    agreed: str
    signed: str
    planned: str
    cases: str
    neighbour: str
    partners: str
    ways: str
    not_applicable: str
    reason: str = "1"
    first_row: str = "2"
    second_row: str = "1"


LANGUAGES: Mapping[str, Entries] = {
    "en": Entries(
        *("yes", "1 May 2020", "31 December 2027", "1500", "Norway", "Sweden; Norway"),
        *("1 and 3", "not applicable"),
    ),
    "fr": Entries(
        *("oui", "1er mai 2020", "31 décembre 2027", "1\u202f500", "Norvège"),
        *("Suède\u00a0; norvege", "1 et 3", "sans objet"),
    ),
    "es": Entries(
        *("sí", "1 de mayo de 2020", "31 de diciembre de 2027", "1\u00a0500", "Noruega"),
        *("Suecia; Noruega", "1 y 3", "no aplicable"),
    ),
    "ru": Entries(
        *("да", "1 мая 2020 г.", "31 декабря 2027 г.", "1 500", "Норвегия"),
        *("Швеция; Норвегия", "1 и 3", "неприменимо"),
    ),
    "zh": Entries(
        *("是", "2020年5月1日", "2027年12月31日", "１５００", "挪威"),
        *("瑞典；挪威", "１、３", "不适用", "１", "２", "１"),
    ),
    "ar": Entries(
        *("نعم", "١ أيار/مايو ٢٠٢٠", "31 كانون الأول 2027", "١٬٥٠٠", "النرويج"),
        *("السويد؛ النرويج", "١، ٣", "لا ينطبق", "١", "٢", "١"),
    ),
}


def typed(entries: Sequence[str]) -> list[Typed]:
    """Return entries with their steps. The last one is no entry: it says where the end is."""
    interview = Interview(ASKED, BEGUN)
    found = []
    for text in entries:
        prompt = interview.prompt()
        step = prompt.step
        is_whole = prompt.is_first and (prompt.keeps_whole_answer or prompt.stays_open)
        found.append(
            Typed(prompt.question.id, step.name, step.entry, text, is_whole, prompt.is_first)
        )
        assert not interview.enter(parse(text)).refused, text
    assert interview.at_end
    return [*found, Typed("", "", 0, "", False)]


def by_lines(language: str, path: Path) -> bytes:
    session = Session.begin(path, ASKED, BEGUN)
    return on_lines(session, typed(LANGUAGES[language]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_and_screen_make_the_same_report_in_each_language(
    language: str, tmp_path: Path
) -> None:
    english = by_lines("en", tmp_path / "english.yaml")
    assert english.count(b"value:") == 10
    assert b"missing: not-applicable" in english

    with spoken(language):
        session = Session.begin(tmp_path / "screen.yaml", ASKED, BEGUN)

        assert by_lines(language, tmp_path / "lines.yaml") == english
        assert on_screen(session, typed(LANGUAGES[language])) == english


def filled(language: str, name: str) -> Any:
    """Return what a form gives in which everything is written in a language."""
    entries = LANGUAGES[language]._asdict()
    asked = replace(ASKED, language=language)
    with spoken(language):
        sent = form({}, "labour", all_to("labour", asked), asked)
        texts = {
            (line.key, "answer"): entries[line.question]
            for line in sent.lines
            if line.question in {"signed", "planned", "cases", "neighbour", "partners"}
            or (line.question == "agreed" and name != "docx")  # there an option is ticked
        }
        if name != "docx":
            reason = f"{entries['not_applicable']} : does-not-arise"
            texts["story", "missing"] = reason
        returned = read_return(FILL[name](written(sent, name), texts), f"back.{name}", asked)
    assert returned.findings == []
    return returned.given


@pytest.mark.parametrize("name", FILL)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_gives_the_same_in_each_language(language: str, name: str) -> None:
    english = filled("en", name)
    assert len(english) == (5 if name == "docx" else 7)

    assert filled(language, name) == english


TYPED = (
    *(("date", text) for entries in LANGUAGES.values() for text in entries[1:3]),
    *(("integer", entries.cases) for entries in LANGUAGES.values()),
    *(("date", text) for text in ("juil. 2027", "jui 2027", "31.2.2027", "1.º de enero de 2027")),
    *(
        ("date", text)
        for text in ("٣١.١٢.٢٠٢٧", "١²", "1 كانون الثاني 2027", "كانون 2027", "2027年")
    ),
    *(
        ("date", text)
        for text in ("二〇二七年十二月三十一日", "二○二七年十月", "二十七年", "二零二七年十十月")
    ),
    *(("integer", text) for text in ("1.500", "1,500", "١²", "1’500", "1 50", "９９")),
    *(("state", text) for text in ("NORWAY", "nor", "  cote d’ivoire ", "no such")),
)
"""What is typed, and what it is typed for: some of it means nothing."""


def operand(kind: str, text: str) -> Any:
    """Return what Python reads: a number, a code, or the first and last day; None for nothing."""
    question = {"date": "planned", "integer": "cases", "state": "neighbour"}[kind]
    answer_type = ASKED.questions[question].answer_type
    try:
        value = next(answer_type.steps(None, StepContext())).read(text)
    except Refusal:
        return None
    days = interval(value) if kind == "date" else None
    return value if days is None else [days.first.toordinal(), days.last.toordinal()]


def test_the_script_of_a_page_reads_what_python_reads(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    program = """typed => typed.map(([type, text]) =>
        checklistForm.read(text, { type, limits: [0, 999999999999] }) ?? null)"""

    page.write_bytes(written(form({}, "labour", all_to("labour", ASKED), ASKED), "html"))
    read = [operand(kind, text) for kind, text in TYPED]

    with browser.shown(page) as shown:
        found = shown.page.evaluate(program, [[*one] for one in TYPED])
        assert shown.complaints == []
    assert [*zip(TYPED, found, strict=True)] == [*zip(TYPED, read, strict=True)]
    assert None in read


@pytest.mark.parametrize(
    "text", ["一" * 50_000, "x " * 100_000 + "may " * 100_000], ids=["numerals", "months"]
)
def test_the_script_of_a_page_soon_reads_a_long_text_that_is_no_date(
    text: str, browser: Browser, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    program = """text => {
        const start = performance.now();
        return [checklistForm.read(text, { type: "date" }) ?? null, performance.now() - start];
    }"""
    page.write_bytes(written(form({}, "labour", all_to("labour", ASKED), ASKED), "html"))

    with browser.shown(page) as shown:
        read, milliseconds = shown.page.evaluate(program, text)

    assert read is None
    assert milliseconds < 10_000  # each took more than 30,000, and takes less than 1,000
