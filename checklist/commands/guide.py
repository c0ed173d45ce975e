"""`checklist guide`."""

from enum import StrEnum
from typing import Annotated

from checklist.commands.shared.document_output import NoPagerOption, print_lines, write_document
from checklist.commands.shared.options import argument
from checklist.commands.shared.output_format import FORMAT_OR_ENDING, OutputOption, resolve_format
from checklist.console.page import Page
from checklist.errors import ChecklistError
from checklist.guides.topics import TOPICS, guide
from checklist.render.guide import as_html, as_lines
from checklist.text.messages import tr
from checklist.text.paragraphs import Line
from checklist.text.sanitize import quoted
from checklist.text.suggestions import did_you_mean


class GuideFormat(StrEnum):
    """The formats of a guide."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


def run(
    topic: Annotated[
        str | None,
        argument("TOPIC", f"{', '.join(TOPICS)}.", complete=lambda: [*TOPICS]),
    ] = None,
    format_name: Annotated[GuideFormat | None, FORMAT_OR_ENDING] = None,
    output: OutputOption = None,
    no_pager: NoPagerOption = False,
) -> None:
    """Read a guide: official, ministries, secretariat, author, security, scripts.

    Without TOPIC, the command lists the guides. In a terminal, a guide is shown screen by screen
    ($PAGER, or less).
    """
    if topic is None:
        _list()
        return
    if topic not in TOPICS:
        hint = did_you_mean(topic, TOPICS) or tr("the guides are {topics}", ", ".join(TOPICS))
        raise ChecklistError(tr("there is no guide {topic}; {hint}", quoted(topic), hint))
    text = guide(topic)
    match resolve_format(format_name, output, GuideFormat.TEXT):
        case GuideFormat.TEXT if output is None:
            page = Page.of_output()
            print_lines(list(as_lines(text, page.width)), page, with_pager=not no_pager)
        case GuideFormat.TEXT:
            write_document(Page.text(lambda width: as_lines(text, width)), output)
        case GuideFormat.MARKDOWN:
            write_document(text, output)
        case GuideFormat.HTML:
            write_document(as_html(text), output)


def _list() -> None:
    page = Page.of_output()
    widest = max(map(len, TOPICS))
    for name, about in TOPICS.items():
        page.show(
            Line(tr("checklist guide {ljust}  {about}", name.ljust(widest), about), 0, 18 + widest)
        )
