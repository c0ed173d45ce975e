"""Forms as Word files, for Word, LibreOffice and the like."""

from collections.abc import Sequence

from pydantic import ValidationError

from checklist.forms.docx_layout import OWN_TEXTS
from checklist.forms.docx_reader import WordReading
from checklist.forms.docx_writer import write_docx
from checklist.forms.interface import (
    FormFormat,
    OpenedForm,
    UnreadableFormError,
    carried_content,
    carried_record,
)
from checklist.forms.word_document import WordDocument, WordParagraph, read_word
from checklist.ministries.part_record import PartRecord
from checklist.text.messages import tr


def open_docx(content: bytes, sent: bytes) -> OpenedForm:
    """Return a Word file as an opened form.

    Args:
        content: The bytes of the file.
        sent: The form as it was sent, if the file has lost what identifies it; or nothing.

    Raises:
        BadArchiveError: It is no Word file.
        UnreadableFormError: It is no part.
    """
    document = read_word(content)
    try:
        record, own = _record_of(document) if not sent else _record_of(read_word(sent))
    except (ValueError, RecursionError, ValidationError, AttributeError, TypeError) as error:
        if document.is_cut:
            message = tr("it has more rows and paragraphs than any form")
            raise UnreadableFormError("F003", message) from error
        message = tr(
            "it is not a form, such as the covering note, or the hidden text at its end "
            "that identifies the part was deleted"
        )
        raise UnreadableFormError("F001", message) from error
    return OpenedForm(record, lambda form: WordReading(document, record, form, own))


def _record_of(document: WordDocument) -> tuple[PartRecord, str]:
    """Return what the part carries, and the marks of the texts that are its own."""
    contents = {name: carried_content(text) for name, text in document.carried().items()}
    own = contents.pop(OWN_TEXTS, None)
    if not isinstance(own, str):
        raise ValueError(tr("the marks of its own texts are not there"))
    return carried_record(contents), own


def _texts(content: bytes) -> Sequence[str]:
    document = read_word(content)
    paragraphs = [item.text for item in document.items if isinstance(item, WordParagraph)]
    return [*paragraphs[:_MOST_TEXTS], *document.edges]


_MOST_TEXTS = 20
"""The most paragraphs at the beginning that can say whose form it is."""

FORMAT = FormFormat("docx", write_docx, open_docx, _texts)
