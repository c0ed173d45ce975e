"""Evidence, reasons and remarks open as a panel on the row at hand, and are kept at once."""

from typing import Any

import pytest

from checklist.interview.fullscreen.list_lines import item_lines
from checklist.interview.screen_model import Item
from tests.interview.fullscreen.test_face import Official, answering  # noqa: F401
from tests.support.cited import LAWS, questionnaire

CITED = questionnaire()
ANSWERED = {
    "laws": LAWS,
    "duties": {"value": {"police": {"value": "implemented"}, "judges": {"value": "planned"}}},
}
TO_POLICE = ("/goto duties", "enter", "/goto row 1", "enter")
TO_DOCTORS = ("/goto duties", "enter", "/goto row 3", "enter")


@pytest.fixture
def on_duties(answering: Any) -> Any:  # noqa: F811
    def press(*keys: str, size: tuple[int, int] = (80, 24)) -> Official:
        official = answering(CITED, *keys, answers=ANSWERED, size=size)
        assert isinstance(official, Official)
        return official

    return press


def row_of(official: Official, row: str) -> Any:
    return official.answers["duties"]["value"].get(row)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40)])
def test_a_reason_is_asked_while_the_rows_stay_in_sight(
    on_duties: Any, size: tuple[int, int]
) -> None:
    official = on_duties(*TO_DOCTORS, "/unknown", "enter", size=size)

    assert "► Doctors" in official.screen
    assert "── Doctors ──" in official.screen
    assert "Why is there no answer?" in official.screen
    assert "The information is not collected" in official.screen
    assert row_of(official, "doctors") is None


@pytest.mark.parametrize("typed", ["/unknown enter"])
def test_a_reason_is_kept_and_the_panel_closes(on_duties: Any, typed: str) -> None:
    official = on_duties(*TO_DOCTORS, *typed.split(), "1", "enter")

    assert row_of(official, "doctors") == {"missing": "not-known", "reason": "not-collected"}
    assert "Why is there no answer?" not in official.screen


def test_the_laws_are_chosen_with_arrows_and_the_article_is_typed(on_duties: Any) -> None:
    opened = on_duties(*TO_POLICE, "/evidence", "enter")

    assert "── Police ──" in opened.screen
    assert "1 penal-code  Penal Code" in opened.screen


def test_an_arrow_writes_the_short_name_of_the_law(on_duties: Any) -> None:
    official = on_duties(
        *TO_POLICE, "/evidence", "enter", "down", "down", "up", "art. 5(2)", "enter"
    )

    assert row_of(official, "police")["evidence"] == [{"law": "penal-code", "article": "5(2)"}]
    assert "► Police" in official.screen
    assert "Evidence: penal-code 5(2)" in official.screen
    assert " > penal-code\n" in official.screens[-3]


def test_several_laws_are_chosen_one_after_the_other(on_duties: Any) -> None:
    keys = ("/evidence", "enter", "down", "1;", "down", "down", "7", "enter")
    official = on_duties(*TO_POLICE, *keys)

    assert row_of(official, "police")["evidence"] == [
        {"law": "penal-code", "article": "1"},
        {"law": "aliens-act", "article": "7"},
    ]


@pytest.mark.parametrize("typed", ["/evidence 1 art. 5(2)", "/evidence penal-code 5(2)"])
def test_evidence_is_typed_as_words_too(on_duties: Any, typed: str) -> None:
    official = on_duties(*TO_POLICE, typed, "enter")

    assert row_of(official, "police")["evidence"] == [{"law": "penal-code", "article": "5(2)"}]


def test_a_remark_on_a_row_is_kept_with_it_and_seen_there(on_duties: Any) -> None:
    official = on_duties(
        *TO_POLICE, "/note", "enter", "In the capital.", "new-line", "Only.", "enter"
    )

    assert row_of(official, "police")["note"] == "In the capital.\nOnly."
    assert "Remark: In the capital." in official.screen
    assert "► Police" in official.screen
    row = next(line for line in official.screen.splitlines() if "► Police" in line)
    assert row.rstrip().endswith("+")


def test_the_sign_of_a_remark_is_there_where_the_answer_is_cut() -> None:
    row = Item(label="A row", text="An answer that is long " * 3, sign=" +")

    lines = item_lines(row, 60, labels=30, is_at=False, is_cut=True)

    assert "".join(text for _, text in lines[0]).endswith("… +")


def test_a_minus_takes_a_remark_away(on_duties: Any) -> None:
    official = on_duties(*TO_POLICE, "/note Here", "enter", "/note", "enter", "-", "enter")

    assert row_of(official, "police") == {"value": "implemented"}


def test_a_note_on_the_whole_question_says_so(on_duties: Any) -> None:
    official = on_duties(*TO_DOCTORS, "/note", "enter")

    assert "── The whole question ──" in official.screen
    assert "►" not in official.screen
    assert "Police" in official.screen


def test_escape_closes_a_panel_and_changes_nothing(on_duties: Any) -> None:
    official = on_duties(*TO_DOCTORS, "/unknown", "enter", "escape")

    assert "► Doctors" in official.screen
    assert "Why is there no answer?" not in official.screen
    assert row_of(official, "doctors") is None


def test_what_evidence_cannot_show_and_open_rows_are_refused(on_duties: Any) -> None:
    judges = on_duties("/goto duties", "enter", "/goto row 2", "enter", "/evidence", "enter")
    assert "none that evidence can show" in " ".join(judges.screen.split())


def test_a_row_is_answered_before_evidence_is_given(on_duties: Any) -> None:
    doctors = on_duties(*TO_DOCTORS, "/evidence", "enter")

    assert "Answer “Doctors” first." in doctors.screen


def test_a_panel_with_many_laws_scrolls_to_the_one_at_hand(answering: Any) -> None:  # noqa: F811
    laws = [
        {"name": {"value": f"act-{n}"}, "title": {"value": f"Act number {n}"}} for n in range(1, 31)
    ]
    answers = {**ANSWERED, "laws": {"value": laws}}
    keys = (*TO_POLICE, "/evidence", "enter", *["down"] * 20)
    official = answering(CITED, *keys, answers=answers, size=(60, 20))

    assert "► Police" in official.screen
    assert "► 20 act-20    Act number 20" in official.screen
    assert " > act-20" in official.screen


def test_another_answer_keeps_the_remark_and_drops_evidence_it_cannot_have(on_duties: Any) -> None:
    official = on_duties(
        *TO_POLICE, "/evidence 1 5", "enter", "/note Here", "enter", "planned", "enter"
    )

    assert row_of(official, "police") == {"value": "planned", "note": "Here"}


def test_what_is_typed_in_a_panel_waits_for_its_own_row(on_duties: Any) -> None:
    begun = (*TO_POLICE, "/note", "enter", "Only here", "escape")

    elsewhere = on_duties(*begun, "/goto row 2", "enter", "/note", "enter")
    assert "Only here" not in elsewhere.screen


def test_what_is_typed_in_a_panel_is_there_again(on_duties: Any) -> None:
    official = on_duties(*TO_POLICE, "/note", "enter", "Only here", "escape", "/note", "enter")

    assert " > Only here" in official.screen


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
def test_evidence_is_asked_for_with_the_answer_that_it_shows(
    on_duties: Any, size: tuple[int, int]
) -> None:
    official = on_duties("/goto rights", "enter", "1,2", "enter", size=size)

    assert "Which law or document shows it?" in official.screen
    assert "Your answer: To stay; To work" in official.screen
    assert "1 penal-code  Penal Code" in official.screen


@pytest.mark.parametrize(
    "opening", [("/note", "enter"), ("/note", "enter"), ("/evidence", "enter")]
)
def test_the_late_bytes_of_an_arrow_leave_a_panel_as_it_was(
    opening: tuple[str, ...], on_duties: Any
) -> None:
    begun = (*TO_POLICE, *opening, "Only here")
    before = on_duties(*begun)
    official = on_duties(*begun, "escape", "split-key")

    assert official.screen == before.screen
    assert official.answers == before.answers
