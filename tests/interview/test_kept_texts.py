import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from checklist.answer_types.interface import Refusal
from checklist.files.discovery import ReportFiles
from checklist.interview.kept_texts import KeptTexts
from checklist.interview.not_entered import StepPlace
from tests.support.tiny import questionnaire

LAW = StepPlace("offence", "law")
LONG = {"id": "long-text", "label": "Words", "type": "text", "required": True}
NAME = {"id": "name", "label": "Name", "type": "text", "single_line": True}
QUESTIONS = questionnaire(
    [
        {"id": "offence", "type": "implementation"},
        {"id": "laws", "type": "table", "entry": "law", "columns": [LONG, NAME]},
        {"id": "a1", "type": "text"},
        {"id": "title", "type": "text", "single_line": True},
        {"id": "plan", "type": "yes-no"},
    ]
)


def kept_texts(report: Path) -> KeptTexts:
    return KeptTexts(report, QUESTIONS)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report-AUT.yaml"
    path.write_text("checklist_report: 1\n")
    return path


def saved(report: Path, text: str | bytes, place: StepPlace = LAW) -> KeptTexts:
    kept = kept_texts(report)
    path = kept.begin(place, "")
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return kept


def test_the_file_is_next_to_the_report_and_says_what_it_is(report: Path) -> None:
    path = kept_texts(report).begin(LAW, "The act.\n")

    assert path == report.with_name("report-AUT.yaml.offence.law.edit.txt")
    assert path.read_text() == "The act.\n"


def test_the_file_is_taken_for_no_report(report: Path) -> None:
    saved(report, "checklist_report: 1")

    assert [*ReportFiles([report.parent])] == [report]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are those of POSIX")
def test_nobody_else_can_read_the_file(report: Path) -> None:
    path = kept_texts(report).begin(LAW, "secret")

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "place", [LAW, StepPlace("laws", "long-text", 12), StepPlace("a1", "value")]
)
def test_a_later_run_finds_the_text_and_its_place(place: StepPlace, report: Path) -> None:
    saved(report, "Written.\n\n", place)

    later = kept_texts(report)

    assert later.places() == [place]
    assert later.text(place) == "Written."
    assert str(later.path(place)) in later.notices()[0]


def test_the_text_of_another_report_is_not_found(report: Path) -> None:
    saved(report, "Written.")

    assert kept_texts(report.with_name("report-AUT.json")).places() == []


def test_a_text_that_is_there_is_not_begun_anew(report: Path) -> None:
    saved(report, "Written.")

    path = kept_texts(report).begin(LAW, "The answer.")

    assert path.read_text() == "Written."


def test_a_link_is_not_followed(report: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    link = kept_texts(report).path(LAW)
    try:
        link.symlink_to(secret)
    except OSError:
        pytest.skip("there are no links here")
    kept = kept_texts(report)

    assert kept.places() == []
    with pytest.raises(Refusal, match="exists already"):
        kept.begin(LAW, "")
    assert secret.read_text() == "secret"


@pytest.mark.skipif(sys.platform == "win32", reason="there links need a right of their own")
def test_the_text_is_next_to_the_report_that_a_link_leads_to(report: Path) -> None:
    link = report.parent / "elsewhere" / "mine.yaml"
    link.parent.mkdir()
    link.symlink_to(report)

    saved(link, "Written.")

    assert kept_texts(report).places() == [LAW]


@pytest.mark.parametrize(
    ("place", "answer"),
    [
        (LAW, {"value": {"status": "implemented", "law": "Written."}}),
        (StepPlace("offence", "value"), {"value": "Written."}),
        (StepPlace("offence", "note"), {"value": "x", "note": "Earlier.\nWritten."}),
        (StepPlace("offence", "story", 2), {"value": [{}, {"story": {"value": "Written."}}]}),
    ],
)
def test_the_file_goes_when_the_saved_report_has_the_text(
    place: StepPlace, answer: dict[str, Any], report: Path
) -> None:
    kept = saved(report, "\ufeffWritten.\r\n", place)

    kept.settle({"offence": answer})

    assert kept.places() == kept_texts(report).places() == []


@pytest.mark.parametrize(
    ("place", "answer"),
    [
        (LAW, {"value": {"status": "implemented", "practice": "Written."}}),
        (LAW, {"value": {"status": "implemented", "law": "Not Written."}}),
        (LAW, {"missing": "declined"}),
        (StepPlace("offence", "story", 2), {"value": [{"story": {"value": "Written."}}]}),
        (StepPlace("another", "law"), {"value": {"status": "implemented", "law": "Written."}}),
    ],
)
def test_the_file_stays_while_the_text_is_not_where_it_belongs(
    place: StepPlace, answer: dict[str, Any], report: Path
) -> None:
    kept = saved(report, "Written.", place)

    kept.settle({"offence": answer})

    assert kept_texts(report).text(place) == "Written."


def test_a_file_with_nothing_in_it_goes(report: Path) -> None:
    kept = saved(report, " \n")

    kept.settle({})

    assert kept_texts(report).places() == []


def test_a_text_that_is_not_utf_8_stays_as_it_is(report: Path) -> None:
    kept = saved(report, b"K\xf6ln")

    with pytest.raises(Refusal, match="is not UTF-8 text"):
        kept.text(LAW)
    kept.settle({"offence": {"value": {"law": "K\xf6ln"}}})

    assert kept.content(LAW) == b"K\xf6ln"


def test_what_an_editor_rescued_from_a_closed_terminal_is_named(report: Path) -> None:
    kept = saved(report, "Written.")
    kept.path(LAW).with_name("report-AUT.yaml.offence.law.edit.txt.save").write_text("More.")

    assert "report-AUT.yaml.offence.law.edit.txt.save" in kept_texts(report).notices()[0]


def test_a_file_that_cannot_be_removed_stops_nothing(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "")

    kept = saved(report, "Written.")
    monkeypatch.setattr(Path, "unlink", refuse)

    kept.settle({"offence": {"value": {"law": "Written."}}})

    with pytest.raises(Refusal, match="cannot be removed: you are not permitted"):
        kept.remove(LAW)
    assert kept.places() == [LAW]


LONG_NAME = "x" * 300


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_a_link_to_a_name_that_is_too_long_stops_nothing(report: Path) -> None:
    kept = kept_texts(report)
    path = kept.path(LAW)
    path.symlink_to(LONG_NAME)

    assert kept_texts(report).places() == []
    assert not kept.is_there(LAW)
    with pytest.raises(Refusal, match="it exists already"):
        kept.begin(LAW, "")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_a_text_whose_file_became_such_a_link_stops_nothing(report: Path) -> None:
    kept = saved(report, "Written.")
    kept.path(LAW).unlink()
    kept.path(LAW).symlink_to(LONG_NAME)

    with pytest.raises(Refusal, match="it exists already"):
        kept.begin(LAW, "")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_a_link_in_the_place_of_what_an_editor_saved_stops_no_notice(report: Path) -> None:
    kept = saved(report, "Written.")
    path = kept.path(LAW)
    path.with_name(f"{path.name}.save").symlink_to(LONG_NAME)

    (notice,) = kept.notices()

    assert "Your editor kept more" not in notice


@pytest.mark.parametrize(
    "words",
    [
        "offence.law.0",
        "offence.law.1",
        "laws.long-text",
        "laws.long-text.0",
        "laws.long-text.007",
        "laws.long-text.501",
        "laws.name.1",
        "laws.note.1",
        "title.value",
        "plan.value",
        "offence.reason",
        "offence.nosuch",
        "nosuch.value",
    ],
)
def test_a_file_for_a_place_that_takes_no_text_is_none_of_them(words: str, report: Path) -> None:
    file = report.with_name(f"{report.name}.{words}.edit.txt")
    file.write_text("Somebody's.")

    kept = kept_texts(report)
    kept.settle({})

    assert (kept.places(), kept.notices()) == ([], [])
    assert file.read_text() == "Somebody's."


def test_of_many_texts_ten_are_named_and_the_others_counted(report: Path) -> None:
    for number in range(1, 31):
        saved(report, "Written.", StepPlace("laws", "long-text", number))

    *named, more = kept_texts(report).notices()

    assert len(named) == 10
    assert more.startswith("Texts that are not in the report yet, and are not named here: 20.")
