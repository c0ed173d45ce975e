"""Fill in a Word form as a clerk would, by numbers: `fill_in_form.py FORM NEW "8.1 d=1"`.

Needs python-docx. Puts an x in the box before an option, below the heading with the number. If only
one option can be chosen, the other boxes become empty.
"""

import re
import sys
from pathlib import Path

from docx import Document
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

_ROW = re.compile(r"⟦(?P<place>\S+) (?:answer|missing)\b[^⟧]*⟧(?:(?P<option>\d+)  )?")
"""What stands in ⟦ ⟧ is hidden: by it the row is known when the form comes back."""


def main(form: str, new: str, *answers: str) -> None:
    """Write a form with more marks. Ends with a message if the form has no such question."""
    if not Path(form).is_file():
        sys.exit(f"{form}: there is no such form. `checklist ministries forms` writes it.")
    document = Document(form)
    rows: dict[str, list[_Row]] = {}
    number = ""
    for element in document.element.body:
        if element.tag.endswith("}p"):
            heading = re.match(r"(\d+\.\d+(?: [a-z]+)?)  ", Paragraph(element, document).text)
            number = heading[1] if heading else number
        elif element.tag.endswith("}tbl"):
            rows.setdefault(number, []).extend(Table(element, document).rows)
    for answer in answers:
        number, _, option = answer.partition("=")
        if number not in rows:
            asked = ", ".join(filter(None, rows))
            sys.exit(f"{form}: {number} is not in this form. It has {asked}.")
        mark(rows[number], option, f"{form}: {number}")
    document.save(new)


def mark(rows: list[_Row], option: str, place: str) -> None:
    """Mark an option, and remove the other marks if only one option can be chosen."""
    boxes = [(row.cells[0], found) for row in rows if (found := _ROW.match(row.cells[1].text))]
    options = {found["option"]: (box, found) for box, found in boxes if found["option"]}
    if option not in options:
        offered = f"its options are {', '.join(options)}" if options else "it has no options"
        sys.exit(f'{place}: "{option}" is none of its options; {offered}.')
    chosen, found = options[option]
    for box, other in boxes:
        is_alone = other["option"] is None or "#" not in found["place"]
        if is_alone and not box.text.startswith("⟦"):
            box.text = ""
    chosen.text = "x"


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
