"""`checklist export`: what an official prints, signs and publishes."""

import io
import json
import os
import re
import shutil
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from checklist.answer_types.interface import TextKind
from checklist.files.reader import read
from checklist.questionnaire.loading import shipped
from checklist.reports.report import Report
from tests.support.folders import EXAMPLES
from tests.support.running import Result, checklist_run

SHIPPED = shipped("ctoc-cop-2010-6")
CANARY = "canary"
AUTHORITY, ITS_LABEL = "financial-intelligence", "Financial intelligence"
"""An authority that no example names. People read its label."""
ADDRESS = f"https://{CANARY}.example.org/"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return Path(shutil.copy(EXAMPLES / "report-UGA.yaml", tmp_path))


def export(report: Path, *arguments: str) -> Result:
    return checklist_run("export", report.name, *arguments, cwd=report.parent)


def data_of(report: Path) -> dict[str, Any]:
    data = read(report).data
    assert isinstance(data, dict)
    return data


# What is written


@pytest.mark.parametrize("code", ["AUT", "TUV", "UGA"])
def test_an_example_becomes_a_document(code: str, tmp_path: Path) -> None:
    path = Path(shutil.copy(EXAMPLES / f"report-{code}.yaml", tmp_path))

    done = export(path)

    assert (done.code, done.stderr) == (0, "")
    assert re.search(rf"State report: \w+ \({code}\)", done.stdout)
    assert "Recommendations and the questions on them" in done.stdout


@pytest.mark.sampled
def test_a_file_holds_what_would_be_printed_and_only_its_owner_can_read_it(report: Path) -> None:
    printed = export(report)

    done = export(report, "--output", "document")

    written = report.with_name("document")
    assert done == Result(0, "", "The file document was written.\n")
    assert written.read_text("utf-8") == printed.stdout
    if os.name != "nt":
        assert stat.S_IMODE(written.stat().st_mode) == 0o600


def test_without_a_format_it_is_a_page(report: Path) -> None:
    assert export(report).stdout.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("ending", ["odt", "pdf", "json"])
def test_a_page_is_not_written_under_the_name_of_another_kind_of_file(
    ending: str, report: Path
) -> None:
    done = export(report, "-o", f"x.{ending}")

    assert (done.code, done.stdout) == (2, "")
    assert re.match(rf"checklist: --output: `x\.{ending}` .+\.html", done.stderr)
    assert not report.with_name(f"x.{ending}").exists()


def test_the_ending_of_the_file_says_the_format(report: Path) -> None:
    assert export(report, "-o", "x.htm") == Result(0, "", "The file x.htm was written.\n")
    assert report.with_name("x.htm").read_text("utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("output", ["report-UGA.yaml", "link.yaml", "./report-UGA.yaml"])
@pytest.mark.parametrize("public", [[], ["--public"]])
def test_the_report_itself_is_not_overwritten(public: list[str], output: str, report: Path) -> None:
    report.with_name("link.yaml").symlink_to(report.name)
    before = report.read_bytes()

    done = export(report, *public, "-o", output)

    assert (done.code, done.stdout) == (2, "")
    assert done.stderr.startswith("checklist: --output: ")
    assert report.read_bytes() == before


# What cannot be exported, or only in part


@pytest.mark.parametrize(
    ("content", "code"),
    [("answers: [", "S005"), ("invoice: 7", "S101"), ("[]", "S013"), (None, "S001")],
)
@pytest.mark.parametrize("public", [[], ["--public"]])
def test_a_report_that_cannot_be_used_gets_findings_and_no_document(
    public: list[str], content: str | None, code: str, tmp_path: Path
) -> None:
    path = tmp_path / "report.yaml"
    if content is not None:
        path.write_text(content, encoding="utf-8")

    done = export(path, *public, "-o", "document.html")

    assert done.code == 1
    assert re.match(rf"report\.yaml:\d+:\d+: {code} error: ", done.stdout)
    assert not (tmp_path / "document.html").exists()


def test_a_seal_that_does_not_fit_and_an_unknown_state_stand_in_the_document(
    report: Path,
) -> None:
    changed = report.with_name("changed.json")
    changed.write_text(json.dumps({**data_of(report), "state": "XYZ"}), "utf-8")

    done = export(changed)
    described = " ".join(export(report, "--help").stdout.split())

    assert (done.code, done.stderr) == (0, "")
    assert "State report: `XYZ`" in done.stdout
    assert "it DOES NOT MATCH the content" in done.stdout
    assert "A seal that does not match, an unknown State" in described
    assert "The command exits with 1, without a document, if the file cannot be read" in described


@pytest.mark.sampled
def test_an_answer_that_does_not_fit_is_reported_and_hides_no_other(report: Path) -> None:
    answers = data_of(report)["answers"]
    answers["offence"]["value"] = {"no": ["such", "value"]}
    answers["protection"]["value"]["no-such-row"] = {"value": 7}
    broken = report.with_name("broken.json")
    broken.write_text(json.dumps({**data_of(report), "answers": answers}), "utf-8")

    done = export(broken)

    assert (done.code, done.stderr) == (0, "")
    assert done.stdout.count("This does not fit the question") >= 2
    assert "2 answers do not fit the question" in done.stdout
    assert "it DOES NOT MATCH the content" in done.stdout
    assert "Two associations of exporters" in done.stdout


def test_a_draft_is_exported_and_says_that_it_is_one(tmp_path: Path) -> None:
    checklist_run("answer", "--plain", cwd=tmp_path, stdin="Norway\nMinistry of Justice\n")

    done = export(tmp_path / "report-NOR.yaml")

    assert (done.code, done.stderr) == (0, "")
    assert "This is a draft." in done.stdout


# For publication


def test_a_document_for_publication_says_so_and_lists_what_is_withheld(report: Path) -> None:
    done = export(report, "--public")

    assert done.code == 0
    assert "This is a copy for publication." in done.stdout
    withheld = done.stdout.partition("What is withheld")[2]
    assert "Entry 3, Convictions" in withheld
    assert "left out, 5 in all:\n  1.6 Who is your State's contact point" in done.stderr
    assert "(Witness protection for victims who testify)" in done.stderr
    assert not re.search(r"contact-point|R\d\d\d|\d:\d|mistake", done.stderr)
    assert "Texts were not looked through" in done.stderr


def test_the_copy_for_publication_is_written_as_data_too(report: Path) -> None:
    report.write_text(report.read_text("utf-8") + "# A colleague's telephone number\n", "utf-8")
    before = report.read_bytes()

    done = export(report, "--public", "-o", "public.yaml")
    public = report.with_name("public.yaml")
    shown = checklist_run("show", "public.yaml", cwd=report.parent)
    one = checklist_run("show", "public.yaml", "contact-point", cwd=report.parent)
    next_one = checklist_run("answer", "--from", "public.yaml", cwd=report.parent)

    assert (done.code, done.stdout) == (0, "")
    assert "The file public.yaml was written." in done.stderr
    assert "colleague" not in public.read_text("utf-8")
    assert report.read_bytes() == before
    assert checklist_run("validate", public, cwd=report.parent).code == 0
    assert export(report, "--public").stdout == export(public).stdout
    assert "Copy for publication. Withheld answers: 1.6, 2.5, 3.13 (Entry" in shown.stdout
    assert one.stdout.rstrip().endswith("Withheld")
    assert next_one.code == 2
    assert "use the report from which it was made" in next_one.stderr
    if os.name != "nt":
        assert stat.S_IMODE(public.stat().st_mode) == 0o600


@pytest.mark.sampled
@pytest.mark.parametrize("output", ["report-UGA.yaml", "there.yaml", "link.yaml", "no/such.yaml"])
def test_no_copy_overwrites_what_exists(output: str, report: Path) -> None:
    (report.parent / "there.yaml").write_text("mine")
    (report.parent / "link.yaml").symlink_to("report-UGA.yaml")
    before = report.read_bytes()

    done = export(report, "--public", "-o", output)

    assert done.code == 2
    assert "Traceback" not in done.stderr
    assert report.read_bytes() == before
    assert (report.parent / "there.yaml").read_text() == "mine"


def test_the_data_are_written_for_publication_only(report: Path) -> None:
    done = export(report, "-o", "copy.yaml")

    assert (done.code, done.stdout) == (2, "")
    assert not report.with_name("copy.yaml").exists()


def test_what_the_state_says_on_publication_is_reported_where_it_does_not_agree(
    report: Path,
) -> None:
    data = data_of(report)
    data["answers"]["publication"] = {"value": "publish"}
    agreed = report.with_name("agreed.json")
    agreed.write_text(json.dumps(Report.from_data(data).sealed().to_data()), "utf-8")

    doubted, done = export(report, "--public"), export(agreed, "--public")

    assert doubted.code == 0
    assert "`publication` is “No, but the report may be counted in totals" in doubted.stderr
    assert done.code == 0
    assert "publication" not in done.stderr.replace("publish it", "")


def test_only_a_final_report_is_exported_for_publication(tmp_path: Path) -> None:
    checklist_run("answer", "--plain", cwd=tmp_path, stdin="Norway\nMinistry of Justice\n")

    done = export(tmp_path / "report-NOR.yaml", "--public", "-o", "document.html")

    assert (done.code, done.stdout) == (2, "")
    assert "is still a draft" in done.stderr
    assert not (tmp_path / "document.html").exists()


def inner_answers(data: Any) -> Iterator[dict[str, Any]]:
    """Yield every answer within a value: those of rows and cells."""
    if isinstance(data, dict) and ("value" in data or "missing" in data):
        yield data
    below = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    for one in below:
        yield from inner_answers(one)


def mark(answer: dict[str, Any], question_id: str) -> None:
    """Mark an answer as confidential, and put a canary wherever it can have words."""
    answer["confidential"] = True
    answer["note"] = f"{CANARY} note"
    if "value" in answer:
        answer_type = SHIPPED.questions[question_id].answer_type
        for where, text, kind in answer_type.texts(answer["value"]):
            if kind is not TextKind.ARTICLE:
                words = ADDRESS if text.startswith("https://") else f"{CANARY} text"
                answer["value"] = replaced(answer["value"], where, words)
        for evidence in evidence_of(answer["value"]):
            if "url" in evidence:
                evidence["url"] = ADDRESS


def evidence_of(value: Any) -> list[dict[str, str]]:
    found = value.get("evidence", []) if isinstance(value, dict) else []
    return found if isinstance(found, list) else []  # a row can have this name, too


def replaced(value: Any, where: tuple[str | int, ...], text: str) -> Any:
    if not where:
        return text
    value[where[0]] = replaced(value[where[0]], where[1:], text)
    return value


def with_canaries(data: dict[str, Any], random: Random) -> dict[str, Any]:
    """Return a report with canaries where nothing may be published, and in nothing else."""
    for question_id, answer in data["answers"].items():
        answer["answered_by"] = [AUTHORITY]
        if question_id == "contact-point":
            names = ("office", "person", "position")
            answer["value"] = {name: f"{CANARY} {name}" for name in names}
            answer["value"]["email"] = f"{CANARY}@example.org"
            answer["note"] = f"{CANARY} note"
        elif question_id == "laws":  # their short names are cited
            for entry in answer["value"]:
                entry["citation"] |= {"value": f"{CANARY} act", "confidential": True}
                entry["short-name"]["answered_by"] = [AUTHORITY]
                entry["url"] = {"value": ADDRESS, "confidential": True}
        elif random.random() < 0.5:
            mark(answer, question_id)
        else:
            for inner in inner_answers(answer.get("value")):
                inner["answered_by"] = [AUTHORITY]
                if random.random() < 0.5:
                    inner |= {"confidential": True, "note": f"{CANARY} note"}
    return Report.from_data(data).sealed().to_data()


@pytest.mark.sampled
@pytest.mark.parametrize("code", ["AUT", "TUV", "UGA"])
@pytest.mark.parametrize("seed", range(3))
def test_nothing_that_is_not_for_publication_is_in_a_document_for_it(
    seed: int, code: str, tmp_path: Path
) -> None:
    data = with_canaries(data_of(EXAMPLES / f"report-{code}.yaml"), Random(seed))
    path = tmp_path / "report.json"
    path.write_text(json.dumps(data), "utf-8")

    whole, public = export(path), export(path, "--public")

    assert (whole.code, public.code) == (0, 0), public.stdout
    for kind in ("note", "office", "text", "person", "act"):
        assert f"{CANARY} {kind}" in whole.stdout
    assert CANARY not in (public.stdout + public.stderr).lower()
    assert ITS_LABEL in whole.stdout
    assert AUTHORITY not in public.stdout
    assert "This is a copy for publication" in public.stdout
    assert "Answered by" not in public.stdout
    assert "Confidence:" not in public.stdout
    word, word_public = (word_texts(path, *words) for words in ([], ["--public"]))
    for kind in ("note", "office", "text", "person", "act"):
        assert f"{CANARY} {kind}" in word
    assert CANARY not in word_public.lower()
    assert ITS_LABEL in word
    assert AUTHORITY not in word_public


def word_texts(report: Path, *arguments: str) -> str:
    """Return all members of the document in Word's format, as texts."""
    done = export(report, *arguments, "--output", "document.docx")
    assert done.code == 0
    content = report.with_name("document.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(
            archive.read(one).decode() for one in archive.namelist() if one.endswith(("ml", "rels"))
        )


def test_the_document_is_a_word_file_where_its_name_says_so(report: Path) -> None:
    done = export(report, "-o", "x.docx")

    assert done.code == 0
    assert done.stderr == "The file x.docx was written.\n"
    content = report.with_name("x.docx").read_bytes()
    assert content.startswith(b"PK")
    assert "State report: Uganda (UGA)" in word_texts(report)
