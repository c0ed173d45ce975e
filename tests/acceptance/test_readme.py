"""README and the guides show what the tool shows. .ci/run runs their commands as they stand there.

After a change of what the tool shows, `REWRITE=1 pytest tests/acceptance/test_readme.py` writes
README's blocks and pictures again.
"""

import os
import re
from base64 import b64encode
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
import yaml

from checklist.application import COMMANDS
from checklist.guides.topics import RULES, TOPICS
from checklist.interview.engine import Interview
from checklist.interview.fullscreen.frame import frame
from checklist.interview.fullscreen.question_model import question_model
from checklist.interview.fullscreen.view import Position, View
from checklist.interview.user_commands import parse
from checklist.questionnaire.loading import shipped
from checklist.reports.report import Report
from checklist.text.text_field import TextField
from tests.support import readme
from tests.support.browser import Browser
from tests.support.folders import CYCLE, EXAMPLES, ROOT
from tests.support.running import checklist_run
from tests.support.screen_picture import svg

README = readme.PATH.read_text(encoding="utf-8")
GUIDES = {path.stem: path.read_text(encoding="utf-8") for path in readme.GUIDES}
MOST_LINES = 120
WIDE = {"COLUMNS": "80"}
SCREEN, SUMMARY = ROOT / ".github" / "screen.svg", ROOT / ".github" / "summary.png"

# What the tool looks like


def test_readme_shows_a_question_as_the_interview_asks_it() -> None:
    questionnaire = shipped()
    report = Report.begin(questionnaire, "NOR", date(2026, 1, 1))
    interview = Interview(questionnaire, report)
    interview.enter(parse("/goto offence"))
    view = View.of(interview.prompt(), interview)

    drawn = frame(question_model(view, Position(at=0), TextField()), width=80, height=16)

    assert drawn.lost == []
    assert len(view.prompt.step.options) == len(drawn.seen) > 0
    picture = svg(drawn.lines, 80, title="A question of the interview")
    if os.environ.get("REWRITE"):
        SCREEN.write_text(picture, encoding="utf-8")
    assert SCREEN.read_text(encoding="utf-8") == picture


DIFFERENCE = """async ([one, other]) => {
    const values = await Promise.all([one, other].map(async data => {
        const picture = await createImageBitmap(await (await fetch(data)).blob());
        const canvas = new OffscreenCanvas(48, 32).getContext('2d');
        canvas.drawImage(picture, 0, 0, 48, 32);
        return canvas.getImageData(0, 0, 48, 32).data;
    }));
    return values[0].reduce((sum, value, at) => sum + Math.abs(value - values[1][at]), 0)
        / values[0].length;
}"""
"""The mean difference of two pictures, in steps of 255, each as 48 x 32 fields.

Letters differ from machine to machine; where bars, columns and headings stand does not.
"""


@pytest.mark.thorough
def test_readme_shows_the_page_of_a_summary(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "summary.html"
    done = checklist_run("summarize", str(CYCLE), "-o", str(page), cwd=tmp_path)
    assert done.code == 0
    with browser.shown(page, width=1100) as shown:
        shown.page.set_viewport_size({"width": 1100, "height": 720})
        picture = shown.page.screenshot()
    if os.environ.get("REWRITE"):
        SUMMARY.write_bytes(picture)
    blank = tmp_path / "blank.html"
    blank.write_text("<p>Compares pictures.</p>", encoding="utf-8")

    with browser.shown(blank) as comparing:
        sent = [
            f"data:image/png;base64,{b64encode(one).decode()}"
            for one in (SUMMARY.read_bytes(), picture)
        ]
        difference = comparing.page.evaluate(DIFFERENCE, sent)

    assert difference < 4


def test_readme_shows_a_finding_as_validate_prints_it(tmp_path: Path) -> None:
    sound = (EXAMPLES / "report-TUV.yaml").read_text("utf-8")
    misspelt = sound.replace("state: TUV", "state: TVU")
    (tmp_path / "report-TUV.yaml").write_text(misspelt, "utf-8")

    done = checklist_run("validate", "--select", "R003", "report-TUV.yaml", cwd=tmp_path)

    assert done.code == 1
    readme.assert_shown("finding", done.stdout)


# README and the guides as texts


def test_readme_is_short() -> None:
    assert len(README.splitlines()) <= MOST_LINES


def test_there_is_a_guide_for_each_topic_and_readme_names_it() -> None:
    assert sorted([*GUIDES, RULES]) == sorted(TOPICS)
    for topic in TOPICS:
        assert f"`checklist guide {topic}`" in README, topic


def test_readme_and_the_guides_name_every_command() -> None:
    texts = "\n".join([README, *GUIDES.values()])

    missing = [
        name for name in COMMANDS if not re.search(rf"(`|checklist ){re.escape(name)}\b", texts)
    ]

    assert missing == []


@pytest.mark.sampled
@pytest.mark.parametrize("document", readme.DOCUMENTS, ids=lambda path: path.stem)
def test_a_text_names_only_commands_and_options_that_exist(document: Path, tmp_path: Path) -> None:
    text = document.read_text(encoding="utf-8")
    lines = [
        line
        for one in readme.blocks(document)
        if one.kind == "sh"
        for line in one.body.splitlines()
    ]
    lines += re.findall(r"`(checklist [a-z][^`]*)`", text)
    words = [line.rpartition("&& ")[2].split() for line in lines if "checklist " in line]
    used = defaultdict[str, set[str]](set)
    for line in words:
        if line[0] == "checklist":
            used[line[1]] |= {option for option in line[2:] if option.startswith("--")}

    assert used or document.stem == "security"
    assert used.keys() - COMMANDS.keys() <= {"COMMAND", "--help"}
    for command, options in used.items():
        if not options:
            continue
        help_text = checklist_run(command, "--help", cwd=tmp_path, env=WIDE).stdout
        for option in sorted(options):
            assert re.search(rf"(?<!\S){re.escape(option)}(?!\S)", help_text), f"{command} {option}"


def test_readme_links_only_to_what_is_there() -> None:
    for target in re.findall(r"\]\((?!https?://)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_readme_installs_from_a_copy_of_the_repository_only() -> None:
    texts = "\n".join([README, *GUIDES.values()])
    installed = re.findall(r"pip install (.+?)(?: && .*)?$", texts, re.MULTILINE)

    sources = [word.strip("\"'") for words in installed for word in words.split()]
    ours = [word for word in sources if word != "-e"]
    assert ours
    assert all(re.fullmatch(r"\.(/checklist)?(\[\w+\])?", word) for word in ours), ours


# The workflows: README's for other repositories, and this project's own


def test_the_tests_run_on_github_as_readme_says() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text("utf-8"))
    steps = workflow["jobs"]["test"]["steps"]

    assert readme.command('".[test]" && pytest') in [step.get("run") for step in steps]


def test_all_workflows_use_the_same_actions_by_their_whole_hash() -> None:
    used = re.compile(r"uses: (\S+)@([0-9a-f]{40}) # (v\S+)$", re.MULTILINE)
    texts = [
        GUIDES["author"],
        *(path.read_text("utf-8") for path in (ROOT / ".github").rglob("*.yml")),
    ]

    pins = [used.findall(text) for text in texts]

    assert [len(re.findall(r"uses: ", text)) for text in texts] == [len(one) for one in pins]
    assert len(set().union(*pins)) == len({name for name, _, _ in set().union(*pins)}) > 1
