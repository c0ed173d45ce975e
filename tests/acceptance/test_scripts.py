"""The scripts of the guide and of tests/examples/, run as they are, do what they say."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checklist.answer_types.answer import AnswerData
from checklist.forms.registry import read_return
from tests.support import readme
from tests.support.folders import EXAMPLES, ROOT
from tests.support.ministries import COAST, form, written
from tests.support.running import PATIENCE, Result, checklist_run, environment

SCRIPTS = ROOT / "tests" / "examples"
PLAIN = readme.block("python", "validate_file")


@pytest.fixture
def reports(tmp_path: Path) -> list[str]:
    """The names of reports: sound ones, broken ones, and one that is absent."""
    folder = shutil.copytree(EXAMPLES, tmp_path / "reports")
    sound = (folder / "report-TUV.yaml").read_text("utf-8")
    for name, before, after in (
        ("report-KIR.yaml", "state: TUV", "state: TUX"),
        ("report-NRU.yaml", "- interior", "- interiour"),
        ("report-FJI.yaml", "status: final", "status: draft"),
        ("report-TON.json", sound, '{"invoice": 7}'),
        ("report-Åland, “north”.yaml", "answers:\n", "answers:\n  lights: {value: 1}\n"),
    ):
        assert before in sound
        (folder / name).write_text(sound.replace(before, after), "utf-8")
    names = sorted(f"reports/{path.name}" for path in folder.iterdir())
    return [*names, "reports/absent.yaml"]


def run(script: str, *arguments: str, cwd: Path) -> Result:
    (cwd / "script.py").write_text(script, "utf-8")
    done = subprocess.run(
        [sys.executable, "script.py", *arguments],
        cwd=cwd,
        # Other processes see the variables, too.
        env=environment({"PYTHONWARNINGS": "error", "TMPDIR": str(cwd)}),
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def types_checked(script: str, cwd: Path) -> Result:
    # What is known of the libraries is kept for the next run.
    kept = f"--cache-dir={cwd.parent / 'mypy'}"
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", kept, "-c", script],
        cwd=cwd,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    return Result(done.returncode, done.stdout, done.stderr)


@pytest.mark.thorough
def test_the_plain_script_prints_the_errors_that_the_command_finds(
    reports: list[str], tmp_path: Path
) -> None:
    command = checklist_run("validate", *reports, cwd=tmp_path)
    errors = [line for line in command.stdout.splitlines() if " error: " in line]

    done = run(PLAIN, *reports, cwd=tmp_path)

    assert (command.code, done.code, done.stderr) == (1, 0, "")
    told = [line.replace(" error: ", " ", 1) for line in errors]
    # The command adds where else to look.
    assert [line.partition(" (see ")[0] for line in told] == done.stdout.splitlines() != []


@pytest.mark.thorough
def test_a_strict_type_checker_knows_what_the_script_imports(tmp_path: Path) -> None:
    misspelt = PLAIN.replace("validate_file", "validate_fil")

    sound, wrong = (types_checked(script, cwd=tmp_path) for script in (PLAIN, misspelt))

    assert (sound.code, sound.stdout) == (0, "Success: no issues found in 1 source file\n")
    assert wrong.code == 1
    assert 'Module "checklist" has no attribute "validate_fil' in wrong.stdout


def test_the_script_that_fills_in_a_form_gives_what_a_return_says(tmp_path: Path) -> None:
    script = (SCRIPTS / "fill_in_form.py").read_text("utf-8")
    (tmp_path / "form.docx").write_bytes(written(form({}), "docx"))

    done = run(script, "form.docx", "new.docx", "3.3=1", "3.1 b=1", cwd=tmp_path)

    assert (done.code, done.stderr) == (0, "")
    returned = read_return((tmp_path / "new.docx").read_bytes(), "new.docx", COAST)
    assert returned.given == {"pay-rule": "law", "training/labour-inspectors": "regular"}


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("9.9=1", "form.docx: 9.9 is not in this form. It has 3.1"),
        ("3.3=7", 'form.docx: 3.3: "7" is none of its options; its options are 1, 2'),
        ("3.3", 'form.docx: 3.3: "" is none of its options; its options are 1, 2'),
    ],
)
def test_the_script_that_fills_in_a_form_says_why_it_cannot(
    answer: str, said: str, tmp_path: Path
) -> None:
    script = (SCRIPTS / "fill_in_form.py").read_text("utf-8")
    (tmp_path / "form.docx").write_bytes(written(form({}), "docx"))

    done = run(script, "form.docx", "new.docx", answer, cwd=tmp_path)

    assert done.code == 1
    assert done.stderr.startswith(said)
    assert not (tmp_path / "new.docx").exists()


def test_the_script_that_fills_in_a_form_moves_the_mark_of_an_answer(tmp_path: Path) -> None:
    script = (SCRIPTS / "fill_in_form.py").read_text("utf-8")
    answers: dict[str, AnswerData] = {
        "pay-rule": {"value": "law"}, "channels": {"value": ["radio"]}
    }  # fmt: skip
    (tmp_path / "form.docx").write_bytes(written(form(answers), "docx"))

    done = run(script, "form.docx", "new.docx", "3.3=2", "3.2=1", cwd=tmp_path)

    assert (done.code, done.stderr) == (0, "")
    returned = read_return((tmp_path / "new.docx").read_bytes(), "new.docx", COAST)
    assert returned.findings == []
    assert returned.given["pay-rule"] != "law"
    assert {"radio"} < {*returned.given["channels"]}
