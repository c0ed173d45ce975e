"""What an official does on the screens, key by key, and what stands there."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checklist.answer_types.answer import AnswerData
from checklist.errors import SaveError
from checklist.interview.engine import Interview
from checklist.interview.fullscreen.face import ScreenFace
from checklist.interview.loop import run
from checklist.interview.screen_model import Model
from checklist.interview.session import Session
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.reports.report import Report
from tests.support.interview_questions import LAWS, OFFICE, PLAN, TRAINING
from tests.support.pages import flat
from tests.support.tiny import questionnaire
from tests.support.two_faces import Keys, SilentFace

KINDS = [
    {"code": "laws", "label": "Laws"},
    {"code": "money", "label": "Money"},
    {"code": "nothing", "label": "Nothing", "exclusive": True},
]
CHOICES = {"id": "kinds", "type": "choices", "options": KINDS}
CHOICE = {"id": "kind", "type": "choice", "options": KINDS}
STORY = {"id": "story", "type": "text"}
STATE = {"id": "depositary", "type": "state"}
STATES = {"id": "neighbours", "type": "states"}
LONG = {
    "id": "training",
    "type": "matrix",
    "options": KINDS,
    "items": [{"id": f"row-{n}", "label": f"Row number {n}"} for n in range(1, 41)],
}
NAMED = {
    "split-key",
    "left",
    "page-up",
    "enter",
    "up",
    "down",
    "escape",
    "tab",
    "delete",
    "page-down",
    "new-line",
    "backspace",
    "delete-all",
    "end-of-input",
    "bring-back",
    "home",
    "end",
}


AT_HOME = "begins at home"
"""In place of the first key: the whole report is shown first."""


class Official:
    """Presses keys on an interview in this process, and looks at the screen after each."""

    def __init__(self, session: Session, keys: Sequence[str], size: tuple[int, int]) -> None:
        self.session = session
        self.interview = Interview(
            session.questionnaire, session.report, session.unusable, in_any_order=True
        )
        self.screens: list[str] = []
        """What stood on the screen before each key, and at the end."""
        self.model = Model(title="")
        """What is on the screen at the end, before it is laid out."""
        self.keys = Keys(size=size)
        self.face = ScreenFace(self.keys, SilentFace(iter(())))
        self.keys.keys = self._pressed(keys)
        try:
            run(self.interview, session, self.face, begins_at_home=keys[:1] == (AT_HOME,))
        except KeyboardInterrupt:
            self.screens.append(self.keys.text())

    @property
    def screen(self) -> str:
        """What stands on the screen at the end."""
        return self.screens[-1]

    @property
    def answers(self) -> dict[str, Any]:
        """The answers in the file."""
        return dict(Session.resume(self.session.path, self.session.questionnaire).report.answers)

    def _pressed(self, keys: Sequence[str]) -> Iterator[tuple[str, str]]:
        for key in keys[keys[:1] == (AT_HOME,) :]:
            self.screens.append(self.keys.text())
            if key in NAMED:
                yield key, ""
            elif len(key) == 1:
                yield "character", key
            else:
                yield "paste", key
        self.model = self.face.shown_model()


@pytest.fixture
def answering(tmp_path: Path) -> Any:
    def begin(
        questions: Sequence[Any] | Questionnaire,
        *keys: str,
        answers: dict[str, AnswerData] | None = None,
        size: tuple[int, int] = (80, 24),
    ) -> Official:
        answered = questions if isinstance(questions, Questionnaire) else questionnaire(questions)
        begun = Report.begin(answered, "SYC", date(2026, 1, 1))
        report = begun._replace(answers=answers or {})
        path = tmp_path / f"report-{len([*tmp_path.iterdir()])}.yaml"
        return Official(Session.begin(path, answered, report), keys, size)

    return begin


def test_nothing_is_marked_before_a_key(answering: Any) -> None:
    official = answering([CHOICE, PLAN])

    assert "►" not in official.screen
    assert "●" not in official.screen


def test_a_held_enter_answers_nothing(answering: Any) -> None:
    official = answering([CHOICE, TRAINING, PLAN], *["enter"] * 9)

    assert official.answers == {}


@pytest.mark.parametrize("keys", [("2", "enter"), ("down", "down", "enter"), ("money", "enter")])
def test_a_choice_is_marked_and_enter_takes_it(keys: tuple[str, ...], answering: Any) -> None:
    official = answering([CHOICE, PLAN], *keys)

    assert official.answers["kind"] == {"value": "money"}


def test_space_ticks_and_what_is_exclusive_unticks_the_others(answering: Any) -> None:
    official = answering([CHOICES, PLAN], "down", " ", "down", " ", "down", " ")

    assert official.screen.count("[x]") == 1
    assert "[x] 3 Nothing" in official.screen
    official = answering_again(official, "up", " ", "up", " ", "enter")
    assert official.answers["kinds"] == {"value": ["laws", "money"]}


def answering_again(before: Official, *keys: str) -> Official:
    """Press more keys on a report that was begun."""
    session = Session.resume(before.session.path, before.session.questionnaire)
    return Official(session, ["down", " ", "down", " ", "down", " ", *keys], (80, 24))


def test_unticking_everything_is_no_answer(answering: Any) -> None:
    official = answering([CHOICES, PLAN], "down", " ", " ", "enter")

    assert "Nothing is ticked" in official.screen
    assert official.answers == {}


def test_a_digit_answers_the_row_at_hand_and_the_next_open_one_comes(answering: Any) -> None:
    official = answering([TRAINING, PLAN], "down", "1")

    assert official.answers["training"]["value"] == {"judges": {"value": "trained"}}
    assert "► Doctors" in official.screen


def test_enter_never_answers_a_row(answering: Any) -> None:
    official = answering([TRAINING, PLAN], "1", "enter", "enter", "enter")

    assert official.answers["training"]["value"] == {"police": {"value": "trained"}}


def test_a_star_gives_all_open_rows_the_last_answer(answering: Any) -> None:
    official = answering([TRAINING, PLAN], "down", "2", "*", "enter")

    assert {row["value"] for row in official.answers["training"]["value"].values()} == {"planned"}
    assert "About plan?" in official.screen


def test_a_star_without_an_answer_says_what_it_is_for(answering: Any) -> None:
    official = answering([TRAINING, PLAN], "*")

    assert "Answer this row first" in official.screen


def test_words_and_commands_are_typed_as_on_lines(answering: Any) -> None:
    official = answering([TRAINING, PLAN], "not known", "enter", "1", "enter")

    assert official.answers["training"]["value"]["police"] == {
        "missing": "not-known",
        "reason": "not-collected",
    }


def test_a_refused_text_stays_on_the_line(answering: Any) -> None:
    official = answering([PLAN, STORY], "perhaps", "enter")

    assert " > perhaps" in official.screen
    assert "is not one of the options" in official.screen


def test_a_text_has_several_lines_and_up_brings_it_back_to_be_edited(answering: Any) -> None:
    official = answering(
        [STORY, PLAN], "One", "new-line", "two", "enter", "/back", "enter", "up", "!", "enter"
    )

    assert official.answers["story"] == {"value": "One\ntwo!"}


def test_a_state_is_searched_by_its_beginning(answering: Any) -> None:
    official = answering([STATE, PLAN], *"norw", "down", "enter")

    assert official.answers["depositary"] == {"value": "NOR"}


def test_a_search_that_finds_nothing_says_so(answering: Any) -> None:
    official = answering([STATE, PLAN], *"Atlantis")

    assert "Nothing in the list has these letters." in official.screen


def test_what_enter_takes_otherwise_is_not_said_beside_a_refused_entry(answering: Any) -> None:
    name = {"id": "name", "label": "Name", "type": "text", "required": True, "unique": True}
    name |= {"single_line": True, "pattern": "[a-z0-9](-?[a-z0-9])+"}
    title = {"id": "title", "label": "Title", "type": "text", "required": True}
    head = {"laws": {"question": "laws", "name": "name", "citation": "title"}}
    sets = questionnaire([{**LAWS, "columns": [name, title]}, PLAN], **head)

    offered = answering(sets, "Penal Code", "enter")
    refused = answering(sets, "Penal Code", "enter", *"Code of 74", "enter")

    assert "Enter takes penal-code." in flat(offered.screen)
    assert "Enter takes penal-code." not in flat(refused.screen)
    assert "Enter takes this: code-of-74" in flat(refused.screen)


def test_states_are_completed_one_after_the_other(answering: Any) -> None:
    official = answering([STATES, PLAN], *"swede", "tab", *"; norw", "tab", "enter")

    assert official.answers["neighbours"] == {"value": ["SWE", "NOR"]}


def test_a_table_is_added_to_changed_and_removed_from(answering: Any) -> None:
    add = ["act", "enter", "1999", "enter", "code", "enter", "2001", "enter"]
    official = answering([LAWS, PLAN], *add, "up", "up", "enter", "law", "enter", "enter")

    assert [entry["name"]["value"] for entry in official.answers["laws"]["value"]] == [
        "law",
        "code",
    ]
    keys = ["/goto laws", "enter", "up", "delete", "enter"]
    session = Session.resume(official.session.path, official.session.questionnaire)
    again = Official(session, keys, (80, 24))
    assert [entry["name"]["value"] for entry in again.answers["laws"]["value"]] == ["law"]


def test_the_removal_of_an_entry_is_said_and_undo_brings_it_back(answering: Any) -> None:
    add = ["act", "enter", "1999", "enter", "code", "enter", "2001", "enter", "up", "delete"]
    removed = answering([LAWS, PLAN], *add)
    back = answering([LAWS, PLAN], *add, "/undo", "enter")

    assert "Law 2 (code; Year: 2001) is removed. /undo brings it back." in flat(removed.screen)
    assert [one["name"]["value"] for one in removed.answers["laws"]["value"]] == ["act"]
    assert [one["name"]["value"] for one in back.answers["laws"]["value"]] == ["act", "code"]


def test_the_foot_names_the_answer_that_a_star_copies(answering: Any) -> None:
    assert "* all open rows" in answering([TRAINING, PLAN]).screen
    assert "* 1 to all open" in answering([TRAINING, PLAN], "1").screen
    assert "* 2 to all open" in answering([TRAINING, PLAN], "planned", "enter").screen
    assert "all open rows" not in answering([TRAINING, PLAN], "1", "*", "up").screen


def test_enter_that_has_gone_round_a_grid_says_that_rows_are_open(answering: Any) -> None:
    said = "Some rows are still open. Answer them, or type /next to leave them open for now."

    assert said not in flat(answering([TRAINING, PLAN], "enter", "enter").screen)
    assert said in flat(answering([TRAINING, PLAN], "enter", "enter", "enter").screen)


def test_guidance_that_speaks_of_a_note_names_the_command(answering: Any) -> None:
    for guidance, said in (
        ("Name it in a note, if you wish.", "Name it in a note, if you wish. /note writes a note."),
        ("A plan is a text.", "A plan is a text."),
    ):
        screen = flat(answering([{**PLAN, "guidance": guidance}]).screen)
        assert said in screen
        assert ("/note" in screen) is ("a note" in guidance)


def test_a_form_shows_its_fields_and_up_goes_back_to_one(answering: Any) -> None:
    official = answering(
        [OFFICE, PLAN], "Ministry", "enter", "Anna", "enter", "up", "up", "Office", "enter"
    )

    assert official.answers["office"]["value"] == {"office": "Office", "person": "Anna"}


def test_a_command_is_chosen_in_the_list(answering: Any) -> None:
    official = answering([PLAN, STORY], "/", "down", "enter", "1", "enter")

    assert official.answers["plan"]["missing"] == "not-known"


def test_the_last_change_is_taken_back(answering: Any) -> None:
    official = answering([PLAN, STORY], "1", "enter", *"/undo", "enter")

    assert official.answers == {}
    assert "About plan?" in official.screen


def test_what_is_typed_and_not_entered_is_there_when_one_comes_back(answering: Any) -> None:
    official = answering(
        [STORY, PLAN, OFFICE],
        *("A beginning", "escape", "/next", "enter", "1", "enter", "/goto story", "enter"),
    )

    assert " > A beginning" in official.screen


def test_an_explanation_is_read_and_left(answering: Any) -> None:
    official = answering([{**PLAN, "guidance": "A plan is a text.", "more": "More."}], "?", "enter")
    assert "More." in official.screen  # that Enter was for the `?`
    assert "Enter go on" in official.screen

    official = answering([{**PLAN, "more": "More."}], "?", "enter", "enter")
    assert "More." in official.screens[-2]
    assert "More." not in official.screen

    official = answering([{**PLAN, "more": "More."}], "?", "escape")
    assert "Esc go back" in official.screens[-2]
    assert "More." not in official.screen


def test_an_explanation_that_is_long_scrolls(answering: Any) -> None:
    more = "\n".join(f"Paragraph {n}." for n in range(60))
    official = answering([{**PLAN, "more": more}], "?", *["page-down"] * 12)

    assert "Paragraph 0." in official.screens[1]
    assert "Paragraph 59." in official.screen


def test_a_carried_answer_is_seen_as_a_whole_before_enter_confirms_it(answering: Any) -> None:
    value = {f"row-{n}": {"value": "laws"} for n in range(1, 41)}
    carried = {"training": {"value": value, "carried": True}}

    official = answering([LONG, PLAN], "enter", answers=carried)

    assert official.answers["training"]["carried"] is True
    seen = "\n".join(answering_on(official, 60).screens)
    assert all(f"Row number {n} " in seen for n in range(1, 41))
    assert "carried" not in official.answers["training"]


def answering_on(before: Official, times: int) -> Official:
    session = Session.resume(before.session.path, before.session.questionnaire)
    return Official(session, ["enter"] * times, (80, 24))


def test_a_set_that_is_done_is_a_moment_of_its_own(answering: Any) -> None:
    sets = questionnaire([PLAN], [STORY])

    official = answering(sets, "1", "enter")

    assert "Part 1 is done" in official.screen
    assert "About story?" not in official.screen


def test_the_end_lists_each_next_step(answering: Any) -> None:
    official = answering([PLAN], "1", "enter", "enter")

    assert "All questions have been asked." in official.screen
    assert "check and change your answers" in official.screen
    stopped = answering_more(official, "up", "enter")
    assert len(stopped.screens) == 2  # the last key has ended it


def test_a_digit_marks_a_part_on_home_and_at_the_end_and_enter_goes_there(answering: Any) -> None:
    sets = questionnaire([PLAN], [STORY])
    marked = answering(sets, AT_HOME, "2")
    assert "► " in marked.screen
    assert marked.interview.prompt().question.id == "plan"

    gone = answering(sets, AT_HOME, "2", "enter")
    assert gone.interview.prompt().question.id == "story"

    ended = answering_more(answering([PLAN], "1", "enter", "enter"), "1", "enter")
    assert "About plan?" in ended.screen


def answering_more(before: Official, *keys: str) -> Official:
    session = Session.resume(before.session.path, before.session.questionnaire)
    return Official(session, keys, (80, 24))


def test_home_shows_the_sets_and_goes_on(answering: Any) -> None:
    sets = questionnaire([PLAN], [STORY])
    official = answering(sets, AT_HOME)

    assert "1  ░░░░░░░░░░  Basics: 1 open" in official.screen
    assert "go on with 1.1" in official.screen


def test_a_report_that_cannot_be_saved_asks_for_another_file(
    answering: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Session, report: Report) -> bool:
        raise SaveError("report.yaml cannot be written: no space left on device")

    monkeypatch.setattr(Session, "save", full)
    copy = str(tmp_path / "copy.yaml")

    official = answering([PLAN, STORY], "1", "enter", copy, "enter")

    assert "no space left" in " ".join(official.screens[2].split())
    assert (tmp_path / "copy.yaml").is_file()
    assert "About story?" in official.screen


def test_many_notices_stand_on_a_screen_of_their_own(answering: Any) -> None:
    tasks = [
        {"id": f"task-{n}", "type": "implementation", "ask": f"Is task {n} done?"}
        for n in range(12)
    ]
    gate = {"id": "body", "type": "yes-no", "gate": [one["id"] for one in tasks]}

    official = answering([gate, *tasks, STORY], "2", "enter")

    assert "Please note" in official.screen
    assert "Is task 11 done?" in official.screen


def test_a_long_answer_is_not_said_again_on_a_screen_of_its_own(answering: Any) -> None:
    labels = [f"Option {number}, which has words enough for a line" for number in range(1, 10)]
    options = [{"code": f"c{n}", "label": label} for n, label in enumerate(labels)]
    many = {"id": "many", "type": "choices", "options": options}

    screen = answering([many, STORY], "1-9", "enter").screen

    assert "Please note" not in screen
    assert "1.2 " in screen


def test_an_optional_list_says_once_what_enter_does(answering: Any) -> None:
    columns = [{"id": "title", "label": "Title", "required": True, "type": "text"}]
    table = {"id": "works", "type": "table", "entry": "work", "columns": columns, "optional": True}

    screen = answering([table]).screen

    assert "Enter leave open" in screen
    assert "Enter asks whether" not in screen


def test_a_refused_entry_stays_and_the_next_character_replaces_it(answering: Any) -> None:
    official = answering([CHOICE, PLAN], "zzz", "enter", "m", "oney", "enter")

    assert "> zzz" in official.screens[2]
    assert "any character replaces it" in official.screens[2]
    assert "> m\n" in official.screens[3]
    assert official.answers["kind"] == {"value": "money"}


def test_a_refused_entry_can_be_edited(answering: Any) -> None:
    official = answering([CHOICE, PLAN], "moneyy", "enter", "backspace", "enter")

    assert official.answers["kind"] == {"value": "money"}


def test_a_digit_answers_a_row_at_once_after_a_refused_entry(answering: Any) -> None:
    official = answering([TRAINING, PLAN], "zzz", "enter", "1")

    assert official.answers["training"]["value"]
    assert "zzz" not in official.screen


def test_a_refused_text_is_never_replaced_by_one_key(answering: Any) -> None:
    official = answering([STORY, PLAN], "A long text\x01", "enter", "x")

    assert "A long text" in official.screen
    assert "replaces it" not in official.screen


def test_a_refused_command_of_one_word_is_replaced_at_a_text_too(answering: Any) -> None:
    official = answering([STORY, PLAN], *"/bakc", "enter", *"One")

    assert "> One\n" in official.screen


def test_a_star_repeats_an_answer_after_a_remark_and_not_after_the_row_was_left_open(
    answering: Any,
) -> None:
    noted = answering([TRAINING, PLAN], "1", "/note Seen.", "enter", "*")
    left = answering([TRAINING, PLAN], "1", "/next", "enter", "/goto 1.1", "enter", "*")

    assert len(noted.answers["training"]["value"]) == 3
    assert len(left.answers["training"]["value"]) == 1


def test_a_grid_that_was_in_sight_is_not_shown_again(answering: Any) -> None:
    official = answering([TRAINING, PLAN], "1", "*", "enter")

    assert official.answers["training"]["value"]
    assert "Please note" not in official.screen
    assert "Your answer to 1.1" not in official.screen


def test_a_refusal_stays_in_sight_while_another_entry_is_typed(answering: Any) -> None:
    official = answering([CHOICE, PLAN], "zzz", "enter", "m")

    assert "`zzz` is not one of the options" in official.screen
    assert "> m" in official.screen


URL = {"id": "site", "type": "text", "single_line": True, "pattern": "https?://[^ ]+"}


def test_enter_takes_the_address_that_is_offered_in_place_of_the_refused_one(
    answering: Any,
) -> None:
    refused = answering([URL, PLAN], *"www.example.org", "enter")
    taken = answering([URL, PLAN], *"www.example.org", "enter", "enter")

    assert "Enter takes this: https://www.example.org" in flat(refused.screen)
    assert taken.answers["site"] == {"value": "https://www.example.org"}


def test_a_number_answers_a_row_and_enter_out_of_habit_leaves_no_row_open(answering: Any) -> None:
    habit = answering([TRAINING, PLAN], "1", "enter", "1", "enter", "2", "enter")
    known = answering([TRAINING, PLAN], "1", "1", "2", "enter")

    assert habit.answers == known.answers
    assert len(habit.answers["training"]["value"]) == len(TRAINING["items"])
    assert "About plan?" in habit.screen


def test_a_second_enter_leaves_the_row_open_as_the_foot_says(answering: Any) -> None:
    once = answering([TRAINING, PLAN], "1", "enter")
    twice = answering([TRAINING, PLAN], "1", "enter", "enter")
    moved = answering([TRAINING, PLAN], "1", "down", "up", "enter")

    assert "1–2 answer, no Enter" in once.screen
    assert "Enter leave row open" in once.screen
    at = [next(line for line in one.screen.splitlines() if "►" in line) for one in (once, twice)]
    assert "Judges" in at[0]
    assert "Judges" not in at[1]
    assert "Enter leave row open" not in moved.screen


PRACTICES = {
    "id": "practices",
    "type": "table",
    "entry": "practice",
    "columns": [
        {"id": "theme", "label": "Theme", "type": "choice", "options": KINDS, "required": True},
        {"id": "name", "label": "Name", "type": "text", "required": True, "single_line": True},
    ],
}


def test_the_entries_of_a_list_have_the_same_numbers_above_options_as_elsewhere(
    answering: Any,
) -> None:
    official = answering([PRACTICES, PLAN], "1", "enter", *"Help", "enter")

    assert "1 Laws; Help" in official.screen
    assert "1. " not in official.screen


def test_a_star_says_which_field_must_be_filled_in(answering: Any) -> None:
    open_field = answering([PRACTICES, PLAN], "1", "enter").screen

    assert "Name *" in open_field
    assert "* must be filled in." in open_field
    assert "must be filled in" not in answering([LAWS, PLAN], *"act", "enter").screen


def test_the_count_does_not_fall_while_an_entry_is_added(answering: Any) -> None:
    one = [PRACTICES, PLAN]
    whole = answering(one, "1", "enter", *"Help", "enter").screen
    added = answering(one, "1", "enter", *"Help", "enter", "2", "enter").screen

    assert "1 of 2 required" in whole
    assert "1 of 2 required" in added


def test_tab_takes_what_is_typed_in_a_field_and_goes_to_the_next(answering: Any) -> None:
    tabs = answering([OFFICE, PLAN], *"Ministry", "tab", *"Jane", "tab", *"Director", "down")
    enters = answering([OFFICE, PLAN], *"Ministry", "enter", *"Jane", "enter", *"Director", "enter")

    assert tabs.answers == enters.answers
    assert tabs.screen == enters.screen


def test_tab_takes_nothing_in_a_text_of_several_lines(answering: Any) -> None:
    assert answering([STORY, PLAN], *"Once", "tab").answers == {}


@pytest.mark.parametrize("question", [CHOICE, CHOICES], ids=["choice", "choices"])
def test_the_first_letters_mark_an_option_from_which_arrows_go_on(
    answering: Any, question: Any
) -> None:
    typed = answering([question, PLAN], *"mo").screen
    moved = answering([question, PLAN], *"mo", "down").screen

    for screen, words in ((typed, "Money"), (moved, "Nothing")):
        assert words in next(line for line in screen.splitlines() if "►" in line)


def test_letters_that_fit_no_option_do_not_go_without_a_word(answering: Any) -> None:
    official = answering([CHOICES, PLAN], *"gold", "down")

    assert "No option begins with `gold`. It is not entered." in flat(official.screen)


@pytest.mark.parametrize("question", [{**STORY, "single_line": True}, STORY])
def test_a_present_text_is_edited_from_the_line(question: Any, answering: Any) -> None:
    given = {"story": {"value": "A misteke"}}
    at_story = ("/goto story", "enter")
    shown = answering([question, PLAN], *at_story, answers=given)
    edit = ("left", *["backspace"] * 3, *"ake", "enter")
    official = answering([question, PLAN], *at_story, *edit, answers=given)

    assert "← edit it" in shown.screen
    assert official.answers["story"] == {"value": "A mistake"}


def test_a_field_of_a_form_and_a_cell_are_edited_from_the_line(answering: Any) -> None:
    office = {"office": {"value": {"office": "Polise"}}}
    edit = ("left", *["backspace"] * 2, *"ce", "enter")
    form = answering([OFFICE, PLAN], "/goto office", "enter", *edit, answers=office)
    laws = {"laws": {"value": [{"name": {"value": "pinal-code"}}]}}
    change = ("/goto laws", "enter", "change 1", "enter", "left")
    cell = answering([LAWS, PLAN], *change, answers=laws)

    assert form.answers["office"]["value"]["office"] == "Police"
    assert "> pinal-code" in cell.screen


@pytest.mark.sampled
@pytest.mark.parametrize(
    ("question", "value"),
    [
        (LONG, {"row-1": {"value": "laws"}}),
        (LONG, {f"row-{n}": {"value": "laws"} for n in range(1, 41)}),
        (CHOICE, "laws"),
        (CHOICES, ["laws", "money"]),
        (STORY, "Once."),
        (STATES, ["NOR"]),
    ],
)
@pytest.mark.parametrize("keys", [(), ("/note", "enter"), ("/goto row 1", "enter")])
def test_every_screen_of_a_confidential_answer_says_so_once_and_hides_no_option(
    question: dict[str, Any], value: Any, keys: tuple[str, ...], answering: Any
) -> None:
    name = question["id"]
    screens = []
    for mark in ({}, {"confidential": True}):
        answers = {name: {"value": value, **mark}}
        screens.append(
            answering([question, PLAN], f"/goto {name}", "enter", *keys, answers=answers).screen
        )

    open_one, confidential = screens
    assert "Confidential" not in open_one
    assert confidential.count("Confidential") == 1
    assert "Confidential" in confidential.split("\n")[1]
    for option in question.get("options", ()):
        assert confidential.count(option["label"]) == open_one.count(option["label"])


def test_a_row_that_is_answered_leaves_the_mark_in_sight(answering: Any) -> None:
    answers = {"training": {"value": {"row-1": {"value": "laws"}}}}
    keys = ("/goto training", "enter", "/confidential", "enter", "/goto row 2", "enter", "2", "3")
    official = answering([LONG, PLAN], *keys, answers=answers)

    assert official.answers["training"]["confidential"] is True
    assert "Confidential" in official.screen.split("\n")[1]
