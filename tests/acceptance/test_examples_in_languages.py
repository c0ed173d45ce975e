"""The example reports in French and Arabic: read, exported, counted and compared as others are."""

import json
import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from docx.oxml.ns import qn

from checklist.files.plain_yaml import yaml_text
from checklist.files.reader import read
from checklist.questionnaire.loading import shipped
from checklist.reports.seal import seal
from checklist.text.entries import written
from tests.support.browser import Browser
from tests.support.folders import EXAMPLES, IN_LANGUAGES
from tests.support.running import Result, checklist_run

STATES = {"SEN": "fr", "JOR": "ar"}
TEXTS = {"office", "position", "practice", "obstacles", "planned_step", "note"}
"""The keys of what officials wrote in their own words, beside the value of a text."""
ENGLISH = {"Draft, not reviewed by a jurist; the English decides"}
"""What stands in English in a document of another language."""


def run(folder: Path, *words: str | Path) -> Result:
    done = checklist_run(*words, cwd=folder)
    assert done.code == 0, done.stdout + done.stderr
    return done


def data_of(path: Path) -> dict[str, Any]:
    data = read(path).data
    assert isinstance(data, dict)
    return data


def own_words(data: Any) -> Iterator[str]:
    """Yield what officials wrote in sentences or names: each has a space."""
    if isinstance(data, dict):
        for key, part in data.items():
            if isinstance(part, str) and key in {*TEXTS, "value"} and " " in part:
                yield part
            yield from own_words(part)
    elif isinstance(data, list):
        for part in data:
            yield from own_words(part)


def flat(text: str) -> str:
    """Return a text as one line, without invisible marks."""
    return " ".join(re.sub("[\u200e\u200f]", "", text).split())


def in_english(data: Any) -> Any:
    """Return a report as if it had been answered in English: its words are others."""
    if isinstance(data, dict):
        return {
            key: "Words in English."
            if key in {*TEXTS, "value"} and isinstance(part, str) and " " in part
            else in_english(part)
            for key, part in data.items()
        }
    return [in_english(part) for part in data] if isinstance(data, list) else data


def saved(path: Path, data: dict[str, Any]) -> Path:
    """Save a report with its seal."""
    data = {key: part for key, part in data.items() if key != "seal"}
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml_text({**data, "seal": seal(data)}), "utf-8")
    return path


@pytest.fixture(params=STATES)
def state(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_report_is_shown_in_its_language(state: str, tmp_path: Path) -> None:
    path = IN_LANGUAGES / f"report-{state}.yaml"
    shown = run(tmp_path, "show", path).stdout

    said = flat(shown)
    assert [words for words in own_words(data_of(path)) if flat(words) not in said] == []
    asked = shipped().questions.values()
    assert [question.ask for question in asked if question.ask in said] == []
    assert re.findall(r"\b(?:the|and|Note|Evidence|high|medium|low|of)\b", said) == []


@pytest.mark.parametrize("command", ["status", "show --gaps"])
def test_a_command_says_days_in_words(state: str, command: str, tmp_path: Path) -> None:
    language, path = STATES[state], IN_LANGUAGES / f"report-{state}.yaml"
    done = checklist_run(*command.split(), path, cwd=tmp_path, env={"CHECKLIST_LANG": language})

    assert done.code == 0
    assert written("2026", 11, 20, language) in flat(done.stdout)
    assert not re.search(r"\d{4}-\d{2}-\d{2}", done.stdout)


@pytest.mark.parametrize("ending", ["html", "docx"])
def test_a_document_is_in_the_language(state: str, ending: str, tmp_path: Path) -> None:
    path = IN_LANGUAGES / f"report-{state}.yaml"
    run(tmp_path, "export", path, "--output", f"report.{ending}")

    content = (tmp_path / f"report.{ending}").read_bytes()
    said = flat(text_in(content, ending))
    words = [flat(words) for words in own_words(data_of(path))]
    assert [one for one in words if one not in said] == []
    others = said
    for one in ENGLISH:
        assert one in others
        others = others.replace(one, "")
    english = re.findall(
        r"\b(?:the|and|Note|Evidence|Seal|as of|high|medium|low|questions of|CONFIDENTIAL)\b",
        others,
    )
    assert english == []
    assert not re.search(r"\d{4}-\d{2}-\d{2}", others)


def text_in(content: bytes, ending: str) -> str:
    """Return the text of a document."""
    if ending == "docx":
        document = docx.Document(BytesIO(content))
        body = "\n".join(
            "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
            for paragraph in document.element.iter(qn("w:p"))
        )
        foot = document.sections[0].footer.paragraphs
        return "\n".join([body, *(paragraph.text for paragraph in foot)])
    text = content.decode()
    if ending == "html":
        text = re.sub(r"<(style|script)\b.*?</\1>", "", text, flags=re.DOTALL)
        text = re.sub(r"</?bdi[^>]*>", "", text)
        text = re.sub(r"<[^>]+>", "\n", text)
        return text.replace("&amp;", "&").replace("&#39;", "'").replace("&lt;", "<")
    return text


def test_an_arabic_word_file_keeps_numbers_of_recommendations_in_order(tmp_path: Path) -> None:
    run(tmp_path, "export", IN_LANGUAGES / "report-JOR.yaml", "--output", "report.docx")

    document = docx.Document(str(tmp_path / "report.docx"))
    alone = [
        paragraph
        for paragraph in document.element.iter(qn("w:p"))
        if re.fullmatch(r"\d+\([a-z]\)", "".join(t.text or "" for t in paragraph.iter(qn("w:t"))))
    ]

    assert alone
    for paragraph in alone:
        (direction,) = paragraph.pPr.iter(qn("w:bidi"))
        assert direction.get(qn("w:val")) == "0"


def test_a_page_counts_its_questions_in_its_language(browser: Browser, tmp_path: Path) -> None:
    run(tmp_path, "export", IN_LANGUAGES / "report-SEN.yaml", "--output", "report.html")

    with browser.shown(tmp_path / "report.html") as shown:
        assert shown.page.text_content("#shown") == "Questions affichées\xa0: 105 sur 105"
        shown.page.select_option("select[name=theme]", index=1)
        assert shown.page.text_content("#shown") == "Questions affichées\xa0: 10 sur 105"
        assert shown.complaints == []


def test_a_summary_has_the_figures_of_answers_whatever_their_language(tmp_path: Path) -> None:
    """States that answered in French and Arabic count as if they had answered in English."""
    for name in ("theirs", "english"):
        shutil.copytree(EXAMPLES, tmp_path / name)
    for state in STATES:
        data = data_of(IN_LANGUAGES / f"report-{state}.yaml")
        saved(tmp_path / "theirs" / f"report-{state}.yaml", data)
        english = in_english(data) | {"language": "en"}
        saved(tmp_path / "english" / f"report-{state}.yaml", english)

    theirs, english = (figures(tmp_path, name) for name in ("theirs", "english"))

    assert theirs == english
    assert json.dumps(theirs).count("SEN") > 100


def figures(folder: Path, name: str) -> Any:
    """Return all of a summary but the words of States, the seals and the paths."""
    done = run(folder, "summarize", name, "--format", "json")
    return without_words(json.loads(done.stdout))


def without_words(data: Any) -> Any:
    if isinstance(data, dict):
        unread = {"seal", "file", "path"}
        return {key: without_words(part) for key, part in data.items() if key not in unread}
    if isinstance(data, list):
        return [without_words(part) for part in data]
    return "words" if isinstance(data, str) and " " in data else data


def test_two_reports_of_one_state_are_compared(state: str, tmp_path: Path) -> None:
    path = IN_LANGUAGES / f"report-{state}.yaml"
    later = data_of(path)
    later |= {"as_of": "2026-12-20", "revision": 2, "supersedes": later["seal"]}
    later["answers"]["offence"]["value"] = "partial-offence"
    later["answers"]["strategy"]["note"] += " " + later["answers"]["strategy"]["note"]
    saved(tmp_path / "later.yaml", later)

    done = run(tmp_path, "compare", path, "later.yaml", "--format", "json")

    (report,) = json.loads(done.stdout)["reports"]
    assert report["changed"] == 2
    shown = run(tmp_path, "compare", path, "later.yaml").stdout
    note = yaml.safe_load(path.read_text("utf-8"))["answers"]["strategy"]["note"]
    assert f"{{+{flat(note)}+}}" in flat(shown)


@pytest.mark.parametrize("form", ["docx", "html"])
def test_a_form_that_comes_back_as_it_was_sent_says_nothing(
    state: str, form: str, tmp_path: Path
) -> None:
    """No text of the form is taken for a remark of the ministry."""
    shutil.copy(IN_LANGUAGES / f"report-{state}.yaml", tmp_path)
    draft = f"report-{state}-r2.yaml"
    run(tmp_path, "answer", "--from", f"report-{state}.yaml")
    run(tmp_path, "divide", draft)
    run(tmp_path, "form", draft, "--authority", "justice", "--format", form)

    done = run(tmp_path, "merge", draft, f"parts/{state}-justice.{form}", "--dry-run")

    lines = [line for line in done.stdout.splitlines() if f"{state}-justice" in line]
    assert len(lines) == 1
    assert not re.search(r"\[F\d+\]", done.stdout)
