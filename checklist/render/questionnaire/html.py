"""A questionnaire, or a part of it, as a page to print."""

from collections.abc import Collection

from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.html import document_page
from checklist.render.questionnaire.printed import printed_blocks


def as_html(questionnaire: Questionnaire, chosen: Collection[str] | None = None) -> str:
    """Return the page with the questionnaire, or with only the questions with the chosen ids."""
    blocks = printed_blocks(questionnaire, chosen)
    return document_page(blocks, running="questions", language=questionnaire.language)
