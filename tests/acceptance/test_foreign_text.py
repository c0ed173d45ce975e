"""Text of strangers on the terminal: no control character is written, whoever gave it."""

import re
from pathlib import Path

import pytest

from tests.support.begun_reports import SMALL, report
from tests.support.folders import TUVALU
from tests.support.running import checklist_run

CONTROLS = "\x1b[31m\x1b]52;c;eA==\x07\x9b31m\u202e\x7f"


CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]")


@pytest.mark.parametrize(
    "words",
    [
        [CONTROLS],
        [f"--{CONTROLS}"],
        ["validate", CONTROLS],
        ["validate", "--format", CONTROLS, "."],
        ["validate", "--questionnaire", CONTROLS, "."],
        ["status", CONTROLS],
        ["show", CONTROLS],
        ["show", str(TUVALU), CONTROLS],
        ["finalize", CONTROLS],
        ["validate", "--select", CONTROLS, "."],
        ["validate", "--output", f"{CONTROLS}/out", "."],
        ["lint", CONTROLS],
        ["guide", CONTROLS],
        ["schema", "--folder", CONTROLS],
        ["answer", "--state", CONTROLS],
        ["answer", "--state", "DNK", "--questionnaire", CONTROLS],
        ["answer", "--state", "DNK", f"{CONTROLS}.yaml"],
        ["answer", "--state", "DNK", f"{CONTROLS}/report.yaml"],
    ],
    ids=lambda words: " ".join(Path(w).name for w in words if CONTROLS not in w) or "alone",
)
def test_no_control_character_of_an_argument_is_written(words: list[str], tmp_path: Path) -> None:
    done = checklist_run(*words, cwd=tmp_path)

    assert CONTROL.search(done.stdout + done.stderr) is None
    assert "Traceback" not in done.stderr


def test_no_control_character_of_a_file_or_its_name_is_written(tmp_path: Path) -> None:
    name = f"{CONTROLS}.yaml"
    path = report(tmp_path, "party", name=name)
    path.write_text(
        path.read_text("utf-8").replace("treaty-status", '"treaty\\x1b[31m\\u202e"'), "utf-8"
    )

    for words in (
        ["validate", *SMALL, name],
        ["validate", "--format", "json", *SMALL, name],
        ["status", *SMALL, name],
        ["show", *SMALL, name],
        ["finalize", *SMALL, name],
        ["answer", *SMALL, name],
    ):
        done = checklist_run(*words, cwd=tmp_path, stdin="/quit\n")
        assert CONTROL.search(done.stdout + done.stderr) is None, words
        assert done.stdout + done.stderr
