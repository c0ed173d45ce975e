"""Forms from strangers: each has a finding, none an exception, and nothing of them is run."""

import pytest

from checklist.checks.form_codes import FORM_CODES
from checklist.files.archive import BadArchiveError, unpack
from checklist.forms.registry import read_return
from checklist.text.sanitize import safe_text
from tests.support.hostile_forms import FORMS, packed
from tests.support.ministries import COAST

MANY = "a page with 50,000 fields"
"""The form that has more than a few findings: a hundred are shown."""


@pytest.mark.sampled
@pytest.mark.parametrize("name", FORMS)
def test_a_hostile_form_has_its_finding_and_does_nothing_else(name: str) -> None:
    file, make, code = FORMS[name]

    one = read_return(make(), file, COAST)

    assert code in {"", *(found.code for found in one.findings)}
    assert {found.code for found in one.findings} <= FORM_CODES.keys()
    assert len(one.findings) <= (101 if name == MANY else 3)
    assert one.given == {}
    assert one.removed == set()
    for found in one.findings:
        assert safe_text(found.message) == found.message
        assert len(found.message.encode()) <= 500


def test_each_code_is_found_in_some_form() -> None:
    of_hostile = {code for _, _, code in FORMS.values()}
    # The first counts others; one is in test_reading, one among the hostile forms of Word.
    of_others = {"F000", "F005", "F009"}

    assert (of_hostile | of_others) - {""} == FORM_CODES.keys()


def test_what_comes_out_of_an_archive_is_counted_whatever_it_says_of_itself() -> None:
    content = packed({"a": b"\0" * 9_000_000})
    # The sizes that the archive gives are those of a small file.
    lying = content.replace((9_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))

    for archive in (content, lying):
        with pytest.raises(BadArchiveError):
            unpack(archive)
    assert unpack(packed({"a": b"a" * 1000})) == {"a": b"a" * 1000}
