"""How clerks write days, numbers, States and texts."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.forms.variants.hands import WordHand
from tests.forms.variants.starts import FORMATS, PAGE, WORD
from tests.forms.variants.variant import Deed, Outcome, Variant, asked, in_each, right
from tests.support.word_forms import add_run, paragraphs, tracked_deletion

DAYS: Mapping[str, str | None] = {
    "31.12.2023": "2023-12-31",
    "31/12/2023": "2023-12-31",
    "31-12-2023": "2023-12-31",
    "2023-12-31": "2023-12-31",
    "31 December 2023": "2023-12-31",
    "31 Dec 2023": "2023-12-31",
    "December 31, 2023": "2023-12-31",
    "31st December 2023": "2023-12-31",
    "12/31/2023": "2023-12-31",
    "May 2004": "2004-05",
    "2004-05": "2004-05",
    "05/2004": "2004-05",
    "2004": "2004",
    "03/04/2023": None,
    "3.4.23": None,
    "31.2.2023": None,
    "31.12.": None,
    "about 2004": None,
    "2003/2004": None,
    "since 2004": None,
    "31 décembre 2023": "2023-12-31",
    "31 декабря 2023": "2023-12-31",
    "٣١/١٢/٢٠٢٣": "2023-12-31",
    "n/a": None,
    "?": None,
    "tomorrow": None,
}
"""Days by how they are written; None where only the ministry can say which day it is."""
NUMBERS: Mapping[str, int | None] = {
    "30": 30,
    " 30 ": 30,
    "030": 30,
    "1500": 1500,
    "1 500": 1500,
    "1,500": None,
    "1.500": None,
    "30.0": None,
    "30,5": None,
    "ca. 30": None,
    "about 30": None,
    "~30": None,
    "30?": None,
    "30 boats": None,
    "20-30": None,
    ">30": None,
    "thirty": None,
    "٣٠": 30,
    "-5": None,
    "9001": None,
    "n/a": None,
    "none": None,
}
"""Numbers by how they are written; None where the ministry is asked again."""
STATES: Mapping[str, list[str] | None] = {
    "Sweden": ["SWE"],
    "sweden; Austria": ["SWE", "AUT"],
    "SWE": ["SWE"],
    "Sweeden": None,
    "Sweden and Austria": None,
    "Scandinavia": None,
    "-": None,
}
TEXTS: Mapping[str, str] = {
    "two paragraphs": "The owner pays.\nThe crew does not.",
    "quotation marks and signs": "“Owner” & <crew> pay 50 % = half; 'all'",
    "French": "L'armateur paie les marins, même à Noël.",
    "Arabic": "يدفع المالك الأجور كل شهر",
    "Russian": "Судовладелец платит.",
    "Chinese": "船东支付工资。",
    "Hindi": "मालिक वेतन देता है",
    "a picture sign": "The owner pays 👍",
    "a text like a mark": "x",
    "a text like a no": "no",
    "a text like a number": "0047",
    "a text like a question": "Who pays?",
    "900 characters": "The owner pays all. " * 45,
}
"""Texts that come into the report as they are."""


def variants() -> Iterator[Variant]:
    """Yield the variants."""
    for text, day in DAYS.items():
        yield from _written("pay-date", text, day, "as a day")
    for text, number in NUMBERS.items():
        yield from _written("boat-number", text, number, "as a number", (WORD,))
    for text, codes in STATES.items():
        yield from _written("boat-makers", text, codes, "as States", (WORD,))
    for what, text in TEXTS.items():
        yield from in_each(
            f"a text: {what}",
            lambda hand, text=text: hand.write(text.strip(), "pay-details"),
            right({"pay-details": text.strip()}),
        )
    yield from in_each(
        "a text like a formula",
        lambda hand: hand.write("=owner pays", "pay-details"),
        right({"pay-details": "=owner pays"}),
        (WORD, PAGE),
    )
    yield from in_each(
        "a text of 5,000 characters where 4,000 are possible",
        lambda hand: (
            hand.choose("signals/status", "implemented"),
            hand.write("Each port has one. " * 263, "signals/practice"),
        ),
        asked({"signals/status": "implemented"}),
    )
    yield from in_each(
        "an answer and a remark",
        lambda hand: (
            hand.write("The owner pays.", "pay-details"),
            hand.write("Ask Kari.", "pay-details", "note"),
        ),
        right({"pay-details": "The owner pays.", "pay-details/note": "Ask Kari."}),
    )
    yield from in_each(
        "a remark, and no answer",
        lambda hand: hand.write("This is for the police.", "pay-details", "note"),
        right({}, "This is for the police."),
    )
    yield from in_each(
        "an answer, and why there is none",
        lambda hand: (
            hand.write("The owner pays.", "pay-details"),
            hand.missing("pay-details", "not-known", "not collected"),
        ),
        asked({}, "The owner pays."),
    )
    yield from _reasons()
    yield from _contacts_and_entries()
    yield from _texts_of_word()


def _written(
    key: str, text: str, content: Any, what: str, formats: tuple[str, ...] = FORMATS
) -> Iterator[Variant]:
    becomes = asked() if content is None else right({key: content})
    yield from in_each(f"{text!r} {what}", lambda hand: hand.write(text, key), becomes, formats)


def _reasons() -> Iterator[Variant]:
    """Yield reasons why there is no answer."""
    known = {"missing": "not-known", "reason": "not-collected"}
    cases: Mapping[str, tuple[str, str, Outcome]] = {
        "not known, with a reason of the list": (
            "not-known",
            "the information is not collected",
            right({"pay-details/missing": known}),
        ),
        "not known, with a reason of its own": (
            "not-known",
            "the archive burnt down",
            right(
                {
                    "pay-details/missing": {
                        "missing": "not-known",
                        "reason": "other",
                        "note": "the archive burnt down",
                    }
                }
            ),
        ),
        "not known, and no reason": ("not-known", "", asked()),
        "declined, and why": (
            "declined",
            "it is secret",
            right(
                {
                    "pay-details/missing": {"missing": "declined", "note": "it is secret"},
                    "pay-details/confidential": True,
                }
            ),
        ),
        "declined, and not why": (
            "declined",
            "",
            right({"pay-details/missing": {"missing": "declined"}}),
        ),
    }
    for what, (code, words, becomes) in cases.items():
        yield from in_each(
            what,
            lambda hand, code=code, words=words: hand.missing("pay-details", code, words),
            becomes,
        )
    yield from in_each(
        "not known, typed as the answer",
        lambda hand: hand.write("not known", "boat-number"),
        asked(),
        (WORD,),
    )


def _contacts_and_entries() -> Iterator[Variant]:
    yield from in_each(
        "a contact",
        lambda hand: (
            hand.write("Coast office", "contact-point/office"),
            hand.write("kari@example.org", "contact-point/email"),
        ),
        right({"contact-point/office": "Coast office", "contact-point/email": "kari@example.org"}),
    )
    yield from in_each(
        "an address of mail that is none",
        lambda hand: (
            hand.write("Coast office", "contact-point/office"),
            hand.write("kari at example", "contact-point/email"),
        ),
        asked({"contact-point/office": "Coast office"}),
    )
    yield from in_each(
        "an entry with a number that is none",
        lambda hand: hand.entry("ships", 1, year="2023", kind="Cargo", number="ca. 70"),
        asked({"ships/1/year": 2023, "ships/1/kind": "cargo"}),
        (WORD,),
    )
    yield from in_each(
        "an entry without its kind",
        lambda hand: hand.entry("ships", 1, year="2023", number="70"),
        right({"ships/1/year": 2023, "ships/1/number": 70}),
        (WORD,),
    )
    yield from in_each(
        "two entries of one year and kind",
        lambda hand: (
            hand.entry("ships", 1, year="2023", kind="Cargo", number="70"),
            hand.entry("ships", 2, year="2023", kind="Cargo", number="80"),
        ),
        asked({"ships/1/year": 2023, "ships/1/kind": "cargo", "ships/1/number": 70}),
        (WORD,),
    )
    yield from in_each(
        "“no entries” marked",
        lambda hand: hand.choose("ships", "none"),
        right({"ships": []}),
        (WORD,),
    )
    yield from in_each(
        "“no entries” marked, and an entry",
        lambda hand: (
            hand.choose("ships", "none"),
            hand.entry("ships", 1, year="2023", kind="Cargo", number="70"),
        ),
        asked(),
        (WORD,),
    )
    yield from in_each(
        "what stands at the end",
        lambda hand: hand.closing("#remark", "We send the chart by post."),
        right({}, "We send the chart by post."),
    )


def _texts_of_word() -> Iterator[Variant]:
    """Yield texts as Word can hold them."""

    def tracked(hand: WordHand) -> None:
        hand.note("pay-details", text="The owner pays.")
        paragraph = paragraphs(hand.field("pay-details"))[0]
        tracked_deletion(add_run(paragraph, "The crew pays."))
        hand.tracked(add_run(paragraph, "The owner pays."))

    def struck(hand: WordHand) -> None:
        hand.note("pay-details", text="The owner pays.")
        field = hand.field("pay-details")
        add_run(paragraphs(field)[0], "The crew pays. ")
        hand.strike(field)
        add_run(paragraphs(field)[0], "The owner pays.")

    def behind(key: str, column: str = "answer") -> Deed:
        def does(hand: WordHand) -> None:
            hand.note(key, column, "The owner pays.")
            if column != "answer":
                hand.write("The crew does not.", key)
            add_run(paragraphs(hand.label_of_field(key, column))[0], " The owner pays.")

        return does

    yield Variant(
        format=WORD,
        what="a text with tracked changes",
        does=tracked,
        becomes=right({"pay-details": "The owner pays."}),
    )
    yield Variant(
        format=WORD,
        what="the old words struck out, the new behind",
        does=struck,
        becomes=right({"pay-details": "The owner pays."}),
    )
    yield Variant(
        format=WORD,
        what="a text behind its label",
        does=behind("pay-details"),
        becomes=right({"pay-details": "The owner pays."}),
    )
    yield Variant(
        format=WORD,
        what="a remark behind its label",
        does=behind("pay-details", "note"),
        becomes=right({"pay-details": "The crew does not.", "pay-details/note": "The owner pays."}),
    )
