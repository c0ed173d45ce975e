from typing import Any

import pytest
from pydantic import ValidationError

from checklist.answer_types.interface import AnswerType, Cell, TextKind
from tests.answer_types.driving import LAWS, drive, fits_schema, has_structure, make, problems

PLAIN = make("implementation")
FULL = make("implementation", considered=True, ended=True)
WHOLE: dict[str, Any] = {
    "status": "partly-implemented",
    "partly": ["law-only", "some-regions"],
    "law": "The code punishes it.",
    "practice": "Prosecutors apply it.",
    "evidence": [
        {"law": "criminal-code", "article": "104a"},
        {"url": "https://example.org/report"},
    ],
    "details": {"obstacles": "Few interpreters.", "planned_by": "2027"},
}


@pytest.mark.parametrize("keys", [{"considered": "yes"}, {"ended": None}, {"statuses": []}])
def test_keys_that_do_not_fit_are_refused(keys: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        make("implementation", **keys)


@pytest.mark.parametrize(
    "value",
    [
        None,
        "implemented",
        {},
        {"law": "no status"},
        {"status": None},
        {"status": True},
        {"status": "planned", "law": None},
        {"status": "planned", "law": ""},
        {"status": "planned", "law": " \n"},
        {"status": "planned", "law": "x" * 4001},
        {"status": "planned", "partly": []},
        {"status": "planned", "evidence": []},
        {"status": "planned", "evidence": [{"url": "https://x.example"}] * 51},
        {"status": "planned", "evidence": [{"law": "Criminal Code"}]},
        {"status": "planned", "evidence": [{"url": "ftp://x.example"}]},
        {"status": "planned", "evidence": [{"url": "https://x.example", "page": 1}]},
        {"status": "planned", "details": {"planned_by": None}},
        {"status": "planned", "details": {"when": "2027"}},
        {"status": "planned", "colour": "red"},
    ],
)
def test_what_is_no_implementation_is_refused_by_model_and_schema(value: object) -> None:
    assert not has_structure(FULL, value)
    assert not fits_schema(FULL.json_schema(), value)


def test_a_status_is_enough() -> None:
    assert has_structure(PLAIN, {"status": "planned"})
    assert problems(PLAIN, {"status": "planned"}) == []
    assert problems(PLAIN, WHOLE) == []
    assert fits_schema(PLAIN.json_schema(), WHOLE)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ({"status": "implemeted"}, [("unknown-code", ("status",))]),
        ({"status": "not-known"}, [("unknown-code", ("status",))]),
        (
            {"status": "partly-implemented", "partly": ["law-only", "law-only"]},
            [("contradictory", ("partly", 1))],
        ),
        (
            {"status": "partly-implemented", "partly": ["some-people"]},
            [("unknown-code", ("partly", 0))],
        ),
        ({"status": "implemented", "partly": ["law-only"]}, [("contradictory", ("partly",))]),
        ({"status": "planned", "reason": "No money."}, [("contradictory", ("reason",))]),
        ({"status": "considered"}, [("reason-missing", ("status",))]),
        (
            {"status": "implemented", "evidence": [{"article": "3"}]},
            [("contradictory", ("evidence", 0))],
        ),
        (
            {"status": "implemented", "evidence": [{"law": "x-act", "url": "https://x.example"}]},
            [("contradictory", ("evidence", 0))],
        ),
        (
            {"status": "planned", "details": {"planned_by": "next year"}},
            [("out-of-range", ("details", "planned_by"))],
        ),
    ],
)
def test_parts_that_are_unknown_or_do_not_fit_the_status_are_problems(
    value: dict[str, Any], found: list[tuple[str, tuple[str | int, ...]]]
) -> None:
    assert has_structure(FULL, value)
    assert problems(FULL, value) == found
    assert not fits_schema(FULL.json_schema(), value)


@pytest.mark.parametrize("value", [{"status": "considered", "reason": "x"}, {"status": "ended"}])
def test_a_status_that_the_question_does_not_offer_is_unknown(value: dict[str, str]) -> None:
    assert problems(FULL, value) == []
    assert fits_schema(FULL.json_schema(), value)
    assert problems(PLAIN, value) == [("unknown-code", ("status",))]
    assert not fits_schema(PLAIN.json_schema(), value)
    assert value["status"] not in (PLAIN.codes() or ())


@pytest.mark.parametrize(
    ("status", "names"),
    [
        ("implemented", ["status", "law", "practice", "evidence"]),
        ("partly-implemented", ["status", "partly", "law", "practice", "evidence"]),
        ("ended", ["status", "law", "practice", "evidence"]),
        ("considered", ["status", "reason"]),
        ("under-consideration", ["status"]),
        ("planned", ["status"]),
        ("not-implemented", ["status"]),
    ],
)
def test_only_what_fits_the_status_is_asked(status: str, names: list[str]) -> None:
    closing = {"considered": ["It fits no need."]}.get(status, [""] * (len(names) - 1))

    driven = drive(FULL, [status, *closing])

    assert driven.names == names
    assert problems(FULL, driven.value) == []


def test_all_parts_can_be_given() -> None:
    entries = ["partly", "1,3", "The code punishes it.", "Prosecutors apply it."]

    driven = drive(PLAIN, [*entries, "1 article 104a; https://example.org/report"], laws=LAWS)

    assert driven.value == {key: part for key, part in WHOLE.items() if key != "details"}
    assert driven.prompts[-1].context[0] == "1. criminal-code: Criminal Code of 1974, No. 60"


def test_what_is_given_so_far_stands_if_the_interview_ends_unless_it_lacks_its_reason() -> None:
    partly = drive(PLAIN, ["partly", "1", "The law.", "", ""])
    considered = drive(FULL, ["considered", "No need."])

    assert [step.so_far for step in partly.prompts[:3]] == [
        None,
        {"status": "partly-implemented"},
        {"status": "partly-implemented", "partly": ["law-only"]},
    ]
    assert considered.prompts[1].so_far is None


def test_a_reason_is_required_and_a_long_text_is_refused() -> None:
    driven = drive(FULL, ["considered", "", "x" * 4001, "No need."])

    assert driven.refusals[0] == "an answer is required"
    assert driven.refusals[1].startswith("The text has 4001 characters; at most 4,000")
    assert driven.value == {"status": "considered", "reason": "No need."}


@pytest.mark.parametrize(
    ("typed", "evidence"),
    [
        ("2", [{"law": "aliens-act"}]),
        ("criminal-code 104a", [{"law": "criminal-code", "article": "104a"}]),
        ("1 Art. 3  (2)", [{"law": "criminal-code", "article": "3 (2)"}]),
        ("1 article 3", [{"law": "criminal-code", "article": "3"}]),
        ("Aliens-Act 3", [{"law": "aliens-act", "article": "3"}]),
        ("https://x.example", [{"url": "https://x.example"}]),
        (
            "1 3; 1 4",
            [{"law": "criminal-code", "article": "3"}, {"law": "criminal-code", "article": "4"}],
        ),
    ],
)
def test_evidence_is_a_law_with_its_article_or_an_address(
    typed: str, evidence: list[dict[str, str]]
) -> None:
    driven = drive(
        PLAIN,
        ["implemented", "", "", typed, ""] if not evidence else ["implemented", "", "", typed],
        laws=LAWS,
    )

    assert driven.value.get("evidence", []) == evidence


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (";", "Type a law or a web address, or press Enter for none."),
        ("3 article 1", "`3` is not in the register of laws. Type the number (1 to 2)"),
        ("HTTPS://x.example", "`HTTPS://x.example` is not a web address that begins with"),
        ("Labour Code 104a", "`Labour Code` is not in the register of laws."),
        ("ftp://x.example", "`ftp://x.example` is not a web address that begins with http://"),
        ("https://x.example and more", "`https://x.example and more` is not a web address"),
        ("1 " + "9" * 401, "An article has at most 400 characters."),
        ("; ".join(["1"] * 51), "Type at most 50 references."),
    ],
)
def test_evidence_that_cannot_be_kept_is_refused(typed: str, says: str) -> None:
    driven = drive(PLAIN, ["implemented", "", "", typed, ""], laws=LAWS)

    assert driven.refusals[0].startswith(says)
    assert "evidence" not in driven.value


def test_without_a_register_only_addresses_are_evidence() -> None:
    driven = drive(PLAIN, ["implemented", "", "", "criminal-code", "https://x.example"])

    assert "the register of laws is empty" in driven.refusals[0]
    assert driven.value["evidence"] == [{"url": "https://x.example"}]


def test_enter_keeps_every_part_and_the_details_that_are_not_asked() -> None:
    driven = drive(PLAIN, [""] * 5, previous=WHOLE, laws=LAWS)

    assert driven.value == WHOLE
    assert driven.prompts[-1].previous_text == "criminal-code 104a; https://example.org/report"


def test_a_part_that_does_not_fit_the_new_status_is_left_out() -> None:
    driven = drive(PLAIN, ["planned"], previous=WHOLE)

    assert driven.value == {"status": "planned", "details": WHOLE["details"]}


def test_every_part_has_a_line_and_a_cell() -> None:
    assert PLAIN.lines(WHOLE) == [
        "Partly implemented",
        "In part: The law provides for it, practice does not follow yet",
        "In part: Only in some parts of the country",
        "Law: The code punishes it.",
        "Practice: Prosecutors apply it.",
        "Evidence: criminal-code 104a",
        "Evidence: https://example.org/report",
        "Obstacles: Few interpreters.",
        "Planned by: 2027",
    ]
    assert [(cell.part, cell.code) for cell in PLAIN.cells(WHOLE)] == [
        ("status", "partly-implemented"),
        ("partly", "law-only"),
        ("partly", "some-regions"),
        ("law", ""),
        ("practice", ""),
        ("evidence", "criminal-code"),
        ("evidence", ""),
        ("obstacles", ""),
        ("planned_by", ""),
    ]
    assert FULL.cells({"status": "considered", "reason": "No need."})[1] == Cell(
        "", "reason", "", "No need."
    )


def test_it_is_compared_by_its_status_and_cites_laws() -> None:
    assert PLAIN.operand(WHOLE) == "partly-implemented"
    assert PLAIN.laws_cited({"value": WHOLE}) == [
        (("value", "evidence", 0, "law"), "criminal-code")
    ]
    assert PLAIN.value_filled_in("not-implemented") == {"status": "not-implemented"}


def test_its_texts_are_found_with_their_places_and_web_addresses_are_none() -> None:
    assert list(PLAIN.texts(WHOLE)) == [
        (("law",), "The code punishes it.", TextKind.PROSE),
        (("practice",), "Prosecutors apply it.", TextKind.PROSE),
        (("evidence", 0, "article"), "104a", TextKind.ARTICLE),
        (("details", "obstacles"), "Few interpreters.", TextKind.PROSE),
    ]


def test_the_date_of_its_planned_step_can_lie_in_the_future() -> None:
    (given,) = PLAIN.dates(WHOLE)

    assert (given.where, given.text, given.future) == (("details", "planned_by"), "2027", True)
    assert list(PLAIN.dates({"status": "planned"})) == []


@pytest.mark.parametrize(
    ("value", "where"),
    [
        ({"status": "implemented"}, ("status",)),
        ({"status": "implemented", "law": "It is."}, ("law",)),
        ({"status": "implemented", "law": "It is.", "practice": "So."}, ("law",)),
        ({"status": "partly-implemented", "law": "It is."}, ("law",)),
        ({"status": "partly-implemented", "partly": ["some-forms", "law-only"]}, ("partly", 1)),
    ],
)
def test_what_is_said_to_be_law_needs_evidence(value: object, where: tuple[object, ...]) -> None:
    (found,) = FULL.unsupported({"value": value})

    assert found == ("value", *where)


@pytest.mark.parametrize(
    "value",
    [
        WHOLE,
        {"status": "implemented", "practice": "So it is done."},
        {"status": "implemented", "evidence": [{"url": "https://example.org"}]},
        {"status": "partly-implemented"},
        {"status": "partly-implemented", "practice": "So it is done."},
        {"status": "partly-implemented", "partly": ["practice-only"], "law": "There is none."},
        {"status": "planned", "law": "A bill."},
        {"status": "ended", "law": "It was."},
        {"status": "not-implemented"},
    ],
)
def test_what_is_not_said_to_be_law_or_is_shown_needs_no_more(value: object) -> None:
    assert FULL.unsupported({"value": value}) == []


@pytest.mark.parametrize(
    ("before", "after", "left_out"),
    [
        (None, {"status": "planned"}, {}),
        (WHOLE, {"status": "planned", "details": {}}, ["partly", "law", "practice", "evidence"]),
        (WHOLE, {"status": "partly-implemented"}, {}),
        ({"status": "planned"}, {"status": "implemented", "law": "x"}, {}),
        ({"status": "considered", "reason": "No need."}, {"status": "implemented"}, ["reason"]),
    ],
)
def test_only_another_status_leaves_parts_out(
    before: Any, after: dict[str, Any], left_out: Any
) -> None:
    assert FULL.left_out(before, after) == {key: before[key] for key in left_out}


def test_of_one_law_no_range_of_numbers_is_named() -> None:
    driven = drive(PLAIN, ["implemented", "", "", "2 article 1", ""], laws=LAWS[:1])

    (refused,) = driven.refusals
    assert f"Type 1 or {LAWS[0].code} for the only law there, then the article." in refused


CHOSEN = make("implementation", partial=["other", "law-only", "some-elements"])


def test_a_question_offers_the_ways_to_be_in_place_in_part_that_it_names() -> None:
    driven = drive(CHOSEN, ["partly-implemented", "2, 3", "", "", ""])

    assert driven.value["partly"] == ["some-elements", "other"]
    assert [code for part, code, _ in CHOSEN.codes_of_parts() if part] == [
        "law-only",
        "some-elements",
        "other",
    ]


@pytest.mark.parametrize(("code", "asked"), [("some-elements", PLAIN), ("some-regions", CHOSEN)])
def test_another_way_than_those_offered_is_refused(code: str, asked: AnswerType) -> None:
    value = {"status": "partly-implemented", "partly": [code]}

    assert problems(asked, value) == [("unknown-code", ("partly", 0))]
    assert not fits_schema(asked.json_schema(), value)


@pytest.mark.parametrize("partial", [[], ["some-days"], ["other", "other"], "other"])
def test_ways_that_do_not_exist_or_stand_twice_are_refused(partial: object) -> None:
    with pytest.raises(ValidationError):
        make("implementation", partial=partial)
