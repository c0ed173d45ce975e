"""Forms as workbooks, for Excel, LibreOffice and the like."""

from checklist.forms.interface import FormFormat
from checklist.forms.xlsx_reader import open_xlsx, shown_texts
from checklist.forms.xlsx_writer import write_xlsx

FORMAT = FormFormat("xlsx", write_xlsx, open_xlsx, shown_texts)
