"""Confidential answers and contacts, which no format of a summary shows."""

from typing import Any

import pytest

from checklist.analysis.rows.report_rows import NOTHING_HIDDEN
from checklist.analysis.rows.report_selection import selected
from checklist.analysis.summary.by_state import unit_codes
from checklist.analysis.summary.summary import summary
from checklist.render.blocks import as_lines
from checklist.render.summary.html import as_html
from checklist.render.summary.json import as_json
from checklist.render.summary.sections import summary_blocks
from checklist.states import STATES
from tests.support.block_text import block_text
from tests.support.made_reports import made_report
from tests.support.summaries import (
    MEASURE,
    answers_of,
    read_report,
    sealed,
    summarized,
)

SECRET = "The Xyzzy may not be read."


@pytest.fixture
def secret() -> dict[str, Any]:
    """Return a report whose answers that name a State are all confidential."""
    data = made_report(5, state="NOR")
    data = sealed(
        data,
        **{
            "protocol-obstacles-text": None,
            "laws": {"value": [{"short-name": {"value": "act-1"}, "citation": {"value": SECRET}}]},
            "practices-to-share": {
                "value": [
                    {
                        "theme": {"value": "children"},
                        "name": {"value": SECRET},
                        "description": {"value": SECRET},
                    }
                ]
            },
            "contact-point-named": {"value": "named"},
            "contact-point": {"value": {"office": SECRET}},
            MEASURE: {
                "value": {
                    "status": "implemented",
                    "law": SECRET,
                    "evidence": [{"url": "https://example.org/secret"}],
                },
                "note": SECRET,
            },
            "victims-assistance": {"value": ["data-collection"]},
        },
    )
    answers = {i: {**answer, "confidential": True} for i, answer in data["answers"].items()}
    return sealed(data, **answers)


def test_confidential_answers_are_counted_by_themselves_and_in_no_format_shown(
    secret: dict[str, Any],
) -> None:
    selection = selected([read_report(secret)])
    answers = answers_of(selection)
    document = summary(answers, selection, STATES)
    blocks = list(summary_blocks(document))

    formats = [
        as_json(document),
        block_text(blocks),
        "\n".join(line.text for line in as_lines(blocks, 80)),
        as_html(document, answers),
    ]

    for text in formats:
        assert "Xyzzy" not in text
        assert "example.org/secret" not in text
    wanted = {one.code: one for one in document.assistance.wanted if "victims" in one.question}
    assert (wanted["data-collection"].count, wanted["data-collection"].states) == (0, [])
    (unit,) = [unit for unit in document.units if unit.question == MEASURE]
    assert (unit.tally.answered, unit.tally.confidential) == (0, 1)
    assert not any(code.count for code in unit.tally.codes)
    codes = unit_codes(answers, document.units)
    assert {one.standings[0] for one in codes} <= {"confidential", "off-path", "unanswered"}
    assert not any(one.given[0] for one in codes)


@pytest.mark.thorough
@pytest.mark.parametrize(
    "answer",
    [
        {"value": {"status": "planned"}},
        {"value": {"status": "implemented", "law": SECRET}},
        {"missing": "declined", "note": SECRET},
    ],
)
def test_no_format_tells_which_answer_is_confidential_not_even_of_a_single_State(
    answer: dict[str, Any],
) -> None:
    others = [made_report(number, state=code) for number, code in enumerate(["AUT", "UGA"])]

    def formats(secret: dict[str, Any]) -> list[str]:
        report = made_report(5, state="NOR")
        changed = sealed(report, **{MEASURE: {**secret, "confidential": True}})
        selection = selected(map(read_report, [*others, changed]))
        answers = answers_of(selection)
        counted = summary(answers, selection, STATES)
        blocks = list(summary_blocks(counted))
        return [as_json(counted), block_text(blocks), as_html(counted, answers)]

    plain = formats({"value": {"status": "not-implemented"}})

    assert formats(answer) == plain


def test_what_is_included_on_request_is_shown(secret: dict[str, Any]) -> None:
    document = summarized(secret, shown=NOTHING_HIDDEN)

    text = as_json(document)

    assert text.count(SECRET) >= 3
