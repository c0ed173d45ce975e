"""The questionnaire to print, as a reader of Markdown takes it."""

from collections import Counter
from pathlib import Path

import pytest
from markdown_it.token import Token

from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.markdown import as_markdown
from checklist.render.questionnaire.printed import printed_blocks
from tests.support import tiny
from tests.support.markdown import tokens
from tests.support.running import assert_kept
from tests.support.small_report import SMALL

SNAPSHOTS = Path(__file__).parent / "snapshots"

MARKUP = "*a* _b_ `c` [d](e) <f> | g # h ~~i~~ \\j"
"""Words that would be markup if they were not escaped."""


def words(found: list[Token], kind: str) -> list[str]:
    """Return the text within each block of a kind, such as `heading_open`."""
    return [
        "".join(child.content for child in found[index + 1].children or ())
        for index, token in enumerate(found)
        if token.type == kind and found[index + 1].type == "inline"
    ]


def cells_of_rows(found: list[Token]) -> list[list[int]]:
    """Return the number of cells in each row, by table."""
    tables: list[list[int]] = []
    for token in found:
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open":
            tables[-1].append(0)
        elif token.type in {"td_open", "th_open"}:
            tables[-1][-1] += 1
    return tables


def pipes(line: str) -> int:
    """Count what divides cells: the bars that are not escaped."""
    return line.replace("\\|", "").count("|")


def test_the_questionnaire_to_print() -> None:
    assert_kept(as_markdown(printed_blocks(SMALL)), SNAPSHOTS / "small.md")


@pytest.mark.sampled
def test_every_question_has_a_heading_with_its_number(questionnaire: Questionnaire) -> None:
    headings = words(tokens(as_markdown(printed_blocks(questionnaire))), "heading_open")
    asked = [
        f"{number}.{index} {' '.join(question.ask.split())}"
        for number, part in enumerate(questionnaire.sets, 1)
        for index, question in enumerate(part.questions, 1)
    ]

    assert [heading for heading in headings if heading in set(asked)] == asked
    assert len(headings) == 1 + len(questionnaire.sets) + len(asked) + len(["Terms"])


def test_every_matrix_and_table_is_a_table_with_as_many_cells_in_each_row(
    questionnaire: Questionnaire,
) -> None:
    text = as_markdown(printed_blocks(questionnaire))
    types = Counter(question.type for question in questionnaire.questions.values())
    tables = cells_of_rows(tokens(text))
    blocks = [block.splitlines() for block in text.split("\n\n") if block.startswith("|")]

    assert len(tables) == types["matrix"] + types["table"] == len(blocks)
    for rows, lines in zip(tables, blocks, strict=True):
        assert len(set(rows)) == 1
        assert len({pipes(line) for line in lines}) == 1
        assert pipes(lines[0]) == rows[0] + 1


def test_a_table_has_a_row_for_each_item_and_a_box_for_each_option(
    questionnaire: Questionnaire,
) -> None:
    matrices = [q.answer_type for q in questionnaire.questions.values() if q.type == "matrix"]
    tables = cells_of_rows(tokens(as_markdown(printed_blocks(questionnaire))))

    for matrix in matrices:
        assert [len(matrix.offered()) + 1] * (len(matrix.rows()) + 1) in tables


def test_every_option_has_a_box(questionnaire: Questionnaire) -> None:
    items = words(tokens(as_markdown(printed_blocks(questionnaire))), "paragraph_open")

    for question in questionnaire.questions.values():
        if question.type in {"choice", "choices", "yes-no", "implementation"}:
            for _, label in question.answer_type.offered():
                assert f"☐ {label}" in items


def test_the_levels_of_a_measure_are_paragraphs_of_their_own() -> None:
    found = tokens(as_markdown(printed_blocks(SMALL)))
    paragraphs = words(found, "paragraph_open")

    assert "Counts as implemented: every light has a signal." in paragraphs
    assert "Counts as partly: some lights have one." in paragraphs


def test_nothing_of_the_questionnaire_is_markup() -> None:
    options = [{"code": "one", "label": MARKUP}, {"code": "two", "label": "2. Two"}]
    asked = tiny.questionnaire(
        [
            {"id": "one", "ask": MARKUP, "guidance": MARKUP, "more": MARKUP, "type": "text"},
            {"id": "two", "type": "choice", "options": options},
            {
                "id": "grid",
                "type": "matrix",
                "options": options,
                "items": [{"id": "top", "label": MARKUP}],
            },
            {
                "id": "list",
                "type": "table",
                "entry": "law",
                "columns": [{"id": "name", "label": MARKUP, "type": "text", "required": True}],
            },
        ],
        glossary={"term": {"term": MARKUP, "definition": MARKUP}},
        introduction=MARKUP,
        title=MARKUP,
    )
    found = tokens(as_markdown(printed_blocks(asked)))
    inline = [child.type for token in found for child in token.children or ()]

    assert {type_.removesuffix("_open").removesuffix("_close") for type_ in inline} <= {
        *("text", "text_special", "strong", "em")
    }
    assert MARKUP in words(found, "heading_open")[0]
    assert f"1 {MARKUP}" in words(found, "th_open")
    assert MARKUP in words(found, "td_open")
    assert {len(set(rows)) for rows in cells_of_rows(found)} == {1}


@pytest.mark.parametrize("text", ["- a", "+ a", "1. a", "1) a", "# a", "> a", "| a | b |", "~~~"])
def test_a_text_that_begins_like_a_block_is_a_paragraph(text: str) -> None:
    asked = tiny.questionnaire(
        [{"id": "one", "guidance": text, "more": text, "type": "text"}], introduction=text
    )

    paragraphs = words(tokens(as_markdown(printed_blocks(asked))), "paragraph_open")

    assert paragraphs.count(text) == 3


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("obstacles", "Tick one or more:"),
        ("treaty-status", "Tick one:"),
        ("authority", "Tick one:"),
        ("light-tasks", "**2.3: tick one box in each row**"),
        ("fog-signals", "If it is only partly implemented, tick one or more:"),
    ],
)
def test_it_says_how_many_boxes_can_be_ticked(question: str, lead: str) -> None:
    text = as_markdown(printed_blocks(SMALL))
    own = text.partition(f"*{question};")[2].partition("\n### ")[0]

    assert f"\n{lead}\n" in own


def test_a_questionnaire_without_a_glossary_has_no_list_of_terms() -> None:
    text = as_markdown(printed_blocks(tiny.questionnaire([{"id": "one", "type": "text"}])))

    assert "Terms" not in text
    assert text.endswith("______________________________\n")


# A part of the questionnaire


def test_a_part_has_the_numbers_of_the_whole_and_only_its_own_terms() -> None:
    chosen = ["light-tasks", "signature"]

    found = tokens(as_markdown(printed_blocks(SMALL, chosen)))

    headings = words(found, "heading_open")
    asked = [SMALL.questions[i].ask for i in ("signature", "light-tasks")]
    numbers = [SMALL.numbers[i] for i in ("signature", "light-tasks")]
    shown = [f"{number} {ask}" for number, ask in zip(numbers, asked, strict=True)]
    sets = [f"{n}. {part.title}" for n, part in enumerate(SMALL.sets, 1)]
    used = {term for i in chosen for term in SMALL.questions[i].terms}
    assert headings == [
        SMALL.head.title,
        sets[0],
        shown[0],
        sets[1],
        shown[1],
        *(["Terms"] if used else []),
    ]


def test_a_part_says_how_much_of_the_questionnaire_it_is() -> None:
    text = as_markdown(printed_blocks(SMALL, ["signature"]))

    assert f"This is a part of the questionnaire: 1 of {len(SMALL.questions)} questions." in text


def test_options_have_the_numbers_that_an_interview_takes(questionnaire: Questionnaire) -> None:
    text = as_markdown(printed_blocks(questionnaire))

    for question in questionnaire.questions.values():
        if question.type in {"choice", "choices"}:
            for number, (_, label) in enumerate(question.answer_type.offered(), 1):
                assert f"\n{number}. ☐ {label.replace('_', chr(92) + '_')}" in text, question.id
