"""What becomes of a submission, by the lines of the register."""

from typing import Any

import pytest

from checklist.register.submissions import SubmissionState, submissions
from tests.support.registers import DAY, lines_of, noted, received, report_of, seal_of


def became(*lines: dict[str, Any], day: str = DAY) -> list[str]:
    """Return what became of each submission, with the number that replaces it."""
    return [
        " ".join(
            map(
                str,
                filter(
                    None, [submission.state, submission.replaced_by, submission.why_not_counted]
                ),
            )
        )
        for submission in submissions(lines_of(*lines), day)
    ]


def test_a_report_is_counted_and_what_is_none_cannot_be_read_yet() -> None:
    assert became(received(1, report_of()), received(2, state="SWE")) == [
        "counted",
        "cannot be read yet",
    ]


def test_a_later_revision_takes_the_place_of_an_earlier_one_whichever_comes_first() -> None:
    first, second = report_of(), report_of(revision=2)

    assert became(received(1, first), received(2, second)) == ["replaced 2", "counted"]
    assert became(received(1, second), received(2, first)) == ["counted", "replaced 1"]


def test_another_cycle_state_or_questionnaire_replaces_nothing() -> None:
    later = report_of(revision=2)
    for other in (
        received(2, later, cycle="2028"),
        received(2, later, state="SWE"),
        received(2, report_of(revision=2, questionnaire="other")),
    ):
        assert became(received(1, report_of()), other) == ["counted", "counted"]


def test_a_revision_replaces_the_one_whose_seal_it_names_also_across_cycles() -> None:
    first = report_of(seal=seal_of("a"))
    second = report_of(seal=seal_of("b"), supersedes=seal_of("a"), revision=2)

    assert became(received(1, first, cycle="2025"), received(2, second)) == [
        "replaced 2",
        "counted",
    ]


def test_two_final_reports_of_one_revision_replace_neither_and_neither_is_counted() -> None:
    first, other = report_of(seal=seal_of("a")), report_of(seal=seal_of("b"))

    assert became(received(1, first), received(2, other)) == ["not counted same-revision"] * 2
    assert became(
        received(1, first), received(2, other), noted("withdraw", 2, reference="NV 1")
    ) == [
        "counted",
        "withdrawn",
    ]


def test_a_higher_revision_of_an_earlier_day_replaces_nothing_and_neither_is_counted() -> None:
    later = report_of(revision=2, as_of="2026-01-01")

    assert became(received(1, report_of()), received(2, later)) == ["not counted order-unclear"] * 2


def test_a_draft_is_replaced_by_the_final_report_and_replaces_none() -> None:
    draft = report_of(status="draft", revision=2)

    assert became(received(1, report_of()), received(2, draft)) == [
        "counted",
        "not counted draft",
    ]
    assert became(received(1, draft), received(2, report_of(revision=2))) == [
        "replaced 2",
        "counted",
    ]
    assert became(received(1, draft), received(2, draft)) == ["replaced 2", "not counted draft"]


def test_a_copy_for_publication_counts_less_than_its_report() -> None:
    copy = report_of(copy_for="publication", original=seal_of("a"), seal=seal_of("b"))

    assert became(received(1, copy), received(2, report_of(seal=seal_of("a")))) == [
        "replaced 2",
        "counted",
    ]


def test_what_cannot_be_read_is_replaced_by_what_can_and_came_with_it_or_later() -> None:
    asked = received(1, reply_by="2027-01-01")
    assert became(asked, received(2, report_of())) == ["replaced 2", "counted"]
    assert became(received(1, report_of()), received(2)) == ["counted", "kept with a report 1"]
    assert became(received(1, report_of()), received(2, on="2026-12-01")) == [
        "counted",
        "cannot be read yet",
    ]


def test_what_a_letter_asked_about_is_replaced_and_not_only_kept_beside() -> None:
    both = received(1, report_of()), received(2)
    asked = noted("clarify", 2, reply_by="2027-01-01")

    assert became(*both) == ["counted", "kept with a report 1"]
    assert became(*both, asked) == ["counted", "replaced 1"]


def test_what_was_withdrawn_or_erased_replaces_nothing_any_more() -> None:
    both = received(1, report_of()), received(2, report_of(revision=2))

    assert became(*both, noted("withdraw", 2, reference="NV 1")) == ["counted", "withdrawn"]
    assert became(*both, noted("erase", 2, reference="NV 1")) == ["counted", "erased"]
    erased = noted("withdraw", 2, reference="NV 1"), noted("erase", 2, reference="NV 2")
    assert became(*both, *erased) == ["counted", "erased"]


@pytest.mark.parametrize(
    ("day", "state"),
    [("2026-12-20", "clarification asked"), ("2026-12-21", "counted")],
)
def test_without_a_reply_by_its_day_a_report_is_counted_as_received(day: str, state: str) -> None:
    assert became(received(1, report_of(), reply_by="2026-12-20"), day=day) == [state]
    asked = noted("clarify", 1, reply_by="2026-12-20")
    assert became(received(1, report_of()), asked, day=day) == [state]


def test_a_draft_is_never_counted_and_waits_for_the_final_report_until_the_state_replies() -> None:
    draft = received(1, report_of(status="draft"), reply_by="2026-12-20")
    answered = noted("answered", 1, reference="NV 2")

    for lines, is_waiting in (([draft], True), ([draft, answered], False)):
        (submission,) = submissions(lines_of(*lines), "2027-06-01")

        assert (str(submission.state), submission.why_not_counted) == ("not counted", "draft")
        assert submission.is_waiting is is_waiting


def test_a_reply_ends_a_clarification_and_a_further_question_opens_another() -> None:
    asked = noted("clarify", 1, reply_by="2026-12-20")
    answered = noted("answered", 1, reference="NV 2")

    assert became(received(1, report_of()), asked, answered) == ["counted"]
    assert became(received(1, report_of()), asked, answered, asked) == ["clarification asked"]


def test_the_states_are_those_that_the_help_names() -> None:
    assert [state.value for state in SubmissionState] == [
        "cannot be read yet",
        "seal not valid",
        "clarification asked",
        "counted",
        "not counted",
        "kept with a report",
        "replaced",
        "withdrawn",
        "erased",
    ]
