"""An installation of the package with the questionnaire of the benchmarks, not the shipped one.

The shipped questions change, and with them the work of a report. Figures stay comparable because
these are a copy of version 1.0.0, and are changed only where they would not load otherwise.
"""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

from checklist.questionnaire.loading import load
from checklist.questionnaire.questionnaire import Questionnaire

_ROOT = Path(__file__).parents[2]
_QUESTIONS = Path(__file__).with_name("questions")
QUESTIONNAIRE_ID = "ctoc-cop-2010-6"

_SCRIPT = f"""#!{sys.executable}
import sys

sys.path.insert(0, __file__.rpartition("/")[0])

from checklist.cli import main

main()
"""
"""The command. Python finds the package next to the script before any other, also where the
environment says not to look there (PYTHONSAFEPATH), as a test of processes leaves it.
"""


def questionnaire() -> Questionnaire:
    """Return the questionnaire of the benchmarks."""
    return load(_QUESTIONS / QUESTIONNAIRE_ID)


class Installation:
    """The package as a wheel installs it: compiled, with its questions and schemas."""

    def __init__(self, folder: Path) -> None:
        """Install into a new folder. The libraries are those of this environment."""
        self.folder = folder
        self._package = folder / "checklist"
        data = self._package / "_data"
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(_ROOT / "checklist", self._package, ignore=ignored)
        shutil.copytree(_QUESTIONS, data / "questions", ignore=ignored)
        (data / "schemas").mkdir()
        Path(self.checklist).write_text(_SCRIPT, encoding="utf-8")
        Path(self.checklist).chmod(stat.S_IRWXU)
        subprocess.run([sys.executable, "-m", "compileall", "-q", str(self._package)], check=True)
        # The first runs after an installation keep ready what all later ones use.
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        for words, entries in ((["schema"], b""), (["validate", "-"], b"checklist_report: 1")):
            for _ in range(2):  # a machine without memory left ends a process, so once more
                done = subprocess.run(
                    [self.checklist, *words], env=environment, input=entries, capture_output=True
                )
                if done.returncode in (0, 1):
                    break
            assert done.returncode in (0, 1), (done.returncode, done.stderr.decode())
        assert Path(self.schema).is_file(), sorted(data.rglob("*"))

    @property
    def checklist(self) -> str:
        """The path of the command."""
        return str(self.folder / "checklist-command")

    @property
    def schema(self) -> str:
        """The path of the JSON Schema of reports."""
        schemas = self._package / "_data" / "schemas"
        return str(schemas / f"state-report.{QUESTIONNAIRE_ID}.schema.json")
