"""Tables of many reports, side by side with validating the same reports in one run.

    python -m tests.benchmarks.tabulating [RUNS]

Run it from the checkout, in an environment into which the package was installed as a wheel with its
extra `analysis`. It needs Linux, and 10 GB of disk for a while. The reports are of about 30 kB and
sound; from the 400th on, they repeat. What is wanted is said beside each figure.
"""

import os
import statistics
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.validating import DISTINCT, peak_memory, program, seconds, told
from tests.support.made_reports import made_reports, write_reports

FEW, MANY, VERY_MANY = 100, 1_000, 10_000
LARGEST = {".csv": VERY_MANY, ".sqlite": VERY_MANY, ".parquet": VERY_MANY, ".xlsx": MANY}
"""How many reports each format is given; a sheet of .xlsx holds the rows of two thousand."""


def folders(root: Path) -> None:
    """Make a folder of each size. Beyond those that differ, files are links to the same content."""
    distinct = [data for data, _ in made_reports(DISTINCT)]
    written = write_reports(root / "distinct", distinct)
    for count in (FEW, MANY, VERY_MANY):
        folder = root / str(count)
        folder.mkdir()
        for number in range(count):
            os.link(written[number % DISTINCT], folder / f"{number:05}.yaml")


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    checklist = program("checklist")
    if checklist is None:
        sys.exit("checklist is not installed")
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        folders(root)

        def tabulate(count: int, ending: str) -> list[str]:
            output = str(root / f"answers{ending}")
            return [checklist, "tabulate", str(root / str(count)), "--output", output]

        commands = {
            (what, count): [checklist, what, str(root / str(count))]
            if what == "validate"
            else tabulate(count, what)
            for what in ("validate", ".csv", ".sqlite", ".parquet")
            for count in (FEW, MANY)
        }
        seconds(commands["validate", FEW])  # the first run after the installation is longer
        # The commands take turns, so that a busy moment of the machine meets them all.
        taken = [{key: seconds(command) for key, command in commands.items()} for _ in range(runs)]
        took = {key: statistics.median(one[key] for one in taken) for key in commands}

        def each(what: str) -> float:
            """Return the time of a report, in ms, without what a run takes at its beginning."""
            return (took[what, MANY] - took[what, FEW]) / (MANY - FEW) * 1000

        for what in ("validate", *LARGEST):
            if (what, MANY) in took:
                print(f"{what}: {each(what):.2f} ms a report")
        told(".csv / validate, each report", each(".csv") / each("validate"), "at most 1.5")
        whole = took[".csv", MANY] / took["validate", MANY]
        told(f".csv / validate, {MANY} reports", whole, "at most 1.5")
        for what in (".sqlite", ".parquet"):
            told(f"{what} / validate, each report", each(what) / each("validate"), "")
        for ending, largest in LARGEST.items():
            few, many = (peak_memory(tabulate(count, ending)) for count in (FEW, largest))
            what = f"{ending}: peak memory of a process, {{}} reports, in MiB"
            told(what.format(FEW), few, "")
            told(what.format(largest), many, "flat")


if __name__ == "__main__":
    main()
