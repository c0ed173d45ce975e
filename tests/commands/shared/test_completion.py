"""Tab in a shell: commands, options, files, and the ids of sets, questions, recommendations."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from checklist.application import COMMANDS
from checklist.questionnaire.loading import shipped
from tests.support.folders import SMALL_FOLDER
from tests.support.running import PATIENCE, checklist_run, environment
from tests.support.starts import imported

SHELLS = ["bash", "zsh", "fish", "powershell"]

BASH = """
source <(checklist --show-completion bash)
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_checklist_completion checklist
printf '%s\\n' "${COMPREPLY[@]}"
"""
ZSH = """
compdef() { }
_arguments() { print -- "$1"; }
_files() { print files; }
source <(checklist --show-completion zsh)
words=("$@")
CURRENT=$#
_checklist_completion
"""
FISH = """
checklist --show-completion fish | source
complete -C "$argv"
"""
INTERPRETERS = {
    "bash": (["bash", "--norc", "-c", BASH, "bash"], ["training"], []),
    "zsh": (["zsh", "-f", "-c", ZSH, "zsh"], ['*: :(("training"))'], ["files"]),
    "fish": (["fish", "--no-config", "-c", FISH], ["training"], ["report-NOR.yaml"]),
}
"""Of each shell: its command, what it shows for the id of a set, and for a file.

bash itself completes the file, when the script offers nothing.
"""

needs_bash = pytest.mark.skipif(os.name == "nt", reason="bash is a shell of POSIX systems")


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A PATH with the command in it, as an installation has it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    command = folder / "checklist"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m checklist "$@"\n')
    command.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def shell(words: Sequence[str], *typed: str, path: str, cwd: Path) -> list[str]:
    """Run a shell with the words that were typed, and return the lines that it prints."""
    home = cwd / "home"
    home.mkdir(exist_ok=True)
    done = subprocess.run(
        [*words, *typed],
        cwd=cwd,
        env={**environment(), "PATH": path, "HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    assert done.stderr == ""
    assert not [one for one in home.rglob("*") if "checklist" in one.name]
    return [line for line in done.stdout.splitlines() if line]


def completed(*typed: str, cwd: Path) -> list[str]:
    """Ask for completions as the script for bash does."""
    done = checklist_run(
        cwd=cwd,
        env={
            "_CHECKLIST_COMPLETE": "complete_bash",
            "COMP_WORDS": "\n".join(["checklist", *typed]),
            "COMP_CWORD": str(len(typed)),
        },
    )
    assert (done.code, done.stderr) == (0, "")
    return done.stdout.split()


def ids() -> tuple[list[str], list[str], list[str]]:
    """Return the ids of the shipped sets and questions, and the recommendations."""
    asked = shipped()
    return [part.id for part in asked.sets], [*asked.questions], [*asked.recommendations]


@pytest.mark.parametrize("name", SHELLS)
def test_the_script_is_printed_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    done = checklist_run("--show-completion", name, cwd=tmp_path, env={"HOME": str(tmp_path)})

    assert (done.code, done.stderr) == (0, "")
    assert f"_CHECKLIST_COMPLETE={'complete_' + name}" in done.stdout.replace(' = "', "=")
    assert list(tmp_path.iterdir()) == []


def test_no_option_writes_into_the_files_of_a_shell(tmp_path: Path) -> None:
    done = checklist_run("--install-completion", "bash", cwd=tmp_path)

    assert done.code == 2
    assert "No such option: --install-completion" in done.stderr


def test_a_shell_that_has_no_script_is_refused(tmp_path: Path) -> None:
    done = checklist_run("--show-completion", "tcsh", cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert "bash" in done.stderr


@pytest.mark.thorough
@needs_bash
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["answer", "--set", "=", "tr"], ["training"]),
        (["answer", "--set=tr"], ["--set=training"]),
        (["answer", "--set", "=", "training", "--only", "=", "mi"], ["missing"]),
        (["s"], ["status", "show", "submit", "summarize", "schema"]),
        (["answer", "--on"], ["--only"]),
        (["answer", "--only", "mi"], ["missing"]),
        (["answer", "--set", "tra"], ["training"]),
        (["answer", "--recommendation", "10\\("], ["10(a)", "10(b)"]),
        (["questions", "10("], ["10(a)", "10(b)"]),
        (["validate", "report-"], []),
    ],
)
def test_bash_completes(typed: list[str], offered: list[str], path: str, tmp_path: Path) -> None:
    bash, _, _ = INTERPRETERS["bash"]

    assert shell(bash, "checklist", *typed, path=path, cwd=tmp_path) == offered


@pytest.mark.thorough
@needs_bash
def test_tab_in_a_terminal_completes_files_and_quotes_parentheses(
    path: str, tmp_path: Path
) -> None:
    import pexpect  # not there on Windows

    (tmp_path / "report-NOR.yaml").touch()
    terminal = pexpect.spawn(
        "bash",
        ["--norc", "--noprofile", "-i"],
        cwd=tmp_path,
        env={**environment(), "PATH": path, "HOME": str(tmp_path), "PS1": "> "},
        encoding="utf-8",
        timeout=PATIENCE,
    )
    terminal.sendline("source <(checklist --show-completion bash) && echo loa''ded")
    terminal.expect_exact("loaded")

    terminal.send("checklist validate rep\t")
    terminal.expect_exact("report-NOR.yaml ")
    terminal.send("\x15checklist questions 15\t")
    terminal.expect_exact("questions 15")
    terminal.expect_exact("\\(")

    terminal.close(force=True)


@pytest.mark.sampled
@needs_bash
@pytest.mark.parametrize("name", [name for name in INTERPRETERS if shutil.which(name)])
def test_each_shell_that_is_here_completes_ids_and_files(
    name: str, path: str, tmp_path: Path
) -> None:
    (tmp_path / "report-NOR.yaml").touch()
    words, id_shown, file_shown = INTERPRETERS[name]

    offered = shell(words, "checklist", "answer", "--set", "tra", path=path, cwd=tmp_path)
    files = shell(words, "checklist", "validate", "report-", path=path, cwd=tmp_path)

    assert offered == id_shown
    assert files == file_shown


@pytest.mark.thorough
@needs_bash
@pytest.mark.parametrize("name", [name for name in ("zsh", "fish") if shutil.which(name)])
def test_a_value_behind_an_equals_sign_is_completed(name: str, path: str, tmp_path: Path) -> None:
    words, _, _ = INTERPRETERS[name]

    if name == "fish":  # it takes the words as one line
        offered = shell(words, "checklist answer --set=tr", path=path, cwd=tmp_path)
    else:
        offered = shell(words, "checklist", "answer", "--set=tr", path=path, cwd=tmp_path)

    assert offered == [{"fish": "--set=training", "zsh": '*: :(("--set=training"))'}[name]]


@pytest.mark.thorough
@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not here")
def test_help_with_an_apostrophe_reaches_zsh_whole(path: str, tmp_path: Path) -> None:
    words, _, _ = INTERPRETERS["zsh"]

    (offered,) = shell(words, "checklist", "summarize", "--offic", path=path, cwd=tmp_path)

    assert "beside the States' own" in offered.replace("\\", "")


@pytest.mark.parametrize(
    ("words", "position"),
    [(None, None), (None, "1"), ("checklist\nans", None), ("checklist", ""), ("checklist", "abc")],
)
def test_variables_that_no_shell_sets_end_without_a_traceback(
    words: str | None, position: str | None, tmp_path: Path
) -> None:
    asked = {"COMP_WORDS": words, "COMP_CWORD": position}
    env = {name: value for name, value in asked.items() if value is not None}

    done = checklist_run(cwd=tmp_path, env={"_CHECKLIST_COMPLETE": "complete_bash", **env})

    assert (done.code, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["summarize", "--section", "re"], ["reports"]),
        (["guide", "R01"], ["R010", "R011", "R012", "R013", "R014"]),
        (["guide", "Q00"], ["Q001"]),
        (["lint", "--select", "Q00"], ["Q001"]),
        (["lint", "--ignore", "R0"], []),
        (["validate", "--select", "R005,S10"], ["R005,S101"]),
        (["validate", "--ignore", "R52"], ["R521", "R522"]),
        (["answer", "--state", "NO"], ["NOR"]),
        (["answer", "--state", "Norw"], ["Norway"]),
    ],
)
def test_what_is_known_is_completed(typed: list[str], offered: list[str], tmp_path: Path) -> None:
    found = completed(*typed, cwd=tmp_path)

    assert found[: len(offered)] == offered
    assert bool(found) == bool(offered)


def test_every_command_is_offered(tmp_path: Path) -> None:
    groups = dict.fromkeys(name.partition(" ")[0] for name in COMMANDS)

    assert sorted(completed("", cwd=tmp_path)) == sorted(groups)


def test_set_offers_the_ids_of_the_sets(tmp_path: Path) -> None:
    sets, _, _ = ids()

    assert completed("answer", "--set", "", cwd=tmp_path) == sets


def test_recommendation_offers_the_recommendations(tmp_path: Path) -> None:
    _, _, recommendations = ids()

    assert completed("answer", "--recommendation", "", cwd=tmp_path) == recommendations


@pytest.mark.parametrize("before", [["questions"], ["show", "report-NOR.yaml"]])
def test_a_name_is_a_set_a_question_or_a_recommendation(before: list[str], tmp_path: Path) -> None:
    sets, questions, recommendations = ids()
    numbers = [*shipped(None).numbers.values()]

    assert completed(*before, "", cwd=tmp_path) == [
        *sets,
        *questions,
        *numbers,
        *recommendations,
    ]


def test_the_ids_are_those_of_the_questionnaire_that_is_named(tmp_path: Path) -> None:
    small = ("answer", "--questionnaire", str(SMALL_FOLDER))

    assert completed(*small, "--set", "", cwd=tmp_path) == ["treaty", "lights"]


@pytest.mark.parametrize("wrong", ["nosuch", "."])
def test_a_questionnaire_that_cannot_be_read_offers_nothing(wrong: str, tmp_path: Path) -> None:
    assert completed("answer", "--questionnaire", wrong, "--set", "", cwd=tmp_path) == []


def test_completing_a_command_imports_no_command(tmp_path: Path) -> None:
    asked = {
        "_CHECKLIST_COMPLETE": "complete_bash",
        "COMP_WORDS": "checklist\nans",
        "COMP_CWORD": "1",
    }

    modules = imported(cwd=tmp_path, env=asked)

    assert "checklist.application" in modules
    assert not {name for name in modules if name.startswith("checklist.commands")}
    assert not modules & {"pydantic", "rich", "yaml"}


def test_completing_an_option_reads_no_questionnaire_and_imports_one_command(
    tmp_path: Path,
) -> None:
    asked = {
        "_CHECKLIST_COMPLETE": "complete_bash",
        "COMP_WORDS": "checklist\nquestions\n--cov",
        "COMP_CWORD": "2",
    }

    modules = imported(cwd=tmp_path, env=asked)

    assert {name for name in modules if name.count(".") == 2 and ".commands." in name} == {
        "checklist.commands.questions",
        "checklist.commands.shared",
    }
    assert not modules & {"checklist.interview.engine", "checklist.analysis", "jsonschema_rs"}
