"""A machine whose clock is wrong: before 1980 or after 2107, which no archive can say."""

from pathlib import Path

import pytest

from tests.support.folders import UGANDA
from tests.support.running import ROOT, checklist_run

CLOCK = """
import time, datetime
now, local = time.time, time.localtime
day, moment = datetime.date, datetime.datetime
shift = {shift}
time.time = lambda: now() + shift
time.localtime = lambda seconds=None: local(time.time() if seconds is None else seconds)
time.gmtime, gmt = lambda s=None: gmt(time.time() if s is None else s), time.gmtime

class date(day):
    @classmethod
    def today(cls):
        return day.fromtimestamp(time.time())

class datetime_(moment):
    @classmethod
    def now(cls, tz=None):
        return moment.fromtimestamp(time.time(), tz)

datetime.date, datetime.datetime = date, datetime_
"""
_YEAR = 31_557_600


@pytest.mark.thorough
@pytest.mark.parametrize("shift", [-56 * _YEAR, 174 * _YEAR], ids=["1970", "2200"])
def test_documents_are_written_whatever_the_clock_says(shift: int, tmp_path: Path) -> None:
    (tmp_path / "clock").mkdir()
    (tmp_path / "clock" / "sitecustomize.py").write_text(CLOCK.format(shift=shift), "utf-8")
    (tmp_path / "expected").write_text("KEN\n", "utf-8")
    env = {"PYTHONPATH": f"{tmp_path / 'clock'}:{ROOT}"}

    for words in (
        ("export", UGANDA, "--output", "a.docx"),
        ("export", UGANDA, "--output", "a.html"),
        ("validate", UGANDA, "--output", "findings.docx"),
        ("tabulate", UGANDA, "--output", "b.xlsx"),
        ("summarize", UGANDA, "--output", "c.docx"),
        ("export", UGANDA, "--output", "d.html"),
    ):
        done = checklist_run(*words, cwd=tmp_path, env=env)
        assert "Traceback" not in done.stderr, (words, done.stderr)
        assert done.code in {0, 1}, (words, done.stderr)
