"""Parts of five ministries, and the merge of what they send back, in seconds of the processor.

    python -m tests.benchmarks.ministries [RUNS]

Run it from the checkout. Each of five ministries is asked a fifth of the shipped questions, and
answers all of them as a report that is made up does.
"""

import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from checklist.forms.registry import FORMATS
from checklist.questionnaire.loading import shipped
from checklist.questionnaire.questionnaire import Questionnaire
from tests.benchmarks.measuring import efforts, program, show
from tests.support.made_reports import made_report
from tests.support.ministries import NOT_IN_FORMS, Clerk, all_to, form, given_by

REPORT = "report-NOR.yaml"
CODES = ("police", "justice", "labour", "foreign-affairs", "social-affairs")


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    checklist = program("checklist")
    assert checklist is not None
    asked = shipped()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        prepare(root, checklist, asked)
        command = [checklist, "ministries"]
        commands: dict[str, Sequence[str]] = {
            f"five parts, {one}": [*command, "forms", REPORT, "--format", one, "--to", one]
            for one in FORMATS
        }
        for words in commands.values():
            efforts({"once": words}, 1, cwd=root)
        returns = [fill(root, code, asked) for code in CODES]
        for code in CODES:
            part = f"xlsx/NOR-{code}.xlsx"
            efforts({"": [*command, "note", code, "sent", REPORT, "--part", part]}, 1, cwd=root)
        took = {}
        for key, words in commands.items():
            again = [*words, *(word for code in CODES for word in ("--authority", code))]
            took[key] = efforts({key: again}, runs, cwd=root)[key]
        key = "merge of five returns, xlsx"
        took[key] = efforts(
            {key: [*command, "merge", REPORT, *returns, "--dry-run"]}, runs, cwd=root
        )[key]
        for key, one in took.items():
            show(f"{key}, seconds of the processor", one.processor, "merge: at most 1; parts: 3")


def prepare(root: Path, checklist: str, asked: Questionnaire) -> None:
    """Make a report that is divided among five ministries."""
    efforts({"": [checklist, "answer", "--state", "NOR", "--no-input"]}, 1, cwd=root)
    gives = []
    for number in range(1, len(asked.sets) + 1):
        gives += ["--give", f"{number} {CODES[number % len(CODES)]}"]
    efforts({"": [checklist, "ministries", "divide", REPORT, *gives]}, 1, cwd=root)
    text = (root / "division-NOR.yaml").read_text("utf-8")
    kept = [line for line in text.splitlines() if not _is_other(line)]
    (root / "division-NOR.yaml").write_text("\n".join([*kept, ""]), "utf-8")


def _is_other(line: str) -> bool:
    """Whether a line is an authority that is asked nothing."""
    name = line.strip().removesuffix(": {}")
    return line.startswith("  ") and line.endswith(": {}") and name not in {*CODES, "own"}


def fill(root: Path, code: str, asked: Questionnaire) -> str:
    """Fill in a workbook as a report that is made up answers. Returns its name."""
    content = (root / "xlsx" / f"NOR-{code}.xlsx").read_bytes()
    data: dict[str, Any] = made_report(1, asked, state="NOR")["answers"]
    answers = {
        i: {key: part for key, part in answer.items() if key not in NOT_IN_FORMS}
        for i, answer in data.items()
    }
    whole = form(given_by(code, answers), code, all_to(code, asked), asked)
    name = f"back-{code}.xlsx"
    (root / name).write_bytes(Clerk(content, whole).fill())
    return name


if __name__ == "__main__":
    if shutil.which("checklist") is None:
        sys.exit("run it in the environment in which checklist is installed")
    main()
