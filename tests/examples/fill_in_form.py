"""Fill in a Word form as a clerk would, by numbers: `fill_in_form.py FORM NEW "8.1 d=1"`.

Needs python-docx. Puts an x in the box before an option, below the heading with the number.
"""

import sys

from docx import Document
from docx.table import Table

form, new, *answers = sys.argv[1:]
document = Document(form)
for answer in answers:
    number, _, option = answer.partition("=")
    (heading,) = [one for one in document.paragraphs if one.text.startswith(f"{number}  ")]
    below = next(one for one in heading._p.itersiblings() if one.tag.endswith("}tbl"))
    rows = Table(below, document).rows
    # What stands in ⟦ ⟧ is hidden: by it the row is known when the form comes back.
    (row,) = [one for one in rows if one.cells[1].text.partition("⟧")[2].startswith(f"{option}  ")]
    row.cells[0].text = "x"
document.save(new)
