"""Fuzz what reads files, guided by coverage, until something else than findings comes out.

    python -m tests.fuzz reader|validate|return [OPTION OF LIBFUZZER ...] [FOLDER]

Install the extra `fuzz` first. What was worth keeping is written to FOLDER. It begins with the
files below tests/fixtures, as they are, as JSON and in parts, and knows the words of both
questionnaires; `return` begins with forms. Half of the changes are libFuzzer's own, half are those
of mutator.py.
What it finds is written to the current folder, or below `-artifact_prefix=`; shrink.py makes it
small.
"""

import random
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["checklist"]):
    from tests.fuzz.mutator import changed
    from tests.fuzz.promises import SHIPPED, TARGETS
    from tests.fuzz.seeds import SYNTAX, form_seeds, seeds, words
    from tests.support.folders import FIXTURES
    from tests.support.ministries import COAST
    from tests.support.small_report import SMALL

USUAL = ["-max_len=4096", "-timeout=60", "-rss_limit_mb=2048"]
"""Small files: many more of them are tried in the same time. The options given come after these."""


def write_dictionary(path: Path, known: Iterable[str]) -> None:
    """Write the words that libFuzzer puts into files."""
    escaped = ("".join(f"\\x{byte:02X}" for byte in word.encode()) for word in known)
    path.write_text("".join(f'"{word}"\n' for word in escaped), encoding="utf-8")


def main() -> None:
    """Fuzz the target that the first argument names."""
    program, target, *given = sys.argv
    options = [option for option in given if option.startswith("-")]
    folders = [folder for folder in given if not folder.startswith("-")]
    of_forms = target == "return"
    asked = [COAST] if of_forms else [SMALL, SHIPPED]
    known = list(dict.fromkeys([*SYNTAX, *(word for one in asked for word in words(one))]))

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
    # libFuzzer tries all that it begins with, however long that takes. No report is a form.
    for number, seed in enumerate(form_seeds() if of_forms else seeds()):
        (made / "seeds" / str(number)).write_bytes(seed.encode(errors="surrogatepass"))
    folders = folders or [str(made / "found")]
    if not Path(folders[0]).is_file():
        folders += [str(made / "seeds"), *([] if of_forms else [str(FIXTURES)])]
    options = [f"-dict={made / 'words'}", *USUAL, *options]
    atheris.Setup([program, *options, *folders], TARGETS[target], custom_mutator=mutated)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
