"""An address that lacks https:// is refused, and the refusal has the whole address."""

import pytest

from checklist.answer_types.evidence import CitationHelp, read_reference
from checklist.answer_types.interface import Option, Refusal, StepContext
from checklist.answer_types.text import Text
from checklist.answer_types.web_address import LacksSchemeRefusal, lacks_scheme

LAWS = [Option(code="act", label="An Act")]


@pytest.mark.parametrize("typed", ["www.example.org", "WWW.example.org/law", "example.org/law?a=1"])
def test_the_refusal_has_the_whole_address(typed: str) -> None:
    for laws in (LAWS, []):
        with pytest.raises(LacksSchemeRefusal, match="lacks https:// at its beginning") as refused:
            read_reference(laws, CitationHelp.at_terminal(), typed)
        assert refused.value.completed(f"act 5; {typed}") == f"act 5; https://{typed}"


@pytest.mark.parametrize(
    "typed", ["act 5", "act.5", "art. 5/2", "example.org", "www", "No. 3/2004"]
)
def test_what_is_no_address_is_left(typed: str) -> None:
    assert not lacks_scheme(typed)


def test_a_text_that_is_to_be_an_address_says_so_too() -> None:
    url = Text(type="text", pattern=r"https?://[^\s]+", single_line=True)
    step = next(url.steps(None, StepContext()))

    with pytest.raises(LacksSchemeRefusal) as refused:
        step.read("www.example.org ")
    assert refused.value.completed("www.example.org ") == "https://www.example.org "
    code = Text(type="text", pattern="[a-z]+", single_line=True)
    with pytest.raises(Refusal, match="is not a text that fits"):
        next(code.steps(None, StepContext())).read("www.example.org")
