"""A questionnaire, or a part of it, as Markdown to print."""

from collections.abc import Collection

from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render import markdown
from checklist.render.questionnaire.printed import printed_blocks


def as_markdown(questionnaire: Questionnaire, chosen: Collection[str] | None = None) -> str:
    """Return the questionnaire, or only the questions with the chosen ids."""
    return markdown.as_markdown(printed_blocks(questionnaire, chosen))
