"""A questionnaire has a new version: drafts of the old one are migrated, final reports stay."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from checklist.files.reader import parse, read
from checklist.questionnaire.loading import earlier_version, load
from checklist.reports.report import Report
from tests.acceptance.entries import loaded
from tests.support.folders import FIXTURES
from tests.support.running import Result, checklist_run

LAMPS = FIXTURES / "questionnaire" / "lamps"
REPORT, ASIDE = "report-NOR.yaml", "report-NOR.set-aside.yaml"
KEPT = "report-NOR.1.0.0.draft.yaml"
PRESENT = load(LAMPS)
EARLIER = earlier_version(PRESENT, "1.0.0")

ANSWERS = """\
  # Asked by telephone.
  status: {value: signed, note: Since 2003.}
  harbours: {value: affirmative}
  lamp-count: {value: 7}
  fund: {value: affirmative, note: The fund of Bergen.}
  skills:
    value:
      police: {value: trained, confidential: true}
      judges: {value: untrained, note: Only two.}
  remark: {value: "It is dark."}
"""


def head(version: str = "1.0.0") -> str:
    assert EARLIER is not None
    asked = EARLIER if version == "1.0.0" else PRESENT
    return f"""\
checklist_report: 1
questionnaire: {{id: lamps, version: {version}, digest: "{asked.digest}"}}
state: NOR
as_of: 2026-06-30
status: draft
revision: 1
"""


DRAFT = f"{head()}answers:\n{ANSWERS}"


def final_text(text: str = DRAFT) -> str:
    data = parse(text.encode(), REPORT).data
    assert isinstance(data, dict)
    return json.dumps(Report.from_data(data).sealed().to_data())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(LAMPS, tmp_path / "lamps")
    (tmp_path / REPORT).write_text(DRAFT, "utf-8")
    return tmp_path


@pytest.fixture
def final(folder: Path) -> Path:
    (folder / REPORT).write_text(final_text(), "utf-8")
    return folder


def run(folder: Path, *words: str, typed: str = "") -> Result:
    return checklist_run(*words, "--questionnaire", "lamps", cwd=folder, stdin=typed)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"lamps"}


def content(path: Path) -> Mapping[str, Any]:
    data = read(path).data
    assert isinstance(data, dict)
    return data


# A draft


@pytest.mark.parametrize("command", ["answer", "fix", "finalize"])
def test_what_would_change_a_draft_of_an_older_version_proposes_to_migrate_it(
    command: str, folder: Path
) -> None:
    done = run(folder, command, REPORT)

    assert done.code in {1, 2}
    assert f"checklist migrate {REPORT}" in done.stderr
    assert (folder / REPORT).read_text("utf-8") == DRAFT
    assert names(folder) == {REPORT}


def test_validate_checks_a_draft_against_its_own_version_and_proposes_to_migrate_it(
    folder: Path,
) -> None:
    done = run(folder, "validate", REPORT)

    assert done.code == 0
    assert "R002 warning: the report is for version `1.0.0`, and is checked against that" in (
        done.stdout
    )
    assert "`checklist migrate` moves a draft to the present version" in done.stdout
    assert "R004" not in done.stdout


def test_status_proposes_to_migrate_a_draft(folder: Path) -> None:
    done = run(folder, "status", REPORT)

    assert done.code == 0
    assert f"checklist migrate {REPORT}" in done.stdout


def test_migrate_says_of_each_answer_what_became_of_it_and_why(folder: Path) -> None:
    done = run(folder, "migrate", REPORT)

    assert (done.code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "From version 1.0.0 to 2.0.0: 6 parts of answers are carried over, 2 wait to be confirmed, "
        "3 are set aside.",
        "To be confirmed:",
        "  1.4 fund: A fund of one harbour no longer counts.",
        "  1.4 fund/note: A fund of one harbour no longer counts.",
        "Set aside:",
        "  1.5 skills/judges: No judge lights a lamp.",
        "  1.5 skills/judges/note: No judge lights a lamp.",
        "  1.6 remark: Each question has a note.",
        f"Both are kept with their content in {ASIDE}.",
        f"The draft as it was is kept in {KEPT}. Go on with:",
        f"  checklist answer {REPORT} --questionnaire lamps",
    ]


def test_a_migrated_draft_has_what_still_means_the_same_and_waits_for_the_rest(
    folder: Path,
) -> None:
    run(folder, "migrate", REPORT)

    report = loaded(folder / REPORT)
    assert report["questionnaire"] == {
        "id": "lamps",
        "version": "2.0.0",
        "digest": PRESENT.digest,
    }
    assert report["answers"] == {
        "treaty-status": {"value": "other", "note": "Since 2003."},
        "harbours": {"value": "affirmative"},
        "lamp-count": {"value": 7},
        "fund": {"value": "affirmative", "note": "The fund of Bergen.", "carried": True},
        "skills": {"value": {"police": {"value": "trained", "confidential": True}}},
    }
    assert "  harbours: {value: affirmative}\n" in (folder / REPORT).read_text("utf-8")
    assert run(folder, "validate", REPORT).code == 0
    assert "2.0.0" in run(folder, "migrate", REPORT).stdout


def test_what_is_set_aside_and_the_old_draft_are_kept_next_to_the_report(folder: Path) -> None:
    run(folder, "migrate", REPORT)

    aside = content(folder / ASIDE)
    assert names(folder) == {REPORT, ASIDE, KEPT}
    assert (folder / KEPT).read_text("utf-8") == DRAFT
    assert (aside["report"], aside["from"], aside["to"]) == (REPORT, "1.0.0", "2.0.0")
    assert [(one["at"], one["content"]) for one in aside["set_aside"]] == [
        ("skills/judges", "untrained"),
        ("skills/judges/note", "Only two."),
        ("remark", "It is dark."),
    ]
    assert [(one["at"], one["now_at"]) for one in aside["to_confirm"]] == [
        ("fund", ["fund"]),
        ("fund/note", ["fund/note"]),
    ]


def test_files_next_to_a_report_are_no_reports(folder: Path) -> None:
    run(folder, "migrate", REPORT)
    shutil.move(folder / "lamps", folder.parent / "lamps")

    done = checklist_run(
        "validate", ".", "--format", "json", "--questionnaire", "../lamps", cwd=folder
    )

    assert {Path(one["path"]).name for one in json.loads(done.stdout)["files"]} == {REPORT}


def test_nothing_that_was_set_aside_before_is_overwritten(folder: Path) -> None:
    (folder / ASIDE).write_text("{}\n", "utf-8")

    run(folder, "migrate", REPORT)

    assert (folder / ASIDE).read_text("utf-8") == "{}\n"
    assert content(folder / "report-NOR.2.set-aside.yaml")["set_aside"]


def test_a_migration_that_was_stopped_is_ended_by_the_next_one(folder: Path) -> None:
    run(folder, "migrate", REPORT)
    before = {name: (folder / name).read_bytes() for name in names(folder)}
    (folder / REPORT).write_text(DRAFT, "utf-8")

    run(folder, "migrate", REPORT)

    assert {name: (folder / name).read_bytes() for name in names(folder)} == before


def test_a_json_report_stays_json(folder: Path) -> None:
    path = folder / "report-NOR.json"
    path.write_text(json.dumps(content(folder / REPORT)), "utf-8")

    run(folder, "migrate", path.name)

    assert list(json.loads(path.read_text("utf-8"))["answers"]) == [
        "treaty-status",
        "harbours",
        "lamp-count",
        "fund",
        "skills",
    ]


def test_an_answer_that_did_not_fit_its_own_version_is_set_aside_whole(folder: Path) -> None:
    text = DRAFT.replace("{value: 7}", "{value: seven}")
    (folder / REPORT).write_text(text.replace("  remark", "  remarks"), "utf-8")

    done = run(folder, "migrate", REPORT)

    assert "  1.3 lamp-count: it does not fit the question of version 1.0.0" in done.stdout
    assert "  remarks: version 1.0.0 has no such question" in done.stdout
    aside = {one["at"]: one["content"] for one in content(folder / ASIDE)["set_aside"]}
    assert aside["lamp-count"] == {"value": "seven"}
    assert aside["remarks"] == {"value": "It is dark."}


def test_a_version_of_which_nothing_is_declared_is_not_migrated(folder: Path) -> None:
    text = DRAFT.replace("version: 1.0.0", "version: 0.1.0")
    (folder / REPORT).write_text(text, "utf-8")

    done = run(folder, "migrate", REPORT)

    assert done.code == 2
    assert "nothing says what became of version `0.1.0`" in done.stderr
    assert (folder / REPORT).read_text("utf-8") == text


def test_a_text_of_the_editor_for_a_question_that_has_become_another_one_stays_and_is_named(
    folder: Path,
) -> None:
    for words in ("status.note", "remark.value"):
        (folder / f"{REPORT}.{words}.edit.txt").write_text("Since 2003.", "utf-8")

    done = run(folder, "migrate", REPORT)

    assert (
        "A text that you wrote in your editor for 1.6 remark has no place of its own in version "
        f"2.0.0. It stays in {REPORT}.remark.value.edit.txt." in done.stdout
    )
    assert f"It stays in {REPORT}.status.note.edit.txt." in done.stdout
    assert names(folder) >= {f"{REPORT}.{w}.edit.txt" for w in ("status.note", "remark.value")}


# A final report


def test_a_final_report_is_never_migrated(final: Path) -> None:
    before = (final / REPORT).read_bytes()

    done = run(final, "migrate", REPORT)

    assert done.code != 0
    assert f"checklist amend {REPORT}" in done.stderr
    assert (final / REPORT).read_bytes() == before
    assert names(final) == {REPORT}


def test_the_form_and_the_seal_of_a_final_report_are_held_against_its_own_version(
    final: Path,
) -> None:
    sound = run(final, "validate", "--strict", REPORT)
    (final / REPORT).write_text(final_text(DRAFT.replace("signed", "other")), "utf-8")
    other = run(final, "validate", REPORT)
    (final / REPORT).write_text(final_text().replace('"trained"', '"untrained"'), "utf-8")
    changed = run(final, "validate", REPORT)

    assert sound.code == 0, sound.stdout
    assert "R002 note: the report is for version `1.0.0`" in sound.stdout
    assert (other.code, changed.code) == (1, 1)
    assert "R007 error: 1.1 status: `other` is not among the options" in other.stdout
    assert "R012" in changed.stdout


def test_the_next_revision_of_a_final_report_answers_the_present_version(final: Path) -> None:
    before = (final / REPORT).read_bytes()

    done = run(final, "amend", REPORT)

    draft = loaded(final / "report-NOR-r2.yaml")
    assert done.code == 0, done.stderr
    assert "  1.6 remark: Each question has a note." in done.stdout
    assert (draft["questionnaire"]["version"], draft["revision"]) == ("2.0.0", 2)
    assert draft["answers"]["treaty-status"]["value"] == "other"
    assert draft["answers"]["fund"]["carried"] is True
    assert "carried" not in draft["answers"]["harbours"]
    assert content(final / "report-NOR-r2.set-aside.yaml")["set_aside"]
    assert (final / REPORT).read_bytes() == before


def test_a_new_cycle_begins_with_the_answers_of_an_older_version(final: Path) -> None:
    done = run(final, "answer", "new.yaml", "--from", REPORT, "--no-input")

    answers = loaded(final / "new.yaml")["answers"]
    assert "`remark`: Each question has a note." in " ".join(done.stdout.split())
    assert answers["treaty-status"] == {"value": "other", "note": "Since 2003.", "carried": True}
    assert "remark" not in answers


def test_the_answers_of_an_older_version_are_filled_in_as_they_are_migrated(final: Path) -> None:
    words = ["answer", "new.yaml", "--state", "NOR", "--answers", REPORT, "--no-input"]

    done = run(final, *words)

    answers = loaded(final / "new.yaml")["answers"]
    assert (
        "R002 warning: remark has no place in this version, and waits for your decision: "
        "Each question has a note." in done.stdout
    )
    assert answers["treaty-status"] == {"value": "other", "note": "Since 2003."}
    assert answers["fund"]["carried"] is True


def test_a_copy_of_an_older_version_is_merged_and_what_has_no_place_is_decided_once(
    tmp_path: Path,
) -> None:
    (tmp_path / "copy.yaml").write_text(DRAFT, "utf-8")
    (tmp_path / REPORT).write_text(f"{head('2.0.0')}answers: {{}}\n", "utf-8")
    shutil.copytree(LAMPS, tmp_path / "lamps")
    words = ["ministries", "merge", REPORT, "copy.yaml"]

    done = run(tmp_path, *words)

    merged = loaded(tmp_path / REPORT)
    lost = [(one["at"], one["wanted"][0]["content"]) for one in merged["conflicts"]]
    assert merged["answers"]["treaty-status"]["value"] == "other"
    assert ("remark", "It is dark.") in lost
    assert "11 fields: 8 taken, 0 unchanged, 3 conflicts" in done.stdout
    del merged["conflicts"]  # all are decided: they are left out
    (tmp_path / REPORT).write_text(json.dumps(merged, default=str), "utf-8")

    again = run(tmp_path, *words)

    assert again.code == 0, again.stdout
    assert "conflicts" not in loaded(tmp_path / REPORT)


def test_reports_of_two_versions_are_compared_where_answers_mean_the_same(final: Path) -> None:
    answers = """\
  treaty-status: {value: party}
  harbours: {value: affirmative}
  lamp-count: {value: 9}
  fund: {value: negative}
  skills: {value: {police: {value: trained}, clerks: {value: trained}}}
"""
    text = f"{head('2.0.0')}answers:\n{answers}".replace("revision: 1", "revision: 2")
    (final / "later.yaml").write_text(text, "utf-8")

    done = run(final, "compare", REPORT, "later.yaml", "--format", "json")

    assert done.code == 0, done.stderr
    (entry,) = json.loads(done.stdout)["reports"]
    reasons = {one["question"]: one["not_comparable"] for one in entry["differences"]}
    assert reasons == {
        "treaty-status": "",
        "lamp-count": "",
        "fund": "What it means has changed since version 1.0.0: "
        "A fund of one harbour no longer counts.",
        "skills": "What it means has changed since version 1.0.0: "
        "it is confidential, and its question has changed",
        "remark": "This version of the questionnaire does not have the question: "
        "Each question has a note.",
    }


def test_two_reports_of_an_older_version_are_compared_by_the_questions_of_that(
    final: Path,
) -> None:
    (final / "other.yaml").write_text(
        final_text(DRAFT.replace("affirmative, note", "negative, note")), "utf-8"
    )

    done = run(final, "compare", REPORT, "other.yaml", "--format", "json")

    (entry,) = json.loads(done.stdout)["reports"]
    assert [(one["question"], one["not_comparable"]) for one in entry["differences"]] == [
        ("fund", "")
    ]


def test_answers_that_mean_something_else_are_not_counted(final: Path) -> None:
    done = run(final, "tabulate", REPORT, "--output", "table.csv")

    assert done.code == 0, done.stderr
    rows = (final / "table.csv").read_text("utf-8-sig").splitlines()
    by_question = {
        question: next(row for row in rows if f",{question}," in row)
        for question in ("treaty-status", "fund", "lamp-count")
    }
    assert ",answered," in by_question["treaty-status"]
    assert ",answered," in by_question["lamp-count"]
    assert ",unanswered," in by_question["fund"]


# The author


def test_freeze_keeps_what_a_version_asks_once(folder: Path) -> None:
    kept = folder / "lamps" / "history" / "2.0.0.yaml"

    first = checklist_run("freeze", "lamps", cwd=folder)
    again = checklist_run("freeze", "lamps", cwd=folder)

    assert (first.code, first.stderr) == (0, "wrote lamps/history/2.0.0.yaml\n")
    assert (again.code, again.stderr) == (
        0,
        "lamps/history/2.0.0.yaml is what version 2.0.0 asks.\n",
    )
    assert content(kept)["digest"] == PRESENT.digest
    assert checklist_run("lint", "lamps", cwd=folder).code == 0


def test_a_version_that_is_kept_is_not_changed_unless_that_is_asked_for(folder: Path) -> None:
    checklist_run("freeze", "lamps", cwd=folder)
    path = folder / "lamps" / "01-lamps.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("label: Clerks", "label: All clerks"), "utf-8")

    refused = checklist_run("freeze", "lamps", cwd=folder)
    lint = checklist_run("lint", "lamps", cwd=folder)
    again = checklist_run("freeze", "lamps", "--again", cwd=folder)

    assert refused.code == 2
    assert "raise the version; or `checklist freeze --again`" in refused.stderr
    assert (lint.code, lint.stdout.count("Q018 error")) == (1, 1)
    assert again.code == 0
    assert checklist_run("lint", "lamps", cwd=folder).code == 0


def test_a_kept_file_is_not_lost_where_the_questionnaire_has_other_mistakes(folder: Path) -> None:
    checklist_run("freeze", "lamps", cwd=folder)
    kept = folder / "lamps" / "history" / "2.0.0.yaml"
    before = kept.read_bytes()
    path = folder / "lamps" / "01-lamps.yaml"
    path.write_text(path.read_text("utf-8").replace("type: integer", "type: intger"), "utf-8")

    done = checklist_run("freeze", "lamps", "--again", cwd=folder)

    assert done.code == 2
    assert "S104" in done.stderr
    assert kept.read_bytes() == before


DIVISION = """\
# Ours.
checklist_division: 1
questionnaire: {id: lamps, version: 1.0.0, digest: "DIGEST"}
state: NOR
authorities:
  keepers: {name: Keepers of lamps}
asks:
  status: {lead: own}
  harbours: {lead: keepers}
  skills/police: {lead: keepers}
  remark: {lead: keepers}
"""


def test_the_division_among_ministries_is_taken_along(folder: Path) -> None:
    assert EARLIER is not None
    path = folder / "division-NOR.yaml"
    path.write_text(DIVISION.replace("DIGEST", EARLIER.digest), "utf-8")

    done = run(folder, "migrate", REPORT)

    assert done.code == 0, done.stderr
    assert "The division among ministries was taken along." in done.stdout
    assert "  no longer asked: 1.6 remark\n" in done.stdout
    assert "  new: 1.3 lamp-count, 1.4 fund\n" in done.stdout
    data: Any = read(path).data
    assert data["questionnaire"] == {
        "id": "lamps",
        "version": PRESENT.head.version,
        "digest": PRESENT.digest,
    }
    assert {place.partition("/")[0] for place in data["asks"]} == {*PRESENT.questions}
    assert "keepers" in {one["lead"] for one in data["asks"].values()}
    assert path.read_text("utf-8").startswith("# Ours.\n")


def test_a_division_that_was_left_behind_is_taken_along_by_the_next_run(folder: Path) -> None:
    """The command was stopped after the report, and before the division."""
    assert EARLIER is not None
    run(folder, "migrate", REPORT)
    path = folder / "division-NOR.yaml"
    path.write_text(DIVISION.replace("DIGEST", EARLIER.digest), "utf-8")

    done = run(folder, "migrate", REPORT)

    assert done.code == 0, done.stderr
    data: Any = read(path).data
    assert data["questionnaire"]["version"] == PRESENT.head.version
