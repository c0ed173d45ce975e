"""What `finalize` lists without a terminal, and what its options decide."""

import json
import re
from pathlib import Path
from typing import Any

import docx
import pytest

from checklist.files.reader import read
from checklist.ministries.division_file import read_division
from tests.support import signing
from tests.support.divided import REPORT
from tests.support.running import Result
from tests.support.signing import ready, run

APPROVED = ("--approved-by", "A. Minister", "--office", "Ministry of justice")
ALL = (
    *APPROVED, "--on", "2027-03-01", "--answer", "publication=publish", "--keep", "labour",
    "--no-reply", "police",
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    ready(tmp_path)
    return tmp_path


def finalize(folder: Path, *words: str, code: int = 0) -> Result:
    return run(folder, "finalize", REPORT, *words, code=code)


def report(folder: Path) -> Any:
    return read(folder / REPORT).data


def test_without_options_all_that_is_to_be_decided_is_listed_and_nothing_changes(
    folder: Path,
) -> None:
    before = (folder / REPORT).read_bytes()

    done = finalize(folder, code=1)

    said = " ".join(done.stdout.split())
    for words in (
        "Ministry of labour cleared its answers on 1 March 2027. Since then they changed: "
        "3.3 Which rule on pay applies to seafarers? Note. Cleared: From 2003. Now: "
        "From 2005. --agreed labour, or --keep labour",
        "Police (state: sent). Required questions without an answer: 1 3.1 Which of these were "
        "trained in the last two years? --no-reply police --no-reply police=REASON (not "
        "published): ",
        "4.1 May this report be published? --answer publication=CODE: publish, withhold",
        "--approved-by NAME --office OFFICE [--on DATE], or --no-approval",
    ):
        assert words in said
    assert "donors" not in said
    assert done.stderr.endswith("Nothing was made final.\n")
    assert (folder / REPORT).read_bytes() == before


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("left_out", "words"), [("--approved-by", 6), ("--answer", 2), ("--keep", 2), ("--no-reply", 2)]
)
def test_each_point_keeps_it_from_being_final(left_out: str, words: int, folder: Path) -> None:
    at = ALL.index(left_out)

    finalize(folder, *ALL[:at], *ALL[at + words :], code=1)

    assert report(folder)["status"] == "draft"


def test_what_the_options_decide_stands_in_the_final_report(folder: Path) -> None:
    run(
        folder,
        "ministries",
        "note",
        "ports",
        "cleared",
        REPORT,
        "--by",
        "A. Person",
        "--on",
        "2027-03-01",
    )

    finalize(folder, *ALL)

    data = report(folder)
    assert data["status"] == "final"
    assert data["approved"] == {
        "by": "A. Minister",
        "office": "Ministry of justice",
        "on": "2027-03-01",
    }
    assert [(one["authority"], one["on"]) for one in data["cleared"]] == [("ports", "2027-03-01")]
    assert data["answers"]["publication"] == {"value": "publish"}
    police = data["answers"]["training"]["value"]["police-officers"]
    assert police == {"missing": "not-known", "reason": "ministry-did-not-reply"}
    assert data["answers"]["training"]["value"]["pilots"] == {"value": "regular"}
    assert "inspections" not in data["answers"]  # optional, so it stays open
    run(folder, "validate", REPORT)
    public = run(folder, "redact", REPORT, "--output", "public.yaml")
    text = (folder / "public.yaml").read_text("utf-8")
    assert public.code == 0
    assert not any(word in text for word in ("Minister", "cleared", "labour\n"))


def test_another_reason_is_not_published(folder: Path) -> None:
    words = [*ALL[:-1], "police=not-collected"]

    finalize(folder, *words)

    police = report(folder)["answers"]["training"]["value"]["police-officers"]
    assert police == {"missing": "not-known", "reason": "not-collected", "confidential": True}


def test_what_came_back_and_is_not_merged_hides_no_change_since_a_clearance(folder: Path) -> None:
    run(folder, "ministries", "note", "labour", "back", REPORT)
    at = ALL.index("--keep")

    listed = " ".join(finalize(folder, *ALL[:at], *ALL[at + 2 :], code=1).stdout.split())
    done = finalize(folder, *ALL[:at], "--agreed", "labour=Ola", *ALL[at + 2 :])

    assert "Ministry of labour: what came back on 1 March 2027 is not merged" in listed
    assert "--agreed labour, or --keep labour" in listed
    assert "Ministry of labour: what came back" in done.stdout
    assert [cleared["authority"] for cleared in report(folder)["cleared"]] == ["labour"]


def test_who_may_still_object_is_named_and_is_never_among_those_who_cleared(folder: Path) -> None:
    noted = ("note", "ports", "no-objection", REPORT, "--until", "2027-03-31")
    run(folder, "ministries", *noted)

    done = finalize(folder, *ALL)

    said = " ".join(done.stdout.split())
    assert (
        "Port authority may object to its answers until 31 March 2027. Once the report is final"
        in said
    )
    assert "cleared" not in report(folder)


def test_it_is_said_which_answer_ended_a_period_to_object(folder: Path) -> None:
    run(folder, "ministries", "note", "ports", "no-objection", REPORT, "--until", "2027-03-31")
    path = folder / REPORT
    text = path.read_text("utf-8")
    path.write_text(text.replace("status: planned", "status: implemented"), "utf-8")

    said = " ".join(finalize(folder, code=1).stdout.split())

    assert "Port authority could object to its answers until 31 March 2027. Since then" in said
    assert "Before: Planned. Now: Implemented." in said


def test_what_is_left_out_names_the_ministries_that_answered_it(folder: Path) -> None:
    path = folder / REPORT
    text = path.read_text("utf-8")
    off_path = "answers:\n  pay-date: {value: 2020-01, answered_by: [labour]}\n"
    path.write_text(text.replace("answers:\n", off_path, 1), "utf-8")

    said = " ".join(finalize(folder, *ALL).stderr.split())

    assert "Left out, because it is not asked now: 3.4 (When did the rule on pay come" in said
    assert "Tell those who answered it: Ministry of labour" in said
    receipt = "returns/NOR-labour-left-out-2027-03-01.docx"
    assert f"Receipt: {receipt}" in said
    (table,) = docx.Document(str(folder / receipt)).tables
    assert [cell.text for cell in table.rows[1].cells] == [
        "3.4 When did the rule on pay come into force?",
        "January 2020",
    ]
    history = run(folder, "ministries", "history", REPORT, "3.4").stdout
    assert "January 2020 (Ministry of labour) → nothing" in " ".join(history.split())


def test_a_ministry_is_not_told_of_what_others_alone_had_said(folder: Path) -> None:
    path = folder / REPORT
    text = path.read_text("utf-8")
    secret = "{value: 2020-01, answered_by: [labour, police], confidential: true}"
    path.write_text(text.replace("answers:\n", f"answers:\n  pay-date: {secret}\n", 1), "utf-8")

    finalize(folder, *ALL)

    for code in ("labour", "police"):
        shown = docx.Document(str(folder / f"returns/NOR-{code}-left-out-2027-03-01.docx"))
        assert "January 2020" not in "".join(shown.element.body.itertext())
    assert not [*(folder / "returns").glob("NOR-ports-left-out*")]


def test_who_agrees_to_the_change_has_cleared_it(folder: Path) -> None:
    words = [one for one in ALL if one not in {"--keep", "labour"}]

    finalize(folder, *words, "--agreed", "labour=Ola Hansen")

    (cleared,) = report(folder)["cleared"]
    division = read_division(folder / "division-NOR.yaml").division
    noted = division.authorities["labour"].cleared
    assert noted is not None
    assert cleared["authority"] == "labour"
    assert (noted.by, noted.digest) == ("Ola Hansen", cleared["digest"])


def test_a_clearance_is_of_the_draft_before_the_decisions_and_they_end_none(folder: Path) -> None:
    path = folder / REPORT
    before = path.read_text("utf-8")
    text = re.sub(r" +labour-inspectors:\n +value: regular\n", "", before)
    assert text != before
    path.write_text(text, "utf-8")
    run(folder, "ministries", "note", "cabinet", "cleared", REPORT, "--by", "A. Person")
    words = [one for one in ALL if one not in {"--keep", "labour"}]

    finalize(folder, *words, "--no-reply", "labour", "--agreed", "labour")

    data = report(folder)
    labour = data["answers"]["training"]["value"]["labour-inspectors"]
    division = read_division(folder / "division-NOR.yaml").division
    noted = {code: one.cleared for code, one in division.authorities.items() if one.cleared}
    logged = [json.loads(line) for line in (folder / "log-NOR.jsonl").read_text().splitlines()]
    cleared = [one for one in logged if one["did"] == "clear" and one["by"] == "labour"][-1]
    assert labour["reason"] == "ministry-did-not-reply"
    assert {one["authority"]: one["digest"] for one in data["cleared"]} == {
        code: one.digest for code, one in noted.items()
    }
    assert {*noted} == {"cabinet", "labour"}
    assert cleared["digest"] == noted["labour"].digest
    assert "pay-rule/note" in cleared["cleared"]
    assert "did-not-reply" not in json.dumps(cleared)


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--answer", "publication=maybe"), "publication has no option `maybe`"),
        (("--answer", "boats=planned"), "`boats` is not for the signatory to decide"),
        (("--no-reply", "navy"), "`navy` is not in the division"),
        (("--no-reply", "police=lazy"), "`lazy` is not a reason for this"),
        (("--no-reply", "police=other"), 'needs words: --no-reply "police=other: WORDS"'),
        (("--no-reply", "police=not-collected: yet"), "and no other one, needs words"),
        (("--agreed", "navy"), "`navy` is not in the division"),
        (("--agreed", "labour", "--keep", "labour"), "--agreed and --keep cannot both name labour"),
        (("--agreed", "ports"), "--agreed: Port authority has not cleared its answers"),
        (("--keep", "police"), "--keep: Police has not cleared its answers"),
        (("--no-reply", "ports"), "--no-reply: Port authority has answered everything that is"),
        (("--no-reply", "own"), "--no-reply: The authority that writes the report cannot be"),
        ((*APPROVED, "--on", "soon"), "`soon` is not a day"),
        ((*APPROVED, "--no-approval"), "--no-approval and --approved-by do not go together"),
        (("--on", "2027-03-01", "--no-approval"), "--no-approval and --on do not go together"),
        (APPROVED[:2], "--approved-by and --office go together; --on needs both"),
        (APPROVED[2:], "--approved-by and --office go together; --on needs both"),
        (("--on", "2027-03-01"), "--approved-by and --office go together; --on needs both"),
        (("--approved-by", "a\x1bb", "--office", "c"), "one line of at most 400 characters"),
    ],
)
def test_an_option_that_means_nothing_is_refused(
    words: tuple[str, ...], reason: str, folder: Path
) -> None:
    done = finalize(folder, *words, code=2)

    assert reason in done.stderr
    assert report(folder)["status"] == "draft"


def test_what_is_wrong_is_said_first_and_nobody_is_asked_in_vain(folder: Path) -> None:
    path = folder / REPORT
    path.write_text(path.read_text("utf-8").replace("affirmative", "perhaps"), "utf-8")

    done = finalize(folder, *ALL, code=1)

    assert "To be corrected:" in done.stdout
    assert report(folder)["status"] == "draft"
    assert "publication" not in report(folder)["answers"]


def test_an_approval_can_be_left_out_on_purpose(folder: Path) -> None:
    words = [one for one in ALL if one not in {*APPROVED, "--on", "2027-03-01"}]

    finalize(folder, *words, "--no-approval")

    assert "approved" not in report(folder)


@pytest.mark.thorough
def test_decisions_that_open_another_question_are_saved_and_this_is_said(
    tmp_path: Path,
) -> None:
    why = "  - {id: why, ask: Why not?, type: text, when: {question: publication, is: withhold}}\n"
    ready(tmp_path, why)
    words = ["publication=withhold" if one == "publication=publish" else one for one in ALL]

    done = finalize(tmp_path, *words, code=1)

    saved = "Your decisions on who may read the report were saved in the draft. The report is not "
    assert "Why not?" in done.stdout
    assert saved in " ".join(done.stderr.split()) + " "
    assert "Nothing was changed" not in done.stderr
    assert report(tmp_path)["status"] == "draft"
    assert report(tmp_path)["answers"]["publication"] == {"value": "withhold"}


def test_a_run_that_failed_can_be_repeated_with_the_same_options_once_this_is_corrected(
    tmp_path: Path,
) -> None:
    why = "  - {id: why, ask: Why not?, type: text, when: {question: publication, is: withhold}}\n"
    ready(tmp_path, why)
    run(tmp_path, "ministries", "note", "cabinet", "cleared", REPORT, "--by", "A. Person")
    words = ["publication=withhold" if one == "publication=publish" else one for one in ALL]
    words = ["--agreed" if one == "--keep" else one for one in words]
    finalize(tmp_path, *words, code=1)
    (tmp_path / "more.yaml").write_text("why: Not yet.\n", "utf-8")
    run(tmp_path, "answer", REPORT, "--answers", "more.yaml", "--no-input", code=1)

    finalize(tmp_path, *words)

    data = report(tmp_path)
    assert data["status"] == "final"
    assert [one["authority"] for one in data["cleared"]] == ["cabinet", "labour"]


def test_not_known_that_stands_already_is_no_mistake_in_the_options(folder: Path) -> None:
    path = folder / REPORT
    text = path.read_text("utf-8")
    row = "      police-officers: {missing: not-known, reason: ministry-did-not-reply}\n"
    path.write_text(text.replace("      volunteers:\n", f"{row}      volunteers:\n"), "utf-8")

    finalize(folder, *ALL[:-1], "police=not-collected", code=2)
    finalize(folder, *ALL)

    assert report(folder)["status"] == "final"


@pytest.mark.thorough
def test_what_the_signatory_decides_ends_no_clearance_in_the_final_report_nor_the_next_revision(
    folder: Path,
) -> None:
    run(folder, "ministries", "note", "cabinet", "cleared", REPORT, "--by", "A. Person")

    finalize(folder, *ALL)
    final = run(folder, "status", REPORT)
    run(folder, "amend", REPORT)
    draft = folder / "report-NOR-r2.yaml"
    amended = run(folder, "status", draft.name)

    assert "The cabinet: cleared" in final.stdout
    said = " ".join(amended.stdout.split()).partition("The cabinet: ")[2].partition("Ministry")[0]
    assert "May this report be published?" not in said
    text = draft.read_text("utf-8")
    run(folder, "ministries", "note", "cabinet", "cleared", draft.name, "--by", "A. Person")
    draft.write_text(text.replace("value: publish\n", "value: withhold\n"), "utf-8")
    changed = " ".join(run(folder, "status", draft.name).stdout.split())
    assert "May this report be published? Cleared: Yes. Now: No." in changed


@pytest.mark.thorough
def test_of_who_was_never_sent_a_form_it_cannot_be_said_that_no_reply_came(folder: Path) -> None:
    signing.never_sent(folder)

    listed = finalize(folder, code=1)
    refused = finalize(folder, *ALL, code=2)
    finalize(folder, *ALL[:-1], "police=not-collected")

    said = " ".join(listed.stdout.split())
    assert "last two years? --no-reply police=REASON (not published):" in said
    assert "--no-reply: Police was never sent a form" in " ".join(refused.stderr.split())


@pytest.mark.thorough
def test_of_who_refused_it_cannot_be_said_that_no_reply_came(folder: Path) -> None:
    run(folder, "ministries", "note", "police", "refused", REPORT, "--on", "1.3.2027")

    listed = finalize(folder, code=1)
    refused = finalize(folder, *ALL, code=2)
    finalize(folder, *ALL[:-1], "police=other: It may not answer.")

    final = (folder / REPORT).read_text("utf-8")
    assert "reason: other\n        note: It may not answer.\n        confidential: true" in final
    said = " ".join(listed.stdout.split())
    assert "last two years? --no-reply police=REASON (not published):" in said
    assert "--no-reply: Police replied that it refuses. Name another reason: --no-reply " in (
        " ".join(refused.stderr.split())
    )

    run(folder, "amend", REPORT)
    status = " ".join(run(folder, "status", "report-NOR-r2.yaml").stdout.split())
    assert "Police: refused, required open: 0 of 2" in status
    assert "give its questions to another" not in status


def test_who_cleared_what_still_stands_has_nothing_that_changed(folder: Path) -> None:
    run(folder, "ministries", "note", "labour", "cleared", REPORT, "--by", "A. Person")

    done = finalize(folder, "--keep", "labour", code=2)

    assert "--keep: nothing changed since Ministry of labour cleared its answers" in done.stderr


def test_what_is_begun_is_completed_and_not_answered_not_known(folder: Path) -> None:
    path = folder / REPORT
    text = path.read_text("utf-8")
    carried = text.replace("  channels:\n", "  channels:\n    carried: true\n")
    assert carried != text
    path.write_text(carried, "utf-8")

    done = finalize(folder, "--no-reply", "labour", code=2)

    assert "--no-reply: Ministry of labour has begun what is open" in done.stderr


@pytest.mark.sampled
@pytest.mark.parametrize("option", ["--agreed", "--keep", "--no-reply"])
def test_options_on_ministries_need_a_divided_report(option: str, tmp_path: Path) -> None:
    signing.coast_with_release(tmp_path)
    run(tmp_path, "answer", "--state", "NOR", "--no-input", code=1)

    done = finalize(tmp_path, option, "labour", code=2)

    assert f"{option} needs a report that is divided among ministries" in done.stderr


def test_several_questions_that_nobody_answered_are_counted(folder: Path) -> None:
    path = folder / REPORT
    text = path.read_text("utf-8")
    fewer = re.sub(r"  channels:\n(?:    .*\n)+", "", text)
    fewer = re.sub(r" +labour-inspectors:\n +value: regular\n", "", fewer)
    path.write_text(fewer, "utf-8")

    done = finalize(folder, code=1)

    said = " ".join(done.stdout.split())
    assert (
        "Ministry of labour (state: changed since). Required questions without an answer: 2" in said
    )
