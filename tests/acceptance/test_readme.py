"""README shows what the tool shows. .ci/run runs its commands as they stand there.

After a change of what the tool shows, `REWRITE=1 pytest tests/acceptance/test_readme.py` writes it
into README.
"""

import re
from collections import defaultdict
from datetime import date
from pathlib import Path

import yaml

from checklist.application import COMMANDS
from checklist.interview.engine import Interview
from checklist.interview.screen_face.frame import frame
from checklist.interview.screen_face.question_model import question_model
from checklist.interview.screen_face.view import Position, View
from checklist.interview.user_commands import parse
from checklist.questionnaire.loading import shipped
from checklist.reports.report import Report
from checklist.text.text_field import TextField
from tests.support import readme
from tests.support.folders import FIXTURES, ROOT
from tests.support.running import checklist_run

README = readme.PATH.read_text(encoding="utf-8")
MOST_LINES = 300
WIDE = {"COLUMNS": "80"}
GROUPS = {name.partition(" ")[0] for name in COMMANDS if " " in name}

# What the tool looks like


def test_readme_shows_a_question_as_the_interview_asks_it() -> None:
    questionnaire = shipped()
    report = Report.begin(questionnaire, "NOR", date(2026, 1, 1))
    interview = Interview(questionnaire, report)
    interview.enter(parse("/goto offence"))
    view = View.of(interview.prompt(), interview)

    drawn = frame(question_model(view, Position(), TextField()), width=80, height=14)

    assert drawn.lost == []
    assert len(view.prompt.step.options) == len(drawn.seen) > 0
    lines = ["".join(text for _, text in line).rstrip() for line in drawn.lines]
    readme.assert_shown("screen", "\n".join(lines) + "\n")


def test_readme_shows_a_finding_as_validate_prints_it(tmp_path: Path) -> None:
    sound = (FIXTURES / "reports" / "report-TUV.yaml").read_text("utf-8")
    misspelt = sound.replace("state: TUV", "state: TVU")
    (tmp_path / "report-TUV.yaml").write_text(misspelt, "utf-8")

    done = checklist_run("validate", "--select", "R003", "report-TUV.yaml", cwd=tmp_path)

    assert done.code == 1
    readme.assert_shown("finding", done.stdout)


# README as a text


def test_readme_is_short() -> None:
    assert len(README.splitlines()) <= MOST_LINES


def test_readme_names_every_command() -> None:
    missing = [name for name in COMMANDS if f"checklist {name}" not in README]

    assert missing == []


def test_readme_names_only_commands_and_options_that_exist(tmp_path: Path) -> None:
    lines = [line for one in readme.blocks() if one.kind == "sh" for line in one.body.splitlines()]
    lines += re.findall(r"`(checklist [a-z][^`]*)`", README)
    words = [line.rpartition("&& ")[2].split() for line in lines if "checklist " in line]
    used = defaultdict[str, set[str]](set)
    for line in words:
        if line[0] == "checklist":
            command = " ".join(line[1:3] if line[1] in GROUPS else line[1:2])
            used[command] |= {option for option in line[2:] if option.startswith("--")}

    assert any(used.values())
    for command, options in used.items():
        if not options:
            continue
        help_text = checklist_run(*command.split(), "--help", cwd=tmp_path, env=WIDE).stdout
        for option in sorted(options):
            assert re.search(rf"(?<!\S){re.escape(option)}(?!\S)", help_text), f"{command} {option}"


def test_readme_links_only_to_what_is_there() -> None:
    for target in re.findall(r"\]\((?!https?://)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_readme_installs_from_a_copy_of_the_repository_only() -> None:
    installed = re.findall(r"pip install (.+?)(?: && .*)?$", README, re.MULTILINE)

    sources = [word.strip("\"'") for words in installed for word in words.split()]
    ours = [word for word in sources if word not in ("-e", "duckdb")]
    assert ours
    assert all(re.fullmatch(r"\.(/checklist)?(\[\w+\])?", word) for word in ours), ours


# The workflows: README's for other repositories, and this project's own


def test_the_tests_run_on_github_as_readme_says() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text("utf-8"))
    steps = workflow["jobs"]["test"]["steps"]

    assert readme.command('".[test]" && pytest') in [step.get("run") for step in steps]


def test_all_workflows_use_the_same_actions_by_their_whole_hash() -> None:
    used = re.compile(r"uses: (\S+)@([0-9a-f]{40}) # (v\S+)$", re.MULTILINE)
    texts = [README, *(path.read_text("utf-8") for path in (ROOT / ".github").rglob("*.yml"))]

    pins = [set(used.findall(text)) for text in texts]

    assert [len(re.findall(r"uses: ", text)) for text in texts] == [len(one) for one in pins]
    assert len(set().union(*pins)) == len({name for name, _, _ in set().union(*pins)}) == 2
