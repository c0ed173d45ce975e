"""`checklist questions`, as it is typed and printed."""

import json
from pathlib import Path

import pytest

from checklist.questionnaire.loading import load
from checklist.render.questionnaire.json import as_json
from checklist.render.questionnaire.printed import printed_blocks
from tests.acceptance.entries import SMALL
from tests.support.block_text import block_text
from tests.support.folders import SMALL_FOLDER
from tests.support.running import Result, assert_kept, checklist_run

SHOWN = Path(__file__).parent / "questions"

SOURCE = """\
Report of an invented meeting

I. Recommendations

A. The treaty

1. States that stand outside the treaty should join it, as paragraph 1 of the report on harbours
   says.\u00b9

\u00b9 See elsewhere.

B. Lights

2. Parties and Member States should weigh a light that burns in every month.
3. With regard to lights:
 - (a) Parties should keep a signal that can be heard in fog (see para. 2 above);
 - (b) States are encouraged to repair, to watch and to chart them, so that no ship is lost for want
   of a keeper.
4. The secretariat should explore who can pay.
5. The conference should count the lights.
"""
"""The document on which the small questionnaire would be based."""


@pytest.fixture
def source(folder: Path) -> Path:
    path = folder / "source.txt"
    path.write_text(SOURCE, encoding="utf-8")
    return path


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
        ("recommendation-with-source.txt", ("3(b)", "--source", "source.txt")),
        ("question-with-source.txt", ("treaty-status", "--source", "source.txt")),
        ("coverage.txt", ("--coverage",)),
    ],
)
def test_what_is_printed(name: str, arguments: tuple[str, ...], folder: Path, source: Path) -> None:
    assert source.is_file()
    assert_kept(shown(*arguments, cwd=folder), SHOWN / name)


def test_nothing_else_is_kept() -> None:
    assert {path.name for path in SHOWN.iterdir()} == {
        *("outline.txt", "set.txt", "question.txt", "paragraph.txt", "coverage.txt"),
        *("recommendation-with-source.txt", "question-with-source.txt"),
    }


def test_no_line_is_wider_than_a_terminal(folder: Path, source: Path) -> None:
    for arguments in ((), ("--coverage",), ("r3", "--source", str(source))):
        lines = shown(*arguments, cwd=folder).splitlines()
        assert max(len(line) for line in lines) <= 80
        assert [line for line in lines if line != line.rstrip()] == []


def test_json_is_printed_for_other_programs(folder: Path) -> None:
    printed = shown("--format", "json", cwd=folder)

    assert json.loads(printed)["id"] == "small"
    assert printed == as_json(load(SMALL_FOLDER))


def test_markdown_is_printed_without_wrapping(folder: Path) -> None:
    assert shown("--format", "markdown", cwd=folder) == block_text(
        printed_blocks(load(SMALL_FOLDER))
    )


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
        ("light-tasks", "--format", "json"),
        ("--coverage", "--format", "markdown"),
    ],
)
def test_two_views_at_once_are_refused(arguments: tuple[str, ...], folder: Path) -> None:
    done = questions(*arguments, cwd=folder)

    assert done == Result(
        2, "", "checklist: names, --coverage and --format json do not go together: choose one\n"
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--questionnaire", "large"), "there is no questionnaire `large`; known: ctoc-cop-2010-6"),
        (("--source", "absent.txt"), "absent.txt"),
        (("--source", "empty.txt"), "empty.txt has no numbered paragraphs"),
        (("--format", "pdf"), "pdf"),
    ],
)
def test_what_cannot_be_read_is_told(arguments: tuple[str, ...], says: str, folder: Path) -> None:
    (folder / "empty.txt").write_text("Nothing.\n", encoding="utf-8")

    done = checklist_run("questions", "--questionnaire", SMALL_FOLDER, *arguments, cwd=folder)

    assert (done.code, done.stdout) == (2, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr
