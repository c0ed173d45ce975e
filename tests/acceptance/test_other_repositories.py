"""Reports and question sets in a repository of their own are checked there by pre-commit and CI."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.support.folders import ROOT, SMALL_FOLDER, TUVALU
from tests.support.readme import block
from tests.support.running import PATIENCE, Result, environment

HOOKS = ROOT / ".pre-commit-hooks.yaml"
CONFIG = block("yaml", "repos:")
COPY = "../checklist"
"""The copy of this repository that README's configuration names."""
STEPS = yaml.safe_load(block("yaml", "runs-on:"))["jobs"]["checklist"]["steps"]
COMMANDS = [step["run"] for step in STEPS if step.get("run", "").startswith("checklist ")]

SOUND, BROKEN = "reports/report-TUV.yaml", "reports/report-KIR.yaml"
CATALOGUE, CITING = "questions/small/recommendations.yaml", "questions/small/02-lights.yaml"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository in which nothing is wrong, but in a draft that is kept."""
    folder = tmp_path / "repository"
    shutil.copytree(SMALL_FOLDER, folder / "questions" / "small")
    (folder / "reports").mkdir()
    shutil.copy(TUVALU, folder / SOUND)
    (folder / "reports" / "report-TUV.draft.yaml").write_text("answers: [\n")
    git("init", "--quiet", cwd=folder)
    git("add", ".", cwd=folder)
    return folder


def broken(repository: Path) -> None:
    """Add a report of no State, and give a recommendation that a question set cites another id."""
    report = (repository / SOUND).read_text("utf-8")
    (repository / BROKEN).write_text(report.replace("state: TUV", "state: KRI"), "utf-8")
    catalogue = (repository / CATALOGUE).read_text("utf-8")
    (repository / CATALOGUE).write_text(catalogue.replace('id: "3(b)"', 'id: "3(c)"'), "utf-8")
    git("add", ".", cwd=repository)


def git(*words: str, cwd: Path) -> None:
    subprocess.run(["git", *words], cwd=cwd, env=outside(), check=True, timeout=PATIENCE)


def outside(**more: str | Path) -> dict[str, str]:
    """Return the caller's environment, from which packages can be installed; no other repository.

    Git tells its hooks about the repository they run in, and tests may be run by one.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | {name: str(value) for name, value in more.items()}


# pre-commit


def pre_commit(*words: str | Path, cwd: Path) -> Result:
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", *words],
        cwd=cwd,
        env=outside(PRE_COMMIT_HOME=cwd.parent / "pre-commit", PRE_COMMIT_COLOR="never"),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    return Result(done.returncode, done.stdout, done.stderr)


def results(done: Result) -> list[tuple[str, str]]:
    return re.findall(r"^(.+?)\.{3,}([A-Z]\w+)$", done.stdout, re.MULTILINE)


def configured(commit: str) -> str:
    """Return README's configuration with this commit."""
    assert f"repo: {COPY}\n" in CONFIG
    return CONFIG.replace("rev: COMMIT", f"rev: {commit}")


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="pre-commit gets its hooks by git")
@pytest.mark.thorough
def test_readmes_hooks_pass_what_is_right_and_fail_with_the_findings_of_what_is_not(
    repository: Path,
) -> None:
    git("clone", "--quiet", str(ROOT), str(repository.parent / "checklist"), cwd=repository)
    commit = subprocess.run(
        ["git", "-C", COPY, "rev-parse", "HEAD"],
        cwd=repository,
        env=outside(),
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    (repository / ".pre-commit-config.yaml").write_text(configured(commit), "utf-8")
    git("add", ".", cwd=repository)
    sound = pre_commit("run", "--all-files", cwd=repository)
    broken(repository)

    wrong = pre_commit("run", "--files", CATALOGUE, SOUND, BROKEN, cwd=repository)

    assert sound.code == 0, sound.stdout + sound.stderr
    assert results(sound) == [("question sets", "Passed"), ("State reports", "Passed")]
    assert "- exit code" not in sound.stdout  # under it, pre-commit shows what a hook prints
    assert wrong.code == 1, wrong.stdout + wrong.stderr
    assert results(wrong) == [("question sets", "Failed"), ("State reports", "Failed")]
    findings = re.findall(r"^(\S+?):\d+:\d+: (\w+) error: ", wrong.stdout, re.MULTILINE)
    assert {(CITING, "Q002"), (BROKEN, "R003")} <= set(findings)
    assert SOUND not in {name for name, _ in findings}


@pytest.mark.parametrize(
    ("hook", "path", "is_checked"),
    [
        ("checklist-lint", "questions/small/questionnaire.yaml", True),
        ("checklist-lint", "data/questions/small/01-treaty.yaml", True),
        ("checklist-lint", "questions/small/notes/01-treaty.yaml", False),
        ("checklist-lint", "questions/01-treaty.yaml", False),
        ("checklist-lint", "old-questions/small/01-treaty.yaml", False),
        ("checklist-lint", "questions/small/README.md", False),
        ("checklist-validate", "report-NOR.yaml", True),
        ("checklist-validate", "2026/report-NOR-r2.yml", True),
        ("checklist-validate", "2026/report-NOR.json", True),
        ("checklist-validate", "2026/report-NOR.draft.yaml", False),
        ("checklist-validate", "2026/report-NOR.2.draft.yaml", False),
        ("checklist-validate", "report-NOR.yaml.orig", False),
        ("checklist-validate", "my-report-NOR.yaml", False),
        ("checklist-validate", "report-2026/notes.yaml", False),
    ],
)
def test_a_hook_checks_the_files_of_its_kind(hook: str, path: str, is_checked: bool) -> None:
    (found,) = [one for one in yaml.safe_load(HOOKS.read_text("utf-8")) if one["id"] == hook]

    is_matched = re.search(found["files"], path) and not re.search(found.get("exclude", "^$"), path)

    assert bool(is_matched) is is_checked


def test_the_hooks_and_the_configuration_in_readme_are_ones_that_pre_commit_accepts(
    repository: Path,
) -> None:
    (repository / "config.yaml").write_text(configured("0a" * 20), "utf-8")

    manifest = pre_commit("validate-manifest", HOOKS, cwd=repository)
    config = pre_commit("validate-config", "config.yaml", cwd=repository)

    assert (manifest.code, manifest.stdout) == (config.code, config.stdout) == (0, "")
    (used,) = yaml.safe_load(CONFIG)["repos"]
    offered = {one["id"] for one in yaml.safe_load(HOOKS.read_text("utf-8"))}
    assert {one["id"] for one in used["hooks"]} == offered


# GitHub Actions


def on_runner(command: str, cwd: Path) -> Result:
    """Run a step as GitHub does, with the `checklist` that is installed."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "-e", "-c", command],
        cwd=cwd,
        env=environment({"PATH": path}),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    return Result(done.returncode, done.stdout, done.stderr)


def test_the_workflow_installs_the_copy_of_this_repository_and_no_package() -> None:
    installs = [step["run"] for step in STEPS if step.get("run", "").startswith("pip ")]

    assert installs == ["pip install ./checklist"]
    assert [command.split()[1] for command in COMMANDS] == ["lint", "validate"]


@pytest.mark.sampled
@pytest.mark.parametrize("command", COMMANDS)
def test_a_step_of_the_workflow_passes_where_nothing_is_wrong(
    command: str, repository: Path
) -> None:
    done = on_runner(command, repository)

    assert (done.code, done.stdout) == (0, "")
    assert "0 errors" in done.stderr


@pytest.mark.sampled
@pytest.mark.parametrize(("command", "file"), [*zip(COMMANDS, (CITING, BROKEN), strict=True)])
def test_a_step_of_the_workflow_fails_with_an_annotation_at_the_line_that_is_wrong(
    command: str, file: str, repository: Path
) -> None:
    broken(repository)

    done = on_runner(command, repository)

    assert done.code == 1
    annotation = rf"^::error file={re.escape(file)},line=\d+,col=\d+,title="
    assert re.search(annotation, done.stdout, re.MULTILINE)
