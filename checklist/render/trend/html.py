"""A trend over cycles as a page."""

from collections.abc import Sequence

from checklist.render.blocks import Block, by_section
from checklist.render.html import page


def as_html(blocks: Sequence[Block]) -> str:
    """Return the page."""
    title, *sections = by_section(blocks)
    return page(
        "trend.html.j2",
        styles=("page.css", "figures.css", "document.css"),
        script="page.js",
        title=title.heading.text,
        begin=title.blocks,
        sections=sections,
        running="trend",
        is_in_columns=False,
        filters=(),
        has_bars=False,
        folded={},
    )
