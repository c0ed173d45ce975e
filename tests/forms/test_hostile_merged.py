"""What a stranger's form may cost: the system ends `merge` where it takes more."""

import math
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support import hostile_forms, hostile_word_forms
from tests.support.divided import COAST, REPORT, divided
from tests.support.folders import COAST_FOLDER
from tests.support.ministries import REPORT_ID

if TYPE_CHECKING:
    from tests.support.forked import Runner

FORMS = {
    **{f"{name} (other)": one for name, one in hostile_forms.FORMS.items()},
    **{f"{name} (Word)": one for name, one in hostile_word_forms.FORMS.items()},
}
SECONDS, MEBIBYTES = 2, 256
TIMES_A_SOUND_REPORT = 6
"""What two seconds of a machine without other work are, where showing the largest report takes 0.33
seconds. A machine with other work takes longer for both.
"""
ENDED_BY_THE_SYSTEM = 128 + 9
MOST_LINES = 800
"""The most lines about one file: of findings and of texts beside the fields a hundred each, and
the 500 entries that a table can have.
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits memory so")


def report_of_the_forms(folder: Path) -> Path:
    """Make the divided report to which the forms belong. Returns the report."""
    report = divided(folder)
    for path in (report, folder / "division-NOR.yaml"):
        text = path.read_text("utf-8")
        changed = re.sub(r"(?m)^report_id: .*$", f"report_id: {REPORT_ID}", text)
        assert changed != text
        path.write_text(changed, encoding="utf-8")
    return report


@pytest.fixture(scope="module")
def runner() -> Iterator["Runner"]:
    from tests.support.forked import Runner  # needs POSIX

    with Runner(COAST_FOLDER) as runner:
        yield runner


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return report_of_the_forms(tmp_path_factory.mktemp("divided"))


@pytest.mark.sampled
@pytest.mark.parametrize("name", FORMS)
def test_a_hostile_form_is_merged_in_two_seconds_and_256_mebibytes(
    name: str, runner: "Runner", report: Path, tmp_path: Path
) -> None:
    from tests.support.forked import Limits

    file, make, _ = FORMS[name]
    shutil.copytree(report.parent, tmp_path, dirs_exist_ok=True)
    (tmp_path / file).write_bytes(make())
    words = ["merge", REPORT, file, *COAST]

    (done,) = runner.run([words], tmp_path, Limits(SECONDS, MEBIBYTES * 2**20))
    if done.code == ENDED_BY_THE_SYSTEM:
        allowed = math.ceil(runner.allowed_seconds(tmp_path, TIMES_A_SOUND_REPORT))
        (done,) = runner.run([words], tmp_path, Limits(allowed, MEBIBYTES * 2**20))

    is_refused = re.search("at most 2,097,152 are read|a part of another report", done.stderr)
    assert done.code in ({1} if is_refused else {0, 1}), (done.code, done.stderr[-3000:])
    assert "Traceback" not in done.stderr
    assert len((done.stdout + done.stderr).splitlines()) < MOST_LINES
