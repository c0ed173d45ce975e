"""The patterns of a whole run have an end, not only those of a file."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic_core import PydanticCustomError

from checklist.answer_types import text
from checklist.answer_types.patterns import MAX_PATTERN_SIZE, pattern_size
from checklist.checks.linter import lint_file, lint_folder, lint_paths
from checklist.questionnaire.loading import QuestionnaireError, load
from checklist.questionnaire.pattern_budget import MAX_PATTERNS, PatternBudget
from checklist.questionnaire.shipped_files import questionnaire_folders
from tests.support.folders import SMALL_FOLDER


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The patterns that are compiled, each as often as it is."""
    patterns: list[str] = []
    matcher = text._matcher

    def counted(pattern: str) -> object:
        patterns.append(pattern)
        return matcher(pattern)

    text._is_linear.cache_clear()
    monkeypatch.setattr(text, "_matcher", counted)
    yield patterns
    text._is_linear.cache_clear()


def questionnaire(folder: Path, sets: int, patterns: int, *, pattern: str = "[a-z]") -> Path:
    """Make a questionnaire of so many more sets, each with so many patterns of its own."""
    shutil.copytree(SMALL_FOLDER, folder / SMALL_FOLDER.name)
    folder = folder / SMALL_FOLDER.name
    files = [f"1{n:03}-more.yaml" for n in range(sets)]
    for number, file in enumerate(files):
        questions = "".join(
            f"  - {{id: q-{number}-{n}, ask: What is {number} {n}?, type: text, optional: true, "
            f"pattern: '{pattern}{folder.parent.name}{number}x{n}'}}\n"
            for n in range(patterns)
        )
        text = f"id: more-{number}\ntitle: More\nquestions:\n{questions}"
        (folder / file).write_text(text, "utf-8")
    head = (folder / "questionnaire.yaml").read_text("utf-8")
    last = "  - 02-lights.yaml\n"
    head = head.replace(last, last + "".join(f"  - {file}\n" for file in files))
    (folder / "questionnaire.yaml").write_text(head, "utf-8")
    return folder


def refused(folder: Path) -> list[str]:
    return [
        Path(finding.path).name
        for found in lint_folder(folder).values()
        for finding in found
        if finding.code == "S104"
    ]


def test_patterns_are_counted_through_all_sets_of_a_questionnaire(tmp_path: Path) -> None:
    folder = questionnaire(tmp_path, sets=5, patterns=7)  # in addition to the two that stand in it

    assert refused(folder) == ["1004-more.yaml"]
    with pytest.raises(QuestionnaireError, match="a questionnaire can have 30"):
        load(folder)


def test_twice_as_many_sets_with_patterns_take_no_more_to_compile(
    compiled: list[str], tmp_path: Path
) -> None:
    few = questionnaire(tmp_path / "a", sets=8, patterns=10)
    many = questionnaire(tmp_path / "b", sets=16, patterns=10)

    lint_folder(few)
    of_few = len(compiled)
    lint_folder(many)

    assert 0 < of_few <= MAX_PATTERNS
    assert len(compiled) - of_few <= of_few


def test_twice_as_many_questionnaires_take_no_more_to_compile(
    compiled: list[str], tmp_path: Path
) -> None:
    folders = [
        questionnaire(tmp_path / f"{n}", sets=1, patterns=20, pattern="[a-z]{30}") for n in range(8)
    ]

    def number(folders: list[Path]) -> int:
        text._is_linear.cache_clear()
        compiled.clear()
        for _ in lint_paths(folders):
            pass
        return len(compiled)

    assert 0 < number(folders[:4]) == number(folders)


def test_what_is_too_large_together_is_named_with_the_set_that_is_too_much(tmp_path: Path) -> None:
    folders = [
        questionnaire(tmp_path / f"{n}", sets=1, patterns=25, pattern="[a-z]{40}") for n in range(3)
    ]

    found = [finding for file in lint_paths(folders) for finding in file.diagnostics]

    assert [(finding.path, finding.code) for finding in found] == [
        (f"{folders[2]}/1000-more.yaml", "S104")
    ]
    assert "with repetitions such as `[a-z]{3}` written out" in found[0].message


def test_a_pattern_is_compiled_once_however_often_its_file_is_read(
    compiled: list[str], tmp_path: Path
) -> None:
    folder = questionnaire(tmp_path, sets=1, patterns=20)
    files = sorted(folder.glob("*.yaml"))

    found = [
        finding for _ in range(5) for file in lint_paths(files) for finding in file.diagnostics
    ]
    load(folder)

    assert [finding for finding in found if finding.code.startswith("S")] == []
    assert len(compiled) == len(set(compiled)) == 22


def test_a_set_that_the_questionnaire_does_not_name_counts_too(tmp_path: Path) -> None:
    folder = questionnaire(tmp_path, sets=1, patterns=28)
    extra = folder / "extra.yaml"
    extra.write_text(
        "id: extra\ntitle: Extra\nquestions:\n"
        "  - {id: one-more, ask: What else?, type: text, pattern: 'x'}\n",
        "utf-8",
    )

    (found,) = lint_file(extra).values()

    assert [finding.code for finding in found] == ["S104"]


def test_what_ships_is_far_below_the_limits() -> None:
    for folder in questionnaire_folders().values():
        sets = "".join(path.read_text("utf-8") for path in folder.glob("*.yaml"))
        patterns = re.findall(r'^ *pattern: "(.*)"$', sets, re.MULTILINE)

        assert 0 < len(patterns) <= MAX_PATTERNS / 3
        assert sum(map(pattern_size, patterns)) <= MAX_PATTERN_SIZE / 10


@pytest.mark.parametrize(
    ("pattern", "size"),
    [
        ("", 0),
        ("abc", 3),
        ("ab|cd", 4),
        ("[a-z]{3}", 3),
        (r"\w{2,100}", 100),
        ("a{2,}", 2),
        ("a*b+c?", 3),
        ("(a|b){3}", 6),
        (r"((\w{100}){20}){2}", 4000),
        ("(a{10}b{20}){3}c", 91),
        (r"[\p{L}&&[^a-z]]{30}", 30),
        (r"\p{Greek}{5}", 5),
        (r"\[(\w{100}){20}]", 2002),
        (r"[\]]{7}", 7),
        ("a{999999999999}", 999_999),
        ("))a{2}(", 2),
        ("(" * 1000, 0),
        ("[" * 1000, 1),
    ],
)
def test_the_size_of_a_pattern_is_that_of_what_it_repeats(pattern: str, size: int) -> None:
    assert pattern_size(pattern) == size


def test_what_is_refused_is_not_counted() -> None:
    budget = PatternBudget()

    with pytest.raises(PydanticCustomError):
        budget.take(["x"] * (MAX_PATTERNS + 1))
    with pytest.raises(PydanticCustomError):
        budget.take([f"x{{{MAX_PATTERN_SIZE}}}", "x"])
    budget.take([f"x{{{MAX_PATTERN_SIZE}}}"])
    budget.take([f"x{{{MAX_PATTERN_SIZE + 1}}}", "[" * 1_000_000])  # each is refused by itself
