"""`checklist guide` shows each guide whole."""

import re
from pathlib import Path
from textwrap import dedent, indent

import pytest
import yaml

from checklist.guides.topics import RULES, TOPICS, guide
from checklist.questionnaire.loading import shipped
from tests.support.running import checklist_run

EACH = pytest.mark.parametrize("topic", [topic for topic in TOPICS if topic != RULES])


def words(text: str) -> list[str]:
    """Return the words of a text without the signs of Markdown."""
    return re.findall(r"[\w/.-]+", re.sub(r"^```\w+$|^#+ ", "", text, flags=re.MULTILINE))


def test_without_a_topic_the_guides_are_listed(tmp_path: Path) -> None:
    done = checklist_run("guide", cwd=tmp_path)

    assert done.code == 0
    assert re.findall(r"^checklist guide (\w+)", done.stdout, re.MULTILINE) == [*TOPICS]


@EACH
def test_a_guide_is_shown_whole_in_the_width_of_the_terminal(topic: str, tmp_path: Path) -> None:
    done = checklist_run("guide", topic, cwd=tmp_path)

    assert done.code == 0
    assert words(done.stdout.replace("\n  - ", "\n- ")) == words(guide(topic))
    assert "<!--" not in done.stdout
    assert "\n\n\n" not in done.stdout
    longest = max((len(line), line) for line in done.stdout.splitlines() if line[:4] != "    ")
    assert longest[0] <= 80, longest


@EACH
def test_code_in_a_guide_is_never_wrapped(topic: str, tmp_path: Path) -> None:
    done = checklist_run("guide", topic, cwd=tmp_path, env={"COLUMNS": "40"})

    for _, code in re.findall(r"^```(\w+)\n(.*?)^```$", guide(topic), re.MULTILINE | re.DOTALL):
        assert indent(code, "    ") in done.stdout


def test_a_workflow_that_is_copied_from_a_guide_is_valid_yaml(tmp_path: Path) -> None:
    shown = checklist_run("guide", "author", cwd=tmp_path, env={"COLUMNS": "80"}).stdout

    copied = dedent(re.findall(r"^    name: checklist\n(?:    .*\n|\n)+", shown, re.MULTILINE)[0])
    written = re.findall(r"^```yaml\n(name: .*?)^```$", guide("author"), re.MULTILINE | re.DOTALL)
    assert [yaml.safe_load(copied)] == [yaml.safe_load(text) for text in written]


def test_a_guide_that_is_not_there_is_named_with_the_nearest(tmp_path: Path) -> None:
    done = checklist_run("guide", "ministry", cwd=tmp_path)

    assert done.code == 2
    assert done.stderr == ("checklist: there is no guide `ministry`; did you mean `ministries`?\n")


def test_the_guide_to_the_rules_lists_each_code_once(tmp_path: Path) -> None:
    listed = checklist_run("guide", "rules", cwd=tmp_path)

    codes = re.findall(r"^  - (\w+)", listed.stdout, re.MULTILINE)
    assert listed.code == 0
    assert {"S001", "Q001", "R005", "R521"} <= set(codes)
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("code", ["r005", "D001", "F007"])
def test_a_code_is_explained(code: str, tmp_path: Path) -> None:
    done = checklist_run("guide", code, cwd=tmp_path)

    assert done.code == 0
    assert done.stdout.startswith(f"{code.upper()} ")
    assert "\nUse instead\n" in done.stdout


def test_a_code_that_is_not_there_is_named_with_the_nearest(tmp_path: Path) -> None:
    done = checklist_run("guide", "rr005", cwd=tmp_path)

    assert (done.code, done.stdout) == (2, "")
    assert done.stderr == "checklist: there is no guide `rr005`; did you mean `R005`?\n"


def test_the_guide_for_officials_says_how_many_questions_there_are() -> None:
    asked = shipped()

    assert f"{len(asked.questions)} questions" in guide("official")
    assert {2: "two", 11: "eleven", 12: "twelve"}[len(asked.sets)] in guide("official")
