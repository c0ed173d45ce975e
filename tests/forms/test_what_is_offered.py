"""What a form offers to the ministry that fills it in, and what only others could use."""

import io
from typing import Any

import docx
import pytest

from checklist.forms.registry import read_return
from checklist.questionnaire.authorities import OWN
from tests.support.ministries import COAST, all_to, form, written

NO_REPLY = "did not reply"
LINKS = [
    name
    for name, question in COAST.questions.items()
    if getattr(question.answer_type, "evidence", None) == "link"
]
LAWS: dict[str, Any] = {
    "laws": {"value": [{"short-name": {"value": "act-1"}, "citation": {"value": "Act 1"}}]}
}
UNKNOWN = {"pay-rule": {"missing": "not-known", "reason": "ministry-did-not-reply"}}


def texts(content: bytes) -> str:
    """Return what a form shows, with its lists to choose from."""
    if not content.startswith(b"PK"):
        return content.decode()
    document = docx.Document(io.BytesIO(content))
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


@pytest.mark.parametrize("name", ["docx", "html"])
def test_a_ministry_is_not_offered_that_it_did_not_reply(name: str) -> None:
    text = texts(written(form({}), name))

    assert "not collected" in text
    assert NO_REPLY not in text


@pytest.mark.parametrize("name", ["docx", "html"])
def test_that_it_did_not_reply_stays_where_the_report_says_so(name: str) -> None:
    content = written(form(UNKNOWN), name)

    assert NO_REPLY in texts(content)
    returned = read_return(content, f"NOR-labour.{name}", COAST)
    assert (returned.given, returned.findings) == ({}, [])


def only_links() -> Any:
    divided = all_to("labour")
    asks = {name: "labour" if name in LINKS else OWN for name in divided.asks}
    return divided.model_copy(update={"asks": asks})


@pytest.mark.parametrize("name", ["docx", "html"])
def test_no_law_can_be_cited_where_only_web_addresses_are_taken(name: str) -> None:
    assert LINKS
    content = written(form(LAWS, "labour", only_links()), name)

    assert "Act 1" not in texts(content)
    assert "Act 1" in texts(written(form(LAWS, "labour", all_to("labour")), name))
    assert read_return(content, f"NOR-labour.{name}", COAST).findings == []
