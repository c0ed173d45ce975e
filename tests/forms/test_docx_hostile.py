"""Word forms from strangers: each has a finding, none an exception, and nothing of them is run."""

import pytest

from checklist.checks.form_codes import FORM_CODES
from checklist.forms.registry import read_return
from checklist.text.sanitize import safe_text
from tests.support.hostile_word_forms import FORMS
from tests.support.ministries import COAST

GIVES = {"5,000 entries of a table", "18,000 marks at one option"}
"""The forms that give an answer, of which there is no more than of another form."""
MANY = {"5,000 unknown addresses", "5,000 entries of a table"}
"""The forms that have more than a few findings: a hundred are shown."""


@pytest.mark.sampled
@pytest.mark.parametrize("name", FORMS)
def test_a_hostile_word_form_has_its_finding_and_does_nothing_else(name: str) -> None:
    file, make, code = FORMS[name]

    one = read_return(make(), file, COAST)

    assert code in {"", *(found.code for found in one.findings)}
    assert {found.code for found in one.findings} <= FORM_CODES.keys()
    assert len(one.findings) <= (101 if name in MANY else 2)
    assert bool(one.given) == (name in GIVES)
    assert one.removed == set()
    for found in one.findings:
        assert safe_text(found.message) == found.message
        assert len(found.message.encode()) <= 500
