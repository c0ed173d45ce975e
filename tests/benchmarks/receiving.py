"""`register receive`, with receipts as Word files and in Markdown, as ratios of processor times.

    python -m tests.benchmarks.receiving [FEW]

Twice as many files should take twice as long. Run it from the checkout.
"""

import sys
import tempfile
from pathlib import Path

from tests.benchmarks.installation import Installation
from tests.benchmarks.measuring import effort, show
from tests.benchmarks.reports import Reports

FORMATS = ("markdown", "docx")


def main() -> None:
    few = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        installed = Installation(folder / "installed")
        reports = Reports(folder / "reports")
        print(reports)
        took: dict[tuple[str, int], float] = {}
        for written in FORMATS:
            for count in (few, 2 * few):
                register = folder / f"{written}-{count}"
                register.mkdir()
                words = ["register", "receive", reports.of("own", count), "--format", written]
                took[written, count] = effort([installed.checklist, *words], cwd=register).processor
                show(f"{count} files, {written}, seconds of the processor", took[written, count])
    show("docx / markdown", took["docx", 2 * few] / took["markdown", 2 * few], "at most 2")
    for written in FORMATS:
        show(f"twice as many, {written}", took[written, 2 * few] / took[written, few], "about 2")


if __name__ == "__main__":
    main()
