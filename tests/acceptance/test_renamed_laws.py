"""A law with another short name takes its citations along, and none is left without its law."""

import sys
from pathlib import Path
from typing import Any

import pytest

from checklist.files.report_text import ReportText
from checklist.reports.report import Report
from tests.acceptance.entries import SMALL, lines, loaded
from tests.support.pages import flat
from tests.support.running import checklist_run

REPORT = "report-DNK.yaml"
CITED = [{"law": "lights-act", "article": "4"}, {"url": "https://example.org/lights"}]
RENAMED = [{"law": "coast-act", "article": "4"}, CITED[1]]
RENAME = ("/goto laws", "change 1", "", "coast-act")
SAID = "The law lights-act is called coast-act now: 1 citation of it is changed, in 2.2."


def evidence(report: Path) -> Any:
    return loaded(report)["answers"]["light-service"]["value"]["evidence"]


def typed(report: Path, *entries: str, command: str = "answer") -> str:
    """Type entries on lines. Returns what was shown."""
    words = [command, *SMALL, "--plain", report.name]
    done = checklist_run(*words, cwd=report.parent, stdin=lines(*entries, "/quit"))
    assert done.code == (command == "fix"), done.stdout + done.stderr  # something is left to fix
    return flat(done.stdout)


def test_the_citations_follow_and_a_message_counts_them(draft: Path) -> None:
    shown = typed(draft, *RENAME)

    assert SAID in shown
    assert evidence(draft) == RENAMED
    assert "R013" not in checklist_run("validate", *SMALL, draft.name, cwd=draft.parent).stdout


def test_undo_takes_back_the_name_and_the_citations(draft: Path) -> None:
    before = loaded(draft)["answers"]

    typed(draft, *RENAME, "/undo")

    assert loaded(draft)["answers"] == before


def test_who_gave_an_answer_stays_when_somebody_else_renames_the_law(draft: Path) -> None:
    text = draft.read_text("utf-8")
    at = text.index("  light-service:\n") + len("  light-service:\n")
    draft.write_text(text[:at] + "    answered_by:\n      - coast-guard\n" + text[at:], "utf-8")

    typed(draft, *RENAME)

    answer = loaded(draft)["answers"]["light-service"]
    assert (answer["answered_by"], answer["value"]["evidence"]) == (["coast-guard"], RENAMED)


def test_fix_renames_in_the_same_way(draft: Path) -> None:
    text = draft.read_text("utf-8")
    draft.write_text(text.replace('value: "2004"', 'value: "1999"', 1), "utf-8")

    shown = typed(draft, *RENAME, command="fix")

    assert SAID in shown
    assert evidence(draft) == RENAMED


def test_a_law_that_is_removed_keeps_its_citations_and_takes_no_other_name(draft: Path) -> None:
    typed(draft, "/goto laws", "Act on ports", "ports-act", "", "4", "1", "Norway", "1", "remove 1")

    assert evidence(draft) == CITED


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_on_the_full_screen_the_citations_follow_and_come_back(draft: Path) -> None:
    from tests.support.terminal import Terminal

    words = ["answer", *SMALL, draft.name]
    with Terminal(*words, cwd=draft.parent, screens=True) as terminal:
        terminal.settle()
        for entry in RENAME:
            terminal.press(*([entry] if entry else []), "enter")
        assert SAID in flat(terminal.screen_text())
        assert evidence(draft) == RENAMED
        terminal.press("/undo", "enter")
        assert evidence(draft) == CITED


def dangling(draft: Path) -> Path:
    """Let the report cite a law that is not in its register."""
    text = draft.read_text("utf-8")
    draft.write_text(text.replace("law: lights-act", "law: lamps-act", 1), "utf-8")
    return draft


def test_finalize_and_validate_final_refuse_a_law_that_is_not_in_the_register(draft: Path) -> None:
    before = dangling(draft).read_bytes()

    done = checklist_run("finalize", *SMALL, draft.name, cwd=draft.parent, stdin="2\n")
    checked = checklist_run("validate", *SMALL, "--final", draft.name, cwd=draft.parent)
    as_draft = checklist_run("validate", *SMALL, draft.name, cwd=draft.parent)

    shown = flat(done.stdout)
    assert done.code == 1
    assert "cannot be made final yet" in shown
    assert "2.2 How far" in shown
    assert "the law `lamps-act` is not in the register of laws (1.11)" in shown
    assert draft.read_bytes() == before
    assert (checked.code, "R013 error" in checked.stdout) == (1, True)
    assert (as_draft.code, "R013 warning" in as_draft.stdout) == (0, True)


def test_a_report_that_is_final_already_stays_of_use(draft: Path) -> None:
    folder = draft.parent
    checklist_run("finalize", *SMALL, draft.name, cwd=folder)
    data = loaded(draft)
    data["answers"]["light-service"]["value"]["evidence"][0]["law"] = "lamps-act"
    sealed = Report.from_data(data).sealed()
    draft.write_bytes(ReportText.new(sealed.to_data(), draft.name).content())

    for command in ("validate", "validate --final", "show", "submit", "redact"):
        done = checklist_run(*command.split(), *SMALL, draft.name, cwd=folder)
        assert done.code == 0, done.stdout + done.stderr
