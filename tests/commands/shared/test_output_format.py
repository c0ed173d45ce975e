"""The format of what a command writes: what --format and the ending of --output say together."""

import os
import re
from enum import StrEnum
from pathlib import Path

import pytest

from checklist.commands.compare import ComparisonFormat
from checklist.commands.export import ExportFormat
from checklist.commands.shared.output_format import endings_of, resolve_format
from checklist.commands.summarize import SummaryFormat
from checklist.errors import ChecklistError
from checklist.render.findings.registry import FormatName

JSON, SARIF, GITHUB = map(FormatName, ("json", "sarif", "github"))
DEFAULTS = (ExportFormat.HTML, SummaryFormat.TEXT, ComparisonFormat.TEXT, FormatName.TEXT)


@pytest.mark.parametrize(
    ("default", "name", "expected"),
    [
        (ExportFormat.HTML, "report.html", "html"),
        (ExportFormat.HTML, "report.public.HTM", "html"),
        (ExportFormat.HTML, "report.docx", "docx"),
        (SummaryFormat.TEXT, "summary.txt", "text"),
        (SummaryFormat.TEXT, "summary.json", "json"),
        (ComparisonFormat.TEXT, "changes.html", "html"),
        (FormatName.TEXT, "findings.log", "text"),
        (FormatName.TEXT, "findings.json", "json"),
        (FormatName.TEXT, "findings.sarif", "sarif"),
    ],
)
def test_the_ending_says_the_format(default: StrEnum, name: str, expected: str) -> None:
    assert resolve_format(None, Path(name), default) == expected


@pytest.mark.parametrize("default", DEFAULTS)
@pytest.mark.parametrize("name", ["x.odt", "x.ods", "report-UGA.public", "x.md.bak"])
def test_an_ending_that_is_no_format_is_refused_with_those_that_are(
    name: str, default: StrEnum
) -> None:
    with pytest.raises(ChecklistError) as refused:
        resolve_format(None, Path("folder") / name, default)

    begin, _, endings = str(refused.value).partition("the name ends with ")
    assert begin == f"--output: `{name}` does not say in which format to write; "
    assert endings.split(", ")[0] == endings_of(default)[0]
    assert set(endings.split(", ")) == {one for each in type(default) for one in endings_of(each)}


@pytest.mark.parametrize("default", DEFAULTS)
def test_who_wants_a_pdf_learns_how_it_is_made(default: StrEnum) -> None:
    with pytest.raises(ChecklistError) as refused:
        resolve_format(None, Path("x.pdf"), default)

    assert str(refused.value).endswith("open the file, and print or save it as PDF")


@pytest.mark.parametrize("default", DEFAULTS)
def test_the_usual_ending_of_each_format_agrees_with_it(default: StrEnum) -> None:
    for one in type(default):
        assert resolve_format(one, Path(f"x{endings_of(one)[0]}"), default) == one


@pytest.mark.parametrize(
    ("format_name", "name"),
    [
        (ExportFormat.HTML, "x.md"),
        (ExportFormat.DOCX, "x.html"),
        (SummaryFormat.JSON, "x.txt"),
        (JSON, "x.sarif"),
    ],
)
def test_an_ending_and_a_format_that_do_not_agree_are_refused(
    format_name: StrEnum, name: str
) -> None:
    message = f"`{name}` and --format {format_name} do not agree"

    with pytest.raises(ChecklistError, match=re.escape(message)):
        resolve_format(format_name, Path(name), format_name)


def test_of_two_formats_with_one_ending_the_format_that_is_named_is_meant() -> None:
    assert resolve_format(SARIF, Path("x.json"), FormatName.TEXT) is SARIF
    assert resolve_format(GITHUB, Path("x.log"), FormatName.TEXT) is GITHUB


@pytest.mark.parametrize("output", [None, Path("findings"), Path("a.b/findings")])
def test_without_an_ending_it_is_the_format_that_is_named_or_the_default(
    output: Path | None,
) -> None:
    assert resolve_format(JSON, output, FormatName.TEXT) is JSON
    assert resolve_format(None, output, FormatName.TEXT) is FormatName.TEXT


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_the_name_of_a_pipe_says_nothing(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.out"
    os.mkfifo(pipe)

    assert resolve_format(None, pipe, ExportFormat.HTML) is ExportFormat.HTML
