"""The period of the report in forms: its dates, and that they are the form's own text."""

import io
from typing import Any

import pytest
from docx import Document

from checklist.forms.registry import read_return
from checklist.ministries.division import Authority
from checklist.questionnaire.loading import shipped
from tests.support.ministries import all_to, form, written

SHIPPED = shipped()
DATES = "Period: 1 January 2024 to 31 December 2025."
WORDS = "Period: The period that this report covers."
ANSWERS: dict[str, Any] = {
    "period-start": {"value": "2024-01-01"},
    "period-end": {"value": "2025-12-31"},
}


def shown(answers: dict[str, Any], name: str, authority: str = "police") -> tuple[bytes, str]:
    """Return the form of the police, which others have to give the dates, and its text."""
    divided = all_to("police", SHIPPED)
    asks = {**divided.asks}
    for question in ANSWERS:
        asks[question] = "labour"
    authorities = {**divided.authorities, "labour": Authority()}
    divided = divided.model_copy(update={"asks": asks, "authorities": authorities})
    content = written(form(answers, authority, divided, SHIPPED), name)
    if name == "docx":
        paragraphs = Document(io.BytesIO(content)).paragraphs
        seen = (run.text for one in paragraphs for run in one.runs if not run.font.hidden)
        return content, "\n".join(seen)
    return content, content.decode()


@pytest.mark.sampled
@pytest.mark.parametrize("name", ["docx", "html"])
def test_a_form_gives_the_dates_of_the_period_and_they_are_its_own_text(name: str) -> None:
    content, text = shown(ANSWERS, name)

    assert DATES in " ".join(text.split())
    assert WORDS not in text
    returned = read_return(content, f"NOR-police.{name}", SHIPPED)
    assert (returned.stray, returned.findings) == ([], [])
    assert (returned.given, returned.removed) == ({}, frozenset())


@pytest.mark.sampled
@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"period-start": {**ANSWERS["period-start"], "confidential": True}},
        {"period-start": {**ANSWERS["period-start"], "carried": True}},
    ],
    ids=["no answer", "a confidential answer", "that of the last report"],
)
def test_a_form_gives_no_dates_that_are_open_hidden_or_of_the_last_report(
    answers: dict[str, Any],
) -> None:
    _, text = shown(answers, "docx")

    assert WORDS in text
    assert "2024" not in text
