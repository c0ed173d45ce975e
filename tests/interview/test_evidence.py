"""Evidence is asked for once after the value, and of a matrix once after its last row."""

import pytest

from checklist.interview.engine import Interview
from tests.support import cited, tiny
from tests.support.cited import LAW, LAWS, LINK
from tests.support.tiny import answers_of, asked, say


def at(question: str, **answers: object) -> Interview:
    """Return an interview at a question, with the register of laws answered."""
    interview = tiny.interview(cited.questionnaire(), {"laws": LAWS, **answers})  # type: ignore[dict-item]
    say(interview, f"/goto {question}")
    return interview


def test_a_law_is_asked_for_after_the_value_and_the_value_is_saved_before() -> None:
    interview = at("offence")

    say(interview, "1")

    step = interview.prompt().step
    assert asked(interview) == "offence/evidence"
    assert step.context == ["1. penal-code: Penal Code (Act)", "2. aliens-act: Aliens Act"]
    assert answers_of(interview)["offence"] == {"value": "implemented"}

    say(interview, "1 article 104a; https://example.org/law")

    assert answers_of(interview)["offence"] == {"value": "implemented", "evidence": [LAW, LINK]}
    assert asked(interview) == "rights/value"


@pytest.mark.parametrize(
    ("question", "entry"), [("offence", "2"), ("offence", "3"), ("rights", "3"), ("site", "2")]
)
def test_nothing_is_asked_where_there_is_nothing_to_show(question: str, entry: str) -> None:
    interview = at(question)

    say(interview, entry)

    assert not asked(interview).startswith(question)
    assert "evidence" not in answers_of(interview)[question]


def test_enter_leaves_the_evidence_open() -> None:
    interview = at("rights")

    say(interview, "1,2", "")

    assert answers_of(interview)["rights"] == {"value": ["stay", "work"]}
    assert asked(interview) == "site/value"


def test_a_question_on_links_takes_no_law() -> None:
    interview = at("site")

    refused = say(interview, "1", "penal-code 3").refused

    assert refused.startswith("`penal-code 3` is not a web address.")
    assert refused.endswith("Name another document in a note: /note.")
    assert "/goto" not in " ".join(interview.prompt().step.tips)
    say(interview, "https://example.org/law")
    assert answers_of(interview)["site"] == {"value": "affirmative", "evidence": [LINK]}


def test_earlier_evidence_is_kept_by_enter_with_the_note() -> None:
    given = {"value": "implemented", "evidence": [LAW], "note": "Soon more."}
    interview = at("offence", offence=given)

    say(interview, "", "")

    assert answers_of(interview)["offence"] == given


def test_evidence_that_no_longer_fits_is_dropped_and_told() -> None:
    given = {"value": "implemented", "evidence": [LAW], "note": "Soon more."}
    interview = at("offence", offence=given)

    notices = say(interview, "3").notices

    assert answers_of(interview)["offence"] == {"value": "not-implemented", "note": "Soon more."}
    assert notices == ["No longer part of the answer to 1.2: the evidence penal-code 104a."]


def test_a_missing_answer_has_no_evidence() -> None:
    interview = at("offence", offence={"value": "implemented", "evidence": [LAW]})

    notices = say(interview, "/decline", "").notices

    assert answers_of(interview)["offence"] == {"missing": "declined"}
    assert "No longer part of the answer to 1.2: the evidence penal-code 104a." in notices


def test_a_dash_removes_the_evidence_alone() -> None:
    interview = at("offence", offence={"value": "implemented", "evidence": [LAW]})

    say(interview, "", "-")

    assert answers_of(interview)["offence"] == {"value": "implemented"}


def test_back_at_the_evidence_leads_to_the_value() -> None:
    interview = at("offence")

    say(interview, "1", "/back")
    assert asked(interview) == "offence/value"
    say(interview, "", "1 9")

    assert answers_of(interview)["offence"] == {
        "value": "implemented",
        "evidence": [{"law": "penal-code", "article": "9"}],
    }


# Rows of a matrix


def test_the_rows_of_a_matrix_get_their_evidence_from_one_entry() -> None:
    interview = at("duties")

    say(interview, "1", "2", "1")

    step = interview.prompt().step
    assert asked(interview) == "duties/evidence"
    assert step.ask == "Which articles show this?"
    assert step.tips[0] == "For example: penal-code 104a (rows 1 to 3)."
    assert step.context[-3:] == [
        "Row 1: Police: In place",
        "Row 2: Judges: Planned",
        "Row 3: Doctors: In place",
    ]

    say(interview, "penal-code 104a; 2 art. 7(1) (row 3)")

    assert answers_of(interview)["duties"]["value"] == {
        "police": {"value": "implemented", "evidence": [LAW]},
        "judges": {"value": "planned"},
        "doctors": {
            "value": "implemented",
            "evidence": [LAW, {"law": "aliens-act", "article": "7(1)"}],
        },
    }
    assert asked(interview) == "measure/status"


@pytest.mark.parametrize(
    ("rows", "police", "doctors"),
    [
        ("(row 1)", True, False),
        ("(rows 1, 3)", True, True),
        ("(rows 1 and 3)", True, True),
        ("(Rows 3-3)", False, True),
    ],
)
def test_rows_are_named_by_number(rows: str, police: bool, doctors: bool) -> None:
    interview = at("duties")

    say(interview, "1", "2", "1", f"1 104a {rows}")

    value = answers_of(interview)["duties"]["value"]
    assert ("evidence" in value["police"], "evidence" in value["doctors"]) == (police, doctors)


@pytest.mark.parametrize("rows", [" rows 1, 3", ", rows 1 and 3", " Rows 1,3 "])
def test_the_rows_of_a_web_address_need_no_brackets(rows: str) -> None:
    interview = at("duties")

    say(interview, "1", "2", "1", f"https://example.org/law{rows}; penal-code 104a rows 1 (row 3)")

    value = answers_of(interview)["duties"]["value"]
    assert value["police"]["evidence"] == [LINK]
    assert value["doctors"]["evidence"][0] == LINK
    # An article may have the word in it.
    assert value["doctors"]["evidence"][1]["article"] == "104a rows 1"


@pytest.mark.parametrize(
    ("entry", "refusal"),
    [
        ("1 104a (row 2)", "Row 2 has no answer that a reference can show."),
        ("1 104a (rows 1 to 4)", "The rows have numbers from 1 to 3."),
        ("1 104a (rows 3 to 1)", "The rows have numbers from 1 to 3."),
        ("1 104a (rows police)", "Type the rows by their numbers: (row 2), or (rows 1 to 3, 5)."),
        ("https://example.org/law row 4", "The rows have numbers from 1 to 3."),
        ("(row 1)", "Type the law or the web address before the rows."),
        ("1 15, row 1", "If rows are meant, put them in brackets: 1 15 (row 1)."),
        ("1 15 rows 1 to 2", "If rows are meant, put them in brackets: 1 15 (rows 1 to 2)."),
        ("1 15 第1至2行", "If rows are meant, put them in brackets: 1 15 (第1至2行)."),
        ("1 15 第1、3行", "If rows are meant, put them in brackets: 1 15 (第1、3行)."),
    ],
)
def test_rows_that_fit_nothing_are_refused(entry: str, refusal: str) -> None:
    interview = at("duties")

    assert say(interview, "1", "2", "1", entry).refused == refusal
    assert asked(interview) == "duties/evidence"


def test_the_evidence_of_rows_is_offered_again_as_it_can_be_typed() -> None:
    interview = at("duties", duties=cited.ANSWERS["duties"])

    say(interview, "", "", "")

    offered = "penal-code 104a (rows 1, 3); https://example.org/law (row 3)"
    assert interview.prompt().step.previous_text == offered
    say(interview, "")
    assert answers_of(interview)["duties"] == cited.ANSWERS["duties"]
    say(interview, "/goto duties", "", "", "", offered)
    assert answers_of(interview)["duties"] == cited.ANSWERS["duties"]


def test_an_interrupted_matrix_keeps_the_evidence_of_its_rows() -> None:
    interview = at("duties", duties=cited.ANSWERS["duties"])

    say(interview, "", "1")

    value = answers_of(interview)["duties"]["value"]
    assert [row.get("evidence") for row in value.values()] == [[LAW], None, [LAW, LINK]]


# Taken over


def test_a_carried_answer_is_confirmed_with_its_evidence() -> None:
    given = {"value": "implemented", "evidence": [LAW], "carried": True}
    interview = at("offence", offence=given)

    say(interview, "")

    assert answers_of(interview)["offence"] == {"value": "implemented", "evidence": [LAW]}


def test_evidence_that_the_question_does_not_take_goes_when_it_is_answered() -> None:
    given = {"value": "affirmative", "evidence": [LAW], "carried": True}
    interview = at("plain", plain=given)

    notices = say(interview, "").notices

    assert answers_of(interview)["plain"] == {"value": "affirmative"}
    assert notices[0] == "No longer part of the answer to 1.7: the evidence penal-code 104a."


def test_a_carried_matrix_shows_its_evidence_before_it_is_confirmed() -> None:
    interview = at("duties", duties={**cited.ANSWERS["duties"], "carried": True})

    shown = interview.prompt().earlier
    say(interview, "")

    assert shown[-1] == ("Evidence: penal-code 104a (rows 1, 3); https://example.org/law (row 3)")
    assert answers_of(interview)["duties"] == cited.ANSWERS["duties"]


ADDRESS = {"url": "https://www.example.org/law"}


@pytest.mark.parametrize("again", ["", "www.example.org/law"], ids=["Enter", "the same again"])
def test_an_address_without_its_beginning_is_taken_by_enter(again: str) -> None:
    interview = at("site")

    refused = say(interview, "1", "www.example.org/law").refused
    say(interview, again)

    assert refused.endswith("Enter takes this: https://www.example.org/law")
    assert answers_of(interview)["site"]["evidence"] == [ADDRESS]


def test_only_the_address_is_completed_in_a_list() -> None:
    interview = at("offence")

    say(interview, "1", "1 article 104a; www.example.org/law")
    say(interview, "")

    assert answers_of(interview)["offence"]["evidence"] == [LAW, ADDRESS]


def test_an_address_is_offered_only_until_something_else_is_entered() -> None:
    interview = at("site")

    for entry in ("1", "www.example.org/law", "penal-code 3", ""):
        say(interview, entry)

    assert "evidence" not in answers_of(interview)["site"]
