"""Gives a release its number, in the package and in CHANGELOG.md: `python .ci/version.py 0.3.0`.

What is unreleased gets the number and the day of today, and an empty "Unreleased" stands above it.
"""

import datetime
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
VERSION = re.compile(r'__version__ = "(\d+)\.(\d+)\.(\d+)"')
UNRELEASED = "## [Unreleased]\n"


def main() -> None:
    if len(sys.argv) != 2 or not re.fullmatch(r"\d+\.\d+\.\d+", sys.argv[1]):
        sys.exit("usage: version.py NUMBER")
    new = sys.argv[1]
    package, changes = ROOT / "checklist" / "version.py", ROOT / "CHANGELOG.md"
    code, text = package.read_text("utf-8"), changes.read_text("utf-8")
    found = VERSION.search(code)
    assert found is not None
    if [*map(int, new.split("."))] <= [*map(int, found.groups())]:
        sys.exit(f"{new} does not come after {'.'.join(found.groups())}")
    before, _, behind = text.partition(UNRELEASED)
    if behind.lstrip().startswith("## "):
        sys.exit("nothing is unreleased")
    today = datetime.datetime.now(datetime.UTC).date()
    package.write_text(VERSION.sub(f'__version__ = "{new}"', code), "utf-8")
    changes.write_text(f"{before}{UNRELEASED}\n## [{new}] - {today}\n{behind}", "utf-8")
    print(f"{new}, {today}")


if __name__ == "__main__":
    main()
