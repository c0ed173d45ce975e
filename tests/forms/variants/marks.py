"""Signs at options: what is a mark, what is none, and what is in doubt."""

from collections.abc import Iterator, Mapping
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.forms.variants.hands import WordHand, look
from tests.forms.variants.starts import PAGE, WORD
from tests.forms.variants.variant import Deed, Outcome, Variant, asked, in_each, nothing, right
from tests.support.word_forms import add_run, paragraphs, put, tracked_deletion

LAW = right({"pay-rule": "law"})
RADIO = right({"channels": ["radio"]})
NOTHING = nothing()

SIGNS = (
    *("x", "X", "✓", "✔", "☑", "☒", "✗", "\u00d7", "√", "•", "XX", " x ", "x.", "[x]", "(x)"),
    *("yes", "YES", "oui", "sí", "ja", "да", "نعم", "是", "sim", "ok"),
)
"""What clerks put where they mean yes."""
NO_SIGNS = ("-", "–", "no", "No", "non", "нет", "لا", "否", "☐", "[ ]", "( )", "____", "…")
"""What clerks put where they mean no, or leave as an empty box."""
DOUBTS = (
    *("?", "x?", "x ?", "(x)?", "??", "ok?", "yes?", "maybe", "to check", ".", "see below"),
    *("للتأكد", "غير متأكد", "ربما؟"),
)
"""What clerks put where they do not know, or where nobody knows what they mean."""


def variants() -> Iterator[Variant]:
    """Yield the variants."""
    for signs, single, several in (
        (SIGNS, LAW, RADIO),
        (NO_SIGNS, NOTHING, NOTHING),
        (DOUBTS, asked(), asked()),
    ):
        for sign in signs:
            yield _in_box(sign, single)
            yield from _at_option(sign, several)
    yield from _ways_of_word()
    yield from _several_marks()
    yield from _choices()


def _in_box(sign: str, becomes: Outcome) -> Variant:
    return Variant(
        format=WORD,
        what=f"{sign!r} in the box of an option",
        does=lambda hand: hand.mark("pay-rule", "law", sign),
        becomes=becomes,
    )


def _at_option(sign: str, becomes: Outcome) -> Iterator[Variant]:
    yield from in_each(
        f"{sign!r} at one of several options",
        lambda hand: hand.mark("channels#radio", how=sign),
        becomes,
        (WORD,),
    )


def _ways_of_word() -> Iterator[Variant]:
    """Yield what Word offers beside signs."""

    def box(hand: WordHand) -> Any:
        hand.note("pay-rule")
        return hand.box("pay-rule", "law")

    def words(hand: WordHand) -> Any:
        hand.note("pay-rule")
        return hand.label("pay-rule", "law")

    def underlined(hand: WordHand) -> None:
        for run in words(hand).iter(qn("w:r")):
            look(run, "w:u", "single")

    def typed_while_tracking(hand: WordHand) -> None:
        hand.tracked(add_run(paragraphs(box(hand))[0], "x"))

    def taken_back_while_tracking(hand: WordHand) -> None:
        cell = box(hand)
        tracked_deletion(add_run(paragraphs(cell)[0], "x"))

    def struck(hand: WordHand) -> None:
        cell = box(hand)
        put(cell, "x")
        hand.strike(cell)

    def beside(text: str) -> Deed:
        def does(hand: WordHand) -> None:
            hand.mark("pay-rule", "law")
            hand.beside(text)
            add_run(paragraphs(hand.label("pay-rule", "law"))[0], f" {text}")

        return does

    def only_beside(hand: WordHand) -> None:
        hand.note("pay-rule", text="since 2003")
        add_run(paragraphs(hand.label("pay-rule", "law"))[0], " since 2003")

    def retyped(hand: WordHand) -> None:
        hand.mark("pay-rule", "law")
        hand.beside("A statute")
        label = hand.label("pay-rule", "law")
        for run in list(label.iter(qn("w:r")))[1:]:
            run.getparent().remove(run)
        add_run(paragraphs(label)[0], "1  A statute")

    def two_deleted_of_three(hand: WordHand) -> None:
        hand.note("pay-rule")
        for code in ("agreement", "none"):
            hand.form.row("pay-rule", code=code).remove_row()

    def one_deleted_of_three(hand: WordHand) -> None:
        hand.note("pay-rule")
        hand.form.row("pay-rule", code="none").remove_row()

    def own_box(hand: WordHand) -> None:
        add_run(paragraphs(box(hand))[0], "\u2610 \u2611")

    def row_deleted_while_tracking(hand: WordHand) -> None:
        hand.note("pay-rule")
        for code in ("agreement", "none"):
            row = hand.form.row("pay-rule", code=code).row
            properties = row.get_or_add_trPr()
            gone = OxmlElement("w:del")
            gone.set(qn("w:id"), "77")
            gone.set(qn("w:author"), "Ola")
            properties.append(gone)

    for how in ("highlight", "fill", "behind", "delete", "strike", "tracked", "control"):
        yield Variant(
            format=WORD,
            what=f"an option marked by: {how}",
            does=lambda hand, how=how: hand.mark("pay-rule", "law", how),
            becomes=LAW,
        )
    deeds: Mapping[str, tuple[Deed, Outcome]] = {
        "a box with a cross of Wingdings": (lambda h: h.symbol(box(h), "F0FD"), LAW),
        "a tick of Wingdings": (lambda h: h.symbol(box(h), "F0FC"), LAW),
        "a ticked box of Wingdings": (lambda h: h.symbol(box(h), "F0FE"), LAW),
        "an empty box of Wingdings": (lambda h: h.symbol(box(h), "F0A8"), NOTHING),
        "a tick of Segoe": (lambda h: h.symbol(box(h), "2714", "Segoe UI Symbol"), LAW),
        "a checked box of the old form fields": (
            lambda h: h.check_box_field(box(h), is_checked=True),
            LAW,
        ),
        "an empty box of the old form fields": (
            lambda h: h.check_box_field(box(h), is_checked=False),
            NOTHING,
        ),
        "a checked box of content controls": (
            lambda h: h.check_box_control(box(h), is_checked=True),
            LAW,
        ),
        "an empty box of content controls": (
            lambda h: h.check_box_control(box(h), is_checked=False),
            NOTHING,
        ),
        "words underlined": (underlined, LAW),
        "x put in while changes are tracked": (typed_while_tracking, LAW),
        "x taken back while changes are tracked": (taken_back_while_tracking, NOTHING),
        "x struck out": (struck, NOTHING),
        "a drawn box with a tick": (own_box, LAW),
        "x, and words behind the option": (
            beside("(only on the high sea)"),
            right({"pay-rule": "law"}, "(only on the high sea)"),
        ),
        "only words behind an option": (only_beside, asked()),
        "x, and the words of the option retyped": (retyped, LAW),
        "all other options deleted": (two_deleted_of_three, LAW),
        "all other rows deleted while changes are tracked": (row_deleted_while_tracking, LAW),
        "one of three options deleted": (one_deleted_of_three, asked()),
        "the number of another option in the box of the first": (
            lambda h: h.mark("pay-rule", "law", "2"),
            asked(),
        ),
        "the number of the option in its box": (lambda h: h.mark("pay-rule", "law", "1"), LAW),
        "the words of the option in its box": (
            lambda h: h.mark("pay-rule", "law", "A law"),
            asked(),
        ),
        "a remark in the box, with a sign": (
            lambda h: h.mark("pay-rule", "law", "x from 2003"),
            right({"pay-rule": "law"}, "from 2003"),
        ),
        "a long remark in the box, without a sign": (
            lambda h: h.scribble("We believe that it does", "pay-rule", "law"),
            asked(),
        ),
        "“not known” marked, and why": (
            lambda h: h.missing("pay-rule", "not-known", "the information is not collected"),
            right({"pay-rule/missing": {"missing": "not-known", "reason": "not-collected"}}),
        ),
        "“not known” marked, not why": (lambda h: h.missing("pay-rule", "not-known"), asked()),
        "only why nothing is known": (
            lambda h: h.form.write("not collected", "pay-rule", "missing", "not-known"),
            right({"pay-rule/missing": {"missing": "not-known", "reason": "not-collected"}}),
        ),
    }
    for what, (does, becomes) in deeds.items():
        yield Variant(format=WORD, what=what, does=does, becomes=becomes)


def _several_marks() -> Iterator[Variant]:
    """Yield two marks where one is asked for, and marks at several options."""

    def struck_other(hand: WordHand) -> None:
        hand.mark("pay-rule", "law")
        hand.mark("pay-rule", "agreement")
        hand.strike(hand.box("pay-rule", "agreement"))

    for second in ("x", "highlight", "fill", "behind", "tracked", "?"):
        yield Variant(
            format=WORD,
            what=f"two options marked, the second by: {second}",
            does=lambda hand, second=second: (
                hand.mark("pay-rule", "law"),
                hand.mark("pay-rule", "agreement", second),
            ),
            becomes=asked(),
        )
    yield Variant(format=WORD, what="two marks, and one struck out", does=struck_other, becomes=LAW)
    yield from in_each(
        "two of several options",
        lambda hand: (hand.mark("channels#radio"), hand.mark("channels#posters")),
        right({"channels": ["radio", "posters"]}),
    )
    yield from in_each(
        "an option, and the one that stands alone",
        lambda hand: (hand.mark("channels#radio"), hand.mark("channels#none")),
        asked(),
    )
    yield from in_each(
        "an option with a sign and a remark",
        lambda hand: hand.mark("channels#radio", how="x at night only"),
        right({"channels": ["radio"]}, "at night only"),
        (WORD,),
    )
    yield from in_each(
        "an option with a remark and no sign",
        lambda hand: hand.scribble("at night only, we think", "channels#radio"),
        asked(),
        (WORD,),
    )
    yield from in_each(
        "a part of a partly implemented measure",
        lambda hand: (
            hand.choose("signals/status", "partly-implemented"),
            hand.mark("signals/partly#some-regions"),
        ),
        right({"signals/status": "partly-implemented", "signals/partly": ["some-regions"]}),
    )
    yield from in_each(
        "a part of a measure that is planned",
        lambda hand: (
            hand.choose("signals/status", "planned"),
            hand.mark("signals/partly#some-regions"),
        ),
        asked({"signals/status": "planned"}),
    )


def _choices() -> Iterator[Variant]:
    """Yield what is chosen from a list."""
    yield from in_each(
        "a choice as the form asks for it", lambda hand: hand.choose("pay-rule", "law"), LAW
    )
    yield Variant(
        format=PAGE,
        what="a choice that the page does not offer",
        does=lambda hand: hand.write("A law?", "pay-rule"),
        becomes=asked(),
    )
    yield from in_each(
        "a row of a grid",
        lambda hand: hand.choose("training/pilots", "some"),
        right({"training/pilots": "some"}),
    )
    yield from in_each(
        "yes as the form asks for it",
        lambda hand: hand.choose("rescue-service", "affirmative"),
        right({"rescue-service": "affirmative"}),
    )
