"""Fill in a Word form as a clerk would, by numbers: `fill_in_form.py FORM NEW "8.1 d=1"`.

Needs python-docx. Puts an x at an option, or its number where a table asks for numbers. If only one
option can be chosen, the other boxes become empty.
"""

import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

from docx import Document
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

_LABEL = re.compile(r"⟦(\S+) (\w+)[^⟧]*⟧(\w*)")
"""What stands in ⟦ ⟧ is hidden: by it a field is known when the form comes back."""
_BESIDE = {"As before", "Law and article, link", "Web address", "Remark", "Do not publish"}
"""The columns of a table of rows that are no options."""


@dataclass
class Field:
    """Where a question or a row is answered."""

    boxes: dict[str, _Cell] = field(default_factory=dict)
    """The box of each option, by its number."""
    others: list[_Cell] = field(default_factory=list)
    """The boxes that say why there is no answer."""
    is_single: bool = True
    """Whether only one option can be chosen."""
    number: _Cell | None = None
    """The cell in which the number of an option is written."""


def main(form: str, new: str, *answers: str) -> None:
    """Write a form with more marks. Ends with a message if the form has no such question."""
    if not Path(form).is_file():
        sys.exit(f"{form}: there is no such form. `checklist form` writes it.")
    document = Document(form)
    fields: dict[str, Field] = {}
    number = ""
    for element in document.element.body:
        if element.tag.endswith("}p"):
            heading = re.match(r"(\d+\.\d+)  ", Paragraph(element, document).text)
            number = heading[1] if heading else number
        elif element.tag.endswith("}tbl") and number:
            find_fields(Table(element, document), number, fields)
    for answer in answers:
        number, _, option = answer.partition("=")
        if number not in fields:
            sys.exit(f"{form}: {number} is not in this form. It has {', '.join(fields)}.")
        mark(fields[number], option, f"{form}: {number}")
    document.save(new)


def find_fields(table: Table, number: str, fields: dict[str, Field]) -> None:
    """Add the fields of a table to those of the form, by their numbers."""
    heads: list[str] = []
    for row in table.rows:
        cells = [_Cell(one, table) for one in row._tr.tc_lst]  # `row.cells` has some of them twice
        for at, (cell, before) in enumerate(zip(cells, [*cells[:1], *cells[:-1]], strict=True)):
            label = _LABEL.match(cell.text)
            if label is None:
                continue
            key, kind, first = label.groups()
            if kind == "grid":
                heads = [one.text for one in cells]
            elif kind == "row":
                own = fields.setdefault(f"{number} {first}", Field())
                asked = [
                    one for one, head in zip(cells, heads, strict=False) if head not in _BESIDE
                ][1:]
                has_numbers = heads[at + 1].startswith("Answer")
                own.number = asked[0] if has_numbers else None
                own.boxes = {} if has_numbers else {str(n): one for n, one in enumerate(asked, 1)}
            elif kind == "answer" and first.isdecimal():
                own = fields.setdefault(number, Field(is_single="#" not in key))
                own.boxes[first] = before
            elif kind == "missing" and number in fields:
                fields[number].others.append(before)


def mark(own: Field, option: str, place: str) -> None:
    """Mark an option, and remove the other marks if only one option can be chosen."""
    if own.number is not None:
        own.number.text = option
        return
    if option not in own.boxes:
        sys.exit(f'{place}: "{option}" is none of its options; its options are '
                 f"{', '.join(own.boxes)}.")  # fmt: skip
    for box in [*own.others, *(own.boxes.values() if own.is_single else ())]:
        box.text = ""
    own.boxes[option].text = "x"


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
