"""Each format as a whole: what it writes for the same files. `REWRITE=1 pytest` writes it anew."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from checklist.diagnostics import Severity, diagnostic
from checklist.formats import FormatName, format_named
from checklist.formats.interface import FileFindings
from tests.support.running import assert_kept

SNAPSHOTS = Path(__file__).parent / "snapshots"

HOSTILE = "reports/\x1b[2J\u202etxt.yaml"


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
    ]


def written(name: FormatName, found: Iterator[FileFindings] | list[FileFindings]) -> str:
    output = io.StringIO()
    format_named(name)(found, output)
    return output.getvalue()


@pytest.mark.parametrize("name", FormatName)
def test_the_whole_output_is_as_it_was(name: FormatName) -> None:
    assert_kept(written(name, files()), SNAPSHOTS / f"findings.{name}")


@pytest.mark.parametrize("name", FormatName)
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


def test_text_is_written_file_by_file_as_the_findings_come() -> None:
    output = io.StringIO()
    seen = []

    def one_by_one() -> Iterator[FileFindings]:
        for file in files():
            seen.append(output.getvalue().count("\n"))
            yield file

    format_named(FormatName.TEXT)(one_by_one(), output)

    assert seen == [0, 0, 4]


def test_json_has_every_file_and_what_a_finding_knows() -> None:
    document = json.loads(written(FormatName.JSON, files()))

    assert document["checklist_findings"] == 1
    assert [file["path"] for file in document["files"]] == [file.path for file in files()]
    assert document["files"][1]["findings"][1] == {
        "code": "R007",
        "severity": "error",
        "line": 14,
        "column": 12,
        "where": ["answers", "offence", "value"],
        "message": (
            'offence: `specfic-offence` is not among the options, 100% "sure": <b>&amp;; '
            "did you mean `specific-offence`?"
        ),
    }
