"""Fuzz the reader or `validate`, guided by coverage, until something else than findings comes out.

    python -m tests.fuzz reader|validate [OPTION OF LIBFUZZER ...] [FOLDER]

Install the extra `fuzz` first. What was worth keeping is written to FOLDER. It begins with the
files below tests/fixtures, as they are and as JSON, and knows the words of both questionnaires.
What it finds is written to the current folder, or below `-artifact_prefix=`: make it small with
`-minimize_crash=1 -runs=100000 FILE`, and put it among the fixtures.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import atheris

with atheris.instrument_imports(include=["checklist"]):
    from checklist.files.reader import read
    from checklist.models.questionnaire import Questionnaire
    from tests.fuzz.promises import SHIPPED, SMALL, check_reader, check_validate

FIXTURES = Path(__file__).parents[1] / "fixtures"
TARGETS = {"reader": check_reader, "validate": check_validate}
USUAL = ["-max_len=4096", "-timeout=10", "-rss_limit_mb=2048"]
"""Small files: many more of them are tried in the same time. The options given come after these."""
SYNTAX = [
    *("- ", ": ", "? ", "\n", "\r\n", "\n  ", "{", "}", "[", "]", ", ", "#", "|", ">-\n", "'", '"'),
    *("&a ", "*a", "!!int ", "<<: ", "---\n", "...\n", "%YAML 1.1\n", "=", "~", "null", "true"),
    *("0x1F", "0o17", "1e999", ".inf", ".nan", "NaN", "Infinity", "-0", "1_000", "2026-11-24"),
    *("\\u001b", "\\ud83d", "\\x85", "\\L", "\ufeff", "\u0085", "\u2028", "\u202e", "\x1b", "\x00"),
]


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


def write_dictionary(path: Path) -> None:
    """Write the words that libFuzzer puts into files."""
    known = dict.fromkeys([*SYNTAX, *words(SMALL), *words(SHIPPED)])
    escaped = ("".join(f"\\x{byte:02X}" for byte in word.encode()) for word in known)
    path.write_text("".join(f'"{word}"\n' for word in escaped), encoding="utf-8")


def write_as_json(folder: Path) -> None:
    """Write the fixtures that can be read as JSON."""
    for number, path in enumerate(sorted(FIXTURES.rglob("*.yaml"))):
        if (data := read(path).data) is not None:
            (folder / f"{number}.json").write_text(json.dumps(data), encoding="utf-8")


def main() -> None:
    """Fuzz the target that the first argument names."""
    program, target, *given = sys.argv
    options = [option for option in given if option.startswith("-")]
    folders = [folder for folder in given if not folder.startswith("-")]
    # libFuzzer ends the process itself, so nothing is left to tidy up here.
    made = Path(tempfile.mkdtemp(prefix="checklist-fuzz-"))
    (made / "seeds").mkdir()
    write_dictionary(made / "words")
    write_as_json(made / "seeds")
    if not folders:
        (made / "found").mkdir()
        folders = [str(made / "found")]
    seeds = [] if Path(folders[0]).is_file() else [str(made / "seeds"), str(FIXTURES)]
    options = [f"-dict={made / 'words'}", *USUAL, *options]
    atheris.Setup([program, *options, *folders, *seeds], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
