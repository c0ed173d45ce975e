"""Forms as HTML pages, which a browser shows from a file and without a network."""

from checklist.forms.html_reader import open_html, shown_texts
from checklist.forms.html_writer import write_html
from checklist.forms.interface import FormFormat

FORMAT = FormFormat("html", write_html, open_html, shown_texts)
