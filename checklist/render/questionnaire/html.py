"""A questionnaire, or a part of it, as a page to print."""

from collections.abc import Collection

from checklist.questionnaire.questionnaire import Questionnaire
from checklist.render.blocks import by_section
from checklist.render.html import page
from checklist.render.questionnaire.printed import printed_blocks


def as_html(questionnaire: Questionnaire, chosen: Collection[str] | None = None) -> str:
    """Return the page with the questionnaire, or with only the questions with the chosen ids."""
    title, *sections = by_section(printed_blocks(questionnaire, chosen))
    return page(
        "document.html.j2",
        styles=("page.css", "document.css"),
        title=title.heading.text,
        begin=title.blocks,
        sections=sections,
        running="questions",
    )
