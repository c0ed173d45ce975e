"""What clerks write where they mean “do not publish”, and where they mean that it may be."""

from collections.abc import Iterator, Mapping

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.forms.variants.hands import WordHand, look
from tests.forms.variants.starts import WORD
from tests.forms.variants.variant import Deed, Outcome, Variant, asked, in_each, nothing, right
from tests.support.word_forms import add_run, paragraphs, put

KEPT_BACK = (
    *("x", "X", "✓", "✔", "☒", "☑", "[x]", "1", "yes", "YES", "Yes.", "oui", "sí", "ja", "sim"),
    *("да", "نعم", "是", "confidential", "CONFIDENTIAL", "Confidential!", "secret", "DNP", "conf."),
    *("not for publication", "do not publish", "please do not publish", "please", "restricted"),
    *("internal", "see remark", "yes, until March", "x (names of victims)", "privé"),
    *(
        "confidentiel",
        "ne pas publier",
        "non public",
        "no publicar",
        "confidencial",
        "não publicar",
    ),
    *("vertraulich", "سري", "لا للنشر", "конфиденциально", "не публиковать", "机密", "不公开"),
    *("गोपनीय", "siri", "მხოლოდ შიდა"),
)
"""Marks of a box with the words “do not publish”, in words of many languages and scripts."""
PUBLISHED = ("no", "No", "NO.", "non", "nein", "não", "нет", "لا", "否", "-", "–", "0", "☐", "[ ]")
"""What says that nothing is kept back."""
IN_DOUBT = ("n/a", "?", "x?", "not confidential", "may be published", "public", "none")
"""What nobody should decide for the ministry."""

TEXT, ANSWER = "The owner pays at night.", {"pay-details": "The owner pays at night."}
SECRET = right({**ANSWER, "pay-details/confidential": True})


def variants() -> Iterator[Variant]:
    """Yield the variants."""
    for words, becomes in (
        (KEPT_BACK, SECRET),
        (PUBLISHED, nothing(ANSWER)),
        (IN_DOUBT, SECRET),
    ):
        for word in words:
            yield from in_each(
                f"{word!r} at “do not publish”",
                lambda hand, word=word: (
                    hand.write(TEXT, "pay-details"),
                    hand.mark("pay-details", how=word, column="confidential"),
                ),
                becomes,
                (WORD,),
            )
    yield from in_each(
        "x at “do not publish” of a row, a choice, several options and a measure",
        lambda hand: (
            hand.choose("training/pilots", "some"),
            hand.mark("training/pilots", column="confidential"),
            hand.choose("pay-rule", "law"),
            hand.mark("pay-rule", column="confidential"),
            hand.mark("channels#radio"),
            hand.mark("channels", column="confidential"),
            hand.choose("boats/status", "planned"),
            hand.mark("boats/status", column="confidential"),
        ),
        right(
            {
                "training/pilots": "some",
                "training/pilots/confidential": True,
                "pay-rule": "law",
                "pay-rule/confidential": True,
                "channels": ["radio"],
                "channels/confidential": True,
                "boats/status": "planned",
                "boats/confidential": True,
            }
        ),
    )
    yield from in_each(
        "“do not publish”, and no answer",
        lambda hand: hand.mark("pay-details", column="confidential"),
        asked(),
    )
    yield from in_each(
        "“do not publish” at “not known”",
        lambda hand: (
            hand.missing("pay-details", "not-known", "not collected"),
            hand.mark("pay-details", column="confidential"),
        ),
        right(
            {
                "pay-details/missing": {"missing": "not-known", "reason": "not-collected"},
                "pay-details/confidential": True,
            }
        ),
    )
    yield from _of_word()


def _of_word() -> Iterator[Variant]:
    """Yield what is done to the row “do not publish” of a Word form."""
    at = ("pay-details", "", "confidential")

    def behind(text: str) -> Deed:
        def does(hand: WordHand) -> None:
            add_run(paragraphs(hand.label(*at))[0], text)

        return does

    def highlighted(hand: WordHand) -> None:
        for run in list(hand.label(*at).iter(qn("w:r")))[1:]:
            look(run, "w:highlight", "yellow")

    def in_front(hand: WordHand) -> None:
        put(hand.box(*at), "☒ confidential")

    def tracked(hand: WordHand) -> None:
        hand.tracked(add_run(paragraphs(hand.box(*at))[0], "confidential"))

    def shaded(hand: WordHand) -> None:
        fill = OxmlElement("w:shd")
        fill.set(qn("w:val"), "clear")
        fill.set(qn("w:fill"), "FF0000")
        hand.box(*at).get_or_add_tcPr().append(fill)

    def struck(hand: WordHand) -> None:
        put(hand.box(*at), "x")
        hand.strike(hand.box(*at))

    def gone(hand: WordHand) -> None:
        hand.form.row("pay-details", "confidential").remove_row()

    def circled(hand: WordHand) -> None:
        for run in list(hand.label(*at).iter(qn("w:r")))[1:]:
            look(run, "w:u", "single")

    deeds: Mapping[str, tuple[Deed, Outcome]] = {
        "“confidential!” behind the words": (behind(" confidential!"), SECRET),
        "“x” behind the words": (behind(" x"), SECRET),
        "“: yes” behind the words": (behind(": yes"), SECRET),
        "“: no” behind the words": (behind(": no"), nothing(ANSWER)),
        "the words highlighted": (highlighted, SECRET),
        "the words underlined": (circled, SECRET),
        "a crossed box and a word": (in_front, SECRET),
        "a word put in while changes are tracked": (tracked, SECRET),
        "the box coloured": (shaded, SECRET),
        "a checked box of the old form fields": (
            lambda h: h.check_box_field(h.box(*at), is_checked=True),
            SECRET,
        ),
        "a checked box of content controls": (
            lambda h: h.check_box_control(h.box(*at), is_checked=True),
            SECRET,
        ),
        "an empty box of content controls": (
            lambda h: h.check_box_control(h.box(*at), is_checked=False),
            right(ANSWER),
        ),
        "a ticked box of Wingdings": (lambda h: h.symbol(h.box(*at), "F0FE"), SECRET),
        "an empty box of Wingdings": (lambda h: h.symbol(h.box(*at), "F06F"), nothing(ANSWER)),
        "an x that was struck out": (struck, SECRET),
        "the whole row deleted": (gone, nothing(ANSWER)),
    }
    for what, (does, becomes) in deeds.items():
        is_act = "confidential" in str(sorted(becomes.changes))
        yield Variant(
            format=WORD,
            what=f"do not publish: {what}",
            does=lambda hand, does=does, is_act=is_act: (
                hand.write(TEXT, "pay-details"),
                hand.note("pay-details", "confidential") if is_act else None,
                does(hand),
            ),
            becomes=becomes,
        )
