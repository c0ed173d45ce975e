"""What ministries take back with a word, in each kind of field, in the first form and the next."""

from collections.abc import Iterator
from typing import Any

from tests.forms.variants.starts import PREFILLED, RETURNED, WORD
from tests.forms.variants.variant import Outcome, Variant, asked, in_each, right
from tests.support.word_forms import put

FIELDS = {
    "a text": ("pay-details", "answer", ["pay-details"]),
    "a day": ("pay-date", "answer", ["pay-date"]),
    "a number": ("boat-number", "answer", ["boat-number"]),
    "States": ("boat-makers", "answer", ["boat-makers"]),
    "a State": ("pay-model", "answer", ["pay-model"]),
    "an office": ("contact-point/office", "answer", ["contact-point/office"]),
    "what a law says": ("signals/law", "answer", ["signals/law"]),
    "a remark": ("pay-rule", "note", ["pay-rule/note"]),
    "the remark of a row": ("training/pilots", "note", ["training/pilots/note"]),
    "a law and article": ("pay-rule", "evidence", ["pay-rule/evidence"]),
    "a web address": ("channels", "evidence", ["channels/evidence"]),
}
"""The fields in which texts are written: key, column, and what is gone from the report."""
MARKED = {
    "a yes": ("rescue-service", "affirmative", "answer", ["rescue-service"]),
    "a row": ("training/labour-inspectors", "some", "answer", ["training/labour-inspectors"]),
    "“do not publish”": ("pay-rule", "", "confidential", ["pay-rule/confidential"]),
    "whom we consulted": ("consulted#justice", "", "answer", ["consulted"]),
}
"""The fields in which options are marked: key, code, column, and what is gone from the report."""


def variants() -> Iterator[Variant]:
    """Yield the variants."""
    for start in (RETURNED, PREFILLED):
        for name, (key, column, at) in FIELDS.items():
            yield from in_each(
                f"remove: {name}",
                lambda hand, key=key, column=column: hand.write("remove", key, column),
                _gone(at),
                start=start,
            )
        for name, (key, code, column, at) in MARKED.items():
            yield from _marked(name, key, code, column, at, start)
        yield from in_each(
            "remove: an entry of a table",
            lambda hand: hand.entry("ships", 2, year="remove"),
            _gone(["ships/2/year", "ships/2/kind", "ships/2/number"])
            if start == PREFILLED
            else asked(),
            start=start,
        )
        yield from in_each(
            "remove: a cell of an entry",
            lambda hand: hand.entry("ships", 1, number="remove"),
            _gone(["ships/1/number"]) if start == PREFILLED else asked(),
            start=start,
        )
        yield from in_each(
            "remove: why a row is not known",
            lambda hand: _unsay(hand),
            _gone(["training/volunteers/missing"]),
            start=start,
        )

    yield Variant(
        format=WORD,
        what="remove: the letter of a row that is not known",
        does=_unsay_by_letters,
        becomes=_gone(["training/volunteers/missing"]),
        start=PREFILLED,
    )
    yield from in_each(
        "a text emptied",
        lambda hand: hand.write("", "pay-details"),
        right(),
        start=PREFILLED,
    )
    for word in ("Remove", "REMOVE", "remove.", " remove ", "please remove", "removed", "“remove”"):
        yield from in_each(
            f"{word!r} in a text",
            lambda hand, word=word: hand.write(word, "pay-details"),
            _gone(["pay-details"]),
            start=PREFILLED,
        )
    for word in ("delete", "deleted", "cancelled", "supprimer", "удалить", "حذف"):
        yield from in_each(
            f"{word!r} at a number",
            lambda hand, word=word: hand.write(word, "boat-number"),
            asked(),
            start=PREFILLED,
        )
    yield from in_each(
        "remove where nothing is",
        lambda hand: hand.write("remove", "pay-details"),
        asked(),
    )
    yield from in_each(
        "remove: a text, in the next form",
        lambda hand: hand.write("remove", "pay-details"),
        _gone(["pay-details"]),
        start=RETURNED,
        form="next",
    )


def _gone(at: list[str]) -> Outcome:
    return right(dict.fromkeys(at))


def _marked(
    name: str, key: str, code: str, column: str, at: list[str], start: str
) -> Iterator[Variant]:
    """Yield the word in the box of an option."""
    yield Variant(
        format=WORD,
        what=f"remove: {name}",
        does=lambda hand: hand.mark(key, code, "remove", column),
        becomes=_gone(at),
        start=start,
    )


def _unsay_by_letters(hand: Any) -> None:
    """Take back why a row is not known, where its letter stands."""
    hand.note("training/volunteers", "missing")
    put(hand.form.row("training", "missing", "not-known").cells[0], "remove")


def _unsay(hand: Any) -> None:
    """Take back why a row is not known."""
    if hand.name == WORD:
        hand.note("training/volunteers", "missing")
        put(hand.form.row("training", "missing", "not-known").cells[2], "remove")
    else:
        hand.write("remove", "training/volunteers", "missing")
