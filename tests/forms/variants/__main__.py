"""Tries all variants, and prints what came of them: `python -m tests.forms.variants`."""

import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tests.forms.variants.all_variants import SUBJECTS, all_variants
from tests.forms.variants.judge import OUTCOMES, PROMISED, returned_file, tried
from tests.forms.variants.starts import FORMATS
from tests.forms.variants.travels import HAS_LIBREOFFICE, travelled
from tests.forms.variants.variant import Variant


def main() -> int:
    """Print the counts, and each variant of which something else came. Returns the exit code."""
    variants = [one for one in all_variants() if HAS_LIBREOFFICE or not one.through]
    far = {one.id: one for one in variants if one.through}
    saved = {i: (returned_file(one), one.format, one.through) for i, one in far.items()}
    arrived = travelled(saved) if saved else {}
    counts: Counter[tuple[str, str]] = Counter()
    is_otherwise = False
    with ThreadPoolExecutor(2) as pool:
        verdicts = pool.map(lambda one: tried(one, arrived.get(one.id)), variants)
        for one, verdict in zip(variants, verdicts, strict=True):
            counts[one.format, verdict.outcome] += 1
            if verdict.problems:
                is_otherwise = True
                print(one.id, *verdict.problems, sep="\n    ")
    _print_table(variants, counts)
    return 1 if is_otherwise else 0


def _print_table(variants: list[Variant], counts: Counter[tuple[str, str]]) -> None:
    print(f"{'':24}" + "".join(f"{name:>8}" for name in (*FORMATS, "all")))
    for outcome in OUTCOMES:
        numbers = [counts[name, outcome] for name in FORMATS]
        print(f"{outcome:24}" + "".join(f"{one:8}" for one in (*numbers, sum(numbers))))
    total = [sum(one.format == name for one in variants) for name in FORMATS]
    print(f"{'tried':24}" + "".join(f"{one:8}" for one in (*total, sum(total))))
    kept = sum(number for (_, outcome), number in counts.items() if outcome in PROMISED)
    print(f"\n{kept} of {len(variants)} keep the promise; {len(SUBJECTS)} subjects.")


if __name__ == "__main__":
    sys.exit(main())
