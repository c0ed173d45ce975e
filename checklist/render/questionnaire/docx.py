"""The questionnaire as a Word file to print and to fill in by hand."""

from collections.abc import Collection

from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.questionnaire.printed import printed_blocks
from checklist.render.word import as_docx as as_word_file
from checklist.text.messages import tr


def as_docx(questionnaire: Questionnaire, chosen: Collection[str] | None = None) -> bytes:
    """Return the file, of all questions or of those with the chosen ids."""
    head = questionnaire.head
    return as_word_file(
        printed_blocks(questionnaire, chosen),
        title=head.title,
        language=questionnaire.language,
        foot=tr("{head_title}, version {version}", head.title, head.version),
        has_contents=chosen is None,
    )
