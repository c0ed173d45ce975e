"""The process of the command line: what it imports, its exit codes, its standard streams."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checklist import __version__
from tests.support.folders import TUVALU
from tests.support.running import COMMAND, PATIENCE, Result, checklist_run, environment
from tests.support.starts import imported


def written_to(target: int, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=cwd,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=target,
        stderr=subprocess.PIPE,
        timeout=PATIENCE,
        check=False,
    )


def test_version_is_printed_without_any_library(tmp_path: Path) -> None:
    modules = imported("--version", cwd=tmp_path)

    assert not modules & {"typer", "pydantic", "rich", "prompt_toolkit", "yaml", "typing"}
    assert checklist_run("--version", cwd=tmp_path) == Result(0, f"checklist {__version__}\n", "")


def test_help_in_another_language_needs_no_reader_of_its_catalogue(tmp_path: Path) -> None:
    cache = {"XDG_CACHE_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}
    french = {**cache, "CHECKLIST_LANG": "fr"}
    imported("--help", cwd=tmp_path, env=french)  # where it is not kept yet, it is read and kept

    modules = imported("--help", cwd=tmp_path, env=french)

    assert "checklist.questionnaire.program_texts" in modules
    assert not modules & {"checklist.files.po", "checklist.files.reader", "pickle", "pydantic"}


def test_the_first_question_comes_before_the_models_are_imported(tmp_path: Path) -> None:
    modules = imported("answer", "--plain", cwd=tmp_path)

    assert "checklist.interview.line_face" in modules
    assert not modules & {"pydantic", "checklist.answer_types.answer"}
    of_questions = "checklist.questionnaire."
    assert not {name for name in modules if name.startswith(of_questions)}


@pytest.mark.parametrize(
    "words",
    [
        "nosuch",
        "validate",
        "validate --nosuch .",
        "validate --format xml .",
        "validate --questionnaire nosuch .",
        "status",
        "show",
        "show one two three",
        "finalize",
        "finalize one two",
        "answer one two",
        "answer --state",
        "answer --state Nowhere",
        "rules R999",
        "validate --select R999 .",
        "validate --ignore Q001 .",
        "validate --select , .",
        "lint --select R005",
        "schema --check extra",
        "--nosuch",
    ],
)
def test_what_cannot_be_run_exits_with_2_and_says_why_on_standard_error(
    words: str, tmp_path: Path
) -> None:
    done = checklist_run(*words.split(), cwd=tmp_path)

    assert done.code == 2
    assert done.stdout == ""
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_without_libyaml_the_installation_is_said_to_be_broken(tmp_path: Path) -> None:
    script = (
        "import sys, yaml; del yaml.CBaseLoader\n"
        "from checklist.cli import main; main(['guide', 'rules'])"
    )

    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("checklist: the installation is broken: PyYAML is absent, or was")


@pytest.mark.sampled
@pytest.mark.parametrize(
    "words",
    [
        "guide rules",
        "--help",
        "--version",
        "questions",
        "validate --format json .",
        f"show {TUVALU}",
        f"status {TUVALU}",
    ],
)
def test_a_reader_that_has_had_enough_gets_no_complaint(words: str, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = written_to(writing, *words.split(), cwd=tmp_path)
    finally:
        os.close(writing)

    assert done.returncode == 141
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr


@pytest.mark.sampled
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize(
    "words",
    [
        "guide rules",
        "--help",
        "--version",
        "--version --version",
        "validate --format json .",
        "answer",
        f"show {TUVALU}",
    ],
)
def test_output_that_cannot_be_written_exits_with_2(words: str, tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = written_to(full.fileno(), *words.split(), cwd=tmp_path)

    assert done.returncode == 2
    said = b"checklist: standard output cannot be written: no space is left on the disk\n"
    assert done.stderr == said


@pytest.mark.parametrize("words", ["--version --version", "--version rules", "--version extra"])
def test_version_is_printed_whatever_follows(words: str, tmp_path: Path) -> None:
    expected = Result(0, f"checklist {__version__}\n", "")

    assert checklist_run(*words.split(), cwd=tmp_path) == expected


@pytest.mark.sampled
@pytest.mark.skipif(os.name == "nt", reason="the current folder cannot be removed there")
@pytest.mark.parametrize("words", ["export {} -o x.html", "validate {} --output x.json"])
def test_a_current_folder_that_was_removed_is_named_as_the_reason(
    words: str, tmp_path: Path
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()

    done = subprocess.run(
        ["sh", "-c", 'rmdir "$PWD" && "$@"', "sh", *COMMAND, *words.format(TUVALU).split()],
        cwd=gone,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "checklist: the current folder no longer exists\n"


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("raised", "code", "message"),
    [("'Stopped.'", 1, "Stopped.\n"), ("None", 0, ""), ("3", 3, "")],
)
def test_a_library_that_exits_has_the_exit_code_and_message_of_python(
    raised: str, code: int, message: str, tmp_path: Path
) -> None:
    script = (
        "import checklist.application as application, sys\n"
        f"application.build_app = lambda: lambda **_: sys.exit({raised})\n"
        "from checklist.cli import main; main(['guide', 'rules'])"
    )

    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (code, "", message)


@pytest.mark.sampled
@pytest.mark.skipif(os.name == "nt", reason="standard streams are closed in another way there")
@pytest.mark.parametrize(
    ("closed", "words", "code"),
    [
        ("<&-", "answer", 2),
        (">&-", "guide rules", 2),
        (">&-", "--version", 2),
        ("2>&-", "validate nosuch.yaml", 1),
        ("2>&-", "nosuch", 2),
        ("<&- >&- 2>&-", "validate nosuch.yaml", 2),
    ],
)
def test_standard_streams_can_be_closed(closed: str, words: str, code: int, tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"$@" {closed}', "sh", *COMMAND, *words.split()],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )

    assert done.returncode == code
    assert b"Traceback" not in done.stderr


def test_a_word_that_is_not_among_those_of_an_option_is_refused_in_plain_words(
    tmp_path: Path,
) -> None:
    done = checklist_run("answer", "--only", "prosecution", cwd=tmp_path)

    assert done.code == 2
    assert "Invalid value for '--only': 'prosecution' is not one of 'open'," in done.stderr


PLANTED = ("yaml", "typer", "json", "pickle", "struct", "multiprocessing")


def plant(folder: Path) -> None:
    """Write modules that leave a file when they are run."""
    for name in PLANTED:
        text = f"open({str(folder / 'was-run')!r}, 'w')\n"
        (folder / f"{name}.py").write_text(text, encoding="utf-8")


def run_of(*words: str, cwd: Path) -> Result:
    done = subprocess.run(
        words, cwd=cwd, env=environment(), capture_output=True, timeout=PATIENCE, check=False
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_no_module_of_the_current_folder_is_run(tmp_path: Path) -> None:
    plant(tmp_path)

    for way in (["-m", "checklist"], ["-P", "-m", "checklist"]):
        done = run_of(sys.executable, *way, "validate", str(TUVALU), cwd=tmp_path)
        assert done.code == 0, done.stderr

    assert not (tmp_path / "was-run").exists()


def test_processes_that_are_not_forked_run_no_module_of_the_current_folder(tmp_path: Path) -> None:
    own, theirs = tmp_path / "own", tmp_path / "theirs"
    own.mkdir()
    theirs.mkdir()
    plant(theirs)
    (own / "run.py").write_text(
        "import multiprocessing, sys\n"
        "from checklist.cli import main\n"
        "if __name__ == '__main__':\n"
        "    multiprocessing.set_start_method('spawn')\n"
        "    main(sys.argv[1:])\n",
        encoding="utf-8",
    )
    # So many files that several processes read them.
    copies = [str(shutil.copy(TUVALU, own / f"report-TUV-{number}.yaml")) for number in range(40)]
    words = ["validate", *copies, "--select", "S"]

    done = run_of(sys.executable, str(own / "run.py"), *words, cwd=theirs)

    assert not (theirs / "was-run").exists()
    assert done.code == 0, done.stderr
    assert "40 files" in done.stderr
