"""Comparing two folders of many reports, in one process and in two, as ratios.

    python -m tests.benchmarks.comparing [RUNS]

Run it from the checkout, on a machine with two processors that have nothing else to do.
"""

import sys
import tempfile
from pathlib import Path

from checklist.states import BY_CODE
from tests.benchmarks.installation import Installation, questionnaire
from tests.benchmarks.measuring import efforts, instructions, show
from tests.benchmarks.reports import in_own_style
from tests.support.made_reports import made_report

FEW, MANY = 64, 193


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        checklist = Installation(root / "installed").checklist
        for count in (FEW, MANY):
            for seed in (0, 1_000):
                _write(root / f"{seed}-{count}", seed, count)

        def compare(count: int, jobs: int) -> list[str]:
            folders = [str(root / f"{seed}-{count}") for seed in (0, 1_000)]
            output = str(root / "comparison.json")
            return [checklist, "compare", *folders, "--jobs", str(jobs), "--output", output]

        commands = {(count, jobs): compare(count, jobs) for count in (FEW, MANY) for jobs in (1, 2)}
        took = efforts(commands, runs)
        few, many = (instructions(compare(count, 1)) for count in (FEW, MANY))
    each = (took[MANY, 1].processor - took[FEW, 1].processor) / (MANY - FEW) * 1000
    show("processor time of a pair, one job, ms", each)
    show("million instructions of a pair", few and many and (many - few) / (MANY - FEW) / 1e6)
    show("two jobs / one job, wall", took[MANY, 2].wall / took[MANY, 1].wall, "at most 0.6")
    ratio = took[MANY, 2].processor / took[MANY, 1].processor
    show("two jobs / one job, processor", ratio)


def _write(folder: Path, seed: int, count: int) -> None:
    folder.mkdir()
    for number, state in enumerate(sorted(BY_CODE)[:count]):
        data = made_report(seed + number, questionnaire(), state=state)
        (folder / f"{number:03}.yaml").write_text(in_own_style(data), encoding="utf-8")


if __name__ == "__main__":
    main()
