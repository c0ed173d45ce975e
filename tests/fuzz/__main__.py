"""Fuzz the reader or `validate`, guided by coverage, until something else than findings comes out.

    python -m tests.fuzz reader|validate [OPTION OF LIBFUZZER ...] [FOLDER]

Install the extra `fuzz` first. What was worth keeping is written to FOLDER. It begins with the
files below tests/fixtures, as they are, as JSON and in parts, and knows the words of both
questionnaires. Half of the changes are libFuzzer's own, half are those of mutator.py.
What it finds is written to the current folder, or below `-artifact_prefix=`: make it small with
`-minimize_crash=1 -runs=100000 FILE`, and put it among the fixtures.
"""

import json
import random
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import atheris

with atheris.instrument_imports(include=["checklist"]):
    from checklist.files.reader import read
    from checklist.files.report_text import ReportText
    from checklist.models.questionnaire import Questionnaire
    from tests.fuzz.mutator import changed
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


def write_dictionary(path: Path, known: Iterable[str]) -> None:
    """Write the words that libFuzzer puts into files."""
    escaped = ("".join(f"\\x{byte:02X}" for byte in word.encode()) for word in known)
    path.write_text("".join(f'"{word}"\n' for word in escaped), encoding="utf-8")


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
    for path in sorted(FIXTURES.rglob("*.toml")):
        yield from _strings(tomllib.loads(path.read_text(encoding="utf-8")))


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


def main() -> None:
    """Fuzz the target that the first argument names."""
    program, target, *given = sys.argv
    options = [option for option in given if option.startswith("-")]
    folders = [folder for folder in given if not folder.startswith("-")]
    known = list(dict.fromkeys([*SYNTAX, *words(SMALL), *words(SHIPPED)]))

    def mutated(content: bytes, max_size: int, seed: int) -> bytes:
        choice = random.Random(seed)
        other = changed(content, known, choice) if choice.random() < 0.5 else None
        if other is None or len(other) > max_size:
            return bytes(atheris.Mutate(content, max_size))
        return other

    # libFuzzer ends the process itself, so nothing is left to tidy up here.
    made = Path(tempfile.mkdtemp(prefix="checklist-fuzz-"))
    for name in ("seeds", "found"):
        (made / name).mkdir()
    write_dictionary(made / "words", known)
    for number, seed in enumerate(seeds()):
        (made / "seeds" / str(number)).write_bytes(seed.encode(errors="surrogatepass"))
    folders = folders or [str(made / "found")]
    if not Path(folders[0]).is_file():
        folders += [str(made / "seeds"), str(FIXTURES)]
    options = [f"-dict={made / 'words'}", *USUAL, *options]
    atheris.Setup([program, *options, *folders], TARGETS[target], custom_mutator=mutated)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
