"""A report as a document: what it consists of, and one example as a whole."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from checklist.files.reader import read
from checklist.lifecycle.redact import redacted
from checklist.lifecycle.submission import sent_form
from checklist.questionnaire.loading import shipped
from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.blocks import (
    Block,
    Cell,
    Facts,
    Heading,
    Items,
    Notice,
    Paragraph,
    Quote,
    Reference,
    Section,
    Table,
    Url,
    by_section,
    plain,
)
from checklist.render.report.document import report_document
from checklist.reports.check_structure import check_structure
from checklist.reports.report import Report
from tests.support import tiny
from tests.support.block_text import block_text
from tests.support.folders import EXAMPLES
from tests.support.running import assert_kept
from tests.support.small_report import SMALL
from tests.support.small_reports import Answers, data, final

SHIPPED = shipped("ctoc-cop-2010-6")


def example(code: str = "UGA") -> dict[str, Any]:
    data: Any = read(EXAMPLES / f"report-{code}.yaml").data
    assert isinstance(data, dict)
    return data


def blocks(report: Mapping[str, Any], questionnaire: Questionnaire = SMALL) -> list[Block]:
    return [*report_document(check_structure(report, questionnaire)[0]).blocks]


def section(name: str, report: Mapping[str, Any], asked: Questionnaire = SMALL) -> Section:
    return next(one for one in by_section(blocks(report, asked)) if one.heading.name == name)


def question(question_id: str, answers: Answers) -> list[Block]:
    """Return what stands below the heading of a question and its recommendations."""
    shown = blocks(data(answers))
    begin = next(
        number
        for number, block in enumerate(shown)
        if isinstance(block, Heading) and block.name == f"question-{question_id}"
    )
    end = next(n for n in range(begin + 1, len(shown)) if isinstance(shown[n], Heading))
    within = shown[begin + 1 : end]
    cites = isinstance(within[0], Paragraph) and within[0].text.startswith("Recommendation")
    return within[cites:]


def table(found: Sequence[Block]) -> Table:
    (one,) = (block for block in found if isinstance(block, Table))
    return one


def rows(found: Table) -> list[list[str]]:
    return [list(map(plain, row)) for row in found.rows]


def facts(report: Mapping[str, Any], asked: Questionnaire = SMALL) -> dict[str, Cell]:
    """Return the facts on the title page."""
    begin = by_section(blocks(report, asked))[0].blocks
    return dict(fact for block in begin if isinstance(block, Facts) for fact in block.facts)


def notices(report: Mapping[str, Any]) -> list[str]:
    return [one.text for one in by_section(blocks(report))[0].blocks if isinstance(one, Notice)]


# An example as a whole. After a change that is meant, REWRITE=1 writes it anew.


def test_an_example_as_a_whole() -> None:
    written = block_text(blocks(example(), SHIPPED))

    assert_kept(written, Path(__file__).parent / "snapshots" / "document-UGA.txt")


@pytest.mark.parametrize("code", ["AUT", "TUV", "UGA"])
def test_every_answer_of_an_example_has_its_question_and_every_reference_its_heading(
    code: str,
) -> None:
    report = example(code)

    shown = blocks(report, SHIPPED)

    names = [block.name for block in shown if isinstance(block, Heading) and block.name]
    cells = [
        cell for block in shown if isinstance(block, Table) for row in block.rows for cell in row
    ]
    within = [one for cell in cells if isinstance(cell, list) for one in cell]
    assert len(names) == len(set(names))
    assert {f"question-{i}" for i in report["answers"]} <= set(names)
    to = [one.name for one in (*cells, *within) if isinstance(one, Reference)]
    assert len(to) > 100
    assert set(to) <= set(names)


# The title page


def test_the_title_page_of_a_draft_says_that_it_is_one_and_can_be_signed() -> None:
    report = data({"treaty-status": {"value": "party"}})

    title = by_section(blocks(report))[0][0]

    assert title == Heading("State report: Denmark (DNK)", 1)
    assert notices(report)[0].startswith("This is a draft.")
    assert facts(report)["Report"] == "Draft, revision 1, as of 24 November 2026"
    assert facts(report)["Questionnaire"] == [
        "Lights at sea: a small questionnaire",
        "Version 1.2.0",
    ]
    assert facts(report)["Required questions answered"] == "1 of 8"


def at_the_end(report: Mapping[str, Any], asked: Questionnaire = SMALL) -> dict[str, Cell]:
    """Return the facts for programs."""
    found = section("seals", report, asked).blocks
    return dict(fact for block in found if isinstance(block, Facts) for fact in block.facts)


def test_the_seals_stand_at_the_end() -> None:
    report = final({"treaty-status": {"value": "party", "answered_by": "Me"}}, salt="a" * 32)
    changed = {**report, "as_of": "2026-11-25"}
    sent = sent_form(Report.from_data(report))

    assert at_the_end(report)["Seal of this report"] == report["seal"]
    assert at_the_end(sent.to_data())["Seal of this report"] == sent.seal
    assert not any("eal" in notice for notice in notices(report))
    assert notices(changed)[-1] == (
        "Seal: it DOES NOT MATCH the content, which was changed afterwards."
    )


def test_a_final_report_without_a_seal_is_reported() -> None:
    assert notices(data({}, status="final"))[-1] == "Seal: NONE, although the report is final."


def test_a_revision_names_what_it_supersedes() -> None:
    earlier = f"sha256:{'1' * 64}"

    report = final({}, revision=2, supersedes=earlier)

    assert facts(report)["Takes the place of"] == "Revision 1"
    assert at_the_end(report)["Seal of the revision before"] == earlier


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["AUT", "TUV", "UGA"])
def test_no_id_code_or_hash_stands_where_people_read(name: str) -> None:
    report = example(name)
    ids = {one for one in SHIPPED.questions if "-" in one} | {SHIPPED.head.id}
    ids -= {"non-punishment", "contact-point"}  # also words of the texts

    people, _, programs = block_text(blocks(report, SHIPPED)).partition("## For programs")

    assert [one for one in ids if re.search(rf"(?<![\w-]){one}(?![\w-])", people)] == []
    assert "sha256" not in people
    assert report["seal"] in programs


def test_who_the_report_is_from_is_reported_where_a_question_asks_it() -> None:
    report = example()
    hidden = {"value": "A ministry", "confidential": True}

    found = facts({**report, "answers": {"reporting-authority": hidden}}, SHIPPED)

    assert "Ministry of Social Development" in str(facts(report, SHIPPED)["From"])
    assert found["From"] == "A ministry (CONFIDENTIAL)"
    assert "From" not in facts({**report, "answers": {}}, SHIPPED)
    assert "From" not in facts(data({}))


def test_another_version_of_the_questionnaire_is_reported() -> None:
    older = data({}, questionnaire={**data({})["questionnaire"], "version": "1.0.0"})

    assert "they may differ" in plain(facts(older)["Questionnaire"])


def test_a_document_that_is_not_for_publication_says_what_it_shows() -> None:
    assert "also what is not for publication" in notices(data({}))[-1]


# Answers


def test_a_choice_is_reported_in_words_with_what_stands_beside_it() -> None:
    answer = {"value": "signatory", "answered_by": "Foreign Office", "confidence": "high"}

    assert question("treaty-status", {"treaty-status": {**answer, "note": "A\nB"}}) == [
        Paragraph("Signatory, not yet a party"),
        Paragraph("Note: A\nB", is_aside=True, is_note=True),
        Paragraph("Answered by: Foreign Office", is_aside=True),
        Paragraph("Confidence: high", is_aside=True),
    ]


def test_the_words_of_a_state_are_quoted() -> None:
    answers = {
        "treaty-status": {"value": "party"},
        "deposit": {"value": "2004"},
        "founding-story": {"value": "It began.\n\nIt went on."},
    }

    assert question("founding-story", answers) == [Quote("It began.\n\nIt went on.")]
    assert question("deposit", answers) == [Paragraph("2004")]


def test_a_missing_answer_is_reported_with_its_reason() -> None:
    answer = {"missing": "not-known", "reason": "not-collected"}

    assert question("sea-neighbours", {"sea-neighbours": answer}) == [
        Paragraph("Not known: The information is not collected")
    ]


def test_several_states_are_a_list() -> None:
    answers = {"sea-neighbours": {"value": ["SWE", "NOR"]}}

    assert question("sea-neighbours", answers) == [Items(["Sweden (SWE)", "Norway (NOR)"])]


def test_a_measure_is_reported_part_by_part_and_links_its_evidence() -> None:
    value = {
        "status": "partly-implemented",
        "partly": ["law-only", "some-regions"],
        "law": "One.\nTwo.",
        "evidence": [{"law": "act", "article": "3"}, {"url": "https://example.org/a"}],
        "details": {"planned_step": "More lights"},
    }

    assert question("light-service", {"light-service": {"value": value}}) == [
        Facts(
            [
                ("Status", "Partly implemented"),
                (
                    "Partly",
                    [
                        "The law provides for it, practice does not follow yet",
                        "Only in some parts of the country",
                    ],
                ),
                ("Law", "One.\nTwo."),
                ("Evidence", ["act 3", Url("https://example.org/a")]),
                ("Planned step", "More lights"),
            ]
        )
    ]


def test_a_matrix_is_a_table_with_the_recommendations_of_its_rows() -> None:
    value = {
        "repair": {"value": "implemented", "confidential": True},
        "watch": {"missing": "not-known", "reason": "other", "note": "Asked for."},
        "no-such-row": {"value": "what"},
    }

    found = table(question("light-tasks", {"light-tasks": {"value": value}}))

    assert found.head == ["", "Recommendation", "Answer", "Remarks"]
    assert rows(found) == [
        ["Repair", "3(b)", "Done as a rule (CONFIDENTIAL)", ""],
        ["Watch", "3(b)", "Not known: Another reason", "Note: Asked for."],
        ["Charts", "", "not answered", ""],
        ["no-such-row", "", '"what"', ""],
    ]


def test_what_no_row_of_a_matrix_has_takes_no_column() -> None:
    asked = tiny.questionnaire(
        [
            {
                "id": "grid",
                "type": "matrix",
                "options": [{"code": "done", "label": "Done"}],
                "items": [{"id": "top", "label": "Top"}],
            }
        ]
    )
    report = tiny.report(asked, {"grid": {"value": {"top": {"value": "done"}}}}).to_data()

    found = table(section("set-basics", report, asked).blocks)

    assert (found.head, rows(found)) == (["", "Answer"], [["Top", "Done"]])


def test_a_confidential_answer_is_marked_in_words() -> None:
    answers = {"port-count": {"value": 3, "confidential": True}}

    headings = [one for one in blocks(data(answers)) if isinstance(one, Heading) and one.mark]

    assert [(one.name, one.mark) for one in headings] == [("question-port-count", "CONFIDENTIAL")]
    assert "[CONFIDENTIAL] " in block_text(blocks(data(answers)))


def test_what_does_not_fit_is_shown_as_it_stands_in_the_file() -> None:
    found = question("fog-signals", {"fog-signals": {"value": {"state": "implemented"}}})

    assert found == [
        Paragraph('In the file: {"value": {"state": "implemented"}}'),
        Notice("This does not fit the question; `checklist validate` says what is wrong"),
    ]


def test_questions_that_are_not_asked_take_one_line_of_their_set() -> None:
    found = section("set-treaty", data({"treaty-status": {"value": "neither"}})).blocks

    (not_asked,) = (
        one.text for one in found if isinstance(one, Paragraph) and one.text.startswith("Not asked")
    )
    assert not_asked.startswith("Not asked: 1.2 When did your State sign")
    assert "question-deposit" not in [one.name for one in found if isinstance(one, Heading)]


def test_answers_to_no_question_are_reported_at_the_end() -> None:
    report = data({"light-houses": {"value": 12}, "status-of-treaty": {"value": "party"}})

    (items,) = section("unknown", report).blocks

    assert isinstance(items, Items)
    assert items.items[0] == '`light-houses`: {"value": 12}'
    assert items.items[1] == '`status-of-treaty`: {"value": "party"}'


# The end


def test_what_is_missing_is_listed_by_its_kind() -> None:
    answers = {
        "treaty-status": {"value": "neither", "carried": True},
        "port-count": {"missing": "declined"},
        "light-tasks": {
            "value": {"watch": {"missing": "not-known", "reason": "other", "note": "Asked for."}}
        },
        "fog-signals": {"value": {"state": "implemented"}},
    }

    found = section("missing", data(answers)).blocks

    kinds = {one.caption: rows(one) for one in found if isinstance(one, Table)}
    required = kinds["Required, without an answer or not complete"]
    assert {row[0]: row[2] for row in required if row[0] != "2.7"} == {
        "1.11": "Not answered (required)",
        "2.1": "Not answered (required)",
        "2.2": "Not answered (required)",
        "2.3": "Rows or cells are not answered",
        "2.5": "This does not fit the question; `checklist validate` says what is wrong",
    }
    assert [row[2] for row in kinds["Not known"]] == [
        "Watch: Not known: Another reason; Note: Asked for."
    ]
    assert [row[0] for row in kinds["Declined"]] == ["1.6"]
    assert [row[0] for row in kinds["From an earlier report, not confirmed yet"]] == ["1.1"]


def test_where_nothing_is_missing_that_is_said() -> None:
    found = section("missing", data({})).blocks

    assert Paragraph("Declined: none.") in found


def test_the_register_of_laws_stands_where_it_can_be_looked_up() -> None:
    laws = [
        {
            "short-name": {"value": "lights-act"},
            "citation": {"value": "Act | on\nlights", "note": "Old."},
            "articles": {"value": 40},
        },
        {"short-name": {"value": "ports-act"}, "place": {"value": "Harbour"}},
    ]
    report = data({"laws": {"value": laws}})

    found = table(section("laws", report).blocks)

    assert found.head == ["Short name", "Official title", "Number of articles", "Unknown columns"]
    assert rows(found) == [
        ["1. lights-act", "Act | on; lights; Note: Old.", "40", ""],
        ["2. ports-act", "not answered", "", 'place: "Harbour"'],
    ]
    assert question("laws", {"laws": {"value": laws}})[0] == Facts(
        [("Entries", Reference("2, in the register of laws at the end", "laws"))]
    )


def test_names_that_are_no_columns_share_one_however_many_they_are() -> None:
    laws = [
        {
            "short-name": {"value": f"law-{number}"},
            **{f"c{number}-{n}": {"value": n} for n in range(50)},
        }
        for number in range(3)
    ]

    found = table(section("laws", data({"laws": {"value": laws}})).blocks)

    assert found.head == ["Short name", "Official title", "Unknown columns"]
    assert [row[-1] for row in rows(found)] == [
        f"c{number}-0: 0; c{number}-1: 1; c{number}-2: 2; and 47 more" for number in range(3)
    ]


def test_without_laws_the_register_says_so() -> None:
    assert section("laws", data({})).blocks == [Paragraph("No laws are named.")]


def test_the_index_leads_from_a_recommendation_to_its_questions() -> None:
    report = example()

    found = table(section("recommendations", report, SHIPPED).blocks)

    assert len(found.rows) == 107
    (to,) = (row[2] for row in found.rows if row[0] == "10(b)")
    assert to == [
        Reference(
            "4.3: Taking part in an organized criminal group, or agreeing to "
            "commit serious crimes; Corruption of public officials, by giving or taking "
            "bribes; Trafficking in persons as a "
            "predicate offence for money-laundering",
            "question-convention-offences",
        ),
        Reference("4.4", "question-convention-tools"),
    ]


def test_a_question_that_is_not_asked_stands_in_the_index_with_the_reason() -> None:
    found = table(section("recommendations", example(), SHIPPED).blocks)

    (to,) = (plain(row[2]) for row in found.rows if row[0] == "8")
    assert "2.11, not asked" in to


# A copy for publication


def copy_of_uganda() -> dict[str, Any]:
    return redacted(read(EXAMPLES / "report-UGA.yaml"), SHIPPED).to_data()


def test_a_copy_shows_what_it_withholds() -> None:
    report = copy_of_uganda()

    original = at_the_end(report, SHIPPED)["Seal of the report from which this copy was made"]
    assert original == report["redacted"]["original"]
    assert rows(table(section("withheld", report, SHIPPED).blocks))[3] == [
        "6.15",
        "How far are these measures in place to protect victims of trafficking?",
        "Witness protection for victims who testify",
    ]


@pytest.mark.parametrize(
    "answer", [{"value": "party", "confidential": True}, {"value": "party", "answered_by": "Me"}]
)
def test_what_is_only_called_a_copy_is_not_said_to_be_for_publication(answer: Any) -> None:
    sound = final({"treaty-status": {"value": "party"}}, redacted={"withheld": []})
    broken = final({"treaty-status": answer}, redacted={"withheld": []})
    unfinished = data({}, redacted={"withheld": []})

    assert notices(sound)[0].startswith("This is a copy for publication.")
    for report in (broken, unfinished):
        assert "copy for publication. Answers" not in " ".join(notices(report))
        assert any(one.startswith("Not for publication.") for one in notices(report))


def test_a_row_that_is_withheld_is_not_taken_for_one_that_is_not_answered() -> None:
    report = copy_of_uganda()

    (found,) = (
        block
        for block in section("set-victims", report, SHIPPED).blocks
        if isinstance(block, Table) and block.caption == "Answer to 6.15"
    )

    assert [row[2] for row in rows(found) if row[0].startswith("Witness protec")] == ["withheld"]


def test_what_is_withheld_is_not_listed_as_missing() -> None:
    report = copy_of_uganda()
    required = "reporting-authority"
    del report["answers"][required]
    report["redacted"]["withheld"].append(required)

    found = section("missing", report, SHIPPED).blocks

    assert found[0] == Paragraph("Required, without an answer or not complete: none.")
    assert not any("withheld" in str(row) for row in rows(table(found[2:3])))


def test_a_copy_that_withholds_nothing_or_what_does_not_exist_is_reported() -> None:
    nothing = final({}, redacted={"withheld": []})
    unknown = final({}, redacted={"withheld": ["no-such", "light-tasks/no-such"]})

    assert section("withheld", nothing).blocks == [Paragraph("Nothing is withheld.")]
    assert [(row[0], row[2]) for row in rows(table(section("withheld", unknown).blocks))] == [
        ("`no-such`", ""),
        ("2.3", "no-such"),
    ]


@pytest.mark.parametrize("number", [1_000, 10_000])
def test_withheld_places_that_do_not_fit_are_counted_and_those_that_fit_all_named(
    number: int,
) -> None:
    entry = {"short-name": {"value": "act"}, "citation": {"value": "The Act"}}
    fitting = [f"laws/{n}/adopted" for n in range(1, 201)]
    unfit = [f"laws/{n}/nowhere" for n in range(number)] + [f"q-{n}" for n in range(number)]
    copy = final(
        {"laws": {"value": [entry] * 200}}, redacted={"withheld": [*fitting, *fitting, *unfit]}
    )

    blocks = section("withheld", copy).blocks

    assert [row[2] for row in rows(table(blocks))][:2] == [
        "Entry 1, Date of adoption",
        "Entry 2, Date of adoption",
    ]
    assert len(rows(table(blocks))) == 200 + 10
    assert blocks[-1] == Paragraph(
        f"{2 * number - 10:,} more are listed in the file that are no part of the questionnaire, "
        "or of the answers in this copy."
    )
