"""What clerks do to rows, columns, sheets and paragraphs around the fields."""

import io
from collections.abc import Callable, Iterator, Mapping
from copy import copy, deepcopy
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.forms.variants.hands import WordHand
from tests.forms.variants.starts import WORD
from tests.forms.variants.variant import Deed, Outcome, Variant, asked, right
from tests.support.word_forms import add_run, cells, paragraphs, put

TEXT = "The owner pays."
FILLED = {
    "pay-details": TEXT,
    "pay-rule": "law",
    "channels": ["radio"],
    "training/pilots": "some",
    "training/volunteers": "regular",
}
ALL = right(FILLED)


def variants() -> Iterator[Variant]:
    """Yield the variants."""
    for what, (does, becomes) in _of_word().items():
        yield Variant(format=WORD, what=what, does=_after_filling(does), becomes=becomes)
    for what, (change, becomes) in _of_word_files().items():
        yield Variant(format=WORD, what=what, does=fill, file=change, becomes=becomes)


def fill(hand: Any) -> None:
    """Answer five questions as usual."""
    hand.write(TEXT, "pay-details")
    hand.choose("pay-rule", "law")
    hand.mark("channels#radio")
    hand.choose("training/pilots", "some")
    hand.choose("training/volunteers", "regular")


def _after_filling(does: Deed) -> Deed:
    def both(hand: Any) -> None:
        fill(hand)
        does(hand)

    return both


Deeds = Mapping[str, tuple[Deed, Outcome]]
Files = Mapping[str, tuple[Callable[[bytes], bytes], Outcome]]


def _saved(file: Any) -> bytes:
    output = io.BytesIO()
    file.save(output)
    return output.getvalue()


# Word


def _of_word() -> Deeds:
    def row_put_in(hand: WordHand) -> None:
        row = hand.form.row("pay-details").row
        new = deepcopy(row)
        for one in cells(new):
            put(one, "")
        row.addnext(new)
        hand.beside("and the harbour dues")
        put(cells(new)[-1], "and the harbour dues")

    def question_deleted(hand: WordHand) -> None:
        table = hand.form.row("boats/status", code="implemented").table
        table.getparent().remove(table)

    def question_moved(hand: WordHand) -> None:
        table = hand.form.row("pay-rule", code="law").table
        hand.body.insert(0, table)

    def text_box(hand: WordHand) -> None:
        hand.beside("For Kari: is this right?")
        run = add_run(paragraphs(hand.label("pay-rule", "law"))[0], "")
        picture, shape = OxmlElement("w:pict"), OxmlElement("w:txbxContent")
        paragraph = OxmlElement("w:p")
        shape.append(paragraph)
        add_run(paragraph, "For Kari: is this right?")
        picture.append(shape)
        run.append(picture)

    def page_head(hand: WordHand) -> None:
        hand.beside("Ministry of Labour, 12/2026")
        hand.form.document.sections[0].header.paragraphs[0].text = "Ministry of Labour, 12/2026"

    def bookmarks_deleted(hand: WordHand) -> None:
        for name in ("w:bookmarkStart", "w:bookmarkEnd"):
            for one in list(hand.body.iter(qn(name))):
                one.getparent().remove(one)

    def hidden_shown(hand: WordHand) -> None:
        for one in list(hand.body.iter(qn("w:vanish"))):
            one.getparent().remove(one)

    def addresses_deleted(hand: WordHand) -> None:
        for run in list(hand.body.iter(qn("w:r"))):
            text = "".join(one.text or "" for one in run.iter(qn("w:t")))
            if text.startswith("⟦") and "⟦part⟧" not in text:
                run.getparent().remove(run)

    def no_address_left(hand: WordHand) -> None:
        bookmarks_deleted(hand)
        addresses_deleted(hand)

    def joined_cells(hand: WordHand) -> None:
        label, field = cells(hand.form.row("pay-details"))[-2:]
        for one in paragraphs(field):
            label.append(one)
        field.getparent().remove(field)

    def pasted_table(hand: WordHand) -> None:
        hand.note("pay-date", "note", "owner")
        hand.write("2003", "pay-date")
        hand.table_in(hand.field("pay-date", "note"), [["owner", "half"], ["crew", "half"]])

    def entries(hand: WordHand) -> None:
        hand.entry("ships", 1, year="2023", kind="Cargo", number="70")
        hand.entry("ships", 3, 2, year="2024", kind="ferry", number="80")

    def entry_row_added(hand: WordHand) -> None:
        rows = hand.form.entries["ships"]
        new = deepcopy(rows[-1])
        for one in cells(new):
            put(one, "")
        rows[-1].addnext(new)
        rows.append(new)
        for cell, text in zip(cells(new)[1:], ("2023", "Cargo", "70"), strict=False):
            put(cell, text)

    def field_deleted(hand: WordHand) -> None:
        hand.form.row("boat-number").remove_row()

    def footnote(hand: WordHand) -> None:
        hand.comment(hand.field("pay-details"), "See the law of 2003")

    def below_questions(hand: WordHand) -> None:
        hand.paragraph_below("pay-rule", "This is to be checked with police.", "law")

    def typed_behind_the_label(hand: WordHand) -> None:
        hand.note("boat-number", text="30")
        add_run(paragraphs(hand.label_of_field("boat-number"))[0], " 30")

    two_ships = {
        **{"ships/1/year": 2023, "ships/1/kind": "cargo", "ships/1/number": 70},
        **{"ships/2/year": 2024, "ships/2/kind": "ferry", "ships/2/number": 80},
    }
    return {
        "a row put in below a field": (
            row_put_in,
            asked({at: one for at, one in FILLED.items() if at != "pay-details"}),
        ),
        "a question that is not ours deleted": (question_deleted, ALL),
        "a question moved to the beginning": (question_moved, ALL),
        "a text box": (text_box, ALL),
        "a letterhead in the head of the page": (page_head, ALL),
        "all bookmarks deleted": (bookmarks_deleted, ALL),
        "all hidden text shown": (hidden_shown, ALL),
        "hidden addresses deleted, bookmarks left": (addresses_deleted, ALL),
        "hidden addresses and bookmarks deleted": (no_address_left, ALL),
        "label and field made one cell": (joined_cells, ALL),
        "a table pasted into a remark": (
            pasted_table,
            right({**FILLED, "pay-date": "2003", "pay-date/note": "owner | half\ncrew | half"}),
        ),
        "entries with a row left free": (entries, right({**FILLED, **two_ships})),
        "an entry in a row that was added": (
            entry_row_added,
            right({**FILLED, **{at: two_ships[at] for at in list(two_ships)[:3]}}),
        ),
        "the row of a field deleted": (field_deleted, ALL),
        "a comment at a field": (footnote, ALL),
        "a paragraph between two questions": (below_questions, ALL),
        "an answer typed behind its label": (
            typed_behind_the_label,
            right({**FILLED, "boat-number": 30}),
        ),
    }


def _of_word_files() -> Files:
    def copied_to_new(content: bytes) -> bytes:
        """Return a new document into which the whole text was copied."""
        old, new = docx.Document(io.BytesIO(content)), docx.Document()
        body = new.element.body
        for one in list(old.element.body):
            if one.tag != qn("w:sectPr"):
                body.insert(len(body) - 1, copy(deepcopy(one)))
        return _saved(new)

    return {"the whole text copied into a new document": (copied_to_new, ALL)}
