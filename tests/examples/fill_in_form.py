"""Fill in a form as a clerk would, by numbers of lines: `fill_in_form.py FORM NEW "8.1 d=1"`.

Needs openpyxl. The columns are those that a person sees: B has the numbers, E the answers.
"""

import sys

from openpyxl import load_workbook

form, new, *answers = sys.argv[1:]
book = load_workbook(form)
sheet = book["Form"]
for answer in answers:
    number, _, text = answer.partition("=")
    (row,) = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 2).value == number]
    sheet.cell(row, 5).value = text
book.save(new)
