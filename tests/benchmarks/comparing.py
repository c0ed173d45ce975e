"""Comparing two folders of many reports, in one process and in two, as ratios.

    python -m tests.benchmarks.comparing [RUNS]

Run it from the checkout, on a machine with two processors that have nothing else to do. In each
later report a tenth of the answers are others.
"""

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from checklist.reports.report import Report
from checklist.states import BY_CODE
from tests.benchmarks.installation import Installation, questionnaire
from tests.benchmarks.measuring import IN_ONE_PROCESS, efforts, instructions, scaling, show
from tests.benchmarks.reports import in_own_style
from tests.support.made_reports import made_report

FEW, MANY = 64, 193
OTHERS = 0.1
"""The share of the answers that differ."""


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        checklist = Installation(root / "installed").checklist
        write_pairs(root)

        def compare(count: int, jobs: int) -> list[str]:
            folders = [str(root / f"{side}-{count}") for side in ("old", "new")]
            output = str(root / "comparison.txt")
            before = IN_ONE_PROCESS if jobs == 1 else ()
            return [*before, checklist, "compare", *folders, "--output", output]

        commands = {(count, jobs): compare(count, jobs) for count in (FEW, MANY) for jobs in (1, 2)}
        took = efforts(commands, runs)
        each = (took[MANY, 1].processor - took[FEW, 1].processor) / (MANY - FEW) * 1000
        show("processor time of a pair, one process, ms", each)
        two_of_one = took[MANY, 2].wall / took[MANY, 1].wall
        show("two processes / one, wall", two_of_one)
        one, two = (took[MANY, jobs].wall - took[FEW, jobs].wall for jobs in (1, 2))
        show("the same without the start and the end, which one process does alone", two / one)
        floor = scaling(runs)
        show("two processes / one, plain Python, wall: the floor", floor)
        show("two processes / one, wall, / the floor", two_of_one / floor)
        ratio = took[MANY, 2].processor / took[MANY, 1].processor
        show("two processes / one, processor", ratio)
        _show_instructions(compare)


def _show_instructions(compare: Callable[[int, int], Sequence[str]]) -> None:
    python = [*IN_ONE_PROCESS, sys.executable]
    few, many = (instructions(compare(count, 2), python=python) for count in (FEW, MANY))
    if few is not None and many is not None:
        show("million instructions of a pair", (many - few) / (MANY - FEW) / 1e6)


def write_pairs(root: Path) -> None:
    """Write the earlier and the later reports: folders with few, and with many."""
    for number, state in enumerate(sorted(BY_CODE)[:MANY]):
        old, other = (
            made_report(number + seed, questionnaire(), state=state) for seed in (0, 1000)
        )
        random = Random(number)
        answers = {
            key: other["answers"].get(key, answer) if random.random() < OTHERS else answer
            for key, answer in old["answers"].items()
        }
        new = Report.from_data({**old, "answers": answers}).sealed().to_data()
        for side, data in (("old", old), ("new", new)):
            for count in (FEW, MANY):
                if number < count:
                    path = root / f"{side}-{count}" / f"{number:03}.yaml"
                    path.parent.mkdir(exist_ok=True)
                    path.write_text(in_own_style(data), encoding="utf-8")


if __name__ == "__main__":
    main()
