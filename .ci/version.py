"""Gives a release its number, in the package and in CHANGELOG.md: `python .ci/version.py 1.0.0`.

The heading `## 1.0.0 (unreleased)` gets the day of today.
"""

import datetime
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
VERSION = re.compile(r'__version__ = "(\d+)\.(\d+)\.(\d+)"')


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
    before, heading, behind = text.partition(f"## {new} (unreleased)\n")
    if not heading:
        sys.exit(f"CHANGELOG.md has no heading `## {new} (unreleased)`")
    today = datetime.datetime.now(datetime.UTC).date()
    package.write_text(VERSION.sub(f'__version__ = "{new}"', code), "utf-8")
    changes.write_text(f"{before}## [{new}] - {today}\n{behind}", "utf-8")
    print(f"{new}, {today}")


if __name__ == "__main__":
    main()
