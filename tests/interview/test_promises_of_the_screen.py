"""What was met at the screen once, and what is promised now: where each is shown.

`FRICTIONS` has the thirteen frictions of an official who answered all questions by hand,
`DELIVERED` the nine promises of the interview on the screen. Each names the tests that fail if it
comes back.
What no other module tests is tested below.
"""

import ast
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from checklist.console.line_input import NoInput
from checklist.interview.engine import Interview
from checklist.interview.line_face import LineFace
from checklist.interview.scope import resolve_scope
from tests.interview.fullscreen.test_face import Official, answering
from tests.support.interview_questions import PLAN, TRAINING, WHOLE
from tests.support.tiny import asked, interview, questionnaire, say

__all__ = ["answering"]
ROOT = Path(__file__).parents[1]
HERE = "interview/test_promises_of_the_screen.py"
FACE = "interview/fullscreen"

FRICTIONS: Mapping[str, Sequence[str]] = {
    "1 Enter confirms what cannot be seen": (
        f"{FACE}/test_face.py::test_a_carried_answer_is_seen_as_a_whole_before_enter_confirms_it",
        "acceptance/test_screens.py::test_an_enter_before_the_question_is_drawn_takes_nothing",
    ),
    "2 three numberings": (
        f"{HERE}::test_a_question_has_one_number_on_the_screen_and_in_commands",
        "questionnaire/test_name_lookup.py::test_a_question_is_found_by_its_number",
    ),
    "3 guidance is dropped, rows and options become a paragraph": (
        f"{FACE}/test_frame.py::"
        "test_guidance_is_whole_where_there_is_room_and_opens_where_there_is_none",
        f"{FACE}/test_all_questions.py::test_nothing_is_lost_and_no_line_is_too_wide",
    ),
    "4 the same digit means different things": (
        "questions/test_burden.py::test_a_digit_means_the_same_in_every_list_of_a_kind",
        f"{FACE}/test_face.py::test_a_digit_answers_the_row_at_hand_and_the_next_open_one_comes",
    ),
    "5 an answer is confirmed in one line that is cut off": (
        f"{HERE}::test_an_answer_is_confirmed_in_whole",
        f"{FACE}/test_keys_at_a_question.py::"
        "test_an_answer_that_is_shown_at_the_next_question_names_its_own_number",
    ),
    "6 the register of laws wants a slug, and `Act s. 5` is refused": (
        "interview/test_register.py::test_the_title_is_asked_before_the_short_name",
        "answer_types/test_legal_reference.py::test_a_reference_to_one_law_is_understood",
    ),
    "7 dates as people write them are refused": (
        "answer_types/test_written_date.py::test_what_is_clear_is_taken",
        "answer_types/test_written_date.py::test_what_can_be_two_dates_is_asked_back_with_both",
    ),
    "8 /goto of a part opens its first question, and one goes on elsewhere": (
        "interview/test_navigation.py::test_a_whole_number_is_that_of_a_set",
        "interview/test_going_on.py::test_it_goes_on_where_it_was_left",
        "acceptance/test_going_on.py::test_after_a_kill_it_goes_on_where_it_stood",
    ),
    "9 cross-checks speak ids, fix opens one side only": (
        "interview/test_contradiction_choice.py::test_either_side_is_corrected_and_the_other_is_not_asked",
        "interview/test_contradiction_choice.py::"
        "test_whichever_side_is_corrected_nothing_between_the_two_is_skipped",
        "reports/test_finding_words.py::test_a_finding_names_its_place_in_words",
    ),
    "10 what a ministry did not reply cannot be found again": (
        "reports/test_not_known.py::"
        "test_the_selection_and_the_status_have_what_is_not_known_and_nothing_else",
        "interview/test_home.py::"
        "test_what_a_ministry_did_not_reply_stands_apart_from_what_is_not_known",
    ),
    "11 dead ends: no editor, no file, two drafts, a final report, export without -o": (
        "console/test_text_editor.py::"
        "test_without_a_choice_the_first_of_the_usual_editors_that_is_there_is_taken",
        "acceptance/test_reports_here.py::test_the_only_report_is_taken_and_named",
        "acceptance/test_reports_here.py::test_of_several_none_is_taken_without_a_person",
        "acceptance/test_after_final.py::test_its_next_revision_is_begun_and_gone_on_with",
        "acceptance/test_export.py::test_without_a_format_it_is_a_page",
        "acceptance/test_export.py::test_the_ending_of_the_file_says_the_format",
    ),
    "12 the period without dates, repeated hints, no moment at the end of a part, a red end": (
        "interview/test_spoken.py::test_the_period_of_the_report_is_told_with_its_dates_and_once",
        "interview/test_spoken.py::test_each_hint_is_given_once",
        f"{FACE}/test_nothing_is_lost.py::test_a_part_is_called_done_when_it_is_left",
        f"{HERE}::test_nothing_at_the_end_is_red_and_optional_questions_say_so",
    ),
    "13 read aloud, 42 words before each question": (
        "interview/test_spoken.py::test_there_are_at_most_six_words_before_each_question",
        "interview/test_spoken.py::"
        "test_all_that_is_not_part_of_a_question_is_said_at_the_beginning_of_a_part_only",
    ),
}

DELIVERED: Mapping[str, Sequence[str]] = {
    "1 the screen face: every answer type, home, arrival, end, panels that scroll": (
        f"{FACE}/test_snapshots.py::test_a_screen_is_as_it_was_looked_at",
        f"{FACE}/test_every_screen.py::test_no_screen_loses_anything",
        f"{FACE}/test_every_screen.py::test_the_arrival_after_a_set_loses_nothing",
        f"{FACE}/test_face.py::test_home_shows_the_sets_and_goes_on",
        f"{FACE}/test_face.py::test_the_end_lists_each_next_step",
        f"{FACE}/test_face.py::test_an_explanation_that_is_long_scrolls",
        f"{FACE}/test_panels.py::test_a_panel_with_many_laws_scrolls_to_the_one_at_hand",
    ),
    "2 the line face stays, --plain on every command, the speech budget": (
        "acceptance/test_screens.py::test_other_terminals_keep_the_lines",
        "acceptance/test_screens.py::test_plain_keeps_the_lines",
        "acceptance/test_plain.py::test_other_commands_draw_nothing_in_a_pipe",
        "interview/test_spoken.py::test_there_are_at_most_six_words_before_each_question",
    ),
    "3 both faces on one engine": (
        f"{FACE}/test_same_report.py::test_random_interviews_give_the_same_report",
        "interview/test_face.py::test_an_interview_runs_on_a_face_without_a_terminal",
    ),
    "4 each friction is gone": (f"{HERE}::test_what_is_promised_is_tested",),
    "5 numbers everywhere": (
        f"{HERE}::test_a_question_has_one_number_on_the_screen_and_in_commands",
        "questionnaire/test_name_lookup.py::test_a_question_is_found_by_its_number",
        "interview/test_navigation.py::test_a_whole_number_is_that_of_a_set",
    ),
    "6 the register: title first, other scripts, evidence as it is written": (
        "interview/test_register.py::test_the_title_is_asked_before_the_short_name",
        "answer_types/test_legal_reference.py::test_titles_in_other_scripts_are_found",
        "answer_types/test_legal_reference.py::test_a_reference_to_one_law_is_understood",
    ),
    "7 dates, bare words, fix and finalize in an official's words": (
        "answer_types/test_written_date.py::test_what_is_clear_is_taken",
        "interview/test_bare_words.py::test_a_word_is_a_command_or_an_answer",
        "interview/test_contradiction_choice.py::test_both_questions_are_shown_with_number_words_and_answer",
        "acceptance/test_main_job.py::"
        "test_finalize_refuses_while_something_required_is_missing_and_lists_it",
    ),
    "8 what is not known stays findable": (
        "reports/test_not_known.py::"
        "test_the_selection_and_the_status_have_what_is_not_known_and_nothing_else",
        "reports/test_not_known.py::test_a_list_tells_what_is_begun_and_what_is_to_be_confirmed",
    ),
    "9 README shows the screen, and how to go on": (
        "acceptance/test_readme.py::test_readme_shows_a_question_as_the_interview_asks_it",
        "acceptance/test_going_on.py::"
        "test_it_goes_on_behind_the_last_answer_and_names_what_was_left_open",
    ),
}


@pytest.mark.parametrize(
    "tests", [*FRICTIONS.values(), *DELIVERED.values()], ids=[*FRICTIONS, *DELIVERED]
)
def test_what_is_promised_is_tested(tests: Sequence[str]) -> None:
    for one in tests:
        path, _, name = one.partition("::")
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
        assert name in names, one


def test_a_question_has_one_number_on_the_screen_and_in_commands(answering: object) -> None:
    begin = answering  # the same fixture as in the tests of the screens
    official: Official = begin(WHOLE, "/goto 2.1", "enter")  # type: ignore[operator]

    assert " 2.1  About training?" in official.screen
    assert [*resolve_scope(WHOLE, question="2.1").name] == [*"question 2.1"]
    one = interview(WHOLE)
    say(one, "/goto 2.1")
    assert asked(one) == "training/police"
    assert "2.1 About training?" in " ".join(line.text for line in say(one, "/why 2.1").lines)


def test_an_answer_is_confirmed_in_whole() -> None:
    said: list[str] = []

    class Page:
        lines, width, height = 0, 40, 24
        command = prose = show = None

        def say(
            self, text: str = "", style: str = "", *, indent: int = 0, hanging: int = 0
        ) -> None:
            said.append(text)

    lines = [f"Row {n}: an answer in many words that is wider than the page" for n in range(9)]

    LineFace(Page(), NoInput()).show_answer(lines)  # type: ignore[arg-type]

    assert said == ["Your answer:", *lines]


def test_nothing_at_the_end_is_red_and_optional_questions_say_so(answering: object) -> None:
    sets = questionnaire([PLAN, {**TRAINING, "optional": True}])
    official: Official = answering(sets, "1", "enter", "enter", "enter")  # type: ignore[operator]

    assert any("optional" in screen for screen in official.screens)
    assert "All questions have been asked." in official.screen
    styles = {style for line in official.keys.drawings[-1].lines for style, _ in line}
    assert "wrong" not in styles
    assert isinstance(official.interview, Interview)
