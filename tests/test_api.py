"""What `checklist` exports for scripts of one's own."""

import json
import pickle
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

import checklist
from checklist import ChecklistError, Diagnostic, lint_questionnaire, validate_file
from checklist.diagnostics import Severity
from checklist.render.findings.interface import FileFindings
from checklist.render.findings.json import file_data
from tests.support.folders import FIXTURES, SMALL_FOLDER, TUVALU
from tests.support.running import PATIENCE, checklist_run, environment

VIOLATING = sorted((FIXTURES / "rules").glob("R*/violating.yaml"))


@pytest.fixture
def reports(tmp_path: Path) -> list[Path]:
    """Reports of which the first is sound, and each other one broken in a way of its own."""
    text = TUVALU.read_text("utf-8")
    broken = {
        "draft.yaml": text.replace("status: final", "status: draft"),
        "state.yaml": text.replace("state: TUV", "state: TUX"),
        "code.yaml": text.replace("- interior", "- interiour"),
        "other.json": '{"invoice": 7}',
        "empty.yaml": "",
    }
    for name, changed in broken.items():
        assert changed != text
        (tmp_path / name).write_text(changed, "utf-8")
    shutil.copy(TUVALU, tmp_path)
    return [tmp_path / TUVALU.name, *(tmp_path / name for name in broken), tmp_path / "absent.yaml"]


def printed(*words: str | Path, cwd: Path) -> list[dict[str, Any]]:
    """Return what the command prints, file by file."""
    done = checklist_run(*words, "--format", "json", cwd=cwd)
    assert done.code in {0, 1}, done.stderr
    files: list[dict[str, Any]] = json.loads(done.stdout)["files"]
    return files


def as_printed(path: Path, found: list[Diagnostic]) -> dict[str, Any]:
    return file_data(FileFindings(str(path), found))


# The same as the commands


def test_a_file_has_the_findings_that_the_command_prints(
    reports: list[Path], tmp_path: Path
) -> None:
    expected = printed("validate", *reports, cwd=tmp_path)

    found = [as_printed(path, validate_file(path)) for path in reports]

    assert found == expected
    assert [bool(file["findings"]) for file in found] == [False, True, True, True, True, True, True]


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("options", "arguments"),
    [
        (["--final"], {"final": True}),
        (["--select", "S,R003"], {"select": "S,R003"}),
        (["--select", "S", "--select", "R003"], {"select": ["S", "R003"]}),
        (["--ignore", "r012"], {"ignore": ("r012",)}),
        (["--questionnaire", "small"], {"questionnaire": "small"}),
        (["--questionnaire", "small"], {"questionnaire": Path("small")}),
        (
            ["--questionnaire", "small", "--select", "R50"],
            {"questionnaire": "small", "select": {"R50"}},
        ),
    ],
)
def test_an_argument_does_what_the_option_of_its_name_does(
    options: list[str],
    arguments: dict[str, Any],
    reports: list[Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.copytree(SMALL_FOLDER, tmp_path / "small")
    monkeypatch.chdir(tmp_path)

    found = [as_printed(path, validate_file(path, **arguments)) for path in reports]

    assert found == printed("validate", *reports, *options, cwd=tmp_path)
    assert found != [as_printed(path, validate_file(path)) for path in reports]


def test_every_rule_finds_what_it_finds_by_the_command(tmp_path: Path) -> None:
    expected = printed("validate", *VIOLATING, "--questionnaire", SMALL_FOLDER, cwd=tmp_path)

    found = [
        as_printed(path, validate_file(str(path), questionnaire=SMALL_FOLDER)) for path in VIOLATING
    ]

    assert found == expected
    assert all(file["findings"] for file in found)


def test_a_questionnaire_has_the_findings_that_the_command_prints(tmp_path: Path) -> None:
    folder = shutil.copytree(SMALL_FOLDER, tmp_path / "small")
    for name, before, after in (
        ("01-treaty.yaml", "type: choice", "type: choices-of"),
        ("recommendations.yaml", 'id: "2"', 'id: "3(a)"'),
    ):
        text = (folder / name).read_text("utf-8")
        assert before in text
        (folder / name).write_text(text.replace(before, after), "utf-8")

    for path in (folder, folder / "01-treaty.yaml", tmp_path / "absent"):
        found = lint_questionnaire(path)

        files = printed("lint", path, cwd=tmp_path)
        expected = [finding for file in files for finding in file["findings"]]
        assert as_printed(path, found)["findings"] == expected != []
        assert {one.path for one in found} == {f["path"] for f in files if f["findings"]}


@pytest.mark.thorough
def test_without_a_folder_the_questionnaires_that_ship_are_linted(tmp_path: Path) -> None:
    files = printed("lint", cwd=tmp_path)

    found = lint_questionnaire()

    shown = [(finding["code"], finding["line"]) for file in files for finding in file["findings"]]
    assert [(one.code, one.line) for one in found] == shown
    assert {one.severity for one in found} <= {Severity.NOTE}


# Arguments that cannot be used


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"path": None}, "path: give a path, not `None`"),
        ({"path": b"a.yaml"}, "path: give a path, not `b'a.yaml'`"),
        ({"questionnaire": 7}, "questionnaire: give a path, not `7`"),
        ({"questionnaire": "none"}, "there is no questionnaire `none`; known: ctoc-cop-2010-6"),
        ({"select": "X"}, "select: no code that can be found here begins with `X`"),
        ({"ignore": ["R001", "R9"]}, "ignore: no code that can be found here begins with `R9`"),
        ({"select": " "}, "select needs a code, or the beginning of one"),
        ({"select": None}, 'select: codes are needed, such as "R5", not `None`'),
        ({"ignore": [5]}, 'ignore: codes are needed, such as "R5", not `[5]`'),
    ],
)
def test_an_argument_that_cannot_be_used_is_told(arguments: dict[str, Any], told: str) -> None:
    with pytest.raises(ChecklistError) as raised:
        validate_file(**{"path": TUVALU, **arguments})

    assert str(raised.value).startswith(told)


def test_a_folder_that_is_no_path_is_told() -> None:
    with pytest.raises(ChecklistError, match="folder: give a path, not `5`"):
        lint_questionnaire(5)  # type: ignore[arg-type]


def test_an_unsound_questionnaire_is_an_error_that_names_the_line(tmp_path: Path) -> None:
    folder = shutil.copytree(SMALL_FOLDER, tmp_path / "small")
    (folder / "01-treaty.yaml").write_text("id: treaty\n")

    with pytest.raises(ChecklistError, match=r"01-treaty\.yaml:1:1: S101") as raised:
        validate_file(TUVALU, questionnaire=folder)

    assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value)


# Sent to others


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_the_functions_and_what_they_return_can_be_pickled(protocol: int) -> None:
    found = validate_file(VIOLATING[0], questionnaire=SMALL_FOLDER)

    for thing in (validate_file, lint_questionnaire, found):
        assert pickle.loads(pickle.dumps(thing, protocol)) == thing
    assert found


@pytest.mark.thorough
def test_threads_and_processes_find_what_this_process_finds(reports: list[Path]) -> None:
    expected = [validate_file(path, final=True) for path in reports]

    with ThreadPoolExecutor(4) as threads:
        by_threads = list(threads.map(partial(validate_file, final=True), reports))
    with ProcessPoolExecutor(2, get_context("spawn")) as processes:
        by_processes = list(processes.map(partial(validate_file, final=True), reports))

    assert by_threads == by_processes == expected


# What is exported


def test_all_that_is_exported_is_there_and_listed() -> None:
    for name in checklist.__all__:
        assert getattr(checklist, name) is not None
    assert set(checklist.__all__) <= set(dir(checklist))
    with pytest.raises(AttributeError, match="module 'checklist' has no attribute 'validate_fil'"):
        _ = checklist.validate_fil  # type: ignore[attr-defined]


def test_importing_the_package_imports_only_its_version_until_a_function_is_asked_for() -> None:
    script = (
        "import sys\n"
        "before = set(sys.modules)\n"
        "import checklist\n"
        "print(*sorted(set(sys.modules) - before), 'validate_file' in dir(checklist))\n"
        "from checklist import *\n"
        "print(validate_file.__module__, 'pydantic' in sys.modules, 'typer' in sys.modules)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "checklist checklist.version True",
        "checklist.api True False",
    ]


def test_the_package_tells_type_checkers_that_it_has_types() -> None:
    assert Path(checklist.__file__).with_name("py.typed").is_file()


@pytest.mark.parametrize("final", [[], {}, "no", 1, None])
def test_whether_only_final_reports_are_accepted_is_true_or_false(final: Any) -> None:
    with pytest.raises(ChecklistError, match="final: True or False is needed"):
        validate_file(TUVALU, final=final)


@pytest.mark.parametrize("name", ["a\0b", "\u202eevil", "\ud800"])
def test_what_is_said_of_an_unknown_questionnaire_is_safe_to_show(name: str) -> None:
    with pytest.raises(ChecklistError) as told:
        validate_file(TUVALU, questionnaire=name)

    assert "‹U+" in str(told.value)
