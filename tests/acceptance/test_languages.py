"""Questions in another language: how it is chosen, and where it is shown."""

import io
import sys
import zipfile
from contextvars import copy_context
from pathlib import Path

import pytest
import yaml

from checklist.text import languages
from checklist.text.languages import want, wanted_language
from tests.support.divided import REPORT
from tests.support.folders import COAST_FOLDER
from tests.support.running import Result, checklist_run
from tests.support.translated import translated_folder, without

DRAFT = "Draft, not reviewed by a jurist; the English decides."
IN_FRENCH = "Projet de traduction, non relu par un juriste\xa0; l’anglais fait foi."

COAST = ("--questionnaire", "coast")
ASK = "Which channels are used to warn people?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a questionnaire in French and Arabic."""
    translated_folder(tmp_path, ("fr", "ar"), source=COAST_FOLDER)
    return tmp_path


def run(folder: Path, *words: str, stdin: str = "", **env: str) -> Result:
    return checklist_run(*words, *COAST, cwd=folder, stdin=stdin, env=env)


@pytest.mark.parametrize(
    ("words", "env", "first"),
    [
        ((), {}, ""),
        (("--lang", "fr"), {}, "‹fr "),
        ((), {"CHECKLIST_LANG": "fr"}, "‹fr "),
        (("--lang", "ar"), {"CHECKLIST_LANG": "fr"}, "‹ar "),
        (("--lang", "en"), {"CHECKLIST_LANG": "fr"}, ""),
        ((), {"CHECKLIST_LANG": "fr_FR.UTF-8"}, "‹fr "),
        ((), {"CHECKLIST_LANG": "C"}, ""),
        ((), {"LC_ALL": "fr_FR.UTF-8"}, ""),
    ],
)
def test_the_language_is_named_by_option_or_variable(
    folder: Path, words: tuple[str, ...], env: dict[str, str], first: str
) -> None:
    shown = run(folder, "questions", "channels", *words, **env).stdout

    assert shown.startswith(f"{first}{ASK}")
    assert ("‹" in shown) == bool(first)


@pytest.mark.parametrize(
    ("named", "of_locale", "report", "expected"),
    [
        ("ar", "fr_FR.UTF-8", "ru", ("ar", True)),
        ("", "fr_FR.UTF-8", "ru", ("ru", False)),
        ("", "fr_FR.UTF-8", "en", ("en", False)),
        ("", "fr_FR.UTF-8", None, ("fr", False)),
        ("", "C.UTF-8", None, ("en", False)),
        ("", "", None, ("en", False)),
        ("pt-BR", "", None, ("pt", True)),
    ],
)
def test_what_the_user_named_comes_before_the_report_and_the_report_before_the_system(
    monkeypatch: pytest.MonkeyPatch,
    named: str,
    of_locale: str,
    report: str | None,
    expected: tuple[str, bool],
) -> None:
    monkeypatch.setenv(languages.VARIABLE, named)
    monkeypatch.setenv("LC_ALL", of_locale)
    for name in ("LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def wanted(is_terminal: bool) -> tuple[str, bool]:
        stdout = io.StringIO()
        monkeypatch.setattr(stdout, "isatty", lambda: is_terminal)
        monkeypatch.setattr(sys, "stdout", stdout)
        want(None)
        return wanted_language(report)

    assert copy_context().run(wanted, True) == expected
    if report is None and not named:
        assert copy_context().run(wanted, False) == ("en", False)


def test_scripts_read_english_unless_a_command_says_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(languages.VARIABLE, "fr")

    assert copy_context().run(wanted_language, "fr") == ("en", False)


def test_a_language_that_is_not_there_is_named_with_those_that_are(folder: Path) -> None:
    refused = run(folder, "questions", "--lang", "de")

    assert refused.code == 2
    assert "cannot be read in the language `de`; known: ar, en, fr" in refused.stderr


@pytest.mark.parametrize("name", [".", "../x", "/etc", "_"])
def test_what_is_no_language_is_refused(name: str, tmp_path: Path) -> None:
    refused = checklist_run("questions", "--lang", name, cwd=tmp_path)

    assert refused.code == 2
    assert f"cannot be read in the language `{name}`; known: ar, en" in refused.stderr


def test_a_report_says_its_language_and_is_shown_in_it(folder: Path) -> None:
    begun = run(folder, "answer", "NOR", "--lang", "fr", stdin="?\n/quit\n")
    resumed = run(folder, "answer", REPORT, stdin="?\n/list\n/quit\n")
    english = run(folder, "answer", REPORT, "--lang", "en", stdin="/quit\n")

    assert yaml.safe_load((folder / REPORT).read_text("utf-8"))["language"] == "fr"
    for shown in (begun.stdout, resumed.stdout):
        assert shown.count(DRAFT) >= 1
        assert "‹fr " in shown
    for draft in (DRAFT, IN_FRENCH):
        assert resumed.stdout.count(draft) == 1
    assert "En anglais\xa0: " in resumed.stdout
    assert "‹fr " not in english.stdout and DRAFT not in english.stdout


def _words(content: bytes, name: str) -> str:
    if name in {"docx", "xlsx"}:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [part for part in archive.namelist() if part.endswith(".xml")]
            return "\n".join(archive.read(part).decode() for part in parts)
    return content.decode()


@pytest.mark.parametrize("ending", ["html", "docx"])
def test_documents_are_in_the_language_and_say_so(folder: Path, ending: str) -> None:
    run(folder, "answer", "NOR", "--lang", "fr")

    run(folder, "export", REPORT, "-o", f"report.{ending}")
    report = _words((folder / f"report.{ending}").read_bytes(), ending)

    assert f"‹fr {ASK}›" in report
    assert DRAFT in report and IN_FRENCH in report
    tag = {"html": '<html lang="fr"', "docx": 'w:lang w:val="fr"'}[ending]
    assert tag in report


def test_the_words_of_the_state_are_tagged_where_the_questions_are_in_another_language(
    folder: Path,
) -> None:
    stdin = "/goto pay-details\nUne règle de 2003.\n.\n/quit\n"
    run(folder, "answer", "NOR", "--lang", "fr", stdin=stdin)

    page = run(folder, "export", REPORT, "--lang", "en").stdout

    assert '<html lang="en"' in page
    assert page.count('lang="fr"') == page.count("<blockquote")


def divide(folder: Path, **of: str) -> None:
    """Divide a report among authorities, some of which have a language of their own."""
    run(folder, "answer", "NOR")
    run(folder, "divide", REPORT)
    division = folder / "division-NOR.yaml"
    data = yaml.safe_load(division.read_text("utf-8"))
    for code, language in of.items():
        data["authorities"][code] = {"language": language}
    division.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")


@pytest.mark.parametrize("name", ["html", "docx"])
def test_the_form_of_a_ministry_is_in_its_language(folder: Path, name: str) -> None:
    divide(folder, labour="fr")

    written = run(folder, "form", REPORT, "--all", "--format", name)

    assert written.code == 0, written.stderr
    labour, police = (
        _words((folder / "parts" / f"NOR-{code}.{name}").read_bytes(), name)
        for code in ("labour", "police")
    )
    assert "‹fr " in labour and DRAFT in labour and IN_FRENCH in labour
    assert "‹" not in police.replace("‹U+", "") and DRAFT not in police


def test_a_language_of_a_ministry_that_is_not_there_is_said(folder: Path) -> None:
    divide(folder, labour="de")

    refused = run(folder, "form", REPORT, "--all")

    assert refused.code == 1, refused.stderr
    assert "D008 error: there is no translation into the language `de`" in refused.stdout
    checked = run(folder, "divide", REPORT)
    assert (checked.code, "D008" in checked.stdout) == (1, True)


def test_what_is_not_translated_is_english_and_says_so(tmp_path: Path) -> None:
    translated_folder(tmp_path, ("fr",), without("channels.ask"), source=COAST_FOLDER)

    shown = run(tmp_path, "questions", "channels", "--lang", "fr").stdout

    assert f"[English] {ASK}" in shown


def test_an_option_is_named_by_what_a_keyboard_has(tmp_path: Path) -> None:
    begin = ("answer", "report-FRA.yaml", "--state", "FRA", "--plain", "--lang", "fr")

    done = checklist_run(*begin, cwd=tmp_path, stdin="/goto offence\npas d'infraction specifique\n")

    assert "offence:\n    value: general-provisions" in (tmp_path / "report-FRA.yaml").read_text(
        "utf-8"
    ), done.stdout + done.stderr
