"""A JSON report from a program on Windows: a line break in a text is `\\r\\n` there."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from checklist.reports.seal import seal
from tests.support.folders import TUVALU
from tests.support.running import checklist_run

LINES = "The first line.\nThe second line.\n\nThe last line."


@pytest.fixture
def final(tmp_path: Path) -> dict[str, Any]:
    """Return a final report with lines in a note, which stands in `final.yaml`."""
    report = yaml.safe_load(TUVALU.read_text("utf-8"))
    report["answers"]["reporting-authority"]["note"] = LINES
    report["seal"] = seal(report)
    (tmp_path / "final.yaml").write_text(yaml.safe_dump(report, sort_keys=False), "utf-8")
    assert isinstance(report, dict)
    return report


def on_windows(data: Any) -> str:
    """Return data as JSON with line breaks as Windows has them, in the file and in its texts."""
    text = json.dumps(data, indent=1).replace("\\n", "\\r\\n")
    assert "\\r\\n" in text
    return text.replace("\n", "\r\n")


def test_a_final_report_has_the_same_seal_and_nothing_changed(
    final: dict[str, Any], tmp_path: Path
) -> None:
    (tmp_path / "final.json").write_bytes(on_windows(final).encode())

    checked = checklist_run("validate", "final.json", cwd=tmp_path)
    compared = checklist_run("compare", "final.yaml", "final.json", cwd=tmp_path)
    shown = [
        checklist_run("show", name, "1.1", cwd=tmp_path).stdout
        for name in ("final.yaml", "final.json")
    ]

    assert (checked.code, checked.stdout) == (0, "")
    assert "The second line." in shown[0]
    assert shown[0] == shown[1].replace("final.json", "final.yaml")
    assert compared.code == 0
    assert "The second line." not in compared.stdout


@pytest.mark.sampled
@pytest.mark.parametrize("style", ["json", "yaml"])
def test_a_finding_after_such_a_text_is_on_its_own_line(
    style: str, final: dict[str, Any], tmp_path: Path
) -> None:
    final["answers"]["laws"] = {"value": "none\nat all"}
    text = on_windows(final)
    if style == "yaml":  # a text in quotation marks has the same escapes in YAML
        text = "# This is YAML.\r\n" + text.replace('"checklist_report"', "checklist_report")
    (tmp_path / f"report.{style}").write_bytes(text.encode())

    done = checklist_run("validate", f"report.{style}", "--select", "S", cwd=tmp_path)

    line = next(n for n, one in enumerate(text.split("\r\n"), 1) if "none\\r\\nat all" in one)
    assert done.code == 1
    assert [one.split(": ")[0] for one in done.stdout.splitlines() if ": S" in one] == [
        f"report.{style}:{line}:{text.split(chr(13))[line - 1].index(chr(34) + 'none')}"
    ]


def test_a_carriage_return_alone_is_refused_as_in_yaml(
    final: dict[str, Any], tmp_path: Path
) -> None:
    text = on_windows(final).replace("first line.\\r\\n", "first line.\\r")
    (tmp_path / "final.json").write_text(text, "utf-8")

    done = checklist_run("validate", "final.json", cwd=tmp_path)

    assert done.code == 1
    assert "S004 error: the escape of U+000D is not allowed here" in done.stdout


def test_an_edited_draft_is_saved_with_the_line_breaks_of_every_report(
    final: dict[str, Any], tmp_path: Path
) -> None:
    draft = {key: one for key, one in final.items() if key != "seal"} | {"status": "draft"}
    (tmp_path / "report-TUV.json").write_bytes(on_windows(draft).encode())

    done = checklist_run(
        "answer", "report-TUV.json", "--plain",
        cwd=tmp_path, stdin="/goto period-start\n2021-01-01\n/quit\n",
    )  # fmt: skip

    saved = json.loads((tmp_path / "report-TUV.json").read_bytes())
    assert done.code in (0, 1), done.stderr
    assert saved["answers"]["period-start"]["value"] == "2021-01-01"
    assert saved["answers"]["reporting-authority"]["note"] == LINES
