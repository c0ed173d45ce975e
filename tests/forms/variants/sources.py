"""How clerks cite laws and pages."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.forms.variants.starts import PREFILLED, WORD
from tests.forms.variants.variant import Variant, asked, in_each, right

REGISTER = {"laws/1/short-name": "pay-act", "laws/1/citation": "Act on pay of 2003"}
ARTICLE_7 = [{"law": "pay-act", "article": "7"}]
PAGE_OF_ACT = [{"url": "https://example.org/act"}]

LAWS: Mapping[str, Any] = {
    "pay-act 7": ARTICLE_7,
    "pay-act article 7": ARTICLE_7,
    "pay-act, article 7": ARTICLE_7,
    "pay-act, art. 7": ARTICLE_7,
    "1 7": ARTICLE_7,
    "pay-act": [{"law": "pay-act"}],
    "Act on pay of 2003": [{"law": "pay-act"}],
    "Act on pay of 2003, article 7": ARTICLE_7,
    "https://example.org/act": PAGE_OF_ACT,
    "http://example.org/act": [{"url": "http://example.org/act"}],
    "www.example.org/act": [{"url": "https://www.example.org/act"}],
    "example.org/act": PAGE_OF_ACT,
    "pay-act 7; https://example.org/act": [*ARTICLE_7, *PAGE_OF_ACT],
    "pay-act 7, <https://example.org/act>": [*ARTICLE_7, *PAGE_OF_ACT],
    "pay-act 7 (https://example.org/act)": [*ARTICLE_7, *PAGE_OF_ACT],
    "Law 65-99, art. 8": None,
    "article 7": ARTICLE_7,
    "see annex": None,
    "?": None,
}
"""What is written where a law is asked for; None where the ministry is asked again."""
LINKS: Mapping[str, Any] = {
    "https://example.org/radio": [{"url": "https://example.org/radio"}],
    "www.example.org/radio": [{"url": "https://www.example.org/radio"}],
    "https://example.org/a; https://example.org/b": [
        {"url": "https://example.org/a"},
        {"url": "https://example.org/b"},
    ],
    "Law 65-99, art. 8": None,
    "the radio programme of 3 May": None,
}
"""What is written where a web address is asked for."""
SHORT_NAMES: Mapping[str, str | None] = {
    "pay-act": "pay-act",
    "loi-27-14": "loi-27-14",
    "Loi 27-14": "loi-27-14",
    "Law No. 5/2003": "law-no-5-2003",
    "قانون 14": "law-14",
    "x": None,
}
"""The short names of laws by how they are written."""


def variants() -> Iterator[Variant]:
    """Yield the variants."""
    for text, evidence in LAWS.items():
        becomes = right({"pay-rule/evidence": evidence}) if evidence else asked()
        yield from in_each(
            f"{text!r} as a law",
            lambda hand, text=text: hand.write(text, "pay-rule", "evidence"),
            becomes,
            (WORD,),
            start=PREFILLED,
        )
    for text, evidence in LINKS.items():
        becomes = (
            right({"channels": ["radio"], "channels/evidence": evidence})
            if evidence
            else asked({"channels": ["radio"]})
        )
        yield from in_each(
            f"{text!r} as a web address",
            lambda hand, text=text: (
                hand.mark("channels#radio"),
                hand.write(text, "channels", "evidence"),
            ),
            becomes,
        )
    for text, name in SHORT_NAMES.items():
        becomes = (
            right({"laws/1/short-name": name, "laws/1/citation": "An act"})
            if name
            else asked({"laws/1/citation": "An act"})
        )
        yield from in_each(
            f"{text!r} as the short name of a law",
            lambda hand, text=text: hand.entry("laws", 1, short_name=text, citation="An act"),
            becomes,
        )
    yield from in_each(
        "a law added, and cited",
        lambda hand: (
            hand.entry("laws", 1, short_name="pay-act", citation="Act on pay of 2003"),
            hand.choose("pay-rule", "law"),
            hand.write("pay-act article 7", "pay-rule", "evidence"),
        ),
        right({**REGISTER, "pay-rule": "law", "pay-rule/evidence": ARTICLE_7}),
    )
    yield from in_each(
        "a law cited that is not in the list",
        lambda hand: (
            hand.choose("pay-rule", "law"),
            hand.write("old-act article 7", "pay-rule", "evidence"),
        ),
        asked({"pay-rule": "law"}),
    )
    yield from in_each(
        "a law, and no answer",
        lambda hand: hand.write("https://example.org/act", "pay-rule", "evidence"),
        asked(),
    )
