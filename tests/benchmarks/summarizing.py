"""Summaries and counts of cycles of many reports, side by side with validating the same in one run.

    python -m tests.benchmarks.summarizing [RUNS [COUNT ...]]

Run it from the checkout. It needs Linux, and 2 GB of disk for a while. The reports are sound and in
our own style: one of each State, and its next revisions. Processor time in one process.
"""

import sys
import tempfile
from pathlib import Path

from tests.benchmarks.installation import Installation
from tests.benchmarks.measuring import IN_ONE_PROCESS, efforts, peak_memory, show
from tests.benchmarks.reports import Reports

FEW, MANY, VERY_MANY = 200, 2_000, 20_000
VALIDATE = "validate"
COMMANDS = {
    VALIDATE: [],
    "summarize": ["--format", "json"],
    "summarize by region": ["--format", "json", "--group-by", "region"],
    "compare": ["--format", "json"],
    "compare by region": ["--format", "json", "--group-by", "region"],
}
"""The options of each command, by its name and what is special."""


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    counts = [int(one) for one in sys.argv[2:]] or [FEW, MANY, VERY_MANY]
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        checklist = Installation(root / "installed").checklist
        reports = Reports(root / "reports")
        print(reports)

        def command(what: str, count: int) -> list[str]:
            word = what.partition(" ")[0]
            return [*IN_ONE_PROCESS, checklist, word, *COMMANDS[what], reports.of("own", count)]

        took = efforts({(w, c): command(w, c) for c in counts for w in COMMANDS}, runs)
        for count in counts:
            whole = took[VALIDATE, count].processor
            show(f"{VALIDATE}, {count} reports: processor time, s", whole)
            for what in list(COMMANDS)[1:]:
                seconds = took[what, count].processor
                show(f"{what}, {count} reports: processor time, s", seconds)
                show(f"{what} / {VALIDATE}, {count} reports, processor", seconds / whole)
        for what in ("summarize", "compare"):
            for count in counts:
                peak = peak_memory(command(what, count))
                show(f"{what}: peak memory of a process, {count} reports, MiB", peak, "flat")


if __name__ == "__main__":
    main()
