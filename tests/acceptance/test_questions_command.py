"""`checklist questions`, as it is typed and printed."""

from pathlib import Path

import pytest

from tests.acceptance.entries import SMALL
from tests.support.folders import SMALL_FOLDER
from tests.support.running import Result, assert_kept, checklist_run

SHOWN = Path(__file__).parent / "questions"


def questions(*arguments: str, cwd: Path) -> Result:
    return checklist_run("questions", *SMALL, *arguments, cwd=cwd)


def shown(*arguments: str, cwd: Path) -> str:
    """Return what is printed by a command that succeeds and says nothing else."""
    done = questions(*arguments, cwd=cwd)
    assert (done.code, done.stderr) == (0, "")
    return done.stdout


# What is printed


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("outline.txt", ()),
        ("set.txt", ("lights",)),
        ("question.txt", ("light-tasks",)),
        ("paragraph.txt", ("r3",)),
        ("coverage.txt", ("--coverage",)),
    ],
)
def test_what_is_printed(name: str, arguments: tuple[str, ...], folder: Path) -> None:
    assert_kept(shown(*arguments, cwd=folder), SHOWN / name)


def test_nothing_else_is_kept() -> None:
    assert {path.name for path in SHOWN.iterdir()} == {
        *("outline.txt", "set.txt", "question.txt", "paragraph.txt", "coverage.txt"),
    }


def test_no_line_is_wider_than_a_terminal(folder: Path) -> None:
    for arguments in ((), ("--coverage",), ("r3",)):
        lines = shown(*arguments, cwd=folder).splitlines()
        assert max(len(line) for line in lines) <= 80
        assert [line for line in lines if line != line.rstrip()] == []


def test_the_shipped_questionnaire_needs_no_option(tmp_path: Path) -> None:
    done = checklist_run("questions", cwd=tmp_path)

    assert (done.code, done.stderr) == (0, "")
    assert done.stdout.startswith("Trafficking in persons: self-assessment of a State (ctoc-cop-")


# How a question or recommendation is named


@pytest.mark.parametrize("name", ["10(b)", "10(B)", "10 (b)", "10 (B)", " 10(b) "])
def test_a_recommendation_can_be_typed_with_capitals_and_spaces(name: str, tmp_path: Path) -> None:
    done = checklist_run("questions", name, cwd=tmp_path)
    plain = checklist_run("questions", "10(b)", cwd=tmp_path)

    assert done == plain
    assert done.code == 0
    assert "\nRecommendation 10(b) (meeting of 2009, section C: " in done.stdout
    assert "\nRecommendation 10(a) " not in done.stdout


def test_a_paragraph_stands_for_all_its_subparagraphs(tmp_path: Path) -> None:
    done = checklist_run("questions", "r10", cwd=tmp_path)

    assert (done.code, done.stderr) == (0, "")
    headings = [line[:20] for line in done.stdout.splitlines() if line[:15] == "Recommendation "]
    assert headings == ["Recommendation 10(a)", "Recommendation 10(b)"]
    assert (
        "\n  Row: Helping others to commit trafficking in persons (facilitation) [10(a)]"
        in done.stdout
    )
    assert "\n4.3 convention-offences, in the set legislation (" in done.stdout


def test_a_question_can_be_typed_with_capitals(folder: Path) -> None:
    assert shown("Light-Tasks", cwd=folder) == shown("light-tasks", cwd=folder)


# What cannot be shown


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("light-taks", "no question, part or recommendation `light-taks`; did you mean"),
        ("light-taks", "did you mean `light-tasks`?"),
        ("light", "did you mean `lights`?"),
        ("3(c)", "did you mean `3("),
        ("99", "there is no part 99, the last one is 2; `checklist questions` lists all"),
        ("", "no question, part or recommendation"),
        ("\x1b[31mred", "`\u2039U+001B\u203a[31mred`"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest_one(name: str, says: str, folder: Path) -> None:
    done = questions(name, cwd=folder)

    assert done.code == 2
    assert done.stdout == ""
    assert done.stderr.startswith("checklist: there is ")
    assert says in done.stderr
    assert "`checklist questions` lists all questions, --coverage all recommendations" in (
        done.stderr
    )
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("light-tasks", "--coverage"),
        ("--coverage", "--output", "all.html"),
    ],
)
def test_two_views_at_once_are_refused(arguments: tuple[str, ...], folder: Path) -> None:
    done = questions(*arguments, cwd=folder)

    assert done == Result(
        2, "", "checklist: --coverage goes neither with names nor with --output\n"
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--questionnaire", "large"), "there is no questionnaire `large`; known: ctoc-cop-2010-6"),
        (("--output", "questions.pdf"), "pdf"),
    ],
)
def test_what_cannot_be_read_is_told(arguments: tuple[str, ...], says: str, folder: Path) -> None:
    done = checklist_run("questions", "--questionnaire", SMALL_FOLDER, *arguments, cwd=folder)

    assert (done.code, done.stdout) == (2, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr
