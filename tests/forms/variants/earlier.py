"""Forms in which something stands already, and what ministries send a second time."""

from collections.abc import Iterator
from typing import Any

from tests.forms.variants.hands import WordHand
from tests.forms.variants.starts import CARRIED, PREFILLED, RETURNED, SHARED, WORD
from tests.forms.variants.variant import Variant, asked, in_each, nothing, refused, right
from tests.support.word_forms import put

TICKED = (
    ("pay-rule", "agreement"),
    ("training/labour-inspectors", "regular"),
    ("rescue-service", "negative"),
    ("boats/status", "planned"),
)
"""Options beside those that the form shows as marked."""


def variants() -> Iterator[Variant]:
    """Yield the variants."""
    for key, code in TICKED:
        at = "boats/status" if key == "boats/status" else key
        yield from in_each(
            f"an x at another option of {key}, and the old x left",
            lambda hand, key=key, code=code: hand.choose(key, code),
            right({at: code}),
            start=PREFILLED,
        )
        yield Variant(
            format=WORD,
            what=f"an x at another option of {key}, and the old x deleted",
            does=lambda hand, key=key, code=code: _mark_instead(hand, key, code),
            becomes=right({at: code}),
            start=PREFILLED,
        )
    yield from in_each(
        "a further one of several options",
        lambda hand: hand.mark("channels#posters"),
        right({"channels": ["radio", "posters"]}),
        start=PREFILLED,
    )
    yield from in_each(
        "the text corrected",
        lambda hand: hand.write("The crew pays.", "pay-details"),
        right({"pay-details": "The crew pays."}),
        start=PREFILLED,
    )
    yield from in_each("nothing but the control", lambda hand: None, right(), start=PREFILLED)
    yield from in_each(
        "nothing but the control, a second time", lambda hand: None, right(), start=RETURNED
    )
    yield from in_each(
        "a correction in the same form",
        lambda hand: hand.write("The crew pays.", "pay-details"),
        right({"pay-details": "The crew pays."}),
        start=RETURNED,
    )
    yield from in_each(
        "an answer, and a mark of what is not published, that were there before",
        lambda hand: hand.write("From 2004.", "pay-rule", "note"),
        right({"pay-rule/note": "From 2004."}),
        start=RETURNED,
    )
    yield from _of_last_report()
    yield from _of_others()


def _of_last_report() -> Iterator[Variant]:
    yield from in_each(
        "as before",
        lambda hand: _as_before(hand, "pay-rule"),
        right({"pay-rule/carried": None}),
        start=CARRIED,
    )
    yield from in_each(
        "another answer than in the last report",
        lambda hand: hand.choose("pay-rule", "agreement"),
        right({"pay-rule": "agreement", "pay-rule/carried": None}),
        start=CARRIED,
    )
    for words in ("as before", "no change", "same as last time", "unchanged"):
        yield from in_each(
            f"{words!r} as a text",
            lambda hand, words=words: hand.write(words, "pay-details"),
            right({"pay-details/carried": None}),
            (WORD,),
            start=CARRIED,
        )
    yield Variant(
        format=WORD,
        what="as before, and another answer",
        does=lambda hand: (hand.mark("pay-rule", "as-before"), hand.mark("pay-rule", "none")),
        becomes=asked(),
        start=CARRIED,
    )


def _of_others() -> Iterator[Variant]:
    for what, code, becomes in (
        ("otherwise", "none", asked({"channels": None})),
        ("alike", "posters", nothing()),
        ("too, and one more", "radio", asked({"channels": None})),
    ):
        yield from in_each(
            f"what the police see {what}",
            lambda hand, code=code: hand.mark(f"channels#{code}"),
            becomes,
            start=SHARED,
            control=("pay-rule", "law"),
        )
    yield from in_each(
        "another person, with another answer",
        lambda hand: (
            hand.write("The crew pays.", "pay-details"),
            hand.closing("#filled-in-by", "Kari Hansen"),
        ),
        refused("The owner pays.", "The crew pays."),
        earlier=lambda hand: (
            hand.write("The owner pays.", "pay-details"),
            hand.closing("#filled-in-by", "Ola Nordmann"),
        ),
    )
    yield from in_each(
        "the same person, with another answer",
        lambda hand: (
            hand.write("The crew pays.", "pay-details"),
            hand.closing("#filled-in-by", "Ola Nordmann"),
        ),
        right({"pay-details": "The crew pays."}),
        earlier=lambda hand: (
            hand.write("The owner pays.", "pay-details"),
            hand.closing("#filled-in-by", "Ola Nordmann"),
        ),
    )
    yield from in_each(
        "another person, with a further answer",
        lambda hand: (
            hand.write("The owner pays.", "pay-details"),
            hand.closing("#filled-in-by", "Kari Hansen"),
        ),
        right({"pay-details": "The owner pays."}),
        earlier=lambda hand: (
            hand.choose("pay-rule", "law"),
            hand.closing("#filled-in-by", "Ola Nordmann"),
        ),
    )


def _mark_instead(hand: WordHand, key: str, code: str) -> None:
    """Delete the mark that a Word form shows at a question, and mark another option."""
    for (one, column, own), _ in list(hand.form.rows.items()):
        if (one, column) == (key, "answer") and own:
            put(hand.box(key, own), "")
    hand.mark(key, code)


def _as_before(hand: Any, key: str) -> None:
    """Confirm the answer of the last report."""
    if hand.name == WORD:
        hand.mark(key, "as-before")
    else:
        hand.write("As before", key)
