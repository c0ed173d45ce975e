"""Tries all variants, and prints what came of them: `python -m tests.forms.variants`.

With a word behind it, it tries those whose names have that word.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import MEMORY
from tests.forms.variants.all_variants import all_variants
from tests.forms.variants.judge import OUTCOMES, PROMISED, returned_file, tried
from tests.forms.variants.starts import FORMATS
from tests.forms.variants.travels import HAS_LIBREOFFICE, travelled
from tests.forms.variants.variant import Variant


def main(word: str = "") -> int:
    """Print the counts, and each variant of which something else came. Returns the exit code."""
    if MEMORY.is_dir():
        tempfile.tempdir = str(MEMORY)
    named = [one for one in all_variants() if word in one.id]
    variants = [one for one in named if HAS_LIBREOFFICE or not one.through]
    saved = {}
    for one in (one for one in variants if one.through):
        with _folder() as folder:
            saved[one.id] = returned_file(one, folder), one.format, one.through
    arrived = travelled(saved) if saved else {}
    counts: Counter[tuple[str, str]] = Counter()
    otherwise = 0
    for one in variants:
        with _folder() as folder:
            verdict = tried(one, folder, arrived.get(one.id))
        counts[one.format, verdict.outcome] += 1
        if verdict.problems:
            otherwise += 1
            print(one.id, *verdict.problems, sep="\n    ", flush=True)
    _print_table(variants, counts)
    print(f"{otherwise} came otherwise than they say.")
    return 1 if otherwise else 0


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="variant-") as name:
        yield Path(name)


def _print_table(variants: Sequence[Variant], counts: Counter[tuple[str, str]]) -> None:
    print(f"{'':24}" + "".join(f"{name:>8}" for name in (*FORMATS, "all")))
    for outcome in OUTCOMES:
        numbers = [counts[name, outcome] for name in FORMATS]
        print(f"{outcome:24}" + "".join(f"{one:8}" for one in (*numbers, sum(numbers))))
    total = [sum(one.format == name for one in variants) for name in FORMATS]
    print(f"{'tried':24}" + "".join(f"{one:8}" for one in (*total, sum(total))))
    kept = sum(number for (_, outcome), number in counts.items() if outcome in PROMISED)
    print(f"\n{kept} of {len(variants)} keep the promise.")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
