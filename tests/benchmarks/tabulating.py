"""Tables of many reports, side by side with validating the same reports in one run.

    python -m tests.benchmarks.tabulating [RUNS]

Run it from the checkout, in an environment with the extra `analysis`. It needs Linux, and 10 GB of
disk for a while. The reports are sound and in our own style. Which figure is wanted is printed
next to it.
"""

import sys
import tempfile
from pathlib import Path

from tests.benchmarks.installation import Installation
from tests.benchmarks.measuring import efforts, peak_memory, show
from tests.benchmarks.reports import Reports

FEW, MANY, VERY_MANY = 100, 1_000, 10_000
LARGEST = {".csv": VERY_MANY, ".sqlite": VERY_MANY, ".parquet": VERY_MANY, ".xlsx": MANY}
"""How many reports each format is given; a sheet of .xlsx holds the rows of two thousand."""
VALIDATE = "validate"


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        checklist = Installation(root / "installed").checklist
        reports = Reports(root / "reports")
        print(reports)

        def tabulate(count: int, ending: str) -> list[str]:
            output = str(root / f"answers{ending}")
            return [checklist, "tabulate", reports.of("own", count), "--output", output]

        commands = {
            (what, count): [checklist, what, reports.of("own", count)]
            if what == VALIDATE
            else tabulate(count, what)
            for what in (VALIDATE, *LARGEST)
            for count in (FEW, MANY)
        }
        took = efforts(commands, runs)

        def each(what: str) -> float:
            """Return the processor time of a report, in ms, without what a run takes at first."""
            more = took[what, MANY].processor - took[what, FEW].processor
            return more / (MANY - FEW) * 1000

        for what in (VALIDATE, *LARGEST):
            wanted = "at most 25" if what == ".xlsx" else ""
            show(f"{what}: processor time of a report, ms", each(what), wanted)
        whole = took[".csv", MANY].processor / took[VALIDATE, MANY].processor
        show(f".csv / validate, {MANY} reports, processor", whole, "at most 1.4")
        for what in LARGEST:
            show(f"{what} / validate, each report, processor", each(what) / each(VALIDATE))
        for ending, largest in LARGEST.items():
            for count in (FEW, largest):
                peak = peak_memory(tabulate(count, ending))
                show(f"{ending}: peak memory of a process, {count} reports, MiB", peak, "flat")


if __name__ == "__main__":
    main()
