"""What fuzzing begins with: texts, and the words that have a meaning in them."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from checklist.files.reader import read
from checklist.files.report_text import ReportText
from checklist.questionnaire.questionnaire import Questionnaire
from tests.support.folders import FIXTURES
from tests.support.hostile_forms import members_of, sound
from tests.support.hostile_word_forms import DOCUMENT
from tests.support.ministries import form, written

SYNTAX = [
    *("- ", ": ", "? ", "\n", "\r\n", "\n  ", "{", "}", "[", "]", ", ", "#", "|", ">-\n", "'", '"'),
    *("&a ", "*a", "!!int ", "<<: ", "---\n", "...\n", "%YAML 1.1\n", "=", "~", "null", "true"),
    *("0x1F", "0o17", "1e999", ".inf", ".nan", "NaN", "Infinity", "-0", "1_000", "2026-11-24"),
    *("\\u001b", "\\ud83d", "\\x85", "\\L", "\ufeff", "\u0085", "\u2028", "\u202e", "\x1b", "\x00"),
]
_BLOCK = re.compile(r'<script type="application/json" id="form-(?:part|answers)">.*?</script>')


def words(questionnaire: Questionnaire) -> Iterator[str]:
    """Yield the words that have a meaning in a report: ids, and the codes of options."""
    yield from ("checklist_report", "questionnaire", "digest", "version", "state", "as_of")
    yield from ("status", "draft", "final", "revision", "supersedes", "seal", "answers", "value")
    yield from ("missing", "reason", "note", "confidential", "answered_by", "carried", "by")
    for question in questionnaire.questions.values():
        yield question.id
        yield from _codes(question.answer_type.model_dump())


def _codes(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("code"), str):
            yield part["code"]
        part = list(part.values())
    if isinstance(part, list | tuple):
        for inner in part:
            yield from _codes(inner)


def seeds() -> Iterator[str]:
    """Yield the texts to begin with, beside the files that are there."""
    for path in sorted(FIXTURES.rglob("*.yaml")):
        data: Any = read(path).data
        if data is None:
            continue
        yield json.dumps(data)
        if isinstance(data, dict) and isinstance(answers := data.get("answers"), dict):
            # A report of 20 kB is more than is tried at once.
            for few in batched(answers.items(), 6):
                part = {**data, "answers": dict(few)}
                yield json.dumps(part)
                yield ReportText.new(part, "part").text
    yield from form_seeds()
    for path in sorted(FIXTURES.rglob("*.toml")):
        yield from _strings(tomllib.loads(path.read_text(encoding="utf-8")))


def form_seeds() -> Iterator[str]:
    """Yield the texts to begin with where forms are read: a page and a body of Word."""
    page = written(form({"pay-rule": {"value": "law"}}), "html").decode()
    yield "".join(_BLOCK.findall(page))
    yield members_of(sound())[DOCUMENT].decode()


def _strings(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    for inner in (
        part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    ):
        yield from _strings(inner)


def batched(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Yield as many of the items at a time."""
    waiting = iter(items)
    while few := list(islice(waiting, size)):
        yield few
