"""A report to read: small reports on the small questionnaire, and one example as a whole."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist.files.reader import read
from checklist.questionnaire.loading import shipped
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.report.terminal import ReportView
from checklist.reports.check_structure import check_structure
from tests.support import tiny
from tests.support.folders import EXAMPLES
from tests.support.pages import on_page
from tests.support.running import assert_kept
from tests.support.small_report import SMALL
from tests.support.small_reports import Answers, data, final

SNAPSHOTS = Path(__file__).parent / "snapshots"


def view(
    report: dict[str, Any], *, questionnaire: Questionnaire = SMALL, width: int = 80
) -> ReportView:
    return ReportView(check_structure(report, questionnaire)[0], width)


def whole(answers: Answers, width: int = 80) -> str:
    return on_page(view(data(answers), width=width).whole(), width)


def question(question_id: str, answer: Any, **others: Any) -> list[str]:
    """Return what is shown below the words of one question."""
    lines = whole({question_id: answer, **others}, width=100).splitlines()
    number, asked = SMALL.numbers[question_id], SMALL.questions[question_id]
    begin = next(n for n, line in enumerate(lines) if line.startswith(f"{number} "))
    heading = ""
    while asked.ask not in heading or heading.count("[") > heading.count("]"):
        heading += f" {lines[begin].strip()}"
        begin += 1
    return [line.removeprefix("    ") for line in lines[begin : lines.index("", begin)]]


def on(question_id: str, answers: Answers) -> list[str]:
    """Return what is shown when one question is named."""
    shown = view(data(answers), width=100).some([SMALL.questions[question_id]], [])
    lines = on_page(shown, 100).splitlines()
    return [line.strip() for line in lines[3:]]


# An example as a whole. After a change that is meant, REWRITE=1 writes the screens anew.


@pytest.mark.parametrize("width", [60, 80])
def test_an_example_as_a_whole(width: int) -> None:
    document = read(EXAMPLES / "report-UGA.yaml")
    assert isinstance(document.data, dict)
    shown = view(document.data, questionnaire=shipped("ctoc-cop-2010-6"), width=width)

    text = on_page(shown.whole(), width)

    assert max(map(len, text.splitlines())) <= width
    assert_kept(text, SNAPSHOTS / f"report-UGA-{width}.txt")


def test_a_draft_as_a_whole() -> None:
    """Everything that can stand in a draft: open, carried, filled in, kept, doubtful, unknown."""
    answers = {
        "treaty-status": {"value": "neither", "carried": True, "answered_by": "Foreign Office"},
        "deposit": {"value": "2004"},
        "port-count": {"value": 3, "confidential": True},
        "port-authority": {"value": {"office": "Coastal Administration", "telephone": "+45 1234"}},
        "port-list": {"missing": "not-known", "reason": "other", "note": "A list\n\nis made."},
        "sea-neighbours": {"value": ["SWE", "NOR"]},
        "laws": {
            "value": [
                {
                    "short-name": {"value": "lights-act"},
                    "citation": {"value": "Act on lights"},
                    "rank": {"value": "act", "confidential": True},
                    "adopted": {"missing": "not-known", "reason": "not-collected"},
                },
                {"short-name": {"value": "ports-act"}, "place": {"value": "Harbour"}},
            ]
        },
        "authority": {"value": "negative"},
        "light-service": {"value": {"status": "not-implemented"}, "by": "authority"},
        "light-tasks": {
            "value": {"repair": {"value": "weekly"}, "watch": {"value": "implemented"}}
        },
        "fog-signals": {"value": {"state": "implemented"}},
        "light-houses": {"value": 12},
        "status-of-treaty": {"value": "party", "confidential": True},
    }

    assert_kept(whole(answers), SNAPSHOTS / "report-draft.txt")


# The head


def head(report: dict[str, Any]) -> list[str]:
    text = on_page(view(report).whole())
    return text[: text.index("\n\n")].splitlines()


def test_the_head_of_an_empty_draft() -> None:
    assert head(data({})) == [
        "State report: Denmark (DNK)",
        "Draft, revision 1, as of 24 November 2026",
        "Questionnaire: small, version 1.2.0",
        "Required questions answered: 0 of 7",
        "Optional questions answered: 0 of 3",
        "Without a value: not known 0, not applicable 0, declined 0 (of 0 answers)",
        "Confidential: 0 of 0 answers",
    ]


def test_the_seal_of_a_final_report_is_compared_with_its_content() -> None:
    report = final({"treaty-status": {"value": "party"}}, redacted={"withheld": []})
    changed = {**report, "as_of": "2026-11-25"}

    assert head(report)[3] == "Seal: it matches the content"
    assert head(changed)[3] == ("Seal: it DOES NOT MATCH the content, which was changed afterwards")


def test_a_seal_that_is_not_there_or_should_not_be_there_is_reported() -> None:
    unsealed = data({}, status="final")
    sealed_draft = data({}, seal=f"sha256:{'0' * 64}")

    assert "Seal: NONE, although the report is final" in head(unsealed)
    assert "Seal: a draft has none" in head(sealed_draft)
    assert not [line for line in head(data({})) if "eal" in line]


def test_a_revision_names_what_it_supersedes() -> None:
    earlier = f"sha256:{'1' * 64}"

    lines = head(final({}, revision=2, supersedes=earlier))

    assert lines[1] == "Final report, revision 2, as of 24 November 2026"
    assert "It takes the place of revision 1." in lines


def test_another_version_of_the_questionnaire_is_reported() -> None:
    own = data({})["questionnaire"]
    older = data({}, questionnaire={**own, "version": "1.0.0"})
    changed = data({}, questionnaire={**own, "digest": f"sha256:{'0' * 64}"})

    assert head(older)[2:4] == [
        "Questionnaire: small, version 1.0.0",
        "  It is shown here with the questions of small, version 1.2.0; they may differ.",
    ]
    assert head(changed)[3] == "  The questions of this version have been changed since."


def test_missing_answers_are_counted_by_their_code() -> None:
    answers = {
        "treaty-status": {"value": "party"},
        "signature": {"missing": "not-known", "reason": "not-collected"},
        "deposit": {"missing": "not-known", "reason": "not-collected"},
        "laws": {"missing": "declined"},
    }

    assert "Without a value: not known 2, not applicable 0, declined 1 (of 4 answers)" in head(
        data(answers)
    )


def test_confidential_answers_are_counted_wherever_the_mark_stands() -> None:
    answers = {
        "treaty-status": {"value": "party", "confidential": True},
        "port-count": {"value": 3, "confidential": False},
        "light-tasks": {"value": {"repair": {"value": "implemented", "confidential": True}}},
        "laws": {"value": [{"short-name": {"value": "act", "confidential": True}}]},
        "nowhere": {"value": "x", "confidential": True},
        "payers": {"value": ["ports"], "confidential": "ja"},
    }

    assert "Confidential, in whole or in part: 5 of 6 answers" in head(data(answers))


def test_an_unknown_row_with_the_name_of_the_mark_is_none() -> None:
    rows = [{"id": "police", "label": "Police"}]
    options = [{"code": "done", "label": "Done"}]
    asked = tiny.questionnaire([{"id": "one", "type": "matrix", "options": options, "items": rows}])
    report = data({"one": {"value": {"confidential": {"value": "done"}}}}, asked)

    text = on_page(view(report, questionnaire=asked).whole())

    assert "Confidential: 0 of 1 answers" in text
    assert "CONFIDENTIAL" not in text


def test_what_does_not_fit_is_reported_at_the_head() -> None:
    shown = head(data({"treaty-status": {"value": "member"}}))
    two = head(data({"treaty-status": "party", "laws": {}, "light": {}, "fog": {}}))

    assert shown[-1] == (
        "1 answer does not fit the question; `checklist validate` says what is wrong"
    )
    assert two[-2].startswith("2 answers do not fit the question;")
    assert two[-1] == "2 answers do not belong to any question; see the end"


# Sets and questions


def test_a_set_shows_its_counts_and_what_is_open() -> None:
    text = on_page(view(data({"treaty-status": {"value": "party"}})).one_set(SMALL.sets[0]))

    assert text == (
        "Denmark (DNK): draft, revision 1, as of 24 November 2026\n"
        "\n"
        "Part 1 of 2: The treaty\n"
        "Answered: required 1 of 3, optional 0 of 4\n"
        "\n"
        "1.1 What is your State's status under the treaty? [recommendation 1]\n"
        "    Party\n"
        "\n"
        "1.3 When did your State deposit its instrument?\n"
        "    Not answered (required)\n"
        "\n"
        "1.11 Which laws will your answers refer to?\n"
        "    Not answered (required)\n"
        "\n"
        "Not answered (optional): 1.2, 1.5, 1.6, 1.9\n"
        "Not asked: 1.4, 1.7, 1.8, 1.10\n"
    )


def test_what_binds_parties_only_is_not_required_of_another_state() -> None:
    text = whole({"treaty-status": {"value": "neither"}})

    assert "\n2.5 " not in text
    assert "Not answered (optional): 2.5, " in text


def test_a_kept_answer_is_shown_and_marked() -> None:
    shown = question("deposit", {"value": "2004"}, **{"treaty-status": {"value": "neither"}})

    assert shown == ["2004", "Kept, not asked now"]


def test_an_answer_that_depends_on_a_doubtful_one_is_not_said_to_be_off_path() -> None:
    invalid_questions = {"treaty-status": {"value": "member"}}

    shown = question("deposit", {"value": "2004"}, **invalid_questions)
    text = whole(invalid_questions)

    unclear = "Unclear whether asked, because an answer does not fit"
    assert shown == ["2004", unclear]
    assert f"{unclear}: 1.2, 1.3," in text
    assert "Not asked: 1.7, 1.8, 1.10" in text


FILLED_IN = "Filled in because of the answer to 2.1: Does one authority keep the lights?"


@pytest.mark.parametrize(
    ("metadata", "says"),
    [
        ({"note": "Seen\tin 2020."}, ["Note: Seen in 2020."]),
        ({"note": "One.\n\n\nTwo."}, ["Note: One.", "  Two."]),
        ({"answered_by": "Foreign Office"}, ["Answered by: Foreign Office"]),
        ({"confidence": "low"}, ["Confidence: low"]),
        ({"by": "authority"}, [FILLED_IN]),
        ({"carried": True}, ["From an earlier report, not confirmed yet"]),
        ({"carried": False, "confidential": False}, []),
    ],
)
def test_what_stands_beside_an_answer_is_shown(metadata: Answers, says: list[str]) -> None:
    assert question("treaty-status", {"value": "party", **metadata}) == ["Party", *says]


@pytest.mark.parametrize(
    ("question_id", "answer", "heading"),
    [
        ("authority", {"value": "affirmative", "confidential": True}, "[CONFIDENTIAL] Does one"),
        ("authority", {"value": ["?"], "confidential": None}, "[CONFIDENTIAL] Does one"),
        ("authority", {"value": "affirmative", "confidential": False}, "Does one"),
        (
            "light-tasks",
            {"value": {"watch": {"value": "implemented", "confidential": True}}},
            "[CONFIDENTIAL in part] Which of",
        ),
    ],
)
def test_a_confidential_answer_is_marked_in_words_before_its_question(
    question_id: str, answer: Any, heading: str
) -> None:
    answers = {question_id: answer}

    number = SMALL.numbers[question_id]
    lines = whole(answers, 100).splitlines()
    (line,) = [line for line in lines if line.startswith(f"{number} ")]
    named = on_page(view(data(answers)).some([SMALL.questions[question_id]], []))

    assert line[4:].startswith(heading)
    assert f"\n{line[:4]}{heading}" in named


def test_a_missing_answer_shows_its_reason() -> None:
    assert question("laws", {"missing": "not-known", "reason": "outside-mandate"}) == [
        "Not known: It is outside the mandate of the respondent"
    ]
    assert question("laws", {"missing": "declined"}) == ["Declined"]


def test_a_measure_shows_its_parts() -> None:
    value = {
        "status": "partly-implemented",
        "partly": ["law-only"],
        "law": "One keeper.\nTwo boats.",
        "practice": "None.",
        "evidence": [{"law": "lights-act", "article": "4"}, {"url": "https://example.org/l"}],
        "details": {"planned_by": "2028"},
    }

    assert question("light-service", {"value": value}) == [
        "Partly implemented",
        "In part: The law provides for it, practice does not follow yet",
        "Law: One keeper.",
        "  Two boats.",
        "Practice: None.",
        "Evidence: lights-act 4",
        "Evidence: https://example.org/l",
        "Planned by: 2028",
    ]


def test_a_text_keeps_its_lines() -> None:
    party = {"treaty-status": {"value": "party"}, "deposit": {"value": "2001"}}

    shown = question("founding-story", {"value": "In a lighthouse.\n\n  At night."}, **party)

    assert shown == ["In a lighthouse.", "At night."]


def test_several_options_stand_below_each_other() -> None:
    assert question("obstacles", {"value": ["funding", "staff"]}) == [
        "- Too little money",
        "- Too few staff",
    ]


def test_the_rows_of_a_matrix_are_aligned() -> None:
    rows = {
        "repair": {"value": "implemented", "note": "In spring."},
        "watch": {"missing": "not-known", "reason": "not-collected", "confidential": True},
    }

    assert question("light-tasks", {"value": rows}) == [
        "- Repair: Done as a rule",
        "  Note: In spring.",
        "- Watch:  Not known: The information is not collected (CONFIDENTIAL)",
        "- Charts: not answered",
    ]


def test_the_entries_of_a_table_are_numbered() -> None:
    laws = [
        {
            "short-name": {"value": "lights-act"},
            "citation": {"value": "Act on lights"},
            "in-force": {"value": "affirmative"},
            "model": {"value": "NOR", "note": "Since 1990."},
        },
        {"short-name": {"value": "ports-act"}, "articles": {"value": 12}},
    ]

    assert question("laws", {"value": laws}) == [
        "1. lights-act",
        "  - Official title:                Act on lights",
        "  - In force:                      Yes",
        "  - State whose law was the model: Norway (NOR)",
        "    Note: Since 1990.",
        "2. ports-act",
        "  - Official title:                not answered",
        "  - Number of articles:            12",
    ]


def test_values_are_not_aligned_where_there_is_no_room() -> None:
    title = "Act on the lights of the coast and of the islands"
    laws = [{"short-name": {"value": "lights-act"}, "citation": {"value": title}}]
    report = data({"laws": {"value": [{**laws[0], "model": {"value": "NOR"}}]}})

    text = on_page(view(report, width=40).some([SMALL.questions["laws"]], []), 40)

    assert text.endswith(
        "    1. lights-act\n"
        "      - Official title: Act on the\n"
        "        lights of the coast and of the\n"
        "        islands\n"
        "      - State whose law was the model:\n"
        "        Norway (NOR)\n"
    )


def test_an_empty_table_is_not_taken_for_no_answer() -> None:
    assert question("laws", {"value": []}) == ["No entries"]


# Some questions only


def test_a_question_that_is_named_is_explained() -> None:
    lines = on("authority", {"authority": {"value": "affirmative"}})

    assert lines == [
        "Guidance: One for a part of the coast counts. A light vessel counts as a light.",
        "Yes",
    ]


def test_a_question_that_is_not_asked_shows_when_it_is() -> None:
    when = "Asked only when the answer to 1.1 is “Party”."

    assert on("deposit", {}) == [when, "Not asked"]
    assert on("deposit", {"deposit": {"value": "2004"}}) == [when, "2004", "Kept, not asked now"]
    assert on("deposit", {"treaty-status": {"value": "party"}}) == ["Not answered (required)"]
    assert on("signature", {"treaty-status": {"value": "party"}}) == ["Not answered (optional)"]


def test_the_laws_that_an_answer_cites_are_reported() -> None:
    laws = [{"short-name": {"value": "lights-act"}, "citation": {"value": "Act on lights"}}]
    value = {"status": "implemented", "evidence": [{"law": "lights-act"}]}

    lines = on("light-service", {"laws": {"value": laws}, "light-service": {"value": value}})

    assert lines == [
        "Period: The last two years",
        "Implemented",
        "Evidence: lights-act",
        "lights-act is: Act on lights",
    ]


def test_recommendations_are_reported_before_the_answers_on_them() -> None:
    questions, recommendations = SMALL.find_by_name("3")

    text = on_page(view(data({})).some(questions, recommendations))

    assert [line for line in text.splitlines() if line[:1].strip()] == [
        "Denmark (DNK): draft, revision 1, as of 24 November 2026",
        "Recommendation 3(a): Parties keep a signal that can be heard in fog.",
        "Recommendation 3(b): Keepers of lights repair, watch and chart them.",
        "2.3 Which of these tasks are done for each light? [recommendation 3(b)]",
        "2.5 How far is there a signal for fog? [recommendation 3(a)]",
    ]


def test_a_recommendation_without_a_question_says_so() -> None:
    asked = tiny.questionnaire([{"id": "one", "type": "text"}])

    text = on_page(
        view(data({}, asked), questionnaire=asked).some([], [asked.recommendations["7"]])
    )

    assert text.endswith("Recommendation 7: What 7 asks.\n\nNo question asks about it.\n")


# What does not fit


@pytest.mark.parametrize(
    ("question_id", "answer", "says"),
    [
        ("treaty-status", {"value": "member"}, "member"),
        ("treaty-status", {"value": ["party"]}, 'In the file: {"value": ["party"]}'),
        ("treaty-status", "party", 'In the file: "party"'),
        ("treaty-status", None, "In the file: null"),
        ("treaty-status", {"value": "party", "note": 7}, 'In the file: {"value": "party", "note":'),
        ("treaty-status", {"missing": "unknown"}, 'In the file: {"missing": "unknown"}'),
        ("laws", {"missing": "not-known", "reason": "lazy"}, "Not known: lazy"),
        ("obstacles", {"value": ["funding", "rain"]}, "- rain"),
        ("sea-neighbours", {"value": ["SWE", "XXX"]}, "- `XXX`"),
        ("light-tasks", {"value": {"repair": {"value": "weekly"}}}, "- Repair: weekly"),
        ("light-tasks", {"value": {"repair": {"value": {"a": 1}}}}, '- Repair: {"a": 1}'),
        ("light-tasks", {"value": {"sweep": {"value": "x"}}}, '- `sweep`: "x"'),
        ("light-tasks", {"value": {"repair": "implemented"}}, "In the file: "),
        ("laws", {"value": [{"short-name": {"value": ["a"]}}]}, '1. ["a"]'),
        ("laws", {"value": [{"model": {"value": ["NOR"]}}]}, 'model: ["NOR"]'),
        ("laws", {"value": [{"place": {"value": "Harbour"}}]}, '- `place`:        "Harbour"'),
        ("light-service", {"value": {"status": "half"}}, "half"),
        ("light-service", {"value": {"status": "planned", "law": 3}}, "In the file: "),
    ],
)
def test_what_does_not_fit_is_shown_as_it_is(question_id: str, answer: Any, says: str) -> None:
    shown = question(question_id, answer)

    assert says in "\n".join(shown)
    assert shown[-1] == "This does not fit the question; `checklist validate` says what is wrong"


def test_what_does_not_fit_is_cut_and_marked() -> None:
    shown = " ".join(question("treaty-status", {"value": ["x" * 1000]}))

    assert shown.replace("   ", " ").startswith('In the file: {"value": ["xxx')
    assert 250 < shown.count("x") < 300
    assert " … This does not fit the question" in shown


def test_a_text_that_is_too_long_is_cut_and_says_so() -> None:
    party = {"treaty-status": {"value": "party"}, "deposit": {"value": "2001"}}

    shown = question("founding-story", {"value": "a\n" * 50_000}, **party)

    assert len(shown) == 10_002
    assert shown[-2] == "… (cut here: the whole text has 100000 characters)"
    assert shown[-1].startswith("This does not fit the question")


def test_answers_to_unknown_questions_stand_at_the_end() -> None:
    answers = {
        "status-of-treaty": {"value": "party"},
        "light\nhouse": {"value": "a\nb", "confidential": True},
    }

    assert whole(answers).endswith(
        "\n"
        "\n"
        "Answers to questions that do not exist\n"
        '`status-of-treaty`: {"value": "party"}\n'
        "[CONFIDENTIAL] `light‹U+000A›house`: "
        '{"value": "a\\nb", "confidential": true}\n'
    )


CODES = st.sampled_from(
    ["value", "missing", "not-known", "reason", "status", "implemented", "repair", "short-name"]
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | CODES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(CODES | st.text(), inner),
    max_leaves=8,
)
ANSWERS = ANYTHING | st.fixed_dictionaries(
    {"value": ANYTHING},
    optional={"note": ANYTHING, "confidential": ANYTHING, "by": st.text()},
)


@given(st.dictionaries(st.sampled_from([*SMALL.questions]) | st.text(), ANSWERS))
def test_whatever_a_report_says_can_be_shown(answers: Answers) -> None:
    shown = view(data(answers))

    text = on_page(shown.whole())
    parts = "".join(on_page(shown.some([question], [])) for question in SMALL.questions.values())

    for name in answers.keys() & SMALL.questions.keys():
        assert f"\n{SMALL.numbers[name]} " in text
    assert not {"\x1b", "\u202e", "\r", "\x00"} & set(text + parts)
