"""Seals the example reports again, after a change of the shipped questions or of an example.

`python -m tests.support.seal_examples` gives each of them the questionnaire's present version and
digest, and the seal of what it says then.
"""

import re
from pathlib import Path

from checklist.files.reader import read
from checklist.questionnaire.loading import shipped
from checklist.reports.seal import SEAL, seal
from tests.support.folders import ALL_EXAMPLES


def seal_again(report: Path) -> None:
    """Write the version, the digest and the seal of a report anew."""
    questionnaire = shipped("ctoc-cop-2010-6")
    _replace(report, "  version", questionnaire.head.version)
    _replace(report, "  digest", questionnaire.digest)
    data = read(report).data
    assert isinstance(data, dict)
    if SEAL in data:
        _replace(report, "seal", seal(data))


def _replace(report: Path, key: str, value: str) -> None:
    """Give a key of the head another value; all else keeps its bytes."""
    text = report.read_text("utf-8")
    changed, found = re.subn(rf'^{key}: ".*"$', f'{key}: "{value}"', text, count=1, flags=re.M)
    assert found, f"{report} has no {key.strip()}"
    report.write_text(changed, "utf-8", newline="\n")


if __name__ == "__main__":
    for path in sorted(ALL_EXAMPLES.glob("*/*.yaml")):
        seal_again(path)
