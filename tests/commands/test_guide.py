"""`checklist guide` shows each guide whole, in the terminal, as Markdown and as a page."""

import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest

from checklist.guides.topics import RULES, TOPICS, guide
from checklist.questionnaire.loading import shipped
from tests.support.browser import Browser
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
    longest = max((len(line), line) for line in done.stdout.splitlines())
    assert longest[0] <= 80, longest


def test_a_command_that_is_longer_than_a_line_can_be_copied(tmp_path: Path) -> None:
    shown = checklist_run("guide", "secretariat", cwd=tmp_path).stdout

    joined = re.sub(r" \\\n +", " ", shown)
    for line in re.findall(r"^checklist .*$", guide("secretariat"), re.MULTILINE):
        assert f"    {line}\n" in joined
    assert joined != shown


@EACH
def test_a_guide_as_a_page_has_all_its_words(topic: str, tmp_path: Path) -> None:
    done = checklist_run("guide", topic, "--output", "guide.html", cwd=tmp_path)

    assert done.code == 0
    page = (tmp_path / "guide.html").read_text("utf-8").partition("<header>")[2]
    shown = unescape(re.sub(r"<[^>]+>", " ", page))
    asked = re.sub(r"^```\w+$", "", guide(topic), flags=re.MULTILINE)
    assert Counter(re.findall(r"\w+", asked)) <= Counter(re.findall(r"\w+", shown))


def test_a_guide_as_markdown_has_no_comments(tmp_path: Path) -> None:
    done = checklist_run("guide", "official", "--format", "markdown", cwd=tmp_path)

    assert done.code == 0
    assert done.stdout == guide("official")
    assert "<!--" not in done.stdout


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


@pytest.mark.parametrize("topic", [*TOPICS, "R005", "S003"])
@pytest.mark.thorough
@pytest.mark.parametrize("dark", [False, True])
def test_a_page_of_a_guide_can_be_used_by_everybody(
    topic: str, dark: bool, browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "guide.html"
    checklist_run("guide", topic, "-o", str(path), cwd=tmp_path)

    for width in (1280, 390):
        with browser.shown(path, width=width, dark=dark) as shown:
            assert shown.found_by_axe() == []
            assert not shown.is_cut()
            assert shown.complaints == shown.requests == []


def test_the_guide_for_officials_says_how_many_questions_there_are() -> None:
    asked = shipped()

    assert f"{len(asked.questions)} questions" in guide("official")
    assert {2: "two", 11: "eleven", 12: "twelve"}[len(asked.sets)] in guide("official")
