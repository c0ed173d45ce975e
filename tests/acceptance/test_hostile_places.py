"""Where a report should be stands something else, or its name is written for the terminal."""

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.acceptance.test_hostile_files import QUESTIONNAIRE, UNSAFE
from tests.support.folders import SMALL_FOLDER
from tests.support.hostile import CONTROLS, IMPOSSIBLE_NAMES, NAMES, SPECIAL

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows cannot copy a process")
if hasattr(os, "fork"):
    from tests.support.forked import Run, Runner

MOST_MEMORY = 256 * 1024 * 1024


def readers(path: str) -> list[tuple[str, ...]]:
    """Return the commands that read a report at a path."""
    named = f"./{path}" if path.startswith("-") else path
    return [
        ("validate", *QUESTIONNAIRE, named),
        ("lint", named),
        ("show", *QUESTIONNAIRE, named),
        ("status", *QUESTIONNAIRE, named),
        ("compare", *QUESTIONNAIRE, named, named),
        ("answer", *QUESTIONNAIRE, named),
        ("answer", *QUESTIONNAIRE, "--from", named, "new-2.yaml"),
        ("finalize", *QUESTIONNAIRE, named),
        ("answer", *QUESTIONNAIRE, "--from", named),
    ]


def assert_safe(run: "Run", words: object, allowed_seconds: float) -> None:
    shown = run.stdout + run.stderr
    assert run.code in (0, 1, 2), (words, run)
    assert "Traceback" not in shown, (words, shown)
    assert UNSAFE.search(shown) is None, (words, shown)
    assert len(shown) < 20_000, (words, len(shown))
    assert run.seconds < allowed_seconds, (words, run.seconds)
    assert run.peak < MOST_MEMORY, (words, run.peak)


def assert_not_begun(run: "Run", words: Sequence[str]) -> None:
    """No interview is begun where no report, or no lock beside one, can be."""
    assert words[0] in {"answer", "finalize"}, (words, run)
    if run.code == 0:
        assert "Nothing was begun." in run.stdout, (words, run)
    else:
        assert " cannot be locked: " in run.stderr, (words, run)


# What is no file


@pytest.mark.parametrize("put", SPECIAL, ids=lambda put: put.__name__)
def test_what_is_no_report_is_a_finding_in_every_command_that_reads(
    put: Callable[[Path], None], runner: "Runner", allowed_seconds: float, tmp_path: Path
) -> None:
    put(tmp_path / "hostile.yaml")
    commands = readers("hostile.yaml")

    runs = runner.run(commands, tmp_path)

    assert len(runs) == len(commands), "a command did not end"
    for words, run in zip(commands, runs, strict=True):
        assert_safe(run, words, allowed_seconds)
        if run.code != 1:
            assert_not_begun(run, words)
            continue
        assert f"hostile.yaml:1:1: {SPECIAL[put]} error: " in run.stdout, (words, run)


@pytest.mark.thorough
def test_what_is_no_question_set_stops_what_needs_it(
    runner: "Runner", allowed_seconds: float, tmp_path: Path
) -> None:
    for put in SPECIAL:
        folder = shutil.copytree(SMALL_FOLDER, tmp_path / put.__name__ / "small")
        (folder / "02-lights.yaml").unlink()
        put(folder / "02-lights.yaml")
        commands = [("lint", "small"), ("questions", "--questionnaire", "small")]

        lint, questions = runner.run(commands, folder.parent)

        assert_safe(lint, put, allowed_seconds)
        assert_safe(questions, put, allowed_seconds)
        assert (lint.code, questions.code) == (1, 2)
        assert f"small/02-lights.yaml:1:1: {SPECIAL[put]} error: " in lint.stdout


# Names


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_the_name_of_a_file_is_shown_safely(
    name: str, runner: "Runner", allowed_seconds: float, tmp_path: Path
) -> None:
    content = "a: 1\na: 2\n"
    (tmp_path / name).write_text(content, "utf-8")
    commands = [
        *readers(name),
        ("validate", *QUESTIONNAIRE, "."),
    ]

    runs = runner.run(commands, tmp_path)

    assert len(runs) == len(commands), "a command did not end"
    for words, run in zip(commands, runs, strict=True):
        assert_safe(run, words, allowed_seconds)
        if run.code != 1:
            assert_not_begun(run, words)
            continue
        assert ":2:1: S007 error: the key `a` appears twice" in run.stdout, (words, run)
        assert "R999" not in [line[:4] for line in run.stdout.splitlines()]
    assert sorted(path.name for path in tmp_path.iterdir()) == [name]
    assert (tmp_path / name).read_text("utf-8") == content


@pytest.mark.parametrize("name", IMPOSSIBLE_NAMES, ids=lambda name: ascii(name)[:30])
def test_a_name_that_no_file_has_is_said_and_not_tried_for_long(
    name: str, runner: "Runner", allowed_seconds: float, tmp_path: Path
) -> None:
    commands = [("validate", *QUESTIONNAIRE, name), *readers(name)]

    runs = runner.run(commands, tmp_path)

    assert len(runs) == len(commands), "a command did not end"
    for words, run in zip(commands, runs, strict=True):
        assert_safe(run, words, allowed_seconds)
        assert run.code in (1, 2) or "Nothing was begun." in run.stdout, (words, run)
        assert run.stdout + run.stderr, words
        assert "Errno" not in run.stderr, words


# Arguments

ARGUMENTS = (
    CONTROLS,
    "[/foo]",
    "[bold]x[link=x]y",
    ":boom:",
    "{0.__class__}%s%n",
    "\udcff",
    "a\nb:1:1: R999 error: owned",
    "../" * 1000,
    "x" * 10_000,
    "(" * 5000,
    "",
)
PLACES: tuple[tuple[str, ...], ...] = (
    ("{}",),
    ("--{}",),
    ("guide", "{}"),
    ("questions", "{}"),
    ("questions", "--questionnaire", "{}"),
    ("show", *QUESTIONNAIRE, "report.yaml", "{}"),
    ("validate", *QUESTIONNAIRE, "--select", "{}", "report.yaml"),
    ("validate", *QUESTIONNAIRE, "--ignore", "{}", "report.yaml"),
    ("validate", *QUESTIONNAIRE, "--format", "{}", "report.yaml"),
    ("compare", *QUESTIONNAIRE, "--output", "{}", "report.yaml", "report.yaml"),
    ("tabulate", *QUESTIONNAIRE, "--output", "{}", "report.yaml"),
    ("tabulate", *QUESTIONNAIRE, "--output", "nowhere/{}.csv", "report.yaml"),
    ("lint", "--select", "{}", "."),
    ("answer", *QUESTIONNAIRE, "--state", "{}"),
    ("answer", *QUESTIONNAIRE, "--part", "{}", "report.yaml"),
    ("answer", *QUESTIONNAIRE, "--only", "{}", "report.yaml"),
)


@pytest.mark.parametrize("argument", ARGUMENTS, ids=lambda argument: ascii(argument)[:30])
def test_an_argument_is_shown_safely_wherever_it_stands(
    argument: str, runner: "Runner", allowed_seconds: float, tmp_path: Path
) -> None:
    commands = [[word.replace("{}", argument) for word in words] for words in PLACES]

    runs = runner.run(commands, tmp_path)

    assert len(runs) == len(commands), "a command did not end"
    for words, run in zip(PLACES, runs, strict=True):
        assert_safe(run, words, allowed_seconds)
        assert run.code in (1, 2), (words, run)
        assert run.stdout + run.stderr, words
