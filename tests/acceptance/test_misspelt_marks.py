"""An answer whose mark `confidential` is misspelt is confidential in every output.

Shown by non-interference: two reports that differ only in answers with misspelt marks give the same
outputs, byte for byte.
"""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from checklist.answer_types import answer as answers
from checklist.answer_types.answer import Answer
from checklist.answer_types.choice import Choice
from checklist.answer_types.choices import Choices
from checklist.answer_types.implementation import Implementation
from checklist.answer_types.matrix import Matrix
from checklist.answer_types.yes_no import YesNo
from checklist.questionnaire.loading import shipped
from tests.support.made_reports import made_report
from tests.support.running import checklist_run
from tests.support.same import assert_same
from tests.support.summaries import sealed

MISSPELT: list[dict[str, Any]] = [
    *({key: True} for key in (
        "cofidential", "Confidential", "CONFIDENTIAL", "confidential ", "confidental",
        "confidencial", "confidentiel", "con-fidential", "confi\u00addential", "confidential\u200b",
        "\u0441onfidential", "\u0441\u043enf\u0456d\u0435nt\u0456\u0430l", "c0nf1dent1al",
        "\uff43\uff4f\uff4e\uff46\uff49\uff44\uff45\uff4e\uff54\uff49\uff41\uff4c",
        "konfidentiell",
        "\u043a\u043e\u043d\u0444\u0438\u0434\u0435\u043d\u0446\u0438\u0430\u043b\u044c\u043d\u043e",
        "vertraulich", "secret", "not-for-publication", "do_not_publish", "private",
        "\u0633\u0631\u064a", "\u4fdd\u5bc6",
    )),
    {"confidential": "yes"}, {"confidential": "true"}, {"confidential": None},
    {"confidental": "yes"}, {"Confidential": None}, {"confidential": 0}, {"secret": "yes"},
    {"vertraulich": "ja"},
]  # fmt: skip
"""What can stand beside an answer that is meant to be confidential."""


def pairs() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Yield questions with two answers each, which tell different things in words and codes."""
    one: Any
    other: Any
    for question in shipped().questions.values():
        match question.answer_type:
            case YesNo():
                one, other = "affirmative", "negative"
            case Choice() as kind:
                one, other = (option.code for option in [*kind.listed()][:2])
            case Choices() as kind:
                one, other = ([option.code] for option in [*kind.listed()][:2])
            case Implementation():
                one, other = {"status": "implemented"}, {"status": "not-implemented"}
            case Matrix() as kind:
                codes = [option.code for option in [*kind.row_type().listed()][:2]]
                one, other = ({row.id: {"value": code} for row in kind.items} for code in codes)
            case _:
                continue
        yield question.id, {"value": one}, {"value": other}


def reports(marks: list[dict[str, Any]]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return two final reports that differ in answers and in rows, each with one of the marks."""
    known = list(pairs())
    grids = [one for one in known if is_grid(one[1])]
    others = [one for one in known if not is_grid(one[1])]
    assert min(len(grids), len(others)) >= len(marks)
    made = made_report(5, state="NOR")
    first: dict[str, Any] = {}
    second: dict[str, Any] = {}
    for mark, grid, other in zip(marks, grids, others, strict=False):
        for changed, in_grid, whole in ((first, grid[1], other[1]), (second, grid[2], other[2])):
            rows = {row: {**one, **mark} for row, one in in_grid["value"].items()}
            changed[grid[0]] = {"value": rows}
            changed[other[0]] = {**whole, **mark}
    return sealed(made, **first), sealed(made, **second)


def is_grid(answer: dict[str, Any]) -> bool:
    return isinstance(answer["value"], dict) and "status" not in answer["value"]


def earlier() -> dict[str, Any]:
    """Return a report with which a comparison finds nothing that is the same now."""
    made = {**made_report(3, state="NOR"), "as_of": "2024-06-30"}
    return sealed(made, **{i: None for i, _, _ in pairs()})


OF_BYTES = re.compile(r"(sha256:)?[0-9a-f]{64}|\d[\d,]* bytes")
"""What the bytes of a report decide."""

COMMANDS: dict[str, list[str]] = {
    "validate": ["validate", "now"],
    "findings in words": ["validate", "now", "--output", "findings.html"],
    "summary": ["summarize", "now", "--output", "summary.html"],
    "summary for publication": ["summarize", "now", "--for-publication", "--output", "public.html"],
    "summary as JSON": ["summarize", "now", "--format", "json"],
    "table": ["tabulate", "now", "--output", "table.csv"],
    "comparison": ["compare", "before", "now", "--format", "json"],
    "comparison in words": ["compare", "before", "now"],
    "cycles": ["compare", "before", "now", "before", "--format", "json"],
    "public document": ["export", "now/report-NOR.yaml", "--public", "--output", "public.html"],
    "copy": ["export", "--public", "now/report-NOR.yaml", "--output", "copy.yaml"],
}


def outputs(folder: Path, data: dict[str, Any], names: Iterable[str]) -> dict[str, str]:
    """Return what the commands write of a report, without what its seal and bytes decide."""
    for name, one in (("before", earlier()), ("now", data)):
        (folder / name).mkdir(parents=True)
        (folder / name / "report-NOR.yaml").write_text(json.dumps(one, indent=1), "utf-8")
    seal = data["seal"]
    shown = {}
    for name in names:
        before = {path for path in folder.rglob("*") if path.is_file()}
        done = checklist_run(*COMMANDS[name], cwd=folder)
        assert "Traceback" not in done.stderr
        new = sorted({path for path in folder.rglob("*") if path.is_file()} - before)
        texts = [str(done.code), done.stdout, done.stderr]
        texts += [text_of(path) for path in new]
        text = "\n".join(texts).replace(seal, "SEAL")
        shown[name] = OF_BYTES.sub("DIGEST", text)
    return shown


def text_of(path: Path) -> str:
    if path.suffix in {".xlsx", ".docx"}:
        with ZipFile(path) as archive:
            return "\n".join(archive.read(one).decode() for one in archive.namelist())
    return path.read_text("utf-8")


@pytest.mark.thorough
def test_no_output_tells_an_answer_or_a_row_with_a_misspelt_mark(tmp_path: Path) -> None:
    one, other = reports(MISSPELT)

    first, second = (
        outputs(tmp_path / name, data, COMMANDS) for name, data in (("one", one), ("other", other))
    )

    for name in COMMANDS:
        assert_same(first[name], second[name], name)


@pytest.mark.thorough
def test_the_same_answers_without_marks_are_told(tmp_path: Path) -> None:
    one, other = reports([{}] * len(MISSPELT))

    names = ("findings in words", "summary as JSON", "table", "comparison")

    first, second = (
        outputs(tmp_path / name, data, names) for name, data in (("one", one), ("other", other))
    )

    assert [name for name in names if first[name] == second[name]] == []


def test_a_mark_is_told_from_every_key_of_an_answer() -> None:
    assert {*Answer.model_fields} == answers._KEYS
