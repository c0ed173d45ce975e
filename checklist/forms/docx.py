"""Forms as Word files, for Word, LibreOffice and the like."""

from checklist.forms.docx_reader import open_docx
from checklist.forms.docx_writer import write_docx
from checklist.forms.interface import FormFormat

FORMAT = FormFormat("docx", write_docx, open_docx)
